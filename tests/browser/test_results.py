"""The results side of the board: verdicts in view whatever is being answered, jumps that land, rows and cards that fold."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from support.site import case_in, until_answered

CASE = {"tumour_family": "neuroendocrine", "primary_site": "ileum", "age_years": "52", "who_grade": "G1"}
VIEWPORTS = {
    "desktop": {"width": 1300, "height": 900},
    "tablet": {"width": 820, "height": 1180},
    "phone": {"width": 390, "height": 844},
}

IN_VIEW = """() => {
  const counts = document.querySelector("[data-standing]").getBoundingClientRect();
  const bar = document.querySelector(".strip__bar").getBoundingClientRect();
  const fixed = getComputedStyle(document.querySelector(".strip__bar")).position === "fixed";
  const header = document.querySelector(".header").getBoundingClientRect();
  const field = document.activeElement.getBoundingClientRect();
  return {
    verdicts: counts.height > 0 && counts.top >= header.bottom - 1 && counts.bottom <= innerHeight + 1,
    field: field.top >= header.bottom - 1 && field.bottom <= (fixed ? bar.top : innerHeight) + 1,
  };
}"""


LANDED = """(id) => {
  const strip = document.querySelector("[data-strip]");
  const covering = getComputedStyle(strip).position === "sticky" ? strip : document.querySelector(".header");
  const below = document.getElementById(id).getBoundingClientRect().top - covering.getBoundingClientRect().bottom;
  const ends = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  return (below >= 0 && below <= 24) || ends;
}"""


def open_board(page: Page, site: str, case: dict[str, str] = CASE, language: str = "en/") -> None:
    page.goto(f"{site}{language}calculators/#{urlencode(case)}")
    until_answered(page)


@pytest.fixture(params=VIEWPORTS.values(), ids=VIEWPORTS)
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    """Return a page in a window of one of the three sizes; nobody asked for less motion."""
    page.set_viewport_size(request.param)
    return page


def test_verdicts_and_question_are_in_view_at_every_question(sized: Page, site: str):
    open_board(sized, site)
    asked = sized.locator("[data-field]:visible :is(input:not([type=radio]), select, input:checked):visible")
    assert asked.count() > 5
    for place in range(asked.count()):
        asked.nth(place).focus()
        # The page may scroll there slowly.
        sized.wait_for_function(f"() => Object.values(({IN_VIEW})()).every(Boolean)")


SCREEN_KEYBOARD = 336  # pixels that it takes of a phone
LAID_OVER = """() => {
  const seen = Object.assign(new EventTarget(), { height: 844, offsetTop: 0, scale: 1 });
  Object.defineProperty(window, "visualViewport", { value: seen });
  window.layKeyboard = (height) => { seen.height = 844 - height; seen.dispatchEvent(new Event("resize")); };
}"""


def test_the_keyboard_of_a_phone_and_the_bar_with_the_verdicts_do_not_meet(first_visit, site: str):
    context = first_visit(viewport=VIEWPORTS["phone"])
    context.add_init_script(f"({LAID_OVER})()")
    page = context.new_page()
    open_board(page, site)
    page.locator("#ki67_percent").focus()
    page.wait_for_function(f"() => Object.values(({IN_VIEW})()).every(Boolean)")

    # A browser that lays the keyboard over the page: the bar stands on it, and so does what a browser leads to.
    top = VIEWPORTS["phone"]["height"] - SCREEN_KEYBOARD
    page.evaluate("(height) => layKeyboard(height)", SCREEN_KEYBOARD)
    bar = "document.querySelector('.strip__bar').getBoundingClientRect()"
    page.wait_for_function(f"(top) => Math.abs({bar}.bottom - top) < 1", arg=top)
    page.locator("#ki67_percent").evaluate("(field) => field.scrollIntoView({ block: 'end', behavior: 'instant' })")
    page.wait_for_function(f"() => Object.values(({IN_VIEW})()).every(Boolean)")
    page.evaluate("() => layKeyboard(0)")
    page.wait_for_function(f"() => Math.abs({bar}.bottom - innerHeight) < 1")

    # A browser that makes the page smaller, as it is asked to.
    assert "interactive-widget=resizes-content" in page.locator("meta[name=viewport]").get_attribute("content")
    page.set_viewport_size({"width": 390, "height": top})
    asked = page.locator("[data-case] :is(input[type=text], select):visible")
    assert asked.count() > 3
    for control in asked.all():
        control.focus()
        page.wait_for_function(f"() => Object.values(({IN_VIEW})()).every(Boolean)")


def test_a_jump_lands_on_its_target_and_back_returns(sized: Page, site: str):
    open_board(sized, site)
    pills = sized.locator("[data-pill]:visible")
    assert pills.count() > 8
    for place in range(pills.count()):
        name = pills.nth(place).get_attribute("data-pill")
        pills.nth(place).locator("a").evaluate("(link) => link.click()")
        sized.wait_for_function(LANDED, arg=f"set-{name}")

    sized.evaluate("scrollTo({ top: 300, behavior: 'instant' })")
    pills.last.locator("a").evaluate("(link) => link.click()")
    sized.wait_for_function("() => scrollY > 600")
    # Answers given since then stay.
    sized.locator("#age_years").evaluate(
        "(input) => { input.value = '61'; input.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    sized.wait_for_function("() => location.hash.includes('age_years=61')")
    sized.go_back()
    sized.wait_for_function("() => Math.abs(scrollY - 300) < 40")
    expect(sized.locator("#age_years")).to_have_value("61")
    assert case_in(sized)["age_years"] == "61"


def test_on_a_phone_the_bar_leads_to_the_results_and_back_to_the_question(page: Page, site: str):
    page.set_viewport_size(VIEWPORTS["phone"])
    open_board(page, site)
    page.locator("#ki67_percent").focus()
    answers, results = page.locator("[data-to-answers]"), page.locator(".strip__toggle--results")
    expect(answers).to_be_hidden()

    results.click()
    expect(page.locator("[data-pill=enets-2012-resection]")).to_be_in_viewport()
    answers.click()
    expect(page.locator("#ki67_percent")).to_be_focused()
    expect(page.locator("#ki67_percent")).to_be_in_viewport()


FOUR_COUNTS = {
    "tumour_family": "neuroendocrine",
    "primary_site": "ileum",
    "who_grade": "G1",
    "age_years": "50",
    "extrahepatic_disease": "none",
    "liver_metastases_resectable": "false",
    "growth_type": "III",
    "liver_involvement_percent": "35",
    "primary_resection": "separate_curative",
    "months_since_primary_resection": "24",
    "months_stable_disease": "12",
    "carcinoid_heart_disease": "severe",
}
LINES = """() => {
  const counts = document.querySelector("[data-standing]");
  const { bottom } = document.querySelector(".strip__bar").getBoundingClientRect();
  return {
    counts: counts.childElementCount,
    lines: Math.round(counts.offsetHeight / parseFloat(getComputedStyle(counts).lineHeight)),
    all: [...counts.children].every((one) => /\\d/.test(getComputedStyle(one, "::before").content + one.innerText)),
    inside: bottom <= innerHeight + 1 && document.documentElement.scrollWidth <= innerWidth,
  };
}"""


@pytest.mark.parametrize("width", [320, 367, 390])
@pytest.mark.parametrize("language", ["", "en/"])
def test_on_a_phone_four_counts_take_two_lines_at_most(page: Page, site: str, language: str, width: int):
    page.set_viewport_size({"width": width, "height": 640})
    open_board(page, site, FOUR_COUNTS, language)

    found = page.evaluate(LINES)
    assert found.pop("lines") <= 2
    assert found == {"counts": 4, "all": True, "inside": True}
    # Who listens hears the words.
    said = page.locator("[data-standing]").aria_snapshot()
    assert ("3 open" if language else "ανοικτά 3") in said


def test_the_strip_counts_names_and_says_why(page: Page, site: str):
    open_board(page, site, {**CASE, "who_grade": "NEC", "carcinoid_heart_disease": "severe"})

    expect(page.locator("[data-standing] > [data-state=forbids]")).to_have_text("2 findings that forbid")
    pill = page.locator("[data-pill=milan-net-2007]")
    expect(pill).to_have_attribute("data-state", "not_met")
    expect(pill.locator(".pill__why")).to_be_hidden()
    pill.locator("a").focus()
    expect(pill.locator(".pill__why")).to_contain_text("criteria not met as published: WHO grade: G1 (NEC)")
    group = page.locator("[data-pills]", has=page.locator("[data-pill=optn-net]"))
    expect(group).to_contain_text("provisional")


def test_the_work_begins_near_the_top(page: Page, site: str):
    page.set_viewport_size(VIEWPORTS["desktop"])
    open_board(page, site)
    tops = page.evaluate(
        "['.bar', '[data-strip]', '.calculator__form'].map((one) => document.querySelector(one).getBoundingClientRect().top)"
    )
    assert tops[0] < 80
    assert max(tops) <= 122


def test_rows_in_which_all_is_met_are_folded_and_cards_open(page: Page, site: str):
    open_board(page, site)
    expect(page.locator("[data-topic=age]")).to_be_hidden()
    page.locator("[data-quiet] button").click()
    expect(page.locator("[data-topic=age]")).to_be_visible()

    criterion = page.locator('[data-set="milan-net-2007"] .criterion').first
    expect(criterion).to_be_hidden()
    page.locator("[data-open-all]").click()
    expect(criterion).to_be_visible()
    page.locator("[data-close-all]").click()
    expect(criterion).to_be_hidden()


def test_a_new_patient_begins_at_the_first_question_and_can_be_taken_back(page: Page, site: str):
    open_board(page, site)
    page.locator(".bar button[type=reset]").click()
    expect(page.locator("#age_years")).to_have_value("")
    expect(page.locator("[data-done]")).to_have_text("All answers were cleared.")
    page.locator("[data-undo-here]").click()
    expect(page.locator("#age_years")).to_have_value("52")
    expect(page.locator("[data-undo-here]")).to_be_hidden()


def test_what_is_copied_holds_no_sign_for_a_break(page: Page, site: str):
    open_board(page, site, {})

    shown, copied = page.evaluate(
        """() => {
          getSelection().selectAllChildren(document.querySelector("[data-matrix], .matrix-scroll table"));
          const clipboardData = new DataTransfer();
          document.dispatchEvent(new ClipboardEvent("copy", { clipboardData, cancelable: true }));
          return [String(getSelection()), [clipboardData.getData("text/plain"), clipboardData.getData("text/html")]];
        }"""
    )
    # Where a long word may be parted, and where "Ki-67" may not.
    assert "\u00ad" in shown
    assert "Ki-\u206067" in shown
    assert copied[0] == shown.replace("\u00ad", "").replace("\u2060", "")
    assert copied[1]
    assert not re.search("[\u00ad\u2060]", copied[1])
