"""
How robust an answer is: numbers that lie on a limit, or so near that the error of their measurement crosses it.

The only error that is known here is that of counting cells for the Ki-67 index (`calculators.formulas.counting`). For every other number none is
published, and only the limit itself is marked: sets that print it with different signs read it differently.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from calculators.analysis.aside import with_others
from calculators.engine.breakpoints import breakpoints, pieces_within
from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import Facts, derive
from calculators.formulas.counting import LEAST_CELLS, wilson
from calculators.model.conditions import Condition, Known, Value, assess, leaves
from calculators.model.fields import Answer, Comparison, Number
from calculators.model.intervals import Interval
from calculators.model.sets import Criterion
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.tumour import KI67_CELLS_COUNTED, KI67_PERCENT, WHO_GRADE

GRADED = tuple(field for field in DERIVATIONS.sources[WHO_GRADE] if isinstance(field, Number))
"""Numbers from which the WHO grade is derived."""


@dataclass(frozen=True, slots=True)
class LimitReading:
    """How a *test* in a *criterion* of the set *name* reads a number: its truth at the *low* end, at the *value* itself, at the *high* end."""

    name: str
    criterion: Criterion
    test: Condition
    low: Truth
    value: Truth
    high: Truth

    @property
    def differs(self) -> bool:
        """Whether the error changes it."""
        return not self.low is self.value is self.high


@dataclass(frozen=True, slots=True)
class NearLimit:
    """
    A number that is too near to a limit: the *value* of *field* lies on a limit, or its error, from *low* to *high*, reaches one; *limits* are those.

    Of a number that is only bounded the *value* is the interval, *low* and *high* are numbers at its ends, and what lies on its limits is told apart.
    Without a known error *low* and *high* are the value. *cells* says over how many the error was computed, None where none is known; *assumed*: that
    number was not entered. *grades* are the WHO grades still possible at the three, empty where the grade does not follow from the field; *set_aside*:
    a grade that was entered contradicts one of the ends and was left out there.
    """

    field: Number
    value: float | Interval
    low: float
    high: float
    limits: tuple[float, ...]
    readings: tuple[LimitReading, ...]
    grades: tuple[frozenset[Answer], ...] = ()
    cells: float | None = None
    assumed: bool = False
    set_aside: bool = False

    def differing(self) -> tuple[LimitReading, ...]:
        """Return the readings that are not unanimous: those that the error changes, and those that differ on the limit on which the value lies."""
        on = [
            reading
            for reading in self.readings
            if isinstance(reading.test, Comparison) and reading.test.limit == self.value
        ]
        split = len({reading.value for reading in on}) > 1
        return tuple(reading for reading in self.readings if reading.differs or (split and reading in on))


def _at(case: Case, field: Number, value: float) -> Case:
    """Return *case* with *value* where another one is entered; what was read off that one, as a grade is, steps aside."""
    return case if case.get(field.id) in {None, value} else with_others(case, {field.id: value})


def _read(field: Number, known: tuple[Facts, ...], sets: Iterable[str]) -> tuple[LimitReading, ...]:
    """Return how each test that reads *field*, directly or through what follows from it, reads it at each of *known*."""
    through = {field.id, *(other.id for other in DERIVATIONS.consequences((field,)))}
    return tuple(
        LimitReading(name, criterion, leaf, *(assess(leaf, one.known).truth for one in known))
        for name in sets
        for criterion in SETS[name].criteria
        for leaf in leaves(criterion.test)
        if leaf.field.id in through
    )


def _grades(facts: Facts) -> frozenset[Answer]:
    """Return the WHO grades that *facts* leave possible."""
    possible = facts.known.get(WHO_GRADE.id)
    return possible if isinstance(possible, frozenset) else frozenset(WHO_GRADE.options)


@dataclass(frozen=True, slots=True)
class _Error:
    """The interval of a number, from *low* to *high*; *cells* and *assumed* are those of its `NearLimit`."""

    low: float
    high: float
    cells: float | None = None
    assumed: bool = False


def _error(case: Case, field: Number, value: float) -> _Error:
    """Return how far chance may have moved *value*: not at all where no error of *field* is known."""
    if field is not KI67_PERCENT:
        return _Error(value, value)
    counted = case.get(KI67_CELLS_COUNTED.id)
    cells = counted if isinstance(counted, float) else float(LEAST_CELLS)
    return _Error(*wilson(value, cells), cells, assumed=cells is not counted)


def _bounded(case: Case, field: Number, value: Interval, sets: tuple[str, ...]) -> NearLimit | None:
    """Return how *sets* read a number that is only bounded, where its bounds hold a limit; None where all its numbers are read alike."""
    pieces = pieces_within(field, value)
    if len(pieces) == 1:
        return None
    low, high = pieces[0].sample, pieces[-1].sample
    cases = [_at(case, field, low), case, _at(case, field, high)]
    facts = tuple(derive(one) for one in cases)
    grades = tuple(_grades(one) for one in facts) if field in GRADED else ()
    limits = tuple(limit for limit in breakpoints(field) if value.holds(limit) or low < limit < high)
    aside = any(case.keys() - one.keys() for one in cases)
    return NearLimit(field, value, low, high, limits, _read(field, facts, sets), grades, set_aside=aside)


def _mark(case: Case, field: Number, value: float | Interval, sets: tuple[str, ...]) -> NearLimit | None:
    if isinstance(value, Interval):
        return _bounded(case, field, value, sets)
    error = _error(case, field, value)
    reached = tuple(limit for limit in breakpoints(field) if error.low <= limit <= error.high)
    if not reached:
        return None
    cases = [_at(case, field, one) for one in (error.low, value, error.high)]
    facts = tuple(derive(one) for one in cases)
    return NearLimit(
        field,
        value,
        error.low,
        error.high,
        reached,
        _read(field, facts, sets),
        tuple(_grades(one) for one in facts) if field in GRADED else (),
        error.cells,
        error.assumed,
        set_aside=any(case.keys() - one.keys() for one in cases),
    )


def _answered(case: Case, known: Known, field: Number) -> Value | None:
    """Return what is known of *field*; nothing where only bounds of it follow from other answers."""
    value = known.get(field.id)
    return None if isinstance(value, Interval) and field.id not in case else value


def robustness(case: Case, sets: Iterable[str]) -> tuple[NearLimit, ...]:
    """
    Return a mark for each number of *case*, entered or derived, that lies on a limit or whose error reaches one, in form order.

    It says how *sets*, ids of sets, read it.
    """
    known = derive(case).known
    chosen = tuple(sets)
    numbers = [
        (field, value)
        for field in FIELDS.values()
        if isinstance(field, Number) and isinstance(value := _answered(case, known, field), float | Interval)
    ]
    return tuple(mark for field, value in numbers if (mark := _mark(case, field, value, chosen)))
