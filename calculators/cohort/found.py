"""
What the query of the rules finds of each patient, kept as the bits of a few whole numbers: result and counts are made of these.

A condition that is kept costs a bit and is worked out once. What some bits say together is looked up in a list of all that they can say, which takes a
fraction of the time in which texts are put together for each patient.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from sqlglot import exp

from calculators.engine.evaluate import VERDICTS
from calculators.export.sql import QueryFindings, because_name
from calculators.export.sql_alerts import Told
from calculators.export.sql_facts import KnownFacts
from calculators.export.sql_findings import SetFindings, When
from calculators.export.sql_words import (
    case,
    column,
    compare,
    count,
    equals,
    every,
    joined,
    named,
    text,
)
from calculators.model.fields import Field
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import Language, Text
from calculators.model.truth import Outcome, Truth

WIDTH = 62
"""So many bits a column holds."""
LISTED = 8
"""So many bits are looked up at once, in a list of 256 texts; a longer list costs more than a second one."""
LOOK_UP = "list_extract"


def _whole(value: int) -> exp.Expr:
    return exp.Literal.number(str(value))


def _beside(*texts: exp.Expr) -> exp.Expr:
    """Return *texts* one behind another; NULL where one of them is."""
    whole, *others = texts
    for one in others:
        whole = exp.DPipe(this=whole, expression=one)
    return whole


def _numbered(value: exp.Expr) -> exp.Expr:
    """
    Return the text *value*, looked up or the same in every row, as one of a few that stand for numbers: Parquet is written of these in half the time.

    What is put together of several texts stays as it is.
    """
    if isinstance(value, exp.Literal):
        return exp.cast(value, _one_of([value]))
    if not (isinstance(value, exp.Anonymous) and value.this == LOOK_UP):
        return value
    texts, place = value.expressions
    different = dict.fromkeys(one for one in texts.expressions if not isinstance(one, exp.Null))
    kind = exp.DataType(this=exp.DataType.Type.ARRAY, expressions=[_one_of(different)], nested=True)
    return exp.Anonymous(this=LOOK_UP, expressions=[exp.cast(texts, kind), place])


def _one_of(texts: Iterable[exp.Expr]) -> exp.DataType:
    return exp.DataType(this=exp.DataType.Type.ENUM, expressions=list(texts))


@dataclass(frozen=True, slots=True)
class Bits:
    """Neighbouring bits of a whole number: so many, from the *first* on, in the column *name*."""

    name: str
    first: int
    size: int

    def __iter__(self) -> Iterator[exp.Expr]:
        """Yield of each bit whether it is set."""
        for place in range(self.first, self.first + self.size):
            bit = exp.BitwiseAnd(this=column(self.name), expression=_whole(1 << place))
            yield exp.NEQ(this=exp.paren(bit), expression=_whole(0))

    def listed(self, said: Callable[[int], str | None]) -> exp.Expr:
        """Return what is *said* where these bits are a number, looked up."""
        moved = exp.paren(exp.BitwiseRightShift(this=column(self.name), expression=_whole(self.first)))
        place = exp.paren(exp.BitwiseAnd(this=moved, expression=_whole((1 << self.size) - 1)))
        texts = [exp.null() if (one := said(number)) is None else text(one) for number in range(1 << self.size)]
        return exp.Anonymous(this=LOOK_UP, expressions=[exp.Array(expressions=texts), compare(exp.Add, place, 1)])


class Packed:
    """Columns of whole numbers that fill up with bits."""

    def __init__(self) -> None:
        """Begin with none."""
        self._columns: list[list[exp.Expr]] = []
        self._used = WIDTH

    def room(self, bits: int) -> None:
        """Make room for so many *bits* in one column."""
        if self._used + bits > WIDTH:
            self._columns.append([])
            self._used = 0

    def keep(self, conditions: Sequence[exp.Expr]) -> Bits:
        """Keep *conditions*, a bit each, which is not set where one is NULL."""
        self.room(len(conditions))
        for place, condition in enumerate(conditions, self._used):
            self._columns[-1].append(case([(condition, _whole(1 << place))], _whole(0)))
        return self._kept(len(conditions))

    def keep_number(self, number: exp.Expr, most: int) -> Bits:
        """Keep a whole *number*, from 0 to *most*."""
        size = most.bit_length()
        self.room(size)
        self._columns[-1].append(compare(exp.Mul, number, _whole(1 << self._used)))
        return self._kept(size)

    def _kept(self, size: int) -> Bits:
        kept = Bits(self._name(len(self._columns)), self._used, size)
        self._used += size
        return kept

    @staticmethod
    def _name(number: int) -> str:
        return f"bits_{number}"

    @property
    def names(self) -> list[str]:
        """The names of the columns until now."""
        return [self._name(number) for number, _ in enumerate(self._columns, 1)]

    def columns(self) -> list[exp.Expr]:
        """Return the columns."""
        found = []
        for name, parts in zip(self.names, self._columns, strict=True):
            whole: exp.Expr = exp.cast(_whole(0), exp.DataType.Type.BIGINT)
            for part in parts:
                whole = exp.Add(this=whole, expression=part)
            found.append(named(whole, name))
        return found


@dataclass(frozen=True, slots=True)
class Said[Item]:
    """Things that are said of a patient, some *bits* at a time."""

    items: tuple[Item, ...]
    bits: tuple[Bits, ...]

    @classmethod
    def kept(cls, packed: Packed, whens: Sequence[When[Item]]) -> "Said[Item]":
        """Keep in *packed* what is said and when."""
        bits = [packed.keep([when for _, when in part]) for part in batched(whens, LISTED)]
        return cls(tuple(item for item, _ in whens), tuple(bits))

    def whens(self) -> list[When[Item]]:
        """Return each thing with when it is said."""
        return list(zip(self.items, (when for part in self.bits for when in part), strict=True))

    def joined(self, separator: str, spelt: Callable[[Item], str]) -> exp.Expr:
        """Return what is said, as it is *spelt*, with *separator* between; NULL where nothing is."""
        parts = [
            part.listed(_listing(items, separator, spelt, alone=len(self.bits) == 1))
            for part, items in zip(self.bits, batched(self.items, LISTED), strict=True)
        ]
        if len(parts) < 2:  # noqa: PLR2004 (then there is nothing to join)
            return parts[0] if parts else exp.null()
        whole = exp.Substring(this=exp.paren(_beside(*parts)), start=_whole(len(separator) + 1))
        return exp.func("NULLIF", whole, text(""))


def _listing[Item](
    items: Sequence[Item], separator: str, spelt: Callable[[Item], str], *, alone: bool
) -> Callable[[int], str | None]:
    """Return what a number says of *items*: NULL instead of nothing where it is *alone*, else the separator before each."""

    def said(number: int) -> str | None:
        texts = [spelt(item) for item in chosen(items, number)]
        return (separator.join(texts) or None) if alone else "".join(separator + one for one in texts)

    return said


def chosen[Item](items: Iterable[Item], number: int) -> list[Item]:
    """
    Return those of *items* whose bits are set in *number*.

    >>> chosen("abc", 5)
    ['a', 'c']
    """
    return [item for place, item in enumerate(items) if number >> place & 1]


# One set.


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class FoundCriterion:
    """What is kept of a criterion: whether it is met, is not met, and is the only one that is not; and what leaves it open."""

    ends: Bits
    contradiction: Said[str]
    missing: Said[str]
    wording: Said[Text]

    @classmethod
    def kept(cls, packed: Packed, found: SetFindings, criterion: Criterion, alone: exp.Expr) -> "FoundCriterion":
        """Keep in *packed* what is *found* of *criterion*; *alone*, a single one is not met."""
        not_met = found.conditions.not_met(criterion.test)
        ends = packed.keep([found.met(criterion), not_met, every(not_met, alone)])
        against, missing, wording = found.contradiction(criterion), found.missing(criterion), found.wording(criterion)
        packed.room(min(len(against) + len(missing) + len(wording), WIDTH))
        kept = (Said.kept(packed, against), Said.kept(packed, missing), Said.kept(packed, wording))
        return cls(ends, *kept)

    def truth(self) -> exp.Expr:
        """Return whether it is met, as a text."""

        def said(number: int) -> str:
            return (Truth.MET if number & 1 else Truth.NOT_MET if number & 2 else Truth.UNKNOWN).value

        return self.ends.listed(said)

    def because(self, language: Language) -> exp.Expr:
        """Return why it is open, as JSON; NULL where it is not."""
        parts = [part for said in (self.contradiction, self.missing, self.wording) for part in said.bits]
        size = sum(part.size for part in parts)
        if size <= LISTED and len({part.name for part in parts}) == 1:
            return Bits(parts[0].name, parts[0].first, size).listed(lambda number: self._why(number, language))
        names = self.contradiction.joined(", ", _json)
        told = [
            _beside(text('{"contradiction": ['), names, text("]}")),
            self.missing.joined(", ", lambda name: _json({"missing": name})),
            self.wording.joined(", ", lambda said: _json({"wording": said[language]})),
        ]
        return _beside(text("["), exp.func("NULLIF", joined(told, ", "), text("")), text("]"))

    def _why(self, number: int, language: Language) -> str | None:
        against = chosen(self.contradiction.items, number)
        number >>= len(self.contradiction.items)
        missing = chosen(self.missing.items, number)
        number >>= len(self.missing.items)
        why: list[dict[str, Any]] = [{"contradiction": against}] if against else []
        why += [{"missing": name} for name in missing]
        why += [{"wording": said[language]} for said in chosen(self.wording.items, number)]
        return _json(why) if why else None


@dataclass(slots=True)
class FoundSet:
    """What is kept of a set: its outcome, the fields that it needs, and each criterion where these are wanted."""

    criteria: CriteriaSet
    result: Bits
    needs: Said[str] = field(init=False)
    criterion: dict[str, FoundCriterion] = field(default_factory=dict)

    @classmethod
    def begun(cls, packed: Packed, found: SetFindings) -> "FoundSet":
        """Keep in *packed* the outcome that is *found*."""
        criteria = found.criteria
        match criteria.kind:
            case Kind.FACTORS:
                step = len(criteria.criteria) + 1
                both = exp.Add(this=found.count_not_met, expression=compare(exp.Mul, found.count_met, step))
                return cls(criteria, packed.keep_number(exp.paren(both), step * step - 1))
            case Kind.CLASSES:
                return cls(criteria, packed.keep([when for _, when in found.classes()]))
            case _:
                worst, best = found.ends
                return cls(criteria, packed.keep([equals(worst, Outcome.MET), equals(best, Outcome.NOT_MET)]))

    def keep(self, packed: Packed, found: SetFindings, *, criteria: bool) -> None:
        """Keep what else is *found*, with *criteria* each of them."""
        self.needs = Said.kept(packed, found.needs())
        if criteria:
            alone = equals(count(found.conditions.not_met(one.test) for one in self.criteria.criteria), 1)
            for one in self.criteria.criteria:
                self.criterion[one.id] = FoundCriterion.kept(packed, found, one, alone)

    @property
    def met(self) -> exp.Expr:
        """Whether the verdict is “met”."""
        return next(iter(self.result))

    def outcome(self) -> exp.Expr:
        """Return what the set comes to, as a text; NULL where that is no class."""
        return self.result.listed(self._outcome)

    def _outcome(self, number: int) -> str | None:
        match self.criteria.kind:
            case Kind.FACTORS:
                met, present = divmod(number, len(self.criteria.criteria) + 1)
                most = len(self.criteria.criteria) - met
                return str(present) if present == most else f"{present}-{most}"
            case Kind.CLASSES:
                classes = chosen((one.id for one in self.criteria.criteria), number)
                return classes[0] if classes else None
            case _:
                return VERDICTS[Truth.MET if number & 1 else Truth.NOT_MET if number & 2 else Truth.UNKNOWN].value


# All.


class Found:
    """All that is kept of a patient."""

    def __init__(
        self, findings: QueryFindings, facts: KnownFacts, answered: Iterable[Field], *, criteria: bool
    ) -> None:
        """Keep what the *findings* say, with *criteria* each of them, and which of the fields *answered* are known by *facts*."""
        packed = Packed()
        self.warnings = findings.warnings
        self.sets = {one.criteria.id: FoundSet.begun(packed, one) for one in findings.sets}
        self.outcomes = packed.names
        packed.room(WIDTH)
        for found, one in zip(self.sets.values(), findings.sets, strict=True):
            found.keep(packed, one, criteria=criteria)
        due = [(one, when) for one in findings.warnings if (when := one.due(findings.chosen)) != exp.false()]
        self.alerts = Said.kept(packed, due)
        self._due = {one.id: [(when, told)] for (one, when), (_, told) in zip(due, self.alerts.whens(), strict=True)}
        self._beside = {name: self._keep_beside(packed, name) for name in self.sets}
        self.answered = Said.kept(packed, [(one.id, facts.answered(one)) for one in answered])
        self.columns = packed.columns()

    def _keep_beside(self, packed: Packed, name: str) -> list[When[Told]]:
        """Return the warnings with when they are due where only the set *name* is looked at."""
        found: list[When[Told]] = []
        for one in self.warnings:
            when = one.due(frozenset({name}))
            if when == exp.false():
                continue
            known = self._due.setdefault(one.id, [])
            told = next((told for same, told in known if same == when), None)
            if told is None:
                (told,) = packed.keep([when])
                known.append((when, told))
            found.append((one, told))
        return found

    def beside(self, name: str) -> list[When[Told]]:
        """Return the warnings that can stand beside the set *name*, each with when it does."""
        return self._beside[name]

    def results(self, language: Language, constant: Iterable[tuple[str, str]], *, reasons: bool) -> Iterator[exp.Expr]:
        """Yield the columns of a result, in the order of `calculators.cohort.result.head`, of which the last are *constant*."""
        for name, value in self._results(language, reasons=reasons):
            yield named(_numbered(value), name)
        yield from (named(_numbered(text(value)), name) for name, value in constant)

    def _results(self, language: Language, *, reasons: bool) -> Iterator[tuple[str, exp.Expr]]:
        yield from ((name, one.outcome()) for name, one in self.sets.items())
        yield "alerts", self.alerts.joined(" ", lambda told: told.id)
        for name, one in self.sets.items():
            yield f"{name}.needs", one.needs.joined(" ", str)
        for name, one in self.sets.items() if reasons else ():
            for criterion, found in one.criterion.items():
                yield f"{name}.{criterion}", found.truth()
                yield because_name(f"{name}.{criterion}"), found.because(language)
