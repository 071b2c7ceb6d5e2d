"""Addresses in a real browser: on a first load and in an open page, in every page that reads them; and what is typed, kept in them."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from render.worksheets import computed
from support.site import case_in, until_answered, until_ready

from calculators.version import RULES_VERSION
from calculators.worksheets.registry import WORKSHEETS

PAGES = (
    "calculators/",
    "calculators/milan-net-2007/",
    "calculators/who-grade/",
    "calculators/verify/",
)
WRONG = {
    f"#age_years=50&receipt={RULES_VERSION}-aaaa-aaaa-aaaa-aaaa": "does not fit",
    "#sum=abc&age_years=50": "cut or changed on its way",
    "#age_years%3D50": "had been changed on its way",
    "#nothing": "neither a case nor a section",
}


def said(page: Page):
    return page.locator("[data-address-said]")


def typed(page: Page) -> list[list[str]]:
    """Return what the controls of a worksheet hold."""
    return page.evaluate(
        """() => [...document.querySelectorAll("[data-asked] :is(select, input[type=text], input:checked)")]
            .map((one) => [one.closest("[data-asked]").dataset.asked, one.value]).filter(([, value]) => value)"""
    )


@pytest.mark.parametrize("address", WRONG)
@pytest.mark.parametrize("path", PAGES)
def test_what_is_wrong_with_an_address_is_said_on_load_and_in_the_open_page(
    page: Page, site: str, path: str, address: str
):
    # A page for checking receipts says it as the result of the check.
    place = page.locator("[data-result]") if path.endswith("verify/") and "receipt" in address else said(page)
    page.goto(f"{site}en/{path}{address}")
    expect(place).to_contain_text(WRONG[address])

    page.goto("about:blank")
    page.goto(f"{site}en/{path}#age_years=40")
    expect(place).to_be_hidden()
    page.evaluate("(hash) => { location.hash = hash; }", address)
    expect(place).to_contain_text(WRONG[address])


@pytest.mark.parametrize("path", ["calculators/", "calculators/milan-net-2007/"])
def test_another_address_is_not_written_over_before_the_page_has_heard_of_it(page: Page, site: str, path: str):
    """A link is pressed while what is typed is kept, or a verdict comes: the link's case is the later one."""
    page.goto(f"{site}{path}#age_years=40")
    until_answered(page)
    page.evaluate(
        """() => {
            location.hash = "#age_years=70";
            document.querySelector("#age_years").dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )

    expect(page.locator("#age_years")).to_have_value("70")
    expect(page.locator('[data-set="milan-net-2007"] [data-criterion="age"]')).to_have_attribute(
        "data-truth", "not_met"
    )
    assert case_in(page) == {"age_years": "70"}

    page.locator("#age_years").fill("71")
    expect(page).to_have_url(re.compile("age_years=71$"))


def test_what_was_typed_a_moment_ago_is_kept_by_the_address_that_is_left(page: Page, site: str):
    page.goto(f"{site}en/calculators/#age_years=40")
    until_answered(page)
    page.evaluate(
        """() => {
            const control = document.querySelector("#age_years");
            control.value = "54";
            control.dispatchEvent(new Event("input", { bubbles: true }));
            location.assign("../guideline/");
        }"""
    )
    page.wait_for_url(f"{site}en/guideline/")

    page.go_back()

    expect(page.locator("#age_years")).to_have_value("54")
    assert case_in(page) == {"age_years": "54"}


@pytest.mark.parametrize("path", ["", "en/"])
@pytest.mark.parametrize("end", ["#nothing", "#100%", "#%E0%A4%A"])
def test_the_teaching_page_works_under_any_fragment(page: Page, site: str, path: str, end: str):
    page.goto(f"{site}{path}calculators/teaching/{end}")

    expect(page.locator("body")).to_have_attribute("data-teaching", "ready")
    expect(said(page).locator("li")).to_have_count(1)


@pytest.mark.parametrize("sign", ["%23", "%2523"])
def test_answers_in_a_path_are_moved_behind_the_sign_and_sent_nowhere_again(
    context: BrowserContext, site: str, sign: str
):
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong = f"{site}en/calculators/{sign}age_years=54&who_grade=G2"

    page.goto(wrong)

    page.wait_for_url(f"{site}en/calculators/#*")
    expect(said(page)).to_contain_text("were therefore sent to the host")
    expect(page.locator("#age_years")).to_have_value("54")
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", re.compile("."))
    assert case_in(page) == {"age_years": "54", "who_grade": "G2"}
    assert [url for url in asked if "age_years" in url.partition("#")[0]] == [wrong]


def test_no_path_leads_to_another_site(context: BrowserContext, site: str):
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/example.org/%23age_years=54")
    page.wait_for_url(f"{site}/example.org/#*")

    assert [url for url in asked if not url.startswith(site)] == []


@pytest.mark.parametrize(
    ("path", "other"),
    [("calculators/", "en/calculators/"), ("en/calculators/milan-net-2007/", "calculators/milan-net-2007/")],
)
def test_what_is_typed_stays_when_the_rules_never_come(faulty_page: Page, site: str, path: str, other: str):
    page = faulty_page
    page.route("**/assets/python/**", lambda route: route.abort())
    page.goto(f"{site}{path}")
    page.locator("#age_years").fill("54,5")
    page.locator("#liver_involvement_percent").fill("much")

    page.reload()
    expect(page.locator("#age_years")).to_have_value("54,5")
    page.locator("[data-language-switch]").first.click()
    page.wait_for_url(f"{site}{other}#*")
    expect(page.locator("#age_years")).to_have_value("54,5")
    expect(page.locator("#liver_involvement_percent")).to_have_value("much")


def test_a_case_stays_in_its_tab_from_page_to_page_until_it_is_cleared(context: BrowserContext, page: Page, site: str):
    page.goto(f"{site}en/calculators/")
    page.locator("#age_years").fill("54")
    page.locator("#liver_involvement_percent").fill("much")

    # By the menu, over pages that know of no case.
    for section in ("Guideline", "Evidence"):
        page.locator(".sections").get_by_role("link", name=section).click()
        page.wait_for_url(f"{site}en/{section.lower()}/")
    page.locator(".sections").get_by_role("link", name="Criteria").click()
    expect(page.locator("#age_years")).to_have_value("54")
    expect(page.locator("#liver_involvement_percent")).to_have_value("much")
    expect(page.locator("[data-done]")).to_contain_text("is here again")
    assert case_in(page) == {"age_years": "54", "liver_involvement_percent": "much"}

    # A worksheet that is opened by itself adds to it.
    page.goto(f"{site}en/calculators/who-grade/")
    until_ready(page)
    page.locator("[data-fill-example]").click()
    page.locator("[data-use]").click()
    page.wait_for_url(f"{site}en/calculators/#*")
    assert case_in(page)["age_years"] == "54"

    # An address with a case wins, another tab sees none of it.
    page.goto(f"{site}en/")
    page.goto(f"{site}en/calculators/#age_years=40")
    expect(page.locator("#age_years")).to_have_value("40")
    expect(page.locator("#liver_involvement_percent")).to_have_value("")
    other = context.new_page()
    other.goto(f"{site}en/calculators/")
    expect(other.locator("#age_years")).to_have_value("")
    other.close()

    page.locator("form.case").evaluate("(form) => form.reset()")
    page.goto(f"{site}en/")
    page.goto(f"{site}en/calculators/")
    until_ready(page)
    expect(page.locator("#age_years")).to_have_value("")
    assert case_in(page) == {}


def test_what_a_browser_empties_of_itself_is_there_again_when_the_reader_turns_to_the_form(page: Page, site: str):
    page.goto(f"{site}en/calculators/#age_years=54")
    until_answered(page)
    expect(page.locator("html")).to_have_attribute("data-settled", "")
    page.locator("#age_years").evaluate("(input) => { input.value = ''; }")
    page.locator("#ki67_percent").click()

    expect(page.locator("#age_years")).to_have_value("54")


def test_the_section_stays_in_sight_when_the_language_changes(page: Page, site: str):
    page.goto(f"{site}en/calculators/#age_years=54")
    until_ready(page)
    page.locator("#questions").evaluate("(heading) => heading.scrollIntoView({ behavior: 'instant' })")
    page.locator("[data-language-switch]").first.evaluate("(link) => link.click()")
    page.wait_for_url(f"{site}calculators/#*")

    expect(page.locator("#age_years")).to_have_value("54")
    page.wait_for_function(
        "() => Math.abs(document.getElementById('questions').getBoundingClientRect().top) < innerHeight / 3"
    )
    assert case_in(page) == {"age_years": "54"}


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_a_worksheet_keeps_what_was_typed(page: Page, site: str, worksheet: str):
    page.goto(f"{site}en/calculators/{worksheet}/#age_years=50")
    page.locator("[data-fill-example]").click()
    until_answered(page)
    before = typed(page)
    assert len(before) > 1

    page.reload()
    until_answered(page)
    assert typed(page) == before

    page.goto(f"{site}en/")
    page.go_back()
    until_answered(page)
    assert typed(page) == before
    assert case_in(page)["age_years"] == "50"

    if computed(WORKSHEETS[worksheet], "en")["fills"]:
        page.locator("[data-use]").click()
        page.wait_for_url(f"{site}en/calculators/#*")
        assert not [name for name in case_in(page) if name.startswith("measure")]
        page.go_back()
        until_answered(page)
        assert typed(page) == before
    else:
        expect(page.locator("[data-use]")).to_be_hidden()

    page.locator("form button[type=reset]").click()
    page.reload()
    until_answered(page)
    assert typed(page) == []


def test_a_worksheet_on_the_board_keeps_what_was_typed_and_for_this_case_only(page: Page, site: str):
    def open_worksheet() -> None:
        page.locator('[data-worksheet-open="liver-involvement"]').first.click()
        expect(page.locator("dialog[open] [data-asked]").first).to_be_visible()

    page.goto(f"{site}en/calculators/#age_years=50")
    open_worksheet()
    page.locator('dialog [data-asked="total_liver_ml"] input').fill("1800")
    page.keyboard.press("Escape")
    open_worksheet()
    assert ["total_liver_ml", "1800"] in typed(page)

    page.reload()
    open_worksheet()
    assert ["total_liver_ml", "1800"] in typed(page)
    page.keyboard.press("Escape")

    # The other language has it too.
    page.locator(".tools [data-language-switch]").click()
    page.wait_for_url(f"{site}calculators/#*")
    expect(page.locator("#age_years")).to_have_value("50")
    open_worksheet()
    assert ["total_liver_ml", "1800"] in typed(page)
    page.keyboard.press("Escape")

    page.evaluate("location.hash = 'age_years=60'")
    expect(page.locator("#age_years")).to_have_value("60")
    open_worksheet()
    assert typed(page) == []


def test_today_is_asked_anew_at_each_computation(faulty_page: Page, site: str):
    page = faulty_page  # a clock is set for all pages of a browser, and for good
    page.clock.install(time="2026-11-25T23:50:00")
    page.goto(f"{site}en/calculators/months/")
    until_ready(page)
    field = page.locator('[data-asked="assessment_date"]')
    field.locator("input").first.fill("26/11/2026")
    expect(field.locator("[data-problem]")).to_be_visible()

    page.clock.fast_forward("00:20:00")
    field.locator("input").first.fill("26/11/202")
    field.locator("input").first.fill("26/11/2026")

    expect(field.locator("[data-problem]")).to_be_hidden()
