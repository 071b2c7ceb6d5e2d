// The groups of the form: they fold, and say how much of each is answered. What is open stays open in this tab.
import { all, find, setData, setText } from "../site/dom.js";
import { keepInTab, keptInTab } from "../site/tab.js";

const OPEN = "open"; // the name under which the tab keeps which groups are open

export class FieldGroups {
  /** @type {ReadonlyMap<string, HTMLDetailsElement>} */
  #boxes;
  #folds;
  /**
   * What needed a look already: it is opened once.
   * @type {Set<string>}
   */
  #looked = new Set();

  /**
   * @param {HTMLElement} root
   * @param {boolean} folds whether the form is long enough for groups to be folded
   */
  constructor(root, folds) {
    this.#boxes = new Map(
      all("[data-field-group]", root, HTMLDetailsElement).map((box) => [box.dataset.fieldGroup ?? "", box]),
    );
    this.#folds = folds;
    if (folds) this.#startFolding(find("[data-fold-all]", root, HTMLButtonElement));
  }

  /** @param {HTMLButtonElement} button opens all groups, or folds all */
  #startFolding(button) {
    const kept = keptInTab(OPEN)?.split(" ");
    const [first] = this.#boxes.keys();
    for (const [id, box] of this.#boxes) {
      box.open = kept ? kept.includes(id) : id === first;
      box.addEventListener("toggle", () => this.#toggled(button));
    }
    button.addEventListener("click", () => {
      const open = this.#anyFolded;
      for (const box of this.#boxes.values()) box.open = open;
    });
    this.#name(button);
  }

  get #anyFolded() {
    return [...this.#boxes.values()].some((box) => !(box.open || box.hidden));
  }

  /** @param {HTMLButtonElement} button */
  #toggled(button) {
    const open = [...this.#boxes].filter(([, box]) => box.open).map(([id]) => id);
    keepInTab(OPEN, open.join(" ") || "none");
    this.#name(button);
  }

  /** @param {HTMLButtonElement} button */
  #name(button) {
    setText(button, (this.#anyFolded ? button.dataset.toOpen : button.dataset.toFold) ?? "");
  }

  /**
   * Shows how much of each group is answered, and opens one as soon as something in it needs a look.
   * @param {Reply.Case["groups"]} counts
   */
  show(counts) {
    for (const [id, box] of this.#boxes) {
      const { count, said, complete, look } = counts[id];
      setText(find("[data-count]", box), count);
      setText(find("[data-counted]", box), said);
      setData(box, "complete", complete ? "" : undefined);
      if (look && this.#folds && !this.#looked.has(id)) box.open = true;
      if (look) this.#looked.add(id);
      else this.#looked.delete(id);
    }
  }

  /** Takes the counts away: they belong to another case. */
  clear() {
    for (const box of this.#boxes.values()) {
      for (const place of all("[data-count], [data-counted]", box)) setText(place, "");
      setData(box, "complete");
    }
  }
}
