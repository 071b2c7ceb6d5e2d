"""The case as a file that can be opened again and checked."""

import json
from collections.abc import Mapping
from typing import Any

from calculators.documents.case_file import save
from calculators.model.text import Language, Text, resolve
from calculators.web.reading import Reading


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """Return the file as *json* and a *name* for it, which tells nothing of the patient: it holds the day of saving."""
    saved = save(reading.case, reading.today, reading.calendar, reading.unread)

    def written(language: Language) -> str:
        return json.dumps(resolve(saved, language), ensure_ascii=False, indent=2) + "\n"

    return {"json": Text(written("en"), written("el")), "name": f"case-{reading.today.isoformat()}.json"}
