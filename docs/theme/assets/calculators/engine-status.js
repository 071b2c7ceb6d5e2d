// Shows how the rules are doing, at the place that each page that calculates has for it.
import { all, find, seek, setHidden, setText } from "../site/dom.js";

/** @typedef {import("./engine-client.js").EngineState | "waiting" | "invalid"} State */

const MEGABYTE = 1_000_000;

/**
 * Shows inside `root` the state of the rules; what they cannot do is `failure`, a kind of EngineError.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {string} [failure]
 */
export function showState(root, state, failure) {
  const engine = find("[data-engine]", root);
  engine.dataset.engine = state;
  // For what is styled by it elsewhere in the page: to ask the page what it holds would cost each change dearly.
  root.dataset.engineState = state;
  for (const notice of all("[data-when]", engine)) setHidden(notice, notice.dataset.when !== state);
  setHidden(find("[data-progress]", root), state !== "loading");
  if (failure)
    for (const words of all("[data-failure]", engine))
      setHidden(words, !words.dataset.failure?.split(" ").includes(failure));
}

/**
 * Shows inside `root` how far the files of Python have come.
 * @param {HTMLElement} root
 * @param {number} done bytes
 * @param {number} whole
 */
export function showProgress(root, done, whole) {
  const place = find("[data-progress]", root);
  // To make a browser's own formatter takes longer than to judge a patient, and this is shown while everything starts.
  const sign = root.dataset.language === "el" ? "," : ".";
  const megabytes = (/** @type {number} */ bytes) => (bytes / MEGABYTE).toFixed(1).replace(".", sign);
  const words = place.dataset.words ?? "";
  setText(place, words.replace("{done}", megabytes(done)).replace("{all}", megabytes(whole)));
}

/**
 * What listens to the client of the page whose calculator is `root`, and shows what it hears.
 * @param {HTMLElement} root
 * @returns {import("./engine-client.js").Listener}
 */
export const statusIn = (root) => ({
  report: (state, failure) => showState(root, state, failure),
  watch: (done, whole) => showProgress(root, done, whole),
});

/**
 * Says that the scripts inside `root` run: takes away the notice that they do not, and lets the page be loaded again at a button.
 * @param {HTMLElement} root
 */
export function started(root) {
  seek("[data-unstarted]", root)?.remove();
  seek("[data-load-again]", root)?.addEventListener("click", () => location.reload());
}
