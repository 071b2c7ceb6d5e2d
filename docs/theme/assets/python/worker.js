// Runs the rules. The build joins this to Pyodide's program and to python.js into one file; engine.js starts it.
import { call, PythonError, settings, unpackMemory } from "./python.js";

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

/** @type {(program: WebAssembly.Module) => void} */
let useProgram;
/** @type {(memory: ArrayBuffer) => void} */
let useMemory;
/** @type {Promise<WebAssembly.Module>} */
const program = new Promise((resolve) => {
  useProgram = resolve;
});
/** @type {Promise<ArrayBuffer>} */
const memory = new Promise((resolve) => {
  useMemory = resolve;
});

globalThis.onmessage = ({ data }) => {
  if ("program" in data) useProgram(data.program);
  else if ("memory" in data) useMemory(data.memory);
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
async function start({ bytes, probe }) {
  const instantiate = async (/** @type {WebAssembly.Imports} */ imports) => {
    const module = await program;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  const overrides = { noInitialRun: true, INITIAL_MEMORY: bytes, onAbort: refuse };
  const python = await globalThis._createPyodideModule(
    settings(instantiate, (line) => said.push(line), { refuse, overrides }),
  );
  const address = unpackMemory(python, await memory);
  answer = (request) => call(python, address, request, said);
  // The answer to one request is known from the build: a browser in which the memory does not come to life is found here, not by a reader.
  if (answer(probe.request) !== probe.answer)
    throw new Error("Python gives another answer here than when the site was built");
  post({ ready: true });
}

start(START).catch(refuse);
