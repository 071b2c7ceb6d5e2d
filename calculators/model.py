"""
The few kinds of thing that rules are made of.

A field is a question asked once, in one unit. A test is a field with what is accepted of it: `AGE_YEARS.at_most(55)`. A
criterion is a test with its place in the source. All of them are plain data: what runs, what is printed, what is drawn and
what must be tested are read off the same declaration.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import ClassVar

from calculators.text import Text, join, number, same
from calculators.truth import Finding, Outcome, all_met, any_met

type Answer = str | bool | float
type Options = frozenset[str] | frozenset[bool]
type Value = frozenset[Answer] | float | Interval
"""What is known of one field: of a number its value or the interval in which it lies, of a choice the options that are still possible."""
type Known = Mapping[str, Value]
"""What is known of a patient. A field that is absent is unknown."""

NOTHING: Mapping[str, Text] = MappingProxyType({})


class DeclarationError(Exception):
    """A rule or a field was declared wrongly; raised when the module that declares it loads."""


# Fields: what is asked. Each exists once and is equal to itself only.


@dataclass(frozen=True, slots=True)
class Definition:
    """
    What an answer means: the well-formatted answer to a misunderstood question is the worst failure of a calculator.

    *includes* says what counts, *excludes* what does not, *measured* how and when it is measured.
    """

    includes: Text
    excludes: Text
    measured: Text


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """
    A number in one unit, between *low* and *high* inclusive (no upper bound where *high* is None).

    *step* is the smallest difference that the field is usually read to; tests of the limits use it. *whole*: it is a count, which has no fractions.
    """

    kind: ClassVar[str] = "number"
    id: str
    label: Text
    unit: Text
    definition: Definition
    low: float
    high: float | None
    step: float
    whole: bool = False

    def below(self, limit: float, *, unclear: Text | None = None) -> Compared:
        """Accept less than *limit*; *unclear* says why the limit itself is not settled."""
        return Compared(self, Relation.BELOW, limit, unclear)

    def at_most(self, limit: float, *, unclear: Text | None = None) -> Compared:
        """Accept *limit* or less; *unclear* says why the limit itself is not settled."""
        return Compared(self, Relation.AT_MOST, limit, unclear)

    def at_least(self, limit: float, *, unclear: Text | None = None) -> Compared:
        """Accept *limit* or more; *unclear* says why the limit itself is not settled."""
        return Compared(self, Relation.AT_LEAST, limit, unclear)

    def above(self, limit: float, *, unclear: Text | None = None) -> Compared:
        """Accept more than *limit*; *unclear* says why the limit itself is not settled."""
        return Compared(self, Relation.ABOVE, limit, unclear)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """
    One of several *options*, each with its name.

    *retired* maps an option that was divided to those that took its place: an older address or file may still hold it, and the reader is asked which.
    """

    kind: ClassVar[str] = "choice"
    id: str
    label: Text
    definition: Definition
    options: Mapping[str, Text]
    retired: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def __post_init__(self) -> None:
        """Refuse a retired option that is still offered, or that was divided into what is not."""
        for old, new in self.retired.items():
            if old in self.options or not new or not set(new) <= self.options.keys():
                message = f"{self.id}: {old!r} is not an option that was divided into others"
                raise DeclarationError(message)

    def is_one_of(
        self,
        *accepted: str,
        unclear: Mapping[str, Text] = NOTHING,
        remarks: Mapping[str, Text] = NOTHING,
        unsaid: tuple[str, ...] = (),
        said_as: Text | None = None,
    ) -> Chosen:
        """
        Accept the options *accepted* and refuse the rest.

        *unclear* maps an option that the published wording does not settle to the reason; *remarks* maps an option to a note that
        is shown when it is the answer; an option in *unsaid* counts as no answer; *said_as* is how the source puts the list.
        """
        return Chosen(self, accepted, unclear, remarks, unsaid, said_as)

    def is_none_of(
        self,
        *refused: str,
        unclear: Mapping[str, Text] = NOTHING,
        remarks: Mapping[str, Text] = NOTHING,
        said_as: Text | None = None,
    ) -> Chosen:
        """Accept every option but *refused* and the *unclear* ones; the other arguments are those of `is_one_of`."""
        for option in refused:
            if option not in self.options:
                message = f"{self.id}: {option!r} is not a possible answer"
                raise DeclarationError(message)
        accepted = tuple(option for option in self.options if option not in refused and option not in unclear)
        return Chosen(self, accepted, unclear, remarks, (), said_as)


@dataclass(frozen=True, slots=True, eq=False)
class YesNo:
    """A question answered by yes or no; *yes* and *no* state each answer as a sentence says it."""

    kind: ClassVar[str] = "yes_no"
    id: str
    label: Text
    definition: Definition
    yes: Text
    no: Text

    def is_yes(self) -> Chosen:
        """Accept yes."""
        return Chosen(self, (True,))

    def is_no(self) -> Chosen:
        """Accept no."""
        return Chosen(self, (False,))


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """A calendar date, ISO 8601, not in the future."""

    kind: ClassVar[str] = "date"
    id: str
    label: Text
    definition: Definition


type Field = Number | Choice | YesNo | Day


# Tests: what is accepted.


class Relation(Enum):
    """A comparison; the sign that is printed is the function that runs."""

    BELOW = ("<", operator.lt)
    AT_MOST = ("≤", operator.le)
    AT_LEAST = ("≥", operator.ge)
    ABOVE = (">", operator.gt)

    def __init__(self, sign: str, holds: Callable[[float, float], bool]) -> None:
        """Keep the printed *sign* and the function *holds* together."""
        self.sign = sign
        self.holds = holds


@dataclass(frozen=True, slots=True)
class Compared:
    """A number against a limit; *unclear* says why the published wording does not settle the limit itself."""

    field: Number
    relation: Relation
    limit: float
    unclear: Text | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice among the accepted options; the arguments are those of `Choice.is_one_of`."""

    field: Choice | YesNo
    accepted: tuple[str | bool, ...]
    unclear: Mapping[str, Text] = NOTHING
    remarks: Mapping[str, Text] = NOTHING
    unsaid: tuple[str, ...] = ()
    said_as: Text | None = None

    def __post_init__(self) -> None:
        """Refuse an option that the field does not have, or that is given two places."""
        places = [*self.accepted, *self.unclear, *self.unsaid]
        for option in (*places, *self.remarks):
            if option not in answers(self.field):
                message = f"{self.field.id}: {option!r} is not a possible answer"
                raise DeclarationError(message)
        if len(places) != len(set(places)):
            message = f"{self.field.id}: an option is accepted, unclear or unsaid, and only one of these"
            raise DeclarationError(message)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of *parts*."""

    parts: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of *parts*."""

    parts: tuple[Test, ...]


