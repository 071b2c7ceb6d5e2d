"""
What is asked, and what is accepted of it.

A field is a question asked once, in one unit. A comparison or a membership is a field with what is accepted of it:
`AGE_YEARS.at_most(55)`.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import ClassVar

from calculators.model.intervals import Interval
from calculators.model.text import Text, same


class DeclarationError(Exception):
    """A rule or a field was declared wrongly; raised when the module that declares it loads."""


type Answer = str | bool | float | Interval
"""What is answered: an option, yes or no, a number, or the interval in which a number lies where only its bounds are known."""


NOTHING: Mapping[str, Text] = MappingProxyType({})


DEFINITION_PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "includes": Text("Includes", "Περιλαμβάνει"),
        "excludes": Text("Does not include", "Δεν περιλαμβάνει"),
        "measured": Text("How and when", "Πώς και πότε"),
    }
)
"""What the parts of a definition are called."""
PART = same("{part}: {text}")


@dataclass(frozen=True, slots=True)
class Definition:
    """
    What an answer means: the well-formatted answer to a misunderstood question is the worst failure of a calculator.

    *includes* says what counts, *excludes* what does not, *measured* how and when it is measured.
    """

    includes: Text
    excludes: Text
    measured: Text

    @property
    def lines(self) -> tuple[Text, ...]:
        """What an answer means, a line each, with what the line is about before it."""
        said = {"includes": self.includes, "excludes": self.excludes, "measured": self.measured}
        return tuple(PART.format(part=DEFINITION_PARTS[name], text=text) for name, text in said.items())


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
class Comparison:
    """
    A number against a limit.

    *ambiguous* says why the published wording does not settle the limit itself or, with *ambiguous_from*, the numbers from there to the limit.
    """

    field: "Number"
    relation: Relation
    limit: float
    ambiguous: Text | None = None
    ambiguous_from: float | None = None

    def __post_init__(self) -> None:
        """Refuse an open range without a reason, or on the side that is accepted."""
        start = self.ambiguous_from
        if start is not None and (self.ambiguous is None or self.relation.holds(start, self.limit)):
            message = f"{self.field.id}: from {start:g} is left open without a reason, or accepted"
            raise DeclarationError(message)

    @property
    def limits(self) -> tuple[float, ...]:
        """The numbers at which the answer changes, in order."""
        return (self.limit,) if self.ambiguous_from is None else tuple(sorted((self.ambiguous_from, self.limit)))

    def leaves_open(self, value: float) -> bool:
        """Return whether the published wording does not settle *value*."""
        if self.ambiguous is None or self.ambiguous_from is None:
            return self.ambiguous is not None and value == self.limit
        return self.relation.holds(value, self.ambiguous_from) and not self.relation.holds(value, self.limit)


@dataclass(frozen=True, slots=True)
class Membership:
    """A choice among the accepted options; the arguments are those of `Choice.is_one_of`."""

    field: "Choice | YesNo"
    accepted: tuple[str | bool, ...]
    ambiguous: Mapping[str, Text] = NOTHING
    remarks: Mapping[str, Text] = NOTHING
    unspecified: tuple[str, ...] = ()
    phrased_as: Text | None = None

    def __post_init__(self) -> None:
        """Refuse an option that the field does not have, or that is given two places."""
        places = [*self.accepted, *self.ambiguous, *self.unspecified]
        for option in (*places, *self.remarks):
            if option not in options_of(self.field):
                message = f"{self.field.id}: {option!r} is not a possible answer"
                raise DeclarationError(message)
        if len(places) != len(set(places)):
            message = f"{self.field.id}: an option is accepted, ambiguous or unspecified, and only one of these"
            raise DeclarationError(message)

    def __hash__(self) -> int:
        """Tell conditions apart by what can be hashed of them, so that what is said of one is kept."""
        return hash((self.field, self.accepted))


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

    @property
    def span(self) -> Interval:
        """Every number that can be answered."""
        return Interval(self.low, self.high)

    def below(self, limit: float, *, ambiguous: Text | None = None) -> Comparison:
        """Accept less than *limit*; *ambiguous* says why the limit itself is not settled."""
        return Comparison(self, Relation.BELOW, limit, ambiguous)

    def at_most(self, limit: float, *, ambiguous: Text | None = None) -> Comparison:
        """Accept *limit* or less; *ambiguous* says why the limit itself is not settled."""
        return Comparison(self, Relation.AT_MOST, limit, ambiguous)

    def at_least(
        self, limit: float, *, ambiguous: Text | None = None, ambiguous_from: float | None = None
    ) -> Comparison:
        """Accept *limit* or more; *ambiguous* says why the limit itself, or what lies from *ambiguous_from* to it, is not settled."""
        return Comparison(self, Relation.AT_LEAST, limit, ambiguous, ambiguous_from)

    def above(self, limit: float, *, ambiguous: Text | None = None) -> Comparison:
        """Accept more than *limit*; *ambiguous* says why the limit itself is not settled."""
        return Comparison(self, Relation.ABOVE, limit, ambiguous)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """
    One of several *options*, each with its name.

    *retired* maps an option that was divided to those that took its place: an older address or file may still hold it, and the reader is asked which.
    *formerly* maps an option to the name that it had: older texts and tables still hold that, and mean the same.
    *together* maps an option and what it leaves out to how both are called where a list holds both: “sarcoma, with GIST”.
    """

    kind: ClassVar[str] = "choice"
    id: str
    label: Text
    definition: Definition
    options: Mapping[str, Text]
    retired: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    formerly: Mapping[str, Text] = NOTHING
    together: Mapping[tuple[str, str], Text] = MappingProxyType({})

    def __post_init__(self) -> None:
        """Refuse a retired option that is still offered, or that was divided into what is not, and a former or common name of no option."""
        for old, new in self.retired.items():
            if old in self.options or not new or not set(new) <= self.options.keys():
                message = f"{self.id}: {old!r} is not an option that was divided into others"
                raise DeclarationError(message)
        if unknown := self.formerly.keys() - self.options.keys():
            message = f"{self.id}: {', '.join(sorted(unknown))} has a former name and is no option"
            raise DeclarationError(message)
        if unknown := {option for both in self.together for option in both} - self.options.keys():
            message = f"{self.id}: {', '.join(sorted(unknown))} has a name with another option and is none"
            raise DeclarationError(message)

    def is_one_of(
        self,
        *accepted: str,
        ambiguous: Mapping[str, Text] = NOTHING,
        remarks: Mapping[str, Text] = NOTHING,
        unspecified: tuple[str, ...] = (),
        phrased_as: Text | None = None,
    ) -> Membership:
        """
        Accept the options *accepted* and refuse the rest.

        *ambiguous* maps an option that the published wording does not settle to the reason; *remarks* maps an option to a note that
        is shown when it is the answer; an option in *unspecified* counts as no answer; *phrased_as* is how the source puts the list.
        """
        return Membership(self, accepted, ambiguous, remarks, unspecified, phrased_as)

    def is_none_of(
        self,
        *refused: str,
        ambiguous: Mapping[str, Text] = NOTHING,
        remarks: Mapping[str, Text] = NOTHING,
        unspecified: tuple[str, ...] = (),
        phrased_as: Text | None = None,
    ) -> Membership:
        """Accept every option but *refused*, the *ambiguous* and the *unspecified* ones; the other arguments are those of `is_one_of`."""
        for option in refused:
            if option not in self.options:
                message = f"{self.id}: {option!r} is not a possible answer"
                raise DeclarationError(message)
        elsewhere = {*refused, *ambiguous, *unspecified}
        accepted = tuple(option for option in self.options if option not in elsewhere)
        return Membership(self, accepted, ambiguous, remarks, unspecified, phrased_as)


@dataclass(frozen=True, slots=True, eq=False)
class YesNo:
    """A question answered by yes or no; *yes* and *no* state each answer as a sentence says it."""

    kind: ClassVar[str] = "yes_no"
    id: str
    label: Text
    definition: Definition
    yes: Text
    no: Text

    def is_yes(self) -> Membership:
        """Accept yes."""
        return Membership(self, (True,))

    def is_no(self) -> Membership:
        """Accept no."""
        return Membership(self, (False,))


@dataclass(frozen=True, slots=True, eq=False)
class DateField:
    """A calendar date, ISO 8601, not in the future."""

    kind: ClassVar[str] = "date"
    id: str
    label: Text
    definition: Definition


type Field = Number | Choice | YesNo | DateField


YES = Text("yes", "ναι")


NO = Text("no", "όχι")


def options_of(question: Choice | YesNo) -> tuple[str | bool, ...]:
    """Return every answer that *question* admits, in the order in which it is offered."""
    return (True, False) if isinstance(question, YesNo) else tuple(question.options)


def option_name(question: Choice | YesNo, option: str | bool) -> Text:  # noqa: FBT001 (an option is a value, not a switch)
    """Return the name of *option* of *question*."""
    if isinstance(question, YesNo):
        return YES if option else NO
    return question.options[str(option)]
