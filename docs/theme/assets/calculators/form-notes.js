// What the rules say beside each question of the form: a mistake, what was understood, and what follows from other answers.
import { all, find, setData, setHidden, showLines, showText } from "../site/dom.js";
import { sayInPage, sayOverPage } from "./told.js";

/** @typedef {import("./case-form.js").CaseForm} CaseForm */
/** @typedef {import("./case-form.js").Question} Question */

export class FormNotes {
  #form;
  #root;
  #notices;
  #unreadable;
  #derivedWord;

  /**
   * @param {CaseForm} form
   * @param {HTMLElement} root
   * @param {string} derivedWord what stands before a value that follows from others
   */
  constructor(form, root, derivedWord) {
    this.#form = form;
    this.#root = root;
    this.#notices = find("[data-notices]", root);
    this.#unreadable = find("[data-unreadable]", root);
    this.#derivedWord = derivedWord;
  }

  /**
   * @param {Reply.Case} reply
   * @param {boolean} arriving whether it answers a case that came with the page, on which nothing is to move
   */
  show(reply, arriving) {
    for (const place of [this.#unreadable, this.#notices]) (arriving ? sayOverPage : sayInPage)(place);
    const { questions } = this.#form;
    for (const [name, question] of questions) {
      showProblem(question, reply.problems[name]);
      this.#showUnderstood(name, question, reply);
    }
    setHidden(this.#unreadable, !Object.keys(reply.problems).length);
    const elsewhere = Object.entries(reply.problems).filter(([name]) => !questions.has(name));
    showLines(this.#notices, [...reply.notices, ...elsewhere.map(([name, text]) => `${name}: ${text}`)]);
  }

  /** Takes away what was said of mistakes. */
  clearProblems() {
    for (const question of this.#form.questions.values()) showProblem(question);
    setHidden(this.#unreadable, true);
    showLines(this.#notices, []);
  }

  /** Takes away what was understood and what follows. */
  clearUnderstood() {
    for (const place of all("[data-derived]", this.#root)) place.hidden = true;
  }

  /**
   * @param {string} name
   * @param {Question} question
   * @param {Reply.Case} reply
   */
  #showUnderstood(name, { wrapper }, reply) {
    const place = find("[data-derived]", wrapper);
    const derived = reply.result.derived[name];
    setData(place, "kind", derived ? "derived" : "echo");
    if (derived) showText(place, `${this.#derivedWord} ${derived}`);
    else showText(place, understoodOtherwise(reply.echo[name], this.#form.typed(name)));
  }
}

/**
 * What was typed or said, without what tells the two apart to nobody: spaces, and the kind of a dash.
 * @param {string} text
 */
const plain = (text) => text.replace(/\s/gu, "").replace(/[–—−]/gu, "-");

/**
 * What was typed is said again only where it was understood in another form.
 * @param {Reply.Echo | undefined} echo
 * @param {string} typed
 */
export function understoodOtherwise(echo, typed) {
  if (!echo || echo.digits === typed.trim()) return "";
  return plain(echo.said) === plain(typed) ? "" : echo.said;
}

/**
 * @param {Question} question
 * @param {string} [problem]
 */
function showProblem({ wrapper, control }, problem) {
  setData(wrapper, "invalid", problem ? "" : undefined);
  if (control instanceof Element) markInvalid(control, Boolean(problem));
  showText(find("[data-error]", wrapper), problem ?? "");
}

/**
 * @param {Element} control
 * @param {boolean} invalid
 */
export function markInvalid(control, invalid) {
  if (invalid) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
