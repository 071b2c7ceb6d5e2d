// The page's side of a calculator: it carries answers to the rules and shows what comes back. It knows nothing clinical.

import { incomplete, late } from "../site/late.js";
import { spellAddress, unescaped } from "./address.js";
import { arrive, carry, checkReceipt, forgetBeside, onReturn, reread, sayNothing, write } from "./address-page.js";
import { localDay } from "./day.js";
import { all, find, plain, setData, setHidden, setLines, setText, today } from "./dom.js";
import { loadEngine, showState, started, startRules } from "./rules.js";

// The engine fetches Python as soon as it is read. A page made to calculate reads it at once, a page that is read when it is needed.
if (document.body.hasAttribute("data-wide")) loadEngine().catch(() => {});

const PATIENCE = 120; // milliseconds after which an old result is taken away when a new one has not come
const QUIET = 900; // milliseconds without a change before the outcome is read out
const ONE_CHANGE = 1500; // milliseconds within which changes of one control are undone together

const root = document.querySelector("[data-calculator-root]");
const form = root.querySelector("[data-case]");
const language = root.dataset.language;
const words = JSON.parse(root.dataset.words);
const board = root.classList.contains("calculator--board");

// What is on the page, found once.

const controls = new Map(
  all("[data-field]", form).map((wrapper) => [
    wrapper.dataset.field,
    { wrapper, control: form.elements[wrapper.dataset.field] },
  ]),
);

const sets = new Map(
  all("[data-set]").map((article) => {
    const id = article.dataset.set;
    const column = find(`[data-column="${id}"]`);
    const criteria = new Map(
      all("[data-criterion]", article).map((item) => {
        const cell = find(`[data-cell="${id}.${item.dataset.criterion}"]`);
        const parts = {
          item,
          said: find("[data-said]", item),
          entered: find("[data-entered]", item),
          why: find("[data-why]", item),
          cell,
          cellSaid: cell && find("[data-said]", cell),
        };
        return [item.dataset.criterion, parts];
      }),
    );
    const parts = {
      article,
      criteria,
      said: find(".set__verdict [data-said]", article),
      remark: find("[data-remark]", article),
      open: find("[data-open]", article),
      alerts: find("[data-alerts]", article),
      column,
      brief: column && find("[data-brief]", column),
      warned: column && find("[data-warned]", column),
      title: find(".set__title", article).textContent,
      kind: article.dataset.kind,
    };
    return [id, parts];
  }),
);

const rows = all("[data-topic]").map((row) => ({ row, differ: find("[data-differ]", row) }));
const notEvaluated = {
  set: sets.values().next().value.said.textContent,
  criterion: find("[data-criterion] [data-said]").textContent,
};

// The case: what the controls hold, and what the address brought for fields that this page does not ask.

let carried = [];
let filling = false;
// An address that somebody copied holds a receipt, which is checked once the rules can answer.
let unchecked = null;

function typed(name) {
  return controls.get(name).control.value;
}

/** Puts `pairs` of field and text into the form in place of all that is there. */
function fillForm(pairs) {
  filling = true;
  form.reset();
  filling = false;
  carried = [];
  const placed = new Set();
  for (const [name, value] of pairs) {
    const known = controls.get(name);
    if (known && !placed.has(name)) {
      const shown = known.control.dataset?.day === undefined ? value : localDay(value);
      known.control.value = shown;
      // A choice that does not offer the value stays at "not known"; the rules then say what was wrong with it.
      if (known.control.value === shown) {
        placed.add(name);
        unfold(known.wrapper);
        continue;
      }
      // Setting an unknown value leaves a list or a group of buttons without any choice.
      known.control.value = "";
    }
    carried.push([name, value]);
  }
}

/** Puts the case of the address into the form; one and the same for a page that opens and an address that is put into an open page. */
function takeAddress() {
  const address = arrive();
  if (address.kind !== "case") return false;
  unchecked = address;
  fillForm(address.pairs);
  return true;
}

/** The form as it stands, mistakes included, as pairs of field and text. */
function typedPairs() {
  const pairs = [...controls.keys()].map((name) => [name, typed(name).trim()]).filter(([, value]) => value);
  return [...pairs, ...carried];
}

// With the first calendar file a case gets an id, by which a calendar knows its dates again; it tells nothing, and no other case has it.

const CALENDAR = "calendar";
const ID_BYTES = 16;

