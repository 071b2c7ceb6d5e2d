// A worksheet on a page of its own: starts Python when it is needed, keeps what is typed in the address, and carries the case along that came in it.
import { isAbandoned } from "../site/abandoned.js";
import { find } from "../site/dom.js";
import { spellAddress } from "./address.js";
import {
  arrive,
  carry,
  checkReceipt,
  keepForTab,
  onReturn,
  reread,
  sayMore,
  sayUnused,
  write,
} from "./address-page.js";
import { EngineClient } from "./engine-client.js";
import { showProgress, showState, started } from "./engine-status.js";
import { Worksheet } from "./worksheet.js";

/** @typedef {import("./address.js").Pair} Pair */
/** @typedef {import("./worksheet-form.js").Typed} Typed */

const root = find("[data-worksheet]");
// What is typed here is none of the case: in the address its names begin with this, as they always have. The word alone says that nothing is typed.
const OWN = "measure";

let address = arrive();
/** What is typed, as it was last kept. */
let present = "";

const rules = new EngineClient(root.dataset.language ?? "", {
  report(state, failure) {
    showState(root, state, failure);
    if (state === "ready") performance.mark("calculator-ready");
  },
  watch: (done, whole) => showProgress(root, done, whole),
});

/** @param {Pair} pair */
const isOwn = ([name]) => name === OWN || name.startsWith(`${OWN}.`);
const ofCase = () => address.pairs.filter((pair) => !isOwn(pair));
/** @param {Typed} typed */
const encode = (typed) => JSON.stringify(Object.entries(typed).sort());

/**
 * What `pairs` say was typed here; answers of the case, where nothing was typed yet.
 * @param {Pair[]} pairs
 * @returns {Typed}
 */
function typedIn(pairs) {
  const own = pairs.filter(isOwn);
  const named = own.filter(([name]) => name !== OWN).map(([name, value]) => [name.slice(OWN.length + 1), value]);
  return Object.fromEntries(own.length ? named : pairs);
}

/**
 * @param {Typed} typed
 * @returns {Pair[]}
 */
function ownPairs(typed) {
  const pairs = Object.entries(typed).map(([name, value]) => /** @type {Pair} */ ([`${OWN}.${name}`, value]));
  return pairs.length ? pairs : [[OWN, ""]];
}

rules.start();

const worksheet = new Worksheet(root, {
  ask: (action, more) => rules.ask(action, more),
  keep(typed) {
    present = encode(typed);
    write([...ofCase(), ...ownPairs(typed)], ofCase());
  },
  use: toBoard,
  failed: (error) => rules.fail(error),
});

/** Puts what the address holds into the worksheet, and says what of it is of no use. */
function take() {
  keepForTab(ofCase());
  const typed = typedIn(address.pairs);
  const left = worksheet.put(typed);
  present = encode(worksheet.typed());
  if (address.pairs.some(isOwn)) sayUnused(left.map((name) => `${name}: ${typed[name]}`));
  judge(address).catch((error) => isAbandoned(error) || console.error(error));
}

/**
 * Lets the rules say what is wrong with the case that goes along.
 * @param {import("./address.js").Address} arrived
 */
async function judge(arrived) {
  const pairs = ofCase();
  if (!pairs.length) return;
  const { notices, problems } = await rules.ask("case", { carried: pairs });
  if (arrived !== address) return;
  sayMore([...notices, ...Object.entries(problems).map(([name, text]) => `${name}: ${text}`)]);
  await checkReceipt({ ...arrived, pairs }, rules);
  arrived.receipt = "";
}

/**
 * The board takes the case as its address spells it.
 * @param {Reply.Fill[]} fills
 */
function toBoard(fills) {
  const pairs = new Map(ofCase());
  for (const { field, value } of fills) pairs.set(field, value);
  keepForTab([...pairs]);
  location.assign(new URL(`../${spellAddress([...pairs])}`, location.href));
}

take();

// The case goes along to the other pages of the calculators; to the same page in the other language, so does what was typed here.
carry(
  () => spellAddress(ofCase(), address.receipt),
  (at) => {
    const typed = worksheet.typed();
    return spellAddress([...ofCase(), ...(Object.keys(typed).length ? ownPairs(typed) : [])], address.receipt, at);
  },
);

addEventListener("hashchange", () => {
  const next = arrive();
  if (next.kind !== "case") return;
  address = next;
  take();
});

onReturn((persisted) => {
  if (encode(worksheet.typed()) !== present) {
    worksheet.put(typedIn(reread().pairs));
    present = encode(worksheet.typed());
  } else if (persisted) worksheet.refresh();
});

find("[data-retry]", root).addEventListener("click", () => {
  rules.start();
  worksheet.refresh();
});
started(root);
