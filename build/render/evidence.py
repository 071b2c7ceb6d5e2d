"""The published numbers in sentences, tables and plots, as Markdown in which citations and marks are read."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from data.outcome_rows import SLIDES_SOURCE
from data.outcomes import PublishedOutcome, evidence
from data.quantities import figure, interval, localised, measure, quantity, reason
from data.statuses import DOUBTFUL
from data.tables import FIELDS, OutcomeTable, TableColumn, capital, groups, held, key
from render.downloads import table_links
from render.plots import draw

from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from data.plots import Plot

RANGE = re.compile(r"[\d.,]+–[\d.,]+")  # must not break at its dash
# The columns that hold figures; the others say something about their row.
FIGURES = {"measures", "value", "of-arm", "of-study", "lost"}
# A study as it is named in a table, with its citation.
STUDY = re.compile(r"[^,|]+\[@[\w-]+\]")
STATUS = Text("Status", "Έλεγχος")
CAPTION = "table-caption"
NOTHING = "–"
FROM_SLIDES = Text("slides, origin not found", "διαφάνειες, άγνωστη προέλευση")
SHOWN = Text("The figures of the plot", "Οι αριθμοί του διαγράμματος")
# What the directive of a number can be given: without its mark, without its unit, with its interval.
OPTIONS = ("plain", "bare", "interval")


def mark(outcome: PublishedOutcome, language: Language) -> str:
    """Return the mark of status of *outcome*, with a note where the status needs one."""
    why = reason(outcome, language) if outcome.status in DOUBTFUL else ""
    return f"{{{{ status {outcome.status}{': ' + why if why else ''} }}}}"


def written(outcome: PublishedOutcome, language: Language, options: Iterable[str] = ()) -> str:
    """Return *outcome* as Markdown in a sentence, with the *options* of its directive."""
    text = figure(outcome, language) if "bare" in options else quantity(outcome, language)
    if "interval" in options and (around := interval(outcome, evidence(), language)):
        text += f" ({around})"
    text = RANGE.sub(r'<span class="range">\g<0></span>', text.replace("<", "&lt;"))
    return text if "plain" in options else f"{text} {mark(outcome, language)}"


def cited(outcome: PublishedOutcome, language: Language) -> str:
    """Return the study of *outcome* with the citation of where its figure was read."""
    study = evidence().studies[outcome.study]
    if outcome.source == SLIDES_SOURCE:
        return FROM_SLIDES[language] if study.id == SLIDES_SOURCE else f"{study.name} ({FROM_SLIDES[language]})"
    return f"{study.name}[@{outcome.source}]"


def table_lines(table: OutcomeTable, language: Language) -> list[str]:
    """Return the lines of *table* as Markdown; a study is cited where it is first named."""
    lines = [
        f"| {' | '.join(column.head[language] for column in table.columns)} |",
        f"|{' --- |' * len(table.columns)}",
    ]
    shown: set[str] = set()
    for row in groups(table):
        cells = [_once(_cell(row, column, language), shown) for column in table.columns]
        lines.append(f"| {' | '.join(cell.replace('|', '∣') for cell in cells)} |")
    return lines


def _once(cell: str, shown: set[str]) -> str:
    """Return *cell* without the citations of the studies that are in *shown*, where it adds those that it cites."""
    named = STUDY.findall(cell)
    for text in named:
        if text in shown:
            cell = cell.replace(text, text.partition("[@")[0])
    shown.update(named)
    return cell


def _cell(row: list[PublishedOutcome], column: TableColumn, language: Language) -> str:
    if column.field in FIGURES:
        return "<br>".join(_figures(held(row, column), column, language)) or NOTHING
    return _said(row, column.field, language) or NOTHING


def _figures(chosen: list[PublishedOutcome], column: TableColumn, language: Language) -> list[str]:
    """Return the figures of a cell, each with what it measures where the column does not say it."""
    texts = [written(outcome, language, ("interval",)) for outcome in chosen]
    alone = len(column.measures) <= 1 and (column.field == "value" or len({key(outcome) for outcome in chosen}) <= 1)
    if alone:
        return texts
    return [f"{measure(outcome, evidence())[language]}: {text}" for outcome, text in zip(chosen, texts, strict=True)]


def _said(row: list[PublishedOutcome], field: str, language: Language) -> str:
    """Return what a cell says about *row* in words; empty if there is nothing to say."""
    first = row[0]
    study = evidence().studies[first.study]
    arm = evidence().arms[first.arm]
    says: dict[str, Callable[[], str]] = {
        "study": lambda: ", ".join(dict.fromkeys(cited(outcome, language) for outcome in row)),
        "outcome": lambda: cited(first, language),
        "arm": lambda: capital(arm)[language],
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


def table_block(table: OutcomeTable, language: Language, keep: Callable[[str], str]) -> list[str]:
    """Return the lines of *table*: what it shows, the table, and the links to its files; *keep* sets markup aside."""
    named = [table.caption[language], f"{{ .{CAPTION} }}"]
    return ["", *named, "", *table_lines(table, language), "", keep(table_links(table, language)), ""]


def plot_block(plot: Plot, language: Language, keep: Callable[[str], str]) -> list[str]:
    """
    Return the lines of *plot*.

    The picture, and its figures as a table that opens below it; *keep* sets markup aside.
    """
    title, note = html.escape(plot.title[language]), html.escape(plot.note[language])
    picture = draw(plot, evidence(), language)
    head = [*(FIELDS[column][language] for column in ("study", "arm", "measure", "value")), STATUS[language]]
    rows = [_plot_row(outcome, language) for group in plot.groups for outcome in group.outcomes]
    return [
        "",
        keep(
            f'<figure class="plot"><figcaption>{title}</figcaption>{picture}<p class="plot__note">{note}</p></figure>'
        ),
        "",
        f'<details class="plot-data" markdown="1"><summary>{SHOWN[language]}</summary>',
        "",
        f"| {' | '.join(head)} |",
        f"|{' --- |' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
        "</details>",
        "",
    ]


def _plot_row(outcome: PublishedOutcome, language: Language) -> list[str]:
    return [
        cited(outcome, language),
        capital(evidence().arms[outcome.arm])[language],
        measure(outcome, evidence())[language],
        written(outcome, language, ("interval", "plain")),
        f"{{{{ status {outcome.status} }}}}",
    ]
