"""The JSON Schema of a case as it is saved."""

from typing import Any

from calculators.documents.calendar import CALENDAR_ID
from calculators.documents.receipt import RECEIPT
from calculators.export.json_schema import TEXT, case_body, result_body, result_definitions, schema, whole
from calculators.model.text import Text
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS


def saved_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a saved case of this version of the rules, its titles and descriptions in both languages."""
    parts = {
        "about": TEXT,
        "case": {**case_body(), "minProperties": 0},
        # What could not be read is kept as it was typed, and counts as not known.
        "unread": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"enum": [*FIELDS]},
            "additionalProperties": TEXT,
        },
        "assessed": {"type": "string", "format": "date"},
        "rules_version": {"const": RULES_VERSION},
        "receipt": {"type": "string", "pattern": f"^{RECEIPT.pattern}$"},
        "result": result_body(),
        "calendar": {"type": "string", "pattern": f"^{CALENDAR_ID.pattern}$"},
    }
    body = {**whole(parts, "calendar", "unread"), "$defs": result_definitions()}
    return schema(Text("Saved case", "Αποθηκευμένο περιστατικό"), body)
