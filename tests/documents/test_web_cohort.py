"""What the page for many patients asks and is told."""

import base64
import csv
import io
import json

import pytest

from calculators.cohort.match import read_match
from calculators.cohort.simulated import COLUMNS, PATIENTS, simulated
from calculators.cohort.table import read_table
from calculators.engine.case import LATEST
from calculators.web import cohort
from calculators.web.endpoint import handle

NOT_MET = {"about": "set", "name": "milan-net-2007", "value": "not_met"}
TABLE = "id;age;Strange;site\n1;54;x;ileum\n2;56;y;ileum\n3;old;z;lung\n"


@pytest.fixture(autouse=True)
def _nothing_open(monkeypatch):
    monkeypatch.setattr(cohort, "OPENED", cohort.Cohort())


def ask(step, language="en", **more):
    request = {"ask": f"cohort-{step}", "language": language, "today": "2026-11-01", "answers": {}, "carried": []}
    return json.loads(handle(json.dumps({**request, **more})))


def encoded(text, encoding="utf-8"):
    return base64.b64encode(text.encode(encoding)).decode()


def read_file(what, language="en"):
    """Return the text of a file without the mark at its beginning."""
    return ask("file", language, what=what)["text"].removeprefix("\ufeff")


def finished():
    part = {"done": 0, "rows": 1}
    while part["done"] < part["rows"]:
        part = ask("part")
    return part


def test_a_file_is_understood_and_judged():
    opened = ask("open", file=encoded(TABLE, "cp1253"))
    assert opened["ready"]
    assert opened["rows"] == 3
    assert [one["similar"] for one in opened["columns"]] == [None] * 4
    assert [(one["head"], one["field"]) for one in opened["columns"]] == [
        ("id", "id"), ("age", "age_years"), ("Strange", ""), ("site", "primary_site")
    ]  # fmt: skip
    assert opened["columns"][1]["samples"] == ["54", "56", "old"]
    assert finished() == {"done": 3, "rows": 3, "unread": 1}
    report = ask("report")
    assert report["unread"] == 1
    assert report["cells"] == [["3", "age", "old", "expected a number from 0 to 120 years"]]
    assert "3 patients" in report["html"]


def test_the_patients_of_a_result_open_on_the_board():
    ask("open", text=TABLE)
    finished()
    chosen = ask("report", restrictions=[NOT_MET])
    assert (chosen["chosen"], chosen["rows"]) == (2, 3)
    found = ask("patients")
    assert found["total"] == 2
    assert found["patients"][0] == {"row": 2, "id": "2", "case": {"age_years": "56", "primary_site": "ileum"}}
    assert [one["row"] for one in ask("patients", first=1)["patients"]] == [3]
    result = csv.DictReader(io.StringIO(read_file("result")), delimiter=";")
    assert [row["row"] for row in result] == ["2", "3"]
    assert ask("report")["chosen"] == ask("patients")["total"] == 3
    said = {
        ("set", "transplant-contraindications", "met"): "Transplant contraindications: none present",
        ("set", "net-survival-factors", "0-3"): "Survival in NET: 0-3",
        ("answer", "functioning", ""): "Functioning tumour (hormonal syndrome): not answered",
    }
    for (about, name, value), words in said.items():
        assert ask("report", restrictions=[{"about": about, "name": name, "value": value}])["said"] == [words]


def test_a_subgroup_is_counted_apart_and_named_wherever_it_is_counted():
    ask("open", text=TABLE)
    finished()
    chosen = ask("report", "el", restrictions=[NOT_MET, {"about": "answer", "name": "age_years", "value": "50-60"}])
    assert (chosen["chosen"], chosen["said"]) == (1, ["Milan-NET 2007: δεν πληρούνται", "Ηλικία: 50–60 έτη"])
    assert "Ένα μέρος των 3 ασθενών του πίνακα: Milan-NET 2007: δεν πληρούνται· Ηλικία: 50–60 έτη" in chosen["html"]
    counted = list(csv.DictReader(io.StringIO(read_file("counts")), delimiter=";"))
    assert {row["patients"] for row in counted} == {"milan-net-2007 = not_met; age_years = 50-60"}
    assert counted[0]["count"] == "1"
    assert "Ένα μέρος των 3 ασθενών" in ask("file", "el", what="report")["text"]


def test_a_subgroup_of_nothing_that_there_is_is_told_and_all_are_counted():
    ask("open", text=TABLE)
    finished()
    for wrong in (
        {"about": "answer", "name": "age_years", "value": "old"},
        {"about": "set", "name": "milan", "value": "met"},
    ):
        told = ask("report", restrictions=[wrong])
        assert told["problems"]
        assert told["chosen"] == 3
    assert ask("report", restrictions=[NOT_MET])["problems"] == []


