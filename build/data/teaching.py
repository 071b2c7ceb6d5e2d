"""
The worked cases of the teaching page, `teaching.toml`, read and checked.

What is expected of a case is there for the tests alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from data.examples import address_of
from data.pages import headings, place_of
from data.records import DataError, entries
from directives import grammar
from directives.criteria import CRITERION, condition_of
from paths import DATA

from calculators.model.text import LANGUAGES, Language, Text
from calculators.sets.registry import SETS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from calculators.model.sets import CriteriaSet

CASES = DATA / "teaching.toml"
KEYS = {"id", "invented", "title", "story", "sets", "patient", "expected", "lesson", "read"}
OUTCOME = "outcome"
FORMS = {CRITERION.name: CRITERION}


@dataclass(frozen=True, slots=True)
class GuidelineSection:
    """A section of the guideline: its *page*, its *anchor*, and its *title*."""

    page: str
    anchor: str
    title: Text


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """
    An invented patient to be judged against *sets*.

    *patient* holds the fields that *story* tells; *expected* is, by set, what a reader of the published rules expects
    of each criterion, and of the outcome where the set has one; *lesson* is shown after the comparison, *read* is where
    the guideline says more.
    """

    id: str
    title: Text
    story: Text
    sets: tuple[CriteriaSet, ...]
    patient: Mapping[str, Any]
    expected: Mapping[str, Mapping[str, str]]
    lesson: Text
    read: GuidelineSection

    @property
    def address(self) -> str:
        """The case as an address carries it."""
        return address_of(self.patient)


@cache
def cases(path: Path = CASES) -> tuple[WorkedCase, ...]:
    """
    Return the worked cases of the file at *path*, in its order.

    Raises `DataError` for a case that is incomplete, is not marked as invented, or names what does not exist.
    """
    found = tuple(_case(record) for record in entries(path, "case"))
    if len(found) != len({case.id for case in found}):
        raise DataError("teaching.toml: two cases have the same id")
    return found


def _case(record: dict[str, Any]) -> WorkedCase:
    where = f"teaching.toml, {record.get('id')}"
    if set(record) != KEYS or record["invented"] is not True:
        raise DataError(f"{where}: a case has {', '.join(sorted(KEYS))}, and is invented")
    sets = _sets(where, record["sets"])
    answered = {name: list(truths) for name, truths in record["expected"].items()}
    if answered != {one.id: list(questions(one)) for one in sets}:
        names = ", ".join(record["sets"])
        raise DataError(f"{where}: what is expected is not one answer to each question of {names}, in their order")
    return WorkedCase(
        record["id"],
        _text(where, record["title"]),
        _text(where, record["story"]),
        sets,
        record["patient"],
        record["expected"],
        _text(where, record["lesson"]),
        _section(where, record["read"]),
    )


def _sets(where: str, names: list[str]) -> tuple[CriteriaSet, ...]:
    if not names:
        raise DataError(f"{where}: it asks no set")
    if unknown := [name for name in names if name not in SETS]:
        raise DataError(f"{where}: there is no set {', '.join(unknown)}")
    return tuple(SETS[name] for name in names)


def questions(criteria: CriteriaSet) -> tuple[str, ...]:
    """
    Return the names of what a reader is asked about *criteria*.

    Each criterion, and the outcome where the set comes to a verdict.
    """
    names = tuple(criterion.id for criterion in criteria.criteria)
    return (*names, OUTCOME) if criteria.kind.decides else names


def _text(where: str, languages: dict[str, str]) -> Text:
    if set(languages) != set(LANGUAGES):
        raise DataError(f"{where}: a text has both languages")
    return Text(_told(where, languages["en"], "en"), _told(where, languages["el"], "el"))


def _told(where: str, words: str, language: Language) -> str:
    """Return *words* with the limits that they pull; a figure and its sign of per cent stay on one line."""
    try:
        told = grammar.replaced(words, FORMS, lambda found: condition_of(found)[language])
    except grammar.DirectiveError as error:
        raise DataError(f"{where}: {error}") from error
    return told.strip().replace(" %", "\u00a0%")


def _section(where: str, address: str) -> GuidelineSection:
    place = place_of(where, address)
    titles = {language: headings(place.page, language).get(place.anchor, "") for language in LANGUAGES}
    if not all(titles.values()):
        raise DataError(f"{where}: there is no section {address}")
    return GuidelineSection(place.page, place.anchor, Text(**titles))
