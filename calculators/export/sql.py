"""
The sets as one query for a table of patients, in the SQL of several engines.

The query goes in stages, each fenced off from the next, so that an engine plans each for itself. The first reads the answers and takes a value that the
vocabulary does not know for not known; the second adds what follows from them (the rules' own table of every combination of classes, and calendar months); then
each condition gets its worst and its best outcome (0 not met, 1 left open by the wording, 2 met), "all of" is the smaller and "any of" the larger at each
end, as in `calculators.model.truth`; the last says what each set comes to. NULL is never "no".

Every expression is built with sqlglot (extra `sql`), none from pasted text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import product

from sqlglot import exp

from calculators.engine.breakpoints import COMPARISONS, representatives, united
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import ENTERED_AND_COUNTED, derive
from calculators.model.conditions import AllOf, AnyOf, Condition, assess
from calculators.model.derivation import MonthsBetween
from calculators.model.fields import (
    Answer,
    Choice,
    Comparison,
    DateField,
    Field,
    Membership,
    Number,
    Relation,
    YesNo,
    options_of,
)
from calculators.model.intervals import Interval
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.truth import Outcome, Truth
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

RUN_BY_US = ("duckdb", "postgres", "spark")
"""The dialects whose query was run, with the answers of Python; the tests run the first."""
DIALECTS = (*RUN_BY_US, "bigquery", "snowflake")

FENCED = ("duckdb", "postgres")
"""The dialects that know how to keep a stage from being written into the next."""

LONGEST_NAME = 63
"""PostgreSQL cuts longer names without a word."""

NOT_RUN = "not run by us: this dialect is written, and its answers were never compared with those of Python"

# Small words for the expressions that are built.


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _text(value: str) -> exp.Literal:
    return exp.Literal.string(value)


def _number(value: float) -> exp.Expr:
    return exp.Literal.number(repr(int(value)) if float(value).is_integer() else repr(value))


def _case(pairs: Iterable[tuple[exp.Expr, exp.Expr]], default: exp.Expr | None = None) -> exp.Case:
    found = exp.Case()
    for condition, value in pairs:
        found = found.when(condition, value, copy=False)
    return found if default is None else found.else_(default, copy=False)


def _as(expression: exp.Expr, name: str) -> exp.Expr:
    if len(name.encode()) > LONGEST_NAME:
        message = f"{name}: a name of more than {LONGEST_NAME} bytes"
        raise ValueError(message)
    return exp.alias_(expression, name, quoted=True)


def _any(conditions: Sequence[exp.Expr]) -> exp.Expr:
    return exp.or_(*conditions) if conditions else exp.false()


def _is_null(expression: exp.Expr) -> exp.Expr:
    return exp.Is(this=expression, expression=exp.null())


def _not_null(expression: exp.Expr) -> exp.Expr:
    return exp.Not(this=_is_null(expression))


def _double(expression: exp.Expr) -> exp.Expr:
    return exp.cast(expression, exp.DataType.Type.DOUBLE)


def _extreme(kind: type[exp.Least | exp.Greatest], parts: Sequence[exp.Expr]) -> exp.Expr:
    return parts[0] if len(parts) == 1 else kind(this=parts[0], expressions=list(parts[1:]))


# A stage adds columns to the one before.


@dataclass(slots=True)
class _Stages:
    """The stages of a query, each a name and a select; the last is that which the next reads."""

    source: str
    found: list[tuple[str, exp.Select]]

    @property
    def last(self) -> str:
        """The name of the last stage."""
        return self.found[-1][0] if self.found else self.source

    def add(self, name: str, columns: Sequence[exp.Expr], *, all_before: bool = True) -> None:
        """Add the stage *name* with *columns*, after all columns of the stage before it where *all_before*."""
        before = [exp.Star()] if all_before else []
        self.found.append((name, exp.select(*before, *columns).from_(exp.to_table(self.last))))


# The answers.


def _answer(field: Field) -> exp.Expr:
    """Return the answer to *field*, NULL where it is none: numbers and dates as they are, yes, no and options as texts."""
    given = _column(field.id)
    match field:
        case Number(low=low, high=high):
            value = _double(given)
            inside: exp.Expr = exp.GTE(this=value, expression=_number(low))
            if high is not None:
                inside = exp.and_(inside, exp.LTE(this=value.copy(), expression=_number(high)))
            return _case([(inside, value.copy())])
        case YesNo():
            return _case([(given, _text("true")), (exp.Not(this=given.copy()), _text("false"))])
        case Choice(options=options):
            return _case([(exp.In(this=given, expressions=[_text(one) for one in options]), given.copy())])
        case _:
            return exp.cast(given, exp.DataType.Type.DATE)


# Months between dates.


def _part(unit: str, day: str) -> exp.Expr:
    return exp.Extract(this=exp.var(unit), expression=_column(day))


def _length(year: exp.Expr, month: exp.Expr) -> exp.Expr:
    """Return how many days *month* of *year* has."""

    def divides(by: int) -> exp.Expr:
        return exp.EQ(this=exp.Mod(this=exp.paren(year.copy()), expression=_number(by)), expression=_number(0))

    leap = exp.or_(exp.and_(divides(4), exp.Not(this=exp.paren(divides(100)))), divides(400))
    return _case(
        [
            (exp.In(this=month.copy(), expressions=[_number(one) for one in (4, 6, 9, 11)]), _number(30)),
            (exp.and_(exp.EQ(this=month.copy(), expression=_number(2)), exp.paren(leap)), _number(29)),
            (exp.EQ(this=month.copy(), expression=_number(2)), _number(28)),
        ],
        _number(31),
    )


def _add(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    return exp.Add(this=exp.paren(one), expression=exp.paren(other))


def _sub(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    return exp.Sub(this=exp.paren(one), expression=exp.paren(other))


def _months_stages(stages: _Stages, line: MonthsBetween) -> None:
    """Add the months that *line* counts, as `calculators.formulas.months.months_between` does."""
    name = line.field.id
    start, end = line.start.id, line.end.id
    first, last = _number(1), _number(12)
    month, year, day = (_part(unit, end) for unit in ("MONTH", "YEAR", "DAY"))
    before = _case([(exp.EQ(this=month, expression=first), last)], _sub(month.copy(), first.copy()))
    after = _case([(exp.EQ(this=month.copy(), expression=last.copy()), first.copy())], _add(month.copy(), first.copy()))
    # February never stands beside another year: its neighbours are those of the same year.
    stages.add(
        f"{name}__lengths",
        [
            _as(_length(year, month), f"{name}__length"),
            _as(_length(year, before), f"{name}__before"),
            _as(_length(year, after), f"{name}__after"),
            _as(_part("DAY", start), f"{name}__day"),
            _as(
                _add(
                    exp.Mul(this=exp.paren(_sub(year.copy(), _part("YEAR", start))), expression=last.copy()),
                    _sub(month.copy(), _part("MONTH", start)),
                ),
                f"{name}__whole",
            ),
        ],
    )
    here, earlier, later, began, whole = (
        _column(f"{name}__{part}") for part in ("length", "before", "after", "day", "whole")
    )

    def anniversary(length: exp.Expr) -> exp.Expr:
        return exp.Least(this=began.copy(), expressions=[length.copy()])

    def counted(months: exp.Expr, days: exp.Expr, length: exp.Expr) -> exp.Expr:
        part = exp.Div(this=_double(days), expression=_double(length), typed=False, safe=False)
        return _add(_double(months), part)

    reached = counted(
        whole.copy(),
        _sub(day.copy(), anniversary(here)),
        _add(_sub(here.copy(), anniversary(here)), anniversary(later)),
    )
    not_reached = counted(
        _sub(whole.copy(), first.copy()),
        _add(_sub(earlier.copy(), anniversary(earlier)), day.copy()),
        _add(_sub(earlier.copy(), anniversary(earlier)), anniversary(here)),
    )
    both = exp.and_(_not_null(_column(start)), exp.LTE(this=_column(start), expression=_column(end)), copy=False)
    by_day = _case([(exp.LTE(this=anniversary(here), expression=day.copy()), reached)], not_reached)
    stages.add(f"{name}__dates", [_as(_case([(both, by_day)]), f"{name}__counted")])


def _same_months(field: Number) -> exp.Expr:
    """Return whether the months entered and counted are the same answer: hardly apart, and on the same side of every limit."""
    entered, counted = _column(field.id), _column(f"{field.id}__counted")
    near = exp.LT(this=exp.Abs(this=exp.Sub(this=entered, expression=counted)), expression=_number(ENTERED_AND_COUNTED))
    alike = [
        exp.EQ(this=_outcome(leaf, _column(field.id)), expression=_outcome(leaf, counted.copy()))
        for leaf in dict.fromkeys(COMPARISONS)
        if leaf.field is field
    ]
    return exp.and_(near, *alike)


def _derive_months(stages: _Stages, lines: Sequence[MonthsBetween]) -> None:
    for line in lines:
        _months_stages(stages, line)
    clash = {
        line: exp.and_(
            _not_null(_column(line.field.id)),
            _not_null(_column(f"{line.field.id}__counted")),
            exp.Not(this=exp.paren(_same_months(line.field))),
        )
        for line in lines
    }
    stages.add(
        "months_compared",
        [_as(exp.func("COALESCE", one, exp.false()), f"{line.field.id}__clash") for line, one in clash.items()],
    )
    # The last day takes part in a conflict: what was only counted up to it is no more certain than the day itself.
    columns = []
    for line in lines:
        own = _column(f"{line.field.id}__clash")
        others = [_column(f"{other.field.id}__clash") for other in lines if other is not line]
        only_counted = exp.and_(_is_null(_column(line.field.id)), _not_null(_column(line.start.id)), _any(others))
        columns.append(_as(exp.or_(own, exp.paren(only_counted)), f"{line.field.id}__contested"))
    stages.add("months_contested", columns)
    stages.add(
        "months",
        [
            _as(
                _case(
                    [(_column(f"{line.field.id}__contested"), exp.null())],
                    exp.func("COALESCE", _column(f"{line.field.id}__counted"), _column(line.field.id)),
                ),
                f"{line.field.id}__known",
            )
            for line in lines
        ],
    )


# What follows from other answers: a table of every combination of classes, written by the rules.


@dataclass(frozen=True, slots=True)
class _Block:
    """Fields that follow from each other: of each combination of their classes, what is known then."""

    name: str
    fields: tuple[Field, ...]

    def classes(self, field: Field) -> list[tuple[exp.Expr, str, Answer]]:
        """Return the classes of *field*: a condition, a letter, and an answer that stands for it."""
        given = _column(field.id)
        if isinstance(field, Number):
            limits = DERIVATIONS.limits.get(field.id, ())
            answers = _between(limits)
            conditions: list[exp.Expr] = []
            for limit in limits:
                conditions += [
                    exp.LT(this=given.copy(), expression=_number(limit)),
                    exp.EQ(this=given.copy(), expression=_number(limit)),
                ]
            conditions.append(_not_null(given.copy()))
            return [
                (one, chr(65 + at), answer) for at, (one, answer) in enumerate(zip(conditions, answers, strict=True))
            ]
        options = representatives(field)
        return [
            (exp.EQ(this=given.copy(), expression=_text(_spelt(option))), chr(65 + at), option)
            for at, option in enumerate(options)
        ]

    def key(self) -> exp.Expr:
        """Return the letters of a patient's classes, one a field, `-` where there is no answer."""
        letters = [
            _case([(condition, _text(letter)) for condition, letter, _ in self.classes(field)], _text("-"))
            for field in self.fields
        ]
        return exp.Concat(expressions=letters, safe=False, coalesce=False)

    def rows(self) -> Iterator[tuple[exp.Expr, ...]]:
        """Yield of each combination the key, and of each field what is known and whether it is contested."""
        choices = [
            [("-", None), *((letter, answer) for _, letter, answer in self.classes(field))] for field in self.fields
        ]
        for chosen in product(*choices):
            case = {
                field.id: answer for field, (_, answer) in zip(self.fields, chosen, strict=True) if answer is not None
            }
            facts = derive(case)
            cells: list[exp.Expr] = [_text("".join(letter for letter, _ in chosen))]
            for field in self.fields:
                cells += [_known_text(field, facts.known.get(field.id)), exp.convert(field.id in facts.contested)]
            yield tuple(cells)


