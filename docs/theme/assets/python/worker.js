// Fetches Python and runs the rules. The build joins this to what unpacks Python's files and to python.js into one file; the page's head or engine.js starts it.
import { XzReadableStream } from "xz-decompress";
import { call, PythonError, program, system, unpackMemory } from "./python.js";

// build/runtime/browser_python.py puts the table here: for each file its name, its bytes, its integrity and that of what is in it.
const FILES = FILES_TABLE;
const TYPES = { program: "application/wasm", memory: "application/octet-stream" };
/** @typedef {keyof typeof TYPES} Kind */
/** @type {Kind[]} */
const KINDS = ["program", "memory"];

const { caches, fetch } = globalThis; // for these files alone
// A browser that checks a hash itself hands over the whole at once; where we can check it, we see the bytes arrive. (Not without TLS.)
const COUNTS = globalThis.crypto?.subtle !== undefined;
const AGAIN = new URL(import.meta.url).search !== ""; // past the browser's own copies
const KEEPING_SECONDS = 2; // from the start to the keeping of what was unpacked, which can wait
// Unpacked, Python starts sooner, and a browser need not compile again what it reads from here. Nothing a reader typed is in it.
const KEPT = `liver-metastases:${new URL(".", import.meta.url).pathname}:unpacked`;

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

/** @type {object[] | null} what was said before the page listened */
let unheard = [];

/** @param {object} message */
const post = (message) => {
  if (unheard) unheard.push(message);
  else globalThis.postMessage(message);
};

/** @param {any} error with the `kind` that engine.js names, where it is known */
const refuse = (error) => post({ failed: String(error?.message ?? error), kind: error?.kind });

/** @type {(request: string) => string} */
let answer;
let isAwake = false;

/** @type {{ id: number, request: string } | null} what is answered first once Python is awake; a later one takes its place */
let ahead = null;

const unpacking = {
  program: unpacked(TYPES.program, (content) => WebAssembly.compileStreaming(content)),
  memory: unpacked(TYPES.memory, (content) => content.arrayBuffer()),
};

/**
 * What comes compressed, bit by bit, or was kept unpacked: `use` makes of it what is wanted, while it comes.
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
  const kept = new TransformStream({
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
    const content = new XzReadableStream(bits).pipeThrough(kept);
    finish(use(new Response(content, { headers: { "content-type": type } })));
  }
  return {
    made,
    /** Takes what was kept. */
    take: (/** @type {T} */ whole) => finish(whole),
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
  if (!("heard" in data)) {
    if (isAwake) reply(data);
    else ahead = data;
    return;
  }
  const all = unheard ?? [];
  unheard = null;
  all.forEach(post);
};

/** @param {Kind} kind */
const addressOf = (kind) => new URL(FILES[kind].name, import.meta.url).href;

/** @param {ArrayBuffer} content */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

/** Takes what an earlier visit has unpacked and kept; false if there is nothing, or it is not that any more. */
async function wake() {
  if (AGAIN || !COUNTS || !(await caches?.has(KEPT))) return false;
  const cache = await caches.open(KEPT);
  const [code, memory] = await Promise.all(KINDS.map((kind) => cache.match(addressOf(kind))));
  if (!code || !memory) return false;
  const module = WebAssembly.compileStreaming(code.clone());
  module.catch(() => {});
  const contents = await Promise.all([code, memory].map((one) => one.arrayBuffer()));
  const digests = await Promise.all(contents.map(digest));
  if (!KINDS.every((kind, i) => digests[i] === FILES[kind].unpacked)) return false;
  unpacking.program.take(await module);
  unpacking.memory.take(contents[1]);
  return true;
}

/**
 * Fetches a file and unpacks it as it comes; it is ended only when all that came is there, and what was published.
 * @param {Kind} kind
 */
async function bring(kind) {
  const { name, integrity } = FILES[kind];
  /** @param {string} failure @param {string} why */
  const failed = (failure, why) => Object.assign(new Error(`${name} ${why}`), { kind: failure });
  const wrong = () => failed("line", "could not be fetched, or is not the file that was published");
  // Where the line is slow the page comes first: its scripts are asked for with as little haste (build/publish/scripts.py).
  /** @type {RequestInit} */
  const options = { priority: "low", cache: AGAIN ? "reload" : "default" };
  if (!COUNTS) options.integrity = integrity;
  const response = await fetch(addressOf(kind), options).catch(() => Promise.reject(wrong()));
  const { status, body } = response;
  if (!response.ok || !body)
    throw failed([404, 410].includes(status) ? "gone" : "line", `could not be fetched (${status})`);
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  const reader = body.getReader();
  const next = () => reader.read().catch(() => Promise.reject(wrong()));
  for (let part = await next(); !part.done; part = await next()) {
    parts.push(part.value);
    unpacking[kind].feed(part.value);
    post({ came: part.value.length });
  }
  if (COUNTS && integrity !== (await digest(await new Blob(parts).arrayBuffer()))) throw wrong();
  unpacking[kind].feed(null);
}

/** Keeps what was unpacked, in place of that of an older version. A browser that has no room for it does without. */
async function keep() {
  if (!COUNTS || !caches) return;
  const cache = await caches.open(KEPT);
  await Promise.all((await cache.keys()).map((old) => cache.delete(old)));
  for (const kind of KINDS)
    await cache.put(
      addressOf(kind),
      new Response(unpacking[kind].parts(), { headers: { "content-type": TYPES[kind] } }),
    );
}

async function fetchPython() {
  if (await wake().catch(() => false)) {
    post({ came: FILES.program.bytes + FILES.memory.bytes });
    return;
  }
  await Promise.all(KINDS.map(bring));
  await started;
  setTimeout(() => keep().catch(() => {}), KEEPING_SECONDS * 1000);
}

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
  isAwake = true;
  post({ ready: true });
  if (ahead) reply(ahead);
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

const started = start(START);
started.catch(refuse);
fetchPython().catch(refuse);
