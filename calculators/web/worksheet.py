"""A worksheet: what was typed into it, what follows, and what the case can take from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from calculators.documents import messages
from calculators.documents.report import SEPARATOR
from calculators.engine.breakpoints import told_apart
from calculators.engine.case import encode, quoted
from calculators.engine.plausibility import BODY, Suspicion, suspicions
from calculators.formulas.amounts import Impossible
from calculators.model.fields import Field, Number
from calculators.model.intervals import Interval
from calculators.model.sentences import opening
from calculators.model.text import Text, join, number, same
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading, read_typed, understood
from calculators.worksheets.registry import WORKSHEETS
from calculators.worksheets.worksheet import Chart, Entries, Fill, Inputs, Line, Point, Result, Worksheet, together


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "label": line.label,
        "value": line.value,
        "state": line.state,
        "note": line.note,
        "needs": [[field.id, field.label] for field in line.needs],
    }


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "title": chart.title,
        "x": chart.x_label,
        "y": chart.y_label,
        "series": [
            {"label": series.label, "points": [_point(point) for point in series.points]} for series in chart.series
        ],
        "limits": chart.limits,
    }


def _point(point: Point) -> dict[str, Any]:
    return {"x": point.x, "label": point.label, "y": point.y, "said": number(point.y)}


def _fill(fill: Fill) -> dict[str, Any]:
    """Return *fill* as the case takes it: the number that is shown and no other, so that a case typed again from paper has the same receipt."""
    answer = messages.rounded_answer(fill.field, fill.answer)
    return {
        "field": fill.field.id,
        "label": fill.field.label,
        "value": encode(answer),
        "said": messages.fact(fill.field, answer),
        "note": fill.note,
    }


def _read(worksheet: Worksheet, reading: Reading, request: Mapping[str, Any]) -> tuple[Inputs, dict[str, Text]]:
    """Return what was typed into *worksheet*, and a problem for each control that cannot be read."""

    def entries(fields: Mapping[str, Field], typed: Mapping[str, str], row: int | None) -> Entries:
        answers, wrong = read_typed(typed, fields, reading.today)
        bounded = [
            name
            for name, answer in answers.items()
            if isinstance(answer, Interval) and fields[name] not in worksheet.bounded
        ]
        wrong |= {name: ONE_NUMBER.format(value=quoted(typed[name])) for name in bounded}
        answers = {name: answer for name, answer in answers.items() if name not in bounded}
        found = Entries(answers, row)
        problems.update({found.place + name: text for name, text in wrong.items()})
        return found

    problems: dict[str, Text] = {}
    once = entries(worksheet.once, request["answers"], None)
    most = worksheet.rows.most if worksheet.rows else 0
    rows = tuple(entries(worksheet.in_rows, row, place) for place, row in enumerate(request.get("rows", [])[:most]))
    return Inputs(once, tuple(row for row in rows if row.answers)), problems


ONE_NUMBER = Text(
    "“{value}” cannot be used here: this is calculated with one number. The case itself takes bounds.",
    "Το «{value}» δεν γίνεται δεκτό εδώ: ο υπολογισμός θέλει έναν αριθμό. Όρια δέχεται το ίδιο το περιστατικό.",
)
CHECK = Text("Check what was typed", "Ελέγξτε όσα γράψατε")
THEN = Text("With that: {lines}.", "Με αυτό: {lines}.")
LINE = same("{label}: {value}")
SENTENCE = same("{text}.")
DOUBTFUL = Text("Doubtful until what was typed is checked: {doubt}", "Αμφίβολο έως ότου ελεγχθούν όσα γράψατε: {doubt}")


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A *suspicion* against what was typed, and what the worksheet would say *otherwise*; None where it would refuse."""

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


def _doubts(worksheet: Worksheet, inputs: Inputs) -> list[_Doubtful]:
    """Return what is doubtful about *inputs*, in the order of the form."""
    found = []
    for place, entries in enumerate((inputs.once, *inputs.rows)):
        for suspicion in suspicions(entries.answers):
            other = replace(entries, answers={**entries.answers, **suspicion.instead})
            rows = tuple(other if row is entries else row for row in inputs.rows)
            try:
                otherwise = worksheet.compute(Inputs(inputs.once if place else other, rows))
            except Impossible:
                otherwise = None
            found.append(_Doubtful(suspicion, otherwise))
    return found


def _marked(fill: Fill, doubts: list[_Doubtful]) -> Fill:
    """Return *fill* with a word that it is doubtful, where another reading of what was typed would change what a set says of it."""
    notes = [DOUBTFUL.format(doubt=doubt.suspicion.text) for doubt in doubts if doubt.concerns(fill)]
    return replace(fill, note=together(fill.note, *notes))


def _along(doubts: list[_Doubtful], inputs: Inputs) -> list[Fill]:
    """Return the doubtful answers that the case asks for itself, so that the doubt goes with what was worked out from them."""
    names = dict.fromkeys(name for doubt in doubts for name in BODY if BODY.intersection(doubt.suspicion.fields))
    return [Fill(FIELDS[name], answer) for name in names if isinstance(answer := inputs.once.answers.get(name), float)]


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what the worksheet `request["worksheet"]` says of `request["answers"]` and `request["rows"]`, both as typed.

    The reply has *problems* (by field, in a row by `row.0.FIELD`; nothing is computed while there is one), *echo* (what was understood), *lines*,
    *chart* (or None) and *fills*, the answers that the case can take. What may have been typed in another unit is asked first among the lines.
    """
    worksheet = WORKSHEETS[request["worksheet"]]
    inputs, problems = _read(worksheet, reading, request)
    entered = [(inputs.once, worksheet.once), *((row, worksheet.in_rows) for row in inputs.rows)]
    echo = {
        entries.place + name: said
        for entries, fields in entered
        for name, said in understood(fields, entries.answers).items()
    }
    reply: dict[str, Any] = {"problems": problems, "echo": echo, "lines": [], "chart": None, "fills": []}
    if problems:
        return reply
    try:
        result = worksheet.compute(inputs)
    except Impossible as refusal:
        return {**reply, "problems": {refusal.field: SENTENCE.format(text=opening(refusal.text))}}
    doubts = _doubts(worksheet, inputs)
    fills = [_marked(fill, doubts) for fill in result.fills]
    return {
        **reply,
        "lines": [_line(line) for line in (*(doubt.line(result) for doubt in doubts), *result.lines)],
        "chart": _chart(result.chart) if result.chart else None,
        "fills": [_fill(fill) for fill in (*fills, *(_along(doubts, inputs) if fills else ()))],
    }
