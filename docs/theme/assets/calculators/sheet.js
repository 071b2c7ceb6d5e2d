// Lays out the sheet for a tumour board on pages of A4; what it says comes from the rules, in the language that was chosen.
import { all, find, make, seek, setHidden } from "../site/dom.js";

/** @typedef {import("../site/dom.js").Child} Child */

/**
 * Draws `sheet` into `place`: what the board needs before it decides, and then every criterion. `language` is that of the sheet, whatever the page speaks.
 * @param {HTMLElement} place
 * @param {Reply.Sheet} sheet
 * @param {string} language
 * @param {Element | null} code the address of the case as a code, where it was asked for
 */
export function drawSheet(place, sheet, language, code) {
  const { headings } = sheet;
  place.lang = language;
  const first = [
    make("header", {}, make("h2", {}, sheet.title), blank(headings.patient), code),
    make(
      "p",
      { class: "sheet__facts" },
      fact(headings.assessed, sheet.assessed),
      fact(headings.printed, sheet.printed),
      fact(headings.rules, sheet.rules_version),
      fact(headings.receipt, sheet.receipt),
    ),
    section(sheet, "sets", outcomes(sheet)),
    list("sheet__alerts", sheet.alerts.map(alert)),
    make("div", { class: "sheet__answers" }),
    section(sheet, "case", list("", answers(sheet), "dl")),
    section(sheet, "missing", make("p", {}, sheet.missing.map(({ label }) => label).join(" · "))),
    section(
      sheet,
      "dates",
      list(
        "sheet__list",
        sheet.dates.map((line) => make("li", {}, line)),
      ),
    ),
  ];
  const second = [
    // Sheets of paper part: the second says whose it is.
    make("p", { class: "sheet__again" }, sheet.title, " · ", make("b", {}, sheet.receipt)),
    section(
      sheet,
      "criteria",
      legend(headings.legend),
      list("sheet__set", [...sheet.sets, ...sheet.provisional].map(set)),
    ),
    section(sheet, "doubts", list("sheet__list", [...sheet.sets, ...sheet.provisional].map(doubt))),
  ];
  const board = make(
    "div",
    { class: "sheet__board" },
    blank(headings.decision),
    blank(headings.participants),
    blank(headings.signatures),
  );
  const footer = make(
    "footer",
    {},
    sheet.intended_use,
    make("span", { class: "sheet__brief" }, ` ${sheet.doubts}`),
    sheet.elsewhere.length ? ` ${headings.elsewhere}: ${sheet.elsewhere.join(", ")}.` : "",
  );
  place.replaceChildren(
    make("div", { class: "sheet__page" }, ...first),
    make("div", { class: "sheet__page" }, ...second),
    board,
    footer,
  );
}

/**
 * The verdicts in their groups, those of provisional sets apart, each with its reason in a line.
 * @param {Reply.Sheet} sheet
 */
function outcomes({ sets, provisional, provisional_warning: warning }) {
  const groups = [...new Set(sets.map(({ group }) => group))];
  const bodies = groups.map((group) =>
    outcomesOf(
      group,
      sets.filter((one) => one.group === group),
    ),
  );
  const apart = provisional.length ? [outcomesOf(warning, provisional, "sheet__provisional")] : [];
  const widths = make("colgroup", {}, make("col"), make("col"), make("col"));
  return make("table", { class: "sheet__outcomes" }, widths, ...bodies, ...apart);
}

/**
 * @param {string} heading
 * @param {Reply.SheetSet[]} sets
 * @param {string} [name]
 */
const outcomesOf = (heading, sets, name) =>
  make(
    "tbody",
    { class: name },
    make("tr", {}, make("th", { colspan: 3, scope: "rowgroup" }, heading)),
    ...sets.map(outcome),
  );

/** @param {Reply.SheetSet} block */
const outcome = ({ title, status, verdict, brief, warnings, reason }) =>
  make(
    "tr",
    { "data-verdict": verdict },
    make("th", { scope: "row" }, title, make("small", {}, ` [${status}]`)),
    make("td", { colspan: reason ? null : 2 }, make("strong", {}, brief), warned(warnings)),
    reason ? make("td", {}, reason) : null,
  );

/** @param {number[]} warnings */
const warned = (warnings) =>
  warnings.length ? make("b", { class: "sheet__warned" }, ` ▲${warnings.join(", ")}`) : null;

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
 * Room to write in by hand.
 * @param {string} heading
 */
