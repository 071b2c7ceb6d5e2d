// How the verdicts lie when two values move; which two make a map for these sets, the rules say. One set is drawn large, the others beside it.
import { find, make, setText } from "../../site/dom.js";
import { late } from "../../site/late.js";
import { listed, paragraphs, part, setLink } from "./parts.js";

/** @typedef {import("./parts.js").Child} Child */
/** @typedef {import("./parts.js").Inquiry} Inquiry */

/** @typedef {typeof import("./map-drawing.js")} Drawing */
/**
 * @typedef {object} Drawn
 * @property {Calculator} calculator
 * @property {Drawing["drawMap"]} drawMap
 * @property {Drawing["drawSmallMap"]} drawSmallMap
 * @property {Reply.Axis} x
 * @property {Reply.Axis} y
 * @property {Reply.MapOfSet[]} moved the sets that the two values move
 */

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
  #shown = { x: "", y: "" };
  /**
   * The set that is drawn large; where it is none of them, the first.
   * @type {SetId | undefined}
   */
  #large;

  /**
   * @param {HTMLElement} section
   * @param {() => void} askAgain
   */
  constructor(section, askAgain) {
    this.#across = find("[data-map-x]", section, HTMLSelectElement);
    this.#up = find("[data-map-y]", section, HTMLSelectElement);
    this.#suggested = find("[data-map-pairs]", section);
    this.#askAgain = askAgain;
    this.#across.addEventListener("change", () => this.#changed(this.#across, this.#up, this.#shown.x));
    this.#up.addEventListener("change", () => this.#changed(this.#up, this.#across, this.#shown.y));
  }

  /**
   * One value on both axes makes no map: they change places.
   * @param {HTMLSelectElement} list
   * @param {HTMLSelectElement} other
   * @param {FieldId} before what `list` held
   */
  #changed(list, other, before) {
    if (other.value === list.value) other.value = before;
    this.#choose(this.#across.value, this.#up.value);
  }

  /**
   * @param {FieldId} x
   * @param {FieldId} y
   */
  #choose(x, y) {
    this.#axes = { x, y };
    this.#shown = { x, y };
    this.#askAgain();
  }

  /**
   * @param {Inquiry} inquiry
   * @returns {Promise<Child[]>}
   */
  async answer({ ask, calculator }) {
    /** @type {Drawing} */
    const { drawMap, drawSmallMap, drawKey } = await late(new URL("./map-drawing.js", import.meta.url));
    const { x, y, sets, said, pairs, aside } = await ask("map", this.#axes);
    this.#show(x, y, pairs);
    if (!x || !y) return paragraphs([said]);
    // A set that the two values do not move needs no picture.
    const moved = sets.filter(({ moves }) => moves);
    const still = sets.filter(({ moves }) => !moves);
    const { words } = calculator;
    const cells = new Set(moved.flatMap(({ rows }) => rows.flat()).map(String));
    const key = Object.entries(sets[0]?.words ?? {}).filter(([state]) => cells.has(state));
    const keyed = [...key, ["patient", words.patient]].map(([state, word]) => make("span", {}, drawKey(state), word));
    const unmoved = still.map((set) => make("li", {}, setLink(calculator, set.set), `: ${set.words[set.rows[0][0]]}`));
    return [
      ...paragraphs(aside && moved.length ? [aside] : []),
      moved.length ? make("p", { class: "map__key" }, ...keyed) : null,
      moved.length ? this.#maps({ calculator, drawMap, drawSmallMap, x, y, moved }) : null,
      unmoved.length ? part({}, [words.not_moved], listed(unmoved)) : null,
    ];
  }

  /**
   * The map of one set, and beside it small ones of all: a press on one of these draws it large.
   * @param {Drawn} all
   */
  #maps(all) {
    const { drawSmallMap, x, y, moved, calculator } = all;
    const place = make("div", { class: "maps" });
    const show = () => {
      const large = moved.find(({ set }) => set === this.#large) ?? moved[0];
      const small = moved.map((set) => {
        const button = make(
          "button",
          { type: "button", class: "maps__small", "data-map-small": set.set, "aria-pressed": String(set === large) },
          drawSmallMap(x, y, set, calculator.language),
          make("span", {}, set.title),
        );
        button.addEventListener("click", () => {
          this.#large = set.set;
          show();
          find(`[data-map-small="${set.set}"]`, place).focus();
        });
        return button;
      });
      place.replaceChildren(
        largeMap(all, large),
        ...(moved.length > 1 ? [make("div", { class: "maps__all" }, ...small)] : []),
      );
    };
    show();
    return place;
  }

  /**
   * @param {Reply.Axis | null} x
   * @param {Reply.Axis | null} y
   * @param {Reply.VerdictMap["pairs"]} pairs
   */
  #show(x, y, pairs) {
    if (x) this.#across.value = x.field;
    if (y) this.#up.value = y.field;
    this.#shown = { x: this.#across.value, y: this.#up.value };
    this.#suggested.replaceChildren(
      ...pairs.map((pair) => {
        const button = make("button", { type: "button", class: "link" }, pair.label);
        button.addEventListener("click", () => this.#choose(pair.x, pair.y));
        return button;
      }),
    );
  }
}

/**
 * The large map of `set`, with what is the case where the reader points.
 * @param {Drawn} all
 * @param {Reply.MapOfSet} set
 */
function largeMap({ calculator, drawMap, x, y }, set) {
  const { words, language } = calculator;
  const reading = make("p", { class: "maps__reading", "aria-live": "polite" }, words.map_hint);
  const map = drawMap(x, y, set, language, (said) => setText(reading, said || words.map_hint));
  return make(
    "figure",
    { "data-map": set.set },
    make("figcaption", {}, setLink(calculator, set.set)),
    map,
    reading,
    make("details", {}, make("summary", {}, words.as_words), ...paragraphs(set.said)),
  );
}
