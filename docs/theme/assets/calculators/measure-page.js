// A measure on a page of its own: starts Python when it is needed, keeps what is typed in the address, and carries the case along that came in it.
import { spellAddress } from "./address.js";
import { arrive, carry, checkReceipt, onReturn, reread, sayMore, sayUnused, write } from "./address-page.js";
import { find, today } from "./dom.js";
import { startMeasure } from "./measures.js";
import { showState, started, startRules } from "./rules.js";

const root = find("[data-measure]");
const { language } = root.dataset;
// What is typed here is none of the case: in the address its names begin with this. The word alone says that nothing is typed.
const OWN = "measure";

let address;
let present;

const isOwn = ([name]) => name === OWN || name.startsWith(`${OWN}.`);
const ofCase = () => address.pairs.filter((pair) => !isOwn(pair));
const spelt = (typed) => JSON.stringify(Object.entries(typed).sort());

/** What `pairs` say was typed here; answers of the case, where nothing was typed yet. */
function typedIn(pairs) {
  const own = pairs.filter(isOwn);
  const named = own.filter(([name]) => name !== OWN).map(([name, value]) => [name.slice(OWN.length + 1), value]);
  return Object.fromEntries(own.length ? named : pairs);
}

function ownPairs(typed) {
  const pairs = Object.entries(typed).map(([name, value]) => [`${OWN}.${name}`, value]);
  return pairs.length ? pairs : [[OWN, ""]];
}

async function launch(again) {
  showState(root, "loading");
  const engine = await startRules(root, again);
  await engine.ready;
  showState(root, "ready");
  performance.mark("calculator-ready");
  return engine;
}

let engine = launch(false);

const ask = async (request) => (await engine).ask(request);

address = arrive();

const panel = startMeasure(root, {
  ask,
  language,
  today,
  keep(typed) {
    present = spelt(typed);
    write([...ofCase(), ...ownPairs(typed)]);
  },
  use: toBoard,
  failed(error) {
    console.error(error);
    showState(root, "failed", error);
  },
});

/** Puts what the address holds into the panel, and says what of it is of no use. */
function take() {
  const typed = typedIn(address.pairs);
  const left = panel.put(typed);
  present = spelt(panel.typed());
  if (address.pairs.some(isOwn)) sayUnused(left.map((name) => `${name}: ${typed[name]}`));
  judge(address).catch(console.error);
}

/** Lets the rules say what is wrong with the case that goes along. */
async function judge(arrived) {
  const pairs = ofCase();
  if (!pairs.length) return;
  const { notices, problems } = await ask({ ask: "case", language, today: today(), answers: {}, carried: pairs });
  if (arrived !== address) return;
  sayMore([...notices, ...Object.entries(problems).map(([name, text]) => `${name}: ${text}`)]);
  await checkReceipt({ ...arrived, pairs }, ask, language);
  arrived.receipt = "";
}

// The board takes the case as its address spells it.
function toBoard(fills) {
  const pairs = new Map(ofCase());
  for (const { field, value } of fills) pairs.set(field, value);
  location.assign(new URL(`../${spellAddress([...pairs])}`, location.href));
}

take();

// The case goes along to the other pages of the calculators; to the same page in the other language, so does what was typed here.
carry(
  () => spellAddress(ofCase(), address.receipt),
  () =>
    spellAddress([...ofCase(), ...(Object.keys(panel.typed()).length ? ownPairs(panel.typed()) : [])], address.receipt),
);

addEventListener("hashchange", () => {
  const next = arrive();
  if (next.kind !== "case") return;
  address = next;
  take();
});

onReturn((persisted) => {
  if (spelt(panel.typed()) !== present) {
    panel.put(typedIn(reread().pairs));
    present = spelt(panel.typed());
  } else if (persisted) panel.refresh();
});

find("[data-retry]", root).addEventListener("click", () => {
  engine = launch(true);
  panel.refresh();
});
started(root);
