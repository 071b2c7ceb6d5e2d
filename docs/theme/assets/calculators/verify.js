// Checks what somebody kept of a case: a saved file, an address, or a summary. Nothing leaves the page.
import { isAbandoned } from "../site/abandoned.js";
import { find, setHidden, setText, showLines } from "../site/dom.js";
import { spellAddress } from "./address.js";
import { arrive, carry } from "./address-page.js";
import { EngineClient, isUnanswered } from "./engine-client.js";
import { started, statusIn } from "./engine-status.js";

const BIGGEST = 200_000; // characters; a saved case takes about twenty thousand

const root = find("[data-verify]");
const text = find("textarea", root, HTMLTextAreaElement);
const result = find("[data-result]", root);
const rules = new EngineClient(root.dataset.language ?? "", statusIn(root));

/**
 * A receipt from paper is checked against the case that the reader brought along from the board.
 * @type {import("./address.js").Pair[]}
 */
let brought = [];

/** Takes what the address brings; a receipt in it is checked at once. */
function takeAddress() {
  const { kind, pairs, receipt } = arrive();
  if (kind !== "case" && brought.length) return;
  brought = pairs;
  setHidden(find("[data-brought]", root), brought.length === 0);
  if (!receipt) return;
  text.value = location.href.split("#")[0] + spellAddress(pairs, receipt);
  check();
}

async function check() {
  const given = text.value.trim().slice(0, BIGGEST);
  if (!given) {
    text.focus();
    return;
  }
  // What was said of another text goes first, whatever becomes of this one.
  setHidden(result, true);
  rules.start();
  try {
    show(await rules.ask("verify", { carried: brought, text: given }));
  } catch (error) {
    if (isUnanswered(error)) showUnanswered(error);
    else if (!isAbandoned(error)) rules.fail(error);
  }
}

/**
 * One text that the rules could not answer leaves them in order.
 * @param {unknown} error
 */
function showUnanswered(error) {
  console.error(error);
  const said = root.dataset.unanswered ?? "";
  show({ state: "unreadable", said, problems: [], differences: [], unchecked: [], case: null });
}

/** @param {Reply.Verification} reply */
function show(reply) {
  const board = find("[data-board]", root);
  setHidden(result, false);
  result.dataset.state = reply.state;
  setText(find("[data-said]", result), reply.said);
  showLines(find("[data-lines]", root), [...reply.problems, ...reply.differences, ...reply.unchecked]);
  setHidden(board, !reply.case);
  if (reply.case) find("a", board, HTMLAnchorElement).hash = spellAddress(Object.entries(reply.case));
  performance.mark("check-shown");
}

/** @param {HTMLInputElement} input */
async function readFile(input) {
  const [file] = input.files ?? [];
  input.value = "";
  if (!file) return;
  text.value = (await file.slice(0, BIGGEST).text()).trim();
  check();
}

const chooser = find("[data-file]", root, HTMLInputElement);
chooser.addEventListener("change", () => readFile(chooser));
find("[data-choose]", root).addEventListener("click", () => chooser.click());
find("[data-retry]", root).addEventListener("click", check);
find("form", root).addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
addEventListener("hashchange", takeAddress);
carry(
  () => spellAddress(brought),
  (at) => spellAddress(brought, "", at),
);
takeAddress();
started(root);
