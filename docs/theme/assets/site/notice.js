// Boxes that speak of the page itself: a newer version, a part that did not come. Their words are templates in each page's footer.

/** Shows the notice `name` in place of what it showed before, where the reader is: in the dialog that is open, or at the page's edge. Returns its box. */
export function notice(name) {
  document.querySelector(`[data-notice-box="${name}"]`)?.remove();
  const box = document.createElement("div");
  box.className = "update-box";
  box.dataset.noticeBox = name;
  box.setAttribute("role", "alert");
  box.append(document.querySelector(`template[data-notice="${name}"]`).content.cloneNode(true));
  // The case is in the address, and stays there.
  box.querySelector("[data-reload]")?.addEventListener("click", () => location.reload());
  box.querySelector("[data-dismiss]")?.addEventListener("click", () => box.remove());
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  (dialog ?? document.querySelector("[data-update]")).append(box);
  return box;
}
