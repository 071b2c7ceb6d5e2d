"""The JSON Schema of a case, read off the vocabulary and off what follows from what."""

from typing import Any

from calculators.engine.derivations import DERIVATIONS
from calculators.engine.numbers import BOUNDED
from calculators.model.fields import Choice, DateField, Field, Number, YesNo
from calculators.model.text import Text, paragraph
from calculators.vocabulary.form import FIELDS


def _property(field: Field) -> dict[str, Any]:
    definition = field.definition
    about: dict[str, Any] = {
        "title": field.label,
        "description": paragraph((definition.includes, definition.excludes, definition.measured)),
    }
    match field:
        case Number(low=low, high=high, unit=unit):
            # A number that is only bounded is a text: "<2", "<=2", ">20", ">=20", "1-2".
            about |= {
                "type": ["integer" if field.whole else "number", "string", "null"],
                "minimum": low,
                "pattern": f"^{BOUNDED}$",
                "x-unit": unit,
            }
            if high is not None:
                about["maximum"] = high
        case YesNo():
            about["type"] = ["boolean", "null"]
        case Choice(options=options):
            about |= {"enum": [*options, None], "x-names": dict(options)}
        case DateField():
            about |= {"type": ["string", "null"], "format": "date"}
    if field in DERIVATIONS.sources:
        about["x-follows-from"] = [source.id for source in DERIVATIONS.sources[field]]
    return about


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a case, its titles and descriptions in both languages."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": Text("Case", "Περιστατικό"),
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {field.id: _property(field) for field in FIELDS.values()},
    }
