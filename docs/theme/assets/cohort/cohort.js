// Many patients: a table is opened, matched and judged, a part at a time, in the worker. Nothing leaves the page.
import { spellAddress } from "../calculators/address.js";
import { EngineClient, isUnanswered } from "../calculators/engine-client.js";
import { started, statusIn } from "../calculators/engine-status.js";
import { isAbandoned } from "../site/abandoned.js";
import { all, download, find, make, setHidden, setText, showLines } from "../site/dom.js";

const MOST_MEGABYTES = 60;
const MEGABYTE = 1_000_000;
const KINDS = {
  result: "text/csv",
  counts: "text/csv",
  errors: "text/csv",
  match: "application/toml",
  report: "text/html",
};

const root = find("[data-cohort]");
/** @type {Record<string, string>} */
const words = JSON.parse(root.dataset.words ?? "{}");
const rules = new EngineClient(root.dataset.language ?? "", statusIn(root));
const numbers = new Intl.NumberFormat(root.dataset.language);

const match = find("[data-match]", root);
const running = find("[data-running]", root);
const results = find("[data-results]", root);
const runButton = find("[data-run]", root, HTMLButtonElement);

const subgroup = find("[data-subgroup]", root, HTMLFormElement);
const about = find("[data-about]", subgroup, HTMLSelectElement);
const value = find("[data-value]", subgroup, HTMLSelectElement);
const bounds = find("[data-bounds]", subgroup, HTMLInputElement);

const UNDECIDED = "?"; // a word of which nobody has said what it means

/** @typedef {{ about: string, name: string, value: string }} Restriction */

/** By what patients can be chosen, of the table that is open.
 * @type {Reply.CohortTable["answers"]} */
let answers = [];

/** What is so of the patients who are counted.
 * @type {Restriction[]} */
let restrictions = [];

/** Goes up with each table and each run: what was asked for another one is not shown. */
let turn = 0;

/**
 * @param {string} text
 * @param {Record<string, number>} counts
 */
const fill = (text, counts) => text.replace(/\{(\w+)\}/g, (_, name) => numbers.format(counts[name] ?? 0));

/**
 * Asks the rules, and says so where they cannot answer.
 * @template {Action} A
 * @param {A} action
 * @param {Record<string, unknown>} [more]
 * @returns {Promise<Replies[A] | null>}
 */
async function ask(action, more = {}) {
  rules.start();
  try {
    return await rules.ask(action, more);
  } catch (error) {
    if (isUnanswered(error)) {
      console.error(error);
      refuse([words.not_read ?? ""]);
    } else if (!isAbandoned(error)) rules.fail(error);
    return null;
  }
}

/** @param {string[]} lines why there is nothing to show */
function refuse(lines) {
  showLines(find("[data-refusals]", root), lines);
  setHidden(find("[data-refused]", root), lines.length === 0);
}

/** @param {Record<string, unknown>} request */
async function open(request) {
  turn += 1;
  const mine = turn;
  setHidden(results, true);
  setHidden(find("[data-cancelled]", root), true);
  refuse([]);
  const table = await ask("cohort-open", request);
  if (mine === turn && table) showTable(table);
}

/** @param {Reply.CohortTable} table */
function showTable(table) {
  refuse(table.problems);
  setHidden(match, table.columns.length === 0);
  showLines(find("[data-notes]", root), table.notes);
  keepFocus(() => find("[data-columns]", root).replaceChildren(...table.columns.map(columnRow)));
  find("[data-dates]", root, HTMLSelectElement).value = table.dates;
  showWords(table.words);
  answers = table.answers;
  restrictions = [];
  find("[data-answers]", about).replaceChildren(...answers.map(({ field, label }) => option(`answer ${field}`, label)));
  runButton.disabled = !table.ready;
  setText(runButton, fill(words.count ?? "", { rows: table.rows }));
  performance.mark("table-shown");
}

/** @param {Reply.CohortTable["columns"][number]} column */
function columnRow({ head, field, samples, similar }) {
  const choice = /** @type {HTMLSelectElement} */ (
    find("[data-fields]", root, HTMLTemplateElement).content.firstElementChild?.cloneNode(true)
  );
  choice.setAttribute("aria-label", head);
  choice.dataset.head = head;
  choice.value = field;
  const suggested =
    similar &&
    make("button", { type: "button", class: "button quiet" }, (words.perhaps ?? "").replace("{field}", similar[1]));
  suggested?.addEventListener("click", () => {
    choice.value = similar?.[0] ?? "";
    choice.focus();
    rematch();
  });
  return make(
    "tr",
    { class: field ? null : "cohort__unmatched" },
    make("th", { scope: "row" }, head),
    make("td", { class: "cohort__samples" }, samples.join(" · ")),
    make("td", {}, choice, suggested ? " " : null, suggested),
  );
}

/**
 * @param {string} of
 * @param {string} [label]
 */
const option = (of, label = of) => make("option", { value: of }, label);

