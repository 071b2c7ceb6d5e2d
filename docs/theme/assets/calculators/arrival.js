// What a case that comes with the page will move is not seen before it has its place; the head of the page says that one comes.
import { setData } from "../site/dom.js";

const root = document.documentElement;

/** Whether the answer to a case that came with the page is still to come. */
export const isArriving = () => root.dataset.arriving !== undefined;

/** The verdicts are there; what is close to a limit is not yet marked in the form. */
export function resultsArrived() {
  if (isArriving()) setData(root, "arriving", "form");
}

/** All that moves anything is there, or it will not come. */
export function arrived() {
  setData(root, "arriving");
}
