"""The search dialog in a browser: how it says what was found, and how a result is reached by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.site import new_reader


@pytest.fixture(scope="module")
def searching(chromium: Browser, site: str) -> Iterator[Page]:
    """Return an English page whose search is open."""
    context = new_reader(chromium)
    page = context.new_page()
    page.goto(f"{site}en/about/intended-use/")
    page.locator("[data-search-open]").click()
    yield page
    context.close()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("$& xyz", re.escape("Nothing was found for “$& xyz”")),
        ("xylophone", "no exact match|Nothing was found"),
        ("TACE", r"(The first )?\d+ results for “TACE”"),
    ],
)
def test_the_dialog_says_what_was_found_for_the_query_as_typed(searching: Page, query: str, says: str):
    searching.locator("#search input").fill(query)

    expect(searching.locator("#search [role=status]")).to_have_text(re.compile(says))


def test_a_result_says_what_it_is_and_shows_the_words(searching: Page):
    searching.locator("#search input").fill("contraindications to embolisation")
    result = searching.locator("#search ol a").first

    expect(result.locator(".search-kind")).to_have_text("Calculator")
    expect(searching.locator("#search ol mark").first).to_be_visible()


def test_a_result_is_reached_and_opened_by_keyboard(page: Page, site: str):
    page.goto(f"{site}en/")
    page.keyboard.press("/")
    expect(page.locator("#search input")).to_be_focused()
    page.keyboard.type("GIST")
    expect(page.locator("#search [role=status]")).to_contain_text("“GIST”")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search ol a").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}en/guideline/gist/")
