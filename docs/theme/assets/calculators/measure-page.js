// A measure on a page of its own: starts Python when it is needed, and carries the case of the address along.
import { find, today } from "./dom.js";
import { startMeasure } from "./measures.js";
import { showState, started, startRules } from "./rules.js";

const root = find("[data-measure]");
const { language } = root.dataset;
const own = "measure"; // what stands in an address for the answers of a measure, which are none of the case

const address = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
const values = Object.fromEntries(address.has(own) ? new URLSearchParams(address.get(own)) : address);
address.delete(own);

const spelt = (pairs) => pairs.toString().replace(/^(?=.)/, "#");

async function launch(again) {
  showState(root, "loading");
  const engine = await startRules(root, again);
  await engine.ready;
  showState(root, "ready");
  performance.mark("calculator-ready");
  return engine;
}

let engine = launch(false);

const panel = startMeasure(root, {
  ask: async (request) => (await engine).ask(request),
  language,
  today: today(),
  values,
  use: toBoard,
  failed(error) {
    console.error(error);
    showState(root, "failed", error);
  },
});

// The board takes the case as its address spells it.
function toBoard(fills) {
  for (const { field, value } of fills) address.set(field, value);
  location.assign(new URL(`../${spelt(address)}`, location.href));
}

// The case goes along to the other pages of the calculators; to the same page in the other language, so does what was typed here.
function keep(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
  if (link.hasAttribute("data-language-switch")) {
    const both = new URLSearchParams(address);
    const here = new URLSearchParams(panel.typed()).toString();
    if (here) both.set(own, here);
    link.hash = spelt(both);
  } else if (/\/calculators\//.test(link.pathname) && !link.hash) link.hash = spelt(address);
}

document.addEventListener("pointerdown", keep);
document.addEventListener("click", keep);
find("[data-retry]", root).addEventListener("click", () => {
  engine = launch(true);
  panel.refresh();
});
started(root);
