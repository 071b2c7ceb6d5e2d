"""
What is known of a patient: what was answered, what follows from it, and where the two contradict each other.

A contradiction is never resolved silently: it becomes a conflict, and the contested field counts as unknown until it is mended.
"""

from dataclasses import dataclass
from datetime import date

from calculators.case import Case
from calculators.fields import (
    ASSESSMENT_DATE,
    DIFFERENTIATION,
    EXTRA_ABDOMINAL_METASTASES,
    EXTRAHEPATIC_DISEASE,
    KI67_PERCENT,
    MITOSES_PER_2MM2,
    MONTHS_SINCE_PRIMARY_RESECTION,
    MONTHS_STABLE_DISEASE,
    NODAL_METASTASES,
    PERITONEAL_CARCINOMATOSIS,
    PRIMARY_RESECTION_DATE,
    STABLE_SINCE_DATE,
    WHO_GRADE,
)
from calculators.measures.extrahepatic import contradicts, possible_part, possible_whole
from calculators.measures.grade import GRADES, differentiation_of, possible_grades
from calculators.measures.months import months_between
from calculators.model import Answer, Choice, Number, one_of, option_name
from calculators.text import Text, number

EXTRAHEPATIC_PARTS = (NODAL_METASTASES, EXTRA_ABDOMINAL_METASTASES, PERITONEAL_CARCINOMATOSIS)

