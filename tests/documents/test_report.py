"""What is said of a case before anybody lays it out, and how one language of it is chosen."""

import json
from datetime import date

import pytest
from support.cases import CASES

from calculators import evaluate
from calculators.documents.messages import fact
from calculators.documents.report import full_report, report
from calculators.model.text import LANGUAGES, Text, resolve, resolver, same
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.tumour import WHO_GRADE
from calculators.web.endpoint import handle

TODAY = date(2026, 11, 23)
FIFTY_FIVE = {"tumour_family": "neuroendocrine", "age_years": 55}  # at most 55, and below 55


def disagreements(case):
    return [topic.id for topic in full_report(evaluate(case, today=TODAY)).disagreements]


def of_set(case, name, found=full_report):
    return next(one for one in found(evaluate(case, today=TODAY)).sets if one.criteria.id == name)


def criterion(case, set_id, name):
    return next(one for one in of_set(case, set_id).each if one.criterion.id == name)


def reply(case):
    answers = {name: str(value) for name, value in case.items()}
    asked = {"language": "en", "today": TODAY.isoformat(), "answers": answers, "carried": []}
    return json.loads(handle(json.dumps(asked)))


def test_sets_of_one_question_disagree_where_one_is_met_and_another_is_not_met_for_nothing_else():
    assert disagreements(FIFTY_FIVE) == ["age"]
    assert disagreements({**FIFTY_FIVE, "age_years": 54}) == []
    assert reply(FIFTY_FIVE)["result"]["disagreements"] == ["age"]
    # With a grade that no list accepts, the age decides nothing.
    assert disagreements({**FIFTY_FIVE, "who_grade": "NEC"}) == []


@pytest.mark.parametrize(
    "case",
    [
        {"histology": "gist", "imatinib_months": 7, "imatinib_response": "progression_multifocal"},
        {"extra_abdominal_metastases": "none", "nodal_metastases": "none", "peritoneal_carcinomatosis": "diffuse"},
    ],
)
def test_a_set_with_two_criteria_on_a_topic_does_not_disagree_with_itself(case):
    assert disagreements(case) == []


def standing(case):
    return [(one.state, one.said.en) for one in report(evaluate(case, today=TODAY)).standing]


def test_where_a_case_stands_counts_verdicts_and_each_finding_that_forbids_once():
    assert standing({**FIFTY_FIVE, "carcinoid_heart_disease": "severe"}) == [
        ("not_met", "2 not met"),
        ("undecided", "4 open"),
        ("forbids", "1 finding that forbids"),
    ]
    # Neither a provisional set nor a factor nor a class is counted.
    assert standing({"tumour_family": "non_neuroendocrine", "primary_site": "breast"}) == [("undecided", "1 open")]
    closed = {"portal_vein_thrombosis": "none", "hepatic_insufficiency": True, "prior_whipple": True}
    assert standing({"tumour_family": "non_neuroendocrine", "primary_site": "breast", **closed}) == [
        ("forbids", "2 findings that forbid")
    ]
    # Where nothing is left to count it is said, so that the bar of a phone is never empty.
    clear = {"portal_vein_thrombosis": "none", "hepatic_insufficiency": False, "prior_whipple": False}
    assert standing({"tumour_family": "non_neuroendocrine", "primary_site": "breast", **clear}) == [
        ("met", "no contraindication present")
    ]
    assert {
        state for state, _ in standing({"histology": "gist", "imatinib_months": 7, "imatinib_response": "partial"})
    } >= {"met"}


def test_a_primary_that_is_gone_is_not_advised_about():
    gone = of_set({"primary_site": "ileum", "primary_resection": "separate_curative"}, "primary-resection")
    assert gone.outcome.en == "Not applicable now"
    assert gone.brief.en == "not applicable now"
    assert gone.reason
    assert gone.reason.en == "Resection of the primary: curative, in a separate operation"
    there = of_set({"primary_site": "ileum", "primary_resection": "none"}, "primary-resection")
    assert there.outcome.en.startswith("Weak evidence")


