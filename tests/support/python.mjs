// Wakes the Python that readers get, in Node, by the worker's own functions: what each import answers, and each request.
// Reads one JSON object on standard input (tests/site/test_browser_python.py) and writes one on standard output.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const order = JSON.parse(readFileSync(0, "utf8"));
const { call, program, PythonError, system, unpackMemory } = await import(pathToFileURL(order.python).href);

const said = [];
const module = new WebAssembly.Module(readFileSync(order.program));
const { imports, memory } = system(module, order.known, (line) => said.push(line));
const instance = new WebAssembly.Instance(module, imports);
const python = program(instance.exports, memory);
const packed = readFileSync(order.memory);
const address = unpackMemory(python.HEAPU8, packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.length));
// As where a browser cannot count a function's arguments (worker.js): that Python asks for it by name.
new Uint32Array(memory.buffer)[order.known.counting.address >>> 2] = 0;

const answers = order.requests.map((request) => {
  const before = memory.buffer.byteLength;
  try {
    return { answer: call(python, address, request, said), grown: memory.buffer.byteLength > before };
  } catch (error) {
    return { error: error.message, torn: !(error instanceof PythonError) };
  }
});

// After the requests: what is called without reason may write anywhere.
const heard = {};
for (const { module: from, name, kind } of WebAssembly.Module.imports(module))
  if (kind === "function") {
    try {
      heard[name] = imports[from][name](0, 0n, 0, 0, 0);
    } catch (error) {
      heard[name] = error.message;
    }
  }
process.stdout.write(JSON.stringify({ answers, heard }, (_, value) => (typeof value === "bigint" ? `${value}` : value)));
