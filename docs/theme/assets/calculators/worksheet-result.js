// The result of a worksheet: its lines, its chart, and what the case can take from it.
import { find, make, setHidden, setText } from "../site/dom.js";
import { drawChart } from "./worksheet-chart.js";

const QUIET = 900; // milliseconds without a change before the result is read out
/** @type {Record<string, string>} */
const MARKS = { good: "✓", bad: "×", open: "?" };

export class WorksheetResult {
  #root;
  #words;
  #place;
  /** @type {Reply.Chart | null} */
  #chart = null;
  #drawnWidth = 0;
  #watch = new ResizeObserver(() => this.#redraw());
  #announced = "";
  /** @type {number | undefined} */
  #announcing;

  /**
   * What the case can take from it.
   * @type {Reply.Fill[]}
   */
  fills = [];

  /**
   * @param {HTMLElement} root
   * @param {Record<string, string>} words
   */
  constructor(root, words) {
    this.#root = root;
    this.#words = words;
    this.#place = find("[data-chart]", root);
    if (this.#place.parentElement) this.#watch.observe(this.#place.parentElement);
  }

  /** @param {Pick<Reply.Worksheet, "lines" | "chart" | "fills">} reply */
  show({ lines, chart, fills }) {
    find("[data-lines]", this.#root).replaceChildren(...lines.map((line) => this.#line(line)));
    this.#chart = chart;
    setHidden(this.#place, !chart);
    if (chart) this.#draw(chart);
    else this.#place.replaceChildren();
    this.fills = fills;
    const offered = find("[data-fills]", this.#root);
    setHidden(offered, fills.length === 0);
    find("ul", offered).replaceChildren(
      ...fills.map(({ label, said, note }) =>
        make("li", {}, `${label}: `, make("strong", {}, said), note ? make("span", {}, note) : null),
      ),
    );
  }

  clear() {
    this.show({ lines: [], chart: null, fills: [] });
  }

  /** @param {Reply.WorksheetLine} line */
  #line({ id, state, label, value, note }) {
    const mark = MARKS[state];
    const word = this.#words[state];
    return make(
      "li",
      { class: "measuring__line", "data-line": id, "data-state": state },
      make("p", { class: "measuring__label" }, label),
      make(
        "p",
        { class: "measuring__value" },
        mark ? make("span", { class: "measuring__mark", "aria-hidden": "true" }, mark) : null,
        make("span", {}, value),
        word ? make("span", { class: "measuring__state" }, word) : null,
      ),
      note ? make("p", { class: "measuring__note" }, note) : null,
    );
  }

  #redraw() {
    if (this.#chart && this.#place.clientWidth !== this.#drawnWidth) this.#draw(this.#chart);
  }

  /** @param {Reply.Chart} chart */
  #draw(chart) {
    this.#drawnWidth = this.#place.clientWidth;
    drawChart(this.#place, chart, this.#words);
  }

  /**
   * Reads `lines` out once the reader pauses.
   * @param {Reply.WorksheetLine[]} lines
   */
  announce(lines) {
    clearTimeout(this.#announcing);
    const said = lines.map(({ label, value, state }) => [`${label}: ${value}`, this.#words[state]]);
    const now = said.map((parts) => parts.filter(Boolean).join(", ")).join(". ");
    this.#announcing = setTimeout(() => {
      if (now && now !== this.#announced) this.say(now);
      this.#announced = now;
    }, QUIET);
  }

  /** @param {string} text */
  say(text) {
    setText(find("[data-announce]", this.#root), text);
  }

  stop() {
    this.#watch.disconnect();
    clearTimeout(this.#announcing);
  }
}
