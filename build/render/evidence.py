"""
Markdown for what derives from the published numbers, so that no page types one.

Within a sentence: `{{ outcome ID }}` is the number with its unit and its mark of status; after the id, `plain` leaves the mark out,
`bare` the unit, and `interval` adds the interval in brackets. On a line of their own: `{{ outcomes TABLE }}`, a table of
`docs/data/tables.toml`, `{{ plot PLOT }}`, a plot of `docs/data/plots.toml`, and `{{ downloads }}`, the data as files.
A name that does not exist stops the build. `write_downloads` writes the files behind the links.
"""

from __future__ import annotations

import csv
import html
import io
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from xml.etree.ElementTree import Element

from data.outcomes import (
    LOST,
    SLIDES_SOURCE,
    Evidence,
    EvidenceError,
    Outcome,
    figure,
    interval,
    localised,
    measure,
    quantity,
    read_evidence,
    reason,
)
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from paths import DATA
from render.plots import Plot, draw, read_plots

from calculators.model.text import LANGUAGES, Language, Text, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from markdown import Markdown

INLINE = re.compile(r"\{\{ outcome ([a-z0-9-]+)((?: (?:plain|bare|interval))*) \}\}")
BLOCK = re.compile(r"\{\{ (outcomes|plot|downloads)(?: ([a-z0-9-]+))? \}\}")
RANGE = re.compile(r"[\d.,]+–[\d.,]+")  # must not break at its dash
CODE = re.compile(r"(`+[^`]*`+)")

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
# The columns that hold figures; the others say something about their row.
FIGURES = {"measures", "value", "of-arm", "of-study", "lost"}
STATUS = Text("Status", "Έλεγχος")
CAPTION = "table-caption"
NOTHING = "–"
FROM_SLIDES = Text("slides, origin not found", "διαφάνειες, άγνωστη προέλευση")
DOWNLOAD = Text("The figures of this table as CSV", "Οι αριθμοί του πίνακα σε CSV")
GREEK_SUFFIX = "-el"  # of the files that a spreadsheet set to Greek opens in columns
DOWNLOAD_GREEK = "Οι αριθμοί του πίνακα για Excel με ελληνικές ρυθμίσεις («;» και υποδιαστολή «,»)"
ALSO_GREEK = "για Excel με ελληνικές ρυθμίσεις"
DECIMAL = re.compile(r"([<>≤≥]? ?[-−]?[0-9]+)\.([0-9]+)")
SHOWN = Text("The figures of the plot", "Οι αριθμοί του διαγράμματος")
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and which measures it holds; several are named in their cells."""

    head: Text
    field: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as tables.toml declares it: its outcomes, what makes a row, and its columns."""

    name: str
    caption: Text
    rows: str
    outcomes: tuple[Outcome, ...]
    columns: tuple[Column, ...]


@cache
def evidence() -> Evidence:
    """Return the data, read once."""
    return read_evidence()


@cache
def tables() -> dict[str, Table]:
    """
    Return the tables by name.

    Raises `EvidenceError` for a declaration that names what is not there, or leaves a figure out.
    """
    declared = tomllib.loads((DATA / "tables.toml").read_text(encoding="utf-8"))
    return {name: _table(name, record) for name, record in declared.items()}


@cache
def plots() -> dict[str, Plot]:
    """Return the plots by name."""
    return read_plots(DATA / "plots.toml", evidence())


def _table(name: str, record: dict[str, Any]) -> Table:
    unknown = set(record) - {"caption", "rows", "select", "columns"}
    if unknown or record.get("rows") not in ROWS:
        raise EvidenceError(
            f"tables.toml, {name}: rows must be one of {', '.join(ROWS)}; unknown: {', '.join(sorted(unknown)) or 'nothing'}"
        )
    table = Table(
        name=name,
        caption=Text(**record["caption"]),
        rows=record["rows"],
        outcomes=tuple(evidence().select(record["select"])),
        columns=tuple(_column(name, column) for column in record["columns"]),
    )
    shown = {outcome.id for row in _groups(table) for column in table.columns for outcome in _held(row, column)}
    if left := [outcome.id for outcome in table.outcomes if outcome.id not in shown]:
        raise EvidenceError(f"tables.toml, {name}: no column holds {', '.join(left)}")
    return table


