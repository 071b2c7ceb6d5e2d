// Puts a text on the clipboard; where the browser refuses, shows it in a field to be copied by hand.
import { showDialog } from "./dialog.js";
import { find, make } from "./dom.js";

/**
 * Copies `text`. Resolves to whether it is on the clipboard.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    byHand(text);
    return false;
  }
}

/** @param {string} text */
function byHand(text) {
  const { content } = find('template[data-notice="by-hand"]', document, HTMLTemplateElement);
  const dialog = make("dialog", { class: "dialog by-hand", "aria-labelledby": "by-hand" }, content.cloneNode(true));
  const field = find("textarea", dialog, HTMLTextAreaElement);
  field.value = text;
  find("[data-close]", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  showDialog(dialog);
  field.focus();
  field.select();
}

const BREAKS = /[\u00ad\u2060]/g; // They tell a browser where a word may break and where not, and nobody else.

/** Leaves the signs for breaks out of what a reader copies from the page. */
export function copyPlainWords() {
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    const text = selection?.toString() ?? "";
    if (!selection?.rangeCount || !event.clipboardData || text.search(BREAKS) < 0) return;
    const markup = make("div", {}, selection.getRangeAt(0).cloneContents()).innerHTML;
    event.clipboardData.setData("text/plain", text.replace(BREAKS, ""));
    event.clipboardData.setData("text/html", markup.replace(/[\u00ad\u2060]|&shy;|&NoBreak;/g, ""));
    event.preventDefault();
  });
}
