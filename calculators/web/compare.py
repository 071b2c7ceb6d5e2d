"""Two cases side by side: the one on the page, and another one, or the same on another day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculators.analysis.compare import CaseChange, CriterionChange, FieldChange, SetChange, compare
from calculators.analysis.what_if import changed
from calculators.documents import messages
from calculators.engine.case import LATEST, Case, decode
from calculators.engine.derive import derive
from calculators.engine.relevance import relevant_sets
from calculators.model.sets import CriteriaSet
from calculators.model.text import Text, same
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import ASSESSMENT_DATE
from calculators.web.reading import UP_TO_THE_LAST, Reading, disordered, explain, read_typed, set_aside

NOT_KNOWN = Text("not known", "δεν είναι γνωστό")
FROM_TO = same("{what}: {before} → {after}.")
QUOTED = Text("“{what}”: {before} → {after}.", "«{what}»: {before} → {after}.")
NOTHING = Text("Nothing differs.", "Δεν υπάρχει διαφορά.")
OUTCOMES = Text("The outcome differs in: {sets}.", "Το αποτέλεσμα διαφέρει σε: {sets}.")
NO_OUTCOME = Text("No outcome differs.", "Κανένα αποτέλεσμα δεν διαφέρει.")
AS_ENTERED = Text(
    "The age, and months that were entered without the dates from which they run, stay as they were entered.",
    "Η ηλικία, και οι μήνες που δηλώθηκαν χωρίς τις ημερομηνίες έναρξής τους, μένουν όπως δηλώθηκαν.",
)


def _field(change: FieldChange, cases: tuple[Case, Case]) -> dict[str, Any]:
    field = FIELDS[change.field]
    before, after = (
        NOT_KNOWN if value is None else messages.fact(field, value, entered=field.id in case)
        for value, case in zip((change.before, change.after), cases, strict=True)
    )
    return {
        "field": change.field,
        "label": field.label,
        "before": before,
        "after": after,
        "derived": change.derived,
        "said": FROM_TO.format(what=field.label, before=before, after=after),
    }


def _set(change: SetChange) -> dict[str, Any]:
    criteria = change.before.criteria
    before, after = messages.outcome(change.before), messages.outcome(change.after)
    return {
        "set": criteria.id,
        "title": criteria.short_title,
        "before": before,
        "after": after,
        "outcome": change.outcome,
        "said": FROM_TO.format(what=criteria.short_title, before=before, after=after) if change.outcome else None,
        "criteria": [{"criterion": one.criterion.id, "said": _criterion(criteria, one)} for one in change.criteria],
    }


def _criterion(criteria: CriteriaSet, change: CriterionChange) -> Text:
    return QUOTED.format(
        what=messages.named(change.criterion),
        before=messages.truth(criteria, change.before),
        after=messages.truth(criteria, change.after),
    )


def _other(reading: Reading, request: Mapping[str, Any]) -> tuple[Case | None, dict[str, Text], list[Text]]:
    """Return the other case, None where there is none; what of it cannot be read, by field, and what a reader should know of it."""
    if "date" not in request:
        typed = request.get("other") or {}
        case, problems = read_typed(typed, FIELDS, reading.today)
        problems, _ = set_aside(case, problems, typed)
        return case, problems, []
    # A day to come is admitted here: it says what will be read then.
    day = decode(ASSESSMENT_DATE, request["date"], LATEST)
    if not isinstance(day, date):
        return None, {ASSESSMENT_DATE.id: explain(ASSESSMENT_DATE, request["date"], UP_TO_THE_LAST)}, []
    moved = {**reading.case, ASSESSMENT_DATE.id: day}
    if problems := disordered(moved):
        return None, problems, []
    return changed(reading.case, {ASSESSMENT_DATE.id: day}), {}, [AS_ENTERED]


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what differs between the case on the page and another one, for the sets in `request["sets"]`, by default all that concern either.

    The other is `request["other"]`, `{FIELD: TEXT}` as an address spells it, or the same case with `request["date"]` as day of assessment. The reply has
    *problems* (by field, of both cases where they are two), *notices*, a *summary*, and the *fields* and *sets* that differ.
    """
    other, problems, notices = _other(reading, request)
    if other is None:
        return {"problems": problems, "notices": notices, "summary": [], "fields": [], "sets": []}
    found = compare(reading.case, other, request.get("sets") or _concerning(reading.case, other))
    return {
        "problems": problems if "date" in request else {**reading.problems, **problems},
        "notices": notices,
        "summary": [_summary(found)],
        "fields": [_field(change, (reading.case, other)) for change in found.fields],
        "sets": [_set(change) for change in found.sets],
    }


def _concerning(*cases: Case) -> list[str]:
    """Return the ids of the sets that concern one of *cases*, in the order in which they are shown."""
    concern = {name for case in cases for name in relevant_sets(derive(case))}
    return [name for name in SETS if name in concern]


def _summary(found: CaseChange) -> Text:
    if not (found.fields or found.sets):
        return NOTHING
    outcomes = [change.before.criteria.id for change in found.sets if change.outcome]
    return OUTCOMES.format(sets=messages.short_titles(outcomes)) if outcomes else NO_OUTCOME
