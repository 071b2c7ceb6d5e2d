// Translates a library of CQL and runs it: on standard input {library, cases}, on standard output a list of results, one a case.
import { text } from "node:stream/consumers";
import { SystemModelInfoProvider } from "@cqframework/cql/cql";
import { CqlTranslator, LibraryManager, ModelManager } from "@cqframework/cql/cql-to-elm";
import cql from "cql-execution";

const { library, cases } = JSON.parse(await text(process.stdin));
const models = new ModelManager();
models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
const elm = JSON.parse(CqlTranslator.fromText(library, new LibraryManager(models)).toJson());
const faults = (elm.library.annotation ?? []).filter(({ errorSeverity }) => errorSeverity === "error");
if (faults.length > 0) throw new Error(faults.map(({ startLine, message }) => `${startLine}: ${message}`).join("\n"));
const parsed = new cql.Library(elm);

function given(value) {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return cql.Date.parse(value);
  if (value?.lowClosed !== undefined) return new cql.Interval(value.low, value.high, value.lowClosed, value.highClosed);
  return value;
}

// What is known of a case is worked out once, and not anew for each criterion that reads it.
class Remembering extends cql.UnfilteredContext {
  found = {};

  get(name) {
    return name in this.found ? this.found[name] : super.get(name);
  }
}

const results = [];
for (const one of cases) {
  const parameters = { case: Object.fromEntries(Object.entries(one).map(([name, value]) => [name, given(value)])) };
  const context = new Remembering(parsed, new cql.Results(), null, parameters);
  for (const [name, definition] of Object.entries(parsed.expressions)) {
    if (definition.context === "Unfiltered") context.found[name] = await definition.exec(context);
  }
  results.push(context.found);
}
process.stdout.write(JSON.stringify(results));
