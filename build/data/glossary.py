"""The words and abbreviations of the guideline, `glossary.toml`, and what each page is searched by, `search.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from data.records import DataError, entries, one_of, only, tables, text
from paths import DATA

from calculators.model.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GLOSSARY = DATA / "glossary.toml"
SEARCHED = DATA / "search.toml"
GROUPS = {
    "disease": Text("The disease", "Η νόσος"),
    "pathology": Text("Pathology and markers", "Παθολογική ανατομική και δείκτες"),
    "treatment": Text("Treatment", "Θεραπεία"),
    "outcome": Text("Outcomes and statistics", "Εκβάσεις και στατιστική"),
    "imaging": Text("Imaging", "Απεικόνιση"),
    "body": Text("Societies, registries, trials, criteria", "Εταιρείες, μητρώα, μελέτες, κριτήρια"),
    "term": Text("Words without an abbreviation", "Όροι χωρίς συντομογραφία"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A word or an abbreviation (`short`, None for a word), its `name` in full, and what else people type (`also`)."""

    group: str
    short: Text | None
    name: Text
    also: tuple[str, ...]
    note: Text | None

    @property
    def key(self) -> str:
        """What other files call the term: its abbreviation, or its English name."""
        return self.short.en if self.short else self.name.en

    @property
    def anchor(self) -> str:
        """The id of its meaning on a page."""
        return "abbr-" + re.sub(r"[^a-z0-9]+", "-", self.key.casefold()).strip("-")


@cache
def read_glossary(path: Path = GLOSSARY) -> tuple[Term, ...]:
    """Read the words and abbreviations at *path*; raise `DataError` for one that lacks a language or is there twice."""
    terms: list[Term] = []
    for number, record in enumerate(entries(path, "entry"), 1):
        where = f"{path.name}: {record.get('short') or record.get('en') or f'entry {number}'}"
        term = _term(where, record)
        if any(term.name == other.name or (term.short and term.short == other.short) for other in terms):
            raise DataError(f"{where}: is there twice")
        terms.append(term)
    return tuple(terms)


def _term(where: str, record: dict[str, Any]) -> Term:
    only(where, record, {"group", "en", "el", "also"}, optional=("short", "short_el", "note"))
    short = record.get("short")
    return Term(
        group=one_of(where, record["group"], GROUPS),
        short=text(where, {"en": short, "el": record.get("short_el", short)}) if short else None,
        name=text(where, {"en": record["en"], "el": record["el"]}),
        also=tuple(record["also"]),
        note=text(where, record["note"]) if "note" in record else None,
    )


def letters_of(word: str) -> Language:
    """Return the language whose letters *word* is written in."""
    return "el" if re.search(r"[Ͱ-Ͽἀ-῿]", word) else "en"


@cache
def searched(path: Path = SEARCHED) -> dict[str, dict[Language, tuple[str, ...]]]:
    """
    Return, for each page of the file at *path*, what it is searched by in each language.

    Raises `DataError` for a word that the glossary does not hold.
    """
    terms = {term.key: term for term in read_glossary()}
    pages: dict[str, dict[Language, tuple[str, ...]]] = {}
    for page, item in tables(path).items():
        keys = item.get("glossary", ())
        if missing := [key for key in keys if key not in terms]:
            raise DataError(f"{path.name}: {page} names {', '.join(missing)}, which is not in the glossary")
        chosen = [terms[key] for key in keys]
        pages[page] = {language: _words(chosen, item.get("also", ()), language) for language in LANGUAGES}
    return pages


def _words(terms: Iterable[Term], also: Iterable[str], language: Language) -> tuple[str, ...]:
    names = [term.name[language] for term in terms]
    shorts = [term.short[language] for term in terms if term.short]
    others = [*also, *(word for term in terms for word in term.also)]
    return (*names, *shorts, *(word for word in others if letters_of(word) == language))
