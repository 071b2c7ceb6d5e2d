"""The sets as one query: an engine that knows no Python gives the same answers."""

import re
import sys
from datetime import date
from unittest import mock

import duckdb
import pytest
from documents.test_command_line import run
from patients import partly_known, whole_answers
from support.sql import NUMBERS, assert_same, cell, dated, every_combination, said

from calculators import export
from calculators.engine.derive import Conflict, Facts
from calculators.export.sql import DIALECTS, RUN_BY_US, PatientTable, query
from calculators.export.sql_facts import KnownFacts
from calculators.export.sql_words import LONGEST_NAME
from calculators.model.intervals import Interval
from calculators.model.text import Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

TYPES = {"number": "DOUBLE", "yes_no": "BOOLEAN", "choice": "VARCHAR", "date": "DATE"}


@pytest.fixture(scope="module")
def of_all_sets():
    return query("duckdb")


@pytest.fixture(scope="module")
def of_partly_known():
    return query("duckdb", patients=PatientTable(bounded=NUMBERS))


def found(cases, text, bounded=()):
    """Return what the query *text* says of *cases*, in their order."""
    with duckdb.connect() as connection:
        kinds = {name: "VARCHAR" if name in bounded else TYPES[FIELDS[name].kind] for name in FIELDS}
        columns = "".join(f', "{name}" {kind}' for name, kind in kinds.items())
        connection.execute(f"CREATE TABLE patients (id INTEGER{columns})")
        rows = [[place, *(cell(case, name, bounded) for name in FIELDS)] for place, case in enumerate(cases)]
        places = ", ".join("?" * (1 + len(FIELDS)))
        connection.executemany(f"INSERT INTO patients VALUES ({places})", rows)  # noqa: S608 (our own words)
        done = connection.execute(text)
        names = [column[0] for column in done.description]
        return sorted((dict(zip(names, row, strict=True)) for row in done.fetchall()), key=lambda row: row["id"])


@pytest.mark.exhaustive
def test_the_query_says_of_random_patients_what_the_rules_say(of_all_sets):
    cases = whole_answers(400, seed=21)
    assert_same(cases, found(cases, of_all_sets))


@pytest.mark.exhaustive
def test_the_query_says_of_partly_known_numbers_what_the_rules_say(of_partly_known):
    cases = partly_known(400, seed=22)
    assert any(isinstance(answer, Interval) for case in cases for answer in case.values())
    assert_same(cases, found(cases, of_partly_known, NUMBERS))


@pytest.mark.exhaustive
def test_what_follows_is_the_same_for_every_combination_of_classes(of_all_sets):
    cases = every_combination()
    assert_same(cases, found(cases, of_all_sets))


@pytest.mark.exhaustive
def test_months_between_dates_are_the_same(of_all_sets):
    cases = dated(400)
    assert_same(cases, found(cases, of_all_sets))


def test_a_value_that_the_vocabulary_does_not_know_is_not_known():
    case = {"age_years": 150.0, "ki67_cells_counted": 7.5, "who_grade": "G9", "primary_site": "ileum"}
    (row,) = found([case], query("duckdb", [SETS["milan-net-2007"]]))
    assert (row["milan-net-2007"], row["milan-net-2007.age"]) == ("undecided", "unknown")
    assert "who_grade" in row["milan-net-2007.needs"]


def test_numbers_are_read_as_a_case_spells_them_and_anything_else_is_not_known():
    read = {
        "<50": "met",
        "<=50": "met",
        ">50": "not_met",
        ">=50": "unknown",
        "10-40": "met",
        "50-60": "unknown",
        " 40 ": "met",
        "40,5": "unknown",
        "<120": "unknown",
        "60-10": "unknown",
        "abc": "unknown",
        "<0": "unknown",
        ">100": "unknown",
    }
    text = query(
        "duckdb",
        [SETS["milan-net-2007"]],
        PatientTable(asked=["liver_involvement_percent"], bounded=["liver_involvement_percent"]),
    )
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE patients (id VARCHAR, liver_involvement_percent VARCHAR)")
        connection.executemany("INSERT INTO patients VALUES (?, ?)", [[one, one] for one in read])
        done = connection.execute(text)
        names = [column[0] for column in done.description]
        rows = [dict(zip(names, row, strict=True)) for row in done.fetchall()]
    assert {row["id"]: row["milan-net-2007.involvement"] for row in rows} == read


def test_dates_the_wrong_way_round_are_not_known_as_the_cohort_reads_them():
    case = {
        "primary_resection_date": date(2026, 5, 1),
        "stable_since_date": date(2024, 1, 1),
        "assessment_date": date(2026, 4, 1),
    }
    text = query("duckdb", [SETS["milan-net-2007"]])
    (row,), (left,) = found([case], text), found([{"stable_since_date": date(2024, 1, 1)}], text)
    assert {**row, "id": 0} == {**left, "id": 0}
    assert row["milan-net-2007.stability.because"] == '[{"missing": "months_stable_disease"}]'


