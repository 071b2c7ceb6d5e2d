"""
What follows from what, once: the WHO grade, extrahepatic disease, months between dates.

Add a group here and it is derived, asked along, taken apart where questions are sought, part of every receipt and of the published tables.
"""

from calculators.formulas.grade import KI67_ABOVE_GRADE_2, KI67_OF_GRADE_2, MITOSES_ABOVE_GRADE_2, MITOSES_OF_GRADE_2
from calculators.model.conditions import Condition, all_of, any_of
from calculators.model.derivation import Bounds, DerivationGroup, Derivations, Follows, MonthsBetween, NotAfter
from calculators.model.fields import Choice
from calculators.model.text import Text
from calculators.vocabulary.extrahepatic import (
    EXTRA_ABDOMINAL_METASTASES,
    EXTRAHEPATIC_DISEASE,
    NODAL_METASTASES,
    PERITONEAL_CARCINOMATOSIS,
)
from calculators.vocabulary.history import (
    ASSESSMENT_DATE,
    MONTHS_SINCE_PRIMARY_RESECTION,
    MONTHS_STABLE_DISEASE,
    PRIMARY_RESECTION_DATE,
    STABLE_SINCE_DATE,
)
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_PERCENT, MITOSES_PER_2MM2, WHO_GRADE

# The WHO grade: source and thresholds in `calculators.formulas.grade`. The higher of the two counts grades; one count
# alone says how low the grade cannot be.

GRADE_2_OR_HIGHER = any_of(KI67_PERCENT.at_least(KI67_OF_GRADE_2), MITOSES_PER_2MM2.at_least(MITOSES_OF_GRADE_2))
GRADE_1 = all_of(KI67_PERCENT.below(KI67_OF_GRADE_2), MITOSES_PER_2MM2.below(MITOSES_OF_GRADE_2))
GRADE_3 = any_of(KI67_PERCENT.above(KI67_ABOVE_GRADE_2), MITOSES_PER_2MM2.above(MITOSES_ABOVE_GRADE_2))
GRADE_2_OR_LOWER = all_of(KI67_PERCENT.at_most(KI67_ABOVE_GRADE_2), MITOSES_PER_2MM2.at_most(MITOSES_ABOVE_GRADE_2))

GRADE = DerivationGroup(
    "grade",
    (
        Follows(WHO_GRADE, GRADE_2_OR_HIGHER, ("G2", "G3", "NEC")),
        Follows(WHO_GRADE, GRADE_1, ("G1",)),
        Follows(WHO_GRADE, GRADE_3, ("G3", "NEC")),
        Follows(WHO_GRADE, GRADE_2_OR_LOWER, ("G1", "G2")),
        Follows(WHO_GRADE, DIFFERENTIATION.is_one_of("well"), ("G1", "G2", "G3")),
        Follows(WHO_GRADE, DIFFERENTIATION.is_one_of("poor"), ("NEC",)),
        Follows(DIFFERENTIATION, WHO_GRADE.is_one_of("G1", "G2", "G3"), ("well",)),
        Follows(DIFFERENTIATION, WHO_GRADE.is_one_of("NEC"), ("poor",)),
        Bounds(WHO_GRADE.is_one_of("G1"), KI67_PERCENT.below(KI67_OF_GRADE_2)),
        Bounds(WHO_GRADE.is_one_of("G1"), MITOSES_PER_2MM2.below(MITOSES_OF_GRADE_2)),
        Bounds(WHO_GRADE.is_one_of("G2"), KI67_PERCENT.at_most(KI67_ABOVE_GRADE_2)),
        Bounds(WHO_GRADE.is_one_of("G2"), MITOSES_PER_2MM2.at_most(MITOSES_ABOVE_GRADE_2)),
    ),
    contradiction=Text(
        "The grade entered is {entered}; Ki-67, mitoses and differentiation give {possible}. Check them. Until then all of them count as not known.",
        "Ο βαθμός που δηλώθηκε είναι {entered}· από το Ki-67, τις μιτώσεις και τη διαφοροποίηση προκύπτει {possible}. Ελέγξτε τα. Έως τότε όλα θεωρούνται άγνωστα.",
    ),
    impossible=Text(
        "Poorly differentiated, yet Ki-67 and mitoses are both below grade 3: check the three. Until then they count as not known.",
        "Χαμηλή διαφοροποίηση, ενώ το Ki-67 και οι μιτώσεις είναι κάτω από τον βαθμό 3: ελέγξτε και τα τρία. Έως τότε θεωρούνται άγνωστα.",
    ),
)

# Extrahepatic disease is the worst of its parts. What was removed with none left is no more than nothing: it is no
# disease in any part.

EXTRAHEPATIC_PARTS = (NODAL_METASTASES, EXTRA_ABDOMINAL_METASTASES, PERITONEAL_CARCINOMATOSIS)

