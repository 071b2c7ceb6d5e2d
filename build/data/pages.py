"""What is read from the Markdown of the pages: their titles, and the sections with their anchors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from data.records import DataError
from paths import DOCS

if TYPE_CHECKING:
    from calculators.model.text import Language

TITLE = re.compile(r'title: "?(?P<title>.+?)"?\s*')
REVISED = re.compile(r"(?m)^date: (\d{4}-\d{2}-\d{2})$")
HEADING = re.compile(r"#{1,6} (?P<title>.+?) \{#(?P<anchor>[\w-]+)\}\s*")


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
def source(page: str, language: Language) -> str:
    """Return the Markdown of *page*, empty where there is no such page."""
    path = DOCS / language / f"{page}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def page_title(page: str, language: Language) -> str:
    """Return the short title of *page*, from its first lines."""
    for line in source(page, language).splitlines():
        if found := TITLE.fullmatch(line):
            return found["title"]
    raise DataError(f"{page} has no title in {language!r}")


def headings(page: str, language: Language) -> dict[str, str]:
    """Return the heading of each section of *page* by its anchor, in the order of reading, as it is written."""
    found = (HEADING.fullmatch(line) for line in source(page, language).splitlines())
    return {heading["anchor"]: heading["title"] for heading in found if heading}


def last_revision() -> date:
    """Return the day on which a page was last revised, of all pages in both languages."""
    texts = (path.read_text(encoding="utf-8") for path in DOCS.glob("e[ln]/**/*.md"))
    return max(date.fromisoformat(found[1]) for text in texts if (found := REVISED.search(text)))
