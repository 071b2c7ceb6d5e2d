// Cuts a program of WebAssembly with Binaryen.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

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

/**
 * Writes a program as far as it can be reached from some of its exports.
 * @param {{ metadce: string, graph: string }} tool the path of Binaryen's, and where it may be told what to keep
 * @param {string} from
 * @param {string[]} kept
 * @param {string} to
 */
export function cut(tool, from, kept, to) {
  writeFileSync(tool.graph, JSON.stringify(kept.map((name) => ({ name, export: name, root: true }))));
  const arguments_ = [...FEATURES, from, "--graph-file", tool.graph, "--quiet", "-o", to];
  execFileSync(process.execPath, [tool.metadce, ...arguments_], { stdio: ["ignore", "ignore", "inherit"] });
}
