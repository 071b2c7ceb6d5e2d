"""Two cases side by side, such as one patient before and after treatment: what was answered otherwise, and what the sets then say otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from calculators.engine.case import Case
from calculators.engine.derive import Facts, derive
from calculators.engine.evaluate import SetResult, judge
from calculators.model.conditions import Value
from calculators.model.fields import Answer
from calculators.model.sets import Criterion
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS


@dataclass(frozen=True, slots=True)
class FieldChange:
    """
    A *field* that is known otherwise *before* than *after*; None where it is not known.

    What was answered is the answer itself, what follows from other answers is *derived*: a number, or the options that are possible.
    """

    field: str
    before: Answer | date | Value | None
    after: Answer | date | Value | None
    derived: bool


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """A *criterion* whose truth differs."""

    criterion: Criterion
    before: Truth
    after: Truth


@dataclass(frozen=True, slots=True)
class SetChange:
    """
    A set in which something differs: its results *before* and *after*, and the *criteria* whose truth differs.

    *outcome*: whether the verdict, the count or the class differs, and not only a criterion.
    """

    before: SetResult
    after: SetResult
    criteria: tuple[CriterionChange, ...]
    outcome: bool


@dataclass(frozen=True, slots=True)
class CaseChange:
    """The *fields* that differ, in form order, and the *sets* in which something differs, in the order in which they are shown."""

    fields: tuple[FieldChange, ...]
    sets: tuple[SetChange, ...]


def compare(before: Case, after: Case, sets: Iterable[str] = tuple(SETS)) -> CaseChange:
    """Return what differs between two cases, and in what *sets*, ids of sets, say of them."""
    facts = derive(before), derive(after)
    changes = (_set(*(judge(SETS[name], one) for one in facts)) for name in sets)
    return CaseChange(
        tuple(_fields(before, after, facts)),
        tuple(change for change in changes if change.outcome or change.criteria),
    )


def _fields(before: Case, after: Case, facts: tuple[Facts, Facts]) -> Iterable[FieldChange]:
    for name in FIELDS:
        answered = name in before or name in after
        found = [_value(case, known.derived, name) for case, known in zip((before, after), facts, strict=True)]
        if found[0] != found[1]:
            yield FieldChange(name, found[0], found[1], derived=not answered)


def _value(case: Case, derived: Mapping[str, Value], name: str) -> Answer | date | Value | None:
    return case[name] if name in case else derived.get(name)


def _set(before: SetResult, after: SetResult) -> SetChange:
    criteria = tuple(
        CriterionChange(criterion, finding.truth, after.findings[criterion.id].truth)
        for criterion, finding in before.each()
        if finding.truth is not after.findings[criterion.id].truth
    )
    outcome = (before.verdict, before.counts, before.named) != (after.verdict, after.counts, after.named)
    return SetChange(before, after, criteria, outcome)
