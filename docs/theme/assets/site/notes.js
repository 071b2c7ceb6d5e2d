// What an abbreviation means, which work is cited, why a mark of doubt is there, and what a question asks: beside the word, under the pointer, at the keyboard's focus, or at a touch.
import { all, find, make, seek, setData } from "./dom.js";

const SHOW_AFTER = 150; // milliseconds under the pointer
const HIDE_AFTER = 250; // milliseconds after the pointer has left
const APART = 6; // pixels between the word and the note
const EDGE = 8; // pixels between the note and the edge of the screen

const DEFINED = ".definition > summary"; // what opens the definition of a question, also in a worksheet that comes later

/** Lets the abbreviations, citations, marks and questions of the page be explained beside them, where the browser can. */
export function notes() {
  const words = all(".prose a.abbr, .prose .citation a, .prose .status button");
  if (!(words.length || seek(DEFINED)) || !("popover" in HTMLElement.prototype)) return;
  const note = new Note(find("main"));
  for (const word of words) note.explain(word);
  note.define();
}

/**
 * What the note beside `word` says: an abbreviation or a mark with its meaning, the definition of a question, or the work that is cited and the way to it.
 * @param {HTMLElement} word
 * @returns {(Node | string)[]}
 */
function explanation(word) {
  if (word.matches(DEFINED)) {
    const text = copies(word.parentElement).filter((part) => part instanceof HTMLDListElement);
    return [make("strong", {}, word.dataset.question ?? ""), ...text];
  }
  if (!isCitation(word)) {
    const means = document.getElementById(word.getAttribute("aria-describedby") ?? "");
    return [make("strong", {}, word.textContent), " ", ...copies(means)];
  }
  const href = word.getAttribute("href") ?? "";
  const work = seek(decodeURIComponent(href));
  const list = seek("#references")?.firstChild?.textContent ?? "";
  return [
    ...copies(work).filter(({ classList }) => !classList?.contains("backlink")),
    make("a", { href }, `${list}\u00a0↓`),
  ];
}

/** @param {HTMLElement | null} element */
const copies = (element) =>
  [...(element?.childNodes ?? [])].map((node) => /** @type {HTMLElement} */ (node.cloneNode(true)));

/** @param {HTMLElement} word */
const isCitation = (word) => word.matches(".citation a");

class Note {
  #home;
  #box = make("div", { class: "abbr-note", popover: "auto", tabindex: "-1" });
  /** @type {HTMLElement | null} */
  #shown = null;
  /** Whether the reader pressed for what is shown: it stays until it is left. */
  #pressed = false;
  /** @type {number | undefined} */
  #waiting;

