// Questions around the verdicts: one panel at a time, asked again when the case has been quiet for a moment.
// A question may be asked in pieces, one after the other, so that a change of the case never waits long.
import { abandoned, isAbandoned } from "../site/abandoned.js";
import { all, find, make, seek, setData } from "../site/dom.js";
import { arrived } from "./arrival.js";
import { change } from "./questions/change.js";
import { Comparison } from "./questions/comparison.js";
import { missing } from "./questions/missing.js";
import { spoken } from "./questions/parts.js";
import { markFields, robustness } from "./questions/robustness.js";
import { VerdictMap } from "./questions/verdict-map.js";

/** @typedef {import("./questions/parts.js").Inquiry} Inquiry */
/** @typedef {import("./questions/parts.js").Question} Question */

const READ_OUT = 6; // lines of an answer that are read out; the rest is there to be read
const QUIET = 20; // milliseconds without a change before a panel is asked again: the verdicts are painted first
const TAB = "tab-"; // what the ids of the tabs begin with

/**
 * Starts the panels of `calculator`.
 * @param {Calculator} calculator
 */
export function start(calculator) {
  const section = seek("[data-questions]", calculator.root);
  if (!section || section.dataset.started !== undefined) return;
  section.dataset.started = "";
  new Panels(calculator, section);
}

class Panels {
  #calculator;
  #section;
  #tabs;
  /** @type {ReadonlyMap<string, { panel: HTMLElement, answer: HTMLElement }>} */
  #panels;
  /** @type {Record<string, Question>} */
  #questions;
  #open;
  /** @type {Shown} */
  #shown = { result: null, state: "loading" };
  #turn = 0;
  /** @type {number | undefined} */
  #quiet;
  #opened = false;

  /**
   * @param {Calculator} calculator
   * @param {HTMLElement} section
   */
  constructor(calculator, section) {
    this.#calculator = calculator;
    this.#section = section;
    this.#tabs = all("[role='tab']", section);
    this.#panels = new Map(
      all("[data-question]", section).map((panel) => [
        panel.dataset.question ?? "",
        { panel, answer: find("[data-answer]", panel) },
      ]),
    );
    [this.#open] = this.#panels.keys();
    const askAgain = () => this.#askSoon();
    const map = new VerdictMap(section, askAgain);
    const comparison = new Comparison(calculator, section, askAgain, () => this.#shown.result !== null);
    this.#questions = {
      missing,
      change,
      robustness,
      map: (inquiry) => map.answer(inquiry),
      compare: (inquiry) => comparison.answer(inquiry),
    };
    this.#listen();
    for (const button of all("button:disabled", section, HTMLButtonElement)) button.disabled = false;
    calculator.onResult((shown) => this.#show(shown));
  }

  #listen() {
    for (const [index, tab] of this.#tabs.entries()) {
      tab.addEventListener("click", () => this.#choose(tab));
      tab.addEventListener("keydown", (event) => {
        const places = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: this.#tabs.length - 1 };
        const to = /** @type {Record<string, number>} */ (places)[event.key];
        const next = to === undefined ? undefined : this.#tabs.at(to % this.#tabs.length);
        if (!next) return;
        event.preventDefault();
        this.#choose(next);
        next.focus();
      });
    }
  }

  /** @param {HTMLElement} chosen */
  #choose(chosen) {
    this.#open = chosen.id.slice(TAB.length);
    for (const tab of this.#tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      if (tab === chosen) tab.removeAttribute("tabindex");
      else tab.tabIndex = -1;
    }
    for (const [name, { panel }] of this.#panels) panel.hidden = name !== this.#open;
    this.#opened = true;
    this.#askSoon();
  }

  /** @param {Shown} shown */
  #show(shown) {
    this.#shown = shown;
    const { result, state } = shown;
    // What is shown belongs to another case: it goes, at the latest when the new answer comes.
    for (const [name, { answer }] of this.#panels)
      if (!result || name !== this.#open) answer.replaceChildren(make("p", {}, this.#noAnswer()));
    if (!result) markFields(this.#calculator.root, []);
    if (state) this.#drop();
    else this.#askSoon();
  }

  #noAnswer() {
    const { words } = this.#calculator;
    const { result, state } = this.#shown;
    if (state === "failed") return words.not_running;
    return result || state ? words.waiting : words.no_result;
  }

  #drop() {
    this.#turn += 1;
    clearTimeout(this.#quiet);
    setData(this.#section, "busy");
  }

  #askSoon() {
    this.#drop();
    setData(this.#section, "busy", "");
    this.#quiet = setTimeout(() => this.#answer(), QUIET);
  }

  async #answer() {
    const turn = this.#turn;
    const place = this.#panels.get(this.#open)?.answer;
    if (!place) return;
    try {
      if (this.#shown.result) await this.#answerFor(this.#shown.result, place, turn);
      else place.replaceChildren(make("p", {}, this.#noAnswer()));
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!isAbandoned(error)) console.error(error);
      // Why there is no answer, the page has said.
      place.replaceChildren(make("p", {}, this.#calculator.words.not_answered));
    }
    if (turn !== this.#turn) return;
    setData(this.#section, "busy");
    if (this.#shown.result) arrived();
  }

  /**
   * @param {Reply.Result} result
   * @param {HTMLElement} place
   * @param {number} turn
   */
  async #answerFor(result, place, turn) {
    const name = this.#open;
    const inquiry = this.#inquire(result, turn);
    const parts = await this.#questions[name](inquiry);
    if (turn !== this.#turn) return;
    place.replaceChildren(...parts.filter((part) => part !== null && part !== undefined));
    // Read out when a question was opened, not at every change of the case.
    if (this.#opened) this.#calculator.say(spoken(place, READ_OUT));
    this.#opened = false;
    performance.mark("question-shown", { detail: name });
    // A value that is close to a limit is marked where it was entered, whichever question is open.
    if (name !== "robustness") markFields(this.#calculator.root, (await inquiry.ask("robustness")).marks);
  }

  /**
   * One go at a question about the sets in sight; it is abandoned once the case has changed.
   * @param {Reply.Result} result
   * @param {number} turn
   * @returns {Inquiry}
   */
  #inquire(result, turn) {
    const calculator = this.#calculator;
    /** @param {Verdict} [verdict] */
    const sets = (verdict) => {
      const inSight = [...calculator.sets].filter(([, { article }]) => !article.hidden).map(([id]) => id);
      return inSight.filter((id) => (verdict ? result.sets[id].verdict === verdict : result.sets[id].verdict));
    };
    return {
      calculator,
      sets,
      ask: async (action, more) => {
        const reply = await calculator.ask(action, { sets: sets(), ...more });
        if (turn !== this.#turn) throw abandoned();
        return reply;
      },
    };
  }
}
