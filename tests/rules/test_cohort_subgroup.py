"""A part of a cohort: who is in it, and that it is counted as if nobody else were there."""

from collections import Counter
from datetime import date

import pytest

from calculators.cohort.audit import Audit
from calculators.cohort.simulated import simulated
from calculators.cohort.subgroup import About, Restriction, Subgroup
from calculators.cohort.table import read_table
from calculators.engine import batch
from calculators.engine.case import InvalidCase
from calculators.engine.evaluate import Verdict

TODAY = date(2026, 11, 1)
PATIENTS = """id;age;ki67;grade;functioning;site
1;54;<2;G1;yes;ileum
2;55;1-2;G1;no;ileum
3;60;3;G2;;lung
4;61;>20;G3;yes;lung
5;;;;;
"""


def judged(text=PATIENTS, rows=2):
    judging = batch.Batch()
    return [
        (chunk, judging.judge(chunk.columns, chunk.rows)) for chunk in read_table(text.encode(), TODAY).chunks(rows)
    ]


def members(*restrictions):
    subgroup = Subgroup(restrictions, TODAY)
    return [
        one
        for chunk, found in judged()
        for one, is_in in zip(chunk.ids, subgroup.members(chunk, found), strict=True)
        if is_in
    ]


def answer(name, value):
    return Restriction(About.ANSWER, name, value)


@pytest.mark.parametrize(
    ("restrictions", "found"),
    [
        ((), "12345"),
        ((answer("who_grade", "G1"),), "12"),
        ((answer("who_grade", ""),), "5"),
        ((answer("functioning", "true"),), "14"),
        ((answer("bilobar", ""),), "12345"),
        ((answer("age_years", "55"),), "2"),
        ((answer("age_years", "54-60"),), "123"),
        ((answer("age_years", "<55"),), "1"),
        # A number that is only bounded is in where all that it can be is.
        ((answer("ki67_percent", "<2"),), "1"),
        ((answer("ki67_percent", "<=2"),), "12"),
        ((answer("ki67_percent", ">=3"),), "34"),
        ((answer("ki67_percent", "2-50"),), "3"),
        ((Restriction(About.SET, "milan-net-2007", "not_met"),), "34"),
        ((Restriction(About.SET, "net-survival-factors", "0-2"),), "14"),
        ((Restriction(About.WARNING, "contraindication-grade-3"),), "4"),
        ((answer("who_grade", "G1"), answer("functioning", "false")), "2"),
    ],
)
def test_it_holds_whom_all_restrictions_fit(restrictions, found):
    assert "".join(members(*restrictions)) == found


def test_it_is_counted_as_if_nobody_else_were_there():
    counted = Subgroup([answer("who_grade", "G1")], TODAY).audit(judged())
    alone = Audit()
    for chunk, found in judged("\n".join(PATIENTS.splitlines()[:3])):
        alone.add(chunk.columns, found)

    assert counted.rows == alone.rows == 2
    assert counted.answered == alone.answered
    assert counted.sets == alone.sets
    assert counted.agreements == alone.agreements
    assert counted.flags == alone.flags
    assert counted.sets["milan-net-2007"].verdicts[Verdict.UNDECIDED] == 2


@pytest.mark.parametrize(
    "wrong",
    [
        answer("age", "54"),
        answer("age_years", "old"),
        answer("who_grade", "G9"),
        Restriction(About.SET, "milan", "met"),
    ],
)
def test_what_there_is_none_of_is_refused_by_name(wrong):
    with pytest.raises(InvalidCase) as refused:
        Subgroup([wrong], TODAY)

    assert [problem.field for problem in refused.value.problems] == [wrong.name]


def test_the_rules_run_once_for_each_combination_and_not_for_each_patient(monkeypatch):
    """A budget of work, by which a page counts fifty thousand patients in seconds; what hangs on the machine is not measured."""
    done = Counter()

    def counted(name, run):
        def count(*given):
            done[name] += 1
            return run(*given)

        return count

    for name in ("find", "conclude", "derive"):
        monkeypatch.setattr(batch, name, counted(name, getattr(batch, name)))
    table = read_table(simulated("en").encode(), TODAY)
    [chunk] = table.chunks(table.rows)
    judging = batch.Batch()
    judging.judge(chunk.columns, chunk.rows)
    first = dict(done)
    assert sum(first.values()) <= 5 * chunk.rows, first

    # The same patients, those who are on no limit a little older: no answer is new to any rule.
    ages = [age and (age if age.is_integer() else age + 1e-6) for age in chunk.columns["age_years"]]
    older = {**chunk.columns, "age_years": ages}
    assert ages != chunk.columns["age_years"]
    judging.judge(older, chunk.rows)
    assert dict(done) == first
