"""How often each thing is measured, and what all parts of a measurement share: browser, built site, versions."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import TYPE_CHECKING

import make
from benchmarks.visits import site
from browser import launch_options
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.visits import NetworkLine
    from playwright.sync_api import Browser

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
        """Start a Chromium as readers have it for a `with` block: one without windows keeps no compiled code."""
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options(whole=True))
            self.versions["chromium"] = browser.version
            try:
                yield browser
            finally:
                browser.close()

    @contextlib.contextmanager
    def site(self) -> Iterator[tuple[str, NetworkLine]]:
        """Serve the site, built once for all parts, inside a `with` block that gets the address and the line."""
        built = self.scratch / "site"
        if not built.is_dir():
            make.build(built, f"http://127.0.0.1{PREFIX}")
        with site(built, PREFIX) as found:
            yield found
