"""The copy that is kept for reading without a network, calculators included."""

from pathlib import Path

from playwright.sync_api import expect
from serve import serving
from support.site import PREFIX, until_answered

CASE = "#age_years=70&primary_site=ileum"
KEPT = """async (count) => {
    const name = (await caches.keys()).find((name) => name.endsWith("python"));
    return name && (await (await caches.open(name)).keys()).length === count;
}"""


def test_pages_and_calculators_work_with_the_server_gone(first_visit, site_dir: Path):
    page = first_visit(service_workers="allow").new_page()
    with serving(site_dir, PREFIX) as site:
        page.goto(f"{site}en/calculators/{CASE}")
        page.wait_for_function(KEPT, arg=len(list((site_dir / "assets/python").iterdir())), polling=100)

    page.goto(f"{site}calculators/milan-net-2007/{CASE}")
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "not_met")
    page.goto(f"{site}en/guideline/transplantation/")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{site}no/such/page/")
    expect(page.locator("[lang=en]").first).to_be_visible()


LAID_OUT = "['.strip *', '.sets *'].map((part) => document.querySelector(part)?.checkVisibility())"


def test_a_board_that_the_browser_holds_is_first_seen_with_its_case(first_visit, site: str):
    page = first_visit(service_workers="allow").new_page()
    page.add_init_script(
        f"""requestAnimationFrame(() => {{ globalThis.firstSeen = {{
            age: document.querySelector('#age_years')?.value,
            waits: document.documentElement.dataset.arriving === "",
            laidOut: {LAID_OUT},
        }}; }})"""
    )
    page.goto(f"{site}en/calculators/{CASE}")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.goto("about:blank")

    page.goto(f"{site}en/calculators/{CASE}")

    until_answered(page)
    # Results are laid out with their answer, once.
    first = page.evaluate("firstSeen")
    assert (first["age"], first["laidOut"]) == ("70", [not first["waits"]] * 2)
    assert page.evaluate(LAID_OUT) == [True, True]
