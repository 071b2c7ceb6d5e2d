"""
The published numbers: studies, and one row for each outcome, with where it was read and how far it was checked.

`read_evidence` reads and checks the three files; a row that lacks something stops the build.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from data import outcome_rows
from data.outcome_rows import SLIDES_SOURCE
from data.records import NAME, DataError, refuse, rows
from data.references import records
from paths import DATA

from calculators.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

STUDY_FIELDS = (
    "id",
    "name",
    "reference",
    "population_en",
    "population_el",
    "n",
    "years",
    "status",
    "note_en",
    "note_el",
)
OUTCOME_FIELDS = (
    *("id", "study", "arm", "endpoint", "time", "value", "low", "high", "interval", "unit", "p"),
    *("source", "slide", "printed", "status", "note_en", "note_el"),
)
TERM_FIELDS = ("kind", "id", "en", "el")


@dataclass(frozen=True, slots=True)
class Study:
    """One study. `reference` is a key of references.json, empty where the work was not identified or not read."""

    id: str
    name: str
    reference: str
    population: Text
    n: str
    years: str
    status: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class PublishedOutcome:
    """
    One published number.

    `value` keeps the digits that were published; where it is empty, `low` and `high` are a range.
    `printed` is what the slides print, where they print it.
    """

    id: str
    study: str
    arm: str
    endpoint: str
    time: str
    value: str
    low: str
    high: str
    interval: str
    unit: str
    p: str
    source: str
    slide: str
    printed: str
    status: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All studies, outcomes and the words for arms, endpoints and intervals, each by its id."""

    studies: Mapping[str, Study]
    outcomes: Mapping[str, PublishedOutcome]
    arms: Mapping[str, Text]
    endpoints: Mapping[str, Text]
    intervals: Mapping[str, Text]

    def outcome(self, name: str) -> PublishedOutcome:
        """
        Return the outcome *name*; `STUDY-n` is the number of patients of a study.

        Raises `DataError` if there is none.
        """
        if name in self.outcomes:
            return self.outcomes[name]
        study = self.studies.get(name.removesuffix("-n"))
        if study is None or not name.endswith("-n") or not study.n:
            raise DataError(f"there is no outcome “{name}” in outcomes.csv")
        note = study.note if study.status == "uncertain" else None
        blank = dict.fromkeys(OUTCOME_FIELDS[:-2], "")
        source = study.reference or SLIDES_SOURCE
        told = {"id": name, "study": study.id, "arm": "all", "endpoint": "n", "unit": "n", "value": study.n}
        return PublishedOutcome(**blank | told | {"source": source, "status": study.status}, note=note)

    def select(self, patterns: Iterable[str]) -> list[PublishedOutcome]:
        """
        Return the outcomes whose ids match *patterns* (`*` stands for anything), in the order of the patterns.

        Raises `DataError` for a pattern that matches nothing.
        """
        found: dict[str, PublishedOutcome] = {}
        for pattern in patterns:
            names = [name for name in self.outcomes if fnmatchcase(name, pattern)]
            if not names and "*" in pattern:
                raise DataError(f"no outcome matches “{pattern}”")
            found |= {name: self.outcome(name) for name in names or [pattern]}
        return list(found.values())


@cache
def evidence() -> Evidence:
    """Return the data of the site, read once."""
    return read_evidence(DATA)


def read_evidence(folder: Path) -> Evidence:
    """
    Read the studies, outcomes and terms in *folder*, and the keys of its references.

    Raises `DataError` for the first row that cannot be trusted.
    """
    references = {item["id"]: item for item in records(folder / "references.json")}
    terms = _terms(folder / "terms.csv")
    studies: dict[str, Study] = {}
    for row in rows(folder / "studies.csv", STUDY_FIELDS):
        faults = outcome_rows.faults(outcome_rows.of_any(row), outcome_rows.of_study(row, references))
        _refuse("studies.csv", row, studies, faults)
        studies[row["id"]] = Study(
            id=row["id"],
            name=row["name"] or outcome_rows.name_of(references[row["reference"]]),
            reference=row["reference"],
            population=Text(row["population_en"], row["population_el"]),
            n=row["n"],
            years=row["years"],
            status=row["status"],
            note=_note(row),
        )
    outcomes: dict[str, PublishedOutcome] = {}
    for row in rows(folder / "outcomes.csv", OUTCOME_FIELDS):
        faults = outcome_rows.faults(
            outcome_rows.of_any(row),
            outcome_rows.of_origin(row, references, studies),
            outcome_rows.of_terms(row, terms),
            outcome_rows.of_measure(row),
            outcome_rows.of_figures(row, terms["interval"]),
            outcome_rows.of_status(row),
        )
        _refuse("outcomes.csv", row, outcomes, faults)
        plain = {field: row[field] for field in OUTCOME_FIELDS if not field.startswith("note")}
        outcomes[row["id"]] = PublishedOutcome(**plain, note=_note(row))
    return Evidence(studies, outcomes, terms["arm"], terms["endpoint"], terms["interval"])


def _terms(path: Path) -> dict[str, dict[str, Text]]:
    terms: dict[str, dict[str, Text]] = {"arm": {}, "endpoint": {}, "interval": {}}
    for row in rows(path, TERM_FIELDS):
        if row["kind"] not in terms or not NAME.fullmatch(row["id"]) or row["id"] in terms[row["kind"]]:
            raise DataError(f"{path.name}: {row['kind']} {row['id']!r} is of no known kind, ill named or there twice")
        terms[row["kind"]][row["id"]] = Text(row["en"], row["el"])
    return terms


def _refuse(file: str, row: Mapping[str, str], known: Mapping[str, object], faults: list[str]) -> None:
    twice = ["its id is used twice"] if row["id"] in known else []
    refuse(f"{file}: {row['id'] or 'a row without id'}", [*faults, *twice])


def _note(row: Mapping[str, str]) -> Text | None:
    return Text(row["note_en"], row["note_el"]) if row["note_en"] else None
