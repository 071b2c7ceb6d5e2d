// On a page that is read: what its sets say of the case that is open in this tab. Python is fetched only where there is one, and the reader comes near.
import { isAbandoned } from "../site/abandoned.js";
import { all, find, setData } from "../site/dom.js";
import { keptInTab } from "../site/tab.js";
import { readAddress, spellAddress } from "./address.js";
import { EngineClient } from "./engine-client.js";

const CASE = "case"; // the name under which the tab keeps it

/** @returns {import("./address.js").Pair[]} the case in the address, or else the one that was open in this tab last */
function openCase() {
  const { pairs } = readAddress(location.hash, (id) => document.getElementById(id) !== null);
  return pairs.length ? pairs : readAddress(keptInTab(CASE) ?? "", () => false).pairs;
}

/**
 * Shows in `box` what its sets say of the case that is open; leaves it alone where none is.
 * @param {HTMLElement} box
 */
export function start(box) {
  const pairs = openCase();
  if (!pairs.length) return;
  for (const link of all("[data-to-calculator]", box, HTMLAnchorElement)) link.hash = spellAddress(pairs);
  const button = find("[data-go-on]", box);
  button.textContent = button.dataset.goOn ?? "";
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      judge(box, pairs);
    },
    { rootMargin: "50% 0px" },
  );
  near.observe(box);
}

/**
 * @param {HTMLElement} box
 * @param {import("./address.js").Pair[]} pairs
 */
async function judge(box, pairs) {
  const said = find("[data-open-case]", box);
  const fail = () => {
    said.textContent = box.dataset.later ?? "";
  };
  const rules = new EngineClient(document.documentElement.lang, {
    report: (state) => {
      if (state === "failed") fail();
    },
  });
  rules.start();
  try {
    const { result } = await rules.ask("case", { carried: pairs });
    said.textContent = (result ? said.dataset.openCase : box.dataset.notRead) ?? "";
    if (!result) return;
    for (const line of all("[data-set]", box)) {
      const outcome = result.sets[line.dataset.set ?? ""];
      if (!outcome) continue;
      setData(line, "verdict", outcome.verdict ?? undefined);
      find("[data-said]", line).textContent = outcome.said;
    }
  } catch (error) {
    if (!isAbandoned(error)) fail();
  }
}
