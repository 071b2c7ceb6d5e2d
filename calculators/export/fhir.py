"""
A case in HL7 FHIR R4: the questions as an SDC Questionnaire, the answers of one patient as a QuestionnaireResponse, written and read.

A number travels as a `valueQuantity` in the UCUM unit of its question. One that is only bounded has FHIR's comparator: `<2` is the value 2 with the comparator
`<`. FHIR R4 has no answer for a range; of `1-2` the quantity says `>= 1`, which is true, and an extension holds the other end as a quantity of its own. A
reader that ignores the extension knows less, and nothing false; the comparator must not be ignored (it is a modifier element), yet LHC-Forms 40.1.3 drops it
from a response that it loads, as the page about exchange warns. A bound as a text is refused.

Nothing is converted, and nothing that is not understood is passed over: an answer in another unit, of another code system or to an unknown question, a second
answer, and an extension that changes the meaning of what it extends are refused. The codes of answers are those of a case, each question a code system of its
own; LOINC is named for age, height and weight alone, since for no other question a code was certain.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

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
from calculators.export.provenance import USE, guards, sets
from calculators.model.fields import Answer, Choice, DateField, Definition, Field, Number, YesNo
from calculators.model.intervals import Interval
from calculators.model.text import LANGUAGES, Language, Text, digits, same
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS, GROUPS
from calculators.vocabulary.patient import AGE_YEARS, HEIGHT_CM, WEIGHT_KG
from calculators.vocabulary.units import UCUM, WRITTEN

NAMESPACE = UUID("3c0a3f0e-5a4f-4d0c-9a59-3a1d8f6c2b71")
"""From it all identifiers here follow: the same wherever the files are published."""
BOTH = "both"
type QuestionnaireForm = Language | str
"""A language of the Questionnaire, or `BOTH`: English, with Greek as a translation."""


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE, name)}"


QUESTIONNAIRES: Mapping[QuestionnaireForm, str] = MappingProxyType(
    {form: _urn(f"questionnaire-{form}") for form in (*LANGUAGES, BOTH)}
)
"""The canonical addresses of the Questionnaire, by its language."""
RANGE_END = _urn("range-end")
"""The extension of a quantity that holds the other end of a range, as `valueQuantity`."""

UNITS_OF_MEASURE = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
HL7 = "http://hl7.org/fhir"
SDC = f"{HL7}/uv/sdc/StructureDefinition"
CODES: Mapping[str, str] = MappingProxyType({AGE_YEARS.id: "30525-0", HEIGHT_CM.id: "8302-2", WEIGHT_KG.id: "29463-7"})
"""What LOINC calls a question, where that is certain."""

TITLE = Text("Liver metastases: the case", "Ηπατικές μεταστάσεις: το περιστατικό")
SETS = Text("Sets and how far their sources were checked", "Κατάλογοι και πόσο ελέγχθηκαν οι πηγές τους")
SET = Text("{title}: {source}; {status_name}. {status_note}", "{title}: {source}· {status_name}. {status_note}")
BESIDE = Text("Shown beside sets that do not ask for it", "Όσα εμφανίζονται δίπλα σε καταλόγους που δεν τα ρωτούν")
LINE = same("- {text}")


def _said(name: str, text: Text, form: QuestionnaireForm) -> dict[str, Any]:
    """Return *text* as the element *name*: in one language, or in English with its translation."""
    if form != BOTH:
        return {name: text.el if form == "el" else text.en}
    parts = [{"url": "lang", "valueCode": "el"}, {"url": "content", "valueString": text.el}]
    translated = {"url": f"{HL7}/StructureDefinition/translation", "extension": parts}
    return {name: text.en, f"_{name}": {"extension": [translated]}}


def _lines(*lines: Text) -> Text:
    return Text("\n".join(line.en for line in lines), "\n".join(line.el for line in lines))


def _purpose() -> Text:
    named = [LINE.format(text=SET.format(**{name: one[name] for name in SET_PARTS})) for one in sets()]
    return _lines(SETS, *named, BESIDE, *(LINE.format(text=one["text"]) for one in guards()))


SET_PARTS = ("title", "source", "status_name", "status_note")


def _quantity(field: Number, value: float, comparator: str = "") -> dict[str, Any]:
    plain = int(value) if float(value).is_integer() else value
    found: dict[str, Any] = {"value": plain, "comparator": comparator} if comparator else {"value": plain}
    unit = UCUM[field.unit.en]
    return {**found, "unit": unit, "system": UNITS_OF_MEASURE, "code": unit}


def _system(field: Choice) -> str:
    return _urn(f"options-of-{field.id}")


def _asked(field: Field, form: QuestionnaireForm) -> dict[str, Any]:
    """Return what an answer to *field* may be."""
    match field:
        case Number(low=low, high=high, unit=unit):
            code = UCUM[unit.en]
            coding = {"system": UNITS_OF_MEASURE, "code": code, **_said("display", unit, form)}
            extensions = [
                {"url": f"{HL7}/StructureDefinition/questionnaire-unitOption", "valueCoding": coding},
                {"url": f"{SDC}/sdc-questionnaire-minQuantity", "valueQuantity": _quantity(field, low)},
            ]
            if high is not None:
                most = {"url": f"{SDC}/sdc-questionnaire-maxQuantity", "valueQuantity": _quantity(field, high)}
                extensions.append(most)
            return {"type": "quantity", "extension": extensions}
        case YesNo():
            return {"type": "boolean"}
        case Choice(options=options):
            codings = [
                {"valueCoding": {"system": _system(field), "code": option, **_said("display", name, form)}}
                for option, name in options.items()
            ]
            return {"type": "choice", "answerOption": codings}
        case _:
            return {"type": "date"}


def _help(definition: Definition, field: Field, form: QuestionnaireForm) -> dict[str, Any]:
    control = {"system": f"{HL7}/questionnaire-item-control", "code": "help"}
    extension = {
        "url": f"{HL7}/StructureDefinition/questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [control]},
    }
    text = _lines(*definition.lines)
    return {"linkId": f"{field.id}.help", **_said("text", text, form), "type": "display", "extension": [extension]}


def _item(field: Field, form: QuestionnaireForm) -> dict[str, Any]:
    code = {"code": [{"system": LOINC, "code": CODES[field.id]}]} if field.id in CODES else {}
    label = field.label
    if isinstance(field, Number):
        label = Text("{label} ({unit})", "{label} ({unit})").format(label=field.label, unit=field.unit)
    asked = _asked(field, form)
    return {
        "linkId": field.id,
        **code,
        **_said("text", label, form),
        **asked,
        "required": False,
        "repeats": False,
        "item": [_help(field.definition, field, form)],
    }


def _group_id(name: str) -> str:
    return f"group.{name}"


def questionnaire(form: QuestionnaireForm = BOTH) -> dict[str, Any]:
    """Return the questions as a Questionnaire in the language *form*, or in both languages by the translation extension."""
    return {
        "resourceType": "Questionnaire",
        "meta": {"profile": [f"{SDC}/sdc-questionnaire"]},
        "language": "en" if form == BOTH else form,
        "url": QUESTIONNAIRES[form],
        "version": RULES_VERSION,
        "name": "LiverMetastasesCase",
        **_said("title", TITLE, form),
        "status": "active",
        "subjectType": ["Patient"],
        **_said("description", USE, form),
        **_said("purpose", _purpose(), form),
        "item": [
            {
                "linkId": _group_id(group.id),
                **_said("text", group.title, form),
                "type": "group",
                "item": [_item(field, form) for field in group.fields],
            }
            for group in GROUPS
        ],
    }


# The answers out.


def _interval(field: Number, between: Interval) -> dict[str, Any]:
    """Return a number of which only bounds are known: the one that there is, or the lower one and, in an extension, the upper."""
    upper = None if between.high is None else _quantity(field, between.high, "<=" if between.with_high else "<")
    if upper is not None and between.low == 0 and between.with_low:
        return upper
    lower = _quantity(field, between.low, ">=" if between.with_low else ">")
    return lower if upper is None else {"extension": [{"url": RANGE_END, "valueQuantity": upper}], **lower}


def _value(field: Field, answer: Answer | date, language: Language) -> dict[str, Any]:
    match field, answer:
        case Number(), Interval():
            return {"valueQuantity": _interval(field, answer)}
        case Number(), float():
            return {"valueQuantity": _quantity(field, answer)}
        case Choice(), str():
            name = field.options[answer][language]
            return {"valueCoding": {"system": _system(field), "code": answer, "display": name}}
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
            groups.append({"linkId": _group_id(group.id), "text": group.title[language], "item": answered})
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
    "απάντηση στο Questionnaire αυτού του ιστότοπου, που τυπώνει η εντολή `fhir`",
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
COMPARATORS = ("<", "<=", ">", ">=")


def read_response(resource: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the answers of *resource*, a QuestionnaireResponse as plain data, as a case that `evaluate` takes.

    Its values are checked there, as those of any case. Raises `InvalidCase` with everything that is not understood.
    """
    problems = list(_about(resource))
    case: dict[str, Any] = {}
    seen: set[str] = set()
    for item in _items(resource, problems):
        name, answers = item.get("linkId"), item.get("answer")
        if not answers:
            continue
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
        seen.add(str(name))
    if problems:
        raise InvalidCase(problems)
    return case


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
            known = isinstance(value, Mapping) and value.get("system", _system(field)) == _system(field)
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
