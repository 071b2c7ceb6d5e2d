// What can be done with the case as a whole: share, save, open, print, and the worksheets beside their fields.
import { attempt } from "../site/abandoned.js";
import { copy } from "../site/copy.js";
import { showDialog } from "../site/dialog.js";
import { all, download, find, showLines } from "../site/dom.js";
import { startDialogs } from "./dialogs.js";
import { startKeys, TYPING } from "./keys.js";
import { startPrinting } from "./printing.js";
import { startWorksheets } from "./worksheet-dialog.js";

const BIGGEST = 200_000; // bytes of a file that is opened; a saved case takes about ten thousand

// A case with mistakes in it can be shared, but not said; a file is opened and a worksheet taken whenever the rules run.
const SAYING = "[data-save], [data-save-fhir], [data-copy-text], [data-dialog-open='sheet'], [data-dialog-open='code']";
const ASKING = "[data-open-file], [data-paste-case], [data-worksheet-open]";
const ALWAYS = "[data-share], [data-dialog-open='keys']";

/** @param {ClipboardEvent} event what is pasted with it; nothing where it is too large to be a case */
function pastedText({ clipboardData }) {
  const text = clipboardData?.getData("text").trim() ?? "";
  return text.length > BIGGEST ? "" : text;
}

/**
 * Starts the actions of `calculator`, once the rules can answer.
 * @param {Calculator} calculator
 */
export function start(calculator) {
  const { root } = calculator;
  if (root.dataset.actions !== undefined) return;
  root.dataset.actions = "";
  const actions = new Actions(calculator);
  const dialogs = startDialogs(calculator, () => actions.address());
  const worksheets = startWorksheets(calculator);
  startPrinting(calculator);
  startKeys(calculator, {
    "?": () => dialogs.open("keys"),
    c: () => calculator.goTo("case"),
    r: () => calculator.goTo("results"),
    q: () => calculator.goTo("questions"),
    n: () => calculator.next(),
    s: () => actions.canSay && dialogs.open("sheet"),
    t: () => actions.canSay && actions.copyText(),
    u: calculator.undo,
    U: calculator.redo,
  });
  calculator.onResult((shown) => {
    actions.show(shown);
    if (shown.state === "failed") worksheets.close();
    dialogs.show(shown);
  });
}

class Actions {
  #calculator;
  /** @type {Reply.Result | null} */
  #result = null;
  #notices;
  /**
   * What is to be said of a case that was opened, once the rules have answered to it; their answer clears what was said before.
   * @type {string[]}
   */
  #opened = [];

