"""What is derived: the WHO grade, calendar months, extrahepatic disease."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import evaluate
from calculators.formulas.grade import differentiation_of, possible_grades
from calculators.formulas.months import months_between, reached
from calculators.model.text import number
from calculators.sets.registry import SETS
from calculators.vocabulary.populations import NEUROENDOCRINE

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
        (
            {"nodal_metastases": "none", "extra_abdominal_metastases": "none", "peritoneal_carcinomatosis": "none"},
            "none",
        ),
        (
            {
                "nodal_metastases": "resectable",
                "extra_abdominal_metastases": "none",
                "peritoneal_carcinomatosis": "none",
            },
            "resectable",
        ),
        (
            {
                "nodal_metastases": "none",
                "extra_abdominal_metastases": "none",
                "peritoneal_carcinomatosis": "limited_resectable",
            },
            "resectable",
        ),
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
        assert found == dict.fromkeys(
            ("nodal_metastases", "extra_abdominal_metastases", "peritoneal_carcinomatosis"), "none"
        )


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
def test_a_contradiction_is_an_alert_and_no_answer_that_takes_part_is_known(case, alert, fields):
    result = derived(**case)

    assert {tuple(sorted(one["fields"])) for one in result["alerts"] if one["id"] == alert} == {tuple(sorted(fields))}
    assert result["derived"] == {}
    reasons = [
        reason
        for one in result["sets"].values()
        for criterion in one["criteria"].values()
        for reason in criterion["because"]
    ]
    assert fields in [set(reason["contradiction"]) for reason in reasons if "contradiction" in reason]
    assert not fields & {reason.get("missing") for reason in reasons}
    assert not fields & {name for one in result["sets"].values() for name in one["needs"]}


BLOCK_ANSWERS = (
    {
        "who_grade": ("G1", "G2", "G3", "NEC"),
        "ki67_percent": (1.0, 3.0, 9.0, 10.0, 15.0, 20.0, 40.0),
        "mitoses_per_2mm2": (1.0, 2.0, 20.0, 30.0),
        "differentiation": ("well", "poor"),
    },
    {
        "extrahepatic_disease": ("none", "cleared", "resectable", "unresectable"),
        "nodal_metastases": ("none", "resectable", "unresectable"),
        "extra_abdominal_metastases": ("none", "resectable", "unresectable"),
        "peritoneal_carcinomatosis": ("none", "limited_resectable", "unresectable", "diffuse"),
    },
)


def every_case(answers):
    """Yield every case of the fields *answers*, each answered or not."""
    for values in product(*((None, *options) for options in answers.values())):
        yield {name: value for name, value in zip(answers, values, strict=True) if value is not None}


def truths(result):
    return {
        name: {criterion: one["truth"] for criterion, one in found["criteria"].items()}
        for name, found in result["sets"].items()
    }


@pytest.mark.parametrize("answers", BLOCK_ANSWERS, ids=("grade", "extrahepatic"))
def test_answers_that_contradict_each_other_count_as_not_given_in_every_set_and_each_set_says_so(answers):
    nothing = truths(derived())
    contradicting = 0
    for case in every_case(answers):
        result = derived(**case)
        conflicts = [alert for alert in result["alerts"] if alert["kind"] == "contradiction"]
        if not conflicts:
            continue
        contradicting += 1
        assert truths(result) == nothing
        reading = {
            name
            for name, one in SETS.items()
            if any(field in case for criterion in one.criteria for field in criterion.reads)
        }
        assert reading <= set(conflicts[0]["sets"])
        assert set(conflicts[0]["fields"]) == case.keys()
    assert contradicting > 100


def test_unresectable_disease_beside_three_clear_regions_does_not_leave_a_list_met():
    favourable = {
        "liver_metastases_resectable": True,
        "who_grade": "G1",
        "operative_risk_acceptable": True,
        "right_heart_failure": False,
    }
    clear = {"nodal_metastases": "none", "extra_abdominal_metastases": "none", "peritoneal_carcinomatosis": "none"}
    met = derived(**favourable, **clear)
    contested = derived(**favourable, **clear, extrahepatic_disease="unresectable")

    assert met["sets"]["enets-2012-resection"]["verdict"] == "met"
    assert contested["sets"]["enets-2012-resection"]["verdict"] == "undecided"
    assert contested["sets"]["enets-2012-resection"]["needs"] == []
    assert any(
        "enets-2012-resection" in alert["sets"] for alert in contested["alerts"] if alert["kind"] == "contradiction"
    )


@pytest.mark.parametrize(
    ("entered", "agrees"),
    [
        (6, True),  # exactly what the dates give
        (5.94, False),  # 0.06 away
        (6.04, True),
        (5.97, False),  # hardly apart, but below the limit of 6 that the dates reach
    ],
)
def test_months_agree_with_the_dates_when_they_are_hardly_apart_and_no_limit_lies_between(entered, agrees):
    result = derived(months_stable_disease=entered, stable_since_date="2026-01-14", assessment_date="2026-07-14")

    assert (result["alerts"] == []) is agrees
    assert result["sets"]["milan-net-2007"]["criteria"]["stability"]["truth"] == ("met" if agrees else "unknown")


def test_months_as_the_page_shows_them_agree_with_the_dates():
    # 20 January to 14 July 2026 is five months and 24 days of June: 5.8 months.
    dates = {"stable_since_date": "2026-01-20", "assessment_date": "2026-07-14"}
    shown = number(derived(**dates)["derived"]["months_stable_disease"]).en

    assert derived(**dates, months_stable_disease=float(shown))["alerts"] == []


def test_a_day_of_assessment_that_takes_part_in_a_contradiction_counts_no_other_months():
    dates = {"stable_since_date": "2026-01-14", "primary_resection_date": "2025-01-14", "assessment_date": "2026-07-14"}

    result = derived(**dates, months_since_primary_resection=3)
    assert result["derived"] == {}
    assert result["sets"]["milan-net-2007"]["criteria"]["stability"]["truth"] == "unknown"


@pytest.mark.parametrize(
    ("grade", "set_id", "criterion", "truth"),
    [
        ("G1", "milan-net-2016", "grade_ki67", "met"),  # G1 is a Ki-67 below 3 %, hence below 10 %
        ("G1", "enets-2012-transplant", "differentiation_ki67", "met"),
        ("G1", "optn-net", "grade", "met"),  # and fewer than 2 mitoses
        ("G2", "milan-net-2016", "grade_ki67", "unknown"),  # up to 20 %: on either side of 10 %
        ("G2", "optn-net", "grade", "unknown"),  # 20 itself is G2 and is refused
        (
            "G3",
            "enets-2012-transplant",
            "differentiation_ki67",
            "unknown",
        ),  # well differentiated, of any Ki-67 if mitoses make the grade
        ("NEC", "enets-2012-transplant", "differentiation_ki67", "not_met"),
    ],
)
def test_an_entered_grade_bounds_the_counts_that_are_not_entered(grade, set_id, criterion, truth):
    assert derived(who_grade=grade)["sets"][set_id]["criteria"][criterion]["truth"] == truth


def test_the_bounds_of_a_grade_are_said_as_a_case_spells_them():
    assert derived(who_grade="G1")["derived"] == {
        "differentiation": "well",
        "ki67_percent": "<3",
        "mitoses_per_2mm2": "<2",
    }
    assert derived(who_grade="G2")["derived"] == {
        "differentiation": "well",
        "ki67_percent": "<=20",
        "mitoses_per_2mm2": "<=20",
    }
    assert derived(who_grade="G2", ki67_percent=5)["derived"] == {"differentiation": "well", "mitoses_per_2mm2": "<=20"}


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
