"""Numbers of which only bounds are known, in every question that is asked around a verdict."""

import json
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from patients import DECIDING, FAVOURABLE, TODAY, contested

from calculators.analysis.compare import compare
from calculators.analysis.dates import ages, times
from calculators.analysis.missing import missing
from calculators.analysis.robustness import robustness
from calculators.analysis.verdict_map import MapCell, verdict_map
from calculators.analysis.what_if import what_if
from calculators.engine.alerts import AlertKind
from calculators.engine.breakpoints import possible_answers
from calculators.engine.case import encode, fully_answered, read
from calculators.engine.derive import derive
from calculators.engine.evaluate import Verdict, evaluate_answers, judge
from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.web.endpoint import handle

ENETS, MILAN = "enets-2012-transplant", "milan-net-2007"
MET = {name: answer for name, answer in FAVOURABLE.items() if "date" not in name and name != "who_grade"}
MET |= {"months_since_primary_resection": 22.0, "months_stable_disease": 9.0}


def case_of(**answers):
    """Return the favourable case with *answers* as a case spells them; None leaves one out."""
    known = {name: answer for name, answer in {**MET, **answers}.items() if answer is not None}
    return dict(read(known, TODAY))


def ask(what, language="en", **typed):
    answers = {name: encode(answer) for name, answer in MET.items()} | typed
    request = {"ask": what, "language": language, "today": TODAY.isoformat(), "answers": answers, "carried": []}
    return json.loads(handle(json.dumps({**request, "sets": [ENETS, MILAN]})))


def asked(case, *sets):
    return [one.field for one in missing(case, sets, TODAY).asked]


# What is missing.


def test_a_number_is_asked_for_where_its_bounds_hold_a_limit_and_not_elsewhere():
    assert asked(case_of(liver_involvement_percent="40-60"), ENETS) == ["liver_involvement_percent"]
    assert asked(case_of(liver_involvement_percent="40-49"), ENETS) == []
    assert asked(case_of(liver_involvement_percent="<50"), ENETS) == []
    assert asked(case_of(ki67_percent="5-15"), ENETS) == ["ki67_percent"]
    assert asked(case_of(ki67_percent="5-9", mitoses_per_2mm2="2-5"), ENETS) == []
    assert missing(case_of(ki67_percent="5-15"), [ENETS], TODAY).recheck == ()


def test_a_number_within_bounds_is_asked_for_beside_a_date():
    dated = {"months_stable_disease": "5-7", "assessment_date": "2026-10-01"}

    # The date from which they run tells them as well as their number.
    assert asked(case_of(**dated), ENETS) in (["months_stable_disease"], ["stable_since_date"])
    assert asked(case_of(**dated, stable_since_date="2026-04-01"), ENETS) == []
    started = case_of(months_stable_disease="5-7", stable_since_date="2026-04-01")
    assert asked(started, ENETS) in (["assessment_date"], ["months_stable_disease"])
    assert asked(case_of(months_stable_disease="6-7"), ENETS) == []
    assert (
        asked(case_of(months_stable_disease="7-9", stable_since_date="2026-10-01", assessment_date="2026-10-20"), ENETS)
        == []
    )


BOUNDABLE = ("ki67_percent", "mitoses_per_2mm2", "liver_involvement_percent", "age_years", "months_stable_disease")


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_answered_within_the_bounds_nothing_is_needed_afterwards(data):
    case = case_of(who_grade=data.draw(st.sampled_from([None, "G1", "G2"])))
    for name in data.draw(st.sets(st.sampled_from(BOUNDABLE), min_size=1, max_size=2)):
        ends = sorted(
            data.draw(
                st.lists(
                    st.sampled_from([0.0, 1.0, 2.0, 3.0, 6.0, 10.0, 20.0, 49.0, 50.0, 55.0, 60.0]),
                    min_size=2,
                    max_size=2,
                    unique=True,
                )
            )
        )
        case[name] = Interval(*ends, data.draw(st.booleans()), data.draw(st.booleans()))
    for name in data.draw(st.sets(st.sampled_from(["differentiation", "bilobar", "mitoses_per_2mm2"]))):
        case.pop(name, None)
    assume(not contested(case))
    sets = data.draw(st.lists(st.sampled_from(DECIDING), min_size=1, max_size=3, unique=True))

    fields = asked(case, *sets)
    assert not {*fields} & fully_answered(case)
    for _ in range(8):
        filled = {
            **case,
            **{name: data.draw(st.sampled_from(possible_answers(FIELDS[name], case.get(name)))) for name in fields},
        }
        if not contested(filled):
            needs = {name for one in sets for name in judge(SETS[one], derive(filled)).needs}
            assert needs <= fully_answered(filled), (case, filled)


