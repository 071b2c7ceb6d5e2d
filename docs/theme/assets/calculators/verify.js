// Checks what somebody kept of a case: a saved file, an address, or a summary. Nothing leaves the page.
import { find, plain, setLines, setText, today } from "./dom.js";

const BIGGEST = 200_000; // characters; a saved case takes about twenty thousand

const root = find("[data-verify]");
const text = find("textarea", root);
const result = find("[data-result]", root);
let engine;

// A receipt from paper is checked against the case that the reader brought along from the board.
const brought = () => (location.hash.includes("=") ? [...new URLSearchParams(location.hash.slice(1))] : []);
const along = find("[data-brought]", root);
const showBrought = () => {
  along.hidden = brought().length === 0;
};
addEventListener("hashchange", showBrought);
showBrought();

async function rules() {
  if (!engine) {
    const { startEngine } = await import("../python/engine.js");
    engine = startEngine();
  }
  await engine.ready;
  return engine;
}

async function check() {
  const given = text.value.trim().slice(0, BIGGEST);
  if (!given) {
    text.focus();
    return;
  }
  try {
    const { ask } = await rules();
    show(await ask({ ask: "verify", language: root.dataset.language, today: today(), answers: {}, carried: brought(), text: given }));
  } catch (error) {
    console.error(error);
    engine = undefined;
    show({ state: "unreadable", said: root.dataset.failed, problems: [], differences: [], case: null });
  }
}

function show(reply) {
  const lines = [...reply.problems, ...reply.differences];
  const board = find("[data-board]", root);
  const list = find("[data-lines]", root);
  result.hidden = false;
  result.dataset.state = reply.state;
  setText(find("[data-said]", result), reply.said);
  setLines(list, lines, plain);
  list.hidden = lines.length === 0;
  board.hidden = !reply.case;
  if (reply.case) find("a", board).hash = new URLSearchParams(reply.case).toString();
  performance.mark("check-shown");
}

find("form", root).addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
find("[data-choose]", root).addEventListener("click", () => find("[data-file]", root).click());
find("[data-file]", root).addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  target.value = "";
  if (!file) return;
  text.value = (await file.slice(0, BIGGEST).text()).trim();
  check();
});
