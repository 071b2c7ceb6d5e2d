"""
One published set as plain data, for engines that cannot read our declarations, cases for it, and patients for all sets.

Each test of the rule reads one field. It is met, not met, or open where the answer is missing or the published wording
leaves it open; the set is not met where one test is not, met where all are, and otherwise undecided. No threshold is
typed again here: all come from the set.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from calculators.model.conditions import conjuncts
from calculators.model.fields import Answer, Choice, Comparison, DateField, Membership, Number, YesNo, options_of
from calculators.vocabulary.form import FIELDS

if TYPE_CHECKING:
    from calculators.model.sets import CriteriaSet

type Rule = list[dict[str, Any]]
"""The tests of a set: the *field* of each, and its *sign* and *limit*, or the options *met*, *not_met* and *open*."""

MISSING = 0.05
ANSWERED = 0.6
OPEN_END = 100.0
MET = 0.88
# A number lies so far to either side of its limit, in steps of a half.
AROUND = 20


def rule_of(criteria: CriteriaSet) -> Rule:
    """
    Return the tests of *criteria*.

    Raises `ValueError` where it is more than a list of tests that must all be met.
    """
    return [_test(part) for criterion in criteria.criteria for part in conjuncts(criterion.test)]


def _test(part: object) -> dict[str, Any]:
    match part:
        case Comparison(field, relation, limit) if part.ambiguous is None:
            return {"field": field.id, "sign": relation.sign, "limit": limit}
        case Membership(field, accepted):
            left = [*part.ambiguous, *part.unspecified]
            refused = [one for one in options_of(field) if one not in accepted and one not in left]
            return {"field": field.id, "met": list(accepted), "not_met": refused, "open": left}
        case _:
            raise ValueError(f"{part!r} is not a single test")


def cases_of(rule: Rule, count: int, seed: int = 2007) -> list[dict[str, Any]]:
    """
    Return *count* cases for *rule*, the same for each *seed*: a few answers missing, numbers around their limits.

    Most answers meet their test, so that not every case is decided by its first.
    """
    draw = random.Random(seed)  # noqa: S311 (cases, not secrets)
    return [{test["field"]: _answer(test, draw) for test in rule} for _ in range(count)]


def _answer(test: dict[str, Any], draw: random.Random) -> Any:  # noqa: ANN401 (an answer of any kind)
    if draw.random() < MISSING:
        return None
    wanted = draw.random() < MET
    if "limit" not in test:
        return draw.choice(test["met"] if wanted else [*test["not_met"], *test["open"]])
    steps = draw.randrange(AROUND) / 2
    below = test["sign"] in {"≤", "<"}
    return max(0.0, test["limit"] + (-steps if below is wanted else steps))


def patients(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return *count* patients of whom more than half of all questions are answered, at random."""
    draw = random.Random(seed)  # noqa: S311 (patients, not secrets)
    asked = [field for field in FIELDS.values() if not isinstance(field, DateField)]
    return [{one.id: _any(one, draw) for one in asked if draw.random() < ANSWERED} for _ in range(count)]


def _any(field: Number | Choice | YesNo, draw: random.Random) -> Answer:
    if isinstance(field, Number):
        return float(round(draw.uniform(field.low, field.high or OPEN_END)))
    return draw.choice(options_of(field))