/**
 * Draws choices anew; who stood on one of them stands there again.
 * @param {() => void} redraw
 */
function keepFocus(redraw) {
  const { activeElement } = document;
  const label = activeElement instanceof HTMLSelectElement ? activeElement.getAttribute("aria-label") : null;
  redraw();
  if (label && !activeElement?.isConnected)
    all("[data-match] select", root, HTMLSelectElement)
      .find((choice) => choice.getAttribute("aria-label") === label)
      ?.focus();
}

/** @param {Reply.CohortWords[]} columns */
function showWords(columns) {
  setHidden(find("[data-words-matched]", root), columns.length === 0);
  keepFocus(() => find("[data-words-list]", root).replaceChildren(...columns.flatMap(wordRows)));
}

/** @param {Reply.CohortWords} column */
function wordRows({ head, field, label, options, words: found, more }) {
  const rows = found.map(([word, meant]) => {
    const choice = make(
      "select",
      { "aria-label": `${head}: ${word}`, "data-field": field, "data-word": word },
      option(UNDECIDED, words.undecided_word),
      option("", words.no_answer),
      ...options.map(([answer, said]) => option(answer, said)),
    );
    choice.value = meant ?? UNDECIDED;
    return make(
      "tr",
      { class: meant === null ? "cohort__unmatched" : null },
      make("td", {}, head === label ? head : `${head} (${label})`),
      make("th", { scope: "row" }, word),
      make("td", {}, choice),
    );
  });
  const rest = fill(words.more_words ?? "", { count: more });
  return more ? [...rows, make("tr", {}, make("td", { colspan: 3 }, rest))] : rows;
}

/** What the words mean that the reader was asked for, by field; null where it is not said. */
function wordsChosen() {
  /** @type {Record<string, Record<string, string | null>>} */
  const found = {};
  for (const choice of all("[data-words-list] select", root, HTMLSelectElement)) {
    const { field = "", word = "" } = choice.dataset;
    found[field] = { ...found[field], [word]: choice.value === UNDECIDED ? null : choice.value };
  }
  return found;
}

/** Which field each column answers, as the reader has chosen. */
const columnsChosen = () =>
  Object.fromEntries(
    all("[data-columns] select", root, HTMLSelectElement).map((choice) => [choice.dataset.head ?? "", choice.value]),
  );

/** Matches the open table anew, as the reader has chosen; the next run begins with nobody. */
const rematch = () =>
  open({ columns: columnsChosen(), words: wordsChosen(), dates: find("[data-dates]", root, HTMLSelectElement).value });

async function run() {
  turn += 1;
  const mine = turn;
  const bar = find("[data-bar]", root, HTMLProgressElement);
  setHidden(results, true);
  setHidden(find("[data-cancelled]", root), true);
  setHidden(running, false);
  runButton.disabled = true;
  for (let done = 0, rows = 1; done < rows && mine === turn; ) {
    const part = await ask("cohort-part");
    if (!part) break;
    ({ done, rows } = part);
    bar.max = rows;
    bar.value = done;
    setText(find("[data-said]", running), fill(words.progress ?? "", { done, rows }));
  }
  const report = mine === turn ? await ask("cohort-report") : null;
  restrictions = [];
  if (mine !== turn) return;
  setHidden(running, true);
  runButton.disabled = false;
  if (report) showReport(report);
}

async function cancel() {
  setHidden(running, true);
  await rematch();
  setHidden(find("[data-cancelled]", root), false);
}

/** @param {Reply.CohortReport} report */
function showReport(report) {
  showCounts(report);
  const { unread, cells, warnings } = report;
  setHidden(find("[data-unread]", root), unread === 0);
  setText(find("[data-unread-said]", root), fill(words.unread ?? "", { count: unread }));
  const part = cells.length < unread;
  setText(find("[data-first-shown]", root), part ? fill(words.first_shown ?? "", { count: cells.length }) : "");
  find("[data-problems]", root).replaceChildren(
    ...cells.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell)))),
  );
  showWords(report.words);
  find("[data-warnings]", about).replaceChildren(...warnings.map((name) => option(`warning ${name}`, name)));
  about.value = "";
  askValue();
  setHidden(results, false);
  results.focus({ preventScroll: true });
  results.scrollIntoView();
  performance.mark("cohort-shown");
}

/**
 * Shows what the patients who are chosen come to, and who they are.
 * @param {Reply.CohortReport} report
 */
function showCounts({ html, rows, chosen, said, problems }) {
  find("[data-report]", root).replaceChildren(document.createRange().createContextualFragment(html));
  setText(find("[data-chosen]", root), said.length ? fill(words.chosen ?? "", { chosen, rows }) : "");
  showLines(find("[data-restrictions]", root), said, (item, one) => {
    const label = (words.unrestrict ?? "").replace("{said}", one);
    const button = make("button", { type: "button", class: "button quiet", "aria-label": label }, one, " ×");
    button.addEventListener("click", () => restrict(restrictions.filter((_, at) => said[at] !== one)));
    item.append(button);
  });
  showLines(find("[data-unrestricted-lines]", root), problems);
  setHidden(find("[data-unrestricted]", root), problems.length === 0);
  find("[data-patients]", root).replaceChildren();
  showPatients();
}

