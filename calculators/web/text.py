"""The case as plain text, to be pasted into a record."""

from collections.abc import Mapping
from typing import Any

from calculators.documents.summary import summary
from calculators.engine.evaluate import evaluate_answers
from calculators.model.text import LANGUAGES, Language
from calculators.web.reading import Reading


def language_of(request: Mapping[str, Any], name: str, reader: Language) -> Language:
    """Return the language that the *request* names under *name*, that of the *reader* where it names none."""
    asked = request.get(name)
    return next((language for language in LANGUAGES if language == asked), reader)


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the case as *text*, in `request["text_language"]` or else in the language of the reader."""
    language = language_of(request, "text_language", reading.language)
    return {"text": summary(evaluate_answers(reading.case), language, reading.today)}
