"""How many patients each of our engines judges in a second, beside code by hand for the same set as the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks import tools
from benchmarks.rule import rule_of
from data.speed import Figure, Unmeasured

from calculators.export.sql import query
from calculators.sets.registry import SETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.plan import Plan

RUN = tools.HERE / "run_cohort.py"
# How many patients, and how often.
SIZES = {1_000: 5, 10_000: 5, 100_000: 3, 1_000_000: 3, 10_000_000: 1}
ENGINES = ("batch", "sql", "polars", "numpy")
# An engine is not asked for ten times as many patients when it would take longer than this.
PATIENCE_SECONDS = 400


class CountsDiffer(Exception):  # noqa: N818 (it says what is the case)
    """Two engines count different verdicts of the same patients."""


def measure(plan: Plan) -> Iterator[Figure | Unmeasured]:
    """Measure each engine at each size, in turn; all must count the same verdicts."""
    criteria = SETS["milan-net-2007"]
    asked = {"rule": rule_of(criteria), "query": query("duckdb", [criteria]), "folder": str(plan.scratch)}
    plan.versions["duckdb"] = tools.pinned("duckdb")
    tired: set[str] = set()
    sizes = dict(list(SIZES.items())[: plan.times(len(SIZES), 2)])
    yield from (Unmeasured(f"{name}-{rows}", "haste", "") for rows in SIZES if rows not in sizes for name in ENGINES)
    for rows, times in sizes.items():
        yield from (Unmeasured(f"{name}-{rows}", "long", "as fewer took long already") for name in sorted(tired))
        found = _in_turn([name for name in ENGINES if name not in tired], asked | {"rows": rows}, plan.times(times))
        for name, taken in found.items():
            yield from _figures(f"{name}-{rows}", rows, taken)
            if 10 * min(one["seconds"] for one in taken) > PATIENCE_SECONDS:
                tired.add(name)


def _in_turn(engines: list[str], asked: Mapping[str, Any], times: int) -> dict[str, list[dict[str, Any]]]:
    """Return what each of *engines* answered so many *times*, each in its turn."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in engines}
    for _ in range(times):
        for name, taken in found.items():
            taken.append(tools.run(RUN, {**asked, "engine": name}))
    same_counts({name: taken[0]["verdicts"] for name, taken in found.items()})
    return found


def _figures(of: str, rows: int, taken: list[dict[str, Any]]) -> Iterator[Figure]:
    yield Figure("throughput", of, "/s", tuple(rows / one["seconds"] for one in taken))
    needed = [one["memory"] for one in taken if one["memory"] is not None]
    if needed:
        yield Figure("cohort-memory", of, "MB", tuple(needed))


def same_counts(counts: Mapping[str, Mapping[str, int]]) -> None:
    """Raise `CountsDiffer` unless all engines counted the same."""
    first = next(iter(counts.values()))
    if others := [f"{name} {dict(one)}" for name, one in counts.items() if one != first]:
        raise CountsDiffer(f"{dict(first)}, and {', '.join(others)}")
