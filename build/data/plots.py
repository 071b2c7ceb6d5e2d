"""The plots of published numbers, `plots.toml`: which outcomes each draws, under which headings, and on which scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from data import records
from data.outcome_rows import LOST, VALUE
from data.outcomes import Evidence, PublishedOutcome, evidence
from data.records import DataError
from paths import DATA

from calculators.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

LABELS = ("study", "arm", "study-arm")


@dataclass(frozen=True, slots=True)
class PlotGroup:
    """Rows of a plot under one heading."""

    head: Text | None
    label: str
    outcomes: tuple[PublishedOutcome, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as plots.toml declares it: from 0 to `end` in one unit, with a line every `step`."""

    name: str
    title: Text
    note: Text
    unit: str
    end: float
    step: float
    groups: tuple[PlotGroup, ...]

    @property
    def timed(self) -> bool:
        """Whether figures of the same patients at several times stand in it, so that each says its time."""
        seen = [(outcome.study, outcome.arm) for group in self.groups for outcome in group.outcomes]
        return len(set(seen)) < len(seen)


@cache
def plots() -> dict[str, Plot]:
    """Return the plots of the site by name."""
    return read_plots(DATA / "plots.toml", evidence())


def read_plots(path: Path, evidence: Evidence) -> dict[str, Plot]:
    """
    Return the plots that the file at *path* declares over *evidence*, by name.

    Raises `DataError` for a figure that is not there, in another unit, or beyond the end of the scale.
    """
    return {name: _plot(name, record, evidence) for name, record in records.tables(path).items()}


def _plot(name: str, record: dict[str, Any], evidence: Evidence) -> Plot:
    return Plot(
        name,
        Text(**record["title"]),
        Text(**record["note"]),
        record["unit"],
        record["end"],
        record["step"],
        tuple(_group(name, record, group, evidence) for group in record["groups"]),
    )


def _group(plot: str, record: dict[str, Any], group: dict[str, Any], evidence: Evidence) -> PlotGroup:
    label = group.get("label", "study")
    if label not in LABELS:
        raise DataError(f"plots.toml, {plot}: a row is named by one of {', '.join(LABELS)}")
    outcomes = tuple(evidence.select(group["select"]))
    for outcome in outcomes:
        if LOST in {outcome.arm, outcome.endpoint}:
            raise DataError(
                f"plots.toml, {plot}: nobody knows what {outcome.id} measures, so it has no place on a scale"
            )
        if outcome.unit != record["unit"] or max(_numbers(outcome)) > record["end"]:
            raise DataError(f"plots.toml, {plot}: {outcome.id} has another unit or is beyond the scale")
    return PlotGroup(Text(**group["head"]) if "head" in group else None, label, outcomes)


def _numbers(outcome: PublishedOutcome) -> list[float]:
    found = [VALUE.fullmatch(text) for text in (outcome.low, outcome.value, outcome.high)]
    return [float(match[2]) for match in found if match]
