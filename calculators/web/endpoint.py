"""
The one endpoint that the browser calls: JSON in, JSON out.

A request carries what the controls of the form hold, as typed; everything is read and judged here, so that the page itself knows nothing clinical.
What a page can ask for has a handler of its own beside this file. Handlers reply in both languages; the reader's is chosen here, when all is said.
"""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from calculators.model.text import resolver
from calculators.web import (
    calendar,
    case,
    case_file,
    cohort,
    compare,
    fhir,
    missing,
    robustness,
    sheet,
    summary,
    verdict_map,
    verify,
    what_if,
    worksheet,
)
from calculators.web.reading import Reading, read_form

type Handler = Callable[[Reading, Mapping[str, Any]], object]

HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "calendar": calendar.handle,
        "case": case.handle,
        "change": what_if.handle,
        "cohort-open": cohort.open_table,
        "cohort-part": cohort.judge_part,
        "cohort-report": cohort.report,
        "cohort-patients": cohort.patients,
        "cohort-file": cohort.file,
        "fhir": fhir.handle,
        "map": verdict_map.handle,
        "worksheet": worksheet.handle,
        "missing": missing.handle,
        "compare": compare.handle,
        "robustness": robustness.handle,
        "json": case_file.handle,
        "sheet": sheet.handle,
        "text": summary.handle,
        "verify": verify.handle,
    }
)
"""What can be asked for; a request that names nothing asks for the case itself."""


def handle(request: str) -> str:
    """
    Return the reply to *request*, both JSON.

    A request is `{"ask", "language", "today", "answers": {FIELD: TEXT}, "carried": [[FIELD, TEXT], …]}` and what its *ask* takes besides.
    *answers* are the controls of the form as typed, empty where nothing is known; *carried* is what else the address brought.
    What of it cannot be read counts as not known; the case itself says so, field by field. The whole reply is in *language*.
    """
    asked = json.loads(request)
    ask = asked.get("ask", "case")
    reading = read_form(asked)
    reply = HANDLERS[ask](reading, asked)
    said = json.dumps(
        reply, ensure_ascii=False, separators=(",", ":"), default=resolver(asked["language"]), check_circular=False
    )
    # Half a character, which is no text, is written as an escape: the reply is always one that can be sent on.
    return said.encode(errors="backslashreplace").decode()