def _column(table: str, spec: str | dict[str, Any]) -> Column:
    if isinstance(spec, dict):
        return Column(Text(**spec["head"]), "measures", tuple(spec["of"]))
    if spec in FIELDS:
        return Column(FIELDS[spec], spec, ())
    kind, _, rest = spec.partition(" ")
    if kind == "arm" and rest in evidence().arms:
        return Column(_capital(evidence().arms[rest]), "of-arm", (rest,))
    if kind == "study" and rest in evidence().studies:
        study = evidence().studies[rest]
        return Column(same(f"{study.name}[@{study.reference}]" if study.reference else study.name), "of-study", (rest,))
    for outcome in evidence().outcomes.values():
        if spec == _key(outcome):
            return Column(measure(outcome, evidence()), "measures", (spec,))
    raise EvidenceError(f"tables.toml, {table}: there is no column “{spec}”")


def _capital(text: Text) -> Text:
    return Text(text.en[0].upper() + text.en[1:], text.el[0].upper() + text.el[1:])


def _key(outcome: Outcome) -> str:
    return f"{outcome.endpoint} {outcome.time}".strip()


def _lost(outcome: Outcome) -> bool:
    return LOST in {outcome.arm, outcome.endpoint}


def _groups(table: Table) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each row of *table*."""
    keys: dict[str, Callable[[Outcome], object]] = {
        "study": lambda outcome: outcome.study,
        "arm": lambda outcome: outcome.arm,
        "study-arm": lambda outcome: (outcome.study, outcome.arm),
        "measure": _key,
        "outcome": lambda outcome: outcome.id,
    }
    rows: dict[object, list[Outcome]] = {}
    for outcome in table.outcomes:
        rows.setdefault(keys[table.rows](outcome), []).append(outcome)
    yield from rows.values()


def _held(row: Iterable[Outcome], column: Column) -> list[Outcome]:
    """Return the outcomes of *row* whose figures *column* holds."""
    if column.field == "value":
        return list(row)
    if column.field == "lost":
        return [outcome for outcome in row if _lost(outcome)]
    if column.field == "of-arm":
        return [outcome for outcome in row if outcome.arm in column.measures]
    if column.field == "of-study":
        return [outcome for outcome in row if outcome.study in column.measures]
    return [outcome for outcome in row if _key(outcome) in column.measures and not _lost(outcome)]


def mark(outcome: Outcome, language: Language) -> str:
    """Return the mark of status of *outcome*, with a note where the status needs one."""
    why = reason(outcome, language) if outcome.status in {"corrected", "uncertain"} else ""
    return f"{{{{ status {outcome.status}{': ' + why if why else ''} }}}}"


def written(outcome: Outcome, language: Language, options: Iterable[str] = ()) -> str:
    """Return *outcome* as Markdown in a sentence, with the *options* of its directive."""
    text = figure(outcome, language) if "bare" in options else quantity(outcome, language)
    if "interval" in options and (around := interval(outcome, evidence(), language)):
        text += f" ({around})"
    text = RANGE.sub(r'<span class="range">\g<0></span>', text.replace("<", "&lt;"))
    return text if "plain" in options else f"{text} {mark(outcome, language)}"


def cited(outcome: Outcome, language: Language) -> str:
    """Return the study of *outcome* with the citation of where its figure was read."""
    study = evidence().studies[outcome.study]
    if outcome.source == SLIDES_SOURCE:
        return FROM_SLIDES[language] if study.id == SLIDES_SOURCE else f"{study.name} ({FROM_SLIDES[language]})"
    return f"{study.name}[@{outcome.source}]"


def table_lines(table: Table, language: Language) -> list[str]:
    """Return the lines of *table* as Markdown."""
    lines = [
        f"| {' | '.join(column.head[language] for column in table.columns)} |",
        f"|{' --- |' * len(table.columns)}",
    ]
    for row in _groups(table):
        cells = [_cell(row, column, language) for column in table.columns]
        lines.append(f"| {' | '.join(cell.replace('|', '∣') for cell in cells)} |")
    return lines


def _cell(row: list[Outcome], column: Column, language: Language) -> str:
    if column.field in FIGURES:
        return "<br>".join(_figures(_held(row, column), column, language)) or NOTHING
    return _said(row, column.field, language) or NOTHING


def _figures(held: list[Outcome], column: Column, language: Language) -> list[str]:
    """Return the figures of a cell, each with what it measures where the column does not say it."""
    texts = [written(outcome, language, ("interval",)) for outcome in held]
    alone = len(column.measures) <= 1 and (column.field == "value" or len({_key(outcome) for outcome in held}) <= 1)
    if alone:
        return texts
    return [f"{measure(outcome, evidence())[language]}: {text}" for outcome, text in zip(held, texts, strict=True)]


def _said(row: list[Outcome], field: str, language: Language) -> str:
    """Return what a cell says about *row* in words; empty if there is nothing to say."""
    first = row[0]
    study = evidence().studies[first.study]
    arm = evidence().arms[first.arm]
    says: dict[str, Callable[[], str]] = {
        "study": lambda: ", ".join(dict.fromkeys(cited(outcome, language) for outcome in row)),
        "outcome": lambda: cited(first, language),
        "arm": lambda: _capital(arm)[language],
        "study-arm": lambda: f"{cited(first, language)}: {arm[language]}",
        "measure": lambda: measure(first, evidence())[language],
        "n": lambda: _patients(study.id, language) if study.n else "",
        "p": lambda: next((localised(outcome.p, language).replace("<", "&lt; ") for outcome in row if outcome.p), ""),
        "years": lambda: study.years,
        "slide": lambda: first.slide,
    }
    return says[field]()


def _patients(study: str, language: Language) -> str:
    patients = evidence().outcome(f"{study}-n")
    return written(patients, language, () if patients.status == "uncertain" else ("plain",))


class Directives(Preprocessor):
    """Put numbers, tables and plots in the place of their directives, as Markdown that citations and marks are read from."""

    def __init__(self, md: Markdown, language: Language) -> None:
        """Work for *md*, in *language*."""
        super().__init__(md)
        self.language = language

    def run(self, lines: list[str]) -> list[str]:
        """Return *lines* with every directive replaced."""
        return [new for line in lines for new in self.replaced(line)]

    def replaced(self, line: str) -> list[str]:
        """Return the lines that stand for *line*."""
        found = BLOCK.fullmatch(line.strip())
        if found is None:
            return [
                "".join(part if part.startswith("`") else INLINE.sub(self.number, part) for part in CODE.split(line))
            ]
        kind, name = found.groups()
        if kind == "downloads":
            return ["", self.md.htmlStash.store(downloads(self.language)), ""]
        known = tables() if kind == "outcomes" else plots()
        if name not in known:
            raise EvidenceError(f"{line.strip()}: there is no {'table' if kind == 'outcomes' else 'plot'} “{name}”")
        return self.table(tables()[name]) if kind == "outcomes" else self.plot(plots()[name])

    def number(self, match: re.Match[str]) -> str:
        """Return the number that the directive in *match* asks for."""
        name, options = match.groups()
        return written(evidence().outcome(name), self.language, options.split())

    def table(self, table: Table) -> list[str]:
        """Return the lines of *table*: what it shows, the table, and the link to its file."""
        links = [f'<a href="{FOLDER}{table.name}.csv" download>{DOWNLOAD[self.language]}</a>']
        if self.language == "el":
            links.insert(0, f'<a href="{FOLDER}{table.name}{GREEK_SUFFIX}.csv" download>{DOWNLOAD_GREEK}</a>')
        link = f'<p class="table-file">{"<br>".join(links)}</p>'
        return [
            "",
            f"{table.caption[self.language]}",
            f"{{ .{CAPTION} }}",
            "",
            *table_lines(table, self.language),
            "",
            self.md.htmlStash.store(link),
            "",
        ]

    def plot(self, plot: Plot) -> list[str]:
        """Return the lines of *plot*: the picture, and its figures as a table that opens below it."""
        picture = (
            f'<figure class="plot"><figcaption>{html.escape(plot.title[self.language])}</figcaption>'
            f'{draw(plot, evidence(), self.language)}<p class="plot__note">{html.escape(plot.note[self.language])}</p></figure>'
        )
        columns = ("study", "arm", "measure", "value")
        head = [*(FIELDS[column][self.language] for column in columns), STATUS[self.language]]
        rows = [
            (
                cited(outcome, self.language),
                _capital(evidence().arms[outcome.arm])[self.language],
                measure(outcome, evidence())[self.language],
                written(outcome, self.language, ("interval", "plain")),
                f"{{{{ status {outcome.status} }}}}",
            )
            for group in plot.groups
            for outcome in group.outcomes
        ]
        details = [
            f'<details class="plot-data" markdown="1"><summary>{SHOWN[self.language]}</summary>',
            "",
            f"| {' | '.join(head)} |",
            f"|{' --- |' * len(head)}",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            "</details>",
        ]
        return ["", self.md.htmlStash.store(picture), "", *details, ""]


class Captions(Treeprocessor):
    """Make the paragraph that names a table its caption."""

    def run(self, root: Element) -> None:
        """Move each such paragraph under *root* into the table after it."""
        for parent in list(root.iter()):
            for paragraph, table in zip(list(parent), list(parent)[1:], strict=False):
                if paragraph.get("class") == CAPTION and table.tag == "table":
                    parent.remove(paragraph)
                    # The words in a box of their own stay in sight while a wide table scrolls.
                    paragraph.tag = "span"
                    paragraph.tail = None
                    caption = Element("caption")
                    caption.append(paragraph)
                    table.insert(0, caption)


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


def file_of(table: Table, language: Language) -> str:
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


MARK = "\ufeff"  # tells spreadsheets that Greek follows in UTF-8


def greek_csv(text: str) -> str:
    """Return *text*, CSV, as a spreadsheet set to Greek reads it: semicolons between cells, and a comma in each cell that is a decimal number."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow(f"{found[1]},{found[2]}" if (found := DECIMAL.fullmatch(cell)) else cell for cell in row)
    return output.getvalue()


