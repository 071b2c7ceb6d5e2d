"""The hand-written cases in `tests/cases/`, one file a set, as parameters of tests."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "cases"


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


def plain(value: Any) -> Any:
    """Return *value* as JSON spells it: TOML has dates, a case has ISO strings."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def read_cases(path: Path) -> list[HandWritten]:
    """Return the cases of one file, the patient who meets everything first."""
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    met = text.pop("met")
    entries = text.pop("case")
    if any("verdict" in entry for entry in entries):
        entries.insert(0, {"name": "the patient who meets every criterion", "verdict": "met"})
    assert not text, f"{path.name}: {sorted(text)} is not part of a case file"
    cases = []
    for entry in entries:
        change, unknown = entry.pop("change", {}), entry.pop("unknown", [])
        assert all(name in met for name in unknown), f"{path.name}: {entry['name']}: {unknown} was never known"
        patient = {name: plain(value) for name, value in {**met, **change}.items() if name not in unknown}
        outcome = {name: entry.pop(key) for key, name in OUTCOME.items() if key in entry}
        assert outcome, f"{path.name}: {entry['name']}: nothing is expected"
        if outcome.get("class") == "":
            outcome["class"] = None  # TOML has no null
        cases.append(HandWritten(path.stem, patient=patient, outcome=outcome, **entry))
    return cases


CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in read_cases(path)]
