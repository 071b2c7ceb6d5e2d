// The case as it stands: what the controls of the form hold, and what the address brought for fields that this page does not ask.
import { all } from "../site/dom.js";
import { localDay } from "./day.js";

/** @typedef {import("./address.js").Pair} Pair */
/** @typedef {RadioNodeList | HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {{ wrapper: HTMLElement, control: Control, typed: () => string }} Question what stands around a control, the control, and what it holds */

export class CaseForm {
  #form;
  /** @type {Pair[]} */
  #carried = [];

  /** @type {ReadonlyMap<string, Question>} by the field that is asked */
  questions;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.questions = new Map(
      all("[data-field]", form).map((wrapper) => {
        const name = wrapper.dataset.field ?? "";
        const control = /** @type {Control} */ (form.elements.namedItem(name));
        return [name, { wrapper, control, typed: reader(control) }];
      }),
    );
  }

  /**
   * What is typed for the field `name`; "" where nothing is.
   * @param {string} name
   */
  typed(name) {
    return this.questions.get(name)?.typed() ?? "";
  }

  /** The form as it stands, mistakes included, and what is carried. */
  pairs() {
    return [...this.#typedPairs(), ...this.#carried];
  }

  /**
   * The form as it stands, what was `understood` as it was understood: a mistake travels too and is shown where it arrives.
   * @param {Record<string, string>} understood
   * @returns {Pair[]}
   */
  understoodPairs(understood) {
    return Object.entries({ ...Object.fromEntries(this.#typedPairs()), ...understood });
  }

  /** What the rules are asked about. */
  request() {
    const answers = Object.fromEntries([...this.questions].map(([name, { typed }]) => [name, typed()]));
    return { answers, carried: this.#carried };
  }

  /** @returns {Pair[]} */
  #typedPairs() {
    const pairs = [...this.questions].map(([name, { typed }]) => /** @type {Pair} */ ([name, typed().trim()]));
    return pairs.filter(([, value]) => value);
  }

  /**
   * Puts `pairs` into the form in place of all that is there.
   * @param {Pair[]} pairs
   */
  fill(pairs) {
    this.#empty();
    const placed = new Set();
    for (const [name, value] of pairs) {
      const question = this.questions.get(name);
      if (question && !placed.has(name) && enter(question.control, value)) {
        placed.add(name);
        const dates = question.wrapper.closest("[data-stands-in]");
        if (dates instanceof HTMLDetailsElement) dates.open = true;
      } else {
        this.#carried.push([name, value]);
      }
    }
  }

  /**
   * Carries `value` as the only one for the field `name`.
   * @param {string} name
   * @param {string} value
   */
  carry(name, value) {
    this.#carried = [...this.#carried.filter(([other]) => other !== name), [name, value]];
  }

  /**
   * What is carried for the field `name`.
   * @param {string} name
   */
  carriedFor(name) {
    return this.#carried.filter(([other]) => other === name).map(([, value]) => value);
  }

  /**
   * Calls `act` when the reader has emptied the form.
   * @param {() => void} act
   */
  onReset(act) {
    this.#form.addEventListener("reset", (event) => {
      // The browser empties the controls after the event only, and a page that is left at once would never hear of it.
      event.preventDefault();
      this.#empty();
      act();
    });
  }

  #empty() {
    for (const { control } of this.questions.values()) empty(control);
    this.#carried = [];
  }
}

/**
 * What tells what `control` holds. The browser's own list of choices looks through the whole form each time that it is asked.
 * @param {Control} control
 */
function reader(control) {
  if (!(control instanceof RadioNodeList)) return () => control.value;
  const choices = [...control].filter((choice) => choice instanceof HTMLInputElement);
  return () => choices.find(({ checked }) => checked)?.value ?? "";
}

/** @param {Control} control */
function empty(control) {
  if (control instanceof RadioNodeList) {
    for (const choice of control) if (choice instanceof HTMLInputElement) choice.checked = false;
  } else control.value = "";
}

/**
 * Puts `value` into `control`; returns whether that is what it now holds.
 * @param {Control} control
 * @param {string} value
 */
function enter(control, value) {
  const isDay = control instanceof HTMLElement && control.dataset.day !== undefined;
  const shown = isDay ? localDay(value) : value;
  control.value = shown;
  // A choice that does not offer the value stays at "not known"; the rules then say what was wrong with it.
  if (control.value === shown) return true;
  // Setting an unknown value leaves a list without any choice.
  empty(control);
  return false;
}
