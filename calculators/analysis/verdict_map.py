"""
Two questions against each other: what a set says over the whole range of both, all other answers as they are.

Each range is cut at its limits, where alone a verdict can change, so that the map is exact: one judgement stands for a whole cell.
What was entered and is read off a value that moves, as a grade is read off the Ki-67 index, steps aside where it would contradict the value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from calculators.analysis.aside import with_others
from calculators.engine.breakpoints import BLOCK_OF, breakpoints, joined, partition
from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import derive
from calculators.engine.evaluate import VERDICTS
from calculators.model.conditions import Condition, Known, Value, assess, fields_of
from calculators.model.fields import Answer, Choice, DateField, Number, YesNo, option_name, options_of
from calculators.model.intervals import Interval
from calculators.model.sentences import OR, format_interval, one_of
from calculators.model.text import Text, join
from calculators.model.truth import Finding, Truth, all_met
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

SHOWN: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "age_years": (18.0, 80.0),
        "ki67_percent": (0.0, 30.0),
        "mitoses_per_2mm2": (0.0, 30.0),
        "months_since_primary_resection": (0.0, 24.0),
        "months_stable_disease": (0.0, 24.0),
        "disease_free_interval_months": (0.0, 24.0),
        "imatinib_months": (0.0, 24.0),
    }
)
"""From where to where an axis is drawn, otherwise over the whole range of its field: a matter of display, not of medicine."""

PAIRS: tuple[tuple[str, str], ...] = (
    ("ki67_percent", "liver_involvement_percent"),
    ("age_years", "liver_involvement_percent"),
    ("age_years", "months_stable_disease"),
    ("months_since_primary_resection", "months_stable_disease"),
    ("ki67_percent", "mitoses_per_2mm2"),
    ("future_liver_remnant_percent", "growth_type"),
    ("imatinib_months", "imatinib_response"),
)
"""Pairs of fields that are offered where one set reads both."""


class MapCell(Enum):
    """What a set says in a cell of the map; CONFLICT: the two answers there contradict other answers."""

    MET = "met"
    UNDECIDED = "undecided"
    NOT_MET = "not_met"
    CONFLICT = "conflict"


CELLS: Mapping[Truth, MapCell] = MappingProxyType(
    {truth: MapCell(verdict.value) for truth, verdict in VERDICTS.items()}
)

type AxisField = Number | Choice | YesNo
type AxisPiece = Interval | str | bool
type Rows = tuple[tuple[MapCell, ...], ...]
type Lane = tuple[tuple[MapCell, ...], ...]
"""A row or a column: at each of its places what all sets say."""


@dataclass(frozen=True, slots=True)
class Axis:
    """
    One question of the map: its *pieces*, spans of numbers or options, drawn from *low* to *high*.

    *value* is the patient's, None where it is not known, or the interval in which it lies; *at* is the place of its piece, None where it may be in several.
    """

    field: AxisField
    pieces: tuple[AxisPiece, ...]
    low: float
    high: float
    value: Answer | None
    at: int | None

    def said(self, chosen: Sequence[int]) -> Text | None:
        """Return the pieces *chosen* in words, None where they are all of them: "Ki-67 index < 10 %"."""
        if len(chosen) == len(self.pieces):
            return None
        field = self.field
        named = [self.pieces[place] for place in chosen]
        if isinstance(field, Number):
            spans = [
                format_interval(span, field) for span in joined(piece for piece in named if isinstance(piece, Interval))
            ]
            return Text("{label} {spans}", "{label} {spans}").format(label=field.label, spans=join(spans, OR))
        options = [option_name(field, piece) for piece in named if not isinstance(piece, Interval)]
        return Text("{label}: {options}", "{label}: {options}").format(label=field.label, options=one_of(options))


@dataclass(frozen=True, slots=True)
class VerdictMap:
    """
    The axes *x* and *y*, and for each set by its id the *rows* of cells: one row for each piece of *y*, one cell for each of *x*.

    *aside* are the fields whose answers would contradict some cell, and count for nothing there.
    """

    x: Axis
    y: Axis
    rows: Mapping[str, Rows]
    aside: tuple[str, ...]

    def regions(self, name: str, cell: MapCell) -> tuple[tuple[Text, ...], ...]:
        """
        Return where the set *name* has *cell*, as rectangles that together cover it: what each says of *x* and of *y*.

        A rectangle that says nothing is the whole map; none at all means that no cell is so.
        """
        return tuple(
            tuple(said for said in (self.x.said(columns), self.y.said(rows)) if said)
            for columns, rows in rectangles(self.rows[name], cell)
        )


def rectangles(rows: Rows, wanted: MapCell) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return pairs of columns and rows that together are the places of *wanted*, each with as many rows as its columns have; they may overlap."""
    filled = [tuple(column for column, cell in enumerate(row) if cell is wanted) for row in rows]
    return [
        (columns, tuple(place for place, row in enumerate(filled) if {*columns} <= {*row}))
        for columns in dict.fromkeys(filled)
        if columns
    ]


