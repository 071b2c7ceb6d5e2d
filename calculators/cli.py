"""The command line: `python -m calculators` with `evaluate CASE.json`, `cohort PATIENTS.csv`, `verify SAVED.json`, `schema`, `fhir` and `cql`."""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from calculators import cli_cohort
from calculators.documents.case_file import Saved, differences, not_read, read_saved, unchecked
from calculators.documents.receipt import EXAMPLE, ReceiptState, check
from calculators.documents.report import CriterionReport, Report, SetReport, full_report
from calculators.documents.saved_schema import saved_schema
from calculators.documents.summary import ALERT, INDENT, SET, summary
from calculators.engine.case import MAX_BYTES, InvalidCase, Problem, one_line, parse, read, shown
from calculators.engine.evaluate import evaluate, evaluate_answers
from calculators.export.cql import cql
from calculators.export.fhir import BOTH, read_response, response
from calculators.export.fhir_questionnaire import questionnaire
from calculators.export.json_schema import case_schema, result_schema
from calculators.model.sentences import COMMA, opening
from calculators.model.sets import STATUS_NAMES
from calculators.model.text import Language, Text, join, paragraph, resolve, same
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

COMMAND = "hepatic-metastases"
"""What the installed package calls this command line (`pyproject.toml`)."""
DIFFERS = 1
BAD_INPUT = 2

UNCHANGED = Text(
    "All that was saved with it is what the rules say now.",
    "Όλα όσα αποθηκεύθηκαν μαζί του είναι αυτά που λένε και τώρα οι κανόνες.",
)
CHANGED = Text("What the rules now say otherwise: {count}.", "Όσα λένε τώρα διαφορετικά οι κανόνες: {count}.")

RECEIPT_WANTED = Text(
    "a receipt such as {example}, in the file or after --receipt",
    "κωδικός ελέγχου όπως {example}, στο αρχείο ή μετά το --receipt",
)
READABLE = Text("a file that can be read ({error})", "αρχείο που να διαβάζεται ({error})")

CRITERION = same("  {mark} {name}: {said}")
BECAUSE = same("{said} ({why})")
NEEDED = same("{label} ({name})")
STILL_NEEDED = Text("  still needed: {names}", "  χρειάζεται ακόμη: {names}")
RULES = Text("Rules {version}.", "Κανόνες {version}.").format(version=RULES_VERSION)
SQLGLOT = Text(
    "the library sqlglot: pip install 'sqlglot>=30,<31'",
    "η βιβλιοθήκη sqlglot: pip install 'sqlglot>=30,<31'",
)
A_FIELD = Text("one of {fields}", "ένα από τα {fields}")
A_DIALECT = Text("one of {dialects}", "μία από τις τιμές {dialects}")
SEMICOLON = same("; ")
MARKS = {Truth.MET: "+", Truth.NOT_MET: "-", Truth.UNKNOWN: "?"}


SCHEMAS = {"case": case_schema, "result": result_schema, "saved": saved_schema}

type Paragraph = list[Text]
"""Lines that stand together."""
type Reply = tuple[object, int]
"""What a command answers: paragraphs, a text or plain data, or nothing where it has said all itself; and the exit status."""


def table(found: Report) -> list[Paragraph]:
    """Return *found* for people: a paragraph a set, with a line a criterion and what the verdict still needs, the alerts, and the version of the rules."""
    alerts = [ALERT.format(number=str(alert.number), text=alert.text) for alert in found.alerts]
    return [*map(_set, found.sets), *([alerts] if alerts else []), [RULES]]


def _set(found: SetReport) -> Paragraph:
    criteria = found.criteria
    head = SET.format(title=criteria.title, status=STATUS_NAMES[criteria.status], outcome=found.warned_outcome)
    names = [NEEDED.format(label=label, name=name) for name, label in found.needed]
    needed = [STILL_NEEDED.format(names=join(names, COMMA))] if names else []
    return [head, *map(_criterion, found.each), *needed]


def _criterion(found: CriterionReport) -> Text:
    why = [*([found.condition] if found.condition else []), *found.why]
    line = CRITERION.format(mark=MARKS[found.finding.truth], name=opening(found.name), said=found.truth)
    return BECAUSE.format(said=line, why=join(why, SEMICOLON)) if why else line