def _between(limits: Sequence[float]) -> list[float]:
    """Return numbers before, on, between and beyond *limits*."""
    found: list[float] = []
    for at, limit in enumerate(limits):
        found += [(limits[at - 1] + limit) / 2 if at else limit / 2, limit]
    return [float(one) for one in (*found, limits[-1] + 1)]


def _spelt(option: object) -> str:
    return str(option).lower() if isinstance(option, bool) else str(option)


def _known_text(field: Field, value: object) -> exp.Expr:
    """Return what is known of *field* as a text: the options that are left, or the bounds of a number; NULL for an entered number and for nothing."""
    if isinstance(value, Interval):
        return _text(value.encode())
    if value is None or isinstance(value, float) or isinstance(field, Number | DateField):
        return exp.cast(exp.null(), exp.DataType.Type.TEXT)
    return _text(",".join(_spelt(one) for one in options_of(field) if one in value))  # type: ignore[operator]


@cache
def _blocks() -> tuple[_Block, ...]:
    """Return the blocks of fields that follow from each other, months apart."""
    counted = {line.field for line in DERIVATIONS.months}
    groups = [group for group in DERIVATIONS.groups if not counted & {*group.fields}]
    found = united(frozenset(DERIVATIONS.rests_on(group)) for group in groups)
    return tuple(
        _Block(f"block_{at}", tuple(field for field in FIELDS.values() if field in fields))
        for at, fields in enumerate(found, 1)
    )


