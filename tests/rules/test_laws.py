"""Laws that hold for every patient."""

import re
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.cases import CASES
from support.strategies import ASKED, answer, cases, partly_known_cases

from calculators import evaluate
from calculators.engine.alerts import AlertKind
from calculators.engine.breakpoints import BLOCK_OF, breakpoints, possible_numbers
from calculators.engine.case import encode
from calculators.engine.evaluate import Verdict, evaluate_answers
from calculators.engine.relevance import relevant_sets
from calculators.model.fields import Number, options_of
from calculators.model.intervals import Interval
from calculators.model.text import LANGUAGES
from calculators.model.truth import Truth
from calculators.sets.registry import SETS

# Many patients go the same ways; what of the rules is reached, other tests tell faster.
pytestmark = pytest.mark.no_cover

TODAY = date(2026, 11, 1)


def judged(case):
    return evaluate(case, today=TODAY)


EXCEPTIONS = {
    # Disease that was removed leaves no part behind, as does disease that never was; this source alone tells the two
    # apart, and only by what is entered.
    ("adam-2006-factors", "extrahepatic"),
    # The site alone names a class, and so does the histology; both together can name two, which the source does not
    # settle.
    ("histology-risk", "low"),
    ("histology-risk", "intermediate"),
    ("histology-risk", "high"),
}
"""Criteria that a further answer can move although they were known; README.md of the cases says why."""


def contradicts(evaluation) -> bool:
    return any(alert.id.startswith("conflict") for alert in evaluation.alerts)


@given(cases, st.data())
def test_a_decided_verdict_stays_decided(case, data):
    """Filling in what was not known never turns a verdict round, nor opens it again, unless the new answer contradicts an old one."""
    before = judged(case)
    left = sorted(set(ASKED) - set(case))
    assume(left)
    name = data.draw(st.sampled_from(left))
    after = judged({**case, name: data.draw(answer(ASKED[name]))})
    for set_id, old in before.sets.items():
        new = after.sets[set_id]
        if not contradicts(after) and not contradicts(before):
            if old.verdict is not Verdict.UNDECIDED:
                assert new.verdict is old.verdict
            for criterion_id, finding in old.findings.items():
                if (set_id, criterion_id) in EXCEPTIONS:
                    continue
                assert finding.worst <= new.findings[criterion_id].worst
                assert new.findings[criterion_id].best <= finding.best
        assert {old.verdict, new.verdict} != {Verdict.MET, Verdict.NOT_MET}
        if old.verdict in {Verdict.MET, Verdict.NOT_MET} and new.verdict is Verdict.UNDECIDED:
            assert any(
                alert.kind is AlertKind.CONTRADICTION and set_id in alert.sets and name in alert.fields
                for alert in after.alerts
            )


@given(cases)
def test_needs_is_empty_exactly_when_nothing_can_change(case):
    for result in judged(case).sets.values():
        if result.verdict is None:
            continue
        if result.verdict is not Verdict.UNDECIDED:
            assert result.needs == ()
        elif not result.needs and not result.contradiction:
            # Only the wording is left: no criterion waits for an answer that could still tip the set.
            worst = min(finding.worst for finding in result.findings.values())
            assert worst == min(finding.best for finding in result.findings.values())


def every_answer(name: str):
    """Return answers to the field *name* that stand for all of them: each option, or each side of each limit."""
    field = ASKED[name]
    if isinstance(field, Number):
        edges = [limit + step for limit in (*breakpoints(field), field.low) for step in (-field.step, 0, field.step)]
        return [value for value in edges if field.low <= value <= (field.high or 1e9)]
    return list(options_of(field))


def waited_for(needs):
    """Return the fields of *needs*, and those with which they stand in one derivation."""
    return {source for name in needs for source in BLOCK_OF.get(name, (name,))}


@given(cases, st.data())
def test_what_is_not_needed_decides_nothing(case, data):
    """No answer that does not contradict an old one changes the verdict of a set that waits neither for it nor for what follows from it."""
    before = judged(case)
    left = sorted(set(ASKED) - set(case))
    assume(left)
    name = data.draw(st.sampled_from(left))
    after = judged({**case, name: data.draw(answer(ASKED[name]))})
    assume(not contradicts(before) and not contradicts(after))

    others = {set_id: one.verdict for set_id, one in before.sets.items() if name not in waited_for(one.needs)}
    assert {set_id: after.sets[set_id].verdict for set_id in others} == others


