"""A cohort is counted: compared with a count of each patient alone."""

from collections import Counter

import pytest
from patients import random_patients

from calculators.cohort.audit import COMPARED, DECIDING, Audit, SetAudit, Share, outcome_of
from calculators.engine.alerts import AlertKind
from calculators.engine.batch import Batch, Flag
from calculators.engine.evaluate import Verdict, evaluate_answers
from calculators.formulas.agreement import kappa
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

CASES = random_patients(400, seed=3)
SINGLE = [evaluate_answers(case) for case in CASES]


@pytest.fixture(scope="module")
def audit():
    found, batch = Audit(), Batch()
    for first in (0, 250):
        cases = CASES[first : first + 250] if first == 0 else CASES[first:]
        columns = {name: [case.get(name) for case in cases] for name in FIELDS}
        found.add(columns, batch.judge(columns, len(cases)))
    return found


def test_verdicts_and_outcomes_are_counted(audit):
    for name, one in audit.sets.items():
        results = [single.sets[name] for single in SINGLE]
        assert +one.verdicts == Counter(result.verdict for result in results if result.verdict is not None)
        assert one.outcomes == Counter(outcome_of(result) for result in results if result.verdict is None)
        needs = Counter(
            need for result in results if result.verdict in {None, Verdict.UNDECIDED} for need in result.needs
        )
        assert one.needs == needs
    assert audit.rows == len(CASES)


def test_criteria_are_counted_with_the_reasons(audit):
    for name, one in audit.sets.items():
        for criterion in SETS[name].criteria:
            findings = [single.sets[name].findings[criterion.id] for single in SINGLE]
            counted = one.criterion[criterion.id]
            still_open = [finding for finding in findings if finding.truth is Truth.UNKNOWN]
            assert counted.truths == Counter(finding.truth for finding in findings)
            assert counted.missing == Counter(field for finding in still_open for field in finding.missing)
            assert counted.wording == Counter(text for finding in still_open for text in finding.wording)
            assert counted.contradicted == sum(bool(finding.contradiction) for finding in still_open)
            alone = [
                single
                for single, finding in zip(SINGLE, findings, strict=True)
                if finding.truth is Truth.NOT_MET
                and sum(other.truth is Truth.NOT_MET for other in single.sets[name].findings.values()) == 1
            ]
            assert counted.alone == len(alone)


def test_flags_beside_a_met_set_are_counted(audit):
    kinds = {AlertKind.CONTRAINDICATION, AlertKind.GUARD, AlertKind.DOUBT}
    for name in (criteria.id for criteria in DECIDING):
        met = [single for single in SINGLE if single.sets[name].verdict is Verdict.MET]
        beside = [{alert.id for alert in one.alerts if name in alert.sets and alert.kind in kinds} for one in met]
        assert audit.sets[name].beside == Counter(flag for flags in beside for flag in flags)
        assert audit.sets[name].met_with_flag == sum(map(bool, beside))
        others = [
            any(alert.kind is AlertKind.POPULATION and name in alert.sets for alert in one.alerts) for one in SINGLE
        ]
        assert audit.sets[name].others == sum(others)


def test_agreement_is_over_those_whom_both_decide(audit):
    assert len(audit.agreements) == len(COMPARED)
    for one in audit.agreements:
        pairs = [(single.sets[one.first.id].verdict, single.sets[one.second.id].verdict) for single in SINGLE]
        assert Counter(one.table) == Counter(pairs)
        decided = [pair for pair in pairs if Verdict.UNDECIDED not in pair]
        assert one.agreed == Share(sum(first is second for first, second in decided), len(decided))
        assert one.kappa == kappa(one.decided)


def test_who_is_met_by_exactly_which_sets(audit):
    sets = [SETS["milan-net-2007"], SETS["optn-net"], SETS["primary-resection"]]
    expected = Counter(
        tuple(name for name in ("milan-net-2007", "optn-net") if single.sets[name].verdict is Verdict.MET)
        for single in SINGLE
    )
    assert dict(audit.met_by(sets)) == expected
    counts = [count for _, count in audit.met_by(sets)]
    assert counts == sorted(counts, reverse=True)


def test_missing_answers_are_counted(audit):
    assert audit.missing["age_years"] == Share(sum("age_years" not in case for case in CASES), len(CASES))


def test_shares_of_nobody_are_none():
    assert (Share(0, 0).share, Share(0, 0).interval) == (None, None)
    low, high = Share(0, 10).interval
    assert (low, round(high, 4)) == (0.0, 0.2775)


def test_kappa_of_nobody_and_of_two_who_always_say_the_same_is_none():
    assert kappa([[0, 0], [0, 0]]) is None
    assert kappa([[7, 0], [0, 0]]) is None
    assert kappa([[5, 0], [0, 5]]).value == 1.0


def test_warnings_beside_a_set_are_counted_in_the_order_of_the_flags():
    """The same patients give the same file, in whatever order a set of names comes out."""
    names = [f"guard-{number}" for number in range(9)]
    flags = tuple(Flag(name, AlertKind.GUARD, ("milan-net-2007",)) for name in names)
    audit = SetAudit(SETS["milan-net-2007"])

    audit.flag([(flags, 2)])

    assert list(audit.beside.items()) == [(name, 2) for name in names]
