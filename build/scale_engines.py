"""
Measures how the query of the sets grows with the patients, on Spark in local mode with two cores and on DuckDB.

    .venv/bin/python build/scale_engines.py            # a hundred thousand, a million, ten million
    .venv/bin/python build/scale_engines.py 100000     # or as many as are named

Each run is a process of its own, from its start to the written Parquet file. Needs what `make test-engines` installs.
The patients are those of the tests, repeated; measure on a machine that does nothing else.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from paths import ROOT
from patients import whole_answers

from calculators.export.sql import query
from calculators.vocabulary.form import FIELDS

PACKAGES = ROOT / ".cache/engines"
JOB = ROOT / "build/engines/spark_job.py"
DIFFERENT = 20_000
TYPES = {"number": "DOUBLE", "yes_no": "BOOLEAN", "choice": "VARCHAR", "date": "DATE"}
SIZES = (100_000, 1_000_000, 10_000_000)
ROW_GROUP = 20_480
DUCKDB = """
import sys, duckdb
text, patients, result = sys.argv[1:]
with duckdb.connect() as connection:
    connection.execute("SET memory_limit = '700MB'; SET threads = 2; SET preserve_insertion_order = false")
    connection.read_parquet(patients).create_view("patients")
    connection.execute(f"COPY ({open(text).read()}) TO '{result}' (FORMAT parquet, ROW_GROUP_SIZE 20480)")
"""


def _table(path: Path, patients: int) -> None:
    """Write so many *patients* to *path*: the different ones of the tests, again and again."""
    cases = whole_answers(DIFFERENT, seed=51)
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" {TYPES[field.kind]}' for name, field in FIELDS.items())
        connection.execute(f"CREATE TABLE different ({columns})")
        rows = [[case.get(name) for name in FIELDS] for case in cases]
        connection.executemany(f"INSERT INTO different VALUES ({', '.join('?' * len(FIELDS))})", rows)  # noqa: S608
        times = -(-patients // DIFFERENT)
        several = f"SELECT * FROM different, range({times})"  # noqa: S608
        numbered = f"SELECT row_number() OVER () AS id, * EXCLUDE (range) FROM ({several}) LIMIT {patients}"  # noqa: S608
        connection.execute(f"COPY ({numbered}) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP})")


def _measured(command: list[str]) -> tuple[float, float]:
    """Run *command*; return its seconds, and those of all processors together."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGES), "SPARK_LOCAL_IP": "127.0.0.1"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, used


def main() -> None:
    """Measure, and print a line for each number of patients and engine."""
    submit = [str(PACKAGES / "pyspark/bin/spark-submit"), "--master", "local[2]", "--driver-memory", "4g"]
    submit += ["--conf", "spark.ui.enabled=false", str(JOB)]
    with tempfile.TemporaryDirectory(prefix="scaling-", dir=ROOT / ".cache") as name:
        folder = Path(name)
        for dialect in ("spark", "duckdb"):
            (folder / f"{dialect}.sql").write_text(query(dialect), encoding="utf-8")
        print("patients   engine     s   processor s   s a million")
        for patients in [int(one) for one in sys.argv[1:]] or SIZES:
            table = folder / "patients.parquet"
            _table(table, patients)
            runs = {"spark": submit, "duckdb": [sys.executable, "-c", DUCKDB]}
            for engine, command in runs.items():
                result = str(folder / f"{engine}.parquet")
                wall, used = _measured([*command, str(folder / f"{engine}.sql"), str(table), result])
                print(f"{patients:<10} {engine:<8} {wall:6.1f} {used:12.1f} {1e6 * wall / patients:13.1f}", flush=True)


if __name__ == "__main__":
    main()
