"""
The one door for the browser: JSON in, JSON out.

A request carries what the controls of the form hold, as typed; everything is read and judged here, so that the page itself knows nothing clinical.
What a page can ask for has a file of its own beside this one.
"""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from calculators.web import calendar, case, change, compare, firm, measure, missing, saved, sheet, text, verify
from calculators.web import map as verdict_map
from calculators.web.reading import Reading, read_form

type Reply = Callable[[Reading, Mapping[str, Any]], dict[str, Any]]

ASKS: Mapping[str, Reply] = MappingProxyType(
    {
        "calendar": calendar.reply,
        "case": case.reply,
        "change": change.reply,
        "map": verdict_map.reply,
        "measure": measure.reply,
        "missing": missing.reply,
        "compare": compare.reply,
        "firm": firm.reply,
        "json": saved.reply,
        "sheet": sheet.reply,
        "text": text.reply,
        "verify": verify.reply,
    }
)
"""What can be asked for; a request that names nothing asks for the case itself."""

OF_THE_CASE = ASKS.keys() - {"case", "measure", "verify"}
"""What is not answered while an answer of the case cannot be read: the reply is then *refused*, with the problems."""


def answer(request: str) -> str:
    """
    Return the reply to *request*, both JSON.

    A request is `{"ask", "language", "today", "answers": {FIELD: TEXT}, "carried": [[FIELD, TEXT], …]}` and what its *ask* takes besides.
    *answers* are the controls of the form as typed, empty where nothing is known; *carried* is what else the address brought.
    """
    asked = json.loads(request)
    ask = asked.get("ask", "case")
    reading = read_form(asked)
    refused = reading.problems and ask in OF_THE_CASE
    reply = {"refused": True, "problems": reading.problems} if refused else ASKS[ask](reading, asked)
    # Half a character, which is no text, is written as an escape: the reply is always one that can be sent on.
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace").decode()
