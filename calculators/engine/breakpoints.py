"""
Where the answers to a question begin to count differently.

Between two limits every rule reads all numbers alike, so that finitely many answers stand for all of them. What is computed here about "every
answer" is therefore exact.
"""

from collections.abc import Iterable
from functools import cache
from types import MappingProxyType
from typing import assert_never

from calculators.engine.derivations import DERIVATIONS
from calculators.model.conditions import assess, conjuncts, fields_of, leaves
from calculators.model.fields import Answer, Choice, Comparison, DateField, Field, Number, YesNo, options_of
from calculators.model.intervals import Interval
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

FORM_ORDER = MappingProxyType({name: place for place, name in enumerate(FIELDS)})
"""Where each field stands in the form."""


TESTS = tuple(
    test
    for criteria in SETS.values()
    for test in (
        *(criterion.test for criterion in criteria.criteria),
        *([criteria.population.test] if criteria.population else []),
    )
)
"""Every test of a set, and those that say for whom it is."""

COMPARISONS = (
    *DERIVATIONS.comparisons,
    *(leaf for test in TESTS for leaf in leaves(test) if isinstance(leaf, Comparison)),
)
"""Every comparison of a number with a limit that a set makes, or from which something follows."""


def _alternatives() -> list[frozenset[Field]]:
    """Return the fields of each condition of a set that has to be met as a whole: one of them alone can decide nothing."""
    criteria = [criterion for one in SETS.values() if one.kind.decides for criterion in one.criteria]
    return [frozenset(fields_of(part)) for criterion in criteria for part in conjuncts(criterion.test)]


def united(groups: Iterable[frozenset[Field]]) -> list[frozenset[Field]]:
    """Return *groups*, those that have a field in common made one."""
    found: list[frozenset[Field]] = []
    for group in groups:
        touching = [other for other in found if other & group]
        found = [*(other for other in found if other not in touching), group.union(*touching)]
    return found


def _blocks() -> tuple[tuple[str, ...], ...]:
    """Return the fields of each group of derivations, with those that a set reads in one alternative with them."""
    merged = united([*(frozenset(group.fields) for group in DERIVATIONS.groups), *_alternatives()])
    wholes = {field for group in DERIVATIONS.groups for field in group.wholes}
    blocks = [next(fields for fields in merged if fields.issuperset(group.fields)) for group in DERIVATIONS.groups]
    ordered = [sorted(fields, key=lambda one: (one in wholes, FORM_ORDER[one.id])) for fields in blocks]
    return tuple(dict.fromkeys(tuple(field.id for field in fields) for fields in ordered))


BLOCKS = _blocks()
"""
Fields that say something of one another, those that are measured first, those that can follow from them last.

They are the groups of derivations, and what a set reads in one alternative with their fields.
"""

BLOCK_OF = MappingProxyType({name: block for block in BLOCKS for name in block})


def _collect() -> dict[str, tuple[float, ...]]:
    found: dict[str, set[float]] = {}
    for leaf in COMPARISONS:
        found.setdefault(leaf.field.id, set()).update(leaf.limits)
    return {name: tuple(sorted(values)) for name, values in found.items()}


_LIMITS = _collect()


def told_apart(field: Number, one: float, other: float) -> bool:
    """Return whether some set reads two answers to *field* differently."""
    return any(
        assess(leaf, {field.id: one}) != assess(leaf, {field.id: other}) for leaf in COMPARISONS if leaf.field is field
    )


def breakpoints(field: Number) -> tuple[float, ...]:
    """Return every limit of *field*, in order: those that a set puts on it, and those at which what is derived from it changes."""
    return _LIMITS.get(field.id, ())


def partition(field: Number) -> tuple[Interval, ...]:
    """Return the range of *field* cut at its limits: each limit, and the numbers before, between and beyond them."""
    found = []
    low, with_low = field.low, True
    for limit in breakpoints(field):
        if low < limit:
            found.append(Interval(low, limit, with_low, with_high=False))
        found.append(Interval(limit, limit))
        low, with_low = limit, False
    if field.high is None or low < field.high:
        found.append(Interval(low, field.high, with_low))
    return tuple(found)


def joined(spans: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return *spans*, which are in order, with those that touch made one."""
    found: list[Interval] = []
    for span in spans:
        if found and found[-1].high == span.low and (found[-1].with_high or span.with_low):
            last = found.pop()
            found.append(Interval(last.low, span.high, last.with_low, span.with_high))
        else:
            found.append(span)
    return tuple(found)


@cache
def representatives(field: Field) -> tuple[Answer, ...]:
    """
    Return answers to *field* that stand for all of them: each option, each limit, and a number before, between and beyond the limits.

    Of dates there are none: what counts is the time between two of them.
    """
    match field:
        case Number():
            return tuple(piece.sample for piece in partition(field))
        case Choice() | YesNo():
            return options_of(field)
        case DateField():
            return ()
        case _:
            assert_never(field)


@cache
def pieces_within(field: Number, interval: Interval) -> tuple[Interval, ...]:
    """Return the numbers of *interval* cut at the limits of *field*."""
    return tuple(left for piece in partition(field) if (left := interval.shared(piece)) is not None)


def possible_numbers(field: Number, entered: object) -> tuple[float, ...]:
    """Return numbers of *field* that stand for all of them, or for those in *entered* where that is an interval in which the number is known to lie."""
    pieces = pieces_within(field, entered) if isinstance(entered, Interval) else partition(field)
    return tuple(float(piece.sample) for piece in pieces)


def possible_answers(field: Field, entered: object) -> tuple[Answer, ...]:
    """Return answers to *field* that stand for all of them, of a number for those that *entered* leaves possible."""
    return (
        possible_numbers(field, entered)
        if isinstance(entered, Interval) and isinstance(field, Number)
        else representatives(field)
    )
