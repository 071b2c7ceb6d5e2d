"""The case as a file that can be opened again and checked."""

import json
from collections.abc import Mapping
from typing import Any

from calculators.documents.case_file import save
from calculators.web.reading import Reading
from calculators.web.text import language_of


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the file as *json* and a *name* for it, which tells nothing of the patient: it holds the day of saving.

    What is said in words is in `request["text_language"]` or else in the language of the reader.
    """
    saved = save(reading.case, language_of(request, "text_language", reading.language), reading.today, reading.calendar)
    return {
        "json": json.dumps(saved, ensure_ascii=False, indent=2) + "\n",
        "name": f"case-{reading.today.isoformat()}.json",
    }
