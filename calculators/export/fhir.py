"""
The answers of one patient in HL7 FHIR R4, a QuestionnaireResponse, written and read; the questions are in `fhir_questionnaire`.

A number travels as a `valueQuantity` in the UCUM unit of its question. One that is only bounded has FHIR's comparator: `<2` is the value 2 with the comparator
`<`. The comparator must not be ignored (it is a modifier element), yet forms drop it from a response that they load (LHC-Forms 40.1.3 does), and few let
anybody enter one. So each number has a question of its own below it, whether only a bound is known, and a bound is said in both ways: whoever keeps one of the
two keeps it, and where the two differ the answer is refused. FHIR R4 has no answer for a range; of `1-2` the quantity says `>= 1`, which is true, and an
extension holds the other end as a quantity of its own. A reader that ignores the extension knows less, and nothing false. A bound as a text is refused.

Nothing is converted, and nothing that is not understood is passed over: an answer in another unit, of another code system or to an unknown question, a second
answer, and an extension that changes the meaning of what it extends are refused. The codes of answers are those of a case, each question a code system of its own.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from calculators.engine.case import (
    LATEST,
    Case,
    InvalidCase,
    Problem,
    expected,
    read_answer,
    shown,
    shown_name,
    unknown_field,
)
from calculators.model.fields import Answer, Choice, DateField, Field, Number, YesNo
from calculators.model.intervals import Interval
from calculators.model.text import LANGUAGES, Language, Text, digits
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS, GROUPS
from calculators.vocabulary.units import UCUM, WRITTEN

NAMESPACE = "3c0a3f0e-5a4f-4d0c-9a59-3a1d8f6c2b71"
"""From it all identifiers here follow: the same wherever the files are published."""
BOTH = "both"
type QuestionnaireForm = Language | str
"""A language of the Questionnaire, or `BOTH`: English, with Greek as a translation."""


def urn(name: str) -> str:
    """
    Return the identifier for *name*: its UUID of version 5 (RFC 9562) in `NAMESPACE`; the browser has no module `uuid`.

    >>> urn("comparators")
    'urn:uuid:534113d9-8a24-5095-a1a7-2086fb10ab89'
    """
    digest = bytearray(
        hashlib.sha1(bytes.fromhex(NAMESPACE.replace("-", "")) + name.encode(), usedforsecurity=False).digest()[:16]
    )
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    found = digest.hex()
    return f"urn:uuid:{found[:8]}-{found[8:12]}-{found[12:16]}-{found[16:20]}-{found[20:]}"


QUESTIONNAIRES: Mapping[QuestionnaireForm, str] = MappingProxyType(
    {form: urn(f"questionnaire-{form}") for form in (*LANGUAGES, BOTH)}
)
"""The canonical addresses of the Questionnaire, by its language."""
RANGE_END = urn("range-end")
"""The extension of a quantity that holds the other end of a range, as `valueQuantity`."""

UNITS_OF_MEASURE = "http://unitsofmeasure.org"


def quantity_of(field: Number, value: float, comparator: str = "") -> dict[str, Any]:
    """Return *value*, an answer to *field*, or a bound of one with a *comparator*, as a Quantity in its UCUM unit."""
    plain = int(value) if float(value).is_integer() else value
    found: dict[str, Any] = {"value": plain, "comparator": comparator} if comparator else {"value": plain}
    unit = UCUM[field.unit.en]
    return {**found, "unit": unit, "system": UNITS_OF_MEASURE, "code": unit}


def system_of(field: Choice) -> str:
    """Return the code system of the options of *field*."""
    return urn(f"options-of-{field.id}")


def bound_id(field: Field) -> str:
    """Return the `linkId` of the question whether only a bound of *field* is known."""
    return f"{field.id}.bound"


BOUND = Text("Not known exactly, only that it is", "Δεν είναι γνωστό ακριβώς, μόνο ότι είναι")
COMPARATORS: Mapping[str, Text] = MappingProxyType(
    {
        "<": Text("less than this (<)", "μικρότερο από αυτό (<)"),
        "<=": Text("this or less (≤)", "αυτό ή μικρότερο (≤)"),
        ">": Text("more than this (>)", "μεγαλύτερο από αυτό (>)"),
        ">=": Text("this or more (≥)", "αυτό ή μεγαλύτερο (≥)"),
    }
)
"""The comparators of a quantity, which are the answers to whether only a bound is known."""
OF_BOUNDS = urn("comparators")


def group_id(name: str) -> str:
    """Return the `linkId` of the group *name* of the form."""
    return f"group.{name}"


# The answers out.


def _interval(field: Number, between: Interval) -> dict[str, Any]:
    """Return a number of which only bounds are known: the one that there is, or the lower one and, in an extension, the upper."""
    upper = None if between.high is None else quantity_of(field, between.high, "<=" if between.with_high else "<")
    if upper is not None and between.low == 0 and between.with_low:
        return upper
    lower = quantity_of(field, between.low, ">=" if between.with_low else ">")
    return lower if upper is None else {"extension": [{"url": RANGE_END, "valueQuantity": upper}], **lower}


def _value(field: Field, answer: Answer | date, language: Language) -> dict[str, Any]:
    match field, answer:
        case Number(), Interval():
            quantity = _interval(field, answer)
            sign = quantity["comparator"]
            coding = {"system": OF_BOUNDS, "code": sign, "display": COMPARATORS[sign][language]}
            bound = {"linkId": bound_id(field), "text": BOUND[language], "answer": [{"valueCoding": coding}]}
            return {"valueQuantity": quantity, "item": [bound]}
        case Number(), float():
            return {"valueQuantity": quantity_of(field, answer)}
        case Choice(), str():
            name = field.options[answer][language]
            return {"valueCoding": {"system": system_of(field), "code": answer, "display": name}}
        case YesNo(), _:
            return {"valueBoolean": answer}
        case _:
            return {"valueDate": str(answer)}


def response(case: Case, language: Language) -> dict[str, Any]:
    """Return the answers of *case* as a QuestionnaireResponse to the Questionnaire in *language*; it names no patient and no day of writing."""
    groups = []
    for group in GROUPS:
        answered = [
            {
                "linkId": field.id,
                "text": field.label[language],
                "answer": [_value(field, case[field.id], language)],
            }
            for field in group.fields
            if field.id in case
        ]
        if answered:
            groups.append({"linkId": group_id(group.id), "text": group.title[language], "item": answered})
    return {
        "resourceType": "QuestionnaireResponse",
        "language": language,
        "questionnaire": f"{QUESTIONNAIRES[language]}|{RULES_VERSION}",
        "status": "completed",
        **({"item": groups} if groups else {}),
    }


# The answers in.

RESPONSE = Text("a FHIR QuestionnaireResponse", "ένα QuestionnaireResponse του FHIR")
THIS_FORM = Text(
    "an answer to the Questionnaire of this site, which `fhir` prints",
    "απάντηση στο Questionnaire αυτού του ιστοτόπου, που τυπώνει η εντολή `fhir`",
)
VALID = Text("a response that is valid, not entered in error", "απάντηση έγκυρη, όχι καταχωρισμένη εκ παραδρομής")
NO_MODIFIER = Text(
    "nothing that changes the meaning of an answer in a way not known here",
    "τίποτε που να αλλάζει τη σημασία μιας απάντησης με τρόπο άγνωστο εδώ",
)
A_LIST = Text("a list of items", "κατάλογο στοιχείων")
ONE_ANSWER = Text("one answer", "μία απάντηση")
IN_UNIT = Text(
    "{taken}, as a valueQuantity in the UCUM unit {unit}", "{taken}, ως valueQuantity στη μονάδα UCUM {unit}"
)
OF_KIND = Text("{taken}, as a {kind}", "{taken}, ως {kind}")
KINDS: Mapping[type[Field], str] = MappingProxyType(
    {Number: "valueQuantity", Choice: "valueCoding", YesNo: "valueBoolean", DateField: "valueDate"}
)
A_BOUND = Text(
    "one of {signs}, as a valueCoding, beside a number", "ένα από τα {signs}, ως valueCoding, δίπλα σε έναν αριθμό"
).format(signs=" ".join(COMPARATORS))
SAME_BOUND = Text(
    "the bound of the quantity, {sign}: the two say different things",
    "το όριο της ποσότητας, {sign}: τα δύο λένε διαφορετικά πράγματα",
)
NUMBERS_BY_BOUND: Mapping[str, Number] = MappingProxyType(
    {bound_id(field): field for field in FIELDS.values() if isinstance(field, Number)}
)


def read_response(resource: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the answers of *resource*, a QuestionnaireResponse as plain data, as a case that `evaluate` takes.

    Its values are checked there, as those of any case. Raises `InvalidCase` with everything that is not understood.
    """
    problems = list(_about(resource))
    case: dict[str, Any] = {}
    seen: set[str] = set()
    bounds: list[tuple[str, object]] = []
    for item in _items(resource, problems):
        name, answers = item.get("linkId"), item.get("answer")
        if not answers:
            continue
        if (bounded := NUMBERS_BY_BOUND.get(str(name))) is not None:
            bounds.append((bounded.id, answers))
            continue
        _take(name, answers, case, seen, problems)
        seen.add(str(name))
    _apply_bounds(bounds, case, problems)
    if problems:
        raise InvalidCase(problems)
    return case