def test_an_outcome_says_what_it_does_not_cover():
    gist = {"histology": "gist", "imatinib_months": 7, "imatinib_response": "partial"}
    assert of_set(gist, "gist-imatinib").outcome.en == (
        "criteria met as published (two items, duration and response; not resectability)"
    )
    assert of_set({"histology": "gist"}, "gist-imatinib").outcome.en == "open"
    lung = {"primary_site": "lung", "histology": "adenocarcinoma"}
    assert of_set(lung, "histology-risk").outcome.en == ("High risk (of what and by when, the slide does not say)")
    assert of_set({}, "histology-risk").outcome.en == "Open"


def test_sets_of_different_questions_may_ask_for_opposite_things():
    """Resection asks for metastases that can be removed, transplantation for such as cannot."""
    case = {"tumour_family": "neuroendocrine", "liver_metastases_resectable": True}
    of_topic = {
        (one.criteria.id, found.finding.truth.value)
        for one in full_report(evaluate(case, today=TODAY)).sets
        for found in one.each
        if found.criterion.topic.id == "resectability"
    }

    assert {truth for _, truth in of_topic} >= {"met", "not_met"}
    assert "resectability" not in disagreements(case)


def test_a_factor_that_is_present_decides_nothing_against_a_set():
    case = {**FIFTY_FIVE, "functioning": False, "carcinoid_heart_disease": "severe"}

    assert criterion(case, "enets-2012-transplant", "age").against
    assert criterion(case, "transplant-contraindications", "severe_carcinoid_heart").against
    assert not criterion(case, "milan-net-2007", "age").against
    factor = criterion(case, "net-survival-factors", "non_functioning")
    assert (factor.finding.truth.value, factor.against) == ("not_met", False)


def test_a_set_names_the_warnings_beside_it_and_those_that_are_read_out():
    """A finding that forbids an operation is read out, a list that was published for other patients is only shown."""
    result = reply({"carcinoid_heart_disease": "severe", "tumour_family": "non_neuroendocrine"})["result"]
    kinds = [alert["kind"] for alert in result["alerts"]]

    for name, one in result["sets"].items():
        beside = [place for place, alert in enumerate(result["alerts"]) if name in alert["sets"]]
        urgent = [place for place in beside if kinds[place] not in {"population", "doubt"}]
        assert (one["alerts"], one["read_out"]) == (beside, urgent)
    assert {"population", "guard"} <= set(kinds)


def test_a_warning_that_stands_alone_says_what_it_is_about():
    (first, *_) = full_report(evaluate({**FIFTY_FIVE, "carcinoid_heart_disease": "severe"}, today=TODAY)).alerts

    assert first.text.en == "Contraindication to transplantation present: severe carcinoid heart disease."
    assert first.alone == first.text
    removed = full_report(evaluate({"primary_resection": "separate_curative"}, today=TODAY)).alerts
    assert [one.alone.en for one in removed] == [f"Primary tumour: {one.text.en}" for one in removed]


def test_what_concerns_the_case_is_a_part_of_all_that_is_said():
    evaluation = evaluate({"tumour_family": "non_neuroendocrine", "primary_site": "breast"}, today=TODAY)
    part, whole = report(evaluation), full_report(evaluation)

    assert len(part.sets) + len(part.elsewhere) == len(whole.sets)
    assert (whole.elsewhere, {one.criteria.id for one in part.sets} < {one.criteria.id for one in whole.sets}) == (
        (),
        True,
    )
    assert [alert.number for alert in part.alerts] == list(range(1, len(part.alerts) + 1))


def test_what_was_entered_keeps_its_digits_and_what_was_derived_does_not():
    months = FIELDS["months_stable_disease"]

    assert fact(months, 6.123456, entered=True) == Text("6.123456 months", "6,123456 μήνες")
    assert fact(months, 6.123456) == Text("6.12 months", "6,12 μήνες")


