"""The worked cases: the rules read them as a reader of the sources does, and the stories tell what the rules are asked."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from data import teaching as worked_cases
from data.records import DataError
from render import teaching

from calculators import evaluate
from calculators.documents.messages import MONTHS
from calculators.model.text import LANGUAGES, number
from calculators.sets.registry import SETS
from calculators.web.endpoint import handle

CASES = worked_cases.cases()
TODAY = date.fromisoformat(teaching.LATEST)
EACH = pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
EACH_SET = pytest.mark.parametrize(
    ("case", "criteria"), [pytest.param(case, one, id=f"{case.id}, {one.id}") for case in CASES for one in case.sets]
)


def replied(case, language) -> dict:
    """What the page gets for *case*, asked as its script asks."""
    request = {
        "ask": "case",
        "language": language,
        "today": teaching.LATEST,
        "answers": {},
        "carried": parse_qsl(case.address),
    }
    return json.loads(handle(json.dumps(request)))


def test_there_are_enough_cases_for_every_set_and_for_other_tumours():
    assert len(CASES) >= 14
    assert {one.id for case in CASES for one in case.sets} == set(SETS)
    assert sum(case.patient["tumour_family"] == "non_neuroendocrine" for case in CASES) >= 3


@EACH_SET
def test_the_rules_read_a_case_as_a_reader_of_the_source_does(case, criteria):
    result = evaluate(dict(case.patient), today=TODAY).sets[criteria.id]
    expected = dict(case.expected[criteria.id])
    outcome = expected.pop("outcome", None)

    assert {name: finding.truth.value for name, finding in result.findings.items()} == expected
    assert (None if result.verdict is None else result.verdict.value) == outcome


def test_what_is_open_in_a_case_is_missing_or_contradicted_or_a_matter_of_wording():
    """An open criterion teaches one of the three; which one, is what the lesson explains."""
    missing, contradiction, wording = set(), set(), set()
    for case in CASES:
        evaluation = evaluate(dict(case.patient), today=TODAY)
        for criteria in case.sets:
            for name, finding in evaluation.sets[criteria.id].findings.items():
                missing |= {(case.id, name, field) for field in finding.missing}
                contradiction |= {(case.id, name) for _ in finding.contradiction}
                wording |= {(case.id, name) for _ in finding.wording}

    assert missing == {
        ("not-yet-examined", "liver_remnant", "future_liver_remnant_percent"),
        ("not-yet-examined", "carcinoid_heart", "carcinoid_heart_disease"),
        ("factors-before-surgery", "margin", "expected_margin"),
        ("factors-before-surgery", "major_hepatectomy", "major_hepatectomy"),
    }
    assert contradiction == {("two-grades", "grade")}
    assert wording == {
        ("lung-metastasis", "extra_abdominal"),
        ("ki67-on-the-limit", "grade_ki67"),
        ("low-grade-of-2007", "histology"),
        ("proximal-stomach", "portal_drainage"),
        ("combined-operation", "involvement"),
        ("between-two-limits", "stability"),
        ("factors-before-surgery", "extrahepatic"),
        ("sarcoma-of-the-kidney", "low"),
        ("sarcoma-of-the-kidney", "intermediate"),
        ("nodule-within-a-metastasis", "response"),
    }


def test_factors_before_the_operation_are_a_range():
    # One present (age), three absent, three open (one by wording, two missing): between 1 and 1 + 3 are present.
    (case,) = (case for case in CASES if case.id == "factors-before-surgery")

    said = {language: replied(case, language)["result"]["sets"]["adam-2006-factors"]["said"] for language in LANGUAGES}

    assert said == {
        "en": "1 to 4 of 7 adverse factors present",
        "el": "δυσμενείς παράγοντες που υπάρχουν: 1 έως 4 από 7",
    }


def test_six_months_to_the_day_and_six_days_less():
    # 14 January to 14 July: 6. 20 January to 20 June: 5; from there 24 of the 30 days to 20 July: 5.8.
    (case,) = (case for case in CASES if case.id == "six-months-to-the-day")
    derived = evaluate(dict(case.patient), today=TODAY).derived()

    assert derived["months_since_primary_resection"] == 6
    assert derived["months_stable_disease"] == pytest.approx(5.8)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_is_read_without_a_complaint(case, language):
    reply = replied(case, language)

    assert reply["problems"] == {}
    assert reply["notices"] == []
    assert set(reply["case"]) == set(case.patient)


@EACH
def test_a_warning_stands_beside_the_asked_sets_only_where_it_is_the_point(case):
    asked = {one.id for one in case.sets}
    beside = {alert.id for alert in evaluate(dict(case.patient), today=TODAY).alerts if asked & set(alert.sets)}

    meant = {"two-grades": {"conflict-who-grade"}, "severe-heart-disease": {"contraindication-severe-carcinoid-heart"}}
    assert beside == meant.get(case.id, set())


def figures(story: str) -> set[str]:
    """The numbers of *story*, with a point for decimals; those inside a name such as Ki-67 or G2 are not meant."""
    return {found.replace(",", ".") for found in re.findall(r"(?<![\w-])\d+(?:[.,]\d+)?", story)}


@EACH
def test_the_story_tells_every_number_and_date_of_the_case(case):
    for language in LANGUAGES:
        story = case.story[language].replace("\u00a0", " ")
        for name, value in case.patient.items():
            if name.endswith("_date"):
                day = date.fromisoformat(value)
                assert f"{day.day} {MONTHS[language].split()[day.month - 1]} {day.year}" in story, name
            elif isinstance(value, int | float) and not isinstance(value, bool):
                shown = number(value)[language]
                assert re.search(rf"(?<![\d.,]){re.escape(shown)}(?![\d]|[.,]\d)", story), name


@EACH
def test_both_languages_give_the_same_figures(case):
    for text in (case.story, case.lesson, case.title):
        assert figures(text.en) == figures(text.el)


@EACH
def test_a_case_tells_three_to_six_sentences_and_no_advice(case):
    for language in LANGUAGES:
        assert 3 <= len(re.findall(r"\.(?=\s|$)", case.story[language])) <= 6
        said = " ".join(text[language] for text in (case.title, case.story, case.lesson))
        assert not re.search(
            r"\b(eligible|suitable|recommended|candidate|κατάλληλ\w+|ενδείκνυται|συνιστάται)\b", said, re.IGNORECASE
        )


def test_no_limit_is_typed_in_a_text():
    """A typed limit would stay behind when the rule changes; `{{ criterion SET CRITERION }}` pulls it."""
    text = worked_cases.CASES.read_text(encoding="utf-8")

    assert re.findall(r"[<≤≥>]\s*\d", text) == []
    assert text.count("{{ criterion ") > 10


class Questions(HTMLParser):
    """The questions of the rendered cases, as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.hidden: dict[str, int] = {}
        self.shown: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        assert not any(name == "style" or name.startswith("on") for name in found)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "input":
            assert found["type"] == "radio"
            assert "checked" not in found
            self.values.setdefault(found["name"], []).append(found["value"])
        self.shown += [
            name for name in ("data-reading", "data-after", "data-result") if name in found and "hidden" not in found
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_there_unanswered_and_no_reading_is_shown(language):
    kept = []
    lines = list(teaching.lines(language, lambda html: kept.append(html) or "kept"))
    page = Questions()
    page.feed("".join(kept))

    wanted = {
        f"{case.id}.{criteria.id}.{name}": ["met", "not_met", "undecided" if name == "outcome" else "unknown"]
        for case in CASES
        for criteria in case.sets
        for name in worked_cases.questions(criteria)
    }
    assert page.values == wanted
    assert len(page.ids) == len(set(page.ids))
    assert page.shown == []
    assert "".join(kept).count({"en": "Invented case", "el": "Επινοημένο περιστατικό"}[language]) == len(CASES)
    assert sum(line.startswith("## ") for line in lines) == 6


GOOD = """
[[case]]
id = "one"
invented = true
sets = ["gist-imatinib"]
read = "guideline/gist#timing"
patient = { imatinib_months = 6 }
expected = { gist-imatinib = { duration = "met", response = "unknown", outcome = "undecided" } }
title = { en = "One", el = "Ένα" }
story = { en = "{{ criterion gist-imatinib duration }}", el = "Ιστορία" }
lesson = { en = "Lesson", el = "Μάθημα" }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "teaching.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_limit_is_pulled_from_its_declaration(tmp_path):
    (case,) = worked_cases.cases(written(tmp_path, GOOD))

    assert case.story.en == "duration of imatinib ≥ 6 months"
    assert case.read.title.en == "When to operate"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("invented = true", "invented = false", "invented", id="not marked as invented"),
        pytest.param(
            'sets = ["gist-imatinib"]',
            'sets = ["gist-imatinub"]',
            "no set gist-imatinub",
            id="a set that does not exist",
        ),
        pytest.param('sets = ["gist-imatinib"]', "sets = []", "asks no set", id="no set"),
        pytest.param('response = "unknown", ', "", "one answer to each question", id="a criterion left out"),
        pytest.param('el = "Ένα"', 'de = "Eins"', "both languages", id="a language left out"),
        pytest.param(
            "gist-imatinib duration", "gist-imatinib length", "there is no criterion", id="a limit that does not exist"
        ),
        pytest.param("gist#timing", "gist#never", "no section", id="a section that does not exist"),
        pytest.param("lesson =", "moral =", "a case has", id="a key that is not known"),
    ],
)
def test_a_case_that_is_incomplete_stops_the_build(tmp_path, old, new, says):
    assert GOOD.count(old) == 1

    with pytest.raises(DataError, match=says):
        worked_cases.cases(written(tmp_path, GOOD.replace(old, new)))


def test_two_cases_of_one_name_stop_the_build(tmp_path):
    with pytest.raises(DataError, match="same id"):
        worked_cases.cases(written(tmp_path, GOOD * 2))
