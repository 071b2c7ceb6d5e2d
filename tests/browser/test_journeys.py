"""Journeys through the built site under a sub-path, in a real browser."""

import json
import re
import threading
from urllib.parse import parse_qsl, urlencode

import pytest
from compare_python import ASK, START
from data.examples import encode, examples
from playwright.sync_api import Page, expect
from support.cases import CASES
from support.site import case_in, choose, until_answered

from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.web.endpoint import handle

TRANSPLANT = {one["id"]: one for one in examples()}["transplant"]
LIMIT = {"age_years": 55, "who_grade": "G1", "primary_site": "ileum", "liver_involvement_percent": 50}


def address(case) -> str:
    return "#" + urlencode({name: encode(value) for name, value in case.items()})


def shown(page: Page) -> None:
    """Wait until a result is on the page, of what is typed now."""
    until_answered(page)
    expect(page.locator("[data-set][data-verdict]").first).to_be_attached()


def verdict(page: Page, set_id: str):
    return page.locator(f'[data-set="{set_id}"]')


def enter(page: Page, name: str, value: str) -> None:
    """Answer one question as a reader would."""
    field = page.locator(f'[data-field="{name}"]')
    dates = field.locator("xpath=ancestor::details[contains(@class, 'dated__dates') and not(@open)]")
    if dates.count():
        dates.locator("> summary").click()
    if field.locator("select").count():
        field.locator("select").select_option(value)
    elif field.locator("input[type=radio]").count():
        field.locator(f'input[type=radio][value="{value}"]').check()
    else:
        field.locator("input").fill(value)


def test_a_patient_is_entered_and_judged_by_every_set(page: Page, site: str):
    page.goto(f"{site}en/calculators/")
    shown(page)
    for set_id, criteria in SETS.items():
        if criteria.kind.decides:
            expect(verdict(page, set_id)).to_have_attribute("data-verdict", "undecided")
        else:
            expect(verdict(page, set_id)).not_to_have_attribute("data-verdict", re.compile(""))
            expect(verdict(page, set_id).locator(".set__verdict")).not_to_have_text("not evaluated yet")

    for name, value in TRANSPLANT["case"].items():
        enter(page, name, encode(value))
    shown(page)

    for set_id in (
        "enets-2012-transplant",
        "milan-net-2007",
        "milan-net-2016",
        "optn-net",
        "transplant-contraindications",
    ):
        expect(verdict(page, set_id)).to_have_attribute("data-verdict", "met")
    expect(verdict(page, "milan-net-2007").locator(".set__verdict")).to_have_text("criteria met as published")
    expect(verdict(page, "transplant-contraindications").locator(".set__verdict")).to_have_text(
        "no published contraindication present"
    )
    expect(verdict(page, "enets-2012-resection")).to_have_attribute("data-verdict", "not_met")
    assert case_in(page) == {name: encode(value) for name, value in TRANSPLANT["case"].items()}


def test_a_criterion_shows_its_sentence_the_answer_the_reason_and_the_source(page: Page, site: str):
    page.goto(f"{site}en/calculators/milan-net-2007/{address({'who_grade': 'G2', 'age_years': 55.5})}")
    shown(page)
    criteria = verdict(page, "milan-net-2007")

    age = criteria.locator('[data-criterion="age"]')
    expect(age).to_have_attribute("data-truth", "not_met")
    expect(age).to_contain_text("Age ≤ 55 years")
    expect(age).to_contain_text("Age: 55.5 years")
    expect(age).to_contain_text("criteria, item 5")
    grade = criteria.locator('[data-criterion="histology"]')
    expect(grade).to_have_attribute("data-truth", "unknown")
    expect(grade.locator("[data-why]")).to_contain_text("predates the three grades")
    stability = criteria.locator('[data-criterion="stability"]')
    expect(stability.locator("[data-why]")).to_contain_text("not known: Duration of stable disease")


