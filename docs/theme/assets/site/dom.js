// Finds, makes and changes elements; a page is changed only where something differs.

/** @typedef {Node | string | null | undefined} Child what is null is left out */
/** @typedef {Record<string, string | number | null | undefined>} Attributes what is null is left out */

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * @template {Element} T
 * @param {Element} element
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
function asKind(element, selector, kind) {
  if (element instanceof kind) return element;
  throw new TypeError(`${selector} is no ${kind.name}`);
}

/**
 * Returns the first element that fits `selector`; null where there is none.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => T} [kind] an error where it is another
 * @returns {T | null}
 */
export function seek(selector, within = document, kind = /** @type {any} */ (HTMLElement)) {
  const element = within.querySelector(selector);
  return element && asKind(element, selector, kind);
}

/**
 * Returns the first element that fits `selector`, which the templates put there: throws where it is missing.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => T} [kind]
 * @returns {T}
 */
export function find(selector, within = document, kind = /** @type {any} */ (HTMLElement)) {
  const element = seek(selector, within, kind);
  if (!element) throw new TypeError(`the page holds no ${selector}`);
  return element;
}

/**
 * Returns all elements that fit `selector`.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => T} [kind]
 * @returns {T[]}
 */
export function all(selector, within = document, kind = /** @type {any} */ (HTMLElement)) {
  return [...within.querySelectorAll(selector)].map((element) => asKind(element, selector, kind));
}

/**
 * Returns the nearest element around what `event` happened to that fits `selector`, itself included; null where there is none of this kind.
 * @template {Element} [T=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T | null}
 */
export function around({ target }, selector, kind = /** @type {any} */ (HTMLElement)) {
  const element = target instanceof Element ? target.closest(selector) : null;
  return element instanceof kind ? element : null;
}

// "Ki-67", "75 %" and "≥ 30 %".
const TOGETHER = /(?<![\p{L}\d-])\p{L}+-\d+(?![\p{L}\d-])|(?:[<≤≥>] )?\d[\d.,]* %|[<≤≥>] \d[\d.,]*/gu;

/**
 * Returns `text` as what parts no "Ki-67" and no number from its sign at the end of a line; read, searched and copied it is the same text.
 * One piece, as a text is: in a row of boxes its words stay one box.
 * @param {string} text
 * @returns {string | Node}
 */
function whole(text) {
  const words = text.match(TOGETHER);
  if (!words) return text;
  const between = text.split(TOGETHER);
  const piece = document.createElement("span");
  piece.append(between[0]);
  for (const [place, word] of words.entries()) {
    const kept = document.createElement("span");
    kept.className = "whole";
    kept.append(word);
    piece.append(kept, between[place + 1]);
  }
  return piece;
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.replaceChildren(whole(text));
}

/**
 * Sets the attribute data-`name`; takes it away where `value` is undefined.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string} [value]
 */
export function setData(element, name, value) {
  if (value === undefined) delete element.dataset[name];
  else if (element.dataset[name] !== value) element.dataset[name] = value;
}

/**
 * @param {HTMLElement | null | undefined} element
 * @param {boolean} hidden
 */
export function setHidden(element, hidden) {
  if (element && element.hidden !== hidden) element.hidden = hidden;
}

/**
 * Shows `text` in `element`, which is hidden where there is none.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function showText(element, text) {
  setText(element, text);
  setHidden(element, !text);
}

/** @type {WeakMap<Element, string>} */
const shownLines = new WeakMap();

/**
 * Shows one item a line in `list`, which is hidden where there is none, and left alone where it shows these lines already.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} lines
 * @param {(item: HTMLElement, line: T) => void} [fill] by default the line is the text
 */
export function showLines(list, lines, fill = (item, line) => setText(item, String(line))) {
  setHidden(list, lines.length === 0);
  const key = JSON.stringify(lines);
  if (shownLines.get(list) === key) return;
  shownLines.set(list, key);
  list.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      fill(item, line);
      return item;
    }),
  );
}

/**
 * @param {Element} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function complete(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  element.append(...children.filter((child) => child !== null && child !== undefined));
}

/**
 * Makes an element: `make("a", { href: "#x" }, "words", otherElement)`.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  complete(
    element,
    attributes,
    children.map((child) => (typeof child === "string" ? whole(child) : child)),
  );
  return element;
}

/**
 * Makes an element of a drawing, as `make` does.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(NAMESPACE, tag);
  complete(element, attributes, children);
  return element;
}

/**
 * Offers `text` as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
