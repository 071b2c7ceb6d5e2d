"""What is derived: the WHO grade, calendar months, extrahepatic disease."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import evaluate
from calculators.measures.grade import differentiation_of, possible_grades
from calculators.measures.months import months_between, reached
from calculators.populations import NEUROENDOCRINE
from calculators.registry import SETS

TODAY = date(2026, 11, 1)


# WHO 2019, digestive system, table of grades: Ki-67 < 3, 3 to 20, > 20; mitoses < 2, 2 to 20, > 20; the higher counts.
@pytest.mark.parametrize(
    ("ki67", "mitoses", "differentiation", "grades"),
    [
        (0, 0, "well", "G1"),
        (2.0, 1, "well", "G1"),
        (2.99, 1.9, "well", "G1"),
        (3, 1, "well", "G2"),
        (2.9, 2, "well", "G2"),
        (20, 20, "well", "G2"),
        (20.1, 20, "well", "G3"),
        (20, 21, "well", "G3"),
        (35, 30, "poor", "NEC"),
        (2, 1, None, "G1"),
        (5, 1, None, "G2"),
        (21, 0, None, "G3 NEC"),
        (35, None, None, "G3 NEC"),
        (None, 4, None, "G2 G3 NEC"),
        (5, None, None, "G2 G3 NEC"),
        (5, None, "well", "G2 G3"),
        (None, None, "well", "G1 G2 G3"),
        (None, None, "poor", "NEC"),
        (5, None, "poor", "NEC"),
        (None, None, None, "G1 G2 G3 NEC"),
        (20, 20, "poor", ""),
        (1, 1, "poor", ""),
    ],
)
def test_the_grade_is_what_the_counts_and_the_differentiation_allow(ki67, mitoses, differentiation, grades):
    assert possible_grades(ki67, mitoses, differentiation) == frozenset(grades.split())


def test_a_grade_implies_its_differentiation():
    assert differentiation_of(frozenset({"G1", "G3"})) == "well"
    assert differentiation_of(frozenset({"NEC"})) == "poor"
    assert differentiation_of(frozenset({"G3", "NEC"})) is None
    assert differentiation_of(frozenset()) is None


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-14", "2026-07-14", 6),
        ("2026-01-14", "2026-07-13", 5 + 29 / 30),
        ("2026-01-14", "2026-07-15", 6 + 1 / 31),
        ("2025-12-31", "2026-02-28", 2),
        ("2026-08-31", "2027-02-28", 6),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-02-29", "2024-03-29", 1),
        ("2026-05-05", "2026-05-05", 0),
        ("2025-11-30", "2026-11-30", 12),
    ],
)
def test_months_are_calendar_months(start, end, months):
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == pytest.approx(months, abs=1e-12)


def test_exact_months_are_exact():
    assert months_between(date(2026, 1, 31), date(2026, 7, 31)) == 6


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        ("2026-01-14", 6, "2026-07-14"),
        ("2026-08-31", 6, "2027-02-28"),  # no 31 February
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-14", 0, "2026-01-14"),
        ("2026-02-01", 0.5, "2026-02-15"),  # half of February's 28 days
        ("2026-01-01", 0.5, "2026-01-17"),  # 16 of 31 days; 15 are less than half
    ],
)
def test_a_number_of_months_is_reached_on_a_day(start, months, day):
    assert reached(date.fromisoformat(start), months) == date.fromisoformat(day)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 240) | st.floats(0, 240))
def test_the_day_on_which_months_are_reached_is_the_first_such_day(start, months):
    day = reached(start, months)

    assert months_between(start, day) >= months
    assert day == start or months_between(start, day - timedelta(days=1)) < months


def test_no_day_lies_before_the_start():
    with pytest.raises(ValueError, match="-1 months"):
        reached(date(2026, 1, 1), -1)


def test_months_never_run_backwards():
    with pytest.raises(ValueError, match="before"):
        months_between(date(2026, 1, 2), date(2026, 1, 1))


def derived(**case):
    return evaluate(case, today=TODAY).as_dict()


def test_a_determined_grade_and_what_it_implies_are_reported():
    assert derived(ki67_percent=2.5, mitoses_per_2mm2=1)["derived"] == {"who_grade": "G1", "differentiation": "well"}


def test_a_partly_known_grade_is_reported_as_what_is_left():
    assert derived(mitoses_per_2mm2=4)["derived"] == {"who_grade": ["G2", "G3", "NEC"]}


def test_an_entered_grade_that_agrees_is_not_reported_as_derived():
    assert derived(who_grade="G2", ki67_percent=5, mitoses_per_2mm2=1)["derived"] == {"differentiation": "well"}


@pytest.mark.parametrize(
    ("case", "whole"),
    [
        ({"nodal_metastases": "none", "extra_abdominal_metastases": "none", "peritoneal_carcinomatosis": "none"}, "none"),
        ({"nodal_metastases": "resectable", "extra_abdominal_metastases": "none", "peritoneal_carcinomatosis": "none"}, "resectable"),
        ({"nodal_metastases": "none", "extra_abdominal_metastases": "none", "peritoneal_carcinomatosis": "limited_resectable"}, "resectable"),
        ({"peritoneal_carcinomatosis": "diffuse"}, "unresectable"),
        ({"extra_abdominal_metastases": "unresectable"}, "unresectable"),
        ({"nodal_metastases": "resectable"}, ["resectable", "unresectable"]),
    ],
)
def test_extrahepatic_disease_is_the_worst_of_its_parts(case, whole):
    assert derived(**case)["derived"]["extrahepatic_disease"] == whole


def test_no_extrahepatic_disease_means_none_of_its_parts():
    for whole in ("none", "cleared"):
        found = derived(extrahepatic_disease=whole)["derived"]
        assert found == dict.fromkeys(("nodal_metastases", "extra_abdominal_metastases", "peritoneal_carcinomatosis"), "none")


def test_resectable_extrahepatic_disease_has_no_unresectable_part():
    found = derived(extrahepatic_disease="resectable")["derived"]

    assert found["nodal_metastases"] == ["none", "resectable"]
    assert found["peritoneal_carcinomatosis"] == ["none", "limited_resectable"]


def test_dates_give_months_only_with_the_day_of_assessment():
    dates = {"primary_resection_date": "2026-01-14", "stable_since_date": "2026-04-14"}

    assert derived(**dates)["derived"] == {}
    found = derived(**dates, assessment_date="2026-07-14")["derived"]
    assert found == {"months_since_primary_resection": 6.0, "months_stable_disease": 3.0}


@pytest.mark.parametrize(
    ("case", "alert", "fields"),
    [
        ({"who_grade": "G1", "ki67_percent": 30}, "conflict-who-grade", {"who_grade", "ki67_percent"}),
        ({"who_grade": "NEC", "differentiation": "well"}, "conflict-who-grade", {"who_grade", "differentiation"}),
        (
            {"differentiation": "poor", "ki67_percent": 2, "mitoses_per_2mm2": 1},
            "conflict-who-grade",
            {"differentiation", "ki67_percent", "mitoses_per_2mm2"},
        ),
        (
            {"extrahepatic_disease": "none", "nodal_metastases": "resectable"},
            "conflict-extrahepatic-disease",
            {"extrahepatic_disease", "nodal_metastases"},
        ),
        (
            {"months_stable_disease": 6, "stable_since_date": "2026-01-14", "assessment_date": "2026-07-13"},
            "conflict-months-stable-disease",
            {"months_stable_disease", "stable_since_date", "assessment_date"},
        ),
    ],
)
def test_a_contradiction_is_an_alert_and_the_contested_field_is_not_known(case, alert, fields):
    result = derived(**case)

    assert {tuple(sorted(one["fields"])) for one in result["alerts"] if one["id"] == alert} == {tuple(sorted(fields))}
    contested = alert.removeprefix("conflict-").replace("-", "_")
    assert contested not in result["derived"]
    reasons = [reason for one in result["sets"].values() for criterion in one["criteria"].values() for reason in criterion["because"]]
    assert {"missing": contested} in reasons


def test_months_that_agree_with_the_dates_are_no_conflict():
    case = {"months_stable_disease": 6, "stable_since_date": "2026-01-14", "assessment_date": "2026-07-14"}

    assert derived(**case)["alerts"] == []


def test_a_differentiation_that_contradicts_the_entered_grade_is_not_relied_on():
    result = derived(who_grade="NEC", differentiation="well", ki67_percent=5)

    assert result["sets"]["enets-2012-transplant"]["criteria"]["differentiation_ki67"]["truth"] == "unknown"


@pytest.mark.parametrize(
    ("case", "alert"),
    [
        ({"tumour_family": "non_neuroendocrine"}, "not-neuroendocrine"),
        ({"functioning": False, "refractory_hormonal_symptoms": True}, "doubt-refractory-symptoms"),
        ({"functional_imaging_negative": True, "nodal_metastases": "resectable"}, "doubt-functional-imaging"),
        ({"growth_type": "I", "bilobar": True}, "doubt-growth-type"),
        ({"primary_resection": "none", "months_since_primary_resection": 3}, "doubt-primary-resection"),
    ],
)
def test_answers_that_do_not_go_together_are_pointed_out_and_change_nothing(case, alert):
    result = derived(**case)

    [found] = [one for one in result["alerts"] if one["id"] == alert]
    assert found["sets"]
    assert found["fields"]


def test_a_tumour_of_another_family_is_pointed_out_beside_every_set_for_neuroendocrine_ones():
    result = derived(tumour_family="non_neuroendocrine")

    beside = [name for name, one in SETS.items() if one.population is NEUROENDOCRINE]
    assert [(alert["id"], alert["sets"]) for alert in result["alerts"]] == [("not-neuroendocrine", beside)]
