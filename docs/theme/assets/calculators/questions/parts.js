// What the answers to several questions are put together from.
import { all, make } from "../../site/dom.js";

/** @typedef {import("../../site/dom.js").Child} Child */
/**
 * One go at a question. It is abandoned once the case has changed.
 * @typedef {object} Inquiry
 * @property {Calculator} calculator
 * @property {(verdict?: Verdict) => SetId[]} sets those in sight that come to a verdict, or to this one
 * @property {<A extends Action>(action: A, more?: Record<string, unknown>) => Promise<Replies[A]>} ask about these sets
 */
/** @typedef {(inquiry: Inquiry) => Promise<Child[]>} Question puts its answer together */

/** @param {string[]} lines */
export const paragraphs = (lines) => lines.map((line) => make("p", {}, line));

/**
 * @param {Calculator} calculator
 * @param {SetId} id
 */
export const setLink = ({ sets }, id) => make("a", { href: `#set-${id}` }, sets.get(id)?.title ?? id);

/**
 * @param {FieldId} field
 * @param {string} label
 */
export const fieldLink = (field, label) => make("a", { href: `#field-${field}` }, label);

/**
 * A part of an answer under a heading of its own.
 * @param {Record<string, string>} attributes
 * @param {Child[]} heading
 * @param {Child[]} content
 */
export const part = (attributes, heading, ...content) =>
  make("section", { class: "answer", ...attributes }, make("h4", {}, ...heading), ...content);

/** @param {HTMLElement[]} items */
export const listed = (items) => (items.length ? make("ul", { class: "listed" }, ...items) : null);

/**
 * The first lines of an answer as they are read out: its headings, sentences, items and rows, `most` of them.
 * @param {HTMLElement} answer
 * @param {number} most
 */
export const spoken = (answer, most) => all("h4, p, li, caption, tr", answer).slice(0, most).map(wordsOf).join(" ");

/**
 * The texts in `line`, apart from each other as its cells and links are.
 * @param {HTMLElement} line
 */
function wordsOf(line) {
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const words = [];
  while (texts.nextNode()) words.push(texts.currentNode.nodeValue?.trim());
  return words.filter(Boolean).join(" ");
}
