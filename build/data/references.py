"""
The bibliography: `references.json`, CSL-JSON, the only place where a work is described.

Pages cite it by key; the sources of the rules (`calculators/vocabulary/sources.py`) are generated from it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from data.records import DataError
from paths import DATA

from calculators.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

REFERENCES = DATA / "references.json"
UNTITLED = Text("[title not verified]", "[τίτλος χωρίς επαλήθευση]")
NOT_VERIFIED = (
    UNTITLED,
    Text("[Authors not verified]", "[Συγγραφείς χωρίς επαλήθευση]"),
    Text("[place and year not verified]", "[τόπος και έτος χωρίς επαλήθευση]"),
    Text("[undated page, read in 2026]", "[σελίδα χωρίς ημερομηνία, ανάγνωση το 2026]"),
)
"""What a record says, in English as the rest of it, where a part of a citation is not known."""
GAPS = {gap.en: gap for gap in NOT_VERIFIED}
GAP = "|".join(map(re.escape, GAPS))
# Their place is a publisher, which Vancouver parts from the year; a journal it does not.
PUBLISHED = {"book", "webpage"}


@dataclass(frozen=True, slots=True)
class Reference:
    """
    One work that pages may cite.

    `checked` says whether the citation itself was compared with a copy of the work.
    """

    key: str
    text: str
    checked: bool
    doi: str | None
    pmid: str | None
    url: str | None


def records(path: Path = REFERENCES) -> list[dict[str, Any]]:
    """Return the works at *path* as they are written."""
    return cast("list[dict[str, Any]]", json.loads(path.read_text(encoding="utf-8")))


@cache
def read_references(path: Path = REFERENCES) -> dict[str, Reference]:
    """
    Read the works that may be cited, by key, from the CSL-JSON file at *path*.

    Raises `DataError` for a record without what a citation needs, or for a key used twice.
    """
    references: dict[str, Reference] = {}
    for item in records(path):
        reference = reference_of(item)
        if reference.key in references:
            message = f"{path.name}: the key {reference.key!r} is used twice"
            raise DataError(message)
        references[reference.key] = reference
    return references


def reference_of(item: dict[str, Any]) -> Reference:
    """
    Return the reference that the CSL-JSON record *item* describes.

    Raises `DataError` if the record names no authors, year or container, or does not say whether it was checked.
    """
    key = item.get("id", "")
    lacking = [field for field in ("id", "author", "issued", "container-title", "custom") if not item.get(field)]
    if lacking or not isinstance(item["custom"].get("checked"), bool):
        message = f"the reference {key!r} lacks {', '.join(lacking) or 'custom.checked'}"
        raise DataError(message)
    return Reference(
        key=key,
        text=vancouver(item),
        checked=item["custom"]["checked"],
        doi=item.get("DOI"),
        pmid=item.get("PMID"),
        url=item.get("URL"),
    )


def vancouver(item: dict[str, Any]) -> str:
    """Return the CSL-JSON record *item* as Vancouver prints it, with one of `NOT_VERIFIED` for what is not known."""
    return f"{_authors(item, 6, 6)}. {_title(item)} {_place(item, issue=True)}."


def short(item: dict[str, Any]) -> str:
    """
    Return *item* as the rules cite it: without the title of an article, and without its last full stop.

    What is not known is left out: these lines stand in texts of either language.
    """
    title = "" if item.get("volume") else f"{_title(item)} "
    line = f"{_authors(item, 4, 3)}. {title}{_place(item, issue=False)}"
    return re.sub(f"(?:{GAP})(?:, )?", "", line)


def _authors(item: dict[str, Any], most: int, first: int) -> str:
    """Return the authors: all of them where there are *most* at most, else the *first* ones."""
    names = [author.get("literal") or f"{author['family']} {author['given']}" for author in item["author"]]
    if len(names) <= most and not item["custom"].get("more_authors"):
        return ", ".join(names)
    return ", ".join([*names[:first], "et al"])


def _title(item: dict[str, Any]) -> str:
    title = str(item.get("title", UNTITLED.en))
    return title if title.endswith("?") else f"{title}."


def _place(item: dict[str, Any], *, issue: bool) -> str:
    """Return the journal with year, volume and pages, or the publisher with the year."""
    year = item["issued"]["date-parts"][0][0]
    if volume := item.get("volume"):
        number = f"({item['issue']})" if issue and "issue" in item else ""
        return f"{item['container-title']} {year};{volume}{number}:{item['page'].replace('-', '–')}"
    return f"{item['container-title']}{';' if item['type'] in PUBLISHED else ''} {year}"
