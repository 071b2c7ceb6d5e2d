"""What the page for many patients asks and is told."""

import base64
import csv
import io
import json

import pytest

from calculators.cohort.simulated import COLUMNS, PATIENTS, simulated
from calculators.cohort.table import read_table
from calculators.engine.case import LATEST
from calculators.web import cohort
from calculators.web.endpoint import handle

TABLE = "id;age;Strange;site\n1;54;x;ileum\n2;56;y;ileum\n3;old;z;lung\n"


@pytest.fixture(autouse=True)
def _nothing_open(monkeypatch):
    monkeypatch.setattr(cohort, "OPENED", cohort.Cohort())


def ask(step, language="en", **more):
    request = {"ask": f"cohort-{step}", "language": language, "today": "2026-11-01", "answers": {}, "carried": []}
    return json.loads(handle(json.dumps({**request, **more})))


def encoded(text, encoding="utf-8"):
    return base64.b64encode(text.encode(encoding)).decode()


def finished():
    part = {"done": 0, "rows": 1}
    while part["done"] < part["rows"]:
        part = ask("part")
    return part


def test_a_file_is_understood_and_judged():
    opened = ask("open", file=encoded(TABLE, "cp1253"))
    assert opened["ready"]
    assert opened["rows"] == 3
    assert [(one["head"], one["field"]) for one in opened["columns"]] == [
        ("id", "id"), ("age", "age_years"), ("Strange", ""), ("site", "primary_site")
    ]  # fmt: skip
    assert opened["columns"][1]["samples"] == ["54", "56", "old"]
    assert finished() == {"done": 3, "rows": 3, "unread": 1}
    report = ask("report")
    assert report["unread"] == 1
    assert report["problems"] == [["3", "age", "old", "expected a number from 0 to 120 years"]]
    assert "3 patients" in report["html"]


def test_the_patients_of_a_result_open_on_the_board():
    ask("open", text=TABLE)
    finished()
    found = ask("patients", set="milan-net-2007", verdict="not_met")
    assert found["total"] == 2
    assert found["patients"][0] == {"row": 2, "id": "2", "case": {"age_years": "56", "primary_site": "ileum"}}
    flagged = ask("patients", set="milan-net-2007", verdict="not_met", flag="doubt-age")
    assert flagged["total"] == 0


def test_a_table_without_ids_has_rows():
    ask("open", text="age\n56\n")
    finished()
    assert ask("patients", set="milan-net-2007", verdict="not_met")["patients"][0]["id"] == ""
    assert ask("file", what="result")["text"].startswith("row,enets-2012-resection")


def test_columns_are_matched_anew():
    ask("open", text=TABLE)
    finished()
    again = ask("open", columns={"age": "", "Strange": "", "site": "primary_site"}, dates="mdy")
    assert [one["field"] for one in again["columns"]] == ["id", "", "", "primary_site"]
    assert again["dates"] == "mdy"
    assert finished()["unread"] == 0
    kept = ask("file", what="match")
    assert kept["name"] == "columns.toml"
    assert 'dates = "mdy"' in kept["text"]
    assert ask("open", text=TABLE, match=kept["text"])["columns"] == again["columns"]


def test_files_hold_what_was_found():
    ask("open", text=TABLE)
    finished()
    result = list(csv.DictReader(io.StringIO(ask("file", what="result")["text"])))
    assert [(row["row"], row["id"], row["milan-net-2007"]) for row in result] == [
        ("1", "1", "undecided"), ("2", "2", "not_met"), ("3", "3", "not_met")
    ]  # fmt: skip
    errors = ask("file", "el", what="errors")
    assert list(csv.reader(io.StringIO(errors["text"])))[1] == [
        "3",
        "age",
        "old",
        "αναμενόταν αριθμός από 0 έως 120 έτη",
    ]
    assert ask("file", "el", what="report")["text"].startswith('<!doctype html>\n<html lang="el">')


@pytest.mark.parametrize(
    "request_",
    [{"file": encoded("PK\x03\x04")}, {"file": "@@@@@"}, {"text": ""}, {"text": TABLE, "match": "columns ="}],
)
def test_what_cannot_be_read_is_told(request_):
    opened = ask("open", **request_)
    assert not opened["ready"]
    assert opened["problems"]


def test_a_table_of_unknown_columns_waits_to_be_matched():
    opened = ask("open", text="a;b\n1;2\n")
    assert not opened["ready"]
    assert [one["head"] for one in opened["columns"]] == ["a", "b"]


def test_before_a_table_is_open_nothing_is_found():
    assert ask("open", columns={})["problems"] == []
    assert ask("part") == {"done": 0, "rows": 0, "unread": 0}
    assert "0 patients" in ask("report")["html"]
    assert ask("patients", set="milan-net-2007", verdict="met") == {"total": 0, "patients": []}
    assert "columns" not in ask("file", what="match")["text"].split("\n", 1)[1]


@pytest.mark.parametrize("language", ["en", "el"])
def test_simulated_patients_are_read_in_each_language_and_named_as_simulated(language):
    table = read_table(simulated(language).encode(), LATEST)
    assert (table.rows, set(table.fields)) == (PATIENTS, {"id", *(field.id for field in COLUMNS)})
    assert ask("open", language, simulated=True)["rows"] == PATIENTS
    assert finished()["unread"] == 2
    html = ask("report", language)["html"]
    assert {"en": "Simulated patients", "el": "Προσομοιωμένοι ασθενείς"}[language] in html
    assert ask("patients", language, set="milan-net-2007", verdict="met")["total"] > 5
