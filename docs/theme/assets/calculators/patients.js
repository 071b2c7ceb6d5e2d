// A meeting's list: several patients in this tab, each with a label that stands in no address, sheet or summary.
import { attempt } from "../site/abandoned.js";
import { showDialog } from "../site/dialog.js";
import { all, download, find, make, seek, setHidden, setText } from "../site/dom.js";
import { late } from "../site/late.js";
import { keepInTab, keptInTab } from "../site/tab.js";
import { printSheets } from "./printing.js";
import { alertsOf } from "./results.js";

/** @typedef {import("./address.js").Pair} Pair */
/** @typedef {{ label: string, pairs: Pair[] }} Patient */

const LIST = "patients"; // the name under which the tab keeps it, and that of the file
const BIGGEST = 5_000_000; // characters of a file that is opened

/** @param {Calculator} calculator */
export function start(calculator) {
  const place = find("[data-patients]", calculator.root);
  if (!place.inert) return;
  place.inert = false;
  new Patients(calculator, place);
}

/**
 * The list that `text` holds; null where it holds none.
 * @param {string} text
 * @returns {{ label: string, case: unknown }[] | null}
 */
function listIn(text) {
  try {
    const { [LIST]: found } = JSON.parse(text);
    return Array.isArray(found) && found.every((one) => typeof one?.label === "string") ? found : null;
  } catch {
    return null;
  }
}

class Patients {
  #calculator;
  #place;
  #label;
  /** @type {Patient[]} */
  #patients = [];
  #at = 0;
  /**
   * Whom the reader has removed, and from where: back at hand until the page is left, and kept nowhere.
   * @type {{ patient: Patient, at: number }[]}
   */
  #removed = [];
  /** Whether the case is changed from here. */
  #filling = false;

  /**
   * @param {Calculator} calculator
   * @param {HTMLElement} place
   */
  constructor(calculator, place) {
    this.#calculator = calculator;
    this.#place = place;
    this.#label = find("[data-patient-label]", place, HTMLInputElement);
    this.#takeKept();
    this.#listen();
    this.#show();
  }

