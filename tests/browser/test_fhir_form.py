"""The Questionnaire in a form renderer of others, LHC-Forms of the National Library of Medicine: opened, filled, read back, and evaluated the same."""

from collections.abc import Iterator
from datetime import date

import pytest
from paths import PACKAGES
from playwright.sync_api import Browser, Page, Route, expect

from calculators.engine.case import read
from calculators.engine.evaluate import evaluate_answers
from calculators.export.fhir import BOTH, COMPARATORS, read_response, response
from calculators.export.fhir_questionnaire import questionnaire
from calculators.model.fields import Choice, DateField, Number
from calculators.model.text import Language
from calculators.vocabulary.form import FIELDS

LFORMS = PACKAGES / "lforms/dist/lforms"
FORMS = "https://forms.invalid/"
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="webcomponent/styles.css"><div id="form"></div>
<script src="webcomponent/assets/lib/zone.min.js"></script><script src="webcomponent/lhc-forms.js"></script>
<script src="fhir/R4/lformsFHIR.min.js"></script>"""
OPEN = """async ([asked, answered]) => {
  const { Util } = LForms;
  const form = Util.convertFHIRQuestionnaireToLForms(asked, "R4");
  await Util.addFormToPage(answered ? Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", answered, form, "R4") : form, "form", {});
}"""
TODAY = date(2026, 11, 26)
ANSWERS = {
    "age_years": 54.5,
    "ki67_percent": "<3",
    "mitoses_per_2mm2": 1,
    "liver_involvement_percent": ">=50",
    "primary_site": "ileum",
    "functioning": True,
    "bilobar": False,
    "assessment_date": "2026-11-02",
}
"""An answer of each kind, two of them bounds on which verdicts hang."""


@pytest.fixture
def form(chromium: Browser) -> Iterator[Page]:
    """Return a page with LHC-Forms, which package-lock.json holds; whatever it asks besides is refused."""
    assert LFORMS.is_dir(), "LHC-Forms is not there: `make setup` installs it"

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(FORMS)
        if name:
            route.fulfill(path=LFORMS / name)
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    context = chromium.new_context(locale="en-US")
    context.route("**/*", serve)
    page = context.new_page()
    page.goto(FORMS)
    page.wait_for_function("() => globalThis.LForms?.FHIR?.R4")
    yield page
    context.close()


def read_back(form: Page):
    return read_response(form.evaluate("LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form')"))


def control(form: Page, name: str, depth: int = 2):
    return form.locator(f'[id="{name}{"/1" * depth}"]')


def fill(form: Page, name: str, text: str, depth: int = 2) -> None:
    control(form, name, depth).fill(text)
    control(form, name, depth).press("Tab")


def choose(form: Page, name: str, text: str, depth: int = 2) -> None:
    control(form, name, depth).click()
    form.locator("#completionOptions li", has_text=text).first.wait_for()
    fill(form, name, text, depth)


def answer(form: Page, name: str, value, language: Language) -> None:
    """Answer the question *name* as somebody does who fills the form."""
    match FIELDS[name], value:
        case Number(), str():
            number = value.lstrip("<>=")
            fill(form, name, number)
            sign = value.removesuffix(number)
            choose(form, f"{name}.bound", COMPARATORS[sign][language], depth=3)
        case Number(), _:
            fill(form, name, str(value))
        case Choice(options=options), _:
            choose(form, name, options[value][language])
        case DateField(), _:
            day = control(form, name).locator("input")
            day.fill(f"{date.fromisoformat(value):%m/%d/%Y}")
            day.press("Enter")
        case _:
            label = form.locator(f'[id="{name}/1/1|{str(value).lower()}"]')
            label.click()
            expect(label.locator("input")).to_be_checked()


@pytest.mark.parametrize("language", ["en", "el"])
def test_whoever_fills_the_form_is_told_what_the_board_tells(form: Page, language: Language):
    form.evaluate(OPEN, [questionnaire(language), None])
    expect(form.locator("#form")).to_contain_text(FIELDS["ki67_percent"].label[language])
    expect(control(form, "ki67_percent.bound", 3)).to_have_count(0)
    for name, value in ANSWERS.items():
        answer(form, name, value, language)

    case = read(ANSWERS, TODAY)
    assert read(read_back(form), TODAY) == case
    assert evaluate_answers(read(read_back(form), TODAY)).plain() == evaluate_answers(case).plain()


@pytest.mark.parametrize("language", ["en", "el", BOTH])
def test_a_response_that_the_form_opens_comes_back_with_its_bounds(form: Page, language: str):
    case = read(ANSWERS, TODAY)
    form.evaluate(OPEN, [questionnaire(language), response(case, "el" if language == "el" else "en")])
    expect(control(form, "age_years")).to_have_value("54.5")

    raw = form.evaluate("JSON.stringify(LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form'))")
    assert '"comparator"' not in raw, "LHC-Forms keeps comparators now: the page on exchange says that it does not"
    assert read(read_back(form), TODAY) == case


def test_of_a_range_the_form_keeps_less_and_nothing_false(form: Page):
    form.evaluate(OPEN, [questionnaire("en"), response(read({"ki67_percent": "3-20"}, TODAY), "en")])
    expect(control(form, "ki67_percent")).to_have_value("3")

    assert read_back(form) == {"ki67_percent": ">=3"}
