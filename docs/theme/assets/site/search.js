// The search dialog. Nothing of the index is fetched before the dialog opens; Pagefind answers in the page's own language.
import { load } from "./late.js";
import { asOnPages, inOtherScript } from "./spelling.js";

const SHOWN = 12;
const WEIGHED = 24;

let session;

export function start(dialog, root) {
  session ??= connect(dialog, root);
  dialog.querySelector("input").select();
}

function connect(dialog, root) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ol");
  const count = dialog.querySelector("[role=status]");
  let engine = open(root);
  let asked = 0;

  const say = (line, query, number) => {
    // As functions: a query may hold signs that mean something in a replacement.
    count.textContent = line.replace("{query}", () => query).replace("{count}", () => number);
  };

  const look = async () => {
    const query = input.value.normalize("NFC").trim();
    const turn = ++asked;
    if (!query) {
      list.replaceChildren();
      count.textContent = "";
      return;
    }
    try {
      engine ??= open(root);
      const { results, wording, exact, more } = await find(await engine, query);
      if (turn !== asked) return; // The reader has typed on.
      const { none, near, one, many, first } = dialog.dataset;
      let line = exact ? many : near;
      if (!results.length) line = none;
      else if (exact && results.length === 1) line = one;
      else if (exact && more) line = first;
      say(line, query, results.length);
      list.replaceChildren(...results.map((page) => entry(page, wording)));
      list.scrollTop = 0;
    } catch (error) {
      console.error(error);
      if (turn !== asked) return;
      // Tried anew with the next word.
      engine = undefined;
      list.replaceChildren();
      count.textContent = dialog.dataset.failed;
    }
  };

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });
  dialog.addEventListener("keydown", (event) => move(event, input, list));
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("ol a")) dialog.close();
  });
  engine.catch(() => {
    engine = undefined;
    count.textContent = dialog.dataset.failed;
  });
  look();
  return true;
}

async function open(root) {
  const pagefind = await load(new URL("pagefind/pagefind.js", root));
  await pagefind.options({ excerptLength: 22 });
  await pagefind.init();
  return pagefind;
}

// The pages for a query, and whether they really hold its words: Pagefind shortens a word that it does not know.
async function find(pagefind, query) {
  let nearest = [];
  for (const wording of wordings(query)) {
    const { results } = await pagefind.search(wording);
    const pages = await Promise.all(results.slice(0, WEIGHED).map((result) => result.data()));
    const exact = pages
      .filter((page) => holds(page, wording))
      .sort((one, other) => meant(other, wording) - meant(one, wording));
    if (exact.length)
      return {
        results: exact.slice(0, SHOWN),
        wording,
        exact: true,
        more: exact.length > SHOWN || results.length > WEIGHED,
      };
    if (!nearest.length) nearest = pages.slice(0, SHOWN);
  }
  return { results: nearest, wording: query, exact: false, more: false };
}

/** The query in the spelling of the pages, as it was typed, and in the other script. */
const wordings = (query) => new Set([asOnPages(query), query, ...inOtherScript(query)]);

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");

const words = (query) =>
  fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
// Greek words change their last letter where English ones stay: όριο, όρια.
const shortest = (word) => (/\p{Script=Greek}/u.test(word) ? 3 : 4);
const stem = (word) => word.slice(0, Math.max(Math.min(word.length, shortest(word)), Math.ceil(word.length * 0.65)));

// A found word may be inflected: it counts when it shares all but the ending with the word that was asked for.
function holds(page, query) {
  const texts = [page.meta.title, page.meta.words ?? "", ...page.sub_results.map((part) => part.title)]
    .map(fold)
    .join(" ");
  const marks = [page.excerpt, ...page.sub_results.map((part) => part.excerpt)]
    .flatMap((excerpt) => nodes(excerpt))
    .filter((node) => node.nodeName === "MARK")
    .map((node) => fold(node.textContent));
  return words(query).every((word) => texts.includes(stem(word)) || marks.some((mark) => mark.includes(stem(word))));
}

// How surely a query means a page as a whole: it is one of the page's search words, or makes up much of its title.
function meant(page, query) {
  const asked = words(query);
  const covers = (phrase) => {
    const said = words(phrase);
    const found = asked.every((word) => said.some((one) => one.startsWith(stem(word))));
    return found ? asked.length / said.length : 0;
  };
  const named = (page.meta.words ?? "").split(" · ").some((phrase) => covers(phrase) === 1);
  return (named ? 1 : 0) + covers(page.meta.title);
}

function nodes(excerpt) {
  return [...new DOMParser().parseFromString(excerpt, "text/html").body.childNodes];
}

function entry(page, query) {
  // A page that is named by the query is meant as a whole; otherwise the part that speaks of it most.
  const marks = (result) => result.excerpt.split("<mark>").length - 1;
  const parts = page.sub_results.filter((result) => result.title !== page.meta.title && marks(result));
  const named = words(query).every((word) => fold(page.meta.title).includes(stem(word)));
  const part = named || !parts.length ? page : parts.reduce((best, next) => (marks(next) > marks(best) ? next : best));
  const item = document.createElement("li");
  const link = document.createElement("a");
  const title = document.createElement("strong");
  const text = document.createElement("p");
  link.href = part.url;
  title.textContent = part === page ? page.meta.title : `${page.meta.title}: ${part.title}`;
  for (const node of nodes(part.excerpt)) {
    if (node.nodeName === "MARK") {
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      text.append(mark);
    } else text.append(node.textContent);
  }
  link.append(title, text);
  item.append(link);
  return item;
}

function move(event, input, list) {
  const links = [...list.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = links.indexOf(document.activeElement);
  if (step && links.length) {
    event.preventDefault();
    const next = at + step;
    (next < 0 ? input : links[Math.min(next, links.length - 1)]).focus();
  } else if (event.key === "Enter" && document.activeElement === input) links[0]?.click();
}