def _derive_block(stages: _Stages, block: _Block) -> None:
    stages.add(f"{block.name}_classes", [_as(block.key(), f"{block.name}__key")])
    names = [f"{block.name}__row"]
    for field in block.fields:
        names += [f"{field.id}__follows", f"{field.id}__contested"]
    values = exp.values(list(block.rows()), alias=f"{block.name}_table", columns=names)
    before = stages.last
    joined = (
        exp.select(exp.Star())
        .from_(exp.to_table(before))
        .join(
            values,
            on=exp.EQ(this=_column(f"{block.name}__key"), expression=_column(f"{block.name}__row")),
            join_type="left",
        )
    )
    stages.found.append((f"{block.name}_joined", joined))
    columns = []
    for field in block.fields:
        follows, contested = _column(f"{field.id}__follows"), _column(f"{field.id}__contested")
        if isinstance(field, Number):
            columns.append(_as(_case([(exp.Not(this=contested), _column(field.id))]), f"{field.id}__known"))
        else:
            columns.append(_as(follows, f"{field.id}__known"))
    stages.add(f"{block.name}_known", columns)


@cache
def _bounds(name: str) -> tuple[Interval, ...]:
    """Return the bounds between which the number *name* can be known to lie because of other answers."""
    field = FIELDS[name]
    found: dict[Interval, None] = {}
    for block in _blocks():
        if field in block.fields:
            choices = [[None, *(answer for *_, answer in block.classes(one))] for one in block.fields]
            for chosen in product(*choices):
                case = {one.id: answer for one, answer in zip(block.fields, chosen, strict=True) if answer is not None}
                value = derive(case).known.get(name)
                if isinstance(value, Interval):
                    found[value] = None
    return tuple(found)


