// Draws the chart of a worksheet from its numbers: a scale, lines through points, and limits with their names.
import { draw, make, seek } from "../site/dom.js";

/** @typedef {{ across: (x: number) => number, up: (y: number) => number, width: number, top: number, step: number }} Scale */

const HEIGHT = 260;
const EDGE = { top: 26, right: 16, bottom: 44, left: 44 };
const INSET = 32; // pixels beside the first and the last point, so that a date under them is not cut
const NEAR = 76; // pixels between two dates under the axis
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100];
const LEAST_WIDTH = 260;
const USUAL_WIDTH = 480;

/**
 * Puts the `chart` into the figure `place`, as wide as the place is; `words` names the table of its numbers.
 * @param {HTMLElement} place
 * @param {Reply.Chart} chart
 * @param {Record<string, string>} words
 */
export function drawChart(place, chart, words) {
  const open = seek("details", place, HTMLDetailsElement)?.open ?? false;
  const keys = chart.series.map(({ label }, index) => make("li", {}, sample(index), label));
  place.replaceChildren(
    make("figcaption", {}, `${chart.title} (${chart.y})`),
    picture(chart, Math.max(LEAST_WIDTH, place.clientWidth || USUAL_WIDTH)),
    make("ul", { class: "chart__key", "aria-hidden": "true" }, ...keys),
    make("details", { open: open ? "" : null }, make("summary", {}, words.numbers), numbers(chart)),
  );
}

/** @param {number} index */
function sample(index) {
  return draw(
    "svg",
    { class: "chart chart__sample", viewBox: "0 0 28 12", width: 28, height: 12, "aria-hidden": "true" },
    draw("path", { class: `chart__line chart__line--${index}`, d: "M2 6H26" }),
    point(index, 14, 6),
  );
}

/**
 * A circle or a square, so that the lines differ without colour too.
 * @param {number} index
 * @param {number} x
 * @param {number} y
 * @param {string} [said]
 */
function point(index, x, y, said) {
  const title = said ? draw("title", {}, said) : null;
  const name = { class: `chart__point chart__point--${index}` };
  return index % 2
    ? draw("rect", { x: x - 4, y: y - 4, width: 8, height: 8, ...name }, title)
    : draw("circle", { cx: x, cy: y, r: 4.5, ...name }, title);
}

/**
 * @param {Reply.Chart} chart
 * @param {number} width
 * @returns {Scale}
 */
function scaleOf({ series, limits }, width) {
  const points = series.flatMap((one) => one.points);
  const [first, last] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const highest = Math.max(...points.map(({ y }) => y), ...limits.map(({ y }) => y));
  const step = STEPS.find((size) => highest / size <= 6) ?? highest;
  const top = step * (Math.floor(highest / step) + 1);
  const inner = { width: width - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
  return {
    across: (x) =>
      EDGE.left + INSET + (last === first ? 0.5 : (x - first) / (last - first)) * (inner.width - 2 * INSET),
    up: (y) => EDGE.top + inner.height * (1 - y / top),
    width,
    top,
    step,
  };
}

/**
 * @param {Reply.Chart} chart
 * @param {number} width
 */
function picture(chart, width) {
  const scale = scaleOf(chart, width);
  const lines = chart.series.map(
    ({ label, points }) => `${label}: ${points.map((one) => `${one.label} ${one.said}`).join(", ")}`,
  );
  return draw(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: "img",
      "aria-label": `${chart.title}. ${lines.join(". ")}`,
    },
    ...grid(scale),
    ...days(chart, scale),
    draw("text", { class: "chart__tick", x: (width + EDGE.left - EDGE.right) / 2, y: HEIGHT - 6 }, chart.x),
    ...chart.series.flatMap((series, index) => line(series, index, scale)),
    ...chart.limits.flatMap((limit) => limitLine(limit, scale)),
  );
}

/** @param {Scale} scale */
function grid({ up, width, top, step }) {
  const heights = Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step);
  return heights.flatMap((y) => [
    draw("path", { class: "chart__grid", d: `M${EDGE.left} ${up(y)}H${width - EDGE.right}` }),
    draw("text", { class: "chart__tick chart__tick--up", x: EDGE.left - 8, y: up(y) + 4 }, String(y)),
  ]);
}

/**
 * @param {Reply.Chart} chart
 * @param {Scale} scale
 */
function days({ series }, { across, up }) {
  let free = Number.NEGATIVE_INFINITY;
  return daysOf(series).flatMap(({ x, label }) => {
    const tick = draw("path", { class: "chart__grid", d: `M${across(x)} ${up(0)}v5` });
    if (across(x) < free) return [tick];
    free = across(x) + NEAR;
    return [tick, draw("text", { class: "chart__tick", x: across(x), y: up(0) + 19 }, label)];
  });
}

/** @param {Reply.Chart["series"]} series */
const daysOf = (series) => [...new Map(series.flatMap(({ points }) => points).map((one) => [one.x, one])).values()];

/**
 * @param {Reply.Chart["series"][number]} series
 * @param {number} index
 * @param {Scale} scale
 */
function line({ points, label }, index, { across, up }) {
  const way = points.map(({ x, y }) => `${across(x)} ${up(y)}`).join("L");
  return [
    draw("path", { class: `chart__line chart__line--${index}`, d: `M${way}` }),
    ...points.map((one) => point(index, across(one.x), up(one.y), `${label}, ${one.label}: ${one.said}`)),
  ];
}

/**
 * @param {Reply.Chart["limits"][number]} limit
 * @param {Scale} scale
 */
const limitLine = ({ label, y }, { up, width }) => [
  draw("path", { class: "chart__limit", d: `M${EDGE.left} ${up(y)}H${width - EDGE.right}` }),
  draw("text", { class: "chart__name", x: EDGE.left + 4, y: up(y) - 6 }, label),
];

/** @param {Reply.Chart} chart */
function numbers(chart) {
  const heads = [chart.x, ...chart.series.map(({ label }) => `${label} (${chart.y})`)];
  const rows = daysOf(chart.series)
    .sort((one, other) => one.x - other.x)
    .map(({ x, label }) => {
      const cells = chart.series.map(({ points }) => points.find((one) => one.x === x)?.said ?? "–");
      return make("tr", {}, make("th", { scope: "row" }, label), ...cells.map((said) => make("td", {}, said)));
    });
  return make(
    "table",
    {},
    make("caption", { class: "visually-hidden" }, chart.title),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows),
  );
}
