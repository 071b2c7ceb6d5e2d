"""
Where the answers to a question begin to count differently.

Between two limits every rule reads all numbers alike, so that finitely many answers stand for all of them. What is computed here about "every
answer" is therefore exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from calculators.fields import (
    ASSESSMENT_DATE,
    DIFFERENTIATION,
    EXTRAHEPATIC_DISEASE,
    FIELDS,
    KI67_PERCENT,
    MITOSES_PER_2MM2,
    WHO_GRADE,
)
from calculators.knowledge import DATED_MONTHS, EXTRAHEPATIC_PARTS
from calculators.measures.grade import KI67_ABOVE_GRADE_2, KI67_OF_GRADE_2, MITOSES_ABOVE_GRADE_2, MITOSES_OF_GRADE_2
from calculators.model import EXACTLY, AllOf, Answer, Choice, Compared, Day, Field, Number, Test, YesNo, amount, answers, leaves
from calculators.registry import SETS
from calculators.text import Text, number

DERIVATION_LIMITS = MappingProxyType(
    {
        KI67_PERCENT.id: (KI67_OF_GRADE_2, KI67_ABOVE_GRADE_2),
        MITOSES_PER_2MM2.id: (MITOSES_OF_GRADE_2, MITOSES_ABOVE_GRADE_2),
    }
)
"""Limits at which what follows from a number changes: those of the WHO grade, see `calculators.measures.grade`."""

GRADE = (DIFFERENTIATION.id, KI67_PERCENT.id, MITOSES_PER_2MM2.id, WHO_GRADE.id)
EXTRAHEPATIC = (*(part.id for part in EXTRAHEPATIC_PARTS), EXTRAHEPATIC_DISEASE.id)
MONTHS = (*(start.id for _, start in DATED_MONTHS), ASSESSMENT_DATE.id, *(months.id for months, _ in DATED_MONTHS))
BLOCKS = (GRADE, EXTRAHEPATIC, MONTHS)
"""Fields that say something of one another, those that are measured first, those that can follow from them last."""

FORM_ORDER = MappingProxyType({name: place for place, name in enumerate(FIELDS)})
"""Where each field stands in the form."""

BLOCK_OF = MappingProxyType({name: block for block in BLOCKS for name in block})


def conjuncts(test: Test) -> tuple[Test, ...]:
    """Return the tests that must all be met for *test* to be met, each as small as it can be."""
    if isinstance(test, AllOf):
        return tuple(one for part in test.parts for one in conjuncts(part))
    return (test,)


AT_MOST = Text("≤ {high}", "≤ {high}")
BELOW = Text("< {high}", "< {high}")
AT_LEAST = Text("≥ {low}", "≥ {low}")
ABOVE = Text("> {low}", "> {low}")
FROM_TO = Text("from {low} to {high}", "από {low} έως {high}")
ABOVE_AND = Text("> {low} and {high}", "> {low} και {high}")
ANY = Text("any value", "οποιαδήποτε τιμή")


@dataclass(frozen=True, slots=True)
class Span:
    """
    The numbers from *low* to *high*, without end where *high* is None.

    An end belongs to the span where *with_low*, *with_high* say so.
    """

    low: float
    high: float | None
    with_low: bool = True
    with_high: bool = True

    def holds(self, value: float) -> bool:
        """Return whether *value* lies in the span."""
        above = value > self.low or (self.with_low and value == self.low)
        return above and (self.high is None or value < self.high or (self.with_high and value == self.high))

    @property
    def sample(self) -> float:
        """A number of the span that is not one of its open ends."""
        return self.low + 1.0 if self.high is None else (self.low + self.high) / 2

    def said(self, field: Number) -> Text:
        """Return the span of answers to *field* in words: "< 10 %", "from 50 to < 75 %"."""
        if self.low == self.high:
            return EXACTLY.format(amount=amount(self.low, field.unit))
        from_start = self.low == field.low and self.with_low
        if self.high is None or self.high == field.high:
            return ANY if from_start else (AT_LEAST if self.with_low else ABOVE).format(low=amount(self.low, field.unit))
        high = amount(self.high, field.unit)
        upper = (AT_MOST if self.with_high else BELOW).format(high=high)
        if from_start:
            return upper
        if self.with_low:
            return FROM_TO.format(low=number(self.low), high=high if self.with_high else upper)
        return ABOVE_AND.format(low=number(self.low), high=upper)


def _collect() -> dict[str, tuple[float, ...]]:
    found = {name: set(values) for name, values in DERIVATION_LIMITS.items()}
    for criteria in SETS.values():
        for criterion in criteria.criteria:
            for leaf in leaves(criterion.test):
                if isinstance(leaf, Compared):
                    found.setdefault(leaf.field.id, set()).add(leaf.limit)
    return {name: tuple(sorted(values)) for name, values in found.items()}


_LIMITS = _collect()


def limits(field: Number) -> tuple[float, ...]:
    """Return every limit of *field*, in order: those that a set puts on it, and those at which what is derived from it changes."""
    return _LIMITS.get(field.id, ())


def pieces(field: Number) -> tuple[Span, ...]:
    """Return the range of *field* cut at its limits: each limit, and the numbers before, between and beyond them."""
    found = []
    low, with_low = field.low, True
    for limit in limits(field):
        if low < limit:
            found.append(Span(low, limit, with_low, with_high=False))
        found.append(Span(limit, limit))
        low, with_low = limit, False
    if field.high is None or low < field.high:
        found.append(Span(low, field.high, with_low))
    return tuple(found)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return *spans*, which are in order, with those that touch made one."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].high == span.low and (found[-1].with_high or span.with_low):
            last = found.pop()
            found.append(Span(last.low, span.high, last.with_low, span.with_high))
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
            return tuple(piece.sample for piece in pieces(field))
        case Choice() | YesNo():
            return answers(field)
        case Day():
            return ()
