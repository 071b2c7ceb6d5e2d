// Lays out the sheet for a tumour board: one page of A4, all of it said by the rules in the language that was chosen.
import { make } from "./dom.js";

const list = (name, items) => (items.length ? make("ul", { class: name }, ...items) : null);

/** Draws `sheet` into `place`; `language` is that of the sheet, whatever the page speaks. */
export function drawSheet(place, sheet, language) {
  const { headings } = sheet;
  place.lang = language;
  const section = (name, ...content) => {
    const filled = content.filter(Boolean);
    return filled.length
      ? make("section", { class: `sheet__${name}` }, make("h3", {}, headings[name]), ...filled)
      : null;
  };
  const fact = (name, value) => (value ? make("span", {}, `${headings[name]}: `, make("b", {}, value)) : null);

  const answers = sheet.case.map(({ label, value, derived }) =>
    make(
      "div",
      {},
      make("dt", {}, label),
      make("dd", {}, value, derived ? make("small", {}, ` (${headings.derived})`) : null),
    ),
  );

  // What speaks against a set is always said in full, the rest in brief where there is little room.
  const criterion = ({ truth, mark, against, in_full: full, in_brief: brief, remarks }) => {
    const words = against
      ? [full]
      : [make("span", { class: "sheet__detail" }, full), make("span", { class: "sheet__name" }, brief)];
    return make(
      "li",
      { "data-truth": truth, "data-against": against ? "" : null },
      make("b", {}, mark),
      " ",
      ...words,
      ...remarks.map((line) => make("i", {}, ` (${line})`)),
    );
  };

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
        block.warnings.length ? make("b", { class: "sheet__warned" }, ` ▲${block.warnings.join(", ")}`) : null,
      ),
      block.criteria.length ? make("ul", { class: "sheet__criteria" }, ...block.criteria.map(criterion)) : null,
      make("p", { class: "sheet__source" }, block.source, block.doi ? ` doi:${block.doi}` : ""),
    );

  const doubts = [...sheet.sets, ...sheet.provisional].map(({ title, doubt }) =>
    make("li", {}, make("b", {}, title), `: ${doubt}`),
  );
  const missing = sheet.missing.map(({ label, sets, provisional }) =>
    make("li", {}, make("b", {}, label), make("small", {}, ` (${[...sets, ...provisional].join(", ")})`)),
  );
  const blank = (name, lines) =>
    make(
      "div",
      { class: "sheet__blank" },
      make("span", {}, headings[name]),
      ...Array.from({ length: lines }, () => make("hr")),
    );

  place.replaceChildren(
    ...[
      make("header", {}, make("h2", {}, sheet.title), blank("patient", 0)),
      make(
        "p",
        { class: "sheet__facts" },
        fact("assessed", sheet.assessed),
        fact("printed", sheet.printed),
        fact("rules", sheet.rules_version),
        fact("receipt", sheet.receipt),
      ),
      list(
        "sheet__alerts",
        sheet.alerts.map((text, place) => make("li", {}, make("b", {}, `▲${place + 1}`), ` ${text}`)),
      ),
      section("case", answers.length ? make("dl", {}, ...answers) : null),
      section("sets", list("sheet__set", sheet.sets.map(set)), make("p", { class: "sheet__legend" }, headings.legend)),
      sheet.provisional.length
        ? section(
            "provisional",
            make("p", { class: "sheet__legend" }, sheet.provisional_warning),
            list("sheet__set", sheet.provisional.map(set)),
          )
        : null,
      section("missing", list("sheet__list", missing)),
      section(
        "dates",
        list(
          "sheet__list",
          sheet.dates.map((line) => make("li", {}, line)),
        ),
      ),
      section("doubts", list("sheet__list", doubts)),
      make("div", { class: "sheet__board" }, blank("decision", 3), blank("participants", 1), blank("signatures", 1)),
      make(
        "footer",
        {},
        sheet.intended_use,
        make("span", { class: "sheet__brief" }, ` ${sheet.doubts}`),
        sheet.elsewhere.length ? ` ${headings.elsewhere}: ${sheet.elsewhere.join(", ")}.` : "",
      ),
    ].filter(Boolean),
  );
}

const PAGE = 281; // millimetres of an A4 sheet between its margins
const MILLIMETRE = 96 / 25.4;
// The largest type that fits; limits and values of what is met, then what is in doubt, are given up before it gets too small to read.
const SIZES = [
  ...["9", "8.5", "8", "7.5", "7"].map((size) => [size, "full"]),
  ...["8", "7.5", "7", "6.5"].map((size) => [size, "brief"]),
  ...["7", "6.5", "6"].map((size) => [size, "least"]),
];

/** Chooses type and detail so that the sheet in `place`, which is in sight, fits one page. */
export function fitSheet(place) {
  for (const [size, detail] of SIZES) {
    place.dataset.size = size;
    place.dataset.detail = detail;
    const { paddingTop, paddingBottom } = getComputedStyle(place);
    if (place.scrollHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom) <= PAGE * MILLIMETRE)
      return;
  }
}