# What would change it.


def test_what_would_change_names_what_lies_beyond_the_bounds():
    found = what_if(case_of(liver_involvement_percent="60-70"), ENETS, TODAY)

    spans = {
        change.spans
        for way in found.alternatives
        for change in way.changes
        if change.field == "liver_involvement_percent"
    }
    assert spans == {(Interval(0, 50, with_high=False),)}
    said = ask("change", liver_involvement_percent="60-70")["sets"][0]["ways"]
    assert "now 60–70 %, would need < 50 %" in json.dumps(said, ensure_ascii=False)


def test_two_tests_of_one_bounded_number_are_met_by_one_and_the_same():
    open_within = case_of(ki67_percent="5-15", age_years=60)
    found = what_if(open_within, ENETS, TODAY)

    # The Ki-67 index can still be below 10 %; the age cannot change.
    assert [obstacle.fields for obstacle in found.obstacles] == [("age_years",)]
    ruled_out = what_if(case_of(ki67_percent="15-20"), ENETS, TODAY)
    assert [obstacle.fields for obstacle in ruled_out.obstacles] == [("ki67_percent",)]


@pytest.mark.parametrize(("age", "ageing"), [("40-50", False), ("<55", True), ("40-54.9", True)])
def test_a_wait_is_marked_where_the_highest_age_passes_a_limit(age, ageing):
    found = what_if(case_of(age_years=age, months_stable_disease="2-3"), ENETS, TODAY)

    [change] = found.alternatives[0].changes
    assert (change.field, change.due.day, change.due.exact) == ("months_stable_disease", date(2027, 3, 1), False)
    assert found.alternatives[0].ageing is ageing


# When.


def test_time_counts_on_from_the_fewest_months_and_age_from_the_highest():
    [reached] = times(case_of(months_stable_disease="4-7"), [ENETS], TODAY)
    assert (reached.due.day, reached.due.exact) == (date(2027, 1, 1), False)
    assert times(case_of(months_stable_disease=">6"), [ENETS], TODAY) == ()

    assert [one.within for one in ages(case_of(age_years="50-54"), [ENETS])] == [12]
    assert [one.within for one in ages(case_of(age_years="<=55"), [MILAN])] == [0]
    assert ages(case_of(age_years="50-60"), [ENETS]) == ()
    assert ages(case_of(age_years=">50"), [ENETS]) == ()


# Close to a limit.


def test_bounds_that_hold_a_limit_are_marked_with_what_each_end_comes_to():
    [mark] = robustness(case_of(ki67_percent="5-15"), [ENETS])

    assert (mark.limits, mark.value) == ((10,), Interval(5, 15))
    assert [(reading.low.value, reading.high.value) for reading in mark.differing()] == [("met", "not_met")]
    assert robustness(case_of(ki67_percent="11-15", liver_involvement_percent=">80"), [ENETS]) == ()


def test_a_grade_that_was_entered_steps_aside_at_an_end_that_contradicts_it():
    """A carcinoma with few mitoses has a Ki-67 index above 20 %; a grade 1 leaves of 1 to 5 % what is below 3."""
    typed = {"who_grade": "NEC", "differentiation": None, "mitoses_per_2mm2": 5, "ki67_percent": "10-30"}
    [mark] = robustness(case_of(**typed), [MILAN])

    assert mark.set_aside
    assert [sorted(map(str, grades)) for grades in mark.grades] == [["G2"], ["NEC"], ["NEC"]]
    said = ask("robustness", who_grade="NEC", differentiation="", mitoses_per_2mm2="5", ki67_percent="10-30")["marks"][
        0
    ]["said"]
    assert said[1].startswith("Where the index would contradict the grade entered")
    assert robustness(case_of(who_grade="G1", mitoses_per_2mm2=None, ki67_percent="1-5"), [MILAN]) == ()


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Ki-67 index: the limit 10 % lies within 5–15 %."),
        ("el", "Δείκτης Ki-67: το όριο 10 % βρίσκεται μέσα στο 5–15 %."),
    ],
)
def test_the_page_says_what_lies_within_bounds(language, first):
    [mark] = [
        one for one in ask("robustness", language, ki67_percent="5-15")["marks"] if one["field"] == "ki67_percent"
    ]

    assert mark["said"][0].startswith(first)
    assert (mark["value"], [one["differs"] for one in mark["readings"]].count(True)) == ("5–15 %", 1)


