"""The question side of the board: groups that fold and count, choices that can be taken back, what is asked today, and the walk through what is missing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect
from support.site import Watched, case_in, until_answered, violations

from calculators.engine.relevance import sets_asked
from calculators.model.fields import Choice, Number
from calculators.vocabulary.form import FIELDS

SCREEN = 900  # pixels of height
MARGIN = (3, 450)  # a place on which nothing stands
USUAL = {
    "age_years": "48",
    "primary_site": "ileum",
    "tumour_family": "neuroendocrine",
    "ki67_percent": "2",
    "mitoses_per_2mm2": "1",
    "primary_resection": "separate_curative",
    "months_since_primary_resection": "12",
    "extrahepatic_disease": "none",
    "carcinoid_heart_disease": "none",
    "serious_comorbidity": "false",
    "liver_involvement_percent": "40",
    "months_stable_disease": "11",
    "liver_metastases_resectable": "false",
}
PANCREATIC = {
    "tumour_family": "neuroendocrine",
    "primary_site": "pancreas",
    "differentiation": "well",
    "who_grade": "G2",
    "ki67_percent": "8",
    "age_years": "58",
    "growth_type": "I",
    "liver_involvement_percent": "20",
    "liver_metastases_resectable": "true",
    "bilobar": "false",
    "extrahepatic_disease": "none",
    "operative_risk_acceptable": "true",
    "expected_margin": "R0",
    "future_liver_remnant_percent": "60",
    "serious_comorbidity": "false",
}


@pytest.fixture
def new_page(first_visit, site: str) -> Iterator[Page]:
    """Return a page on which nothing was opened or folded yet."""
    watched = Watched(first_visit(viewport={"width": 1300, "height": SCREEN}), site)
    yield watched.page
    assert watched.wrong == []


def group(page: Page, name: str):
    return page.locator(f'[data-field-group="{name}"]')


def test_groups_fold_count_and_stay_as_they_were_left(new_page: Page, site: str):
    page = new_page
    page.goto(f"{site}en/calculators/#tumour_family=neuroendocrine")
    until_answered(page)
    tumour, liver, patient = (group(page, name) for name in ("tumour", "liver", "patient"))
    expect(tumour).to_have_attribute("open", "")
    expect(liver).not_to_have_attribute("open", re.compile(""))
    expect(tumour.locator("[data-count]")).to_have_text("1/9")
    assert page.locator(".calculator__form").evaluate("(form) => form.scrollHeight") <= 2 * SCREEN

    # The keyboard opens a group, and it is open again after a reload.
    liver.locator("summary").first.focus()
    page.keyboard.press("Enter")
    page.locator("#liver_involvement_percent").fill("40")
    expect(liver.locator("[data-count]")).to_have_text("1/5")
    expect(liver.locator("[data-counted]")).to_have_text("1 of 5 answered")
    page.reload()
    until_answered(page)
    expect(page.locator("#liver_involvement_percent")).to_be_visible()
    expect(page.locator("#age_years")).to_be_hidden()

    # What follows from other answers is answered; what cannot be read is not, and opens its group.
    page.locator("#ki67_percent").fill("9")
    expect(tumour.locator("[data-count]")).to_have_text("3/9")
    page.evaluate("location.hash = 'tumour_family=neuroendocrine&age_years=old'")
    expect(page.locator("#age_years")).to_be_visible()
    expect(patient.locator("[data-count]")).to_have_text("0/2")

    page.locator("[data-fold-all]").click()
    expect(page.locator("#prior_whipple, [name=prior_whipple]").first).to_be_visible()
    assert violations(page, ".calculator__form") == []
    page.locator("[data-fold-all]").click()
    expect(page.locator("#age_years")).to_be_hidden()
    page.keyboard.press("Tab")
    assert violations(page, ".calculator__form") == []


def test_in_a_group_of_choices_none_is_chosen_at_first_and_each_can_be_taken_back(page: Page, site: str):
    page.goto(f"{site}en/calculators/")
    until_answered(page)
    family = page.get_by_role("radiogroup", name="Tumour family")
    choices = family.locator("input")
    expect(family.locator("input:checked")).to_have_count(0)
    first, last = choices.first, choices.last
    widths = family.locator(".choice").evaluate_all(
        "(all) => all.map((one) => Math.round(one.getBoundingClientRect().width))"
    )
    assert len(set(widths)) == 1

    def entered() -> str | None:
        return case_in(page).get("tumour_family")

    # Pressed, and pressed again.
    first.click()
    expect(first).to_be_checked()
    first.click()
    expect(first).not_to_be_checked()
    assert entered() is None
    # By the keyboard: the space bar, the arrows, a digit; and back.
    page.keyboard.press(" ")
    expect(first).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(last).to_be_checked()
    page.keyboard.press("1")
    expect(first).to_be_checked()
    assert entered() == "neuroendocrine"
    page.keyboard.press("Backspace")
    expect(first).not_to_be_checked()
    expect(first).to_be_focused()
    assert entered() is None
    # By its button, and undone.
    page.keyboard.press("2")
    page.locator("#disease_free_interval_months").fill("9")
    family.get_by_role("button", name="Clear").click()
    expect(last).not_to_be_checked()
    page.locator("[data-undo]").click()
    expect(last).to_be_checked()


def test_a_definition_opens_beside_its_question_and_moves_nothing(page: Page, site: str):
    page.goto(f"{site}en/calculators/")
    until_answered(page)
    sign = page.locator("#field-age_years .definition > summary")
    note = page.get_by_role("dialog", name="Definition: Age")
    height = "() => document.querySelector('.calculator__form').scrollHeight"
    before = page.evaluate(height)

    # Pressed, it is read out; Escape leads back, and pressed again it closes.
    sign.click()
    expect(note).to_be_focused()
    expect(note.locator("dd")).to_have_count(3)
    expect(note).to_contain_text("Age")
    expect(note).to_be_in_viewport(ratio=1)
    assert note.bounding_box()["x"] >= sign.bounding_box()["x"] + sign.bounding_box()["width"]
    assert page.evaluate(height) == before
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(sign).to_be_focused()
    sign.click()
    expect(note).to_be_focused()
    sign.click()
    expect(note).to_have_count(0)

    # By the keyboard it opens as well, and the next question follows. Focus alone opens nothing.
    page.locator("#age_years").focus()
    page.keyboard.press("Tab")
    expect(sign).to_be_focused()
    expect(page.locator(".abbr-note")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(note).to_be_focused()
    page.keyboard.press("Tab")
    expect(note).to_have_count(0)
    expect(page.locator("#field-serious_comorbidity :focus")).to_have_count(1)

    # Under the mouse it is shown, and the focus stays where it is. A press beside it closes it.
    page.locator("#age_years").focus()
    sign.hover()
    expect(page.locator(".abbr-note dd")).to_have_count(3)
    expect(page.locator("#age_years")).to_be_focused()
    page.mouse.move(*MARGIN)
    expect(page.locator(".abbr-note")).to_be_hidden()
    sign.click()
    expect(note).to_be_focused()
    page.mouse.click(*MARGIN)
    expect(note).to_have_count(0)


def test_a_definition_opens_in_a_worksheet_over_the_board(page: Page, site: str):
    page.goto(f"{site}en/calculators/")
    expect(page.locator("[data-worksheet-open=liver-involvement]").first).to_be_enabled()
    page.locator("[data-worksheet-open=liver-involvement]").first.click()
    page.locator("dialog[open] [data-asked=total_liver_ml] .definition > summary").click()

    note = page.locator("dialog[open] .abbr-note")
    expect(note).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(page.locator("dialog[open]")).to_have_count(1)


def test_a_finger_meets_the_signs_of_a_question(first_visit, site: str):
    page = first_visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto(f"{site}calculators/#tumour_family=neuroendocrine")
    until_answered(page)
    page.locator("[data-fold-all]").tap()
    expect(page.locator("#age_years")).to_be_visible()
    signs = page.locator("[data-field] :is(.definition > summary, .field__clear):visible")
    sizes = signs.evaluate_all("(all) => all.map((one) => [one.offsetWidth, one.offsetHeight])")
    assert len(sizes) > 20
    assert min(min(size) for size in sizes) >= 44
    clear, sign = (
        page.locator(f"#field-tumour_family {what}").bounding_box()
        for what in (".field__clear", ".definition > summary")
    )
    assert clear["x"] + clear["width"] <= sign["x"]

    page.locator("#field-age_years .definition > summary").tap()
    note = page.locator(".abbr-note")
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport(ratio=1)
    page.touchscreen.tap(*MARGIN)
    expect(note).to_be_hidden()


def test_the_growth_type_is_chosen_by_its_drawing(page: Page, site: str):
    page.goto(f"{site}calculators/")
    until_answered(page)
    drawings = page.locator("#field-growth_type .choice:has(svg)")
    expect(drawings).to_have_count(3)
    drawings.nth(2).click()

    page.wait_for_function("() => location.hash.includes('growth_type=III')")


def test_what_is_asked_today_filters_form_sets_and_missing_list_and_says_what_it_hides(page: Page, site: str):
    page.goto(f"{site}en/calculators/#tumour_family=neuroendocrine&portal_vein_thrombosis=complete")
    until_answered(page)
    hidden = page.locator("[data-adapted]")
    expect(page.locator("#field-expected_margin")).to_be_visible()

    page.locator("[data-today]").get_by_label("Transplantation").check()
    expect(hidden).to_contain_text(re.compile(r"not asked today: \d+ sets, \d+ questions\."))
    expect(page.locator("#field-expected_margin")).to_be_hidden()
    # What was answered stays, and so do the contraindications of what is asked.
    expect(page.locator("#field-portal_vein_thrombosis")).to_be_visible()
    in_sight = set(
        page.locator("[data-set]:not([hidden])").evaluate_all("(sets) => sets.map((one) => one.dataset.set)")
    )
    assert in_sight == sets_asked("transplant")
    expect(page.locator('#panel-missing [data-needs="age_years"]')).to_be_visible()
    expect(page.locator('#panel-missing [data-needs="operative_risk_acceptable"]')).to_have_count(0)

    page.reload()
    until_answered(page)
    expect(page.locator("[data-today]").get_by_label("Transplantation")).to_be_checked()
    expect(page.locator("#field-expected_margin")).to_be_hidden()
    page.locator("[data-show-all]").click()
    expect(page.locator("[data-today]").get_by_label("Everything")).to_be_checked()
    expect(page.locator("#field-expected_margin")).to_be_visible()


def test_one_key_leads_through_what_is_missing_to_a_first_decided_set(new_page: Page, site: str):
    """A usual patient for transplantation, by the keyboard alone: at most twelve answers to the first set of criteria that is decided."""
    walked = walk(asked_for(new_page, site, "Transplantation"), USUAL, stop=decided)

    assert walked.answered[:2] == ["tumour_family", "primary_site"]
    assert len(walked.answered) <= 12


@pytest.mark.parametrize("question", ["Resection", "Everything"])
def test_a_patient_takes_at_most_half_of_the_keys_that_it_took(new_page: Page, site: str, question: str):
    """It took 71 keys when every question had two stops of the tabulator and began with "not known"."""
    page = asked_for(new_page, site, question)
    walked = walk(page, PANCREATIC)

    assert {"growth_type", "expected_margin", "future_liver_remnant_percent", "extrahepatic_disease"} <= case_in(
        page
    ).keys()
    assert walked.keys <= 71 / 2

    # The walk stopped and says so; it goes on to what is only counted, and comes back to what was passed.
    toast = page.locator("[data-done]")
    expect(toast).to_contain_text(f"only those passed over are left ({len(walked.passed)})")
    page.keyboard.press("Enter")
    expect(page.locator("#field-functioning input").first).to_be_focused()
    while focused(page) not in walked.passed:
        page.keyboard.press("Enter")
    assert focused(page) == walked.passed[0]


def test_the_walk_goes_on_to_what_is_counted_where_no_set_of_criteria_waits(new_page: Page, site: str):
    page = asked_for(new_page, site, "Everything", "#primary_site=breast")
    walked = walk(page, {"age_years": "61", "disease_free_interval_months": "30"})

    assert {"age_years", "disease_free_interval_months"} <= {*walked.answered}
    assert walked.passed[-1] == "prior_whipple"


def test_a_whole_patient_by_the_keyboard_from_an_empty_board_to_the_printed_sheet(new_page: Page, site: str):
    page = new_page
    page.goto(f"{site}en/calculators/")
    until_answered(page)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.keyboard.press("n")
    walk(page, USUAL)
    last = focused(page)

    page.keyboard.press("s")
    sheet = page.locator("dialog[open] [data-sheet]")
    expect(sheet).to_contain_text("48 years")
    expect(sheet.locator("[data-verdict=met], [data-verdict=not_met]").first).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.print !== undefined"):
            break
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.printed === 1")
    # And back to where the reader was.
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert focused(page) == last


def asked_for(page: Page, site: str, question: str, case: str = "") -> Page:
    """Open the board where *question* is asked today, and go to the first question that is missing."""
    page.goto(f"{site}en/calculators/{case}")
    until_answered(page)
    page.locator("[data-today]").get_by_label(question).check()
    until_answered(page)
    page.keyboard.press("n")
    return page


HOLD = """
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
    if (window.held && message.request?.includes('"ask":"missing"')) window.held.push([this, message]);
    else post.call(this, message, ...more);
};
window.release = (held) => Promise.all(held.map(([worker, message]) => new Promise((answered) => {
    worker.addEventListener("message", ({ data }) => data.id === message.id && answered());
    post.call(worker, message);
})));
"""


def test_what_was_missing_of_another_patient_leads_nowhere(page: Page, site: str):
    page.add_init_script(HOLD)
    page.goto(f"{site}en/calculators/#tumour_family=neuroendocrine&primary_site=ileum")
    until_answered(page)
    page.evaluate("window.held = []")
    page.locator("#age_years").fill("50")
    # The open question around the verdicts, and the walk.
    page.wait_for_function("() => held.length === 2")
    page.evaluate("() => { window.late = held; delete window.held; }")
    page.locator(".bar button[type=reset]").click()
    until_answered(page)
    page.evaluate("release(late)")

    page.keyboard.press("n")
    expect(page.locator("#field-tumour_family input").first).to_be_focused()


def decided(page: Page) -> bool:
    return bool(
        page.locator(
            '[data-set="enets-2012-transplant"], [data-set="milan-net-2007"], [data-set="milan-net-2016"], [data-set="milan-group-2023"], [data-set="optn-net"]'
        ).evaluate_all(
            "(sets) => sets.some((one) => one.dataset.verdict === 'met' || one.dataset.verdict === 'not_met')"
        )
    )


@dataclass
class Walked:
    """What a walk by the keyboard *answered* and *passed*, and how many *keys* it took."""

    answered: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    keys: int = 0


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('[data-field]')?.dataset.field ?? ''")


def walk(page: Page, patient: dict[str, str], stop: Callable[[Page], bool] = lambda _: False) -> Walked:
    """Answer each question to which the page leads, where something is known, else pass it, until it leads no further."""
    walked = Walked()
    last = ""
    while (name := focused(page)) != last and not stop(page):
        last = name
        keys = typing(name, patient[name]) if name in patient else []
        for key in keys:
            page.keyboard.press(key)
        if keys:
            until_answered(page)
        page.keyboard.press("Enter")
        (walked.answered if keys else walked.passed).append(name)
        walked.keys += len(keys) + 1
    return walked


def typing(name: str, value: str) -> list[str]:
    """Return the keys that answer the question *name* with *value*: of a list, the fewest letters that no earlier option begins with."""
    match FIELDS[name]:
        case Number():
            return list(value)
        case Choice(options=options) if len(options) > 4:
            names = [text.en.casefold() for text in options.values()]
            meant = options[value].en.casefold()
            earlier = names[: names.index(meant)]
            return next(
                list(meant[:length])
                for length in range(1, len(meant) + 1)
                if not any(one.startswith(meant[:length]) for one in earlier)
            )
        case Choice(options=options):
            return [str(list(options).index(value) + 1)]
        case _:
            return ["1" if value == "true" else "2"]
