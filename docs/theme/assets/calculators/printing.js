// Prints the sheet alone on its page, also where the browser's own command prints: a copy outside the dialog, beside which everything else is left out.
import { all, find, make } from "../site/dom.js";

const PRINTING = 2000; // milliseconds within which a browser that prints has begun to

/**
 * Sheets that are to be printed in place of the one that is open.
 * @type {HTMLElement[]}
 */
let waiting = [];

/**
 * Prints `sheets`, each beginning on a page of its own.
 * @param {HTMLElement[]} sheets
 */
export function printSheets(sheets) {
  waiting = sheets;
  print();
}

/** @param {Calculator} calculator */
export function startPrinting(calculator) {
  const { root, words } = calculator;
  const margins = new CSSStyleSheet();
  margins.replaceSync("@page { size: a4; margin: 8mm 10mm; }");
  const tidy = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== margins);
    delete document.documentElement.dataset.printing;
    for (const page of all("body > .print-sheet")) page.remove();
  };
  addEventListener("beforeprint", () => {
    tidy();
    const isOpen = find("dialog[data-dialog=sheet]", root, HTMLDialogElement).open;
    const sheets = waiting.length || !isOpen ? waiting : [find("[data-sheet]", root).cloneNode(true)];
    if (!sheets.length) return;
    for (const sheet of /** @type {HTMLElement[]} */ (sheets)) sheet.removeAttribute("style"); // its size on the screen
    document.body.append(make("div", { class: "print-sheet" }, ...sheets));
    document.documentElement.dataset.printing = "sheet";
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, margins];
  });
  addEventListener("afterprint", () => {
    tidy();
    waiting = [];
  });

  find("[data-print]", root).addEventListener("click", () => {
    let begun = false;
    addEventListener(
      "beforeprint",
      () => {
        begun = true;
      },
      { once: true },
    );
    print();
    // A frame may forbid it, and nothing but the missing event tells.
    setTimeout(() => begun || calculator.done(words.not_printed), PRINTING);
  });
}
