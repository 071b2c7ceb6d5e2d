// The page's side of a worksheet: it carries what is typed to the rules and shows what comes back. It knows nothing clinical.
import { isAbandoned } from "../site/abandoned.js";
import { around, find, seek, setData, setHidden } from "../site/dom.js";
import { Latest } from "./latest.js";
import { WorksheetForm } from "./worksheet-form.js";
import { WorksheetResult } from "./worksheet-result.js";

/** @typedef {import("./worksheet-form.js").Typed} Typed */
/**
 * What a page does for a worksheet on it.
 * @typedef {object} Host
 * @property {(action: "worksheet", more: Record<string, unknown>) => Promise<Reply.Worksheet>} ask
 * @property {(typed: Typed) => void} keep is called at once whenever something was entered
 * @property {(fills: Reply.Fill[], typed: Typed) => void} use is called when the reader takes the result along
 * @property {(error: unknown) => void} failed is called when the rules could not answer
 */

export class Worksheet {
  #root;
  #host;
  #form;
  #result;
  #over = new AbortController();
  #question;

  /**
   * Brings the worksheet `root` to life; what is `typed` into it already is filled in.
   * @param {HTMLElement} root
   * @param {Host} host
   * @param {Typed} [typed]
   */
  constructor(root, host, typed = {}) {
    const words = JSON.parse(root.dataset.words ?? "");
    this.#root = root;
    this.#host = host;
    this.#form = new WorksheetForm(root, words);
    this.#result = new WorksheetResult(root, words);
    this.#question = new Latest({
      ask: () => host.ask("worksheet", { worksheet: root.dataset.worksheet, ...this.#form.request() }),
      show: (reply) => this.#show(reply),
      takeAway: () => this.#clearResult(),
      fail: (error) => this.#fail(error),
    });
    this.#form.fill(typed);
    this.#listen(words);
    this.refresh();
  }

  /** @param {Record<string, string>} words */
  #listen(words) {
    const form = find("[data-inputs]", this.#root);
    this.#on(form, "input", () => this.#entered());
    this.#on(form, "change", () => this.#entered());
    this.#on(form, "submit", (event) => event.preventDefault());
    this.#on(form, "reset", (event) => {
      event.preventDefault();
      this.#form.clear();
      this.#entered();
    });
    this.#on(seek("[data-fill-example]", this.#root), "click", () => {
      this.#form.clear();
      this.#form.fill(JSON.parse(this.#root.dataset.example ?? "{}"));
      this.#entered();
    });
    this.#on(find("[data-use]", this.#root), "click", () => this.#host.use(this.#result.fills, this.typed()));
    const rows = this.#form.rowControls;
    if (!rows) return;
    this.#on(rows.add, "click", () => {
      this.#form.addRow();
      this.refresh();
    });
    this.#on(rows.group, "click", (event) => {
      const row = around(event, "[data-remove]") && around(event, "[data-row]");
      if (!row) return;
      this.#result.say(words.removed.replace("{row}", this.#form.removeRow(row)));
      this.#entered();
    });
  }

  /**
   * @param {HTMLElement | null} element
   * @param {string} happened
   * @param {(event: Event) => void} act
   */
  #on(element, happened, act) {
    element?.addEventListener(happened, act, { signal: this.#over.signal });
  }

  #entered() {
    this.#host.keep(this.typed());
    this.refresh();
  }

  /** @param {Reply.Worksheet} reply */
  #show(reply) {
    setData(this.#root, "stale");
    this.#form.show(reply);
    setHidden(find("[data-unusable]", this.#root), Object.keys(reply.problems).length === 0);
    this.#result.show(reply);
    this.#result.announce(reply.lines);
    performance.mark("worksheet-shown");
  }

  #clearResult() {
    this.#form.clearUnderstood();
    this.#result.clear();
  }

  /** @param {unknown} error */
  #fail(error) {
    setData(this.#root, "stale");
    this.#clearResult();
    if (!isAbandoned(error)) this.#host.failed(error);
  }

  typed() {
    return this.#form.typed();
  }

  /**
   * Fills in what is `given` in place of what is typed; returns the names of what no control takes.
   * @param {Typed} given
   */
  put(given) {
    this.#form.clear();
    const left = this.#form.fill(given);
    this.refresh();
    return left;
  }

  /** Asks the rules again. */
  refresh() {
    setData(this.#root, "stale", "");
    this.#question.changed();
  }

  stop() {
    this.#over.abort();
    this.#question.drop();
    this.#result.stop();
  }
}
