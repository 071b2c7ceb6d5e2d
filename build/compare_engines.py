"""
Judges random patients by both engines of `cohort`, compares all that they write, and says what each took.

    .venv/bin/python build/compare_engines.py 1000000

The patients are those of the tests: a third of them nearly meet most sets, and of some numbers only bounds are known.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from paths import ROOT
from patients import partly_known, whole_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

from calculators.cli import main as command_line
from calculators.engine.case import encode
from calculators.vocabulary.form import FIELDS

AT_ONCE = 20_000
ENGINES = ("python", "duckdb")


def _rows(patients: int) -> Iterator[list[str]]:
    """Yield a head and so many *patients*, as a registry writes them."""
    yield ["id", *FIELDS]
    for first in range(0, patients, AT_ONCE):
        rows = min(AT_ONCE, patients - first)
        make = partly_known if first // AT_ONCE % 5 == 0 else whole_answers
        for number, case in enumerate(make(rows, seed=first + 1), first + 1):
            yield [f"P{number}", *(encode(case[name]) if name in case else "" for name in FIELDS)]


def _judge(table: Path, folder: Path, engine: str, options: list[str]) -> int:
    """Run the command in this process, whose peak memory is then that of the engine."""
    out = [f"--out={folder / 'result.csv'}", f"--report={folder / 'report.html'}"]
    return command_line(["cohort", str(table), f"--engine={engine}", *out, *options])


def _timed(table: Path, folder: Path, engine: str, options: list[str]) -> None:
    folder.mkdir()
    began = time.monotonic()
    process = multiprocessing.get_context("spawn").Process(target=_measured, args=(table, folder, engine, options))
    process.start()
    process.join()
    print(f"{engine}: {time.monotonic() - began:.1f} s")


def _measured(table: Path, folder: Path, engine: str, options: list[str]) -> None:
    status = _judge(table, folder, engine, options)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"status {status}, {used.ru_utime + used.ru_stime:.1f} CPU s, at most {used.ru_maxrss / 1024:.0f} MB", end="; "
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _first_difference(one: Path, other: Path) -> str:
    with one.open(encoding="utf-8") as first, other.open(encoding="utf-8") as second:
        for number, lines in enumerate(zip(first, second, strict=False), 1):
            if lines[0] != lines[1]:
                return f"line {number}:\n  {lines[0].strip()[:2000]}\n  {lines[1].strip()[:2000]}"
    return "one is longer"


def main() -> int:
    """Compare the engines; return 1 where they differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("patients", type=int)
    parser.add_argument("--reasons", action="store_true", help="every criterion and why it is open, too")
    parser.add_argument("--only", choices=ENGINES, help="one engine alone, to see what it takes")
    given = parser.parse_args()
    options = ["--reasons"] if given.reasons else []
    with tempfile.TemporaryDirectory(prefix="engines-", dir=ROOT / ".cache") as name:
        folder = Path(name)
        table = folder / "patients.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_rows(given.patients))
        engines = [given.only] if given.only else list(ENGINES)
        for engine in engines:
            _timed(table, folder / engine, engine, options)
        differ = 0
        for path in sorted((folder / engines[0]).iterdir()):
            other = folder / engines[-1] / path.name
            if _digest(path) != _digest(other):
                differ = 1
                print(f"{path.name} differs: {_first_difference(path, other)}")
        return differ


if __name__ == "__main__":
    sys.exit(main())
