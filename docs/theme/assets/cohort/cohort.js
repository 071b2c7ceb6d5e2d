// Many patients: a table is opened, matched and judged, a part at a time, in the worker. Nothing leaves the page.
import { spellAddress } from "../calculators/address.js";
import { EngineClient, isUnanswered } from "../calculators/engine-client.js";
import { started, statusIn } from "../calculators/engine-status.js";
import { isAbandoned } from "../site/abandoned.js";
import { all, download, find, make, setHidden, setText, showLines } from "../site/dom.js";

const MOST_MEGABYTES = 60;
const MEGABYTE = 1_000_000;
const KINDS = { result: "text/csv", errors: "text/csv", match: "application/toml", report: "text/html" };

const root = find("[data-cohort]");
/** @type {Record<string, string>} */
const words = JSON.parse(root.dataset.words ?? "{}");
const rules = new EngineClient(root.dataset.language ?? "", statusIn(root));
const numbers = new Intl.NumberFormat(root.dataset.language);

const match = find("[data-match]", root);
const running = find("[data-running]", root);
const results = find("[data-results]", root);
const runButton = find("[data-run]", root, HTMLButtonElement);

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
  find("[data-columns]", root).replaceChildren(...table.columns.map(columnRow));
  find("[data-dates]", root, HTMLSelectElement).value = table.dates;
  runButton.disabled = !table.ready;
  setText(runButton, fill(words.count ?? "", { rows: table.rows }));
  performance.mark("table-shown");
}

/** @param {Reply.CohortTable["columns"][number]} column */
function columnRow({ head, field, samples }) {
  const choice = /** @type {HTMLSelectElement} */ (
    find("[data-fields]", root, HTMLTemplateElement).content.firstElementChild?.cloneNode(true)
  );
  choice.setAttribute("aria-label", head);
  choice.dataset.head = head;
  choice.value = field;
  return make(
    "tr",
    { class: field ? null : "cohort__unmatched" },
    make("th", { scope: "row" }, head),
    make("td", { class: "cohort__samples" }, samples.join(" · ")),
    make("td", {}, choice),
  );
}

/** Which field each column answers, as the reader has chosen. */
const chosen = () =>
  Object.fromEntries(
    all("[data-columns] select", root, HTMLSelectElement).map((choice) => [choice.dataset.head ?? "", choice.value]),
  );

/** Matches the open table anew, as the reader has chosen; the next run begins with nobody. */
const rematch = () => open({ columns: chosen(), dates: find("[data-dates]", root, HTMLSelectElement).value });

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
function showReport({ html, unread, problems }) {
  const place = find("[data-report]", root);
  place.replaceChildren(document.createRange().createContextualFragment(html));
  setHidden(find("[data-unread]", root), unread === 0);
  setText(find("[data-unread-said]", root), fill(words.unread ?? "", { count: unread }));
  const part = problems.length < unread;
  setText(find("[data-first-shown]", root), part ? fill(words.first_shown ?? "", { count: problems.length }) : "");
  find("[data-problems]", root).replaceChildren(
    ...problems.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell)))),
  );
  const flags = find("[data-flag-chosen]", root, HTMLSelectElement);
  const named = new Set(all(".cohort__flags code", place).map((one) => one.textContent ?? ""));
  const kept = flags.options[0];
  flags.replaceChildren(
    ...(kept ? [kept] : []),
    ...[...named].sort().map((name) => make("option", { value: name }, name)),
  );
  setHidden(results, false);
  results.focus({ preventScroll: true });
  results.scrollIntoView();
  showPatients();
  performance.mark("cohort-shown");
}

async function showPatients() {
  const mine = turn;
  const chosenIn = (/** @type {string} */ name) => find(`[data-${name}-chosen]`, root, HTMLSelectElement).value;
  const found = await ask("cohort-patients", {
    set: chosenIn("set"),
    verdict: chosenIn("verdict"),
    flag: chosenIn("flag"),
  });
  if (!found || mine !== turn) return;
  const { total, patients } = found;
  const said = patients.length < total ? words.total_first : words.total;
  setText(find("[data-total]", root), fill(said ?? "", { count: total, shown: patients.length }));
  showLines(find("[data-patients]", root), patients, (item, patient) => {
    const row = fill(words.patient_row ?? "", { row: patient.row });
    const address = `../${spellAddress(Object.entries(patient.case))}`;
    item.append(
      make("a", { href: address, target: "_blank", rel: "noopener" }, patient.id ? `${patient.id} (${row})` : row),
    );
  });
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
find("[data-dates]", root).addEventListener("change", rematch);
runButton.addEventListener("click", run);
find("[data-cancel]", root).addEventListener("click", cancel);
find("[data-print]", root).addEventListener("click", () => print());
for (const button of all("[data-get]", root)) button.addEventListener("click", () => get(button.dataset.get ?? ""));
for (const name of ["set", "verdict", "flag"])
  find(`[data-${name}-chosen]`, root).addEventListener("change", showPatients);
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
