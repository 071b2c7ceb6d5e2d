"""The invented patients that a calculator can be tried with, `examples.json`."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from paths import DATA

from calculators import evaluate
from calculators.engine.relevance import relevant_sets

if TYPE_CHECKING:
    from collections.abc import Mapping


def address_of(case: Mapping[str, Any]) -> str:
    """Return *case* as an address carries it."""
    return urlencode({name: encode(value) for name, value in case.items()})


def encode(value: object) -> str:
    """Return *value* of a case as an address carries it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def examples() -> tuple[dict[str, Any], ...]:
    """Return the invented patients, each with the address that loads it and the sets that concern it."""
    found = json.loads((DATA / "examples.json").read_text(encoding="utf-8"))
    return tuple(
        {
            **one,
            "href": f"#{address_of(one['case'])}",
            "concerns": relevant_sets(evaluate(one["case"]).facts),
        }
        for one in found
    )
