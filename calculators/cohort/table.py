"""
A table of patients, read as it was exported: once for the page and the command line.

A cell that cannot be read is a problem with its row and column, and counts as not known; it never stops the other rows, and nothing is ever "not met" by it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from calculators.cohort.cells import BLANK, CellReader, DateOrder, ambiguous, date_order, plain, single_letters
from calculators.cohort.encodings import Lines, cells_of, read_lines
from calculators.cohort.match import NOBODY, PATIENT, Match
from calculators.cohort.names import similar_field
from calculators.engine.batch import Column, Memo
from calculators.engine.case import InvalidCase, Problem, shown
from calculators.engine.derivations import DATE_ORDER
from calculators.model.fields import Answer, Choice, DateField, Field, YesNo
from calculators.model.sentences import COMMA
from calculators.model.text import Text, join, same
from calculators.vocabulary.form import FIELDS

MOST_SHOWN = 20

CHUNK = 5_000
"""How many patients are read and judged at a time."""

TOO_LONG = Text(
    "the row has {count} cells, the head {width}: none of them is used, as they may belong to other columns",
    "η γραμμή έχει {count} κελιά, η επικεφαλίδα {width}: δεν χρησιμοποιείται κανένα, γιατί ίσως βρίσκονται σε άλλες στήλες",
)
TOO_SHORT = Text(
    "the row has {count} cells, the head {width}: the last ones are not known",
    "η γραμμή έχει {count} κελιά, η επικεφαλίδα {width}: τα τελευταία θεωρούνται άγνωστα",
)
KNOWN_COLUMN = Text(
    "at least one column whose name is known; of these none is: {heads}. Match them by hand",
    "τουλάχιστον μία στήλη με γνωστό όνομα· από αυτές καμία δεν αναγνωρίζεται: {heads}. Αντιστοιχίστε τες με το χέρι",
)

TOTALS_LEFT_OUT = Text(
    "Left out, as they sum up others and are no patients: the last rows {rows}.",
    "Δεν μετρήθηκαν, γιατί συνοψίζουν άλλες και δεν είναι ασθενείς: οι τελευταίες γραμμές {rows}.",
)
MORE_ROWS = Text(
    "More than one row has the same patient: {ids}. Each row is counted.",
    "Περισσότερες από μία γραμμές έχουν τον ίδιο ασθενή: {ids}. Κάθε γραμμή μετράται.",
)
READ_AS = Text(
    "Read as {encoding}, separated by {separator}; the names of the columns are in line {line}.",
    "Διαβάστηκε ως {encoding}, με διαχωριστικό {separator}· τα ονόματα των στηλών βρίσκονται στη γραμμή {line}.",
)
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1253": "Windows-1253",
    "iso8859_7": "ISO 8859-7",
    "cp1252": "Windows-1252",
}
TAB = Text("tab", "στηλοθέτη")
NOT_USED = Text(
    "No field of the vocabulary, not used: {heads}.", "Δεν αντιστοιχούν σε πεδίο και δεν χρησιμοποιούνται: {heads}."
)
PERHAPS = Text("{head} (perhaps {name}?)", "{head} (ίσως {name};)")
TWICE = Text(
    "More than one column answers the same question; the first was used, and not: {heads}.",
    "Περισσότερες από μία στήλες απαντούν στην ίδια ερώτηση· χρησιμοποιήθηκε η πρώτη, και όχι: {heads}.",
)
DAY_ASSUMED = Text(
    "No date tells day and month apart: read as day/month/year.",
    "Καμία ημερομηνία δεν ξεχωρίζει ημέρα και μήνα: διαβάστηκαν ως ημέρα/μήνας/έτος.",
)
MONTH_READ = Text("Dates were read as month/day/year.", "Οι ημερομηνίες διαβάστηκαν ως μήνας/ημέρα/έτος.")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot be used: its *row*, from 1, its *column*, its *value* as it stands there, and what is wrong with it."""

    row: int
    column: str
    value: str
    text: Text


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows: the number of the *first*, from 1, how many *rows*, the answers in *columns* by field, the *ids* of the patients, and the *problems*."""

    first: int
    rows: int
    columns: Mapping[str, Column]
    ids: Sequence[str]
    problems: Sequence[CellProblem]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the cells of the column *head*, which answers *field*: each with what it *meant* to somebody, empty for no answer, None where nobody said."""

    head: str
    field: Choice | YesNo
    meant: Mapping[str, str | None]


type Answers = list[Answer | date | None]


@dataclass(frozen=True, slots=True)
class UsedColumn:
    """A column that is used: its *place* in a row, its *head*, its *field*, what its cells come to, and the *words* that somebody matched by hand."""

    place: int
    head: str
    field: Field
    answers: Memo[str, Answer | date | Text | None]
    words: Mapping[str, str]


