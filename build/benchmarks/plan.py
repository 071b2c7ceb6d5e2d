"""How often each thing is measured, and what all parts of a measurement share."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import TYPE_CHECKING

from browser import launch_options
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@dataclasses.dataclass
class Plan:
    """How often; *versions* are filled in by who comes to know them."""

    quick: bool
    runs: int
    slow_runs: int
    changes: int
    versions: dict[str, str] = dataclasses.field(default_factory=dict)

    @contextlib.contextmanager
    def browser(self) -> Iterator[Browser]:
        """Start Chromium for a `with` block."""
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            self.versions["chromium"] = browser.version
            try:
                yield browser
            finally:
                browser.close()
