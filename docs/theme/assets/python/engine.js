// Starts Python in a worker and asks it. Everything it needs is fetched from beside this file, checked against the hashes below.

// build/runtime/browser_python.py puts the table here: for each file its name, its bytes and its integrity.
const FILES = FILES_TABLE;

const SILENT_SECONDS = 60; // without a byte from the line
const WAKING_SECONDS = 60; // from the last byte to the first answer
const UNHEARD_SECONDS = 600; // of a download whose bytes cannot be counted
const ANSWER_SECONDS = 20;
const KEEPING_SECONDS = 2; // from the first answer to the keeping of what was unpacked, which can wait
// A browser that checks a hash itself hands over the whole at once; where we can check it, we see the bytes arrive. (Not without TLS.)
const COUNTS = globalThis.crypto?.subtle !== undefined;

/** @typedef {"line" | "gone" | "browser" | "stopped" | "python"} Kind */
/** @typedef {{ name: string, bytes: number, integrity: string, unpacked?: string }} File `unpacked`: the integrity of what is in it */
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
 * Fetches a file, `again` past the browser's own copy, which may be what was wrong; `heard` gets each part of it as it comes.
 * What came is all there, and what was published, when the promise resolves to it.
 * @param {File} file
 * @param {boolean} again
 * @param {(part: Uint8Array) => void} heard
 */
async function get({ name, integrity }, again, heard) {
  /** @type {RequestInit} */
  const options = again ? { cache: "reload" } : {};
  if (!COUNTS) options.integrity = integrity;
  const { status, parts } = await receive(name, options, heard).catch((error) => {
    throw new EngineError("line", `${name} could not be fetched, or is not the file that was published`, error);
  });
  if (!parts) {
    const kind = [404, 410].includes(status) ? "gone" : "line";
    throw new EngineError(kind, `${name} could not be fetched (${status})`);
  }
  const content = new Blob(parts);
  if (COUNTS && integrity !== (await digest(await content.arrayBuffer())))
    throw new EngineError("line", `${name} is not the file that was published`);
  return content;
}

/**
 * @param {string} name
 * @param {RequestInit} options
 * @param {(part: Uint8Array) => void} heard
 */
async function receive(name, options, heard) {
  const { ok, status, body } = await fetch(new URL(name, import.meta.url), options);
  if (!ok || !body) return { status };
  const parts = [];
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    heard(part.value);
  }
  return { status, parts };
}

/** @param {ArrayBuffer} content */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

// Unpacked, Python starts sooner, and a browser need not compile again what it reads from here. Nothing a reader typed is in it.
const KEPT = `liver-metastases:${new URL(".", import.meta.url).pathname}:unpacked`;
const TYPES = { program: "application/wasm", memory: "application/octet-stream" };
/** @type {(keyof typeof TYPES)[]} */
const PACKED = ["program", "memory"];

/** What an earlier visit has unpacked and kept, if it is still that. */
async function kept() {
  if (!COUNTS || !globalThis.caches) return null;
  const cache = await caches.open(KEPT);
  const [program, memory] = await Promise.all(PACKED.map((kind) => cache.match(addressOf(kind))));
  if (!program || !memory) return null;
  const module = WebAssembly.compileStreaming(program.clone());
  module.catch(() => {});
  const [code, content] = await Promise.all([program.arrayBuffer(), memory.arrayBuffer()]);
  const digests = await Promise.all([code, content].map(digest));
  const right = PACKED.every((kind, i) => digests[i] === FILES[kind].unpacked);
  return right ? { program: await module, memory: content } : null;
}

/** @param {keyof typeof TYPES} kind */
const addressOf = (kind) => new URL(FILES[kind].name, import.meta.url).href;

/**
 * Keeps what was unpacked, in place of that of an older version.
 * @param {Record<keyof typeof TYPES, Blob>} unpacked
 */
