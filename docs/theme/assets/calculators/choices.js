// Choices side by side: the chosen one can be taken back, and a digit chooses. They stay radio buttons, with their arrow keys.
import { all, around } from "../site/dom.js";

const TAKES_BACK = new Set(["Delete", "Backspace"]);

/** @param {EventTarget | null} target */
const choiceOf = (target) => (target instanceof HTMLInputElement && target.type === "radio" ? target : null);

/** @param {Element} control */
const tellChange = (control) => control.dispatchEvent(new Event("change", { bubbles: true }));

/** @param {HTMLInputElement} choice */
function takeBack(choice) {
  if (!choice.checked) return;
  choice.checked = false;
  tellChange(choice);
}

/** @param {HTMLInputElement} choice */
function choose(choice) {
  choice.checked = true;
  choice.focus();
  tellChange(choice);
}

/**
 * Lets the choices of `form` be taken back: by pressing the chosen one again, by Delete or Backspace, or by the button beside it.
 * @param {HTMLFormElement} form
 */
export function startChoices(form) {
  /**
   * The chosen one that is being pressed again.
   * @type {HTMLInputElement | null}
   */
  let pressed = null;
  /** @param {EventTarget | null} target */
  const press = (target) => {
    const choice = choiceOf(target);
    pressed = choice?.checked ? choice : null;
  };
  form.addEventListener("pointerdown", ({ target }) => press(target));
  form.addEventListener("keydown", (event) => {
    press(event.key === " " ? event.target : null);
    const choice = choiceOf(event.target);
    if (choice && !event.ctrlKey && !event.altKey && !event.metaKey && onKey(form, choice, event.key))
      event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    if (pressed && event.target === pressed) takeBack(pressed);
    pressed = null;
    const field = around(event, "[data-clear]")?.closest("[data-field]");
    const chosen = field?.querySelector("input:checked");
    if (!(chosen instanceof HTMLInputElement)) return;
    takeBack(chosen);
    chosen.focus();
  });
}

/**
 * Does what `key` says on `choice`; returns whether it says anything.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} choice
 * @param {string} key
 */
function onKey(form, choice, key) {
  const choices = all(`input[name="${choice.name}"]`, form, HTMLInputElement);
  const meant = choices[Number(key) - 1];
  if (TAKES_BACK.has(key)) for (const one of choices) takeBack(one);
  else if (meant) choose(meant);
  return TAKES_BACK.has(key) || Boolean(meant);
}
