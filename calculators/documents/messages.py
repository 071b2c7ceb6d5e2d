"""How results are put to a reader: outcomes, reasons and facts, each in both languages."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from calculators.engine.alerts import Alert, AlertKind, every_breakpoint
from calculators.engine.case import Case, quoted
from calculators.engine.evaluate import Counts, SetResult, Verdict
from calculators.model.conditions import Value
from calculators.model.fields import Answer, Choice, DateField, Field, Number, YesNo, option_name, options_of
from calculators.model.intervals import Interval
from calculators.model.sentences import (
    COMMA,
    EITHER,
    OR,
    amount,
    format_interval,
    opening,
    sentence,
    short,
    with_unit,
    within,
)
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import Text, exact, join, rounded, same
from calculators.model.truth import Finding, Truth
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary.form import FIELDS

VERDICTS: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.MET: Text("criteria met as published", "τα κριτήρια πληρούνται όπως δημοσιεύθηκαν"),
        Verdict.NOT_MET: Text("criteria not met as published", "τα κριτήρια δεν πληρούνται όπως δημοσιεύθηκαν"),
        Verdict.UNDECIDED: Text("open", "ανοικτό"),
    }
)

CONTRAINDICATION_VERDICTS: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.MET: Text("no published contraindication present", "δεν υπάρχει καμία δημοσιευμένη αντένδειξη"),
        Verdict.NOT_MET: Text("contraindication present", "υπάρχει αντένδειξη"),
        Verdict.UNDECIDED: Text("open", "ανοικτό"),
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
        Truth.UNKNOWN: Text("open", "ανοικτό"),
    }
)

CONTRAINDICATION_TRUTHS: Mapping[Truth, Text] = MappingProxyType(
    {
        Truth.MET: Text("absent", "απουσιάζει"),
        Truth.NOT_MET: Text("present", "υπάρχει"),
        Truth.UNKNOWN: Text("open", "ανοικτό"),
    }
)

CLASS_TRUTHS: Mapping[Truth, Text] = MappingProxyType(
    {
        Truth.MET: Text("applies", "ισχύει"),
        Truth.NOT_MET: Text("does not apply", "δεν ισχύει"),
        Truth.UNKNOWN: Text("open", "ανοικτό"),
    }
)

CONDITIONS: Mapping[Kind, Text] = MappingProxyType(
    {
        Kind.CRITERIA: Text("Met when", "Πληρούται όταν"),
        Kind.CONTRAINDICATIONS: Text("Absent when", "Απουσιάζει όταν"),
        Kind.FACTORS: Text("Absent when", "Απουσιάζει όταν"),
        Kind.CLASSES: Text("Applies when", "Ισχύει όταν"),
    }
)
"""What it means, in a set of each kind, that the test of a criterion is met."""

CONDITION = same("{condition}: {test}")

# Beside what is asked for, "G1 or G2", and not beside the name of the contraindication, "absent" would say the
# opposite.
TRUTHS_OF_TESTS: Mapping[Kind, Mapping[Truth, Text]] = MappingProxyType(
    {
        Kind.CONTRAINDICATIONS: MappingProxyType(
            {
                Truth.MET: Text("no contraindication", "χωρίς αντένδειξη"),
                Truth.NOT_MET: Text("contraindication", "αντένδειξη"),
                Truth.UNKNOWN: Text("open", "ανοικτό"),
            }
        ),
        Kind.FACTORS: MappingProxyType(
            {
                Truth.MET: Text("no adverse factor", "χωρίς δυσμενή παράγοντα"),
                Truth.NOT_MET: Text("adverse factor", "δυσμενής παράγοντας"),
                Truth.UNKNOWN: Text("open", "ανοικτό"),
            }
        ),
    }
)

COUNT = Text("{present} of {all} adverse factors present", "δυσμενείς παράγοντες που υπάρχουν: {present} από {all}")
COUNT_ABBREVIATED = Text("{present} of {all}", "{present} από {all}")
RANGE = Text("{low} to {high}", "{low} έως {high}")
SCOPED = same("{outcome} ({scope})")
PAST = Text("not applicable now", "δεν έχει εφαρμογή τώρα")
NO_CLASS = Text("not classified by the source", "δεν κατατάσσεται από την πηγή")
CLASS_OPEN = Text("open", "ανοικτό")
CLASS_UNLESS = Text("{name}, unless {others}", "{name}, εκτός αν ισχύει: {others}")
CLASS_UNSETTLED = Text("not settled by the wording", "δεν κρίνεται από τη διατύπωση")

MONTHS = Text(
    "January February March April May June July August September October November December",
    "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
)
DAY = same("{day} {month} {year}")
LABELLED = same("{label}: {said}")
FIRST = Text("1", "1η")
"""The first of a month; the other days are said as they are written."""

MISSING = Text("not known: {field}", "δεν είναι γνωστό: {field}")
CONTRADICTED = Text("answers contradict each other: {fields}", "απαντήσεις αντιφάσκουν μεταξύ τους: {fields}")
NOT_DECIDED = Text("not decided by {value}: {field}", "δεν κρίνεται με {value}: {field}")
BOUNDED = Text("{label} (so far {value})", "{label} (ως τώρα {value})")
"""A question that is still asked although its number is partly known."""
UNREAD = Text("“{text}” – not read, counted as not known", "«{text}» – δεν διαβάστηκε, θεωρείται άγνωστο")
BY_CONTRADICTION = Text(
    "Answers contradict each other ({fields}): as long as they do, this cannot be decided.",
    "Απαντήσεις αντιφάσκουν μεταξύ τους ({fields}): όσο ισχύει αυτό, δεν μπορεί να κριθεί.",
)
NEEDED = Text("not known: {fields}", "άγνωστα: {fields}")
ALL_MET = Text("each of the {count} criteria is met", "πληρούνται και τα {count} κριτήρια")
NONE_PRESENT = Text("none of the {count} is present", "καμία από τις {count} δεν υπάρχει")
OPEN = Text("Open by the wording: {what}", "Ανοικτό κατά τη διατύπωση: {what}")
NOT_BY_WORDING = Text(
    "Nothing is missing: the published wording itself does not settle this case.",
    "Δεν λείπει κανένα στοιχείο: η ίδια η δημοσιευμένη διατύπωση δεν κρίνει την περίπτωση.",
)


def verdict(criteria: CriteriaSet, value: Verdict) -> Text:
    """Return how the verdict *value* of *criteria* is said; never "eligible" or "recommended" of a patient."""
    return (CONTRAINDICATION_VERDICTS if criteria.kind is Kind.CONTRAINDICATIONS else VERDICTS)[value]


def title(criteria: CriteriaSet) -> Text:
    """Return the title of *criteria*, as short as it can be understood without the column that it stands in on the board."""
    return criteria.title if criteria.kind is Kind.CONTRAINDICATIONS else criteria.short_title


def outcome(result: SetResult) -> Text:
    """Return how the outcome of a set is said, and what it does not cover: its verdict, how many factors are present, or the class."""
    scope = result.criteria.scope
    if result.verdict is not None:
        said = verdict(result.criteria, result.verdict)
        return SCOPED.format(outcome=said, scope=scope) if scope and result.verdict is Verdict.MET else said
    if result.counts:
        return COUNT.format(present=_how_many(result.counts), all=str(len(result.findings)))
    said = opening(_class(result))
    named = result.named or _provisional_class(result)
    return SCOPED.format(outcome=said, scope=scope) if scope and named else said


ABOUT = frozenset({AlertKind.GUARD})
"""Alerts that have to say to which sets they belong where they are listed apart from them."""


def about(alert: Alert) -> Text | None:
    """Return what *alert* is about where it is listed apart from its sets: the clinical question, or those of its sets; None where it says so itself."""
    if alert.kind not in ABOUT:
        return None
    parts = []
    for group in GROUPS:
        sets = [one for one in group.sets if one.id in alert.sets]
        whole = {one.id for one in group.sets if one.kind is not Kind.CONTRAINDICATIONS} <= {one.id for one in sets}
        parts += [group.title] if sets and whole else [one.short_title for one in sets]
    return join(parts, COMMA)


def brief(result: SetResult) -> Text:
    """Return the outcome in a word or two, for the head of a column."""
    if result.verdict is not None:
        return (BRIEF_CONTRAINDICATION_VERDICTS if result.criteria.kind is Kind.CONTRAINDICATIONS else BRIEF_VERDICTS)[
            result.verdict
        ]
    if result.counts:
        return COUNT_ABBREVIATED.format(present=_how_many(result.counts), all=str(len(result.findings)))
    return _class(result)


FINDING = Text("{count} finding that forbids", "{count} εύρημα που αποκλείει")
FINDINGS = Text("{count} findings that forbid", "{count} ευρήματα που αποκλείουν")
NOTHING_FORBIDS = Text("no contraindication present", "δεν υπάρχει αντένδειξη")
NO_CRITERIA = Text("no set of criteria", "κανένας κατάλογος κριτηρίων")
NUMBERED: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.MET: Text("{count} met", "πληρούνται {count}"),
        Verdict.NOT_MET: Text("{count} not met", "δεν πληρούνται {count}"),
        Verdict.UNDECIDED: Text("{count} open", "ανοικτά {count}"),
    }
)
"""How many sets came to a verdict."""


def numbered(verdict: Verdict, count: int) -> Text:
    """Return that *count* sets came to *verdict*."""
    return NUMBERED[verdict].format(count=str(count))


def forbidding(count: int) -> Text:
    """Return that *count* findings forbid what a set is about."""
    return (FINDING if count == 1 else FINDINGS).format(count=str(count))


def _how_many(counts: Counts) -> Text:
    """Return how many factors are present: a range while some are not known."""
    low, high = str(counts.present), str(counts.present + counts.unknown)
    return RANGE.format(low=low, high=high) if counts.unknown else same(low)


def _class(result: SetResult) -> Text:
    if provisional := _provisional_class(result):
        return provisional
    for criterion, finding in result.each():
        if criterion.id == result.named:
            return criterion.name or NO_CLASS
        if finding.wording:
            return CLASS_UNSETTLED
    return CLASS_OPEN if result.needs else NO_CLASS


def _provisional_class(result: SetResult) -> Text | None:
    """Return the class that the answers so far name, and what could still take it back; None where that is not how things stand."""
    found = result.each()
    met = [criterion.name for criterion, finding in found if finding.truth is Truth.MET and criterion.name]
    others = [short(criterion.test) for criterion, finding in found if finding.truth is Truth.UNKNOWN]
    return CLASS_UNLESS.format(name=met[0], others=join(others, EITHER)) if len(met) == 1 and others else None


def hazard_ratio(ratio: float) -> Text:
    """Return *ratio* with one decimal, as hazard ratios are printed."""
    shown = f"{ratio:.1f}"
    return Text(shown, shown.replace(".", ","))


def named(criterion: Criterion) -> Text:
    """Return by what *criterion* is called where its truth is said: its name, or else what it asks for."""
    return criterion.name or sentence(criterion.test)


def condition(criteria: CriteriaSet, criterion: Criterion) -> Text | None:
    """Return when *criterion*, one of *criteria* that goes by a name of its own, is absent or applies; None where it goes by what it asks for."""
    if criterion.name is None:
        return None
    return CONDITION.format(condition=CONDITIONS[criteria.kind], test=within(sentence(criterion.test)))


def truth_of_test(criteria: CriteriaSet, value: Truth) -> Text:
    """Return how the truth *value* of one of *criteria* is said beside what it asks for, instead of beside its name."""
    return TRUTHS_OF_TESTS[criteria.kind][value] if criteria.kind in TRUTHS_OF_TESTS else truth(criteria, value)


def truth(criteria: CriteriaSet, value: Truth) -> Text:
    """Return how the truth *value* of one of *criteria* is said beside the name of the criterion."""
    match criteria.kind:
        case Kind.CRITERIA:
            return TRUTHS[value]
        case Kind.CLASSES:
            return CLASS_TRUTHS[value]
        case _:
            return CONTRAINDICATION_TRUTHS[value]


def labels(names: Iterable[str]) -> Text:
    """Return the labels of the fields *names*, of which there is at least one, as a list in a sentence."""
    return join([FIELDS[name].label for name in names], COMMA)


def short_titles(names: Iterable[str]) -> Text:
    """Return the short titles of the sets *names*, of which there is at least one, as a list in a sentence."""
    return join([SETS[name].short_title for name in names], COMMA)


def remark(result: SetResult) -> Text | None:
    """Return why a set is open although no answer that is asked for would decide it; None where one would, or where it is not open."""
    if result.contradiction:
        return BY_CONTRADICTION.format(fields=labels(result.contradiction))
    return NOT_BY_WORDING if result.verdict is Verdict.UNDECIDED and not result.needs else None


def all_clear(criteria: CriteriaSet) -> Text | None:
    """Return why *criteria* are met: each of them is, or no contraindication is present; None of factors, which decide nothing."""
    if not criteria.kind.decides:
        return None
    said = NONE_PRESENT if criteria.kind is Kind.CONTRAINDICATIONS else ALL_MET
    return said.format(count=str(len(criteria.criteria)))


@cache
def _not_known(name: str) -> Text:
    return MISSING.format(field=FIELDS[name].label)


def reasons(finding: Finding, case: Case) -> list[Text]:
    """Return why *finding* is unknown for a patient of whom *case* was answered, in sentences."""
    contradiction = [CONTRADICTED.format(fields=labels(finding.contradiction))] if finding.contradiction else []
    return [*contradiction, *(_waited_for(name, case.get(name)) for name in finding.missing), *finding.wording]


def _waited_for(name: str, entered: Answer | date | None) -> Text:
    """Return that an answer to *name* is waited for, although it was *entered* where that is an interval."""
    if isinstance(entered, Interval):
        return NOT_DECIDED.format(value=fact(FIELDS[name], entered), field=FIELDS[name].label)
    return _not_known(name)


def needed(name: str, case: Case) -> Text:
    """Return the label of the field *name*, which is still asked for, with its bounds where *case* gives any."""
    field, entered = FIELDS[name], case.get(name)
    if isinstance(entered, Interval):
        return BOUNDED.format(label=field.label, value=fact(field, entered))
    return field.label


def unread(text: str) -> Text:
    """Return that the answer *text*, as it was typed, was not read."""
    return UNREAD.format(text=quoted(text))


# A fact: a value for a reader.


def day(value: date) -> Text:
    """
    Return *value* with its month in words: 1/6/2026 is June to one reader and January to another.

    >>> day(date(2026, 6, 1))
    Text(en='1 June 2026', el='1η Ιουνίου 2026')
    """
    first = FIRST if value.day == 1 else same(str(value.day))
    english, greek = (months.split()[value.month - 1] for months in (MONTHS.en, MONTHS.el))
    return DAY.format(day=first, month=Text(english, greek), year=str(value.year))


def rounded_answer(field: Field, answer: Answer | date) -> Answer | date:
    """Return *answer* to *field* as it is shown where it was computed: a number rounded on its own side of every limit."""
    return (
        rounded(answer, every_breakpoint(field)) if isinstance(field, Number) and isinstance(answer, float) else answer
    )


@lru_cache(maxsize=1024)  # from one case to the next, most answers stay
def fact(field: Field, value: Answer | date | Value, *, entered: bool = False) -> Text:
    """
    Return what is known of *field*, an answer or what follows from answers, as a reader sees it.

    A number has its unit and is rounded on its own side of every limit; where it was *entered*, it has every digit, as its receipt holds it. Of an
    interval the bounds are said, of several possible options each.
    """
    match field, value:
        case Number(), float() if entered:
            return with_unit(exact(value), field.unit)
        case Number(), float():
            return amount(value, field.unit, every_breakpoint(field))
        case Number(), Interval():
            return format_interval(value, field)
        case Choice() | YesNo(), str() | bool():
            return option_name(field, value)
        case Choice() | YesNo(), frozenset():
            return join([option_name(field, option) for option in options_of(field) if option in value], OR)
        case DateField(), date():
            return day(value)
        case _:
            message = f"no value of {field.id}: {value!r}"
            raise TypeError(message)


def answer_facts(case: Case) -> dict[str, Text]:
    """Return every answer of *case* as a fact, by field."""
    return {name: fact(FIELDS[name], answer, entered=True) for name, answer in case.items()}


@lru_cache(maxsize=1024)
def labelled(field: Field, said: Text) -> Text:
    """Return *said*, which is known of *field*, with its label."""
    return LABELLED.format(label=field.label, said=said)
