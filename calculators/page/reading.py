"""What a reader typed, read: a case, or what is wrong with it in the reader's language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.case import EARLIEST, Case, Problem, expected, out_of_order, read_answer, shown, shown_name, unknown_field
from calculators.fields import FIELDS
from calculators.model import Answer, Choice, Day, Field, Number, YesNo, one_of
from calculators.text import Language, Text, number

NUMBER = re.compile(r"[0-9]+([.,][0-9]*)?")
DAY = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")

RECEIPT = "receipt"  # stands in a copied address beside the fields

TWICE = Text(
    "“{name}” stands more than once in the address; the first value was kept.",
    "Το πεδίο «{name}» υπάρχει στη διεύθυνση πάνω από μία φορά· κρατήθηκε η πρώτη τιμή.",
)
THOUSANDS = re.compile(r"([0-9]{1,3})[.,]([0-9]{3})")
TWO_NUMBERS = Text(
    "“{value}” can be read as {joined} or as {decimal}: write {joined}, or {decimal} with other decimals.",
    "Το «{value}» μπορεί να διαβαστεί ως {joined} ή ως {decimal}: γράψτε {joined} χωρίς διαχωριστικό χιλιάδων, ή {decimal} με διαφορετικό πλήθος δεκαδικών.",
)
NOT_USED = Text("From the address, not used: {line}.", "Από τη διεύθυνση, δεν χρησιμοποιήθηκε: {line}.")
EXPECTED = Text("“{value}” cannot be read here: expected {expected}.", "Το «{value}» δεν γίνεται δεκτό εδώ: αναμένεται {expected}.")
DAY_EXPECTED = Text(
    "a date as day/month/year, such as 14/7/{year}, from 1/1/{earliest} up to today",
    "ημερομηνία ως ημέρα/μήνας/έτος, όπως 14/7/{year}, από 1/1/{earliest} έως σήμερα",
).format(year="2025", earliest=str(EARLIEST.year))
ASKED_WHICH = Text(
    "{field}: the address has an answer that has since been divided. Say which holds: {options}.",
    "{field}: η διεύθυνση έχει απάντηση που στο μεταξύ χωρίστηκε σε περισσότερες. Επιλέξτε ποια ισχύει: {options}.",
)
NUMBER_HINT = Text(", with a point or a comma for decimals", ", με κόμμα ή τελεία για τα δεκαδικά")


@dataclass(frozen=True, slots=True)
class Reading:
    """
    The *case* that could be read; *problems* by field, said in *language*, and *notices* on what the address brought and cannot be used.

    While there is a problem, nothing is judged. *today* is the last day that a date may name.
    """

    case: Case
    problems: dict[str, str]
    notices: list[str]
    language: Language
    today: date


def typed(field: Field, text: str, today: date) -> Answer | date | None:
    """Return what was typed or chosen in a control as an answer, None where it is not one."""
    match field:
        case Number():
            if not NUMBER.fullmatch(text):
                return None
            return read_answer(field, float(text.replace(",", ".")), today)
        case YesNo():
            return read_answer(field, {"true": True, "false": False}.get(text), today)
        case Day() if found := DAY.fullmatch(text):
            day, month, year = found.groups()
            return read_answer(field, f"{year}-{month:0>2}-{day:0>2}", today)
        case _:
            return read_answer(field, text, today)


def explain(field: Field, text: str, language: Language) -> str:
    """Return what is wrong with *text* as an answer to *field*, and what was expected."""
    wanted = expected(field, text)
    if isinstance(field, Number):
        wanted = Text(wanted.en + NUMBER_HINT.en, wanted.el + NUMBER_HINT.el)
    if isinstance(field, Day):
        wanted = DAY_EXPECTED
    return EXPECTED.format(value=text[:60], expected=wanted)[language]


def _two_numbers(field: Field, text: str) -> re.Match[str] | None:
    """Return *text* as its two parts where it may be a number of thousands or one with three decimals, and *field* can hold so many thousands."""
    found = THOUSANDS.fullmatch(text)
    able = found and isinstance(field, Number) and field.high is not None and float(found[1] + found[2]) <= field.high
    return found if able else None


def read_typed(answers: Mapping[str, str], fields: Mapping[str, Field], language: Language, today: date) -> tuple[dict[str, Answer | date], dict[str, str]]:
    """
    Return what was typed into *fields* as answers, and for each that cannot be read what is wrong with it.

    An empty control is no answer, and a control that is none of *fields* is somebody else's.
    """
    read: dict[str, Answer | date] = {}
    problems: dict[str, str] = {}
    for name, text in answers.items():
        trimmed = text.strip()
        if not trimmed or name not in fields:
            continue
        field = fields[name]
        answer = typed(field, trimmed, today)
        if found := _two_numbers(field, trimmed):
            problems[name] = TWO_NUMBERS[language].format(value=trimmed, joined=found[1] + found[2], decimal=number(float(f"{found[1]}.{found[2]}"))[language])
        elif answer is None:
            problems[name] = explain(fields[name], trimmed, language)
        else:
            read[name] = answer
    return read, problems


def _carried(pairs: Iterable[tuple[str, str]], case: dict[str, Answer | date], today: date, language: Language) -> list[str]:
    """Add to *case* what an address brought for fields that the page does not ask; return a sentence for each pair that is of no use."""
    notices = []
    for name, text in pairs:
        field = FIELDS.get(name)
        if name == RECEIPT:
            continue
        if field is None:
            notices.append(NOT_USED.format(line=Problem(shown_name(name), shown(text), unknown_field(name)).line(language))[language])
        elif name in case:
            notices.append(TWICE.format(name=field.label)[language])
        elif isinstance(field, Choice) and (divided := field.retired.get(text.strip())):
            notices.append(ASKED_WHICH.format(field=field.label, options=one_of([field.options[option] for option in divided]))[language])
        elif (answer := typed(field, text.strip(), today)) is None:
            notices.append(NOT_USED.format(line=Problem(name, shown(text), expected(field)).line(language))[language])
        else:
            case[name] = answer
    return notices


def read_form(request: Mapping[str, Any]) -> Reading:
    """Return what the *request* of a page holds; see `calculators.page.answer`."""
    language: Language = request["language"]
    today = date.fromisoformat(request["today"])
    case, problems = read_typed(request["answers"], FIELDS, language, today)
    notices = _carried(request["carried"], case, today, language)
    for problem in out_of_order(case):
        problems[str(problem.field)] = EXPECTED.format(value=problem.value.strip('"'), expected=problem.expected)[language]
    return Reading(case, problems, notices, language, today)
