"""
Conditions: what is accepted, alone or together, and what a patient of whom something is known makes of them.

Plain data: what runs, what is printed, what is drawn and what must be tested are read off the same declaration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from calculators.model.fields import Answer, Choice, Comparison, Membership, Number, YesNo, options_of
from calculators.model.intervals import Interval
from calculators.model.text import Text
from calculators.model.truth import Finding, Outcome, all_met, any_met

type Value = frozenset[Answer] | float | Interval
"""What is known of one field: of a number its value or the interval in which it lies, of a choice the options that are still possible."""


type Known = Mapping[str, Value]
"""What is known of a patient. A field that is absent is unknown."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of *parts*."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of *parts*."""

    parts: "tuple[Condition, ...]"


type Condition = Comparison | Membership | AllOf | AnyOf


def all_of(*parts: Condition) -> AllOf:
    """Ask for every one of *parts*."""
    return AllOf(parts)


def any_of(*parts: Condition) -> AnyOf:
    """Ask for at least one of *parts*."""
    return AnyOf(parts)


def fields_of(test: Condition) -> tuple[Number | Choice | YesNo, ...]:
    """Return the fields that *test* reads, each once, in the order in which it reads them."""
    match test:
        case AllOf(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(question for part in parts for question in fields_of(part)))
        case Comparison(question) | Membership(question):
            return (question,)
        case _:
            assert_never(test)


def leaves(test: Condition) -> tuple[Comparison | Membership, ...]:
    """Return the single tests that *test* is made of, in order."""
    match test:
        case AllOf(parts) | AnyOf(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case _:
            return (test,)


def conjuncts(test: Condition) -> tuple[Condition, ...]:
    """Return the tests that must all be met for *test* to be met, each as small as it can be."""
    if isinstance(test, AllOf):
        return tuple(one for part in test.parts for one in conjuncts(part))
    return (test,)


def assess(test: Condition, known: Known) -> Finding:
    """Return what is known of *test* for a patient of whom *known* is known."""
    match test:
        case AllOf(parts):
            return all_met(assess(part, known) for part in parts)
        case AnyOf(parts):
            return any_met(assess(part, known) for part in parts)
        case Comparison():
            return _assess_comparison(test, known)
        case Membership():
            return _assess_membership(test, known.get(test.field.id))
        case _:
            assert_never(test)


def _assess_comparison(test: Comparison, known: Known) -> Finding:
    match known.get(test.field.id):
        case float() as value:
            outcomes = {_outcome_at(test, value)}
        case Interval() as between:
            outcomes = {_outcome_at(test, value) for limit in test.limits for value in between.around(limit)}
        case _:
            outcomes = {Outcome.NOT_MET, Outcome.MET}
    worst, best = min(outcomes), max(outcomes)
    missing = () if worst is best else (test.field.id,)
    wording = (test.ambiguous,) if test.ambiguous and worst is best is Outcome.WORDING else ()
    return Finding(worst, best, missing, wording)


def _outcome_at(test: Comparison, value: float) -> Outcome:
    if test.leaves_open(value):
        return Outcome.WORDING
    return Outcome.MET if test.relation.holds(value, test.limit) else Outcome.NOT_MET


@lru_cache(maxsize=4096)  # guards, sets and one case after the other ask for the same
def _assess_membership(test: Membership, value: Value | None) -> Finding:
    left = _left(test, value)
    outcomes = [_outcome_of(test, option) for option in left]
    worst, best = min(outcomes), max(outcomes)
    if worst is not best:
        return Finding(worst, best, (test.field.id,))
    wording = _reasons(test.ambiguous, left) if best is Outcome.WORDING else ()
    return Finding(worst, best, (), wording, _reasons(test.remarks, left) if len(left) == 1 else ())


def _left(test: Membership, value: Value | None) -> tuple[str | bool, ...]:
    """
    Return the options that *value* leaves possible, those aside that count as no answer; all of these where it leaves none or is not known.

    They stand in the order of the field, so that reasons come in the same order each time.
    """
    every = options_of(test.field)
    if test.unspecified:
        every = tuple(option for option in every if option not in test.unspecified)
    if isinstance(value, frozenset):
        return tuple(option for option in every if option in value) or every
    return every


def _outcome_of(test: Membership, option: str | bool) -> Outcome:  # noqa: FBT001 (an option is a value, not a switch)
    if option in test.ambiguous:
        return Outcome.WORDING
    return Outcome.MET if option in test.accepted else Outcome.NOT_MET


def _reasons(of: Mapping[str, Text], options: tuple[str | bool, ...]) -> tuple[Text, ...]:
    """Return what *of* says of *options*, each text once."""
    return tuple(dict.fromkeys(of[str(option)] for option in options if option in of))
