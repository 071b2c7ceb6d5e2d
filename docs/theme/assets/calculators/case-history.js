// What was there before, so that no answer is lost by a slip.

const ONE_CHANGE = 1500; // milliseconds within which changes of one control are undone together

/** @typedef {import("./address.js").Pair} Pair */

/** @param {Pair[]} pairs */
const spell = (pairs) => new URLSearchParams(pairs).toString();

/**
 * @param {string} text
 * @returns {Pair[]}
 */
const pairsOf = (text) => [...new URLSearchParams(text)];

export class CaseHistory {
  /** @type {string[]} */
  #past = [];
  /** @type {string[]} */
  #future = [];
  #begun = 0; // how many of the past, at most, are of another case
  #present;
  #lastChanged = { name: "", time: 0 };

  /** @param {Pair[]} pairs what is there at first */
  constructor(pairs) {
    this.#present = spell(pairs);
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * Whether `pairs` are what was remembered last.
   * @param {Pair[]} pairs
   */
  isPresent(pairs) {
    return spell(pairs) === this.#present;
  }

  /**
   * Remembers `pairs` as what is there now, after a change in the control `name`; changes of one control in a row count as one.
   * @param {Pair[]} pairs
   * @param {string} [name]
   */
  remember(pairs, name = "") {
    if (this.isPresent(pairs)) return;
    const time = performance.now();
    const same = name && name === this.#lastChanged.name && time - this.#lastChanged.time < ONE_CHANGE;
    if (!same) this.#past.push(this.#present);
    this.#lastChanged = { name, time };
    this.#present = spell(pairs);
    this.#future.length = 0;
  }

  /** Another case begins with what is there now. */
  beginCase() {
    this.#begun = this.#past.length;
  }

  /**
   * Adds `pair` to the case as it is, which is `pairs`, and as it was before each of its changes, so that a step back keeps it.
   * @param {Pair} pair
   * @param {Pair[]} pairs
   */
  addToCase(pair, pairs) {
    this.#past = this.#past.map((text, place) => (place < this.#begun ? text : spell([...pairsOf(text), pair])));
    this.#present = spell(pairs);
  }

  /** Steps back; returns what was there, or undefined where there is nothing before. */
  undo() {
    return this.#step(this.#past, this.#future);
  }

  /** Steps forward again, as `undo` steps back. */
  redo() {
    return this.#step(this.#future, this.#past);
  }

  /**
   * @param {string[]} from
   * @param {string[]} to
   */
  #step(from, to) {
    const text = from.pop();
    if (text === undefined) return undefined;
    to.push(this.#present);
    this.#present = text;
    this.#begun = Math.min(this.#begun, this.#past.length);
    this.#lastChanged = { name: "", time: 0 };
    return pairsOf(text);
  }
}