def _take(name: object, answers: object, case: dict[str, Any], seen: set[str], problems: list[Problem]) -> None:
    """Put *answers* to the question *name* into *case*; what is not understood becomes one of *problems*."""
    field = FIELDS.get(name) if isinstance(name, str) else None
    if field is None:
        problems.append(Problem(shown_name(name), "", unknown_field(str(name))))
    elif not isinstance(answers, list) or len(answers) != 1 or field.id in seen:
        problems.append(Problem(field.id, shown(answers), ONE_ANSWER))
    elif values := _values(answers[0], problems):
        given = _given(field, values)
        if given is None:
            problems.append(Problem(field.id, shown(values), _wanted(field)))
        else:
            case[field.id] = given


def _apply_bounds(bounds: Sequence[tuple[str, object]], case: dict[str, Any], problems: list[Problem]) -> None:
    """Put the *bounds*, fields and answers, to the numbers of *case*; what does not go together becomes one of *problems*."""
    refused = {problem.field for problem in problems}
    told = Counter(name for name, _ in bounds)
    for name, answers in dict(bounds).items():
        sign, given = _sign(answers) if told[name] == 1 else None, case.get(name)
        if name in refused:
            continue
        if sign is None or given is None:
            problems.append(Problem(f"{name}.bound", shown(answers), A_BOUND))
        elif not isinstance(given, str):
            case[name] = f"{sign}{digits(given)}"
        elif (own := _sign_of(given)) != sign:
            problems.append(Problem(f"{name}.bound", sign, SAME_BOUND.format(sign=own)))


