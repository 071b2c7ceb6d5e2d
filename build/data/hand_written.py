"""The hand-written cases of `tests/cases/`, a file a set: patients, and what a reader of the source expects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ROOT / "tests/cases"


@dataclass(frozen=True)
class HandWritten:
    """One patient, and what a reader of the source expects of one set."""

    set_id: str
    name: str
    patient: dict[str, Any]
    outcome: dict[str, Any]
    criteria: dict[str, str] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)
    contradiction: dict[str, list[str]] = field(default_factory=dict)
    wording: list[str] = field(default_factory=list)
    needs: list[str] | None = None
    alerts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.set_id}: {self.name}"


OUTCOME = {"verdict": "verdict", "present": "present", "absent": "absent", "unknown_count": "unknown", "class": "class"}
"""How a file calls each part of a set's outcome, and how a result calls it."""


def plain(value: Any) -> Any:  # noqa: ANN401 (what TOML has)
    """Return *value* as JSON spells it: TOML has dates, a case has ISO strings."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def read_cases(path: Path) -> list[HandWritten]:
    """Return the cases of one file, the patient who meets everything first."""
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    met = text.pop("met")
    entries = text.pop("case")
    if any("verdict" in entry for entry in entries):
        entries.insert(0, {"name": "the patient who meets every criterion", "verdict": "met"})
    if text:
        raise ValueError(f"{path.name}: {sorted(text)} is not part of a case file")
    return [_case(path, met, entry) for entry in entries]


def _case(path: Path, met: dict[str, Any], entry: dict[str, Any]) -> HandWritten:
    """Return the case of *entry*, which says what differs from the patient *met*."""
    change, unknown = entry.pop("change", {}), entry.pop("unknown", [])
    if any(name not in met for name in unknown):
        raise ValueError(f"{path.name}: {entry['name']}: {unknown} was never known")
    patient = {name: plain(value) for name, value in {**met, **change}.items() if name not in unknown}
    outcome = {name: entry.pop(key) for key, name in OUTCOME.items() if key in entry}
    if not outcome:
        raise ValueError(f"{path.name}: {entry['name']}: nothing is expected")
    if outcome.get("class") == "":
        outcome["class"] = None  # TOML has no null
    return HandWritten(path.stem, patient=patient, outcome=outcome, **entry)


def hand_written() -> Iterator[HandWritten]:
    """Yield every case, set by set."""
    for path in sorted(FOLDER.glob("*.toml")):
        yield from read_cases(path)
