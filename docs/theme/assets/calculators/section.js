// Which section of the page is being read.
import { all, find } from "../site/dom.js";

const READ_FROM = 0.3; // of the window's height: what has passed it is being read

/** Returns the id of the heading that the reader has passed last; "" at the top of the page. */
export function sectionInSight() {
  if (scrollY < innerHeight * READ_FROM) return "";
  const passed = all(":is(h2, h3, h4)[id]", find("main")).findLast((heading) => {
    const { top, height } = heading.getBoundingClientRect();
    return height > 0 && top < innerHeight * READ_FROM;
  });
  return passed?.id ?? "";
}
