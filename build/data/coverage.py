"""Where each statement of the slides is, `coverage.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.pages import Place, place_of
from data.records import DataError, one_of, rows, text
from data.slides import SLIDES
from data.statuses import OF_NUMBERS
from paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from calculators.model.text import Text

FIELDS = ("slide", "statement_en", "statement_el", "figures", "page", "anchor", "facts", "status", "doubt")


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One statement of a slide, and the section that is its home.

    `figures` are the numbers that the slide prints in it; `facts` are the published numbers and claims that it says,
    which give it its status (see `verification/statuses.py`), or else it has a `status` of its own; `doubt` is the id
    of an entry in the register of doubts, or None.
    """

    slide: str
    text: Text
    figures: tuple[str, ...]
    place: Place
    facts: tuple[str, ...]
    status: str
    doubt: str | None


def read_coverage(path: Path = DATA / "coverage.csv") -> tuple[Statement, ...]:
    """Read where each statement of the slides is, from *path*; raise `DataError` for a row that lacks something."""
    statements = []
    for number, row in enumerate(rows(path, FIELDS), 2):
        where = f"{path.name}: line {number}"
        facts = tuple(row["facts"].split())
        if bool(facts) == bool(row["status"]):
            raise DataError(f"{where}: names the facts that it says, or else its status")
        statements.append(
            Statement(
                slide=one_of(where, row["slide"], SLIDES),
                text=text(where, {"en": row["statement_en"], "el": row["statement_el"]}),
                figures=tuple(row["figures"].split()),
                place=place_of(where, f"{row['page']}#{row['anchor']}"),
                facts=facts,
                status="" if facts else one_of(where, row["status"], OF_NUMBERS),
                doubt=row["doubt"] or None,
            )
        )
    return tuple(statements)
