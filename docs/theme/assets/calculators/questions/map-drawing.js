// Draws where a set is met, open or not met when two values move. What is drawn was computed by the rules, piece by piece between their limits.
import { draw } from "../../site/dom.js";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** @typedef {{ width: number, height: number, box: Box, mark: number }} Frame how large a picture is, where in it the map lies, and how large the patient */

/** @type {Frame} */
const LARGE = { width: 560, height: 376, box: { x: 44, y: 24, width: 504, height: 300 }, mark: 7 };
/** @type {Frame} without words: those of the large one hold for all */
const SMALL = { width: 96, height: 60, box: { x: 0.5, y: 0.5, width: 95, height: 59 }, mark: 5 };
const POINT = 2.5; // how thick a single value is drawn
const LINE = 1.5; // so far within the edge lies a line that is drawn along it
const LONG = 12; // letters of an option's name
const APART = { across: 0.055, up: 0.06 }; // of an axis, between two of its ticks: the others are left to the words below
const NEAR = 0.008; // of an axis: so near to a limit the limit itself is pointed at
const STEP = 0.02; // of an axis, at a press of an arrow key
const FEW = 20; // an axis of no more is read off in tenths

let drawn = 0;

/**
 * @param {Frame} frame
 * @param {number} share of the axis, from its beginning
 */
const across = ({ box }, share) => box.x + share * box.width;

/**
 * @param {Frame} frame
 * @param {number} share
 */
const up = ({ box }, share) => box.y + (1 - share) * box.height;

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
 * Everything in `boxes` as one shape, so that no seam shows between two of them.
 * @param {string} state
 * @param {string} id
 * @param {Box[]} boxes
 */
