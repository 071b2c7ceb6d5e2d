// What the rules say of each set and of each of its criteria, in its own article and in the table of all sets.
import { all, find, make, seek, setData, setHidden, setText, showLines, showText } from "../site/dom.js";

/**
 * @typedef {object} CriterionParts
 * @property {HTMLElement} item
 * @property {HTMLElement} said
 * @property {HTMLElement} entered
 * @property {HTMLElement} why
 * @property {HTMLElement | null} cell its place in the table of all sets
 * @property {HTMLElement | null} inCell what is said there
 */
/**
 * @typedef {object} SetParts
 * @property {string} title
 * @property {HTMLElement} article
 * @property {HTMLElement} said
 * @property {HTMLElement} reason
 * @property {HTMLElement} remark
 * @property {HTMLElement} needs
 * @property {HTMLElement} alerts
 * @property {HTMLElement | null} column its place in the table of all sets, or in the list of the others
 * @property {HTMLElement | null} pill its place in the strip
 * @property {ReadonlyMap<string, CriterionParts>} criteria
 */

export class Results {
  /** @type {ReadonlyMap<SetId, SetParts>} */
  sets;
  #root;
  #notEvaluated;
  #allAlerts;

  /**
   * @param {HTMLElement} root
   * @param {Record<string, string>} words
   */
  constructor(root, words) {
    this.#root = root;
    const articles = all("[data-set]", root);
    this.sets = new Map(articles.map((article) => [article.dataset.set ?? "", setParts(root, article)]));
    this.#allAlerts = find("[data-all-alerts]", root);
    this.#notEvaluated = { set: words.not_evaluated, criterion: words.criterion_not_evaluated };
  }

