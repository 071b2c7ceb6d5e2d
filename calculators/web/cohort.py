"""Many patients on the page: a table opened, judged a part at a time, and what it comes to."""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice
from types import MappingProxyType
from typing import Any

from calculators.cohort.audit import Audit
from calculators.cohort.cells import DateOrder
from calculators.cohort.encodings import Lines, cells_of, read_lines
from calculators.cohort.match import Match, read_match
from calculators.cohort.names import similar_field
from calculators.cohort.result import ERRORS, csv_text, error_rows, head, rows_of
from calculators.cohort.simulated import simulated
from calculators.cohort.subgroup import About, Restriction, Subgroup
from calculators.cohort.table import CHUNK, CellProblem, Chunk, Table
from calculators.documents.cohort_counts import FRACTIONS, HEAD, counts, warnings
from calculators.documents.cohort_report import Made, cohort_fragment, cohort_report
from calculators.documents.cohort_subgroup import phrase
from calculators.engine.batch import Batch, Judged, case_of
from calculators.engine.case import InvalidCase, encode
from calculators.model.fields import Choice, DateField, Field, YesNo
from calculators.model.text import Language, Text
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading

SAMPLES = 3
MOST_PROBLEMS = 200
MOST_ROWS = 50
MOST_WORDS = 40
MARK = "\ufeff"
"""The byte order mark by which a spreadsheet knows that a file is UTF-8."""


@dataclass(slots=True)
class Cohort:
    """The one cohort that a page has open: its *lines* and *table*, what was found so far, and the decisions of the *match*."""

    lines: Lines | None = None
    simulated: bool = False
    match: Match = field(default_factory=Match)
    table: Table | None = None
    batch: Batch = field(default_factory=Batch)
    audit: Audit = field(default_factory=Audit)
    problems: list[CellProblem] = field(default_factory=list)
    judged: list[tuple[Chunk, Judged]] = field(default_factory=list)
    subgroup: Subgroup | None = None
    """Whom the reader has chosen; None for all."""
    chosen: Audit | None = None
    """The subgroup counted."""

    def begin(self, table: Table | None) -> None:
        """Begin anew with *table*; what was remembered of the rules stays."""
        self.table, self.audit, self.problems, self.judged = table, Audit(), [], []
        self.choose(None)

    def choose(self, subgroup: Subgroup | None) -> None:
        """Go on with the patients of *subgroup*, or with all."""
        self.subgroup = subgroup
        self.chosen = None if subgroup is None else subgroup.audit(self.judged)

    @property
    def counted(self) -> Audit:
        """What the sets say of those who are chosen."""
        return self.audit if self.chosen is None else self.chosen

    def members(self) -> Iterator[tuple[Chunk, Judged, Sequence[int]]]:
        """Yield each part of the cohort with the places of those in it who are chosen."""
        for chunk, judged in self.judged:
            places = range(chunk.rows)
            chosen = places if self.subgroup is None else [*compress(places, self.subgroup.members(chunk, judged))]
            yield chunk, judged, chosen


OPENED = Cohort()


def _lines(request: Mapping[str, Any]) -> Lines | None:
    """Return the table that *request* brings, None where it goes on with the one that is open."""
    if request.get("simulated"):
        return read_lines(simulated(request["language"]).encode())
    if request.get("file") is not None:
        try:
            return read_lines(base64.b64decode(request["file"], validate=True))
        except binascii.Error:
            return read_lines(b"")
    return read_lines(str(request["text"]).encode(errors="replace")) if request.get("text") is not None else None


def _match(request: Mapping[str, Any]) -> Match:
    if request.get("match") is not None:
        return read_match(str(request["match"]))
    dates = request.get("dates")
    words = {name: dict(pairs) for name, pairs in OPENED.match.words.items()}
    for name, pairs in request.get("words", {}).items():
        now = {**words.get(name, {}), **pairs}
        words[name] = {word: meant for word, meant in now.items() if meant is not None}
    return Match(request.get("columns", {}), words, DateOrder(dates) if dates else None)


def _samples(lines: Lines, place: int) -> list[str]:
    """Return the first cells of the column at *place* that hold something."""
    cells = (cells_of(line, lines.separator)[place : place + 1] for line in lines.rows[:100])
    return [cell[0].strip() for cell in cells if cell and cell[0].strip()][:SAMPLES]


