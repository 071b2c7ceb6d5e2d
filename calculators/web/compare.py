"""Two cases side by side: the one on the page, and another one, or the same on another day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculators.analysis.compare import FieldChange, SetChange, compare
from calculators.analysis.what_if import changed
from calculators.documents import messages
from calculators.engine.case import LATEST, Case
from calculators.engine.derive import derive
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import Value
from calculators.model.fields import Answer
from calculators.model.intervals import Interval
from calculators.model.text import Language, Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import ASSESSMENT_DATE
from calculators.web.missing import titles
from calculators.web.reading import UP_TO_THE_LAST, Reading, disordered, explain, read_typed, typed

NOT_KNOWN = Text("not known", "δεν είναι γνωστό")
FROM_TO = Text("{what}: {before} → {after}.", "{what}: {before} → {after}.")
QUOTED = Text("“{what}”: {before} → {after}.", "«{what}»: {before} → {after}.")
NOTHING = Text("Nothing differs.", "Δεν υπάρχει διαφορά.")
OUTCOMES = Text("The outcome differs in: {sets}.", "Το αποτέλεσμα διαφέρει σε: {sets}.")
NO_OUTCOME = Text("No outcome differs.", "Κανένα αποτέλεσμα δεν διαφέρει.")
AS_ENTERED = Text(
    "The age, and months that were entered without the dates from which they run, stay as they were entered.",
    "Η ηλικία, και οι μήνες που δηλώθηκαν χωρίς τις ημερομηνίες έναρξής τους, μένουν όπως δηλώθηκαν.",
)


def _said(name: str, value: Answer | date | Value | None, language: Language) -> str:
    field = FIELDS[name]
    if value is None:
        return NOT_KNOWN[language]
    return (
        messages.value_said(field, value, language)
        if isinstance(value, frozenset | Interval)
        else messages.answer_said(field, value, language)
    )


def _field(change: FieldChange, language: Language) -> dict[str, Any]:
    label = FIELDS[change.field].label[language]
    before, after = (_said(change.field, value, language) for value in (change.before, change.after))
    said = FROM_TO[language].format(what=label, before=before, after=after)
    return {
        "field": change.field,
        "label": label,
        "before": before,
        "after": after,
        "derived": change.derived,
        "said": said,
    }


def _set(change: SetChange, language: Language) -> dict[str, Any]:
    criteria = change.before.criteria
    before, after = (messages.outcome(result)[language] for result in (change.before, change.after))
    return {
        "set": criteria.id,
        "title": criteria.short_title[language],
        "before": before,
        "after": after,
        "outcome": change.outcome,
        "said": FROM_TO[language].format(what=criteria.short_title[language], before=before, after=after)
        if change.outcome
        else "",
        "criteria": [
            {
                "criterion": one.criterion.id,
                "said": QUOTED[language].format(
                    what=messages.named(one.criterion)[language],
                    before=messages.truth(criteria, one.before)[language],
                    after=messages.truth(criteria, one.after)[language],
                ),
            }
            for one in change.criteria
        ],
    }


def _other(reading: Reading, request: Mapping[str, Any]) -> tuple[Case, dict[str, str], list[str]]:
    """Return the other case, what of it cannot be read, by field, and what a reader should know of it."""
    language = reading.language
    if "date" not in request:
        case, problems = read_typed(request.get("other") or {}, FIELDS, language, reading.today)
        return case, problems | disordered(case, language), []
    # A day to come is admitted here: it says what will be read then.
    day = typed(ASSESSMENT_DATE, request["date"], LATEST)
    if not isinstance(day, date):
        return {}, {ASSESSMENT_DATE.id: explain(ASSESSMENT_DATE, request["date"], language, UP_TO_THE_LAST)}, []
    moved = {**reading.case, ASSESSMENT_DATE.id: day}
    if problems := disordered(moved, language):
        return {}, problems, []
    return changed(reading.case, {ASSESSMENT_DATE.id: day}), {}, [AS_ENTERED[language]]


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what differs between the case on the page and another one, for the sets in `request["sets"]`, by default all that concern either.

    The other is `request["other"]`, `{FIELD: TEXT}` as an address spells it, or the same case with `request["date"]` as day of assessment. The reply has
    *problems* of the other case (then nothing else is said), *notices*, a *summary*, and the *fields* and *sets* that differ.
    """
    language = reading.language
    other, problems, notices = _other(reading, request)
    if problems:
        return {"problems": problems, "notices": notices, "summary": [], "fields": [], "sets": []}
    concern = {name for case in (reading.case, other) for name in relevant_sets(derive(case))}
    found = compare(reading.case, other, request.get("sets") or [name for name in SETS if name in concern])
    outcomes = [change.before.criteria.id for change in found.sets if change.outcome]
    summary = OUTCOMES[language].format(sets=titles(outcomes, language)) if outcomes else NO_OUTCOME[language]
    return {
        "problems": {},
        "notices": notices,
        "summary": [summary if found.fields or found.sets else NOTHING[language]],
        "fields": [_field(change, language) for change in found.fields],
        "sets": [_set(change, language) for change in found.sets],
    }
