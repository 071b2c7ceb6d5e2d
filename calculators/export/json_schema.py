"""The JSON Schemas (draft 2020-12) of a case and of a result, read off the vocabulary, the sets and what follows from what."""

from collections.abc import Mapping
from typing import Any

from calculators.engine.alerts import AlertKind
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.evaluate import Verdict
from calculators.engine.numbers import BOUNDED
from calculators.export.provenance import USE, guards, sets
from calculators.model.fields import Choice, Field, Number, YesNo
from calculators.model.sets import CriteriaSet, Kind
from calculators.model.text import Text, paragraph
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
SPELT = {"type": "string", "pattern": f"^{BOUNDED}$"}
"""A number that is only bounded."""


def _property(field: Field) -> dict[str, Any]:
    about: dict[str, Any] = {
        "title": field.label,
        "description": paragraph(field.definition.lines),
    }
    match field:
        case Number(low=low, high=high, unit=unit):
            # A number that is only bounded is a text: "<2", "<=2", ">20", ">=20", "1-2".
            about |= {
                "type": ["integer" if field.whole else "number", "string", "null"],
                "minimum": low,
                "pattern": SPELT["pattern"],
                "x-unit": unit,
            }
            if high is not None:
                about["maximum"] = high
        case YesNo():
            about["type"] = ["boolean", "null"]
        case Choice(options=options):
            about |= {"enum": [*options, None], "x-names": dict(options)}
        case _:
            about |= {"type": ["string", "null"], "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    if field in DERIVATIONS.sources:
        about["x-follows-from"] = [source.id for source in DERIVATIONS.sources[field]]
    return about


def whole(properties: Mapping[str, Any], *optional: str) -> dict[str, Any]:
    """Return the schema of an object with these *properties* and no others, all of them there but for the *optional* ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": dict(properties)}


def schema(title: Text, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return *body* as the schema of what *title* names, with the version of the rules, the status of their sources and the guards."""
    return {
        "$schema": DIALECT,
        "title": title,
        "$comment": USE,
        **body,
        "x-rules-version": RULES_VERSION,
        "x-sets": sets(),
        "x-guards": guards(),
    }


def case_body() -> dict[str, Any]:
    """Return what a case is: every field optional, a null as good as none, and no other field."""
    return {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {field.id: _property(field) for field in FIELDS.values()},
    }


def _among(names: Any, **more: Any) -> dict[str, Any]:  # noqa: ANN401 (ids of whatever there is)
    return {"type": "array", "items": {"enum": [*names]}, "uniqueItems": True, **more}


BECAUSE = {
    "type": "array",
    "items": {
        "oneOf": [
            whole({"contradiction": _among(FIELDS, minItems=1)}),
            whole({"missing": {"enum": [*FIELDS]}}),
            whole({"wording": TEXT}),
        ]
    },
}
CRITERION = whole(
    {"truth": {"enum": [truth.value for truth in Truth]}, "because": BECAUSE, "notes": {"type": "array", "items": TEXT}}
)


def _set(criteria: CriteriaSet) -> dict[str, Any]:
    ids = [criterion.id for criterion in criteria.criteria]
    outcome: dict[str, Any] = {"verdict": {"const": None}}
    match criteria.kind:
        case Kind.FACTORS:
            outcome |= {"present": COUNT, "absent": COUNT, "unknown": COUNT}
        case Kind.CLASSES:
            outcome["class"] = {"enum": [*ids, None]}
        case _:
            outcome["verdict"] = {"enum": [verdict.value for verdict in Verdict]}
    criterion = {"$ref": "#/$defs/criterion"}
    return {
        "title": criteria.title,
        **whole(
            {
                **outcome,
                "status": {"const": criteria.status.value},
                "criteria": whole(dict.fromkeys(ids, criterion)),
                "needs": _among(FIELDS),
            }
        ),
    }


def _derived(field: Field) -> dict[str, Any]:
    if isinstance(field, Number):
        return {"oneOf": [{"type": "number"}, SPELT]}
    options = [*field.options] if isinstance(field, Choice) else [True, False]
    return {"oneOf": [{"enum": options}, _among(options, minItems=2)]}


def result_definitions() -> dict[str, Any]:
    """Return the definitions to which `result_body` refers."""
    alert = {
        "id": TEXT,
        "kind": {"enum": [kind.value for kind in AlertKind]},
        "sets": _among(SETS),
        "fields": _among(FIELDS),
        "text": TEXT,
    }
    return {"criterion": CRITERION, "alert": whole(alert)}


def result_body() -> dict[str, Any]:
    """Return what a result is: every set with its criteria, what follows from the answers, and the warnings beside the sets."""
    derived = {field.id: _derived(field) for field in DERIVATIONS.sources}
    return whole(
        {
            "sets": whole({criteria.id: _set(criteria) for criteria in SETS.values()}),
            "derived": whole(derived, *derived),
            "alerts": {"type": "array", "items": {"$ref": "#/$defs/alert"}},
            "rules_version": {"const": RULES_VERSION},
        }
    )


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case, its titles and descriptions in both languages."""
    return schema(Text("Case", "Περιστατικό"), case_body())


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema of a result, as `evaluate --json` prints it and `as_dict` returns it."""
    return schema(Text("Result", "Αποτέλεσμα"), {**result_body(), "$defs": result_definitions()})
