// How the verdicts lie when two values move; which two make a map for these sets, the rules say.
import { find, make } from "../../site/dom.js";
import { late } from "../../site/late.js";
import { listed, paragraphs, part, setLink } from "./parts.js";

/** @typedef {import("./parts.js").Child} Child */
/** @typedef {import("./parts.js").Inquiry} Inquiry */

export class VerdictMap {
  #across;
  #up;
  #suggested;
  #askAgain;
  /**
   * The rules' own choice until the reader makes another.
   * @type {{ x?: FieldId, y?: FieldId }}
   */
  #axes = {};

  /**
   * @param {HTMLElement} section
   * @param {() => void} askAgain
   */
  constructor(section, askAgain) {
    this.#across = find("[data-map-x]", section, HTMLSelectElement);
    this.#up = find("[data-map-y]", section, HTMLSelectElement);
    this.#suggested = find("[data-map-pairs]", section);
    this.#askAgain = askAgain;
    for (const list of [this.#across, this.#up])
      list.addEventListener("change", () => this.#choose(this.#across.value, this.#up.value));
  }

  /**
   * @param {FieldId} x
   * @param {FieldId} y
   */
  #choose(x, y) {
    this.#axes = { x, y };
    this.#askAgain();
  }

  /**
   * @param {Inquiry} inquiry
   * @returns {Promise<Child[]>}
   */
  async answer({ ask, calculator }) {
    /** @type {typeof import("./map-drawing.js")} */
    const { drawMap, drawKey } = await late(new URL("./map-drawing.js", import.meta.url));
    const { x, y, sets, said, pairs } = await ask("map", this.#axes);
    this.#show(x, y, pairs);
    if (!x || !y) return paragraphs([said]);
    // A set that the two values do not move needs no picture.
    const moved = sets.filter(({ moves }) => moves);
    const still = sets.filter(({ moves }) => !moves);
    const { words, language } = calculator;
    const figures = moved.map((set) =>
      make(
        "figure",
        { "data-map": set.set },
        make("figcaption", {}, setLink(calculator, set.set)),
        drawMap(x, y, set, language),
        make("details", {}, make("summary", {}, words.as_words), ...paragraphs(set.said)),
      ),
    );
    const cells = new Set(moved.flatMap(({ rows }) => rows.flat()).map(String));
    const key = Object.entries(sets[0]?.words ?? {}).filter(([state]) => cells.has(state));
    const keyed = [...key, ["patient", words.patient]].map(([state, word]) => make("span", {}, drawKey(state), word));
    const unmoved = still.map((set) => make("li", {}, setLink(calculator, set.set), `: ${set.words[set.rows[0][0]]}`));
    return [
      figures.length ? make("p", { class: "map__key" }, ...keyed) : null,
      figures.length ? make("div", { class: "maps" }, ...figures) : null,
      unmoved.length ? part({}, [words.not_moved], listed(unmoved)) : null,
    ];
  }

  /**
   * @param {Reply.Axis | null} x
   * @param {Reply.Axis | null} y
   * @param {Reply.VerdictMap["pairs"]} pairs
   */
  #show(x, y, pairs) {
    if (x) this.#across.value = x.field;
    if (y) this.#up.value = y.field;
    this.#suggested.replaceChildren(
      ...pairs.map((pair) => {
        const button = make("button", { type: "button", class: "link" }, pair.label);
        button.addEventListener("click", () => this.#choose(pair.x, pair.y));
        return button;
      }),
    );
  }
}
