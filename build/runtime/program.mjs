// Cuts Pyodide's program to what can be reached from here, and its script to match.
// Reads one JSON object on standard input (see browser_python.py beside it).
import { readFileSync, writeFileSync } from "node:fs";
import { cut } from "./cut.mjs";

const order = JSON.parse(readFileSync(0, "utf8"));

// The script takes each export under a name of its own between these two places, whether it needs it or not.
const TAKES = "var wasmExports=await createWasm();";
const TAKEN = "function applySignatureConversions(";
const NAMED = /var (\w+)=(?:Module\["\w+"\]=)?wasmExports\["([^"]+)"\];/g;
// What the script asks for by the program's own name: between quotation marks, and as here.
const ALWAYS = ["__main_argc_argv", "__wasm_apply_data_relocs", "__wasm_call_ctors"];
const ASKED = /\bwasmExports\.(\w+)/g;

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

cut(order, order.program, roots, order.whole);

// What takes an export that nobody needs would only be read in vain.
const needed = takes.replace(NAMED, (statement, name) => (words.has(name) ? statement : ""));
writeFileSync(order.cut, before + TAKES + needed + TAKEN + rest);
