"""The copy that is kept for reading without a network, calculators included."""

from pathlib import Path

from playwright.sync_api import Browser, expect
from serve import serving
from support.site import PREFIX

CASE = "#age_years=70&primary_site=ileum"
KEPT = """async () => {
    const names = (await caches.keys()).filter((name) => name.endsWith("python"));
    const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return files.reduce((sum, count) => sum + count, 0);
}"""


def test_pages_and_calculators_work_with_the_server_gone(chromium: Browser, site_dir: Path):
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    with serving(site_dir, PREFIX) as site:
        page.goto(f"{site}en/calculators/{CASE}")
        for _ in range(120):
            if page.evaluate(KEPT) >= 3:
                break
            page.wait_for_timeout(250)
        else:
            raise AssertionError("Python was not kept within 30 seconds")

    page.goto(f"{site}calculators/milan-net-2007/{CASE}")
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "not_met")
    page.goto(f"{site}en/guideline/transplantation/")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{site}no/such/page/")
    expect(page.locator("[lang=en]").first).to_be_visible()
    context.close()