/** Gives the case its id where it has none, also as it was before each change, so that a step back keeps it. */
function keepCalendar() {
  if (carried.some(([name, value]) => name === CALENDAR && /^[0-9a-f]{32}$/u.test(value))) return;
  const id = Array.from(crypto.getRandomValues(new Uint8Array(ID_BYTES)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  carried = [...carried.filter(([name]) => name !== CALENDAR), [CALENDAR, id]];
  for (let place = begun; place < past.length; place += 1)
    past[place] = new URLSearchParams([...new URLSearchParams(past[place]), [CALENDAR, id]]).toString();
  present = new URLSearchParams(typedPairs()).toString();
  write(typedPairs());
  changed();
}

// What was there before, so that no answer is lost by a slip. Changes of one control in a row count as one.

const past = [];
const future = [];
let begun = 0; // how many of them, at most, are of another case
let present = "";
let lastChanged = { name: "", time: 0 };

function remember(name) {
  const now = new URLSearchParams(typedPairs()).toString();
  if (now === present) return;
  const time = performance.now();
  const same = name && name === lastChanged.name && time - lastChanged.time < ONE_CHANGE;
  if (!same) past.push(present);
  lastChanged = { name, time };
  present = now;
  future.length = 0;
  showSteps();
}

/** Remembers what was entered and keeps it in the address at once, whether the rules can answer or not. */
function keep(name) {
  remember(name);
  write(typedPairs());
}

function step(from, to) {
  if (!from.length) return;
  to.push(present);
  present = from.pop();
  begun = Math.min(begun, past.length);
  lastChanged = { name: "", time: 0 };
  fillForm([...new URLSearchParams(present)]);
  write(typedPairs());
  showSteps();
  changed();
}

const undo = () => step(past, future);
const redo = () => step(future, past);

function showSteps() {
  find("[data-undo]").disabled = past.length === 0;
  find("[data-redo]").disabled = future.length === 0;
}

function unfold(element) {
  for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
}

/** The form as it stands, what was `understood` as it was understood: a mistake travels too and is shown where it arrives. */
function understoodPairs(understood) {
  const pairs = new Map([...controls.keys()].map((name) => [name, typed(name).trim()]).filter(([, value]) => value));
  for (const [name, value] of Object.entries(understood)) pairs.set(name, value);
  return [...pairs];
}

// Asking, and never showing an answer to an older question.

let engine;
let starts = 0;
let ready = false;
let asking = false;
let again = false;
let impatient;

/** Asks the rules `what` about the form as it stands; `more` is what this question takes besides. */
function ask(what, more = {}) {
  const answers = {};
  for (const name of controls.keys()) answers[name] = typed(name);
  return engine.ask({ ask: what, language, today: today(), answers, carried, ...more });
}

async function update() {
  if (!ready) return;
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  do {
    again = false;
    const asked = engine;
    clearTimeout(impatient);
    impatient = setTimeout(takeAway, PATIENCE);
    try {
      const reply = await ask("case");
      if (asked !== engine) return;
      if (!again) {
        clearTimeout(impatient);
        show(reply);
        performance.mark("verdict-shown");
        write(understoodPairs(reply.case));
        checkArrived();
        tell(reply);
      }
    } catch (error) {
      if (asked !== engine) return;
      fail(error);
    }
  } while (again);
  asking = false;
}

function checkArrived() {
  if (!unchecked) return;
  const address = unchecked;
  unchecked = null;
  checkReceipt(address, engine.ask, language).catch(fail);
}

function changed() {
  setData(root, "stale", "");
  clearTimeout(impatient);
  if (ready) impatient = setTimeout(takeAway, PATIENCE);
  update();
}

// Showing.

/** Tells every other view what is known of the case: `said` is "loading", "waiting" or "failed" where the rules did not answer. */
function tell(reply) {
  latest = reply;
  for (const hear of hearers) hear(reply);
}

/** Takes away all that belongs to another case than the one that is typed, in every view; `said` is why there is nothing yet. */
function takeAway(said = "waiting") {
  clearTimeout(impatient);
  clearTimeout(announcing);
  clearResults();
  clearProblems();
  tell({ result: null, said });
}

function clearProblems() {
  for (const [, { wrapper, control }] of controls) {
    setData(wrapper, "invalid");
    if (control instanceof Element) control.removeAttribute("aria-invalid");
    setHidden(find("[data-error]", wrapper), true);
  }
  const notices = find("[data-notices]");
  setLines(notices, [], plain);
  notices.hidden = true;
}

function clearResults() {
  for (const set of sets.values()) {
    setData(set.article, "verdict");
    setData(set.article, "outcome");
    setText(set.said, notEvaluated.set);
    set.remark.hidden = set.open.hidden = set.alerts.hidden = true;
    set.alerts.replaceChildren();
    set.alerts.shownLines = undefined;
    if (set.column) {
      setData(set.column, "state");
      setData(set.column, "alert");
      setHidden(set.warned, true);
      setText(set.brief, notEvaluated.criterion);
    }
    for (const criterion of set.criteria.values()) {
      setData(criterion.item, "truth");
      setText(criterion.said, notEvaluated.criterion);
      criterion.entered.hidden = criterion.why.hidden = true;
      if (criterion.cell) {
        setData(criterion.cell, "state");
        setText(criterion.cellSaid, notEvaluated.criterion);
      }
    }
  }
  for (const { row, differ } of rows) {
    setData(row, "disagree");
    differ.hidden = true;
  }
  const alerts = find("[data-all-alerts]");
  alerts.hidden = true;
  alerts.replaceChildren();
  alerts.shownLines = undefined;
  for (const derived of all("[data-derived]")) derived.hidden = true;
}

function show(reply) {
  for (const [name, { wrapper, control }] of controls) {
    const problem = reply.problems[name];
    const error = find("[data-error]", wrapper);
    setData(wrapper, "invalid", problem && "");
    if (control instanceof Element) {
      if (problem) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    setText(error, problem ?? "");
    error.hidden = !problem;
    showUnderstood(name, wrapper, reply);
  }
  const notices = find("[data-notices]");
  const elsewhere = Object.entries(reply.problems).filter(([name]) => !controls.has(name));
  const lines = [...reply.notices, ...elsewhere.map(([name, text]) => `${name}: ${text}`)];
  setLines(notices, lines, plain);
  notices.hidden = lines.length === 0;
  setData(root, "stale");
  if (!reply.result) {
    clearResults();
    showState(root, "invalid");
    return;
  }
  showState(root, "ready");
  adapt(reply.result.relevant);
  for (const [id, set] of sets) showSet(set, reply.result.sets[id]);
  for (const { row, differ } of rows) {
    const disagree = reply.result.disagreements.includes(row.dataset.topic);
    setData(row, "disagree", disagree ? "" : undefined);
    differ.hidden = !disagree;
  }
  showAlerts(reply.result);
  announce(reply.result);
}

function showUnderstood(name, wrapper, reply) {
  const derived = find("[data-derived]", wrapper);
  const value = reply.result?.derived[name];
  const echo = reply.echo[name];
  // What was typed is said again only where it was understood in another form.
  const text = value ? `${words.derived} ${value}` : echo && echo.digits !== typed(name).trim() ? echo.said : "";
  setText(derived, text);
  setData(derived, "kind", value ? "derived" : "echo");
  derived.hidden = !text;
}

// The board asks and shows what concerns this patient. What was answered stays in sight, whatever it concerns.

let everything = false;
const groups = all("[data-fields]", form).reverse(); // inner ones first
const blocks = all("[data-group]", root);
const matrix = find("[data-matrix]");

function adapt(relevant) {
  if (!board) return;
  const shownSets = new Set(relevant.sets);
  const shownFields = new Set(relevant.fields);
  for (const [name, { wrapper }] of controls) setHidden(wrapper, !(everything || shownFields.has(name) || typed(name)));
  for (const group of groups) setHidden(group, !all("[data-field]", group).some((wrapper) => !wrapper.hidden));
  for (const [id, { article, column }] of sets) {
    const hidden = !(everything || shownSets.has(id));
    setHidden(article, hidden);
    // A column of the matrix is hidden with the whole matrix only.
    if (column?.matches("li")) setHidden(column, hidden);
  }
  for (const block of blocks) setHidden(block, !all("[data-set]", block).some((article) => !article.hidden));
  setHidden(matrix, !all("[data-column]", matrix).some((column) => !sets.get(column.dataset.column).article.hidden));
  const adapted = find("[data-adapted]");
  const left = sets.size - shownSets.size;
  setHidden(adapted, left === 0);
  setText(find("span", adapted), everything ? words.shown_all : words.adapted.replace("{count}", left));
  setText(find("[data-show-all]"), everything ? words.show_fewer : words.show_all);
}

function showSet(set, result) {
  setData(set.article, "verdict", result.verdict ?? undefined);
  setData(set.article, "outcome", result.verdict === null ? "" : undefined);
  setText(set.said, result.said);
  setText(set.remark, result.remark ?? "");
  set.remark.hidden = !result.remark;
  setLines(find("ul", set.open), result.needs, (item, [field, label]) => {
    const link = document.createElement("a");
    link.href = `#field-${field}`;
    link.dataset.needs = field;
    link.textContent = label;
    item.append(link);
  });
  set.open.hidden = result.needs.length === 0;
  if (set.column) {
    setData(set.column, "state", result.verdict ?? undefined);
    setText(set.brief, result.brief);
  }
  for (const [id, criterion] of set.criteria) {
    const found = result.criteria[id];
    setData(criterion.item, "truth", found.truth);
    setText(criterion.said, found.said);
    setText(criterion.entered, found.entered.join(" · "));
    criterion.entered.hidden = found.entered.length === 0;
    setLines(criterion.why, found.why, plain);
    criterion.why.hidden = found.why.length === 0;
    if (criterion.cell) {
      setData(criterion.cell, "state", found.truth);
      setText(criterion.cellSaid, found.cell);
    }
  }
}

/** Which of the alerts stand beside the sets `ids`, as the sets name them in their list `which`. */
function alertsOf(result, ids, which) {
  const places = new Set(ids.flatMap((id) => result.sets[id][which]));
  return result.alerts.filter((_, place) => places.has(place));
}

function showAlerts(result) {
  const make = (item, alert) => {
    item.dataset.alert = alert.id;
    item.dataset.kind = alert.kind;
    item.textContent = alert.text;
  };
  for (const [id, set] of sets) {
    const beside = alertsOf(result, [id], "alerts");
    setLines(set.alerts, beside, make);
    set.alerts.hidden = beside.length === 0;
    if (set.column) {
      const urgent = result.sets[id].read_out.length > 0;
      setData(set.column, "alert", beside.length ? (urgent ? "urgent" : "") : undefined);
      setHidden(set.warned, !beside.length);
    }
  }
  const list = find("[data-all-alerts]");
  // A page of one set shows its warnings inside the set; the rest of them are not about it.
  const concerns = everything ? [...sets.keys()] : result.relevant.sets;
  const listed = board ? alertsOf(result, concerns, "alerts") : [];
  setLines(list, listed, (item, alert) => {
    make(item, alert);
    item.textContent = alert.alone;
  });
  list.hidden = listed.length === 0;
}

// What changed is read out once the reader pauses, not at every key.
let announced = new Map();
let announcing;

function announce(result) {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    const heard = [...sets.keys()].filter((id) => !board || result.relevant.sets.includes(id));
    const now = new Map(heard.map((id) => [id, result.sets[id].said]));
    const news = [...now]
      .filter(([id, said]) => announced.get(id) !== said)
      .map(([id, said]) => `${sets.get(id).title}: ${said}`);
    announced = now;
    const said = [...news, ...alertsOf(result, heard, "read_out").map(({ alone }) => alone)];
    if (news.length) setText(find("[data-announce]"), said.join(". "));
  }, QUIET);
}

function fail(error) {
  console.error(error);
  // What goes wrong once the rules run is no matter of the download.
  const why = error.kind || !ready ? error : { kind: "stopped" };
  ready = false;
  asking = false;
  takeAway("failed");
  done("");
  setData(root, "stale");
  showState(root, "failed", why);
}

/** Starts the rules, `again` after a failure. */
async function start(again = false) {
  showState(root, "loading");
  engine?.stop();
  engine = undefined;
  ready = false;
  asking = false;
  takeAway("loading");
  const turn = ++starts;
  try {
    const fresh = await startRules(root, again);
    if (turn !== starts) return fresh.stop();
    engine = fresh;
    await engine.ready;
    if (turn !== starts) return;
    ready = true;
    performance.mark("calculator-ready");
    update();
    for (const part of ["actions", "questions"]) startPart(part);
  } catch (error) {
    if (turn === starts) fail(error);
  }
}

// What surrounds the verdicts may be missing; they are right without it.
const PARTS = {
  actions: new URL("./actions.js", import.meta.url),
  questions: new URL("./questions.js", import.meta.url),
};

async function startPart(name) {
  try {
    const { start: begin } = await late(PARTS[name]);
    begin(calculator);
  } catch (error) {
    if (error.name !== "AbortError") incomplete(error);
    if (name === "questions") for (const place of all("[data-answer]", root)) setText(place, words.part_missing);
  }
}

// Moving about: the fragment holds the case, so a link within the page moves the reader and leaves the address alone.

function goTo(id) {
  const target = document.getElementById(id);
  if (!target) return;
  unfold(target);
  target.scrollIntoView({
    block: "start",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });
  const control = target.matches("[data-field]")
    ? (find("input:checked", target) ?? find("input, select", target))
    : target;
  if (control === target && !target.hasAttribute("tabindex")) target.tabIndex = -1;
  control.focus({ preventScroll: true });
}

carry(() => {
  const { pairs, receipt } = reread();
  return spellAddress(pairs, receipt);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const here = link && link.origin === location.origin && link.pathname === location.pathname && link.hash.length > 1;
  const id = here && unescaped(link.hash.slice(1));
  if (!id || !document.getElementById(id) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  goTo(id);
});

addEventListener("hashchange", () => {
  if (!takeAddress()) return;
  remember("");
  begun = past.length;
  changed();
});

onReturn((persisted) => {
  const same = new URLSearchParams(typedPairs()).toString() === present;
  if (!same) {
    fillForm(reread().pairs);
    remember("");
  }
  if (persisted || !same) changed();
});

function onInput(event) {
  keep(event.target.name ?? "");
  changed();
}

form.addEventListener("input", onInput);
form.addEventListener("change", onInput);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => {
  if (filling) return;
  carried = [];
  // The controls are empty only after the event.
  setTimeout(() => {
    startAnew();
    keep("");
    begun = past.length;
    changed();
  });
});
find("[data-retry]").addEventListener("click", () => start(true));
find("[data-undo]").addEventListener("click", undo);
find("[data-redo]").addEventListener("click", redo);
find("[data-show-all]")?.addEventListener("click", () => {
  everything = !everything;
  changed();
});

/** Another case comes in place of this one, and not from the address. */
function startAnew() {
  unchecked = null;
  sayNothing();
  forgetBeside();
}

/** Puts the answers `pairs` into the form, beside what is there, or in its place. */
function fill(pairs, { replace = false } = {}) {
  const kept = replace ? [] : typedPairs().filter(([name]) => !pairs.some(([other]) => other === name));
  if (replace) startAnew();
  fillForm([...kept, ...pairs]);
  keep("");
  if (replace) begun = past.length;
  changed();
}

let finished;

/** Says that something was done, for a few seconds, in the dialog that is open or on the page. */
function done(text) {
  for (const place of all("[data-done], [data-done-here]", root)) setText(place, "");
  const place = find("dialog[open] [data-done-here]", root) ?? find("[data-done]");
  setText(place, text);
  clearTimeout(finished);
  finished = setTimeout(() => setText(place, ""), 6000);
}

// One question that Python could not answer leaves the rules in order; whatever else went wrong has ended them.
function unanswered(error) {
  if (error.kind !== "python") {
    fail(error);
    return;
  }
  console.error(error);
  done(words.unanswered);
}

const hearers = new Set();
let latest;

/** Asks as `ask` does. Where there is no answer, the page says why, here and nowhere else, and the promise rejects with an AbortError. */
async function askReadable(what, more) {
  const asked = engine;
  let reply;
  try {
    if (!ready) throw new DOMException("the rules are not running", "AbortError");
    reply = await ask(what, more);
  } catch (error) {
    if (asked === engine && ready) unanswered(error);
    throw new DOMException("the rules gave no answer", "AbortError");
  }
  // An answer of the case, typed a moment ago, cannot be read; its field says so.
  if (reply.refused) throw new DOMException("an answer cannot be read", "AbortError");
  return reply;
}

/**
 * What the other parts of the page may ask and do. `onResult` is called with each reply that was shown, and with a reply whose `result` is null and
 * `said` is "loading", "waiting" or "failed" when what was shown is taken away: nothing of an older case may then stay anywhere.
 */
const calculator = {
  root,
  language,
  words,
  board,
  ask: askReadable,
  fill,
  keepCalendar,
  undo,
  redo,
  done,
  goTo,
  sets,
  say: (text) => setText(find("[data-announce]"), text),
  /** The address of the case as it stands, with `receipt` where there is one. */
  address: (receipt) => location.href.split("#")[0] + spellAddress(reread().pairs, receipt),
  onResult(hear) {
    hearers.add(hear);
    if (latest) hear(latest);
  },
  values: () => Object.fromEntries(typedPairs()),
};

// On a page that is read, Python is fetched only when the reader comes to the calculator, or brings a case.
function startWhenNear() {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      start();
    },
    { rootMargin: "25% 0px" },
  );
  near.observe(root);
}

const arrivedWithCase = takeAddress();
present = new URLSearchParams(typedPairs()).toString();
if (document.body.hasAttribute("data-wide") || arrivedWithCase) start();
else startWhenNear();
started(root);
