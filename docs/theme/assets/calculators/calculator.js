// The page's side of a calculator: it carries answers to the rules and shows what comes back. It knows nothing clinical.
import { abandoned, isAbandoned } from "../site/abandoned.js";
import { all, find, seek, setData, setHidden, setText } from "../site/dom.js";
import { incomplete, late } from "../site/late.js";
import { spellAddress } from "./address.js";
import {
  arrive,
  carry,
  checkReceipt,
  forgetBeside,
  isKept,
  keepForTab,
  onReturn,
  onStep,
  reread,
  sayNothing,
  write,
  writeSoon,
} from "./address-page.js";
import { Announcer } from "./announcer.js";
import { arrived, isArriving, resultsArrived } from "./arrival.js";
import { Board } from "./board.js";
import { CaseForm } from "./case-form.js";
import { CaseHistory } from "./case-history.js";
import { startChoices } from "./choices.js";
import { EngineClient, isUnanswered, loadEngine } from "./engine-client.js";
import { showProgress, showState, started } from "./engine-status.js";
import { FieldGroups } from "./field-groups.js";
import { FormNotes } from "./form-notes.js";
import { Latest } from "./latest.js";
import { startMenus } from "./menus.js";
import { followLinks, goTo } from "./navigation.js";
import { Results } from "./results.js";
import { Strip } from "./strip.js";
import { startWalking, Walk } from "./walk.js";

/** @typedef {import("./address.js").Pair} Pair */

loadEngine().catch(() => {});

const SAID = 6000; // milliseconds for which the page says that something was done
const SAID_WITH_UNDO = 15_000; // and offers to undo it
const CALENDAR = "calendar"; // what a case carries beside its fields: the id by which a calendar knows its dates again
const CALENDAR_ID = /^[0-9a-f]{32}$/u;
const CALENDAR_BYTES = 16;

// What surrounds the verdicts may be missing; they are right without it.
const PARTS = {
  actions: new URL("./actions.js", import.meta.url),
  questions: new URL("./questions.js", import.meta.url),
  patients: new URL("./patients.js", import.meta.url),
};

/** @implements {Calculator} */
class CalculatorPage {
  root;
  language;
  words;
  undo = () => {
    const pairs = this.#history.undo();
    if (pairs) this.#step(pairs);
    else this.root.dispatchEvent(new Event("nothing-to-undo"));
  };
  redo = () => this.#step(this.#history.redo());
  goTo = goTo;
  isAnother = false;
  next = () => {
    const passed = this.#walk.next();
    if (passed === null) return;
    this.done(passed ? this.words.passed.replace("{count}", String(passed)) : this.words.nothing_missing);
  };

