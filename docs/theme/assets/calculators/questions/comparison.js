// What differs from a case that was kept from the form or read from a file, or from the same case on another day.
import { isAbandoned } from "../../site/abandoned.js";
import { find, make } from "../../site/dom.js";
import { isDay } from "../day.js";
import { paragraphs, setLink } from "./parts.js";

/** @typedef {import("./parts.js").Child} Child */
/** @typedef {import("./parts.js").Inquiry} Inquiry */
/** @typedef {{ kept: Record<FieldId, string> } | { date: string }} Other */

const BIGGEST = 200_000; // bytes of a file that is compared

export class Comparison {
  #calculator;
  #askAgain;
  #canCompare;
  #day;
  /** @type {Other | null} */
  #other = null;

  /**
   * @param {Calculator} calculator
   * @param {HTMLElement} section
   * @param {() => void} askAgain
   * @param {() => boolean} canCompare whether there is a case to be compared
   */
  constructor(calculator, section, askAgain, canCompare) {
    this.#calculator = calculator;
    this.#askAgain = askAgain;
    this.#canCompare = canCompare;
    this.#day = find("[data-compare-date]", section, HTMLInputElement);
    const chooser = find("[data-compare-input]", section, HTMLInputElement);
    find("[data-keep]", section).addEventListener("click", () => this.#keep());
    find("[data-compare-file]", section).addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", () => this.#chosen(chooser));
    this.#day.addEventListener("change", () => this.#compareDay());
    this.#day.addEventListener("input", () => {
      if (isDay(this.#day.value.trim())) this.#compareDay();
    });
  }

  /** @param {Other | null} other */
  #compareWith(other) {
    this.#other = other;
    this.#askAgain();
  }

  #keep() {
    this.#compareWith({ kept: this.#calculator.values() });
    this.#day.value = "";
    this.#calculator.done(this.#calculator.words.kept);
  }

  #compareDay() {
    const date = this.#day.value.trim();
    this.#compareWith(date ? { date } : null);
  }

  /** @param {HTMLInputElement} chooser */
  async #chosen(chooser) {
    const [file] = chooser.files ?? [];
    chooser.value = "";
    if (!file || !this.#canCompare()) return;
    this.#calculator.done("");
    if (file.size > BIGGEST) this.#calculator.done(this.#calculator.words.too_big);
    else await this.#compareFile(file);
  }

  /** @param {File} file */
  async #compareFile(file) {
    try {
      const reply = await this.#calculator.ask("verify", { text: await file.text() });
      if (reply.case) this.#compareWith({ kept: reply.case });
      else this.#calculator.done([reply.said, ...reply.problems].join(" "));
    } catch (error) {
      if (isAbandoned(error)) return;
      this.#calculator.done(this.#calculator.words.not_opened);
      throw error;
    }
  }

  /**
   * @param {Inquiry} inquiry
   * @returns {Promise<Child[]>}
   */
  async answer({ ask, calculator }) {
    const { words } = calculator;
    const other = this.#other;
    if (!other) return paragraphs([words.nothing_kept]);
    // From what was kept to what is there now; or from now to the other day.
    const isDate = "date" in other;
    const cases = isDate ? other : { answers: other.kept, carried: [], other: calculator.values() };
    const { problems, notices, summary, fields, sets } = await ask("compare", cases);
    const heads = isDate ? [words.now, words.then_day] : [words.before, words.now];
    const fieldRows = fields.map((field) => fieldRow(field, words.follows));
    const setRows = sets.map((set) => setRow(calculator, set));
    return [
      ...paragraphs([...Object.values(problems), ...notices, ...summary]),
      table(words.compared_answers, heads, fieldRows),
      table(words.compared_sets, heads, setRows),
    ];
  }
}

/**
 * @param {Reply.FieldDifference} difference
 * @param {string} follows
 */
const fieldRow = ({ label, before, after, derived }, follows) =>
  make(
    "tr",
    {},
    make("th", { scope: "row" }, label, derived ? make("small", {}, ` (${follows})`) : null),
    make("td", {}, before),
    make("td", {}, after),
  );

/**
 * @param {Calculator} calculator
 * @param {Reply.SetDifference} difference
 */
const setRow = (calculator, { set, before, after, outcome, criteria }) =>
  make(
    "tr",
    { "data-compared": set, "data-differs": outcome ? "" : null },
    make("th", { scope: "row" }, setLink(calculator, set)),
    make("td", {}, before),
    make(
      "td",
      {},
      outcome ? make("strong", {}, after) : after,
      ...criteria.map(({ said }) => make("small", {}, make("br"), said)),
    ),
  );

/**
 * @param {string} name
 * @param {string[]} heads
 * @param {HTMLElement[]} rows
 */
function table(name, heads, rows) {
  if (!rows.length) return null;
  const head = [name, ...heads].map((text) => make("th", { scope: "col" }, text));
  return make(
    "div",
    { class: "table-scroll", role: "region", tabindex: "0", "aria-label": name },
    make("table", { class: "compared" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)),
  );
}
