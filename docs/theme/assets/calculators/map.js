// Draws where a set is met, open or not met when two values move. What is drawn was computed by the rules, piece by piece between their limits.

const NAMESPACE = "http://www.w3.org/2000/svg";
const BOX = { left: 34, top: 22, width: 214, height: 130 };
const SIZE = { width: 260, height: 186 };
const POINT = 2.5; // how thick a single value is drawn
let drawn = 0;

function shape(tag, attributes, text) {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Hatching for "not met" and dots for "open", so that no state is told by colour alone. */
function patterns(id) {
  const hatch = shape("pattern", {
    id: `hatch-${id}`,
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  hatch.append(shape("path", { class: "map__hatch", d: "M0 0V7" }));
  const dots = shape("pattern", { id: `dots-${id}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
  dots.append(shape("circle", { class: "map__dots", cx: 2, cy: 2, r: 0.9 }));
  const defs = shape("defs", {});
  defs.append(hatch, dots);
  return defs;
}

function cell(state, id, place) {
  const found = [shape("rect", { class: `map__${state}`, ...place })];
  if (state === "not_met" || state === "undecided")
    found.push(shape("rect", { fill: `url(#${state === "not_met" ? "hatch" : "dots"}-${id})`, ...place }));
  return found;
}

/** Where each piece of an axis begins and ends, from 0 to 1; options share the axis equally. */
function places(axis) {
  const { pieces, low, high } = axis;
  if (low === null) return pieces.map((_, index) => [index / pieces.length, (index + 1) / pieces.length]);
  return pieces.map(({ from, to }) => [(from - low) / (high - low), (to - low) / (high - low)]);
}

function ticks(axis, language) {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  if (axis.low === null)
    return axis.pieces.map(({ said }, index) => [
      (index + 0.5) / axis.pieces.length,
      said.length > 9 ? `${said.slice(0, 8)}…` : said,
    ]);
  const limits = new Set([axis.low, ...axis.pieces.map(({ from }) => from), axis.high]);
  return [...limits].map((value) => [(value - axis.low) / (axis.high - axis.low), number.format(value)]);
}

/** Returns the picture of one `set` over the axes `x` and `y`, described by its own sentences. */
export function drawMap(x, y, set, language) {
  drawn += 1;
  const id = `${set.set}-${drawn}`;
  const picture = shape("svg", {
    viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
    role: "img",
    "aria-label": `${set.title}. ${set.said.join(" ")}`,
  });
  const across = (share) => BOX.left + share * BOX.width;
  const up = (share) => BOX.top + (1 - share) * BOX.height;
  picture.append(patterns(id));
  const columns = places(x);
  const points = [];
  for (const [row, [bottom, top]] of places(y).entries()) {
    for (const [column, [left, right]] of columns.entries()) {
      const width = Math.max((right - left) * BOX.width, POINT);
      const height = Math.max((top - bottom) * BOX.height, POINT);
      const place = {
        x: across(left) - (right === left ? POINT / 2 : 0),
        y: up(top) - (top === bottom ? POINT / 2 : 0),
        width,
        height,
      };
      const shapes = cell(set.rows[row][column], id, place);
      // Single values lie over their neighbours.
      if (right === left || top === bottom) points.push(...shapes);
      else picture.append(...shapes);
    }
  }
  picture.append(
    ...points,
    shape("rect", { class: "map__frame", x: BOX.left, y: BOX.top, width: BOX.width, height: BOX.height }),
  );
  const unit = ({ label, unit: name }) => (name ? `${label} (${name})` : label);
  picture.append(shape("text", { class: "map__text", x: 2, y: 12 }, `↑ ${unit(y)}`));
  picture.append(
    shape("text", { class: "map__text", x: SIZE.width - 4, y: SIZE.height - 6, "text-anchor": "end" }, `${unit(x)} →`),
  );
  let last = -1;
  for (const [share, said] of ticks(x, language)) {
    // Numbers that would run into each other are left to the words below.
    if (share - last < 0.11) continue;
    last = share;
    picture.append(
      shape(
        "text",
        { class: "map__text", x: across(share), y: BOX.top + BOX.height + 14, "text-anchor": "middle" },
        said,
      ),
    );
  }
  last = -1;
  for (const [share, said] of ticks(y, language)) {
    if (share - last < 0.1) continue;
    last = share;
    picture.append(
      shape("text", { class: "map__text", x: BOX.left - 4, y: up(share) + 4, "text-anchor": "end" }, said),
    );
  }
  const here = (axis) => {
    if (axis.at === null || axis.at === undefined) return null;
    if (axis.low === null) return (axis.at + 0.5) / axis.pieces.length;
    return axis.value === null ? null : (axis.value - axis.low) / (axis.high - axis.low);
  };
  const [column, row] = [here(x), here(y)];
  if (column !== null && row !== null)
    picture.append(shape("circle", { class: "map__patient", cx: across(column), cy: up(row), r: 5 }));
  return picture;
}

/** Returns a sample of what `state` looks like, for the key. */
export function drawKey(state) {
  drawn += 1;
  const picture = shape("svg", { viewBox: "0 0 26 16", "aria-hidden": "true" });
  picture.append(patterns(`key-${drawn}`));
  if (state === "patient") picture.append(shape("circle", { class: "map__patient", cx: 13, cy: 8, r: 5 }));
  else
    picture.append(
      ...cell(state, `key-${drawn}`, { x: 0, y: 0, width: 26, height: 16 }),
      shape("rect", { class: "map__frame", x: 0.5, y: 0.5, width: 25, height: 15 }),
    );
  return picture;
}
