"""The command `cohort` says the same in DuckDB as in Python: rows, reasons, warnings, errors, notes and the report."""

import csv
import io
import sys
from unittest import mock

import duckdb
import pytest
from documents.test_command_line import run
from patients import partly_known
from rules.test_cohort_dirt import exported

from calculators.cli_cohort import _usual
from calculators.cohort import columnar
from calculators.cohort.stream import plain_rows
from calculators.engine.case import encode
from calculators.vocabulary.form import FIELDS

# Each writes the whole query; nothing quicker goes through all of the second engine.
pytestmark = pytest.mark.exhaustive(covers=True)

HEADS = ["id", *FIELDS, "remark"]


def table(cases, separator=";", end="\r\n"):
    """Return *cases* as a spreadsheet exports them, with what people do to tables."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=separator, lineterminator=end)
    rows.writerow(HEADS)
    for number, case in enumerate(cases):
        cells = [encode(case[name]).replace(".", ",") if name in case else "" for name in FIELDS]
        remark = 'says "unfit";\nnext line' if number % 11 == 0 else ""
        rows.writerow([f"P{number % 97}\xa0", *cells, remark])
        if number % 13 == 0:
            rows.writerow([])
    return text.getvalue()


def dirty(text):
    """Return the table *text* with rows too short and too long, dates the wrong way round, and rows that sum up others."""
    today = ["x", *("" for _ in FIELDS), ""]
    for name, cell in (("primary_resection_date", "03/05/2026"), ("assessment_date", "01/02/2026")):
        today[1 + list(FIELDS).index(name)] = cell
    lines = [text, ";".join(today), "P1;54", ";".join(["P2", "54", *"1" * 60]), "Σύνολο;;3", "Total;4", ""]
    return "\r\n".join(lines)


def said(folder, path, engine, *options, status=None):
    """Return all that the command says and writes of the table *path*, judged by *engine*."""
    out, report = folder / f"result{path.suffix}", folder / "report.html"
    with mock.patch("calculators.cli_cohort.EVERY_SECONDS", float("inf")):  # how far it is, it says as time goes by
        ended = run("cohort", str(path), "--engine", engine, "--out", str(out), "--report", str(report), *options)
    assert ended.returncode in ({0, 1} if status is None else {status}), ended.stderr.decode()
    errors = folder / "result.errors.csv"
    found = {
        "printed": ended.stdout,
        "notes": ended.stderr,
        "report": report.read_text(encoding="utf-8"),
        "errors": errors.read_text(encoding="utf-8") if errors.exists() else "",
    }
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            rows = connection.read_parquet(str(out))
            return {**found, "heads": rows.columns, "types": [*map(str, rows.types)], "rows": rows.fetchall()}
    return {**found, "rows": out.read_text(encoding="utf-8").split("\n")}


def assert_same(folder, path, *options, status=None):
    wanted, found = (said(folder, path, engine, *options, status=status) for engine in ("python", "duckdb"))
    for name, text in wanted.items():
        assert found[name] == text, name


@pytest.mark.exhaustive
def test_the_engines_agree_on_every_kind_of_dirt(tmp_path):
    path = tmp_path / "dirt.csv"
    path.write_bytes(exported("utf-16"))
    assert_same(tmp_path, path, "--reasons", status=1)


@pytest.mark.exhaustive
def test_the_engines_agree_on_random_patients_in_a_table_that_people_wrote(tmp_path):
    path = tmp_path / "patients.csv"
    path.write_bytes(dirty(table(partly_known(600, seed=31))).encode("cp1253", "replace"))
    columns = tmp_path / "columns.toml"
    columns.write_text(
        '[columns]\nremark = ""\n[words.primary_site]\n"ileum" = "jejunum"\n"54" = ""\n', encoding="utf-8"
    )
    # Piece by piece, as a table is read that does not fit into the memory.
    small = {"AT_ONCE": 50, "BEGINNING": 20_000, "BLOCK": 777}
    with mock.patch.multiple("calculators.cohort.stream", **small), mock.patch.object(columnar, "BLOCK_OF_CELLS", 64):
        assert_same(tmp_path, path, "--reasons", "--map", str(columns), status=1)


def test_the_engines_agree_on_parquet(tmp_path):
    path, text = tmp_path / "patients.parquet", tmp_path / "patients.csv"
    text.write_text(table(partly_known(8, seed=32), separator=",", end="\n"), encoding="utf-8")
    with duckdb.connect() as connection:
        connection.read_csv(str(text), all_varchar=True).write_parquet(str(path))
    assert_same(tmp_path, path)


FEW = """id;ki67_cells_counted;months_stable_disease;primary_site;functioning;primary_resection_date;assessment_date;n
1;500;>3;ειλεός;ναι;03/05/2026;01/02/2026;"a;b"
2;1.234;7,5;κάπου;;13/01/2026;2026-03-01;
3;5,5;;πάγκρεας;ίσως;;;
;;;;;;;
4;abc;6;ileum;no;;31/02/2026;
5;700;6;ileum;no;;;;;
6;seven;6;54;no
Σύνολο;9;;;;;;
"""


def test_a_few_rows_in_pieces_are_read_alike(tmp_path):
    path, columns = tmp_path / "patients.csv", tmp_path / "columns.toml"
    path.write_text(FEW, encoding="utf-8")
    columns.write_text('[words.ki67_cells_counted]\n"seven" = "7"\n"700" = ""\n', encoding="utf-8")
    with mock.patch.multiple("calculators.cohort.stream", AT_ONCE=2, BEGINNING=400, BLOCK=11):
        assert_same(tmp_path, path, "--map", str(columns), status=1)


MANY = "nr;Ki-67;εντόπιση\n" + "".join(f"{at};<{at / 2 + 1};κάπου {at}\n" for at in range(2 * columnar.FEW))


def test_a_column_with_many_different_cells_is_read_alike(tmp_path):
    path = tmp_path / "patients.csv"
    path.write_text(MANY, encoding="utf-8")
    assert_same(tmp_path, path)


def test_no_result_is_written_of_patients_out_of_order(tmp_path):
    path = tmp_path / "patients.csv"
    path.write_text(PLAIN, encoding="utf-8")
    written = columnar.in_duckdb
    with mock.patch.object(columnar, "in_duckdb", lambda query: f"{written(query)} ORDER BY row DESC"):
        ended = run("cohort", str(path), "--engine", "duckdb", "--out", str(tmp_path / "result.csv"))
    assert (ended.returncode, columnar.OUT_OF_ORDER in ended.stderr.decode()) == (2, True)
    assert not (tmp_path / "result.csv").exists()


PLAIN = "nr;ηλικία;Ki-67\n" + "".join(f"{number};{50 + number};{number},5\n" for number in range(9))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.removesuffix("\n"),
        PLAIN + "9;60\n8;70;1\n",
        PLAIN + "Σύνολο;9;\n",
        PLAIN + ";;\n9;60;1\n",
        "sep=;\n" + PLAIN.replace("5;55", "\ufffd;55"),
        PLAIN.replace("\n", "\r\n"),
        "sep=;\r\n" + PLAIN.replace("\n", "\r\n") + ";;\r\n",
        PLAIN.replace("\n", "\r\n") + "9;60;1\n8;70;1\n7;80;1\n",
        PLAIN + "9;60;1\r\n8;70;1\r\n7;80;1\r\n",
    ],
)
def test_a_plain_file_is_read_as_it_stands_there(text, tmp_path):
    path = tmp_path / "patients.csv"
    # One letter is spoilt: then it is no plain file any more.
    path.write_bytes(text.encode().replace("\ufffd".encode(), b"\xff"))
    with mock.patch.multiple("calculators.cohort.stream", AT_ONCE=4, BEGINNING=80, FIRST=80, BLOCK=13):
        assert_same(tmp_path, path)


@pytest.mark.parametrize(("end", "rest", "plain"), [("\n", "", True), ("\r\n", "", True), ("\r\n", "9;60;1\n", False)])
def test_a_plain_file_is_not_copied_whatever_ends_its_lines(end, rest, plain, tmp_path):
    path = tmp_path / "patients.csv"
    path.write_bytes((PLAIN.replace("\n", end) + rest).encode())
    found = plain_rows(path)
    assert (found is not None) is plain
    assert found is None or (found[0].rows, found[1]) == (9, 1)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("sep=;\nid;age;height (cm);weight (kg);Ki-67 (%)\nA;54;1.234;80;0,5\nA;56;175;2;<3\n", "utf-8-sig"),
        ("Registry of 2026\nage\r56\r54\r", "utf-16"),
        ("ηλικία;Ki-67\n54,5;3\n", "iso8859_7"),
        ("age\n54\nage\n56\n", "utf-8"),
    ],
)
def test_small_tables_are_read_alike(text, encoding, tmp_path):
    path = tmp_path / "patients.csv"
    path.write_bytes(text.encode(encoding))
    assert_same(tmp_path, path)


def test_the_other_engine_reads_standard_input_and_writes_to_standard_output():
    ended = run("cohort", "-", "--engine", "duckdb", case="age\n56\n")
    rows = list(csv.DictReader(io.StringIO(ended.stdout.decode())))
    assert [row["milan-net-2007"] for row in rows] == ["not_met"]


@pytest.mark.parametrize(("path", "case"), [("/no/such/file.csv", None), ("-", "a;b\n1;2\n"), ("-", "")])
def test_what_the_other_engine_cannot_use_ends_with_status_2(path, case):
    ended = run("cohort", path, "--engine", "duckdb", case=case)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr


@pytest.mark.exhaustive
def test_a_large_table_keeps_the_order_of_its_rows(tmp_path):
    """The second engine works on 122,880 rows at a time, several times side by side."""
    path, out = tmp_path / "patients.csv", tmp_path / "result.csv"
    path.write_text("age\n" + "54\n56\n" * 70_000, encoding="utf-8")
    run("cohort", str(path), "--engine", "duckdb", "--out", str(out))
    with out.open(encoding="utf-8") as file:
        assert [int(row["row"]) for row in csv.DictReader(file)] == [*range(1, 140_001)]


def test_python_judges_where_the_other_engine_is_not_installed(monkeypatch):
    assert _usual() == "duckdb"
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert _usual() == "python"
    ended = run("cohort", "-", "--engine", "duckdb", case="age\n56\n")
    assert "pip install 'duckdb>=2.0,<3' 'sqlglot>=30,<31'" in ended.stderr.decode()