  get #present() {
    return this.#patients[this.#at];
  }

  /** Goes on with the list of this tab; a case that came in another way is one more patient. */
  #takeKept() {
    const pairs = this.#pairs();
    /** @type {{ at: number, patients: Patient[] }} */
    const { at, patients } = JSON.parse(keptInTab(LIST) ?? '{"at":0,"patients":[]}');
    this.#patients = patients.length ? patients : [{ label: "", pairs }];
    this.#at = at;
    const encoded = JSON.stringify(pairs);
    const listed = [at, ...this.#patients.keys()].find(
      (place) => JSON.stringify(this.#patients[place].pairs) === encoded,
    );
    if (listed !== undefined) this.#at = listed;
    else if (this.#calculator.isAnother && this.#present.pairs.length)
      this.#at = this.#patients.push({ label: "", pairs }) - 1;
    // What was answered on another page of this tab is of the same patient.
    else this.#present.pairs = pairs;
  }

  #listen() {
    const { root } = this.#calculator;
    /** @type {Record<string, () => unknown>} */
    const acts = {
      previous: () => this.#go(this.#at - 1),
      next: () => this.#go(this.#at + 1),
      add: () => this.#add(),
      remove: () => this.#remove(),
      back: () => this.#bringBack(),
      save: () => this.#save(),
      open: () => find("[data-patients-file]", this.#place, HTMLInputElement).click(),
      print: () => this.#print(),
      project: () => this.#project(),
    };
    for (const button of all("[data-patient]", root))
      button.addEventListener("click", () => attempt(acts[button.dataset.patient ?? ""]));
    this.#label.addEventListener("input", () => {
      this.#present.label = this.#label.value;
      this.#keep();
    });
    const chooser = find("[data-patients-file]", this.#place, HTMLInputElement);
    chooser.addEventListener("change", () => attempt(() => this.#open(chooser)));
    this.#calculator.onResult(({ result }) => {
      if (result) this.#keep();
    });
    addEventListener("pagehide", () => this.#keep());
    root.addEventListener("nothing-to-undo", () => this.#bringBack());
    // Another case in place of this one is another patient: its label would be a wrong one.
    root.addEventListener("another-case", () => {
      if (this.#filling) return;
      this.#present.label = "";
      this.#show();
    });
    find('dialog[data-dialog="projector"]', root).addEventListener("keydown", ({ key }) => {
      if (key === "ArrowRight" || key === "PageDown") this.#go(this.#at + 1);
      if (key === "ArrowLeft" || key === "PageUp") this.#go(this.#at - 1);
    });
  }

  #pairs() {
    return /** @type {Pair[]} */ (Object.entries(this.#calculator.values()));
  }

  /** Keeps the list as it is now. */
  #keep() {
    this.#present.pairs = this.#pairs();
    const { label, pairs } = this.#present;
    const isNothing = this.#patients.length === 1 && !label && !pairs.length;
    keepInTab(LIST, isNothing ? "" : JSON.stringify({ at: this.#at, patients: this.#patients }));
  }

  #show() {
    const many = this.#patients.length > 1;
    this.#label.value = this.#present.label;
    setText(find("[data-patient-place]", this.#place), many ? `${this.#at + 1}/${this.#patients.length}` : "");
    for (const button of all("[data-patient]", this.#place, HTMLButtonElement)) {
      if (button.dataset.patient === "previous") button.disabled = this.#at === 0;
      if (button.dataset.patient === "next") button.disabled = this.#at === this.#patients.length - 1;
      if (button.dataset.patient === "remove") button.disabled = !many;
      if (button.dataset.patient === "back") button.disabled = !this.#removed.length;
    }
  }

  /** Puts the present patient onto the board; what was there is no step back of this one. */
  #fill() {
    this.#filling = true;
    this.#calculator.fill(this.#present.pairs, { replace: true, another: true });
    this.#filling = false;
    this.#show();
    this.#keep();
  }

  /** @param {number} at */
  #go(at) {
    if (!this.#patients[at] || at === this.#at) return;
    this.#keep();
    this.#at = at;
    this.#fill();
    const { words } = this.#calculator;
    const { label } = this.#present;
    const said = words.patient_of.replace("{at}", String(at + 1)).replace("{count}", String(this.#patients.length));
    this.#calculator.say(label ? `${said}: ${label}` : said);
  }

  #add() {
    this.#keep();
    this.#patients.push({ label: "", pairs: [] });
    this.#at = this.#patients.length - 1;
    this.#fill();
    this.#label.focus();
  }

  #remove() {
    this.#keep();
    const at = this.#at;
    const [patient] = this.#patients.splice(at, 1);
    this.#removed.push({ patient, at });
    this.#at = Math.min(at, this.#patients.length - 1);
    this.#fill();
    this.#calculator.done(this.#calculator.words.patient_removed.replace("{patient}", nameOf(patient, at)), {
      undo: () => this.#bringBack(),
    });
  }

  /** Brings back the patient who was removed last, to the same place. */
  #bringBack() {
    const last = this.#removed.pop();
    if (!last) return;
    const { patient, at } = last;
    this.#keep();
    this.#at = Math.min(at, this.#patients.length);
    this.#patients.splice(this.#at, 0, patient);
    this.#fill();
    this.#calculator.done(this.#calculator.words.patient_is_back.replace("{patient}", nameOf(patient, this.#at)));
  }

  /** @param {Patient} patient */
  #asked({ pairs }) {
    return { answers: {}, carried: pairs };
  }

  async #save() {
    this.#keep();
    const saved = [];
    for (const patient of this.#patients) {
      const { json } = await this.#calculator.ask("json", this.#asked(patient));
      saved.push({ label: patient.label, case: JSON.parse(json) });
    }
    const name = `${LIST}-${saved.length}.json`;
    download(name, "application/json", `${JSON.stringify({ [LIST]: saved }, null, 2)}\n`);
    this.#calculator.done(this.#calculator.words.saved_list.replace("{name}", name));
  }

  /** @param {HTMLInputElement} chooser */
  async #open(chooser) {
    const [file] = chooser.files ?? [];
    chooser.value = "";
    if (!file) return;
    const { words } = this.#calculator;
    const found = listIn((await file.slice(0, BIGGEST).text()).trim());
    if (!found?.length) {
      this.#calculator.done(words.no_list, { failed: true });
      return;
    }
    /** @type {Patient[]} */
    const patients = [];
    let differ = 0;
    for (const one of found) {
      const reply = await this.#calculator.ask("verify", { text: JSON.stringify(one.case) });
      if (reply.differences.length || !reply.case) differ += 1;
      if (reply.case) patients.push({ label: one.label, pairs: Object.entries(reply.case) });
    }
    if (!patients.length) {
      this.#calculator.done(words.no_list, { failed: true });
      return;
    }
    this.#keep();
    const isNothing = this.#patients.length === 1 && !this.#present.pairs.length;
    this.#at = isNothing ? 0 : this.#patients.length;
    this.#patients = isNothing ? patients : [...this.#patients, ...patients];
    this.#fill();
    const said = words.opened_list.replace("{count}", String(patients.length));
    this.#calculator.done(differ ? `${said} ${words.opened_differ.replace("{count}", String(differ))}` : said, {
      failed: differ > 0,
    });
  }

  /** Prints the sheets of all, each as its own dialog lays it out. */
  async #print() {
    this.#keep();
    const { root } = this.#calculator;
    /** @type {typeof import("./sheet.js")} */
    const { drawSheet, fitSheet } = await late(new URL("./sheet.js", import.meta.url));
    const dialog = find('dialog[data-dialog="sheet"]', root, HTMLDialogElement);
    const place = find("[data-sheet]", dialog);
    const { value: language } = find("[data-sheet-language]", dialog, HTMLSelectElement);
    const pages = /** @type {import("./sheet.js").Pages} */ (
      find("[data-sheet-pages]", dialog, HTMLSelectElement).value
    );
    const sheets = [];
    showDialog(dialog);
    try {
      for (const patient of this.#patients) {
        drawSheet(place, await this.#calculator.ask("sheet", { language, ...this.#asked(patient) }), language, null);
        await fitSheet(place, pages);
        sheets.push(/** @type {HTMLElement} */ (place.cloneNode(true)));
      }
    } finally {
      dialog.close();
    }
    printSheets(sheets);
  }

  // The projector.

  #project() {
    const dialog = find('dialog[data-dialog="projector"]', this.#calculator.root, HTMLDialogElement);
    showDialog(dialog);
    if (dialog.dataset.follows !== undefined) return;
    dialog.dataset.follows = "";
    this.#calculator.onResult(({ result }) => result && this.#drawProjection(result));
  }

  /** @param {Reply.Result} result */
  #drawProjection(result) {
    const { root, sets } = this.#calculator;
    const { label } = this.#present;
    const place = this.#patients.length > 1 ? `${this.#at + 1}/${this.#patients.length}` : "";
    setText(find("#dialog-projector", root), [place, label].filter(Boolean).join(" · ") || document.title);
    for (const step of all('[data-dialog="projector"] [data-patient]', root))
      setHidden(step, this.#patients.length < 2);
    const shown = [...sets].filter(([, { article }]) => !article.hidden);
    find("[data-projected]", root).replaceChildren(
      ...shown.map(([id, { title, article }]) =>
        projected(result.sets[id], alertsOf(result, [id], "read_out"), title, article),
      ),
    );
  }
}

