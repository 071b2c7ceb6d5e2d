"""Whatever leaves the rules names their version, how far the sources were checked, and the warnings that stand beside a set."""

import argparse
import json
from collections.abc import Callable
from datetime import date

import pytest
from render import interchange
from support.cases import CASES

from calculators import __version__, cli, evaluate
from calculators.cli import main
from calculators.engine.guards import GUARDS
from calculators.export import sql
from calculators.model.sets import STATUS_NAMES
from calculators.sets.registry import SETS
from calculators.web import cohort
from calculators.web.endpoint import HANDLERS, handle

GUARDED = "guard-comorbidity-transplant"
PATIENT = next(
    case.patient
    for case in CASES
    for found in [evaluate(case.patient)]
    if any(
        alert.id == GUARDED and any(found.sets[name].verdict == "met" for name in alert.sets) for alert in found.alerts
    )
)
"""A patient of whom criteria are met, with a warning beside them."""
TYPED = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in PATIENT.items()}
WAITING = {"primary_site": "ileum", "stable_since_date": "2026-08-01", "assessment_date": "2026-11-01"}
[WARNING] = [guard.shown for guard in GUARDS if guard.id == GUARDED]
STATUSES = {criteria.status for criteria in SETS.values()}


def ask(name: str, **more) -> dict:
    request = {"ask": name, "language": "en", "today": date.today().isoformat(), "answers": TYPED, "carried": []}  # noqa: DTZ011 (as the page says it)
    return json.loads(handle(json.dumps({**request, **more})))


def of_cohort(what: str) -> str:
    head, cells = ";".join(TYPED), ";".join(TYPED.values())
    ask("cohort-open", text=f"{head};unknown\n{cells};\n{cells};\n")
    ask("cohort-part")
    ask("cohort-report")
    return ask("cohort-file", what=what)["text"]


@pytest.fixture
def printed(capsys, tmp_path) -> Callable[..., str]:
    def run(*command: str) -> str:
        files = {"CASE": json.dumps(PATIENT), "TABLE": ",".join(TYPED) + "\n" + ",".join(TYPED.values()) + "\n"}
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            assert main([*command]) in {0, 1}
        out = [path.read_text(encoding="utf-8") for path in tmp_path.glob("out.*")]
        return "".join(out) or capsys.readouterr().out

    return run


COMMANDS = {
    ("evaluate", ""): ("evaluate", "CASE"),
    ("evaluate", "--json"): ("evaluate", "CASE", "--json"),
    ("evaluate", "--text"): ("evaluate", "CASE", "--text"),
    ("cohort", ""): ("cohort", "TABLE"),
    ("cohort", "--out"): ("cohort", "TABLE", "--out", "out.csv"),
    ("cohort", "--reasons"): ("cohort", "TABLE", "--out", "out.csv", "--reasons"),
    ("cohort", "--report"): ("cohort", "TABLE", "--report", "out.html"),
    ("sql", ""): ("sql", "--dialect", "duckdb"),
    ("sql", "--no-reasons"): ("sql", "--dialect", "postgres", "--no-reasons"),
    ("schema", ""): ("schema",),
    ("fhir", ""): ("fhir",),
    ("fhir", "--both"): ("fhir", "--both"),
    ("cql", ""): ("cql",),
}
"""What the command line writes, by the command and the option that changes what is written."""
NO_EXPORT = {
    ("verify", ""): "says whether a saved case still fits; writes nothing that is kept",
    ("verify", "--receipt"): "likewise",
    ("evaluate", "--fhir"): "says how the case is read",
    ("cohort", "--map"): "says how the table is read",
    ("cohort", "--engine"): "says what computes; the columns are the same",
    ("sql", "--dialect"): "says in whose words",
    ("sql", "--columns"): "says which fields the table has",
    ("sql", "--bounded"): "says of which numbers bounds are known",
    ("sql", "--set"): "says of which sets",
    ("sql", "--table"): "says of which table",
    ("sql", "--key"): "says by which column",
}


