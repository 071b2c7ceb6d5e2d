"""The JSON Schemas against what the rules read and write."""

import json
from copy import deepcopy
from datetime import date
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from patients import random_patients
from support.cases import CASES

from calculators import InvalidCase, __version__, evaluate
from calculators.documents.case_file import save
from calculators.documents.saved_schema import saved_schema
from calculators.engine.case import read
from calculators.engine.evaluate import evaluate_answers
from calculators.engine.guards import GUARDS
from calculators.export.json_schema import case_schema, result_schema
from calculators.model.text import resolve
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

TODAY = date(2026, 11, 26)
SCHEMAS = (case_schema, result_schema, saved_schema)


@cache
def validator(schema, language: str = "en") -> Draft202012Validator:
    found = resolve(schema(), language)
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.exhaustive
def test_every_hand_written_case_its_result_and_its_file_fit():
    for case in CASES:
        validator(case_schema).validate(case.patient)
    for case in CASES[::40]:
        answers = read(case.patient, TODAY)
        for language in ("en", "el"):
            validator(result_schema, language).validate(evaluate(case.patient, today=TODAY).as_dict(language))
            validator(saved_schema, language).validate(resolve(save(answers, TODAY, "0" * 32), language))


def test_random_results_fit():
    for patient in random_patients(15, 7):
        validator(result_schema).validate(evaluate_answers(patient).as_dict())


WRONG = [
    {},
    {"age_years": 121},
    {"age_years": -1},
    {"age_years": "about 50"},
    {"age_years": "<2 years"},
    {"ki67_cells_counted": 2.5},
    {"who_grade": "G4"},
    {"functioning": "yes"},
    {"assessment_date": "26/11/2026"},
    {"assessment_date": "2026-02-30"},
    {"ages": 50},
]
RIGHT = [
    {"age_years": None},
    {"age_years": 55.0, "ki67_percent": "<2", "mitoses_per_2mm2": "1-2", "liver_involvement_percent": ">=50"},
    {"assessment_date": "2026-02-28", "functioning": False, "who_grade": None},
]


@pytest.mark.parametrize("case", WRONG, ids=json.dumps)
def test_the_schema_refuses_what_the_rules_refuse(case):
    assert not validator(case_schema).is_valid(case)
    if case:  # in Python, no answer at all is a case
        with pytest.raises(InvalidCase):
            evaluate(case)


@pytest.mark.parametrize("case", RIGHT, ids=json.dumps)
def test_the_schema_takes_what_the_rules_take(case):
    validator(case_schema).validate(case)
    evaluate(case)


SPOILT = {
    "a verdict of other words": ("sets", "milan-net-2007", "verdict", "eligible"),
    "a verdict of a set that gives none": ("sets", "adam-2006-factors", "verdict", "met"),
    "a class that is none": ("sets", "histology-risk", "class", "very_high"),
    "a truth that is none": ("sets", "milan-net-2007", "criteria", "age", "truth", "undecided"),
    "a reason that names no field": ("sets", "milan-net-2007", "criteria", "age", "because", [{"missing": "ages"}]),
    "a grade that is none": ("derived", "who_grade", "G4"),
    "another version": ("rules_version", "0.0.1"),
    "a part that is none": ("advice", "operate"),
}


@pytest.mark.parametrize("place", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_result_does_not_fit(place):
    spoilt = deepcopy(evaluate({"ki67_percent": "<2", "mitoses_per_2mm2": 1}).as_dict())
    validator(result_schema).validate(spoilt)
    *path, name, value = place
    part = spoilt
    for one in path:
        part = part[one]
    part[name] = value

    assert not validator(result_schema).is_valid(spoilt)


def test_a_saved_case_needs_its_receipt_and_its_result():
    saved = resolve(save(read({"age_years": 50}, TODAY), TODAY), "en")
    validator(saved_schema).validate(saved)

    for name in ("receipt", "result", "case", "assessed"):
        assert not validator(saved_schema).is_valid({key: part for key, part in saved.items() if key != name})
    assert not validator(saved_schema).is_valid({**saved, "receipt": "1.3.0"})


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_names_version_statuses_and_guards(schema):
    plain = resolve(schema(), "el")

    assert plain["x-rules-version"] == __version__
    assert {one["id"]: one["status"] for one in plain["x-sets"]} == {one.id: one.status.value for one in SETS.values()}
    assert [one["id"] for one in plain["x-guards"]] == [guard.id for guard in GUARDS]
    assert "ποτέ «κατάλληλος»" in plain["$comment"]
    assert set(FIELDS) == set(resolve(case_schema(), "en")["properties"])
