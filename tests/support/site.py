"""The built site as tests look at it: its pages, what a page must not do, and what axe finds on one."""

import re

from paths import DOCS, ROOT
from playwright.sync_api import BrowserContext, Page, expect

PREFIX = "/liver/site/"
PAGES = sorted(
    re.sub(r"(^|/)index\.md$", r"\1", str(path.relative_to(DOCS / "el"))).replace(".md", "/")
    for path in (DOCS / "el").rglob("*.md")
)
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return what axe finds on *page*: the rule and the elements."""
    page.evaluate(AXE)
    # What lies half below the fixed header would be too small a target.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    found = page.evaluate(
        "(rules) => axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })", RULES
    )
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:5]}" for one in found["violations"]]


def until_ready(page: Page) -> None:
    """Wait until the rules on *page* can answer; at once when they can, where `expect` would look again after a second."""
    page.locator("[data-engine=ready]").first.wait_for(state="attached")


def until_answered(page: Page) -> None:
    """Wait until all that is shown on *page*, verdicts and the question around them, and where Enter leads, belongs to what is typed now."""
    expect(page.locator("[data-engine=ready], [data-engine=invalid]").first).to_be_attached()
    expect(page.locator("[data-stale], [data-busy], [data-learning]")).to_have_count(0)


KNOWN = (
    # These tests keep the offline copy out of the way; it has tests of its own.
    "Service Worker registration blocked",
    # A page asks for Python early; on a later visit the copy that was kept unpacked is quicker than what it asked for.
    "was preloaded using link preload but not used",
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

    def close(self) -> None:
        """Leave the page; its context goes on."""
        self.context.remove_listener("request", self.request)
        self.page.close()


def choose(page: Page, what: str) -> None:
    """Choose *what*, the selector of something in a menu of the bar."""
    page.locator("[data-menu]", has=page.locator(what)).locator("summary").click()
    page.locator(f"[data-menu] {what}").click()
