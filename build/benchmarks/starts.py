"""How long an address with a case takes to its verdicts, and what that costs, beside other ways to Python in a page."""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import make
from benchmarks import contenders
from benchmarks.visits import Contender, Slow, Visit, mark, site, visit
from data.speed import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.plan import Plan
    from playwright.sync_api import Browser, BrowserContext, Page

PREFIX = "/sub/path/"
READING = "guideline/transplantation/"
# The first visit keeps Python some seconds after its verdict, for the next.
KEEPING_SECONDS = 4
READING_SECONDS = 2
KEPT_SECONDS = 60
# How many files of Python the service worker keeps.
KEPT = """async () => {
    const names = (await caches.keys()).filter((name) => name.endsWith("python"));
    const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return files.reduce((sum, count) => sum + count, 0);
}"""
FILES = 3
# A link of the page that leads to the board, given the case.
LINK = """(hash) => {
    const leads = (link) => link.checkVisibility() && link.pathname.endsWith("/calculators/");
    const link = [...document.links].find(leads);
    link.hash = hash;
    link.dataset.measured = "";
}"""


@dataclasses.dataclass
class Taken:
    """Figures as they come, by measure and contender."""

    values: dict[tuple[str, str, str], list[float]] = dataclasses.field(default_factory=lambda: defaultdict(list))

    def add(self, measure: str, of: str, unit: str, *values: float | None) -> None:
        """Add *values*; what could not be taken is None and left out."""
        self.values[measure, of, unit].extend(round(value, 3) for value in values if value is not None)

    def first(self, of: str, visit: Visit) -> None:
        """Add what a first *visit* cost."""
        self.add("start-empty", of, "ms", visit.ms)
        self.add("bytes", of, "MB", visit.came / 1e6)
        self.add("requests", of, "", visit.requests)
        self.add("blocked", of, "ms", visit.blocked)
        self.add("longest-task", of, "ms", visit.longest)
        self.add("memory", of, "MB", visit.memory)

    def figures(self) -> Iterator[Figure]:
        """Yield what was taken."""
        for (measure, of, unit), values in self.values.items():
            if values:
                yield Figure(measure, of, unit, tuple(values))


def _twice(browser: Browser, contender: Contender, taken: Taken) -> None:
    with browser.new_context(service_workers="block") as context:
        taken.first(contender.name, visit(browser, context, contender))
        time.sleep(KEEPING_SECONDS)
        taken.add("start-second", contender.name, "ms", visit(browser, context, contender).ms)


def _kept(page: Page) -> None:
    """Wait until the service worker has kept all that the board needs."""
    end = time.monotonic() + KEPT_SECONDS
    while page.evaluate(KEPT) < FILES:
        if time.monotonic() > end:
            raise TimeoutError(f"Python was not kept within {KEPT_SECONDS} seconds")
        time.sleep(0.25)


def _offline(browser: Browser, board: Contender, taken: Taken) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(board.address)
        mark(page, board.end)
        _kept(page)
        page.close()
        board.line.gone = True
        try:
            taken.add("start-offline", board.name, "ms", visit(browser, context, board).ms)
        finally:
            board.line.gone = False


def _from_reading(browser: Browser, board: Contender, reading: str, taken: Taken) -> None:
    """Measure the way from a page of the guideline, by a link as a reader presses it."""
    with browser.new_context(service_workers="block") as context:
        taken.add("start-reading", board.name, "ms", _pressed(context, board, reading))


def _pressed(context: BrowserContext, board: Contender, reading: str) -> float:
    page = context.new_page()
    board.line.restart(slow=False)
    page.goto(reading)
    time.sleep(READING_SECONDS)
    page.evaluate(LINK, f"#{contenders.ADDRESS}")
    link = page.locator("[data-measured]")
    link.hover()
    link.click(no_wait_after=True)
    page.wait_for_url("**/calculators/*", wait_until="commit")
    return mark(page, board.end)


@contextlib.contextmanager
def _blank(plan: Plan, scratch: Path) -> Iterator[list[Contender]]:
    """Serve the blank pages."""
    with contextlib.ExitStack() as stack:
        plan.versions["pyodide"] = contenders.stock(scratch / "stock")
        contenders.plain(scratch / "plain")
        address, line = stack.enter_context(site(scratch / "stock"))
        stocks = [Contender("stock", address, line, "loaded", "called")]
        address, line = stack.enter_context(site(scratch / "plain"))
        yield [*stocks, Contender("plain", address, line, "verdict-shown")]


def measure(plan: Plan) -> Iterator[Figure]:
    """Measure starts of each kind in turn, so that a slow moment of the machine is nobody's fault."""
    taken = Taken()
    with (
        tempfile.TemporaryDirectory() as scratch,
        plan.browser() as browser,
        _blank(plan, Path(scratch)) as blank,
    ):
        make.build(Path(scratch) / "site", f"http://127.0.0.1{PREFIX}")
        with site(Path(scratch) / "site", PREFIX) as (ours, line):
            board = Contender("board", f"{ours}calculators/#{contenders.ADDRESS}", line, "verdict-shown")
            every = [board, *blank]
            for contender in every:  # the first start of a browser is nobody's fault either
                _twice(browser, contender, Taken())
            for turn in range(plan.runs):
                for contender in every[turn % len(every) :] + every[: turn % len(every)]:
                    _twice(browser, contender, taken)
                _offline(browser, board, taken)
                _from_reading(browser, board, f"{ours}{READING}", taken)
            _crawl(plan, browser, every, taken)
    yield from taken.figures()


def _crawl(plan: Plan, browser: Browser, every: list[Contender], taken: Taken) -> None:
    """Measure the slow starts."""
    for _ in range(plan.slow_runs):
        for slow in (Slow.THREAD, Slow.PROCESSOR):
            for contender in every:
                with browser.new_context(service_workers="block") as context:
                    ms = visit(browser, context, contender, slow).ms
                    taken.add(f"start-slow-{slow.value}", contender.name, "ms", ms)
