"""
What follows from what, as data, like the criteria: each line says one thing, and whatever runs, is asked along, is printed or is exported is read off it.

A `Follows` narrows a choice, `Bounds` a number, `MonthsBetween` counts from one date to another, and `NotAfter` puts two dates in order. Lines that say
something of one another form a `DerivationGroup`, and the groups together are `Derivations`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from calculators.model.conditions import Condition, fields_of, leaves
from calculators.model.fields import (
    Choice,
    Comparison,
    DateField,
    DeclarationError,
    Field,
    Membership,
    Number,
    Relation,
    YesNo,
    options_of,
)
from calculators.model.intervals import Interval
from calculators.model.text import Text

CONTRADICTION = Text(
    "“{label}” is entered as {entered}; the other answers give {possible}. Check them. Until then all of them count as not known.",
    "Το πεδίο «{label}» δηλώθηκε ως «{entered}»· από τις άλλες απαντήσεις προκύπτει «{possible}». Ελέγξτε τα. Έως τότε όλα θεωρούνται άγνωστα.",
)
"""What is said of an entered answer that cannot be, unless the group says it better."""

IMPOSSIBLE = Text(
    "These answers contradict each other: {labels}. Check them. Until then all of them count as not known.",
    "Οι απαντήσεις αυτές αντιφάσκουν μεταξύ τους: {labels}. Ελέγξτε τες. Έως τότε όλες θεωρούνται άγνωστες.",
)
"""What is said of answers that leave no option possible, unless the group says it better."""


def _refuse_unless_plain(field: Field, when: Condition) -> None:
    """Refuse a condition that reads *field* itself, or that the wording of a source leaves open: nothing follows from doubt."""
    if field in fields_of(when):
        message = f"{field.id}: a field does not follow from itself"
        raise DeclarationError(message)
    if any(leaf.ambiguous or (isinstance(leaf, Membership) and leaf.unspecified) for leaf in leaves(when)):
        message = f"{field.id}: a condition from which something follows leaves nothing open"
        raise DeclarationError(message)


@dataclass(frozen=True, slots=True)
class Follows:
    """
    Where *when* is met, *field* is one of *options*.

    An entered answer that is none of them contradicts what *when* rests on. With *contests* false, the line speaks only of a field that was not answered:
    it says what the answers to the others already say.
    """

    field: Choice | YesNo
    when: Condition
    options: tuple[str | bool, ...]
    contests: bool = True

    def __post_init__(self) -> None:
        """Refuse an option that the field does not have, and options that exclude nothing."""
        _refuse_unless_plain(self.field, self.when)
        if not self.options or not set(self.options) < set(options_of(self.field)):
            message = f"{self.field.id}: {self.options!r} are not some of the possible answers"
            raise DeclarationError(message)

    @property
    def sources(self) -> tuple[Field, ...]:
        """The fields from which it follows."""
        return fields_of(self.when)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where *when* is met and the number in *holds* was not entered, that number meets *holds*."""

    when: Condition
    holds: Comparison

    def __post_init__(self) -> None:
        """Refuse a bound that the wording leaves open."""
        _refuse_unless_plain(self.field, self.when)
        _refuse_unless_plain(self.sources[0], self.holds)

    @property
    def field(self) -> Number:
        """The number that is bounded."""
        return self.holds.field

    @property
    def sources(self) -> tuple[Field, ...]:
        """The fields from which it follows."""
        return fields_of(self.when)

    @property
    def interval(self) -> Interval:
        """The numbers that the bound leaves."""
        field, limit = self.field, self.holds.limit
        match self.holds.relation:
            case Relation.BELOW | Relation.AT_MOST as relation:
                return Interval(field.low, limit, with_high=relation is Relation.AT_MOST)
            case relation:
                return Interval(limit, field.high, with_low=relation is Relation.AT_LEAST)


@dataclass(frozen=True, slots=True)
class MonthsBetween:
    """*field* is the number of calendar months from the date *start* to the date *end*."""

    field: Number
    start: DateField
    end: DateField

    @property
    def sources(self) -> tuple[Field, ...]:
        """The fields from which it follows."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class NotAfter:
    """The date *earlier* does not lie after the date *later*; *expected* says so of an answer that does, with the later day as `{later}`."""

    earlier: DateField
    later: DateField
    expected: Text

    def forbids(self, earlier: object, later: object) -> bool:
        """Return whether both are known and lie the wrong way round."""
        return isinstance(earlier, date) and isinstance(later, date) and earlier > later


type Derivation = Follows | Bounds | MonthsBetween


@dataclass(frozen=True, slots=True, eq=False)
class DerivationGroup:
    """
    *derivations* that say something of one another; the first line tells what the group is about.

    What an entered answer that cannot be is told by *contradiction*, with `{label}`, `{entered}` and `{possible}`, and answers that leave nothing possible
    by *impossible*, with `{labels}`.
    """

    id: str
    derivations: tuple[Derivation, ...]
    contradiction: Text = CONTRADICTION
    impossible: Text = IMPOSSIBLE

    @property
    def months(self) -> tuple[MonthsBetween, ...]:
        """The lines that count months."""
        return tuple(line for line in self.derivations if isinstance(line, MonthsBetween))

    @property
    def targets(self) -> tuple[Field, ...]:
        """The fields that can follow, in the order in which they do."""
        return tuple(dict.fromkeys(line.field for line in self.derivations))

    @property
    def wholes(self) -> tuple[Field, ...]:
        """The fields that the group is about, and that its other fields are asked for: the first, and every number of months."""
        return tuple(dict.fromkeys((self.derivations[0].field, *(line.field for line in self.months))))

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of the group: what it is about, then the others as its lines read them."""
        return tuple(
            dict.fromkeys(
                (*self.wholes, *(field for line in self.derivations for field in (*line.sources, line.field)))
            )
        )


