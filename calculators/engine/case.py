"""
A case as it comes in: read, checked against the vocabulary, and refused as a whole with every problem named.

Nothing is guessed: a number is a number, a date is an ISO date, an option is written as the vocabulary writes it.

**A number that is only bounded** is written as a text, the same in JSON, in an address, in a file and in a cell: `<2`, `<=2`, `>20`, `>=20`, `1-2`, both ends
included. In a `Case` it is an `Interval` in place of the float; bounds that leave one number alone are that number. So a numeric fact is a float or an
`Interval`, wherever it is read:

- A comparison is assessed at the numbers of the interval below, at and above its limit. Where all agree it is met or not met, else unknown, with the field
  among what is missing; Kleene's logic does the rest (`calculators.model.conditions.assess`). For a compiler: a comparison holds for `low` and for `high`, or
  for neither; an end that does not belong to the interval counts as the numbers beside it.
- `calculators.engine.derive.derive` follows from it what follows from all its numbers. What bounds a number that was not entered, as a grade bounds its
  counts, narrows one that is partly known; where it leaves nothing, the answers contradict each other. Months between two dates narrow it to their number.
- A verdict that is decided with an interval is the verdict of every number in it that contradicts no other answer, and narrowing an interval turns no verdict round.

How people write such a number, with its unit, is in `calculators.engine.numbers`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, assert_never

from calculators.engine.derivations import DATE_ORDER
from calculators.engine.numbers import DASHES, in_range, read_bounded, read_number
from calculators.model.derivation import NotAfter
from calculators.model.fields import Answer, Choice, DateField, Field, Number, YesNo
from calculators.model.intervals import Interval
from calculators.model.sentences import amount, one_of
from calculators.model.text import Text, digits, number
from calculators.vocabulary.form import FIELDS

MAX_BYTES = 65_536  # a case of every field takes about two thousand
MAX_SHOWN = 60  # characters of a value that an error repeats
MAX_PROBLEMS = 50
MAX_DEPTH = 20  # brackets within brackets; a saved case has eight
EARLIEST = date(1900, 1, 1)
LATEST = date(2999, 12, 31)  # beyond it neither a day to come nor a clock is believed

type Case = Mapping[str, Answer | date]
"""
What was answered: a number as float, or as the `Interval` in which it lies, a choice as its option, yes or no as bool, a date as date.

Unanswered fields are absent.
"""

type Unread = Mapping[str, str]
"""What was typed for a field and cannot be read, as it was typed: the field counts as not known, and what is kept of the case keeps it."""

NOTHING_UNREAD: Unread = MappingProxyType({})


def fully_answered(case: Case) -> frozenset[str]:
    """Return the fields that *case* answers, numbers aside of which it gives only bounds: to these a further answer may still be asked."""
    return frozenset(name for name, answer in case.items() if not isinstance(answer, Interval))


THE_CASE = Text("case", "περιστατικό")
PROBLEM = Text("{where}: expected {expected}", "{where}: αναμενόταν {expected}")
PROBLEM_OF_VALUE = Text("{where}: {value}: expected {expected}", "{where}: {value}: αναμενόταν {expected}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a case: the *field* (None for the case as a whole), the *value* as given, and what was *expected*."""

    field: str | None
    value: str
    expected: Text

    @property
    def line(self) -> Text:
        """The problem in one line."""
        where = one_line(self.field) if self.field else THE_CASE
        said = PROBLEM_OF_VALUE if self.value else PROBLEM
        return said.format(where=where, value=self.value, expected=self.expected)


