// Draws the chart of a measure from its numbers: a scale, lines through points, and limits with their names.
import { find, make } from "./dom.js";

const HEIGHT = 260;
const EDGE = { top: 26, right: 16, bottom: 44, left: 44 };
const NEAR = 76; // pixels between two dates under the axis
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100];

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Puts the `chart` into the figure `place`, as wide as the place is; `words` names the table of its numbers. */
export function drawChart(place, chart, words) {
  const open = find("details", place)?.open ?? false;
  const keys = chart.series.map(({ label }, index) => make("li", {}, mark(index), label));
  place.replaceChildren(
    make("figcaption", {}, `${chart.title} (${chart.y})`),
    picture(chart, Math.max(260, place.clientWidth || 480)),
    make("ul", { class: "chart__key", "aria-hidden": "true" }, ...keys),
    numbers(chart, words, open),
  );
}

function mark(index) {
  const own = svg("svg", {
    class: "chart chart__sample",
    viewBox: "0 0 28 12",
    width: 28,
    height: 12,
    "aria-hidden": "true",
  });
  own.append(svg("path", { class: `chart__line chart__line--${index}`, d: "M2 6H26" }), point(index, 14, 6, ""));
  return own;
}

// A circle or a square, so that the lines differ without colour too.
function point(index, x, y, said) {
  const shape =
    index % 2 ? svg("rect", { x: x - 4, y: y - 4, width: 8, height: 8 }) : svg("circle", { cx: x, cy: y, r: 4.5 });
  shape.setAttribute("class", `chart__point chart__point--${index}`);
  if (said) shape.append(svg("title", {}, said));
  return shape;
}

function picture(chart, width) {
  const points = chart.series.flatMap((series) => series.points);
  const [first, last] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const highest = Math.max(...points.map(({ y }) => y), ...chart.limits.map(({ y }) => y));
  const step = STEPS.find((size) => highest / size <= 6) ?? highest;
  const top = step * (Math.floor(highest / step) + 1);
  const inner = { width: width - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
  // Room at both sides, so that a date under the first or last point is not cut.
  const across = (x) => EDGE.left + 32 + (last === first ? 0.5 : (x - first) / (last - first)) * (inner.width - 64);
  const up = (y) => EDGE.top + inner.height * (1 - y / top);
  const said = `${chart.title}. ${chart.series.map(({ label, points: own }) => `${label}: ${own.map((one) => `${one.label} ${one.said}`).join(", ")}`).join(". ")}`;
  const drawn = svg("svg", { class: "chart", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": said });

  for (let y = 0; y <= top; y += step) {
    drawn.append(
      svg("path", { class: "chart__grid", d: `M${EDGE.left} ${up(y)}H${width - EDGE.right}` }),
      svg("text", { class: "chart__tick chart__tick--up", x: EDGE.left - 8, y: up(y) + 4 }, String(y)),
    );
  }
  let free = Number.NEGATIVE_INFINITY;
  for (const { x, label } of new Map(points.map((one) => [one.x, one])).values()) {
    drawn.append(svg("path", { class: "chart__grid", d: `M${across(x)} ${up(0)}v5` }));
    if (across(x) < free) continue;
    free = across(x) + NEAR;
    drawn.append(svg("text", { class: "chart__tick", x: across(x), y: up(0) + 19 }, label));
  }
  drawn.append(svg("text", { class: "chart__tick", x: EDGE.left + inner.width / 2, y: HEIGHT - 6 }, chart.x));
  chart.series.forEach(({ points: own, label }, index) => {
    const way = own.map(({ x, y }) => `${across(x)} ${up(y)}`).join("L");
    drawn.append(svg("path", { class: `chart__line chart__line--${index}`, d: `M${way}` }));
    drawn.append(...own.map((one) => point(index, across(one.x), up(one.y), `${label}, ${one.label}: ${one.said}`)));
  });
  for (const { label, y } of chart.limits) {
    drawn.append(
      svg("path", { class: "chart__limit", d: `M${EDGE.left} ${up(y)}H${width - EDGE.right}` }),
      svg("text", { class: "chart__name", x: EDGE.left + 4, y: up(y) - 6 }, label),
    );
  }
  return drawn;
}

function numbers(chart, words, open) {
  const days = [...new Map(chart.series.flatMap(({ points }) => points).map((one) => [one.x, one.label]))].sort(
    ([one], [other]) => one - other,
  );
  const cell = (series, x) => series.points.find((one) => one.x === x)?.said ?? "–";
  const heads = [chart.x, ...chart.series.map(({ label }) => `${label} (${chart.y})`)];
  const table = make(
    "table",
    {},
    make("caption", { class: "visually-hidden" }, chart.title),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make(
      "tbody",
      {},
      ...days.map(([x, label]) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, label),
          ...chart.series.map((series) => make("td", {}, cell(series, x))),
        ),
      ),
    ),
  );
  return make("details", open ? { open: "" } : {}, make("summary", {}, words.numbers), table);
}
