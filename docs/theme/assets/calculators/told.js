// What has to be said of the case as a whole: over the page, where it moves nothing, until the reader closes it or something else has to be said.
import { all, find, setData } from "../site/dom.js";

const box = find(".told");
const place = find("[data-told]", box);
/** What was closed and still holds; what no longer holds may come again. */
let closed = new Set();

/** What is said there now. */
const said = () => all("p:not([hidden]), ul:not([hidden]) > li", place).map(({ textContent }) => textContent);

function look() {
  const now = said();
  closed = new Set(now.filter((line) => closed.has(line)));
  setData(box, "closed", now.length && closed.size === new Set(now).size ? "" : undefined);
}

find("[data-close-told]", box).addEventListener("click", () => {
  closed = new Set(said());
  look();
  find("main").focus({ preventScroll: true });
});
new MutationObserver(look).observe(place, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["hidden"],
});

/** Where what is said there otherwise is. @type {Map<HTMLElement, Comment>} */
const homes = new Map();

/**
 * Says there what `element` says, which is elsewhere on the page; what is being said stays where it is.
 * @param {HTMLElement} element
 */
export function sayOverPage(element) {
  if (!element.hidden || homes.has(element)) return;
  const home = new Comment();
  homes.set(element, home);
  element.replaceWith(home);
  place.append(element);
}

/**
 * Says what `element` says in its own place in the page again; what is being said stays where it is.
 * @param {HTMLElement} element
 */
export function sayInPage(element) {
  if (!element.hidden) return;
  homes.get(element)?.replaceWith(element);
  homes.delete(element);
}
