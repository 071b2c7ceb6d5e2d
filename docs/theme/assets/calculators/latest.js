// Never shows an answer to an older question.

const PATIENCE = 120; // milliseconds after which an old result is taken away when a new one has not come

/**
 * Asks about something that changes while it is asked: one question at a time, then about what has changed meanwhile. Only the answer to the newest is shown.
 * @template Answer
 */
export class Latest {
  #ask;
  #show;
  #takeAway;
  #fail;
  #asking = false;
  #again = false;
  #turn = 0;
  /** @type {number | undefined} */
  #impatient;

  /**
   * @param {object} page
   * @param {() => Promise<Answer>} page.ask about what is there now
   * @param {(answer: Answer) => void} page.show
   * @param {() => void} page.takeAway what is shown belongs to an older question, and the new answer is late
   * @param {(error: unknown) => void} page.fail the question could not be answered, or the answer not be shown
   */
  constructor({ ask, show, takeAway, fail }) {
    this.#ask = ask;
    this.#show = show;
    this.#takeAway = takeAway;
    this.#fail = fail;
  }

  /** Asks, as something has changed. */
  async changed() {
    this.#wait();
    this.#again = true;
    if (this.#asking) return;
    this.#asking = true;
    const turn = this.#turn;
    while (this.#again && turn === this.#turn) await this.#askOnce(turn);
    if (turn === this.#turn) this.#asking = false;
  }

  /** @param {number} turn */
  async #askOnce(turn) {
    this.#again = false;
    this.#wait();
    try {
      const answer = await this.#ask();
      if (this.#again || turn !== this.#turn) return;
      clearTimeout(this.#impatient);
      this.#show(answer);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.drop();
      this.#fail(error);
    }
  }

  #wait() {
    clearTimeout(this.#impatient);
    this.#impatient = setTimeout(this.#takeAway, PATIENCE);
  }

  /** Asks no more about what was there: its answer would not be shown. */
  drop() {
    clearTimeout(this.#impatient);
    this.#turn += 1;
    this.#again = false;
    this.#asking = false;
  }
}
