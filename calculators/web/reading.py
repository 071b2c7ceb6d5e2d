"""What a reader typed, read: a case, or what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from calculators.documents import messages
from calculators.documents.calendar import CALENDAR_ID, CALENDAR_ID_EXPECTED
from calculators.engine.case import (
    EARLIEST,
    LATEST,
    MAX_SHOWN,
    NOTHING_UNREAD,
    Case,
    Unread,
    decode,
    encode,
    expected,
    nearest_field,
    one_line,
    quoted,
    wrong_way_round,
)
from calculators.engine.numbers import numbers_in, other_unit, two_numbers
from calculators.model.fields import Answer, Choice, DateField, Field, Number, YesNo
from calculators.model.intervals import Interval
from calculators.model.sentences import COMMA, one_of
from calculators.model.text import Text, exact, join, paragraph, same
from calculators.vocabulary.form import FIELDS

BESIDE_THE_FIELDS = frozenset({"calendar", "receipt", "sum"})
"""What stands in the address of a case beside the fields."""
MAX_NOTICES = 20

TWICE = Text(
    "“{name}” is in the address more than once; the first value was kept.",
    "Το πεδίο «{name}» υπάρχει στη διεύθυνση πάνω από μία φορά· κρατήθηκε η πρώτη τιμή.",
)
TWO_NUMBERS = Text(
    "“{value}” can be read as {joined} or as {decimal}: write {joined}, or {decimal}0.",
    "Το «{value}» μπορεί να διαβαστεί ως {joined} ή ως {decimal}: γράψτε {joined} ή {decimal}0.",
)
NO_SEPARATOR = Text(
    "A whole number is expected here: write “{value}” without a point or comma, as {joined} if that is what you mean.",
    "Εδώ αναμένεται ακέραιος αριθμός: γράψτε το «{value}» χωρίς τελεία ή κόμμα, ως {joined} αν αυτό εννοείτε.",
)
IN_OTHER_UNIT = Text(
    "“{value}” cannot be read here: the unit is {own}, not “{unit}”. Convert the number, or correct the unit.",
    "Το «{value}» δεν γίνεται δεκτό εδώ: η μονάδα είναι {own}, όχι «{unit}». Μετατρέψτε τον αριθμό ή διορθώστε τη μονάδα.",
)
MORE_NOT_USED = Text(
    "From the address, not used: {count} more.", "Από τη διεύθυνση δεν χρησιμοποιήθηκαν ακόμη {count}."
)
CLOCK_WRONG = Text(
    "The clock of this computer says “{day}”, which cannot be today's date: dates are compared with {today} instead.",
    "Το ρολόι αυτού του υπολογιστή δείχνει «{day}», που δεν είναι σημερινή ημερομηνία: οι ημερομηνίες συγκρίνονται με {today}.",
)
NOT_USED = Text("From the address, not used: {field}. {why}", "Από τη διεύθυνση δεν χρησιμοποιήθηκε: {field}. {why}")
UNKNOWN = Text(
    "From the address, not used: “{name}”, “{value}”. No question has this name.",
    "Από τη διεύθυνση δεν χρησιμοποιήθηκε: «{name}», «{value}». Δεν υπάρχει ερώτηση με αυτό το όνομα.",
)
PERHAPS = Text("Perhaps {field} was meant.", "Ίσως εννοείται: {field}.")
EXPECTED = Text(
    "“{value}” cannot be read here: expected {expected}.", "Το «{value}» δεν γίνεται δεκτό εδώ· αναμένεται: {expected}."
)
COUNTS_AS_UNKNOWN = Text("Not read, counted as not known.", "Δεν διαβάστηκε, θεωρείται άγνωστο.")
DAY_EXPECTED = Text(
    "a date as day/month/year, such as 14/7/{year}, from 1/1/{earliest} up to {latest}",
    "ημερομηνία ως ημέρα/μήνας/έτος, όπως 14/7/{year}, από 1/1/{earliest} έως {latest}",
)
UP_TO_TODAY = Text("today, {day}", "σήμερα, {day}")
ASKED_WHICH = Text(
    "{field}: the address has an answer that has since been divided. Say which holds: {options}.",
    "{field}: η διεύθυνση έχει απάντηση που στο μεταξύ χωρίστηκε σε περισσότερες. Επιλέξτε ποια ισχύει: {options}.",
)
CALENDAR_NOT_USED = Text(
    "From the address, not used: “{value}”, by which a calendar would know the dates of this case again. Expected: {expected}.",
    "Από τη διεύθυνση δεν χρησιμοποιήθηκε: «{value}», με το οποίο ένα ημερολόγιο θα αναγνώριζε τις ημερομηνίες του περιστατικού. Αναμένεται: {expected}.",
)
NUMBER_HINT = Text("with a point or a comma for decimals", "με κόμμα ή τελεία για τα δεκαδικά")


@dataclass(frozen=True, slots=True)
class Reading:
    """
    The *case* that could be read; *problems* by field, and *notices* on what the address brought and cannot be used.

    A field with a problem counts as not known; *unread* is what was typed for it. *today* is the last day that a date may name.
    *calendar* is the id of the calendar files of this case, None before the first of them.
    """

    case: Case
    problems: dict[str, Text]
    notices: list[Text]
    today: date
    calendar: str | None = None
    unread: Unread = NOTHING_UNREAD


@dataclass(frozen=True, slots=True)
class Understood:
    """A number or date as it was understood: its *digits* as each language writes them, None for a date, and the whole as it is *said*."""

    digits: Text | None
    said: Text


def _digits(answer: Answer | date) -> Text | None:
    """Return *answer* as each language writes it where it is a number or the bounds of one."""
    if isinstance(answer, Interval):
        return Text(answer.encode(), answer.encode().replace(".", ","))
    return exact(answer) if isinstance(answer, float) else None


def understood(fields: Mapping[str, Field], answers: Mapping[str, Answer | date]) -> dict[str, Understood]:
    """Return each number and date of *answers* to *fields* as it was understood; the page says it where it was typed otherwise."""
    return {
        name: Understood(_digits(answer), messages.fact(fields[name], answer, entered=True))
        for name, answer in answers.items()
        if isinstance(fields[name], Number | DateField)
    }


def encode_pairs(case: Case, calendar: str | None) -> dict[str, str]:
    """Return *case*, with the id of its *calendar* files where there are any, as an address spells it, by name."""
    pairs = {name: encode(answer) for name, answer in case.items()}
    return pairs if calendar is None else pairs | {"calendar": calendar}


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def wanted(field: Field, text: str, until: Text) -> Text:
    """Return what *field* takes instead of *text*, by the names that a reader sees; *until* says up to when a day may lie."""
    match field:
        case Number(whole=True):
            return expected(field)
        case Number():
            return join([expected(field), NUMBER_HINT], COMMA)
        case DateField():
            return DAY_EXPECTED.format(year="2025", earliest=str(EARLIEST.year), latest=until)
        case YesNo(yes=yes, no=no):
            return one_of([yes, no])
        case Choice(options=options, retired=retired):
            return one_of([options[option] for option in retired.get(text, options)])
        case _:
            assert_never(field)


def explain(field: Field, text: str, until: Text) -> Text:
    """Return what is wrong with *text* as an answer to *field*, and what was expected; *until* says up to when a day may lie."""
    text = text.strip()
    if isinstance(field, Number) and (said := _mistaken(field, text)):
        return said
    return EXPECTED.format(value=quoted(text), expected=wanted(field, text, until))


def _mistaken(field: Number, text: str) -> Text | None:
    """Return what is wrong with *text* that holds a number which can be two, or one in another unit than that of *field*; None where neither does."""
    for written in numbers_in(text):
        if found := two_numbers(field, written):
            whole, decimals = found.groups()
            decimal = Text(f"{whole}.{decimals}", f"{whole},{decimals}")
            said = NO_SEPARATOR if field.whole else TWO_NUMBERS
            return said.format(value=quoted(written), joined=whole + decimals, decimal=decimal)
    if unit := other_unit(field, text):
        return IN_OTHER_UNIT.format(value=quoted(text), unit=quoted(unit), own=field.unit)
    return None


def _not_used(name: str, text: str, until: Text) -> Text:
    """Return that the answer *text*, which an address gives to *name*, is of no use, and why."""
    if name in FIELDS:
        return NOT_USED.format(field=FIELDS[name].label, why=explain(FIELDS[name], text, until))
    said, near = UNKNOWN.format(name=quoted(name), value=quoted(text)), nearest_field(name)
    return paragraph([said, PERHAPS.format(field=near.label)]) if near else said


def disordered(case: Case) -> dict[str, Text]:
    """Return what is wrong with each date of *case* that lies after one that it cannot lie after, by field."""
    said = {}
    for pair in wrong_way_round(case):
        earlier, later = (messages.fact(field, case[field.id]) for field in (pair.earlier, pair.later))
        said[pair.earlier.id] = EXPECTED.format(value=earlier, expected=pair.expected.format(later=later))
    return said


def set_aside(
    case: dict[str, Answer | date], problems: Mapping[str, Text], typed: Mapping[str, str]
) -> tuple[dict[str, Text], dict[str, str]]:
    """Take from *case* dates that are the wrong way round; return all *problems*, each saying that its field counts as not known, and what was *typed* for it."""
    wrong = disordered(case)
    unread = {name: typed[name].strip() for name in problems}
    unread |= {name: encode(case.pop(name)) for name in wrong}
    return {name: paragraph([said, COUNTS_AS_UNKNOWN]) for name, said in {**problems, **wrong}.items()}, unread


def up_to_today(today: date) -> Text:
    """Return up to when a day may lie, where it may not lie ahead; the day is named, as the clock of the computer can be wrong."""
    return UP_TO_TODAY.format(day=_day(today))


UP_TO_THE_LAST = same(_day(LATEST))
"""Up to when a day may lie that can lie ahead."""


def read_typed(
    answers: Mapping[str, str], fields: Mapping[str, Field], today: date
) -> tuple[dict[str, Answer | date], dict[str, Text]]:
    """
    Return what was typed into *fields* as answers, and for each that cannot be read what is wrong with it.

    An empty control is no answer, and a control that is none of *fields* is somebody else's.
    """
    read: dict[str, Answer | date] = {}
    problems: dict[str, Text] = {}
    for name, text in answers.items():
        if not text.strip() or name not in fields:
            continue
        answer = decode(fields[name], text, today)
        if answer is None:
            problems[name] = explain(fields[name], text, up_to_today(today))
        else:
            read[name] = answer
    return read, problems


def _useless(name: str, text: str, case: Case, today: date) -> Text:
    """Return why the pair of *name* and *text*, which an address brought, adds nothing to *case*."""
    field = FIELDS.get(name)
    if field and name in case:
        return TWICE.format(name=field.label)
    if isinstance(field, Choice) and (divided := field.retired.get(text.strip())):
        return ASKED_WHICH.format(field=field.label, options=one_of([field.options[option] for option in divided]))
    return _not_used(name, text, up_to_today(today))


def _carried(pairs: Iterable[tuple[str, str]], case: dict[str, Answer | date], today: date) -> list[Text]:
    """Add to *case* what an address brought for fields that the page does not ask; return a sentence for each pair that is of no use."""
    notices: list[Text] = []
    more = 0
    for name, text in pairs:
        field = FIELDS.get(name)
        if name in BESIDE_THE_FIELDS:
            continue
        answer = decode(field, text, today) if field else None
        if answer is not None and name not in case:
            case[name] = answer
        elif len(notices) < MAX_NOTICES:
            notices.append(_useless(name, text, case, today))
        else:
            more += 1
    return [*notices, MORE_NOT_USED.format(count=str(more))] if more else notices


def _clock(text: str) -> date:
    """Return the day that the clock of the reader's computer shows, or the nearest one to it in which this site believes."""
    try:
        return min(max(date.fromisoformat(text), EARLIEST), LATEST)
    except ValueError:
        year = text.partition("-")[0]
        return LATEST if year.isdecimal() and len(year) > len("9999") else EARLIEST


def read_form(request: Mapping[str, Any]) -> Reading:
    """Return what the *request* of a page holds; see `calculators.web.endpoint.handle`."""
    today = _clock(request["today"])
    case, problems = read_typed(request["answers"], FIELDS, today)
    notices = _carried(request["carried"], case, today)
    if today.isoformat() != request["today"]:
        notices.append(CLOCK_WRONG.format(day=one_line(request["today"][:MAX_SHOWN]), today=_day(today)))
    calendar = next((text.strip() for name, text in request["carried"] if name == "calendar"), None)
    if calendar is not None and not CALENDAR_ID.fullmatch(calendar):
        notices.append(CALENDAR_NOT_USED.format(value=quoted(calendar), expected=CALENDAR_ID_EXPECTED))
        calendar = None
    problems, unread = set_aside(case, problems, request["answers"])
    return Reading(case, problems, notices, today, calendar, unread)