@cache
def _sets_left(name: str) -> tuple[frozenset[str | bool], ...]:
    """Return the options of the choice *name* that can be left possible together."""
    field = FIELDS[name]
    found: dict[frozenset[str | bool], None] = {frozenset({option}): None for option in options_of(field)}  # type: ignore[arg-type]
    for block in _blocks():
        if field in block.fields:
            for row in block.rows():
                text = row[1 + 2 * block.fields.index(field)]
                if isinstance(text, exp.Literal):
                    spelt = text.name.split(",")
                    found[frozenset(one for one in options_of(field) if _spelt(one) in spelt)] = None  # type: ignore[arg-type]
    return tuple(found)


# Conditions.


def _known(field: Field) -> exp.Column:
    derived = field in {one for block in _blocks() for one in block.fields} or field in {
        line.field for line in DERIVATIONS.months
    }
    return _column(f"{field.id}__known" if derived else field.id)


def _outcome(test: Comparison, value: exp.Expr) -> exp.Expr:
    """Return the outcome of *test* for the number *value*: 0, 1 or 2."""
    signs = {Relation.BELOW: exp.LT, Relation.AT_MOST: exp.LTE, Relation.AT_LEAST: exp.GTE, Relation.ABOVE: exp.GT}

    def holds(limit: float) -> exp.Expr:
        return signs[test.relation](this=value.copy(), expression=_number(limit))

    pairs: list[tuple[exp.Expr, exp.Expr]] = []
    if test.ambiguous is not None and test.ambiguous_from is None:
        pairs.append((exp.EQ(this=value.copy(), expression=_number(test.limit)), _number(Outcome.WORDING)))
    pairs.append((holds(test.limit), _number(Outcome.MET)))
    if test.ambiguous_from is not None:
        pairs.append((holds(test.ambiguous_from), _number(Outcome.WORDING)))
    return _case(pairs, _number(Outcome.NOT_MET))