const blank = (heading) => make("div", { class: "sheet__blank" }, make("span", {}, heading));

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
const set = (block) =>
  make(
    "li",
    { "data-verdict": block.verdict },
    make(
      "p",
      { class: "sheet__outcome" },
      make("b", {}, block.title),
      make("small", {}, ` [${block.status}]`),
      ": ",
      make("strong", {}, block.outcome),
      warned(block.warnings),
    ),
    list("sheet__lines", block.criteria.map(criterion)),
    make("p", { class: "sheet__source" }, block.source),
  );

/** @param {Reply.SheetLine} line */
const criterion = ({ truth, mark, against, said, remarks }) =>
  make(
    "li",
    { "data-truth": truth, "data-against": against ? "" : null },
    make("b", {}, mark),
    // A sign is never left behind at the end of a line.
    `\u00a0${said}`,
    ...remarks.map((remark) => make("i", {}, ` (${remark})`)),
  );

/** @param {Reply.SheetSet} block */
const doubt = ({ title, doubt: said }) => make("li", {}, make("b", {}, title), `: ${said}`);

/** @typedef {"fit" | "1" | "2"} Pages how many pages a reader wants: as many as the sheet needs in type that is easy to read, one, or two */
/** @typedef {"1" | "2" | "3" | "more"} Count on how many pages; on `more` the board writes after all else */
/** @typedef {[pages: Count, size: string, detail: string]} Layout type in points, and what is left out: nothing, what is in doubt, each criterion too, the list of what is missing too */

const PAGE = 280 * (96 / 25.4); // an A4 sheet between its margins, and a hair less
// What flows over pages, with what is lost where one ends; after `more` comes no other layout.
const LATER = { 1: PAGE, 2: PAGE, 3: 1.8 * PAGE, more: Number.POSITIVE_INFINITY };
const COMFORTABLE = ["10.5", "10", "9.5", "9"];
const SMALL = ["8.5", "8", "7.5", "7"];

/** @type {(pages: Count, sizes: string[], detail?: string) => Layout[]} */
const layouts = (pages, sizes, detail = "full") => sizes.map((size) => [pages, size, detail]);
const TWO = [...layouts("2", COMFORTABLE), ...layouts("2", ["9.5", "9"], "least")];
/** @type {Record<Pages, Layout[]>} */
const LAYOUTS = {
  fit: [...layouts("1", COMFORTABLE), ...TWO, ...layouts("3", COMFORTABLE.slice(2)), ...layouts("more", ["9"])],
  1: [
    ...layouts("1", [...COMFORTABLE, "8.5", "8"]),
    ...layouts("1", ["9", "8.5", "8"], "least"),
    ...layouts("1", [...COMFORTABLE.slice(2), ...SMALL], "verdicts"),
    ...layouts("1", SMALL.slice(1), "bare"),
  ],
  2: [...TWO, ...layouts("2", SMALL), ...layouts("2", SMALL, "least")],
};

/**
 * Chooses the first layout, from the largest type down, in which the sheet in `place`, which is in sight, fits its pages; then fits it to the screen.
 * @param {HTMLElement} place
 * @param {Pages} pages
 */
export async function fitSheet(place, pages) {
  fit(place, pages);
  // Letters of a font that comes late have other widths.
  await document.fonts.ready;
  fit(place, pages);
}

/**
 * @param {HTMLElement} place
 * @param {Pages} pages
 */
function fit(place, pages) {
  place.style.removeProperty("zoom");
  LAYOUTS[pages].find((layout) => lay(place, layout));
  const share = find(".sheet-scroll").clientWidth / place.offsetWidth;
  if (share < 1) place.style.setProperty("zoom", String(share));
}

/**
 * Lays the sheet out and returns whether it fits. The board writes on the first of two or three pages, and after all else on one and on more; on the first
 * of three there is no room for the case.
 * @param {HTMLElement} place
 * @param {Layout} layout
 */
function lay(place, [pages, size, detail]) {
  Object.assign(place.dataset, { pages, size, detail });
  const one = pages === "1";
  const [first, second] = all(".sheet__page", place);
  const last = one ? place : second;
  (pages === "2" || pages === "3" ? first : last).append(find(".sheet__board", place));
  last.append(find("footer", place));
  setHidden(find(".sheet__again", place), one);
  const entered = seek(".sheet__case", place);
  if (entered) find(one || pages === "2" ? ".sheet__answers" : ".sheet__again", place).after(entered);
  if (one) {
    const { paddingTop, paddingBottom } = getComputedStyle(place);
    return fits(place.scrollHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom), PAGE);
  }
  return fits(first.scrollHeight, PAGE) && fits(second.scrollHeight, LATER[pages]);
}

/** @type {(height: number, room: number) => boolean} whole pixels are compared, and half a one is none */
const fits = (height, room) => height <= room + 1;
