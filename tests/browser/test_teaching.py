"""The worked cases in a real browser: a case is judged, compared, and judged again."""

import re

import pytest
from data import teaching
from data.teaching import cases
from playwright.sync_api import Locator, Page, expect
from support.site import violations

PYTHON = re.compile(r"/assets/python/(?!engine)[^/]+$")
BY_ID = {case.id: case for case in teaching.cases()}


def opened(page: Page, name: str) -> Locator:
    study = page.locator(f"#case-{name}")
    study.locator("> summary").click()
    return study


def choose(study: Locator, set_id: str, question: str, value: str) -> None:
    # The button is drawn by its label; the radio lies over it and cannot be seen.
    study.locator(f'[data-asked="{set_id}"] [data-question="{question}"] input[value="{value}"]').check()


def reading(study: Locator, set_id: str, question: str) -> Locator:
    return study.locator(f'[data-asked="{set_id}"] [data-question="{question}"]')


def answer_as_expected(study: Locator, name: str) -> None:
    for set_id, answers in BY_ID[name].expected.items():
        for question, value in answers.items():
            choose(study, set_id, question, value)


WORDS = {
    "en/": {
        "score": "8 of 8 as the rules read it",
        "partial": "0 of 3 as the rules read it · not answered: 1",
        "progress": "Compared so far: 2 of {count} cases",
        "right": "Right",
        "wrong": "Wrong",
        "open": "Not answered",
        "met": "met",
        "wording": "predates the three grades",
        "entered": "Duration of imatinib: 5.9 months",
        "pinpoint": "slide 18, third sentence",
    },
    "": {
        "score": "8 από 8 όπως τα διαβάζουν οι κανόνες",
        "partial": "0 από 3 όπως τα διαβάζουν οι κανόνες · χωρίς απάντηση: 1",
        "progress": "Συγκρίθηκαν ως τώρα: 2 από {count} περιστατικά",
        "right": "Σωστό",
        "wrong": "Λάθος",
        "open": "Χωρίς απάντηση",
        "met": "πληρούται",
        "wording": "προηγείται των τριών βαθμών",
        "entered": "Διάρκεια θεραπείας με ιματινίμπη: 5,9 μήνες",
        "pinpoint": "διαφάνεια 18, τρίτη πρόταση",
    },
}


@pytest.mark.parametrize("language", WORDS)
def test_one_case_is_judged_as_the_rules_do_and_one_is_not(page: Page, site: str, language: str):
    said = WORDS[language]
    page.goto(f"{site}{language}calculators/teaching/")

    right = opened(page, "low-grade-of-2007")
    expect(right.locator("[data-lesson]")).to_be_hidden()
    expect(right.locator("[data-reading]").first).to_be_hidden()
    answer_as_expected(right, "low-grade-of-2007")
    right.locator("[data-compare]").click()

    expect(right.locator("[data-score]")).to_have_text(said["score"])
    expect(right.locator("[data-result] h3")).to_be_focused()
    expect(right.locator('[data-judged="right"]')).to_have_count(8)
    histology = reading(right, "milan-net-2007", "histology")
    expect(histology.locator("strong[data-judged]")).to_have_text(said["right"])
    expect(histology.locator("[data-why]")).to_contain_text(said["wording"])
    expect(right.locator("[data-lesson] p").first).to_be_visible()

    wrong = opened(page, "imatinib-days-too-early")
    choose(wrong, "gist-imatinib", "duration", "met")
    choose(wrong, "gist-imatinib", "outcome", "met")
    wrong.locator("[data-compare]").click()

    expect(wrong.locator("[data-score]")).to_have_text(said["partial"])
    duration = reading(wrong, "gist-imatinib", "duration")
    expect(duration.locator("strong[data-judged]")).to_have_text(said["wrong"])
    expect(duration).to_contain_text(said["entered"])
    expect(duration).to_contain_text(said["pinpoint"])
    response = reading(wrong, "gist-imatinib", "response")
    expect(response.locator("strong[data-judged]")).to_have_text(said["open"])
    expect(response.locator("[data-rules]")).to_have_text(said["met"])
    # The mark says it too, and not by its colour alone.
    marks = [
        part.locator(".mark").evaluate("mark => getComputedStyle(mark, '::before').content")
        for part in (histology, duration, response)
    ]
    assert marks == ['"✓"', '"×"', '"–"']
    expect(page.locator("[data-progress]")).to_have_text(said["progress"].format(count=len(cases())))


def test_trying_again_clears_the_case_and_a_changed_answer_takes_its_marks_away(page: Page, site: str):
    page.goto(f"{site}en/calculators/teaching/")
    study = opened(page, "imatinib-days-too-early")
    choose(study, "gist-imatinib", "duration", "met")
    study.locator("[data-compare]").click()
    expect(study.locator("[data-score]")).to_have_text("0 of 3 as the rules read it · not answered: 2")

    choose(study, "gist-imatinib", "duration", "not_met")
    expect(study.locator("[data-reading]").first).to_be_hidden()
    expect(study.locator("[data-score]")).to_be_empty()
    expect(study.locator("[data-lesson]")).to_be_hidden()
    study.locator("[data-compare]").click()
    expect(study.locator("[data-score]")).to_have_text("1 of 3 as the rules read it · not answered: 2")

    study.locator("[data-again]").click()
    expect(study.locator("input:checked")).to_have_count(0)
    expect(study.locator("[data-question][data-judged]")).to_have_count(0)
    expect(study.locator("input").first).to_be_focused()
    expect(study.locator("[data-compare]")).to_be_visible()
    expect(study.locator("[data-again]")).to_be_hidden()
    # It was compared, and stays so.
    expect(page.locator("[data-progress]")).to_have_text(f"Compared so far: 1 of {len(cases())} cases")


