// The board asks and shows what concerns this patient and today's question. What was answered stays in sight, whatever it concerns.
import { all, find, setData, setHidden, setText } from "../site/dom.js";
import { keepInTab, keptInTab } from "../site/tab.js";

/** @typedef {import("./case-form.js").CaseForm} CaseForm */
/** @typedef {import("./results.js").Results} Results */

const QUESTION = "question"; // the name under which the tab keeps what is asked today

/** @param {HTMLElement[]} elements */
const areHidden = (elements) => elements.every(({ hidden }) => hidden);

export class Board {
  #form;
  #results;
  #words;
  #everything = false;
  #today;
  #fieldGroups;
  #setGroups;
  #matrix;
  #columns;
  #rows;
  #quiet;
  #quietRows = 0;
  #showsQuiet = false;
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
    this.#fieldGroups = all("[data-fields]", root).map((group) => ({ group, wrappers: all("[data-field]", group) }));
    this.#setGroups = all("[data-group]", root).map((group) => ({ group, articles: all("[data-set]", group) }));
    this.#matrix = find("[data-matrix]", root);
    this.#columns = all("[data-column]", this.#matrix).map(({ dataset }) => dataset.column ?? "");
    this.#rows = all("[data-topic]", root).map((row) => ({ row, differ: find("[data-differ]", row) }));
    this.#today = all("[data-today] input", root, HTMLInputElement);
    this.#ask(keptInTab(QUESTION) ?? "");
    this.#quiet = find("[data-quiet]", root);
    find("button", this.#quiet).addEventListener("click", () => {
      this.#showsQuiet = !this.#showsQuiet;
      this.#foldQuiet();
    });
    this.#adapted = find("[data-adapted]", root);
    this.#showAll = find("[data-show-all]", root);
  }

  /**
   * Calls `act` when the reader asks another question, wants to see everything, or again what is asked alone.
   * @param {() => void} act
   */
  onView(act) {
    this.#showAll.addEventListener("click", () => {
      this.#everything = !this.#everything;
      if (this.#everything) this.#ask("");
      act();
    });
    for (const choice of this.#today)
      choice.addEventListener("change", () => {
        this.#everything = false;
        this.#ask(choice.value);
        act();
      });
  }

  /** What of the board the rules are asked for. */
  view() {
    return { question: this.#today.find((choice) => choice.checked)?.value ?? "", everything: this.#everything };
  }

  /**
   * Asks `question` alone, or everything where the page knows no such question.
   * @param {string} question
   */
  #ask(question) {
    const chosen = this.#today.find((choice) => choice.value === question) ?? this.#today[0];
    chosen.checked = true;
    keepInTab(QUESTION, chosen.value);
  }

  /**
   * Shows what the rules say is relevant.
   * @param {Reply.Relevant} relevant
   */
  adapt({ sets, fields, said }) {
    this.#adaptForm(new Set(fields));
    this.#adaptSets(new Set(sets));
    const { show_fewer, show_all } = this.#words;
    setHidden(this.#adapted, said.length === 0);
    setText(find("span", this.#adapted), said.join(" "));
    setText(this.#showAll, this.#everything ? show_fewer : show_all);
  }

  /** @param {Set<FieldId>} relevant */
  #adaptForm(relevant) {
    for (const [name, { wrapper }] of this.#form.questions)
      setHidden(wrapper, !(relevant.has(name) || this.#form.typed(name)));
    for (const { group, wrappers } of this.#fieldGroups) setHidden(group, areHidden(wrappers));
  }

  /** @param {Set<SetId>} relevant */
  #adaptSets(relevant) {
    const { sets } = this.#results;
    for (const [id, { article, column }] of sets) {
      const hidden = !relevant.has(id);
      setHidden(article, hidden);
      // A column of the matrix is hidden with the whole matrix only.
      if (column?.matches("li")) setHidden(column, hidden);
    }
    for (const { group, articles } of this.#setGroups) setHidden(group, areHidden(articles));
    setHidden(this.#matrix, !this.#columns.some((id) => !sets.get(id)?.article.hidden));
  }

  /**
   * Folds the rows of the `topics` on which there is nothing to be seen to, unless the reader wants to see everything.
   * @param {string[]} topics
   */
  showQuiet(topics) {
    this.#quietRows = 0;
    for (const { row } of this.#rows) {
      const quiet = !this.#everything && topics.includes(row.dataset.topic ?? "");
      setData(row, "quiet", quiet ? "" : undefined);
      this.#quietRows += Number(quiet);
    }
    this.#foldQuiet();
  }

  #foldQuiet() {
    const { quiet_show, quiet_hide } = this.#words;
    for (const { row } of this.#rows) setHidden(row, row.dataset.quiet !== undefined && !this.#showsQuiet);
    setHidden(this.#quiet, this.#quietRows === 0);
    const button = find("button", this.#quiet);
    setText(button, this.#showsQuiet ? quiet_hide : quiet_show.replace("{count}", String(this.#quietRows)));
    button.setAttribute("aria-expanded", String(this.#showsQuiet));
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