def wanting(text: str) -> list[str]:
    """Return what *text* does not name: the version, a status, a warning."""
    statuses = [{status.value, STATUS_NAMES[status].en, STATUS_NAMES[status].el} for status in STATUSES]
    return [
        *(["version"] if __version__ not in text else []),
        *(min(names) for names in statuses if not any(name in text for name in names)),
        *(
            []
            if any(said in text for said in (GUARDED, WARNING.en, WARNING.el, "warnings", "Warnings"))
            else ["warning"]
        ),
    ]


def options_of_commands() -> set[tuple[str, str]]:
    """Return each command, and each of its options, as the parser knows them; they stand nowhere else."""

    def actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
        return parser._actions  # noqa: SLF001

    [commands] = [one for one in actions(cli._parser()) if isinstance(one.choices, dict)]  # noqa: SLF001
    return {
        (name, option)
        for name, command in commands.choices.items()
        for option in ("", *(one.option_strings[0] for one in actions(command) if one.option_strings))
    } - {(name, "-h") for name in commands.choices}


def test_each_command_is_an_export_or_says_why_it_is_none():
    assert options_of_commands() <= COMMANDS.keys() | NO_EXPORT.keys()


@pytest.mark.exhaustive(covers=True)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=" ".join)
def test_what_the_command_line_writes_names_where_it_comes_from(command, printed):
    assert wanting(printed(*command)) == []


PAGE = {
    "json": lambda: ask("json")["json"],
    "text": lambda: ask("text")["text"],
    "sheet": lambda: json.dumps(ask("sheet"), ensure_ascii=False),
    "calendar": lambda: "".join(
        ask("calendar", answers=WAITING, sets=list(SETS), language=language)["ics"].replace("\r\n ", "")
        for language in ("en", "el")
    ),
    "cohort-file": None,
}
"""What a page hands out as a file or a text, by what it asks."""
ON_PAGE = HANDLERS.keys() - PAGE.keys()
SHOWN = {
    "case", "change", "cohort-open", "cohort-part", "cohort-patients", "cohort-report", "compare", "map", "missing",
    "robustness", "verify", "worksheet",
}  # fmt: skip
"""What is only shown, on a page that names them itself."""


ANSWERS_ALONE = {"fhir"}
"""What holds answers and no result, and names the Questionnaire of this version, which names the rest."""


def test_each_thing_that_a_page_asks_is_an_export_or_only_shown():
    assert ON_PAGE == SHOWN | ANSWERS_ALONE


@pytest.mark.parametrize("name", [name for name, made in PAGE.items() if made])
def test_what_a_page_hands_out_names_where_it_comes_from(name):
    missing = wanting(PAGE[name]())
    # A calendar holds the sets alone that wait for a day.
    assert [one for one in missing if name != "calendar" or one in {"version", "warning"}] == []


OF_COHORT = {"result", "counts", "report"}
WITHOUT_RESULTS = {"errors": "cells that could not be read", "match": "names of columns"}


def test_each_file_of_a_cohort_is_known():
    assert cohort.FILES.keys() == OF_COHORT | WITHOUT_RESULTS.keys()


@pytest.mark.parametrize("what", sorted(OF_COHORT))
def test_each_file_of_a_cohort_names_where_it_comes_from(what):
    assert wanting(of_cohort(what)) == []


@pytest.mark.parametrize("name", interchange.FILES)
def test_each_file_that_the_site_publishes_names_where_it_comes_from(name):
    assert wanting(interchange.FILES[name].made("en", "https://example.org/")) == []


@pytest.mark.exhaustive(covers=True)
@pytest.mark.parametrize("dialect", sql.DIALECTS)
def test_each_dialect_names_where_it_comes_from(dialect):
    assert wanting(sql.query(dialect)) == []


def test_a_response_names_the_questionnaire_of_this_version(printed):
    for made in (printed("fhir", "CASE"), ask("fhir")["json"]):
        assert json.loads(made)["questionnaire"].endswith(f"|{__version__}")