/**
 * Counts the patients of whom all of `wanted` is so.
 * @param {Restriction[]} wanted
 */
async function restrict(wanted) {
  turn += 1;
  const mine = turn;
  const report = await ask("cohort-report", { restrictions: wanted });
  if (!report || mine !== turn) return;
  restrictions = report.problems.length ? [] : wanted;
  showCounts(report);
  if (!report.problems.length) {
    about.value = "";
    askValue();
    about.focus();
  }
  performance.mark("subgroup-shown");
}

/** Asks for the value of what patients are to be chosen by. */
function askValue() {
  const [kind, name] = about.value.split(" ");
  const options = kind === "answer" ? answers.find(({ field }) => field === name)?.options : null;
  const isNumber = kind === "answer" && !options;
  const verdicts = find("[data-outcomes]", root, HTMLTemplateElement).content.cloneNode(true);
  if (kind === "set") value.replaceChildren(verdicts);
  if (options)
    value.replaceChildren(...options.map(([one, said]) => option(one, said)), option("", words.not_answered));
  bounds.value = "";
  setHidden(find("[data-value-choice]", subgroup), kind !== "set" && !options);
  setHidden(find("[data-bounds-choice]", subgroup), !isNumber);
  find("[data-restrict]", subgroup, HTMLButtonElement).disabled = !kind;
}

/** @returns {Restriction} */
function wantedNow() {
  const [kind = "", name = ""] = about.value.split(" ");
  if (kind === "warning") return { about: kind, name, value: "" };
  const isNumber = !find("[data-bounds-choice]", subgroup).hidden;
  return { about: kind, name, value: isNumber ? bounds.value : value.value };
}

/** Shows the next of the patients who are counted. */
async function showPatients() {
  const mine = turn;
  const list = find("[data-patients]", root);
  const first = list.childElementCount;
  const found = await ask("cohort-patients", { first });
  if (!found || mine !== turn || list.childElementCount !== first) return;
  list.append(...found.patients.map(patientItem));
  setHidden(find("[data-more]", root), list.childElementCount >= found.total);
}

/** @param {Reply.CohortPatient} patient */
function patientItem({ row, id, case: answered }) {
  const said = fill(words.patient_row ?? "", { row });
  const href = `../${spellAddress(Object.entries(answered))}`;
  return make("li", {}, make("a", { href, target: "_blank", rel: "noopener" }, id ? `${id} (${said})` : said));
}

/** @param {File} file */
async function openFile(file) {
  if (file.size > MOST_MEGABYTES * MEGABYTE) {
    refuse([fill(words.too_big ?? "", { most: MOST_MEGABYTES })]);
    return;
  }
  const content = await encoded(file);
  if (content === null) refuse([words.not_read ?? ""]);
  else open({ file: content });
}

/**
 * The content of `file` in base64; null where it cannot be read.
 * @param {File} file
 * @returns {Promise<string | null>}
 */
const encoded = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(file);
  });

/**
 * @param {string} name of the control that takes a file
 * @param {string} button
 * @param {(file: File) => void} use
 */
function takesFile(name, button, use) {
  const chooser = find(`[${name}]`, root, HTMLInputElement);
  find(`[${button}]`, root).addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (file) use(file);
    chooser.value = "";
  });
}

/** @param {string} what */
async function get(what) {
  const file = await ask("cohort-file", { what });
  if (file) download(file.name, KINDS[/** @type {keyof typeof KINDS} */ (what)], file.text);
}

takesFile("data-file", "data-choose", openFile);
takesFile("data-match-file", "data-open-match", async (file) => open({ match: await file.text() }));
find("[data-source]", root).addEventListener("submit", (event) => {
  event.preventDefault();
  open({ text: find("[data-paste]", root, HTMLTextAreaElement).value });
});
find("[data-simulated]", root).addEventListener("click", () => open({ simulated: true }));
find("[data-columns]", root).addEventListener("change", rematch);
find("[data-words-list]", root).addEventListener("change", rematch);
about.addEventListener("change", askValue);
subgroup.addEventListener("submit", (event) => {
  event.preventDefault();
  if (about.value) restrict([...restrictions, wantedNow()]);
});
find("[data-more]", root).addEventListener("click", showPatients);
find("[data-dates]", root).addEventListener("change", rematch);
runButton.addEventListener("click", run);
find("[data-cancel]", root).addEventListener("click", cancel);
find("[data-print]", root).addEventListener("click", () => print());
for (const button of all("[data-get]", root)) button.addEventListener("click", () => get(button.dataset.get ?? ""));
find("[data-retry]", root).addEventListener("click", () => rules.start());

const drop = find("[data-drop]", root);
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.dataset.over = "";
});
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => delete drop.dataset.over);
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file) openFile(file);
});
rules.start();
started(root);