def _comparison(test: Comparison) -> tuple[exp.Expr, exp.Expr]:
    known = _known(test.field)
    ends: list[exp.Expr] = []
    for worst in (True, False):
        pairs = [(_not_null(known.copy()), _outcome(test, known))]
        for interval in _bounds(test.field.id):
            found = assess(test, {test.field.id: interval})
            outcome = _number(found.worst if worst else found.best)
            bound = exp.EQ(this=_column(f"{test.field.id}__follows"), expression=_text(interval.encode()))
            pairs.append((bound, outcome))
        nothing = assess(test, {})
        ends.append(_case(pairs, _number(nothing.worst if worst else nothing.best)))
    return ends[0], ends[1]


def _membership(test: Membership) -> tuple[exp.Expr, exp.Expr]:
    known = _known(test.field)
    nothing = assess(test, {})
    ends: list[exp.Expr] = []
    for worst in (True, False):
        default = nothing.worst if worst else nothing.best
        by_outcome: dict[Outcome, list[exp.Expr]] = {}
        for left in _sets_left(test.field.id):
            found = assess(test, {test.field.id: left})
            outcome = found.worst if worst else found.best
            if outcome is not default:
                spelt = ",".join(_spelt(one) for one in options_of(test.field) if one in left)
                by_outcome.setdefault(outcome, []).append(_text(spelt))
        pairs = [
            (exp.In(this=known.copy(), expressions=texts), _number(outcome)) for outcome, texts in by_outcome.items()
        ]
        ends.append(_case(pairs, _number(default)) if pairs else _number(default))
    return ends[0], ends[1]


class _Conditions:
    """Every condition of a query once, with the names of its columns `NAME_worst` and `NAME_best`."""

    def __init__(self, tests: Iterable[Condition]) -> None:
        self._levels: list[dict[int, Condition]] = []
        self._names: dict[int, str] = {}
        for test in tests:
            self._place(test)

    def _place(self, test: Condition) -> int:
        parts = test.parts if isinstance(test, AllOf | AnyOf) else ()
        level = max((self._place(part) + 1 for part in parts), default=0)
        while len(self._levels) <= level:
            self._levels.append({})
        # A condition is known by its identity: what it says of an option makes it no key.
        self._levels[level][id(test)] = test
        self._names.setdefault(id(test), f"test_{len(self._names) + 1}")
        return level

    def name(self, test: Condition) -> str:
        """Return the name of *test*."""
        return self._names[id(test)]

    def ends(self, test: Condition) -> tuple[exp.Column, exp.Column]:
        """Return the columns of the worst and the best outcome of *test*."""
        return _column(f"{self.name(test)}_worst"), _column(f"{self.name(test)}_best")

    def _of(self, test: Condition) -> tuple[exp.Expr, exp.Expr]:
        match test:
            case Comparison():
                return _comparison(test)
            case Membership():
                return _membership(test)
            case _:
                parts = test.parts
                kind: type[exp.Least | exp.Greatest] = exp.Least if isinstance(test, AllOf) else exp.Greatest
                worsts, bests = zip(*map(self.ends, parts), strict=True)
                return _extreme(kind, worsts), _extreme(kind, bests)

    def add_to(self, stages: _Stages) -> None:
        """Add a stage a level: conditions that stand alone, then those made of them."""
        for at, level in enumerate(self._levels):
            columns = []
            for test in level.values():
                worst, best, name = *self._of(test), self.name(test)
                columns += [_as(worst, f"{name}_worst"), _as(best, f"{name}_best")]
            stages.add(f"conditions_{at}", columns)

    def missing(self, test: Condition) -> list[tuple[str, exp.Expr]]:
        """Return the fields that *test* can wait for, in order, each with when it does; a field can stand there more than once."""
        worst, best = self.ends(test)
        if not isinstance(test, AllOf | AnyOf):
            return [(test.field.id, exp.NEQ(this=worst, expression=best))]
        found: list[tuple[str, exp.Expr]] = []
        for part in test.parts:
            part_worst, part_best = self.ends(part)
            still_open = exp.NEQ(this=part_worst, expression=part_best)
            # A part that cannot move the whole is not waited for.
            moves = (
                exp.LT(this=part_worst.copy(), expression=best.copy())
                if isinstance(test, AllOf)
                else exp.GT(this=part_best.copy(), expression=worst.copy())
            )
            found += [(name, exp.and_(still_open, moves, when)) for name, when in self.missing(part)]
        return found