RESECTABLE = frozenset({"resectable", "limited_resectable"})
UNRESECTABLE = frozenset({"unresectable", "diffuse"})


def _among(part: Choice, wanted: frozenset[str]) -> tuple[str, ...]:
    """Return the options of *part* that are in *wanted*."""
    return tuple(option for option in part.options if option in wanted)


def _none(*parts: Choice) -> list[Condition]:
    return [part.is_one_of("none") for part in parts]


def _at_most_resectable(*parts: Choice) -> list[Condition]:
    return [part.is_one_of("none", *_among(part, RESECTABLE)) for part in parts]


NOTHING_IN_ANY_PART = all_of(*_none(*EXTRAHEPATIC_PARTS))
SOMETHING_IN_A_PART = any_of(*(part.is_none_of("none") for part in EXTRAHEPATIC_PARTS))
NO_PART_UNRESECTABLE = all_of(*_at_most_resectable(*EXTRAHEPATIC_PARTS))
A_PART_UNRESECTABLE = any_of(*(part.is_one_of(*_among(part, UNRESECTABLE)) for part in EXTRAHEPATIC_PARTS))


def _of_part(part: Choice) -> tuple[Follows, ...]:
    """Return what the whole says of *part*: no part is worse, and one is as bad, which is this one where all others are known to be better."""
    others = [other for other in EXTRAHEPATIC_PARTS if other is not part]
    resectable, unresectable = _among(part, RESECTABLE), _among(part, UNRESECTABLE)
    whole = EXTRAHEPATIC_DISEASE
    return (
        Follows(part, whole.is_one_of("none", "cleared"), ("none",), contests=False),
        Follows(part, whole.is_one_of("resectable"), ("none", *resectable), contests=False),
        Follows(part, all_of(whole.is_one_of("resectable"), *_none(*others)), resectable, contests=False),
        Follows(
            part, all_of(whole.is_one_of("unresectable"), *_at_most_resectable(*others)), unresectable, contests=False
        ),
    )


EXTRAHEPATIC = DerivationGroup(
    "extrahepatic",
    (
        Follows(EXTRAHEPATIC_DISEASE, A_PART_UNRESECTABLE, ("unresectable",)),
        Follows(EXTRAHEPATIC_DISEASE, SOMETHING_IN_A_PART, ("resectable", "unresectable")),
        Follows(EXTRAHEPATIC_DISEASE, NO_PART_UNRESECTABLE, ("none", "cleared", "resectable")),
        Follows(EXTRAHEPATIC_DISEASE, NOTHING_IN_ANY_PART, ("none", "cleared")),
        Follows(EXTRAHEPATIC_DISEASE, NOTHING_IN_ANY_PART, ("none",), contests=False),
        *(line for part in EXTRAHEPATIC_PARTS for line in _of_part(part)),
    ),
    contradiction=Text(
        "Extrahepatic disease is entered as “{entered}”; nodes, extra-abdominal metastases and peritoneum give {possible}. Check them. "
        "Until then all of them count as not known.",
        "Η εξωηπατική νόσος δηλώθηκε ως «{entered}»· από τους λεμφαδένες, τις εξωκοιλιακές μεταστάσεις και το περιτόναιο προκύπτει «{possible}». "
        "Ελέγξτε τα. Έως τότε όλα θεωρούνται άγνωστα.",
    ),
)

# Months up to the day of assessment, and the order of the dates.

SINCE_PRIMARY_RESECTION = MonthsBetween(MONTHS_SINCE_PRIMARY_RESECTION, PRIMARY_RESECTION_DATE, ASSESSMENT_DATE)
STABLE_DISEASE = MonthsBetween(MONTHS_STABLE_DISEASE, STABLE_SINCE_DATE, ASSESSMENT_DATE)

MONTHS = DerivationGroup(
    "months",
    (SINCE_PRIMARY_RESECTION, STABLE_DISEASE),
    contradiction=Text(
        "“{label}” is entered as {entered}; the dates give {possible}. Keep one of the two. Until then neither counts.",
        "Το πεδίο «{label}» δηλώθηκε ως {entered}· από τις ημερομηνίες προκύπτει {possible}. Κρατήστε το ένα από τα δύο. Έως τότε δεν λαμβάνεται υπόψη κανένα.",
    ),
)

DERIVATIONS = Derivations(GRADE, EXTRAHEPATIC, MONTHS)
"""All that follows."""

NO_LATER = Text(
    "a date no later than the assessment date, {later}",
    "ημερομηνία όχι μεταγενέστερη της ημερομηνίας αξιολόγησης, {later}",
)

DATE_ORDER = tuple(dict.fromkeys(NotAfter(line.start, line.end, NO_LATER) for line in DERIVATIONS.months))
"""Dates that cannot be the other way round: months are counted forward."""
