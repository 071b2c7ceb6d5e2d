// Opens a dialog; the page behind it stays where it is.
import { seek, setData } from "./dom.js";

/** @param {HTMLDialogElement} dialog */
export function showDialog(dialog) {
  const page = document.documentElement;
  dialog.addEventListener("close", () => setData(page, "covered", seek("dialog[open]") ? "" : undefined), {
    once: true,
  });
  dialog.showModal();
  setData(page, "covered", "");
}
