"""The case as plain text, to be pasted into a record."""

from collections.abc import Mapping
from typing import Any

from calculators.documents.summary import summary
from calculators.engine.evaluate import evaluate_answers
from calculators.web.reading import Reading


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """Return the case as *text*."""
    return {"text": summary(evaluate_answers(reading.case, reading.unread), reading.today)}
