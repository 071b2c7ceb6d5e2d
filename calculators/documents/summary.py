"""
A case and what the published sets say of it as plain text, to be pasted into a record.

Its last line is for machines: the receipt and the answers, from which the text can be checked again.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from calculators.documents import messages
from calculators.documents.receipt import receipt
from calculators.documents.report import SEPARATOR, Report, SetReport, report
from calculators.documents.sheet import DERIVED, HEADINGS, INTENDED_USE, PROVISIONAL, TITLE
from calculators.engine.case import EARLIEST, encode_case, one_line
from calculators.engine.evaluate import Evaluation
from calculators.engine.numbers import DASHES
from calculators.model.fields import Choice
from calculators.model.sentences import COMMA
from calculators.model.sets import STATUS_NAMES, Kind
from calculators.model.text import LANGUAGES, Language, Text, join, same
from calculators.model.truth import Truth
from calculators.vocabulary.form import FIELDS

WIDTH = 78
INDENT = same("  {line}")
FAR = 4
MAX_QUOTED = 300  # characters of a line that a difference repeats
MACHINE_LINE = re.compile(r"\[([^\[\]|]{1,64})\|([^\[\]|]*)\]")

NOTHING_ANSWERED = Text("no answer was given", "δεν δόθηκε καμία απάντηση")
UNSETTLED = Text("open by the wording: {name} – {why}", "ανοικτό κατά τη διατύπωση: {name} – {why}")
SET = same("{title} [{status}]: {outcome}")
GROUP = same("{title} – {facts}")
HEADING = same("{heading}:")
LINE = same("{heading}: {text}")
FOLLOWS = same("{heading}: {text} [{derived}]")
ALERT = same("! {number}. {text}")
FOR_CHECKING = Text("For checking, to be left as it is:", "Για έλεγχο, να μείνει ως έχει:")


def _indented(line: Text, steps: int = 1) -> Text:
    return _indented(INDENT.format(line=line), steps - 1) if steps else line


def _reasons(found: SetReport) -> Iterator[Text]:
    """Yield why the outcome of a set is what it is: what is not met or present, what the wording leaves open, and what could still change it."""
    for one in found.each:
        finding, name = one.finding, one.name_and_given
        if finding.truth is Truth.NOT_MET and found.criteria.kind is not Kind.CLASSES:
            yield LINE.format(heading=one.truth, text=name)
        elif finding.truth is Truth.UNKNOWN and finding.wording:
            yield UNSETTLED.format(name=name, why=join(finding.wording, SEPARATOR))
    if contradiction := found.result.contradiction:
        yield messages.CONTRADICTED.format(fields=messages.labels(contradiction))
    if found.needed:
        yield messages.NEEDED.format(fields=join([label for _, label in found.needed], COMMA))


def _sets(sets: Iterable[SetReport]) -> Iterator[Text]:
    for one in sets:
        status = STATUS_NAMES[one.criteria.status]
        yield _indented(SET.format(title=one.title, status=status, outcome=one.warned_outcome))
        yield from (_indented(reason, 2) for reason in _reasons(one))


def _case(found: Report) -> Iterator[Text]:
    for group in found.facts:
        said = [
            (FOLLOWS if fact.derived else LINE).format(heading=fact.field.label, text=fact.said, derived=DERIVED)
            for fact in group.facts
        ]
        yield _indented(GROUP.format(title=group.title, facts=join(said, SEPARATOR)))


def _listed(heading: str, names: Sequence[Text]) -> list[Text]:
    return [LINE.format(heading=HEADINGS[heading], text=join(names, SEPARATOR))] if names else []


def _headed(heading: str) -> Text:
    return HEADING.format(heading=HEADINGS[heading])


def _body(found: Report) -> list[Text]:
    """Return the text without its title, its days and dates, and its last line, one line for each thing said, not yet cut to a width."""
    return [
        INTENDED_USE,
        _headed("case"),
        *(list(_case(found)) or [_indented(NOTHING_ANSWERED)]),
        _headed("sets"),
        *_sets(found.main),
        *([PROVISIONAL] if found.provisional else []),
        *_sets(found.provisional),
        *_listed("missing", [one.label for one in found.missing]),
        *(ALERT.format(number=str(alert.number), text=alert.text) for alert in found.alerts),
        *_listed("elsewhere", found.elsewhere),
    ]


def machine_line(evaluation: Evaluation) -> str:
    """Return the receipt and the answers of the case: `[1.2.0-abcd-efgh-ijkl-mnop | age_years=58&who_grade=G1]`."""
    case, unread = evaluation.case, evaluation.unread
    return f"[{receipt(case, unread=unread)} | {encode_case(case, unread)}]"


def _cut(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(line, WIDTH, subsequent_indent=indent + "  ", break_long_words=False, break_on_hyphens=False)


def _lines(evaluation: Evaluation, today: date) -> list[Text]:
    """Return what a summary of *evaluation* says, one line for each thing said, not yet cut to a width; *today* is the day of printing."""
    found = report(evaluation)
    days = [("assessed", found.assessed), ("printed", messages.day(today))]
    dated = [LINE.format(heading=HEADINGS[heading], text=day) for heading, day in days if day]
    due = [_indented(line) for line in found.dates(today)]
    heading = [_headed("dates")] if due else []
    return [TITLE, join(dated, same(". ")), *_body(found), *heading, *due, FOR_CHECKING]


def summary(evaluation: Evaluation, today: date) -> Text:
    """Return *evaluation* as plain text, at most 78 columns wide but for its last line; *today* is the day of printing."""
    lines = _lines(evaluation, today)
    last = machine_line(evaluation)

    def laid_out(language: Language) -> str:
        return "\n".join([*(_cut(line[language]) for line in lines), last]) + "\n"

    return Text(laid_out("en"), laid_out("el"))


# A summary that somebody kept, against what the rules say.

FORMER_NAMES = [
    (re.compile(r"[\s|>]+".join(map(re.escape, former[language].split()))), field.options[option][language])
    for field in FIELDS.values()
    if isinstance(field, Choice)
    for option, former in field.formerly.items()
    for language in LANGUAGES
]
"""What finds a former name of an option in a text, and the name that it has now."""

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
class KeptWords:
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


def _renamed(text: str) -> str:
    """Return *text* with the present name of each option that it calls by a former one, whatever a mail has put between the words."""
    for former, name in FORMER_NAMES:
        text = former.sub(name, text)
    return text


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


@dataclass(frozen=True, slots=True)
class _Pasted:
    """A summary found in a text: its *language*, its *words*, and what stands *beside* it and was not compared."""

    language: Language
    words: list[Word]
    beside: Text | None


def _cut_out(text: str) -> _Pasted | None:
    """Return the last summary in *text*, from its title to its last line, None where there is none."""
    end = max((found.start() for found in MACHINE_LINE.finditer(text)), default=len(text))
    before = _all_words(_renamed(text[:end]))
    starts = sorted((place, language) for language in LANGUAGES for place in _find(before, TITLE[language]))
    if not starts:
        return None
    start, language = starts[-1]
    found = MACHINE_LINE.search(text, end)
    outside = start > 0 or (found and text[found.end() :].strip(" \t\r\n>|"))
    several = len(starts) > 1 or len(MACHINE_LINE.findall(text)) > 1
    return _Pasted(language, before[start:], SEVERAL if several else OUTSIDE if outside else None)


def compared(text: str, evaluation: Evaluation, today: date) -> KeptWords:
    """
    Return where the summary in *text*, from its title to its last line, says something else than the rules say of *evaluation*.

    Line by line in their order: a line that is missing, added or changed is found, wherever else the true one may stand. Spaces, the ends of lines, the marks of
    a quotation, and the kinds of dashes and quotation marks do not count. *today* is the last day on which it can have been printed.
    """
    pasted = _cut_out(text)
    if pasted is None:
        return KeptWords((), (NO_TITLE.format(title=TITLE),))
    printed = _printed(pasted.words, pasted.language, today)
    lines = [_words(line[pasted.language]) for line in _lines(evaluation, printed or today)]
    unchecked = (UNCHECKED_PRINTED if printed else None, pasted.beside)
    return KeptWords(tuple(_changes(lines, pasted.words)), tuple(one for one in unchecked if one is not None))


def _found_at(expected: list[Word], pasted: list[Word]) -> dict[int, int]:
    """Return the place in *pasted* of each word of *expected* that is found there, both in their order."""
    blocks = SequenceMatcher(
        None, [word.alike for word in expected], [word.alike for word in pasted], autojunk=False
    ).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _stretches(lines: list[list[Word]], pasted: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield where in *pasted* the words begin and end that stand for each of *lines*; what is between two of them stands for none."""
    expected = [word for line in lines for word in line]
    near = pasted[: FAR * len(expected)]  # what lies beyond it is no summary of this case
    at = _found_at(expected, near)
    first = end = 0
    for line in lines:
        following = first + len(line)
        begin = at.get(first, end)
        if following - 1 in at:
            end = at[following - 1] + 1
        else:
            end = next((at[one] for one in range(following, len(expected)) if one in at), len(near))
        yield begin, end
        first = following


def _changes(lines: list[list[Word]], pasted: list[Word]) -> Iterator[Text]:
    """Yield what was changed, line by line of what the rules say."""
    said = 0  # how many of the pasted words have been compared
    for line, (begin, end) in zip(lines, _stretches(lines, pasted), strict=True):
        if begin > said:
            yield ADDED.format(text=_joined(pasted[said:begin]))
        there = pasted[begin:end]
        if not there:
            yield NOT_SAID.format(now=_joined(line))
        elif len(there) != len(line) or not all(map(_agree, line, there)):
            yield OTHERWISE.format(text=_joined(there), now=_joined(line))
        said = end
    if added := pasted[said:]:
        yield ADDED.format(text=_joined(added))


def _agree(expected: Word, pasted: Word) -> bool:
    return expected.alike == pasted.alike and (pasted.greater is None or expected.greater == pasted.greater)


def _joined(words_of: list[Word]) -> str:
    text = " ".join(f"> {word.said}" if word.greater else word.said for word in words_of)
    return one_line(text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + "…")
