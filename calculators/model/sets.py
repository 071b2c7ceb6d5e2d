"""Criteria, and sets of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from calculators.model.conditions import Condition, fields_of
from calculators.model.fields import Choice, DeclarationError, Number
from calculators.model.text import Text


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
    the patient is in the class *name*. *hazard_ratio* is that of a factor, where one is published; *cell* says what the
    test accepts in the words of a narrow column, where those that follow from the test are too many; *reads* are the ids of the fields of the test.
    """

    id: str
    topic: Topic
    test: Condition
    pinpoint: Text
    note: Text
    name: Text | None = None
    hazard_ratio: float | None = None
    cell: Text | None = None
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
    """With what the thresholds of a set were compared."""

    FULL_TEXT = "full-text"
    ABSTRACT = "abstract"
    AS_PRINTED = "as-printed"
    PROVISIONAL = "provisional"


STATUS_NAMES: Mapping[Status, Text] = MappingProxyType(
    {
        Status.FULL_TEXT: Text("checked (full text)", "ελεγμένο (πλήρες κείμενο)"),
        Status.ABSTRACT: Text("checked (abstract)", "ελεγμένο (περίληψη)"),
        Status.AS_PRINTED: Text("as in the slides", "όπως στις διαφάνειες"),
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


NO_SOURCE = Text("source not identified", "η πηγή δεν ταυτοποιήθηκε")
"""What is said where a set has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """
    The patients for whom a set was published: those who meet *test*.

    Where a patient is known not to be one of them, *warning* stands beside the set.
    """

    id: str
    test: Condition
    warning: Text


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """
    One published set of criteria, contraindications, factors or classes.

    *question* is what it answers; *source* is None where it could not be found; *status_note* says what the status rests on and what
    is in doubt; *population* is None where the source names none. Contraindications say to what, in *against*.
    *scope* says what the outcome does not cover, where a reader would take it for more than it is. Where *past* is met, the question lies behind the patient.
    *head* names the set below the title of its group, where *short_title* would say that once more.
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
    against: Text | None = None
    scope: Text | None = None
    past: Condition | None = None
    head: Text | None = None

    def __post_init__(self) -> None:
        """Refuse two criteria of one id, a contraindication, factor or class without a name, and contraindications to nothing."""
        ids = [criterion.id for criterion in self.criteria]
        if len(ids) != len(set(ids)):
            message = f"{self.id}: two criteria have the same id"
            raise DeclarationError(message)
        if any((criterion.name is None) != (self.kind is Kind.CRITERIA) for criterion in self.criteria):
            message = f"{self.id}: a contraindication, a factor and a class have a name, a plain criterion has none"
            raise DeclarationError(message)
        if (self.against is not None) != (self.kind is Kind.CONTRAINDICATIONS):
            message = f"{self.id}: contraindications, and nothing else, say to what they are"
            raise DeclarationError(message)
