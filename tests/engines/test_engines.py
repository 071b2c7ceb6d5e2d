"""The query on the engines for which it is offered: the same answers as Python, for every combination of classes and for random patients."""

import os
from itertools import batched

import duckdb
import pytest
from patients import partly_known, whole_answers
from support.sql import NUMBERS, assert_same, cell, dated, every_combination

from calculators.export.sql import RUN_BY_US, PatientTable, query
from calculators.vocabulary.form import FIELDS

TYPES = {"number": "DOUBLE", "yes_no": "BOOLEAN", "choice": "VARCHAR", "date": "DATE"}
POSTGRES = {"DOUBLE": "double precision", "VARCHAR": "text"}
TABLES = {"whole": (), "bounded": NUMBERS}
"""Tables of which every number is known, and of which many are known in part."""


def patients_of(name):
    return (
        [*every_combination(), *whole_answers(1500, seed=41), *dated(400)]
        if name == "whole"
        else partly_known(1500, seed=42)
    )


@pytest.fixture(scope="module", params=TABLES)
def patients(request, tmp_path_factory):
    """Give the name of a table, its patients, and the table as a Parquet file."""
    name = request.param
    bounded, cases = TABLES[name], patients_of(name)
    path = tmp_path_factory.mktemp("engines") / f"{name}.parquet"
    kinds = {one: "VARCHAR" if one in bounded else TYPES[FIELDS[one].kind] for one in FIELDS}
    with duckdb.connect() as connection:
        columns = "".join(f', "{one}" {kind}' for one, kind in kinds.items())
        connection.execute(f"CREATE TABLE {name} (id INTEGER{columns})")
        rows = [[place, *(cell(case, one, bounded) for one in FIELDS)] for place, case in enumerate(cases)]
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * (1 + len(FIELDS)))})", rows)  # noqa: S608
        connection.table(name).write_parquet(str(path))
    return name, cases, path, kinds, rows


def text_of(dialect, name):
    return query(dialect, patients=PatientTable(name, bounded=TABLES[name]))


def on_duckdb(name, path, _kinds, _rows):
    with duckdb.connect() as connection:
        connection.read_parquet(str(path)).create_view(name)
        done = connection.execute(text_of("duckdb", name))
        heads = [column[0] for column in done.description]
        return [dict(zip(heads, row, strict=True)) for row in done.fetchall()]


def on_postgres(name, _path, kinds, rows):
    import psycopg  # noqa: PLC0415 (only `make test-engines` has it)

    host = os.environ["ENGINES_POSTGRES"]
    with psycopg.connect(host=host, user="engines", dbname="postgres") as connection, connection.cursor() as cursor:
        # A query that is planned for minutes is a fault, and is ended.
        cursor.execute("SET statement_timeout = '300s'")
        columns = "".join(f', "{one}" {POSTGRES.get(kind, kind)}' for one, kind in kinds.items())
        cursor.execute(f"CREATE TABLE {name} (id integer{columns})")
        with cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(text_of("postgres", name))
        heads = [column.name for column in cursor.description]
        return [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]


def on_spark(name, path, _kinds, _rows):
    from pyspark.sql import SparkSession  # noqa: PLC0415 (likewise)

    session = (
        SparkSession.builder.master("local[2]")
        .appName("test-engines")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.read.parquet(str(path)).createOrReplaceTempView(name)
    return [row.asDict() for row in session.sql(text_of("spark", name)).collect()]


ENGINES = {"duckdb": on_duckdb, "postgres": on_postgres, "spark": on_spark}


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("engine", RUN_BY_US)
def test_an_engine_says_what_python_says(engine, patients):
    name, cases, *table = patients
    rows = sorted(ENGINES[engine](name, *table), key=lambda row: row["id"])
    for some, of_them in zip(batched(cases, 500), batched(rows, 500), strict=True):
        assert_same(some, of_them)
