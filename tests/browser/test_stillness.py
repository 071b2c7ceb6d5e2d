"""What is on the screen stays where it is, however late fonts, scripts and Python come."""

from collections.abc import Iterator

import pytest
from data.examples import examples
from playwright.sync_api import Browser, Page, Route, expect
from support.site import until_answered, until_ready

LATE = ("**/*.woff2", "**/*.js", "**/*.wasm", "**/*.bin")
READ = {
    "home": "",
    "guideline": "guideline/transplantation/",
    "evidence": "evidence/",
    "list": "about/glossary/",
}
CALCULATED = {
    "board": "calculators/",
    "set": "calculators/milan-net-2007/",
    "factors": "calculators/adam-2006-factors/",
    "worksheet": "calculators/future-liver-remnant/",
}
KINDS = READ | CALCULATED
QUESTIONS = next(iter(examples()))["href"] + "&at=questions"
ARRIVING = {"the questions": f"calculators/{QUESTIONS}"} | {
    f"the case {one['id']}": f"calculators/{one['href']}" for one in examples()
}
UNREADABLE = {
    "a question that nobody asks": "foo_bar=3&primary_site=ileum",
    "an option that is none": "primary_site=mars&tumour_family=neuroendocrine",
    "a number that is none": "age_years=banana&ki67_percent=many&primary_site=ileum",
    "an address that was cut": "sum=abc&age_years=50&primary_site=ileum",
    "one that was changed": "age_years%3D50&primary_site=ileum",
}
SCREENS = {
    "phone": {"width": 390, "height": 844},
    "tablet": {"width": 820, "height": 1180},
    "desktop": {"width": 1300, "height": 900},
}
WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    shifts.push(`${value.toFixed(4)}: ${sources.map(({ node }) => node?.cloneNode?.().outerHTML ?? node?.textContent)}`);
}).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
SETTLED = """
async () => {
  await document.fonts.ready;
  // What a frame moved is reported after it.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done));
  return shifts;
}
"""


def moved(page: Page, address: str) -> list[str]:
    """Return what moves on the page at *address* when all that may come late comes after its first paint."""
    held: list[Route] = []
    open_ = False

    def hold(route: Route) -> None:
        if open_:
            route.continue_()
        else:
            held.append(route)

    for pattern in LATE:
        page.route(pattern, hold)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    page.wait_for_function(PAINTED)
    open_ = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    if "#" in address:
        until_answered(page)
    elif page.locator("[data-engine]").count():
        until_ready(page)
    return page.evaluate(SETTLED)


@pytest.fixture
def fresh_page(chromium: Browser, screen: str) -> Iterator[Page]:
    """Return a page on the *screen* of the test, of a reader for whom nothing is kept."""
    with chromium.new_context(viewport=SCREENS[screen], service_workers="block") as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("screen", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_nothing_moves_when_what_is_late_comes(fresh_page: Page, site: str, language: str, kind: str):
    assert moved(fresh_page, f"{site}{'' if language == 'el' else 'en/'}{KINDS[kind]}") == []


@pytest.mark.parametrize(
    ("language", "screen", "case"),
    # Each case on each screen, and both in both languages.
    [
        (("el", "en")[(at + of) % 2], screen, case)
        for at, screen in enumerate(SCREENS)
        for of, case in enumerate(ARRIVING)
    ],
)
def test_a_case_that_comes_with_the_page_moves_nothing(fresh_page: Page, site: str, language: str, case: str):
    page = fresh_page
    folder = f"{site}{'' if language == 'el' else 'en/'}"
    shifts = moved(page, f"{folder}{ARRIVING[case]}")
    # The same where it is still in the tab.
    page.goto(f"{folder}about/intended-use/")
    moved(page, f"{folder}calculators/")
    until_answered(page)
    kept = page.evaluate(SETTLED)
    held = page.locator("[data-arriving]").count()

    assert (shifts, kept, held) == ([], [], 0)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", ["milan-net-2007", "frilling-2014-resection", "optn-net", "net-survival-factors"])
def test_a_case_that_comes_to_the_page_of_one_set_moves_nothing(fresh_page: Page, site: str, path: str):
    assert moved(fresh_page, f"{site}calculators/{path}/{next(iter(examples()))['href']}") == []


@pytest.mark.parametrize(
    ("kind", "screen", "case"),
    # Each case on each screen, and all on each kind of page.
    [
        (kind, list(SCREENS)[(at + of) % len(SCREENS)], case)
        for at, kind in enumerate(("board", "set", "factors", "worksheet"))
        for of, case in enumerate(UNREADABLE)
    ],
)
def test_what_is_said_of_an_address_that_cannot_be_read_moves_nothing(
    fresh_page: Page, site: str, kind: str, case: str
):
    shifts = moved(fresh_page, f"{site}en/{CALCULATED[kind]}#{UNREADABLE[case]}")
    said = fresh_page.locator("[data-told]").inner_text()

    assert (shifts, bool(said.strip())) == ([], True)


def test_what_is_said_of_an_address_is_in_sight_until_it_is_closed(page: Page, site: str):
    page.goto(f"{site}en/calculators/#age_years=banana&foo_bar=3&at=results")
    until_answered(page)
    told = page.locator(".told")
    expect(told).to_be_in_viewport()
    expect(told).to_contain_text("could not be read")

    told.locator("[data-close-told]").click()
    expect(told).to_be_hidden()
    # What is mistyped from then on is said in its place in the page, and covers nothing.
    page.locator("#age_years").fill("50")
    until_answered(page)
    page.locator("#age_years").fill("bananas")
    expect(page.locator(".calculator [data-unreadable]")).to_be_visible()
    expect(told).to_be_hidden()


@pytest.mark.parametrize("path", ["calculators/adam-2006-factors/", "calculators/milan-net-2007/", "calculators/"])
def test_nothing_is_held_back_once_the_answer_is_there(page: Page, site: str, path: str):
    page.goto(f"{site}en/{path}#primary_site=ileum&at=questions")
    page.wait_for_function("() => document.documentElement.dataset.arriving === undefined")
    until_answered(page)

    expect(page.locator(".case__reset")).to_be_visible(timeout=1000)


@pytest.mark.parametrize("fault", ["**/assets/python/**", "**/assets/calculators/questions.*.js", "**/*.js"])
def test_what_waits_for_a_case_is_there_where_its_answer_does_not_come(chromium: Browser, site: str, fault: str):
    context = chromium.new_context(viewport=SCREENS["desktop"], service_workers="block")
    page = context.new_page()
    page.route(fault, lambda route: route.abort())
    page.goto(f"{site}en/calculators/{next(iter(examples()))['href']}")

    for place in ("#results", "[data-matrix]", ".case__reset", "#field-who_grade"):
        expect(page.locator(place)).to_be_visible(timeout=20_000)
    context.close()
