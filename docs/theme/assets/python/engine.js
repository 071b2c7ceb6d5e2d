// Starts Python in a worker and asks it. The worker fetches what it needs itself: the page's own thread is busy with the page.

// build/runtime/browser_python.py puts both here: the worker's name and integrity, and the bytes of all that it fetches.
const WORKER = WORKER_FILE;
const BYTES = ALL_BYTES;
const ADDRESS = new URL(WORKER.name, import.meta.url);

const SILENT_SECONDS = 60; // without a byte from the line
const WAKING_SECONDS = 60; // from the last byte to the first answer
const UNHEARD_SECONDS = 600; // of a download whose bytes cannot be counted
const ANSWER_SECONDS = 20;
// A browser that checks a hash itself hands over the whole at once (worker.js).
const COUNTS = globalThis.crypto?.subtle !== undefined;

/** @typedef {"line" | "gone" | "browser" | "stopped" | "python"} Kind */
/** @typedef {{ resolve: (answer: any) => void, reject: (error: Error) => void }} Waiting */
/** @typedef {Record<string, unknown>} Request */

/**
 * Why the rules cannot be asked; `kind` is one of
 * "line" (a file did not come, or is not the one that was published), "gone" (the server has it no more), "browser" (Python does not run here),
 * "stopped" (Python ran, and is dead) and "python" (one question ended in a Python error, and the next can be asked).
 */
class EngineError extends Error {
  /**
   * @param {Kind} kind
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(kind, message, cause) {
    super(message, { cause });
    this.name = "EngineError";
    this.kind = kind;
  }
}

/**
 * A worker that starts Python; after a failure `again`, past the browser's own copies, which may be what was wrong.
 * From a blob, so that the page's security policy holds in the worker too; one loaded by its address would have none.
 * The page's head does the same (partials/python.html).
 * @param {boolean} again
 */
function newWorker(again) {
  const address = again ? `${ADDRESS}?again=${Date.now()}` : `${ADDRESS}`;
  const script = new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(script), { type: "module" });
}

/** Why the worker's script, which did not run, did not come; null if it is there as it was published. */
async function notCome() {
  const { status, ok } = await fetch(ADDRESS, { cache: "no-store" }).catch(() => Response.error());
  if ([404, 410].includes(status)) return new EngineError("gone", `${WORKER.name} could not be fetched (${status})`);
  const right = ok && (await fetch(ADDRESS, { cache: "no-store", integrity: WORKER.integrity }).catch(() => null));
  return right
    ? null
    : new EngineError("line", `${WORKER.name} could not be fetched, or is not the file that was published`);
}

/**
 * Half a character, which a page can hold, is none that Python could answer with.
 * @param {string} _
 * @param {unknown} value
 */
const wellFormed = (_, value) => (typeof value === "string" ? (value.toWellFormed?.() ?? value) : value);

/** Python in a worker, with the rules. */
export class Engine {
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #asked = 0;
  /** @type {{ id: number, text: string, answer: Promise<any> } | null} */
  #ahead = null;
  #awake = false;
  /** @type {EngineError | null} */
  #dead = null;
  /** @type {Worker | null} */
  #worker = null;
  #spoken = false;
  #arrived = 0;
  /** @type {(done: number, all: number) => void} */
  #watching = () => {};
  /** @type {number | undefined} */
  #timer;
  #resolve = () => {};
  /** @type {(error: Error) => void} */
  #reject = () => {};

  /**
   * Resolves when the rules can be asked, and rejects with an EngineError when Python cannot start.
   * @type {Promise<void>}
   */
  ready = new Promise((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });

  /**
   * @param {boolean} again after a failure: every file is fetched anew
   * @param {BegunWorker} [working] one that is at work already
   */
  constructor(again, working) {
    this.ready.catch(() => {});
    this.#listen();
    try {
      this.#hear(working ?? newWorker(again));
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
    }
  }