def _sign(answers: object) -> str | None:
    """Return the comparator that *answers* name, those to whether only a bound is known; None where they name none."""
    match answers:
        case [{"valueCoding": {"code": str(code), **coding}, **rest}] if code in COMPARATORS and not rest.keys() - {
            "id"
        }:
            return code if coding.get("system", OF_BOUNDS) == OF_BOUNDS else None
        case _:
            return None


def _sign_of(bounds: str) -> str:
    """
    Return the comparator of *bounds* as a case spells them; of a range, that of its lower end.

    >>> _sign_of("<=2"), _sign_of("1-2")
    ('<=', '>=')
    """
    return bounds.rstrip("0123456789.") if bounds[0] in "<>" else ">="


def _about(resource: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with *resource* as a whole."""
    if resource.get("resourceType") != "QuestionnaireResponse":
        yield Problem("resourceType", shown(resource.get("resourceType")), RESPONSE)
    asked = resource.get("questionnaire")
    if asked is not None and str(asked).split("|", maxsplit=1)[0] not in QUESTIONNAIRES.values():
        yield Problem("questionnaire", shown(asked), THIS_FORM)
    if resource.get("status") == "entered-in-error":
        yield Problem("status", shown("entered-in-error"), VALID)
    if "modifierExtension" in resource or "implicitRules" in resource:
        yield Problem("QuestionnaireResponse", "", NO_MODIFIER)


def _items(parent: Mapping[str, Any], problems: list[Problem]) -> Iterator[Mapping[str, Any]]:
    """Yield every item under *parent*, those under groups and answers too; what is no item becomes one of *problems*."""
    items = parent.get("item", [])
    if not isinstance(items, list):
        problems.append(Problem("item", shown(items), A_LIST))
        return
    for item in items:
        if not isinstance(item, Mapping):
            problems.append(Problem("item", shown(item), A_LIST))
            continue
        if "modifierExtension" in item:
            problems.append(Problem(shown_name(item.get("linkId")), "", NO_MODIFIER))
        yield item
        yield from _items(item, problems)
        answers = item.get("answer")
        for answer in answers if isinstance(answers, list) else []:
            if isinstance(answer, Mapping):
                yield from _items(answer, problems)


def _wanted(field: Field) -> Text:
    taken = expected(field)
    if isinstance(field, Number):
        return IN_UNIT.format(taken=taken, unit=UCUM[field.unit.en])
    return OF_KIND.format(taken=taken, kind=KINDS[type(field)])


def _values(answer: object, problems: list[Problem]) -> dict[str, Any]:
    """Return what *answer* holds, nothing where it only says why there is no value; what cannot be understood becomes one of *problems*."""
    if not isinstance(answer, Mapping):
        problems.append(Problem("answer", shown(answer), ONE_ANSWER))
        return {}
    if "modifierExtension" in answer:
        problems.append(Problem("answer", "", NO_MODIFIER))
    return {name: value for name, value in answer.items() if name.startswith("value")}


def _given(field: Field, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 (plain data, checked where any case is)
    """Return *values*, those of one answer, as a case holds it; None where they are no answer to *field*."""
    [(kind, value), *more] = values.items()
    if isinstance(field, Number) and kind in {"valueDecimal", "valueInteger"} and not more:
        # A form that asks for a bare number, in the unit that its text names.
        return read_answer(field, value, LATEST) if not isinstance(value, str) else None
    if more or kind != KINDS[type(field)]:
        return None
    match field:
        case Number():
            return _number(field, value)
        case Choice():
            known = isinstance(value, Mapping) and value.get("system", system_of(field)) == system_of(field)
            return value.get("code") if known else None
        case _:
            return value


def _number(field: Number, quantity: object) -> float | str | None:
    """Return *quantity* as a case spells it: a number, or its bounds; None where it is in another unit, or not understood."""
    end = _end(field, quantity)
    if end is None or not isinstance(quantity, Mapping):
        return None
    sign, value = end
    found = quantity.get("extension", [])
    if not isinstance(found, list):
        return None
    others = [one.get("valueQuantity") for one in found if isinstance(one, Mapping) and one.get("url") == RANGE_END]
    if not others:
        return f"{sign}{digits(value)}" if sign else value
    upper = _end(field, others[0])
    if upper is None or (sign, upper[0]) != (">=", "<=") or len(others) > 1:
        return None
    return f"{digits(value)}-{digits(upper[1])}"


def _end(field: Number, quantity: object) -> tuple[str, float] | None:
    """Return the comparator and the value of *quantity*, None where it is not one in the unit of *field*, or not in its range."""
    if not isinstance(quantity, Mapping) or isinstance(quantity.get("value"), str):
        return None
    value, sign = read_answer(field, quantity.get("value"), LATEST), quantity.get("comparator", "")
    if not isinstance(value, float) or sign not in ("", *COMPARATORS) or not _in_unit(field, quantity):
        return None
    return sign, value


def _in_unit(field: Number, quantity: Mapping[str, Any]) -> bool:
    """Return whether *quantity* is in the unit of *field*: by its code, else by its words, else without any."""
    unit = UCUM[field.unit.en]
    if "code" in quantity or "system" in quantity:
        return (quantity.get("system", UNITS_OF_MEASURE), quantity.get("code")) == (UNITS_OF_MEASURE, unit)
    spellings = (unit, field.unit.en, field.unit.el, *WRITTEN.get(field.unit.en, ()))
    return quantity.get("unit", unit) in spellings
