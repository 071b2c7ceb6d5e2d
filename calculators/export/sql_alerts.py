"""What must stand beside a verdict, in SQL: what `calculators.engine.alerts` and `calculators.engine.plausibility` say of one patient, by id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from sqlglot import exp

from calculators.engine.alerts import CONTRAINDICATION_SETS, DOUBTS, PUBLISHED_FOR, READ_BY, AlertKind, by_urgency
from calculators.engine.derivations import GRADE
from calculators.engine.derive import Facts
from calculators.engine.guards import GUARDS
from calculators.engine.plausibility import (
    ADULT_CM,
    BODY,
    HEAVIEST_BMI,
    KG_OF_A_POUND,
    LEAST_BMI,
    OTHER_UNITS,
    TALLEST_CM,
    OtherUnit,
)
from calculators.engine.relevance import relevant_sets
from calculators.export.sql_facts import KnownFacts
from calculators.export.sql_findings import Conditions
from calculators.export.sql_words import (
    Stages,
    among,
    case,
    coalesce,
    column,
    compare,
    concatenated,
    equals,
    every,
    named,
    some,
    text,
)
from calculators.formulas.amounts import STEADY
from calculators.model.conditions import Condition, fields_of
from calculators.model.fields import Field
from calculators.model.sets import CriteriaSet, Kind
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.patient import HEIGHT_CM, WEIGHT_KG
from calculators.vocabulary.surgery import FUTURE_LIVER_REMNANT_PERCENT
from calculators.vocabulary.tumour import HISTOLOGY, PRIMARY_SITE, TUMOUR_FAMILY

HALF = 0.5 * 10**-STEADY
"""So much less still rounds to a limit."""
CONCERNS = "concerns"


@dataclass(frozen=True, slots=True)
class Told:
    """
    A warning of one *kind*: its *id*, *when* it is due, and the sets *beside* which it stands, each with the condition under which it can concern the patient.

    It is told where it stands beside a set, or *anyway*.
    """

    id: str
    kind: AlertKind
    when: exp.Expr
    beside: tuple[tuple[str, exp.Expr], ...]
    anyway: bool = False

    def told(self, chosen: frozenset[str]) -> exp.Expr | None:
        """Return its id where it is due beside one of the sets *chosen*, else NULL; None where it stands beside none of them."""
        due = self.due(chosen)
        return None if due == exp.false() else case([(due, text(self.id))])

    def due(self, chosen: frozenset[str]) -> exp.Expr:
        """Return whether it is told where the sets *chosen* are looked at."""
        if self.anyway and chosen == SETS.keys():
            return self.when
        near = [concerned for name, concerned in self.beside if name in chosen]
        return every(self.when, _once(near)) if near else exp.false()


def _once(conditions: Sequence[exp.Expr]) -> exp.Expr:
    """Return whether one of *conditions* holds, each written once."""
    different: list[exp.Expr] = []
    for one in conditions:
        if one not in different:
            different.append(one)
    whole = some(different)
    return exp.paren(whole) if len(different) > 1 else whole


# Which sets can concern a patient: worked out by the rules for each combination of what they look at.


def _choices(field: Field) -> list[str | None]:
    return [None, *getattr(field, "options", ())]


@cache
def _irrelevant() -> dict[str, dict[frozenset[str | None], list[str]]]:
    """Return, for each population, the primary sites of patients whom its sets cannot concern, with the keys of what else is known of them."""
    found: dict[str, dict[str, set[str | None]]] = {one.id: {} for one in PUBLISHED_FOR}
    graded = {GRADE.fields[0].id: frozenset({"G1"})}
    for family, histology, grade, site in product(
        _choices(TUMOUR_FAMILY), _choices(HISTOLOGY), (False, True), _choices(PRIMARY_SITE)
    ):
        answers = ((TUMOUR_FAMILY, family), (HISTOLOGY, histology), (PRIMARY_SITE, site))
        known = {field.id: frozenset({answer}) for field, answer in answers if answer is not None}
        relevant = relevant_sets(Facts({**known, **(graded if grade else {})}, {}, ()))
        for population, sets in PUBLISHED_FOR.items():
            if sets[0] not in relevant:
                key = f"{family or ''}/{histology or ''}/{str(grade).lower()}"
                found[population.id].setdefault(key, set()).add(site)
    grouped: dict[str, dict[frozenset[str | None], list[str]]] = {}
    for name, by_key in found.items():
        grouped[name] = {}
        for key, sites in by_key.items():
            grouped[name].setdefault(frozenset(sites), []).append(key)
    return grouped


def add_relevance(stages: Stages, facts: KnownFacts) -> None:
    """Add, for each population, whether the sets that were published for it can concern the patient."""
    contested = [one for one in map(facts.contested, GRADE.fields) if one is not None]
    parts = [*map(facts.known, GRADE.fields), *contested]
    grade = case([(some(parts), text("true"))], text("false"))
    family, histology = (coalesce(facts.left(field), text("")) for field in (TUMOUR_FAMILY, HISTOLOGY))
    key = concatenated([family, text("/"), histology, text("/"), grade])
    stages.add("presumed", [named(key, "presumed")])
    site = facts.left(PRIMARY_SITE)
    columns = []
    for name, by_sites in _irrelevant().items():
        out = []
        for sites, keys in by_sites.items():
            told = among(column("presumed"), keys)
            if len(sites) < len(_choices(PRIMARY_SITE)):
                here = among(site, [one for one in _choices(PRIMARY_SITE) if one is not None and one in sites])
                told = every(told, coalesce(here, exp.true() if None in sites else exp.false()))
            out.append(exp.paren(told))
        columns.append(named(exp.Not(this=exp.paren(some(out))), _concerned(name)))
    stages.add("relevant", columns)


def _concerned(population: str) -> str:
    return f"{CONCERNS}__{population}"


def concerned(name: str) -> exp.Expr:
    """Return whether the set *name* can concern the patient."""
    population = SETS[name].population
    return exp.true() if population is None else column(_concerned(population.id))


def _beside(sets: Iterable[str]) -> tuple[tuple[str, exp.Expr], ...]:
    return tuple((name, concerned(name)) for name in sets)


def _always(sets: Iterable[str]) -> tuple[tuple[str, exp.Expr], ...]:
    return tuple((name, exp.true()) for name in sets)


def _reading(names: Iterable[str]) -> tuple[tuple[str, exp.Expr], ...]:
    """Return the sets that read one of the fields *names*, or what follows from one."""
    wanted = set(names)
    return _always(name for name, reads in READ_BY.items() if not reads.isdisjoint(wanted))


def tests() -> list[Condition]:
    """Return the conditions on which warnings rest."""
    return [
        *(criterion.test for guard in CONTRAINDICATION_SETS for criterion in guard.criteria),
        *(guard.test for guard in GUARDS),
        *(population.test for population in PUBLISHED_FOR),
        *(doubt.test for doubt in DOUBTS),
    ]


def every_warning(conditions: Conditions, facts: KnownFacts) -> Iterator[Told]:
    """Yield every warning that there is, in the order in which warnings stand."""
    for guard in CONTRAINDICATION_SETS:
        yield from _contraindications(guard, conditions)
    for one in GUARDS:
        sets = _beside(criteria.id for criteria in one.sets)
        yield Told(one.id, AlertKind.GUARD, conditions.met(one.test), sets)
    for population, names in PUBLISHED_FOR.items():
        when = conditions.not_met(population.test)
        yield Told(f"not-{population.id}", AlertKind.POPULATION, when, _always(names))
    for name, unknown, when in facts.conflicts():
        yield Told(name, AlertKind.CONTRADICTION, when, _reading(unknown), anyway=True)
    for doubt in DOUBTS:
        fields = (*fields_of(doubt.test), *doubt.given)
        when = every(conditions.met(doubt.test), *map(facts.known, doubt.given))
        beside = {name for name, _ in _reading(field.id for field in fields)}.union(doubt.also)
        yield Told(doubt.id, AlertKind.DOUBT, when, _always(n for n in SETS if n in beside), anyway=True)
    yield from _suspicions(facts)


def _contraindications(guard: CriteriaSet, conditions: Conditions) -> Iterator[Told]:
    group = next(group for group in GROUPS if guard in group.sets)
    sets = _beside(one.id for one in group.sets if one.kind is not Kind.CONTRAINDICATIONS)
    for criterion in by_urgency(guard):
        name = f"contraindication-{criterion.id.replace('_', '-')}"
        yield Told(name, AlertKind.CONTRAINDICATION, conditions.not_met(criterion.test), sets)


# Answers that may be in another unit.


def _suspicions(facts: KnownFacts) -> Iterator[Told]:
    for unit in OTHER_UNITS:
        if unit.field.id in FIELDS:
            low, high = facts.entered(unit.field)
            yield _suspicion(unit.field.id, (unit.field.id,), _other_unit(unit, low, high), facts)
    (height, tall), (weight, heavy) = facts.entered(HEIGHT_CM), facts.entered(WEIGHT_KG)
    both = [equals(height, tall), equals(weight, heavy)] if {HEIGHT_CM.id, WEIGHT_KG.id} & facts.bounded else []
    too_much = every(*both, compare(exp.GTE, _body_mass_index(height, weight), HEAVIEST_BMI - HALF))
    pounds = compare(exp.Mul, weight, KG_OF_A_POUND)
    for inches in (1.0, OTHER_UNITS[0].factor):
        tall_enough = compare(exp.Mul, height, inches) if inches > 1 else height
        yield _suspicion(WEIGHT_KG.id, (WEIGHT_KG.id,), every(too_much, _plausible(tall_enough, pounds)), facts)
    exchanged = every(too_much, _plausible(weight, height))
    yield _suspicion("height-and-weight", (HEIGHT_CM.id, WEIGHT_KG.id), exchanged, facts)


def _suspicion(name: str, fields: tuple[str, ...], when: exp.Expr, facts: KnownFacts) -> Told:
    concerns = {*fields, *((FUTURE_LIVER_REMNANT_PERCENT.id,) if BODY.intersection(fields) else ())}
    # What follows from a number in another unit can be another thing, too.
    changes = {field: changed for one in fields for field, changed in facts.changes(one).items()}
    beside: list[tuple[str, exp.Expr]] = []
    for criteria in SETS.values():
        reads = {field for one in criteria.criteria for field in one.reads}
        changed = [said for field, said in changes.items() if field in reads]
        if reads & concerns or changed:
            beside.append((criteria.id, exp.true() if reads & concerns else exp.paren(some(changed))))
    return Told(f"doubt-{name.replace('_', '-')}", AlertKind.DOUBT, when, tuple(beside), anyway=True)


def _other_unit(unit: OtherUnit, low: exp.Expr, high: exp.Expr) -> exp.Expr:
    """Return whether every number from *low* to *high* is implausible and would be plausible in another *unit*."""
    return every(
        compare(exp.GT, low, unit.low),
        compare(exp.LT, high, unit.high),
        compare(exp.GTE, compare(exp.Mul, low, unit.factor), unit.least - HALF),
        compare(exp.LTE, compare(exp.Mul, high, unit.factor), unit.most + HALF),
    )


def _body_mass_index(height: exp.Expr, weight: exp.Expr) -> exp.Expr:
    metres = compare(exp.Mul, height, 0.01)
    return exp.Div(this=weight, expression=exp.paren(compare(exp.Mul, metres, metres)), typed=False, safe=False)


def _plausible(height: exp.Expr, weight: exp.Expr) -> exp.Expr:
    index = _body_mass_index(height, weight)
    return every(
        compare(exp.GTE, height, ADULT_CM),
        compare(exp.LTE, height, TALLEST_CM),
        compare(exp.GTE, index, LEAST_BMI - HALF),
        compare(exp.LT, index, HEAVIEST_BMI - HALF),
    )
