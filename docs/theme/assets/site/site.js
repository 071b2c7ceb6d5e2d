// The frame's behaviour. Each part finds its elements and works alone; without scripts the pages still read and link.

import { attempt } from "./abandoned.js";
import { copy, copyPlainWords } from "./copy.js";
import { showDialog } from "./dialog.js";
import { all, find, seek } from "./dom.js";
import { late, load } from "./late.js";
import { notes } from "./notes.js";
import { notice } from "./notice.js";
import { keptInTab } from "./tab.js";

const SAID = 4000; // milliseconds for which the page says that something was done
const KEPT_AFTER = 4000; // milliseconds after which a copy for reading offline is made
const root = new URL(document.documentElement.dataset.root ?? "", location.href);

function colours() {
  const button = find("[data-palette-switch]");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = document.documentElement.dataset;
  const isDark = () => (chosen.palette === "auto" ? dark.matches : chosen.palette === "dark");
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    chosen.palette = isDark() ? "light" : "dark";
    show();
    try {
      localStorage.setItem(`${root.pathname}palette`, chosen.palette ?? "auto");
    } catch {
      // Storage is refused: the choice holds for this page.
    }
  });
  dark.addEventListener("change", show);
  show();
}

function dialogs() {
  for (const dialog of all("dialog", document, HTMLDialogElement)) {
    find("[data-close]", dialog).addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", ({ target, clientX: x, clientY: y }) => {
      if (target !== dialog) return;
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      if (x < left || x > right || y < top || y > bottom) dialog.close();
    });
  }
  const button = find("[data-menu-open]");
  const menu = find("#menu", document, HTMLDialogElement);
  button.addEventListener("click", () => {
    showDialog(menu);
    button.setAttribute("aria-expanded", "true");
  });
  menu.addEventListener("close", () => button.setAttribute("aria-expanded", "false"));
}

function search() {
  const open = async () => {
    if (seek("dialog[open]")) return;
    const dialog = find("#search", document, HTMLDialogElement);
    showDialog(dialog);
    const { start } = await late(new URL("./search.js", import.meta.url));
    start(dialog, root);
  };
  find("[data-search-open]").addEventListener("click", () => attempt(open));
  addEventListener("keydown", (event) => {
    if (!isSearchKey(event)) return;
    event.preventDefault();
    attempt(open);
  });
}

/** @param {KeyboardEvent} event */
function isSearchKey({ key, target, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === "k" && !shiftKey;
  return key === "/" && !(target instanceof Element && target.closest("input, select, textarea, [contenteditable]"));
}

// The reader stays at the same heading when the language changes. A calculator's page writes its case there itself.
function language() {
  if (document.body.dataset.calculator) return;
  const follow = () => {
    for (const link of all("[data-language-switch]", document, HTMLAnchorElement)) link.hash = location.hash;
  };
  addEventListener("hashchange", follow);
  follow();
}

function contents() {
  const box = seek("[data-contents]", document, HTMLDetailsElement);
  if (!box) return;
  const wide = matchMedia("(--desktop)");
  const place = () => {
    box.open = wide.matches;
    // Beside the article it also comes after it for the keyboard, so that the text is a few steps away.
    if (wide.matches) find(".frame").append(box);
    else find("main article").before(box);
  };
  wide.addEventListener("change", place);
  place();

  const anchors = all("a", box, HTMLAnchorElement);
  const links = new Map(anchors.map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter((heading) => heading !== null);
  const mark = () => {
    const passed =
      headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3) ?? headings[0];
    for (const [id, link] of links) {
      if (id === passed?.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}

// A table that fits needs no stop of its own in the tab order.
function tables() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth + 1;
      target.setAttribute("role", scrolls ? "region" : "group");
      if (scrolls) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of all(".table-scroll")) observer.observe(table);
}

// A citation ends with the day on which the page was read.
function citation() {
  const box = seek(".cite");
  if (!box) return;
  const cited = find("[data-cited]", box);
  const { cited: words = "", months = "" } = cited.dataset;
  const now = new Date();
  const day = { day: now.getDate(), month: months.split(" ")[now.getMonth()], year: now.getFullYear() };
  const parts = new Map(Object.entries(day));
  cited.textContent = words.replace(/\{(\w+)\}/g, (_, name) => String(parts.get(name)));
  find("[data-copy]", box).addEventListener("click", async () => {
    const said = find("[data-copied]", box);
    if (!(await copy(find("[data-citation]", box).textContent))) return;
    said.textContent = said.dataset.copied ?? "";
    setTimeout(() => {
      said.textContent = "";
    }, SAID);
  });
}

// Some seconds after the page is up, so that keeping a copy for later never slows what is read now.
function offline() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  // Another tab may take a newer version at any moment; the first copy that a visit makes is none.
  let before = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (before) elsewhere();
    before = navigator.serviceWorker.controller;
  });
  const later = () =>
    setTimeout(async () => {
      try {
        const { register } = await load(new URL("./offline.js", import.meta.url));
        register(root);
      } catch (error) {
        // Nobody waits for it, and the page is whole without it.
        console.warn(error);
      }
    }, KEPT_AFTER);
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}

function elsewhere() {
  seek('[data-notice-box="newer"]')?.remove();
  notice("elsewhere");
}

// What the sets of a page say of the case that is open in this tab, if one is.
async function verdicts() {
  const box = seek("[data-verdicts]");
  if (!box || !(keptInTab("case") || location.hash.includes("="))) return;
  const { start } = await load(new URL("../calculators/verdicts.js", import.meta.url));
  start(box);
}

// In a frame of another page only the calculator is shown (shell.css), and its height is told.
async function embedded() {
  if (!("embed" in document.documentElement.dataset)) return;
  const { start } = await load(new URL("./embed.js", import.meta.url));
  start();
}

seek("[data-unframed]")?.remove();
for (const part of [
  colours,
  dialogs,
  search,
  language,
  contents,
  tables,
  notes,
  citation,
  copyPlainWords,
  offline,
  embedded,
  verdicts,
])
  part();
