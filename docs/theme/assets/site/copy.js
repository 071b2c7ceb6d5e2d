// Puts a text on the clipboard; where the browser refuses, shows it in a field to be copied by hand.

/** Copies `text`. Resolves to whether it is on the clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    byHand(text);
    return false;
  }
}

function byHand(text) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog by-hand";
  dialog.setAttribute("aria-labelledby", "by-hand");
  dialog.append(document.querySelector('template[data-notice="by-hand"]').content.cloneNode(true));
  const field = dialog.querySelector("textarea");
  field.value = text;
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  field.select();
}
