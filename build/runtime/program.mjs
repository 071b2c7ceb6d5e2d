// Cuts Pyodide's program to what can be reached from here, with Binaryen; takes its data out; and cuts its script to match.
// Reads one JSON object on standard input (see browser_python.py beside it).
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const order = JSON.parse(readFileSync(0, "utf8"));

// What Pyodide's program uses already. Binaryen writes in no newer way than it is allowed to.
const FEATURES = [
  "bulk-memory",
  "exception-handling",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((name) => `--enable-${name}`);
// The script takes each export under a name of its own between these two places, whether it needs it or not.
const TAKES = "var wasmExports=await createWasm();";
const TAKEN = "function applySignatureConversions(";
const NAMED = /var (\w+)=(?:Module\["\w+"\]=)?wasmExports\["([^"]+)"\];/g;
// What the script asks for by the program's own name: between quotation marks, and as here.
const ALWAYS = ["__main_argc_argv", "__wasm_apply_data_relocs", "__wasm_call_ctors"];
const ASKED = /\bwasmExports\.(\w+)/g;
// What the browser calls (python.js).
const CALLED = /\bexports\.(\w+)/g;

const module = new WebAssembly.Module(readFileSync(order.program));
const exported = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
const linked = WebAssembly.Module.imports(module).filter((one) => one.module.startsWith("GOT."));

const script = readFileSync(order.script, "utf8");
const [before, takes, rest] = script.split(TAKES).flatMap((part, i) => (i ? part.split(TAKEN) : [part]));
if (!rest) throw new Error("Pyodide's script does not take its program's exports where it was expected to");
const said = [before, rest, ...order.uses.map((path) => readFileSync(path, "utf8"))].join("\n");
const words = new Set(said.match(/[\w$]+/g));
const used = [...takes.matchAll(NAMED)].filter(([, name]) => words.has(name)).map(([, , name]) => name);
const asked = [...said.matchAll(ASKED)].map(([, name]) => name);
const names = new Set([...used, ...asked, ...ALWAYS, ...linked.map(({ name }) => name)]);
const roots = [...names].filter((one) => exported.has(one));

cut(order.program, roots, order.whole);
// The browser calls less than the start does, and what puts addresses into the data is not needed where the data came with the memory.
const called = new Set([...readFileSync(order.called, "utf8").matchAll(CALLED)].map(([, name]) => name));
cut(order.whole, [...called], order.code);
writeFileSync(order.code, Buffer.concat([...withoutData(readFileSync(order.code))]));

// What takes an export that nobody needs would only be read in vain.
const needed = takes.replace(NAMED, (statement, name) => (words.has(name) ? statement : ""));
writeFileSync(order.cut, before + TAKES + needed + TAKEN + rest);

/**
 * Writes a program as far as it can be reached from some of its exports.
 * @param {string} from
 * @param {string[]} kept
 * @param {string} to
 */
function cut(from, kept, to) {
  writeFileSync(order.graph, JSON.stringify(kept.map((name) => ({ name, export: name, root: true }))));
  const arguments_ = [...FEATURES, from, "--graph-file", order.graph, "--quiet", "-o", to];
  execFileSync(process.execPath, [order.metadce, ...arguments_], { stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * Gives the parts of a program but those that fill its memory. (Binaryen's own pass takes away the start function besides, which sets globals.)
 * @param {Buffer} binary
 */
function* withoutData(binary) {
  const HEADER = 8;
  const DATA = [11, 12]; // the data, and how many pieces there are
  yield binary.subarray(0, HEADER);
  for (let from = HEADER; from < binary.length; ) {
    let at = from + 1;
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7, at += 1) {
      size |= (binary[at] & 0x7f) << shift;
      more = binary[at] >= 0x80;
    }
    if (!DATA.includes(binary[from])) yield binary.subarray(from, at + size);
    from = at + size;
  }
}
