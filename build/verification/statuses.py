"""
The one status of each fact, wherever it is printed.

A published number has its status in `docs/data/outcomes.csv`, a claim that several pages make in `docs/data/claims.csv`, a set of criteria or
a measure in its declaration. Pages write `{{ status of ID }}`, with several ids for a sentence that says several of them, and never the status itself;
`docs/data/coverage.csv` names the same ids.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from data.outcomes import NAME, SLIDES_SOURCE, STATUSES, EvidenceError, read_evidence, reason
from paths import DATA

from calculators.model.sets import Status
from calculators.model.text import LANGUAGES, Language, Text
from calculators.sets.registry import SETS
from calculators.worksheets.registry import WORKSHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

OF = re.compile(r"\{\{\s*status\s+of\s+((?:[a-z0-9-]+\s*)+)\}\}")
CLAIM_FIELDS = ("id", "source", "status", "note_en", "note_el")
# From the best known to the least: what says several things is as well known as the least of them.
ORDER = (Status.CHECKED.value, Status.AS_PRINTED.value, "corrected", "uncertain", Status.PROVISIONAL.value)
EXPLAINED = {"corrected", "uncertain"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a fact was checked, and why no further where the *status* needs it."""

    status: str
    note: Text | None


def read_claims(path: Path = DATA / "claims.csv") -> dict[str, Standing]:
    """
    Return the claims at *path* that several pages make.

    Raises `EvidenceError` for one that lacks something or cites no known work.
    """
    works = {item["id"] for item in json.loads((path.parent / "references.json").read_text(encoding="utf-8"))}
    claims: dict[str, Standing] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            note = Text(row["note_en"], row["note_el"]) if row["note_en"] or row["note_el"] else None
            faults = [
                tuple(row) != CLAIM_FIELDS and f"the columns must be {', '.join(CLAIM_FIELDS)}",
                (not NAME.fullmatch(row["id"]) or row["id"] in claims) and "it is ill named, or there twice",
                row["source"] not in {SLIDES_SOURCE, *works} and "its source is not in references.json",
                row["status"] not in STATUSES and f"its status is none of {', '.join(STATUSES)}",
                row["status"] in EXPLAINED and note is None and "it needs a note that says why",
            ]
            if any(faults):
                message = (
                    f"claims.csv: {row['id'] or 'a row without id'}: {'; '.join(fault for fault in faults if fault)}"
                )
                raise EvidenceError(message)
            claims[row["id"]] = Standing(row["status"], note)
    return claims


@cache
def facts() -> Mapping[str, Standing]:
    """Return every fact by its id; raise `EvidenceError` where two are named alike."""
    published = read_evidence().outcomes
    known = {
        name: Standing(
            outcome.status,
            Text(*(reason(outcome, language) for language in ("en", "el"))) if outcome.status in EXPLAINED else None,
        )
        for name, outcome in published.items()
    }
    sets = {one.id: Standing(one.status.value, None) for one in SETS.values()}
    measures = {one.id: Standing(one.status.value, None) for one in WORKSHEETS.values()}
    for more in (read_claims(), sets, measures):
        if alike := known.keys() & more.keys():
            message = f"two facts are named {', '.join(sorted(alike))}"
            raise EvidenceError(message)
        known |= more
    return known


def standing(names: Iterable[str]) -> Standing:
    """Return the least of the standings of *names*; raise `EvidenceError` for a name that no fact has."""
    found = []
    for name in names:
        if name not in facts():
            message = f"there is no fact “{name}” whose status could be shown"
            raise EvidenceError(message)
        found.append(facts()[name])
    return max(found, key=lambda one: ORDER.index(one.status))


def expand(text: str, language: Language) -> str:
    """Return *text* with each `{{ status of … }}` as the mark that it stands for, in *language*."""
    if language not in LANGUAGES:
        message = f"{language!r} is none of: {', '.join(LANGUAGES)}"
        raise EvidenceError(message)

    def written(match: re.Match[str]) -> str:
        one = standing(match[1].split())
        note = f": {one.note[language]}" if one.note else ""
        return f"{{{{ status {one.status}{note} }}}}"

    return OF.sub(written, text)