  #form;
  #groups;
  #notes;
  #results;
  #board;
  #strip;
  #announcer;
  #history;
  #rules;
  #question;
  #walk;
  /**
   * What the address held when it came: its receipt is checked once the rules can answer.
   * @type {import("./address.js").Address | null}
   */
  #unchecked = null;
  /** The part of the page at which the reader was in the other language, until the page is as high as it was. */
  #at = "";
  /** @type {Set<(shown: Shown) => void>} */
  #listeners = new Set();
  /** @type {Shown | undefined} */
  #latest;
  /** @type {number | undefined} */
  #said;
  /** What takes back what was said to be done. @type {(() => void) | undefined} */
  #undoHere;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.language = root.dataset.language ?? "";
    this.words = JSON.parse(root.dataset.words ?? "");
    this.#form = new CaseForm(find("[data-case]", root, HTMLFormElement));
    this.#notes = new FormNotes(this.#form, root, this.words.derived);
    this.#results = new Results(root, this.words);
    const isBoard = root.classList.contains("calculator--board");
    this.#groups = new FieldGroups(root, isBoard);
    this.#board = isBoard ? new Board(root, this.#form, this.#results, this.words) : null;
    this.#strip = isBoard ? new Strip(root) : null;
    this.#announcer = new Announcer(find("[data-announce]", root), this.#results.sets);
    this.#rules = new EngineClient(this.language, {
      report: (state, failure) => this.#report(state, failure),
      watch: (done, whole) => showProgress(root, done, whole),
    });
    this.#question = new Latest({
      ask: () => this.#rules.ask("case", this.#asked()),
      show: (reply) => this.#show(reply),
      takeAway: () => this.#takeAway("waiting"),
      fail: (error) => isAbandoned(error) || this.#rules.fail(error),
    });
    this.#walk = new Walk(root, this.#form, () => this.ask("missing", { sets: this.#setsInSight }));
    if (!this.#takeAddress()) this.#takeKept();
    this.#history = new CaseHistory(this.#form.pairs());
    this.#listen();
    this.#rules.start();
  }

  get sets() {
    return this.#results.sets;
  }

  get #setsInSight() {
    return [...this.sets].filter(([, { article }]) => !article.hidden).map(([id]) => id);
  }

  // What the reader does.

  #listen() {
    const form = find("[data-case]", this.root, HTMLFormElement);
    for (const happened of ["input", "change"])
      form.addEventListener(happened, ({ target }) => {
        this.#keep(/** @type {HTMLInputElement} */ (target).name);
        this.#changed();
      });
    form.addEventListener("submit", (event) => event.preventDefault());
    startChoices(form);
    startWalking(form, this.next);
    this.#form.onReset(() => {
      this.#startAnew();
      this.#keep();
      this.#history.beginCase();
      this.#changed();
      goTo("case");
      this.done(this.words.begun, { undo: this.undo });
    });
    startMenus(this.root);
    find("[data-retry]", this.root).addEventListener("click", () => this.#rules.start());
    find("[data-undo]", this.root).addEventListener("click", this.undo);
    find("[data-undo-here]", this.root).addEventListener("click", () => this.#undoHere?.());
    find("[data-redo]", this.root).addEventListener("click", this.redo);
    this.#board?.onView(() => this.#changed());
    addEventListener("hashchange", () => this.#addressChanged());
    onStep(() => write(this.#form.pairs()));
    onReturn((persisted) => this.#returned(persisted));
    followLinks();
    /** @param {string} [at] */
    const spell = (at) => {
      const { pairs, receipt } = reread();
      return spellAddress(pairs, receipt, at);
    };
    carry(() => spell(), spell);
  }

  /** Puts the case of the address into the form, when the page opens and when another address is put into the open page. */
  #takeAddress() {
    const address = arrive();
    if (address.kind !== "case") return false;
    this.#unchecked = address;
    this.#form.fill(address.pairs);
    this.isAnother = !isKept(address.pairs);
    keepForTab(address.pairs);
    this.#at = address.at;
    return true;
  }

  /** Goes on with the case that was entered on another page of this tab. A page that is read keeps its own address meanwhile. */
  #takeKept() {
    const { kind, pairs } = reread();
    if (kind === "case" || kind === "strange" || !pairs.length) return;
    this.#form.fill(pairs);
    if (kind === "place") this.#at = location.hash.slice(1);
    write(pairs);
    this.done(this.words.went_on);
  }

  #addressChanged() {
    if (spellAddress(this.#form.pairs()) === location.hash) return;
    if (!this.#takeAddress()) return;
    this.root.dispatchEvent(new Event("another-case"));
    this.#remember();
    this.#history.beginCase();
    this.#changed();
  }

  /** @param {boolean} persisted */
  #returned(persisted) {
    const same = this.#history.isPresent(this.#form.pairs());
    if (!same) {
      this.#form.fill(reread().pairs);
      this.#remember();
    }
    if (persisted || !same) this.#changed();
  }

  /** Another case comes in place of this one, and not from the address. */
  #startAnew() {
    this.#unchecked = null;
    this.#walk.begin();
    this.root.dispatchEvent(new Event("another-case"));
    sayNothing();
    forgetBeside();
  }

  /**
   * Remembers what was entered and keeps it in the address: at once, but for what is typed and can be judged first.
   * @param {string} [name] of the control in which it was
   */
  #keep(name) {
    this.#remember(name);
    const keep = name && this.#rules.running ? writeSoon : write;
    keep(this.#form.pairs());
  }

  /** @param {string} [name] */
  #remember(name) {
    this.#history.remember(this.#form.pairs(), name);
    this.#showSteps();
  }

  /** @param {Pair[] | undefined} pairs */
  #step(pairs) {
    if (!pairs) return;
    this.done("");
    this.#form.fill(pairs);
    write(this.#form.pairs());
    this.#showSteps();
    this.#changed();
  }

  #showSteps() {
    find("[data-undo]", this.root, HTMLButtonElement).disabled = !this.#history.canUndo;
    find("[data-redo]", this.root, HTMLButtonElement).disabled = !this.#history.canRedo;
  }

  #changed() {
    setData(this.root, "stale", "");
    if (this.#rules.running) this.#question.changed();
    else this.#rules.expect("case", this.#asked());
  }

  #asked() {
    return { ...this.#form.request(), ...this.#board?.view() };
  }

  // How the rules are doing.

  /**
   * @param {import("./engine-client.js").EngineState} state
   * @param {string} [failure]
   */
  #report(state, failure) {
    if (state === "ready") {
      performance.mark("calculator-ready");
      this.#question
        .changed()
        .then(() => this.#startParts(this.#board ? ["actions", "questions", "patients"] : ["actions", "questions"]));
      return;
    }
    this.#question.drop();
    this.#takeAway(state);
    if (state === "failed") {
      arrived();
      this.done("");
      setData(this.root, "stale");
    }
    showState(this.root, state, failure);
    if (state === "loading") this.#rules.expect("case", this.#asked());
  }

  /** @param {(keyof typeof PARTS)[]} names */
  async #startParts(names) {
    setData(this.root, "busy", "");
    await Promise.all(names.map((name) => this.#startPart(name)));
    setData(this.root, "busy");
  }

  /** @param {keyof typeof PARTS} name */
  async #startPart(name) {
    try {
      const { start } = await late(PARTS[name]);
      start(this);
    } catch (error) {
      if (!isAbandoned(error)) incomplete(error);
      if (name !== "questions") return;
      arrived();
      for (const place of all("[data-answer]", this.root)) setText(place, this.words.part_missing);
    }
  }

  // Showing.

  /** @param {Reply.Case} reply */
  #show(reply) {
    setData(this.root, "stale");
    const arriving = isArriving();
    if (seek("[data-questions]", this.root)) resultsArrived();
    else arrived();
    this.#notes.show(reply, arriving);
    this.#board?.adapt(reply.relevant);
    this.#groups.show(reply.groups);
    this.#showResult(reply.result, reply.relevant.sets);
    showState(this.root, Object.keys(reply.problems).length ? "invalid" : "ready");
    performance.mark("verdict-shown");
    writeSoon(this.#form.understoodPairs(reply.case));
    this.#checkArrived();
    this.#tell(reply);
    this.#walk.learn();
    if (this.#at) goTo(this.#at, { isStep: false });
    this.#at = "";
  }

  /**
   * @param {Reply.Result} result
   * @param {SetId[]} relevant
   */
  #showResult(result, relevant) {
    this.#strip?.adapt((id) => !this.sets.get(id)?.article.hidden);
    this.#strip?.show(result);
    this.#results.show(result, this.#board ? relevant : []);
    this.#board?.showDisagreements(result.disagreements);
    this.#board?.showQuiet(result.quiet);
    this.#announcer.announce(result, this.#board ? relevant : [...this.sets.keys()]);
  }

  #clearResults() {
    this.#results.clear();
    this.#strip?.clear();
    this.#board?.showDisagreements([]);
    this.#board?.showQuiet([]);
    this.#notes.clearUnderstood();
  }

  /**
   * Takes away all that belongs to another case than the one that is typed, in every view; `state` is why there is nothing yet.
   * @param {"waiting" | "loading" | "failed"} state
   */
  #takeAway(state) {
    this.#announcer.stop();
    this.#groups.clear();
    // Before the first answer there is nothing to take away, and its room is kept.
    if (state === "failed" || this.root.dataset.unanswered === undefined) this.#clearResults();
    this.#notes.clearProblems();
    this.#tell({ result: null, state });
  }

  /** @param {Shown} shown */
  #tell(shown) {
    this.#latest = shown;
    for (const listener of this.#listeners) listener(shown);
  }

  #checkArrived() {
    if (!this.#unchecked) return;
    checkReceipt(this.#unchecked, this.#rules).catch((error) => isAbandoned(error) || this.#rules.fail(error));
    this.#unchecked = null;
  }

  // What the other parts of the page may ask and do.

  /** @param {(shown: Shown) => void} listener */
  onResult(listener) {
    this.#listeners.add(listener);
    if (this.#latest) listener(this.#latest);
  }

  /**
   * @template {Action} A
   * @param {A} action
   * @param {Record<string, unknown>} [more]
   */
  async ask(action, more) {
    if (!this.#rules.running) throw abandoned();
    try {
      return await this.#rules.ask(action, { ...this.#form.request(), ...more });
    } catch (error) {
      if (isUnanswered(error)) {
        console.error(error);
        this.done(this.words.unanswered);
      }
      throw abandoned();
    }
  }

  /** @param {string} [receipt] */
  address(receipt) {
    return location.href.split("#")[0] + spellAddress(reread().pairs, receipt);
  }

  values() {
    return Object.fromEntries(this.#form.pairs());
  }

  /**
   * @param {Pair[]} pairs
   * @param {{ replace?: boolean, another?: boolean }} [how]
   */
  fill(pairs, { replace = false, another = false } = {}) {
    const kept = replace ? [] : this.#form.pairs().filter(([name]) => !pairs.some(([other]) => other === name));
    if (replace) this.#startAnew();
    this.#form.fill([...kept, ...pairs]);
    if (another) this.#history = new CaseHistory(this.#form.pairs());
    this.#keep();
    if (replace) this.#history.beginCase();
    this.#changed();
  }

  keepCalendar() {
    if (this.#form.carriedFor(CALENDAR).some((value) => CALENDAR_ID.test(value))) return;
    const bytes = Array.from(crypto.getRandomValues(new Uint8Array(CALENDAR_BYTES)));
    const id = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.#form.carry(CALENDAR, id);
    this.#history.addToCase([CALENDAR, id], this.#form.pairs());
    write(this.#form.pairs());
    this.#changed();
  }

  /** @param {string} text */
  say(text) {
    this.#announcer.say(text);
  }

  /**
   * @param {string} text
   * @param {{ failed?: boolean, undo?: () => void }} [how]
   */
  done(text, { failed = false, undo } = {}) {
    for (const place of all("[data-done], [data-done-here]", this.root)) setText(place, "");
    const place = seek("dialog[open] [data-done-here]", this.root) ?? find("[data-done]", this.root);
    setText(place, text);
    setData(place, "failed", failed ? "" : undefined);
    this.#undoHere = undo;
    setHidden(find("[data-undo-here]", this.root), !undo);
    clearTimeout(this.#said);
    if (text) this.#said = setTimeout(() => this.done(""), undo ? SAID_WITH_UNDO : SAID);
  }
}

const place = find("[data-calculator-root]");
new CalculatorPage(place);
started(place);
