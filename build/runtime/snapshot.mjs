// Starts Python in Node, imports the rules and all they may need, and writes its memory for the browser to wake up with.
// Reads one JSON object on standard input (see browser_python.py beside it) and writes one on standard output.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const order = JSON.parse(readFileSync(0, "utf8"));
const { call, lookUp, packMemory, run } = await import(pathToFileURL(order.python).href);

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

const MOST_OF_NAMES = 1 << 18;
const FIRST_TEXT = 1 << 10; // where the linker puts data first
const MOST_OF_A_NAME = 20;
const SIGNATURE = /^\w+\([^]*\n--\n\n/; // so begins a docstring that says how its function is called
const DOCSTRINGS = `
import gc, json
things = gc.get_objects()
for owner in [*things, *object.__subclasses__()]:
    things.extend(vars(owner).values() if isinstance(owner, type) else ())
print(json.dumps([text for one in things if isinstance(text := getattr(one, "__doc__", None), str)]))
`;
const said = [];
const tables = [];
let given;
const program = readFileSync(order.program);
require(order.script);

/** Starts a Python with the library and the rules. */
async function begin() {
  const instantiate = (imports) => {
    given = imports;
    return WebAssembly.instantiate(program, imports);
  };
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
  const begun = await globalThis._createPyodideModule(options);
  run(begun, `import sys\nsys.path[:] = ["/lib/python313.zip", "/rules.whl"]\nsys.dont_write_bytecode = True`, said);
  return begun;
}

const other = await begin();
const asian = asianTables(other);
const unread = [...asian, namesOfCharacters(other), tablesOfIconv(other), ...docstrings(other)];
const python = await begin();
run(python, readFileSync(order.spare, "utf8"), said);
run(python, order.modules.map((name) => `import ${name}\n`).join(""), said);
const answer = lookUp(python, order.endpoint.module, order.endpoint.function, said);
const probe = { request: order.probe, answer: call(python, answer, order.probe, said) };
run(python, readFileSync(order.tidy, "utf8"), said);
run(python, 'import json\nprint(json.dumps(sorted(name for name, module in sys.modules.items() if module)))', said);
const modules = JSON.parse(said.pop());
run(python, "for name in set(globals()) - {'__name__', '__builtins__'}: del globals()[name]\ndel name", said);
// Only now does nothing of what was let go have a name, not even in the function that did it; what is frozen first stays for good.
run(python, "import gc\ngc.collect()\ngc.freeze()\ndel gc", said);

tables.push(python.wasmTable.length);
if (tables.some((length) => length !== tables[0]))
  throw new Error("Python made functions while it started; a memory alone cannot bring them back");

clearFrozen();
for (const [from, to] of unread) python.HEAPU8.fill(0, from, to);
clearFree();
if (call(python, answer, order.probe, said) !== probe.answer) throw new Error("Python does not answer as before");
clearFree(); // what that answer left behind
writeFileSync(order.memory, packMemory(python.HEAPU8, answer));
process.stdout.write(JSON.stringify({ modules, start: known() }), () => process.exit(0));

/** What the browser must know to wake Python up. */
function known() {
  const names = WebAssembly.Module.imports(new WebAssembly.Module(program)).filter(({ kind }) => kind === "global");
  const globals = Object.fromEntries(names.map(({ module, name }) => [name, given[module][name].value]));
  const [, code] = /const code=new Uint8Array\(\[([\d,]+)\]\)/.exec(String(readFileSync(order.script))) ?? [];
  if (!code) throw new Error("Pyodide's script does not count the arguments of functions as it was expected to");
  const offset = python.HEAP32[python.__PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET >>> 2];
  // The table has grown by the one function that Node's Python counts with.
  const functions = python.wasmTable.length;
  return {
    bytes: python.HEAPU8.length,
    functions,
    globals,
    counting: { address: python.__PyRuntime + offset, code: code.split(",").map(Number) },
    probe,
  };
}

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

/**
 * Says where in the program's data the tables lie by which text in old Chinese, Japanese and Korean encodings is read; it is a third of that data.
 * The modules that read them say so (but of one, small, of another build) when they are imported, which is not done in the Python that is kept: there, tidy.py shuts them.
 */
function asianTables(other) {
  const names = ["cn", "hk", "jp", "kr", "tw"].map((one) => `_codecs_${one}`);
  const capsules = `[id(one) for module in map(__import__, ${JSON.stringify(names)}) for name, one in vars(module).items() if name.startswith("__map_") and not name.endswith("_pair")]`;
  run(other, `print(${capsules})`, said);
  const { HEAPU8: bytes, HEAPU32: words } = other;
  const found = [];
  for (const capsule of JSON.parse(said.pop())) {
    // A capsule holds, after its own two words, the address of a map: its name, and two tables, there and back, of which it may have one.
    const map = words[(capsule >>> 2) + 2] >>> 2;
    for (const table of [words[map + 1], words[map + 2]].filter(Boolean)) {
      // For each first byte, where its row is, and the first and last of the second bytes that the row is about; two bytes for each.
      for (let entry = table; entry < table + 256 * 8; entry += 8) {
        const row = words[entry >>> 2];
        if (row) found.push([row, row + 2 * (bytes[entry + 5] - bytes[entry + 4] + 1)]);
      }
    }
  }
  if (!found.length || !found.every(([from, to]) => from < to && to < other.__PyRuntime + (1 << 20)))
    throw new Error("the tables of Chinese, Japanese and Korean encodings are not where they were expected");
  return found;
}

/**
 * Says where in the program's data the names of all characters lie, which do not get smaller when they are compressed: first all names as one graph, packed,
 * which begins with twice their number; then, for the place of each name in it, its character. Nobody reads them: tidy.py takes away what would.
 */
function namesOfCharacters({ HEAPU8: bytes, HEAPU32: words, __PyRuntime: after }) {
  const isCharacter = (word) => word >= 0x20 && word <= 0x10_ffff;
  let [first, end] = [0, 0];
  for (let from = 0; from < after >>> 2; ) {
    const seen = new Set();
    while (isCharacter(words[from + seen.size]) && !seen.has(words[from + seen.size])) seen.add(words[from + seen.size]);
    if (seen.size > end - first) [first, end] = [from, from + seen.size];
    from += Math.max(1, seen.size);
  }
  const mark = [];
  for (let rest = 2 * (end - first); rest; rest >>>= 7) mark.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
  const begins = (at) => mark.every((byte, i) => bytes[at + i] === byte);
  const graphs = [];
  for (let at = 4 * first - MOST_OF_NAMES; at < 4 * first; at += 1) if (begins(at)) graphs.push(at);
  if (end - first < 30_000 || graphs.length !== 1)
    throw new Error("the names of characters are not where they were expected");
  return [graphs[0], 4 * end];
}

/** Says where the C library keeps its tables of Chinese, Japanese and Korean encodings, from GB 18030 to KS X 1001, which Python never asks it for. */
function tablesOfIconv({ HEAPU8: bytes, __PyRuntime: after }) {
  const data = Buffer.from(bytes.buffer, 0, after);
  const row = (encoding, lead, trails) =>
    Buffer.from(new TextDecoder(encoding).decode(Uint8Array.from(trails.flatMap((trail) => [lead, trail]))), "utf16le");
  const trails = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const [first, last] = [row("gbk", 0x81, trails(0x40, 0x7e)), row("euc-kr", 0xfd, trails(0xa1, 0xfe))];
  // Python's own begin and end alike and lie before them, three times as long.
  const [from, to] = [data.lastIndexOf(first), data.lastIndexOf(last) + last.length];
  if (from < 0 || to - from < 100_000 || to - from > 130_000)
    throw new Error("the C library's tables of encodings are not where they were expected");
  return [from, to];
}

/**
 * Says where in the program's data the docstrings of what is written in C lie; bytecode.py leaves out those of what is written in Python.
 * The linker put first, sorted by how they end, the texts of which one may be the end of another: among those, nothing can be taken out.
 */
function docstrings(other) {
  run(other, DOCSTRINGS, said);
  const known = new Set(JSON.parse(said.pop()));
  const isDocstring = (text) => SIGNATURE.test(text) || (text.length > MOST_OF_A_NAME && known.has(text));
  const { HEAPU8: bytes, __PyRuntime: after } = other;
  const data = Buffer.from(bytes.buffer, 0, after);
  const found = [];
  let last = 0xff; // how the text before ends, and once they are no longer sorted, -1
  for (let from = FIRST_TEXT, to = from; to >= 0; from = to + 1) {
    to = data.indexOf(0, from);
    if (to <= from) continue;
    last = data[to - 1] <= last ? data[to - 1] : -1;
    if (last < 0 && isDocstring(data.latin1Slice(from, to))) found.push([from, to]);
  }
  if (found.length < 1000) throw new Error("the docstrings of what is written in C are not where they were expected");
  return found;
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

/**
 * What Pyodide's Emscripten program needs to start.
 * @param {(imports: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>} instantiate
 * @param {(line: string) => void} say gets what Python prints
 * @param {{ refuse: (error: unknown) => void, overrides: object }} more
 */
function settings(instantiate, say, more) {
  // Stands for "a JavaScript call failed" in the bridge, which is not used here, but the program imports it.
  const failed = Symbol("failed");
  return {
    noImageDecoding: true,
    noAudioDecoding: true,
    thisProgram: "/python",
    arguments: [],
    preRun: [],
    print: say,
    printErr: say,
    locateFile: (/** @type {string} */ name) => name,
    // Pyodide's own script inside reads this when it is set up; its package loader is never used.
    API: {
      config: { jsglobals: {}, env: {}, packageBaseUrl: "", packageCacheDir: "" },
      runtimeEnv: { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true },
    },
    /**
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done
     */
    instantiateWasm(imports, done) {
      imports.sentinel = {
        create_sentinel: () => failed,
        is_sentinel: (/** @type {unknown} */ value) => value === failed,
      };
      instantiate(imports).then(
        ({ instance, module }) => done(instance, module),
        (error) => more.refuse(error),
      );
      return {};
    },
    ...more.overrides,
  };
}
