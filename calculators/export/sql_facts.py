"""
What is known of a patient, in SQL: the answers that the vocabulary knows, and what follows from them.

A number is known by two columns, the least and the most that it can be; of most numbers these are one. What follows from other answers is joined from a table
of every combination of classes, which the rules themselves write; months between dates are counted in whole numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from sqlglot import exp

from calculators.engine.breakpoints import COMPARISONS, representatives, united
from calculators.engine.derivations import DATE_ORDER, DERIVATIONS
from calculators.engine.derive import ENTERED_AND_COUNTED, Facts, derive
from calculators.engine.plausibility import OTHER_UNITS, OtherUnit
from calculators.export.sql_words import (
    Stages,
    among,
    as_text,
    case,
    coalesce,
    column,
    compare,
    double,
    equals,
    every,
    extreme,
    is_null,
    named,
    no,
    not_null,
    number,
    some,
    text,
    total,
)
from calculators.model.derivation import MonthsBetween
from calculators.model.fields import (
    Answer,
    Choice,
    Comparison,
    DateField,
    Field,
    Number,
    Relation,
    YesNo,
    options_of,
)
from calculators.model.intervals import Interval
from calculators.model.truth import Outcome
from calculators.vocabulary.form import FIELDS

NEXT = 1e-9
"""A number that is not quite reached is this far away: no limit is written so finely."""
ENDLESS = 1e300
"""Stands for the end of numbers that have none."""

NUMBER = "[0-9]+([.][0-9]+)?"
SIGNS = ("<=", ">=", "<", ">")

type Ends = tuple[exp.Expr, exp.Expr]
"""The least and the most."""

COUNTED = tuple(line.field for line in DERIVATIONS.months)
DATES = tuple(dict.fromkeys(day.id for pair in DATE_ORDER for day in (pair.earlier, pair.later)))


def spelt(option: object) -> str:
    """Return *option* as a text."""
    return str(option).lower() if isinstance(option, bool) else str(option)


def conflict_name(name: str) -> str:
    """Return what names a contradiction about the field *name*."""
    return f"conflict-{name.replace('_', '-')}"


def left_text(field: Choice | YesNo, left: Iterable[object]) -> str:
    """Return the options *left* of *field* as one text."""
    kept = set(left)
    return ",".join(spelt(one) for one in options_of(field) if one in kept)


def lowest(interval: Interval) -> float:
    """Return the least number of *interval*."""
    return interval.low if interval.with_low else interval.low + NEXT


def highest(interval: Interval) -> float:
    """
    Return the greatest number of *interval*.

    >>> highest(Interval(1, 2)), highest(Interval(1, None))
    (2, 1e+300)
    """
    if interval.high is None:
        return ENDLESS
    return interval.high if interval.with_high else interval.high - NEXT


def outcome_at(test: Comparison, value: exp.Expr) -> exp.Expr:
    """Return the outcome of *test* for the number *value*; where that is NULL, not met."""
    signs = {Relation.BELOW: exp.LT, Relation.AT_MOST: exp.LTE, Relation.AT_LEAST: exp.GTE, Relation.ABOVE: exp.GT}

    def holds(limit: float) -> exp.Expr:
        return compare(signs[test.relation], value, limit)

    pairs: list[tuple[exp.Expr, exp.Expr]] = []
    if test.ambiguous is not None and test.ambiguous_from is None:
        pairs.append((equals(value, test.limit), number(Outcome.WORDING)))
    pairs.append((holds(test.limit), number(Outcome.MET)))
    if test.ambiguous_from is not None:
        pairs.append((holds(test.ambiguous_from), number(Outcome.WORDING)))
    return case(pairs, number(Outcome.NOT_MET))


# Fields that follow from each other.


def _piece(value: exp.Expr, limits: Sequence[float]) -> exp.Expr:
    """Return where *value* lies between (even) or on (odd) *limits*."""
    pairs = []
    for at, limit in enumerate(limits):
        pairs += [
            (compare(exp.LT, value, limit), number(2 * at)),
            (equals(value, limit), number(2 * at + 1)),
        ]
    return case(pairs, number(2 * len(limits)))


def _samples(limits: Sequence[float]) -> list[float]:
    """Return numbers before, on, between and beyond *limits*."""
    found: list[float] = []
    for at, limit in enumerate(limits):
        found += [(limits[at - 1] + limit) / 2 if at else limit / 2, limit]
    return [float(one) for one in (*found, (limits[-1] if limits else 0) + 1)]


@dataclass(frozen=True, slots=True)
class DerivedTable:
    """Fields that follow from each other: of each combination of their classes, what is known then."""

    name: str
    fields: tuple[Field, ...]
    bounded: frozenset[str]

    def classes(self, field: Field) -> list[Answer | None]:
        """Return the classes of *field*, an answer that stands for each; the last is None, for no answer. A class without answer is None too."""
        if not isinstance(field, Number):
            return [*representatives(field), None]
        samples = _samples(DERIVATIONS.limits.get(field.id, ()))
        if field.id not in self.bounded:
            return [*samples, None]
        return [
            *(
                None if low > high else low if low == high else Interval(low, high)
                for low, high in product(samples, repeat=2)
            ),
            None,
        ]

    def _code(self, field: Field, entered: Ends) -> exp.Expr:
        """Return the place of a patient's class of *field* among its classes."""
        low, high = entered
        nothing = number(len(self.classes(field)) - 1)
        if isinstance(field, Number):
            limits = DERIVATIONS.limits.get(field.id, ())
            piece = _piece(low, limits)
            if field.id in self.bounded:
                size = number(2 * len(limits) + 1)
                piece = exp.Add(this=exp.Mul(this=exp.paren(piece), expression=size), expression=_piece(high, limits))
            return case([(is_null(low), nothing)], piece)
        pairs = [(equals(low, spelt(option)), number(at)) for at, option in enumerate(representatives(field))]
        return case(pairs, nothing)

    def key(self, entered: Mapping[str, Ends]) -> exp.Expr:
        """Return a whole number for each combination of classes."""
        parts, step = [], 1
        for field in self.fields:
            parts.append(exp.Mul(this=exp.paren(self._code(field, entered[field.id])), expression=number(step)))
            step *= len(self.classes(field))
        return total(parts)

    def columns(self) -> list[str]:
        """Return the names of the columns of `rows`."""
        names = [f"{self.name}__row", f"{self.name}__conflict"]
        for field in self.fields:
            ends = ("__follows_low", "__follows_high") if isinstance(field, Number) else ("__follows",)
            names += [field.id + end for end in ends]
        return names

    def combinations(self) -> Iterator[tuple[int, dict[str, Answer]]]:
        """Yield each combination of classes, with its key."""
        every_class = [list(enumerate(self.classes(field))) for field in self.fields]
        for chosen in product(*every_class):
            key, step = 0, 1
            answers: dict[str, Answer] = {}
            real = True
            for field, of_field, (place, answer) in zip(self.fields, every_class, chosen, strict=True):
                key, step = key + place * step, step * len(of_field)
                real = real and (answer is not None or place == len(of_field) - 1)
                if answer is not None:
                    answers[field.id] = answer
            if real:
                yield key, answers

    def rows(self) -> Iterator[tuple[str | float | None, ...]]:
        """Yield, for each combination from which something follows or that contradicts itself, its key, the conflicts and what each field is known to be."""
        for key, answers, facts in _worked_out(self):
            if facts.conflicts and (
                len(facts.conflicts) > 1 or {one.id for one in self.fields} - facts.contested.keys()
            ):
                message = f"{self.name}: a contradiction that leaves some of its fields known is not written in SQL yet"
                raise ValueError(message)
            conflict = conflict_name(facts.conflicts[0].field) if facts.conflicts else None
            cells: list[str | float | None] = [key, conflict]
            for field in self.fields:
                cells += self._cells(field, answers.get(field.id), facts.known.get(field.id))
            if any(cell is not None for cell in cells[1:]):
                yield tuple(cells)

    def conflicts(self) -> list[str]:
        """Return the names of the conflicts that there can be."""
        return list(
            dict.fromkeys(conflict_name(one.field) for _, _, facts in _worked_out(self) for one in facts.conflicts)
        )

    def _cells(self, field: Field, answer: Answer | None, known: object) -> list[str | float | None]:
        """Return what is *known* of *field* beyond the *answer*, which stands for others of its class."""
        if not isinstance(field, Number):
            told = known is not None and answer is None
            return [left_text(field, known) if told else None]  # type: ignore[arg-type]
        before, after = _ends_of(answer), _ends_of(known)
        return [
            end(after) if after is not None and (before is None or end(after) != end(before)) else None
            for end in (lowest, highest)
        ]


