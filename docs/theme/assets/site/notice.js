// Boxes that speak of the page itself: a newer version, a part that did not come. Their words are templates in each page's footer.
import { all, find, make, seek } from "./dom.js";

/**
 * Shows the notice `name` in place of what it showed before, where the reader is: in the dialog that is open, or at the page's edge. Returns its box.
 * @param {string} name
 */
export function notice(name) {
  seek(`[data-notice-box="${name}"]`)?.remove();
  const { content } = find(`template[data-notice="${name}"]`, document, HTMLTemplateElement);
  const box = make("div", { class: "update-box", "data-notice-box": name, role: "alert" }, content.cloneNode(true));
  // The case is in the address, and stays there.
  seek("[data-reload]", box)?.addEventListener("click", () => location.reload());
  seek("[data-dismiss]", box)?.addEventListener("click", () => box.remove());
  const place = all("dialog[open]").at(-1) ?? find("[data-update]");
  place.append(box);
  return box;
}