@pytest.mark.parametrize(("field", "value"), [(AGE_YEARS, "55"), (WHO_GRADE, 2.0)], ids=["number", "choice"])
def test_a_value_of_another_kind_is_no_fact(field, value):
    with pytest.raises(TypeError, match=f"no value of {field.id}"):
        fact(field, value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_reply_is_said_in_one_language(language):
    said = {"texts": (same("Ki-67"), Text("met", "πληρούται")), "number": 2.5, "nothing": None, "yes": True}
    found = resolve({"deep": [said]}, language)

    assert found["deep"][0]["texts"] == ["Ki-67", {"en": "met", "el": "πληρούται"}[language]]
    assert found == json.loads(json.dumps({"deep": [said]}, default=resolver(language)))


def test_what_is_neither_said_nor_data_is_refused():
    with pytest.raises(TypeError, match="neither a text nor plain data"):
        resolve({"thing": object()}, "en")


def test_a_number_is_echoed_with_the_digits_by_which_the_page_tells_how_it_was_typed():
    assert reply({"ki67_percent": "2,50", "assessment_date": "14/7/2026"})["echo"] == {
        "ki67_percent": {"digits": "2.5", "said": "2.5 %"},
        "assessment_date": {"digits": None, "said": "14 July 2026"},
    }


def test_a_set_says_in_one_line_why():
    case = {**FIFTY_FIVE, "carcinoid_heart_disease": "severe", "stable_since_date": "2026-07-23"}
    case["assessment_date"] = "2026-11-23"

    # 55 is not below 55, and four months are not six; what is not known beside them changes nothing.
    assert of_set(case, "enets-2012-transplant").reason == Text(
        "Age < 55 years (55 years); Duration of stable disease ≥ 6 months (4 months)",
        "Ηλικία < 55 έτη (55 έτη)· Διάρκεια σταθερής νόσου ≥ 6 μήνες (4 μήνες)",
    )
    assert of_set(case, "transplant-contraindications").reason.en == "severe carcinoid heart disease (severe)"
    assert of_set({"histology": "gist"}, "gist-imatinib").reason.en.startswith("not known: ")
    # The class says it all.
    assert of_set({}, "histology-risk").reason is None


CARCINOMA = {
    "age_years": 50,
    "tumour_family": "neuroendocrine",
    "primary_site": "pancreas",
    "differentiation": "poor",
    "ki67_percent": 60,
    "liver_metastases_resectable": False,
    "extrahepatic_disease": "unresectable",
}


def test_of_criteria_with_several_parts_those_that_are_not_met_are_named_once():
    assert of_set(CARCINOMA, "milan-group-2023").reason == Text(
        "Extrahepatic disease: none or cleared (unresectable); WHO grade: G1 or G2, or Ki-67 index < 10 % (WHO grade: NEC; Ki-67 index: 60 %)",
        "Εξωηπατική νόσος: καμία ή πλήρως αφαιρεθείσα (μη εξαιρέσιμη)· Βαθμός κακοήθειας κατά WHO: G1 ή G2, ή δείκτης Ki-67 < 10 % "
        "(Βαθμός κακοήθειας κατά WHO: NEC· Δείκτης Ki-67: 60 %)",
    )
    assert of_set(CARCINOMA, "enets-2012-transplant").reason.en == (
        "Differentiation: well (poor); Ki-67 index < 10 % (60 %); Extrahepatic disease: none or cleared (unresectable)"
    )
    # A factor or a contraindication goes by its name.
    assert of_set(CARCINOMA, "transplant-contraindications").reason.en.startswith("grade 3 tumour")


@pytest.mark.parametrize(
    ("set_id", "reason"),
    [
        ("gist-imatinib", "each of the 2 criteria is met"),
        ("liver-directed-contraindications", "none of the 3 is present"),
        ("net-survival-factors", None),
    ],
)
def test_a_set_that_is_met_says_how_many_criteria_it_has(set_id, reason):
    met = next(case.patient for case in CASES if case.set_id == set_id)
    found = of_set(met, set_id).reason

    assert (found and found.en) == reason


def test_a_topic_is_quiet_where_all_that_is_asked_for_is_met():
    def quiet(case):
        return {topic.id for topic in report(evaluate(case, today=TODAY)).quiet}

    assert "age" in quiet({**FIFTY_FIVE, "age_years": 50})
    assert "age" not in quiet(FIFTY_FIVE)
    assert "age" not in quiet({"tumour_family": "neuroendocrine"})
