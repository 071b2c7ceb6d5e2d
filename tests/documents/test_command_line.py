"""The command line as its users run it."""

import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest import mock

import pytest

from calculators import InvalidCase, evaluate
from calculators.cli import COMMANDS, main
from calculators.documents.case_file import save
from calculators.documents.receipt import receipt
from calculators.engine.case import read
from calculators.model.text import resolve
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS


@dataclass
class Ended:
    """What the command line left: its exit status, and the bytes on standard output and standard error."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run(
    *arguments: str, case: str | bytes | None = b"", page: str = "utf-8", stdout: TextIOWrapper | None = None
) -> Ended:
    """Run the command line in this process, on streams of the code page *page*; *case* None is a closed standard input."""
    given = case.encode() if isinstance(case, str) else case
    streams = [BytesIO(), BytesIO()]
    out, error = (TextIOWrapper(stream, encoding=page) for stream in streams)
    stdin = None if given is None else TextIOWrapper(BytesIO(given))
    with mock.patch.object(sys, "stdin", stdin), redirect_stdout(stdout or out), redirect_stderr(error):
        try:
            status = main([*arguments])
        except SystemExit as end:
            status = int(end.code)
        for stream in (out, error):
            stream.flush()
    return Ended(status, *(stream.getvalue() for stream in streams))


def refused(case: str | bytes, *arguments: str) -> list[str]:
    """Return the lines of standard error of a case that was refused."""
    result = run(*arguments, "evaluate", "-", "--json", case=case)
    assert (result.returncode, result.stdout) == (2, b"")
    return result.stderr.decode().splitlines()


def test_a_case_from_standard_input_or_a_file(tmp_path):
    case = {"age_years": 55, "who_grade": "G1"}
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case), encoding="utf-8")

    printed = [run("evaluate", "-", "--json", case=json.dumps(case)), run("evaluate", str(file), "--json")]

    for result in printed:
        assert (result.returncode, result.stderr) == (0, b"")
        assert json.loads(result.stdout) == evaluate(case).as_dict()


def test_a_table_for_people_in_both_languages():
    english = run("evaluate", "-", case='{"age_years": 55.5}').stdout.decode()
    greek = run("--language", "el", "evaluate", "-", case='{"age_years": 55.5}').stdout.decode()

    assert "Milan-NET criteria, 2007 [checked (abstract)]: criteria not met as published" in english
    assert "- Age ≤ 55 years: not met" in english
    assert "Κριτήρια Milan-NET, 2007 [ελεγμένο (περίληψη)]: τα κριτήρια δεν πληρούνται όπως δημοσιεύθηκαν" in greek
    assert "eligible" not in english


def test_the_schema_describes_every_field():
    schema = json.loads(run("schema").stdout)

    assert list(schema["properties"]) == list(FIELDS)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["age_years"]["maximum"] == 120
    assert schema["properties"]["who_grade"]["enum"] == ["G1", "G2", "G3", "NEC", None]


def test_each_schema_is_printed_by_its_name():
    titles = {
        what: json.loads(run("--language", "el", "schema", what).stdout)["title"]
        for what in ("case", "result", "saved")
    }

    assert titles == {"case": "Περιστατικό", "result": "Αποτέλεσμα", "saved": "Αποθηκευμένο περιστατικό"}
    assert json.loads(run("schema").stdout)["title"] == "Case"


def test_a_case_goes_out_as_fhir_and_comes_in_again():
    case = '{"age_years": 54, "who_grade": "G1", "ki67_percent": "<2"}'
    made = run("fhir", "-", case=case).stdout

    assert json.loads(made)["resourceType"] == "QuestionnaireResponse"
    assert (
        run("evaluate", "--fhir", "-", "--json", case=made).stdout == run("evaluate", "-", "--json", case=case).stdout
    )
    assert run("evaluate", "--fhir", "-", case=case).returncode == 2


def test_the_questionnaire_is_printed_in_one_language_or_both():
    assert json.loads(run("--language", "el", "fhir").stdout)["language"] == "el"
    assert "_title" not in json.loads(run("fhir").stdout)
    assert "_title" in json.loads(run("fhir", "--both").stdout)


def test_the_library_of_cql_is_printed_as_it_is():
    assert "\nlibrary LiverMetastases version" in run("cql").stdout.decode()


TOMORROW = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ('{"age_years": NaN}', "age_years: NaN: expected a number from 0 to 120 years"),
        ('{"age_years": Infinity}', "age_years: Infinity: expected a number from 0 to 120 years"),
        ('{"age_years": -Infinity}', "age_years: -Infinity: expected a number from 0 to 120 years"),
        ('{"age_years": 1e999}', "age_years: Infinity: expected a number from 0 to 120 years"),
        ('{"age_years": true}', "age_years: true: expected a number from 0 to 120 years"),
        ('{"age_years": "55"}', 'age_years: "55": expected a number from 0 to 120 years'),
        ('{"age_years": [55]}', "age_years: [55]: expected a number from 0 to 120 years"),
        ('{"age_years": -0.1}', "age_years: -0.1: expected a number from 0 to 120 years"),
        ('{"age_years": 120.1}', "age_years: 120.1: expected a number from 0 to 120 years"),
        ('{"months_stable_disease": -1}', "months_stable_disease: -1: expected a number of at least 0 months"),
        ('{"ki67_percent": 100.5}', "ki67_percent: 100.5: expected a number from 0 to 100 %"),
        ('{"functioning": 1}', "functioning: 1: expected true or false"),
        ('{"functioning": "yes"}', 'functioning: "yes": expected true or false'),
        ('{"who_grade": "g1"}', 'who_grade: "g1": expected one of G1, G2, G3, NEC'),
        ('{"who_grade": 1}', "who_grade: 1: expected one of G1, G2, G3, NEC"),
        ('{"ki67": 3}', "ki67: 3: expected a known field, perhaps ki67_percent"),
        ('{"AGE_YEARS": 3}', "AGE_YEARS: 3: expected a known field, perhaps age_years"),
        ('{"xyzzy": 3}', "xyzzy: 3: expected a known field"),
        ('{"": 3}', '"": 3: expected a known field'),
        ('{"assessment_date": "2026-13-01"}', 'assessment_date: "2026-13-01": expected a date'),
        ('{"assessment_date": "20260101"}', 'assessment_date: "20260101": expected a date'),
        ('{"assessment_date": "14/7/2026"}', 'assessment_date: "14/7/2026": expected a date'),
        ('{"assessment_date": "1066-01-01"}', 'assessment_date: "1066-01-01": expected a date'),
        (f'{{"assessment_date": "{TOMORROW}"}}', f'assessment_date: "{TOMORROW}": expected a date'),
        (
            '{"stable_since_date": "2026-02-01", "assessment_date": "2026-01-01"}',
            'stable_since_date: "2026-02-01": expected a date no later than the assessment date, 2026-01-01',
        ),
        ('{"age_years": 5, "age_years": 6}', "age_years: expected each field once"),
        ("{}", "case: {}: expected at least one field"),
        ("[]", "case: []: expected a JSON object of fields"),
        ("null", "case: null: expected a JSON object of fields"),
        ("3", "case: 3: expected a JSON object of fields"),
        ("", "case: expected valid JSON"),
        ('{"age_years": 5', "case: expected valid JSON"),
        ("age_years = 5", "case: expected valid JSON"),
        (b"\xff\xfe{", "case: expected valid JSON"),
        ("[" * 60000, "case: expected valid JSON of at most 20 brackets within brackets"),
        ('{"age_years": ' + "9" * 60000 + "}", "case: expected valid JSON"),
        ('{"age_years": 1' + " " * 3_000_000 + "}", "case: expected at most 65536 bytes of JSON"),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_bad_input_is_refused_in_one_line(case, says):
    lines = refused(case)

    assert len(lines) == 1
    assert lines[0].startswith(says)
    assert len(lines[0]) < 400


def test_all_problems_are_named_at_once():
    lines = refused('{"age_years": -1, "who_grade": "G9", "kii67_percent": 3, "functioning": null}')

    assert [line.split(":")[0] for line in lines] == ["age_years", "who_grade", "kii67_percent"]


def test_problems_are_told_in_greek():
    assert refused('{"age_years": -1}', "--language", "el") == ["age_years: -1: αναμενόταν αριθμός από 0 έως 120 έτη"]


def test_thousands_of_unknown_fields_are_refused_quickly_and_in_part():
    lines = refused(json.dumps({f"field_{n}": n for n in range(3000)}))

    assert len(lines) == 51
    assert lines[-1] == "case: expected no more than 50 problems; 2950 more were found"


def test_a_file_that_is_not_there():
    result = run("evaluate", "no-such-file.json")

    assert result.returncode == 2
    assert result.stderr.decode().startswith("no-such-file.json: expected a file that can be read")


def test_no_field_in_a_case_is_known_as_null():
    assert json.loads(run("evaluate", "-", "--json", case='{"age_years": null}').stdout) == evaluate({}).as_dict()


def test_a_contraindication_is_said_by_its_name_and_never_by_what_is_accepted():
    """A grade 3 tumour was once printed as "WHO grade: G1 or G2: present"."""
    said = run("evaluate", "-", case='{"who_grade": "G3", "synchronous": true}').stdout.decode()

    assert "- Grade 3 tumour or neuroendocrine carcinoma: present (Absent when: WHO grade: G1 or G2)" in said
    assert "- Synchronous metastases: present (Absent when: metachronous liver metastases)" in said


def test_a_text_for_a_record_in_both_languages():
    english = run("evaluate", "-", "--text", case='{"age_years": 55.5}').stdout.decode()
    greek = run("--language", "el", "evaluate", "-", "--text", case='{"age_years": 55.5}').stdout.decode()

    assert "not met: Age ≤ 55 years (55.5 years)" in english
    assert "δεν πληρούται: Ηλικία ≤ 55 έτη (55,5 έτη)" in greek
    assert english.splitlines()[-1] == greek.splitlines()[-1] == f"[{receipt({'age_years': 55.5})} | age_years=55.5]"


def test_a_result_is_printed_in_one_form():
    assert run("evaluate", "-", "--text", "--json", case="{}").returncode == 2


# Checking what was saved.

TODAY = date.today()  # noqa: DTZ011
SAVED = resolve(save(read({"age_years": 55, "who_grade": "G2"}, TODAY), TODAY), "en")


def altered(**changes):
    """Return the saved file with the verdict of ENETS 2012 transplant and what else is in *changes* changed: at 55 its limit of age is not met."""
    saved = json.loads(json.dumps(SAVED))
    saved["result"]["sets"]["enets-2012-transplant"].update(changes.pop("transplant", {}))
    return json.dumps(saved | changes)


def test_a_saved_case_that_fits_is_said_and_what_was_not_checked(tmp_path):
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(SAVED), encoding="utf-8")

    for result in (run("verify", str(file)), run("verify", "-", case=json.dumps(SAVED))):
        assert (result.returncode, result.stderr) == (0, b"")
        assert result.stdout.decode().splitlines() == [
            f"The receipt fits: exactly these answers and exactly these rules, version {RULES_VERSION}. All that was saved with it is what the rules say now.",
            "The day of saving was not checked: no day of assessment was entered, and it follows from no answer.",
        ]


def test_each_outcome_that_differs_is_listed():
    result = run(
        "verify",
        "-",
        case=altered(
            transplant={
                "verdict": "met",
                "criteria": {**SAVED["result"]["sets"]["enets-2012-transplant"]["criteria"], "age": {}},
            }
        ),
    )

    assert (result.returncode, result.stderr) == (1, b"")
    first, *listed, _ = result.stdout.decode().splitlines()
    assert first.endswith("What the rules now say otherwise: 2.")
    assert listed == [
        "  ENETS 2012 transplant: criteria met as published when saved, criteria not met as published now.",
        "  ENETS 2012 transplant, “Age < 55 years”: not readable when saved, not met now.",
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"case": {"age_years": 54, "who_grade": "G2"}}, "The receipt does not fit"),
        (
            {"receipt": "0.0.1-abcd-efgh-ijkl"},
            "This is an older, shorter receipt, made with version 0.0.1 of the rules",
        ),
    ],
    ids=["an answer", "the rules"],
)
def test_a_receipt_that_does_not_fit_is_told(changes, says):
    result = run("verify", "-", case=altered(**changes))

    assert (result.returncode, result.stderr) == (1, b"")
    assert result.stdout.decode().startswith(says)


def test_a_receipt_can_be_given_beside_a_case():
    case = json.dumps(SAVED["case"])
    fits = run("verify", "-", "--receipt", SAVED["receipt"].upper(), case=case)
    differs = run("--language", "el", "verify", "-", "--receipt", str(receipt({})), case=case)

    assert (fits.returncode, differs.returncode) == (0, 1)
    assert fits.stdout.decode().endswith("No outcome was saved with it.\n")
    assert differs.stdout.decode().startswith("Ο κωδικός δεν ταιριάζει")


@pytest.mark.parametrize(
    ("arguments", "case", "says"),
    [
        ((), "{", "case: expected valid JSON"),
        ((), json.dumps(SAVED["case"]), f"receipt: expected a receipt such as {RULES_VERSION}-abcd-efgh-ijkl-mnop"),
        ((), altered(receipt="abc"), 'receipt: "abc": expected a receipt'),
        (("--receipt", "abc"), json.dumps(SAVED["case"]), 'receipt: "abc": expected a receipt'),
        ((), altered(result=None, case={"age": 5}), "age: 5: expected a known field, perhaps age_years"),
        ((), altered(result=5), "result: 5: expected what the rules said"),
    ],
    ids=["no JSON", "no receipt", "no receipt in the file", "no receipt given", "no such field", "no results"],
)
def test_what_cannot_be_checked_is_refused_in_one_line(arguments, case, says):
    result = run("verify", "-", *arguments, case=case)
    lines = result.stderr.decode().splitlines()

    assert (result.returncode, result.stdout, len(lines)) == (2, b"", 1)
    assert lines[0].startswith(says)


# What cannot be read or written.


def shell(command: str, **environment: str) -> subprocess.CompletedProcess:
    """Run *command* in a shell, `calculators` standing for the command line. It takes long: only for what a process alone can show."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("calculators", f"{sys.executable} -m calculators")],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def files(tmp_path, monkeypatch):
    (tmp_path / "case.json").write_text('{"age_years": 55.5, "who_grade": "G2"}', encoding="utf-8")
    (tmp_path / "saved.json").write_text(json.dumps(SAVED, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    monkeypatch.chdir(tmp_path)


PRINTING = [
    "evaluate case.json",
    "evaluate case.json --json",
    "evaluate case.json --text",
    "schema",
    "verify saved.json",
]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("page", "language"), [("cp1252", "en"), ("cp1253", "el"), ("ascii", "el")])
@pytest.mark.parametrize("command", PRINTING)
def test_the_same_is_written_under_any_code_page(command, language, page):
    usual = run("--language", language, *command.split())
    printed = run("--language", language, *command.split(), page=page)

    assert printed == Ended(0, usual.stdout, b"")
    assert len(printed.stdout.decode()) > 50


@pytest.mark.usefixtures("files")
def test_a_process_writes_utf_8_too():
    printed = shell("calculators --language el evaluate case.json", PYTHONIOENCODING="cp1253")

    assert (printed.returncode, printed.stderr) == (0, b"")
    assert printed.stdout == run("--language", "el", "evaluate", "case.json").stdout


@contextmanager
def full() -> Iterator[TextIOWrapper]:
    """Yield a file on a device that has no room."""
    with Path("/dev/full").open("w", encoding="utf-8") as file:
        yield file


@contextmanager
def deaf() -> Iterator[TextIOWrapper]:
    """Yield a pipe whose reader went away."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as file:
        yield file


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", PRINTING)
@pytest.mark.parametrize(("to", "why"), [(full, "No space left on device"), (deaf, "Broken pipe")])
def test_what_cannot_be_written_ends_with_status_2_and_a_sentence(command, to, why):
    with to() as stdout:
        ended = run(*command.split(), stdout=stdout)

    assert ended.returncode == 2
    assert ended.stderr.decode().splitlines() == [f"the output could not be written ({why})"]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", PRINTING)
def test_where_there_is_no_output_at_all_that_is_said(command, monkeypatch):
    error = TextIOWrapper(BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", error)

    assert main(command.split()) == 2
    error.flush()
    assert error.buffer.getvalue() == b"the output could not be written (BrokenPipeError)\n"


@pytest.mark.usefixtures("files")
def test_python_does_not_try_again_at_its_end_what_could_not_be_written():
    printed = shell("calculators schema >/dev/full")

    assert (printed.returncode, printed.stderr) == (2, b"the output could not be written (No space left on device)\n")


@pytest.mark.usefixtures("files")
def test_a_long_output_of_which_the_reader_takes_one_line_ends_with_status_2():
    printed = shell("calculators schema | head -1")

    assert printed.stdout == b"{\n"
    assert printed.stderr.decode().splitlines() in ([], ["the output could not be written (Broken pipe)"])
    assert printed.returncode in {0, 2}


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("evaluate", "-"),
        ("verify", "-"),
        ("evaluate", "."),
        ("verify", "no-such-file"),
        ("evaluate", "a\nb\u2028c"),
        ("evaluate", ""),
        ("evaluate", "a\0b"),
        ("verify", "/proc/self/mem"),
    ],
    ids=ascii,
)
@pytest.mark.parametrize("language", ["en", "el"])
def test_what_cannot_be_read_ends_with_status_2_and_a_line(command, path, language):
    ended = run("--language", language, command, path, case=None, page="cp1253")

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert len(ended.stderr.decode().splitlines()) == 1
    assert {"en": "a file that can be read", "el": "αρχείο που να διαβάζεται"}[language] in ended.stderr.decode()


@pytest.mark.usefixtures("files")
def test_a_saved_case_is_not_evaluated_but_shown_the_way_to_its_check():
    ended = run("evaluate", "saved.json")

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.decode().startswith(
        "case: expected the answers alone; this is a saved case, which `python -m calculators verify` reads"
    )


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("name", [" ", "\ud800", "\u2028", "\x1b[2J"], ids=ascii)
def test_a_file_with_a_set_that_nobody_can_name_differs_and_is_told_so(name):
    saved = {**SAVED, "result": {**SAVED["result"], "sets": {**SAVED["result"]["sets"], name: {}}}}
    result = run("verify", "-", case=json.dumps(saved))

    assert result.returncode == 1
    assert result.stderr == b""
    assert "not readable when saved, not there now" in result.stdout.decode()


@pytest.mark.usefixtures("files")
def test_a_fault_of_the_program_is_not_said_to_be_a_difference(monkeypatch):
    monkeypatch.setitem(COMMANDS, "schema", lambda *_: 1 / 0)
    ended = run("schema")

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert b"ZeroDivisionError" in ended.stderr


def test_the_package_is_run_as_a_program(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["calculators", "schema"])

    with pytest.raises(SystemExit) as end:
        runpy.run_module("calculators", run_name="__main__")

    assert end.value.code == 0
    assert json.loads(capsys.readouterr().out)["$schema"]


def test_of_very_many_problems_the_first_are_said_and_how_many_there_are_more():
    lines = refused(json.dumps({f"nothing_{number}": 1 for number in range(60)}))

    assert len(lines) == 51
    assert lines[-1].endswith("no more than 50 problems; 10 more were found")


def test_a_count_is_asked_for_as_a_whole_number():
    [line] = refused('{"ki67_cells_counted": -5}')

    assert "a whole number from" in line


def test_a_value_that_is_long_or_no_plain_data_is_named_in_one_short_line():
    for value, shown in (("x" * 500, "x…"), (object(), "object"), (10**400, "age_years")):
        with pytest.raises(InvalidCase) as refusal:
            evaluate({"age_years": value})
        [problem] = refusal.value.problems
        assert shown in problem.line.en
        assert len(problem.line.en) < 300
