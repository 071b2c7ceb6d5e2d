"""
The sets as a library of HL7's Clinical Quality Language (CQL 1.5), written from the same declarations.

CQL's logic of null is that of the rules, so that a criterion is true, false or null as it is met, not met or unknown. Why it is unknown is left to the rules.

- The case is one parameter, a tuple of answers. A number is an `Interval<Decimal>`, since it may only be bounded: `Interval[54, 54]`, `Interval[0, 2)`.
- Within the library a number is a tuple of its ends, where a `high` of null is no end, and a choice the list of its options that are still possible.
- What follows from the answers is followed round by round, each a function, since some engines work a definition out anew each time it is named.
- `null in {…}` is false in CQL, so that a list is asked only where it is known.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from calculators.engine.breakpoints import COMPARISONS
from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.guards import GUARDS
from calculators.export.provenance import USE, cited
from calculators.model.conditions import AllOf, AnyOf, Condition
from calculators.model.derivation import Bounds, DerivationGroup, Follows, MonthsBetween
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
from calculators.model.sets import CriteriaSet, Kind, Population
from calculators.model.text import digits
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

LIBRARY = "LiverMetastases"
NUMBER = "Tuple { low Decimal, low_open Boolean, high Decimal, high_open Boolean }"
OPTIONS = "List<String>"
CALLED = {
    Relation.BELOW: '"below"',
    Relation.AT_MOST: '"at most"',
    Relation.AT_LEAST: '"at least"',
    Relation.ABOVE: '"above"',
}
OPPOSITE = {
    Relation.BELOW: Relation.ABOVE,
    Relation.AT_MOST: Relation.ABOVE,
    Relation.AT_LEAST: Relation.BELOW,
    Relation.ABOVE: Relation.BELOW,
}

FUNCTIONS = f"""
define function "ends"(given Interval<Decimal>, least Decimal):
  if given is null then null as {NUMBER}
  else Tuple {{ low: Coalesce(given.low, least), low_open: not given.lowClosed, high: given.high, high_open: not given.highClosed }}

define function "point"(value Decimal):
  Tuple {{ low: value, low_open: false, high: value, high_open: false }}

define function "one"(answer String):
  if answer is null then null as {OPTIONS} else {OPTIONS} {{ answer }}

define function "below"(n {NUMBER}, bound Decimal):
  case when n.high < bound or (n.high = bound and n.high_open) then true when n.low >= bound then false else null end

define function "at most"(n {NUMBER}, bound Decimal):
  case when n.high <= bound then true when n.low > bound or (n.low = bound and n.low_open) then false else null end

define function "at least"(n {NUMBER}, bound Decimal):
  not "below"(n, bound)

define function "above"(n {NUMBER}, bound Decimal):
  not "at most"(n, bound)

define function "among"(possible {OPTIONS}, accepted {OPTIONS}, refused {OPTIONS}):
  case when possible is null or not exists possible then null
    when not exists (possible P where not (P in accepted)) then true
    when not exists (possible P where not (P in refused)) then false
    else null end

define function "without"(possible {OPTIONS}, unspecified {OPTIONS}):
  if possible is null then null as {OPTIONS} else possible P where not (P in unspecified)

define function "with upper end"(n {NUMBER}, applies Boolean, bound Decimal, open Boolean):
  if applies is true and (n.high is null or bound < n.high or (bound = n.high and open))
  then Tuple {{ low: n.low, low_open: n.low_open, high: bound, high_open: open }} else n

define function "with lower end"(n {NUMBER}, applies Boolean, bound Decimal, open Boolean):
  if applies is true and (bound > n.low or (bound = n.low and open))
  then Tuple {{ low: bound, low_open: open, high: n.high, high_open: n.high_open }} else n

define function "is empty"(n {NUMBER}):
  Coalesce(n.low > n.high or (n.low = n.high and (n.low_open or n.high_open)), false)

define function "is exact"(n {NUMBER}):
  Coalesce(n.low = n.high, false)

