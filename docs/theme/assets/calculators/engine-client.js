// The one way in which a page starts the rules and asks them.
import { abandoned } from "../site/abandoned.js";
import { load } from "../site/late.js";

/** @typedef {"loading" | "ready" | "failed"} EngineState */
/** @typedef {{ report: (state: EngineState, failure?: string) => void, watch?: (done: number, all: number) => void }} Listener */
/** @typedef {import("../python/engine.js").Engine} Engine */

const ENGINE = new URL("../python/engine.js", import.meta.url);

/**
 * Loads the module that starts Python; the module begins to fetch Python as soon as it is there. Rejects when it does not come.
 * @returns {Promise<typeof import("../python/engine.js")>}
 */
export const loadEngine = () => load(ENGINE);

/**
 * Why the rules cannot be asked, as `EngineError` names it; undefined for an error of the page's own.
 * @param {unknown} error
 */
const failureOf = (error) => /** @type {{ kind?: string } | undefined} */ (error)?.kind;

/**
 * Whether `error` is one question that Python could not answer: the rules are in order, and the next can be asked.
 * @param {unknown} error
 */
export const isUnanswered = (error) => failureOf(error) === "python";

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * The rules, as one page uses them. It tells its listener how they are doing: `report(state, failure)`, where a failure is one of the kinds of `EngineError`,
 * and `watch(done, all)` with the bytes of Python as they arrive.
 */
export class EngineClient {
  #language;
  /** @type {Listener} */
  #listener;
  /** @type {Promise<Engine> | null} */
  #starting = null;
  #failed = false;
  /** @type {Engine | null} one that is starting or running */
  #engine = null;
  /** @type {Record<string, unknown> | null} */
  #expected = null;

  /** Whether the rules can be asked now. */
  running = false;

  /**
   * @param {string} language that of the replies
   * @param {Listener} listener
   */
  constructor(language, listener) {
    this.#language = language;
    this.#listener = listener;
  }

  /** Starts the rules unless they are running or starting; after a failure with every file fetched anew. */
  start() {
    if (this.#starting) return;
    const starting = this.#start(this.#failed);
    this.#starting = starting;
    this.#listener.report("loading");
    starting.then(
      () => {
        if (starting !== this.#starting) return;
        this.running = true;
        this.#listener.report("ready");
      },
      (error) => {
        if (starting === this.#starting) this.fail(error);
      },
    );
  }

  /** @param {boolean} again */
  async #start(again) {
    const { startEngine } = globalThis.engineModule ?? (await loadEngine());
    const engine = startEngine(again);
    this.#engine = engine;
    if (this.#expected) engine.expect(this.#expected);
    engine.watch((done, whole) => this.#listener.watch?.(done, whole));
    await engine.ready;
    return engine;
  }

  /**
   * Lets rules that are starting answer at once what will be asked of them first; the last that is said holds.
   * @param {Action} action
   * @param {Record<string, unknown>} [more]
   */
  expect(action, more) {
    this.#expected = this.#request(action, more);
    this.#engine?.expect(this.#expected);
  }

  /**
   * @param {Action} action
   * @param {Record<string, unknown>} [more]
   */
  #request(action, more) {
    return { ask: action, language: this.#language, today: today(), answers: {}, carried: [], ...more };
  }

  /**
   * Asks the rules for `action`; `more` is what it takes besides. Waits for rules that are starting.
   * Rejects with an EngineError where Python could not answer this one question, and is abandoned where the rules are not running: the listener knows why.
   * @template {Action} A
   * @param {A} action
   * @param {Record<string, unknown>} [more]
   * @returns {Promise<Replies[A]>}
   */
  async ask(action, more) {
    const starting = this.#starting;
    if (!starting) throw abandoned();
    try {
      const engine = await starting;
      const reply = await engine.ask(this.#request(action, more));
      if (starting === this.#starting) return reply;
    } catch (error) {
      if (starting === this.#starting && isUnanswered(error)) throw error;
      if (starting === this.#starting) this.fail(error);
    }
    throw abandoned();
  }

  /**
   * Ends the rules: they cannot be trusted any more, or what they said could not be shown.
   * @param {unknown} error
   */
  fail(error) {
    console.error(error);
    // What goes wrong once the rules run is no matter of the download; a script that does not come is one of the line, as far as a page can know.
    const failure = failureOf(error) ?? (this.running ? "stopped" : "line");
    this.#engine?.stop();
    this.#starting = null;
    this.#engine = null;
    this.#failed = true;
    this.running = false;
    this.#listener.report("failed", failure);
  }
}