class InvalidCase(ValueError):  # noqa: N818 (it names what is wrong; it is not an error of the program)
    """A case that cannot be evaluated; *problems* names all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        """Carry all *problems*; of very many, the first and how many there are more."""
        if (more := len(problems) - MAX_PROBLEMS) > 0:
            words = Text(
                "no more than {most} problems; {more} more were found",
                "το πολύ {most} προβλήματα· βρέθηκαν ακόμη {more}",
            )
            problems = [
                *problems[:MAX_PROBLEMS],
                Problem(None, "", words.format(most=str(MAX_PROBLEMS), more=str(more))),
            ]
        super().__init__("\n".join(problem.line.en for problem in problems))
        self.problems = tuple(problems)


def one_line(text: str) -> str:
    r"""
    Return *text* without what would break its line, turn its direction or be no text at all: such characters are written as escapes.

    >>> one_line("G1" + chr(0x2028) + chr(0x202E) + chr(0xD800))
    'G1\\u2028\\u202e\\ud800'
    """
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text.replace("\u00a0", " "))


def quoted(text: str) -> str:
    """Return *text* as a sentence repeats what was typed: on one line, cut where it is long."""
    text = text.strip()
    return one_line(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…")


def shown(value: object) -> str:
    """Return *value* as an error repeats it: as JSON where possible, on one line, cut where it is long."""
    if isinstance(value, str) and len(value) > MAX_SHOWN:
        value = value[:MAX_SHOWN] + "…"
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    text = one_line(text)
    return text if len(text) <= MAX_SHOWN + 3 else text[:MAX_SHOWN] + "…"


def shown_name(name: object) -> str:
    """Return the field name *name* as an error repeats it: bare, unless it is blank or no text."""
    said = shown(name)
    return said.strip('"') if said.strip('" ') else said


BOUNDS_TOO = Text(
    '{numbers}, or its bounds as "<2", "<=2", ">20", ">=20" or "1-2"',
    '{numbers} ή τα όριά του ως "<2", "<=2", ">20", ">=20" ή "1-2"',
)
"""What a number takes instead of another text that is sent for it."""


def expected(field: Field, value: object = None) -> Text:
    """Return what *field* takes instead of *value*, as an error says it; where the answer was divided, its parts."""
    if isinstance(field, Choice) and isinstance(value, str) and value in field.retired:
        parts = [
            Text("{option} for {name}", "{option} για «{name}»").format(option=option, name=field.options[option])
            for option in field.retired[value]
        ]
        words = Text(
            "{parts}; this answer no longer says which", "{parts}· η απάντηση αυτή δεν λέει πλέον ποιο από τα δύο"
        )
        return words.format(parts=one_of(parts))
    if isinstance(field, Number) and isinstance(value, str):
        return BOUNDS_TOO.format(numbers=_taken(field))
    return _taken(field)


def _taken(field: Field) -> Text:
    match field:
        case Number(whole=True, low=low, high=float() | int() as high):
            return Text("a whole number from {low} to {high}", "ακέραιος αριθμός από {low} έως {high}").format(
                low=number(low), high=amount(high, field.unit)
            )
        case Number(low=low, high=high):
            if high is None:
                return Text("a number of at least {low}", "αριθμός τουλάχιστον {low}").format(
                    low=amount(low, field.unit)
                )
            words = Text("a number from {low} to {high}", "αριθμός από {low} έως {high}")
            return words.format(low=number(low), high=amount(high, field.unit))
        case YesNo():
            return Text("true or false", "true ή false")
        case Choice(options=options):
            return Text("one of {options}", "μία από τις τιμές {options}").format(options=", ".join(options))
        case DateField():
            return Text(
                "a date as YYYY-MM-DD, from {earliest} up to today",
                "ημερομηνία ως ΕΕΕΕ-ΜΜ-ΗΗ, από {earliest} έως σήμερα",
            ).format(earliest=EARLIEST.isoformat())
        case _:
            assert_never(field)


def _read_day(value: object, today: date) -> date | None:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if EARLIEST <= day <= today else None


def _read_number(field: Number, value: object) -> Answer | None:
    if isinstance(value, str):
        return read_bounded(field, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        given = float(value) + 0.0  # minus nothing is nothing
    except OverflowError:
        return None
    return given if in_range(field, given) else None


def read_answer(field: Field, value: object, today: date) -> Answer | date | None:
    """Return *value* as an answer to *field*, None where it is not one; *today* is the last day that a date may name."""
    match field:
        case Number():
            return _read_number(field, value)
        case YesNo():
            return value if isinstance(value, bool) else None
        case Choice(options=options):
            return value if isinstance(value, str) and value in options else None
        case DateField():
            return _read_day(value, today)
        case _:
            assert_never(field)


# An answer as it is typed, and as an address and a receipt hold it.

DAY = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
LITERAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
"""Characters that an address holds as they are, and mail leaves alone."""


def encode(answer: Answer | date) -> str:
    """
    Return *answer* as an address and a receipt spell it.

    >>> [encode(answer) for answer in (True, 2.5, 55.0, 0.00001, "G2", date(2026, 7, 14), Interval(1, 2))]
    ['true', '2.5', '55', '0.00001', 'G2', '2026-07-14', '1-2']
    """
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, float):
        return digits(answer)
    if isinstance(answer, Interval):
        return answer.encode()
    return answer.isoformat() if isinstance(answer, date) else answer


def escaped(text: str) -> str:
    """
    Return *text* as an address escapes it; what is no text at all becomes a question mark.

    >>> escaped("<2 %")
    '%3C2%20%25'
    """
    return "".join(
        one if one in LITERAL else "".join(f"%{byte:02X}" for byte in one.encode(errors="replace")) for one in text
    )


def encode_case(case: Case, unread: Unread = NOTHING_UNREAD) -> str:
    """Return *case* and what was *unread* as an address spells them, in alphabetical order: `age_years=55&ki67_percent=%3C2&who_grade=G1`."""
    pairs = {name: encode(answer) for name, answer in case.items()} | dict(unread)
    return "&".join(f"{name}={escaped(pairs[name])}" for name in sorted(pairs))


def decode(field: Field, text: str, latest: date) -> Answer | date | None:
    """
    Return *text*, from a control, an address, a file or a pasted text, as an answer to *field*; None where it is none, or could be two.

    Whatever `encode` writes is read again. *latest* is the last day that a date may name.
    """
    text = text.strip()
    match field:
        case Number():
            return read_number(field, text)
        case YesNo():
            return read_answer(field, {"true": True, "false": False}.get(text), latest)
        case DateField():
            text = DASHES.sub("-", text)
            if found := DAY.fullmatch(text):
                day, month, year = found.groups()
                text = f"{year}-{month:0>2}-{day:0>2}"
            return read_answer(field, text, latest)
        case _:
            return read_answer(field, text, latest)


# A case as JSON.


def nearest_field(name: str) -> Field | None:
    """Return the field whose id is most like *name*, None where none is."""
    import difflib  # noqa: PLC0415 (only errors need it, and the browser starts faster without)

    near = difflib.get_close_matches(name[:MAX_SHOWN].lower(), FIELDS, n=1, cutoff=0.45)
    return FIELDS[near[0]] if near else None


def unknown_field(name: str, *, suggest: bool = True) -> Text:
    """Return what was expected instead of the field *name*, which does not exist: the nearest known name where there is one."""
    near = nearest_field(name) if suggest else None
    return (
        Text("a known field, perhaps {name}", "γνωστό πεδίο, ίσως {name}").format(name=near.id)
        if near
        else Text("a known field", "γνωστό πεδίο")
    )


def wrong_way_round(case: Case) -> list[NotAfter]:
    """Return which dates of *case* are the wrong way round."""
    return [pair for pair in DATE_ORDER if pair.forbids(case.get(pair.earlier.id), case.get(pair.later.id))]


def out_of_order(case: Case) -> list[Problem]:
    """Return a problem for each date of *case* that lies after one that it cannot lie after."""
    return [
        Problem(
            pair.earlier.id,
            shown(str(case[pair.earlier.id])),
            pair.expected.format(later=str(case[pair.later.id])),
        )
        for pair in wrong_way_round(case)
    ]


OBJECT = Text("a JSON object of fields", "ένα αντικείμενο JSON με πεδία")
SAVED_CASE = Text(
    "the answers alone; this is a saved case, which `python -m calculators verify` reads and checks",
    "μόνο τις απαντήσεις· αυτό είναι αποθηκευμένο περιστατικό, που διαβάζεται και ελέγχεται με `python -m calculators verify`",
)


def read(case: object, today: date) -> Case:
    """
    Return *case* as answers; a null counts as not answered.

    *today* is the last day that a date may name. Raises `InvalidCase` with every problem that was found.
    """
    if not isinstance(case, Mapping):
        raise InvalidCase([Problem(None, shown(case), OBJECT)])
    if isinstance(case.get("case"), Mapping):
        raise InvalidCase([Problem("case", "", SAVED_CASE)])
    problems: list[Problem] = []
    answers: dict[str, Answer | date] = {}
    for name, value in case.items():
        field = FIELDS.get(name) if isinstance(name, str) else None
        if field is None:
            suggest = len(problems) < MAX_PROBLEMS
            problems.append(Problem(shown_name(name), shown(value), unknown_field(str(name), suggest=suggest)))
        elif value is not None:
            answer = read_answer(field, value, today)
            if answer is None:
                problems.append(Problem(field.id, shown(value), expected(field, value)))
            else:
                answers[field.id] = answer
    problems += out_of_order(answers)
    if problems:
        raise InvalidCase(problems)
    return answers


BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]', re.DOTALL)


def _deep(text: str) -> bool:
    """Return whether brackets of *text* stand within too many others; asked before it is parsed, because a parser goes as deep as the text does."""
    depth = 0
    for found in BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > MAX_DEPTH:
            return True
    return False


def _refused(en: str, el: str, value: str = "", **parts: str) -> InvalidCase:
    """Return the refusal of a case as a whole, with what was expected in both languages."""
    return InvalidCase([Problem(None, value, Text(en, el).format(**parts))])


def _loaded(text: str) -> tuple[Any, list[str]]:
    """Return what JSON *text* holds, and the names that it gives twice; raise `InvalidCase` where it is too deep or no JSON."""
    twice: dict[str, None] = {}

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for name, value in items:
            if name in seen:
                twice[name] = None
            seen[name] = value
        return seen

    if _deep(text):
        raise _refused(
            "valid JSON of at most {depth} brackets within brackets",
            "έγκυρο JSON με το πολύ {depth} επίπεδα αγκυλών",
            depth=str(MAX_DEPTH),
        )
    try:
        return json.loads(text, object_pairs_hook=pairs), list(twice)
    except json.JSONDecodeError as error:
        place = {"line": str(error.lineno), "column": str(error.colno)}
        words = (
            "valid JSON in UTF-8; it is not from line {line}, character {column} on",
            "έγκυρο JSON σε UTF-8· δεν είναι από τη γραμμή {line}, χαρακτήρα {column} και μετά",
        )
        raise _refused(*words, **place) from error


def parse(text: str | bytes) -> dict[str, Any]:
    """
    Return the JSON object in *text*, its fields not yet checked.

    Raises `InvalidCase` where it is too large or too deep, not JSON, not an object, empty, or names a field twice.
    """
    if len(text) > MAX_BYTES:
        raise _refused("at most {size} bytes of JSON", "το πολύ {size} byte JSON", size=str(MAX_BYTES))
    try:
        value, twice = _loaded(text.decode(json.detect_encoding(text)) if isinstance(text, bytes) else text)
    except InvalidCase:
        raise
    except ValueError as error:  # no text at all, or a number of thousands of digits
        raise _refused("valid JSON in UTF-8", "έγκυρο JSON σε UTF-8") from error
    if not isinstance(value, dict):
        raise InvalidCase([Problem(None, shown(value), OBJECT)])
    if twice:
        once = Text("each field once", "κάθε πεδίο μία φορά")
        raise InvalidCase([Problem(shown_name(name), "", once) for name in twice])
    if not value:
        raise _refused("at least one field", "τουλάχιστον ένα πεδίο", "{}")
    return value