def _literal(cell: str | float | None) -> exp.Expr:
    if cell is None:
        return exp.null()
    return text(cell) if isinstance(cell, str) else number(cell)


def _ends_of(value: object) -> Interval | None:
    if isinstance(value, float):
        return Interval(value, value)
    return value if isinstance(value, Interval) else None


@cache
def blocks(bounded: frozenset[str]) -> tuple[DerivedTable, ...]:
    """Return the blocks of fields that follow from each other, months apart; of the numbers *bounded* perhaps only bounds are known."""
    groups = [group for group in DERIVATIONS.groups if not {*COUNTED} & {*group.fields}]
    found = united(frozenset(DERIVATIONS.rests_on(group)) for group in groups)
    return tuple(
        DerivedTable(f"block_{at}", tuple(field for field in FIELDS.values() if field in fields), bounded)
        for at, fields in enumerate(found, 1)
    )


@cache
def _worked_out(block: DerivedTable) -> tuple[tuple[int, dict[str, Answer], Facts], ...]:
    """Return what is known of every combination of the classes of *block*."""
    return tuple((key, answers, derive(answers)) for key, answers in block.combinations())


@cache
def sets_left(field: Choice | YesNo, bounded: frozenset[str]) -> tuple[frozenset[Answer], ...]:
    """Return the options of *field* that can be left possible together, where of the numbers *bounded* perhaps only bounds are known."""
    found: dict[frozenset[Answer], None] = {frozenset({option}): None for option in options_of(field)}
    for block in blocks(bounded):
        if field in block.fields:
            for _, _, facts in _worked_out(block):
                known = facts.known.get(field.id)
                if isinstance(known, frozenset):
                    found[known] = None
    return tuple(found)


