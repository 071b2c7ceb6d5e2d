"""The command `cohort`: many patients from a file, judged, counted and written."""

import argparse
import importlib
import importlib.util
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from itertools import batched, chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from calculators.cohort.audit import Audit
from calculators.cohort.match import Match, read_match
from calculators.cohort.result import ERRORS, csv_text, error_rows, head, rows_of
from calculators.cohort.table import CHUNK, CellProblem, Table, read_table
from calculators.documents.cohort_report import Made, cohort_report
from calculators.documents.cohort_summary import cohort_summary
from calculators.engine.batch import Batch
from calculators.engine.case import InvalidCase, Problem, one_line, shown
from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from calculators.cohort.columnar import Database
    from calculators.cohort.stream import Streamed

UNREAD = 1
"""The exit status where cells could not be read."""

MOST_SAID = 20
"""So many problems are said on standard error; all of them are in the file of errors."""

READABLE = Text("a file that can be read ({error})", "αρχείο που να διαβάζεται ({error})")
WRITABLE = Text("a file that can be written ({error})", "αρχείο που να μπορεί να γραφτεί ({error})")
DUCKDB = Text(
    "the library duckdb for Parquet: pip install 'duckdb>=2.0,<3' 'sqlglot>=30,<31'",
    "η βιβλιοθήκη duckdb για Parquet: pip install 'duckdb>=2.0,<3' 'sqlglot>=30,<31'",
)
NOT_CSV = Text("a name that ends in {endings}", "όνομα που τελειώνει σε {endings}")
CELL = Text("row {row}, {column}: {value}: {problem}", "γραμμή {row}, {column}: {value}: {problem}")
ROW = Text("row {row}: {problem}", "γραμμή {row}: {problem}")
MORE = Text("… and {count} more problems", "… και άλλα {count} προβλήματα")
PROBLEMS = Text(
    "{count} cells or rows could not be read and count as not known: {path}",
    "{count} κελιά ή γραμμές δεν διαβάστηκαν και θεωρούνται άγνωστα: {path}",
)
PROGRESS = Text("{share} % of {all} patients", "{share} % από {all} ασθενείς")
BAR = 30
CSV, PARQUET = ".csv", ".parquet"
ROW_GROUP = 20_480
EVERY_SECONDS = 10


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to *commands*."""
    parser = commands.add_parser("cohort", help="evaluate a table of patients, a row each, and count")
    parser.add_argument(
        "table",
        metavar="PATIENTS.csv",
        help="a table with a head of column names, in whatever encoding, or a Parquet file",
    )
    parser.add_argument(
        "--out", metavar="RESULT.csv|.parquet", help="write one row a patient here instead of to standard output"
    )
    parser.add_argument("--map", metavar="COLUMNS.toml", help="which column answers which question, where names differ")
    parser.add_argument(
        "--report", metavar="REPORT.html", help="write what it comes to as one page that needs nothing else"
    )
    parser.add_argument(
        "--engine",
        choices=tuple(ENGINES),
        help="what judges the table; both find the same (default: duckdb, where installed)",
    )
    parser.add_argument(
        "--reasons", action="store_true", help="also the truth of each criterion, and why it is unknown"
    )


def _duckdb(path: str) -> Any:  # noqa: ANN401 (a library that is there for Parquet alone)
    """Return DuckDB, which reads and writes Parquet; raise `InvalidCase` where it is not installed."""
    try:
        return importlib.import_module("duckdb")
    except ImportError as error:
        raise InvalidCase([Problem(path, "", DUCKDB)]) from error


def _from_parquet(path: str) -> bytes:
    """Return the table in the Parquet file *path* as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "table.csv"
        _write_as_csv(path, text)
        return text.read_bytes()


def _write_as_csv(path: str, text: Path) -> None:
    """Write the table in the Parquet file *path* as the CSV *text*."""
    duckdb = _duckdb(path)
    with duckdb.connect() as connection:
        try:
            connection.read_parquet(path).write_csv(str(text))
        except duckdb.Error as error:
            raise InvalidCase([Problem(path, "", READABLE.format(error=type(error).__name__))]) from error


def _to_parquet(text: Path, path: Path) -> None:
    """Write the CSV *text* as the Parquet file *path*, every cell a text; small groups of rows keep the memory small."""
    duckdb = _duckdb(str(path))
    with duckdb.connect() as connection:
        rows = connection.read_csv(str(text), all_varchar=True, header=True, delimiter=",", quotechar='"')
        rows.write_parquet(str(path), row_group_size=ROW_GROUP)


def _file(path: str) -> bytes:
    if Path(path).suffix.lower() == PARQUET:
        return _from_parquet(path)
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError, AttributeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise InvalidCase([Problem(path, "", READABLE.format(error=reason))]) from error


