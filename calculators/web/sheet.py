"""The case as one page to print."""

from collections.abc import Mapping
from typing import Any

from calculators.documents.sheet import Sheet, sheet
from calculators.engine.evaluate import evaluate_answers
from calculators.web.reading import Reading


def handle(reading: Reading, request: Mapping[str, Any]) -> Sheet:  # noqa: ARG001 (each handler is called in the same way)
    """Return what stands on the sheet, each part under the name that it has in `calculators.documents.sheet.Sheet`."""
    return sheet(evaluate_answers(reading.case, reading.unread), reading.today)
