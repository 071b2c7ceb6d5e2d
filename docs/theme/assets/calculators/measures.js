// The page's side of a measure: rows that come and go, what is typed, and what the rules say of it. It knows nothing clinical.
import { localDay } from "./day.js";
import { all, find, make, setData, setHidden, setText } from "./dom.js";
import { drawChart } from "./measure-chart.js";

const PATIENCE = 120; // milliseconds after which an old result is taken away when a new one has not come
const QUIET = 900; // milliseconds without a change before the result is read out
const MARKS = { good: "✓", bad: "×", open: "?" };

/**
 * Brings a measure to life.
 *
 * `root` is the element [data-measure]; `ask(request)` resolves to the rules' reply; `today()` returns the day it is; `values` fills the first answers in: by
 * field, or by `row.0.FIELD` for a row; `keep(typed)` is called at once whenever something was entered; `use(fills, typed)` with
 * [{ field, label, value, said, note }] when the reader takes the result along; `failed(error)` when the rules do not answer.
 * `typed()` returns what is in the controls, as `values` spells it; `put(values)` fills them in in place of that, and returns the names of those that no
 * control takes; `refresh()` asks again; `stop()` ends all.
 */
export function startMeasure(
  root,
  { ask, language, today, values = {}, keep = () => {}, use, failed = console.error },
) {
  const words = JSON.parse(root.dataset.words);
  const form = find("[data-inputs]", root);
  const group = find("[data-rows]", root);
  const add = group && find("[data-add]", group);
  const place = find("[data-chart]", root);
  const over = new AbortController();
  const listen = (element, event, hear) => element?.addEventListener(event, hear, { signal: over.signal });
  const watch = new ResizeObserver(() => {
    if (chart && place.clientWidth !== drawnWidth) draw();
  });
  let chart = null;
  let drawnWidth = 0;
  let fills = [];
  let asking = false;
  let again = false;
  let impatient;
  let announcing;
  let announced = "";

  // What is typed, and where.

  const rows = () => (group ? all("[data-row]", group) : []);
  const asked = (within) => all("[data-asked]", within);
  const once = () => (find("[data-once]", root) ? asked(find("[data-once]", root)) : []);
  const control = (field) => find("input:checked", field) ?? find("select, input", field);

  function places() {
    const found = new Map(once().map((field) => [field.dataset.asked, field]));
    rows().forEach((row, number) =>
      asked(row).forEach((field) => found.set(`row.${number}.${field.dataset.asked}`, field)),
    );
    return found;
  }

  function typed() {
    return Object.fromEntries(
      [...places()].map(([name, field]) => [name, control(field).value]).filter(([, value]) => value),
    );
  }

  function enter(field, value) {
    const radios = all("input[type=radio]", field);
    if (radios.length) for (const radio of radios) radio.checked = radio.value === value;
    else control(field).value = control(field).dataset.day === undefined ? value : localDay(value);
    // What a control does not offer leaves it at "not known".
    const taken = radios.length ? find("input:checked", field) : control(field).selectedIndex !== -1;
    if (!taken) enter(field, "");
    return Boolean(taken);
  }

  // Rows.

  let made = rows().length;

  function addRow() {
    const fresh = document.importNode(find("[data-new-row]", group).content, true);
    made += 1;
    for (const element of all("*", fresh)) {
      for (const name of ["id", "for", "name", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll("NUMBER", made));
      }
    }
    add.parentElement.before(fresh);
    number();
    return rows().at(-1);
  }

  function number() {
    if (!group) return;
    const present = rows();
    const say = (text, count) => text.replace("{number}", count);
    present.forEach((row, index) => {
      setText(find("legend", row), say(words.row, index + 1));
      setText(find("[data-remove]", row), say(words.remove, index + 1));
      setHidden(find("[data-remove]", row), present.length <= Number(group.dataset.least));
    });
    setText(add, say(words.add, present.length + 1));
    add.hidden = present.length >= Number(group.dataset.most);
  }

  function fill(given) {
    if (group) {
      const last = Math.max(-1, ...Object.keys(given).map((name) => Number(/^row\.(\d+)\./.exec(name)?.[1] ?? -1)));
      while (rows().length <= Math.min(last, Number(group.dataset.most) - 1)) addRow();
    }
    const left = new Set(Object.keys(given));
    for (const [name, field] of places()) {
      const value = given[name] ?? (name.startsWith("row.0.") ? given[field.dataset.asked] : undefined);
      if (value !== undefined && enter(field, value)) left.delete(name);
    }
    return [...left];
  }

  function clear() {
    for (const row of rows().slice(Math.max(1, Number(group?.dataset.least)))) row.remove();
    for (const field of places().values()) enter(field, "");
    number();
  }

  // Asking, and never showing an answer to an older question.

  async function update() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      const read = (fields) => Object.fromEntries(fields.map((field) => [field.dataset.asked, control(field).value]));
      const request = {
        ask: "measure",
        measure: root.dataset.measure,
        answers: read(once()),
        rows: rows().map((row) => read(asked(row))),
        language,
        today: today(),
        carried: [],
      };
      try {
        const reply = await ask(request);
        if (over.signal.aborted) return;
        if (!again) show(reply);
      } catch (error) {
        if (!over.signal.aborted) {
          clearResult();
          failed(error);
        }
        break;
      }
    } while (again);
    asking = false;
  }

  function entered() {
    keep(typed());
    changed();
  }

  function changed() {
    clearTimeout(impatient);
    impatient = setTimeout(clearResult, PATIENCE);
    update();
  }

  // Showing.

  function show(reply) {
    clearTimeout(impatient);
    const beside = new Map(reply.lines.map((line) => [line.id, line.value]));
    for (const [name, field] of places()) {
      const problem = reply.problems[name];
      const input = control(field);
      const error = find("[data-problem]", field);
      setData(field, "invalid", problem && "");
      if (input.type !== "radio") {
        if (problem) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
      setText(error, problem ?? "");
      error.hidden = !problem;
      // A result that belongs to one question stands beside it; else what was understood, where it was typed in another form.
      const echo = reply.echo[name];
      const differs = input.type === "text" && echo && echo.digits !== input.value.trim();
      const understood = find("[data-understood]", field);
      const text = beside.get(name.replaceAll("_", "-")) ?? (differs ? echo.said : "");
      setText(understood, text);
      understood.hidden = !text;
    }
    const wrong = Object.keys(reply.problems).length > 0;
    setHidden(find("[data-unusable]", root), !wrong);
    showResult(reply);
    announce(reply);
    performance.mark("measure-shown");
  }

  function clearResult() {
    for (const understood of all("[data-understood]", root)) understood.hidden = true;
    showResult({ lines: [], chart: null, fills: [] });
  }

  function showResult(reply) {
    find("[data-lines]", root).replaceChildren(
      ...reply.lines.map((line) =>
        make(
          "li",
          { class: "measuring__line", "data-line": line.id, "data-state": line.state },
          make("p", { class: "measuring__label" }, line.label),
          make(
            "p",
            { class: "measuring__value" },
            MARKS[line.state]
              ? make("span", { class: "measuring__mark", "aria-hidden": "true" }, MARKS[line.state])
              : null,
            make("span", {}, line.value),
            words[line.state] ? make("span", { class: "measuring__state" }, words[line.state]) : null,
          ),
          line.note ? make("p", { class: "measuring__note" }, line.note) : null,
        ),
      ),
    );
    chart = reply.chart;
    place.hidden = !chart;
    if (chart) draw();
    else place.replaceChildren();
    fills = reply.fills;
    const offered = find("[data-fills]", root);
    offered.hidden = fills.length === 0;
    find("ul", offered).replaceChildren(
      ...fills.map(({ label, said, note }) =>
        make("li", {}, `${label}: `, make("strong", {}, said), note ? make("span", {}, note) : null),
      ),
    );
  }

  function draw() {
    drawnWidth = place.clientWidth;
    drawChart(place, chart, words);
  }

  function announce(reply) {
    clearTimeout(announcing);
    const now = reply.lines
      .map((line) => [`${line.label}: ${line.value}`, words[line.state]].filter(Boolean).join(", "))
      .join(". ");
    announcing = setTimeout(() => {
      if (now && now !== announced) setText(find("[data-announce]", root), now);
      announced = now;
    }, QUIET);
  }

  listen(form, "input", entered);
  listen(form, "change", entered);
  listen(form, "submit", (event) => event.preventDefault());
  listen(form, "reset", (event) => {
    event.preventDefault();
    clear();
    entered();
  });
  listen(add, "click", () => {
    const row = addRow();
    find("input, select", row).focus();
    changed();
  });
  listen(group, "click", (event) => {
    const row = event.target.closest("[data-remove]")?.closest("[data-row]");
    if (!row) return;
    const [before, name] = [rows().indexOf(row), find("legend", row).textContent];
    row.remove();
    number();
    const next = rows()[before] ?? rows().at(-1);
    (next ? find("legend", next) : add).focus();
    setText(find("[data-announce]", root), words.removed.replace("{row}", name));
    entered();
  });
  listen(find("[data-fill-example]", root), "click", () => {
    clear();
    fill(JSON.parse(root.dataset.example));
    entered();
  });
  listen(find("[data-use]", root), "click", () => use(fills, typed()));

  number();
  fill(values);
  watch.observe(place.parentElement);
  update();

  return {
    typed,
    put(given) {
      clear();
      const left = fill(given);
      changed();
      return left;
    },
    refresh: changed,
    stop() {
      over.abort();
      watch.disconnect();
      clearTimeout(impatient);
      clearTimeout(announcing);
    },
  };
}
