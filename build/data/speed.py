"""What `make bench` measured, `speed.json`: figures of each part, and when and on what they were taken."""

from __future__ import annotations

import dataclasses
import json
import statistics
from typing import TYPE_CHECKING, Any

from data.records import DataError
from paths import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RESULTS = DATA / "speed.json"


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """One *measure* *of* something, taken several times; *unit* is that of the *values*."""

    measure: str
    of: str
    unit: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The value in the middle."""
        return statistics.median(self.values)


@dataclasses.dataclass(frozen=True, slots=True)
class Unmeasured:
    """What could not be measured: *why* is `absent`, `online` (wants another host) or `failed`, *detail* its words."""

    of: str
    why: str
    detail: str


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """Figures that were taken together: on which day, and under which *load* of the machine before and after."""

    date: str
    quick: bool
    load: tuple[float, float]
    figures: tuple[Figure, ...]
    unmeasured: tuple[Unmeasured, ...] = ()

    def figure(self, measure: str, of: str) -> Figure | None:
        """Return the figure of *measure* and *of*, if it was taken."""
        return next((one for one in self.figures if (one.measure, one.of) == (measure, of)), None)


@dataclasses.dataclass(frozen=True, slots=True)
class Results:
    """What was measured, part by part, with the *machine* and the *versions* of what was compared."""

    machine: str
    versions: Mapping[str, str]
    parts: Mapping[str, Part]


def read_results(path: Path = RESULTS) -> Results:
    """Return what was measured; raise `DataError` where the file is missing or holds something else."""
    if not path.is_file():
        raise DataError(f"{path.name} is missing from docs/data: `make bench` measures and writes it")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        parts = {name: _part(part) for name, part in found["parts"].items()}
        return Results(found["machine"], found["versions"], parts)
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path.name} is not what `make bench` writes: {error!r}") from error


def _part(found: Mapping[str, Any]) -> Part:
    figures = tuple(Figure(**(one | {"values": tuple(one["values"])})) for one in found["figures"])
    if empty := [f"{one.measure} of {one.of}" for one in figures if not one.values]:
        raise ValueError(f"no values: {', '.join(empty)}")
    before, after = found["load"]
    unmeasured = tuple(Unmeasured(**one) for one in found["unmeasured"])
    return Part(found["date"], found["quick"], (before, after), figures, unmeasured)


def write_results(results: Results, path: Path = RESULTS) -> None:
    """Write *results*, a figure a line."""
    marker = "\u0000"
    lines: list[str] = []

    def kept(value: object) -> str:
        lines.append(json.dumps(value, ensure_ascii=False))
        return f"{marker}{len(lines) - 1}{marker}"

    parts = {}
    for name, part in results.parts.items():
        plain = dataclasses.asdict(part)
        plain["load"] = kept(plain["load"])
        plain["figures"] = [kept(one) for one in plain["figures"]]
        plain["unmeasured"] = [kept(one) for one in plain["unmeasured"]]
        parts[name] = plain
    whole = {"machine": results.machine, "versions": dict(sorted(results.versions.items())), "parts": parts}
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    for number, line in enumerate(lines):
        text = text.replace(json.dumps(f"{marker}{number}{marker}"), line)
    path.write_text(f"{text}\n", encoding="utf-8")
