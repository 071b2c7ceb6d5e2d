// A day is typed in the order in which readers of this site write it, or picked from the browser's own calendar, whatever order that has.

import { around, find, make, seek } from "../site/dom.js";

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const TYPED = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/;

/**
 * Returns an ISO day as it is typed here; any other text as it is.
 * @param {string} text
 */
export function localDay(text) {
  const [, year, month, day] = ISO.exec(text) ?? [];
  return year ? `${Number(day)}/${Number(month)}/${year}` : text;
}

/**
 * Returns whether `text` is as long as a day is: the reader has stopped in the middle of none.
 * @param {string} text
 */
export const isDay = (text) => TYPED.test(text) || ISO.test(text);

/** @param {string} text */
function isoDay(text) {
  const [, day, month, year] = TYPED.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

document.documentElement.toggleAttribute("data-picks-days", "showPicker" in HTMLInputElement.prototype);

document.addEventListener("click", (event) => {
  const day = around(event, "[data-pick]")?.closest("[data-day-control]");
  if (!day) return;
  const typed = find("[data-day]", day, HTMLInputElement);
  const picker = make("input", {
    type: "date",
    class: "day__picker",
    "data-picker": "",
    tabindex: "-1",
    "aria-hidden": "true",
  });
  // What is no day leaves the calendar empty.
  picker.value = isoDay(typed.value.trim());
  picker.addEventListener("input", (happened) => happened.stopPropagation());
  picker.addEventListener("change", (happened) => {
    happened.stopPropagation();
    if (!picker.value) return;
    typed.value = localDay(picker.value);
    for (const heard of ["input", "change"]) typed.dispatchEvent(new Event(heard, { bubbles: true }));
  });
  seek("[data-picker]", day)?.remove();
  day.append(picker);
  picker.showPicker();
});
