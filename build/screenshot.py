"""The picture of the board in the README: `python build/screenshot.py` takes it anew."""

import tempfile
from pathlib import Path

import make
from browser import launch_options, show_with_fonts
from data.examples import examples
from paths import DOCS
from playwright.sync_api import sync_playwright
from serve import serving

PICTURE = DOCS / "board.png"
CASE = next(one for one in examples() if one["id"] == "disagreement")


def main() -> None:
    """Build the site, open the board with the case on which the sets disagree, and take the picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site_dir = Path(folder) / "site"
        make.build(site_dir, "http://127.0.0.1/")
        browser = playwright.chromium.launch(**launch_options())
        with serving(site_dir) as site:
            page = browser.new_page(viewport={"width": 1280, "height": 1100}, color_scheme="light")
            show_with_fonts(page)
            page.goto(f"{site}en/calculators/{CASE['href']}")
            page.locator("[data-set][data-verdict]").first.wait_for()
            page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