def test_what_is_still_needed_leads_to_the_question(page: Page, site: str):
    page.goto(f"{site}calculators/{address({'age_years': 50})}")
    shown(page)
    before = case_in(page)

    verdict(page, "milan-net-2007").locator("[data-all] > summary").click()
    verdict(page, "milan-net-2007").locator('[data-needs="liver_involvement_percent"]').click()

    expect(page.locator("#liver_involvement_percent")).to_be_focused()
    assert case_in(page) == before


def test_the_sets_disagree_where_they_ask_for_different_things(page: Page, site: str):
    page.goto(f"{site}en/calculators/")
    choose(page, '[data-example="disagreement"]')
    shown(page)

    expect(page.locator('[data-topic="age"]')).to_have_attribute("data-disagree", "")
    expect(page.locator('[data-topic="age"] [data-differ]')).to_be_visible()
    expect(page.locator('[data-cell="milan-net-2007.age"]')).to_have_attribute("data-state", "not_met")
    expect(page.locator('[data-cell="optn-net.age"]')).to_have_attribute("data-state", "met")
    expect(page.locator('[data-topic="stability"]')).not_to_have_attribute("data-disagree", "")
    # Resection asks for what transplantation excludes: that is not a disagreement.
    expect(page.locator('[data-cell="enets-2012-resection.resectable"]')).to_have_attribute("data-state", "not_met")
    expect(page.locator('[data-topic="resectability"]')).not_to_have_attribute("data-disagree", "")


def test_an_example_is_loaded_with_one_click_and_replaces_what_was_there(page: Page, site: str):
    page.goto(f"{site}calculators/{address({'expected_margin': 'R2'})}")
    choose(page, '[data-example="transplant"]')

    expect(verdict(page, "milan-net-2007")).to_have_attribute("data-verdict", "met")
    expect(page.locator("#age_years")).to_have_value("44")
    assert "expected_margin" not in case_in(page)


def test_a_shared_address_opens_the_same_case(page: Page, site: str, context):
    page.goto(f"{site}calculators/")
    shown(page)
    enter(page, "age_years", "54,9")
    enter(page, "functioning", "false")
    expect(verdict(page, "milan-net-2007").locator('[data-criterion="age"]')).to_have_attribute("data-truth", "met")
    expect(page).to_have_url(re.compile("functioning=false&age_years=54.9$"))

    other = context.new_page()
    other.goto(page.url)
    shown(other)

    expect(other.locator("#age_years")).to_have_value("54.9")
    expect(other.locator('[name="functioning"][value="false"]')).to_be_checked()
    expect(verdict(other, "milan-net-2007").locator('[data-criterion="age"]')).to_have_attribute("data-truth", "met")