function area(state, id, boxes) {
  const pattern = { not_met: "hatch", undecided: "dots" }[state];
  const d = boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join("");
  return [
    draw("path", { class: `map__area map__${state}`, d }),
    ...(pattern ? [draw("path", { fill: `url(#${pattern}-${id})`, d })] : []),
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
 * From where to where on `axis` the patient may be; null where that is not known.
 * @param {Reply.Axis} axis
 * @returns {[from: number, to: number] | null}
 */
function patientOn(axis) {
  const { pieces, low, value, within, at } = axis;
  if (within) return [shareOf(axis, within[0]), shareOf(axis, within[1])];
  if (low !== null) return value === null ? null : [shareOf(axis, value), shareOf(axis, value)];
  return at === null ? null : [(at + 0.5) / pieces.length, (at + 0.5) / pieces.length];
}

/**
 * The patient: a ring, or what the bounds leave.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {Frame} frame
 */
function patient(x, y, frame) {
  const [column, row] = [patientOn(x), patientOn(y)];
  if (!column || !row) return null;
  const [left, right, bottom, top] = [
    ...column.map((share) => across(frame, share)),
    ...row.map((share) => up(frame, share)),
  ];
  if (left === right && top === bottom)
    return draw("circle", { class: "map__patient", cx: left, cy: top, r: frame.mark });
  const [x1, x2] = within(frame.box.x, frame.box.width, left - frame.mark, right + frame.mark);
  const [y1, y2] = within(frame.box.y, frame.box.height, top - frame.mark, bottom + frame.mark);
  return draw("rect", {
    class: "map__patient map__patient--bounded",
    x: x1,
    y: y1,
    width: x2 - x1,
    height: y2 - y1,
    rx: frame.mark,
  });
}

/**
 * From where to where a line is drawn that shall not run over the edge of the map, which begins at `start` and is `length` long.
 * @param {number} start
 * @param {number} length
 * @param {number} from
 * @param {number} to
 */
const within = (start, length, from, to) => [Math.max(start + LINE, from), Math.min(start + length - LINE, to)];

/** @param {Reply.Axis} axis */
const named = ({ label, unit }) => (unit ? `${label} (${unit})` : label);

/**
 * The places beside the single value at `place`; a stretch is beside itself.
 * @param {number} place
 * @param {boolean} isSingle
 */
const around = (place, isSingle) => (isSingle ? [place - 1, place + 1] : [place]);

/**
 * Whether the single value in a cell is read as something beside it, so that it needs no line of its own.
 * @param {Reply.MapOfSet} set
 * @param {number} row
 * @param {number} column
 * @param {boolean} isRow
 * @param {boolean} isColumn
 */
function isAlike({ rows }, row, column, isRow, isColumn) {
  const state = rows[row][column];
  return around(row, isRow).some((r) => around(column, isColumn).some((c) => rows[r]?.[c] === state));
}

/**
 * The map in areas of one state each, single values over their neighbours.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {Reply.MapOfSet} set
 * @param {string} id
 * @param {Frame} frame
 */
function areas(x, y, set, id, frame) {
  /** @type {Map<string, Box[]>[]} */
  const [wide, single] = [new Map(), new Map()];
  const columns = places(x);
  for (const [row, [bottom, top]] of places(y).entries()) {
    for (const [column, [left, right]] of columns.entries()) {
      const [isRow, isColumn] = [top === bottom, right === left];
      const isSingle = isRow || isColumn;
      if (isSingle && isAlike(set, row, column, isRow, isColumn)) continue;
      const state = set.rows[row][column];
      const kind = isSingle ? single : wide;
      kind.set(state, [...(kind.get(state) ?? []), boxOf(frame, [left, right], [bottom, top])]);
    }
  }
  return [wide, single].flatMap((kind) => [...kind].flatMap(([state, boxes]) => area(state, id, boxes)));
}

/**
 * Where a cell lies in a picture; a single value has the thickness of a line.
 * @param {Frame} frame
 * @param {number[]} columns from where to where
 * @param {number[]} rows
 * @returns {Box}
 */
function boxOf(frame, [left, right], [bottom, top]) {
  return {
    x: across(frame, left) - (right === left ? POINT / 2 : 0),
    y: up(frame, top) - (top === bottom ? POINT / 2 : 0),
    width: Math.max((right - left) * frame.box.width, POINT),
    height: Math.max((top - bottom) * frame.box.height, POINT),
  };
}

/**
 * The names of the axes, and what stands along them.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {string} language
 */
function axes(x, y, language) {
  const { box, width, height } = LARGE;
  const end = { class: "map__text", "text-anchor": "end" };
  const middle = { class: "map__text", "text-anchor": "middle" };
  return [
    draw("text", { class: "map__text", x: 2, y: 14 }, `↑ ${named(y)}`),
    draw("text", { ...end, x: width - 4, y: height - 10 }, `${named(x)} →`),
    ...readable(ticks(x, language), APART.across).map(([share, said]) =>
      draw("text", { ...middle, x: across(LARGE, share), y: box.y + box.height + 18 }, said),
    ),
    ...readable(ticks(y, language), APART.up).map(([share, said]) =>
      draw("text", { ...end, x: box.x - 6, y: up(LARGE, share) + 4 }, said),
    ),
  ];
}

/**
 * The piece of `axis` in which the share of it from its beginning lies, and the value there, as it is said.
 * @param {Reply.Axis} axis
 * @param {number} share
 * @param {string} language
 * @returns {{ place: number, share: number, said: string }}
 */
function placeAt(axis, share, language) {
  const { pieces, low, high, label, unit } = axis;
  if (low === null || high === null) {
    const place = Math.min(pieces.length - 1, Math.floor(share * pieces.length));
    return { place, share: (place + 0.5) / pieces.length, said: `${label}: ${pieces[place].said}` };
  }
  const raw = low + share * (high - low);
  const limits = pieces.map(({ from }) => from ?? low);
  const near = limits.find((limit) => Math.abs(limit - raw) < NEAR * (high - low));
  const value = near ?? (high - low > FEW ? Math.round(raw) : Math.round(raw * 10) / 10);
  const place = pieces.findIndex(
    ({ from = low, to = high, with_from, with_to }) =>
      (value > from || (with_from && value === from)) && (value < to || (with_to && value === to)),
  );
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return { place, share: shareOf(axis, value), said: `${label} ${number}${unit ? ` ${unit}` : ""}` };
}

/**
 * Returns the picture of one `set` over the axes `x` and `y`, described by its own sentences.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {Reply.MapOfSet} set
 * @param {string} language
 * @param {Frame} [frame]
 */
function picture(x, y, set, language, frame = LARGE) {
  drawn += 1;
  const id = `${set.set}-${drawn}`;
  return draw(
    "svg",
    {
      viewBox: `0 0 ${frame.width} ${frame.height}`,
      role: "img",
      "aria-label": `${set.title}. ${set.said.join(" ")}`,
    },
    patterns(id),
    ...areas(x, y, set, id, frame),
    draw("rect", { class: "map__frame", ...frame.box }),
    ...(frame === LARGE ? axes(x, y, language) : []),
    patient(x, y, frame),
  );
}

/**
 * Returns the small picture of one `set`.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {Reply.MapOfSet} set
 * @param {string} language
 */
export const drawSmallMap = (x, y, set, language) => picture(x, y, set, language, SMALL);

/**
 * Returns the large picture of one `set`; `read` is told what is the case at the place that the reader points at, "" where that is none.
 * @param {Reply.Axis} x
 * @param {Reply.Axis} y
 * @param {Reply.MapOfSet} set
 * @param {string} language
 * @param {(said: string) => void} read
 */
export function drawMap(x, y, set, language, read) {
  const map = picture(x, y, set, language);
  const cross = draw("path", { class: "map__cross" });
  map.append(cross);
  map.setAttribute("tabindex", "0");
  const { box, width } = LARGE;
  /** @type {[number, number]} */
  let at = [0.5, 0.5];

  /** @param {[number, number]} shares */
  function point(shares) {
    at = /** @type {[number, number]} */ (shares.map((share) => Math.min(1, Math.max(0, share))));
    const [column, row] = [placeAt(x, at[0], language), placeAt(y, at[1], language)];
    const state = set.rows[row.place]?.[column.place];
    const [across_, up_] = [across(LARGE, column.share), up(LARGE, row.share)];
    cross.setAttribute("d", `M${across_} ${box.y}v${box.height}M${box.x} ${up_}h${box.width}`);
    read(state ? `${column.said} · ${row.said}: ${set.words[state]}` : "");
  }

  /** @param {PointerEvent} event */
  function follow({ clientX, clientY }) {
    const { left, top, width: shown } = map.getBoundingClientRect();
    const scale = width / shown;
    point([((clientX - left) * scale - box.x) / box.width, 1 - ((clientY - top) * scale - box.y) / box.height]);
  }

  function leave() {
    cross.removeAttribute("d");
    read("");
  }

  map.addEventListener("pointermove", follow);
  map.addEventListener("pointerdown", follow);
  map.addEventListener("pointerleave", leave);
  map.addEventListener("blur", leave);
  map.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
    const step = /** @type {Record<string, number[]>} */ (steps)[event.key];
    if (!step) return;
    event.preventDefault();
    point([at[0] + step[0] * STEP, at[1] + step[1] * STEP]);
  });
  return map;
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
          ...area(state, id, [{ x: 0, y: 0, width: 26, height: 16 }]),
          draw("rect", { class: "map__frame", x: 0.5, y: 0.5, width: 25, height: 15 }),
        ];
  return draw("svg", { viewBox: "0 0 26 16", "aria-hidden": "true" }, patterns(id), ...shapes);
}
