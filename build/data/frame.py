"""The words of the frame around every page, `frame.toml`, and the menu, `navigation.toml`: each in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data import records
from data.records import only, text
from paths import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from calculators.model.text import Text

PARTS = {"site", "words", "address", "search", "kinds", "home"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu: a *page*, or a section with *entries* of its own."""

    title: Text
    page: str
    entries: tuple[Entry, ...]


def read_frame(path: Path = DATA / "frame.toml") -> Mapping[str, Mapping[str, Text]]:
    """Return the words of the frame by part and name; raise `DataError` for one that is not there in each language."""
    frame = records.tables(path)
    only(path.name, frame, PARTS)
    return {
        part: {name: text(f"{path.name}: {part}.{name}", languages) for name, languages in words.items()}
        for part, words in frame.items()
    }


def read_navigation(path: Path = DATA / "navigation.toml") -> tuple[Entry, ...]:
    """
    Return the lines of the menu.

    Raises `DataError` for one without a name in each language, or without page and entries.
    """
    menu = records.tables(path)
    only(path.name, menu, {"entries"})
    return tuple(_entry(path.name, record) for record in menu["entries"])


def _entry(file: str, record: dict[str, Any]) -> Entry:
    where = f"{file}: {record.get('page') or record.get('en') or record.get('el') or record}"
    only(where, record, {"en", "el", "page" if "page" in record else "entries"})
    title = text(where, {"en": record["en"], "el": record["el"]})
    return Entry(title, record.get("page", ""), tuple(_entry(file, below) for below in record.get("entries", ())))
