"""
A visit of a page by Chromium: how long until a moment of its, and what it cost until then.

The server counts what goes over the line, whoever asks: page, worker or service worker. A slow line is the server's
too, for the same reason: Chromium slows down the page's own requests alone.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import os
import re
import signal
import threading
import time
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, override

from serve import Pages, serving

if TYPE_CHECKING:
    from collections.abc import Buffer, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

START_SECONDS = 120
# A new window of Chromium loads pages of its own, hundreds of files; a reader's window did that long ago.
SETTLING_SECONDS = 3
# Chromium's slow 4G.
BYTES_A_SECOND = 200_000
LATENCY_SECONDS = 0.15
SLOWER = 4
PIECE = 4096
# A slow processor runs this long at a time.
TURN_SECONDS = 0.004
# Milliseconds since the navigation began.
MARK = "performance.getEntriesByName({})[0]?.startTime ?? null"
# Tasks of more than 50 ms on the main thread that began before a moment: how much longer in all, and the longest.
BLOCKED = """
(before) => new Promise((resolve) => {
    const tasks = [];
    const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    watch.observe({ type: "longtask", buffered: true });
    setTimeout(() => {
        const durations = tasks.filter((task) => task.startTime < before).map((task) => task.duration);
        resolve([durations.reduce((sum, one) => sum + one - 50, 0), Math.max(0, ...durations)]);
    }, 100);
})
"""


class Slow(Enum):
    """What is slow beside the line: nothing (and the line is not), the page's thread, or every thread of the page."""

    NOTHING = "nothing"
    THREAD = "thread"
    PROCESSOR = "processor"


class NetworkLine:
    """The line between a server and the browser: counts bytes and requests, and is slow, or gone, when told."""

    def __init__(self) -> None:
        """Make a line that is not slow."""
        self.slow = False
        self.gone = False
        self.came = 0
        self.requests = 0
        self._lock = threading.Lock()
        self._free = 0.0

    def restart(self, *, slow: bool) -> None:
        """Count from nothing."""
        with self._lock:
            self.slow, self.came, self.requests, self._free = slow, 0, 0, 0.0

    def ask(self) -> None:
        """Let a request pass."""
        with self._lock:
            self.requests += 1
        if self.slow:
            time.sleep(LATENCY_SECONDS)

    def send(self, size: int) -> None:
        """Let *size* bytes pass, after those of all other answers that came first."""
        with self._lock:
            self.came += size
            now = time.monotonic()
            self._free = max(self._free, now) + size / BYTES_A_SECOND
            wait = self._free - now
        if self.slow:
            time.sleep(wait)


class _Wire(io.BufferedIOBase):
    """What a handler writes its answer to."""

    def __init__(self, below: io.BufferedIOBase, line: NetworkLine) -> None:
        self.below = below
        self.line = line

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, content: Buffer, /) -> int:
        whole = memoryview(content).cast("B")
        for begin in range(0, len(whole), PIECE) if self.line.slow else (0,):
            piece = whole[begin : begin + PIECE] if self.line.slow else whole
            self.line.send(len(piece))
            self.below.write(piece)
        return len(whole)

    @override
    def flush(self) -> None:
        self.below.flush()


class CountedPages(Pages):
    """Answers over a line."""

    line: NetworkLine

    @override
    def setup(self) -> None:
        super().setup()
        self.wfile = cast("Any", _Wire(self.wfile, self.line))

    @override
    def do_GET(self) -> None:
        if self.line.gone:
            self.close_connection = True
            return
        self.line.ask()
        super().do_GET()


@dataclasses.dataclass(frozen=True)
class Contender:
    """A page that is measured, at its *address* on its *line*: from *begin*, or the navigation, to the mark *end*."""

    name: str
    address: str
    line: NetworkLine
    end: str
    begin: str | None = None


@contextlib.contextmanager
def site(folder: Path, prefix: str = "/") -> Iterator[tuple[str, NetworkLine]]:
    """Serve *folder* as GitHub Pages would, inside a `with` block that gets the address and the line."""
    line = NetworkLine()
    pages = cast("type[Pages]", type("Counted", (CountedPages,), {"line": line}))
    with serving(folder, prefix, zips=True, pages=pages) as address:
        yield address, line


