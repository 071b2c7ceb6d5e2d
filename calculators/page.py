"""
The one door for the browser: JSON in, JSON out.

A request carries what the controls of the form hold, as typed; everything is read and judged here, so that the page itself knows nothing clinical.
"""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from calculators import words
from calculators.case import Case, Problem, expected, out_of_order, read_answer, shown, shown_name, unknown_field
from calculators.evaluate import SetResult, Verdict, evaluate_answers
from calculators.fields import FIELDS
from calculators.model import Answer, Day, Field, Number, YesNo, fields_of
from calculators.text import Language, Text
from calculators.version import RULES_VERSION

NUMBER = re.compile(r"[0-9]+([.,][0-9]*)?")

TWICE = Text("“{name}” stands more than once in the address; the first value was kept.", "Το «{name}» υπάρχει πάνω από μία φορά· κρατήθηκε η πρώτη τιμή.")
NOT_USED = Text("From the address, not used: {line}.", "Από τη διεύθυνση, δεν χρησιμοποιήθηκε: {line}.")
EXPECTED = Text("“{value}” cannot be read here: expected {expected}.", "Το «{value}» δεν γίνεται δεκτό εδώ: αναμένεται {expected}.")
NUMBER_HINT = Text(", with a point or a comma for decimals", ", με κόμμα ή τελεία για τα δεκαδικά")


def _typed(field: Field, text: str, today: date) -> Answer | date | None:
    """Return what was typed or chosen in a control as an answer, None where it is not one."""
    match field:
        case Number():
            if not NUMBER.fullmatch(text):
                return None
            return read_answer(field, float(text.replace(",", ".")), today)
        case YesNo():
            return read_answer(field, {"true": True, "false": False}.get(text), today)
        case _:
            return read_answer(field, text, today)


def _explain(field: Field, text: str, language: Language) -> str:
    wanted = expected(field)
    if isinstance(field, Number):
        wanted = Text(wanted.en + NUMBER_HINT.en, wanted.el + NUMBER_HINT.el)
    return EXPECTED.format(value=text[:60], expected=wanted)[language]


def _written(answer: Answer | date) -> str:
    """Return *answer* as an address spells it."""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, float):
        return repr(answer).removesuffix(".0")
    return answer.isoformat() if isinstance(answer, date) else answer


def _echo(case: Case, language: Language) -> dict[str, str]:
    """Return each number and date of *case* as it was understood."""
    said = {}
    for name, answer in case.items():
        field = FIELDS[name]
        if isinstance(field, Number) and isinstance(answer, float):
            said[name] = words.amount_shown(answer, field, language)
        elif isinstance(field, Day) and isinstance(answer, date):
            said[name] = words.day(answer, language)
    return said


def _set(result: SetResult, entered: dict[str, str], language: Language) -> dict[str, Any]:
    criteria = result.criteria
    by_wording = result.verdict is Verdict.UNDECIDED and not result.needs
    return {
        "verdict": result.verdict.value,
        "said": words.verdict(criteria, result.verdict)[language],
        "brief": words.brief(criteria, result.verdict)[language],
        "needs": [[name, FIELDS[name].label[language]] for name in result.needs],
        "remark": words.NOT_BY_WORDING[language] if by_wording else "",
        "criteria": {
            criterion.id: {
                "truth": finding.truth.value,
                "said": words.truth(criteria, finding.truth)[language],
                "entered": [entered[field.id] for field in fields_of(criterion.test) if field.id in entered],
                "why": [*words.reasons(finding, language), *(note[language] for note in finding.notes)],
            }
            for criterion, finding in result.each()
        },
    }


def _carried(pairs: Iterable[tuple[str, str]], case: dict[str, Answer | date], today: date, language: Language) -> list[str]:
    """Add to *case* what an address brought for fields that the page does not ask; return a sentence for each pair that is of no use."""
    notices = []
    for name, text in pairs:
        field = FIELDS.get(name)
        if field is None:
            notices.append(NOT_USED.format(line=Problem(shown_name(name), shown(text), unknown_field(name)).line(language))[language])
        elif name in case:
            notices.append(TWICE.format(name=field.label)[language])
        elif (answer := _typed(field, text.strip(), today)) is None:
            notices.append(NOT_USED.format(line=Problem(name, shown(text), expected(field)).line(language))[language])
        else:
            case[name] = answer
    return notices


def evaluate_form(request: dict[str, Any]) -> dict[str, Any]:
    """
    Return what the page shows for the *request* `{"language", "today", "answers": {FIELD: TEXT}, "carried": [[FIELD, TEXT], …]}`.

    *answers* are the controls of the form as typed, empty where nothing is known; *carried* is what else the address brought.
    The reply has *problems* (by field; nothing is evaluated while there is one), *notices* (on what the address brought and cannot be used),
    *case* (what was understood, as an address spells it), *echo*, and *result*, which is None while there are problems.
    """
    language: Language = request["language"]
    today = date.fromisoformat(request["today"])
    case: dict[str, Answer | date] = {}
    problems: dict[str, str] = {}
    for name, typed in request["answers"].items():
        text = typed.strip()
        if not text:
            continue
        answer = _typed(FIELDS[name], text, today)
        if answer is None:
            problems[name] = _explain(FIELDS[name], text, language)
        else:
            case[name] = answer
    notices = _carried(request["carried"], case, today, language)
    for problem in out_of_order(case):
        problems[str(problem.field)] = EXPECTED.format(value=problem.value.strip('"'), expected=problem.expected)[language]
    reply: dict[str, Any] = {
        "problems": problems,
        "notices": notices,
        "case": {name: _written(answer) for name, answer in case.items()},
        "echo": _echo(case, language),
        "result": None,
    }
    if not problems:
        evaluation = evaluate_answers(case)
        known = words.known_values(evaluation.knowledge, language)
        entered = {name: f"{FIELDS[name].label[language]}: {value}" for name, value in known.items()}
        reply["result"] = {
            "sets": {name: _set(result, entered, language) for name, result in evaluation.sets.items()},
            "alerts": [{"id": alert.id, "sets": alert.sets, "fields": alert.fields, "text": alert.text[language]} for alert in evaluation.alerts],
            "derived": {name: known[name] for name in evaluation.knowledge.derived},
            "rules_version": RULES_VERSION,
        }
    return reply


def answer(request: str) -> str:
    """Return the reply to *request*, both JSON; see `evaluate_form`."""
    return json.dumps(evaluate_form(json.loads(request)), ensure_ascii=False, separators=(",", ":"))