type Test = Compared | Chosen | AllOf | AnyOf


def all_of(*parts: Test) -> AllOf:
    """Ask for every one of *parts*."""
    return AllOf(parts)


def any_of(*parts: Test) -> AnyOf:
    """Ask for at least one of *parts*."""
    return AnyOf(parts)


def answers(question: Choice | YesNo) -> tuple[str | bool, ...]:
    """Return every answer that *question* admits, in the order in which it is offered."""
    return (True, False) if isinstance(question, YesNo) else tuple(question.options)


def option_name(question: Choice | YesNo, option: str | bool) -> Text:  # noqa: FBT001 (an option is a value, not a switch)
    """Return the name of *option* of *question*."""
    if isinstance(question, YesNo):
        return YES if option else NO
    return question.options[str(option)]


def fields_of(test: Test) -> tuple[Number | Choice | YesNo, ...]:
    """Return the fields that *test* reads, each once, in the order in which it reads them."""
    match test:
        case AllOf(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(question for part in parts for question in fields_of(part)))
        case Compared(question) | Chosen(question):
            return (question,)


def leaves(test: Test) -> tuple[Compared | Chosen, ...]:
    """Return the single tests that *test* is made of, in order."""
    match test:
        case AllOf(parts) | AnyOf(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case _:
            return (test,)


def find(test: Test, known: Known) -> Finding:
    """Return what is known of *test* for a patient of whom *known* is known."""
    match test:
        case AllOf(parts):
            return all_met(find(part, known) for part in parts)
        case AnyOf(parts):
            return any_met(find(part, known) for part in parts)
        case Compared():
            return _compare(test, known)
        case Chosen():
            return _choose(test, known)


def _compare(test: Compared, known: Known) -> Finding:
    match known.get(test.field.id):
        case float() as value:
            outcomes = {_outcome_at(test, value)}
        case Interval() as between:
            outcomes = {_outcome_at(test, value) for value in between.around(test.limit)}
        case _:
            outcomes = {Outcome.NOT_MET, Outcome.MET}
    worst, best = min(outcomes), max(outcomes)
    missing = () if worst is best else (test.field.id,)
    wording = (test.unclear,) if test.unclear and worst is best is Outcome.WORDING else ()
    return Finding(worst, best, missing, wording)


def _outcome_at(test: Compared, value: float) -> Outcome:
    if test.unclear is not None and value == test.limit:
        return Outcome.WORDING
    return Outcome.MET if test.relation.holds(value, test.limit) else Outcome.NOT_MET


def outcome_of(test: Chosen, option: Answer) -> Outcome | None:
    """Return what *option* comes to under *test*, None where it counts as no answer."""
    if option in test.unsaid:
        return None
    if option in test.unclear:
        return Outcome.WORDING
    return Outcome.MET if option in test.accepted else Outcome.NOT_MET


def _choose(test: Chosen, known: Known) -> Finding:
    every = answers(test.field)
    possible = known.get(test.field.id)
    if not isinstance(possible, frozenset) or possible <= set(test.unsaid):
        possible = frozenset(every)
    # In the order of the options, so that reasons come in the same order each time.
    left = [option for option in every if option in possible and option not in test.unsaid]
    outcomes = [outcome for option in left if (outcome := outcome_of(test, option)) is not None]
    worst, best = min(outcomes), max(outcomes)
    missing = () if worst is best else (test.field.id,)
    wording: tuple[Text, ...] = ()
    if worst is best is Outcome.WORDING:
        wording = tuple(dict.fromkeys(test.unclear[str(option)] for option in left))
    notes = tuple(note for option in left if len(left) == 1 and (note := test.remarks.get(str(option))))
    return Finding(worst, best, missing, wording, notes)


# How a test is said.

YES = Text("yes", "ναι")
NO = Text("no", "όχι")
OR = Text(" or ", " ή ")
AND = Text(" and ", " και ")
COMMA = same(", ")
EITHER = Text(", or ", ", ή ")
BOTH = Text("; and ", "· και ")


def one_of(names: list[Text]) -> Text:
    """Return *names* as a choice: "none, mild or moderate"."""
    return join([join(names[:-1], COMMA), names[-1]], OR) if len(names) > 1 else names[0]


ONE: Mapping[str, Text] = MappingProxyType(
    {
        "years": Text("year", "έτος"),
        "months": Text("month", "μήνας"),
        "cells": Text("cell", "κύτταρο"),
        "lesions": Text("lesion", "εστία"),
    }
)
"""Units of which there can be one, by their English plural."""


def amount(value: float, unit: Text, limits: tuple[float, ...] = ()) -> Text:
    """Return *value* with its *unit*, on its own side of each of *limits*."""
    return with_unit(number(value, limits), unit)


def with_unit(shown: Text, unit: Text) -> Text:
    """Return the number *shown* with its *unit*: one year, two years."""
    return Text("{number} {unit}", "{number} {unit}").format(
        number=shown, unit=ONE.get(unit.en, unit) if shown.en == "1" else unit
    )


# A word of two letters or more, or one of the words of one letter: "a", the Greek articles and "or".
COMMON_WORD = re.compile(r"[^\W\d_][a-zα-ωϊϋΐΰά-ώ]+(?!-?\d)\b|[Aa](?= )|[ΟοΗηΉήΌό](?=[ ,])")


def _first_letter(words: str, change: Callable[[str], str]) -> str:
    # "Ki-67", "WHO" and "G1" keep their letters.
    return change(words[0]) + words[1:] if COMMON_WORD.match(words) else words


def within(text: Text) -> Text:
    """Return *text* as it stands inside a sentence."""
    return Text(_first_letter(text.en, str.lower), _first_letter(text.el, str.lower))


def opening(text: Text) -> Text:
    """Return *text* as it stands at the start of a sentence."""
    return Text(_first_letter(text.en, str.upper), _first_letter(text.el, str.upper))


def plain_name(question: Choice | YesNo, option: str | bool) -> Text:  # noqa: FBT001 (an option is a value, not a switch)
    """Return the name of *option* without what stands in brackets."""
    name = option_name(question, option)
    return Text(name.en.split(" (")[0], name.el.split(" (")[0])


def short(test: Test, topic: Topic | None = None) -> Text:
    """Return what *test* accepts, naming its fields only where *topic* does not: "≤ 55 years"."""
    match test:
        case AllOf(parts) | AnyOf(parts):
            return join([_part(part, topic) for part in parts], BOTH if isinstance(test, AllOf) else EITHER)
        case Compared(question) | Chosen(question) if topic and question not in topic.fields:
            return within(sentence(test))
        case Compared(question, relation, limit):
            return Text("{sign} {amount}", "{sign} {amount}").format(
                sign=relation.sign, amount=amount(limit, question.unit)
            )
        case Chosen(said_as=Text() as said):
            return said
        case Chosen(YesNo() as question, accepted):
            return question.yes if True in accepted else question.no
        case Chosen(question, accepted):
            return one_of([plain_name(question, option) for option in accepted])


def _part(test: Test, topic: Topic | None) -> Text:
    if isinstance(test, AllOf):
        return join([_part(part, topic) for part in test.parts], AND)
    return short(test, topic) if topic else within(sentence(test))


def sentence(test: Test) -> Text:
    """Return *test* as a sentence says it: "Age ≤ 55 years"."""
    match test:
        case AllOf() | AnyOf() | Chosen(YesNo()):
            return opening(short(test))
        case Compared(question):
            return Text("{label} {short}", "{label} {short}").format(label=question.label, short=short(test))
        case Chosen(question):
            return Text("{label}: {short}", "{label}: {short}").format(label=question.label, short=short(test))


EXACTLY = Text("exactly {amount}", "ακριβώς {amount}")
ANSWER_TO = Text("{question}, {answer}", "{question}, {answer}")


def left_open(test: Test) -> list[Text]:
    """Return the answers that the published wording of *test* leaves open, each with its question where the test asks several."""
    several = len(fields_of(test)) > 1
    found = []
    for leaf in leaves(test):
        match leaf:
            case Compared(question, _, limit, Text()):
                answer = EXACTLY.format(amount=amount(limit, question.unit))
            case Chosen(question, _, unclear) if unclear:
                answer = one_of([plain_name(question, option) for option in unclear])
            case _:
                continue
        found.append(ANSWER_TO.format(question=within(question.label), answer=answer) if several else answer)
    return found


# Numbers of which only bounds are known.

AT_MOST = Text("≤ {high}", "≤ {high}")
BELOW = Text("< {high}", "< {high}")
AT_LEAST = Text("≥ {low}", "≥ {low}")
ABOVE = Text("> {low}", "> {low}")
FROM_TO = Text("from {low} to {high}", "από {low} έως {high}")
ABOVE_AND = Text("> {low} and {high}", "> {low} και {high}")
ANY = Text("any value", "οποιαδήποτε τιμή")


@dataclass(frozen=True, slots=True)
class Interval:
    """
    The numbers from *low* to *high*, without end where *high* is None.

    An end belongs to the interval where *with_low*, *with_high* say so.
    """

    low: float
    high: float | None
    with_low: bool = True
    with_high: bool = True

    def holds(self, value: float) -> bool:
        """Return whether *value* lies in the interval."""
        above = value > self.low or (self.with_low and value == self.low)
        return above and (self.high is None or value < self.high or (self.with_high and value == self.high))

    def around(self, limit: float) -> tuple[float, ...]:
        """Return a number of the interval below *limit*, *limit* itself and a number above it, as far as the interval has them."""
        found = []
        if self.low < limit:
            found.append(Interval(self.low, limit if self.high is None else min(limit, self.high)).sample)
        if self.holds(limit):
            found.append(limit)
        if self.high is None or self.high > limit:
            found.append(Interval(max(limit, self.low), self.high).sample)
        return tuple(found)

    @property
    def sample(self) -> float:
        """A number of the interval that is not one of its open ends."""
        return self.low + 1.0 if self.high is None else (self.low + self.high) / 2

    def spelt(self) -> str:
        """
        Return the interval as a case spells a number that is only bounded.

        >>> [Interval(*ends).spelt() for ends in ((0, 3, True, False), (0, 20), (20, None, False), (1, 2))]
        ['<3', '<=20', '>20', '1-2']
        """
        if self.high is None:
            return f"{'>=' if self.with_low else '>'}{self.low:g}"
        if self.low == 0 and self.with_low:
            return f"{'<=' if self.with_high else '<'}{self.high:g}"
        return f"{self.low:g}-{self.high:g}"

    def said(self, field: Number) -> Text:
        """Return the interval of answers to *field* in words: "< 10 %", "from 50 to < 75 %"."""
        if self.low == self.high:
            return EXACTLY.format(amount=amount(self.low, field.unit))
        from_start = self.low == field.low and self.with_low
        if self.high is None or self.high == field.high:
            return (
                ANY if from_start else (AT_LEAST if self.with_low else ABOVE).format(low=amount(self.low, field.unit))
            )
        high = amount(self.high, field.unit)
        upper = (AT_MOST if self.with_high else BELOW).format(high=high)
        if from_start:
            return upper
        if self.with_low:
            return FROM_TO.format(low=number(self.low), high=high if self.with_high else upper)
        return ABOVE_AND.format(low=number(self.low), high=upper)


# Criteria and sets of them.


@dataclass(frozen=True, slots=True)
class Topic:
    """What a criterion is about; the board has one row a topic. Its *label* already names the questions in *fields*."""

    id: str
    label: Text
    fields: tuple[Number | Choice, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """
    One published criterion, equal to itself only.

    *pinpoint* says where in the source it stands, *note* what a reader should know of it. In a set of contraindications or of adverse
    factors a criterion is met when the contraindication or factor is absent, and *name* says which; in a classification it is met when
    the patient is in the class *name*. *hazard_ratio* is that of a factor, where one is published; *reads* are the ids of the fields of the test.
    """

    id: str
    topic: Topic
    test: Test
    pinpoint: Text
    note: Text
    name: Text | None = None
    hazard_ratio: float | None = None
    reads: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the ids of the fields that the test reads."""
        object.__setattr__(self, "reads", tuple(question.id for question in fields_of(self.test)))


class Kind(StrEnum):
    """What a set gives: a verdict on criteria or contraindications, a count of adverse factors, or the class that a patient is in."""

    CRITERIA = "criteria"
    CONTRAINDICATIONS = "contraindications"
    FACTORS = "factors"
    CLASSES = "classes"

    @property
    def decides(self) -> bool:
        """Whether the set comes to a verdict."""
        return self in {Kind.CRITERIA, Kind.CONTRAINDICATIONS}


class Status(StrEnum):
    """How far the thresholds of a set were compared with its source."""

    AS_PRINTED = "as-printed"
    CHECKED = "checked"
    PROVISIONAL = "provisional"


STATUS_NAMES: Mapping[Status, Text] = MappingProxyType(
    {
        Status.AS_PRINTED: Text("as in the slides", "όπως στις διαφάνειες"),
        Status.CHECKED: Text("checked", "ελεγμένο"),
        Status.PROVISIONAL: Text("provisional", "προσωρινό"),
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: the *id* of the work, its *citation*, and its *doi*, *pmid* or, where neither exists, its *url*."""

    id: str
    citation: str
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """
    The patients for whom a set was published: those who meet *test*.

    Where a patient is known not to be one of them, *warning* stands beside the set.
    """

    id: str
    test: Test
    warning: Text


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """
    One published set of criteria, contraindications, factors or classes.

    *question* is what it answers; *source* is None where it could not be found; *status_note* says what the status rests on and what
    is in doubt; *population* is None where the source names none.
    """

    id: str
    title: Text
    short_title: Text
    question: Text
    source: Source | None
    status: Status
    status_note: Text
    criteria: tuple[Criterion, ...]
    population: Population | None
    kind: Kind = field(default=Kind.CRITERIA)

    def __post_init__(self) -> None:
        """Refuse two criteria of one id, and a contraindication, factor or class without a name."""
        ids = [criterion.id for criterion in self.criteria]
        if len(ids) != len(set(ids)):
            message = f"{self.id}: two criteria have the same id"
            raise DeclarationError(message)
        if any((criterion.name is None) != (self.kind is Kind.CRITERIA) for criterion in self.criteria):
            message = f"{self.id}: a contraindication, a factor and a class have a name, a plain criterion has none"
            raise DeclarationError(message)
