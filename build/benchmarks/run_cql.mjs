// Judges cases by cql-execution each time a line comes: the first line is {library, cases, set}.
import { createInterface } from "node:readline";
import { SystemModelInfoProvider } from "@cqframework/cql/cql";
import { CqlTranslator, LibraryManager, ModelManager } from "@cqframework/cql/cql-to-elm";
import cql from "cql-execution";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { library, cases, set } = JSON.parse((await lines.next()).value);
const models = new ModelManager();
models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
const elm = JSON.parse(CqlTranslator.fromText(library, new LibraryManager(models)).toJson());
const parsed = new cql.Library(elm);

const VERDICTS = new Map([
  [true, "met"],
  [false, "not_met"],
  [null, "undecided"],
]);

// A number is the interval in which it lies, here from itself to itself.
const known = (value) => (typeof value === "number" ? new cql.Interval(value, value, true, true) : value);
const answered = (one) => Object.entries(one).filter(([, value]) => value !== null);
const given = cases.map((one) => Object.fromEntries(answered(one).map(([name, value]) => [name, known(value)])));

// What is known of a case is worked out once, and not anew for each criterion that reads it.
class Remembering extends cql.UnfilteredContext {
  found = {};

  get(name) {
    return name in this.found ? this.found[name] : super.get(name);
  }
}

// The definitions that the set reads, in the order of the library.
const needed = new Set();
const pending = [set];
while (pending.length > 0) {
  const name = pending.pop();
  if (needed.has(name)) continue;
  needed.add(name);
  const text = JSON.stringify(elm.library.statements.def.find((one) => one.name === name)?.expression ?? null);
  for (const [, other] of text.matchAll(/"name":"([^"]+)"[^{}]*"type":"ExpressionRef"/g)) pending.push(other);
  for (const [, other] of text.matchAll(/"type":"ExpressionRef"[^{}]*"name":"([^"]+)"/g)) pending.push(other);
}
const order = Object.keys(parsed.expressions).filter((name) => needed.has(name));

async function judge(one) {
  const context = new Remembering(parsed, new cql.Results(), null, { case: one });
  for (const name of order) context.found[name] = await parsed.expressions[name].exec(context);
  return VERDICTS.get(context.found[set]);
}

while (!(await lines.next()).done) {
  const begun = performance.now();
  const verdicts = [];
  for (const one of given) verdicts.push(await judge(one));
  process.stdout.write(`${JSON.stringify({ verdicts, ms: performance.now() - begun })}\n`);
}