def test_a_contraindication_stands_beside_criteria_that_are_met(page: Page, site: str):
    page.goto(f"{site}en/calculators/teaching/")
    study = opened(page, "severe-heart-disease")
    study.locator("[data-compare]").click()

    milan = study.locator('[data-asked="milan-net-2007"]')
    expect(milan.locator('[data-question="outcome"] [data-rules]')).to_have_text("criteria met as published")
    expect(milan.locator("[data-alerts]")).to_contain_text(
        "Contraindication to transplantation present: severe carcinoid heart disease."
    )
    expect(
        study.locator(
            '[data-asked="transplant-contraindications"] [data-question="severe_carcinoid_heart"] [data-rules]'
        )
    ).to_have_text("present")


def test_factors_are_counted_as_a_range_and_the_case_opens_in_its_calculator(page: Page, site: str):
    page.goto(f"{site}en/calculators/teaching/")
    study = opened(page, "factors-before-surgery")
    study.locator("[data-compare]").click()

    expect(study.locator("[data-outcome]")).to_have_text("1 to 4 of 7 adverse factors present")
    study.locator("[data-carries]").click()
    page.wait_for_url(f"{site}en/calculators/adam-2006-factors/#*")
    expect(page.locator("#age_years")).to_have_value("63")
    expect(page.locator('[data-set="adam-2006-factors"] [data-criterion="age"]')).to_have_attribute(
        "data-truth", "not_met"
    )


def test_a_case_is_judged_by_keyboard(page: Page, site: str):
    page.goto(f"{site}en/calculators/teaching/#case-duodenal-primary")
    study = page.locator("#case-duodenal-primary")
    expect(study).to_have_attribute("open", "")

    study.locator("input").first.focus()
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")

    # All three answered with the first choice; the duodenum is in the third class alone.
    expect(study.locator("[data-score]")).to_have_text("1 of 3 as the rules read it")
    expect(study.locator("[data-result] h3")).to_be_focused()
    expect(study.locator("[data-outcome]")).to_have_text("Other sites are not addressed")


def test_nothing_of_python_is_fetched_before_a_case_is_opened(page: Page, site: str):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}calculators/teaching/")
    page.wait_for_load_state("networkidle")
    assert not any("/assets/python/" in url for url in fetched)

    opened(page, "two-grades").locator("[data-compare]").click()

    expect(page.locator("#case-two-grades [data-alerts] li")).to_have_count(1)
    assert any("/assets/python/" in url for url in fetched)


def test_when_the_rules_cannot_start_the_answers_stay_and_another_try_succeeds(faulty_page: Page, site: str):
    page = faulty_page
    page.route(PYTHON, lambda route: route.abort())
    page.goto(f"{site}en/calculators/teaching/")
    study = opened(page, "imatinib-days-too-early")
    choose(study, "gist-imatinib", "duration", "not_met")
    study.locator("[data-compare]").click()
    expect(study.locator("[data-waiting]")).to_contain_text("could not start")
    expect(study.locator("[data-reading]").first).to_be_hidden()

    page.unroute(PYTHON)
    study.locator("[data-compare]").click()

    expect(study.locator("[data-score]")).to_have_text("1 of 3 as the rules read it · not answered: 2")
    expect(study.locator("[data-waiting]")).to_be_empty()


@pytest.mark.parametrize(("language", "palette", "width"), [("", "dark", 390), ("en/", "light", 1300)])
def test_a_compared_case_has_no_accessibility_violation(page: Page, site: str, language: str, palette: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=palette)
    page.goto(f"{site}{language}calculators/teaching/")
    for name in ("severe-heart-disease", "proximal-stomach", "sarcoma-of-the-kidney"):
        study = opened(page, name)
        study.locator("input").first.check()
        study.locator("[data-compare]").click()
        expect(study.locator("[data-result] h3")).to_be_focused()

    # The rest of the page is looked at with all others (test_pages.py).
    assert violations(page, "[data-study][open]") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_stories_criteria_and_lessons_can_be_read(first_visit, site: str):
    page = first_visit(java_script_enabled=False).new_page()
    page.goto(f"{site}calculators/teaching/")
    study = page.locator("#case-two-grades")
    study.locator("> summary").click()

    expect(study.locator(".study__story")).to_contain_text("Ki-67 24\u00a0%")
    expect(study.locator("legend").nth(1)).to_be_visible()
    expect(study.get_by_role("link", name="Εκτομή ως θεραπεία πρώτης επιλογής")).to_be_visible()
    expect(study.locator(".choices").first).to_be_hidden()
    expect(study.locator("[data-compare]")).to_be_hidden()
    study.locator("[data-lesson] > summary").click()
    expect(study.locator("[data-lesson] p").first).to_be_visible()
    assert "χρειάζεται JavaScript" in page.content()
