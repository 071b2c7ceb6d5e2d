"""
The one status of each fact, wherever it is printed.

A published number has its status in `outcomes.csv`, a claim that several pages make in `claims.csv`, a set of criteria
or a worksheet in its declaration. Pages write `{{ status of ID }}`, with several ids for a sentence that says several
of them, and never the status itself; `coverage.csv` names the same ids.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.claims import FactStatus, read_claims
from data.outcomes import evidence
from data.quantities import reason
from data.records import DataError
from data.statuses import DOUBTFUL, ORDER

from calculators.model.text import Text
from calculators.sets.registry import SETS
from calculators.worksheets.registry import WORKSHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.coverage import Statement
    from data.outcomes import PublishedOutcome


@cache
def facts() -> Mapping[str, FactStatus]:
    """Return every fact by its id; raise `DataError` where two are named alike."""
    known = {name: _of_number(outcome) for name, outcome in evidence().outcomes.items()}
    sets = {one.id: FactStatus(one.status.value, None) for one in SETS.values()}
    worksheets = {one.id: FactStatus(one.status.value, None) for one in WORKSHEETS.values()}
    for more in (read_claims(), sets, worksheets):
        if alike := known.keys() & more.keys():
            raise DataError(f"two facts are named {', '.join(sorted(alike))}")
        known |= more
    return known


def _of_number(outcome: PublishedOutcome) -> FactStatus:
    note = Text(reason(outcome, "en"), reason(outcome, "el")) if outcome.status in DOUBTFUL else None
    return FactStatus(outcome.status, note)


def standing(names: Iterable[str]) -> FactStatus:
    """Return the least of the standings of *names*; raise `DataError` for a name that no fact has."""
    found = []
    for name in names:
        if name not in facts():
            raise DataError(f"there is no fact “{name}” whose status could be shown")
        found.append(facts()[name])
    return max(found, key=lambda one: ORDER.index(one.status))


def status_of(statement: Statement) -> str:
    """Return how far *statement* of a slide was checked: as far as the facts that it says, or what its row says."""
    return standing(statement.facts).status if statement.facts else statement.status