  /** Takes away everything that was said of a case. */
  clear() {
    setData(this.#root, "unanswered");
    setData(this.#root, "unjudged", "");
    for (const set of this.sets.values()) {
      setData(set.article, "verdict");
      setText(set.said, this.#notEvaluated.set);
      showText(set.reason, "");
      setHidden(set.remark, true);
      setHidden(set.needs, true);
      showColumn(set.column, undefined, this.#notEvaluated.criterion);
      showPill(set.pill, undefined, this.#notEvaluated.criterion, "");
      showSetAlerts(set, [], []);
      for (const criterion of set.criteria.values()) this.#clearCriterion(criterion);
    }
    showLines(this.#allAlerts, []);
  }

  /** @param {CriterionParts} criterion */
  #clearCriterion(criterion) {
    setData(criterion.item, "truth");
    setText(criterion.said, this.#notEvaluated.criterion);
    setHidden(criterion.entered, true);
    setHidden(criterion.why, true);
    showCell(criterion, undefined, this.#notEvaluated.criterion);
  }

  /**
   * Shows `result`, and those of its alerts together that are about one of the sets in `together`.
   * @param {Reply.Result} result
   * @param {SetId[]} together
   */
  show(result, together) {
    setData(this.#root, "unanswered");
    setData(this.#root, "unjudged");
    for (const [id, set] of this.sets) {
      showSet(set, result.sets[id]);
      showSetAlerts(set, alertsOf(result, [id], "alerts"), alertsOf(result, [id], "read_out"));
    }
    const listed = alertsOf(result, together, "alerts").filter((alert) => alert.listed);
    showLines(this.#allAlerts, listed, (item, alert) => fillAlert(item, alert, alert.alone));
  }
}

/**
 * Returns the alerts that stand beside one of the sets `ids`, as the sets name them in their list `which`.
 * @param {Reply.Result} result
 * @param {SetId[]} ids
 * @param {"alerts" | "read_out"} which
 */
export function alertsOf(result, ids, which) {
  const places = new Set(ids.flatMap((id) => result.sets[id][which]));
  return result.alerts.filter((_, place) => places.has(place));
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} article
 * @returns {SetParts}
 */
function setParts(root, article) {
  const id = article.dataset.set;
  const criteria = all("[data-criterion]", article).map((item) => {
    const name = item.dataset.criterion ?? "";
    return /** @type {const} */ ([name, criterionParts(item, seek(`[data-cell="${id}.${name}"]`, root))]);
  });
  return {
    title: find(".set__title", article).textContent,
    article,
    said: find(".set__verdict [data-said]", article),
    reason: find("[data-reason]", article),
    remark: find("[data-remark]", article),
    needs: find("[data-open]", article),
    alerts: find("[data-alerts]", article),
    column: seek(`[data-column="${id}"]`, root),
    pill: seek(`[data-pill="${id}"]`, root),
    criteria: new Map(criteria),
  };
}

/**
 * @param {HTMLElement} item
 * @param {HTMLElement | null} cell
 * @returns {CriterionParts}
 */
const criterionParts = (item, cell) => ({
  item,
  said: find("[data-said]", item),
  entered: find("[data-entered]", item),
  why: find("[data-why]", item),
  cell,
  inCell: cell && find("[data-said]", cell),
});

/**
 * @param {SetParts} set
 * @param {Reply.Outcome} outcome
 */
function showSet(set, outcome) {
  setData(set.article, "verdict", outcome.verdict ?? undefined);
  setText(set.said, outcome.said);
  showText(set.reason, outcome.reason ?? "");
  showText(set.remark, outcome.remark === outcome.reason ? "" : (outcome.remark ?? ""));
  showLines(find("ul", set.needs), outcome.needs, (item, [field, label]) => {
    item.append(make("a", { href: `#field-${field}`, "data-needs": field }, label));
  });
  setHidden(set.needs, outcome.needs.length === 0);
  showColumn(set.column, outcome.verdict ?? undefined, outcome.brief);
  showPill(
    set.pill,
    outcome.verdict ?? undefined,
    outcome.brief,
    [outcome.said, outcome.reason].filter(Boolean).join(": "),
  );
  for (const [id, criterion] of set.criteria) showCriterion(criterion, outcome.criteria[id]);
}

/**
 * @param {CriterionParts} parts
 * @param {Reply.Criterion} criterion
 */
function showCriterion(parts, criterion) {
  setData(parts.item, "truth", criterion.truth);
  setText(parts.said, criterion.said);
  showText(parts.entered, criterion.entered.join(" · "));
  showLines(parts.why, criterion.why);
  showCell(parts, criterion.truth, criterion.cell);
}

/**
 * @param {HTMLElement | null} column
 * @param {string | undefined} state
 * @param {string} brief
 */
function showColumn(column, state, brief) {
  if (!column) return;
  setData(column, "state", state);
  setText(find("[data-brief]", column), brief);
}

/**
 * @param {HTMLElement | null} pill
 * @param {string | undefined} state
 * @param {string} brief
 * @param {string} why
 */
function showPill(pill, state, brief, why) {
  if (!pill) return;
  showColumn(pill, state, brief);
  setText(find("[data-reason]", pill), why);
}

/**
 * @param {CriterionParts} criterion
 * @param {string | undefined} state
 * @param {string} said
 */
function showCell({ cell, inCell }, state, said) {
  if (!(cell && inCell)) return;
  setData(cell, "state", state);
  setText(inCell, said);
}

/**
 * @param {SetParts} set
 * @param {Reply.Alert[]} alerts
 * @param {Reply.Alert[]} readOut those of them that are urgent: none where what the set asks lies behind the patient
 */
function showSetAlerts({ alerts: list, column, pill }, alerts, readOut) {
  const lines = alerts.map((alert) => ({ ...alert, calm: !readOut.includes(alert) }));
  showLines(list, lines, (item, line) => {
    fillAlert(item, line, line.text);
    setData(item, "calm", line.calm ? "" : undefined);
  });
  const state = readOut.length > 0 ? "urgent" : "";
  if (pill) setData(pill, "alert", alerts.length ? state : undefined);
  if (!column) return;
  setData(column, "alert", alerts.length ? state : undefined);
  setHidden(seek("[data-warned]", column), alerts.length === 0);
}

/**
 * @param {HTMLElement} item
 * @param {Reply.Alert} alert
 * @param {string} said
 */
function fillAlert(item, alert, said) {
  item.dataset.alert = alert.id;
  item.dataset.kind = alert.kind;
  setText(item, said);
}
