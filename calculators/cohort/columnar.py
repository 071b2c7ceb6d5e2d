"""
Many patients at once in DuckDB, whole columns at a time: the rules are the query that `calculators.export.sql` writes from their declarations.

A cell is read by `calculators.cohort.cells`, each different one once; only a plain number is read in SQL, by the regular expression and within the range that
stand here beside each other. What is found of a patient is kept in a few whole numbers (`calculators.cohort.found`). What is large lies in one folder on the
disk, so that the memory does not grow with the number of patients.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from heapq import merge
from pathlib import Path
from typing import Any, Self

import duckdb
from sqlglot import exp

from calculators.cohort.audit import COUNTED_BESIDE, DECIDING, Audit, SetAudit
from calculators.cohort.found import Found, FoundSet
from calculators.cohort.result import CONSTANT
from calculators.cohort.table import MOST_SHOWN, CellProblem, Table, UsedColumn
from calculators.engine.alerts import AlertKind
from calculators.engine.batch import Flag
from calculators.engine.derivations import DATE_ORDER
from calculators.engine.evaluate import Verdict
from calculators.engine.numbers import NUMBER, THOUSANDS
from calculators.export.sql import add_findings
from calculators.export.sql_alerts import Told
from calculators.export.sql_facts import DATES, KnownFacts, add_order, highest, lowest, spelt
from calculators.export.sql_words import (
    Stages,
    as_text,
    column,
    compare,
    named,
    number,
    some,
    text,
)
from calculators.model.fields import Number, options_of
from calculators.model.intervals import Interval
from calculators.model.text import Language, Text
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

MEMORY = "450MB"
"""So much DuckDB takes before it writes to the disk; with all else that is about 650 MB on two cores."""
AT_ONCE = 10_000
ROW_GROUP = 20_480
"""So many rows are written at a time to Parquet: of wide tables more take much memory."""
LEAST_THOUSANDS = 1000
"""Only a field that holds as much can take “1.234” for either of two numbers."""
HARMFUL = {"in_clause", "build_side_probe_side"}
"""What DuckDB must not do to a query: a text compared with a list takes half the time as it is written, and a join with its sides changed loses the order."""
BLANKS = r"[\s\x{000b}\x{001c}-\x{001f}\x{0085}\x{00a0}\x{1680}\x{2000}-\x{200f}\x{2028}\x{2029}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}]+"
"""What `calculators.cohort.cells.BLANK` finds: here `\\s` is ASCII alone."""
JUDGING, WRITING = 4, 2
"""At most so many threads judge, and write: what was written waits in the memory for its turn, and with every reason that is too much for more than one."""
FEW = 100
"""So many different cells are looked up in a list."""
KINDS = {"number": "DOUBLE", "date": "DATE"}
"""As what DuckDB keeps numbers and dates."""
BLOCK_OF_CELLS = 122_880
"""DuckDB keeps so many rows together."""
FOUND = "found.patients"
OUT_OF_ORDER = "the patients do not come in the order of their rows"
PATIENT = f"trim(regexp_replace(patient, '{BLANKS}', ' ', 'g'))"

type FoundRow = tuple[Any, ...]
type ReadCell = tuple[str, Any, Any, int]
"""A cell, the least and the most that it says (of a choice or a date the answer, twice), and its number among the unreadable ones, or 0."""


def quoted(name: str) -> str:
    """Return *name* as SQL quotes it."""
    return '"' + name.replace('"', '""') + '"'


def text_of(value: str) -> str:
    """Return *value* as a text of SQL."""
    return "'" + value.replace("'", "''") + "'"


def in_duckdb(query: exp.Select) -> str:
    """Return *query*, which is not needed afterwards, in the SQL of DuckDB."""
    return query.sql(dialect="duckdb", copy=False)


def relation(path: Path, table: Table, above: int = 0) -> str:
    """Return the rows in *path* below so many lines *above* them, as `calculators.cohort.stream` leaves them, as SQL; the columns are named `c0`, `c1` …."""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(table.heads)))
    return (
        f"read_csv({text_of(str(path))}, auto_detect = false, header = false, delim = {text_of(table.separator)}, "
        f"""quote = '"', escape = '"', skip = {above}, columns = {{{columns}}})"""
    )


def _value(source: UsedColumn) -> str:
    return f"TRY_CAST(replace(c{source.place}, ',', '.') AS DOUBLE)"


def _is_plain(source: UsedColumn, asked: Number) -> str:
    """Return in SQL whether a cell of *source* is a number of *asked* as nearly every one is written, and can be no other number."""
    cell, value = f"c{source.place}", _value(source)
    tests = [f"regexp_full_match({cell}, {text_of(NUMBER.pattern)})", f"{value} >= {asked.low!r}"]
    if asked.high is not None:
        tests.append(f"{value} <= {asked.high!r}")
        if asked.high >= LEAST_THOUSANDS:
            tests.append(f"NOT regexp_full_match({cell}, {text_of(THOUSANDS.pattern)})")
    else:
        tests.append(f"isfinite({value})")
    if asked.whole:
        tests.append(f"{value} = floor({value})")
    if words := [word for word in source.words if word]:
        tests.append(f"{cell} NOT IN ({', '.join(map(text_of, words))})")
    return f"coalesce({' AND '.join(tests)}, false)"


class Database:
    """One table of patients in DuckDB, judged step by step."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty database in *folder*."""
        self._con = duckdb.connect(str(folder / "patients.duckdb"))
        self._con.execute(f"SET memory_limit = '{MEMORY}'")
        self._con.execute("SET temp_directory = ?", [str(folder / "spilled")])
        # What is written of a group of rows waits in the memory for those before it.
        self._con.execute(f"ATTACH {text_of(str(folder / 'found.duckdb'))} AS found (ROW_GROUP_SIZE {ROW_GROUP})")
        there = [name for (name,) in self._rows("FROM duckdb_optimizers()") if name in HARMFUL]
        self._con.execute("SET disabled_optimizers = ?", [",".join(there)])
        ((self._threads,),) = self._rows("SELECT current_setting('threads')")
        self._sources: list[UsedColumn] = []
        self._unreadable: dict[str, list[tuple[str, Text]]] = {}
        self._facts = KnownFacts()
        self.has_ids = False

    def __enter__(self) -> Self:
        """Use it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._con.close()

    def _rows(self, query: str) -> list[FoundRow]:
        return self._con.execute(query).fetchall()

    @contextmanager
    def _on_threads(self, threads: int) -> Iterator[None]:
        """Let DuckDB work on so many *threads* meanwhile."""
        self._con.execute(f"SET threads = {threads}")
        try:
            yield
        finally:
            self._con.execute("RESET threads")

    # Reading cells.

    def load(self, relation: str, table: Table, rows: int) -> bool:
        """Keep what *table* uses of *relation*, whose columns are named `c0`, `c1` …; return whether that is so many *rows*, each with all its cells."""
        columns = [f"c{source.place}" for source in table.sources]
        columns.append(f"{'NULL::VARCHAR' if table.patient is None else f'c{table.patient}'} AS patient")
        # Without a join the rows stay in their order, and are numbered by it.
        # More threads would have to put what they read in order, and end no sooner.
        try:
            with self._on_threads(1):
                self._con.execute(f"CREATE OR REPLACE TABLE cells AS SELECT {', '.join(columns)} FROM {relation}")
        except duckdb.Error:
            return False
        return self._rows("SELECT count(*) FROM cells") == [(rows,)]

    def seen(self, table: Table) -> dict[str, list[str]]:
        """Return the different cells of each column that *table* uses, by field; plain numbers aside."""
        return {source.field.id: [cell for (cell,) in self._rows(_different(source))] for source in table.sources}

    def repeated(self) -> list[str]:
        """Return some of the patients who have more than one row, in the order of the table."""
        found = self._rows(
            f"SELECT one FROM (SELECT {PATIENT} AS one, rowid AS row FROM cells) WHERE one <> '' "
            f"GROUP BY one HAVING count(*) > 1 ORDER BY min(row) LIMIT {MOST_SHOWN}"
        )
        return [one for (one,) in found]

    def read(self, table: Table, seen: Mapping[str, Iterable[str]], *, criteria: bool) -> None:
        """
        Read the answers of all patients as *table* says, and judge them, with *criteria* so that each of these can be told.

        The cells *seen* are all but the plain numbers.
        """
        self._sources = table.sources
        self.has_ids = table.has_ids
        found = {source.field.id: self._read(source, seen[source.field.id]) for source in table.sources}
        bounded = [name for name, cells in found.items() if any(low != high for _, low, high, _ in cells)]
        self._facts = KnownFacts(bounded, other_units=True, stored=True)
        columns, joins = ["cells.rowid AS row"], []
        columns.append(f"{PATIENT} AS patient")
        for source in table.sources:
            cells = found[source.field.id]
            self._keep(source, cells)
            if len(cells) > FEW:
                joins.append(f"LEFT JOIN read_{source.place} ON read_{source.place}.cell = c{source.place}")
            columns += self._answers(source, cells)
        answered = {source.field.id for source in table.sources}
        columns += [_nothing(name) for name in FIELDS if name not in answered]
        self._con.execute(f"CREATE VIEW answers AS SELECT {', '.join(columns)} FROM cells {' '.join(joins)}")
        self._keep_unread()
        self._find(criteria=criteria)
        self._con.execute("DROP VIEW answers")
        for source in table.sources:
            self._con.execute(f"DROP TABLE read_{source.place}")
        self._con.execute("DROP TABLE cells")

    def _find(self, *, criteria: bool) -> None:
        """Keep what is found of each patient, with *criteria* each of them."""
        stages = Stages("given")
        add_order(stages)
        self._keep_blocks()
        self._facts.add_derived(stages)
        findings = add_findings(stages, self._facts, SETS.values(), None)
        answered = [source.field for source in self._sources]
        self._found = Found(findings, self._facts, answered, criteria=criteria)
        query = in_duckdb(stages.select([column("row"), column("patient"), *self._found.columns]))
        ((rows,),) = self._rows("SELECT count(*) FROM cells")
        blocks = -(-rows // BLOCK_OF_CELLS)
        share = max(1, -(-blocks // min(self._threads, JUDGING))) * BLOCK_OF_CELLS
        firsts = range(0, max(rows, 1), share)
        # Within one thread the patients stay in their order: to sort them takes as long as to work this out.
        with self._on_threads(1), ThreadPoolExecutor(len(firsts)) as pool:
            list(pool.map(lambda first: self._find_some(first, first + share, query), firsts))
        parts = " UNION ALL ".join(f"SELECT * FROM found.found_{first}" for first in firsts)
        self._con.execute(f"CREATE VIEW {FOUND} AS {parts}")

    def _keep_blocks(self) -> None:
        """Keep what follows from what, a table for each block of fields."""
        for block in self._facts.blocks:
            kinds = ["INTEGER", "VARCHAR"]
            for asked in block.fields:
                kinds += ["DOUBLE", "DOUBLE"] if isinstance(asked, Number) else ["VARCHAR"]
            columns = ", ".join(
                f"unnest(${at}::{kind}[]) AS {quoted(name)}"
                for at, (name, kind) in enumerate(zip(block.columns(), kinds, strict=True), 1)
            )
            rows = [list(cells) for cells in zip(*block.rows(), strict=True)]
            self._con.execute(f"CREATE TABLE {block.name} AS SELECT {columns}", rows)

    def _find_some(self, first: int, end: int, query: str) -> None:
        """Keep what *query* finds of the patients from the row *first* on, below *end*."""
        with self._con.cursor() as con:
            con.execute(f"CREATE TEMP VIEW given AS SELECT * FROM answers WHERE row >= {first} AND row < {end}")
            con.execute(f"CREATE TABLE found.found_{first} AS {query}")
            found = con.execute(f"SELECT coalesce(bool_and(row = rowid + {first}), true) FROM found.found_{first}")
            if found.fetchall() != [(True,)]:
                raise RuntimeError(OUT_OF_ORDER)

    def _read(self, source: UsedColumn, seen: Iterable[str]) -> list[ReadCell]:
        """Read each different cell of *source* once."""
        bad = self._unreadable[source.field.id] = []
        cells: list[ReadCell] = []
        for cell in seen:
            match source.answers[cell]:
                case Text() as said:
                    bad.append((cell.strip(), said))
                    cells.append((cell, None, None, len(bad)))
                case Interval() as interval:
                    cells.append((cell, lowest(interval), highest(interval), 0))
                case None:
                    pass
                case float() | date() as answer:
                    cells.append((cell, answer, answer, 0))
                case option:
                    cells.append((cell, spelt(option), spelt(option), 0))
        return cells

    def _keep(self, source: UsedColumn, cells: Sequence[ReadCell]) -> None:
        """Keep what the *cells* of *source* come to as a table."""
        kind = _kind(source)
        if kind not in KINDS.values():
            options = ", ".join(text_of(spelt(option)) for option in options_of(source.field))  # type: ignore[arg-type]
            self._con.execute(f"CREATE TYPE {kind} AS ENUM ({options})")
        columns = [[read[at] for read in cells] for at in range(4)]
        self._con.execute(
            f"CREATE TABLE read_{source.place} AS SELECT unnest($1::VARCHAR[]) AS cell, unnest($2::{kind}[]) AS low, "
            f"unnest($3::{kind}[]) AS high, unnest($4::INTEGER[]) AS bad",
            columns,
        )

    def _answers(self, source: UsedColumn, cells: Sequence[ReadCell]) -> Iterator[str]:
        """Yield the columns of the answers to the field of *source*, whose different *cells* were read, as SQL."""
        asked = source.field
        if not isinstance(asked, Number):
            yield f"{_found_in(source, cells, 1)} AS {quoted(asked.id + ('__given' if asked.id in DATES else ''))}"
            return
        for given, side in zip(self._facts.entered(asked), (1, 2), strict=True):
            read = _found_in(source, cells, side)
            yield f"CASE WHEN {_is_plain(source, asked)} THEN {_value(source)} ELSE {read} END AS {quoted(given.name)}"
            if asked.id not in self._facts.bounded:
                return

    def _keep_unread(self) -> None:
        """
        Keep which cells could not be read: the row, the place of the column, and the number among its unreadable cells.

        Behind them come the dates that lie the wrong way round.
        """
        parts = ["SELECT 0 AS row, 0 AS place, 0 AS bad, NULL::DATE AS earlier, NULL::DATE AS later WHERE false"]
        for at, source in enumerate(self._sources):
            if self._unreadable[source.field.id]:
                there = f"cells JOIN read_{source.place} ON cell = c{source.place}"
                parts.append(f"SELECT cells.rowid, {at}, bad, NULL, NULL FROM {there} WHERE bad > 0")
        stages = Stages("answers")
        add_order(stages)
        for at, pair in enumerate(DATE_ORDER):
            days = [column(f"{day.id}__given") for day in (pair.earlier, pair.later)]
            place = len(self._sources) + at
            wrong = in_duckdb(stages.select([column("row"), number(place), number(0), *days, column(f"wrong_{at}")]))
            parts.append(f"SELECT * EXCLUDE (wrong_{at}) FROM ({wrong}) WHERE wrong_{at}")
        self._con.execute(f"CREATE TABLE unread AS {' UNION ALL '.join(parts)}")

    def problems(self, of_rows: Iterable[CellProblem] = ()) -> Iterator[CellProblem]:
        """Yield, row by row, what was wrong with rows as a whole, which is given, and each cell that could not be read."""
        return merge(of_rows, self._bad_cells(), key=lambda problem: problem.row)

    def _bad_cells(self) -> Iterator[CellProblem]:
        heads = {source.field.id: source.head for source in self._sources}
        found = self._con.cursor().execute("FROM unread ORDER BY row, place")
        while some_rows := found.fetchmany(AT_ONCE):
            for row, place, bad, earlier, later in some_rows:
                if bad:
                    source = self._sources[place]
                    value, said = self._unreadable[source.field.id][bad - 1]
                    yield CellProblem(row + 1, source.head, value, said)
                else:
                    pair = DATE_ORDER[place - len(self._sources)]
                    said = pair.expected.format(later=str(later))
                    yield CellProblem(row + 1, heads[pair.earlier.id], str(earlier), said)

    # What is found.

    def write(self, path: Path, language: Language, *, parquet: bool, reasons: bool) -> None:
        """Write a row a patient to *path*, as CSV or Parquet, with the columns of `calculators.cohort.result.head`."""
        columns = [named(as_text(compare(exp.Add, column("row"), 1)), "row")]
        columns += [named(exp.func("NULLIF", column("patient"), text("")), "id")] if self.has_ids else []
        columns += self._found.results(language, CONSTANT.items(), reasons=reasons)
        form = f"FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP}" if parquet else "FORMAT csv, HEADER"
        with self._on_threads(1 if reasons else min(self._threads, WRITING)):
            self._con.execute(f"COPY ({self._of_found(columns)}) TO {text_of(str(path))} ({form})")

    def audit(self, *, criteria: bool = True) -> Audit:
        """Return what it comes to, counted by DuckDB; without *criteria* the sets are counted as wholes alone."""
        found = self._found
        sums = _Sums()
        answered = {name: sums.of(when) for name, when in found.answered.whens()}
        flags = [(_flag(one), sums.of(when)) for one, when in found.alerts.whens()]
        sets = {name: _SetSums(one, found, sums, criteria=criteria) for name, one in found.sets.items()}
        sums.of(exp.true())  # everybody, whom `_SetSums` looks for at the end
        counts = self._rows(self._of_found(sums.columns()))[0]
        for one in sets.values():
            self._count_beside(one)
        counted: Counter[Flag] = Counter()
        _count(counted, flags, counts)
        return Audit.of_counts(
            counts[-1],
            {name: counts[place] for name, place in answered.items()},
            {name: one.audit(counts) for name, one in sets.items()},
            counted,
            _verdicts(self._combinations(), {name: one.result for name, one in sets.items()}),
        )

    def _combinations(self) -> dict[tuple[str, ...], int]:
        """Return how many patients have which outcomes of all sets."""
        names = [*map(column, self._found.outcomes)]
        alike = exp.select(*names, named(exp.Count(this=exp.Star()), "patients")).from_(FOUND).group_by(*names)
        said = [exp.func("COALESCE", one.outcome(), text("")) for one in self._found.sets.values()]
        rows = self._rows(in_duckdb(exp.select(*said, column("patients")).from_(alike.subquery("alike"))))
        combinations: Counter[tuple[str, ...]] = Counter()
        for *outcomes, patients in rows:
            combinations[tuple(outcomes)] += patients
        return combinations

    def _count_beside(self, counted: "_SetSums") -> None:
        """Count what stands beside “met” where that is the verdict of a set."""
        if (query := counted.beside()) is not None:
            counted.add_beside(self._rows(in_duckdb(query))[0])

    @staticmethod
    def _of_found(columns: Sequence[exp.Expr]) -> str:
        return in_duckdb(exp.select(*columns, copy=False).from_(FOUND))


def _verdicts(
    combinations: Mapping[tuple[str, ...], int], sets: Mapping[str, SetAudit]
) -> Counter[tuple[Verdict, ...]]:
    """Count the outcomes of each of *sets*, and return how many patients have which verdicts, in the order of `DECIDING`."""
    verdicts: Counter[tuple[Verdict, ...]] = Counter()
    for outcomes, patients in combinations.items():
        by_set = dict(zip(SETS, outcomes, strict=True))
        for name, outcome in by_set.items():
            if sets[name].criteria.kind.decides:
                sets[name].verdicts[Verdict(outcome)] += patients
            else:
                sets[name].outcomes[outcome] += patients
        verdicts[tuple(Verdict(by_set[criteria.id]) for criteria in DECIDING)] += patients
    return verdicts


def _different(source: UsedColumn) -> str:
    """Return the different cells of *source*, plain numbers aside, as SQL."""
    cell = f"c{source.place}"
    plain = f" AND NOT {_is_plain(source, source.field)}" if isinstance(source.field, Number) else ""
    return f"SELECT DISTINCT {cell} FROM cells WHERE {cell} IS NOT NULL{plain}"


def _kind(source: UsedColumn) -> str:
    """Return as what the answers to the field of *source* are kept: choices as numbers that stand for texts, which are compared in a fraction of the time."""
    return KINDS.get(source.field.kind, f"option_{source.place}")


def _found_in(source: UsedColumn, cells: Sequence[ReadCell], at: int) -> str:
    """
    Return the least (*at* 1) or the most (2) that a cell of *source* says, as SQL: looked up in a list of its different *cells*, or joined where they are many.

    DuckDB keeps a column with few different cells as numbers that stand for them, and looks each up once.
    """
    if len(cells) > FEW:
        return f"read_{source.place}.{'low' if at == 1 else 'high'}"
    if not cells:
        return f"NULL::{_kind(source)}"
    told = ", ".join(text_of(cell[0]) for cell in cells)
    said = ", ".join("NULL" if cell[at] is None else text_of(str(cell[at])) for cell in cells)
    return f"list_extract([{said}]::{_kind(source)}[], list_position([{told}], c{source.place}))"


def _nothing(name: str) -> str:
    """Return the column of a field that nobody was asked, as SQL."""
    kind = KINDS.get(FIELDS[name].kind, "VARCHAR")
    return f"NULL::{kind} AS {quoted(name + ('__given' if name in DATES else ''))}"


def _flag(told: Told) -> Flag:
    return Flag(told.id, told.kind, tuple(name for name, _ in told.beside))


class _Sums:
    """Counts of patients that are asked for in one query."""

    def __init__(self) -> None:
        self._conditions: list[exp.Expr] = []

    def of(self, condition: exp.Expr) -> int:
        """Return where it will stand how many patients meet *condition*."""
        self._conditions.append(condition)
        return len(self._conditions) - 1

    def columns(self) -> list[exp.Expr]:
        """Return the columns that count."""
        return [named(exp.CountIf(this=condition), f"s{at}") for at, condition in enumerate(self._conditions)]


class _SetSums:
    """What is counted of one set."""

    def __init__(self, found: FoundSet, everything: Found, sums: _Sums, *, criteria: bool) -> None:
        """Ask *sums* for what is *found*, of each of the *criteria* where they are wanted."""
        self.result = SetAudit(found.criteria)
        self._found = found
        self._places = []
        for name, criterion in found.criterion.items() if criteria else ():
            met, not_met, alone = criterion.ends
            self._places.append(
                (
                    self.result.criterion[name],
                    sums.of(met),
                    sums.of(not_met),
                    sums.of(alone),
                    sums.of(some([when for _, when in criterion.contradiction.whens()])),
                    [(name, sums.of(when)) for name, when in criterion.missing.whens()],
                    [(said, sums.of(when)) for said, when in criterion.wording.whens()],
                )
            )
        self._needs = [(name, sums.of(when)) for name, when in found.needs.whens()]
        name = found.criteria.id
        self._others = [
            sums.of(when)
            for one, when in everything.alerts.whens()
            if one.kind is AlertKind.POPULATION and name in dict(one.beside)
        ]
        self._due: dict[str, list[exp.Expr]] = {}
        for told, when in everything.beside(name):
            if told.kind in COUNTED_BESIDE:
                self._due.setdefault(told.id, []).append(when)

    def beside(self) -> exp.Select | None:
        """Return the query that counts what stands beside “met”, and the patients with any of it; None where there is no such verdict."""
        if not (self._found.criteria.kind.decides and self._due):
            return None
        sums = _Sums()
        for whens in self._due.values():
            sums.of(some(whens))
        sums.of(some([when for whens in self._due.values() for when in whens]))
        return exp.select(*sums.columns()).from_(FOUND).where(self._found.met)

    def add_beside(self, found: FoundRow) -> None:
        """Take what that query *found*."""
        self.result.beside.update(
            {name: patients for name, patients in zip(self._due, found, strict=False) if patients}
        )
        self.result.met_with_flag = found[-1] or 0  # of nobody the sum is NULL

    def audit(self, found: FoundRow) -> SetAudit:
        """Return what the counts *found* come to."""
        for one, met, not_met, alone, contradicted, missing, wording in self._places:
            unknown = found[-1] - found[met] - found[not_met]
            for truth, patients in ((Truth.MET, found[met]), (Truth.NOT_MET, found[not_met]), (Truth.UNKNOWN, unknown)):
                one.truths[truth] = patients
            one.alone, one.contradicted = found[alone], found[contradicted]
            _count(one.missing, missing, found)
            _count(one.wording, wording, found)
        _count(self.result.needs, self._needs, found)
        self.result.others = sum(found[place] for place in self._others)
        return self.result


def _count[Item](counts: Counter[Item], items: Iterable[tuple[Item, int]], found: FoundRow) -> None:
    """Add to *counts* each of *items* that anybody has."""
    for item, place in items:
        if found[place]:
            counts[item] += found[place]
