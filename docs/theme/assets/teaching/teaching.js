// The page's side of the worked cases: it carries a case to the rules and sets the reader's answers beside theirs. It knows nothing clinical.
import { readAddress, spellAddress, unescaped } from "../calculators/address.js";
import { arrive, carry } from "../calculators/address-page.js";

import { load } from "../site/late.js";

const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const intro = find("[data-teaching]");
const words = JSON.parse(intro.dataset.words);
const language = document.documentElement.lang;
const studies = all("[data-study]");
const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

// Python is fetched when the first case is opened, and anew after a failure.

let starting;
let failed = false;

function rules() {
  starting ??= (async () => {
    const { startEngine } = await load(new URL("../python/engine.js", import.meta.url));
    const engine = startEngine(failed);
    await engine.ready;
    return engine;
  })();
  starting.catch(() => {
    starting = undefined;
    failed = true;
  });
  return starting;
}

async function ask(study) {
  const carried = readAddress(find("[data-carries]", study).hash, () => false).pairs;
  try {
    const engine = await rules();
    const { result } = await engine.ask({ ask: "case", language, today: study.dataset.today, answers: {}, carried });
    if (!result) throw new Error(`${study.id} cannot be read`);
    return result;
  } catch (error) {
    starting = undefined;
    throw error;
  }
}

// Showing.

function showLines(list, lines) {
  list.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }),
  );
  list.hidden = lines.length === 0;
}

function judge(question, truth, { entered = [], why = [] }) {
  const labels = new Map(all("input", question).map((input) => [input.value, input.nextElementSibling.textContent]));
  const answer = find("input:checked", question)?.value;
  const judged = answer ? (answer === truth ? "right" : "wrong") : "open";
  question.dataset.judged = judged;
  find("[data-judged]", question).textContent = words[judged];
  find("[data-rules]", question).textContent = labels.get(truth);
  const from = find("[data-entered]", question);
  if (from) {
    find("span", from).textContent = entered.join(" · ");
    from.hidden = entered.length === 0;
  }
  showLines(find("[data-why]", question), why);
  find("[data-reading]", question).hidden = false;
  return judged;
}

function judgeSet(section, result) {
  const set = result.sets[section.dataset.asked];
  const judged = all("[data-question]", section).map((question) => {
    const criterion = set.criteria[question.dataset.question];
    if (criterion) return judge(question, criterion.truth, criterion);
    const needs = set.needs.length ? [`${words.needs} ${set.needs.map(([, label]) => label).join(", ")}`] : [];
    return judge(question, set.verdict, { why: set.remark ? [...needs, set.remark] : needs });
  });
  const outcome = find("[data-outcome]", section);
  if (outcome) {
    outcome.textContent = set.said;
    outcome.hidden = false;
  }
  showLines(
    find("[data-alerts]", section),
    set.alerts.map((place) => result.alerts[place].text),
  );
  find("[data-after]", section).hidden = false;
  return judged;
}

function showProgress() {
  const done = studies.filter((study) => !find("[data-done]", study).hidden).length;
  find("[data-progress]").textContent = fill(words.progress, { done, all: studies.length });
}

function show(study, result) {
  const judged = all("[data-asked]", study).flatMap((section) => judgeSet(section, result));
  const count = (word) => judged.filter((one) => one === word).length;
  const score = fill(words.score, { right: count("right"), all: judged.length });
  const open = count("open") ? ` · ${fill(words.unanswered, { open: count("open") })}` : "";
  study.dataset.compared = "";
  find("[data-score]", study).textContent = score + open;
  find("[data-result]", study).hidden = false;
  find("[data-compare]", study).hidden = true;
  find("[data-again]", study).hidden = false;
  find("[data-done]", study).hidden = false;
  const lesson = find("[data-lesson]", study);
  lesson.hidden = false;
  lesson.open = true;
  showProgress();
  find("[data-result] h3", study).focus();
}

// What was compared belongs to the answers it was compared with: it goes when one of them changes.
function forget(study) {
  delete study.dataset.compared;
  for (const question of all("[data-question]", study)) delete question.dataset.judged;
  for (const part of all(
    "[data-result], [data-reading], [data-outcome], [data-alerts], [data-after], [data-again], [data-lesson]",
    study,
  ))
    part.hidden = true;
  find("[data-score]", study).textContent = "";
  find("[data-compare]", study).hidden = false;
}

async function compare(study) {
  const waiting = find("[data-waiting]", study);
  if (study.dataset.asking !== undefined) return;
  study.dataset.asking = "";
  waiting.textContent = words.loading;
  try {
    const result = await ask(study);
    waiting.textContent = "";
    show(study, result);
  } catch (error) {
    console.error(error);
    waiting.textContent = words.failed;
  }
  delete study.dataset.asking;
}

// What a reader does.

for (const study of studies) {
  const form = find("[data-answers]", study);
  study.addEventListener("toggle", () => {
    if (study.open) rules().catch(() => {});
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
  find("[data-lesson]", study).hidden = true;
}

// A case that comes along from the board goes back to it; none is read here.
let brought = [];

function openAddressed() {
  const { kind, pairs } = arrive();
  if (kind === "case") brought = pairs;
  const study = document.getElementById(unescaped(location.hash.slice(1)))?.closest("[data-study]");
  if (study) study.open = true;
}

addEventListener("hashchange", openAddressed);
openAddressed();
carry(
  () => spellAddress(brought),
  () => location.hash,
);
find("[data-progress]").hidden = false;
document.body.dataset.teaching = "ready";
