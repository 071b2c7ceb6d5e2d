"""The command line: `python -m calculators evaluate CASE.json`, `python -m calculators verify SAVED.json` and `python -m calculators schema`."""

import argparse
import json
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from calculators.documents import messages
from calculators.documents.case_file import Saved, differences, read_saved, unchecked
from calculators.documents.receipt import EXAMPLE, State, check
from calculators.documents.summary import summary
from calculators.engine.case import MAX_BYTES, InvalidCase, Problem, one_line, parse, shown
from calculators.engine.evaluate import Evaluation, evaluate, evaluate_answers
from calculators.export.json_schema import json_schema
from calculators.model.sentences import opening
from calculators.model.sets import STATUS_NAMES
from calculators.model.text import Language, Text
from calculators.model.truth import Truth
from calculators.vocabulary.form import FIELDS

DIFFERS = 1
BAD_INPUT = 2

UNCHANGED = Text(
    "All that was saved with it is what the rules say now.",
    "Όλα όσα αποθηκεύθηκαν μαζί του είναι αυτά που λένε και τώρα οι κανόνες.",
)
CHANGED = Text("What the rules now say otherwise: {count}.", "Όσα λένε τώρα διαφορετικά οι κανόνες: {count}.")

MARKS = {Truth.MET: "+", Truth.NOT_MET: "-", Truth.UNKNOWN: "?"}


def table(evaluation: Evaluation, language: Language) -> str:
    """Return *evaluation* for people: a block a set, a line a criterion, then what the verdict still needs, then the alerts."""
    lines: list[str] = []
    for result in evaluation.sets.values():
        criteria = result.criteria
        outcome = messages.warned_outcome(result, evaluation.alerts)[language]
        lines.append(f"{criteria.title[language]} [{STATUS_NAMES[criteria.status][language]}]: {outcome}")
        for criterion, finding in result.each():
            said = messages.truth(criteria, finding.truth)[language]
            when = messages.condition(criteria, criterion)
            why = "; ".join(
                [
                    *([when[language]] if when else []),
                    *messages.reasons(finding, language),
                    *(note[language] for note in finding.notes),
                ]
            )
            lines.append(
                f"  {MARKS[finding.truth]} {opening(messages.named(criterion))[language]}: {said}"
                + (f" ({why})" if why else "")
            )
        if result.needs:
            names = ", ".join(f"{FIELDS[name].label[language]} ({name})" for name in result.needs)
            lines.append(
                "  " + Text("still needed: {names}", "χρειάζεται ακόμη: {names}").format(names=names)[language]
            )
        lines.append("")
    lines += [f"! {place}. {alert.text[language]}" for place, alert in enumerate(evaluation.alerts, start=1)]
    return "\n".join(lines).rstrip() + "\n"


def verify(saved: Saved, language: Language, today: date) -> tuple[str, bool]:
    """
    Return whether the receipt of *saved* fits and its results are those of now, in words and as one bool for both.

    Raises `InvalidCase` where it has no receipt, or one that cannot be read.
    """
    checked = check(saved.case, saved.receipt or "")
    if checked.state is State.UNREADABLE:
        wanted = Text(
            "a receipt such as {example}, in the file or after --receipt",
            "κωδικός ελέγχου όπως {example}, στο αρχείο ή μετά το --receipt",
        )
        given = shown(saved.receipt) if saved.receipt else ""
        raise InvalidCase([Problem("receipt", given, wanted.format(example=EXAMPLE))])
    changed = differences(saved, evaluate_answers(saved.case), today)
    outcomes = [] if saved.results is None else [CHANGED.format(count=str(len(changed)))] if changed else [UNCHANGED]
    first = " ".join(text[language] for text in (checked.said, *outcomes))
    lines = [
        first,
        *(f"  {difference.said[language]}" for difference in changed),
        *(text[language] for text in unchecked(saved)),
    ]
    return "\n".join(lines) + "\n", checked.state is State.SAME and not changed


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
        raise InvalidCase(
            [
                Problem(
                    path,
                    "",
                    Text("a file that can be read ({error})", "αρχείο που να διαβάζεται ({error})").format(
                        error=reason
                    ),
                )
            ]
        ) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m calculators", description=__doc__)
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
    kept = commands.add_parser(
        "verify", help="check a saved case: whether its receipt fits, and whether the rules still say the same of it"
    )
    kept.add_argument(
        "case",
        metavar="SAVED.json",
        help="a case that was saved, or with --receipt a JSON object of fields; - reads standard input",
    )
    kept.add_argument("--receipt", metavar="RECEIPT", help="the receipt to check, instead of the one in the file")
    commands.add_parser("schema", help="print the JSON Schema of a case")
    return parser


def _schema(options: argparse.Namespace, today: date) -> int:  # noqa: ARG001 (each command is run in the same way)
    print(json.dumps(json_schema(options.language), ensure_ascii=False, indent=2))
    return 0


def _evaluate(options: argparse.Namespace, today: date) -> int:
    language: Language = options.language
    evaluation = evaluate(parse(_read(options.case)), today=today)
    if options.json:
        print(json.dumps(evaluation.as_dict(language), ensure_ascii=False, indent=2))
    else:
        print(summary(evaluation, language, today) if options.text else table(evaluation, language), end="")
    return 0


def _verify(options: argparse.Namespace, today: date) -> int:
    saved = read_saved(_read(options.case), today)
    if options.receipt is not None:
        saved = replace(saved, receipt=options.receipt)
    said, agrees = verify(saved, options.language, today)
    print(said, end="")
    return 0 if agrees else DIFFERS


COMMANDS = {"evaluate": _evaluate, "verify": _verify, "schema": _schema}
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


def _run(options: argparse.Namespace) -> int:
    today = date.today()  # noqa: DTZ011 (a civil date is meant, where the reader is)
    status = COMMANDS[options.command](options, today)
    if sys.stdout is None:
        raise BrokenPipeError
    sys.stdout.flush()
    return status


def main(arguments: list[str] | None = None) -> int:
    """
    Run the command line and return the exit status.

    It is 0, or 1 where a saved case differs from what the rules say now, and nothing else is; or 2 where the input cannot be used or the output not written.
    """
    _in_utf8()
    options = _parser().parse_args(arguments)
    language: Language = options.language
    try:
        return _run(options)
    except InvalidCase as error:
        for problem in error.problems:
            _say(problem.line(language))
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


if __name__ == "__main__":
    sys.exit(main())