DATED_MONTHS = (
    (MONTHS_SINCE_PRIMARY_RESECTION, PRIMARY_RESECTION_DATE),
    (MONTHS_STABLE_DISEASE, STABLE_SINCE_DATE),
)
"""Numbers of months, each with the date from which it is counted to the day of assessment."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A *field* that cannot be relied on, the *fields* that contradict each other, and what a reader should know."""

    field: str
    fields: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is *known* for the rules, what of it was *derived* and not answered, and the *conflicts*."""

    known: dict[str, frozenset[Answer] | float]
    derived: dict[str, frozenset[Answer] | float]
    conflicts: tuple[Conflict, ...]


def know(case: Case) -> Knowledge:
    """Return what is known when *case* was answered."""
    known: dict[str, frozenset[Answer] | float] = {}
    for name, answer in case.items():
        if isinstance(answer, float):
            known[name] = answer
        elif not isinstance(answer, date):
            known[name] = frozenset({answer})
    answered = set(known)
    conflicts = [conflict for learn in (_grade, _extrahepatic, _months) for conflict in learn(case, known)]
    derived = {name: value for name, value in known.items() if name not in answered}
    return Knowledge(known, derived, tuple(conflicts))


def _number(case: Case, field: Number) -> float | None:
    value = case.get(field.id)
    return value if isinstance(value, float) else None


def _option(case: Case, field: Choice) -> str | None:
    value = case.get(field.id)
    return value if isinstance(value, str) else None


def _named(field: Choice, options: frozenset[str]) -> Text:
    return one_of([option_name(field, option) for option in field.options if option in options])


def _grade(case: Case, known: dict[str, frozenset[Answer] | float]) -> list[Conflict]:
    entered = _option(case, WHO_GRADE)
    differentiation = _option(case, DIFFERENTIATION)
    possible = possible_grades(_number(case, KI67_PERCENT), _number(case, MITOSES_PER_2MM2), differentiation)
    left = possible if entered is None else possible & {entered}
    if not left:
        known.pop(WHO_GRADE.id, None)
        if entered and differentiation and differentiation_of(frozenset({entered})) != differentiation:
            known.pop(DIFFERENTIATION.id)
        inputs = (WHO_GRADE, KI67_PERCENT, MITOSES_PER_2MM2, DIFFERENTIATION)
        if not possible:
            text = Text(
                "Poorly differentiated, yet Ki-67 and mitoses are both below grade 3: check the three. Until then the grade counts as not known.",
                "Χαμηλή διαφοροποίηση, ενώ το Ki-67 και οι μιτώσεις είναι κάτω από τον βαθμό 3: ελέγξτε και τα τρία. Έως τότε ο βαθμός θεωρείται άγνωστος.",
            )
        else:
            text = Text(
                "The grade entered is {entered}; Ki-67, mitoses and differentiation give {possible}. Check them. Until then the grade counts as not known.",
                "Ο βαθμός που δηλώθηκε είναι {entered}· από το Ki-67, τις μιτώσεις και τη διαφοροποίηση προκύπτει {possible}. Ελέγξτε τα. "
                "Έως τότε ο βαθμός θεωρείται άγνωστος.",
            ).format(entered=option_name(WHO_GRADE, str(entered)), possible=_named(WHO_GRADE, possible))
        return [Conflict(WHO_GRADE.id, tuple(field.id for field in inputs if field.id in case), text)]
    if left < frozenset(GRADES):
        known[WHO_GRADE.id] = frozenset(left)
        implied = differentiation_of(left)
        if differentiation is None and implied is not None:
            known[DIFFERENTIATION.id] = frozenset({implied})
    return []


def _extrahepatic(case: Case, known: dict[str, frozenset[Answer] | float]) -> list[Conflict]:
    whole = _option(case, EXTRAHEPATIC_DISEASE)
    parts = tuple(_option(case, part) for part in EXTRAHEPATIC_PARTS)
    possible = possible_whole(parts)
    if whole is None:
        if len(possible) < len(EXTRAHEPATIC_DISEASE.options):
            known[EXTRAHEPATIC_DISEASE.id] = frozenset(possible)
        return []
    if contradicts(whole, parts):
        del known[EXTRAHEPATIC_DISEASE.id]
        text = Text(
            "Extrahepatic disease is entered as “{whole}”; nodes, extra-abdominal metastases and peritoneum give {possible}. Check them. "
            "Until then extrahepatic disease counts as not known.",
            "Η εξωηπατική νόσος δηλώθηκε ως «{whole}»· από τους λεμφαδένες, τις εξωκοιλιακές μεταστάσεις και το περιτόναιο προκύπτει «{possible}». "
            "Ελέγξτε τα. Έως τότε η εξωηπατική νόσος θεωρείται άγνωστη.",
        ).format(whole=option_name(EXTRAHEPATIC_DISEASE, whole), possible=_named(EXTRAHEPATIC_DISEASE, possible))
        fields = (EXTRAHEPATIC_DISEASE, *EXTRAHEPATIC_PARTS)
        return [Conflict(EXTRAHEPATIC_DISEASE.id, tuple(field.id for field in fields if field.id in case), text)]
    for part in EXTRAHEPATIC_PARTS:
        options = possible_part(tuple(part.options), whole)
        if part.id not in case and len(options) < len(part.options):
            known[part.id] = frozenset(options)
    return []


def _months(case: Case, known: dict[str, frozenset[Answer] | float]) -> list[Conflict]:
    conflicts = []
    end = case.get(ASSESSMENT_DATE.id)
    for field, first in DATED_MONTHS:
        start = case.get(first.id)
        if not (isinstance(start, date) and isinstance(end, date)):
            continue
        months = months_between(start, end)
        entered = _number(case, field)
        if entered is None:
            known[field.id] = months
        elif entered != months:
            del known[field.id]
            text = Text(
                "“{label}” is entered as {entered}; the dates give {months}. Keep one of the two. Until then it counts as not known.",
                "Το πεδίο «{label}» δηλώθηκε ως {entered}· από τις ημερομηνίες προκύπτει {months}. Κρατήστε το ένα από τα δύο. Έως τότε θεωρείται άγνωστο.",
            ).format(label=field.label, entered=number(entered), months=number(months, (entered,)))
            conflicts.append(Conflict(field.id, (field.id, first.id, ASSESSMENT_DATE.id), text))
    return conflicts
