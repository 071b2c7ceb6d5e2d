// The frame's behaviour. Each part finds its elements and works alone; without scripts the pages still read and link.
import { copy } from "./copy.js";
import { late, load } from "./late.js";
import { notice } from "./notice.js";

const root = new URL(document.documentElement.dataset.root, location.href);
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function colours() {
  const button = one("[data-palette-switch]");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = document.documentElement.dataset;
  const isDark = () => (chosen.palette === "auto" ? dark.matches : chosen.palette === "dark");
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    chosen.palette = isDark() ? "light" : "dark";
    show();
    try {
      localStorage.setItem(`${root.pathname}palette`, chosen.palette);
    } catch {
      // Storage is refused: the choice holds for this page.
    }
  });
  dark.addEventListener("change", show);
  show();
}

function dialogs() {
  for (const dialog of all("dialog")) {
    one("[data-close]", dialog).addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target !== dialog) return;
      const box = dialog.getBoundingClientRect();
      const inside =
        event.clientX >= box.left &&
        event.clientX <= box.right &&
        event.clientY >= box.top &&
        event.clientY <= box.bottom;
      if (!inside) dialog.close();
    });
  }
  const button = one("[data-menu-open]");
  const menu = one("#menu");
  button.addEventListener("click", () => {
    menu.showModal();
    button.setAttribute("aria-expanded", "true");
  });
  menu.addEventListener("close", () => button.setAttribute("aria-expanded", "false"));
}

function search() {
  const open = async () => {
    if (one("dialog[open]")) return;
    one("#search").showModal();
    try {
      const { start } = await late(new URL("./search.js", import.meta.url));
      start(one("#search"), root);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  one("[data-search-open]").addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control =
      event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (slash || control) {
      event.preventDefault();
      open();
    }
  });
}

// The reader stays at the same heading when the language changes. A calculator's page writes its case there itself.
function language() {
  if (document.body.dataset.calculator) return;
  const follow = () => {
    for (const link of all("[data-language-switch]")) link.hash = location.hash;
  };
  addEventListener("hashchange", follow);
  follow();
}

function contents() {
  const box = one("[data-contents]");
  if (!box) return;
  const wide = matchMedia("(min-width: 68em)");
  const place = () => {
    box.open = wide.matches;
    // Beside the article it also comes after it for the keyboard, so that the text is a few steps away.
    if (wide.matches) one(".frame").append(box);
    else one("main article").before(box);
  };
  wide.addEventListener("change", place);
  place();

  const links = new Map(all("a", box).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
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
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of all(".table-scroll")) observer.observe(table);
}

// What an abbreviation means, beside it: under the pointer, at the keyboard's focus, or at a touch.
function abbreviations() {
  const links = all("a.abbr");
  if (!links.length || !("popover" in HTMLElement.prototype)) return;
  const note = document.createElement("div");
  note.className = "abbr-note";
  note.popover = "auto";
  one("main").append(note);
  let waiting;
  let shown;

  const hide = () => {
    shown = undefined;
    if (note.matches(":popover-open")) note.hidePopover();
  };
  // Beside the line that the word is on, and never beyond the screen.
  const place = () => {
    const [line] = shown.getClientRects();
    const box = note.getBoundingClientRect();
    const below = line.bottom + 6;
    const top = below + box.height > innerHeight - 8 ? line.top - box.height - 6 : below;
    note.style.top = `${Math.max(8, top)}px`;
    note.style.left = `${Math.max(8, Math.min(line.left, document.documentElement.clientWidth - box.width - 8))}px`;
  };
  const show = (link) => {
    clearTimeout(waiting);
    if (shown === link && note.matches(":popover-open")) return;
    const means = document.getElementById(link.getAttribute("aria-describedby"));
    const word = document.createElement("strong");
    word.textContent = link.textContent;
    note.replaceChildren(word, " ", ...[...means.childNodes].map((node) => node.cloneNode(true)));
    note.showPopover();
    shown = link;
    place();
  };
  const later = (action, delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(action, delay);
  };

  for (const link of links) {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && later(() => show(link), 150));
    link.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later(hide, 250));
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    link.addEventListener("blur", hide);
    link.addEventListener("click", (event) => {
      // Where calculators are, the page listens for links too: this one goes nowhere.
      event.preventDefault();
      event.stopPropagation();
      show(link);
    });
  }
  note.addEventListener("pointerenter", () => clearTimeout(waiting));
  note.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later(hide, 250));
  note.addEventListener("toggle", (event) => {
    if (event.newState === "closed") shown = undefined;
  });
  addEventListener("scroll", () => shown && place(), { passive: true });
}

// A citation ends with the day on which the page was read.
function citation() {
  const box = one(".cite");
  if (!box) return;
  const cited = one("[data-cited]", box);
  const now = new Date();
  const parts = { day: now.getDate(), month: cited.dataset.months.split(" ")[now.getMonth()], year: now.getFullYear() };
  cited.textContent = cited.dataset.cited.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  one("[data-copy]", box).addEventListener("click", async () => {
    const words = one("[data-citation]", box).textContent;
    const said = one("[data-copied]", box);
    if (!(await copy(words))) return;
    said.textContent = said.dataset.copied;
    setTimeout(() => {
      said.textContent = "";
    }, 4000);
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
    }, 4000);
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}

function elsewhere() {
  document.querySelector('[data-notice-box="newer"]')?.remove();
  notice("elsewhere");
}

// In a frame of another page only the calculator is shown (shell.css), and its height is told.
async function embedded() {
  if (!("embed" in document.documentElement.dataset)) return;
  const { start } = await load(new URL("./embed.js", import.meta.url));
  start();
}

for (const part of [colours, dialogs, search, language, contents, tables, abbreviations, citation, offline, embedded])
  part();