def offered(sets: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of fields that are of use for *sets*, ids of sets: one of them reads both."""
    read = [
        {field.id for criterion in SETS[name].criteria for field in fields_of(criterion.test)}
        for name in sets
        if SETS[name].kind.decides
    ]
    return tuple(pair for pair in PAIRS if any(fields.issuperset(pair) for fields in read))


def _pieces(field: AxisField) -> tuple[AxisPiece, ...]:
    return partition(field) if isinstance(field, Number) else options_of(field)


def _sample(piece: AxisPiece) -> Answer:
    return piece.sample if isinstance(piece, Interval) else piece


def _axis(field: AxisField, pieces: tuple[AxisPiece, ...], known: Value | None) -> Axis:
    if isinstance(field, Number):
        value = known if isinstance(known, float | Interval) else None
        low, high = SHOWN.get(field.id, (field.low, field.high or field.low))
        ends = value.ends if isinstance(value, Interval) else () if value is None else (value,)
        inside = [low, high, *breakpoints(field), *ends]
        return Axis(field, pieces, min(inside), max(inside), value, _place(pieces, value))
    option = next(iter(known)) if isinstance(known, frozenset) and len(known) == 1 else None
    return Axis(field, pieces, 0.0, float(len(pieces)), option, _place(pieces, option))


def _place(pieces: tuple[AxisPiece, ...], value: Answer | None) -> int | None:
    """Return the place of the piece that *value* lies in or is, None where there is none, or several."""
    places = [place for place, piece in enumerate(pieces) if _holds(piece, value)]
    return places[0] if len(places) == 1 else None


def _holds(piece: AxisPiece, value: Answer | None) -> bool:
    if isinstance(piece, Interval):
        if isinstance(value, Interval):
            return piece.shared(value) is not None
        return isinstance(value, float) and piece.holds(value)
    return piece == value


def _rest(case: Case, names: tuple[str, str]) -> Case:
    """Return *case* without the two fields, and without the date from which a number of months among them would follow."""
    left_out = {*names, *(line.start.id for line in DERIVATIONS.months if line.field.id in names)}
    return {name: answer for name, answer in case.items() if name not in left_out}


def _merged(axis: tuple[AxisPiece, ...], lines: Sequence[Lane]) -> list[list[int]]:
    """Return the places of *axis*, those neighbours together that no set tells apart; *lines* has what all sets say at each place."""
    groups: list[list[int]] = []
    for place, piece in enumerate(axis):
        if isinstance(piece, Interval) and groups and lines[groups[-1][-1]] == lines[place]:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _together(axis: tuple[AxisPiece, ...], groups: list[list[int]]) -> tuple[AxisPiece, ...]:
    """Return the pieces of *axis*, those whose places are in one of *groups* as one."""
    found: list[AxisPiece] = []
    for group in groups:
        spans = [piece for place in group if isinstance(piece := axis[place], Interval)]
        found.append(joined(spans)[0] if spans else axis[group[0]])
    return tuple(found)


class _Judge:
    """Judges sets cell by cell; a criterion is judged anew only where one of its fields is known otherwise."""

    def __init__(self, rest: Case, names: tuple[str, str], sets: Iterable[str]) -> None:
        self._rest = rest
        known = derive(rest)
        self._contested = {conflict.field for conflict in known.conflicts}
        moving = {source for name in names for source in BLOCK_OF.get(name, (name,))}
        self._sets = []
        for name in sets:
            tests = [
                (criterion.test, tuple(field.id for field in fields_of(criterion.test)))
                for criterion in SETS[name].criteria
            ]
            still = all_met(assess(test, known.known) for test, fields in tests if not moving & {*fields})
            self._sets.append((still, [(test, fields) for test, fields in tests if moving & {*fields}]))
        self._found: dict[tuple[int, tuple[object, ...]], Finding] = {}
        self.aside: dict[str, None] = {}

    def cells(self, values: Mapping[str, Answer]) -> tuple[MapCell, ...]:
        """Return what each set says with *values*."""
        there = with_others(self._rest, values)
        self.aside |= dict.fromkeys(name for name in self._rest if name not in there)
        facts = derive(there)
        if not {conflict.field for conflict in facts.conflicts} <= self._contested:
            return (MapCell.CONFLICT,) * len(self._sets)
        return tuple(
            self._cell([still, *(self._find(test, fields, facts.known) for test, fields in tests)])
            for still, tests in self._sets
        )

    def _find(self, test: Condition, fields: tuple[str, ...], known: Known) -> Finding:
        key = (id(test), tuple(known.get(name) for name in fields))
        if key not in self._found:
            self._found[key] = assess(test, known)
        return self._found[key]

    @staticmethod
    def _cell(found: list[Finding]) -> MapCell:
        whole = Finding(min(finding.worst for finding in found), min(finding.best for finding in found))
        return CELLS[whole.truth]


def _askable(names: tuple[str, str]) -> tuple[AxisField, AxisField]:
    x, y = (FIELDS[name] for name in names)
    if isinstance(x, DateField) or isinstance(y, DateField) or x is y:
        message = f"two numbers or choices make a map, not {names[0]} and {names[1]}"
        raise ValueError(message)
    return x, y


def verdict_map(case: Case, names: tuple[str, str], sets: Iterable[str]) -> VerdictMap:
    """
    Return what *sets*, ids of sets, say over the whole range of the two fields *names* and with the other answers of *case*.

    What follows from other answers is derived in each cell. A set that gives no verdict is left out. Raises `ValueError` for a date and for one field twice.
    """
    x, y = _askable(names)
    deciding = [name for name in sets if SETS[name].kind.decides]
    judge = _Judge(_rest(case, names), names, deciding)
    across, down = _pieces(x), _pieces(y)
    grid = [tuple(judge.cells({x.id: _sample(left), y.id: _sample(right)}) for left in across) for right in down]
    columns, rows = _merged(across, tuple(zip(*grid, strict=True))), _merged(down, grid)
    # One place stands for all of its group.
    cells = [[grid[row[0]][column[0]] for column in columns] for row in rows]
    known = derive(case).known
    return VerdictMap(
        _axis(x, _together(across, columns), known.get(x.id)),
        _axis(y, _together(down, rows), known.get(y.id)),
        {name: tuple(tuple(cell[place] for cell in row) for row in cells) for place, name in enumerate(deciding)},
        tuple(judge.aside),
    )