# What is known.


def _ids(line: MonthsBetween) -> tuple[str, str, str]:
    return line.field.id, line.start.id, line.end.id


class KnownFacts:
    """
    The columns of what is known of a patient, by field; of the numbers *bounded* perhaps only bounds are known.

    What is left of a choice is a text, its options by a comma; yes and no are `true` and `false`.
    """

    def __init__(self, bounded: Iterable[str] = (), *, other_units: bool = False, stored: bool = False) -> None:
        """
        Take the ids of the numbers that may be partly known, and whether it is compared what would follow from numbers in *other_units*.

        What follows from what stands in the query row by row, or is *stored*: then there is a table of each of the `blocks` under its name.
        """
        self.bounded = frozenset(bounded)
        self._other_units = other_units
        self._stored = stored
        self.blocks = blocks(self.bounded)
        self._block = {field.id: block for block in self.blocks for field in block.fields}

    def entered(self, field: Field) -> Ends:
        """Return what was answered of *field*: the least and the most; both are the same where it is no number that can be partly known."""
        if field.id in self.bounded:
            return column(f"{field.id}__low"), column(f"{field.id}__high")
        return column(field.id), column(field.id)

    def answered(self, field: Field) -> exp.Expr:
        """Return whether *field* was answered."""
        return not_null(self.entered(field)[0])

    def ends(self, field: Number) -> Ends:
        """Return the least and the most that *field* is known to be, both NULL where it is not known."""
        if field.id in self._block or (field in COUNTED and field.id in self.bounded):
            return column(f"{field.id}__known_low"), column(f"{field.id}__known_high")
        if field in COUNTED:
            return column(f"{field.id}__known"), column(f"{field.id}__known")
        return self.entered(field)

    def left(self, field: Choice | YesNo) -> exp.Expr:
        """Return the options of *field* that are still possible, NULL where it is not known."""
        return column(f"{field.id}__known" if field.id in self._block else field.id)

    def known(self, field: Field) -> exp.Expr:
        """Return whether *field* is known."""
        match field:
            case Number():
                return not_null(self.ends(field)[0])
            case DateField():
                return self.answered(field)
            case _:
                return not_null(self.left(field))

    def contested(self, field: Field) -> exp.Expr | None:
        """Return whether answers that contradict each other leave *field* unknown; None where no answer can."""
        if field in COUNTED:
            return column(f"{field.id}__contested")
        block = self._block.get(field.id)
        return None if block is None else not_null(column(f"{block.name}__conflict"))

    def against(self, field: Field) -> list[tuple[str, exp.Expr]]:
        """Return the answers whose contradiction can leave *field* unknown, each with when it does."""
        block = self._block.get(field.id)
        if block is not None:
            conflict = not_null(column(f"{block.name}__conflict"))
            group = next(one for one in DERIVATIONS.groups if field in one.fields)
            return [(one.id, every(conflict, self.answered(one))) for one in DERIVATIONS.rests_on(group)]
        (own,) = [line for line in DERIVATIONS.months if line.field is field]
        found: list[tuple[str, exp.Expr]] = [(name, self.clash(own)) for name in _ids(own)]
        for other in DERIVATIONS.months:
            if other is not own:
                when = every(self.clash(other), no(self.clash(own)), column(f"{field.id}__contested"))
                found += [(name, when) for name in _ids(other)]
        return found

    def clash(self, line: MonthsBetween) -> exp.Column:
        """Return whether the months of *line* were entered otherwise than the dates say."""
        return column(f"{line.field.id}__clash")

    def conflicts(self) -> list[tuple[str, tuple[str, ...], exp.Expr]]:
        """Return, in the order in which they are told, the name of each conflict, the fields that it can leave unknown, and when there is one."""
        found: list[tuple[str, tuple[str, ...], exp.Expr]] = []
        for block in self.blocks:
            fields = tuple(field.id for field in block.fields)
            conflict = column(f"{block.name}__conflict")
            found += [(name, fields, equals(conflict, name)) for name in block.conflicts()]
        for line in DERIVATIONS.months:
            unknown = (*_ids(line), *(one.id for one in COUNTED if one is not line.field))
            found.append((conflict_name(line.field.id), unknown, self.clash(line)))
        return found

    def changes(self, name: str) -> Mapping[str, exp.Expr]:
        """Return the fields that follow from or with the number *name*, each with whether it would be known to be something else in the other unit."""
        block = self._block.get(name)
        if block is None or not self._other_units:
            return {}
        return {one.id: column(f"{name}__changes_{at}") for at, one in enumerate(block.fields) if one.id != name}

    def add_derived(self, stages: Stages) -> None:
        """Add what follows from the answers."""
        for block in self.blocks:
            entered = {field.id: self.entered(field) for field in block.fields}
            self._look_up(stages, block, entered, "")
            known = self._known(block, entered, "")
            stages.add(f"{block.name}_known", [named(value, name) for name, value in known.items()])
            for unit in OTHER_UNITS if self._other_units else ():
                if unit.field in block.fields:
                    self._compare_unit(stages, block, unit)
        self._derive_months(stages)

    def _look_up(self, stages: Stages, block: DerivedTable, entered: Mapping[str, Ends], end: str) -> None:
        """Add what follows for patients who have *entered* this; the columns end with *end*."""
        name = block.name + end
        stages.add(f"{name}_classes", [named(block.key(entered), f"{name}__key")])
        names = [one + end for one in block.columns()]
        columns = [exp.to_identifier(one, quoted=True) for one in names]
        alias = exp.TableAlias(this=exp.to_identifier(f"{name}_table"), columns=columns)
        table: exp.Expr
        if self._stored:
            table = exp.Table(this=exp.to_identifier(block.name), alias=alias)
        else:
            rows = [exp.Tuple(expressions=[*map(_literal, row)]) for row in block.rows()]
            table = exp.Values(expressions=rows, alias=alias)
        stages.join(f"{name}_joined", table, equals(column(f"{name}__key"), column(names[0])))

    def _known(self, block: DerivedTable, entered: Mapping[str, Ends], end: str) -> dict[str, exp.Expr]:
        """Return what is known of the fields of *block*, by column."""
        agreed = is_null(column(f"{block.name}__conflict{end}"))
        found: dict[str, exp.Expr] = {}
        for field in block.fields:
            whole = isinstance(field, Number)
            for given, side in zip(entered[field.id], ("_low", "_high") if whole else ("",), strict=False):
                follows: exp.Expr = column(f"{field.id}__follows{side}{end}")
                value = coalesce(double(follows) if whole else follows, given)
                found[f"{field.id}__known{side}"] = case([(agreed, value)])
        return found

    def _compare_unit(self, stages: Stages, block: DerivedTable, unit: OtherUnit) -> None:
        """Add which fields of *block* would be known to be something else if a number were meant in another *unit*."""
        end = f"__{unit.field.id}"
        low, high = (compare(exp.Mul, one, unit.factor) for one in self.entered(unit.field))
        entered = {field.id: self.entered(field) for field in block.fields} | {unit.field.id: (low, high)}
        self._look_up(stages, block, entered, end)
        other = self._known(block, entered, end)
        columns = []
        for at, field in enumerate(block.fields):
            sides = ("_low", "_high") if isinstance(field, Number) else ("",)
            names = [f"{field.id}__known{side}" for side in sides]
            differ = [exp.NullSafeNEQ(this=column(name), expression=exp.paren(other[name])) for name in names]
            columns.append(named(some(differ), f"{unit.field.id}__changes_{at}"))
        stages.add(f"{block.name}{end}_changes", columns)

    def _agree(self, line: MonthsBetween) -> exp.Expr:
        """Return whether the months entered and counted are the same answer: hardly apart, and on the same side of every limit."""
        field = line.field
        (low, high), counted = self.entered(field), column(f"{field.id}__counted")
        apart = exp.Abs(this=exp.Sub(this=low, expression=counted))
        alike = [
            equals(outcome_at(leaf, low), outcome_at(leaf, counted))
            for leaf in dict.fromkeys(COMPARISONS)
            if leaf.field is field
        ]
        same = every(compare(exp.LT, apart, ENTERED_AND_COUNTED), *alike)
        if field.id not in self.bounded:
            return same
        within = every(compare(exp.LTE, low, counted), compare(exp.LTE, counted, high))
        return some([every(equals(low, high), exp.paren(same)), every(compare(exp.LT, low, high), within)])

    def _derive_months(self, stages: Stages) -> None:
        clashes = []
        for line in DERIVATIONS.months:
            count_months(stages, line)
            both = every(self.answered(line.field), not_null(column(f"{line.field.id}__counted")))
            clashes.append(named(coalesce(every(both, no(self._agree(line))), exp.false()), f"{line.field.id}__clash"))
        stages.add("months_compared", clashes)
        # The last day takes part in a conflict: what was only counted up to it is no more certain than the day itself.
        contested = []
        for line in DERIVATIONS.months:
            others = [self.clash(other) for other in DERIVATIONS.months if other is not line]
            counted = every(no(self.answered(line.field)), not_null(column(line.start.id)), exp.paren(some(others)))
            contested.append(named(some([self.clash(line), counted]), f"{line.field.id}__contested"))
        stages.add("months_contested", contested)
        columns = []
        for field in COUNTED:
            open_ = no(column(f"{field.id}__contested"))
            ends = ("_low", "_high") if field.id in self.bounded else ("",)
            for entered, end in zip(self.entered(field), ends, strict=False):
                value = coalesce(column(f"{field.id}__counted"), entered)
                columns.append(named(case([(open_, value)]), f"{field.id}__known{end}"))
        stages.add("months", columns)


