"""
One published rule and the same cases by other engines for rules, beside ours.

All must agree on each case, or nothing is measured.
"""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from benchmarks import tools
from benchmarks.rule import cases_of, rule_of
from data.speed import Figure
from paths import PACKAGES

from calculators.export.cql import cql
from calculators.sets.registry import SETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.plan import Plan

RUN = tools.HERE / "run_engines.py"
COUNT = 10_000
# cql-execution takes as long for one case as others for thousands.
COUNT_OF_CQL = 1_000


class EnginesDisagree(Exception):  # noqa: N818 (it says what is the case)
    """Two engines say different things of one case: what they are measured at is not the same."""


def measure(plan: Plan) -> Iterator[Figure]:
    """Measure all engines."""
    rule = rule_of(SETS["milan-net-2007"])
    count = plan.times(COUNT, 500)
    cases = cases_of(rule, count)
    asked = {"rule": rule, "cases": cases, "runs": plan.times(3), "cql": cql(), "cql_cases": COUNT_OF_CQL}
    found = tools.run(RUN, asked)
    plan.versions |= found["versions"]
    plan.versions["cql-execution"] = tools.version(PACKAGES / "cql-execution")
    agree({name: one["verdicts"] for name, one in found["engines"].items()}, cases)
    for name, one in found["engines"].items():
        yield Figure("rule", name, "ms", tuple(ms / len(one["verdicts"]) for ms in one["ms"]))
    counts = Counter(found["engines"]["single"]["verdicts"])
    for verdict in ("met", "not_met", "undecided"):
        yield Figure("cases", verdict, "", (counts[verdict],))


def agree(verdicts: Mapping[str, list[str]], cases: list[dict[str, Any]]) -> None:
    """Raise `EnginesDisagree` unless all engines say the same of each of *cases*, or of the first of them."""
    for number, (case, *said) in enumerate(zip_longest(cases, *verdicts.values())):
        if len({one for one in said if one}) != 1:
            words = ", ".join(f"{name} {one}" for name, one in zip(verdicts, said, strict=True))
            raise EnginesDisagree(f"case {number}, {case}: {words}")
