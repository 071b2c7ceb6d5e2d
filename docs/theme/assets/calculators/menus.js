// The menus of the bar: one is open at a time, and it closes once something in it was chosen or the reader goes on elsewhere.
import { all, find } from "../site/dom.js";

/** @param {HTMLElement} root */
export function startMenus(root) {
  const menus = all("[data-menu]", root, HTMLDetailsElement);
  /** @param {HTMLDetailsElement} [but] */
  const closeOthers = (but) => {
    for (const menu of menus) if (menu !== but) menu.open = false;
  };
  for (const menu of menus) {
    menu.addEventListener("toggle", () => menu.open && closeOthers(menu));
    menu.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a, button")) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      find("summary", menu).focus();
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
    });
  }
  document.addEventListener("pointerdown", ({ target }) => {
    if (!(target instanceof Element && target.closest("[data-menu]"))) closeOthers();
  });
}
