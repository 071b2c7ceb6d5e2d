"""The pages as every reader meets them: accessible, at home in their origin, in both languages."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from support.site import PAGES, violations

EXAMPLE = "#age_years=57&primary_site=pancreas&who_grade=G2&ki67_percent=8&carcinoid_heart_disease=severe&liver_involvement_percent=50"
FULL = (
    "#age_years=54.5&tumour_family=neuroendocrine&primary_site=ileum&differentiation=well&ki67_percent=9&mitoses_per_2mm2=1&liver_involvement_percent=60"
    "&stable_since_date=2026-06-01&assessment_date=2026-10-01&primary_resection=separate_curative&extrahepatic_disease=none&serious_comorbidity=false"
)


# Each page is seen in both languages, in both palettes and at both widths; the board's states below in more of their
# combinations.
@pytest.mark.parametrize(("language", "palette", "width"), [("", "light", 390), ("en/", "dark", 1300)])
def test_no_page_has_an_accessibility_violation(chromium: Browser, site: str, language: str, palette: str, width: int):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=palette, service_workers="block", bypass_csp=True
    )
    page = context.new_page()
    found = {}
    for path in PAGES:
        calculator = path.startswith("calculators/")
        page.goto(f"{site}{language}{path}{EXAMPLE if calculator else ''}")
        if calculator and page.locator("[data-calculator-root]").count():
            expect(page.locator("[data-engine=ready]")).to_be_attached()
        if wrong := violations(page):
            found[path] = wrong
    context.close()

    assert found == {}


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
    for question in ("missing", "change", "firm", "map", "compare"):
        page.locator(f"#tab-{question}").click()
        if question == "compare":
            page.locator("[data-compare-date]").fill("2026-11-01")
        expect(page.locator(f"#panel-{question} [data-answer] > :not(p:only-child)").first).to_be_visible()
        if wrong := violations(page):
            found[question] = wrong
    for dialog in ("sheet", "code", "keys"):
        page.locator(f"[data-dialog-open={dialog}]").click()
        expect(page.locator(f"dialog[data-dialog={dialog}]")).to_be_visible()
        if wrong := violations(page):
            found[dialog] = wrong
        page.keyboard.press("Escape")
    page.locator("[data-measure-open=who-grade]").first.click()
    expect(page.locator("dialog[data-dialog=measure]")).to_be_visible()
    if wrong := violations(page):
        found["measure"] = wrong
    context.close()

    assert found == {}


@pytest.mark.parametrize("path", [f"{language}{path}" for language in ("", "en/") for path in PAGES])
def test_a_page_stays_in_its_origin_and_its_policy(page: Page, site: str, path: str):
    """The page fixture fails on any error, violation or request to another origin."""
    page.goto(f"{site}{path}")
    page.wait_for_load_state("networkidle")

    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert page.locator("[style]").count() == 0
    assert page.evaluate("document.documentElement.lang") == ("en" if path.startswith("en/") else "el")


@pytest.mark.parametrize("path", [f"{language}{path}" for language in ("", "en/") for path in PAGES])
def test_a_small_phone_needs_no_sideways_scrolling(chromium: Browser, site: str, path: str):
    context = chromium.new_context(viewport={"width": 320, "height": 640}, service_workers="block")
    page = context.new_page()
    page.route("**/assets/python/**", lambda route: route.abort())  # the layout needs no rules
    page.goto(f"{site}{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


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
    assert not any("pagefind" in url for url in fetched)

    page.keyboard.press("/")
    page.locator("#search input").fill("portal")

    expect(page.locator("#search .search-results a").first).to_be_visible()
    assert any("pagefind" in url for url in fetched)
