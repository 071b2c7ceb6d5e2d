"""Reading a page in a browser: abbreviations explained, citations copied, little transferred, and what is printed."""

import re
from datetime import date
from pathlib import Path

import pytest
from paths import DOCS
from playwright.sync_api import Browser, Page, expect

PAGES = sorted(path.relative_to(DOCS / "el").as_posix() for path in (DOCS / "el").rglob("*.md"))


@pytest.mark.parametrize("language", ["", "en/"])
def test_an_abbreviation_is_explained_under_the_pointer_at_the_focus_and_by_touch(
    chromium: Browser, site: str, language: str
):
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True, service_workers="block")
    page = context.new_page()
    page.goto(f"{site}{language}guideline/resection/")
    link, note = page.locator("a.abbr").first, page.locator(".abbr-note")
    before = page.url

    link.hover()
    expect(note).to_be_visible()
    expect(note).to_contain_text(link.inner_text())
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.mouse.move(0, 0)
    link.tap()
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.url == before
    page.keyboard.press("Escape")
    page.locator("h1 ~ p a").first.focus()
    while not page.evaluate("document.activeElement.matches('a.abbr')"):
        page.keyboard.press("Tab")
    expect(note).to_be_visible()
    context.close()


def test_a_citation_is_copied_with_today_s_date(page: Page, site: str, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}en/guideline/resection/")
    page.locator(".cite [data-copy]").click()

    expect(page.locator("[data-copied]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    year = date.today().year  # noqa: DTZ011 (the reader's day)
    assert re.search(rf"cited {year} [A-Z][a-z]{{2}} \d+\]\. Available from: https://example\.org/", copied)


def test_the_files_of_a_citation_are_there(page: Page, site: str):
    page.goto(f"{site}guideline/resection/")
    for link in page.locator(".cite-actions a").all():
        answer = page.request.get(
            page.evaluate("(address) => new URL(address, document.baseURI).href", link.get_attribute("href"))
        )
        assert answer.ok
        assert "guideline/resection/" in answer.text()


@pytest.mark.parametrize(
    "page_path", [page for page in PAGES if page.split("/")[0] in {"guideline", "evidence", "about"}]
)
@pytest.mark.parametrize("language", ["", "en/"])
def test_a_page_that_is_read_transfers_little_and_starts_no_python(
    site_dir: Path, page: Page, site: str, language: str, page_path: str
):
    """Counted as the server of the published site sends it: text compressed."""
    import gzip  # noqa: PLC0415 (only here)

    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}{language}{re.sub(r'(^|/)index\.md$|\.md$', r'\1/', page_path).strip('/')}/")
    page.wait_for_load_state("networkidle")

    total = 0
    for address in set(asked):
        path = site_dir / address.removeprefix(site).partition("#")[0]
        content = (path / "index.html" if path.is_dir() else path).read_bytes()
        total += len(content) if path.suffix in {".woff2", ".png"} else len(gzip.compress(content))
    assert not any("/assets/python/" in address for address in asked)
    assert total <= 150_000


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_a_page_prints_black_on_white_with_its_notes_and_sources(chromium: Browser, site: str, palette: str):
    context = chromium.new_context(color_scheme=palette, service_workers="block")
    page = context.new_page()
    page.goto(f"{site}en/guideline/resection/")
    page.emulate_media(media="print")

    colours = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('.prose > p:not([class])')); return [s.color, getComputedStyle(document.body).backgroundColor]; }"
    )
    assert colours == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    expect(page.locator(".status-notes")).to_be_visible()
    expect(page.locator(".header")).to_be_hidden()
    expect(page.locator(".references")).to_be_visible()
    expect(page.locator(".cite [data-citation]")).to_contain_text(
        "https://example.org/liver/site/en/guideline/resection/"
    )
    context.close()