# Sets.


def _truth(worst: exp.Expr, best: exp.Expr, words: Mapping[Truth, str]) -> exp.Expr:
    return _case(
        [
            (exp.EQ(this=worst, expression=_number(Outcome.MET)), _text(words[Truth.MET])),
            (exp.EQ(this=best, expression=_number(Outcome.NOT_MET)), _text(words[Truth.NOT_MET])),
        ],
        _text(words[Truth.UNKNOWN]),
    )


TRUTHS = {truth: truth.value for truth in Truth}
VERDICTS = {**TRUTHS, Truth.UNKNOWN: "undecided"}


@dataclass(frozen=True, slots=True)
class _Set:
    """One set of a query."""

    criteria: CriteriaSet
    conditions: _Conditions

    def truth(self, criterion: Criterion) -> exp.Expr:
        """Return the truth of *criterion*; where a patient is in two classes of a set, the wording leaves each of them open."""
        said = _truth(*self.conditions.ends(criterion.test), TRUTHS)
        if self.criteria.kind is not Kind.CLASSES:
            return said
        clash = exp.GT(this=self._count(Outcome.MET), expression=_number(1))
        met = exp.EQ(this=self.conditions.ends(criterion.test)[0], expression=_number(Outcome.MET))
        return _case([(exp.and_(clash, met), _text(Truth.UNKNOWN.value))], said)

    def _count(self, outcome: Outcome) -> exp.Expr:
        """Return how many criteria are met or not met."""
        place = 0 if outcome is Outcome.MET else 1
        ones = [
            _case(
                [(exp.EQ(this=self.conditions.ends(one.test)[place], expression=_number(outcome)), _number(1))],
                _number(0),
            )
            for one in self.criteria.criteria
        ]
        return exp.paren(reduce(lambda total, one: exp.Add(this=total, expression=one), ones))  # type: ignore[arg-type,return-value]

    def outcome(self) -> exp.Expr:
        """Return what the set comes to: a verdict, the number of factors present, or the class."""
        match self.criteria.kind:
            case Kind.FACTORS:
                return self._factors()
            case Kind.CLASSES:
                return self._class()
            case _:
                worsts, bests = zip(*(self.conditions.ends(one.test) for one in self.criteria.criteria), strict=True)
                return _truth(_extreme(exp.Least, worsts), _extreme(exp.Least, bests), VERDICTS)

    def _factors(self) -> exp.Expr:
        every = _number(len(self.criteria.criteria))
        present, most = self._count(Outcome.NOT_MET), _sub(every, self._count(Outcome.MET))
        least_text, most_text = (exp.cast(one, exp.DataType.Type.TEXT) for one in (present, most))
        span = exp.Concat(expressions=[least_text, _text("-"), most_text], safe=False, coalesce=False)
        return _case([(exp.EQ(this=present.copy(), expression=most.copy()), least_text.copy())], span)

    def _class(self) -> exp.Expr:
        decided = [
            _case([(exp.EQ(this=self.conditions.ends(one.test)[0], expression=_number(Outcome.MET)), _text(one.id))])
            for one in self.criteria.criteria
        ]
        met, failed = self._count(Outcome.MET), self._count(Outcome.NOT_MET)
        alone = exp.and_(
            exp.EQ(this=met, expression=_number(1)),
            exp.EQ(this=failed, expression=_number(len(self.criteria.criteria) - 1)),
        )
        return _case([(alone, exp.func("COALESCE", *decided, _text("")))], _text(""))

    def needs(self) -> exp.Expr:
        """Return the fields whose answers can still change the outcome, by a space; answers that contradict each other are not asked for."""
        bests = [self.conditions.ends(one.test)[1] for one in self.criteria.criteria]
        best = _extreme(exp.Least, bests)
        waiting: list[tuple[str, exp.Expr]] = []
        for criterion in self.criteria.criteria:
            worst_one, best_one = self.conditions.ends(criterion.test)
            can_move: exp.Expr = exp.true()
            if self.criteria.kind.decides:
                can_move = exp.and_(
                    exp.NEQ(this=worst_one, expression=best_one), exp.LT(this=worst_one.copy(), expression=best.copy())
                )
            waiting += [
                (name, exp.and_(can_move, when, _not_contested(name)))
                for name, when in self.conditions.missing(criterion.test)
            ]
        named = [_first_of(waiting, at) for at in range(len(waiting))]
        said = exp.Anonymous(this="CONCAT_WS", expressions=[_text(" "), *named])
        if self.criteria.kind is Kind.CLASSES:
            clash = exp.GT(this=self._count(Outcome.MET), expression=_number(1))
            return _case([(clash, _text(""))], said)
        return said


