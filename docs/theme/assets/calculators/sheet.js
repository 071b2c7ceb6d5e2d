// Lays out the sheet for a tumour board: one page of A4, all of it said by the rules in the language that was chosen.
import { make } from "../site/dom.js";

/** @typedef {import("../site/dom.js").Child} Child */

/**
 * Draws `sheet` into `place`; `language` is that of the sheet, whatever the page speaks.
 * @param {HTMLElement} place
 * @param {Reply.Sheet} sheet
 * @param {string} language
 */
export function drawSheet(place, sheet, language) {
  const { headings } = sheet;
  place.lang = language;
  place.replaceChildren(
    ...[
      make("header", {}, make("h2", {}, sheet.title), blank(headings.patient, 0)),
      make(
        "p",
        { class: "sheet__facts" },
        fact(headings.assessed, sheet.assessed),
        fact(headings.printed, sheet.printed),
        fact(headings.rules, sheet.rules_version),
        fact(headings.receipt, sheet.receipt),
      ),
      list("sheet__alerts", sheet.alerts.map(alert)),
      section(sheet, "case", list("", answers(sheet), "dl")),
      section(sheet, "sets", list("sheet__set", sheet.sets.map(set)), legend(headings.legend)),
      sheet.provisional.length
        ? section(
            sheet,
            "provisional",
            legend(sheet.provisional_warning),
            list("sheet__set", sheet.provisional.map(set)),
          )
        : null,
      section(sheet, "missing", list("sheet__list", sheet.missing.map(missing))),
      section(
        sheet,
        "dates",
        list(
          "sheet__list",
          sheet.dates.map((line) => make("li", {}, line)),
        ),
      ),
      section(sheet, "doubts", list("sheet__list", [...sheet.sets, ...sheet.provisional].map(doubt))),
      make(
        "div",
        { class: "sheet__board" },
        blank(headings.decision, 3),
        blank(headings.participants, 1),
        blank(headings.signatures, 1),
      ),
      make(
        "footer",
        {},
        sheet.intended_use,
        make("span", { class: "sheet__brief" }, ` ${sheet.doubts}`),
        sheet.elsewhere.length ? ` ${headings.elsewhere}: ${sheet.elsewhere.join(", ")}.` : "",
      ),
    ].filter((part) => part !== null),
  );
}

/**
 * @param {string} name
 * @param {HTMLElement[]} items
 * @param {"ul" | "dl"} [tag]
 */
const list = (name, items, tag = "ul") => (items.length ? make(tag, { class: name || null }, ...items) : null);

/**
 * A part of the sheet under its heading; none where there is nothing in it.
 * @param {Reply.Sheet} sheet
 * @param {string} name
 * @param {Child[]} content
 */
function section({ headings }, name, ...content) {
  const filled = content.filter(Boolean);
  return filled.length ? make("section", { class: `sheet__${name}` }, make("h3", {}, headings[name]), ...filled) : null;
}

/**
 * @param {string} heading
 * @param {string | null} value
 */
const fact = (heading, value) => (value ? make("span", {}, `${heading}: `, make("b", {}, value)) : null);

/** @param {string} text */
const legend = (text) => make("p", { class: "sheet__legend" }, text);

/**
 * Lines to write on by hand.
 * @param {string} heading
 * @param {number} lines
 */
const blank = (heading, lines) =>
  make("div", { class: "sheet__blank" }, make("span", {}, heading), ...Array.from({ length: lines }, () => make("hr")));

/**
 * @param {string} text
 * @param {number} place
 */
const alert = (text, place) => make("li", {}, make("b", {}, `▲${place + 1}`), ` ${text}`);

/** @param {Reply.Sheet} sheet */
const answers = (sheet) =>
  sheet.case.map(({ label, value, derived }) => {
    const mark = derived ? make("small", {}, ` (${sheet.headings.derived})`) : null;
    return make("div", {}, make("dt", {}, label), make("dd", {}, value, mark));
  });

/** @param {Reply.SheetSet} block */
function set(block) {
  const warned = block.warnings.length ? make("b", { class: "sheet__warned" }, ` ▲${block.warnings.join(", ")}`) : null;
  return make(
    "li",
    { "data-verdict": block.verdict },
    make(
      "p",
      { class: "sheet__outcome" },
      make("b", {}, block.title),
      make("small", {}, ` [${block.status}]`),
      ": ",
      make("strong", {}, block.outcome),
      warned,
    ),
    list("sheet__criteria", block.criteria.map(criterion)),
    make("p", { class: "sheet__source" }, block.source, block.doi ? ` doi:${block.doi}` : ""),
  );
}

/**
 * What speaks against a set is always said in full, the rest in brief where there is little room.
 * @param {Reply.SheetLine} line
 */
function criterion({ truth, mark, against, in_full: full, in_brief: brief, remarks }) {
  const words = against
    ? [full]
    : [make("span", { class: "sheet__detail" }, full), make("span", { class: "sheet__name" }, brief)];
  return make(
    "li",
    { "data-truth": truth, "data-against": against ? "" : null },
    make("b", {}, mark),
    " ",
    ...words,
    ...remarks.map((remark) => make("i", {}, ` (${remark})`)),
  );
}

/** @param {Reply.Sheet["missing"][number]} missing */
const missing = ({ label, sets, provisional }) =>
  make("li", {}, make("b", {}, label), make("small", {}, ` (${[...sets, ...provisional].join(", ")})`));

/** @param {Reply.SheetSet} block */
const doubt = ({ title, doubt: said }) => make("li", {}, make("b", {}, title), `: ${said}`);

const PAGE = 281; // millimetres of an A4 sheet between its margins
const MILLIMETRE = 96 / 25.4;
// The largest type that fits; limits and values of what is met, then what is in doubt, are given up before it gets too small to read.
const SIZES = [
  ...["9", "8.5", "8", "7.5", "7"].map((size) => [size, "full"]),
  ...["8", "7.5", "7", "6.5", "6"].map((size) => [size, "brief"]),
  ...["7", "6.5", "6"].map((size) => [size, "least"]),
];

/**
 * Chooses type and detail so that the sheet in `place`, which is in sight, fits one page.
 * @param {HTMLElement} place
 */
export function fitSheet(place) {
  for (const [size, detail] of SIZES) {
    place.dataset.size = size;
    place.dataset.detail = detail;
    const { paddingTop, paddingBottom } = getComputedStyle(place);
    const height = place.scrollHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
    if (height <= PAGE * MILLIMETRE) return;
  }
}