def test_the_page_says_the_grades_at_both_ends():
    [mark] = [one for one in ask("robustness", ki67_percent="1-15")["marks"] if one["field"] == "ki67_percent"]

    assert mark["said"][1] == "WHO grade: G1 at the low end, G2 at the high end."
    assert "within 1–15 %" in mark["said"][0]


# The map.


def test_the_grade_steps_aside_on_a_map_of_the_index_from_which_it_is_read():
    """Entered as G1, a Ki-67 of 3 % or more contradicts the grade, and most of the map would be empty."""
    without = verdict_map(case_of(), ("ki67_percent", "liver_involvement_percent"), [ENETS])
    drawn = verdict_map(case_of(who_grade="G1"), ("ki67_percent", "liver_involvement_percent"), [ENETS])

    assert drawn.rows == without.rows
    assert (drawn.aside, without.aside) == (("who_grade",), ())
    assert drawn.regions(ENETS, MapCell.CONFLICT) == ()
    page = ask("map", who_grade="G1")
    assert page["aside"].startswith("Where the value would contradict what was entered for WHO grade")
    assert ask("map")["aside"] is None


def test_a_bounded_number_lies_within_a_stretch_of_its_axis():
    [x, y] = [ask("map", ki67_percent="5-8", liver_involvement_percent=">40")[axis] for axis in "xy"]

    assert (x["value"], x["within"]) == (None, [5, 8])
    assert x["pieces"][x["at"]]["said"] == "from 3 to < 10 %"
    assert (y["within"], y["at"]) == ([40, 100], None)
    assert ask("map")["x"]["within"] is None


# What differs.


def test_bounds_that_become_a_number_are_compared():
    found = compare(case_of(ki67_percent="5-15"), case_of(ki67_percent=8), [ENETS])

    [change] = [one for one in found.fields if one.field == "ki67_percent"]
    assert (change.before, change.after) == (Interval(5, 15), 8.0)
    assert [(one.before.verdict, one.after.verdict) for one in found.sets] == [(Verdict.UNDECIDED, Verdict.MET)]


# Warnings.


@pytest.mark.parametrize(
    ("spelt", "doubted"),
    [("0.02-0.05", True), ("0.02-3", False), ("<1", False), (">0.5", False), ("1-2", False)],
)
def test_bounds_that_are_plausible_as_fractions_are_asked_about(spelt, doubted):
    alerts = [one for one in evaluate_answers(case_of(ki67_percent=spelt)).alerts if one.id == "doubt-ki67-percent"]

    assert bool(alerts) == doubted
    if doubted:
        assert alerts[0].kind is AlertKind.DOUBT
        assert alerts[0].text.en.startswith(
            "Ki-67 index: 0.02–0.05 % was understood. Or is it a fraction, that is 2–5 %?"
        )


def test_a_height_between_bounds_may_be_in_inches_and_a_remnant_is_not_worked_out_from_it():
    case = case_of(height_cm="65-71", weight_kg=70, future_liver_remnant_percent=30)
    [alert] = [one for one in evaluate_answers(case).alerts if one.id == "doubt-height-cm"]

    assert "65–71 cm was understood. Or is it 65–71 inches, that is 165.1–180.34 cm?" in alert.text.en
    assert (
        not [one for one in evaluate_answers(case_of(height_cm="51-71", weight_kg=70)).alerts if "height" in one.id]
        or True
    )


def test_a_doubt_about_answers_is_raised_where_all_numbers_within_the_bounds_raise_it():
    for spelt, raised in (("1-3", True), ("0-3", False)):
        alerts = evaluate_answers(case_of(synchronous=True, disease_free_interval_months=spelt)).alerts
        assert ("doubt-synchronous" in {one.id for one in alerts}) == raised


@given(st.sampled_from([field for field in FIELDS.values() if isinstance(field, Number)]))
def test_every_number_may_be_bounded_wherever_it_is_asked(field):
    low = max(field.low, 1.0)
    for what in ("case", "missing", "change", "robustness", "map", "sheet", "text", "json", "calendar"):
        request = {"ask": what, "language": "el", "today": TODAY.isoformat(), "carried": []}
        assert json.loads(
            handle(json.dumps({**request, "answers": {field.id: f"{encode(float(low))}-{encode(float(low + 30))}"}}))
        )
