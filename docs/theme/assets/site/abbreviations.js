// What an abbreviation means, beside it: under the pointer, at the keyboard's focus, or at a touch.
import { all, find, make } from "./dom.js";

const SHOW_AFTER = 150; // milliseconds under the pointer
const HIDE_AFTER = 250; // milliseconds after the pointer has left
const APART = 6; // pixels between the word and the note
const EDGE = 8; // pixels between the note and the edge of the screen

/** Lets the abbreviations of the page be explained, where the browser can. */
export function abbreviations() {
  const links = all("a.abbr");
  if (!links.length || !("popover" in HTMLElement.prototype)) return;
  const note = new Note(find("main"));
  for (const link of links) note.explain(link);
}

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

  /** @param {HTMLElement} link */
  explain(link) {
    link.addEventListener("pointerenter", (event) => this.#later(event, () => this.#show(link), SHOW_AFTER));
    link.addEventListener("pointerleave", (event) => this.#hideLater(event));
    link.addEventListener("focus", () => link.matches(":focus-visible") && this.#show(link));
    link.addEventListener("blur", () => this.#hide());
    link.addEventListener("click", (event) => {
      // Where calculators are, the page listens for links too: this one goes nowhere.
      event.preventDefault();
      event.stopPropagation();
      this.#show(link);
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

  /** @param {HTMLElement} link */
  #show(link) {
    clearTimeout(this.#waiting);
    if (this.#shown === link && this.#isOpen()) return;
    const means = document.getElementById(link.getAttribute("aria-describedby") ?? "");
    const said = [...(means?.childNodes ?? [])].map((node) => node.cloneNode(true));
    this.#box.replaceChildren(make("strong", {}, link.textContent), " ", ...said);
    this.#box.showPopover();
    this.#shown = link;
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
