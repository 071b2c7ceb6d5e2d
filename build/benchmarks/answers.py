"""
How long the open board takes to answer, and the page for many patients.

A change: from the event of a changed control to the mark `verdict-shown`. A question: with a question around the
verdicts open, from the same event to the mark `question-shown`, the quiet time before it asks included; and the longest
time for which the page could not have answered a key meanwhile. A table: from the file to the mark `table-shown`, and
from the button to the mark `cohort-shown`, with the same longest time.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.starts import BOARD
from benchmarks.visits import mark
from data.speed import Figure
from patients import partly_known, whole_answers

from calculators.engine.case import encode
from calculators.vocabulary.form import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.plan import Plan
    from playwright.sync_api import Page

PATIENTS = 50_000
COHORT = "calculators/cohort/"
WATCHED = """
() => {
    let last = performance.now();
    window.standstill = 0;
    setInterval(() => {
        const now = performance.now();
        window.standstill = Math.max(window.standstill, now - last);
        last = now;
    }, 1);
    return last;
}
"""
PRESSED = """
() => {
    window.standstill = 0;
    const begun = performance.now();
    document.querySelector("[data-run]").click();
    return begun;
}
"""
QUESTIONS = ("missing", "change", "robustness", "map")
CHANGES = """
async (count) => {
    const form = document.querySelector("form");
    const values = { ki67_percent: ["1", "2.5", "3", "12", "25"], age_years: ["54", "55", "56", "61", "70"],
        liver_involvement_percent: ["10", "50", "51"] };
    const names = Object.keys(values).filter((name) => form.elements[name]);
    const times = [];
    for (let i = 0; i < count; i += 1) {
        const control = form.elements[names[i % names.length]];
        const choices = values[control.name];
        control.value = choices[(i / names.length | 0) % choices.length];
        performance.clearMarks("verdict-shown");
        const begun = performance.now();
        control.dispatchEvent(new Event("input", { bubbles: true }));
        let shown;
        while (!(shown = performance.getEntriesByName("verdict-shown")[0])) {
            if (performance.now() - begun > 5000) throw new Error("no verdict within five seconds");
            await new Promise((resolve) => setTimeout(resolve, 1));
        }
        times.push(shown.startTime - begun);
        // As a person would, not all at once.
        await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return times;
}
"""
ASKED = """
async ({ name, count }) => {
    document.querySelector(`#tab-${name}`).click();
    const control = document.querySelector("form").elements.liver_involvement_percent;
    const values = ["40", "55", "80"];
    const times = [];
    let longest = 0;
    for (let i = 0; i < count; i += 1) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        control.value = values[i % values.length];
        performance.clearMarks("question-shown");
        const begun = performance.now();
        let last = begun;
        control.dispatchEvent(new Event("input", { bubbles: true }));
        let shown;
        while (!(shown = performance.getEntriesByName("question-shown")[0])) {
            if (performance.now() - begun > 10000) throw new Error("no answer within ten seconds");
            await new Promise((resolve) => setTimeout(resolve, 1));
            longest = Math.max(longest, performance.now() - last);
            last = performance.now();
        }
        times.push(shown.startTime - begun);
    }
    return { times, longest };
}
"""


def measure(plan: Plan) -> Iterator[Figure]:
    """Measure changes and questions on the open board."""
    with (
        plan.browser() as browser,
        plan.site() as (address, _),
        browser.new_context(service_workers="block") as context,
    ):
        page = context.new_page()
        page.goto(f"{address}{BOARD}")
        mark(page, "verdict-shown")
        page.wait_for_selector("[data-started]")
        yield Figure("change", "board", "ms", tuple(page.evaluate(CHANGES, plan.times(200, 12))))
        yield from _questions(page, plan.times(20, 3))
        _write_table(plan.scratch / "patients.csv")
        yield from _table(page, address, plan.scratch / "patients.csv", plan.times(3))


def _questions(page: Page, count: int) -> Iterator[Figure]:
    for name in QUESTIONS:
        found = page.evaluate(ASKED, {"name": name, "count": count})
        yield Figure("question", name, "ms", tuple(found["times"]))
        yield Figure("standstill", name, "ms", (found["longest"],))


def _write_table(path: Path) -> None:
    """Write a table of random patients as a registry does: of every fifth, some numbers are only bounded."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", *FIELDS])
        for make, patients in ((partly_known, PATIENTS // 5), (whole_answers, PATIENTS - PATIENTS // 5)):
            for number, case in enumerate(make(patients, seed=61)):
                cells = (encode(case[name]) if name in case else "" for name in FIELDS)
                rows.writerow([f"{make.__name__}-{number}", *cells])


def _table(page: Page, address: str, path: Path, count: int) -> Iterator[Figure]:
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)

    def take(of: str, end: str, begun: float) -> None:
        taken["table", of].append(mark(page, end) - begun)
        taken["standstill", of].append(page.evaluate("standstill"))

    for _ in range(count):
        page.goto(f"{address}{COHORT}")
        page.wait_for_selector("[data-file]", state="attached")
        begun = page.evaluate(WATCHED)
        page.set_input_files("[data-file]", path)
        take("table-read", "table-shown", begun)
        take("table-judged", "cohort-shown", page.evaluate(PRESSED))
    for (measure, of), values in taken.items():
        yield Figure(measure, of, "ms", tuple(values))
