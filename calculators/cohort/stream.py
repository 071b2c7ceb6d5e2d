"""A table too large for the memory: its head read from the beginning, and its rows written row by row as plain CSV, as they are read."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import TextIOBase
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from calculators.cohort.encodings import ANNOUNCED, Lines, blank, joined, read_lines, without_totals
from calculators.cohort.match import Match
from calculators.cohort.result import csv_text
from calculators.cohort.table import CHUNK, CellProblem, Table
from calculators.model.fields import DateField

BEGINNING = 1 << 26
"""So many bytes decide on encoding, separator and head; a smaller file is known as a whole."""
FIRST = 1 << 20
"""So many bytes of a plain file decide: where the rest is UTF-8 too, more of them would say the same."""
BLOCK = 1 << 22
AT_ONCE = 10_000
SHORT = 100
"""So many bytes hold the line that announces the separator."""


def _texts(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the text of *file*, every piece but the last ending with a line."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    begun = False
    while block := file.read(BLOCK):
        text = rest + decoder.decode(block)
        if not begun:
            text, begun = text.removeprefix("\ufeff"), True
        if text.endswith("\r"):  # perhaps the first half of a line's end
            text += decoder.decode(file.read(2))
        end = max(text.rfind("\n"), text.rfind("\r")) + 1
        yield text[:end]
        rest = text[end:]
    yield rest + decoder.decode(b"", final=True)


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        yield from lines if lines[-1] else lines[:-1]


def _rows(file: BinaryIO, head: Lines) -> Iterator[str]:
    """Yield the rows below *head*, as `read_lines` takes them."""
    lines = (line for line in joined(_lines(_texts(file, head.encoding))) if not blank(line))
    first = next(lines, "")
    yield from _below([] if ANNOUNCED.fullmatch(first) else [first], lines, head.above)


def _below(first: list[str], lines: Iterator[str], above: int) -> Iterator[str]:
    skipped = [*first, *islice(lines, above + 1 - len(first))]
    return (line for line in lines if line != skipped[-1])


@dataclass(frozen=True, slots=True)
class Streamed:
    """A table whose *rows* were written to a file; the *head* with its first rows, and what was wrong with rows as a whole."""

    head: Lines
    rows: int
    problems: list[CellProblem]


NEARLY_BLANK = re.compile(rb"\n[ \t;,|\xc2\xa0]*\n")
OTHER_SIGNS = (b'"', b"\r", b"\0")
"""What a plain file does not hold: quotation marks, other ends of lines, and what is no text."""


def plain_rows(path: Path) -> tuple[Streamed, int] | None:
    """
    Return the table in the file *path* as it stands there, and how many lines come before its rows; None where it has to be written out first.

    It stands there as it is read where it is UTF-8 with one kind of line ends, without quotation marks, blank rows, a second head and rows that sum up others.
    """
    with path.open("rb") as file:
        beginning = file.read(FIRST)
        ends = b"\r\n" if b"\r\n" in beginning else b"\n"
        whole = len(beginning) < FIRST
        lines = read_lines(beginning if whole else beginning[: beginning.rfind(b"\n") + 1])
        first = ANNOUNCED.fullmatch(beginning[:SHORT].decode("utf-8-sig", "replace").split("\n")[0])
        above = lines.above + (first is not None)
        if lines.encoding != "utf-8" or lines.totals:
            return None
        head = b"\n%b\n" % beginning.split(ends, above + 1)[above]
        file.seek(0)
        counted, heads, last = 0, 0, b""
        while block := file.read(BLOCK) + file.readline():
            if block.count(b"\n") != block.count(ends):
                return None
            block = block.replace(ends, b"\n")
            if not _is_plain(block):
                return None
            counted += block.count(b"\n")
            heads += (b"\n" + block).count(head)
            last = block
    final = last[last.rstrip(b"\n").rfind(b"\n") + 1 :].decode().rstrip("\n")
    if heads != 1 or without_totals([final, final], lines.separator):
        return None
    rows = counted + (not last.endswith(b"\n")) - above - 1
    return Streamed(replace(lines, rows=lines.rows[:CHUNK]), rows, []), above + 1


def _is_plain(block: bytes) -> bool:
    """Return whether the lines *block* are text that needs no second look."""
    if any(sign in block for sign in OTHER_SIGNS) or NEARLY_BLANK.search(b"\n" + block):
        return False
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def write_rows(file: BinaryIO, out: Path, match: Match, today: date) -> Streamed:
    """
    Write the rows of the table in *file* to *out*, as CSV in UTF-8 with as many cells in each row as the table has columns, and the separator that it has.

    Raises `InvalidCase` where it is no table.
    """
    beginning = file.read(BEGINNING)
    if len(beginning) == BEGINNING:
        beginning = beginning[: beginning.rfind(b"\n") + 1]
    lines = read_lines(beginning)
    file.seek(0)
    head = replace(lines, rows=lines.rows[:CHUNK])
    problems: list[CellProblem] = []
    totals: list[str] = []
    table = Table(head, match, today)
    done = 0
    with out.open("w", encoding="utf-8", errors="replace", newline="") as target:
        for part in _patients(_rows(file, head), table.separator, totals):
            _write(part, done, table, target, problems)
            done += len(part)
    return Streamed(replace(head, totals=tuple(totals)), done, problems)


def _patients(rows: Iterator[str], separator: str, totals: list[str]) -> Iterator[list[str]]:
    """Yield *rows* some at a time, without those at the end that sum up others, whose names are added to *totals*."""
    held = list(islice(rows, AT_ONCE))
    while part := list(islice(rows, AT_ONCE)):
        if len(part) < AT_ONCE:
            held += part  # so that a last row stands never alone
        else:
            yield held
            held = part
    totals += without_totals(held, separator)
    yield held


def _write(part: list[str], done: int, table: Table, target: TextIOBase, problems: list[CellProblem]) -> None:
    """Write *part* of the rows, before which so many are *done*."""
    separator, others = table.separator, len(table.heads) - 1
    written = csv.writer(target, delimiter=separator, lineterminator="\n")
    plain: list[str] = []
    for number, line in enumerate(part, done + 1):
        if '"' not in line and line.count(separator) == others:
            plain.append(line)
        else:
            target.write("".join(f"{one}\n" for one in plain))
            plain.clear()
            written.writerow(table.row_cells(line, number, problems))
    target.write("".join(f"{one}\n" for one in plain))


def with_dates(streamed: Streamed, table: Table, seen: Mapping[str, Iterable[str]]) -> Lines:
    """Return the head and first rows of a table, and a row for each date *seen*, by field: together they tell the order of day and month."""
    rows: list[str] = []
    for source in table.sources:
        for cell in seen[source.field.id] if isinstance(source.field, DateField) else ():
            cells = [""] * len(table.heads)
            cells[source.place] = cell
            rows.append(csv_text([cells], table.separator).removesuffix("\n"))
    return replace(streamed.head, rows=[*streamed.head.rows, *rows])