def test_the_address_is_copied_by_a_button(page: Page, site: str, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}calculators/{address(LIMIT)}")
    shown(page)

    choose(page, "[data-share]")

    expect(page.locator("[data-done]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    before, _, fragment = page.evaluate("location.href").partition("#")
    receipt = rf"receipt={RULES_VERSION}(-[a-z2-7]{{4}})+"
    # What comes first is lost last.
    assert re.fullmatch(rf"{re.escape(before)}#{receipt}&{re.escape(fragment)}", copied)


@pytest.mark.parametrize("path", ["calculators/", "calculators/milan-net-2016/"])
def test_the_language_changes_and_page_and_case_stay(page: Page, site: str, path: str):
    page.goto(f"{site}{path}{address(LIMIT)}")
    shown(page)
    enter(page, "age_years", "58,5")
    expect(verdict(page, "milan-net-2016").locator('[data-criterion="age"]')).to_contain_text("Ηλικία: 58,5 έτη")

    page.locator("[data-language-switch]").first.click()

    page.wait_for_url(f"{site}en/{path}#*")
    shown(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(verdict(page, "milan-net-2016").locator('[data-criterion="age"]')).to_contain_text("Age: 58.5 years")
    expect(verdict(page, "milan-net-2016").locator('[data-criterion="involvement"]')).to_have_attribute(
        "data-truth", "unknown"
    )
    page.locator("[data-language-switch]").first.click()
    page.wait_for_url(f"{site}{path}#*")
    assert case_in(page)["age_years"] == "58.5"


def test_the_case_goes_along_from_the_board_to_a_set_and_back(page: Page, site: str):
    page.goto(f"{site}en/calculators/{address(TRANSPLANT['case'])}")
    shown(page)

    verdict(page, "milan-net-2007").locator("h4 a").click()
    page.wait_for_url(f"{site}en/calculators/milan-net-2007/#*")
    expect(verdict(page, "milan-net-2007")).to_have_attribute("data-verdict", "met")
    # What this page does not ask is kept for the others.
    assert case_in(page)["growth_type"] == "III"
    page.locator("a[data-with-case]").click()
    page.wait_for_url(f"{site}en/calculators/#*")
    expect(verdict(page, "optn-net")).to_have_attribute("data-verdict", "met")


@pytest.mark.parametrize(
    ("language", "other", "says"),
    [("", "en/", "αναμένεται: αριθμός από 0 έως 100 %"), ("en/", "", "expected a number from 0 to 100 %")],
)
def test_what_cannot_be_read_is_explained_at_its_field_and_counts_as_not_known(
    page: Page, site: str, language: str, other: str, says: str
):
    page.goto(f"{site}{language}calculators/{address(LIMIT)}")
    shown(page)
    expect(verdict(page, "optn-net")).to_have_attribute("data-verdict", "undecided")

    enter(page, "ki67_percent", "150")

    expect(page.locator('[data-error="ki67_percent"]')).to_contain_text(says)
    expect(page.locator("#ki67_percent")).to_have_attribute("aria-invalid", "true")
    # The rest is judged as if it had not been answered.
    expect(verdict(page, "optn-net")).to_have_attribute("data-verdict", "undecided")
    expect(page.locator("[data-truth=met]").first).to_be_attached()
    expect(page.locator("[data-unreadable]")).to_be_visible()
    expect(page.locator("#ki67_percent")).to_have_value("150")
    expect(page.locator("#age_years")).to_have_value("55")

    # The mistake travels along, so that nothing typed is lost.
    page.locator("[data-language-switch]").first.click()
    page.wait_for_url(f"{site}{other}calculators/#*")
    expect(page.locator("#ki67_percent")).to_have_value("150")
    expect(page.locator('[data-error="ki67_percent"]')).to_be_visible()

    enter(page, "ki67_percent", "15")
    expect(page.locator('[data-error="ki67_percent"]')).to_be_hidden()
    shown(page)


def test_what_an_address_brings_and_nobody_knows_is_reported_and_the_rest_is_kept(page: Page, site: str):
    page.goto(f"{site}en/calculators/#age_years=50&age=3&who_grade=G7&primary_site=ileum&functioning=maybe")
    shown(page)

    notices = page.locator("[data-notices]")
    expect(notices.locator("li")).to_have_count(3)
    expect(notices).to_contain_text("Perhaps Age was meant")
    expect(notices).to_contain_text("expected G1, G2, G3 (well-differentiated tumour) or NEC")
    expect(page.locator("#age_years")).to_have_value("50")
    expect(page.locator("#primary_site")).to_have_value("ileum")
    expect(page.locator('[name="who_grade"]:checked')).to_have_count(0)
    expect(page.locator('[name="functioning"]:checked')).to_have_count(0)
    expect(verdict(page, "milan-net-2007").locator('[data-criterion="histology"]')).to_have_attribute(
        "data-truth", "unknown"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "#age_years=<img src=x onerror=alert(1)>",
        "#<script>=1",
        "#a=%E0%A4%A",
        "#=&=&&",
        "#age_years=" + "9" * 5000,
        "#who_grade=G1%00",
    ],
)
def test_a_hostile_address_does_no_harm(page: Page, site: str, hostile: str):
    page.goto(f"{site}calculators/{hostile}")

    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", re.compile("ready|invalid"))
    assert page.locator("main img").count() == 0


def test_dates_or_months_at_the_reader_s_choice(page: Page, site: str):
    page.goto(f"{site}en/calculators/milan-net-2007/")
    shown(page)
    stability = verdict(page, "milan-net-2007").locator('[data-criterion="stability"]')

    enter(page, "stable_since_date", "2026-01-14")
    enter(page, "assessment_date", "2026-07-13")
    expect(stability).to_have_attribute("data-truth", "not_met")
    enter(page, "assessment_date", "2026-07-14")
    expect(stability).to_have_attribute("data-truth", "met")
    expect(page.locator('[data-derived="months_stable_disease"]')).to_have_text("From the other answers: 6 months")
    enter(page, "months_stable_disease", "5")
    expect(page.locator('[data-alert="conflict-months-stable-disease"]')).to_be_visible()
    expect(stability).to_have_attribute("data-truth", "unknown")
    enter(page, "assessment_date", "2026-01-01")
    expect(page.locator('[data-error="stable_since_date"]')).to_be_visible()


def test_a_contraindication_stands_beside_every_transplant_set_also_one_that_is_met(page: Page, site: str):
    page.goto(f"{site}en/calculators/{address({**TRANSPLANT['case'], 'carcinoid_heart_disease': 'severe'})}")
    shown(page)

    for set_id in ("enets-2012-transplant", "milan-net-2007", "milan-net-2016", "optn-net"):
        alert = verdict(page, set_id).locator('[data-alert="contraindication-severe-carcinoid-heart"]')
        expect(alert).to_have_text("Contraindication to transplantation present: severe carcinoid heart disease.")
        expect(alert).to_be_visible()
    expect(verdict(page, "milan-net-2007")).to_have_attribute("data-verdict", "met")
    resection = verdict(page, "enets-2012-resection")
    expect(resection.locator('[data-alert^="contraindication"]')).to_have_count(0)
    expect(resection.locator('[data-alert="guard-carcinoid-heart-resection"]')).to_be_visible()
    column = page.locator('[data-column="milan-net-2007"]')
    expect(column).to_have_attribute("data-alert", "urgent")
    expect(column).to_contain_text("met")
    expect(column).to_contain_text("with a warning")


def test_clearing_clears_all(page: Page, site: str):
    page.goto(f"{site}calculators/{address({**LIMIT, 'height_cm': 170})}")
    shown(page)

    page.locator(".bar button[type=reset]").click()

    expect(page.locator("#age_years")).to_have_value("")
    expect(verdict(page, "milan-net-2007").locator('[data-criterion="age"]')).to_have_attribute("data-truth", "unknown")
    assert page.evaluate("location.hash") == ""


def test_keyboard_alone_is_enough(page: Page, site: str):
    page.goto(f"{site}en/calculators/milan-net-2007/")
    shown(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "age_years":
            break
    else:
        pytest.fail("the first question was not reached with the Tab key")
    page.keyboard.type("55,5")
    expect(verdict(page, "milan-net-2007")).to_have_attribute("data-verdict", "not_met")
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "age_years"
    )  # its definition
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Definition: Age")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press(" ")
    expect(page.locator('[name="serious_comorbidity"][value="true"]')).to_be_checked()


def test_the_form_is_there_before_any_script(first_visit, site: str):
    page = first_visit(java_script_enabled=False).new_page()
    page.goto(f"{site}calculators/")

    expect(page.locator("#age_years")).to_be_visible()
    expect(page.locator('[name="who_grade"]:checked')).to_have_count(0)
    expect(page.locator("[data-verdict]")).to_have_count(0)
    # Chromium under test parses as if scripts ran, so the words are looked for, not seen.
    assert "χρειάζεται JavaScript" in page.content()
    page.goto(f"{site}calculators/milan-net-2007/")
    expect(page.locator("article table").first).to_contain_text("Ηλικία ≤ 55 έτη")


PYTHON = re.compile(r"/assets/python/(?!engine)[^/]+$")


def test_while_the_rules_load_the_form_can_be_filled_and_no_verdict_is_shown(page: Page, site: str):
    held = []
    released = threading.Event()
    page.route(PYTHON, lambda route: route.continue_() if released.is_set() else held.append(route))
    page.goto(f"{site}en/calculators/")

    expect(page.locator('[data-when="loading"]')).to_be_visible()
    expect(page.locator("[data-verdict]")).to_have_count(0)
    enter(page, "age_years", "70")
    released.set()
    for route in held:
        route.continue_()
    expect(verdict(page, "milan-net-2007")).to_have_attribute("data-verdict", "not_met")
    expect(page.locator('[data-when="loading"]')).to_be_hidden()


@pytest.mark.parametrize("fault", ["refused", "missing", "altered"])
def test_when_the_rules_cannot_start_the_page_says_what_to_do(faulty_page: Page, site: str, fault: str):
    page = faulty_page
    faults = {
        "refused": lambda route: route.abort(),
        "missing": lambda route: route.fulfill(status=404, body=""),
        "altered": lambda route: route.fulfill(status=200, body=b"something else"),
    }
    page.route(PYTHON, faults[fault])
    page.goto(f"{site}en/calculators/milan-net-2007/{address(LIMIT)}")

    failed = page.locator('[data-when="failed"]')
    expect(failed).to_be_visible()
    expect(failed).to_contain_text("could not start")
    expect(page.locator("[data-verdict]")).to_have_count(0)
    expect(page.locator("#age_years")).to_have_value("55")
    failed.get_by_role("link").click()
    expect(page.locator("#criteria")).to_be_in_viewport()

    page.unroute(PYTHON)
    page.locator("[data-retry]").click()
    shown(page)
    expect(failed).to_be_hidden()
    expect(page.locator("#age_years")).to_have_value("55")


def test_an_old_verdict_is_taken_away_when_no_new_one_comes(faulty_page: Page, site: str):
    """A worker that hangs must not leave the verdict of another case on the page."""
    page = faulty_page
    page.goto(f"{site}calculators/{address(LIMIT)}")
    shown(page)
    page.evaluate("Worker.prototype.postMessage = () => {}")

    enter(page, "age_years", "70")

    expect(page.locator("[data-verdict]")).to_have_count(0)
    expect(page.locator("[data-truth]")).to_have_count(0)
    expect(page.locator("#age_years")).to_have_value("70")


def test_only_the_last_of_many_quick_changes_is_shown(page: Page, site: str):
    page.goto(f"{site}calculators/")
    shown(page)
    page.evaluate(
        """() => {
            const field = document.querySelector("#age_years");
            for (const value of ["70", "50", "71", "51", "72"]) {
                field.value = value;
                field.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }"""
    )

    expect(verdict(page, "milan-net-2007").locator('[data-criterion="age"]')).to_contain_text("72")
    assert case_in(page) == {"age_years": "72"}


def test_timing_marks_are_set(page: Page, site: str):
    page.goto(f"{site}calculators/{address(LIMIT)}")
    shown(page)
    marks = "() => performance.getEntriesByType('mark').map((mark) => mark.name).filter((name) => name !== 'question-shown')"
    assert page.evaluate(marks) == ["calculator-ready", "verdict-shown"]

    enter(page, "age_years", "54")
    expect(verdict(page, "milan-net-2007").locator('[data-criterion="age"]')).to_contain_text("54")

    assert page.evaluate(marks) == ["calculator-ready", "verdict-shown", "verdict-shown"]


@pytest.mark.parametrize("part", range(2))
def test_the_browser_gives_the_same_json_as_the_host_for_every_case(page: Page, site: str, part: int):
    """Pyodide in Chromium against CPython here: every hand-written patient, every other one in Greek."""
    page.goto(f"{site}calculators/")
    shown(page)
    engine = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name).find((name) => name.includes('/python/engine'))"
    )
    patients = {urlencode({name: encode(value) for name, value in case.patient.items()}) for case in CASES}
    requests = [
        {
            "language": ("en", "el")[index % 2],
            "today": "2026-11-01",
            "answers": {},
            "carried": parse_qsl(patient, keep_blank_values=True),
        }
        for index, patient in enumerate(sorted(patients)[part::2])
    ]
    page.evaluate(START, engine)
    replies = page.evaluate(ASK, requests)

    assert len(replies) == len(requests) > 400
    for request, reply in zip(requests, replies, strict=True):
        assert json.loads(reply) == json.loads(handle(json.dumps(request)))
