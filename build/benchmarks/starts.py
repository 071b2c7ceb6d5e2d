"""How long an address with a case takes to its verdicts, and what that costs, beside other ways to Python in a page."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks import contenders, tools
from benchmarks.visits import Contender, Slow, Visit, mark, new_page, site, slowed, visit
from data.speed import Figure, Unmeasured
from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.plan import Plan
    from playwright.sync_api import Browser, BrowserContext, Page

BOARD = f"calculators/#{contenders.ADDRESS}"
READING = "guideline/transplantation/"
# A reader stays; the first visit keeps Python some seconds after its verdict, for the next.
KEEPING_SECONDS = 4
READING_SECONDS = 2
KEPT_SECONDS = 60
# What is kept has come to rest when its number has not changed for so long.
REST_SECONDS = 2
# How many files the service worker keeps, in all its stores.
KEPT = """async () => {
    if (!(await navigator.serviceWorker.getRegistration())?.active) return 0;
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const files = await Promise.all(stores.map(async (store) => (await store.keys()).length));
    return files.reduce((sum, count) => sum + count, 0);
}"""
# The same work on the page's thread and in a worker, and how long it takes: some tenths of a second.
WORK = """() => {
    const begun = performance.now();
    let sum = 0;
    for (let i = 0; i < 2e8; i++) sum += i % 7;
    return performance.now() - begun;
}"""
LOOPS = f"""data:text/html,<script>
const work = {WORK}, code = "onmessage = () => postMessage((" + work + ")())";
const worker = new Worker(URL.createObjectURL(new Blob([code])));
const there = () => new Promise((told) => {{ worker.onmessage = (event) => told(event.data); worker.postMessage(0); }});
</script>"""
LOOP = "async () => ({ page: work(), worker: await there() })"
# A link of the page that leads to the board, given the case.
LINK = """(hash) => {
    const leads = (link) => link.checkVisibility() && link.pathname.endsWith("/calculators/");
    const link = [...document.links].find(leads);
    link.hash = hash;
    link.dataset.measured = "";
}"""


# What makes the page of each, and the address of the case on it.
FRAMEWORKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pyscript": (contenders.pyscript, ""),
    "jupyterlite": (contenders.jupyterlite, contenders.JUPYTER_ADDRESS),
    "marimo": (contenders.marimo, ""),
}


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


def _twice(plan: Plan, contender: Contender, taken: Taken) -> None:
    # For a reader who returns, the board's files lie in the copy that the site keeps.
    with plan.profile() as (browser, context):
        taken.first(contender.name, visit(browser, context, contender, stay=KEEPING_SECONDS))
        if contender.name == "board":
            page = context.new_page()
            page.goto(contender.address.replace(BOARD, READING))
            _kept(page)
            page.close()
        taken.add("start-second", contender.name, "ms", visit(browser, context, contender).ms)


def _kept(page: Page) -> None:
    """Wait until the service worker has kept all that it keeps."""
    end = time.monotonic() + KEPT_SECONDS
    before, since = 0, time.monotonic()
    while not before or time.monotonic() - since < REST_SECONDS:
        if time.monotonic() > end:
            raise TimeoutError(f"the pages were not kept within {KEPT_SECONDS} seconds")
        time.sleep(0.25)
        now = page.evaluate(KEPT)
        if now != before:
            before, since = now, time.monotonic()


def _offline(plan: Plan, board: Contender, taken: Taken) -> None:
    with plan.profile() as (browser, context):
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


def _from_reading(plan: Plan, board: Contender, taken: Taken) -> None:
    """Measure the way from a page of the guideline, by a link as a reader presses it."""
    with plan.browser() as browser, browser.new_context(service_workers="block") as context:
        taken.add("start-reading", board.name, "ms", _pressed(context, board))


def _pressed(context: BrowserContext, board: Contender) -> float:
    page = new_page(context)
    board.line.restart(slow=False)
    page.goto(board.address.replace(BOARD, READING))
    time.sleep(READING_SECONDS)
    page.evaluate(LINK, f"#{contenders.ADDRESS}")
    link = page.locator("[data-measured]")
    link.hover()
    link.click(no_wait_after=True)
    page.wait_for_url("**/calculators/*", wait_until="commit")
    return mark(page, board.end)


@contextlib.contextmanager
def _contenders(plan: Plan) -> Iterator[list[Contender]]:
    """Serve the board and the blank pages."""
    scratch = plan.scratch / "starts"
    newest = tools.packages() / "pyodide"
    plan.versions["pyodide"] = contenders.stock(scratch / "stock")
    plan.versions["pyodide (newest)"] = contenders.stock(scratch / "newest", newest)
    contenders.plain(scratch / "plain")
    with contextlib.ExitStack() as stack:
        ours, line = stack.enter_context(plan.site())
        every = [Contender("board", f"{ours}{BOARD}", line, "verdict-shown")]
        for name in ("stock", "newest", "plain"):
            address, line = stack.enter_context(site(scratch / name))
            begin, end = (None, "verdict-shown") if name == "plain" else ("called", "loaded")
            every.append(Contender(name, address, line, end, begin))
        yield every


def measure(plan: Plan) -> Iterator[Figure]:
    """Measure starts of each kind in turn, so that a slow moment of the machine is nobody's fault."""
    taken = Taken()
    with _contenders(plan) as every:
        board = every[0]
        for contender in every:  # the first of all starts is nobody's fault either
            _twice(plan, contender, Taken())
        for turn in range(plan.times(5)):
            for contender in turned(every, turn):
                _twice(plan, contender, taken)
            _offline(plan, board, taken)
            _from_reading(plan, board, taken)
    yield from taken.figures()


