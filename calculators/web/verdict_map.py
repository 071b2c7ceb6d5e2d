"""Two questions against each other: the verdicts over the whole range of both."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculators.analysis.verdict_map import Axis, MapCell, VerdictMap, offered, verdict_map
from calculators.documents import messages
from calculators.engine.derive import derive
from calculators.engine.evaluate import Verdict
from calculators.engine.relevance import relevant_sets
from calculators.model.fields import Choice, Field, Number, YesNo, option_name
from calculators.model.intervals import Interval
from calculators.model.sentences import AND, format_interval, opening, within
from calculators.model.sets import CriteriaSet
from calculators.model.text import Text, join
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading

CONFLICT = Text("the answers contradict each other", "οι απαντήσεις αντιφάσκουν μεταξύ τους")
WHERE = Text("{what} where {regions}.", "{what} όπου {regions}.")
OR_WHERE = Text(", or where ", ", ή όπου ")
EVERYWHERE = Text("Everywhere: {what}.", "Παντού: {what}.")
ELSEWHERE = Text("Everywhere else: {what}.", "Παντού αλλού: {what}.")
AGAINST = Text("{x} and {y}", "{x} και {y}")
HERE = Text("With the answers entered: {what}.", "Με τις απαντήσεις που δηλώθηκαν: {what}.")
ASIDE = Text(
    "Where the value would contradict what was entered for {fields}, that answer is left out.",
    "Όπου η τιμή θα αντέφασκε με όσα δηλώθηκαν ({fields}), η απάντηση αυτή δεν λαμβάνεται υπόψη.",
)
NO_PAIR = Text(
    "No two numbers of one set can be drawn against each other here.",
    "Δεν υπάρχουν δύο μεγέθη του ίδιου καταλόγου που να σχεδιάζονται μεταξύ τους.",
)


def _what(criteria: CriteriaSet, cell: MapCell) -> Text:
    return CONFLICT if cell is MapCell.CONFLICT else messages.verdict(criteria, Verdict(cell.value))


def _axis(axis: Axis) -> dict[str, Any]:
    field = axis.field
    if isinstance(field, Number):
        pieces = [_span(axis, field, piece) for piece in axis.pieces if isinstance(piece, Interval)]
    else:
        pieces = [
            {"option": piece, "said": option_name(field, piece)}
            for piece in axis.pieces
            if not isinstance(piece, Interval)
        ]
    return {
        "field": field.id,
        "label": field.label,
        "unit": field.unit if isinstance(field, Number) else None,
        "low": axis.low,
        "high": axis.high,
        "value": None if isinstance(axis.value, Interval) else axis.value,
        "within": _within(axis, axis.value) if isinstance(axis.value, Interval) else None,
        "at": axis.at,
        "pieces": pieces,
    }


def _span(axis: Axis, field: Number, piece: Interval) -> dict[str, Any]:
    low, high = _within(axis, piece)
    return {
        "from": low,
        "to": high,
        "with_from": piece.with_low,
        "with_to": piece.with_high or piece.high != high,
        "point": piece.low == piece.high,
        "said": format_interval(piece, field),
    }


def _within(axis: Axis, value: Interval) -> list[float]:
    """Return from where to where *value* reaches on *axis*."""
    return [max(value.low, axis.low), axis.high if value.high is None else min(value.high, axis.high)]


def _regions(regions: Sequence[Sequence[Text]]) -> Text:
    return join([join([within(said) for said in region], AND) for region in regions], OR_WHERE)


def _sentences(drawn: VerdictMap, name: str) -> list[Text]:
    """Return in sentences where the set *name* says what: what it refuses comes last, as all the rest."""
    found = [
        (cell, regions)
        for cell in (MapCell.MET, MapCell.UNDECIDED, MapCell.CONFLICT, MapCell.NOT_MET)
        if (regions := drawn.regions(name, cell))
    ]
    said = []
    for place, (cell, regions) in enumerate(found):
        what = _what(SETS[name], cell)
        if len(found) == 1:
            said.append(EVERYWHERE.format(what=what))
        elif place == len(found) - 1:
            said.append(ELSEWHERE.format(what=what))
        else:
            said.append(WHERE.format(what=opening(what), regions=_regions(regions)))
    return said


def _set(drawn: VerdictMap, name: str) -> dict[str, Any]:
    rows = drawn.rows[name]
    here = None if drawn.x.at is None or drawn.y.at is None else rows[drawn.y.at][drawn.x.at]
    return {
        "set": name,
        "title": SETS[name].short_title,
        "rows": [[cell.value for cell in row] for row in rows],
        "moves": len({cell for row in rows for cell in row}) > 1,
        "here": here.value if here else None,
        "said": [*([HERE.format(what=_what(SETS[name], here))] if here else []), *_sentences(drawn, name)],
        "words": {cell.value: _what(SETS[name], cell) for cell in MapCell},
    }


def _pair(request: Mapping[str, Any], pairs: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    x, y = (FIELDS.get(str(request.get(axis))) for axis in ("x", "y"))
    if isinstance(x, Number | Choice | YesNo) and isinstance(y, Number | Choice | YesNo) and x is not y:
        return x.id, y.id
    return pairs[0] if pairs else None


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the map of the fields `request["x"]` and `request["y"]` for the sets in `request["sets"]`, by default all that concern the patient.

    Without two fields that make a map the first of *pairs* is taken, those that are of use. The reply has the axes *x* and *y* and, for each of *sets*,
    the *rows* of cells (a row for each piece of y), whether the two fields *move* it at all, where the patient is (*here*), what the cells mean (*words*), and
    the same *said* in sentences; *aside* says which answers count for nothing where they would contradict the two.
    """
    sets = tuple(request.get("sets") or relevant_sets(derive(reading.case)))
    pairs = offered(sets)
    chosen = _pair(request, pairs)
    named = [{"x": x, "y": y, "label": _against(FIELDS[x], FIELDS[y])} for x, y in pairs]
    if chosen is None:
        return {"pairs": named, "x": None, "y": None, "sets": [], "said": NO_PAIR, "aside": None}
    drawn = verdict_map(reading.case, chosen, sets)
    return {
        "pairs": named,
        "x": _axis(drawn.x),
        "y": _axis(drawn.y),
        "sets": [_set(drawn, name) for name in drawn.rows],
        "said": _against(drawn.x.field, drawn.y.field),
        "aside": ASIDE.format(fields=messages.labels(drawn.aside)) if drawn.aside else None,
    }


def _against(x: Field, y: Field) -> Text:
    return AGAINST.format(x=x.label, y=within(y.label))
