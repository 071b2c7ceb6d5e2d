"""Many patients on the page: a table opened, judged a part at a time, and what it comes to."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators.cohort.audit import Audit
from calculators.cohort.cells import DateOrder
from calculators.cohort.encodings import Lines, cells_of, read_lines
from calculators.cohort.match import Match, read_match
from calculators.cohort.result import ERRORS, csv_text, error_rows, head, rows_of
from calculators.cohort.simulated import simulated
from calculators.cohort.table import CHUNK, CellProblem, Chunk, Table
from calculators.documents.cohort_report import Made, cohort_fragment, cohort_report
from calculators.engine.batch import Batch, Judged, case_of
from calculators.engine.case import InvalidCase, encode
from calculators.model.text import Language, Text
from calculators.web.reading import Reading

SAMPLES = 3
MOST_PROBLEMS = 200
MOST_ROWS = 50


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

    def begin(self, table: Table | None) -> None:
        """Begin anew with *table*; what was remembered of the rules stays."""
        self.table, self.audit, self.problems, self.judged = table, Audit(), [], []


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
    return Match(request.get("columns", {}), OPENED.match.words, DateOrder(dates) if dates else None)


def _samples(lines: Lines, place: int) -> list[str]:
    """Return the first cells of the column at *place* that hold something."""
    cells = (cells_of(line, lines.separator)[place : place + 1] for line in lines.rows[:100])
    return [cell[0].strip() for cell in cells if cell and cell[0].strip()][:SAMPLES]


def open_table(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return how a table is understood: its *columns* with the field that each answers, *notes* on the reading, how many *rows*; or the *problems*.

    The request brings a *file* (base64), a *text* that was pasted, or asks for *simulated* patients; with none of them the open table is matched anew, by
    *columns* (field by head), *dates* (the order of day and month) or *match*, a file of such decisions.
    """
    refused = {"rows": 0, "columns": [], "notes": [], "dates": "", "ready": False}
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
    columns = [
        {"head": one, "field": name or "", "samples": _samples(OPENED.lines, place)}
        for place, (one, name) in enumerate(zip(table.heads, table.fields, strict=True))
        if one
    ]
    return {
        "rows": table.rows,
        "columns": columns,
        "notes": table.notes,
        "dates": OPENED.match.dates or "",
        "ready": not problems,
        "problems": problems,
    }


def judge_part(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """Judge the next part of the open table; return how many patients are *done*, of how many *rows*, and how many cells were *unread*."""
    table = OPENED.table
    done = OPENED.audit.rows
    if table is not None and done < table.rows:
        chunk = table.chunk(done, CHUNK)
        judged = OPENED.batch.judge(chunk.columns, chunk.rows)
        OPENED.audit.add(chunk.columns, judged)
        OPENED.problems += chunk.problems
        # The answers are read again where they are asked for; kept is what was found.
        OPENED.judged.append((Chunk(chunk.first, chunk.rows, {}, chunk.ids, ()), judged))
    return {"done": OPENED.audit.rows, "rows": table.rows if table else 0, "unread": len(OPENED.problems)}


def _made(reading: Reading) -> Made:
    notes = OPENED.table.notes if OPENED.table else ()
    return Made(reading.today, notes, len(OPENED.problems), OPENED.simulated)


def report(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """Return what the cohort comes to as *html*, how many cells were *unread*, and the first of them as *problems*: row, column, value, what is wrong."""
    return {
        "html": cohort_fragment(OPENED.audit, _made(reading)),
        "unread": len(OPENED.problems),
        "problems": [[str(one.row), one.column, one.value, one.text] for one in OPENED.problems[:MOST_PROBLEMS]],
    }


def patients(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """
    Return the patients of whom the set `request["set"]` says `request["verdict"]`, those that have the flag `request["flag"]` where one is named.

    The reply says how many there are in *total*, and of the first of them the *row*, the *id* and the *case* as an address spells it.
    """
    wanted, verdict, flag = request["set"], request["verdict"], request.get("flag")
    found: list[tuple[int, str]] = []
    for chunk, judged in OPENED.judged:
        results = zip(judged.sets[wanted], judged.flags, strict=True)
        found += [
            (chunk.first + place, chunk.ids[place] if chunk.ids else "")
            for place, (result, flags) in enumerate(results)
            if result.verdict == verdict and (not flag or any(one.id == flag for one in flags))
        ]
    return {"total": len(found), "patients": [_patient(row, name) for row, name in found[:MOST_ROWS]]}


def _patient(row: int, name: str) -> dict[str, Any]:
    columns = OPENED.table.chunk(row - 1, 1).columns if OPENED.table else {}
    return {"row": row, "id": name, "case": {one: encode(answer) for one, answer in case_of(columns, 0).items()}}


def file(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return `request["what"]` as a file, its *name* and its *text*: the result, the errors, the match of the columns, or the report."""
    what, language = request["what"], request["language"]
    written: Mapping[str, tuple[str, Any]] = {
        "result": ("cohort-result.csv", lambda: _result(language)),
        "errors": ("cohort-errors.csv", lambda: csv_text([ERRORS, *error_rows(OPENED.problems, language)])),
        "match": ("columns.toml", lambda: _decided().toml()),
        "report": ("cohort-report.html", lambda: cohort_report(OPENED.audit, _made(reading))),
    }
    name, made = written[what]
    text: str | Text = made()
    return {"name": name, "text": text}


def _decided() -> Match:
    """Return how the open table was matched, column by column, those included that were recognised."""
    table = OPENED.table
    if table is None:
        return OPENED.match
    columns = {one: name or "" for one, name in zip(table.heads, table.fields, strict=True) if one}
    return Match(columns, OPENED.match.words, OPENED.match.dates)


def _result(language: Language) -> str:
    ids = any(chunk.ids for chunk, _ in OPENED.judged)
    rows = [row for chunk, judged in OPENED.judged for row in rows_of(chunk, judged, language, reasons=False)]
    return csv_text([head(ids=ids, reasons=False), *rows])