@pytest.mark.exhaustive
@settings(max_examples=60)
@given(cases)
def test_what_is_needed_comes_to_different_ends(case):
    """Where one or two fields are needed, what is answered to them makes a difference to the set."""
    before = judged(case)
    assume(not contradicts(before))
    for set_id, result in before.sets.items():
        if result.verdict is None or not 0 < len(result.needs) <= 2:
            continue
        unanswered = [name for name in result.needs if name not in case]
        outcomes = set()
        for values in product(*(every_answer(name) for name in unanswered)):
            after = judged({**case, **dict(zip(unanswered, values, strict=True))})
            if not contradicts(after):
                outcomes.add((after.sets[set_id].verdict, after.sets[set_id].needs))
        assert len(outcomes) != 1 or len(unanswered) < len(result.needs)


@given(cases)
def test_every_unknown_says_why(case):
    for result in judged(case).as_dict()["sets"].values():
        for criterion in result["criteria"].values():
            assert (criterion["truth"] == "unknown") == bool(criterion["because"])


@given(cases)
def test_one_criterion_not_met_decides_the_set(case):
    for result in judged(case).sets.values():
        if result.verdict is None:
            continue
        truths = {finding.truth for finding in result.findings.values()}
        expected = (
            Verdict.NOT_MET
            if Truth.NOT_MET in truths
            else Verdict.UNDECIDED
            if Truth.UNKNOWN in truths
            else Verdict.MET
        )
        assert result.verdict is expected


# Numbers of which only bounds are known.


def bounded(evaluation) -> list[str]:
    """Return the numbers of the case of which only bounds are known."""
    return [name for name, answer in evaluation.case.items() if isinstance(answer, Interval)]


def numbers_within(field, interval) -> list[float]:
    """Return numbers within *interval* that stand for all of them: on each limit of *field*, between two, and at the ends."""
    ends = [end for end in interval.ends if interval.holds(end) and field.span.holds(end)]
    numbers = {*possible_numbers(field, interval), *ends}
    return sorted(value for value in numbers if not field.whole or value.is_integer())


def points(evaluation, data) -> dict[str, float]:
    """Return one number for each that is only bounded."""
    possible = {name: numbers_within(ASKED[name], evaluation.case[name]) for name in bounded(evaluation)}
    return {name: data.draw(st.sampled_from(numbers)) for name, numbers in possible.items() if numbers}


def assert_agrees(before, after):
    """Assert that *after*, where more is known than *before* and nothing contradicts, decides nothing otherwise."""
    for set_id, old in before.sets.items():
        new = after.sets[set_id]
        if old.verdict is not Verdict.UNDECIDED:
            assert new.verdict is old.verdict, set_id
        if old.counts:
            assert old.counts.present <= new.counts.present
            assert old.counts.absent <= new.counts.absent
        if old.named:
            assert new.named == old.named
        for criterion_id, finding in old.findings.items():
            assert finding.worst <= new.findings[criterion_id].worst, (set_id, criterion_id)
            assert new.findings[criterion_id].best <= finding.best, (set_id, criterion_id)


@given(partly_known_cases, st.data())
def test_a_verdict_that_is_decided_within_bounds_is_the_verdict_of_every_number_in_them(case, data):
    before = judged(case)
    chosen = points(before, data)
    assume(chosen)
    after = judged({**case, **chosen})
    for set_id, old in before.sets.items():
        assert {old.verdict, after.sets[set_id].verdict} != {Verdict.MET, Verdict.NOT_MET}
    if not contradicts(before) and not contradicts(after):
        assert_agrees(before, after)


@given(partly_known_cases, st.data())
def test_narrower_bounds_turn_no_verdict_round(case, data):
    before = judged(case)
    assume(bounded(before))
    name = data.draw(st.sampled_from(bounded(before)))
    numbers = numbers_within(ASKED[name], before.case[name])
    assume(numbers)
    low, high = sorted(data.draw(st.sampled_from(numbers)) for _ in range(2))
    after = evaluate_answers({**before.case, name: low if low == high else Interval(low, high)})
    for set_id, old in before.sets.items():
        assert {old.verdict, after.sets[set_id].verdict} != {Verdict.MET, Verdict.NOT_MET}
    if not contradicts(before) and not contradicts(after):
        assert_agrees(before, after)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "written", [case for case in CASES if case.outcome.get("verdict") in {"met", "not_met"}], ids=str
)
def test_bounds_around_a_number_leave_its_verdict_or_open_it(written):
    def verdict(patient):
        return judged(patient).sets[written.set_id].verdict

    decided = verdict(written.patient)
    for name, value in written.patient.items():
        if isinstance(field := ASKED.get(name), Number):
            number, more = encode(float(value)), encode(min(float(value) + field.step, field.high or 1e9))
            for spelt in (f"<={number}", f">={number}", f"{number}-{more}"):
                assert verdict({**written.patient, name: spelt}) in {decided, Verdict.UNDECIDED}, (name, spelt)


