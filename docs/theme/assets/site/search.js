// The search dialog. Nothing of the index is fetched before the dialog opens; it is that of the page's own language.
import { find, make } from "./dom.js";
import { excerpt, SearchEngine } from "./search-engine.js";

/** @typedef {import("./search-engine.js").Hit} Hit */
/** @typedef {import("./search-engine.js").Answer} Answer */

const QUIET = 120; // milliseconds without a letter before the search begins

/** @type {Search | undefined} */
let running;

/**
 * Starts the search in `dialog`, of the site whose root is `root`.
 * @param {HTMLDialogElement} dialog
 * @param {URL} root
 */
export function start(dialog, root) {
  // What was typed while the script came is kept; what was looked for before is ready to be replaced.
  if (running) running.begin();
  else running = new Search(dialog, root);
}

class Search {
  #dialog;
  #root;
  #input;
  #list;
  #count;
  /** @type {Promise<SearchEngine> | undefined} */
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
      const engine = await this.#open();
      // The reader may have typed on.
      if (turn === this.#asked) this.#show(query, engine.find(query));
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
    // As functions: a query may hold signs that mean something in a replacement.
    this.#count.textContent = this.#sentence(answer)
      .replace("{query}", () => query)
      .replace("{count}", () => String(answer.hits.length));
    this.#list.replaceChildren(...answer.hits.map((hit) => entry(hit, answer.marked, this.#root)));
    this.#list.scrollTop = 0;
  }

  /** @param {Answer} answer */
  #sentence({ hits, exact, more }) {
    const { none = "", near = "", one = "", many = "", first = "" } = this.#dialog.dataset;
    if (!hits.length) return none;
    if (!exact) return near;
    if (hits.length === 1) return one;
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
 * Fetches what the search knows of the pages in the language of this one.
 * @param {URL} root
 */
async function open(root) {
  const answer = await fetch(new URL(`search/${document.documentElement.lang}.json`, root));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return new SearchEngine(await answer.json());
}

/**
 * @param {Hit} hit
 * @param {Set<string>} marked
 * @param {URL} root
 */
function entry({ title, kind, url, heading, text }, marked, root) {
  const words = excerpt(text, marked).map(({ text: part, found }) => (found ? make("mark", {}, part) : part));
  return make(
    "li",
    {},
    make(
      "a",
      { href: new URL(url, root).href },
      make("strong", {}, heading ? `${title}: ${heading}` : title),
      ...(kind ? [make("span", { class: "search-kind" }, kind)] : []),
      make("p", {}, ...words),
    ),
  );
}
