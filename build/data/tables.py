"""The tables of published numbers, `tables.toml`: which outcomes each shows, what makes a row, and its columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from data import records
from data.outcome_rows import LOST
from data.outcomes import PublishedOutcome, evidence
from data.quantities import measure
from data.records import DataError
from paths import DATA

from calculators.model.text import Text, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROWS = ("study", "arm", "study-arm", "measure", "outcome")
FIELDS = {
    "study": Text("Study", "Μελέτη"),
    "arm": Text("Group", "Ομάδα"),
    "study-arm": Text("Study and group", "Μελέτη και ομάδα"),
    "measure": Text("Measure", "Μέγεθος"),
    "outcome": Text("Study", "Μελέτη"),
    "n": Text("Patients", "Ασθενείς"),
    "years": Text("Years", "Έτη"),
    "value": Text("Figure", "Αριθμός"),
    "slide": Text("Slide", "Διαφάνεια"),
    "p": Text("P", "P"),
    "lost": Text("Column lost on the slide", "Στήλη χαμένη στη διαφάνεια"),
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its heading, and which measures it holds; several are named in their cells."""

    head: Text
    field: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """A table as tables.toml declares it: its outcomes, what makes a row, and its columns."""

    name: str
    caption: Text
    rows: str
    outcomes: tuple[PublishedOutcome, ...]
    columns: tuple[TableColumn, ...]


@cache
def tables() -> dict[str, OutcomeTable]:
    """
    Return the tables by name.

    Raises `DataError` for a declaration that names what is not there, or leaves a figure out.
    """
    return {name: _table(name, record) for name, record in records.tables(DATA / "tables.toml").items()}


def _table(name: str, record: dict[str, Any]) -> OutcomeTable:
    unknown = set(record) - {"caption", "rows", "select", "columns"}
    if unknown or record.get("rows") not in ROWS:
        nobody_knows = ", ".join(sorted(unknown)) or "nothing"
        raise DataError(f"tables.toml, {name}: rows must be one of {', '.join(ROWS)}; unknown: {nobody_knows}")
    table = OutcomeTable(
        name=name,
        caption=Text(**record["caption"]),
        rows=record["rows"],
        outcomes=tuple(evidence().select(record["select"])),
        columns=tuple(_column(name, column) for column in record["columns"]),
    )
    shown = {outcome.id for row in groups(table) for column in table.columns for outcome in held(row, column)}
    if left := [outcome.id for outcome in table.outcomes if outcome.id not in shown]:
        raise DataError(f"tables.toml, {name}: no column holds {', '.join(left)}")
    return table


def _column(table: str, spec: str | dict[str, Any]) -> TableColumn:
    if isinstance(spec, dict):
        return TableColumn(Text(**spec["head"]), "measures", tuple(spec["of"]))
    if spec in FIELDS:
        return TableColumn(FIELDS[spec], spec, ())
    kind, _, rest = spec.partition(" ")
    if kind == "arm" and rest in evidence().arms:
        return TableColumn(capital(evidence().arms[rest]), "of-arm", (rest,))
    if kind == "study" and rest in evidence().studies:
        study = evidence().studies[rest]
        return TableColumn(
            same(f"{study.name}[@{study.reference}]" if study.reference else study.name), "of-study", (rest,)
        )
    for outcome in evidence().outcomes.values():
        if spec == key(outcome):
            return TableColumn(measure(outcome, evidence()), "measures", (spec,))
    raise DataError(f"tables.toml, {table}: there is no column “{spec}”")


def capital(text: Text) -> Text:
    """Return *text* with a capital at its beginning."""
    return Text(text.en[0].upper() + text.en[1:], text.el[0].upper() + text.el[1:])


def key(outcome: PublishedOutcome) -> str:
    """Return what *outcome* measures, as a declaration names it: its endpoint, and its time if it has one."""
    return f"{outcome.endpoint} {outcome.time}".strip()


def _lost(outcome: PublishedOutcome) -> bool:
    return LOST in {outcome.arm, outcome.endpoint}


def groups(table: OutcomeTable) -> Iterator[list[PublishedOutcome]]:
    """Yield the outcomes of each row of *table*."""
    keys: dict[str, Callable[[PublishedOutcome], object]] = {
        "study": lambda outcome: outcome.study,
        "arm": lambda outcome: outcome.arm,
        "study-arm": lambda outcome: (outcome.study, outcome.arm),
        "measure": key,
        "outcome": lambda outcome: outcome.id,
    }
    rows: dict[object, list[PublishedOutcome]] = {}
    for outcome in table.outcomes:
        rows.setdefault(keys[table.rows](outcome), []).append(outcome)
    yield from rows.values()


def held(row: Iterable[PublishedOutcome], column: TableColumn) -> list[PublishedOutcome]:
    """Return the outcomes of *row* whose figures *column* holds."""
    return [outcome for outcome in row if _holds(column, outcome)]


def _holds(column: TableColumn, outcome: PublishedOutcome) -> bool:
    match column.field:
        case "value":
            return True
        case "lost":
            return _lost(outcome)
        case "of-arm":
            return outcome.arm in column.measures
        case "of-study":
            return outcome.study in column.measures
        case _:
            return key(outcome) in column.measures and not _lost(outcome)
