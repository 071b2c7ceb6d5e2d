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
  TZ: "UTC",
};

const said = [];
const fresh = [];
const tables = [];
const program = readFileSync(order.program);
require(order.script);

const instantiate = (imports) => WebAssembly.instantiate(program, imports);
const copy = ({ HEAPU8: bytes }) => fresh.push(bytes.slice());
const options = settings(instantiate, (line) => said.push(line), {
  refuse: (error) => {
    throw error;
  },
  overrides: {
    preRun: [
      copy,
      ({ FS: files, ENV: environment }) => {
        files.mkdirTree("/lib/python3.13/site-packages");
        files.writeFile("/lib/python313.zip", readFileSync(order.library));
        files.writeFile("/rules.whl", readFileSync(order.rules));
        Object.assign(environment, surroundings);
      },
    ],
    onRuntimeInitialized() {
      copy(options);
      tables.push(options.wasmTable.length);
    },
  },
});
const python = await globalThis._createPyodideModule(options);

run(python, `import sys\nsys.path[:] = ["/lib/python313.zip", "/rules.whl"]\nsys.dont_write_bytecode = True`, said);
run(python, order.modules.map((name) => `import ${name}\n`).join(""), said);
const answer = lookUp(python, order.endpoint.module, order.endpoint.function, said);
const probe = { request: order.probe, answer: call(python, answer, order.probe, said) };
run(
  python,
  [
    "import gc, json, sys, zipimport",
    // The files of the library are not there in the browser: what is not imported by now cannot be imported.
    "sys.path.clear()",
    "sys.path_importer_cache.clear()",
    "zipimport._zip_directory_cache.clear()",
    "gc.collect()",
    "gc.freeze()",
    "print(json.dumps(sorted(sys.modules)))",
  ].join("\n"),
  said,
);
const modules = JSON.parse(said.pop());

tables.push(python.wasmTable.length);
if (tables[0] !== tables[1])
  throw new Error("Python made functions while it started; a memory alone cannot bring them back");

writeFileSync(order.memory, packMemory(python.HEAPU8, fresh, answer));
process.stdout.write(JSON.stringify({ bytes: python.HEAPU8.length, modules, probe }), () => process.exit(0));