def verification(saved: Saved, today: date) -> tuple[Paragraph, bool]:
    """
    Return whether the receipt of *saved* fits and its results are those of now, in lines and as one bool for both.

    Raises `InvalidCase` where it has no receipt, or one that cannot be read.
    """
    checked = check(saved.case, saved.given, saved.unread)
    if checked.state is ReceiptState.UNREADABLE:
        given = shown(saved.receipt) if saved.receipt else ""
        raise InvalidCase([Problem("receipt", given, RECEIPT_WANTED.format(example=EXAMPLE))])
    changed = differences(saved, evaluate_answers(saved.case, saved.unread), today)
    outcomes = [] if saved.results is None else [CHANGED.format(count=str(len(changed)))] if changed else [UNCHANGED]
    lines = [
        paragraph([checked.said, *outcomes]),
        *(INDENT.format(line=difference.said) for difference in changed),
        *not_read(saved),
        *unchecked(saved),
    ]
    return lines, checked.state is ReceiptState.SAME and not changed


def _read(path: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (
        OSError,
        ValueError,
        AttributeError,
    ) as error:  # a name that can be none, and a standard input that is not there, are no errors of the system
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise InvalidCase([Problem(path, "", READABLE.format(error=reason))]) from error


def _parser() -> argparse.ArgumentParser:
    started = Path(sys.argv[0]).name
    name = COMMAND if started.startswith(COMMAND) else "python -m calculators"
    parser = argparse.ArgumentParser(prog=name, description=__doc__)
    parser.add_argument(
        "--language", choices=("en", "el"), default="en", help="language of texts and errors (default: en)"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("evaluate", help="evaluate one case against every published set")
    one.add_argument("case", metavar="CASE.json", help="a JSON object of fields; - reads standard input")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON for programs instead of a table for people")
    form.add_argument(
        "--text", action="store_true", help="print a summary to be pasted into a record instead of a table"
    )
    one.add_argument("--fhir", action="store_true", help="the case is a FHIR R4 QuestionnaireResponse")
    kept = commands.add_parser(
        "verify", help="check a saved case: whether its receipt fits, and whether the rules still say the same of it"
    )
    kept.add_argument(
        "case",
        metavar="SAVED.json",
        help="a case that was saved, or with --receipt a JSON object of fields; - reads standard input",
    )
    kept.add_argument("--receipt", metavar="RECEIPT", help="the receipt to check, instead of the one in the file")
    cli_cohort.add_parser(commands)
    query = commands.add_parser("sql", help="print the sets as one SQL query over a table of patients (needs sqlglot)")
    query.add_argument("--dialect", required=True, help="duckdb, postgres, spark, bigquery or snowflake")
    query.add_argument("--set", action="append", choices=tuple(SETS), help="only this set; can be given more than once")
    query.add_argument("--table", default="patients", help="the table of patients (default: patients)")
    query.add_argument("--key", default="id", help="the column that tells the patients apart (default: id)")
    query.add_argument(
        "--columns", metavar="FIELD,…", help="the fields that the table has columns for (default: every field)"
    )
    query.add_argument(
        "--bounded",
        metavar="FIELD,…",
        default="",
        help="numbers that the table holds as texts, some of them as <2 or 1-2",
    )
    query.add_argument(
        "--no-reasons", dest="reasons", action="store_false", help="verdicts, alerts and needs alone, no criterion"
    )
    described = commands.add_parser("schema", help="print the JSON Schema of a case, a result or a saved case")
    described.add_argument("what", nargs="?", choices=SCHEMAS, default="case", help="(default: case)")
    asked = commands.add_parser("fhir", help="print the FHIR R4 Questionnaire of a case, or a case as its response")
    asked.add_argument("case", nargs="?", metavar="CASE.json", help="a case to print as a QuestionnaireResponse")
    asked.add_argument("--both", action="store_true", help="the Questionnaire in both languages at once")
    commands.add_parser("cql", help="print the sets as one CQL library")
    return parser


def _schema(options: argparse.Namespace, today: date) -> Reply:  # noqa: ARG001 (each command is run in the same way)
    return SCHEMAS[options.what](), 0


def _fhir(options: argparse.Namespace, today: date) -> Reply:
    if options.case is None:
        return questionnaire(BOTH if options.both else options.language), 0
    return response(read(parse(_read(options.case)), today), options.language), 0


def _cql(options: argparse.Namespace, today: date) -> Reply:  # noqa: ARG001 (each command is run in the same way)
    return cql(), 0


def _evaluate(options: argparse.Namespace, today: date) -> Reply:
    given = parse(_read(options.case))
    evaluation = evaluate(read_response(given) if options.fhir else given, today=today)
    if options.json:
        return evaluation.plain(), 0
    return summary(evaluation, today) if options.text else table(full_report(evaluation)), 0


def _verify(options: argparse.Namespace, today: date) -> Reply:
    saved = read_saved(_read(options.case), today)
    if options.receipt is not None:
        saved = replace(saved, receipt=options.receipt)
    lines, agrees = verification(saved, today)
    return [lines], 0 if agrees else DIFFERS


def _sql(options: argparse.Namespace, today: date) -> Reply:  # noqa: ARG001 (each command is run in the same way)
    try:
        from calculators.export import sql  # noqa: PLC0415 (only this command needs sqlglot)
    except ImportError as error:
        raise InvalidCase([Problem(None, "", SQLGLOT)]) from error
    if options.dialect not in sql.DIALECTS:
        wanted = A_DIALECT.format(dialects=", ".join(sql.DIALECTS))
        raise InvalidCase([Problem("--dialect", shown(options.dialect), wanted)])
    sets = [SETS[name] for name in options.set or SETS]
    patients = sql.PatientTable(
        options.table,
        options.key,
        tuple(FIELDS) if options.columns is None else _fields("--columns", options.columns, FIELDS),
        _fields("--bounded", options.bounded, sql.BOUNDABLE),
    )
    return sql.query(options.dialect, sets, patients, reasons=options.reasons, language=options.language), 0


def _fields(option: str, names: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the fields that *names* gives by a comma; raise `InvalidCase` where one of them is not among the *known*."""
    given = tuple(name.strip() for name in names.split(",") if name.strip())
    for name in given:
        if name not in known:
            raise InvalidCase([Problem(option, shown(name), A_FIELD.format(fields=", ".join(known)))])
    return given


def _cohort(options: argparse.Namespace, today: date) -> Reply:
    return None, cli_cohort.run(options, today)


COMMANDS = {
    "evaluate": _evaluate,
    "verify": _verify,
    "cohort": _cohort,
    "sql": _sql,
    "schema": _schema,
    "fhir": _fhir,
    "cql": _cql,
}
NOT_WRITTEN = Text("the output could not be written ({error})", "η έξοδος δεν γράφτηκε ({error})")


def _in_utf8() -> None:
    """Write UTF-8 whatever the code page: signs such as ≥, and Greek, are in few others, and a file that is read again must not hang on where it was made."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(line: str) -> None:
    """Say *line* on standard error, where there is one that can be written."""
    with suppress(OSError, ValueError):
        print(one_line(line), file=sys.stderr, flush=True)


def _print(reply: Any) -> None:  # noqa: ANN401 (what a command answers, in one language)
    """Print *reply*: a text and paragraphs as they are, anything else as JSON."""
    match reply:
        case str():
            print(reply, end="")
        case list():
            print("\n\n".join("\n".join(block) for block in reply))
        case _:
            print(json.dumps(reply, ensure_ascii=False, indent=2))


def _run(options: argparse.Namespace) -> int:
    today = date.today()  # noqa: DTZ011 (a civil date is meant, where the reader is)
    reply, status = COMMANDS[options.command](options, today)
    if reply is not None:
        _print(resolve(reply, options.language))
    if sys.stdout is None:
        raise BrokenPipeError
    sys.stdout.flush()
    return status


def main(arguments: list[str] | None = None) -> int:
    """
    Run the command line and return the exit status.

    It is 0; or 1 where a saved case differs from what the rules say now, or cells of a table could not be read; or 2 where the input cannot be used or the output not written.
    """
    _in_utf8()
    options = _parser().parse_args(arguments)
    language: Language = options.language
    try:
        return _run(options)
    except InvalidCase as error:
        for problem in error.problems:
            _say(problem.line[language])
    except OSError as error:
        _say(NOT_WRITTEN.format(error=error.strerror or type(error).__name__)[language])
        _let_go()
    except Exception:  # noqa: BLE001 (a fault of the program must not end with the status that says that a case differs)
        traceback.print_exc()
    return BAD_INPUT


def _let_go() -> None:
    """Leave unwritten what could not be written, or Python would try again at its end and change the exit status."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