@given(cases, st.data())
def test_bounds_that_leave_one_number_are_that_number(case, data):
    numbers = sorted(name for name in case if isinstance(ASKED[name], Number))
    assume(numbers)
    name = data.draw(st.sampled_from(numbers))
    number = encode(float(case[name]))

    assert judged({**case, name: f"{number}-{number}"}).as_dict() == judged(case).as_dict()


@given(partly_known_cases, st.data())
def test_a_number_that_is_only_bounded_and_not_needed_decides_nothing(case, data):
    """Where a set waits neither for the number nor for what follows from it, no number within the bounds changes its verdict."""
    before = judged(case)
    chosen = points(before, data)
    assume(chosen)
    after = judged({**case, **chosen})
    assume(not contradicts(before) and not contradicts(after))

    others = {set_id: one.verdict for set_id, one in before.sets.items() if not {*chosen} & waited_for(one.needs)}
    assert {set_id: after.sets[set_id].verdict for set_id in others} == others


@given(partly_known_cases)
def test_every_criterion_left_open_by_bounds_says_for_which_answer_it_waits(case):
    for result in judged(case).as_dict()["sets"].values():
        for criterion in result["criteria"].values():
            assert (criterion["truth"] == "unknown") == bool(criterion["because"])


GREEK = re.compile("[\N{GREEK CAPITAL LETTER ALPHA}-\N{GREEK SMALL LETTER OMEGA WITH TONOS}]")


def strings(value):
    """Yield every text in *value*, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@given(cases)
def test_each_language_says_the_same_things_in_its_own_words(case):
    greek, english = (list(strings(judged(case).as_dict(language))) for language in LANGUAGES)

    assert not [said for said in english if GREEK.search(said)]
    # What has spaces is said in words, and not an id or a number with its unit.
    assert [" " in said for said in english] == [" " in said for said in greek]
    assert not [said for said in greek if re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", said)]


@given(cases)
def test_an_answer_of_none_is_no_answer(case):
    assert judged({**dict.fromkeys(ASKED), **case}).as_dict() == judged(case).as_dict()


def test_a_patient_of_whom_nothing_is_known_leaves_every_criterion_open():
    sets = judged({}).sets

    assert sets.keys() == SETS.keys()
    assert {finding.truth for result in sets.values() for finding in result.findings.values()} == {Truth.UNKNOWN}


TRANSPLANTATION = (
    "enets-2012-transplant",
    "milan-net-2007",
    "milan-net-2016",
    "milan-group-2023",
    "optn-net",
    "le-treut-2008-factors",
)


@given(cases)
def test_a_present_contraindication_stands_beside_every_transplant_set(case):
    evaluation = judged(case)
    found = evaluation.sets["transplant-contraindications"].findings
    present = {
        f"contraindication-{name.replace('_', '-')}"
        for name, finding in found.items()
        if finding.truth is Truth.NOT_MET
    }
    # Where no list for transplantation can concern the patient, none is warned of.
    concerned = relevant_sets(evaluation.facts)
    beside = tuple(name for name in TRANSPLANTATION if name in concerned)

    assert {alert.id for alert in evaluation.alerts if alert.id.startswith("contraindication")} == (
        present if beside else set()
    )
    for alert in evaluation.alerts:
        if alert.id in present:
            assert alert.sets == beside


def test_severe_heart_disease_is_said_first_also_beside_a_set_that_reads_met():
    case = {
        "age_years": 44,
        "who_grade": "G3",
        "primary_site": "lung",
        "carcinoid_heart_disease": "severe",
        "extrahepatic_disease": "resectable",
    }
    assert judged(case).alerts[0].id == "contraindication-severe-carcinoid-heart"

    met = {
        "age_years": 44,
        "who_grade": "G1",
        "primary_site": "ileum",
        "carcinoid_heart_disease": "severe",
        "extrahepatic_disease": "none",
        "primary_resection": "separate_curative",
        "liver_involvement_percent": 30,
        "months_stable_disease": 8,
        "serious_comorbidity": False,
    }
    evaluation = judged(met)
    assert evaluation.sets["milan-net-2007"].verdict is Verdict.MET
    assert "milan-net-2007" in evaluation.alerts[0].sets