class Table:
    """A table as it was exported, with what was decided about it."""

    def __init__(self, lines: Lines, match: Match, today: date) -> None:
        """Match the columns; raise `InvalidCase` where none is known."""
        self._lines = lines
        self.match = match
        self._today = today
        self.heads = lines.head
        self.separator = lines.separator
        self.fields = match.fields(lines.head)
        self.rows = len(lines.rows)
        self._undecided = False
        self._orders = self._date_orders()
        answered_by_letters = self._places(YesNo)
        first_cells = self._seen(answered_by_letters, CHUNK)
        self._letters = {place: single_letters(cells) for place, cells in first_cells.items()}
        self.sources = [
            UsedColumn(
                place,
                head,
                FIELDS[name],
                Memo(self._reader(place, FIELDS[name]).read),
                self.match.words.get(name, NOBODY),
            )
            for place, (head, name) in enumerate(zip(self.heads, self.fields, strict=True))
            if name is not None and name in FIELDS
        ]
        self.patient = self.fields.index(PATIENT) if PATIENT in self.fields else None
        self.repeated: Sequence[str] | None = None
        """The patients who have more than one row, where they were looked for elsewhere."""

    @property
    def has_ids(self) -> bool:
        """Whether a column tells the patients apart."""
        return self.patient is not None

    def _reader(self, place: int, field: Field) -> CellReader:
        words = self.match.words.get(field.id, NOBODY)
        return CellReader(field, self._today, self._orders.get(place), {**self._letters.get(place, NOBODY), **words})

    def _date_orders(self) -> dict[int, DateOrder | None]:
        """Return the order of day and month in each column of dates: its own, or that of the others, or day first; none where it has both."""
        places = self._places(DateField)
        seen = self._seen(places)
        found = {place: date_order(cells) for place, cells in seen.items()}
        every = set[DateOrder]().union(*found.values())
        if self.match.dates is not None:
            return dict.fromkeys(places, self.match.dates)
        usual = next(iter(every)) if len(every) == 1 else DateOrder.DAY_FIRST
        self._undecided = not every and any(map(ambiguous, set[str]().union(*seen.values())))
        return {place: None if len(orders) > 1 else next(iter(orders), usual) for place, orders in found.items()}

    def _places(self, kind: type[DateField | YesNo]) -> list[int]:
        return [place for place, name in enumerate(self.fields) if isinstance(FIELDS.get(name or ""), kind)]

    def _seen(self, places: Sequence[int], most: int | None = None) -> dict[int, set[str]]:
        """Return the different cells of the columns at *places*, of the first *most* rows or of all."""
        seen: dict[int, set[str]] = {place: set() for place in places}
        for line in self._lines.rows[:most] if places else ():
            cells = cells_of(line, self._lines.separator)
            for place in places:
                if place < len(cells):
                    seen[place].add(cells[place])
        return seen

    @cached_property
    def notes(self) -> tuple[Text, ...]:
        """What a reader should know of how the table was read."""
        lines = self._lines
        separator = TAB if lines.separator == "\t" else Text(f"“{lines.separator}”", f"«{lines.separator}»")
        said = [READ_AS.format(encoding=ENCODINGS[lines.encoding], separator=separator, line=str(lines.above + 1))]
        if lines.totals:
            said.append(TOTALS_LEFT_OUT.format(rows=", ".join(lines.totals)))
        if repeated := self._repeated():
            said.append(MORE_ROWS.format(ids=", ".join(repeated[:MOST_SHOWN])))
        twice, strange = self._unused()
        if twice:
            said.append(TWICE.format(heads=", ".join(twice[:MOST_SHOWN])))
        if strange:
            said.append(NOT_USED.format(heads=join([_suggested(head) for head in strange[:MOST_SHOWN]], COMMA)))
        if self._undecided:
            said.append(DAY_ASSUMED)
        if DateOrder.MONTH_FIRST in self._orders.values():
            said.append(MONTH_READ)
        return tuple(said)

    def _repeated(self) -> list[str]:
        """Return the patients who have more than one row."""
        if self.repeated is not None:
            return list(self.repeated)
        if self.patient is None:
            return []
        counted = Counter(self._column(self.patient))
        return [one for one, rows in counted.items() if rows > 1 and one]

    def _column(self, place: int) -> list[str]:
        """Return the cells of the column at *place* of all rows."""
        separator = self._lines.separator
        return [cell for line in self._lines.rows for cell in _cell_at(line, separator, place)]

    def _unused(self) -> tuple[list[str], list[str]]:
        """Return the heads of the columns that are not used: because another one answers the same, and because nobody knows them."""
        unused = [head for head, name in zip(self.heads, self.fields, strict=True) if name is None and head]
        twice = [head for head in unused if self.match.fields([head])[0] is not None]
        return twice, [head for head in unused if head not in twice and self.match.columns.get(head) != ""]

    def words(self) -> list[Words]:
        """Return, for each column of choices, what of the cells read so far nobody knows, and what counts as what because somebody decided it."""
        found = [
            Words(source.head, source.field, self._meant(source))
            for source in self.sources
            if isinstance(source.field, Choice | YesNo)
        ]
        return [one for one in found if None in one.meant.values() or one.field.id in self.match.words]

    def _meant(self, source: UsedColumn) -> dict[str, str | None]:
        """Return what the words of *source* meant: those that somebody decided on, those that nobody knows, and those that count as no answer."""
        matched: dict[str, str | None] = {**self.match.words.get(source.field.id, NOBODY)}
        read = {
            word: answer for cell, answer in source.answers.items() if (word := plain(cell)) and word not in matched
        }
        strange: dict[str, str | None] = {word: None for word, answer in read.items() if isinstance(answer, Text)}
        # What counts as no answer may mean one in a column that has words of its own, such as “-” beside “+”.
        nothing = {word: "" for word, answer in read.items() if answer is None}
        return matched | strange | nothing

    def check(self) -> None:
        """Raise `InvalidCase` where no column is known."""
        if not self.sources:
            heads = ", ".join(head for head in self.heads[:MOST_SHOWN] if head)
            raise InvalidCase([Problem(None, shown(heads), KNOWN_COLUMN.format(heads=heads))])

    def chunks(self, size: int = CHUNK) -> Iterator[Chunk]:
        """Yield the table, *size* rows at a time."""
        for first in range(0, self.rows, size):
            yield self.chunk(first, size)

    def chunk(self, first: int, size: int = CHUNK) -> Chunk:
        """Return at most *size* rows from the one numbered *first*, counted from 0."""
        problems: list[CellProblem] = []
        rows = [
            self.row_cells(line, number, problems)
            for number, line in enumerate(self._lines.rows[first : first + size], first + 1)
        ]
        cells = list(zip(*rows, strict=True))
        columns = {
            source.field.id: self._answers(source, cells[source.place], first, problems) for source in self.sources
        }
        self._order_dates(columns, first, problems)
        ids = [BLANK.sub(" ", cell).strip() for cell in cells[self.patient]] if self.patient is not None else []
        problems.sort(key=lambda problem: problem.row)
        return Chunk(first + 1, len(rows), columns, ids, problems)

    def row_cells(self, line: str, number: int, problems: list[CellProblem]) -> list[str]:
        """Return the cells of the row *line*, as many as there are heads; what is wrong with it as a whole is added to *problems*."""
        cells, width = cells_of(line, self._lines.separator), len(self.heads)
        if len(cells) == width:
            return cells
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            problems.append(CellProblem(number, "", "", TOO_LONG.format(count=str(len(cells)), width=str(width))))
            return [""] * width
        if len(cells) < width:
            problems.append(CellProblem(number, "", "", TOO_SHORT.format(count=str(len(cells)), width=str(width))))
        return [*cells, *[""] * (width - len(cells))][:width]

    def _answers(self, source: UsedColumn, cells: Sequence[str], first: int, problems: list[CellProblem]) -> Answers:
        found = list(map(source.answers.__getitem__, cells))
        if Text not in set(map(type, found)):
            return cast("Answers", found)
        for at, said in enumerate(found):
            if isinstance(said, Text):
                problems.append(CellProblem(first + at + 1, source.head, cells[at].strip(), said))
        return [None if isinstance(said, Text) else said for said in found]

    def _order_dates(self, columns: dict[str, Answers], first: int, problems: list[CellProblem]) -> None:
        """Take away dates that lie the wrong way round: which of the two is wrong, the table does not say."""
        heads = {source.field.id: source.head for source in self.sources}
        for pair in DATE_ORDER:
            if pair.earlier.id in columns and pair.later.id in columns:
                earlier, later = columns[pair.earlier.id], columns[pair.later.id]
                for at in [at for at, days in enumerate(zip(earlier, later, strict=True)) if pair.forbids(*days)]:
                    said = pair.expected.format(later=str(later[at]))
                    problems.append(CellProblem(first + at + 1, heads[pair.earlier.id], str(earlier[at]), said))
                    earlier[at] = later[at] = None


def _cell_at(line: str, separator: str, place: int) -> list[str]:
    """Return the cell at *place* of *line*, none where there is none; no more of the line is taken apart than it needs."""
    cells = line.split(separator, place + 1) if '"' not in line else cells_of(line, separator)
    return [BLANK.sub(" ", cell).strip() for cell in cells[place : place + 1]]


def _suggested(head: str) -> Text:
    near = similar_field(head)
    return PERHAPS.format(head=head, name=FIELDS[near].label) if near else same(head)


def read_table(data: bytes, today: date, match: Match | None = None) -> Table:
    """
    Return the table that *data* holds, read as *match* says; *today* is the last day that a date may name.

    Raises `InvalidCase` where it is no table; `Table.check` says whether a column is known.
    """
    return Table(read_lines(data), match or Match(), today)
