// In another page's frame: tells that page how high this one is, and lets links lead out of the frame.
import { around } from "./dom.js";

const page = document.documentElement;
// Each answer changes the height by some pixels: in steps, it tells the other page nothing of the case.
const STEP = 400;
let told = 0;

function tell() {
  const height = Math.ceil(page.getBoundingClientRect().height / STEP) * STEP;
  if (height === told) return;
  told = height;
  parent.postMessage({ type: "calculator-height", height }, "*");
}

export function start() {
  new ResizeObserver(tell).observe(document.body);
  tell();
  document.addEventListener("click", (event) => {
    const link = around(event, "a[href]", HTMLAnchorElement);
    if (link && link.pathname + link.search !== location.pathname + location.search) link.target = "_blank";
  });
}
