"""
Judges many made-up patients by one engine; runs in the Python of `tools.python`, a process for each engine and size.

Reads `{"engine", "rows", "rule", "query"}` as JSON from standard input; writes the seconds, the megabytes that were
needed beyond the patients themselves (on Linux), and how many patients got which verdict.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import polars as pl
from benchmarks.run_engines import OPPOSITE, SET, columnwise

from calculators.engine.batch import Batch
from calculators.model.fields import DateField, Number, YesNo
from calculators.vocabulary.form import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.rule import Rule

type Patients = Mapping[str, tuple[Any, list[Any]]]
"""For each field the place of each patient's answer, and what stands at each place; the first is that of none."""
type Counting = Callable[[], Mapping[str, int]]

MISSING, MET, AROUND = 0.05, 0.88, 20
CHUNK = 10_000
# For so many the first time, in which libraries start their threads, would be most of it.
WARM = 100_000


def drawn(rule: Rule, rows: int) -> Patients:
    """Return *rows* patients with random answers to the field of each test, the same each time."""
    draw = np.random.default_rng(2007)
    found = {}
    for test in rule:
        if "limit" in test:
            values: list[Any] = [max(0.0, test["limit"] + step / 2) for step in range(-AROUND, AROUND)]
            met = [place for place, one in enumerate(values, 1) if (one <= test["limit"]) is (test["sign"] in "≤<")]
            other = [place for place in range(1, len(values) + 1) if place not in met]
        else:
            values = [*test["met"], *test["not_met"], *test["open"]]
            met = list(range(1, len(test["met"]) + 1))
            other = list(range(len(met) + 1, len(values) + 1))
        which = np.where(draw.random(rows) < MET, draw.choice(met, rows), draw.choice(other, rows))
        found[test["field"]] = (np.where(draw.random(rows) < MISSING, 0, which).astype(np.int32), [None, *values])
    return found


def batch(asked: Mapping[str, Any], patients: Patients) -> Counting:
    """Judge by our rules in Python: all sets, with what stands beside them."""
    given = {name: np.array(values, dtype=object)[places].tolist() for name, (places, values) in patients.items()}

    def work() -> Mapping[str, int]:
        counted: Counter[str] = Counter()
        engine, rows = Batch(), asked["rows"]
        for first in range(0, rows, CHUNK):
            chunk = {name: column[first : first + CHUNK] for name, column in given.items()}
            judged = engine.judge(chunk, min(CHUNK, rows - first))
            counted.update(str(found.verdict) for found in judged.sets[SET])
        return counted

    return work


def _frame(patients: Patients) -> pl.DataFrame:
    return pl.DataFrame({name: pl.Series(values).gather(places) for name, (places, values) in patients.items()})


def sql(asked: Mapping[str, Any], patients: Patients) -> Counting:
    """Judge by our rules as a query of DuckDB: this set alone."""
    connection = duckdb.connect()
    folder = Path(asked["folder"])
    _frame(patients).with_row_index("id").write_parquet(folder / "patients.parquet")
    types = {Number: "DOUBLE", YesNo: "BOOLEAN", DateField: "DATE"}
    open_ = [
        f'NULL::{types.get(type(one), "VARCHAR")} AS "{name}"' for name, one in FIELDS.items() if name not in patients
    ]
    source = f"read_parquet('{folder / 'patients.parquet'}')"
    connection.execute(f"CREATE TABLE patients AS SELECT *, {', '.join(open_)} FROM {source}")  # noqa: S608 (our names)

    def work() -> Mapping[str, int]:
        connection.execute(f"CREATE OR REPLACE TABLE result AS {asked['query']}")
        found = connection.execute(f'SELECT "{SET}", count(*) FROM result GROUP BY 1').fetchall()  # noqa: S608 (likewise)
        return dict(found)

    return work


def polars(asked: Mapping[str, Any], patients: Patients) -> Counting:
    """Judge by Polars, written by hand: this set alone."""
    frame = _frame(patients)
    verdict = columnwise(asked["rule"])

    def work() -> Mapping[str, int]:
        found = frame.select(verdict.alias("verdict")).group_by("verdict").len()
        return dict(found.iter_rows())

    return work


def numpy(asked: Mapping[str, Any], patients: Patients) -> Counting:
    """Judge by NumPy, written by hand: this set alone."""
    rule = asked["rule"]
    tables = {}
    for test in rule:
        places, values = patients[test["field"]]
        if "limit" in test:
            numbers = np.array([np.nan if one is None else one for one in values])
            tables[test["field"]] = numbers[places]
    holds = {"≤": np.less_equal, "<": np.less, "≥": np.greater_equal, ">": np.greater}

    def truths(test: Mapping[str, Any]) -> tuple[Any, Any]:
        if "limit" in test:
            values = tables[test["field"]]
            return holds[test["sign"]](values, test["limit"]), holds[OPPOSITE[test["sign"]]](values, test["limit"])
        places, options = patients[test["field"]]
        met = np.array([one in test["met"] for one in options])
        refused = np.array([one in test["not_met"] for one in options])
        return met[places], refused[places]

    def work() -> Mapping[str, int]:
        met, refused = np.ones(asked["rows"], dtype=bool), np.zeros(asked["rows"], dtype=bool)
        for test in rule:
            one, other = truths(test)
            met &= one
            refused |= other
        return {
            "met": int((met & ~refused).sum()),
            "not_met": int(refused.sum()),
            "undecided": int((~met & ~refused).sum()),
        }

    return work


ENGINES = {"batch": batch, "sql": sql, "polars": polars, "numpy": numpy}


def resident(what: str) -> float | None:
    """Return the megabytes in memory, now (`VmRSS`) or at the most (`VmHWM`)."""
    status = Path("/proc/self/status")
    found = (
        re.search(rf"^{what}:\s+(\d+) kB", status.read_text(encoding="ascii"), re.MULTILINE)
        if status.is_file()
        else None
    )
    return int(found[1]) / 1024 if found else None


def main() -> None:
    """Run what standard input asks for."""
    asked = json.loads(sys.stdin.read())
    work = ENGINES[asked["engine"]](asked, drawn(asked["rule"], asked["rows"]))
    if asked["rows"] <= WARM:
        work()
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5", encoding="ascii")
    before = resident("VmRSS")
    begun = time.perf_counter()
    counted = work()
    seconds = time.perf_counter() - begun
    after = resident("VmHWM")
    needed = None if before is None or after is None else max(0.0, after - before)
    json.dump({"seconds": seconds, "memory": needed, "verdicts": dict(counted)}, sys.stdout)


if __name__ == "__main__":
    main()
