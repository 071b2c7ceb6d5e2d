// What can be done with the case as a whole: share, save, open, print, and the measures beside their fields.
import { copy } from "../site/copy.js";
import { incomplete, late } from "../site/late.js";
import { keepBeside, keptBeside } from "./address-page.js";
import { all, download, find, make, plain, setLines, setText, today } from "./dom.js";

const BIGGEST = 200_000; // bytes of a file that is opened; a saved case takes about ten thousand
const PRINTING = 2000; // milliseconds within which a browser that prints has begun to

/** Starts the actions of `calculator`, once the rules can answer. */
export function start(calculator) {
  const { root, language, words, ask, done } = calculator;
  if (root.dataset.actions) return;
  root.dataset.actions = "";
  const here = (selector) => find(selector, root);
  const on = (selector, event, act) => {
    for (const element of all(selector, root))
      element.addEventListener(event, (happened) => attempt(() => act(happened)));
  };
  // The page has said already why there is no answer, or what did not come.
  const attempt = async (act) => {
    try {
      await act();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  // A case with mistakes in it can be shared, but not said; a file is opened and a measure taken whenever the rules run.
  let result = null;
  let turn = 0;
  const saying = all("[data-save], [data-copy-text], [data-dialog-open='sheet'], [data-dialog-open='code']", root);
  const asking = all("[data-open-file], [data-measure-open]", root);
  for (const button of all("[data-share], [data-dialog-open='keys']", root)) button.disabled = false;

  function hear(reply) {
    turn += 1;
    result = reply.result;
    for (const button of saying) button.disabled = !result;
    const running = !["failed", "loading"].includes(reply.said);
    for (const button of asking) button.disabled = !running;
    if (!reply.said) sayOpened();
    if (reply.said === "failed") {
      opened = [];
      // What is to be done is said on the page, below.
      dialog("measure").close();
    }
    redraw(reply.said && reply.said !== "failed");
  }

  /** The address of the case with the receipt of the rules that read it. */
  const receipt = () => ("stale" in root.dataset ? undefined : result?.receipt);
  const address = () => calculator.address(receipt());

  on("[data-share]", "click", async () => {
    const said = receipt() ? words.copied_address : words.copied_without_receipt;
    if (await copy(address())) done(said);
  });

  async function copyText() {
    const reply = await ask("text", { language: here("[data-sheet-language]").value });
    if (await copy(reply.text)) done(words.copied_text);
  }
  on("[data-copy-text]", "click", copyText);

  on("[data-save]", "click", async () => {
    const reply = await ask("json");
    download(reply.name, "application/json", reply.json);
    done(words.saved.replace("{name}", reply.name));
  });

  // Opening: what the file says is read by the rules, as everything is.

  const notices = here("[data-notices]");
  function notify(lines) {
    setLines(notices, lines, plain);
    notices.hidden = lines.length === 0;
  }

  // What is to be said of a case that was opened, once the rules have answered to it; their answer clears what was said before.
  let opened = [];

  function sayOpened() {
    if (opened.length) notify([...opened, ...all("li:not([hidden])", notices).map((item) => item.textContent)]);
    opened = [];
  }

  async function open(text) {
    const reply = await ask("verify", { text });
    const lines = [reply.said, ...reply.problems, ...reply.differences].filter(Boolean);
    if (reply.case) {
      opened = lines;
      calculator.fill(Object.entries(reply.case), { replace: true });
    } else notify(lines);
    done(reply.case ? words.opened : words.not_opened);
  }

  async function openFile(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    // What was said of another file goes first, whatever becomes of this one.
    notify([]);
    done("");
    if (file.size > BIGGEST) notify([words.too_big]);
    else await open(await file.text());
  }
  on("[data-open-file]", "click", () => here("[data-file]").click());
  on("[data-file]", "change", ({ target }) => openFile(target));

  // Dialogs.

  const dialog = (name) => here(`dialog[data-dialog="${name}"]`);
  const opening = {
    sheet: showSheet,
    code: showCode,
    keys: () => {},
  };

  async function openDialog(name) {
    const box = dialog(name);
    if (!box || box.open) return;
    const shown = await opening[name]();
    box.showModal();
    shown?.();
  }
  on("[data-dialog-open]", "click", ({ currentTarget }) => openDialog(currentTarget.dataset.dialogOpen));

  /** Draws the sheet and returns what is to be done once it is in sight. */
  async function showSheet() {
    const { drawSheet, fitSheet } = await late(new URL("./sheet.js", import.meta.url));
    const place = here("[data-sheet]");
    const spoken = here("[data-sheet-language]").value;
    const drawn = turn;
    const reply = await ask("sheet", { language: spoken });
    // The case has changed meanwhile: an open dialog is being drawn again.
    if (drawn !== turn) throw new DOMException("the case has changed", "AbortError");
    drawSheet(place, reply, spoken);
    return () => fitSheet(place);
  }
  const showSheetAgain = async () => (await showSheet())();
  on("[data-sheet-language]", "change", showSheetAgain);

  // The dialogs that show the case follow it, whoever changes it while they are open.
  function redraw(waiting) {
    for (const [name, draw, place] of [
      ["sheet", showSheetAgain, "[data-sheet]"],
      ["code", showCode, "[data-code], [data-code-address]"],
    ]) {
      if (!dialog(name)?.open) continue;
      for (const shown of all(place, root)) shown.replaceChildren();
      if (result) attempt(draw);
      else if (!waiting) dialog(name).close();
    }
  }

  startPrinting();
  on("[data-print]", "click", () => {
    let asked = false;
    addEventListener("beforeprint", () => (asked = true), { once: true });
    print();
    // A frame may forbid it, and nothing but the missing event tells.
    setTimeout(() => asked || done(words.not_printed), PRINTING);
  });

  // The sheet alone on its page, also where the browser's own command prints: a copy outside the dialog, beside which everything else is left out.
  function startPrinting() {
    const margins = new CSSStyleSheet();
    margins.replaceSync("@page { size: a4; margin: 8mm 10mm; }");
    const tidy = () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== margins);
      delete document.documentElement.dataset.printing;
      for (const page of all("body > .print-sheet")) page.remove();
    };
    addEventListener("beforeprint", () => {
      tidy();
      if (!dialog("sheet")?.open) return;
      document.body.append(make("div", { class: "print-sheet" }, here("[data-sheet]").cloneNode(true)));
      document.documentElement.dataset.printing = "sheet";
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, margins];
    });
    addEventListener("afterprint", tidy);
  }

  async function showCode() {
    const { default: qrcode } = await late(new URL("../vendor/qrcode.js", import.meta.url));
    const text = address();
    const place = here("[data-code]");
    setText(here("[data-code-address]"), text);
    try {
      const code = qrcode(0, "L");
      code.addData(text);
      code.make();
      place.replaceChildren(drawCode(code));
    } catch {
      place.replaceChildren(make("p", {}, words.code_too_long));
    }
  }

  function drawCode(code) {
    const size = code.getModuleCount();
    const dark = [];
    for (let row = 0; row < size; row += 1)
      for (let column = 0; column < size; column += 1)
        if (code.isDark(row, column)) dark.push(`M${column + 4} ${row + 4}h1v1h-1z`);
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    picture.setAttribute("viewBox", `0 0 ${size + 8} ${size + 8}`);
    picture.setAttribute("shape-rendering", "crispEdges");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", dark.join(""));
    picture.append(path);
    return picture;
  }

  // A measure is a page of its own; the board takes its form from there.

  let running;

  /** What the measure `name` begins with: what was typed into it, and the answers of the case where they have changed since. */
  function begin(name) {
    const now = calculator.values();
    const kept = keptBeside(name);
    if (!kept) return now;
    const moved = Object.keys({ ...now, ...kept.answers }).filter((field) => now[field] !== kept.answers[field]);
    const gone = new Set(moved.flatMap((field) => [field, `row.0.${field}`]));
    const stays = Object.entries(kept.typed).filter(([field]) => !gone.has(field));
    return Object.fromEntries([...stays, ...moved.filter((field) => now[field]).map((field) => [field, now[field]])]);
  }

  on("[data-measure-open]", "click", async ({ currentTarget }) => {
    const { measureOpen: name, address: from } = currentTarget.dataset;
    const box = dialog("measure");
    const place = find("[data-measure-place]", box);
    running?.stop();
    const [{ startMeasure }, page] = await Promise.all([
      late(new URL("./measures.js", import.meta.url)),
      measurePage(from),
    ]);
    const measure = document.importNode(find(`[data-measure="${name}"]`, page), true);
    setText(find("h2", box), find("h1", page).firstChild.textContent);
    place.replaceChildren(measure);
    find("[data-unstarted]", measure)?.remove();
    running = startMeasure(measure, {
      ask: (request) => ask(request.ask, request),
      language,
      today,
      values: begin(name),
      keep: (typed) => keepBeside(name, { typed, answers: calculator.values() }),
      use(fills, typed) {
        box.close();
        calculator.fill(fills.map(({ field, value }) => [field, value]));
        keepBeside(name, { typed, answers: calculator.values() });
        calculator.goTo(`field-${fills[0].field}`);
        done(
          words.filled.replace("{what}", fills.map(({ label, said }) => `${label ?? ""} ${said}`.trim()).join(", ")),
        );
      },
      failed() {}, // The page has said it.
    });
    box.showModal();
  });

  async function measurePage(from) {
    try {
      const response = await fetch(from);
      if (!response.ok) throw new Error(`${from}: ${response.status}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    } catch (error) {
      throw incomplete(error);
    }
  }

  // Keys: single letters, where nobody is typing, and they can be switched off.

  const keys = {
    "?": () => openDialog("keys"),
    c: () => calculator.goTo("case"),
    r: () => calculator.goTo("results"),
    q: () => calculator.goTo("questions"),
    s: () => result && openDialog("sheet"),
    t: () => result && copyText(),
    u: calculator.undo,
    U: calculator.redo,
  };
  const typing = (element) =>
    element.closest("input:not([type='radio'], [type='checkbox']), select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const busy = event.altKey || event.metaKey || document.querySelector("dialog[open]");
    if (busy || typing(target)) return;
    if (event.ctrlKey) {
      if (key.toLowerCase() !== "z") return;
      event.preventDefault();
      if (event.shiftKey) calculator.redo();
      else calculator.undo();
    } else if (Object.hasOwn(keys, key) && here("[data-keys]").checked) {
      event.preventDefault();
      attempt(keys[key]);
    }
  });

  calculator.onResult(hear);
}
