"""
A case and what the published sets say of it as plain text, to be pasted into a record.

Its last line is for machines: the receipt and the answers, from which the text can be checked again.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from calculators.documents import messages
from calculators.documents.receipt import DASHES, encode_case, receipt
from calculators.documents.sheet import (
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
from calculators.engine.case import EARLIEST, one_line
from calculators.engine.evaluate import Evaluation, SetResult
from calculators.model.sets import STATUS_NAMES, Kind
from calculators.model.text import LANGUAGES, Language, Text
from calculators.model.truth import Truth

WIDTH = 78
INDENT = "  "
FAR = 4
MAX_QUOTED = 300  # characters of a line that a difference repeats
MACHINE_LINE = re.compile(r"\[([^\[\]|]{1,64})\|([^\[\]|]*)\]")

NOTHING_ANSWERED = Text("no answer was given", "δεν δόθηκε καμία απάντηση")
NEEDED = Text("not known: {fields}", "άγνωστα: {fields}")
UNSETTLED = Text("open by the wording: {name} – {why}", "ανοικτό κατά τη διατύπωση: {name} – {why}")
FOR_CHECKING = Text("For checking, to be left as it is:", "Για έλεγχο, να μείνει ως έχει:")


def _reasons(evaluation: Evaluation, result: SetResult, language: Language) -> Iterator[str]:
    """Yield why the outcome of *result* is what it is: what is not met or present, what the wording leaves open, and what could still change it."""
    criteria = result.criteria
    for criterion, finding in result.each():
        known = given(evaluation, criterion, language)
        name = messages.named(criterion)[language] + (f" ({known})" if known else "")
        if finding.truth is Truth.NOT_MET and criteria.kind is not Kind.CLASSES:
            yield f"{messages.truth(criteria, finding.truth)[language]}: {name}"
        elif finding.truth is Truth.UNKNOWN and finding.wording:
            yield UNSETTLED[language].format(
                name=name, why=SEPARATOR[language].join(text[language] for text in finding.wording)
            )
    if result.contradiction:
        yield messages.CONTRADICTED[language].format(fields=messages.labels(result.contradiction, language))
    if result.needs:
        yield NEEDED[language].format(fields=messages.labels(result.needs, language))


def _sets(evaluation: Evaluation, results: Iterable[SetResult], language: Language) -> Iterator[str]:
    alerts = shown_alerts(evaluation)
    for result in results:
        criteria = result.criteria
        yield f"{INDENT}{title(criteria)[language]} [{STATUS_NAMES[criteria.status][language]}]: {messages.warned_outcome(result, alerts)[language]}"
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
    """Return the receipt and the answers of the case: `[1.2.0-abcd-efgh-ijkl-mnop | age_years=58&who_grade=G1]`."""
    return f"[{receipt(evaluation.case)} | {encode_case(evaluation.case)}]"


def _cut(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(line, WIDTH, subsequent_indent=indent + INDENT, break_long_words=False, break_on_hyphens=False)


def _lines(evaluation: Evaluation, language: Language, today: date) -> list[str]:
    """Return what a summary of *evaluation* says, one line for each thing said, not yet cut to a width; *today* is the day of printing."""
    days = [
        (HEADINGS["assessed"], assessment_said(evaluation.case, language)),
        (HEADINGS["printed"], messages.day(today, language)),
    ]
    dated = ". ".join(f"{heading[language]}: {day}" for heading, day in days if day)
    due = [INDENT + one for one in dates_said(evaluation, language, today)]
    heading = [f"{HEADINGS['dates'][language]}:"] if due else []
    return [TITLE[language], dated, *body(evaluation, language), *heading, *due, FOR_CHECKING[language]]


def summary(evaluation: Evaluation, language: Language, today: date) -> str:
    """Return *evaluation* as plain text in *language*, at most 78 columns wide but for its last line; *today* is the day of printing."""
    return "\n".join([*map(_cut, _lines(evaluation, language, today)), machine_line(evaluation)]) + "\n"


# A summary that somebody kept, against what the rules say.

QUOTED = re.compile(r"^[\s|>]*")
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})

NOT_SAID = Text(
    "Not in the text, and said by the rules: “{now}”", "Λείπει από το κείμενο, ενώ το λένε οι κανόνες: «{now}»"
)
ADDED = Text(
    "In the text, and not said by the rules: “{text}”", "Υπάρχει στο κείμενο, ενώ δεν το λένε οι κανόνες: «{text}»"
)
OTHERWISE = Text("The text says “{text}”; the rules say “{now}”.", "Το κείμενο λέει «{text}»· οι κανόνες λένε «{now}».")
NO_TITLE = Text(
    "The words were not checked: the title line “{title}” was not found. Only the answers and the receipt in the last line were.",
    "Οι λέξεις δεν ελέγχθηκαν: δεν βρέθηκε η γραμμή τίτλου «{title}». Ελέγχθηκαν μόνο οι απαντήσεις και ο κωδικός της τελευταίας γραμμής.",
)
UNCHECKED_PRINTED = Text(
    "The day of printing was not checked: it follows from no answer.",
    "Η ημέρα εκτύπωσης δεν ελέγχθηκε: δεν προκύπτει από καμία απάντηση.",
)
OUTSIDE = Text(
    "What comes before the title or after the last line was not checked.",
    "Ό,τι βρίσκεται πριν από τον τίτλο ή μετά την τελευταία γραμμή δεν ελέγχθηκε.",
)
SEVERAL = Text(
    "The text holds more than one summary: only the last was checked.",
    "Το κείμενο περιέχει περισσότερες από μία συνόψεις: ελέγχθηκε μόνο η τελευταία.",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a kept summary says otherwise than the rules, in *differences*, and what of it was not *checked* (as *unchecked*), both in sentences."""

    differences: tuple[Text, ...]
    unchecked: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with its dashes and quotation marks made alike; *greater* says whether a “>” stands before it, None where that may be a mail's mark."""

    said: str
    alike: str
    greater: bool | None


