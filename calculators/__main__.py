"""The command line: `python -m calculators evaluate CASE.json` and `python -m calculators schema`."""

import argparse
import json
import sys
from pathlib import Path

from calculators import words
from calculators.case import MAX_BYTES, InvalidCase, Problem, parse
from calculators.evaluate import Evaluation, evaluate
from calculators.fields import FIELDS
from calculators.model import STATUS_NAMES, sentence
from calculators.schema import schema
from calculators.text import Language, Text
from calculators.truth import Truth

BAD_INPUT = 2

MARKS = {Truth.MET: "+", Truth.NOT_MET: "-", Truth.UNKNOWN: "?"}


def table(evaluation: Evaluation, language: Language) -> str:
    """Return *evaluation* for people: a block a set, a line a criterion, then what the verdict still needs, then the alerts."""
    lines: list[str] = []
    for result in evaluation.sets.values():
        criteria = result.criteria
        verdict = words.verdict(criteria, result.verdict)[language]
        lines.append(f"{criteria.title[language]} [{STATUS_NAMES[criteria.status][language]}]: {verdict}")
        for criterion, finding in result.each():
            said = words.truth(criteria, finding.truth)[language]
            why = "; ".join([*words.reasons(finding, language), *(note[language] for note in finding.notes)])
            lines.append(f"  {MARKS[finding.truth]} {sentence(criterion.test)[language]}: {said}" + (f" ({why})" if why else ""))
        if result.needs:
            names = ", ".join(f"{FIELDS[name].label[language]} ({name})" for name in result.needs)
            lines.append("  " + Text("still needed: {names}", "χρειάζεται ακόμη: {names}").format(names=names)[language])
        lines.append("")
    lines += [f"! {alert.text[language]}" for alert in evaluation.alerts]
    return "\n".join(lines).rstrip() + "\n"


def _read(path: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        words_of = Text("a file that can be read ({error})", "αρχείο που να διαβάζεται ({error})")
        raise InvalidCase([Problem(path, "", words_of.format(error=error.strerror or type(error).__name__))]) from error


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status: 0, or 2 where the input cannot be evaluated."""
    parser = argparse.ArgumentParser(prog="python -m calculators", description=__doc__)
    parser.add_argument("--language", choices=("en", "el"), default="en", help="language of texts and errors (default: en)")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("evaluate", help="evaluate one case against every published set")
    one.add_argument("case", metavar="CASE.json", help="a JSON object of fields; - reads standard input")
    one.add_argument("--json", action="store_true", help="print JSON for programs instead of a table for people")
    commands.add_parser("schema", help="print the JSON Schema of a case")
    options = parser.parse_args(arguments)
    language: Language = options.language
    if options.command == "schema":
        print(json.dumps(schema(language), ensure_ascii=False, indent=2))
        return 0
    try:
        evaluation = evaluate(parse(_read(options.case)))
    except InvalidCase as error:
        for problem in error.problems:
            print(problem.line(language), file=sys.stderr)
        return BAD_INPUT
    if options.json:
        print(json.dumps(evaluation.as_dict(language), ensure_ascii=False, indent=2))
    else:
        print(table(evaluation, language), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
