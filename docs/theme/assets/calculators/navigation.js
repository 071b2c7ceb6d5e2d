// Moving about: the fragment holds the case, so a link within the page moves the reader and leaves the address alone.
import { all, around, find, seek } from "../site/dom.js";
import { unescaped } from "./address.js";

/**
 * Opens everything that is folded around `element`.
 * @param {Element} element
 */
export function unfold(element) {
  for (let box = element.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
}

/**
 * Brings the reader to the part of the page whose id is `id`.
 * @param {string} id
 */
export function goTo(id) {
  const target = document.getElementById(id);
  if (!target) return;
  unfold(target);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  const control = target.matches("[data-field]")
    ? (seek("input:checked", target) ?? seek("input, select", target))
    : null;
  if (!control && !target.hasAttribute("tabindex")) target.tabIndex = -1;
  (control ?? target).focus({ preventScroll: true });
}

const READ_FROM = 0.3; // of the window's height: what has passed it is being read

/** Returns the id of the heading that the reader has passed last; "" at the top of the page. */
export function sectionInSight() {
  if (scrollY < innerHeight * READ_FROM) return "";
  const passed = all(":is(h2, h3, h4)[id]", find("main")).findLast((heading) => {
    const { top, height } = heading.getBoundingClientRect();
    return height > 0 && top < innerHeight * READ_FROM;
  });
  return passed?.id ?? "";
}

/** Lets links to a place on this page bring the reader there. */
export function followLinks() {
  document.addEventListener("click", (event) => {
    const link = around(event, "a[href]", HTMLAnchorElement);
    const here = link?.origin === location.origin && link.pathname === location.pathname && link.hash.length > 1;
    const id = here && unescaped(link.hash.slice(1));
    if (!id || !document.getElementById(id) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(id);
  });
}
