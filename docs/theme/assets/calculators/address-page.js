// The address of the page that is open: read, written, taken along, and what has to be said of it. What it holds is read by address.js alone.
// The case of this tab is the one in the address; where that holds none, the one that was there last.
import { around, find, setData, showLines } from "../site/dom.js";
import { keepInTab, keptInTab } from "../site/tab.js";
import { readAddress, spellAddress, unescaped } from "./address.js";
import { sectionInSight } from "./section.js";
import "./told.js";

/** @typedef {import("./address.js").Pair} Pair */

const SOON = 50; // milliseconds without a change; another address costs a browser more time than the rules take to judge
const WRITE_AGAIN = 1500; // milliseconds; some browsers limit how often an address may change
const CASE = "case"; // the name under which the tab keeps it
const BESIDE = "beside"; // and what it takes along to the other language
const SHOWN = 40; // characters of what could not be read that are said again

// WebKit empties controls that it must not complete by itself some time after a page has come back: at the latest when the reader turns to them.
const RESETS = [0, 100, 500]; // milliseconds
const TOUCHES = ["pointerdown", "keydown"];

const place = find("[data-address-said]");
/** @type {Record<string, string>} */
const words = JSON.parse(place.dataset.words ?? "");
/** @type {string[]} */
let lines = [];
let arrived = 0;

/** @param {string[]} said */
function say(said) {
  lines = said;
  showLines(place, lines);
}

/** @param {string} id */
const isPlace = (id) => id === "" || document.getElementById(id) !== null;

/** @returns {import("./address.js").Address & { hash: string }} */
function read() {
  writeNow();
  // "#" alone is not in `location.hash`.
  const hash = location.hash || (location.href.endsWith("#") ? "#" : "");
  const address = readAddress(hash, isPlace);
  const holdsNone = address.kind === "none" || address.kind === "place";
  return { hash, ...address, pairs: holdsNone ? keptPairs() : address.pairs };
}

/** The case that was in the address of this tab last. */
const keptPairs = () => readAddress(keptInTab(CASE) ?? "", () => false).pairs;

/**
 * Reads the address as it is now, when the page opens and when another is put into the open page; says what is wrong with it in place of what was said before.
 * @returns {import("./address.js").Address}
 */
export function arrive() {
  const address = read();
  chain = history.state?.chain ?? crypto.randomUUID();
  beside = history.state?.beside ?? takenAlong(address.pairs); // of this step: what was kept beside another case stays with that one
  arrived += 1;
  say(address.remarks.map((remark) => words[remark].replace("{text}", () => unescaped(address.hash).slice(0, SHOWN))));
  return address;
}

// Jumps within the page are steps of the tab's history that belong to one case: going back over them changes the place and not the case.
/** @type {string} */
let chain;

/** What is kept beside the case of this step of the tab's history. @type {Record<string, any> | undefined} */
let beside;

/** Whether the address holds a case. */
export const holdsCase = () => read().kind === "case";

/**
 * Makes what follows another step of the tab's history, of the same case; the step that is left keeps `top`, how far down the page it was.
 * @param {number} top
 */
export function step(top) {
  writeNow();
  try {
    history.replaceState({ ...history.state, chain, top }, "");
    history.pushState({ ...history.state, top: undefined }, "");
  } catch {
    // The reader is led there all the same.
  }
}

/**
 * Calls `act` when the reader has come to another step that belongs to the same case, which the address may hold as it was then.
 * @param {() => void} act
 */
export function onStep(act) {
  addEventListener("popstate", ({ state }) => {
    if (state?.chain !== chain) return;
    history.replaceState({ ...state, beside }, "");
    heard();
    act();
    // After the browser has put the page where it believes it was.
    if (state.top !== undefined) requestAnimationFrame(() => scrollTo({ top: state.top, behavior: "instant" }));
  });
}

/** Reads the address again, which this page has written itself: there is nothing to say of it. */
export const reread = () => read();

/**
 * Says below what was said of the address whether its receipt does not fit what it holds; rejects where the rules do not answer.
 * @param {{ receipt: string, pairs: Pair[] }} address
 * @param {import("./engine-client.js").EngineClient} rules
 */
export async function checkReceipt({ receipt, pairs }, rules) {
  if (!receipt) return;
  const turn = arrived;
  const text = new URLSearchParams([["receipt", receipt], ...pairs]).toString();
  const { state, said } = await rules.ask("verify", { text });
  if (state !== "same" && turn === arrived) say([...lines, said]);
}

/**
 * Says `more` below what was said of the address.
 * @param {string[]} more
 */
export function sayMore(more) {
  if (more.length) say([...lines, ...more]);
}

/**
 * Says below what was said of the address that each of `parts` of it was of no use.
 * @param {string[]} parts
 */
export const sayUnused = (parts) => sayMore(parts.map((part) => words.unused.replace("{text}", () => part)));

/** Forgets what was said of the address: another case has come, from elsewhere. */
export function sayNothing() {
  arrived += 1;
  say([]);
}

/**
 * Calls `act(persisted)` when the page is shown, `persisted` where it comes back as it was left, and then again while a browser may still change its controls.
 * What the controls hold then is not what the reader typed: the address says what that was.
 * @param {(persisted: boolean) => void} act
 */
