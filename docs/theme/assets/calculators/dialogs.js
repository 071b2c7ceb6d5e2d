// The dialogs that show the case, and follow it, whoever changes it while they are open.
import { abandoned, attempt } from "../site/abandoned.js";
import { showDialog } from "../site/dialog.js";
import { all, draw, find, make, setText } from "../site/dom.js";
import { late } from "../site/late.js";

const QUIET_ZONE = 4; // modules of a code that stay empty around it

/** @typedef {{ getModuleCount: () => number, isDark: (row: number, column: number) => boolean }} Code */
/** @typedef {"sheet" | "code" | "keys"} Name */

/**
 * Lets the dialogs be opened at their buttons; `address` returns the address of the case.
 * @param {Calculator} calculator
 * @param {() => string} address
 */
export function startDialogs(calculator, address) {
  const dialogs = new Dialogs(calculator, address);
  const { root } = calculator;
  for (const button of all("[data-dialog-open]", root)) {
    const name = /** @type {Name} */ (button.dataset.dialogOpen);
    button.addEventListener("click", () => attempt(() => dialogs.open(name)));
  }
  for (const choice of all("[data-sheet-language], [data-sheet-pages], [data-sheet-code]", root)) {
    choice.addEventListener("change", () => attempt(() => dialogs.drawSheetAgain()));
  }
  return dialogs;
}

class Dialogs {
  #calculator;
  #address;
  /** How often what is shown of the case has changed. */
  #turn = 0;

  /**
   * @param {Calculator} calculator
   * @param {() => string} address
   */
  constructor(calculator, address) {
    this.#calculator = calculator;
    this.#address = address;
  }

  /**
   * @template {Element} [T=HTMLElement]
   * @param {string} selector
   * @param {new () => T} [kind]
   */
  #find(selector, kind) {
    return find(selector, this.#calculator.root, kind);
  }

  /** @param {Name} name */
  #dialog(name) {
    return this.#find(`dialog[data-dialog="${name}"]`, HTMLDialogElement);
  }

  /** @param {Name} name */
  async open(name) {
    const dialog = this.#dialog(name);
    if (dialog.open) return;
    const fit = name === "sheet" ? await this.#drawSheet() : null;
    if (name === "code") await this.#drawCode();
    showDialog(dialog);
    await fit?.();
  }

  /**
   * The dialogs show the case as it is `shown`; while the rules are asked again they wait, and without a case they close.
   * @param {Shown} shown
   */
  show({ result, state }) {
    this.#turn += 1;
    const waits = state === "waiting" || state === "loading";
    this.#redraw("sheet", "[data-sheet]", () => this.drawSheetAgain(), result !== null, waits);
    this.#redraw("code", "[data-code], [data-code-address]", () => this.#drawCode(), result !== null, waits);
  }

  /**
   * @param {Name} name
   * @param {string} places
   * @param {() => Promise<void>} drawAgain
   * @param {boolean} drawn
   * @param {boolean} waits
   */
  #redraw(name, places, drawAgain, drawn, waits) {
    if (!this.#dialog(name).open) return;
    for (const place of all(places, this.#calculator.root)) place.replaceChildren();
    if (drawn) attempt(drawAgain);
    else if (!waits) this.#dialog(name).close();
  }

  async drawSheetAgain() {
    const fit = await this.#drawSheet();
    await fit();
  }

  /**
   * Draws the sheet and returns what is to be done once it is in sight.
   * @returns {Promise<() => Promise<void>>}
   */
  async #drawSheet() {
    /** @type {typeof import("./sheet.js")} */
    const { drawSheet, fitSheet } = await late(new URL("./sheet.js", import.meta.url));
    const place = this.#find("[data-sheet]");
    const { value: language } = this.#find("[data-sheet-language]", HTMLSelectElement);
    const pages = /** @type {import("./sheet.js").Pages} */ (this.#find("[data-sheet-pages]", HTMLSelectElement).value);
    const turn = this.#turn;
    const sheet = await this.#calculator.ask("sheet", { language });
    const code = this.#find("[data-sheet-code]", HTMLInputElement).checked ? await this.#code() : null;
    if (turn !== this.#turn) {
      // The case has changed meanwhile: an open dialog is being drawn again, and one that is to be opened shows the case as it is now.
      if (this.#dialog("sheet").open) throw abandoned();
      return this.#drawSheet();
    }
    drawSheet(place, sheet, language, code);
    return () => fitSheet(place, pages);
  }

  async #drawCode() {
    setText(this.#find("[data-code-address]"), this.#address());
    this.#find("[data-code]").replaceChildren(await this.#code());
  }

  /** Returns the address of the case as a code, or why there is none. */
  async #code() {
    const { default: qrcode } = await late(new URL("../vendor/qrcode.js", import.meta.url));
    return codeOf(qrcode, this.#address()) ?? make("p", {}, this.#calculator.words.code_too_long);
  }
}

/**
 * Returns the drawing of `text` as a code; null where it is too long for one.
 * @param {any} qrcode
 * @param {string} text
 */
function codeOf(qrcode, text) {
  const code = qrcode(0, "L");
  try {
    code.addData(text);
    code.make();
  } catch {
    return null;
  }
  return drawCode(code);
}

/** @param {Code} code */
function drawCode(code) {
  const count = code.getModuleCount();
  const size = count + 2 * QUIET_ZONE;
  const places = Array.from({ length: count }, (_, place) => place);
  const dark = places.flatMap((row) =>
    places
      .filter((column) => code.isDark(row, column))
      .map((column) => `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`),
  );
  return draw(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges" },
    draw("path", { d: dark.join("") }),
  );
}
