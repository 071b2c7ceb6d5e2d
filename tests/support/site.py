"""The built site as tests look at it: its pages, what a page must not do, and what axe finds on one."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from paths import DOCS, ROOT
from playwright.sync_api import Browser, BrowserContext, Frame, Page

PREFIX = "/liver/site/"
PAGES = sorted(
    re.sub(r"(^|/)index\.md$", r"\1", str(path.relative_to(DOCS / "el"))).replace(".md", "/")
    for path in (DOCS / "el").rglob("*.md")
)
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


FOUND = """async ([part, rules]) => {
    const options = { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] };
    const { violations } = await axe.run(part, options);
    return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes.slice(0, 5).map(({ target }) => target))}`);
}"""
"""What axe finds, told in the page: all that it looked at is many times as long as the page."""


def violations(page: Page, within: str = "html") -> list[str]:
    """Return what axe finds on *page*, in the part of it at the selector *within*: the rule and the elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # What lies half below the fixed header would be too small a target.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    return page.evaluate(FOUND, [within, RULES])


def until_ready(page: Page | Frame) -> None:
    """Wait until the rules on *page* can answer; at once when they can, where `expect` would look again after a second."""
    page.locator("[data-engine=ready]").first.wait_for(state="attached")


ANSWERED = """() => document.querySelector("[data-engine=ready], [data-engine=invalid]")
    && !document.querySelector("[data-stale], [data-busy], [data-learning]")"""


def until_answered(page: Page | Frame) -> None:
    """
    Wait until all parts of *page* are there and all that it shows belongs to what is typed now.

    That is the verdicts, the open question around them, and where Enter leads.
    """
    page.wait_for_function(ANSWERED)


PATIENCE_MS = 60_000
"""How long a browser may take to show what a test waits for, on a machine that does other things besides: it costs time only where a test fails."""
DESKTOP = {"width": 1300, "height": 900}


def new_reader(browser: Browser, **options: Any) -> BrowserContext:
    """Return the browser of a reader who has never been here; *options* are those of Playwright's `new_context`."""
    context = browser.new_context(**{"viewport": DESKTOP, "service_workers": "block"} | options)
    context.set_default_timeout(PATIENCE_MS)
    return context


HIDDEN = """() => {
    document.dispatchEvent(new Event("visibilitychange"));
    return location.href;
}"""
"""A page that is hidden writes what was typed a moment ago into its address, and need not be waited for."""


def case_in(page: Page) -> dict[str, str]:
    """Return the case in the address of *page*, as the page itself has it now: `page.url` hears of it later."""
    fragment = urlsplit(page.evaluate(HIDDEN)).fragment
    return {name: value for name, value in parse_qsl(fragment, keep_blank_values=True) if name != "sum"}


KEPT = """async (patience) => {
    for (const end = Date.now() + patience; Date.now() < end; await new Promise((later) => setTimeout(later, 100))) {
        const name = (await caches.keys()).find((name) => name.endsWith(":unpacked"));
        if (name && (await (await caches.open(name)).keys()).length === 2) return;
    }
    throw new Error("nothing unpacked was kept");
}"""


def until_kept(page: Page) -> None:
    """Wait until what *page* has unpacked of Python is kept for the next visit; `wait_for_function` takes a promise for a yes."""
    page.evaluate(KEPT, PATIENCE_MS)


def leave_open(context: BrowserContext, site: str) -> None:
    """Let the reader of *context* have been here before, on a page that stays open: what follows shares its process."""
    page = context.new_page()
    page.goto(f"{site}en/calculators/")
    until_kept(page)


KNOWN = (
    # These tests keep the offline copy out of the way; it has tests of its own.
    "Service Worker registration blocked",
)
"""What Chromium remarks of a page that does nothing wrong."""


class Watched:
    """A page, and what it did that it must not do: errors, violations of its policy, requests to another origin."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.wrong: list[str] = []
        self.asked: set[str] = set()
        self.context = context
        self.page: Page = context.new_page()
        self.page.on("console", self.said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        context.on("request", self.request)

    def said(self, message) -> None:
        if message.type in {"error", "warning"} and not any(known in message.text for known in KNOWN):
            self.wrong.append(message.text)

    def request(self, request) -> None:
        self.asked.add(request.url)
        if not request.url.startswith((self.site, "blob:", "data:")):
            self.wrong.append(f"request to {request.url}")

    def stop(self) -> None:
        """Watch no longer; the context goes on."""
        self.context.remove_listener("request", self.request)

    def close(self) -> None:
        """Leave the page."""
        self.stop()
        self.page.close()


def choose(page: Page, what: str) -> None:
    """Choose *what*, the selector of something in a menu of the bar."""
    page.locator("[data-menu]", has=page.locator(what)).locator("summary").click()
    page.locator(f"[data-menu] {what}").click()
