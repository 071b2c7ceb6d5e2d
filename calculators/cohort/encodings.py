"""
From the bytes of an exported table to its rows of cells: the encoding, the separator, and where the head stands.

Spreadsheets of Greek hospitals write Windows-1253, older systems ISO 8859-7; others UTF-8 or UTF-16, with or without a byte order mark.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from calculators.cohort.names import field_of, is_total
from calculators.engine.case import InvalidCase, Problem
from calculators.model.text import Text

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""Byte order marks, and the encodings that they announce."""

OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"PAR1")
"""How workbooks, older workbooks, PDF and Parquet files begin."""

HIGH = (0x00, 0x03)
"""The high byte in UTF-16 of Latin letters and signs, and of Greek letters; no text in another encoding has such bytes."""

SEPARATORS = ("\t", ";", ",", "|")
ANNOUNCED = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
"""The first line with which Excel is told the separator."""

MOST_LINES = 50
"""A cell of more lines is taken for a quotation mark that was never closed."""
SAMPLE = 40
"""How many rows are looked at for the separator and the head."""
SAMPLE_LETTERS = 200_000
"""How many letters are looked at for the language."""

HIGH_BYTES = bytes(range(0x80, 0x100))
ONLY_IN_WINDOWS = tuple(bytes([byte]) for byte in range(0x80, 0xA0))
"""What ISO 8859-7 has no letters for."""
GOOD_TO_BAD = 10
"""So many times more bytes above ASCII than errors in them are UTF-8 with a spoilt cell, not another encoding."""
NUL_SHARE = 20
"""One NUL in so many letters, or more, is no text."""

A_TABLE = Text(
    "a table as text, such as CSV: in the spreadsheet choose “Save as”, “CSV UTF-8”",
    "πίνακας ως κείμενο, π.χ. CSV: στο υπολογιστικό φύλλο επιλέξτε «Αποθήκευση ως», «CSV UTF-8»",
)
SOME_ROWS = Text(
    "a head of column names and at least one row below it",
    "μια γραμμή με τα ονόματα των στηλών και τουλάχιστον μία γραμμή κάτω από αυτήν",
)

MIXED_WORD = re.compile("[A-Za-z][\u0370-\u03ff]+[a-z]|[a-z][\u0370-\u03ff]|[\u0370-\u03ff][A-Za-z]{2}")
"""Greek letters within a Latin word: the text is not Greek but Western, such as “Müller”."""


