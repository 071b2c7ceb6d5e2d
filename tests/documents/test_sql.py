"""The sets as one query: an engine that knows no Python gives the same answers."""

import random
import re
import sys
from datetime import date, timedelta
from itertools import product
from unittest import mock

import duckdb
import pytest
from documents.test_command_line import run
from support.patients import random_patients

from calculators import export
from calculators.cohort.audit import outcome_of
from calculators.engine.breakpoints import representatives
from calculators.engine.derivations import EXTRAHEPATIC_PARTS
from calculators.engine.evaluate import evaluate_answers
from calculators.export.sql import DIALECTS, LONGEST_NAME, RUN_BY_US, query
from calculators.model.intervals import Interval
from calculators.sets.registry import SETS
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_PERCENT, MITOSES_PER_2MM2, WHO_GRADE

TYPES = {"number": "DOUBLE", "yes_no": "BOOLEAN", "choice": "VARCHAR", "date": "DATE"}


@pytest.fixture(scope="module")
def of_all_sets():
    return query("duckdb")


def found(cases, text):
    """Return what the query *text* says of *cases*, in their order."""
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" {TYPES[field.kind]}' for name, field in FIELDS.items())
        connection.execute(f"CREATE TABLE patients (id INTEGER, {columns})")
        rows = [[place, *(case.get(name) for name in FIELDS)] for place, case in enumerate(cases)]
        places = ", ".join("?" * (1 + len(FIELDS)))
        connection.executemany(f"INSERT INTO patients VALUES ({places})", rows)  # noqa: S608 (our own words)
        done = connection.execute(text)
        names = [column[0] for column in done.description]
        return sorted((dict(zip(names, row, strict=True)) for row in done.fetchall()), key=lambda row: row["id"])


def assert_same(cases, rows):
    assert len(rows) == len(cases)
    for case, row in zip(cases, rows, strict=True):
        for name, result in evaluate_answers(case).sets.items():
            assert row[name] == outcome_of(result), (name, case)
            assert row[f"{name}.needs"].split() == list(result.needs), (name, case)
            for criterion, finding in result.findings.items():
                assert row[f"{name}.{criterion}"] == finding.truth.value, (name, criterion, case)


@pytest.mark.exhaustive
def test_the_query_says_of_random_patients_what_the_rules_say(of_all_sets):
    cases = [
        {name: answer for name, answer in case.items() if not isinstance(answer, Interval)}
        for case in random_patients(400, seed=21)
    ]
    assert_same(cases, found(cases, of_all_sets))


def combinations(*fields):
    every = product(*([None, *representatives(field)] for field in fields))
    return [
        {field.id: answer for field, answer in zip(fields, chosen, strict=True) if answer is not None}
        for chosen in every
    ]


@pytest.mark.exhaustive
def test_what_follows_is_the_same_for_every_combination_of_classes(of_all_sets):
    grades = combinations(WHO_GRADE, DIFFERENTIATION)
    counts = combinations(KI67_PERCENT, MITOSES_PER_2MM2)
    cases = [{**grade, **count} for grade in grades for count in counts]
    cases += combinations(EXTRAHEPATIC_DISEASE, *EXTRAHEPATIC_PARTS)
    assert_same(cases, found(cases, of_all_sets))


@pytest.mark.exhaustive
def test_months_between_dates_are_the_same(of_all_sets):
    draw = random.Random(5)  # noqa: S311 (no secret)
    cases = []
    for _ in range(400):
        end = date(2019, 1, 1) + timedelta(days=draw.randrange(2500))
        start = end - timedelta(
            days=draw.choice([draw.randrange(400), draw.randrange(88, 95), draw.randrange(179, 186)])
        )
        entered = {"months_stable_disease": draw.choice([5.98, 6.0, 3.0])} if draw.random() < 0.3 else {}
        cases.append({"stable_since_date": start, "primary_resection_date": start, "assessment_date": end, **entered})
    assert_same(cases, found(cases, of_all_sets))


def test_a_value_that_the_vocabulary_does_not_know_is_not_known():
    case = {"age_years": 150.0, "who_grade": "G9", "primary_site": "ileum"}
    (row,) = found([case], query("duckdb", [SETS["milan-net-2007"]]))
    assert (row["milan-net-2007"], row["milan-net-2007.age"]) == ("undecided", "unknown")
    assert "who_grade" in row["milan-net-2007.needs"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_written_and_says_whether_it_was_run(dialect):
    text = query(dialect, [SETS["primary-resection"], SETS["liver-directed-contraindications"]])
    assert text.startswith("-- not run by us") == (dialect not in RUN_BY_US)
    names = re.findall(r"[\"`]([^\"`\n]+)[\"`]", text)
    assert "primary-resection" in names
    assert max(len(name.encode()) for name in names) <= LONGEST_NAME


def test_stages_are_fenced_where_an_engine_would_write_one_into_the_next(of_all_sets):
    assert query("postgres", [SETS["gist-imatinib"]]).count("AS MATERIALIZED (") > 5
    assert "MATERIALIZED" in of_all_sets
    assert "MATERIALIZED" not in query("spark", [SETS["gist-imatinib"]])


def test_a_dialect_that_nobody_wrote_and_a_name_that_would_be_cut_are_refused():
    with pytest.raises(ValueError, match="oracle"):
        query("oracle")
    with pytest.raises(ValueError, match="bytes"), mock.patch("calculators.export.sql.LONGEST_NAME", 10):
        query("duckdb", [SETS["gist-imatinib"]])


def test_the_command_line_prints_the_query():
    ended = run("sql", "--dialect", "duckdb", "--set", "milan-net-2007", "--table", "registry", "--key", "nr")
    text = ended.stdout.decode()
    assert ended.returncode == 0
    assert '"milan-net-2007"' in text
    assert "optn-net" not in text
    assert "registry" in text
    assert '"nr"' in text


def test_the_command_line_refuses_other_dialects_and_says_what_it_needs(monkeypatch):
    assert "expected one of duckdb" in run("sql", "--dialect", "oracle").stderr.decode()
    monkeypatch.delattr(export, "sql")
    monkeypatch.setitem(sys.modules, "calculators.export.sql", None)
    ended = run("sql", "--dialect", "duckdb")
    assert ended.returncode == 2
    assert "pip install 'hepatic-metastases[sql]'" in ended.stderr.decode()
