// Questions around the verdicts: one panel at a time, asked again when the case has been quiet for a moment.
// A question may be asked in pieces, one after the other, so that a change of the case never waits long.
import { late } from "../site/late.js";
import { isDay } from "./day.js";
import { all, download, find, make, setData, setText } from "./dom.js";

const BIGGEST = 200_000; // bytes of a file that is compared
const READ_OUT = 6; // lines of an answer that are read out; the rest is there to be read
const QUIET = 60; // milliseconds without a change before a panel is asked again

/** Starts the panels of `calculator`. */
export function start(calculator) {
  const { root, words, ask } = calculator;
  const section = find("[data-questions]", root);
  if (!section || "started" in section.dataset) return;
  section.dataset.started = "";

  const tabs = all("[role='tab']", section);
  const panels = new Map(all("[data-question]", section).map((panel) => [panel.dataset.question, panel]));
  const answers = new Map([...panels].map(([name, panel]) => [name, find("[data-answer]", panel)]));
  let open = [...panels.keys()][0];
  let result = null;
  let state; // why there is no result, where the rules did not say so themselves
  let turn = 0;
  let quiet;
  let opened = false;

  const setTitle = (id) => make("a", { href: `#set-${id}` }, calculator.sets.get(id)?.title ?? id);
  const fieldLink = (field, label) => make("a", { href: `#field-${field}` }, label);
  const paragraphs = (lines) => lines.map((line) => make("p", {}, line));

  /** The ids of the sets that are asked about: those in sight that come to a verdict. */
  function asked(verdict) {
    return [...calculator.sets]
      .filter(
        ([id, { article }]) =>
          !article.hidden && (verdict ? result.sets[id].verdict === verdict : result.sets[id].verdict),
      )
      .map(([id]) => id);
  }

  // Each question puts its answer together; `again` asks the rules and rejects when the case has changed meanwhile.

  const questions = {
    async missing(again) {
      const reply = await again("missing", { sets: asked() });
      const items = reply.asked.map(({ field, label, said }) => {
        const link = fieldLink(field, label);
        link.dataset.needs = field;
        return make("li", {}, make("div", {}, link, make("br"), make("small", {}, said.join(" "))));
      });
      return [...paragraphs(reply.summary), items.length ? make("ol", { class: "wanted" }, ...items) : null];
    },
    change,

    async firm(again) {
      const reply = await again("firm", { sets: asked() });
      markFields(reply.marks);
      const marks = reply.marks.map(({ field, label, value, said, readings }) =>
        make(
          "section",
          { class: "answer answer--firm", "data-firm": field },
          make("h4", {}, fieldLink(field, label), `: ${value}`),
          ...paragraphs(said),
          // What differs between the sets stands out; what agrees is quiet.
          make(
            "ul",
            { class: "listed" },
            ...readings.map((one) => make("li", {}, make(one.differs ? "strong" : "small", {}, one.said))),
          ),
        ),
      );
      return marks.length ? marks : paragraphs([reply.summary]);
    },

    async map(again) {
      const { drawMap, drawKey } = await late(new URL("./map.js", import.meta.url));
      const reply = await again("map", { sets: asked(), ...axes });
      showAxes(reply);
      if (!reply.x) return paragraphs([reply.said]);
      // A set that the two values do not move needs no picture.
      const still = reply.sets
        .filter(({ moves }) => !moves)
        .map((set) => make("li", {}, setTitle(set.set), `: ${set.words[set.rows[0][0]]}`));
      const figures = reply.sets
        .filter(({ moves }) => moves)
        .map((set) =>
          make(
            "figure",
            { "data-map": set.set },
            make("figcaption", {}, setTitle(set.set)),
            drawMap(reply.x, reply.y, set, calculator.language),
            make("details", {}, make("summary", {}, words.as_words), ...paragraphs(set.said)),
          ),
        );
      const shown = new Set(reply.sets.filter(({ moves }) => moves).flatMap(({ rows }) => rows.flat()));
      const key = Object.entries(reply.sets[0]?.words ?? {}).filter(([state]) => shown.has(state));
      const keyed = [...key, ["patient", words.patient]].map(([state, said]) => make("span", {}, drawKey(state), said));
      return [
        figures.length ? make("p", { class: "map__key" }, ...keyed) : null,
        figures.length ? make("div", { class: "maps" }, ...figures) : null,
        still.length
          ? make(
              "section",
              { class: "answer" },
              make("h4", {}, words.not_moved),
              make("ul", { class: "listed" }, ...still),
            )
          : null,
      ];
    },

    async compare(again) {
      if (!other) return paragraphs([words.nothing_kept]);
      // From what was kept to what is there now; or from now to the other day.
      const { kept, date } = other;
      const reply = await again("compare", {
        sets: asked(),
        ...(date ? { date } : { answers: kept, carried: [], other: calculator.values() }),
      });
      const heads = date ? [words.now, words.then_day] : [words.before, words.now];
      const row = ({ label, before, after, derived }) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, label, derived ? make("small", {}, ` (${words.follows})`) : null),
          make("td", {}, before),
          make("td", {}, after),
        );
      const sets = reply.sets.map(({ set, before, after, outcome, criteria }) =>
        make(
          "tr",
          { "data-compared": set, "data-differs": outcome ? "" : null },
          make("th", { scope: "row" }, setTitle(set)),
          make("td", {}, before),
          make(
            "td",
            {},
            outcome ? make("strong", {}, after) : after,
            ...criteria.map(({ said }) => make("small", {}, make("br"), said)),
          ),
        ),
      );
      const head = (first) =>
        make("thead", {}, make("tr", {}, ...[first, ...heads].map((text) => make("th", { scope: "col" }, text))));
      const table = (caption, rows) =>
        rows.length
          ? make(
              "div",
              { class: "table-scroll", role: "region", tabindex: "0", "aria-label": caption },
              make("table", { class: "compared" }, head(caption), make("tbody", {}, ...rows)),
            )
          : null;
      return [
        ...paragraphs([...Object.values(reply.problems), ...reply.notices, ...reply.summary]),
        table(words.compared_answers, reply.fields.map(row)),
        table(words.compared_sets, sets),
      ];
    },
  };

  // The map moves two values; which two make a map for these sets, the rules say.

  const across = find("[data-map-x]", section);
  const up = find("[data-map-y]", section);
  const suggested = find("[data-map-pairs]", section);

  let axes = {}; // the rules' own choice until the reader makes another

  function chooseAxes(x, y) {
    axes = { x, y };
    soon();
  }

  function showAxes({ pairs, x, y }) {
    if (x && across.value !== x.field) across.value = x.field;
    if (y && up.value !== y.field) up.value = y.field;
    suggested.replaceChildren(
      ...pairs.map((pair) => {
        const button = make("button", { type: "button", class: "link" }, pair.label);
        button.addEventListener("click", () => chooseAxes(pair.x, pair.y));
        return button;
      }),
    );
  }

  // What the case is compared with: kept from the form, read from a file, or the same on another day.

  let other = null;
  const day = find("[data-compare-date]", section);

  function compareWith(what) {
    other = what;
    soon();
  }

  find("[data-keep]", section)?.addEventListener("click", () => {
    compareWith({ kept: calculator.values() });
    day.value = "";
    calculator.done(words.kept);
  });
  const compareDay = () => compareWith(day.value.trim() ? { date: day.value.trim() } : null);
  day?.addEventListener("change", compareDay);
  day?.addEventListener("input", () => isDay(day.value.trim()) && compareDay());
  find("[data-compare-file]", section)?.addEventListener("click", () => find("[data-compare-input]", section).click());
  find("[data-compare-input]", section)?.addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    target.value = "";
    if (!file || !result) return;
    calculator.done("");
    if (file.size > BIGGEST) calculator.done(words.too_big);
    else await compareFile(file);
  });

  async function compareFile(file) {
    let reply;
    try {
      reply = await ask("verify", { text: await file.text() });
    } catch (error) {
      if (error.name === "AbortError") return; // The page has said why.
      calculator.done(words.not_opened);
      throw error;
    }
    if (reply.case) compareWith({ kept: reply.case });
    else calculator.done([reply.said, ...reply.problems].join(" "));
  }
  for (const list of [across, up]) list?.addEventListener("change", () => chooseAxes(across.value, up.value));

  // A value that is not firm is marked where it was entered, whichever question is open.
  function markFields(marks) {
    const said = new Map(marks.map((mark) => [mark.field, mark.said[0]]));
    for (const wrapper of all("[data-field]", root)) {
      const text = said.get(wrapper.dataset.field);
      let place = find(".field__firm", wrapper);
      if (!place && text) {
        place = make("p", { class: "field__firm" });
        find("[data-derived]", wrapper).after(place);
      }
      if (place) {
        place.hidden = !text;
        setText(place, text ?? "");
      }
    }
  }

  async function change(again) {
    const { dates, ages, ahead } = await again("change", { sets: asked(), only: "dates" });
    const parts = [];
    if (dates.length || ages.length) {
      const lines = [...dates, ...ages].map(({ said, titles }) => make("li", {}, said, " ", make("small", {}, titles)));
      const file = ahead ? make("button", { type: "button", class: "button quiet" }, words.dates_file) : null;
      file?.addEventListener("click", () => saveDates().catch(ifGone));
      parts.push(
        make(
          "section",
          { class: "answer" },
          make("h4", {}, words.dates),
          make("ul", { class: "listed" }, ...lines),
          file,
        ),
      );
    }
    for (const id of asked("not_met")) {
      // One set at a time: a search in all of them at once would keep the case waiting.
      const reply = await again("change", { sets: [id], only: "ways" });
      parts.push(...reply.sets.map(waysOf));
    }
    return parts.length ? parts : [make("p", {}, words.nothing_to_change)];
  }

  // What the page has said already.
  function ifGone(error) {
    if (error.name !== "AbortError") throw error;
  }

  async function saveDates() {
    calculator.keepCalendar();
    const { ics } = await ask("calendar", { sets: asked() });
    download("dates.ics", "text/calendar", ics);
    calculator.done(words.saved_dates.replace("{name}", "dates.ics"));
  }

  function waysOf({ set, cannot, obstacles, lead, ways, more }) {
    const blocked = obstacles.map(({ said }) => make("li", {}, said.join(" ")));
    const way = ({ changes, notes }) => {
      const said = changes.flatMap((one) =>
        one.said.map((line, index) => (index ? line : [fieldLink(one.field, one.label), `: ${line}`])),
      );
      return make(
        "li",
        {},
        ...said.flatMap((line) => [line, " "]).flat(),
        ...notes.map((note) => make("small", {}, `${note} `)),
      );
    };
    return make(
      "section",
      { class: "answer", "data-change": set },
      make("h4", {}, setTitle(set)),
      ...(blocked.length
        ? [make("p", {}, make("strong", {}, cannot)), make("ul", { class: "listed" }, ...blocked)]
        : []),
      ...(ways.length ? [make("p", {}, lead), make("ul", { class: "listed" }, ...ways.map(way))] : []),
      more ? make("p", {}, make("small", {}, more)) : null,
    );
  }

  async function answer() {
    const mine = (turn += 1);
    const place = answers.get(open);
    const name = open;
    if (!result) {
      setData(section, "busy");
      place.replaceChildren(make("p", {}, noAnswer()));
      return;
    }
    const again = async (what, more) => {
      const reply = await ask(what, more);
      if (mine !== turn) throw new DOMException("asked again", "AbortError");
      return reply;
    };
    try {
      const parts = await questions[name](again);
      if (mine !== turn) return;
      place.replaceChildren(...parts.filter(Boolean));
      // Read out when a question was opened, not at every change of the case.
      if (opened) calculator.say(place.innerText.split("\n").filter(Boolean).slice(0, READ_OUT).join(" "));
      opened = false;
      performance.mark("question-shown", { detail: name });
      if (name !== "firm") markFields((await again("firm", { sets: asked() })).marks);
    } catch (error) {
      if (mine !== turn) return;
      if (error.name !== "AbortError") console.error(error);
      // Why there is no answer, the page has said.
      place.replaceChildren(make("p", {}, words.not_answered));
    } finally {
      if (mine === turn) setData(section, "busy");
    }
  }

  function soon() {
    turn += 1;
    clearTimeout(quiet);
    setData(section, "busy", "");
    quiet = setTimeout(answer, QUIET);
  }

  function show(name, focus) {
    open = name;
    for (const tab of tabs) {
      const chosen = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(chosen));
      if (chosen) tab.removeAttribute("tabindex");
      else tab.tabIndex = -1;
      if (chosen && focus) tab.focus();
    }
    for (const [other, panel] of panels) panel.hidden = other !== name;
    opened = true;
    soon();
  }

  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => show(tab.id.slice("tab-".length)));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      show(tabs.at(to % tabs.length).id.slice("tab-".length), true);
    });
  }

  calculator.onResult((reply) => {
    ({ result, said: state } = reply);
    // What is shown belongs to another case: it goes, at the latest when the new answer comes.
    for (const [name, place] of answers) if (!result || name !== open) place.replaceChildren(make("p", {}, noAnswer()));
    if (!result) markFields([]);
    if (state) drop();
    else soon();
  });

  function drop() {
    turn += 1;
    clearTimeout(quiet);
    setData(section, "busy");
  }

  function noAnswer() {
    if (state === "failed") return words.not_running;
    return result || state ? words.waiting : words.no_result;
  }

  for (const button of all("button:disabled", section)) button.disabled = false;
}
