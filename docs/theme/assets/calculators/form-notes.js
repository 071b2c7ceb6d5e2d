// What the rules say beside each question of the form: a mistake, what was understood, and what follows from other answers.
import { find, setData, setHidden, showLines, showText } from "../site/dom.js";
import { sayInPage, sayOverPage } from "./told.js";

/** @typedef {import("./case-form.js").CaseForm} CaseForm */
/** @typedef {import("./case-form.js").Question} Question */

/**
 * @typedef {object} Note what is said beside a question
 * @property {string} name of the field that is asked
 * @property {Question} question
 * @property {HTMLElement} error the place of a mistake
 * @property {HTMLElement} understood the place of what was understood, or follows
 */

export class FormNotes {
  #form;
  /** @type {Note[]} */
  #notes;
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
    this.#notes = [...form.questions].map(([name, question]) => ({
      name,
      question,
      error: find("[data-error]", question.wrapper),
      understood: find("[data-derived]", question.wrapper),
    }));
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
    for (const note of this.#notes) {
      showProblem(note, reply.problems[note.name]);
      this.#showUnderstood(note, reply);
    }
    setHidden(this.#unreadable, !Object.keys(reply.problems).length);
    const elsewhere = Object.entries(reply.problems).filter(([name]) => !this.#form.questions.has(name));
    showLines(this.#notices, [...reply.notices, ...elsewhere.map(([name, text]) => `${name}: ${text}`)]);
  }

  /** Takes away what was said of mistakes. */
  clearProblems() {
    for (const note of this.#notes) showProblem(note);
    setHidden(this.#unreadable, true);
    showLines(this.#notices, []);
  }

  /** Takes away what was understood and what follows. */
  clearUnderstood() {
    for (const { understood } of this.#notes) understood.hidden = true;
  }

  /**
   * @param {Note} note
   * @param {Reply.Case} reply
   */
  #showUnderstood({ name, understood }, reply) {
    const derived = reply.result.derived[name];
    setData(understood, "kind", derived ? "derived" : "echo");
    if (derived) showText(understood, `${this.#derivedWord} ${derived}`);
    else showText(understood, understoodOtherwise(reply.echo[name], this.#form.typed(name)));
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
 * @param {Note} note
 * @param {string} [problem]
 */
function showProblem({ question: { wrapper, control }, error }, problem) {
  setData(wrapper, "invalid", problem ? "" : undefined);
  if (control instanceof Element) markInvalid(control, Boolean(problem));
  showText(error, problem ?? "");
}

/**
 * @param {Element} control
 * @param {boolean} invalid
 */
export function markInvalid(control, invalid) {
  if (invalid) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
