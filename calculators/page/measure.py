"""A measure: what was typed into it, what follows, and what the case can take from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculators import words
from calculators.measures.amounts import Impossible
from calculators.measures.panel import Chart, Entries, Fill, Inputs, Line, Measure
from calculators.measures.registry import MEASURES
from calculators.model import Answer, Choice, Day, Field, Number, YesNo, opening, option_name
from calculators.page.reading import Reading, read_typed
from calculators.receipt import spelt
from calculators.text import Language, number


def _shown(field: Field, answer: Answer | date, language: Language) -> str:
    """Return *answer* to *field* as it is said."""
    if isinstance(field, Choice | YesNo) and isinstance(answer, str | bool):
        return option_name(field, answer)[language]
    if isinstance(field, Number) and isinstance(answer, float):
        return words.amount_shown(answer, field, language)
    return words.day(answer, language) if isinstance(answer, date) else str(answer)


def _echo(fields: Mapping[str, Field], entries: Entries, language: Language) -> dict[str, str]:
    """Return each number and date of *entries* as it was understood, by its place."""
    return {entries.place + name: _shown(fields[name], answer, language) for name, answer in entries.answers.items() if isinstance(fields[name], Number | Day)}


def _line(line: Line, language: Language) -> dict[str, Any]:
    return {
        "id": line.id,
        "label": line.label[language],
        "value": line.value[language],
        "state": line.state,
        "note": line.note[language] if line.note else None,
        "needs": [[field.id, field.label[language]] for field in line.needs],
    }


def _chart(chart: Chart, language: Language) -> dict[str, Any]:
    return {
        "title": chart.title[language],
        "x": chart.x_label[language],
        "y": chart.y_label[language],
        "series": [
            {
                "label": series.label[language],
                "points": [{"x": point.x, "label": point.label[language], "y": point.y, "said": number(point.y)[language]} for point in series.points],
            }
            for series in chart.series
        ],
        "limits": [{"label": limit.label[language], "y": limit.y} for limit in chart.limits],
    }


def _fill(fill: Fill, language: Language) -> dict[str, Any]:
    """Return *fill* as the case takes it: the number that is shown and no other, so that a case typed again from paper has the same receipt."""
    answer = words.as_shown(fill.field, fill.answer)
    return {
        "field": fill.field.id,
        "label": fill.field.label[language],
        "value": spelt(answer),
        "said": _shown(fill.field, answer, language),
        "note": fill.note[language] if fill.note else None,
    }


def _read(measure: Measure, reading: Reading, request: Mapping[str, Any]) -> tuple[Inputs, dict[str, str]]:
    """Return what was typed into *measure*, and a problem for each control that cannot be read."""

    def entries(fields: Mapping[str, Field], typed: Mapping[str, str], row: int | None) -> Entries:
        answers, wrong = read_typed(typed, fields, reading.language, reading.today)
        found = Entries(answers, row)
        problems.update({found.place + name: text for name, text in wrong.items()})
        return found

    problems: dict[str, str] = {}
    once = entries(measure.once, request["answers"], None)
    most = measure.rows.most if measure.rows else 0
    rows = tuple(entries(measure.in_rows, row, place) for place, row in enumerate(request.get("rows", [])[:most]))
    return Inputs(once, tuple(row for row in rows if row.answers)), problems


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what the measure `request["measure"]` says of `request["answers"]` and `request["rows"]`, both as typed.

    The reply has *problems* (by field, in a row by `row.0.FIELD`; nothing is computed while there is one), *echo* (what was understood), *lines*,
    *chart* (or None) and *fills*, the answers that the case can take.
    """
    language = reading.language
    measure = MEASURES[request["measure"]]
    inputs, problems = _read(measure, reading, request)
    echo = _echo(measure.once, inputs.once, language)
    for row in inputs.rows:
        echo |= _echo(measure.in_rows, row, language)
    said: dict[str, Any] = {"problems": problems, "echo": echo, "lines": [], "chart": None, "fills": []}
    if problems:
        return said
    try:
        result = measure.compute(inputs)
    except Impossible as refusal:
        return {**said, "problems": {refusal.field: f"{opening(refusal.text)[language]}."}}
    return {
        **said,
        "lines": [_line(line, language) for line in result.lines],
        "chart": _chart(result.chart, language) if result.chart else None,
        "fills": [_fill(fill, language) for fill in result.fills],
    }