# Months between dates.


def _part(unit: str, day: str) -> exp.Expr:
    return exp.Extract(this=exp.var(unit), expression=column(day))


def _length(year: exp.Expr, month: exp.Expr) -> exp.Expr:
    """Return how many days *month* of *year* has."""

    def divides(by: int) -> exp.Expr:
        return exp.EQ(this=exp.Mod(this=exp.paren(year), expression=number(by)), expression=number(0))

    leap = some([every(divides(4), no(divides(100))), divides(400)])
    return case(
        [
            (exp.In(this=month, expressions=[number(one) for one in (4, 6, 9, 11)]), number(30)),
            (every(equals(month, 2), exp.paren(leap)), number(29)),
            (equals(month, 2), number(28)),
        ],
        number(31),
    )


def _add(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    return compare(exp.Add, one, other)


def _sub(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    return compare(exp.Sub, one, other)


def count_months(stages: Stages, line: MonthsBetween) -> None:
    """Add the months that *line* counts, as `calculators.formulas.months.months_between` does."""
    name = line.field.id
    start, end = line.start.id, line.end.id
    first, last = number(1), number(12)
    month, year, day = (_part(unit, end) for unit in ("MONTH", "YEAR", "DAY"))
    before = case([(equals(month, first), last)], _sub(month, first))
    after = case([(equals(month, last), first)], _add(month, first))
    # February never stands beside another year: its neighbours are those of the same year.
    stages.add(
        f"{name}__lengths",
        [
            named(_length(year, month), f"{name}__length"),
            named(_length(year, before), f"{name}__before"),
            named(_length(year, after), f"{name}__after"),
            named(_part("DAY", start), f"{name}__day"),
            named(
                _add(
                    compare(exp.Mul, _sub(year, _part("YEAR", start)), last),
                    _sub(month, _part("MONTH", start)),
                ),
                f"{name}__whole",
            ),
        ],
    )
    here, earlier, later, began, whole = (
        column(f"{name}__{part}") for part in ("length", "before", "after", "day", "whole")
    )

    def anniversary(length: exp.Expr) -> exp.Expr:
        return extreme(exp.Least, [began, length])

    def counted(months: exp.Expr, days: exp.Expr, length: exp.Expr) -> exp.Expr:
        part = exp.Div(this=double(days), expression=double(length), typed=False, safe=False)
        return _add(double(months), part)

    reached = counted(whole, _sub(day, anniversary(here)), _add(_sub(here, anniversary(here)), anniversary(later)))
    not_reached = counted(
        _sub(whole, first),
        _add(_sub(earlier, anniversary(earlier)), day),
        _add(_sub(earlier, anniversary(earlier)), anniversary(here)),
    )
    both = every(not_null(column(start)), not_null(column(end)))
    by_day = case([(compare(exp.LTE, anniversary(here), day), reached)], not_reached)
    stages.add(f"{name}__dates", [named(case([(both, by_day)]), f"{name}__counted")])


# Reading a table.


def _in_range(field: Number, value: exp.Expr) -> exp.Expr:
    """Return whether *value* is an answer to *field*."""
    most = ENDLESS if field.high is None else field.high
    whole = [equals(value, exp.Floor(this=value))] if field.whole else []
    return every(compare(exp.GTE, value, field.low), compare(exp.LTE, value, most), *whole)


def _answer(field: Field) -> exp.Expr:
    """Return the answer to *field*, NULL where it is none: numbers and dates as they are, yes, no and options as texts."""
    given = column(field.id)
    match field:
        case Number():
            value = double(given)
            return case([(_in_range(field, value), value)])
        case YesNo():
            return case([(given, text("true")), (no(given), text("false"))])
        case Choice(options=options):
            return case([(among(given, options), given)])
        case _:
            return exp.cast(given, exp.DataType.Type.DATE)


def _written(field: Number) -> exp.Expr:
    return exp.Trim(this=as_text(column(field.id)))


def _sign(field: Number) -> exp.Expr:
    """Return how the number *field* is written: alone, with a sign before it, or as two."""
    written = _written(field)

    def like(pattern: str) -> exp.Expr:
        return exp.RegexpLike(this=written, expression=text(f"^{pattern}$"))

    pairs = [(like(NUMBER), text("="))]
    pairs += [(like(sign + NUMBER), text(sign)) for sign in SIGNS]
    pairs.append((like(f"{NUMBER}-{NUMBER}"), text("-")))
    return case(pairs)


def _numbers(field: Number) -> Ends:
    """Return the first and the second number that is written of *field*."""
    written, sign = _written(field), column(f"{field.id}__sign")

    def from_(start: int) -> exp.Expr:
        return double(exp.Substring(this=written, start=number(start)))

    def part(at: int) -> exp.Expr:
        return double(exp.SplitPart(this=written, delimiter=text("-"), part_index=number(at)))

    first = case(
        [
            (equals(sign, "="), double(written)),
            *((equals(sign, one), from_(1 + len(one))) for one in SIGNS),
            (equals(sign, "-"), part(1)),
        ]
    )
    return first, case([(equals(sign, "-"), part(2))], first)


def _bounds(field: Number) -> Ends:
    """Return the least and the most that *field* can be by what is written of it."""
    sign, first, second = (column(f"{field.id}__{part}") for part in ("sign", "first", "second"))
    valid = every(_in_range(field, first), _in_range(field, second), compare(exp.LTE, first, second))
    most = number(ENDLESS if field.high is None else field.high)
    below, above = _sub(second, number(NEXT)), _add(first, number(NEXT))
    some_below = compare(exp.GT, second, field.low)
    some_above = compare(exp.LT, first, most)
    least = number(field.low)
    low = case(
        [
            (every(equals(sign, "<"), no(some_below)), exp.null()),
            (every(equals(sign, ">"), no(some_above)), exp.null()),
            (among(sign, ("<", "<=")), least),
            (equals(sign, ">"), above),
        ],
        first,
    )
    high = case(
        [
            (every(equals(sign, "<"), no(some_below)), exp.null()),
            (every(equals(sign, ">"), no(some_above)), exp.null()),
            (among(sign, (">", ">=")), most),
            (equals(sign, "<"), below),
        ],
        second,
    )
    return case([(valid, low)]), case([(valid, high)])


def read_answers(stages: Stages, key: str, facts: KnownFacts, asked: Iterable[str]) -> None:
    """Add the answers of a table that has the column *key* and a column for each field *asked*; a value that the vocabulary does not know is not known."""
    given = frozenset(asked)
    partly = [field for name, field in FIELDS.items() if name in facts.bounded & given and isinstance(field, Number)]
    if partly:
        stages.add("written", [named(_sign(field), f"{field.id}__sign") for field in partly])
        stages.add(
            "numbers",
            [
                named(value, f"{field.id}__{part}")
                for field in partly
                for part, value in zip(("first", "second"), _numbers(field), strict=True)
            ],
        )
    columns: list[exp.Expr] = [column(key)]
    for name, field in FIELDS.items():
        columns += _read(field, facts, given=name in given)
    stages.add("answered", columns, all_before=False)
    add_order(stages)


NOTHING = {"number": exp.DataType.Type.DOUBLE, "date": exp.DataType.Type.DATE}


def _read(field: Field, facts: KnownFacts, *, given: bool) -> Iterator[exp.Expr]:
    names = [f"{field.id}__low", f"{field.id}__high"] if field.id in facts.bounded else [field.id]
    if field.id in DATES:
        names = [f"{field.id}__given"]
    if not given:
        nothing = exp.cast(exp.null(), NOTHING.get(field.kind, exp.DataType.Type.TEXT))
        yield from (named(nothing, name) for name in names)
    elif isinstance(field, Number) and field.id in facts.bounded:
        yield from (named(end, name) for end, name in zip(_bounds(field), names, strict=True))
    else:
        yield named(_answer(field), names[0])


def add_order(stages: Stages) -> None:
    """Add the dates, without those that lie the wrong way round: which of the two is wrong, the table does not say."""
    for at, pair in enumerate(DATE_ORDER):
        before = [
            column(f"wrong_{place}")
            for place, other in enumerate(DATE_ORDER[:at])
            if {other.earlier, other.later} & {pair.earlier, pair.later}
        ]
        wrong = compare(exp.GT, column(f"{pair.earlier.id}__given"), column(f"{pair.later.id}__given"))
        whole = every(coalesce(wrong, exp.false()), *map(no, before))
        stages.add(f"order_{at}", [named(whole, f"wrong_{at}")])
    columns = []
    for name in DATES:
        wrong = some(
            [column(f"wrong_{at}") for at, pair in enumerate(DATE_ORDER) if name in {pair.earlier.id, pair.later.id}]
        )
        columns.append(named(case([(no(wrong), column(f"{name}__given"))]), name))
    stages.add("dated", columns)
