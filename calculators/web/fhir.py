"""The case as a FHIR QuestionnaireResponse, for other systems; it is opened again as any saved file is."""

import json
from collections.abc import Mapping
from typing import Any

from calculators.export.fhir import response
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the response as *json* and a *name* for it, which holds the day of saving and nothing of the patient.

    What was typed and cannot be read is no answer in FHIR: *left_out* names those questions.
    """
    made = response(reading.case, request["language"])
    return {
        "json": json.dumps(made, ensure_ascii=False, indent=2) + "\n",
        "name": f"case-{reading.today.isoformat()}.fhir.json",
        "left_out": [FIELDS[name].label for name in reading.unread],
    }
