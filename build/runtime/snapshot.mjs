// Starts Python in Node, imports the rules and all they may need, and writes its memory for the browser to wake up with.
// Reads one JSON object on standard input (see browser_python.py beside it) and writes one on standard output.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const order = JSON.parse(readFileSync(0, "utf8"));
const { call, lookUp, packMemory, run, settings } = await import(pathToFileURL(order.python).href);

const require = createRequire(import.meta.url);

// The same input shall give the same bytes: no clock, no chance, no trace of this machine. (The rules use none of them.)
Date.now = () => 0;
performance.now = () => 0;
require("node:crypto").randomFillSync = (array) => array.fill(0);
const surroundings = {
  _: "/python",
  HOME: "/",
  LANG: "C.UTF-8",
  NO_COLOR: "1",
  PYTHONHASHSEED: "0",
  PYTHONINSPECT: "1",
  PYTHONNODEBUGRANGES: "1",
  TZ: "UTC",
};

const said = [];
const tables = [];
const program = readFileSync(order.program);
require(order.script);

const instantiate = (imports) => WebAssembly.instantiate(program, imports);
const options = settings(instantiate, (line) => said.push(line), {
  refuse: (error) => {
    throw error;
  },
  overrides: {
    preRun: [
      ({ FS: files, ENV: environment }) => {
        files.mkdirTree("/lib/python3.13/site-packages");
        files.writeFile("/lib/python313.zip", readFileSync(order.library));
        files.writeFile("/rules.whl", readFileSync(order.rules));
        Object.assign(environment, surroundings);
      },
    ],
    onRuntimeInitialized() {
      tables.push(options.wasmTable.length);
    },
  },
});
const python = await globalThis._createPyodideModule(options);

run(python, `import sys\nsys.path[:] = ["/lib/python313.zip", "/rules.whl"]\nsys.dont_write_bytecode = True`, said);
run(python, order.modules.map((name) => `import ${name}\n`).join(""), said);
const answer = lookUp(python, order.endpoint.module, order.endpoint.function, said);
const probe = { request: order.probe, answer: call(python, answer, order.probe, said) };
run(python, readFileSync(order.tidy, "utf8"), said);
run(python, 'import json\nprint(json.dumps(sorted(sys.modules)))', said);
const modules = JSON.parse(said.pop());
run(python, "for name in set(globals()) - {'__name__', '__builtins__'}: del globals()[name]\ndel name", said);

tables.push(python.wasmTable.length);
if (tables[0] !== tables[1])
  throw new Error("Python made functions while it started; a memory alone cannot bring them back");

clearFrozen();
clearFree();
if (call(python, answer, order.probe, said) !== probe.answer) throw new Error("Python does not answer as before");
writeFileSync(order.memory, packMemory(python.HEAPU8, answer));
process.stdout.write(JSON.stringify({ bytes: python.HEAPU8.length, modules, probe }), () => process.exit(0));

/** Clears the modules that came frozen in the program: what is imported is a copy, and the others are not to be imported. */
function clearFrozen() {
  const { HEAPU8: bytes, HEAPU32: words } = python;
  for (const kind of ["Bootstrap", "Stdlib", "Test"]) {
    const table = words[python[`__PyImport_Frozen${kind}`] >>> 2];
    if (!table) throw new Error("Pyodide's program does not say where its frozen modules are");
    // One of them after the other, each four words: its name, its code, the bytes of that, and whether it is a package.
    for (let i = table >>> 2; words[i]; i += 4) bytes.fill(0, words[i + 1], words[i + 1] + words[i + 2]);
  }
}

/** Clears what was used once and is free: takes all of it, from large blocks to small, and gives it back. */
function clearFree() {
  const end = python._sbrk(0);
  const taken = [];
  for (let size = 1 << 20; size >= 16; ) {
    const block = python._PyMem_RawMalloc(size);
    if (block + size <= end) {
      python.HEAPU8.fill(0, block, block + size);
      taken.push(block);
    } else {
      python._free(block);
      size = size > 256 ? size >>> 1 : size - 8;
    }
  }
  for (const block of taken.reverse()) python._free(block);
}
