"""
The register of doubts, `doubts.toml`.

What is doubtful, what the slides and the sources say, and what would settle it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.pages import Place, place_of
from data.records import DataError, entries, one_of, only, text
from data.slides import SLIDES
from paths import DATA

from calculators.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = {"id", "group", "slides", "title", "printed", "found", "settles", "places"}
GROUPS = {
    "burden": Text("Frequency and evidence", "Συχνότητα και τεκμηρίωση"),
    "resection": Text("Resection", "Εκτομή"),
    "liver-directed": Text("Liver-directed therapies", "Θεραπείες με στόχο το ήπαρ"),
    "transplantation": Text("Transplantation", "Μεταμόσχευση"),
    "others": Text("Other primary tumours and GIST", "Άλλοι πρωτοπαθείς όγκοι και GIST"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    One doubtful item.

    What the slides print, what the sources say, what of it is *settled* (None where nothing is), and what would settle
    the rest.
    """

    id: str
    group: str
    slides: tuple[str, ...]
    title: Text
    printed: Text
    found: Text
    settled: Text | None
    settles: Text
    places: tuple[Place, ...]


def read_doubts(path: Path = DATA / "doubts.toml") -> tuple[Doubt, ...]:
    """Read the register of doubts at *path*; raise `DataError` for an entry that lacks something or says it twice."""
    doubts: list[Doubt] = []
    for number, record in enumerate(entries(path, "doubt"), 1):
        where = f"{path.name}: {record.get('id', f'entry {number}')}"
        only(where, record, FIELDS, optional=("settled",))
        doubt = Doubt(
            id=record["id"],
            group=one_of(where, record["group"], GROUPS),
            slides=tuple(one_of(where, slide, SLIDES) for slide in record["slides"]),
            title=text(where, record["title"]),
            printed=text(where, record["printed"]),
            found=text(where, record["found"]),
            settled=text(where, record["settled"]) if "settled" in record else None,
            settles=text(where, record["settles"]),
            places=tuple(place_of(where, place) for place in record["places"]),
        )
        if not doubt.places or doubt.id in {other.id for other in doubts}:
            raise DataError(f"{where}: has no place, or is there twice")
        doubts.append(doubt)
    return tuple(doubts)
