"""The published numbers as files that readers take along: those of each table, and the whole data."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from data.outcomes import evidence
from data.tables import OutcomeTable, tables
from paths import DATA

from calculators.model.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from pathlib import Path

DOWNLOAD = Text("The figures of this table as CSV", "Οι αριθμοί του πίνακα σε CSV")
GREEK_SUFFIX = "-el"  # of the files that a spreadsheet set to Greek opens in columns
DOWNLOAD_GREEK = "Οι αριθμοί του πίνακα για Excel με ελληνικές ρυθμίσεις («;» και υποδιαστολή «,»)"
ALSO_GREEK = "για Excel με ελληνικές ρυθμίσεις"
DECIMAL = re.compile(r"([<>≤≥]? ?[-−]?[0-9]+)\.([0-9]+)")
# Where the reader's copy lies, as seen from a page: those with tables are two folders deep.
FOLDER = "../../data/"
WHOLE = {
    "outcomes.csv": Text("every number, one row each", "κάθε αριθμός, μία γραμμή ο καθένας"),
    "studies.csv": Text("the studies", "οι μελέτες"),
    "terms.csv": Text("the words for groups and measures", "οι όροι για ομάδες και μεγέθη"),
    "references.json": Text("the references, as CSL-JSON", "η βιβλιογραφία, σε CSL-JSON"),
}
FILE_FIELDS = (
    ("id", Text("id", "id")),
    ("study", Text("study", "μελέτη")),
    ("patients", Text("patients of the study", "ασθενείς της μελέτης")),
    ("arm", Text("group", "ομάδα")),
    ("endpoint", Text("measure", "μέγεθος")),
    ("time", Text("time", "χρόνος")),
    ("value", Text("value", "τιμή")),
    ("low", Text("low", "κάτω")),
    ("high", Text("high", "άνω")),
    ("interval", Text("interval", "διάστημα")),
    ("unit", Text("unit", "μονάδα")),
    ("p", Text("P", "P")),
    ("source", Text("source", "πηγή")),
    ("slide", Text("slide", "διαφάνεια")),
    ("printed", Text("as printed on the slide", "όπως τυπώθηκε στη διαφάνεια")),
    ("status", Text("status", "έλεγχος")),
    ("note", Text("note", "σημείωση")),
)
MARK = "\ufeff"  # tells spreadsheets that Greek follows in UTF-8


def table_links(table: OutcomeTable, language: Language) -> str:
    """Return the links from a page to the figures of *table*."""
    links = [f'<a href="{FOLDER}{table.name}.csv" download>{DOWNLOAD[language]}</a>']
    if language == "el":
        links.insert(0, f'<a href="{FOLDER}{table.name}{GREEK_SUFFIX}.csv" download>{DOWNLOAD_GREEK}</a>')
    return f'<p class="table-file">{"<br>".join(links)}</p>'


def _also_greek(name: str, folder: str, language: Language) -> str:
    stem, mark, _ = name.partition(".csv")
    return (
        f' (<a href="{folder}{stem}{GREEK_SUFFIX}.csv" download>{ALSO_GREEK}</a>)' if language == "el" and mark else ""
    )


def downloads(language: Language) -> str:
    """Return the list of the files that hold all data."""
    up = FOLDER if language == "el" else f"../{FOLDER}"
    items = "".join(
        f'<li><a href="{up}{name}" download>{name}</a>: {what[language]}{_also_greek(name, up, language)}</li>'
        for name, what in WHOLE.items()
    )
    return f'<ul class="downloads">{items}</ul>'


def file_of(table: OutcomeTable, language: Language) -> str:
    """Return the figures of *table* as CSV, one row each, in *language*; decimals have a point, as programs expect."""
    data = evidence()
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(head[language] for _, head in FILE_FIELDS)
    for outcome in table.outcomes:
        study = data.studies[outcome.study]
        said = {
            "study": study.name,
            "patients": study.n,
            "arm": data.arms[outcome.arm][language],
            "endpoint": data.endpoints[outcome.endpoint][language],
            "interval": data.intervals[outcome.interval][language] if outcome.interval else "",
            "note": outcome.note[language] if outcome.note else "",
        }
        writer.writerow(said.get(name, getattr(outcome, name, "")) for name, _ in FILE_FIELDS)
    return output.getvalue()


def greek_csv(text: str) -> str:
    """Return *text*, CSV, for a spreadsheet set to Greek: semicolons between cells, commas in decimal numbers."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow(f"{found[1]},{found[2]}" if (found := DECIMAL.fullmatch(cell)) else cell for cell in row)
    return output.getvalue()


def _write(path: Path, text: str, *, greek: bool) -> None:
    """
    Write *text* as the file *path*.

    A CSV file with the mark, and where *greek* pages offer it also as a spreadsheet set to Greek reads it.
    """
    marked = path.suffix == ".csv"
    path.write_text((MARK if marked else "") + text, encoding="utf-8", newline="")
    if marked and greek:
        path.with_stem(path.stem + GREEK_SUFFIX).write_text(MARK + greek_csv(text), encoding="utf-8", newline="")


def write_downloads(site: Path) -> None:
    """
    Write the files that pages offer into the built *site*.

    Those of each table in both languages, and the whole data.
    """
    for language in LANGUAGES:
        folder = site / ("data" if language == "el" else f"{language}/data")
        folder.mkdir(parents=True, exist_ok=True)
        for table in tables().values():
            _write(folder / f"{table.name}.csv", file_of(table, language), greek=language == "el")
    for name in WHOLE:
        _write(site / "data" / name, (DATA / name).read_text(encoding="utf-8-sig"), greek=True)
