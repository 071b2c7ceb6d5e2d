// The way through what is missing: one key leads from each question to the next.
import { seek, setData } from "../site/dom.js";
import { unfold } from "./navigation.js";

/** @typedef {import("./case-form.js").CaseForm} CaseForm */

const QUIET = 150; // milliseconds without a change before it is asked what is missing

/** @typedef {{ walk: string[], afterwards: string[] }} Missing what would settle verdicts, most useful first, and what is only counted */

export class Walk {
  #root;
  #form;
  #ask;
  /**
   * What was missing of the case as it was judged last; nothing as long as nobody has said it.
   * @type {Missing | null}
   */
  #missing = null;
  /**
   * What the reader has passed without an answer: it comes last.
   * @type {Set<string>}
   */
  #passed = new Set();
  /** Whether the reader was told that nothing is left that would settle a verdict, and goes on. */
  #goesOn = false;
  /** @type {number | undefined} */
  #quiet;
  #turn = 0;

  /**
   * @param {HTMLElement} root
   * @param {CaseForm} form
   * @param {() => Promise<Missing>} ask what is missing now
   */
  constructor(root, form, ask) {
    this.#root = root;
    this.#form = form;
    this.#ask = ask;
  }

  /** Learns what is missing, as the case has been judged anew: a key must never wait for it. */
  learn() {
    this.#drop();
    setData(this.#root, "learning", "");
    this.#quiet = setTimeout(() => this.#learn(), QUIET);
  }

  async #learn() {
    const turn = this.#turn;
    // Where nobody answers, the page has said why, and the walk follows the form.
    const missing = await this.#ask().catch(() => null);
    // Another case, or a later state of this one, is asked about by now.
    if (turn !== this.#turn) return;
    this.#missing = missing;
    setData(this.#root, "learning");
  }

  /** What was asked before is of no use any more. */
  #drop() {
    clearTimeout(this.#quiet);
    setData(this.#root, "learning");
    this.#turn += 1;
  }

  /** Another case begins. */
  begin() {
    this.#drop();
    this.#passed.clear();
    this.#goesOn = false;
    this.#missing = null;
  }

  /**
   * Brings the reader to the next question, and stops once where nothing is left that would settle a verdict.
   * @returns {number | null} where it stops, how many questions were passed without an answer
   */
  next() {
    const here = document.activeElement?.closest("[data-field]")?.getAttribute("data-field") ?? "";
    if (this.#isOpen(here)) this.#passed.add(here);
    const name = this.#after(here);
    const question = this.#form.questions.get(name ?? "");
    if (!question) return this.#openOf(this.#missing?.walk ?? []).length;
    unfold(question.wrapper);
    const control = seek("input, select", question.wrapper);
    control?.focus({ preventScroll: true });
    question.wrapper.scrollIntoView({ block: "center", behavior: "instant" });
    return null;
  }

  /**
   * The question after `here`; none where the walk stops.
   * @param {string} here
   */
  #after(here) {
    if (!this.#missing) return this.#inOrder(here)[0];
    const wanted = this.#openOf(this.#missing.walk, here);
    const counted = this.#openOf(this.#missing.afterwards, here);
    const fresh = (/** @type {string} */ name) => !this.#passed.has(name);
    const next = wanted.find(fresh);
    if (next) return next;
    if (!this.#goesOn) {
      this.#goesOn = true;
      return undefined;
    }
    const further = counted.find(fresh);
    if (further) return further;
    this.#goesOn = false;
    this.#passed.clear();
    return wanted[0] ?? counted[0];
  }

  /**
   * What is open in the order of the form, from `here` on.
   * @param {string} here
   */
  #inOrder(here) {
    const names = [...this.#form.questions.keys()];
    const from = names.indexOf(here) + 1;
    return this.#openOf([...names.slice(from), ...names.slice(0, from)], here);
  }

  /**
   * What of `names` is open, `here` apart.
   * @param {string[]} names
   * @param {string} [here]
   */
  #openOf(names, here) {
    return names.filter((name) => name !== here && this.#isOpen(name));
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
