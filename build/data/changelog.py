"""What changed with each version of the rules: `CHANGELOG.md` and `CHANGELOG.el.md`, which have the same entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from data.records import DataError
from paths import ROOT

from calculators.model.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from pathlib import Path

NAMES: dict[Language, str] = {"en": "CHANGELOG.md", "el": "CHANGELOG.el.md"}
NEXT = Text("Next", "Επόμενη έκδοση")
"""The title of what came after the last version."""

# What is alike in both languages: numbers, but for the decimal sign, and what is typed into a program.
ALIKE = re.compile(r"`[^`]*`|\d+(?:[.,]\d+)?")
SECTION = re.compile(r"(?m)^## (.+)\n")
ENTRY = re.compile(r"\n\n|\n(?=- )")


@dataclass(frozen=True, slots=True)
class Release:
    """What changed with *version*, None for what has none yet, as Markdown."""

    version: str | None
    body: Text


def read_changelog(folder: Path = ROOT) -> list[Release]:
    """
    Return the releases of both files in *folder*, the newest first.

    Raises `DataError` where an entry of one language has no counterpart in the other, or one with other numbers.
    """
    sections = {language: _sections(folder / NAMES[language], language) for language in LANGUAGES}
    releases = []
    for english, greek in zip_longest(sections["en"].items(), sections["el"].items(), fillvalue=("", "")):
        if english[0] != greek[0]:
            raise DataError(f"{NAMES['en']} has {english[0]!r} where {NAMES['el']} has {greek[0]!r}")
        _compare(english[0], english[1], greek[1])
        releases.append(Release(None if english[0] == NEXT.en else english[0], Text(english[1], greek[1])))
    return releases


def _sections(path: Path, language: Language) -> dict[str, str]:
    """Return the text of each section of the file at *path* by its title, which is the English one before a version."""
    _, *parts = SECTION.split(path.read_text(encoding="utf-8"))
    titles = [NEXT.en if title == NEXT[language] else title for title in parts[::2]]
    return dict(zip(titles, (text.strip() for text in parts[1::2]), strict=True))


def _compare(title: str, english: str, greek: str) -> None:
    entries = [[" ".join(entry.split()) for entry in ENTRY.split(text)] for text in (english, greek)]
    for one, other in zip_longest(*entries, fillvalue=""):
        if _alike(one) != _alike(other):
            raise DataError(
                f"{title}: each entry has its counterpart at the same place, with the same numbers and `code`; "
                f"here it has none:\n  {NAMES['en']}: {one[:90]}\n  {NAMES['el']}: {other[:90]}"
            )


def _alike(entry: str) -> tuple[bool, list[str]]:
    return entry.startswith("- "), sorted(found.replace(",", ".") for found in ALIKE.findall(entry))
