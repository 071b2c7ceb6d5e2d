// Draws where a set is met, open or not met when two values move. What is drawn was computed by the rules, piece by piece between their limits.
import { draw } from "../../site/dom.js";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

const BOX = { left: 34, top: 22, width: 214, height: 130 };
const SIZE = { width: 260, height: 186 };
const POINT = 2.5; // how thick a single value is drawn
const LONG = 9; // letters of an option's name
const APART = { across: 0.11, up: 0.1 }; // of an axis, between two of its ticks: the others are left to the words below

let drawn = 0;

/** @param {number} share of the axis, from its beginning */
const across = (share) => BOX.left + share * BOX.width;

/** @param {number} share */
const up = (share) => BOX.top + (1 - share) * BOX.height;

/**
 * Hatching for "not met" and dots for "open", so that no state is told by colour alone.
 * @param {string} id
 */
function patterns(id) {
  const unit = { patternUnits: "userSpaceOnUse" };
  return draw(
    "defs",
    {},
    draw(
      "pattern",
      { id: `hatch-${id}`, width: 7, height: 7, ...unit, patternTransform: "rotate(45)" },
      draw("path", { class: "map__hatch", d: "M0 0V7" }),
    ),
    draw(
      "pattern",
      { id: `dots-${id}`, width: 8, height: 8, ...unit },
      draw("circle", { class: "map__dots", cx: 2, cy: 2, r: 0.9 }),
    ),
  );
}

/**
 * @param {string} state
 * @param {string} id
 * @param {Box} box
 */
function cell(state, id, box) {
  const pattern = { not_met: "hatch", undecided: "dots" }[state];
  return [
    draw("rect", { class: `map__${state}`, ...box }),
    ...(pattern ? [draw("rect", { fill: `url(#${pattern}-${id})`, ...box })] : []),
  ];
}

/**
 * The share of `axis` at which `value` lies.
 * @param {Reply.Axis} axis
 * @param {number | undefined} value
 */
function shareOf({ low, high }, value = 0) {
  const from = low ?? 0;
  return (value - from) / ((high ?? 0) - from);
}

/**
 * Where each piece of an axis begins and ends, from 0 to 1; options share the axis equally.
 * @param {Reply.Axis} axis
 */
function places(axis) {
  const { pieces, low } = axis;
  if (low === null) return pieces.map((_, index) => [index / pieces.length, (index + 1) / pieces.length]);
  return pieces.map(({ from, to }) => [shareOf(axis, from), shareOf(axis, to)]);
}

/**
 * Where an axis says something, and what.
 * @param {Reply.Axis} axis
 * @param {string} language
 * @returns {[share: number, said: string][]}
 */
function ticks(axis, language) {
  const { pieces, low, high } = axis;
  if (low === null || high === null)
    return pieces.map(({ said }, index) => [
      (index + 0.5) / pieces.length,
      said.length > LONG ? `${said.slice(0, LONG - 1)}…` : said,
    ]);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const limits = new Set([low, ...pieces.map(({ from }) => from ?? low), high]);
  return [...limits].map((value) => [shareOf(axis, value), number.format(value)]);
}

/**
 * Those of `all` that do not run into each other.
 * @param {[share: number, said: string][]} all
 * @param {number} apart
 */
function readable(all, apart) {
  let last = -1;
  return all.filter(([share]) => {
    if (share - last < apart) return false;
    last = share;
    return true;
  });
}

/**
 * Where on `axis` the patient is; null where that is not known.
 * @param {Reply.Axis} axis
 */
function patientOn(axis) {
  if (axis.at === null) return null;
  if (axis.low === null) return (axis.at + 0.5) / axis.pieces.length;
  return axis.value === null ? null : shareOf(axis, axis.value);
}

/** @param {Reply.Axis} axis */
const named = ({ label, unit }) => (unit ? `${label} (${unit})` : label);

/**
 * Every cell of the map, single values over their neighbours.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {Reply.MapOfSet} set
 * @param {string} id
 */
function cells(x, y, set, id) {
  /** @type {SVGElement[]} */
  const areas = [];
  /** @type {SVGElement[]} */
  const points = [];
  const columns = places(x);
  for (const [row, [bottom, top]] of places(y).entries()) {
    for (const [column, [left, right]] of columns.entries()) {
      const box = {
        x: across(left) - (right === left ? POINT / 2 : 0),
        y: up(top) - (top === bottom ? POINT / 2 : 0),
        width: Math.max((right - left) * BOX.width, POINT),
        height: Math.max((top - bottom) * BOX.height, POINT),
      };
      const kind = right === left || top === bottom ? points : areas;
      kind.push(...cell(set.rows[row][column], id, box));
    }
  }
  return [...areas, ...points];
}

/**
 * The names of the axes, and what stands along them.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {string} language
 */
function axes(x, y, language) {
  const end = { class: "map__text", "text-anchor": "end" };
  const middle = { class: "map__text", "text-anchor": "middle" };
  return [
    draw("text", { class: "map__text", x: 2, y: 12 }, `↑ ${named(y)}`),
    draw("text", { ...end, x: SIZE.width - 4, y: SIZE.height - 6 }, `${named(x)} →`),
    ...readable(ticks(x, language), APART.across).map(([share, said]) =>
      draw("text", { ...middle, x: across(share), y: BOX.top + BOX.height + 14 }, said),
    ),
    ...readable(ticks(y, language), APART.up).map(([share, said]) =>
      draw("text", { ...end, x: BOX.left - 4, y: up(share) + 4 }, said),
    ),
  ];
}

/**
 * Returns the picture of one `set` over the axes `x` and `y`, described by its own sentences.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {Reply.MapOfSet} set
 * @param {string} language
 */
export function drawMap(x, y, set, language) {
  drawn += 1;
  const id = `${set.set}-${drawn}`;
  const [column, row] = [patientOn(x), patientOn(y)];
  return draw(
    "svg",
    {
      viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
      role: "img",
      "aria-label": `${set.title}. ${set.said.join(" ")}`,
    },
    patterns(id),
    ...cells(x, y, set, id),
    draw("rect", { class: "map__frame", x: BOX.left, y: BOX.top, width: BOX.width, height: BOX.height }),
    ...axes(x, y, language),
    column !== null && row !== null
      ? draw("circle", { class: "map__patient", cx: across(column), cy: up(row), r: 5 })
      : null,
  );
}

/**
 * Returns a sample of what `state` looks like, for the key.
 * @param {string} state
 */
export function drawKey(state) {
  drawn += 1;
  const id = `key-${drawn}`;
  const shapes =
    state === "patient"
      ? [draw("circle", { class: "map__patient", cx: 13, cy: 8, r: 5 })]
      : [
          ...cell(state, id, { x: 0, y: 0, width: 26, height: 16 }),
          draw("rect", { class: "map__frame", x: 0.5, y: 0.5, width: 25, height: 15 }),
        ];
  return draw("svg", { viewBox: "0 0 26 16", "aria-hidden": "true" }, patterns(id), ...shapes);
}
