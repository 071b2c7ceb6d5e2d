// What every page that calculates does with the rules: loads what starts them, and shows how they are doing.
import { load } from "../site/late.js";
import { all, find, setHidden, setText } from "./dom.js";

const ENGINE = new URL("../python/engine.js", import.meta.url);
const MEGABYTE = 1_000_000;

/** Loads the module that starts Python; the module begins to fetch Python as soon as it is there. Rejects when it does not come. */
export const loadEngine = () => load(ENGINE);

/** Starts the rules, `again` after a failure, and shows inside `root` how far their files have come; the engine may not be ready yet. */
export async function startRules(root, again) {
  const { startEngine } = await loadEngine();
  const engine = startEngine(again);
  const place = find("[data-progress]", root);
  const number = new Intl.NumberFormat(root.dataset.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const megabytes = (bytes) => number.format(bytes / MEGABYTE);
  engine.watch((done, whole) => {
    setText(place, place.dataset.words.replace("{done}", megabytes(done)).replace("{all}", megabytes(whole)));
  });
  return engine;
}

/** Shows inside `root` the state of the rules: "waiting", "loading", "ready", "invalid", or "failed" with the `error` that says why. */
export function showState(root, state, error) {
  const engine = find("[data-engine]", root);
  engine.dataset.engine = state;
  for (const notice of all("[data-when]", engine)) setHidden(notice, notice.dataset.when !== state);
  setHidden(find("[data-progress]", root), state !== "loading");
  // A script that does not come is a matter of the line, as far as a page can know.
  const kind = error?.kind ?? "line";
  for (const words of all("[data-failure]", engine)) setHidden(words, !words.dataset.failure.split(" ").includes(kind));
}

/** Says that the scripts inside `root` run: takes away the notice that they do not, and lets the page be loaded again at a button. */
export function started(root) {
  find("[data-unstarted]", root)?.remove();
  find("[data-load-again]", root)?.addEventListener("click", () => location.reload());
}
