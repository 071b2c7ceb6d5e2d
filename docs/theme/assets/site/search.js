// The search dialog. Nothing of the index is fetched before the dialog opens; Pagefind answers in the page's own language.
import { find, make } from "./dom.js";
import { load } from "./late.js";
import { asOnPages, inOtherScript } from "./spelling.js";

/** @typedef {{ title: string, url: string, excerpt: string }} Part */
/** @typedef {{ url: string, excerpt: string, meta: { title: string, words?: string }, sub_results: Part[] }} Found a page, as Pagefind describes it */
/** @typedef {{ search: (query: string) => Promise<{ results: { data: () => Promise<Found> }[] }> }} Pagefind */
/** @typedef {{ results: Found[], wording: string, exact: boolean, more: boolean }} Answer `exact` where the pages hold the words that were asked for */

const SHOWN = 12;
const WEIGHED = 24;
const QUIET = 120; // milliseconds without a letter before the search begins

/** @type {Search | undefined} */
let running;

/**
 * Starts the search in `dialog`, of the site whose root is `root`.
 * @param {HTMLDialogElement} dialog
 * @param {URL} root
 */
export function start(dialog, root) {
  running ??= new Search(dialog, root);
  running.begin();
}

class Search {
  #dialog;
  #root;
  #input;
  #list;
  #count;
  /** @type {Promise<Pagefind> | undefined} */
  #engine;
  #asked = 0;
  /** @type {number | undefined} */
  #quiet;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {URL} root
   */
  constructor(dialog, root) {
    this.#dialog = dialog;
    this.#root = root;
    this.#input = find("input", dialog, HTMLInputElement);
    this.#list = find("ol", dialog);
    this.#count = find("[role=status]", dialog);
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#quiet);
      this.#quiet = setTimeout(() => this.#look(), QUIET);
    });
    dialog.addEventListener("keydown", (event) => this.#move(event));
    this.#list.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a")) dialog.close();
    });
    this.#open().catch(() => this.#fail());
    this.#look();
  }

  begin() {
    this.#input.select();
  }

  #open() {
    this.#engine ??= open(this.#root);
    return this.#engine;
  }

  /** It is tried anew with the next word. */
  #fail() {
    this.#engine = undefined;
    this.#list.replaceChildren();
    this.#count.textContent = this.#dialog.dataset.failed ?? "";
  }

  async #look() {
    const query = this.#input.value.normalize("NFC").trim();
    this.#asked += 1;
    const turn = this.#asked;
    if (!query) {
      this.#list.replaceChildren();
      this.#count.textContent = "";
      return;
    }
    try {
      const answer = await lookUp(await this.#open(), query);
      // The reader may have typed on.
      if (turn === this.#asked) this.#show(query, answer);
    } catch (error) {
      console.error(error);
      if (turn === this.#asked) this.#fail();
    }
  }

  /**
   * @param {string} query
   * @param {Answer} answer
   */
  #show(query, answer) {
    const { results, wording } = answer;
    // As functions: a query may hold signs that mean something in a replacement.
    this.#count.textContent = this.#sentence(answer)
      .replace("{query}", () => query)
      .replace("{count}", () => String(results.length));
    this.#list.replaceChildren(...results.map((page) => entry(page, wording)));
    this.#list.scrollTop = 0;
  }

  /** @param {Answer} answer */
  #sentence({ results, exact, more }) {
    const { none = "", near = "", one = "", many = "", first = "" } = this.#dialog.dataset;
    if (!results.length) return none;
    if (!exact) return near;
    if (results.length === 1) return one;
    return more ? first : many;
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const links = [...this.#list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && links.length) {
      event.preventDefault();
      const next = at + step;
      (next < 0 ? this.#input : links[Math.min(next, links.length - 1)]).focus();
    } else if (event.key === "Enter" && document.activeElement === this.#input) links[0]?.click();
  }
}

/**
 * @param {URL} root
 * @returns {Promise<Pagefind>}
 */
async function open(root) {
  const pagefind = await load(new URL("pagefind/pagefind.js", root));
  await pagefind.options({ excerptLength: 22 });
  await pagefind.init();
  return pagefind;
}

/**
 * The pages for a query, and whether they really hold its words: Pagefind shortens a word that it does not know.
 * @param {Pagefind} pagefind
 * @param {string} query
 * @returns {Promise<Answer>}
 */
async function lookUp(pagefind, query) {
  /** @type {Found[]} */
  let nearest = [];
  for (const wording of wordings(query)) {
    const { results } = await pagefind.search(wording);
    const pages = await Promise.all(results.slice(0, WEIGHED).map((result) => result.data()));
    const exact = pages
      .filter((page) => holds(page, wording))
      .sort((one, other) => meant(other, wording) - meant(one, wording));
    const more = exact.length > SHOWN || results.length > WEIGHED;
    if (exact.length) return { results: exact.slice(0, SHOWN), wording, exact: true, more };
    if (!nearest.length) nearest = pages.slice(0, SHOWN);
  }
  return { results: nearest, wording: query, exact: false, more: false };
}

/**
 * The query in the spelling of the pages, as it was typed, and in the other script.
 * @param {string} query
 */
const wordings = (query) => new Set([asOnPages(query), query, ...inOtherScript(query)]);

/** @param {string | null} text */
const fold = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");

/** @param {string} query */
function words(query) {
  return fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * Greek words change their last letter where English ones stay: όριο, όρια.
 * @param {string} word
 */
const shortest = (word) => (/\p{Script=Greek}/u.test(word) ? 3 : 4);

/** @param {string} word */
const stem = (word) => word.slice(0, Math.max(Math.min(word.length, shortest(word)), Math.ceil(word.length * 0.65)));

/**
 * A found word may be inflected: it counts when it shares all but the ending with the word that was asked for.
 * @param {Found} page
 * @param {string} query
 */
function holds({ meta, excerpt, sub_results: parts }, query) {
  const texts = fold([meta.title, meta.words ?? "", ...parts.map((part) => part.title)].join(" "));
  const marks = [excerpt, ...parts.map((part) => part.excerpt)]
    .flatMap(nodes)
    .filter((node) => node.nodeName === "MARK")
    .map((node) => fold(node.textContent));
  return words(query).every((word) => texts.includes(stem(word)) || marks.some((mark) => mark.includes(stem(word))));
}

/**
 * How surely a query means a page as a whole: it is one of the page's search words, or makes up much of its title.
 * @param {Found} page
 * @param {string} query
 */
function meant({ meta }, query) {
  const asked = words(query);
  const covers = (/** @type {string} */ phrase) => {
    const said = words(phrase);
    const found = asked.every((word) => said.some((one) => one.startsWith(stem(word))));
    return found ? asked.length / said.length : 0;
  };
  const named = (meta.words ?? "").split(" · ").some((phrase) => covers(phrase) === 1);
  return (named ? 1 : 0) + covers(meta.title);
}

/** @param {string} excerpt */
function nodes(excerpt) {
  return [...new DOMParser().parseFromString(excerpt, "text/html").body.childNodes];
}

/** @param {{ excerpt: string }} result */
const marksIn = ({ excerpt }) => excerpt.split("<mark>").length - 1;

/**
 * A page that is named by the query is meant as a whole; otherwise the part that speaks of it most.
 * @param {Found} page
 * @param {string} query
 * @returns {Part}
 */
function meantPart({ meta, url, excerpt, sub_results: found }, query) {
  const parts = found.filter((one) => one.title !== meta.title && marksIn(one));
  const named = words(query).every((word) => fold(meta.title).includes(stem(word)));
  if (named || !parts.length) return { title: meta.title, url, excerpt };
  const part = parts.reduce((best, next) => (marksIn(next) > marksIn(best) ? next : best));
  return { ...part, title: `${meta.title}: ${part.title}` };
}

/**
 * @param {Found} page
 * @param {string} query
 */
function entry(page, query) {
  const { title, url, excerpt } = meantPart(page, query);
  const text = nodes(excerpt).map(({ nodeName, textContent }) =>
    nodeName === "MARK" ? make("mark", {}, textContent) : textContent,
  );
  return make("li", {}, make("a", { href: url }, make("strong", {}, title), make("p", {}, ...text)));
}
