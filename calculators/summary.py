"""
A case and what the published sets say of it as plain text, to be pasted into a record.

Its last line is for machines: the receipt and the answers, from which the text can be checked again.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from calculators import words
from calculators.evaluate import Evaluation, SetResult
from calculators.model import STATUS_NAMES, Kind
from calculators.receipt import receipt, spelt_case
from calculators.sheet import (
    DERIVED,
    HEADINGS,
    INTENDED_USE,
    PROVISIONAL,
    SEPARATOR,
    TITLE,
    assessment_said,
    case_parts,
    dates_said,
    elsewhere,
    given,
    missing,
    shown_alerts,
    shown_sets,
    title,
)
from calculators.text import LANGUAGES, Language, Text
from calculators.truth import Truth

WIDTH = 78
INDENT = "  "
MACHINE_LINE = re.compile(r"\[([^\[\]|]{1,64})\|([^\[\]|]*)\]")

NOTHING_ANSWERED = Text("no answer was given", "δεν δόθηκε καμία απάντηση")
NEEDED = Text("not known: {fields}", "άγνωστα: {fields}")
UNSETTLED = Text("open by the wording: {name} – {why}", "ανοικτό κατά τη διατύπωση: {name} – {why}")
FOR_CHECKING = Text("For checking, to be left as it is:", "Για έλεγχο, να μείνει ως έχει:")


def _reasons(evaluation: Evaluation, result: SetResult, language: Language) -> Iterator[str]:
    """Yield why the outcome of *result* is what it is: what is not met or present, what the wording leaves open, and what could still change it."""
    criteria = result.criteria
    for criterion, finding in result.each():
        name = words.named(criterion)[language]
        if finding.truth is Truth.NOT_MET and criteria.kind is not Kind.CLASSES:
            known = given(evaluation, criterion, language)
            yield f"{words.truth(criteria, finding.truth)[language]}: {name}" + (f" ({known})" if known else "")
        elif finding.truth is Truth.UNKNOWN and finding.wording:
            yield UNSETTLED[language].format(name=name, why=SEPARATOR[language].join(text[language] for text in finding.wording))
    if result.contradiction:
        yield words.CONTRADICTED[language].format(fields=words.labels(result.contradiction, language))
    if result.needs:
        yield NEEDED[language].format(fields=words.labels(result.needs, language))


def _sets(evaluation: Evaluation, results: Iterable[SetResult], language: Language) -> Iterator[str]:
    alerts = shown_alerts(evaluation)
    for result in results:
        criteria = result.criteria
        yield f"{INDENT}{title(criteria)[language]} [{STATUS_NAMES[criteria.status][language]}]: {words.warned_outcome(result, alerts)[language]}"
        yield from (2 * INDENT + reason for reason in _reasons(evaluation, result, language))


def _case(evaluation: Evaluation, language: Language) -> Iterator[str]:
    for part in case_parts(evaluation, language):
        said = (f"{row.label}: {row.value}" + (f" [{DERIVED[language]}]" if row.derived else "") for row in part.rows)
        yield f"{INDENT}{part.title} – {SEPARATOR[language].join(said)}"


def body(evaluation: Evaluation, language: Language) -> list[str]:
    """Return the text without its title, its days and dates, and its last line, one line for each thing said, not yet cut to a width."""
    main, apart = shown_sets(evaluation)

    def listed(heading: str, names: Iterable[str]) -> list[str]:
        joined = SEPARATOR[language].join(names)
        return [f"{HEADINGS[heading][language]}: {joined}"] if joined else []

    return [
        INTENDED_USE[language],
        f"{HEADINGS['case'][language]}:",
        *(list(_case(evaluation, language)) or [INDENT + NOTHING_ANSWERED[language]]),
        f"{HEADINGS['sets'][language]}:",
        *_sets(evaluation, main, language),
        *([PROVISIONAL[language]] if apart else []),
        *_sets(evaluation, apart, language),
        *listed("missing", (one.label for one in missing(evaluation, language))),
        *(f"! {place}. {alert.text[language]}" for place, alert in enumerate(shown_alerts(evaluation), start=1)),
        *listed("elsewhere", elsewhere(evaluation, language)),
    ]


def machine_line(evaluation: Evaluation) -> str:
    """Return the receipt and the answers of the case: `[1.0.0-abcd-efgh-ijkl | age_years=58&who_grade=G1]`."""
    return f"[{receipt(evaluation.case)} | {spelt_case(evaluation.case)}]"


def _cut(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(line, WIDTH, subsequent_indent=indent + INDENT, break_long_words=False, break_on_hyphens=False)


def summary(evaluation: Evaluation, language: Language, today: date) -> str:
    """Return *evaluation* as plain text in *language*, at most 78 columns wide but for its last line; *today* is the day of printing."""
    days = [(HEADINGS["assessed"], assessment_said(evaluation.case, language)), (HEADINGS["printed"], words.day(today, language))]
    dated = ". ".join(f"{heading[language]}: {day}" for heading, day in days if day)
    due = [INDENT + one for one in dates_said(evaluation, language, today)]
    heading = [f"{HEADINGS['dates'][language]}:"] if due else []
    lines = [TITLE[language], dated, *body(evaluation, language), *heading, *due, FOR_CHECKING[language]]
    return "\n".join([*map(_cut, lines), machine_line(evaluation)]) + "\n"


def _flat(text: str) -> str:
    return " ".join(text.replace(">", " ").split())


def altered(text: str, evaluation: Evaluation) -> list[str]:
    """
    Return what a summary of *evaluation* says and the pasted *text* does not; nothing where *text* holds no summary.

    Spaces, line ends and the marks of a quotation do not count. What was added to the text is not found.
    """
    pasted = _flat(text)
    language = next((language for language in LANGUAGES if _flat(TITLE[language]) in pasted), None)
    return [] if language is None else [line.strip() for line in body(evaluation, language) if _flat(line) not in pasted]