  /**
   * Resolves to the answer; rejects with an EngineError when Python fails, has died, or does not answer in time.
   * @param {Request} request
   * @returns {Promise<any>}
   */
  async ask(request) {
    await this.ready;
    if (this.#dead) throw this.#dead;
    const text = JSON.stringify(request, wellFormed);
    const { answer } = this.#ahead?.text === text ? this.#ahead : this.#send(text);
    this.#ahead = null;
    const late = setTimeout(
      () => this.#fail(new Error(`Python did not answer within ${ANSWER_SECONDS} seconds`)),
      ANSWER_SECONDS * 1000,
    );
    return answer.finally(() => clearTimeout(late));
  }

  /**
   * Lets Python answer `request` as soon as it is awake, which is expected to be asked then, in place of one that was expected before.
   * @param {Request} request
   */
  expect(request) {
    const text = JSON.stringify(request, wellFormed);
    if (this.#awake || this.#dead || this.#ahead?.text === text) return;
    if (this.#ahead) this.#waiting.delete(this.#ahead.id);
    this.#ahead = this.#send(text);
    this.#ahead.answer.catch(() => {}); // Whoever asks hears of it.
  }

  /** @param {string} text */
  #send(text) {
    this.#asked += 1;
    const id = this.#asked;
    /** @type {Promise<any>} */
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker?.postMessage({ id, request: text });
    return { id, text, answer };
  }

  /**
   * Calls `tell` with the bytes of Python that have come, and of all, now and as they arrive.
   * @param {(done: number, all: number) => void} tell
   */
  watch(tell) {
    this.#watching = tell;
    tell(this.#arrived, BYTES);
  }

  /** Ends the worker; whatever is still waiting rejects. */
  stop() {
    this.#fail(new Error("Python was stopped"));
  }

  /** @param {BegunWorker} worker */
  #hear(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#answered(data);
    worker.onmessageerror = () => this.#fail(new Error("A message of the worker could not be read"));
    worker.onerror = (event) => this.#broken(event);
    if (worker.broken) this.#broken(worker.broken);
    else worker.postMessage({ heard: true });
  }

  /**
   * The worker's script stopped, or did not begin; of one that did not come nobody says why.
   * @param {ErrorEvent} event
   */
  async #broken({ message }) {
    const error = new Error(message || "The worker could not be started");
    if (this.#spoken) this.#fail(error);
    else this.#fail((await notCome()) ?? (message ? error : new EngineError("line", error.message)));
  }

  /** @param {any} data what the worker says (worker.js) */
  #answered(data) {
    this.#spoken = true;
    if ("came" in data) {
      this.#heard(data.came);
    } else if (data.ready) {
      clearTimeout(this.#timer);
      this.#awake = true;
      this.#resolve();
    } else if ("failed" in data) {
      this.#fail(data.kind ? new EngineError(data.kind, data.failed) : new Error(data.failed));
    } else {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("error" in data) waiting?.reject(new EngineError("python", data.error));
      else waiting?.resolve(JSON.parse(data.answer));
    }
  }

  /** @param {number} bytes */
  #heard(bytes) {
    if (this.#dead) return;
    this.#arrived += bytes;
    this.#watching(this.#arrived, BYTES);
    if (this.#arrived < BYTES) this.#listen();
    else this.#within(WAKING_SECONDS, "browser", `Python did not start within ${WAKING_SECONDS} seconds`);
  }

  #listen() {
    const seconds = COUNTS ? SILENT_SECONDS : UNHEARD_SECONDS;
    this.#within(seconds, "line", "Nothing came from the server for too long");
  }

  /**
   * @param {number} seconds
   * @param {Kind} kind
   * @param {string} message
   */
  #within(seconds, kind, message) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(new EngineError(kind, message)), seconds * 1000);
  }

  /** @param {Error} error */
  #fail(error) {
    if (this.#dead) return;
    const known = error instanceof EngineError ? error : null;
    const kind = this.#awake ? "stopped" : (known?.kind ?? "browser");
    this.#dead = known?.kind === kind ? known : new EngineError(kind, error.message, error);
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#reject(this.#dead);
    for (const { reject } of this.#waiting.values()) reject(this.#dead);
    this.#waiting.clear();
  }
}

/**
 * What the page's head began; else Python begins as soon as this file is read: the page's own script may still be on its way.
 * @type {Engine | null}
 */
let begun = new Engine(false, globalThis.begunPython);
delete globalThis.begunPython;

/** Starts Python with the rules; `again` after a failure, with every file fetched anew. */
export function startEngine(again = false) {
  const engine = begun ?? new Engine(again);
  begun = null;
  return engine;
}

// Where the page's head brings this file, a page's script need not wait for it: even to import what is there takes it beyond the first layout.
globalThis.engineModule = { startEngine };