  /** @param {Calculator} calculator */
  constructor(calculator) {
    const { root } = calculator;
    this.#calculator = calculator;
    this.#notices = find("[data-notices]");
    this.#enable(ALWAYS, true);
    this.#onClick("[data-share]", () => this.#share());
    this.#onClick("[data-hand-over]", () => this.#handOver());
    if ("share" in navigator) for (const button of all("[data-hand-over]", root)) button.hidden = false;
    this.#onClick("[data-copy-text]", () => this.copyText());
    this.#onClick("[data-save]", () => this.#save());
    this.#onClick("[data-save-fhir]", () => this.#saveFhir());
    const chooser = find("[data-file]", root, HTMLInputElement);
    this.#onClick("[data-open-file]", () => chooser.click());
    chooser.addEventListener("change", () => attempt(() => this.#openFile(chooser)));
    this.#onClick("[data-paste-case]", () => this.#openCopied());
    this.#takePasted(find('dialog[data-dialog="paste"]', root, HTMLDialogElement));
    document.addEventListener("paste", (event) => {
      const text = pastedText(event);
      const typing = event.target instanceof Element && event.target.closest(TYPING);
      if (typing || !text || document.querySelector("dialog[open]")) return;
      attempt(() => this.#open(text));
    });
  }

  /** Opens what was copied; where the browser does not let the page read it, the reader pastes it. */
  async #openCopied() {
    let text = "";
    try {
      text = (await navigator.clipboard.readText()).trim();
    } catch {
      // The dialog says so.
    }
    if (text && text.length <= BIGGEST) {
      await this.#open(text);
      return;
    }
    showDialog(find('dialog[data-dialog="paste"]', this.#calculator.root, HTMLDialogElement));
    find("[data-pasted]", this.#calculator.root).focus();
  }

  /** @param {HTMLDialogElement} dialog in which a text is pasted, or typed */
  #takePasted(dialog) {
    const field = find("[data-pasted]", dialog, HTMLTextAreaElement);
    /** @param {string} text */
    const take = (text) => {
      if (!text) return;
      field.value = "";
      dialog.close();
      attempt(() => this.#open(text));
    };
    field.addEventListener("paste", (event) => {
      const text = pastedText(event);
      if (!text || field.value) return;
      event.preventDefault();
      take(text);
    });
    find("[data-open-pasted]", dialog).addEventListener("click", () => take(field.value.trim()));
  }

  /** Whether there is a case of which something can be said. */
  get canSay() {
    return this.#result !== null;
  }

  /**
   * @param {string} selector
   * @param {() => unknown} act
   */
  #onClick(selector, act) {
    for (const button of all(selector, this.#calculator.root)) button.addEventListener("click", () => attempt(act));
  }

  /**
   * @param {string} selector
   * @param {boolean} enabled
   */
  #enable(selector, enabled) {
    for (const button of all(selector, this.#calculator.root, HTMLButtonElement)) button.disabled = !enabled;
  }

  /** @param {Shown} shown */
  show({ result, state }) {
    this.#result = result;
    this.#enable(SAYING, result !== null);
    this.#enable(ASKING, state !== "failed" && state !== "loading");
    if (!state && this.#opened.length) {
      const said = all("li:not([hidden])", this.#notices).map((item) => item.textContent);
      showLines(this.#notices, [...this.#opened, ...said]);
    }
    if (!state || state === "failed") this.#opened = [];
  }

  #receipt() {
    return "stale" in this.#calculator.root.dataset ? undefined : this.#result?.receipt;
  }

  /** The address of the case with the receipt of the rules that read it. */
  address() {
    return this.#calculator.address(this.#receipt());
  }

  async #share() {
    const { words } = this.#calculator;
    const said = this.#receipt() ? words.copied_address : words.copied_without_receipt;
    if (await copy(this.address())) this.#calculator.done(said);
  }

  /** Hands the address to the share sheet of the reader's device. */
  async #handOver() {
    try {
      await navigator.share({ title: document.title, url: this.address() });
    } catch (error) {
      // The reader thought better of it.
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  }

  async copyText() {
    const { root, words } = this.#calculator;
    const { value } = find("[data-sheet-language]", root, HTMLSelectElement);
    const { text } = await this.#calculator.ask("text", { language: value });
    if (await copy(text)) this.#calculator.done(words.copied_text);
  }

  async #save() {
    const { name, json } = await this.#calculator.ask("json");
    download(name, "application/json", json);
    this.#calculator.done(this.#calculator.words.saved.replace("{name}", name));
  }

  /** For other systems; what cannot be read of the case is no answer there. */
  async #saveFhir() {
    const { words } = this.#calculator;
    const { name, json, left_out } = await this.#calculator.ask("fhir");
    download(name, "application/fhir+json", json);
    const said = words.saved.replace("{name}", name);
    const without = words.left_out.replace("{fields}", left_out.join(", "));
    this.#calculator.done(left_out.length ? `${said} ${without}` : said, { failed: left_out.length > 0 });
  }

  /** @param {HTMLInputElement} chooser */
  async #openFile(chooser) {
    const [file] = chooser.files ?? [];
    chooser.value = "";
    if (!file) return;
    // What was said of another file goes first, whatever becomes of this one.
    showLines(this.#notices, []);
    this.#calculator.done("");
    if (file.size > BIGGEST) showLines(this.#notices, [this.#calculator.words.too_big]);
    else await this.#open(await file.text());
  }

  /**
   * Opens what a file or a copied text says; it is read by the rules, as everything is.
   * @param {string} text
   */
  async #open(text) {
    const { words } = this.#calculator;
    const reply = await this.#calculator.ask("verify", { text });
    const lines = [reply.said, ...reply.problems, ...reply.differences].filter(Boolean);
    if (reply.case) {
      this.#opened = lines;
      this.#calculator.fill(Object.entries(reply.case), { replace: true });
    } else {
      showLines(this.#notices, lines);
    }
    if (reply.case) this.#calculator.done(words.opened);
    else this.#calculator.done(words.not_opened, { failed: true });
  }
}
