"""How long the rules take for one patient, in CPython and in a browser, and how that grows with the number of sets."""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from benchmarks import contenders
from benchmarks.rule import patients
from benchmarks.visits import mark, site
from data.speed import Figure

from calculators.engine import evaluate
from calculators.engine.case import read
from calculators.engine.derive import derive
from calculators.engine.evaluate import judge
from calculators.sets.registry import SETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.plan import Plan
    from playwright.sync_api import Page

    from calculators.engine.derive import Facts
    from calculators.model.sets import CriteriaSet

TIMED = """\
import json
import time
from calculators import evaluate
times = []
for case in json.loads(cases):
    begun = time.perf_counter()
    evaluate(case)
    times.append((time.perf_counter() - begun) * 1000)
"""
"""Python that leaves the milliseconds that each of the `cases` took in `times`."""
IN_PAGE = """([code, cases]) => {
    python.globals.set("cases", cases);
    python.runPython(code);
    return python.globals.get("times").toJs();
}"""
COPIES = (1, 3, 10, 30, 100)
A_TURN = 100


def measure(plan: Plan) -> Iterator[Figure]:
    """Measure CPython and the browser in turn, with other patients each time: an answer is never found again."""
    contenders.plain(plan.scratch / "evaluation")
    times: dict[str, list[float]] = {"cpython": [], "browser": []}
    with (
        plan.browser() as browser,
        site(plan.scratch / "evaluation") as (address, _),
        browser.new_context() as context,
    ):
        page = context.new_page()
        page.goto(address)
        mark(page, "verdict-shown")
        for turn in range(plan.times(5) + 1):
            cases = json.dumps(patients(plan.times(A_TURN, 20), turn))
            for name, taken in (("cpython", _here(cases)), ("browser", _there(page, cases))):
                times[name] += taken if turn else []  # the first turn is nobody's fault
    for name, taken in times.items():
        yield Figure("evaluate", name, "ms", tuple(taken))
    yield from _growth(plan)


def _here(cases: str) -> list[float]:
    names = {"cases": cases}
    exec(TIMED, names)  # noqa: S102 (the same lines as in the browser)
    return list(names["times"])  # type: ignore[arg-type]


def _there(page: Page, cases: str) -> list[float]:
    return list(page.evaluate(IN_PAGE, [TIMED, cases]))


def copied(criteria: CriteriaSet, number: int) -> CriteriaSet:
    """Return *criteria* under another name, with criteria of its own, so that nothing found of one is found again."""
    if not number:
        return criteria
    own = tuple(replace(one, id=f"{one.id}_{number}") for one in criteria.criteria)
    return replace(criteria, id=f"{criteria.id}-{number}", criteria=own)


def _growth(plan: Plan) -> Iterator[Figure]:
    """Measure all sets as they are, and so many times over; how many criteria that makes is the name of the figure."""
    every = {count: [copied(one, n) for n in range(count) for one in SETS.values()] for count in COPIES}
    times: dict[int, list[float]] = {count: [] for count in COPIES}
    day = date(2026, 1, 1)
    for turn in range(plan.times(5, 2)):
        facts = [derive(read(one, day)) for one in patients(plan.times(20, 3), 1000 + turn)]
        for count, sets in every.items():
            times[count].append(statistics.median(_judging(sets, one) for one in facts))
    for count, taken in times.items():
        yield Figure("growth", f"times-{count}", "ms", tuple(taken))


def _judging(sets: list[CriteriaSet], facts: Facts) -> float:
    evaluate._find.cache_clear()  # noqa: SLF001 (who comes first finds nothing ready)
    begun = time.perf_counter()
    for one in sets:
        judge(one, facts)
    return (time.perf_counter() - begun) * 1000
