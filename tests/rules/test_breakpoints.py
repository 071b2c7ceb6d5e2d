"""Every limit that something depends on is a breakpoint: between them one number stands for all, also where many patients are judged at once."""

from calculators.engine import breakpoints as module
from calculators.engine.alerts import DOUBTS, every_breakpoint
from calculators.engine.breakpoints import breakpoints, partition, possible_numbers, representatives
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.guards import GUARDS
from calculators.model.conditions import leaves
from calculators.model.derivation import Bounds, Follows
from calculators.model.fields import Comparison, Number
from calculators.model.intervals import Interval
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.tumour import KI67_PERCENT


def compared(conditions):
    """Return every comparison in *conditions*, read off the declarations themselves."""
    return [leaf for condition in conditions for leaf in leaves(condition) if isinstance(leaf, Comparison)]


CRITERIA = [criterion.test for criteria in SETS.values() for criterion in criteria.criteria]
POPULATIONS = [criteria.population.test for criteria in SETS.values() if criteria.population]
FOLLOWING = [
    *(line.when for line in DERIVATIONS.lines if isinstance(line, Follows | Bounds)),
    *(line.holds for line in DERIVATIONS.lines if isinstance(line, Bounds)),
]
WARNINGS = [one.test for one in (*GUARDS, *DOUBTS)]


def test_every_limit_of_a_set_a_population_and_a_derivation_is_a_breakpoint():
    for leaf in compared([*CRITERIA, *POPULATIONS, *FOLLOWING]):
        assert {*leaf.limits} <= {*breakpoints(leaf.field)}, leaf


def test_every_limit_of_a_warning_is_one_of_every_breakpoint():
    for leaf in compared([*CRITERIA, *POPULATIONS, *FOLLOWING, *WARNINGS]):
        assert {*leaf.limits} <= {*every_breakpoint(leaf.field)}, leaf


def test_no_breakpoint_is_there_for_nothing():
    limits = {
        (leaf.field.id, limit) for leaf in compared([*CRITERIA, *POPULATIONS, *FOLLOWING]) for limit in leaf.limits
    }
    warned = limits | {(leaf.field.id, limit) for leaf in compared(WARNINGS) for limit in leaf.limits}
    numbers = [field for field in FIELDS.values() if isinstance(field, Number)]

    assert {(field.id, limit) for field in numbers for limit in breakpoints(field)} == limits
    assert {(field.id, limit) for field in numbers for limit in every_breakpoint(field)} == warned


def test_one_number_stands_for_every_interval_and_every_limit():
    for field in FIELDS.values():
        if isinstance(field, Number):
            for interval, number in zip(partition(field), representatives(field), strict=True):
                assert interval.holds(number)
                assert not any(interval.low < limit < (interval.high or limit + 1) for limit in breakpoints(field))


def test_a_limit_at_an_end_of_the_range_leaves_no_interval_beyond_it(monkeypatch):
    monkeypatch.setattr(module, "_LIMITS", {KI67_PERCENT.id: (0, 20, 100)})

    assert partition(KI67_PERCENT) == (
        Interval(0, 0),
        Interval(0, 20, with_low=False, with_high=False),
        Interval(20, 20),
        Interval(20, 100, with_low=False, with_high=False),
        Interval(100, 100),
    )


def test_the_numbers_within_an_interval_stand_for_all_in_it():
    # WHO grade: 3 and 20; the sets: 10.
    found = possible_numbers(KI67_PERCENT, Interval(2, 15))

    assert [number < 3 for number in found] == [True, False, False, False, False]
    assert {3, 10} <= {*found}
    assert all(2 <= number <= 15 for number in found)