def _ordered(groups: Iterable[DerivationGroup]) -> tuple[DerivationGroup, ...]:
    """Return *groups* so that each stands after those from which it follows; raise a `DeclarationError` where there is no such order."""
    waiting, placed = list(groups), []
    while waiting:
        pending = {field for group in waiting for field in group.targets}
        free = [group for group in waiting if not (pending - {*group.targets}) & {*group.fields}]
        if not free:
            message = f"{', '.join(group.id for group in waiting)}: groups that follow from each other are one group"
            raise DeclarationError(message)
        placed.append(free[0])
        waiting.remove(free[0])
    return tuple(placed)


def _refuse_shared(groups: Iterable[DerivationGroup]) -> None:
    """Refuse a field that follows in two groups, and dates that count to different ends or in two groups."""
    seen: dict[Field, str] = {}
    for group in groups:
        dates = {date for line in group.months for date in (line.start, line.end)}
        if len({line.end for line in group.months}) > 1:
            message = f"{group.id}: the months of a group are counted to one date"
            raise DeclarationError(message)
        for field in {*group.targets, *dates}:
            if field in seen:
                message = f"{field.id}: in two groups, {seen[field]} and {group.id}"
                raise DeclarationError(message)
            seen[field] = group.id


class Derivations:
    """All that follows, in *groups*; each group stands after those from which it follows."""

    def __init__(self, *groups: DerivationGroup) -> None:
        """Order *groups*, and refuse those that get into each other's way."""
        _refuse_shared(groups)
        self.groups = _ordered(groups)
        self.lines: tuple[Derivation, ...] = tuple(line for group in self.groups for line in group.derivations)
        self.months = tuple(line for line in self.lines if isinstance(line, MonthsBetween))

    @cached_property
    def dated(self) -> frozenset[str]:
        """The ids of the numbers of months, and of the dates between which they are counted."""
        return frozenset(field.id for line in self.months for field in (line.field, line.start, line.end))

    @cached_property
    def limits(self) -> Mapping[str, tuple[float, ...]]:
        """The limits of each number, by id and in order, at which something else begins to follow from it or that bound it."""
        found: dict[str, set[float]] = {}
        for leaf in self.comparisons:
            found.setdefault(leaf.field.id, set()).update(leaf.limits)
        return MappingProxyType({name: tuple(sorted(limits)) for name, limits in found.items()})

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every comparison of a number with a limit that a line makes."""
        tests = [
            test
            for line in self.lines
            if not isinstance(line, MonthsBetween)
            for test in ((line.when, line.holds) if isinstance(line, Bounds) else (line.when,))
        ]
        return tuple(leaf for test in tests for leaf in leaves(test) if isinstance(leaf, Comparison))

    @cached_property
    def sources(self) -> Mapping[Field, tuple[Field, ...]]:
        """For each field that can follow, those from which it does."""
        found: dict[Field, dict[Field, None]] = {}
        for line in self.lines:
            found.setdefault(line.field, {}).update(dict.fromkeys(line.sources))
        return MappingProxyType({field: tuple(sources) for field, sources in found.items()})

    @cached_property
    def implied(self) -> frozenset[str]:
        """The ids of fields of which the lines say only what the answers to others already say."""
        contesting = {line.field for line in self.lines if not (isinstance(line, Bounds) or _fills(line))}
        return frozenset(field.id for field in self.sources if field not in contesting)

    def rests_on(self, group: DerivationGroup) -> tuple[Field, ...]:
        """Return the fields of *group*, then those from which these follow in other groups."""
        found = dict.fromkeys(group.fields)
        for other in reversed(self.groups[: self.groups.index(group)]):
            if found.keys() & {*other.targets}:
                found |= dict.fromkeys(other.fields)
        return tuple(found)

    @cached_property
    def _following(self) -> Mapping[Field, frozenset[Field]]:
        """For each field, those that can follow from it, by whatever way."""
        direct: dict[Field, set[Field]] = {}
        for line in self.lines:
            for source in line.sources if not isinstance(line, Bounds) else ():
                direct.setdefault(source, set()).add(line.field)
        found: dict[Field, frozenset[Field]] = {}
        for field, reached in direct.items():
            following = set(reached)
            while more := {other for one in following for other in direct.get(one, ())} - following:
                following |= more
            found[field] = frozenset(following)
        return found

    def consequences(self, fields: Iterable[Field]) -> frozenset[Field]:
        """Return which fields can follow from *fields*, by whatever way, bounds of numbers apart."""
        return frozenset[Field]().union(*(self._following.get(field, ()) for field in fields))


def _fills(line: Derivation) -> bool:
    return isinstance(line, Follows) and not line.contests