export function onReturn(act) {
  const root = document.documentElement;
  const again = () => act(false);
  const settled = () => setData(root, "settled", "");
  addEventListener("pagehide", () => setData(root, "settled"));
  addEventListener("pageshow", ({ persisted }) => {
    act(persisted);
    for (const delay of RESETS) setTimeout(again, delay);
    setTimeout(settled, Math.max(...RESETS));
    for (const touch of TOUCHES) addEventListener(touch, again, { once: true, capture: true });
  });
}

/**
 * Lets the other pages of this tab find the case `pairs`.
 * @param {Pair[]} pairs
 */
export const keepForTab = (pairs) => keepInTab(CASE, spellAddress(pairs));

/**
 * Whether `pairs` are the case that this tab keeps.
 * @param {Pair[]} pairs
 */
export const isKept = (pairs) => (keptInTab(CASE) ?? "") === spellAddress(pairs);

/** @type {number | undefined} */
let writing;

/** What the address is to hold, as long as it does not. @type {(() => void) | null} */
let unwritten = null;

// A link or the reader puts another address here some time before the page hears of it.
let known = location.hash;
const heard = () => {
  known = location.hash;
};
addEventListener("hashchange", () => {
  heard();
  // What was to be written is older than the address that has come.
  clearTimeout(writing);
  unwritten = null;
});

/**
 * Makes the address hold `pairs`, without a step in the history, and the tab keep them. A place on the page stays in the address until there is a case,
 * and another address stays until the page has heard of it.
 * @param {Pair[]} pairs
 * @param {Pair[]} [ofCase] those of them that the other pages of this tab find again; all, where not given
 */
export function write(pairs, ofCase = pairs) {
  clearTimeout(writing);
  unwritten = null;
  if (location.hash !== known) return;
  keepForTab(ofCase);
  const hash = spellAddress(pairs);
  if (hash ? hash === location.hash : read().kind !== "case") return;
  try {
    history.replaceState(history.state, "", hash || location.pathname + location.search);
    heard();
  } catch {
    writeIn(WRITE_AGAIN, () => write(pairs, ofCase));
  }
}

/**
 * Makes the address hold `pairs` once they have not changed for a moment, and before anybody reads it or the page is left: what is typed is judged first.
 * @param {Pair[]} pairs
 */
export const writeSoon = (pairs) => writeIn(SOON, () => write(pairs));

/**
 * @param {number} delay
 * @param {() => void} writeIt
 */
function writeIn(delay, writeIt) {
  clearTimeout(writing);
  unwritten = writeIt;
  writing = setTimeout(writeIt, delay);
}

function writeNow() {
  unwritten?.();
}
addEventListener("pagehide", writeNow);
document.addEventListener("visibilitychange", writeNow);

// What belongs to the case of this address and to no other reader: it stays with this step of the tab's history, and goes with the tab.

/**
 * Returns what was kept under `name` beside the case; undefined where there is nothing.
 * @param {string} name
 */
export const keptBeside = (name) => beside?.[name];

/**
 * Keeps `value` under `name` beside the case.
 * @param {string} name
 * @param {unknown} value
 */
export function keepBeside(name, value) {
  beside = { ...beside, [name]: value };
  try {
    history.replaceState({ ...history.state, beside }, "");
  } catch {
    // It is there until the page is left.
  }
}

/** What the page in the other language is to find beside the case, which it knows again. */
function takeAlong() {
  keepInTab(BESIDE, beside ? JSON.stringify({ of: keptInTab(CASE) ?? "", beside }) : "");
}

/**
 * What the page in the other language kept beside the case `pairs`; it is taken once.
 * @param {Pair[]} pairs
 * @returns {Record<string, any> | undefined}
 */
function takenAlong(pairs) {
  const { of, beside: taken } = JSON.parse(keptInTab(BESIDE) ?? "{}");
  keepInTab(BESIDE, "");
  if (of !== spellAddress(pairs)) return undefined;
  history.replaceState({ ...history.state, beside: taken }, "");
  return taken;
}

/** Forgets what was kept beside the case: another case has come. */
export function forgetBeside() {
  beside = undefined;
  if (history.state?.beside) history.replaceState({ ...history.state, beside }, "");
}

/**
 * Lets the links to the other pages of the calculators take the case along, as `spell` returns it, and those to the other language what `own` returns for
 * the section that is in sight. A link that leads to a case or a place of its own leads there.
 * @param {() => string} spell
 * @param {(at: string) => string} own
 */
export function carry(spell, own) {
  const taking = new WeakSet();
  /** @param {Event} event */
  const take = (event) => {
    const link = around(event, "a[href]", HTMLAnchorElement);
    if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
    if (link.hasAttribute("data-language-switch")) {
      writeNow();
      takeAlong();
      const at = sectionInSight();
      link.hash = own(at) || at;
    } else if (/\/calculators\//.test(link.pathname) && (!link.hash || taking.has(link))) {
      taking.add(link);
      link.hash = spell();
    }
  };
  document.addEventListener("pointerdown", take);
  document.addEventListener("click", take);
}