def test_what_is_said_in_words_is_in_the_language_asked_for():
    case = {"primary_site": "ileum", "growth_type": "II", "age_years": 60.0}
    (row,) = found([case], query("duckdb", [SETS["milan-net-2016"]], language="el"))
    wanted = said(case, "el")
    assert {name: row[name] for name in wanted if name.startswith("milan-net-2016.")} == {
        name: value for name, value in wanted.items() if name.startswith("milan-net-2016.")
    }
    assert "wording" in row["milan-net-2016.age.because"]


def test_alerts_of_one_set_are_those_that_stand_beside_it():
    case = {"carcinoid_heart_disease": "severe", "primary_site": "lung", "tumour_family": "neuroendocrine"}
    (row,) = found([case], query("duckdb", [SETS["milan-net-2007"]], reasons=False))
    assert "contraindication-severe-carcinoid-heart" in row["alerts"].split()
    assert "guard-carcinoid-heart-resection" not in row["alerts"].split()
    assert "milan-net-2007.age" not in row


@pytest.mark.exhaustive(covers=True)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_written_and_says_whether_it_was_run(dialect):
    text = query(dialect, [SETS["primary-resection"], SETS["liver-directed-contraindications"]])
    assert text.startswith("-- not run by us") == (dialect not in RUN_BY_US)
    names = re.findall(r"AS [\"`]([^\"`\n]+)[\"`]", text)
    assert "primary-resection" in names
    assert max(len(name.encode()) for name in names) <= LONGEST_NAME


def test_the_query_names_the_version_of_the_rules_and_what_its_sets_rest_on():
    text = query("duckdb", [SETS["milan-net-2007"]])
    assert text.startswith("-- published criteria as rules ")
    assert f"-- milan-net-2007: {SETS['milan-net-2007'].status.value}; Mazzaferro" in text


def test_stages_are_fenced_where_an_engine_would_write_one_into_the_next():
    assert query("postgres", [SETS["gist-imatinib"]]).count("AS MATERIALIZED (") > 5
    assert "MATERIALIZED" not in query("duckdb", [SETS["gist-imatinib"]])
    assert "MATERIALIZED" not in query("spark", [SETS["gist-imatinib"]])


def test_a_dialect_that_nobody_wrote_and_a_name_that_would_be_cut_are_refused():
    with pytest.raises(ValueError, match="oracle"):
        query("oracle")
    with pytest.raises(ValueError, match="bytes"), mock.patch("calculators.export.sql_words.LONGEST_NAME", 10):
        query("duckdb", [SETS["gist-imatinib"]])


def test_a_contradiction_that_the_query_could_not_say_is_refused():
    conflict = Conflict("who_grade", ("who_grade",), ("who_grade",), Text("they contradict", "αντιφάσκουν"))
    twice = [(0, {}, Facts({}, {}, (conflict, conflict)))]
    (table, *_) = KnownFacts().blocks
    with (
        mock.patch("calculators.export.sql_facts._worked_out", return_value=twice),
        pytest.raises(ValueError, match="block_1"),
    ):
        list(table.rows())


def test_a_date_is_known_where_it_is_there():
    assert KnownFacts().known(FIELDS["assessment_date"]).sql() == 'NOT "assessment_date" IS NULL'


def test_the_command_line_prints_the_query():
    ended = run("sql", "--dialect", "duckdb", "--set", "milan-net-2007", "--table", "registry", "--key", "nr")
    text = ended.stdout.decode()
    assert ended.returncode == 0
    assert '"milan-net-2007"' in text
    assert "optn-net" not in text
    assert "registry" in text
    assert '"nr"' in text


def test_the_command_line_takes_the_columns_that_there_are_and_those_that_may_hold_bounds():
    ended = run(
        "sql",
        "--dialect",
        "spark",
        "--set",
        "milan-net-2007",
        "--columns",
        "age_years,primary_site",
        "--bounded",
        "age_years",
    )
    text = ended.stdout.decode()
    assert ended.returncode == 0
    assert "`ki67_percent` AS" not in text
    assert "RLIKE" in text
    for option, name in (("--columns", "age"), ("--bounded", "primary_site")):
        refused = run("sql", "--dialect", "spark", option, name)
        assert refused.returncode == 2
        assert name in refused.stderr.decode()


def test_the_command_line_refuses_other_dialects_and_says_what_it_needs(monkeypatch):
    assert "expected one of duckdb" in run("sql", "--dialect", "oracle").stderr.decode()
    monkeypatch.delattr(export, "sql")
    monkeypatch.setitem(sys.modules, "calculators.export.sql", None)
    ended = run("sql", "--dialect", "duckdb")
    assert ended.returncode == 2
    assert "pip install 'sqlglot>=30,<31'" in ended.stderr.decode()
