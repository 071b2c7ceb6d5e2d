"""The slides that the guideline grew from: their numbers, and the subject of each from `slides.csv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.records import DataError, rows, text
from paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from calculators.model.text import Text

SLIDES = tuple(f"S{number}" for number in range(1, 19))


def read_slides(path: Path = DATA / "slides.csv") -> dict[str, Text]:
    """Return the subject of each slide from *path*; raise `DataError` unless it names every slide once, in order."""
    slides = {
        row["slide"]: text(f"{path.name}: {row['slide']}", {"en": row["title_en"], "el": row["title_el"]})
        for row in rows(path, ("slide", "title_en", "title_el"))
    }
    if tuple(slides) != SLIDES:
        raise DataError(f"{path.name}: names other slides than {SLIDES[0]} to {SLIDES[-1]}")
    return slides
