// Checks what somebody kept of a case: a saved file, an address, or a summary. Nothing leaves the page.
import { spellAddress } from "./address.js";
import { arrive, carry } from "./address-page.js";
import { find, plain, setHidden, setLines, setText, today } from "./dom.js";
import { showState, started, startRules } from "./rules.js";

const BIGGEST = 200_000; // characters; a saved case takes about twenty thousand

const root = find("[data-verify]");
const text = find("textarea", root);
const result = find("[data-result]", root);
let engine;
let failed = false;

// A receipt from paper is checked against the case that the reader brought along from the board.
let brought = [];

/** Takes what the address brings; a receipt in it is checked at once. */
function takeAddress() {
  const { kind, pairs, receipt } = arrive();
  if (kind !== "case" && brought.length) return;
  brought = pairs;
  find("[data-brought]", root).hidden = brought.length === 0;
  if (!receipt) return;
  text.value = location.href.split("#")[0] + spellAddress(pairs, receipt);
  check();
}

async function rules() {
  if (!engine) {
    showState(root, "loading");
    engine = await startRules(root, failed);
  }
  await engine.ready;
  showState(root, "ready");
  return engine;
}

async function check() {
  const given = text.value.trim().slice(0, BIGGEST);
  if (!given) {
    text.focus();
    return;
  }
  // What was said of another text goes first, whatever becomes of this one.
  setHidden(result, true);
  try {
    const { ask } = await rules();
    show(
      await ask({
        ask: "verify",
        language: root.dataset.language,
        today: today(),
        answers: {},
        carried: brought,
        text: given,
      }),
    );
  } catch (error) {
    console.error(error);
    // One text that the rules could not answer leaves them in order.
    if (error.kind === "python")
      show({ state: "unreadable", said: root.dataset.unanswered, problems: [], differences: [], case: null });
    else fail(error);
  }
}

function fail(error) {
  engine = undefined;
  failed = true;
  showState(root, "failed", error);
}

function show(reply) {
  const lines = [...reply.problems, ...reply.differences, ...(reply.unchecked ?? [])];
  const board = find("[data-board]", root);
  const list = find("[data-lines]", root);
  result.hidden = false;
  result.dataset.state = reply.state;
  setText(find("[data-said]", result), reply.said);
  setLines(list, lines, plain);
  list.hidden = lines.length === 0;
  board.hidden = !reply.case;
  if (reply.case) find("a", board).hash = spellAddress(Object.entries(reply.case));
  performance.mark("check-shown");
}

find("form", root).addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
find("[data-retry]", root).addEventListener("click", check);
find("[data-choose]", root).addEventListener("click", () => find("[data-file]", root).click());
find("[data-file]", root).addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  target.value = "";
  if (!file) return;
  text.value = (await file.slice(0, BIGGEST).text()).trim();
  check();
});
addEventListener("hashchange", takeAddress);
carry(() => spellAddress(brought));
takeAddress();
started(root);