def _without_mark(data: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark: every other byte is that of the Latin or the Greek letters."""
    sample = data[:4096]
    even, odd = (sum(byte in HIGH for byte in sample[start::2]) for start in (0, 1))
    few = len(sample) // 20
    if max(even, odd) > 2 * few and min(even, odd) <= few:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _of_one_byte(data: bytes) -> str:
    """Return which encoding of one byte a letter *data* is in: the bytes by which they differ decide."""
    windows = any(byte in data for byte in ONLY_IN_WINDOWS)
    greek = "iso8859_7" if data.count(0xB6) > data.count(0xA2) and not windows else "cp1253"
    for encoding in (greek, "cp1253", "iso8859_7"):
        try:
            text = data.decode(encoding)[:SAMPLE_LETTERS]
        except UnicodeDecodeError:
            continue
        words = len(re.findall("[\u0370-\u03ff]{2}", text))
        return "cp1252" if len(MIXED_WORD.findall(text)) > words else encoding
    return "cp1252"


def encoding_of(data: bytes) -> str:
    """
    Return the encoding of *data*.

    >>> encoding_of("Ηλικία".encode("cp1253")), encoding_of("Ηλικία".encode("utf-16-le")), encoding_of(b"age")
    ('cp1253', 'utf-16-le', 'utf-8')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if (wide := _without_mark(data)) is not None:
        return wide
    return "utf-8" if _is_utf_8(data) else _of_one_byte(data)


def _is_utf_8(data: bytes) -> bool:
    """Return whether *data* is UTF-8, be it with a few bytes that are not: a spoilt cell does not spoil the rest."""
    try:
        data.decode()
    except UnicodeDecodeError:
        high = len(data) - len(data.translate(None, HIGH_BYTES))
        return high > GOOD_TO_BAD * data.decode(errors="replace").count("\ufffd")
    return True


def decoded(data: bytes) -> tuple[str, str]:
    """Return *data* as text, and its encoding; raise `InvalidCase` where it is no text."""
    if data.startswith(OTHER_FILES):
        raise InvalidCase([Problem(None, "", A_TABLE)])
    encoding = encoding_of(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if text.count("\0") * NUL_SHARE > len(text):
        raise InvalidCase([Problem(None, "", A_TABLE)])
    return text, encoding


def lines_of(text: str) -> list[str]:
    """Return the rows of *text*, each as it is written: a quoted cell can hold several lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return list(joined(lines)) if '"' in text else lines


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Yield *lines*, those made one between which a quotation mark is open."""
    ahead: deque[str] = deque()
    rest = iter(lines)
    while (line := ahead.popleft() if ahead else next(rest, None)) is not None:
        if line.count('"') % 2 == 0:
            yield line
            continue
        ahead.extend(islice(rest, max(0, MOST_LINES - 1 - len(ahead))))
        quotes = line.count('"')
        for taken, more in enumerate(islice(ahead, MOST_LINES - 1), 1):
            quotes += more.count('"')
            if quotes % 2 == 0:
                line = "\n".join([line, *(ahead.popleft() for _ in range(taken))])
                break
        yield line  # never closed: the row is one line, and what follows is not lost in it


def cells_of(line: str, separator: str) -> list[str]:
    """
    Return the cells of the row *line*.

    >>> cells_of('1;"a;b";"c"', ";")
    ['1', 'a;b', 'c']
    """
    if '"' not in line:
        return line.split(separator)
    if line.count('"') % 2 == 0:
        try:
            return next(csv.reader([line], delimiter=separator))
        except csv.Error:
            pass
    return [cell.strip('"') for cell in line.split(separator)]


@dataclass(frozen=True, slots=True)
class Lines:
    """
    A table as lines: its *encoding* and *separator*, the cells of its *head*, its *rows* below, and how many lines stood *above* the head.

    *totals* are the names of rows at the end that sum up the others, and are not among the rows.
    """

    encoding: str
    separator: str
    head: tuple[str, ...]
    rows: list[str]
    above: int
    totals: tuple[str, ...] = ()


def blank(line: str) -> bool:
    """Return whether nothing stands in the row *line*."""
    return not line.strip(' \t;,|"\u00a0')


def _separated(lines: list[str]) -> tuple[str, list[str]]:
    """Return the separator of *lines*, and the lines below one that only announces it."""
    if lines and (announced := ANNOUNCED.fullmatch(lines[0])):
        return announced[1], lines[1:]
    sample = lines[:SAMPLE]

    def score(separator: str) -> tuple[int, int, int]:
        rows = [cells_of(line, separator) for line in sample]
        widths = [len(cells) for cells in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        return max(map(_known, rows), default=0), (usual > 1) * widths.count(usual), usual

    return max(SEPARATORS, key=score) if sample else SEPARATORS[-1], lines


def _known(cells: Sequence[str]) -> int:
    return sum(field_of(cell) is not None for cell in cells)


def _written(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _head_of(rows: Sequence[Sequence[str]]) -> int:
    """Return which of *rows*, but the last, names most columns, or else the first that is no title, which stands in a cell or two."""
    width = max(map(_written, rows))
    return max(range(len(rows) - 1), key=lambda row: (_known(rows[row]), 2 * _written(rows[row]) > width, -row))


def read_lines(data: bytes) -> Lines:
    """Return the table that *data* holds; raise `InvalidCase` where it is none."""
    text, encoding = decoded(data)
    lines = [line for line in lines_of(text) if not blank(line)]
    separator, lines = _separated(lines)
    sample = [cells_of(line, separator) for line in lines[:SAMPLE]]
    if len(sample) <= 1:
        raise InvalidCase([Problem(None, "", SOME_ROWS)])
    at = _head_of(sample)
    head = tuple(cell.strip() for cell in sample[at])
    rows = [line for line in lines[at + 1 :] if line != lines[at]]
    return Lines(encoding, separator, head, rows, at, tuple(without_totals(rows, separator)))


def without_totals(rows: list[str], separator: str) -> list[str]:
    """Take the rows that sum up others from the end of *rows*, and return their names."""
    totals: list[str] = []
    while len(rows) > 1:
        first = next(cell.strip() for cell in cells_of(rows[-1], separator) if cell.strip())
        if not is_total(first):
            break
        totals.insert(0, first)
        del rows[-1]
    return totals
