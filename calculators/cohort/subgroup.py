"""The patients of a cohort of whom one thing or several are so: an answer in the table, what a set says, a warning beside it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import compress

from calculators.cohort.audit import Audit, outcome_of
from calculators.cohort.table import Chunk
from calculators.engine.batch import Column, Judged
from calculators.engine.case import InvalidCase, Problem, decode, expected, shown, shown_name, unknown_field
from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.model.text import Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

A_SET = Text("the id of a set", "το αναγνωριστικό ενός καταλόγου")


class About(StrEnum):
    """What a restriction is about."""

    ANSWER = "answer"
    SET = "set"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Restriction:
    """
    One thing that is so of each patient of a subgroup.

    *name* is the id of a field, a set or a warning. *value* is an answer as a case spells it, or the outcome of the set as a result spells it
    (`met`, `2`, a class), empty where there is none; of a warning it is empty. Bounds, such as `<3` or `1-2`, hold all answers that lie within them.
    """

    about: About
    name: str
    value: str = ""

    @property
    def text(self) -> str:
        """
        The restriction as a file names it.

        >>> Restriction(About.ANSWER, "ki67_percent", "<3").text, Restriction(About.WARNING, "guard-comorbidity").text
        ('ki67_percent = <3', 'guard-comorbidity')
        """
        return self.name if self.about is About.WARNING else f"{self.name} = {self.value}"


def _within(answer: object, wanted: Interval) -> bool:
    """Return whether whatever *answer* can be lies in *wanted*."""
    if isinstance(answer, Interval):
        shared = wanted.shared(answer)
        return shared is not None and replace(shared, with_high=shared.high is None or shared.with_high) == answer
    return isinstance(answer, float) and wanted.holds(answer)


def _answers(restriction: Restriction, today: date) -> Callable[[object], bool]:
    field = FIELDS.get(restriction.name)
    if field is None:
        raise InvalidCase([Problem(shown_name(restriction.name), "", unknown_field(restriction.name))])
    if not restriction.value.strip():
        return lambda answer: answer is None
    wanted = decode(field, restriction.value, today)
    if wanted is None:
        raise InvalidCase([Problem(field.id, shown(restriction.value), expected(field))])
    if isinstance(field, Number) and isinstance(wanted, Interval):
        return lambda answer: _within(answer, wanted)
    return lambda answer: answer == wanted


class Subgroup:
    """The patients of whom all *restrictions* hold; *today* is the last day that a date may name."""

    def __init__(self, restrictions: Iterable[Restriction], today: date) -> None:
        """Raise `InvalidCase` where a restriction names nothing that there is."""
        self.restrictions = tuple(restrictions)
        unknown = [one for one in self.restrictions if one.about is About.SET and one.name not in SETS]
        if unknown:
            raise InvalidCase([Problem(shown_name(one.name), "", A_SET) for one in unknown])
        self._answers = {one: _answers(one, today) for one in self.restrictions if one.about is About.ANSWER}

    @property
    def text(self) -> str:
        """The restrictions as a file names them; empty where all patients are meant."""
        return "; ".join(one.text for one in self.restrictions)

    def _column(self, one: Restriction, chunk: Chunk, judged: Judged) -> list[bool]:
        match one.about:
            case About.ANSWER:
                fits = self._answers[one]
                column: Column = chunk.columns.get(one.name) or [None] * chunk.rows
                return [fits(answer) for answer in column]
            case About.SET:
                results = judged.sets[one.name]
                fitting = {id(result): outcome_of(result) == one.value for result in results}
                return [fitting[id(result)] for result in results]
            case _:
                return [any(flag.id == one.name for flag in flags) for flags in judged.flags]

    def members(self, chunk: Chunk, judged: Judged) -> list[bool]:
        """Return of each patient of *chunk*, of whom *judged* was found, whether all restrictions hold."""
        columns = [self._column(one, chunk, judged) for one in self.restrictions]
        return list(map(all, zip(*columns, strict=True))) if columns else [True] * chunk.rows

    def audit(self, parts: Iterable[tuple[Chunk, Judged]]) -> Audit:
        """Return what the sets say of the subgroup of all *parts*."""
        audit = Audit()
        for chunk, judged in parts:
            chosen = self.members(chunk, judged)
            audit.add(
                {name: _chosen(column, chosen) for name, column in chunk.columns.items()},
                Judged(
                    {name: _chosen(results, chosen) for name, results in judged.sets.items()},
                    _chosen(judged.flags, chosen),
                ),
            )
        return audit


def _chosen[Item](column: Sequence[Item], chosen: Sequence[bool]) -> list[Item]:
    return list(compress(column, chosen))
