"""
Where the answers to a question begin to count differently.

Between two limits every rule reads all numbers alike, so that finitely many answers stand for all of them. What is computed here about "every
answer" is therefore exact.
"""

from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

from calculators.formulas.grade import KI67_ABOVE_GRADE_2, KI67_OF_GRADE_2, MITOSES_ABOVE_GRADE_2, MITOSES_OF_GRADE_2
from calculators.model.conditions import assess, leaves
from calculators.model.fields import Answer, Choice, Comparison, DateField, Field, Number, YesNo, options_of
from calculators.model.intervals import Interval
from calculators.sets.registry import SETS
from calculators.vocabulary.extrahepatic import (
    EXTRAHEPATIC_DISEASE,
    EXTRAHEPATIC_PARTS,
    MONTHS_SINCE_EXTRAHEPATIC_RESECTION,
)
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import ASSESSMENT_DATE, DATED_MONTHS
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_PERCENT, MITOSES_PER_2MM2, WHO_GRADE

DERIVATION_LIMITS = MappingProxyType(
    {
        KI67_PERCENT.id: (KI67_OF_GRADE_2, KI67_ABOVE_GRADE_2),
        MITOSES_PER_2MM2.id: (MITOSES_OF_GRADE_2, MITOSES_ABOVE_GRADE_2),
    }
)
"""Limits at which what follows from a number changes: those of the WHO grade, see `calculators.measures.grade`."""

GRADE = (DIFFERENTIATION.id, KI67_PERCENT.id, MITOSES_PER_2MM2.id, WHO_GRADE.id)
EXTRAHEPATIC = (
    *(part.id for part in EXTRAHEPATIC_PARTS),
    MONTHS_SINCE_EXTRAHEPATIC_RESECTION.id,
    EXTRAHEPATIC_DISEASE.id,
)
MONTHS = (*(start.id for _, start in DATED_MONTHS), ASSESSMENT_DATE.id, *(months.id for months, _ in DATED_MONTHS))
BLOCKS = (GRADE, EXTRAHEPATIC, MONTHS)
"""Fields that say something of one another, those that are measured first, those that can follow from them last."""

FORM_ORDER = MappingProxyType({name: place for place, name in enumerate(FIELDS)})
"""Where each field stands in the form."""

BLOCK_OF = MappingProxyType({name: block for block in BLOCKS for name in block})


COMPARISONS = tuple(
    leaf
    for criteria in SETS.values()
    for criterion in criteria.criteria
    for leaf in leaves(criterion.test)
    if isinstance(leaf, Comparison)
)
"""Every comparison of a number with a limit that a set makes."""


def _collect() -> dict[str, tuple[float, ...]]:
    found = {name: set(values) for name, values in DERIVATION_LIMITS.items()}
    for leaf in COMPARISONS:
        found.setdefault(leaf.field.id, set()).add(leaf.limit)
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