def _match(path: str | None) -> Match:
    if path is None:
        return Match()
    try:
        return read_match(_file(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidCase([Problem(path, "", READABLE.format(error="UTF-8"))]) from error


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


class _Progress:
    """Says on standard error how far it is: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, every: int, language: Language) -> None:
        self._all = every
        self._language = language
        self._bar = _is_terminal()
        self._said = time.monotonic()

    def to(self, share: float) -> None:
        """Say that the *share*, from 0 to 1, is done."""
        words = PROGRESS.format(share=str(int(100 * share)), all=str(self._all))[self._language]
        with suppress(OSError, ValueError):
            if self._bar:
                full = int(BAR * share)
                end = "\n" if share == 1 else ""
                print(f"\r[{'#' * full}{'.' * (BAR - full)}] {words}", end=end, file=sys.stderr, flush=True)
            elif time.monotonic() - self._said > EVERY_SECONDS:
                self._said = time.monotonic()
                print(words, file=sys.stderr, flush=True)


def _say(line: str) -> None:
    with suppress(OSError, ValueError):
        print(one_line(line), file=sys.stderr, flush=True)


def _say_problems(problems: Iterable[CellProblem], every: int, path: Path | None, language: Language) -> None:
    """Say the first *problems* of *every*; all are in the file *path*."""
    for problem in problems:
        said = CELL if problem.column else ROW
        value = shown(problem.value)
        _say(said.format(row=str(problem.row), column=problem.column, value=value, problem=problem.text)[language])
    if every > MOST_SAID:
        _say(MORE.format(count=str(every - MOST_SAID))[language])
    _say(PROBLEMS.format(count=str(every), path=str(path or "–"))[language])


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """Write a file beside *path* that takes its place when it is whole, so that none is ever half."""
    part = path.with_name(path.name + ".part")
    with _writing(path):
        try:
            with part.open("w", encoding="utf-8", newline="") as file:
                yield file
            if path.suffix.lower() == PARQUET:
                _to_parquet(part, path)
            else:
                part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Raise `InvalidCase` where *path* cannot be written."""
    try:
        yield
    except OSError as error:
        raise InvalidCase([Problem(str(path), "", WRITABLE.format(error=error.strerror or ""))]) from error


def errors_path(out: Path) -> Path:
    """
    Return where the cells that could not be read are written beside the result *out*.

    >>> errors_path(Path("result.csv")).name
    'result.errors.csv'
    """
    return out.with_name(f"{out.stem}.errors.csv")


@dataclass(frozen=True, slots=True)
class _Found:
    """What an engine found: what it comes to, what could not be read, and how the table was read."""

    audit: Audit
    problems: Iterable[CellProblem]
    notes: tuple[Text, ...]


def run(options: argparse.Namespace, today: date) -> int:
    """Judge the patients, write what was found of them and say what it comes to; return the exit status."""
    out = Path(options.out) if options.out else None
    if out is not None and out.suffix.lower() not in {CSV, PARQUET}:
        raise InvalidCase([Problem("--out", shown(str(out)), NOT_CSV.format(endings=f"{CSV}, {PARQUET}"))])
    with ENGINES[options.engine or _usual()](options, out, today) as found:
        unread = _tell(found.problems, out and errors_path(out), options.language)
    if options.report:
        made = Made(today, found.notes, unread)
        with _replaced(Path(options.report)) as file:
            file.write(cohort_report(found.audit, made)[options.language])
    blocks = ["\n".join(line[options.language] for line in block) for block in cohort_summary(found.audit)]
    print("\n\n".join(blocks), file=sys.stderr if out is None else sys.stdout, flush=True)
    return UNREAD if unread else 0


def _usual() -> str:
    """Return the engine that is used where none is named: DuckDB where its libraries are installed."""
    return "duckdb" if all(map(_installed, ("duckdb", "sqlglot"))) else "python"


def _installed(name: str) -> bool:
    return sys.modules.get(name, name) is not None and importlib.util.find_spec(name) is not None


def _say_notes(table: Table, language: Language) -> None:
    """Say how *table* was read; raise `InvalidCase` where no column is known."""
    table.check()
    for note in table.notes:
        _say(note[language])


@contextmanager
def _in_python(options: argparse.Namespace, out: Path | None, today: date) -> Iterator[_Found]:
    """Judge the table a chunk at a time, and write what is found."""
    table = read_table(_file(options.table), today, _match(options.map))
    _say_notes(table, options.language)
    target: AbstractContextManager[TextIO] = nullcontext(sys.stdout) if out is None else _replaced(out)
    with target as file:
        audit, problems = _judge(table, file, options)
    yield _Found(audit, problems, table.notes)


@contextmanager
def _in_duckdb(options: argparse.Namespace, out: Path | None, today: date) -> Iterator[_Found]:
    """Judge the table as a whole in DuckDB, and write what is found."""
    _duckdb(options.table)
    from calculators.cohort import columnar, stream  # noqa: PLC0415 (only this engine needs its libraries)

    match = _match(options.map)
    with _folder_beside(out) as folder, columnar.Database(folder) as database:
        streamed = _load(_on_disk(options.table, folder), folder, database, match, today)
        table = Table(streamed.head, match, today)
        progress = _Progress(streamed.rows, options.language)
        progress.to(0.3)
        seen = database.seen(table)
        table = Table(stream.with_dates(streamed, table, seen), match, today)
        table.repeated = database.repeated()
        _say_notes(table, options.language)
        database.read(table, seen, criteria=options.reasons or bool(options.report))
        progress.to(0.5)
        written = folder / f"result{out.suffix.lower() if out else CSV}"
        database.write(written, options.language, parquet=written.suffix == PARQUET, reasons=options.reasons)
        progress.to(0.8)
        # The summary says nothing of single criteria.
        audit = database.audit(criteria=bool(options.report))
        progress.to(1)
        _deliver(written, out)
        yield _Found(audit, database.problems(streamed.problems), table.notes)


ENGINES = {"duckdb": _in_duckdb, "python": _in_python}
"""What judges a table; both find the same."""


@contextmanager
def _folder_beside(out: Path | None) -> Iterator[Path]:
    """Give a folder for what does not fit into the memory, beside *out* where there is one."""
    with _writing(out or Path(tempfile.gettempdir())):
        made = tempfile.TemporaryDirectory(dir=out and out.parent, prefix=".cohort-")
    with made as folder:
        yield Path(folder)


def _deliver(written: Path, out: Path | None) -> None:
    """Bring the file *written* to where the result is wanted."""
    if out is not None:
        with _writing(out):
            written.replace(out)
        return
    with written.open(encoding="utf-8", newline="") as text:
        shutil.copyfileobj(text, sys.stdout)
    sys.stdout.flush()


def _on_disk(path: str, folder: Path) -> Path:
    """Return the file that holds the table *path* as text: standard input where that is `-`, and a Parquet file, are written to *folder*."""
    text = folder / "table.csv"
    if path == "-":
        text.write_bytes(_file(path))
        return text
    if Path(path).suffix.lower() == PARQUET:
        _write_as_csv(path, text)
        return text
    try:
        with Path(path).open("rb"):
            return Path(path)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise InvalidCase([Problem(path, "", READABLE.format(error=reason))]) from error


def _load(path: Path, folder: Path, database: "Database", match: Match, today: date) -> "Streamed":
    """Give *database* the rows of the table in the file *path*, as they stand there or written out first; return its head and what was wrong with rows."""
    from calculators.cohort import columnar, stream  # noqa: PLC0415 (only this engine needs its libraries)

    plain = stream.plain_rows(path)
    if plain is not None:
        streamed, above = plain
        table = Table(streamed.head, match, today)
        table.check()
        if database.load(columnar.relation(path, table, above), table, streamed.rows):
            return streamed
    rows = folder / "rows.csv"
    with path.open("rb") as file:
        streamed = stream.write_rows(file, rows, match, today)
    table = Table(streamed.head, match, today)
    table.check()
    database.load(columnar.relation(rows, table), table, streamed.rows)
    rows.unlink()
    return streamed


def _tell(problems: Iterable[CellProblem], path: Path | None, language: Language) -> int:
    """Say what could not be read, and write it to *path*; a file of another run does not stay there. Return how much it is."""
    rest = iter(problems)
    first = list(islice(rest, MOST_SAID))
    if not first:
        if path is not None:
            path.unlink(missing_ok=True)
        return 0
    every = 0
    target: AbstractContextManager[TextIO | None] = nullcontext() if path is None else _replaced(path)
    with target as file:
        if file is not None:
            file.write(csv_text([ERRORS]))
        for part in batched(chain(first, rest), CHUNK):
            every += len(part)
            if file is not None:
                file.write(csv_text(error_rows(part, language)))
    _say_problems(first, every, path, language)
    return every


def _judge(table: Table, file: TextIO, options: argparse.Namespace) -> tuple[Audit, list[CellProblem]]:
    """Write what is found of the patients of *table* to *file*; return what it comes to, and what could not be read."""
    batch, audit = Batch(), Audit()
    problems: list[CellProblem] = []
    progress = _Progress(table.rows, options.language)
    file.write(csv_text([head(ids=table.has_ids, reasons=options.reasons)]))
    for chunk in table.chunks():
        judged = batch.judge(chunk.columns, chunk.rows)
        audit.add(chunk.columns, judged)
        file.write(csv_text(rows_of(chunk, judged, options.language, reasons=options.reasons)))
        problems += chunk.problems
        progress.to((chunk.first + chunk.rows - 1) / table.rows)
    file.flush()
    return audit, problems
