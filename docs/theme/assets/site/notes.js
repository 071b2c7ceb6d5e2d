// What an abbreviation means, which work is cited, and why a mark of doubt is there: beside the word, under the pointer, at the keyboard's focus, or at a touch.
import { all, find, make, seek } from "./dom.js";

const SHOW_AFTER = 150; // milliseconds under the pointer
const HIDE_AFTER = 250; // milliseconds after the pointer has left
const APART = 6; // pixels between the word and the note
const EDGE = 8; // pixels between the note and the edge of the screen

/** Lets the abbreviations, citations and marks of the page be explained, where the browser can. */
export function notes() {
  const words = all(".prose a.abbr, .prose .citation a, .prose .status button");
  if (!words.length || !("popover" in HTMLElement.prototype)) return;
  const note = new Note(find("main"));
  for (const word of words) note.explain(word);
}

/**
 * What the note beside `word` says: an abbreviation or a mark with its meaning, or the work that is cited and the way to it.
 * @param {HTMLElement} word
 * @returns {(Node | string)[]}
 */
function explanation(word) {
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
  #box = make("div", { class: "abbr-note", popover: "auto" });
  /** @type {HTMLElement | null} */
  #shown = null;
  /** @type {number | undefined} */
  #waiting;

  /** @param {HTMLElement} place */
  constructor(place) {
    place.append(this.#box);
    this.#box.addEventListener("pointerenter", () => clearTimeout(this.#waiting));
    this.#box.addEventListener("pointerleave", (event) => this.#hideLater(event));
    this.#box.addEventListener("toggle", ({ newState }) => {
      if (newState === "closed") this.#shown = null;
    });
    addEventListener("scroll", () => this.#place(), { passive: true });
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
    if (pointerType !== "mouse") return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(act, delay);
  }

  /** @param {PointerEvent} event */
  #hideLater(event) {
    this.#later(event, () => this.#hide(), HIDE_AFTER);
  }

  #hide() {
    this.#shown = null;
    if (this.#isOpen()) this.#box.hidePopover();
  }

  #isOpen() {
    return this.#box.matches(":popover-open");
  }

  /** @param {HTMLElement} word */
  #show(word) {
    clearTimeout(this.#waiting);
    if (this.#shown === word && this.#isOpen()) return;
    this.#box.replaceChildren(...explanation(word));
    this.#box.showPopover();
    this.#shown = word;
    this.#place();
  }

  /** Beside the line that the word is on, and never beyond the screen. */
  #place() {
    const line = this.#shown?.getClientRects()[0];
    if (!line) return;
    const { width, height } = this.#box.getBoundingClientRect();
    const below = line.bottom + APART;
    const top = below + height > innerHeight - EDGE ? line.top - height - APART : below;
    const left = Math.min(line.left, document.documentElement.clientWidth - width - EDGE);
    this.#box.style.top = `${Math.max(EDGE, top)}px`;
    this.#box.style.left = `${Math.max(EDGE, left)}px`;
  }
}
