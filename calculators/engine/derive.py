"""
What is known of a patient: what was answered, what follows from it, and where the two contradict each other.

A number that is only bounded is an interval; what follows from it is what follows from all its numbers. What follows is declared in `calculators.engine.derivations`; here it is interpreted. A contradiction is never resolved silently: it becomes a conflict, and every
answer that takes part in it counts as unknown until it is corrected.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.engine.breakpoints import told_apart
from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.formulas.months import months_between
from calculators.model.conditions import Value, assess
from calculators.model.derivation import Bounds, DerivationGroup, Derivations, Follows
from calculators.model.fields import Answer, Choice, DateField, Field, Number, YesNo, option_name, options_of
from calculators.model.intervals import Interval
from calculators.model.sentences import COMMA, amount, format_interval, one_of
from calculators.model.text import Text, join, number
from calculators.model.truth import Outcome

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


def same_months(field: Number, entered: float, counted: float) -> bool:
    """Return whether *entered* and *counted* months of *field* are the same answer: hardly apart, and on the same side of every limit."""
    return abs(entered - counted) < ENTERED_AND_COUNTED and not told_apart(field, entered, counted)


def agree(field: Number, entered: float | Interval, counted: float) -> bool:
    """Return whether *counted* months of *field* are the number that was *entered*, or one of those."""
    return entered.holds(counted) if isinstance(entered, Interval) else same_months(field, entered, counted)


def _against(field: Number, entered: float | Interval, counted: float) -> dict[str, Text]:
    """Return what was *entered* for *field* and the *counted* months that contradict it, in words."""
    if isinstance(entered, Interval):
        return {"entered": format_interval(entered, field), "possible": amount(counted, field.unit, entered.ends)}
    return {"entered": number(entered), "possible": number(counted, (entered,))}


class Reader:
    """
    Reads one *group* of lines.

    Its choices and bounds are worked out once for each combination of answers that the lines tell apart, of which there are few.
    """

    def __init__(self, group: DerivationGroup, derivations: Derivations) -> None:
        """Take the lines apart by the field that follows."""
        self._group = group
        self._choices: dict[Choice | YesNo, list[Follows]] = {}
        self._bounds: dict[Number, list[Bounds]] = {}
        for line in group.derivations:
            if isinstance(line, Follows):
                self._choices.setdefault(line.field, []).append(line)
            elif isinstance(line, Bounds):
                self._bounds.setdefault(line.field, []).append(line)
        self._months = group.months
        self._fields = derivations.rests_on(group)
        self._consequences = derivations.consequences
        read = self._fields if self._choices or self._bounds else ()
        self._read = tuple((field.id, derivations.limits.get(field.id, ())) for field in read)
        # What is known of a field of another group may be derived or entered; of its own, all that is known was
        # entered.
        self._elsewhere = tuple(field.id for field in read if len(self._fields) > len(group.fields))
        self._outcomes: dict[tuple[object, ...], dict[str, Value] | Conflict] = {}

    def learn(self, case: Case, known: dict[str, Value]) -> list[Conflict]:
        """Add to *known* what follows for *case*; return the conflicts, and take away from *known* what they leave unknown."""
        conflicts = list(self._count(case, known)) if self._months else []
        if any(name in known for name, _ in self._read):
            match self._follow(case, known):
                case Conflict() as conflict:
                    conflicts.append(conflict)
                case learnt:
                    known.update(learnt)
        for conflict in conflicts:
            for name in conflict.unknown:
                known.pop(name, None)
        return conflicts

    def _count(self, case: Case, known: dict[str, Value]) -> Iterator[Conflict]:
        """Learn the months between dates; yield a conflict for each number of months that was entered otherwise."""
        # The last day takes part in a conflict: what was only counted up to it is no more certain than the day itself.
        counted = [line.field for line in self._months if line.field.id not in case and line.start.id in case]
        for line in self._months:
            start, end, entered = case.get(line.start.id), case.get(line.end.id), case.get(line.field.id)
            if isinstance(start, date) and isinstance(end, date):
                months = months_between(start, end)
                if isinstance(entered, float | Interval) and not agree(line.field, entered, months):
                    text = self._group.contradiction.format(
                        label=line.field.label, **_against(line.field, entered, months)
                    )
                    yield self._conflict(line.field, (line.field, line.start, line.end, *counted), case, text)
                else:
                    known[line.field.id] = months

    def _follow(self, case: Case, known: Mapping[str, Value]) -> dict[str, Value] | Conflict:
        """Return what the choices and bounds come to for a patient of whom *known* is known, or where *case* contradicts itself."""
        parts: list[object] = [name in case for name in self._elsewhere]
        partly: dict[str, Interval] = {}
        for name, limits in self._read:
            value = known.get(name)
            if isinstance(value, float):
                parts.append(bisect_left(limits, value) + bisect_right(limits, value))
            elif isinstance(value, Interval):
                partly[name] = value
                parts.append(value.between(limits))
            else:
                parts.append(value)
        key = tuple(parts)
        if key not in self._outcomes:
            self._outcomes[key] = self._work_out(case, known)
        found = self._outcomes[key]
        return self._narrowed(found, partly, known) if partly and isinstance(found, dict) else found

    def _narrowed(
        self, learnt: Mapping[str, Value], partly: Mapping[str, Interval], known: Mapping[str, Value]
    ) -> dict[str, Value]:
        """Return what was *learnt* between the limits, with each number that is *partly* known narrowed from its own ends."""
        facts = {**known, **learnt}
        found = dict(learnt)
        for field, bounds in self._bounds.items():
            if field.id in partly and field.id in learnt:
                interval = partly[field.id]
                left = interval.shared(*(bound.interval for bound in _met(bounds, facts))) or interval
                found[field.id] = float(left.low) if left.low == left.high else left
        return found

    def _work_out(self, case: Case, known: Mapping[str, Value]) -> dict[str, Value] | Conflict:
        """Follow the lines until nothing more is learnt."""
        facts = dict(known)
        before: dict[str, Value] = {}
        while facts != before:
            before = dict(facts)
            if (conflict := next(self._narrow(case, facts), None)) is not None:
                return conflict
        return {name: value for name, value in facts.items() if known.get(name) != value}

    def _narrow(self, case: Case, facts: dict[str, Value]) -> Iterator[Conflict]:
        """Narrow each field of *facts* that can follow, in turn; yield a conflict where nothing is left of it."""
        for choice, lines in self._choices.items():
            yield from self._choose(choice, _met(lines, facts), case, facts)
        for counted, bounds in self._bounds.items():
            if not isinstance(facts.get(counted.id), float) and (counted.id in facts or counted.id not in case):
                yield from self._bound(counted, _met(bounds, facts), case, facts)

    def _choose(
        self, field: Choice | YesNo, met: list[Follows], case: Case, facts: dict[str, Value]
    ) -> Iterator[Conflict]:
        """Leave of *field* what the lines that are *met* leave; yield a conflict where they leave nothing, or not what was entered."""
        if field.id not in case:
            left = _left(field, met)
            if not left:
                yield self._impossible(field, case)
            elif met:
                facts[field.id] = left
        # Where an answer is contested already, nothing can be said of it.
        elif field.id in facts and case[field.id] not in _left(field, [line for line in met if line.contests]):
            yield self._contradicted(field, met, case)

    def _bound(self, field: Number, met: list[Bounds], case: Case, facts: dict[str, Value]) -> Iterator[Conflict]:
        """Leave of *field* what the bounds that are *met* have in common; yield a conflict where that is nothing."""
        entered = facts.get(field.id)
        whole = entered if isinstance(entered, Interval) else field.span
        shared = whole.shared(*(bound.interval for bound in met))
        if shared is None:
            yield self._impossible(field, case)
        elif met:
            facts[field.id] = shared

    def _contradicted(self, field: Choice | YesNo, met: list[Follows], case: Case) -> Conflict:
        """Return that the answer to *field* is none of what the lines that are *met* leave possible."""
        left = _left(field, met) or _left(field, [line for line in met if line.contests])
        if not left:
            return self._impossible(field, case)
        text = self._group.contradiction.format(
            label=field.label, entered=_named(field, {case[field.id]}), possible=_named(field, left)
        )
        return self._conflict(field, self._fields, case, text)

    def _impossible(self, field: Field, case: Case) -> Conflict:
        """Return that the answers leave nothing possible for *field*."""
        labels = [one.label for one in self._fields if one.id in case]
        return self._conflict(field, self._fields, case, self._group.impossible.format(labels=join(labels, COMMA)))

    def _conflict(self, field: Field, fields: tuple[Field, ...], case: Case, text: Text) -> Conflict:
        """Return the conflict about *field* in which *fields* take part as far as they were answered; what follows from them is unknown too."""
        # From days alone nothing follows but months, and those that were counted are among the fields.
        following = (
            one
            for one in self._consequences(one for one in fields if not isinstance(one, DateField))
            if one.id not in case
        )
        unknown = tuple(dict.fromkeys(one.id for one in (*fields, *following)))
        return Conflict(field.id, tuple(name for name in unknown if name in case), unknown, text)


def _met[Line: (Follows, Bounds)](lines: list[Line], facts: Mapping[str, Value]) -> list[Line]:
    """Return those of *lines* whose condition is met for a patient of whom *facts* are known."""
    return [line for line in lines if assess(line.when, facts).worst is Outcome.MET]


def _left(field: Choice | YesNo, met: list[Follows]) -> frozenset[Answer]:
    """Return the options of *field* that all lines of *met* leave."""
    return frozenset[Answer](options_of(field)).intersection(*(line.options for line in met))


def _named(field: Choice | YesNo, options: Container[Answer | date]) -> Text:
    return one_of([option_name(field, option) for option in options_of(field) if option in options])


_READERS = tuple(Reader(group, DERIVATIONS) for group in DERIVATIONS.groups)


def derive(case: Case, readers: tuple[Reader, ...] = _READERS) -> Facts:
    """Return what is known when *case* was answered."""
    known: dict[str, Value] = {}
    for name, answer in case.items():
        if isinstance(answer, float | Interval):
            known[name] = answer
        elif not isinstance(answer, date):
            known[name] = frozenset({answer})
    answered = frozenset(known)
    conflicts = [conflict for reader in readers for conflict in reader.learn(case, known)]
    derived = {name: value for name, value in known.items() if name not in answered}
    return Facts(known, derived, tuple(conflicts))