def measure_slow(plan: Plan) -> Iterator[Figure]:
    """Measure starts on a slow line with a slow processor, and how slow that makes the page and its worker."""
    taken = Taken()
    with plan.browser() as browser, _contenders(plan) as every:
        for turn in range(plan.times(2)):
            for slow in (Slow.PROCESSOR, Slow.THREAD):
                for contender in turned(every[:-1], turn):
                    with browser.new_context(service_workers="block") as context:
                        ms = visit(browser, context, contender, slow).ms
                        taken.add(f"start-{slow.value}", contender.name, "ms", ms)
        _slowdowns(browser, plan.times(5), taken)
    yield from taken.figures()


def measure_frameworks(plan: Plan) -> Iterator[Figure | Unmeasured]:
    """Measure starts of the board beside those of frameworks for Python in a page, each on a host of its own."""
    taken = Taken()
    scratch = plan.scratch / "frameworks"
    scratch.mkdir()
    plan.versions["pyscript"] = tools.version(tools.packages() / "@pyscript/core")
    plan.versions |= {"jupyterlite": tools.pinned("jupyterlite-core"), "marimo": tools.pinned("marimo")}
    with contextlib.ExitStack() as stack:
        ours, line = stack.enter_context(plan.site())
        every = [Contender("board", f"{ours}{BOARD}", line, "verdict-shown")]
        for name, (make_page, page) in FRAMEWORKS.items():
            make_page(scratch / name)
            address, line = stack.enter_context(site(scratch / name))
            contender = Contender(name, address + page, line, "verdict-shown")
            try:  # the first start, which counts for nobody
                _twice(plan, contender, Taken())
            except (Error, TimeoutError) as error:
                yield Unmeasured(name, "failed", str(error))
            else:
                every.append(contender)
        for turn in range(plan.times(3)):
            for contender in turned(every, turn):
                _twice(plan, contender, taken)
    yield from taken.figures()


def turned[Item](every: list[Item], turn: int) -> list[Item]:
    """Return *every* one, beginning with another at each *turn*."""
    first = turn % len(every)
    return every[first:] + every[:first]


def _slowdowns(browser: Browser, times: int, taken: Taken) -> None:
    """Measure how much slower the page's thread and a worker of its are under each kind of slowness."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(LOOPS)
        page.evaluate(LOOP)
        for _ in range(times):
            plain = page.evaluate(LOOP)
            for slow in (Slow.PROCESSOR, Slow.THREAD):
                with slowed(browser, page, slow):
                    for of, ms in page.evaluate(LOOP).items():
                        taken.add(f"slowdown-{slow.value}", of, "×", ms / plain[of])