define function "holds"(n {NUMBER}, value Decimal):
  (value > n.low or (value = n.low and not n.low_open)) and (n.high is null or value < n.high or (value = n.high and not n.high_open))

define function "days of"(m Integer):
  case when m mod 12 in {{ 3, 5, 8, 10 }} then 30
    when m mod 12 = 1 then
      if ((m div 12) mod 4 = 0 and (m div 12) mod 100 != 0) or (m div 12) mod 400 = 0 then 29 else 28
    else 31 end

define function "day in"(d Integer, m Integer):
  if d > "days of"(m) then "days of"(m) else d

define function "months counted"(d Integer, last_day Integer, number Integer, m Integer):
  if "day in"(d, m) <= last_day
  then number + (last_day - "day in"(d, m)) / ("days of"(m) - "day in"(d, m) + "day in"(d, m + 1))
  else number - 1 + ("days of"(m - 1) - "day in"(d, m - 1) + last_day) / ("days of"(m - 1) - "day in"(d, m - 1) + "day in"(d, m))

// A month is its number since the year 0. Calendar months, a part as days over the month's length.
define function "months between"(earlier Date, later Date):
  "months counted"(day from earlier, day from later,
    (year from later) * 12 + (month from later) - (year from earlier) * 12 - (month from earlier),
    (year from later) * 12 + (month from later) - 1)
