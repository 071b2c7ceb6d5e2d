"""Reading a page in a browser: abbreviations explained, citations copied, little transferred, and what is printed."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

PHONE = {"width": 390, "height": 800}


@pytest.mark.parametrize("language", ["", "en/"])
def test_an_abbreviation_is_explained_under_the_pointer_at_the_focus_and_by_touch(
    first_visit, site: str, language: str
):
    page = first_visit(viewport=PHONE, has_touch=True).new_page()
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


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_a_page_prints_black_on_white_with_its_notes_and_sources(page: Page, site: str, palette: str):
    page.emulate_media(color_scheme=palette)
    page.goto(f"{site}en/guideline/resection/")
    page.emulate_media(media="print")

    expect(page.locator(".prose > p:not([class])").first).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("body")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(page.locator(".status-notes")).to_be_visible()
    expect(page.locator(".header")).to_be_hidden()
    expect(page.locator(".references")).to_be_visible()
    expect(page.locator(".cite [data-citation]")).to_contain_text(
        "https://example.org/liver/site/en/guideline/resection/"
    )


CASE = "#age_years=70&who_grade=G3&primary_site=ileum"


def test_a_page_of_the_guideline_says_what_its_sets_say_of_the_case_that_is_open(page: Page, site: str):
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    box = page.locator("[data-verdicts]")

    page.goto(f"{site}en/guideline/transplantation/")
    box.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert not any("/python/" in url for url in fetched)
    expect(box.locator("[data-verdict]")).to_have_count(0)
    expect(box.locator(".button")).to_have_text("Enter a patient")

    page.goto(f"{site}en/calculators/{CASE}")
    expect(page.locator('[data-set="milan-net-2007"][data-verdict]').first).to_be_attached()
    page.goto(f"{site}en/guideline/transplantation/")
    box.scroll_into_view_if_needed()
    said = box.locator('[data-set="milan-net-2007"]')
    expect(said).to_have_attribute("data-verdict", "not_met")
    expect(said).to_contain_text("criteria not met as published")
    expect(box.locator('[data-set="optn-net"]')).to_contain_text("provisional")
    box.locator(".button").click()
    expect(page).to_have_url(re.compile(r"/en/calculators/#.*age_years=70"))


def test_a_citation_shows_its_work_under_the_pointer_at_the_focus_and_by_touch(first_visit, site: str):
    page = first_visit(viewport=PHONE, has_touch=True).new_page()
    page.goto(f"{site}en/guideline/gist/")
    link, note = page.locator(".citation a").first, page.locator(".abbr-note")
    before = page.url

    link.hover()
    expect(note).to_contain_text("Yonkus JA")
    assert "a b c" not in note.inner_text()
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    expect(note).to_be_hidden()
    link.tap()
    expect(note).to_contain_text("Yonkus JA")
    assert page.url == before
    note.locator("a").last.tap()
    expect(page).to_have_url(re.compile("#ref-yonkus2021"))
    page.locator(".status button").first.hover()
    expect(note).to_contain_text("uncertain")
