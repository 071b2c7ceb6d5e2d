"""A measure: what was typed into it, what follows, and what the case can take from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from calculators.documents import messages
from calculators.documents.receipt import encode
from calculators.documents.sheet import SEPARATOR
from calculators.engine.breakpoints import told_apart
from calculators.engine.plausibility import BODY, Suspicion, suspicions
from calculators.formulas.amounts import Impossible
from calculators.model.fields import Answer, Choice, DateField, Field, Number, YesNo, option_name
from calculators.model.sentences import opening
from calculators.model.text import Language, Text, join, number
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading, read_typed
from calculators.worksheets.registry import WORKSHEETS
from calculators.worksheets.worksheet import Chart, Entries, Fill, Inputs, Line, Result, Worksheet, together


def _shown(field: Field, answer: Answer | date, language: Language) -> str:
    """Return *answer* to *field* as it is said."""
    if isinstance(field, Choice | YesNo) and isinstance(answer, str | bool):
        return option_name(field, answer)[language]
    if isinstance(field, Number) and isinstance(answer, float):
        return messages.amount_shown(answer, field, language)
    return messages.day(answer, language) if isinstance(answer, date) else str(answer)


def _echo(fields: Mapping[str, Field], entries: Entries, language: Language) -> dict[str, str]:
    """Return each number and date of *entries* as it was understood, by its place."""
    return {
        entries.place + name: _shown(fields[name], answer, language)
        for name, answer in entries.answers.items()
        if isinstance(fields[name], Number | DateField)
    }


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
                "points": [
                    {"x": point.x, "label": point.label[language], "y": point.y, "said": number(point.y)[language]}
                    for point in series.points
                ],
            }
            for series in chart.series
        ],
        "limits": [{"label": limit.label[language], "y": limit.y} for limit in chart.limits],
    }


def _fill(fill: Fill, language: Language) -> dict[str, Any]:
    """Return *fill* as the case takes it: the number that is shown and no other, so that a case typed again from paper has the same receipt."""
    answer = messages.as_shown(fill.field, fill.answer)
    return {
        "field": fill.field.id,
        "label": fill.field.label[language],
        "value": encode(answer),
        "said": _shown(fill.field, answer, language),
        "note": fill.note[language] if fill.note else None,
    }


def _read(measure: Worksheet, reading: Reading, request: Mapping[str, Any]) -> tuple[Inputs, dict[str, str]]:
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


CHECK = Text("Check what was typed", "Ελέγξτε όσα γράψατε")
THEN = Text("With that: {lines}.", "Με αυτό: {lines}.")
LINE = Text("{label}: {value}", "{label}: {value}")
DOUBTFUL = Text("Doubtful until what was typed is checked: {doubt}", "Αμφίβολο έως ότου ελεγχθούν όσα γράψατε: {doubt}")


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A *suspicion* against what was typed, and what the measure would say *otherwise*; None where it would refuse."""

    suspicion: Suspicion
    otherwise: Result | None

    def line(self, result: Result) -> Line:
        """Return the question to the reader, with every result that would be another one by the other reading."""
        others = {line.id: line for line in (self.otherwise.lines if self.otherwise else ())}
        changed = [
            other
            for line in result.lines
            if (other := others.get(line.id)) and (other.state, other.value) != (line.state, line.value)
        ]
        said = [LINE.format(label=line.label, value=line.value) for line in changed]
        return Line(
            self.suspicion.id,
            CHECK,
            self.suspicion.text,
            state="open",
            note=THEN.format(lines=join(said, SEPARATOR)) if said else None,
        )

    def concerns(self, fill: Fill) -> bool:
        """Return whether *fill* would be answered otherwise by some set."""
        other = (
            next((one.answer for one in self.otherwise.fills if one.field is fill.field), None)
            if self.otherwise
            else None
        )
        if isinstance(fill.field, Number) and isinstance(fill.answer, float) and isinstance(other, float):
            return told_apart(fill.field, fill.answer, other)
        return other != fill.answer


def _doubts(measure: Worksheet, inputs: Inputs) -> list[_Doubt]:
    """Return what is doubtful about *inputs*, in the order of the form."""
    found = []
    for place, entries in enumerate((inputs.once, *inputs.rows)):
        for suspicion in suspicions(entries.answers):
            other = replace(entries, answers={**entries.answers, **suspicion.instead})
            rows = tuple(other if row is entries else row for row in inputs.rows)
            try:
                otherwise = measure.compute(Inputs(inputs.once if place else other, rows))
            except Impossible:
                otherwise = None
            found.append(_Doubt(suspicion, otherwise))
    return found


def _marked(fill: Fill, doubts: list[_Doubt]) -> Fill:
    """Return *fill* with a word that it is doubtful, where another reading of what was typed would change what a set says of it."""
    notes = [DOUBTFUL.format(doubt=doubt.suspicion.text) for doubt in doubts if doubt.concerns(fill)]
    return replace(fill, note=together(fill.note, *notes))


def _along(doubts: list[_Doubt], inputs: Inputs) -> list[Fill]:
    """Return the doubtful answers that the case asks for itself, so that the doubt goes with what was worked out from them."""
    names = dict.fromkeys(name for doubt in doubts for name in BODY if BODY.intersection(doubt.suspicion.fields))
    return [Fill(FIELDS[name], answer) for name in names if isinstance(answer := inputs.once.answers.get(name), float)]


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what the measure `request["measure"]` says of `request["answers"]` and `request["rows"]`, both as typed.

    The reply has *problems* (by field, in a row by `row.0.FIELD`; nothing is computed while there is one), *echo* (what was understood), *lines*,
    *chart* (or None) and *fills*, the answers that the case can take. What may have been typed in another unit is asked first among the lines.
    """
    language = reading.language
    measure = WORKSHEETS[request["measure"]]
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
    doubts = _doubts(measure, inputs)
    fills = [_marked(fill, doubts) for fill in result.fills]
    return {
        **said,
        "lines": [_line(line, language) for line in (*(doubt.line(result) for doubt in doubts), *result.lines)],
        "chart": _chart(result.chart, language) if result.chart else None,
        "fills": [_fill(fill, language) for fill in (*fills, *(_along(doubts, inputs) if fills else ()))],
    }
