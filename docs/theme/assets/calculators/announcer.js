// Reads out what has changed, once the reader pauses, and not at every key.
import { setText } from "../site/dom.js";
import { alertsOf } from "./results.js";

const QUIET = 900; // milliseconds without a change before the outcome is read out

export class Announcer {
  #place;
  #titles;
  /** @type {Map<SetId, string>} */
  #announced = new Map();
  /** @type {number | undefined} */
  #waiting;

  /**
   * @param {HTMLElement} place what a screen reader reads out when it changes
   * @param {ReadonlyMap<SetId, { title: string }>} sets
   */
  constructor(place, sets) {
    this.#place = place;
    this.#titles = sets;
  }

  /** @param {string} text */
  say(text) {
    setText(this.#place, text);
  }

  stop() {
    clearTimeout(this.#waiting);
  }

  /**
   * Reads out, in a moment, which of the sets in `heard` now say something else, and the alerts about them that are read out.
   * @param {Reply.Result} result
   * @param {SetId[]} heard
   */
  announce(result, heard) {
    this.stop();
    this.#waiting = setTimeout(() => {
      const now = new Map(heard.map((id) => [id, result.sets[id].said]));
      const news = [...now].filter(([id, said]) => this.#announced.get(id) !== said);
      this.#announced = now;
      const outcomes = news.map(([id, said]) => `${this.#titles.get(id)?.title}: ${said}`);
      const warnings = alertsOf(result, heard, "read_out").map(({ alone }) => alone);
      if (news.length) this.say([...outcomes, ...warnings].join(". "));
    }, QUIET);
  }
}