/**
 * One set with its verdict, the warnings without which it misleads, and of its criteria those that are not met or open, as its card names them.
 * @param {Reply.Outcome} outcome
 * @param {Reply.Alert[]} urgent
 * @param {string} title
 * @param {HTMLElement} article
 */
function projected(outcome, urgent, title, article) {
  const isJudged = outcome.verdict !== null;
  const lines = Object.entries(outcome.criteria).filter(([, { truth }]) => isJudged && truth !== "met");
  const provisional = seek('.status[data-status="provisional"]', article);
  return make(
    "section",
    { class: "projected", "data-state": outcome.verdict, "data-provisional": provisional && "" },
    make("h3", {}, title, provisional && make("small", {}, ` ${provisional.textContent}`)),
    make("p", { class: "projected__verdict" }, isJudged ? make("span", { class: "mark" }) : null, outcome.said),
    // A count or a class has no criteria that are met or not: why it is what it is, in a line.
    !isJudged && outcome.reason ? make("p", {}, outcome.reason) : null,
    make(
      "ul",
      {},
      ...urgent.map(({ kind, text }) =>
        make("li", { "data-kind": kind }, make("span", { class: "projected__sign", "aria-hidden": "true" }, "▲"), text),
      ),
    ),
    make(
      "ul",
      {},
      ...lines.map(([id, { truth, said }]) => {
        const sentence = find(`[data-criterion="${id}"] .criterion__sentence`, article).textContent;
        return make("li", { "data-truth": truth }, make("span", { class: "mark" }), `${sentence} – ${said}`);
      }),
    ),
  );
}

/**
 * What a patient is called here: by the label, else by the place in the list.
 * @param {Patient} patient
 * @param {number} at
 */
const nameOf = ({ label }, at) => label || String(at + 1);
