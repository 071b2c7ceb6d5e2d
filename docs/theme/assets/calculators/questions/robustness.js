// Which of the values entered lie so close to a limit that their error reaches it.
import { all, find, make, seek, showText } from "../../site/dom.js";
import { fieldLink, listed, paragraphs, part } from "./parts.js";

/** @type {import("./parts.js").Question} */
export async function robustness({ ask, calculator }) {
  const { marks, summary } = await ask("robustness");
  markFields(calculator.root, marks);
  if (summary !== null) return paragraphs([summary]);
  return marks.map(({ field, label, value, said, readings }) =>
    part(
      { class: "answer answer--close", "data-robustness": field },
      [fieldLink(field, label), `: ${value}`],
      ...paragraphs(said),
      // What differs between the sets stands out; what agrees is quiet.
      listed(readings.map((one) => make("li", {}, make(one.differs ? "strong" : "small", {}, one.said)))),
    ),
  );
}

/**
 * Marks a value that is close to a limit where it was entered.
 * @param {HTMLElement} root
 * @param {Reply.Mark[]} marks
 */
export function markFields(root, marks) {
  const said = new Map(marks.map((mark) => [mark.field, mark.said[0]]));
  for (const wrapper of all("[data-field]", root)) {
    const text = said.get(wrapper.dataset.field ?? "") ?? "";
    const place = seek(".field__close", wrapper) ?? (text ? makePlace(wrapper) : null);
    if (place) showText(place, text);
  }
}

/** @param {HTMLElement} wrapper */
function makePlace(wrapper) {
  const place = make("p", { class: "field__close" });
  find("[data-derived]", wrapper).after(place);
  return place;
}
