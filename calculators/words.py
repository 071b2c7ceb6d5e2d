"""How results are said, on the page and on the command line."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from calculators.evaluate import Verdict
from calculators.fields import FIELDS
from calculators.knowledge import Knowledge
from calculators.model import OR, Choice, Compared, CriteriaSet, Number, YesNo, answers, leaves, option_name
from calculators.registry import SETS
from calculators.text import Language, Text, number
from calculators.truth import Finding, Truth

VERDICTS: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.MET: Text("criteria met as published", "τα κριτήρια πληρούνται όπως δημοσιεύθηκαν"),
        Verdict.NOT_MET: Text("criteria not met as published", "τα κριτήρια δεν πληρούνται όπως δημοσιεύθηκαν"),
        Verdict.UNDECIDED: Text("cannot be decided yet", "δεν μπορεί ακόμη να κριθεί"),
    }
)

CONTRAINDICATION_VERDICTS: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.MET: Text("no published contraindication present", "καμία δημοσιευμένη αντένδειξη"),
        Verdict.NOT_MET: Text("contraindication present", "υπάρχει αντένδειξη"),
        Verdict.UNDECIDED: Text("cannot be decided yet", "δεν μπορεί ακόμη να κριθεί"),
    }
)

BRIEF_VERDICTS: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.MET: Text("met", "πληρούνται"),
        Verdict.NOT_MET: Text("not met", "δεν πληρούνται"),
        Verdict.UNDECIDED: Text("open", "ανοικτό"),
    }
)

BRIEF_CONTRAINDICATION_VERDICTS: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.MET: Text("none present", "καμία"),
        Verdict.NOT_MET: Text("present", "υπάρχει"),
        Verdict.UNDECIDED: Text("open", "ανοικτό"),
    }
)

TRUTHS: Mapping[Truth, Text] = MappingProxyType(
    {
        Truth.MET: Text("met", "πληρούται"),
        Truth.NOT_MET: Text("not met", "δεν πληρούται"),
        Truth.UNKNOWN: Text("unknown", "άγνωστο"),
    }
)

CONTRAINDICATION_TRUTHS: Mapping[Truth, Text] = MappingProxyType(
    {
        Truth.MET: Text("absent", "απουσιάζει"),
        Truth.NOT_MET: Text("present", "υπάρχει"),
        Truth.UNKNOWN: Text("unknown", "άγνωστο"),
    }
)

MISSING = Text("not known: {field}", "δεν είναι γνωστό: {field}")
OPEN = Text("Open by the wording: {what}", "Ανοικτό κατά τη διατύπωση: {what}")
NOT_BY_WORDING = Text(
    "Nothing is missing: the published wording itself does not settle this case.",
    "Δεν λείπει κανένα στοιχείο: η ίδια η δημοσιευμένη διατύπωση δεν κρίνει την περίπτωση.",
)


def verdict(criteria: CriteriaSet, value: Verdict) -> Text:
    """Return how the verdict *value* of *criteria* is said; never "eligible" or "recommended" of a patient."""
    return (CONTRAINDICATION_VERDICTS if criteria.contraindications else VERDICTS)[value]


def brief(criteria: CriteriaSet, value: Verdict) -> Text:
    """Return the verdict in a word or two, for the head of a column."""
    return (BRIEF_CONTRAINDICATION_VERDICTS if criteria.contraindications else BRIEF_VERDICTS)[value]


def truth(criteria: CriteriaSet, value: Truth) -> Text:
    """Return how the truth *value* of one of *criteria* is said."""
    return (CONTRAINDICATION_TRUTHS if criteria.contraindications else TRUTHS)[value]


def reasons(finding: Finding, language: Language) -> list[str]:
    """Return why *finding* is unknown, in sentences."""
    missing = [MISSING[language].format(field=FIELDS[name].label[language]) for name in finding.missing]
    return missing + [text[language] for text in finding.wording]


def limits(field: Number) -> tuple[float, ...]:
    """Return every limit that a set puts on *field*, so that a value is never shown on the wrong side of one."""
    return _LIMITS.get(field.id, ())


def _collect_limits() -> dict[str, tuple[float, ...]]:
    found: dict[str, set[float]] = {}
    for criteria in SETS.values():
        for criterion in criteria.criteria:
            for leaf in leaves(criterion.test):
                if isinstance(leaf, Compared):
                    found.setdefault(leaf.field.id, set()).add(leaf.limit)
    return {name: tuple(sorted(values)) for name, values in found.items()}


_LIMITS = _collect_limits()


def day(value: date, language: Language) -> str:
    """Return *value* in the order of days that the reader is used to."""
    return f"{value.day}/{value.month}/{value.year}" if language == "el" else value.isoformat()


def amount_shown(value: float, field: Number, language: Language) -> str:
    """Return *value* of *field* with its unit, on the right side of every limit."""
    return f"{number(value, limits(field))[language]} {field.unit[language]}"


def known_values(knowledge: Knowledge, language: Language) -> dict[str, str]:
    """Return what is known, by field; several options where they are all still possible."""
    said = {}
    for name, value in knowledge.known.items():
        field = FIELDS[name]
        if isinstance(field, Number) and isinstance(value, float):
            said[name] = amount_shown(value, field, language)
        elif isinstance(field, Choice | YesNo) and isinstance(value, frozenset):
            options = [option_name(field, option)[language] for option in answers(field) if option in value]
            said[name] = OR[language].join(options)
    return said