async function keep(unpacked) {
  const cache = await caches.open(KEPT);
  await Promise.all((await cache.keys()).map((old) => cache.delete(old)));
  for (const kind of PACKED)
    await cache.put(addressOf(kind), new Response(unpacked[kind], { headers: { "content-type": TYPES[kind] } }));
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
  #awake = false;
  /** @type {EngineError | null} */
  #dead = null;
  /** @type {Worker | null} */
  #worker = null;
  #arrived = 0;
  #all = Object.values(FILES).reduce((sum, { bytes }) => sum + bytes, 0);
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

  /** @param {boolean} again after a failure: every file is fetched anew */
  constructor(again) {
    this.ready.catch(() => {});
    this.#launch(again).catch((error) => this.#fail(error));
  }

  /**
   * Resolves to the answer; rejects with an EngineError when Python fails, has died, or does not answer in time.
   * @param {Request} request
   * @returns {Promise<any>}
   */
  async ask(request) {
    await this.ready;
    if (this.#dead) throw this.#dead;
    this.#asked += 1;
    const id = this.#asked;
    const text = JSON.stringify(request, wellFormed);
    const late = setTimeout(
      () => this.#fail(new Error(`Python did not answer within ${ANSWER_SECONDS} seconds`)),
      ANSWER_SECONDS * 1000,
    );
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker?.postMessage({ id, request: text });
    return answer.finally(() => clearTimeout(late));
  }

  /**
   * Calls `tell` with the bytes of Python that have come, and of all, now and as they arrive.
   * @param {(done: number, all: number) => void} tell
   */
  watch(tell) {
    this.#watching = tell;
    tell(this.#arrived, this.#all);
  }

  /** Ends the worker; whatever is still waiting rejects. */
  stop() {
    this.#fail(new Error("Python was stopped"));
  }

  /** @param {boolean} again */
  async #launch(again) {
    this.#listen();
    const worker = get(FILES.worker, again, (part) => this.#heard(part.length)).then((script) => this.#work(script));
    const before = again ? null : await kept().catch(() => null);
    if (before) {
      const it = await worker;
      it.postMessage({ kept: before }, [before.memory]);
      this.#heard(FILES.program.bytes + FILES.memory.bytes);
      return;
    }
    await Promise.all([worker, ...PACKED.map((kind) => this.#handOver(kind, again, worker))]);
    await this.ready;
    if (COUNTS && globalThis.caches)
      setTimeout(() => this.#worker?.postMessage({ unpacked: true }), KEEPING_SECONDS * 1000);
  }

  /**
   * Fetches a file and hands its parts to the worker as they come, which unpacks them meanwhile; the worker waits for the word that they are right.
   * @param {keyof typeof TYPES} kind
   * @param {boolean} again
   * @param {Promise<Worker>} worker
   */
  async #handOver(kind, again, worker) {
    const tell = (/** @type {Uint8Array | null} */ part) =>
      worker.then(
        (it) => this.#dead ?? it.postMessage({ [kind]: part }),
        () => {},
      );
    await get(FILES[kind], again, (part) => {
      tell(part);
      this.#heard(part.length);
    });
    await tell(null);
  }

  /** @param {Blob} script */
  #work(script) {
    if (this.#dead) throw this.#dead;
    // From a blob, so that the page's security policy holds in the worker too; one loaded by its address would have none.
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(address, { type: "module" });
    worker.onmessage = ({ data }) => this.#answered(data);
    worker.onmessageerror = () => this.#fail(new Error("A message of the worker could not be read"));
    worker.onerror = (event) => this.#fail(new Error(event.message || "The worker could not be started"));
    this.#worker = worker;
    return worker;
  }

  /** @param {any} data what the worker says (worker.js) */
  #answered(data) {
    if (data.ready) {
      clearTimeout(this.#timer);
      this.#awake = true;
      this.#resolve();
    } else if ("unpacked" in data) {
      // A browser that has no room for it does without.
      keep(data.unpacked).catch(() => {});
    } else if ("failed" in data) {
      this.#fail(new Error(data.failed));
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
    this.#watching(this.#arrived, this.#all);
    if (this.#arrived < this.#all) this.#listen();
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
 * Begun as soon as this file is read: the page's own script may still be on its way.
 * @type {Engine | null}
 */
let begun = new Engine(false);

/** Starts Python with the rules; `again` after a failure, with every file fetched anew. */
export function startEngine(again = false) {
  const engine = begun ?? new Engine(again);
  begun = null;
  return engine;
}
