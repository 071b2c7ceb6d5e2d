"""The pages as every reader meets them: accessible, at home in their origin, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect
from support.site import choose, until_answered, violations

FULL = (
    "#age_years=54.5&tumour_family=neuroendocrine&primary_site=ileum&differentiation=well&ki67_percent=9&mitoses_per_2mm2=1&liver_involvement_percent=60"
    "&stable_since_date=2026-06-01&assessment_date=2026-10-01&primary_resection=separate_curative&extrahepatic_disease=none&serious_comorbidity=false"
)


def test_no_state_of_the_board_has_an_accessibility_violation(faulty_page: Page, site: str):
    page = faulty_page
    held = []
    page.route(re.compile(r"/assets/python/(?!engine)"), lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks the function, and cannot mark a built-in one)
    found = {}

    def look(state: str, within: str = "html") -> None:
        expect(page.locator("[data-engine]")).to_have_attribute("data-engine", state)
        found[state] = violations(page, within)

    page.goto(f"{site}en/calculators/")
    look("loading", "[data-engine], .bar, .calculator__results")
    held[0].abort()
    look("failed", "[data-engine], .bar, .calculator__results")
    page.unroute_all()
    page.locator("[data-retry]").click()
    until_answered(page)
    look("ready")
    page.locator("#ki67_percent").fill("150")
    until_answered(page)
    look("invalid", "[data-engine], .bar, [data-case]")

    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_no_answer_and_no_dialog_of_the_board_has_an_accessibility_violation(page: Page, site: str, palette: str):
    page.emulate_media(color_scheme=palette)
    page.goto(f"{site}en/calculators/{FULL}")
    until_answered(page)
    found = {"board": violations(page)}
    for question in ("missing", "change", "robustness", "map", "compare"):
        page.locator(f"#tab-{question}").click()
        if question == "compare":
            page.locator("[data-compare-date]").fill("2026-11-01")
        until_answered(page)
        expect(page.locator(f"#panel-{question} [data-answer] > :not(p:only-child)").first).to_be_visible()
        found[question] = violations(page, "[data-questions]")
    for dialog in ("sheet", "code", "keys"):
        if dialog == "sheet":
            page.locator("[data-dialog-open=sheet]").click()
        else:
            choose(page, f"[data-dialog-open={dialog}]")
        expect(page.locator(f"dialog[data-dialog={dialog}]")).to_be_visible()
        found[dialog] = violations(page, "dialog[open]")
        page.keyboard.press("Escape")
    page.locator("[data-worksheet-open=who-grade]").first.click()
    expect(page.locator("dialog[data-dialog=worksheet]")).to_be_visible()
    until_answered(page)
    found["worksheet"] = violations(page, "dialog[open]")

    assert {part: wrong for part, wrong in found.items() if wrong} == {}


def test_the_page_for_what_is_not_there_speaks_both_languages(page: Page, site: str):
    answered = page.request.get(f"{site}no/such/page/")

    assert answered.status == 404
    assert 'lang="el"' in answered.text()
    assert 'lang="en"' in answered.text()


def test_nothing_of_the_search_is_fetched_before_it_is_opened(page: Page, site: str):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}en/")
    page.wait_for_load_state("networkidle")
    assert not any("/search/" in url for url in fetched)

    page.keyboard.press("/")
    page.locator("#search input").fill("portal")

    expect(page.locator("#search .search-results a").first).to_be_visible()
    assert any("/search/" in url for url in fetched)


def test_the_page_behind_a_dialog_stays_where_it_is(page: Page, site: str):
    page.goto(f"{site}en/calculators/")
    scrolls = "() => getComputedStyle(document.documentElement).overflowY"
    for opener in ("[data-search-open]", "[data-menu-open]"):
        before = page.evaluate(scrolls)
        page.locator(opener).click()
        assert (before, page.evaluate(scrolls)) == ("visible", "hidden")
        page.keyboard.press("Escape")
        page.wait_for_function("() => !document.querySelector('dialog[open]')")

    assert page.evaluate(scrolls) == "visible"
