// Keys: single letters, where nobody is typing, and they can be switched off.
import { attempt } from "../site/abandoned.js";
import { find } from "../site/dom.js";

export const TYPING = "input:not([type='radio'], [type='checkbox']), select, textarea, [contenteditable]";

/**
 * Lets each key of `keys` do what stands behind it, and Ctrl+Z undo and redo.
 * @param {Calculator} calculator
 * @param {Record<string, () => unknown>} keys
 */
export function startKeys(calculator, keys) {
  const on = find("[data-keys]", calculator.root, HTMLInputElement);

  /** @param {KeyboardEvent} event */
  function actOf({ key, ctrlKey, shiftKey }) {
    if (!ctrlKey) return on.checked && Object.hasOwn(keys, key) ? keys[key] : null;
    if (key.toLowerCase() !== "z") return null;
    return shiftKey ? calculator.redo : calculator.undo;
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest(TYPING);
    if (typing || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    attempt(act);
  });
}
