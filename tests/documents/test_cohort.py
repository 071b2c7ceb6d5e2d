"""The command `cohort`, as its users run it."""

import csv
import io
import json
import sys
from unittest import mock

import duckdb
import pytest
from documents.test_command_line import run
from patients import random_patients

from calculators import evaluate
from calculators.cohort.audit import Share, outcome_of
from calculators.cohort.result import CONSTANT
from calculators.documents.cohort_summary import format_share
from calculators.engine.case import encode
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

CASES = random_patients(60, seed=11)


@pytest.fixture
def patients(tmp_path):
    """Return a table of patients, as a file."""
    lines = io.StringIO()
    rows = csv.writer(lines, delimiter=";")
    rows.writerow(["id", *FIELDS])
    for number, case in enumerate(CASES, 1):
        rows.writerow([f"P{number}", *(encode(case[name]) if name in case else "" for name in FIELDS)])
    path = tmp_path / "patients.csv"
    path.write_text(lines.getvalue(), encoding="utf-8-sig")
    return path


def cohort(*arguments, case=None):
    """Run the command in Python; `test_cohort_engines.py` compares the other engine with it."""
    return run("cohort", "--engine", "python", *arguments, case=case)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_a_patient_says_what_evaluate_says(patients):
    ended = cohort(str(patients), "--reasons")
    assert ended.returncode == 0
    rows = rows_of(ended.stdout.decode())
    assert len(rows) == len(CASES)
    for number, (case, row) in enumerate(zip(CASES, rows, strict=True), 1):
        given = {name: str(value) if hasattr(value, "year") else value for name, value in case.items()}
        found = evaluate(given)
        assert (row["row"], row["id"], row["rules_version"]) == (str(number), f"P{number}", RULES_VERSION)
        assert row["alerts"].split() == [alert.id for alert in found.alerts]
        for name, result in found.sets.items():
            assert row[name] == outcome_of(result)
            assert row[f"{name}.needs"].split() == list(result.needs)
            for criterion, said in found.as_dict()["sets"][name]["criteria"].items():
                assert row[f"{name}.{criterion}"] == said["truth"]
                assert json.loads(row[f"{name}.{criterion}.because"] or "[]") == said["because"]
    assert "60 patients" in ended.stderr.decode()


def test_the_result_and_the_errors_are_files(patients, tmp_path):
    out, errors = tmp_path / "result.csv", tmp_path / "result.errors.csv"
    errors.write_text("of another run")
    report = tmp_path / "report.html"
    ended = run(
        "--language", "el", "cohort", "--engine", "python", str(patients), "--out", str(out), "--report", str(report)
    )
    assert ended.returncode == 0
    assert '<html lang="el">' in report.read_text(encoding="utf-8")
    assert "ασθενείς" in ended.stdout.decode()
    assert list(rows_of(out.read_text(encoding="utf-8"))[0]) == [
        "row", "id", *SETS, "alerts", *(f"{name}.needs" for name in SETS), *CONSTANT
    ]  # fmt: skip
    assert not errors.exists()

    bad = patients.read_text(encoding="utf-8-sig").replace("ileum", "λεπτό έντερο")
    patients.write_text(bad, encoding="cp1253")
    with mock.patch("calculators.cli_cohort.MOST_SAID", 1):
        ended = cohort(str(patients), "--out", str(out))
    assert ended.returncode == 1
    told = rows_of(errors.read_text(encoding="utf-8"))
    assert len(told) == bad.count("λεπτό έντερο")
    assert (told[0]["column"], told[0]["value"]) == ("primary_site", "λεπτό έντερο")
    assert "more problems" in ended.stderr.decode()
    assert not list(tmp_path.glob("*.part"))


def test_a_bad_cell_is_not_known_and_never_not_met():
    text = "age\nabc\n54\n,\n"
    ended = cohort("-", case=text)
    assert ended.returncode == 1
    assert [row["milan-net-2007"] for row in rows_of(ended.stdout.decode())] == ["undecided", "undecided"]
    assert 'row 1, age: "abc": expected a number' in ended.stderr.decode()


def test_a_row_that_is_too_long_is_told_as_a_row():
    ended = cohort("-", case="age,grade\n54,5,G1\n")
    assert "row 1: the row has 3 cells" in ended.stderr.decode()


def test_columns_are_matched_by_a_file(tmp_path):
    columns = tmp_path / "columns.toml"
    columns.write_text('[columns]\n"Years" = "age_years"\n', encoding="utf-8")
    ended = cohort("-", "--map", str(columns), case="Years\n56\n")
    assert rows_of(ended.stdout.decode())[0]["milan-net-2007"] == "not_met"
    columns.write_bytes(b"\xff")
    assert cohort("-", "--map", str(columns), case="Years\n56\n").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "case"),
    [
        (["/no/such/file.csv"], ""),
        (["-"], "a;b\n1;2\n"),
        (["-"], ""),
        (["-"], None),
        (["-", "--out", "result.xlsx"], "age\n54\n"),
        (["-", "--out", "/no/such/folder/r.csv"], "age\n54\n"),
    ],
)
def test_what_cannot_be_used_ends_with_status_2(arguments, case):
    ended = cohort(*arguments, case=case)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr


def test_parquet_is_read_and_written(patients, tmp_path):
    table, out, again = tmp_path / "patients.parquet", tmp_path / "result.parquet", tmp_path / "result.csv"
    with duckdb.connect() as connection:
        connection.read_csv(str(patients), all_varchar=True, delimiter=";").write_parquet(str(table))
        assert cohort(str(table), "--out", str(out)).returncode == 0
        assert cohort(str(patients), "--out", str(again)).returncode == 0
        rows = connection.read_parquet(str(out))
        said = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
    expected = rows_of(again.read_text(encoding="utf-8"))
    assert [{name: cell or "" for name, cell in row.items()} for row in said] == expected
    table.write_text("no parquet")
    assert cohort(str(table)).returncode == 2


def test_parquet_without_its_library_is_refused(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ended = cohort(str(tmp_path / "patients.parquet"))
    assert ended.returncode == 2
    assert "pip install 'duckdb>=2.0,<3' 'sqlglot>=30,<31'" in ended.stderr.decode()


def test_progress_is_a_bar_on_a_terminal_and_a_line_now_and_then_elsewhere(patients):
    with mock.patch("calculators.cli_cohort.EVERY_SECONDS", -1):
        assert "100 % of 60 patients" in cohort(str(patients)).stderr.decode()
    with mock.patch("calculators.cli_cohort._is_terminal", return_value=True):
        assert "[##############################] 100 % of 60 patients" in cohort(str(patients)).stderr.decode()


def test_a_summary_says_what_the_sets_come_to(patients):
    said = cohort(str(patients)).stderr.decode()
    assert "Milan-NET criteria, 2007 [checked (abstract)]" in said
    assert "most often missing" in said
    assert "with a warning beside it" in said
    assert "published for other patients" in said
    assert "none or open" in said
    assert format_share(Share(0, 0)).en == "0"
