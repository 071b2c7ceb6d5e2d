"""The case as one page to print."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from calculators.documents.sheet import sheet
from calculators.engine.evaluate import evaluate_answers
from calculators.web.reading import Reading
from calculators.web.text import language_of


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what stands on the sheet, in `request["sheet_language"]` or else in the language of the reader.

    The reply is a `calculators.sheet.Sheet` as plain data, each part under the name that it has there.
    """
    language = language_of(request, "sheet_language", reading.language)
    return asdict(sheet(evaluate_answers(reading.case), language, reading.today))
