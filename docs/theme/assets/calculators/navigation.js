// Moving about: the fragment holds the case, so a link within the page moves the reader and leaves the address alone. Back returns.
import { all, around, seek, setData } from "../site/dom.js";
import { unescaped } from "./address.js";
import { holdsCase, step } from "./address-page.js";

const FLASH = 1500; // milliseconds for which a place that was jumped to is marked
const MOVED = 8; // pixels by which the page must move for the jump to be a step of the history

/**
 * Opens everything that is folded around `element`, and a card itself.
 * @param {Element} element
 */
export function unfold(element) {
  for (let box = element.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
  if (element.matches("[data-set]"))
    for (const card of all("[data-all]", element, HTMLDetailsElement)) card.open = true;
}

/**
 * Brings the reader to the part of the page whose id is `id`, exactly, and marks it for a moment.
 * @param {string} id
 * @param {{ isStep?: boolean }} [how] whether Back leads to where the reader was
 */
export function goTo(id, { isStep = true } = {}) {
  const target = document.getElementById(id);
  if (!target) return;
  unfold(target);
  const before = scrollY;
  target.scrollIntoView({ block: "start", behavior: "instant" });
  if (isStep && Math.abs(scrollY - before) > MOVED) {
    step(before);
  }
  arriveAt(target);
}

/** @param {HTMLElement} target */
function arriveAt(target) {
  setData(target, "flash", "");
  setTimeout(() => setData(target, "flash"), FLASH);
  const control = target.matches("[data-field]")
    ? (seek("input:checked", target) ?? seek("input, select", target))
    : null;
  if (!control && !target.hasAttribute("tabindex")) target.tabIndex = -1;
  (control ?? target).focus({ preventScroll: true });
}

/** Lets links to a place on this page bring the reader there. */
export function followLinks() {
  document.addEventListener("click", (event) => {
    const link = around(event, "a[href]", HTMLAnchorElement);
    const here = link?.origin === location.origin && link.pathname === location.pathname && link.hash.length > 1;
    const id = here && unescaped(link.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!holdsCase()) {
      // The browser goes there, and the address names the place.
      unfold(target);
      return;
    }
    event.preventDefault();
    goTo(id);
  });
}
