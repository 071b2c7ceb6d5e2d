"""
The questions of a case as an SDC Questionnaire of HL7 FHIR R4, in either language or both; the answers are in `fhir`.

LOINC is named for age, height and weight alone, since for no other question a code was certain.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from calculators.export.fhir import (
    BOTH,
    BOUND,
    COMPARATORS,
    OF_BOUNDS,
    QUESTIONNAIRES,
    UNITS_OF_MEASURE,
    QuestionnaireForm,
    bound_id,
    group_id,
    quantity_of,
    system_of,
)
from calculators.export.provenance import USE, guards, sets
from calculators.model.fields import Choice, Definition, Field, Number, YesNo
from calculators.model.text import Text, same
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import GROUPS
from calculators.vocabulary.patient import AGE_YEARS, HEIGHT_CM, WEIGHT_KG
from calculators.vocabulary.units import UCUM

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


def _asked(field: Field, form: QuestionnaireForm) -> dict[str, Any]:
    """Return what an answer to *field* may be."""
    match field:
        case Number(low=low, high=high, unit=unit):
            code = UCUM[unit.en]
            coding = {"system": UNITS_OF_MEASURE, "code": code, **_said("display", unit, form)}
            extensions = [
                {"url": f"{HL7}/StructureDefinition/questionnaire-unitOption", "valueCoding": coding},
                {"url": f"{SDC}/sdc-questionnaire-minQuantity", "valueQuantity": quantity_of(field, low)},
            ]
            if high is not None:
                most = {"url": f"{SDC}/sdc-questionnaire-maxQuantity", "valueQuantity": quantity_of(field, high)}
                extensions.append(most)
            return {"type": "quantity", "extension": extensions}
        case YesNo():
            return {"type": "boolean"}
        case Choice(options=options):
            codings = [
                {"valueCoding": {"system": system_of(field), "code": option, **_said("display", name, form)}}
                for option, name in options.items()
            ]
            return {"type": "choice", "answerOption": codings}
        case _:
            return {"type": "date"}


def _bound(field: Number, form: QuestionnaireForm) -> dict[str, Any]:
    """Return the question whether only a bound of *field* is known; it is asked where there is a number."""
    codings = [
        {"valueCoding": {"system": OF_BOUNDS, "code": sign, **_said("display", name, form)}}
        for sign, name in COMPARATORS.items()
    ]
    return {
        "linkId": bound_id(field),
        **_said("text", BOUND, form),
        "type": "choice",
        "enableWhen": [{"question": field.id, "operator": "exists", "answerBoolean": True}],
        "required": False,
        "repeats": False,
        "answerOption": codings,
    }


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
        "item": [*([_bound(field, form)] if isinstance(field, Number) else []), _help(field.definition, field, form)],
    }


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
                "linkId": group_id(group.id),
                **_said("text", group.title, form),
                "type": "group",
                "item": [_item(field, form) for field in group.fields],
            }
            for group in GROUPS
        ],
    }
