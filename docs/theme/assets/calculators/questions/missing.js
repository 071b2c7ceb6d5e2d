// What is still needed, most useful first.
import { make } from "../../site/dom.js";
import { fieldLink, paragraphs } from "./parts.js";

/** @type {import("./parts.js").Question} */
export async function missing({ ask }) {
  const { asked, summary } = await ask("missing");
  const items = asked.map(({ field, label, said }) => {
    const link = fieldLink(field, label);
    link.dataset.needs = field;
    return make("li", {}, make("div", {}, link, make("br"), make("small", {}, said.join(" "))));
  });
  return [...paragraphs(summary), items.length ? make("ol", { class: "wanted" }, ...items) : null];
}
