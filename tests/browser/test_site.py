"""The pages as every reader meets them: accessible, at home in their origin, in both languages."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from support.site import choose, violations

FULL = (
    "#age_years=54.5&tumour_family=neuroendocrine&primary_site=ileum&differentiation=well&ki67_percent=9&mitoses_per_2mm2=1&liver_involvement_percent=60"
    "&stable_since_date=2026-06-01&assessment_date=2026-10-01&primary_resection=separate_curative&extrahepatic_disease=none&serious_comorbidity=false"
)


@pytest.mark.parametrize("state", ["empty", "invalid", "loading", "failed"])
def test_no_state_of_the_board_has_an_accessibility_violation(chromium: Browser, site: str, state: str):
    context = chromium.new_context(viewport={"width": 1300, "height": 900}, service_workers="block", bypass_csp=True)
    page = context.new_page()
    if state in {"loading", "failed"}:
        page.route(
            re.compile(r"/assets/python/(?!engine)"),
            (lambda _: None) if state == "loading" else (lambda route: route.abort()),
        )
    page.goto(f"{site}en/calculators/{'#ki67_percent=150' if state == 'invalid' else ''}")
    wanted = "ready" if state == "empty" else state
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", wanted)

    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_no_answer_and_no_dialog_of_the_board_has_an_accessibility_violation(
    chromium: Browser, site: str, palette: str
):
    context = chromium.new_context(
        viewport={"width": 1300, "height": 900}, color_scheme=palette, service_workers="block", bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{site}en/calculators/{FULL}")
    found = {}
    for question in ("missing", "change", "robustness", "map", "compare"):
        page.locator(f"#tab-{question}").click()
        if question == "compare":
            page.locator("[data-compare-date]").fill("2026-11-01")
        expect(page.locator(f"#panel-{question} [data-answer] > :not(p:only-child)").first).to_be_visible()
        if wrong := violations(page):
            found[question] = wrong
    for dialog in ("sheet", "code", "keys"):
        if dialog == "sheet":
            page.locator("[data-dialog-open=sheet]").click()
        else:
            choose(page, f"[data-dialog-open={dialog}]")
        expect(page.locator(f"dialog[data-dialog={dialog}]")).to_be_visible()
        if wrong := violations(page):
            found[dialog] = wrong
        page.keyboard.press("Escape")
    page.locator("[data-worksheet-open=who-grade]").first.click()
    expect(page.locator("dialog[data-dialog=worksheet]")).to_be_visible()
    if wrong := violations(page):
        found["worksheet"] = wrong
    context.close()

    assert found == {}


def test_the_page_for_what_is_not_there_speaks_both_languages(page: Page, site: str, context):
    context.on("console", lambda _: None)
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
