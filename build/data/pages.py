"""
What is read from the Markdown of the pages: their titles, the sections with their anchors, and the marks on them.

That is the outline of each. Whatever one page says of another is read from it, and so pages are written anew when an
outline changes; a text that no outline holds changes its own page and no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from data.records import DataError
from paths import DOCS

from calculators.model.text import LANGUAGES

if TYPE_CHECKING:
    from calculators.model.text import Language

TITLE = re.compile(r'title: "?(?P<title>.+?)"?\s*')
REVISED = re.compile(r"(?m)^date: (\d{4}-\d{2}-\d{2})$")
HEADING = re.compile(r"#{1,6} (?P<title>.+?) \{#(?P<anchor>[\w-]+)\}\s*")
MARKED = re.compile(r"\{\{\s*status\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a page: `page` is its path without `.md`, `anchor` the id of the heading."""

    page: str
    anchor: str


def place_of(where: str, address: str) -> Place:
    """Return the place at *address*, `page#anchor`; raise `DataError` for what is none."""
    page, _, anchor = address.partition("#")
    if not (page and anchor):
        raise DataError(f"{where}: {address!r} is not page#anchor")
    return Place(page, anchor)


@cache
def outline(page: str, language: Language) -> tuple[str, ...]:
    """Return those lines of *page* that hold its title, a heading or a mark; none where there is no such page."""
    path = DOCS / language / f"{page}.md"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    return tuple(line for line in lines if TITLE.fullmatch(line) or HEADING.fullmatch(line) or MARKED.search(line))


def page_names(language: Language) -> list[str]:
    """Return the names of all pages of *language*, in one order."""
    folder = DOCS / language
    return [path.relative_to(folder).with_suffix("").as_posix() for path in sorted(folder.rglob("*.md"))]


def outlines() -> dict[str, tuple[str, ...]]:
    """Return the outline of each page in each language: all that any other page can say of it."""
    return {f"{language}/{page}": outline(page, language) for language in LANGUAGES for page in page_names(language)}


def page_title(page: str, language: Language) -> str:
    """Return the short title of *page*, from its first lines."""
    for line in outline(page, language):
        if found := TITLE.fullmatch(line):
            return found["title"]
    raise DataError(f"{page} has no title in {language!r}")


def headings(page: str, language: Language) -> dict[str, str]:
    """Return the heading of each section of *page* by its anchor, in the order of reading, as it is written."""
    found = (HEADING.fullmatch(line) for line in outline(page, language))
    return {heading["anchor"]: heading["title"] for heading in found if heading}


def last_revision() -> date:
    """Return the day on which a page was last revised, of all pages in both languages."""
    texts = (path.read_text(encoding="utf-8") for path in DOCS.glob("e[ln]/**/*.md"))
    return max(date.fromisoformat(found[1]) for text in texts if (found := REVISED.search(text)))
