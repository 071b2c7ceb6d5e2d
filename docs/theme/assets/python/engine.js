// Starts Python in a worker and asks it. Everything it needs is fetched from beside this file, checked against the hashes below.

// build/runtime/browser_python.py puts the table here: for each file its name, its bytes and its integrity.
const FILES = FILES_TABLE;

const SILENT_SECONDS = 60; // without a byte from the line
const WAKING_SECONDS = 60; // from the last byte to the first answer
const UNHEARD_SECONDS = 600; // of a download whose bytes cannot be counted
const ANSWER_SECONDS = 20;
// A browser that checks a hash itself hands over the whole at once; where we can check it, we see the bytes arrive. (Not without TLS.)
const COUNTS = globalThis.crypto?.subtle !== undefined;

/**
 * Why the rules cannot be asked; `kind` is one of
 * "line" (a file did not come, or is not the one that was published), "gone" (the server has it no more), "browser" (Python does not run here),
 * "stopped" (Python ran, and is dead) and "python" (one question ended in a Python error, and the next can be asked).
 */
export class EngineError extends Error {
  constructor(kind, message, cause) {
    super(message, { cause });
    this.name = "EngineError";
    this.kind = kind;
  }
}

async function get({ name, integrity }, again, heard) {
  // After a failure past the browser's own copy, which may be what was wrong.
  const options = again ? { cache: "reload" } : {};
  if (!COUNTS) options.integrity = integrity;
  let response;
  const parts = [];
  try {
    response = await fetch(new URL(name, import.meta.url), options);
    if (response.ok) {
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parts.push(part.value);
        heard(part.value.length);
      }
    }
  } catch (error) {
    throw new EngineError("line", `${name} could not be fetched, or is not the file that was published`, error);
  }
  if (!response.ok)
    throw new EngineError(
      [404, 410].includes(response.status) ? "gone" : "line",
      `${name} could not be fetched (${response.status})`,
    );
  const content = new Blob(parts);
  if (COUNTS && integrity !== (await digest(content)))
    throw new EngineError("line", `${name} is not the file that was published`);
  return content;
}

async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await content.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

// Compressed by the build, because not every server compresses these types.
const unpack = (content, type) =>
  new Response(content.stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });

// Half a character, which a page can hold, is none that Python could answer with.
const wellFormed = (key, value) => (typeof value === "string" ? (value.toWellFormed?.() ?? value) : value);

function start(again) {
  const waiting = new Map();
  const all = Object.values(FILES).reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  let watching = () => {};
  let worker = null;
  let dead = null;
  let awake = false;
  let last = 0;
  let settle;
  let timer;
  const ready = new Promise((resolve, reject) => (settle = { resolve, reject }));
  ready.catch(() => {});

  const within = (seconds, kind, message) => {
    clearTimeout(timer);
    timer = setTimeout(() => fail(new EngineError(kind, message)), seconds * 1000);
  };
  const listen = () =>
    within(COUNTS ? SILENT_SECONDS : UNHEARD_SECONDS, "line", "Nothing came from the server for too long");

  function heard(bytes) {
    if (dead) return;
    done += bytes;
    watching(done, all);
    if (done < all) listen();
    else within(WAKING_SECONDS, "browser", `Python did not start within ${WAKING_SECONDS} seconds`);
  }

  function fail(error) {
    if (dead) return;
    const kind = awake ? "stopped" : (error.kind ?? "browser");
    dead = error.kind === kind ? error : new EngineError(kind, error.message, error);
    clearTimeout(timer);
    worker?.terminate();
    settle.reject(dead);
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  }

  function hear({ data }) {
    if (data.ready) {
      clearTimeout(timer);
      awake = true;
      settle.resolve();
    } else if ("failed" in data) {
      fail(new Error(data.failed));
    } else {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if ("error" in data) asked?.reject(new EngineError("python", data.error));
      else asked?.resolve(JSON.parse(data.answer));
    }
  }

  async function launch() {
    listen();
    const program = get(FILES.program, again, heard).then((content) =>
      WebAssembly.compileStreaming(unpack(content, "application/wasm")),
    );
    const memory = get(FILES.memory, again, heard).then((content) =>
      unpack(content, "application/octet-stream").arrayBuffer(),
    );
    // Their failures are heard below; until then nobody waits for them.
    for (const part of [program, memory]) part.catch(() => {});
    const script = await get(FILES.worker, again, heard);
    if (dead) return;
    // From a blob, so that the page's security policy holds in the worker too; one loaded by its address would have none.
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    worker = new Worker(address, { type: "module" });
    worker.onmessage = hear;
    worker.onmessageerror = () => fail(new Error("A message of the worker could not be read"));
    worker.onerror = (event) => fail(new Error(event.message || "The worker could not be started"));
    const send = (message, transfer) => dead ?? worker.postMessage(message, transfer);
    await Promise.all([
      program.then((module) => send({ program: module })),
      memory.then((buffer) => send({ memory: buffer }, [buffer])),
    ]);
  }
  launch().catch(fail);

  async function ask(request) {
    await ready;
    if (dead) throw dead;
    return new Promise((resolve, reject) => {
      const id = (last += 1);
      const late = setTimeout(
        () => fail(new Error(`Python did not answer within ${ANSWER_SECONDS} seconds`)),
        ANSWER_SECONDS * 1000,
      );
      const settled = (then) => (value) => {
        clearTimeout(late);
        then(value);
      };
      waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      worker.postMessage({ id, request: JSON.stringify(request, wellFormed) });
    });
  }

  function watch(tell) {
    watching = tell;
    watching(done, all);
  }

  return { ready, ask, watch, stop: () => fail(new Error("Python was stopped")) };
}

// Begun as soon as this file is read: the page's own script may still be on its way.
let begun = start(false);

/**
 * Starts Python with the rules; `again` after a failure, with every file fetched anew.
 *
 * `ready` resolves when the rules can be asked and rejects with an EngineError when Python cannot start.
 * `watch(tell)` calls `tell(done, all)` with bytes, now and as they arrive.
 * `ask(request)` resolves to the answer; it rejects with an EngineError when Python fails, has died, or does not answer in time.
 * `stop()` ends the worker; whatever is still waiting rejects.
 */
export function startEngine(again = false) {
  const engine = begun ?? start(again);
  begun = null;
  return engine;
}
