"""The days on which limits of time are reached, as a file for a calendar."""

from collections.abc import Mapping
from typing import Any

from calculators.analysis.dates import times
from calculators.documents.calendar import calendar_file
from calculators.engine.derive import derive
from calculators.engine.relevance import relevant_sets
from calculators.web.reading import Reading


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return *ics*, the file for the sets in `request["sets"]`, by default all that concern the patient; None where no day is still to come.

    What the address carries as `calendar` is the id by which a calendar knows these events again; without it they are new to every calendar.
    """
    sets = tuple(request.get("sets") or relevant_sets(derive(reading.case)))
    return {"ics": calendar_file(times(reading.case, sets, reading.today), reading.today, reading.calendar)}