def open_table(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return how a table is understood: its *columns* with the field that each answers, *notes* on the reading, how many *rows*; or the *problems*.

    The request brings a *file* (base64), a *text* that was pasted, or asks for *simulated* patients; with none of them the open table is matched anew, by
    *columns* (field by head), *words* (by field, what each word means, None where that is taken back), *dates* (the order of day and month) or *match*, a file
    of such decisions. The reply has the *words* of the first rows that nobody knows, and the *answers* by which subgroups can be chosen.
    """
    refused = {"rows": 0, "columns": [], "notes": [], "dates": "", "ready": False, "words": [], "answers": []}
    try:
        lines = _lines(request)
        if lines is not None:
            OPENED.lines, OPENED.simulated, OPENED.match = lines, bool(request.get("simulated")), Match()
        OPENED.match = _match(request)
    except InvalidCase as error:
        return {**refused, "problems": [problem.line for problem in error.problems]}
    if OPENED.lines is None:
        return {**refused, "problems": []}
    table = Table(OPENED.lines, OPENED.match, reading.today)
    OPENED.begin(table)
    problems = []
    try:
        table.check()
    except InvalidCase as error:
        problems = [problem.line for problem in error.problems]
    else:
        table.chunk(0, CHUNK)  # the first rows are read for their words; they are read from memory when they are judged
    return {
        "rows": table.rows,
        "columns": _columns(table, OPENED.lines),
        "notes": table.notes,
        "dates": OPENED.match.dates or "",
        "ready": not problems,
        "problems": problems,
        "words": _words(table),
        "answers": _answers(table),
    }


def _columns(table: Table, lines: Lines) -> list[dict[str, Any]]:
    """Return the columns of *table* that have a name, each with the field that it answers, or one of a *similar* name, and some of its cells."""
    return [
        {"head": one, "field": name or "", "samples": _samples(lines, place), "similar": _similar(table, one, name)}
        for place, (one, name) in enumerate(zip(table.heads, table.fields, strict=True))
        if one
    ]


def _similar(table: Table, head: str, name: str | None) -> tuple[str, Text] | None:
    """Return the field that a column *head* may answer that nobody matched, with its label, where no other column does."""
    near = similar_field(head) if name is None and head not in OPENED.match.columns else None
    return None if near is None or near in table.fields else (near, FIELDS[near].label)


def _answers(table: Table) -> list[dict[str, Any]]:
    """Return the fields that *table* answers and by which patients can be chosen."""
    return [
        {"field": field.id, "label": field.label, "options": _options(field)}
        for field in (FIELDS.get(name or "") for name in table.fields)
        if field is not None and not isinstance(field, DateField)
    ]


def _options(field: Field) -> list[tuple[str, Text]] | None:
    """Return the answers to *field* as a case spells them, with their labels; None for a number."""
    match field:
        case Choice():
            return [*field.options.items()]
        case YesNo():
            return [("true", field.yes), ("false", field.no)]
        case _:
            return None


def _words(table: Table) -> list[dict[str, Any]]:
    """Return the words of *table* that somebody has to say the meaning of, or has said, a column each, and how many *more* there are."""
    return [
        {
            "head": one.head,
            "field": one.field.id,
            "label": one.field.label,
            "options": _options(one.field),
            "words": [*one.meant.items()][:MOST_WORDS],
            "more": max(0, len(one.meant) - MOST_WORDS),
        }
        for one in table.words()
    ]


def judge_part(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """Judge the next part of the open table; return how many patients are *done*, of how many *rows*, and how many cells were *unread*."""
    table = OPENED.table
    done = OPENED.audit.rows
    if table is not None and done < table.rows:
        chunk = table.chunk(done, CHUNK)
        judged = OPENED.batch.judge(chunk.columns, chunk.rows)
        OPENED.audit.add(chunk.columns, judged)
        OPENED.problems += chunk.problems
        OPENED.judged.append((chunk, judged))
    return {"done": OPENED.audit.rows, "rows": table.rows if table else 0, "unread": len(OPENED.problems)}


def _made(reading: Reading) -> Made:
    table, subgroup = OPENED.table, OPENED.subgroup
    phrases = [phrase(one, reading.today) for one in subgroup.restrictions] if subgroup else []
    notes = table.notes if table else ()
    return Made(reading.today, notes, len(OPENED.problems), OPENED.simulated, phrases, OPENED.audit.rows)


def report(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what the cohort, or the subgroup of `request["restrictions"]`, comes to as *html*.

    A restriction has *about*, *name* and *value* (`calculators.cohort.subgroup`). With it come how many patients are *chosen* and of how many *rows*, what is
    so of them in words (*said*), the *warnings* by which they can be chosen, how many cells were *unread*, the first of them as *cells* (row, column, value,
    what is wrong), the *words* that nobody knows, and the *problems* of a restriction that is none; then all patients are counted.
    """
    asked = [Restriction(About(one["about"]), one["name"], one["value"]) for one in request.get("restrictions", ())]
    problems = []
    try:
        OPENED.choose(Subgroup(asked, reading.today) if asked else None)
    except InvalidCase as error:
        OPENED.choose(None)
        problems = [problem.line for problem in error.problems]
    made = _made(reading)
    return {
        "html": cohort_fragment(OPENED.counted, made),
        "rows": OPENED.audit.rows,
        "chosen": OPENED.counted.rows,
        "said": made.subgroup,
        "warnings": sorted(warnings(OPENED.audit)),
        "unread": len(OPENED.problems),
        "cells": [[str(one.row), one.column, one.value, one.text] for one in OPENED.problems[:MOST_PROBLEMS]],
        "words": _words(OPENED.table) if OPENED.table else [],
        "problems": problems,
    }


def patients(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """
    Return the patients who are chosen, from the one at the place `request["first"]`, counted from 0.

    The reply says how many there are in *total*, and of those that follow the *row*, the *id* and the *case* as an address spells it.
    """
    first = int(request.get("first", 0))
    found = [_patient(chunk, place) for chunk, place in islice(_each(), first, first + MOST_ROWS)]
    return {"total": OPENED.counted.rows, "patients": found}


def _each() -> Iterator[tuple[Chunk, int]]:
    for chunk, _, places in OPENED.members():
        for place in places:
            yield chunk, place


def _patient(chunk: Chunk, place: int) -> dict[str, Any]:
    case = {name: encode(answer) for name, answer in case_of(chunk.columns, place).items()}
    return {"row": chunk.first + place, "id": chunk.ids[place] if chunk.ids else "", "case": case}


def _result(language: Language) -> str:
    ids = any(chunk.ids for chunk, _ in OPENED.judged)
    rows: list[Sequence[str]] = [head(ids=ids, reasons=False)]
    for chunk, judged, places in OPENED.members():
        every = [*rows_of(chunk, judged, language, reasons=False)]
        rows += every if len(places) == chunk.rows else [every[place] for place in places]
    return csv_text(rows, _separator(language))


def _separator(language: Language) -> str:
    """Return what parts the cells of a file, so that the spreadsheet which wrote the table opens it: as there, or else as is usual in *language*."""
    written = OPENED.lines.separator if OPENED.lines else ""
    return written if written in {";", ","} and not OPENED.simulated else ";" if language == "el" else ","


def _counts(language: Language) -> str:
    separator = _separator(language)
    rows = [*counts(OPENED.counted, OPENED.subgroup.text if OPENED.subgroup else "")]
    if separator == ";":
        at = [place for place, name in enumerate(HEAD) if name in FRACTIONS]
        rows = [
            tuple(cell.replace(".", ",") if place in at else cell for place, cell in enumerate(row)) for row in rows
        ]
    return csv_text(rows, separator)


def _errors(language: Language) -> str:
    return csv_text([ERRORS, *error_rows(OPENED.problems, language)], _separator(language))


FILES: Mapping[str, tuple[str, Callable[[Reading, Language], str]]] = MappingProxyType(
    {
        "result": ("cohort-result.csv", lambda _, language: MARK + _result(language)),
        "counts": ("cohort-counts.csv", lambda _, language: MARK + _counts(language)),
        "errors": ("cohort-errors.csv", lambda _, language: MARK + _errors(language)),
        "match": ("columns.toml", lambda _, __: _decided().toml()),
        "report": (
            "cohort-report.html",
            lambda reading, language: cohort_report(OPENED.counted, _made(reading))[language],
        ),
    }
)
"""What can be had as a file: its name, and how it is made. A result and the counts are of those who are chosen, the errors of all."""


def file(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return `request["what"]`, one of `FILES`, as a file: its *name* and its *text*."""
    name, made = FILES[request["what"]]
    return {"name": name, "text": made(reading, request["language"])}


def _decided() -> Match:
    """Return how the open table was matched, column by column, those included that were recognised."""
    table = OPENED.table
    if table is None:
        return OPENED.match
    columns = {one: name or "" for one, name in zip(table.heads, table.fields, strict=True) if one}
    return Match(columns, OPENED.match.words, OPENED.match.dates)
