"""
What is known of a patient: what was answered, what follows from it, and where the two contradict each other.

A contradiction is never resolved silently: it becomes a conflict, and every answer that takes part in it counts as unknown until it is corrected.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.engine.breakpoints import told_apart
from calculators.engine.case import Case
from calculators.formulas.extrahepatic import contradicts, possible_part, possible_whole
from calculators.formulas.grade import GRADES, differentiation_of, most_of, possible_grades
from calculators.formulas.months import months_between
from calculators.model.conditions import Value
from calculators.model.fields import Choice, Field, Number, option_name
from calculators.model.intervals import Interval
from calculators.model.sentences import one_of
from calculators.model.text import Text, number
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE, EXTRAHEPATIC_PARTS
from calculators.vocabulary.history import ASSESSMENT_DATE, DATED_MONTHS
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_PERCENT, MITOSES_PER_2MM2, WHO_GRADE

ENTERED_AND_COUNTED = 0.05
"""Months that are entered and months from dates are the same answer where they differ by less, and no limit lies between them: pages show two decimals."""


@dataclass(frozen=True)
class Conflict:
    """
    Answers that contradict each other.

    *field* is the one that is contested, *fields* are the answers that take part, *unknown* all fields of which nothing can be said until they are
    corrected: those answers, and what would follow from them. *text* is what a reader should know.
    """

    field: str
    fields: tuple[str, ...]
    unknown: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Facts:
    """What is *known* for the rules, what of it was *derived* and not answered, and the *conflicts*."""

    known: dict[str, Value]
    derived: dict[str, Value]
    conflicts: tuple[Conflict, ...]

    @cached_property
    def contested(self) -> Mapping[str, tuple[str, ...]]:
        """Fields of which nothing can be said because answers contradict each other, each with those answers."""
        found: dict[str, tuple[str, ...]] = {}
        for conflict in self.conflicts:
            for name in conflict.unknown:
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *conflict.fields)))
        return found


def derive(case: Case) -> Facts:
    """Return what is known when *case* was answered."""
    known: dict[str, Value] = {}
    for name, answer in case.items():
        if isinstance(answer, float):
            known[name] = answer
        elif not isinstance(answer, date):
            known[name] = frozenset({answer})
    answered = set(known)
    conflicts = [conflict for learn in (_grade, _extrahepatic, _months) for conflict in learn(case, known)]
    for conflict in conflicts:
        for name in conflict.unknown:
            known.pop(name, None)
    derived = {name: value for name, value in known.items() if name not in answered}
    return Facts(known, derived, tuple(conflicts))


def _number(case: Case, field: Number) -> float | None:
    value = case.get(field.id)
    return value if isinstance(value, float) else None


def _option(case: Case, field: Choice) -> str | None:
    value = case.get(field.id)
    return value if isinstance(value, str) else None


def _named(field: Choice, options: frozenset[str]) -> Text:
    return one_of([option_name(field, option) for option in field.options if option in options])


def _conflict(case: Case, field: Field, block: tuple[Field, ...], text: Text) -> Conflict:
    return Conflict(field.id, tuple(one.id for one in block if one.id in case), tuple(one.id for one in block), text)


GRADE = (WHO_GRADE, KI67_PERCENT, MITOSES_PER_2MM2, DIFFERENTIATION)

POOR_AND_LOW = Text(
    "Poorly differentiated, yet Ki-67 and mitoses are both below grade 3: check the three. Until then they count as not known.",
    "Χαμηλή διαφοροποίηση, ενώ το Ki-67 και οι μιτώσεις είναι κάτω από τον βαθμό 3: ελέγξτε και τα τρία. Έως τότε θεωρούνται άγνωστα.",
)
OTHER_GRADE = Text(
    "The grade entered is {entered}; Ki-67, mitoses and differentiation give {possible}. Check them. Until then all of them count as not known.",
    "Ο βαθμός που δηλώθηκε είναι {entered}· από το Ki-67, τις μιτώσεις και τη διαφοροποίηση προκύπτει {possible}. Ελέγξτε τα. Έως τότε όλα θεωρούνται άγνωστα.",
)


def _grade(case: Case, known: dict[str, Value]) -> list[Conflict]:
    entered = _option(case, WHO_GRADE)
    differentiation = _option(case, DIFFERENTIATION)
    possible = possible_grades(_number(case, KI67_PERCENT), _number(case, MITOSES_PER_2MM2), differentiation)
    left = possible if entered is None else possible & {entered}
    if not possible:
        return [_conflict(case, WHO_GRADE, GRADE, POOR_AND_LOW)]
    if entered and not left:
        text = OTHER_GRADE.format(entered=option_name(WHO_GRADE, entered), possible=_named(WHO_GRADE, possible))
        return [_conflict(case, WHO_GRADE, GRADE, text)]
    if left < frozenset(GRADES):
        known[WHO_GRADE.id] = frozenset(left)
        implied = differentiation_of(left)
        if differentiation is None and implied is not None:
            known[DIFFERENTIATION.id] = frozenset({implied})
    if most := most_of(entered or ""):
        for field, (high, with_high) in zip((KI67_PERCENT, MITOSES_PER_2MM2), most, strict=True):
            known.setdefault(field.id, Interval(field.low, high, with_high=with_high))
    return []


OTHER_EXTENT = Text(
    "Extrahepatic disease is entered as “{whole}”; nodes, extra-abdominal metastases and peritoneum give {possible}. Check them. "
    "Until then all of them count as not known.",
    "Η εξωηπατική νόσος δηλώθηκε ως «{whole}»· από τους λεμφαδένες, τις εξωκοιλιακές μεταστάσεις και το περιτόναιο προκύπτει «{possible}». "
    "Ελέγξτε τα. Έως τότε όλα θεωρούνται άγνωστα.",
)


def _extrahepatic(case: Case, known: dict[str, Value]) -> list[Conflict]:
    whole = _option(case, EXTRAHEPATIC_DISEASE)
    parts = tuple(_option(case, part) for part in EXTRAHEPATIC_PARTS)
    possible = possible_whole(parts)
    if whole is None:
        if len(possible) < len(EXTRAHEPATIC_DISEASE.options):
            known[EXTRAHEPATIC_DISEASE.id] = frozenset(possible)
        return []
    if contradicts(whole, parts):
        text = OTHER_EXTENT.format(
            whole=option_name(EXTRAHEPATIC_DISEASE, whole), possible=_named(EXTRAHEPATIC_DISEASE, possible)
        )
        return [_conflict(case, EXTRAHEPATIC_DISEASE, (EXTRAHEPATIC_DISEASE, *EXTRAHEPATIC_PARTS), text)]
    for place, part in enumerate(EXTRAHEPATIC_PARTS):
        options = possible_part(tuple(part.options), whole, parts[:place] + parts[place + 1 :])
        if part.id not in case and len(options) < len(part.options):
            known[part.id] = frozenset(options)
    return []


OTHER_MONTHS = Text(
    "“{label}” is entered as {entered}; the dates give {months}. Keep one of the two. Until then neither counts.",
    "Το πεδίο «{label}» δηλώθηκε ως {entered}· από τις ημερομηνίες προκύπτει {months}. Κρατήστε το ένα από τα δύο. Έως τότε δεν λαμβάνεται υπόψη κανένα.",
)


def same_months(field: Number, entered: float, counted: float) -> bool:
    """Return whether *entered* and *counted* months of *field* are the same answer: hardly apart, and on the same side of every limit."""
    return abs(entered - counted) < ENTERED_AND_COUNTED and not told_apart(field, entered, counted)


def _months(case: Case, known: dict[str, Value]) -> list[Conflict]:
    end = case.get(ASSESSMENT_DATE.id)
    conflicts = []
    for field, first in DATED_MONTHS:
        start, entered = case.get(first.id), _number(case, field)
        if isinstance(start, date) and isinstance(end, date):
            months = months_between(start, end)
            if entered is None or same_months(field, entered, months):
                known[field.id] = months
            else:
                text = OTHER_MONTHS.format(
                    label=field.label, entered=number(entered), months=number(months, (entered,))
                )
                conflicts.append(_conflict(case, field, (field, first, ASSESSMENT_DATE), text))
    if conflicts:
        # The day of assessment takes part: what was only counted up to it is no more certain than the day itself.
        counted = tuple(field.id for field, first in DATED_MONTHS if field.id not in case and first.id in case)
        conflicts = [Conflict(one.field, one.fields, (*one.unknown, *counted), one.text) for one in conflicts]
    return conflicts
