"""The claims that several pages make, `claims.csv`, each with its source and how far it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.outcome_rows import SLIDES_SOURCE, faults
from data.records import NAME, refuse, rows
from data.references import records
from data.statuses import DOUBTFUL, OF_NUMBERS
from paths import DATA

from calculators.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("id", "source", "status", "note_en", "note_el")


@dataclass(frozen=True, slots=True)
class FactStatus:
    """How far a fact was checked, and why no further where the *status* needs it."""

    status: str
    note: Text | None


def read_claims(path: Path = DATA / "claims.csv") -> dict[str, FactStatus]:
    """
    Return the claims at *path* that several pages make.

    Raises `DataError` for one that lacks something or cites no known work.
    """
    works = {item["id"] for item in records(path.parent / "references.json")}
    claims: dict[str, FactStatus] = {}
    for row in rows(path, FIELDS):
        note = Text(row["note_en"], row["note_el"]) if row["note_en"] or row["note_el"] else None
        found = (
            (not NAME.fullmatch(row["id"]) or row["id"] in claims, "it is ill named, or there twice"),
            (row["source"] not in {SLIDES_SOURCE, *works}, "its source is not in references.json"),
            (row["status"] not in OF_NUMBERS, f"its status is none of {', '.join(OF_NUMBERS)}"),
            (row["status"] in DOUBTFUL and note is None, "it needs a note that says why"),
        )
        refuse(f"{path.name}: {row['id'] or 'a row without id'}", faults(found))
        claims[row["id"]] = FactStatus(row["status"], note)
    return claims
