// What would have to change, and what time alone will change.
import { attempt } from "../../site/abandoned.js";
import { download, make } from "../../site/dom.js";
import { fieldLink, listed, part, setLink } from "./parts.js";

/** @typedef {import("./parts.js").Child} Child */
/** @typedef {import("./parts.js").Inquiry} Inquiry */

const FILE = "dates.ics";

/** @type {import("./parts.js").Question} */
export async function change(inquiry) {
  const parts = [await reached(inquiry)];
  for (const id of inquiry.sets("not_met")) {
    // One set at a time: a search in all of them at once would keep the case waiting.
    const { sets = [] } = await inquiry.ask("change", { sets: [id], only: "ways" });
    parts.push(...sets.map((ways) => waysOf(inquiry.calculator, ways)));
  }
  const found = parts.filter(Boolean);
  return found.length ? found : [make("p", {}, inquiry.calculator.words.nothing_to_change)];
}

/** @param {Inquiry} inquiry */
async function reached({ ask, sets, calculator }) {
  const { dates = [], ages = [], ahead } = await ask("change", { only: "dates" });
  const lines = [...dates, ...ages].map(({ said, titles }) => make("li", {}, said, " ", make("small", {}, titles)));
  if (!lines.length) return null;
  const { words } = calculator;
  const button = ahead ? make("button", { type: "button", class: "button quiet" }, words.dates_file) : null;
  button?.addEventListener("click", () => attempt(() => saveDates(calculator, sets())));
  return part({}, [words.dates], listed(lines), button);
}

/**
 * @param {Calculator} calculator
 * @param {SetId[]} sets
 */
async function saveDates(calculator, sets) {
  calculator.keepCalendar();
  const { ics } = await calculator.ask("calendar", { sets });
  if (!ics) return; // The last day has passed meanwhile.
  download(FILE, "text/calendar", ics);
  calculator.done(calculator.words.saved_dates.replace("{name}", FILE));
}

/**
 * @param {Calculator} calculator
 * @param {Reply.WaysOfSet} found
 */
function waysOf(calculator, { set, cannot, obstacles, lead, ways, more }) {
  const blocked = obstacles.map(({ said }) => make("li", {}, said.join(" ")));
  return part(
    { "data-change": set },
    [setLink(calculator, set)],
    blocked.length ? make("p", {}, make("strong", {}, cannot)) : null,
    listed(blocked),
    ways.length ? make("p", {}, lead) : null,
    listed(ways.map(wayOf)),
    more ? make("p", {}, make("small", {}, more)) : null,
  );
}

/** @param {Reply.Way} way */
function wayOf({ changes, notes }) {
  return make("li", {}, ...changes.flatMap(sayChange), ...notes.map((note) => make("small", {}, `${note} `)));
}

/**
 * What is said of a change, behind the name of its field, which leads there.
 * @param {Reply.Change} change
 * @returns {Child[]}
 */
function sayChange({ field, label, said, waiting }) {
  return [fieldLink(field, label), `: ${said}. `, waiting && `${waiting} `];
}
