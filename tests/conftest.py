"""The built site under a sub-path, and a browser that looks at it."""

from collections.abc import Iterator
from pathlib import Path

import make
import pytest
from browser import BrowserMissing, installs_packages, launch_options, webkit_command
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serve import serving
from webkit import WebKit
from webkit import webkit as started

PREFIX = "/liver/site/"


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site, built for a sub-path as GitHub Pages has it."""
    folder = tmp_path_factory.mktemp("built") / "site"
    make.build(folder, f"https://example.org{PREFIX}")
    return folder


@pytest.fixture(scope="session")
def site(site_dir: Path) -> Iterator[str]:
    """Return the address of the served site, with a slash at its end."""
    with serving(site_dir, PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return one browser for all tests; without one the tests fail, they are never skipped."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture
def webkit() -> Iterator[WebKit]:
    """Return a WebKit. Where it can be installed, the tests fail without one; on other systems they are left out, and say so."""
    try:
        webkit_command()
    except BrowserMissing as missing:
        if installs_packages():
            raise
        pytest.skip(str(missing))
    with started() as window:
        yield window


class Watched:
    """A page, and what it did that it must not do: errors, violations of its policy, requests to another origin."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.wrong: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self.said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        context.on("request", self.request)

    def said(self, message) -> None:
        # These tests keep the offline copy out of the way; it has tests of its own.
        if message.type in {"error", "warning"} and "Service Worker registration blocked" not in message.text:
            self.wrong.append(message.text)

    def request(self, request) -> None:
        if not request.url.startswith((self.site, "blob:", "data:")):
            self.wrong.append(f"request to {request.url}")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a fresh browser context: nothing cached, nothing stored."""
    fresh = chromium.new_context(viewport={"width": 1300, "height": 900}, service_workers="block")
    fresh.set_default_timeout(15_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """Return a page that must end without an error, a violation of its policy, or a request to another origin."""
    watched = Watched(context, site)
    yield watched.page
    assert watched.wrong == []


@pytest.fixture
def faulty_page(context: BrowserContext, site: str) -> Page:
    """Return a page on which things are made to go wrong."""
    return Watched(context, site).page
