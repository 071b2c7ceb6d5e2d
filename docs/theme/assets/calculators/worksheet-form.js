// The form of a worksheet: rows that come and go, and what is typed.
import { all, find, seek, setData, setHidden, setText, showText } from "../site/dom.js";
import { localDay } from "./day.js";
import { markInvalid, understoodOtherwise } from "./form-notes.js";

/** @typedef {Record<string, string>} Typed what is typed: by field, or by `row.0.FIELD` for a row */
/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

const FIRST_ROW = "row.0.";
const ROW = /^row\.(\d+)\./;

/** @param {ParentNode} within */
const asked = (within) => all("[data-asked]", within);

/** @param {HTMLElement} field */
const nameOf = (field) => field.dataset.asked ?? "";

/** @param {HTMLElement} field */
const control = (field) => /** @type {Control} */ (seek("input:checked", field) ?? find("select, input", field));

export class WorksheetForm {
  #once;
  #group;
  #words;
  #made;

  /**
   * @param {HTMLElement} root
   * @param {Record<string, string>} words
   */
  constructor(root, words) {
    this.#once = seek("[data-once]", root);
    this.#group = seek("[data-rows]", root);
    this.#words = words;
    this.#made = this.#rows().length;
    this.#number();
  }

  /** The button that adds a row, and what holds the rows; null where there are none. */
  get rowControls() {
    return this.#group && { group: this.#group, add: find("[data-add]", this.#group, HTMLButtonElement) };
  }

  #rows() {
    return this.#group ? all("[data-row]", this.#group) : [];
  }

  #onceAsked() {
    return this.#once ? asked(this.#once) : [];
  }

  /** Every field, by where it stands. */
  places() {
    const rows = this.#rows().flatMap((row, number) =>
      asked(row).map((field) => /** @type {const} */ ([`row.${number}.${nameOf(field)}`, field])),
    );
    return new Map([...this.#onceAsked().map((field) => /** @type {const} */ ([nameOf(field), field])), ...rows]);
  }

  /** @returns {Typed} */
  typed() {
    const typed = [...this.places()].map(([name, field]) => [name, control(field).value]);
    return Object.fromEntries(typed.filter(([, value]) => value));
  }

  /** What the rules are asked about. */
  request() {
    const read = (/** @type {HTMLElement[]} */ fields) =>
      Object.fromEntries(fields.map((field) => [nameOf(field), control(field).value]));
    return { answers: read(this.#onceAsked()), rows: this.#rows().map((row) => read(asked(row))) };
  }

  /**
   * Fills in what is `given`, beside what is there; returns the names of what no control takes.
   * @param {Typed} given
   */
  fill(given) {
    this.#makeRows(given);
    const left = new Set(Object.keys(given));
    for (const [name, field] of this.places()) {
      const value = given[name] ?? (name.startsWith(FIRST_ROW) ? given[nameOf(field)] : undefined);
      if (value !== undefined && enter(field, value)) left.delete(name);
    }
    return [...left];
  }

  /** @param {Typed} given */
  #makeRows(given) {
    if (!this.#group) return;
    const last = Math.max(-1, ...Object.keys(given).map((name) => Number(ROW.exec(name)?.[1] ?? -1)));
    while (this.#rows().length <= Math.min(last, this.#limit("most") - 1)) this.#makeRow(this.#group);
    this.#number();
  }

  clear() {
    for (const row of this.#rows().slice(Math.max(1, this.#limit("least")))) row.remove();
    for (const field of this.places().values()) enter(field, "");
    this.#number();
  }

  /** @param {"least" | "most"} which */
  #limit(which) {
    return Number(this.#group?.dataset[which]);
  }

  /** Adds a row and leads to it. */
  addRow() {
    if (!this.#group) return;
    this.#makeRow(this.#group);
    this.#number();
    find("input, select", this.#rows().at(-1)).focus();
  }

  /** @param {HTMLElement} group */
  #makeRow(group) {
    const template = find("[data-new-row]", group, HTMLTemplateElement);
    const fresh = document.importNode(template.content, true);
    this.#made += 1;
    for (const element of all("*", fresh, Element)) {
      for (const name of ["id", "for", "name", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll("NUMBER", String(this.#made)));
      }
    }
    find("[data-add]", group).parentElement?.before(fresh);
  }

  /**
   * Removes `row`, leads to the one that takes its place, and returns its name.
   * @param {HTMLElement} row
   */
  removeRow(row) {
    const name = find("legend", row).textContent;
    const before = this.#rows().indexOf(row);
    row.remove();
    this.#number();
    const next = this.#rows()[before] ?? this.#rows().at(-1);
    (next ? find("legend", next) : this.rowControls?.add)?.focus();
    return name;
  }

  #number() {
    const controls = this.rowControls;
    if (!controls) return;
    const rows = this.#rows();
    const say = (/** @type {string} */ text, /** @type {number} */ count) => text.replace("{number}", String(count));
    for (const [index, row] of rows.entries()) {
      const remove = find("[data-remove]", row);
      setText(find("legend", row), say(this.#words.row, index + 1));
      setText(remove, say(this.#words.remove, index + 1));
      setHidden(remove, rows.length <= this.#limit("least"));
    }
    setText(controls.add, say(this.#words.add, rows.length + 1));
    setHidden(controls.add, rows.length >= this.#limit("most"));
  }

  /**
   * Shows beside each field its mistake, the result that belongs to it, or what was understood.
   * @param {Reply.Worksheet} reply
   */
  show(reply) {
    const beside = new Map(reply.lines.map((line) => [line.id, line.value]));
    for (const [name, field] of this.places()) {
      const input = control(field);
      const problem = reply.problems[name] ?? "";
      setData(field, "invalid", problem ? "" : undefined);
      if (input.type !== "radio") markInvalid(input, Boolean(problem));
      showText(find("[data-problem]", field), problem);
      const understood = input.type === "text" ? understoodOtherwise(reply.echo[name], input.value) : "";
      showText(find("[data-understood]", field), beside.get(name.replaceAll("_", "-")) ?? understood);
    }
  }

  /** Takes away what was understood. */
  clearUnderstood() {
    for (const field of this.places().values()) setHidden(find("[data-understood]", field), true);
  }
}

/**
 * Puts `value` into the control of `field`; returns whether it takes it, and leaves it at "not known" where it does not.
 * @param {HTMLElement} field
 * @param {string} value
 */
function enter(field, value) {
  const radios = all("input[type=radio]", field, HTMLInputElement);
  for (const radio of radios) radio.checked = radio.value === value;
  const input = control(field);
  if (!radios.length) input.value = input.dataset.day === undefined ? value : localDay(value);
  const taken = radios.length
    ? radios.some((radio) => radio.checked)
    : !(input instanceof HTMLSelectElement) || input.selectedIndex !== -1;
  if (!taken) enter(field, "");
  return taken;
}
