// The way through what is missing: one key leads from each question to the next.
import { seek } from "../site/dom.js";
import { unfold } from "./navigation.js";

/** @typedef {import("./case-form.js").CaseForm} CaseForm */

const QUIET = 150; // milliseconds without a change before it is asked what is missing

export class Walk {
  #form;
  #ask;
  /**
   * What was missing of the case as it was judged last, most useful first.
   * @type {string[]}
   */
  #wanted = [];
  /**
   * What the reader has passed without an answer: it comes last.
   * @type {Set<string>}
   */
  #passed = new Set();
  /** @type {number | undefined} */
  #quiet;

  /**
   * @param {CaseForm} form
   * @param {() => Promise<string[]>} ask what is missing now, most useful first
   */
  constructor(form, ask) {
    this.#form = form;
    this.#ask = ask;
  }

  /** Learns what is missing, as the case has been judged anew: a key must never wait for it. */
  learn() {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(async () => {
      try {
        this.#wanted = await this.#ask();
      } catch {
        // The page has said why there is no answer; the walk follows the form.
      }
    }, QUIET);
  }

  /** Another case begins. */
  begin() {
    this.#passed.clear();
    this.#wanted = [];
  }

  /** Brings the reader to the next question; returns whether there is one. */
  next() {
    const here = document.activeElement?.closest("[data-field]")?.getAttribute("data-field") ?? "";
    if (this.#isOpen(here)) this.#passed.add(here);
    const name = this.#after(here);
    const question = this.#form.questions.get(name ?? "");
    if (!question) return false;
    unfold(question.wrapper);
    const control = seek("input, select", question.wrapper);
    control?.focus({ preventScroll: true });
    question.wrapper.scrollIntoView({ block: "center", behavior: "instant" });
    return true;
  }

  /** @param {string} here */
  #after(here) {
    const wanted = this.#wanted.filter((name) => this.#isOpen(name) && name !== here);
    const open = wanted.length ? wanted : this.#inOrder(here);
    const fresh = open.find((name) => !this.#passed.has(name));
    if (!fresh) this.#passed.clear();
    return fresh ?? open[0];
  }

  /**
   * What is open in the order of the form, from `here` on.
   * @param {string} here
   */
  #inOrder(here) {
    const names = [...this.#form.questions.keys()];
    const from = names.indexOf(here) + 1;
    return [...names.slice(from), ...names.slice(0, from)].filter((name) => this.#isOpen(name) && name !== here);
  }

  /** @param {string} name */
  #isOpen(name) {
    const wrapper = this.#form.questions.get(name)?.wrapper;
    return wrapper !== undefined && !wrapper.hidden && !wrapper.closest("[data-stands-in]") && !this.#form.typed(name);
  }
}

const STOPS = "button, summary, a, textarea";

/**
 * Lets Enter lead on from each question of `form`.
 * @param {HTMLFormElement} form
 * @param {() => void} next
 */
export function startWalking(form, next) {
  form.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, altKey, metaKey, shiftKey, isComposing } = event;
    if (key !== "Enter" || ctrlKey || altKey || metaKey || shiftKey || isComposing) return;
    if (target instanceof Element && target.closest(STOPS)) return;
    event.preventDefault();
    next();
  });
}
