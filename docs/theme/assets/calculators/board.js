// The board asks and shows what concerns this patient. What was answered stays in sight, whatever it concerns.
import { all, find, setData, setHidden, setText } from "../site/dom.js";

/** @typedef {import("./case-form.js").CaseForm} CaseForm */
/** @typedef {import("./results.js").Results} Results */

export class Board {
  #form;
  #results;
  #words;
  #everything = false;
  #fieldGroups;
  #setGroups;
  #matrix;
  #rows;
  #adapted;
  #showAll;

  /**
   * @param {HTMLElement} root
   * @param {CaseForm} form
   * @param {Results} results
   * @param {Record<string, string>} words
   */
  constructor(root, form, results, words) {
    this.#form = form;
    this.#results = results;
    this.#words = words;
    this.#fieldGroups = all("[data-fields]", root).reverse(); // inner ones first
    this.#setGroups = all("[data-group]", root);
    this.#matrix = find("[data-matrix]", root);
    this.#rows = all("[data-topic]", root).map((row) => ({ row, differ: find("[data-differ]", row) }));
    this.#adapted = find("[data-adapted]", root);
    this.#showAll = find("[data-show-all]", root);
  }

  /**
   * Calls `act` when the reader wants to see everything, or again what concerns the patient alone.
   * @param {() => void} act
   */
  onShowAll(act) {
    this.#showAll.addEventListener("click", () => {
      this.#everything = !this.#everything;
      act();
    });
  }

  /**
   * The sets whose alerts are listed above all results.
   * @param {Reply.Result} result
   */
  concerned({ relevant }) {
    return this.#everything ? [...this.#results.sets.keys()] : relevant.sets;
  }

  /**
   * Shows what `result` says is relevant.
   * @param {Reply.Result} result
   */
  adapt({ relevant }) {
    const sets = new Set(relevant.sets);
    this.#adaptForm(new Set(relevant.fields));
    this.#adaptSets(sets);
    const left = this.#results.sets.size - sets.size;
    const { shown_all, adapted, show_fewer, show_all } = this.#words;
    setHidden(this.#adapted, left === 0);
    setText(find("span", this.#adapted), this.#everything ? shown_all : adapted.replace("{count}", String(left)));
    setText(this.#showAll, this.#everything ? show_fewer : show_all);
  }

  /** @param {Set<FieldId>} relevant */
  #adaptForm(relevant) {
    for (const [name, { wrapper }] of this.#form.questions)
      setHidden(wrapper, !(this.#everything || relevant.has(name) || this.#form.typed(name)));
    for (const group of this.#fieldGroups)
      setHidden(group, !all("[data-field]", group).some((wrapper) => !wrapper.hidden));
  }

  /** @param {Set<SetId>} relevant */
  #adaptSets(relevant) {
    const { sets } = this.#results;
    for (const [id, { article, column }] of sets) {
      const hidden = !(this.#everything || relevant.has(id));
      setHidden(article, hidden);
      // A column of the matrix is hidden with the whole matrix only.
      if (column?.matches("li")) setHidden(column, hidden);
    }
    for (const group of this.#setGroups) setHidden(group, !all("[data-set]", group).some((article) => !article.hidden));
    const columns = all("[data-column]", this.#matrix);
    setHidden(this.#matrix, !columns.some(({ dataset }) => !sets.get(dataset.column ?? "")?.article.hidden));
  }

  /**
   * Marks the `topics` on which sets disagree.
   * @param {string[]} topics
   */
  showDisagreements(topics) {
    for (const { row, differ } of this.#rows) {
      const disagree = topics.includes(row.dataset.topic ?? "");
      setData(row, "disagree", disagree ? "" : undefined);
      setHidden(differ, !disagree);
    }
  }
}