"""

type Named = Callable[[Field], str]
"""How what is known of a field is called where an expression stands."""


def _quoted(name: str) -> str:
    return f'"{name}"'


def _decimal(value: float) -> str:
    text = digits(value)
    return text if "." in text else f"{text}.0"


def _option(answer: Answer) -> str:
    return f"'{str(answer).lower() if isinstance(answer, bool) else answer}'"


def _list(options: Iterable[Answer]) -> str:
    return f"{OPTIONS} {{ {', '.join(map(_option, options))} }}"


def _expression(test: Condition, named: Named) -> str:
    """Return *test* as an expression that is true, false or null as it is met, not met or unknown."""
    match test:
        case AllOf(parts):
            return "(" + " and ".join(_expression(part, named) for part in parts) + ")"
        case AnyOf(parts):
            return "(" + " or ".join(_expression(part, named) for part in parts) + ")"
        case Comparison():
            return _comparison(test, named)
        case _:
            return _membership(test, named)


def _comparison(test: Comparison, named: Named) -> str:
    name = named(test.field)

    def holds(relation: Relation, limit: float) -> str:
        return f"{CALLED[relation]}({name}, {_decimal(limit)})"

    if test.ambiguous_from is not None:
        refused = f"{holds(test.relation, test.ambiguous_from)} is false"
        return (
            f"(case when {holds(test.relation, test.limit)} is true then true when {refused} then false else null end)"
        )
    if test.ambiguous is None:
        return holds(test.relation, test.limit)
    strict = Relation.BELOW if OPPOSITE[test.relation] is Relation.ABOVE else Relation.ABOVE
    refused = f"{holds(OPPOSITE[test.relation], test.limit)} is true"
    return f"(case when {holds(strict, test.limit)} is true then true when {refused} then false else null end)"


def _membership(test: Membership, named: Named) -> str:
    name = named(test.field)
    elsewhere = {*test.accepted, *test.ambiguous, *test.unspecified}
    refused = [option for option in options_of(test.field) if option not in elsewhere]
    # An option of which the wording is silent is neither.
    accepted = [option for option in test.accepted if option not in test.ambiguous]
    if test.unspecified:
        name = f'"without"({name}, {_list(test.unspecified)})'
    return f'"among"({name}, {_list(accepted)}, {_list(refused)})'


# The case.


def _type(field: Field) -> str:
    match field:
        case Number():
            return "Interval<Decimal>"
        case YesNo():
            return "Boolean"
        case Choice():
            return "String"
        case _:
            return "Date"


def _entered(field: Field) -> str:
    """Return what was answered to *field*, as the library holds it."""
    given = f'"case".{field.id}'
    match field:
        case Number(low=low):
            return f'"ends"({given}, {_decimal(low)})'
        case YesNo():
            return f'"one"(ToString({given}))'
        case _:
            return f'"one"({given})'


def _held(field: Field) -> str:
    return NUMBER if isinstance(field, Number) else OPTIONS


def _tuple(parts: Iterable[tuple[str, str]]) -> str:
    return "Tuple {\n    " + ",\n    ".join(f"{name}: {value}" for name, value in parts) + "\n  }"


# What follows.


def _of(state: str, field: Field) -> str:
    return f"{state}.{field.id}"


def _left(field: Choice | YesNo, lines: list[Follows], named: Named) -> str:
    """Return the options that *lines* leave of *field* where it was not answered."""
    kept = [f"({_expression(line.when, named)} is not true or O in {_list(line.options)})" for line in lines]
    return f"(({_list(options_of(field))}) O where {' and '.join(['true', *kept])})"


def _narrowed(field: Number, lines: list[Bounds], named: Named) -> str:
    """Return the ends of *field* that *lines* leave."""
    found = named(field)
    for line in lines:
        relation = line.holds.relation
        side = "upper" if relation in {Relation.BELOW, Relation.AT_MOST} else "lower"
        is_open = "true" if relation in {Relation.BELOW, Relation.ABOVE} else "false"
        when = _expression(line.when, named)
        found = f'"with {side} end"({found}, {when}, {_decimal(line.holds.limit)}, {is_open})'
    return found


def _of_number(field: Number, bounds: list[Bounds], named: Named) -> tuple[str, list[str]]:
    """Return what a round makes of *field*, and when the answers contradict each other about it."""
    entered, value = f"entered.{field.id}", named(field)
    narrowed = _narrowed(field, bounds, named)
    wrong = f'(not "is exact"({entered}) and "is empty"({value}))'
    return f'if "is exact"({entered}) then {entered} else {narrowed}', [wrong]


def _of_choice(field: Choice | YesNo, lines: list[Follows], named: Named) -> tuple[str, list[str]]:
    """Return what a round makes of *field*, and when the answers contradict each other about it."""
    entered, value = f"entered.{field.id}", named(field)
    wrong = [f"({value} is not null and not exists {value})"]
    for line in lines:
        if line.contests:
            other = f"exists ({entered} E where not (E in {_list(line.options)}))"
            wrong.append(f"Coalesce({_expression(line.when, named)} and {other}, false)")
    return f"if {entered} is not null then {entered} else {_left(field, lines, named)}", wrong


def _round(group: DerivationGroup) -> str:
    """Return the function that follows the lines of *group* once, from a state to the next."""
    state = f"Tuple {{ {', '.join(f'{field.id} {_held(field)}' for field in group.fields)}, contradicted Boolean }}"
    named = partial(_of, "s")
    parts, wrong = [], ["s.contradicted"]
    for field in group.fields:
        lines = [line for line in group.derivations if line.field is field]
        if isinstance(field, Number):
            value, faults = _of_number(field, [line for line in lines if isinstance(line, Bounds)], named)
        else:
            follows = [line for line in lines if isinstance(line, Follows)]
            value, faults = _of_choice(field, follows, named)  # type: ignore[arg-type]  # from dates, months are counted
        parts.append((field.id, value))
        wrong += faults
    parts.append(("contradicted", "\n      or ".join(wrong)))
    return f'define function "{group.id}: a round"(s {state}, entered {state}):\n  {_tuple(parts)}'


def _start(field: Field, entered: str) -> str:
    """Return what is known of *field* before anything follows: a number that was not answered is one of its range."""
    if not isinstance(field, Number):
        return entered
    high = "null as Decimal" if field.high is None else _decimal(field.high)
    span = f"Tuple {{ low: {_decimal(field.low)}, low_open: false, high: {high}, high_open: false }}"
    return f"Coalesce({entered}, {span})"


def _group(group: DerivationGroup) -> Iterator[str]:
    """Yield the definitions of what follows in *group*."""
    yield _round(group)
    answered = [(field.id, _entered(field)) for field in group.fields]
    yield f'define "{group.id}: entered":\n  {_tuple([*answered, ("contradicted", "false")])}'
    begun = [(field.id, _start(field, f'"{group.id}: entered".{field.id}')) for field in group.fields]
    yield f'define "{group.id}: begun":\n  {_tuple([*begun, ("contradicted", "false")])}'
    followed = f'"{group.id}: begun"'
    # Each round settles one field more, and one shows that they agree.
    for _ in range(len(group.targets) + 1):
        followed = f'"{group.id}: a round"({followed}, "{group.id}: entered")'
    yield f'// Where answers contradict each other, all of them count as unknown.\ndefine "{group.id}":\n  {followed}'


def _months(group: DerivationGroup) -> Iterator[str]:
    """Yield the definitions of the months that *group* counts."""
    for line in group.months:
        start, end = (f'"case".{day.id}' for day in (line.start, line.end))
        counted = f"{line.field.id} counted"
        entered = f"{line.field.id} entered"
        yield f'define "{entered}":\n  {_entered(line.field)}'
        yield f'define "{counted}":\n  if {start} is null or {end} is null then null else "months between"({start}, {end})'
        yield f'define "{line.field.id} contradicted":\n  {_contradicted(line, entered, counted)}'
    for line in group.months:
        own = f'"{line.field.id} contradicted"'
        others = " or ".join(f'"{other.field.id} contradicted"' for other in group.months if other is not line)
        unsure = f' or ("{line.field.id} entered" is null and ({others}))' if others else ""
        yield (
            f'define "{line.field.id}":\n  case when {own}{unsure} then null as {NUMBER}\n'
            f'    when "{line.field.id} counted" is not null then "point"("{line.field.id} counted")\n'
            f'    else "{line.field.id} entered" end'
        )


def _called(text: str, field: Field) -> str:  # noqa: ARG001 (whatever the field, it is called so)
    return text


def _contradicted(line: MonthsBetween, entered: str, counted: str) -> str:
    """Return whether months that were *entered* are others than those *counted*."""
    both = f'"{entered}" is not null and "{counted}" is not null'
    leaves = [leaf for leaf in dict.fromkeys(COMPARISONS) if leaf.field is line.field]
    alike = [f'Abs("{entered}".low - "{counted}") < 0.05']
    for leaf in leaves:
        one, other = (_comparison(leaf, partial(_called, text)) for text in (f'"{entered}"', f'"point"("{counted}")'))
        alike.append(f"{one} ~ {other}")
    same = f'if "is exact"("{entered}") then {" and ".join(alike)} else "holds"("{entered}", "{counted}")'
    return f"{both} and not ({same})"


FOLLOWING = {field: group for group in DERIVATIONS.groups if not group.months for field in group.fields}
COUNTED = frozenset(line.field for line in DERIVATIONS.months)


def _known(field: Field) -> Iterator[str]:
    """Yield the definition of what is known of *field*."""
    if field in FOLLOWING:
        group = f'"{FOLLOWING[field].id}"'
        yield f'define "{field.id}":\n  if {group}.contradicted then null as {_held(field)} else {group}.{field.id}'
    elif field not in COUNTED:
        yield f'define "{field.id}":\n  {_entered(field)}'


# The sets.


def _name(field: Field) -> str:
    return _quoted(field.id)


def _criteria(criteria: CriteriaSet) -> Iterator[str]:
    ids = [f"{criteria.id}.{criterion.id}" for criterion in criteria.criteria]
    tests = [_expression(criterion.test, _name) for criterion in criteria.criteria]
    source, status = cited(criteria).en, f"{criteria.status.value}. {criteria.status_note.en}"
    yield f"// {criteria.title.en}. {source}\n// Status of the source: {status}"
    if criteria.kind is Kind.CLASSES:
        yield from _classes(criteria, ids, tests)
        return
    yield from (f'define "{name}":\n  {test}' for name, test in zip(ids, tests, strict=True))
    every = ", ".join(map(_quoted, ids))
    if criteria.kind is Kind.FACTORS:
        yield f'define "{criteria.id}.present":\n  Count(({{ {every} }}) C where C = false return all C)'
        yield f'define "{criteria.id}.absent":\n  Count(({{ {every} }}) C where C = true return all C)'
    else:
        yield f'define "{criteria.id}":\n  ' + "\n  and ".join(map(_quoted, ids))


def _classes(criteria: CriteriaSet, ids: list[str], tests: list[str]) -> Iterator[str]:
    """Yield the classes of *criteria*; where two are met, the source does not say which counts, and both are unknown."""
    alone = [f"{name} by itself" for name in ids]
    yield from (f'define "{name}":\n  {test}' for name, test in zip(alone, tests, strict=True))
    every = ", ".join(map(_quoted, alone))
    yield f'define "{criteria.id}.met":\n  Count(({{ {every} }}) C where C = true return all C)'
    for name, one in zip(ids, alone, strict=True):
        yield f'define "{name}":\n  if "{criteria.id}.met" > 1 and "{one}" is true then null else "{one}"'
    named = " ".join(
        f'when "{name}" is true then {_option(one.id)}' for name, one in zip(ids, criteria.criteria, strict=True)
    )
    unknown = " or ".join(f'"{name}" is null' for name in ids)
    yield f'define "{criteria.id}":\n  case when {unknown} then null {named} else null end'


def _guards() -> Iterator[str]:
    for guard in GUARDS:
        beside = ", ".join(criteria.id for criteria in guard.sets)
        yield f'// Beside {beside}: {guard.shown.en}\ndefine "{guard.id}":\n  {_expression(guard.test, _name)}'


def _populations() -> Iterator[str]:
    found: dict[Population, list[str]] = {}
    for criteria in SETS.values():
        if criteria.population:
            found.setdefault(criteria.population, []).append(criteria.id)
    for population, published in found.items():
        yield (
            f"// For whom these were published: {', '.join(published)}\n"
            f'define "population.{population.id}":\n  {_expression(population.test, _name)}'
        )


def parameter(case: Case) -> dict[str, Any]:
    """
    Return *case* as plain data for the parameter of the library: a number as the ends of an `Interval` and whether they belong to it, a date in ISO 8601.

    >>> parameter({"age_years": 54.0})
    {'age_years': {'low': 54.0, 'high': 54.0, 'lowClosed': True, 'highClosed': True}}
    >>> parameter({"ki67_percent": Interval(0, 2, with_high=False)})
    {'ki67_percent': {'low': 0, 'high': 2, 'lowClosed': True, 'highClosed': False}}
    """

    def plain(answer: Answer | date) -> Any:  # noqa: ANN401 (plain data)
        match answer:
            case Interval(low=low, high=high, with_low=with_low, with_high=with_high):
                return {"low": low, "high": high, "lowClosed": with_low, "highClosed": with_high}
            case float():
                return {"low": answer, "high": answer, "lowClosed": True, "highClosed": True}
            case date():
                return answer.isoformat()
            case _:
                return answer

    return {name: plain(answer) for name, answer in case.items()}


def cql() -> str:
    """Return the library: a definition a field, a criterion and a set, and one for each finding that is shown beside sets."""
    elements = ",\n  ".join(f"{field.id} {_type(field)}" for field in FIELDS.values())
    fields = [field for field in FIELDS.values() if not isinstance(field, DateField)]
    blocks = [
        f"// {USE.en}",
        f"library {LIBRARY} version '{RULES_VERSION}'",
        f'parameter "case" Tuple {{\n  {elements}\n}}',
        "context Unfiltered",
        FUNCTIONS.strip(),
        *(text for group in DERIVATIONS.groups for text in (_months(group) if group.months else _group(group))),
        *(text for field in fields for text in _known(field)),
        *(text for criteria in SETS.values() for text in _criteria(criteria)),
        "// What is shown beside sets although they do not ask for it: where one of these is true, say so beside the result.",
        *_guards(),
        *_populations(),
    ]
    return "\n\n".join(blocks) + "\n"