def _not_contested(name: str) -> exp.Expr:
    contestable = {field.id for block in _blocks() for field in block.fields} | {
        line.field.id for line in DERIVATIONS.months
    }
    return exp.Not(this=_column(f"{name}__contested")) if name in contestable else exp.true()


def _first_of(waiting: Sequence[tuple[str, exp.Expr]], at: int) -> exp.Expr:
    """Return the name at *at* where it is waited for and was not named before."""
    name, when = waiting[at]
    before = [exp.paren(other.copy()) for named, other in waiting[:at] if named == name]
    first = exp.and_(when.copy(), exp.Not(this=exp.paren(_any(before)))) if before else when.copy()
    return _case([(first, _text(name))])


def query(
    dialect: str, sets: Sequence[CriteriaSet] = tuple(SETS.values()), table: str = "patients", key: str = "id"
) -> str:
    """
    Return the query of *sets* over *table* in the SQL of *dialect*, one row a patient, who is told by the column *key*.

    The table has a column for each field, named after its id: numbers as numbers, yes and no as booleans, options as texts, dates as dates.
    The columns of the result are those of `python -m calculators cohort --reasons`, reasons apart. Raises `ValueError` for another dialect.
    """
    if dialect not in DIALECTS:
        message = f"{dialect}: none of {', '.join(DIALECTS)}"
        raise ValueError(message)
    stages = _Stages(table, [])
    answers = [_as(_answer(field), name) for name, field in FIELDS.items()]
    stages.add("answered", [_column(key), *answers], all_before=False)
    for block in _blocks():
        _derive_block(stages, block)
    _derive_months(stages, DERIVATIONS.months)
    conditions = _Conditions(criterion.test for one in sets for criterion in one.criteria)
    conditions.add_to(stages)
    whole = exp.select(_column(key), *_results(sets, conditions)).from_(exp.to_table(stages.last))
    # Unfenced, PostgreSQL writes each stage into the next and plans for minutes; others know no such word.
    fenced = True if dialect in FENCED else None
    for name, select in stages.found:
        whole = whole.with_(name, as_=select, materialized=fenced, copy=False)
    status = ", ".join(f"{one.id} {one.status.value}" for one in sets)
    heads = [NOT_RUN] if dialect not in RUN_BY_US else []
    heads.append(f"published criteria as rules {RULES_VERSION}; status of each set: {status}")
    return "".join(f"-- {head}\n" for head in heads) + whole.sql(dialect=dialect, pretty=True) + "\n"


def _results(sets: Sequence[CriteriaSet], conditions: _Conditions) -> Iterator[exp.Expr]:
    each = [_Set(one, conditions) for one in sets]
    yield from (_as(one.outcome(), one.criteria.id) for one in each)
    yield from (_as(one.needs(), f"{one.criteria.id}.needs") for one in each)
    for one in each:
        name = one.criteria.id
        yield from (_as(one.truth(criterion), f"{name}.{criterion.id}") for criterion in one.criteria.criteria)
    yield _as(_text(RULES_VERSION), "rules_version")
