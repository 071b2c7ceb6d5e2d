"""
Small words of SQL, as expressions of sqlglot: no query is pasted together from text.

An expression can be part of several others: sqlglot copies the whole when it writes it, and copying at each step took most of the time.

Every engine that is run reads them alike. `LEAST` and `GREATEST` never meet NULL, of which dialects think differently, and a division never meets two
whole numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from sqlglot import exp

LARGE = 1e15
LONGEST_NAME = 63
"""PostgreSQL cuts longer names without a word."""


def column(name: str) -> exp.Column:
    """Return the column *name*."""
    return exp.column(exp.to_identifier(name, quoted=True))


def text(value: str) -> exp.Literal:
    """Return *value* as a text."""
    return exp.Literal.string(value)


def number(value: float) -> exp.Expr:
    """
    Return *value* as a number, a large one with an exponent: Spark has no whole numbers of so many digits.

    >>> number(2.0).sql(), number(0.5).sql(), number(1e300).sql()
    ('2', '0.5', '1e+300')
    """
    whole = float(value).is_integer() and abs(value) < LARGE
    return exp.Literal.number(repr(int(value)) if whole else repr(float(value)))


def case(pairs: Iterable[tuple[exp.Expr, exp.Expr]], default: exp.Expr | None = None) -> exp.Expr:
    """
    Return the value beside the first condition of *pairs* that holds, else *default*, else NULL.

    >>> case([], number(1)).sql(), case([(column("a"), number(2))]).sql()
    ('1', 'CASE WHEN "a" THEN 2 END')
    """
    found = exp.Case()
    for condition, value in pairs:
        found = found.when(condition, value, copy=False)
    if default is None:
        return found
    return found.else_(default, copy=False) if found.args.get("ifs") else default


def named(expression: exp.Expr, name: str) -> exp.Expr:
    """Return *expression* as the column *name*; raise `ValueError` where an engine would cut the name."""
    if len(name.encode()) > LONGEST_NAME:
        message = f"{name}: a name of more than {LONGEST_NAME} bytes"
        raise ValueError(message)
    return exp.alias_(expression, name, quoted=True, copy=False)


def every(*conditions: exp.Expr) -> exp.Expr:
    """Return whether all of *conditions* hold; of none it is true."""
    kept = [one for one in conditions if one != exp.true()]
    return exp.and_(*kept, copy=False) if kept else exp.true()


def some(conditions: Sequence[exp.Expr]) -> exp.Expr:
    """Return whether one of *conditions* holds; of none it is false."""
    if exp.true() in conditions:
        return exp.true()
    return exp.or_(*conditions, copy=False) if conditions else exp.false()


def no(condition: exp.Expr) -> exp.Expr:
    """Return whether *condition* does not hold."""
    return exp.Not(this=exp.paren(condition))


def is_null(expression: exp.Expr) -> exp.Expr:
    """Return whether *expression* is NULL."""
    return exp.Is(this=expression, expression=exp.null())


def not_null(expression: exp.Expr) -> exp.Expr:
    """Return whether *expression* is not NULL."""
    return exp.Not(this=is_null(expression))


def coalesce(*expressions: exp.Expr) -> exp.Expr:
    """Return the first of *expressions* that is not NULL."""
    return exp.func("COALESCE", *expressions, copy=False)


def double(expression: exp.Expr) -> exp.Expr:
    """Return *expression* as a floating-point number."""
    return exp.cast(expression, exp.DataType.Type.DOUBLE, copy=False)


def as_text(expression: exp.Expr) -> exp.Expr:
    """Return *expression* as a text."""
    return exp.cast(expression, exp.DataType.Type.TEXT, copy=False)


def compare(kind: type[exp.Binary], one: exp.Expr, other: exp.Expr | float | str) -> exp.Expr:
    """Return the comparison or sum *kind* of *one* and *other*, a number or a text as it stands."""
    right = text(other) if isinstance(other, str) else number(other) if isinstance(other, int | float) else other
    return kind(this=_paren(one), expression=_paren(right))


def _paren(expression: exp.Expr) -> exp.Expr:
    simple = isinstance(expression, exp.Column | exp.Literal | exp.Func | exp.Cast | exp.Paren | exp.Case)
    return expression if simple else exp.paren(expression)


def equals(one: exp.Expr, other: exp.Expr | float | str) -> exp.Expr:
    """Return whether *one* is *other*."""
    return compare(exp.EQ, one, other)


def among(expression: exp.Expr, values: Iterable[str]) -> exp.Expr:
    """Return whether *expression* is one of the texts *values*; of none it is false."""
    texts = [text(one) for one in values]
    return exp.In(this=expression, expressions=texts) if texts else exp.false()


def extreme(kind: type[exp.Least | exp.Greatest], parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return the least or the greatest of *parts*, of which none is NULL."""
    first, *others = parts
    return kind(this=first, expressions=others) if others else first


def total(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Return the sum of *parts*."""
    return exp.paren(reduce(lambda one, other: exp.Add(this=one, expression=other), parts))


def count(conditions: Iterable[exp.Expr]) -> exp.Expr:
    """Return how many of *conditions* hold."""
    return total(case([(one, number(1))], number(0)) for one in conditions)


def joined(parts: Iterable[exp.Expr], separator: str) -> exp.Expr:
    """
    Return the texts *parts* that are not NULL, with *separator* between them; of none it is empty.

    >>> joined([], " ").sql()
    "''"
    """
    every_part = list(parts)
    if not every_part:
        return text("")
    return exp.Anonymous(this="CONCAT_WS", expressions=[text(separator), *every_part])


def concatenated(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Return the texts *parts* one behind another."""
    return exp.Concat(expressions=list(parts), safe=False, coalesce=False)


@dataclass(slots=True)
class Stages:
    """The stages of a query over the table *source*, each a name and a select: it adds columns to the one before."""

    source: str
    found: list[tuple[str, exp.Select]] = field(default_factory=list)

    @property
    def last(self) -> str:
        """The name of the last stage."""
        return self.found[-1][0] if self.found else self.source

    def add(self, name: str, columns: Sequence[exp.Expr], *, all_before: bool = True) -> None:
        """Add the stage *name* with *columns*, after all columns of the stage before it where *all_before*; without columns there is none."""
        if not columns:
            return
        before = [exp.Star()] if all_before else []
        self.found.append((name, exp.select(*before, *columns, copy=False).from_(exp.to_table(self.last))))

    def join(self, name: str, table: exp.Expr, on: exp.Expr) -> None:
        """Add the stage *name*: the one before with the columns of *table* where *on* holds."""
        left = exp.select(exp.Star()).from_(exp.to_table(self.last)).join(table, on=on, join_type="left", copy=False)
        self.found.append((name, left))

    def select(self, columns: Sequence[exp.Expr], *, fenced: bool = False) -> exp.Select:
        """Return the whole query: *columns* of the last stage; *fenced*, no stage is written into the next."""
        whole = exp.select(*columns, copy=False).from_(exp.to_table(self.last))
        for name, select in self.found:
            whole = whole.with_(name, as_=select, materialized=True if fenced else None, copy=False)
        return whole
