"""How often each thing is measured, and what all parts of a measurement share: browser, built site, versions."""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
from typing import TYPE_CHECKING

import make
from benchmarks.visits import site
from browser import launch_options
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.visits import NetworkLine
    from playwright.sync_api import Browser, BrowserContext

# As a project's pages lie on GitHub Pages.
PREFIX = "/sub/path/"


@dataclasses.dataclass
class Plan:
    """How often, and the folder *scratch*; *versions* are filled in by who comes to know them."""

    quick: bool
    scratch: Path
    versions: dict[str, str] = dataclasses.field(default_factory=dict)

    def times(self, usual: int, quick: int = 1) -> int:
        """Return how often something is measured: as *usual*, or where it has to be *quick*."""
        return quick if self.quick else usual

    @contextlib.contextmanager
    def browser(self) -> Iterator[Browser]:
        """Start a Chromium as readers have it for a `with` block, for what no earlier visit makes quicker."""
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options(whole=True))
            self.versions["chromium"] = browser.version
            try:
                yield browser
            finally:
                browser.close()

    @contextlib.contextmanager
    def profile(self) -> Iterator[tuple[Browser, BrowserContext]]:
        """
        Start a Chromium with a new profile on disk for a `with` block.

        A reader has one too; with a profile in memory alone Chromium keeps no compiled code.
        """
        with (
            sync_playwright() as playwright,
            tempfile.TemporaryDirectory(dir=self.scratch, ignore_cleanup_errors=True) as folder,
            playwright.chromium.launch_persistent_context(folder, **launch_options(whole=True)) as context,
        ):
            browser = context.browser
            if browser is None:
                raise RuntimeError("Chromium does not say which version it is")
            self.versions["chromium"] = browser.version
            yield browser, context

    @contextlib.contextmanager
    def site(self) -> Iterator[tuple[str, NetworkLine]]:
        """Serve the site, built once for all parts, inside a `with` block that gets the address and the line."""
        built = self.scratch / "site"
        if not built.is_dir():
            make.build(built, f"http://127.0.0.1{PREFIX}")
        with site(built, PREFIX) as found:
            yield found
