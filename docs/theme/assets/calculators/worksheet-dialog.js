// A worksheet is a page of its own; the board takes its form from there, and shows it in a dialog.
import { attempt } from "../site/abandoned.js";
import { showDialog } from "../site/dialog.js";
import { all, find, seek, setText } from "../site/dom.js";
import { incomplete, late } from "../site/late.js";
import { keepBeside, keptBeside } from "./address-page.js";

/** @typedef {import("./worksheet-form.js").Typed} Typed */

/**
 * Lets the worksheets be opened beside the fields that they fill.
 * @param {Calculator} calculator
 */
export function startWorksheets(calculator) {
  const worksheets = new Worksheets(calculator);
  for (const button of all("[data-worksheet-open]", calculator.root)) {
    const { worksheetOpen = "", address = "" } = button.dataset;
    button.addEventListener("click", () => attempt(() => worksheets.open(worksheetOpen, address)));
  }
  return worksheets;
}

class Worksheets {
  #calculator;
  #dialog;
  /** @type {import("./worksheet.js").Worksheet | undefined} */
  #running;

  /** @param {Calculator} calculator */
  constructor(calculator) {
    this.#calculator = calculator;
    this.#dialog = find("dialog[data-dialog=worksheet]", calculator.root, HTMLDialogElement);
  }

  close() {
    this.#dialog.close();
  }

  /**
   * Opens the worksheet `name` from its page at `address`.
   * @param {string} name
   * @param {string} address
   */
  async open(name, address) {
    this.#running?.stop();
    const [module, page] = await Promise.all([late(new URL("./worksheet.js", import.meta.url)), pageAt(address)]);
    const { Worksheet } = /** @type {typeof import("./worksheet.js")} */ (module);
    const root = document.importNode(find(`[data-worksheet="${name}"]`, page), true);
    setText(find("h2", this.#dialog), find("h1", page).firstChild?.textContent ?? "");
    find("[data-worksheet-place]", this.#dialog).replaceChildren(root);
    seek("[data-unstarted]", root)?.remove();
    this.#running = new Worksheet(root, this.#host(name), this.#typedBefore(name));
    showDialog(this.#dialog);
  }

  /**
   * @param {string} name
   * @returns {import("./worksheet.js").Host}
   */
  #host(name) {
    return {
      ask: (action, more) => this.#calculator.ask(action, { carried: [], ...more }),
      keep: (typed) => this.#keep(name, typed),
      use: (fills, typed) => this.#use(name, fills, typed),
      failed() {}, // The page has said it.
    };
  }

  /**
   * @param {string} name
   * @param {Reply.Fill[]} fills
   * @param {Typed} typed
   */
  #use(name, fills, typed) {
    this.#dialog.close();
    this.#calculator.fill(fills.map(({ field, value }) => [field, value]));
    this.#keep(name, typed);
    this.#calculator.goTo(`field-${fills[0].field}`);
    const what = fills.map(({ label, said }) => `${label ?? ""} ${said}`.trim()).join(", ");
    this.#calculator.done(this.#calculator.words.filled.replace("{what}", what));
  }

  /**
   * @param {string} name
   * @param {Typed} typed
   */
  #keep(name, typed) {
    keepBeside(name, { typed, answers: this.#calculator.values() });
  }

  /**
   * What the worksheet begins with: what was typed into it, and the answers of the case where they have changed since.
   * @param {string} name
   * @returns {Typed}
   */
  #typedBefore(name) {
    const now = this.#calculator.values();
    /** @type {{ typed: Typed, answers: Typed } | undefined} */
    const kept = keptBeside(name);
    if (!kept) return now;
    const moved = Object.keys({ ...now, ...kept.answers }).filter((field) => now[field] !== kept.answers[field]);
    const gone = new Set(moved.flatMap((field) => [field, `row.0.${field}`]));
    const stays = Object.entries(kept.typed).filter(([field]) => !gone.has(field));
    return Object.fromEntries([...stays, ...moved.filter((field) => now[field]).map((field) => [field, now[field]])]);
  }
}

/** @param {string} address */
async function pageAt(address) {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch (error) {
    throw incomplete(error);
  }
}