@dataclasses.dataclass(frozen=True)
class Visit:
    """Milliseconds to the end, and what it cost: bytes, requests, milliseconds of long tasks, megabytes of memory."""

    ms: float
    came: int
    requests: int
    blocked: float
    longest: float
    memory: float | None


def mark(page: Page, name: str) -> float:
    """Return when *page* set the mark *name*, in milliseconds since the start of the navigation; wait for it."""
    end = time.monotonic() + START_SECONDS
    # Playwright's own `evaluate` acts as a reader who clicks: Chromium then looks at each list of choices of a form,
    # in case it can be filled in, and lays the page out for that before its styles are there.
    session = page.context.new_cdp_session(page)
    asked = {"expression": MARK.format(json.dumps(name)), "returnByValue": True}
    while time.monotonic() < end:
        moment = session.send("Runtime.evaluate", asked)["result"].get("value")
        if moment is not None:
            session.detach()
            return cast("float", moment)
        time.sleep(0.05)
    raise TimeoutError(f"{page.url} did not come to “{name}” within {START_SECONDS} seconds")


def renderers(browser: Browser) -> list[int]:
    """Return the processes in which *browser* runs pages."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return [int(one["id"]) for one in found if one["type"] == "renderer"]


def memory(browser: Browser) -> float | None:
    """Return the megabytes that the largest page's process has for itself, workers included; on Linux only."""
    sizes = []
    for process in renderers(browser):
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
            sizes.append(sum(map(int, re.findall(r"Private_\w+: +(\d+) kB", rollup))) / 1024)
    return max(sizes, default=None)


class _SlowProcessor:
    """Lets all threads of the browser's pages run a quarter of the time, page by page as they come."""

    def __init__(self, browser: Browser) -> None:
        self._own = self._parent(renderers(browser)[0])
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @staticmethod
    def _parent(process: int) -> int:
        return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])

    def _pages(self) -> list[int]:
        with contextlib.suppress(OSError):
            children = Path(f"/proc/{self._own}/task/{self._own}/children").read_text(encoding="ascii")
            return [int(child) for child in children.split() if self._is_page(int(child))]
        return []

    @staticmethod
    def _is_page(process: int) -> bool:
        with contextlib.suppress(OSError):
            return b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes()
        return False

    def _run(self) -> None:
        while not self._over.is_set():
            pages = self._pages()
            for moment, seconds in ((signal.SIGSTOP, (SLOWER - 1) * TURN_SECONDS), (signal.SIGCONT, TURN_SECONDS)):
                for process in pages:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(process, moment)
                time.sleep(seconds)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


@contextlib.contextmanager
def slowed(browser: Browser, page: Page, slow: Slow) -> Iterator[None]:
    """Let *page* be *slow* inside a `with` block."""
    if slow is Slow.THREAD:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        try:
            yield
        finally:
            session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            session.detach()
        return
    with _SlowProcessor(browser) if slow is Slow.PROCESSOR else contextlib.nullcontext():
        yield


def new_page(context: BrowserContext) -> Page:
    """Return a new page of *context* when Chromium has loaded into its window what it loads by itself."""
    page = context.new_page()
    time.sleep(SETTLING_SECONDS)
    return page


def visit(
    browser: Browser, context: BrowserContext, contender: Contender, slow: Slow = Slow.NOTHING, stay: float = 0
) -> Visit:
    """Return what a visit of *contender* in a new page of *context* cost; the reader goes after a *stay* in seconds."""
    page = new_page(context)
    try:
        contender.line.restart(slow=slow is not Slow.NOTHING)
        with slowed(browser, page, slow):
            page.goto(contender.address, wait_until="commit", timeout=START_SECONDS * 1000)
            moment = mark(page, contender.end)
        came, requests = contender.line.came, contender.line.requests
        blocked, longest = page.evaluate(BLOCKED, moment)
        began = mark(page, contender.begin) if contender.begin else 0
        found = Visit(moment - began, came, requests, blocked, longest, memory(browser))
        time.sleep(stay)
        return found
    finally:
        page.close()
