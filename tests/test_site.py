"""The pages as every reader meets them: accessible, at home in their origin, in both languages."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parent.parent
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
PAGES = sorted(
    re.sub(r"(^|/)index\.md$", r"\1", str(path.relative_to(ROOT / "docs/el"))).replace(".md", "/")
    for path in (ROOT / "docs/el").rglob("*.md")
)
EXAMPLE = "#age_years=57&primary_site=pancreas&who_grade=G2&ki67_percent=8&carcinoid_heart_disease=severe&liver_involvement_percent=50"
FULL = (
    "#age_years=54.5&tumour_family=neuroendocrine&primary_site=ileum&differentiation=well&ki67_percent=9&mitoses_per_2mm2=1&liver_involvement_percent=60"
    "&stable_since_date=2026-06-01&assessment_date=2026-10-01&primary_resection=separate_curative&extrahepatic_disease=none&serious_comorbidity=false"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return what axe finds on *page*: the rule and the elements."""
    page.evaluate(AXE)
    found = page.evaluate("(rules) => axe.run(document, { runOnly: { type: 'tag', values: rules } })", RULES)
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:5]}" for one in found["violations"]]


# Each page is seen in both languages, in both palettes and at both widths; the board's states below in more of their combinations.
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


@pytest.mark.parametrize("path", PAGES)
def test_the_language_switch_leads_to_the_same_page(site_dir: Path, path: str):
    """Following it, with a case, is a journey of its own in test_browser.py."""
    greek, english = site_dir / path, site_dir / "en" / path
    for here, there in ((greek, english), (english, greek)):
        links = re.findall(r"<a\b[^>]*data-language-switch[^>]*>", (here / "index.html").read_text(encoding="utf-8"))
        targets = {(here / re.search(r'href="([^"]*)"', link)[1]).resolve() for link in links}
        assert links
        assert targets == {there.resolve()}


def test_every_link_inside_the_site_leads_somewhere(site_dir: Path):
    broken = []
    pages = {path: path.read_text(encoding="utf-8") for path in site_dir.rglob("*.html") if path.name != "404.html"}
    for path, html in pages.items():
        for address in re.findall(r'(?:href|src)="([^"]+)"', html):
            target, _, anchor = address.partition("#")
            if re.match(r"[a-z]+:", target) or "=" in anchor:
                continue
            file = (path.parent / target.partition("?")[0]).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (
                anchor and file.suffix == ".html" and f'id="{anchor}"' not in file.read_text(encoding="utf-8")
            ):
                broken.append(f"{path.relative_to(site_dir)}: {address}")

    assert broken == []


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
