"""
How fast the board is, against the browser's ordinary way to Python in the same run.

Stock: on a blank page, from the call of `loadPyodide()` of the npm package to the moment at which it resolves.
Board: from the start of the navigation, to the board's address with a case in it, to the mark `verdict-shown`.
Both from an empty browser cache, then once more in the same browser, in turn, on one server on this machine, which
compresses what GitHub Pages compresses; the ratio compares the medians.
Slow: both from an empty cache over 1.6 Mbit/s with 150 ms to the server and a processor four times slower.
Change: on the open board, from the event of a changed control to the mark `verdict-shown`.
Question: with a question around the verdicts open, from the same event to the mark `question-shown`, the quiet time
before it asks included; and the longest time for which the page could not have answered a key meanwhile.
"""

import argparse
import dataclasses
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import make
from browser import BrowserMissing, launch_options
from paths import PACKAGES
from playwright.sync_api import Browser, Page, sync_playwright
from serve import serving

PREFIX = "/sub/path/"
CASE = (
    "age_years=54.5&tumour_family=neuroendocrine&primary_site=ileum&differentiation=well&ki67_percent=7&liver_involvement_percent=30"
    "&months_stable_disease=8&primary_resection=separate_curative&extrahepatic_disease=none&serious_comorbidity=false"
)
NPM_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
BLANK = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Stock Pyodide</title><link rel="icon" href="data:,">
<script type="module">
import { loadPyodide } from "./pyodide.mjs";
performance.mark("called");
await loadPyodide();
performance.mark("loaded");
</script></html>
"""
# Milliseconds since the navigation began.
MARK = "(name) => performance.getEntriesByName(name)[0]?.startTime ?? null"
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
QUESTIONS = """
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
START_SECONDS = 120
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
SLOW_PROCESSOR = 4
# What came over the line, and how often something was asked for; the page itself is one.
CAME = """
() => {
    const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return [came.reduce((sum, one) => sum + one.transferSize, 0), came.length];
}
"""
# The first visit keeps Python some seconds after its verdict, for the next.
KEEPING_MS = 4000


def _mark(page: Page, name: str) -> float:
    """Return when *page* set the mark *name*, in milliseconds since the start of the navigation; wait for it."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        moment = page.evaluate(MARK, name)
        if moment is not None:
            return cast("float", moment)
        time.sleep(0.05)
    raise TimeoutError(f"{page.url} did not come to “{name}” within {START_SECONDS} seconds")


@dataclasses.dataclass
class Start:
    """One start in a browser of its own: milliseconds at each visit, and what the first one took over the line."""

    visits: list[float]
    came: int
    requests: int


def _slow(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})


def _stock(browser: Browser, address: str, *, slow: bool = False) -> Start:
    return _start(browser, address, "loaded", "called", slow=slow)


def _board(browser: Browser, address: str, *, slow: bool = False) -> Start:
    return _start(browser, address, "verdict-shown", None, slow=slow)


def _start(browser: Browser, address: str, end: str, begin: str | None, *, slow: bool) -> Start:
    """Measure from the mark *begin*, or the start of the navigation, to the mark *end*; a slow one once only."""
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        if slow:
            _slow(page)
        visits = []
        came, requests = 0, 0
        for visit in range(1 if slow else 2):
            page.goto("about:blank")
            page.goto(address, wait_until="commit")
            moment = _mark(page, end)
            visits.append(moment - (_mark(page, begin) if begin else 0))
            if not visit:
                came, requests = page.evaluate(CAME)
                page.wait_for_timeout(0 if slow else KEEPING_MS)
        return Start(visits, came, requests)


def _changes(browser: Browser, address: str, count: int) -> list[float]:
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.goto(address)
        _mark(page, "verdict-shown")
        return cast("list[float]", page.evaluate(CHANGES, count))


def _questions(browser: Browser, address: str, count: int) -> list[str]:
    """Return a line for each question around the verdicts."""
    lines = []
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.goto(address)
        _mark(page, "verdict-shown")
        page.wait_for_selector("[data-started]")
        for name in ("missing", "change", "robustness", "map"):
            found = page.evaluate(QUESTIONS, {"name": name, "count": count})
            lines.append(
                f"{_line(f'{name}: input to answer', found['times'])}; longest standstill {found['longest']:.0f} ms"
            )
    return lines


def _line(name: str, times: Sequence[float]) -> str:
    spread = f"({min(times):.1f} to {max(times):.1f}, n = {len(times)})"
    return f"{name:<44} median {statistics.median(times):7.1f} ms   {spread}"


def _both(name: str, stocks: Sequence[float], boards: Sequence[float]) -> list[str]:
    """Return a line for each of the two, and one for their ratio."""
    ratio = statistics.median(boards) / statistics.median(stocks)
    return [_line(f"{name}, stock", stocks), _line(f"{name}, board", boards), f"  ratio {ratio:.2f}"]


def measure(runs: int, changes: int, slow: int) -> str:
    """
    Build the site, measure *runs* starts of each kind in turn, *slow* slow ones, and *changes* changes on the board.

    Return the report.
    """
    with tempfile.TemporaryDirectory() as scratch:
        site, stock = Path(scratch) / "site", Path(scratch) / "stock"
        make.build(site, f"http://127.0.0.1{PREFIX}")
        stock.mkdir()
        for name in NPM_FILES:
            shutil.copy(PACKAGES / "pyodide" / name, stock)
        (stock / "index.html").write_text(BLANK, encoding="utf-8")
        with (
            serving(site, PREFIX, zips=True) as ours,
            serving(stock, zips=True) as theirs,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(**launch_options())
            board = f"{ours}calculators/#{CASE}"
            _stock(browser, theirs), _board(browser, board)  # the first start of a browser is nobody's fault
            pairs = [(_stock(browser, theirs), _board(browser, board)) for _ in range(runs)]
            crawls = [(_stock(browser, theirs, slow=True), _board(browser, board, slow=True)) for _ in range(slow)]
            times = _changes(browser, board, changes)
            questions = _questions(browser, board, changes // 4)
            version = browser.version
            browser.close()
    lines = [
        f"Chromium {version}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores",
        f"load of the machine {os.getloadavg()[0]:.1f} (a quiet one is below 1.5; else only the ratios tell)",
    ]
    for visit, name in enumerate(("empty cache", "second visit")):
        lines += _both(name, *zip(*((one.visits[visit], other.visits[visit]) for one, other in pairs), strict=True))
    if crawls:
        lines += _both("slow line", *zip(*((one.visits[0], other.visits[0]) for one, other in crawls), strict=True))
    for name, start in zip(("stock", "board"), pairs[0], strict=True):
        lines.append(f"{name}: {start.came / 1e6:.2f} MB in {start.requests} requests to the first mark")
    return "\n".join([*lines, _line("change: input to verdict-shown", times), *questions])


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure how fast the board starts and answers.")
    parser.add_argument("--runs", type=int, default=7, help="starts of each kind (default: 7)")
    parser.add_argument("--changes", type=int, default=60, help="changes on the open board (default: 60)")
    parser.add_argument("--slow", type=int, default=2, help="starts of each kind on a slow line (default: 2)")
    options = parser.parse_args()
    try:
        print(measure(options.runs, options.changes, options.slow))
    except (BrowserMissing, make.BuildError, TimeoutError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
