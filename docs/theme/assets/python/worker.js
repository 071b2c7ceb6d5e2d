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

const said = [];
const arrived = {};
const program = new Promise((resolve) => (arrived.program = resolve));
const memory = new Promise((resolve) => (arrived.memory = resolve));
const post = (message) => globalThis.postMessage(message);
const refuse = (error) => post({ failed: String(error?.message ?? error) });

let python;
let answer;

globalThis.onmessage = ({ data }) => {
  if ("program" in data) arrived.program(data.program);
  else if ("memory" in data) arrived.memory(data.memory);
  else reply(data);
};

function reply({ id, request }) {
  try {
    post({ id, answer: call(python, answer, request, said) });
  } catch (error) {
    // A Python exception leaves Python in order; anything else (a trap, an exit, a stack that overflows in the middle of it) does not.
    if (error instanceof PythonError) post({ id, error: error.message });
    else refuse(error);
  }
}

async function start({ bytes, probe }) {
  const instantiate = async (imports) => {
    const module = await program;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  const overrides = { noInitialRun: true, INITIAL_MEMORY: bytes, onAbort: refuse };
  python = await globalThis._createPyodideModule(
    settings(instantiate, (line) => said.push(line), { refuse, overrides }),
  );
  answer = unpackMemory(python, await memory);
  // The answer to one request is known from the build: a browser in which the memory does not come to life is found here, not by a reader.
  if (call(python, answer, probe.request, said) !== probe.answer)
    throw new Error("Python gives another answer here than when the site was built");
  post({ ready: true });
}

start(START).catch(refuse);
