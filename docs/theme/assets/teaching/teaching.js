// The page's side of the worked cases: it carries a case to the rules and sets the reader's answers beside theirs. It knows nothing clinical.
import { readAddress, spellAddress, unescaped } from "../calculators/address.js";
import { arrive, carry } from "../calculators/address-page.js";
import { EngineClient } from "../calculators/engine-client.js";
import { all, find, seek, setHidden, setText, showLines, showText } from "../site/dom.js";

/** @typedef {"right" | "wrong" | "open"} Judged */

/** @type {Record<string, string>} */
const words = JSON.parse(find("[data-teaching]").dataset.words ?? "");
const studies = all("[data-study]", document, HTMLDetailsElement);
// Python is fetched when the first case is opened, and anew after a failure; the case that waits for it says so.
const rules = new EngineClient(document.documentElement.lang, { report() {} });

/**
 * @param {string} text
 * @param {Record<string, number>} parts
 */
const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => String(parts[name]));

/** @param {HTMLElement} study */
async function resultOf(study) {
  const carried = readAddress(find("[data-carries]", study, HTMLAnchorElement).hash, () => false).pairs;
  rules.start();
  const { result } = await rules.ask("case", { today: study.dataset.today, carried });
  if (!result) throw new Error(`${study.id} cannot be read`);
  return result;
}

// Showing.

/**
 * @param {HTMLElement} question
 * @param {string | null} truth
 * @param {{ entered?: string[], why?: string[] }} reading
 */
function judge(question, truth, { entered = [], why = [] }) {
  const inputs = all("input", question, HTMLInputElement);
  const answer = inputs.find((input) => input.checked)?.value;
  const judged = judgementOf(answer, truth);
  question.dataset.judged = judged;
  setText(find("[data-judged]", question), words[judged]);
  const right = inputs.find((input) => input.value === truth);
  setText(find("[data-rules]", question), right?.nextElementSibling?.textContent ?? "");
  const from = seek("[data-entered]", question);
  if (from) {
    setText(find("span", from), entered.join(" · "));
    setHidden(from, entered.length === 0);
  }
  showLines(find("[data-why]", question), why);
  setHidden(find("[data-reading]", question), false);
  return judged;
}

/**
 * @param {string | undefined} answer
 * @param {string | null} truth
 * @returns {Judged}
 */
function judgementOf(answer, truth) {
  if (!answer) return "open";
  return answer === truth ? "right" : "wrong";
}

/**
 * @param {HTMLElement} section
 * @param {Reply.Result} result
 */
function judgeSet(section, result) {
  const id = section.dataset.asked ?? "";
  const set = result.sets[id];
  const judged = all("[data-question]", section).map((question) => {
    const criterion = set.criteria[question.dataset.question ?? ""];
    if (criterion) return judge(question, criterion.truth, criterion);
    const needs = set.needs.length ? [`${words.needs} ${set.needs.map(([, label]) => label).join(", ")}`] : [];
    return judge(question, set.verdict, { why: set.remark ? [...needs, set.remark] : needs });
  });
  const outcome = seek("[data-outcome]", section);
  if (outcome) showText(outcome, set.said);
  showLines(
    find("[data-alerts]", section),
    set.alerts.map((place) => result.alerts[place].text),
  );
  setHidden(find("[data-after]", section), false);
  return judged;
}

function showProgress() {
  const done = studies.filter((study) => !find("[data-done]", study).hidden).length;
  setText(find("[data-progress]"), fill(words.progress, { done, all: studies.length }));
}

/**
 * @param {HTMLElement} study
 * @param {Reply.Result} result
 */
function show(study, result) {
  const judged = all("[data-asked]", study).flatMap((section) => judgeSet(section, result));
  const count = (/** @type {Judged} */ word) => judged.filter((one) => one === word).length;
  const score = fill(words.score, { right: count("right"), all: judged.length });
  const open = count("open") ? ` · ${fill(words.unanswered, { open: count("open") })}` : "";
  study.dataset.compared = "";
  setText(find("[data-score]", study), score + open);
  setHidden(find("[data-compare]", study), true);
  const lesson = find("[data-lesson]", study, HTMLDetailsElement);
  for (const part of [...all("[data-result], [data-again], [data-done]", study), lesson]) setHidden(part, false);
  lesson.open = true;
  showProgress();
  find("[data-result] h3", study).focus();
}

const COMPARED =
  "[data-result], [data-reading], [data-outcome], [data-alerts], [data-after], [data-again], [data-lesson]";

/**
 * What was compared belongs to the answers it was compared with: it goes when one of them changes.
 * @param {HTMLElement} study
 */
function forget(study) {
  delete study.dataset.compared;
  for (const question of all("[data-question]", study)) delete question.dataset.judged;
  for (const part of all(COMPARED, study)) setHidden(part, true);
  setText(find("[data-score]", study), "");
  setHidden(find("[data-compare]", study), false);
}

/** @param {HTMLElement} study */
async function compare(study) {
  const waiting = find("[data-waiting]", study);
  if (study.dataset.asking !== undefined) return;
  study.dataset.asking = "";
  setText(waiting, words.loading);
  try {
    const result = await resultOf(study);
    setText(waiting, "");
    show(study, result);
  } catch (error) {
    console.error(error);
    setText(waiting, words.failed);
  }
  delete study.dataset.asking;
}

// What a reader does.

for (const study of studies) {
  const form = find("[data-answers]", study);
  study.addEventListener("toggle", () => {
    if (study.open) rules.start();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare(study);
  });
  form.addEventListener("change", () => {
    if (study.dataset.compared !== undefined) forget(study);
  });
  form.addEventListener("reset", () => {
    forget(study);
    find("input", form).focus();
  });
  setHidden(find("[data-lesson]", study), true);
}

/**
 * A case that comes along from the board goes back to it; none is read here.
 * @type {import("../calculators/address.js").Pair[]}
 */
let brought = [];

function openAddressed() {
  const { kind, pairs } = arrive();
  if (kind === "case" || !brought.length) brought = pairs;
  const id = unescaped(location.hash.slice(1));
  const study = document.getElementById(id)?.closest("[data-study]");
  if (study instanceof HTMLDetailsElement) study.open = true;
}

addEventListener("hashchange", openAddressed);
openAddressed();
carry(
  () => spellAddress(brought),
  () => location.hash,
);
setHidden(find("[data-progress]"), false);
document.body.dataset.teaching = "ready";
