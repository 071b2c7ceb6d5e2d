"""What a reader typed, read: a case, or what is wrong with it in the reader's language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.documents import messages
from calculators.documents.calendar import CALENDAR_ID, CALENDAR_ID_EXPECTED
from calculators.documents.receipt import DASHES, encode
from calculators.engine.case import (
    EARLIEST,
    LATEST,
    MAX_SHOWN,
    Case,
    expected,
    nearest_field,
    one_line,
    read_answer,
    wrong_way_round,
)
from calculators.model.fields import Answer, Choice, DateField, Field, Number, YesNo
from calculators.model.sentences import one_of
from calculators.model.text import Language, Text, same
from calculators.vocabulary.form import FIELDS

NUMBER = re.compile(r"[0-9]+([.,][0-9]*)?")
DAY = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")

BESIDE_THE_FIELDS = frozenset({"calendar", "receipt", "sum"})
"""What stands in the address of a case beside the fields."""
MAX_NOTICES = 20

TWICE = Text(
    "“{name}” is in the address more than once; the first value was kept.",
    "Το πεδίο «{name}» υπάρχει στη διεύθυνση πάνω από μία φορά· κρατήθηκε η πρώτη τιμή.",
)
THOUSANDS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
TWO_NUMBERS = Text(
    "“{value}” can be read as {joined} or as {decimal}: write {joined}, or {decimal}0.",
    "Το «{value}» μπορεί να διαβαστεί ως {joined} ή ως {decimal}: γράψτε {joined} ή {decimal}0.",
)
NO_SEPARATOR = Text(
    "A whole number is expected here: write “{value}” without a point or comma, as {joined} if that is what you mean.",
    "Εδώ αναμένεται ακέραιος αριθμός: γράψτε το «{value}» χωρίς τελεία ή κόμμα, ως {joined} αν αυτό εννοείτε.",
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
NUMBER_HINT = Text(", with a point or a comma for decimals", ", με κόμμα ή τελεία για τα δεκαδικά")


@dataclass(frozen=True, slots=True)
class Reading:
    """
    The *case* that could be read; *problems* by field, said in *language*, and *notices* on what the address brought and cannot be used.

    While there is a problem, nothing is judged. *today* is the last day that a date may name.
    *calendar* is the id of the calendar files of this case, None before the first of them.
    """

    case: Case
    problems: dict[str, str]
    notices: list[str]
    language: Language
    today: date
    calendar: str | None = None


def encode_case(case: Case, calendar: str | None) -> dict[str, str]:
    """Return *case*, with the id of its *calendar* files where there are any, as an address spells it."""
    return {name: encode(answer) for name, answer in case.items()} | (
        {} if calendar is None else {"calendar": calendar}
    )


def _two_numbers(field: Number, text: str) -> re.Match[str] | None:
    """Return *text* as its two parts where it may be a number of thousands or one with three decimals, and *field* can hold so many thousands."""
    found = THOUSANDS.fullmatch(text)
    able = found and field.high is not None and float(found[1] + found[2]) <= field.high
    return found if able else None


def typed(field: Field, text: str, latest: date) -> Answer | date | None:
    """
    Return *text*, from a control, an address, a file or a pasted text, as an answer to *field*; None where it is none, or could be two.

    *latest* is the last day that a date may name.
    """
    text = text.strip()
    match field:
        case Number():
            if not NUMBER.fullmatch(text) or _two_numbers(field, text):
                return None
            return read_answer(field, float(text.replace(",", ".")), latest)
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


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def wanted(field: Field, text: str, until: Text) -> Text:
    """Return what *field* takes instead of *text*, by the names that a reader sees; *until* says up to when a day may lie."""
    match field:
        case Number(whole=whole):
            return (
                expected(field)
                if whole
                else Text("{amounts}{hint}", "{amounts}{hint}").format(amounts=expected(field), hint=NUMBER_HINT)
            )
        case DateField():
            return DAY_EXPECTED.format(year="2025", earliest=str(EARLIEST.year), latest=until)
        case YesNo(yes=yes, no=no):
            return one_of([yes, no])
        case Choice(options=options, retired=retired):
            return one_of([options[option] for option in retired.get(text, options)])


def brief(text: str) -> str:
    """Return *text* as a sentence repeats it: on one line, cut where it is long."""
    text = text.strip()
    return one_line(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…")


def explain(field: Field, text: str, language: Language, until: Text) -> str:
    """Return what is wrong with *text* as an answer to *field*, and what was expected; *until* says up to when a day may lie."""
    text = text.strip()
    if isinstance(field, Number) and (found := _two_numbers(field, text)):
        mark = {"en": ".", "el": ","}[language]
        said = NO_SEPARATOR if field.whole else TWO_NUMBERS
        return said[language].format(
            value=brief(text), joined=found[1] + found[2], decimal=f"{found[1]}{mark}{found[2]}"
        )
    return EXPECTED.format(value=brief(text), expected=wanted(field, text, until))[language]


def _not_used(name: str, text: str, language: Language, until: Text) -> str:
    """Return that the answer *text*, which an address gives to *name*, is of no use, and why."""
    if name in FIELDS:
        return NOT_USED.format(field=FIELDS[name].label, why=explain(FIELDS[name], text, language, until))[language]
    said, near = UNKNOWN.format(name=brief(name), value=brief(text))[language], nearest_field(name)
    return f"{said} {PERHAPS.format(field=near.label)[language]}" if near else said


def disordered(case: Case, language: Language) -> dict[str, str]:
    """Return what is wrong with each date of *case* that lies after one that it cannot lie after, by field."""
    said = {}
    for pair in wrong_way_round(case):
        earlier, later = (messages.answer_said(field, case[field.id], language) for field in (pair.earlier, pair.later))
        said[pair.earlier.id] = EXPECTED[language].format(
            value=earlier, expected=pair.expected[language].format(later=later)
        )
    return said


def up_to_today(today: date) -> Text:
    """Return up to when a day may lie, where it may not lie ahead; the day is named, as the clock of the computer can be wrong."""
    return UP_TO_TODAY.format(day=_day(today))


UP_TO_THE_LAST = same(_day(LATEST))
"""Up to when a day may lie that can lie ahead."""


def read_typed(
    answers: Mapping[str, str], fields: Mapping[str, Field], language: Language, today: date
) -> tuple[dict[str, Answer | date], dict[str, str]]:
    """
    Return what was typed into *fields* as answers, and for each that cannot be read what is wrong with it.

    An empty control is no answer, and a control that is none of *fields* is somebody else's.
    """
    read: dict[str, Answer | date] = {}
    problems: dict[str, str] = {}
    for name, text in answers.items():
        if not text.strip() or name not in fields:
            continue
        answer = typed(fields[name], text, today)
        if answer is None:
            problems[name] = explain(fields[name], text, language, up_to_today(today))
        else:
            read[name] = answer
    return read, problems


def _carried(
    pairs: Iterable[tuple[str, str]], case: dict[str, Answer | date], today: date, language: Language
) -> list[str]:
    """Add to *case* what an address brought for fields that the page does not ask; return a sentence for each pair that is of no use."""
    notices: list[str] = []
    more = 0
    for name, text in pairs:
        field = FIELDS.get(name)
        if name in BESIDE_THE_FIELDS:
            continue
        answer = typed(field, text, today) if field else None
        if field and answer is not None and name not in case:
            case[name] = answer
        elif len(notices) >= MAX_NOTICES:
            more += 1
        elif field and name in case:
            notices.append(TWICE.format(name=field.label)[language])
        elif isinstance(field, Choice) and (divided := field.retired.get(text.strip())):
            notices.append(
                ASKED_WHICH.format(field=field.label, options=one_of([field.options[option] for option in divided]))[
                    language
                ]
            )
        else:
            notices.append(_not_used(name, text, language, up_to_today(today)))
    return [*notices, MORE_NOT_USED[language].format(count=more)] if more else notices


def _clock(text: str) -> date:
    """Return the day that the clock of the reader's computer shows, or the nearest one to it in which this site believes."""
    try:
        return min(max(date.fromisoformat(text), EARLIEST), LATEST)
    except ValueError:
        year = text.partition("-")[0]
        return LATEST if year.isdecimal() and len(year) > len("9999") else EARLIEST


def read_form(request: Mapping[str, Any]) -> Reading:
    """Return what the *request* of a page holds; see `calculators.web.endpoint.answer`."""
    language: Language = request["language"]
    today = _clock(request["today"])
    case, problems = read_typed(request["answers"], FIELDS, language, today)
    notices = _carried(request["carried"], case, today, language)
    if today.isoformat() != request["today"]:
        notices.append(CLOCK_WRONG[language].format(day=one_line(request["today"][:MAX_SHOWN]), today=_day(today)))
    calendar = next((text.strip() for name, text in request["carried"] if name == "calendar"), None)
    if calendar is not None and not CALENDAR_ID.fullmatch(calendar):
        notices.append(CALENDAR_NOT_USED.format(value=brief(calendar), expected=CALENDAR_ID_EXPECTED)[language])
        calendar = None
    return Reading(case, problems | disordered(case, language), notices, language, today, calendar)
