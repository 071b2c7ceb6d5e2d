"""
A worksheet as data: what it asks, what it computes and what it can fill in.

The page, the panel beside a field and the tests are read off the same declaration. A worksheet judges nothing that a set of criteria judges.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from calculators.formulas.amounts import Impossible
from calculators.model.fields import Answer, Choice, DateField, DeclarationError, Field, Number, Relation, YesNo
from calculators.model.intervals import Interval
from calculators.model.sentences import amount, within
from calculators.model.sets import Source, Status
from calculators.model.text import Text, join, paragraph, same

type State = Literal["good", "bad", "open", "plain"]
"""How a line looks: on the wanted side of a limit, on the other, not settled or not yet known, or without a limit."""


# What was entered.


@dataclass(frozen=True, slots=True)
class Entries:
    """Answers that belong together; *row* is the place of a row among all rows of the form, blank ones included."""

    answers: Mapping[str, Answer | date]
    row: int | None = None

    @property
    def place(self) -> str:
        """What stands before a field's name where its answer is a problem, such as `row.0.`."""
        return "" if self.row is None else f"row.{self.row}."

    @property
    def ordinal(self) -> int:
        """The place of the row as people count, from 1."""
        return 1 if self.row is None else self.row + 1

    def number(self, question: Number) -> float | None:
        """Return the answer to *question*, None where there is none."""
        value = self.answers.get(question.id)
        return value if isinstance(value, float) else None

    def bounded(self, question: Number) -> float | Interval | None:
        """Return the answer to *question*, a number or the bounds between which it lies, None where there is none."""
        value = self.answers.get(question.id)
        return value if isinstance(value, float | Interval) else None

    def option(self, question: Choice) -> str | None:
        """Return the answer to *question*, None where there is none."""
        value = self.answers.get(question.id)
        return value if isinstance(value, str) else None

    def yes(self, question: YesNo) -> bool | None:
        """Return the answer to *question*, None where there is none."""
        value = self.answers.get(question.id)
        return value if isinstance(value, bool) else None

    def day(self, question: DateField) -> date | None:
        """Return the answer to *question*, None where there is none."""
        value = self.answers.get(question.id)
        return value if isinstance(value, date) else None

    def without(self, *questions: Field) -> tuple[Field, ...]:
        """Return those of *questions* that have no answer."""
        return tuple(question for question in questions if question.id not in self.answers)

    def impossible(self, question: Field, text: Text) -> Impossible:
        """Return the refusal of the answer to *question*, ready to be raised."""
        return Impossible(self.place + question.id, text)

    def checked[**P, T](self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return *function* of the arguments; what it refuses is refused at this place of the form."""
        try:
            return function(*args, **kwargs)
        except Impossible as refusal:
            raise Impossible(self.place + refusal.field, refusal.text) from refusal


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is asked *once*, and the *rows* of what is asked several times; a row without an answer is not among them."""

    once: Entries
    rows: tuple[Entries, ...] = ()


# What comes out.


@dataclass(frozen=True, slots=True)
class Line:
    """One result: its *label* and *value*, its *state*, a *note*, and the fields that it *needs* where it cannot be computed yet."""

    id: str
    label: Text
    value: Text
    state: State = "plain"
    note: Text | None = None
    needs: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A value *y* at *x*, a number for its place on the axis, said as *label*."""

    x: float
    label: Text
    y: float


@dataclass(frozen=True, slots=True)
class Series:
    """Points that a line joins, with its name."""

    label: Text
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A horizontal line at *y*, with its name."""

    label: Text
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers for a drawing; the page draws it."""

    title: Text
    x_label: Text
    y_label: Text
    series: tuple[Series, ...]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """An *answer* to a *field* of the case that the worksheet offers; *note* says how it was reached, such as its denominator."""

    field: Field
    answer: Answer
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a worksheet says of its inputs."""

    lines: tuple[Line, ...]
    fills: tuple[Fill, ...] = ()
    chart: Chart | None = None


# What is declared.


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Questions that are asked several times: the *title* of all, *row* for one of them (`{number}` is its place), and how many there can be."""

    title: Text
    row: Text
    fields: tuple[Field, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: what would be typed, by field, once and row by row."""

    answers: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """
    One worksheet; its id is its page.

    *fills* are the fields of a case that it can fill in, *fields* what it asks once, *rows* what it asks several times. *compute* returns the result
    and raises `Impossible` for amounts that no patient can have; it takes bounds in place of a number for the fields *bounded*. *status* says how far formulas and limits were compared with the *sources*.
    """

    id: str
    title: Text
    about: Text
    fields: tuple[Field, ...]
    compute: Callable[[Inputs], Result]
    sources: tuple[Source, ...]
    status: Status
    status_note: Text
    example: Example
    rows: RowGroup | None = None
    fills: tuple[Field, ...] = ()
    bounded: tuple[Number, ...] = ()
    once: Mapping[str, Field] = field(init=False)
    in_rows: Mapping[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the questions by id; refuse two of one id, and an example that answers what is not asked."""
        repeated = self.rows.fields if self.rows else ()
        every = [question.id for question in (*self.fields, *repeated)]
        if len(every) != len(set(every)):
            message = f"{self.id}: a question is asked twice"
            raise DeclarationError(message)
        object.__setattr__(self, "once", MappingProxyType({question.id: question for question in self.fields}))
        object.__setattr__(self, "in_rows", MappingProxyType({question.id: question for question in repeated}))
        if not (
            self.example.answers.keys() <= self.once.keys()
            and all(row.keys() <= self.in_rows.keys() for row in self.example.rows)
        ):
            message = f"{self.id}: the example answers what is not asked"
            raise DeclarationError(message)


# How a result is said.

TO_COMPUTE = Text(
    "not yet known; needed to compute it: {fields}", "δεν είναι ακόμη γνωστό· για να υπολογιστεί χρειάζεται: {fields}"
)
COMMA = same(", ")
BETWEEN = Text("{low} to {high}", "{low} έως {high}")


def awaiting(line: str, label: Text, fields: tuple[Field, ...], note: Text | None = None) -> Line:
    """Return the line *line* as one that cannot be computed before *fields* are answered."""
    names = join(list(dict.fromkeys(within(question.label) for question in fields)), COMMA)
    return Line(line, label, TO_COMPUTE.format(fields=names), "open", note, fields)


def rounded(value: float, unit: Text, decimals: int = 0) -> Text:
    """Return *value*, with which nothing is compared, to *decimals* with its *unit*; what is more than nothing is never shown as nothing."""
    return amount(round(value, decimals) or value, unit)


def against(value: float, relation: Relation, limit: float) -> State:
    """Return how *value* stands to *limit*: good where the *relation* holds."""
    return "good" if relation.holds(value, limit) else "bad"


def signed(relation: Relation, limit: Text) -> Text:
    """Return a limit as it is printed: "> 20 %"."""
    return Text("{sign} {limit}", "{sign} {limit}").format(sign=relation.sign, limit=limit)


def together(*notes: Text | None) -> Text | None:
    """Return the *notes* there are as one, None where there is none."""
    kept = [note for note in notes if note is not None]
    return paragraph(kept) if kept else None