  /** @param {HTMLElement} home where the note lies as long as no dialog is open */
  constructor(home) {
    this.#home = home;
    this.#box.addEventListener("pointerenter", () => clearTimeout(this.#waiting));
    this.#box.addEventListener("pointerleave", (event) => this.#hideLater(event));
    this.#box.addEventListener("beforetoggle", ({ newState }) => newState === "closed" && this.#closed());
    this.#box.addEventListener("keydown", ({ key }) => {
      // The keyboard goes on from the question, and not from the end of the page.
      if (key === "Tab" && this.#pressed) this.#hide();
    });
    this.#box.addEventListener("focusout", ({ relatedTarget }) => {
      if (this.#pressed && relatedTarget instanceof Node && !this.#box.contains(relatedTarget)) this.#hide();
    });
    // A form scrolls in a pane of its own.
    addEventListener("scroll", () => this.#place(), { passive: true, capture: true });
  }

  /** Lets every question of the page be defined: under the mouse, or where its sign is pressed. Focus alone opens none, as each is passed on the way. */
  define() {
    const signOf = (/** @type {EventTarget | null} */ target) =>
      target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(DEFINED)) : null;
    /** @type {HTMLElement | null} */
    let openBefore = null;
    document.addEventListener("pointerover", (event) => {
      const sign = signOf(event.target);
      if (sign && sign === this.#shown) clearTimeout(this.#waiting);
      else if (sign) this.#later(event, () => this.#show(sign), SHOW_AFTER);
    });
    document.addEventListener("pointerout", (event) => {
      if (signOf(event.target)) this.#hideLater(event);
    });
    // A press beside an open note closes it before it is a click.
    document.addEventListener("pointerdown", ({ target }) => {
      openBefore = this.#pressed ? this.#shown : null;
      if (signOf(target)) clearTimeout(this.#waiting);
    });
    document.addEventListener("click", (event) => {
      const sign = signOf(event.target);
      if (!sign) return;
      event.preventDefault();
      if (sign === openBefore) this.#hide();
      else this.#press(sign);
      openBefore = null;
    });
  }

  /**
   * Shows the definition behind `sign` and takes the focus there, so that it is read out; Escape leads back.
   * @param {HTMLElement} sign
   */
  #press(sign) {
    this.#show(sign);
    this.#pressed = true;
    this.#box.setAttribute("role", "dialog");
    this.#box.setAttribute("aria-label", sign.textContent.trim());
    const folded = /** @type {HTMLDetailsElement} */ (sign.parentElement);
    setData(folded, "beside", "");
    folded.open = true;
    this.#box.focus({ preventScroll: true });
  }

  #closed() {
    const sign = this.#pressed ? this.#shown : null;
    this.#pressed = false;
    this.#shown = null;
    for (const name of ["role", "aria-label"]) this.#box.removeAttribute(name);
    const folded = sign?.closest("details");
    if (!(sign && folded)) return;
    folded.open = false;
    setData(folded, "beside");
    if (this.#box.contains(document.activeElement)) sign.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} word */
  explain(word) {
    let touched = false;
    word.addEventListener("pointerenter", (event) => this.#later(event, () => this.#show(word), SHOW_AFTER));
    word.addEventListener("pointerleave", (event) => this.#hideLater(event));
    word.addEventListener("pointerdown", ({ pointerType }) => {
      touched = pointerType !== "mouse";
    });
    word.addEventListener("focus", () => word.matches(":focus-visible") && this.#show(word));
    word.addEventListener("blur", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.#box.contains(relatedTarget))) this.#hide();
    });
    word.addEventListener("click", (event) => {
      // A mark opens its own note; a citation is a link, which a finger reaches through the note.
      if (!word.matches("a.abbr") && !(isCitation(word) && touched)) return;
      // Where calculators are, the page listens for links too: this one goes nowhere.
      event.preventDefault();
      event.stopPropagation();
      this.#show(word);
    });
  }

  /**
   * @param {PointerEvent} event
   * @param {() => void} act
   * @param {number} delay
   */
  #later({ pointerType }, act, delay) {
    if (pointerType !== "mouse" || this.#pressed) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(act, delay);
  }

  /** @param {PointerEvent} event */
  #hideLater(event) {
    this.#later(event, () => this.#hide(), HIDE_AFTER);
  }

  #hide() {
    if (this.#isOpen()) this.#box.hidePopover();
  }

  #isOpen() {
    return this.#box.matches(":popover-open");
  }

  /** @param {HTMLElement} word */
  #show(word) {
    clearTimeout(this.#waiting);
    if (this.#shown === word && this.#isOpen()) return;
    this.#hide();
    // Beside an open dialog nothing can be reached.
    (word.closest("dialog") ?? this.#home).append(this.#box);
    this.#box.replaceChildren(...explanation(word));
    this.#box.showPopover();
    this.#shown = word;
    this.#place();
  }

  /** Below or above the line that the word is on, a definition beside it where there is room; never beyond the screen. */
  #place() {
    const line = this.#shown?.getClientRects()[0];
    if (!line) return;
    const { width, height } = this.#box.getBoundingClientRect();
    const lowest = innerHeight - EDGE - height;
    const rightmost = document.documentElement.clientWidth - EDGE - width;
    const beside = this.#shown?.matches(DEFINED) && line.right + APART <= rightmost;
    const below = line.bottom + APART;
    const apart = below > lowest ? line.top - height - APART : below;
    const top = beside ? Math.min(line.top, lowest) : apart;
    const left = beside ? line.right + APART : Math.min(line.left, rightmost);
    this.#box.style.top = `${Math.max(EDGE, top)}px`;
    this.#box.style.left = `${Math.max(EDGE, left)}px`;
  }
}
