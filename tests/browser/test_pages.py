"""Each page as every reader meets it, opened once for all: accessible, at home in its origin, light, and no wider than a small phone."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from support.site import AXE, PAGES, Watched, leave_open, new_reader, until_ready, violations

from calculators.model.text import LANGUAGES, Language

CASE = "#age_years=57&primary_site=pancreas&who_grade=G2&ki67_percent=8&carcinoid_heart_disease=severe&liver_involvement_percent=50"
FOLDERS = {"el": "", "en": "en/"}
# Between them both palettes and both widths; the states of the board are seen in more of their combinations.
READERS = {
    "el": {"color_scheme": "light", "viewport": {"width": 390, "height": 900}},
    "en": {"color_scheme": "dark", "viewport": {"width": 1300, "height": 900}},
}
READ = ("guideline/", "evidence/", "about/")
"""The pages that are read and ask nothing."""
SMALL_PHONE = {"width": 320, "height": 640}
TRANSFER_BYTES = 100_000


@pytest.fixture(scope="module")
def readers(chromium: Browser, site: str) -> Iterator[dict[Language, BrowserContext]]:
    """Return a reader of each language, who has at hand what an earlier page fetched."""
    contexts = {language: new_reader(chromium, **READERS[language]) for language in LANGUAGES}
    for context in contexts.values():
        context.add_init_script(AXE)
        leave_open(context, site)
    yield contexts
    for context in contexts.values():
        context.close()


def transferred(addresses: set[str], site: str, site_dir: Path) -> int:
    """Return the bytes behind *addresses* as the server of the published site sends them: text compressed."""
    total = 0
    for address in addresses:
        path = site_dir / address.removeprefix(site).partition("#")[0]
        content = (path / "index.html" if path.is_dir() else path).read_bytes()
        total += len(content if path.suffix in {".woff2", ".png"} else gzip.compress(content))
    return total


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "start")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_fit_for_every_reader(
    readers: dict[Language, BrowserContext], site: str, site_dir: Path, language: Language, path: str
):
    """Every fault that is found is named: by axe, by the console, by the policy, in what is fetched, in what is too wide."""
    calculator = path.startswith("calculators/")
    watched = Watched(readers[language], site)
    page = watched.page
    page.goto(f"{site}{FOLDERS[language]}{path}{CASE if calculator else ''}")
    # On a page to read, Python waits until a reader comes near.
    if calculator and page.locator("[data-calculator-root]").count():
        until_ready(page)
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    faults = {
        "language": [spoken for spoken in [page.evaluate("document.documentElement.lang")] if spoken != language],
        "policy": [unsafe for unsafe in ("unsafe-inline", "'unsafe-eval'") if unsafe in policy],
        # What a script sets through the object model of styles is allowed: on the root, and on the results.
        "styles in the page": page.locator("[style]:not(html, .calculator__results)").all(),
        "accessibility": violations(page),
    }
    page.wait_for_load_state("networkidle")
    if path.startswith(READ):
        faults["Python where nothing is asked"] = [one for one in watched.asked if "/assets/python/" in one]
        size = transferred(watched.asked, site, site_dir)
        faults["bytes"] = [size] if size > TRANSFER_BYTES else []
    page.set_viewport_size(SMALL_PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    faults["width on a small phone"] = [width] if width > SMALL_PHONE["width"] else []
    faults["errors, violations of the policy, requests to another origin"] = watched.wrong
    watched.close()

    assert {fault: found for fault, found in faults.items() if found} == {}