def _write(path: Path, text: str, *, greek: bool) -> None:
    """Write *text* as the file *path*; a CSV file with the mark, and where *greek* pages offer it also as a spreadsheet set to Greek reads it."""
    marked = path.suffix == ".csv"
    path.write_text((MARK if marked else "") + text, encoding="utf-8", newline="")
    if marked and greek:
        path.with_stem(path.stem + GREEK_SUFFIX).write_text(MARK + greek_csv(text), encoding="utf-8", newline="")


def write_downloads(site: Path) -> None:
    """Write the files that pages offer into the built *site*: those of each table in both languages, and the whole data."""
    for language in LANGUAGES:
        folder = site / ("data" if language == "el" else f"{language}/data")
        folder.mkdir(parents=True, exist_ok=True)
        for table in tables().values():
            _write(folder / f"{table.name}.csv", file_of(table, language), greek=language == "el")
    for name in WHOLE:
        _write(site / "data" / name, (DATA / name).read_text(encoding="utf-8-sig"), greek=True)


class EvidenceExtension(Extension):
    """The extension, with the language of the pages as its option."""

    def __init__(self, **options: object) -> None:
        """Take the option *language*."""
        self.config = {"language": ["el", "language of the pages: el or en"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Add the directives to *md*; raise `EvidenceError` for a language the site does not have."""
        if self.getConfig("language") not in LANGUAGES:
            raise EvidenceError(f"language {self.getConfig('language')!r} is not one of {', '.join(LANGUAGES)}")
        # Before HTML blocks (20), and before the calculators' directives (28), so that citations and marks come after.
        md.preprocessors.register(Directives(md, cast("Language", self.getConfig("language"))), "evidence", 29)
        # After attribute lists (8), which name the paragraph, and before the table of contents (5).
        md.treeprocessors.register(Captions(md), "captions", 7)


def makeExtension(**options: object) -> EvidenceExtension:  # noqa: N802 (the library's name)
    """Return the extension; Markdown calls this."""
    return EvidenceExtension(**options)