def _words(line: str) -> list[Word]:
    """Return the words of one *line*; what mail puts before a quoted line is not one of them."""
    marks = QUOTED.match(line)
    greater: bool | None = None if marks and ">" in marks[0] else False
    found = []
    for said in line[marks.end() if marks else 0 :].split():
        if said == ">":
            greater = True
        else:
            found.append(Word(said, DASHES.sub("-", said.translate(QUOTES)), greater))
            greater = False
    return found


def _all_words(text: str) -> list[Word]:
    return [word for line in text.splitlines() for word in _words(line)]


def _find(words_of: list[Word], wanted: str) -> list[int]:
    """Return where the words of *wanted* stand in *words_of*."""
    title = [word.alike for word in _words(wanted)]
    alike = [word.alike for word in words_of]
    return [place for place in range(len(alike) - len(title) + 1) if alike[place : place + len(title)] == title]


def _printed(words_of: list[Word], language: Language, today: date) -> date | None:
    """Return the day of printing that a summary names, None where it names none up to *today*."""
    places = _find(words_of, f"{HEADINGS['printed'][language]}:")
    if not places:
        return None
    day, month, year = ([word.said for word in words_of[places[0] + 1 : places[0] + 4]] + [""] * 3)[:3]
    months = messages.MONTHS[language].split()
    try:
        found = date(int(year), months.index(month) + 1, int(day))
    except ValueError:
        return None
    return found if EARLIEST <= found <= today else None


def compared(text: str, evaluation: Evaluation, today: date) -> Comparison:
    """
    Return where the summary in *text*, from its title to its last line, says something else than the rules say of *evaluation*.

    Line by line in their order: a line that is missing, added or changed is found, wherever else the true one may stand. Spaces, the ends of lines, the marks of
    a quotation, and the kinds of dashes and quotation marks do not count. *today* is the last day on which it can have been printed.
    """
    end = max((found.start() for found in MACHINE_LINE.finditer(text)), default=len(text))
    before = _all_words(text[:end])
    starts = sorted((place, language) for language in LANGUAGES for place in _find(before, TITLE[language]))
    if not starts:
        return Comparison((), (NO_TITLE.format(title=TITLE),))
    start, language = starts[-1]
    pasted = before[start:]
    printed = _printed(pasted, language, today)
    lines = [_words(line) for line in _lines(evaluation, language, printed or today)]
    found = MACHINE_LINE.search(text, end)
    outside = start > 0 or (found and text[found.end() :].strip(" \t\r\n>|"))
    several = len(starts) > 1 or len(MACHINE_LINE.findall(text)) > 1
    unchecked = [*([UNCHECKED_PRINTED] if printed else []), *([SEVERAL] if several else [OUTSIDE] if outside else [])]
    return Comparison(tuple(_changes(lines, pasted)), tuple(unchecked))


def _changes(lines: list[list[Word]], pasted: list[Word]) -> Iterator[Text]:
    """Yield what was changed, line by line of what the rules say."""
    expected = [word for line in lines for word in line]
    near = pasted[: FAR * len(expected)]  # what lies beyond it is no summary of this case
    blocks = SequenceMatcher(
        None, [word.alike for word in expected], [word.alike for word in near], autojunk=False
    ).get_matching_blocks()
    at = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    after = first = 0  # how far the pasted text, and the expected one, have been said
    for line in lines:
        last = first + len(line) - 1
        matched = [at[one] for one in range(first, last + 1) if one in at]
        following = next((at[one] for one in range(last + 1, len(expected)) if one in at), len(near))
        begin = at.get(first, after)
        end = matched[-1] + 1 if last in at else following
        if begin > after:
            yield ADDED.format(text=_joined(pasted[after:begin]))
        there = pasted[begin:end]
        if not there:
            yield NOT_SAID.format(now=_joined(line))
        elif len(there) != len(line) or not all(map(_agree, line, there)):
            yield OTHERWISE.format(text=_joined(there), now=_joined(line))
        after, first = end, last + 1
    if added := pasted[after:]:
        yield ADDED.format(text=_joined(added))


def _agree(expected: Word, pasted: Word) -> bool:
    return expected.alike == pasted.alike and (pasted.greater is None or expected.greater == pasted.greater)


def _joined(words_of: list[Word]) -> str:
    text = " ".join(f"> {word.said}" if word.greater else word.said for word in words_of)
    return one_line(text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + "…")
