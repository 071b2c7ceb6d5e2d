// The strip of verdicts: it stays in view, leads from the answers to the results, and back to the question that was left.
import { all, around, find, make, setData, setHidden, showLines } from "../site/dom.js";
import { goTo } from "./navigation.js";

export class Strip {
  #root;
  #standing;
  #groups;
  /** The question that was left last. */
  #left = "case";

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#standing = find("[data-standing]", root);
    this.#groups = all("[data-pills]", root).map((group) => ({ group, pills: all("[data-pill]", group) }));
    this.#listen(find("[data-strip]", root));
  }

  /** @param {HTMLElement} strip */
  #listen(strip) {
    const results = find(".calculator__results", this.#root);
    // What stays in view covers what lies under it: whoever is led somewhere is led below it.
    new ResizeObserver(() => results.style.setProperty("--strip-height", `${strip.offsetHeight}px`)).observe(strip);
    aboveKeyboard();
    find("[data-case]", this.#root).addEventListener("focusin", (event) => {
      this.#left = around(event, "[data-field]")?.id ?? this.#left;
    });
    find("[data-to-answers]", strip).addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      goTo(this.#left);
    });
    // The middle of the window tells which of the two the reader is at.
    new IntersectionObserver(
      ([{ isIntersecting }]) => setData(this.#root, "view", isIntersecting ? "results" : "answers"),
      { rootMargin: "-50% 0px -50% 0px" },
    ).observe(results);
    this.#fold("[data-open-all]", true);
    this.#fold("[data-close-all]", false);
  }

  /**
   * @param {string} button
   * @param {boolean} open
   */
  #fold(button, open) {
    find(button, this.#root).addEventListener("click", () => {
      for (const card of all("[data-all]", this.#root, HTMLDetailsElement)) card.open = open;
    });
  }

  /** @param {Reply.Result} result */
  show({ standing }) {
    showLines(this.#standing, standing, (item, { state, count, said }) => {
      item.dataset.state = state;
      if (count !== null) item.dataset.count = String(count);
      item.append(make("span", {}, said));
    });
    setHidden(this.#standing, false);
  }

  clear() {
    showLines(this.#standing, [this.#standing.dataset.waiting ?? ""]);
  }

  /**
   * Shows the pills of the sets in sight, and their groups.
   * @param {(id: SetId) => boolean} inSight
   */
  adapt(inSight) {
    for (const { group, pills } of this.#groups) {
      for (const pill of pills) setHidden(pill, !inSight(pill.dataset.pill ?? ""));
      setHidden(
        group,
        pills.every((pill) => pill.hidden),
      );
    }
  }
}

/** Keeps the bar above the keyboard of the screen, where the browser lays the keyboard over the page instead of making the page smaller. */
function aboveKeyboard() {
  const seen = window.visualViewport;
  if (!seen) return;
  // A page comes without a keyboard, and to ask for its height before it is laid out would lay it out once more.
  let height = 0;
  const place = () => {
    // Of a page that was zoomed into, a part is seen, keyboard or not.
    const covered = seen.scale === 1 ? Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop)) : 0;
    // Each element of the page may depend on it.
    if (covered !== height) document.documentElement.style.setProperty("--keyboard", `${covered}px`);
    height = covered;
  };
  for (const happened of ["resize", "scroll"]) seen.addEventListener(happened, place);
}
