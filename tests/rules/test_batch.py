"""The batch says of each of many patients what `evaluate` says of one."""

from datetime import date

import pytest
from patients import random_patients

from calculators.engine.alerts import WARNED, every_breakpoint
from calculators.engine.batch import Batch, case_of
from calculators.engine.breakpoints import COMPARISONS
from calculators.engine.evaluate import evaluate_answers
from calculators.model.intervals import Interval
from calculators.vocabulary.form import FIELDS


def columns_of(cases):
    return {name: [case.get(name) for case in cases] for name in FIELDS}


def assert_same(cases, judged):
    for row, case in enumerate(cases):
        single = evaluate_answers(case)
        for name, result in single.sets.items():
            assert judged.sets[name][row] == result, (name, case)
        flags = [(flag.id, flag.kind, flag.sets) for flag in judged.flags[row]]
        assert flags == [(alert.id, alert.kind, alert.sets) for alert in single.alerts], case


@pytest.mark.exhaustive
def test_the_batch_finds_what_is_found_of_each_patient_alone():
    cases = random_patients(1500)
    batch = Batch()
    assert_same(cases[:700], batch.judge(columns_of(cases[:700]), 700))
    # What was remembered of the first patients is told of the others.
    assert_same(cases[700:], batch.judge(columns_of(cases[700:]), 800))


def test_a_number_that_is_only_bounded_is_read_as_that_of_each_patient_alone():
    cases = [
        {
            name: Interval(answer, answer + row % 7, with_high=row % 3 > 0)
            if isinstance(answer, float) and row % 7
            else answer
            for name, answer in case.items()
        }
        for row, case in enumerate(random_patients(400))
    ]
    assert_same(cases, Batch().judge(columns_of(cases), 400))


def test_fields_that_nobody_was_asked_are_unknown():
    cases = [{"age_years": 54.0}, {"age_years": 56.0}, {}]
    assert_same(cases, Batch().judge({"age_years": [54.0, 56.0, None]}, 3))


def test_no_patients_are_no_results():
    judged = Batch().judge({"age_years": []}, 0)
    assert judged.flags == []
    assert all(column == [] for column in judged.sets.values())


def test_every_limit_of_a_rule_divides_the_classes():
    for leaf in (*COMPARISONS, *WARNED):
        assert set(leaf.limits) <= set(every_breakpoint(leaf.field))


def test_a_case_is_taken_back_out_of_the_columns():
    columns = {"age_years": [54.0, None], "assessment_date": [date(2026, 1, 1), None]}
    assert case_of(columns, 0) == {"age_years": 54.0, "assessment_date": date(2026, 1, 1)}
    assert case_of(columns, 1) == {}