def test_warnings_choose_patients():
    ask("open", simulated=True)
    finished()
    [warning, *_] = ask("report")["warnings"]
    chosen = ask("report", restrictions=[{"about": "warning", "name": warning, "value": ""}])
    assert 0 < chosen["chosen"] < PATIENTS
    assert chosen["said"] == [f"with the warning {warning}"]
    assert len(ask("patients")["patients"]) == min(chosen["chosen"], cohort.MOST_ROWS)


def test_a_name_that_is_only_similar_is_suggested_until_somebody_decides():
    text = "Συννοσηρότητα;Ηλικία ασθενή;Ηλικία\nΌχι;54;54\n"
    similar = [one["similar"] for one in ask("open", "el", text=text)["columns"]]
    assert similar == [["serious_comorbidity", "Σοβαρή συννοσηρότητα"], None, None]
    assert ask("open", columns={"Συννοσηρότητα": ""})["columns"][0]["similar"] is None


WORDS = "id;site;functioning;age\n1;terminal;+;54\n2;ileum;-;55\n3;;ναι;56\n4;terminal;?;57\n"


def test_words_that_nobody_knows_are_matched_by_hand():
    opened = ask("open", text=WORDS)
    site, functioning = opened["words"]
    assert (site["head"], site["field"], site["words"]) == ("site", "primary_site", [["terminal", None]])
    assert ["ileum", "ileum"] in site["options"]
    assert functioning["words"] == [["+", None], ["-", ""], ["?", ""]]
    assert [value for value, _ in functioning["options"]] == ["true", "false"]
    assert finished()["unread"] == 3

    matched = ask(
        "open",
        columns={},
        words={"primary_site": {"terminal": "ileum"}, "functioning": {"+": "true", "-": "false", "?": ""}},
    )
    assert matched["words"][0]["words"] == [["terminal", "ileum"]]
    assert finished()["unread"] == 0
    assert [one["case"].get("functioning") for one in ask("patients")["patients"]] == ["true", "false", "true", None]
    kept = ask("file", what="match")["text"]
    assert '[words.primary_site]\n"terminal" = "ileum"\n' in kept

    assert ask("open", text=WORDS, match=kept)["words"] == matched["words"]
    assert read_match(kept).words["functioning"] == {"+": "true", "-": "false", "?": ""}
    back = ask("open", columns={}, words={"primary_site": {"terminal": None}})
    assert back["words"][0]["words"] == [["terminal", None]]


def test_words_below_the_first_rows_are_told_when_all_are_read(monkeypatch):
    monkeypatch.setattr(cohort, "CHUNK", 2)
    assert [one["field"] for one in ask("open", text=WORDS.replace("1;terminal", "1;ileum"))["words"]] == [
        "functioning"
    ]
    finished()
    assert [one["field"] for one in ask("report")["words"]] == ["primary_site", "functioning"]


def test_a_file_has_the_separator_of_the_table_and_opens_in_a_spreadsheet():
    for text, separator in (("age,site\n54,ileum\n", ","), ("age;site\n54;ileum\n", ";")):
        ask("open", "el", text=text)
        finished()
        assert ask("file", "el", what="result")["text"].startswith(
            f"\ufeffrow{separator}enets-2012-resection{separator}"
        )
    for language, separator in (("en", ","), ("el", ";")):
        ask("open", language, text="age\tsite\n54\tileum\n")
        finished()
        counted = csv.DictReader(io.StringIO(read_file("counts", language)), delimiter=separator)
        share = next(row["estimate"] for row in counted if row["about"] == "not answered")
        assert share == {"en": "0.0000", "el": "0,0000"}[language]


def test_a_table_without_ids_has_rows():
    ask("open", text="age\n56\n")
    finished()
    assert ask("patients")["patients"][0]["id"] == ""
    assert read_file("result").startswith("row,enets-2012-resection")


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
    result = list(csv.DictReader(io.StringIO(read_file("result")), delimiter=";"))
    assert [(row["row"], row["id"], row["milan-net-2007"]) for row in result] == [
        ("1", "1", "undecided"), ("2", "2", "not_met"), ("3", "3", "not_met")
    ]  # fmt: skip
    errors = csv.reader(io.StringIO(read_file("errors", "el")), delimiter=";")
    assert list(errors)[1] == [
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
    assert ask("patients") == {"total": 0, "patients": []}
    assert "columns" not in ask("file", what="match")["text"].split("\n", 1)[1]


@pytest.mark.parametrize("language", ["en", "el"])
def test_simulated_patients_are_read_in_each_language_and_named_as_simulated(language):
    table = read_table(simulated(language).encode(), LATEST)
    assert (table.rows, set(table.fields)) == (PATIENTS, {"id", *(field.id for field in COLUMNS)})
    assert ask("open", language, simulated=True)["rows"] == PATIENTS
    assert finished()["unread"] == 2
    html = ask("report", language)["html"]
    assert {"en": "Simulated patients", "el": "Προσομοιωμένοι ασθενείς"}[language] in html
    met = {"about": "set", "name": "milan-net-2007", "value": "met"}
    assert ask("report", language, restrictions=[met])["chosen"] > 5
