// Runs the rules. The build joins this to what unpacks Python's files and to python.js into one file; engine.js starts it.
import { XzReadableStream } from "xz-decompress";
import { call, PythonError, program, system, unpackMemory } from "./python.js";

// What could carry away what a reader types is taken off this scope, so that nothing reaches for it by mistake.
// That nothing can leave is the page's policy, which holds in a worker from a blob; a determined script would find these names elsewhere.
for (const name of [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "WebTransport",
  "importScripts",
  "indexedDB",
  "caches",
]) {
  if (name in globalThis) Object.defineProperty(globalThis, name, { value: undefined });
}

/** @type {string[]} */
const said = [];

/** @param {object} message */
const post = (message) => globalThis.postMessage(message);

/** @param {any} error */
const refuse = (error) => post({ failed: String(error?.message ?? error) });

/** @type {(request: string) => string} */
let answer;

const unpacking = {
  program: unpacked("application/wasm", (content) => WebAssembly.compileStreaming(content)),
  memory: unpacked("application/octet-stream", (content) => content.arrayBuffer()),
};

/**
 * What comes compressed, bit by bit, or was kept unpacked by the page: `use` makes of it what is wanted, while it comes.
 * @template T
 * @param {string} type
 * @param {(content: Response) => Promise<T>} use
 */
function unpacked(type, use) {
  /** @type {ReadableStreamDefaultController<Uint8Array>} */
  let controller;
  /** @type {(made: T | Promise<T>) => void} */
  let finish;
  /** @type {Promise<T>} */
  const made = new Promise((resolve) => {
    finish = resolve;
  });
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  const keep = new TransformStream({
    transform(/** @type {Uint8Array<ArrayBuffer>} */ part, out) {
      parts.push(part);
      out.enqueue(part);
    },
  });
  function begin() {
    const bits = new ReadableStream({
      start(own) {
        controller = own;
      },
    });
    const content = new XzReadableStream(bits).pipeThrough(keep);
    finish(use(new Response(content, { headers: { "content-type": type } })));
  }
  return {
    made,
    /** Takes what the page had kept. */
    take: (/** @type {T} */ kept) => finish(kept),
    /** Takes a part as it comes; the last, when all of it has been checked, is null. */
    feed(/** @type {Uint8Array | null} */ bit) {
      if (!controller) begin();
      if (bit) controller.enqueue(bit);
      else controller.close();
    },
    /** Gives all parts away. */
    parts: () => new Blob(parts.splice(0)),
  };
}

globalThis.onmessage = ({ data }) => {
  if ("kept" in data) {
    unpacking.program.take(data.kept.program);
    unpacking.memory.take(data.kept.memory);
  } else if ("program" in data) unpacking.program.feed(data.program);
  else if ("memory" in data) unpacking.memory.feed(data.memory);
  else if ("unpacked" in data)
    post({ unpacked: { program: unpacking.program.parts(), memory: unpacking.memory.parts() } });
  else reply(data);
};

/** @param {{ id: number, request: string }} asked */
function reply({ id, request }) {
  try {
    post({ id, answer: answer(request) });
  } catch (error) {
    // A Python exception leaves Python in order; anything else (a trap, an exit, a stack that overflows in the middle of it) does not.
    if (error instanceof PythonError) post({ id, error: error.message });
    else refuse(error);
  }
}

/** @param {KnownStart} known */
async function start(known) {
  const { counting, probe } = known;
  const [module, content] = await Promise.all([unpacking.program.made, unpacking.memory.made]);
  const { imports, memory, table } = system(module, known, (line) => said.push(line));
  const instance = await WebAssembly.instantiate(module, imports);
  const python = program(instance.exports, memory);
  const address = unpackMemory(python.HEAPU8, content);
  // One word belongs to this browser, not to the memory: where the function lies that counts arguments, 0 where there is none.
  new Uint32Array(memory.buffer)[counting.address >>> 2] = countArguments(table, counting.code);
  answer = (request) => call(python, address, request, said);
  // The answer to one request is known from the build: a browser in which the memory does not come to life is found here, not by a reader.
  if (answer(probe.request) !== probe.answer)
    throw new Error("Python gives another answer here than when the site was built");
  post({ ready: true });
}

/**
 * Puts the function into `table` that counts the arguments of another one, and says where; on iOS, where it does not work, there is none.
 * @param {WebAssembly.Table} table
 * @param {number[]} code
 */
function countArguments(table, code) {
  const { userAgent, platform, maxTouchPoints } = navigator;
  if (/iPad|iPhone|iPod/.test(userAgent) || (platform === "MacIntel" && maxTouchPoints > 1)) return 0;
  try {
    const counting = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(code)), { e: { t: table } });
    const place = table.grow(1);
    table.set(place, counting.exports.f);
    return place;
  } catch {
    return 0; // an older browser
  }
}

start(START).catch(refuse);
