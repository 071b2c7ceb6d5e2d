"""
When a criterion of time is reached, and when a limit of age is passed.

A count of months goes on by itself: its first day is exact where the day is known from which it runs, see `calculators.formulas.months`. Of the age the
birthday is not known, so that only the latest month can be said. Of a number that is only bounded the cautious end counts: the fewest months, the highest age.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import derive
from calculators.formulas.amounts import steady
from calculators.formulas.months import MONTHS_OF_A_YEAR, months_between, reached
from calculators.model.conditions import Condition, Known, assess, conjuncts, leaves
from calculators.model.fields import Comparison, Relation
from calculators.model.intervals import Interval
from calculators.model.sets import Criterion
from calculators.model.text import Text
from calculators.model.truth import Outcome
from calculators.sets.registry import SETS
from calculators.vocabulary.extrahepatic import MONTHS_SINCE_EXTRAHEPATIC_RESECTION
from calculators.vocabulary.history import ASSESSMENT_DATE
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.treatment import IMATINIB_MONTHS

STARTS: Mapping[str, str | None] = MappingProxyType(
    {
        IMATINIB_MONTHS.id: None,
        MONTHS_SINCE_EXTRAHEPATIC_RESECTION.id: None,
        **{line.field.id: line.start.id for line in DERIVATIONS.months},
    }
)
"""Numbers of months that go on by themselves, each with the date from which it runs, None where the form asks for none."""

DAY = timedelta(days=1)

COUNTED_ON = Text("counted on from the number of months entered", "υπολογισμένο από τον αριθμό μηνών που δηλώθηκε")


@dataclass(frozen=True, slots=True)
class Due:
    """
    The first *day* on which a count of months suffices.

    *exact* where the day is known from which it runs, else counted on from the number entered. The day can lie behind: then only a newer assessment is missing.
    """

    day: date
    exact: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """A *test* of time in a *criterion* of the set *name* that is not met yet, and when it will be."""

    name: str
    criterion: Criterion
    test: Comparison
    due: Due


@dataclass(frozen=True, slots=True)
class Passed:
    """
    A limit of age in a *criterion* of the set *name* that is met now.

    At the latest *within* that many months it is not met any more; 0 where the age entered lies on the last value that is.
    """

    name: str
    criterion: Criterion
    test: Comparison
    within: int


def due(test: Comparison, case: Case, today: date) -> Due | None:
    """
    Return when *test*, which asks for a number of months or more, is met if nothing else changes; None where there is nothing to count from.

    It is counted from the start date, or else on from the months entered at the day of assessment, which without an answer is *today*.
    """
    start = case.get(STARTS[test.field.id] or "")
    entered = case.get(test.field.id)
    if isinstance(start, date):
        return Due(_first(start, 0.0, test), exact=True)
    if not isinstance(entered, float | Interval):
        return None
    assessed = case.get(ASSESSMENT_DATE.id)
    fewest = entered.low if isinstance(entered, Interval) else entered
    return Due(_first(assessed if isinstance(assessed, date) else today, fewest, test), exact=False)


def _first(start: date, before: float, test: Comparison) -> date:
    """Return the first day on which *before* and the months since *start* meet *test*."""
    left = steady(test.limit - before)
    day = reached(start, max(0.0, left))
    beyond = not test.relation.holds(test.limit, test.limit) or test.leaves_open(test.limit)
    while beyond and months_between(start, day) <= left:
        day += DAY
    return day


def _waiting(part: Condition, test: Comparison, known: Known) -> bool:
    """Return whether *part* of a criterion is not met yet, and time alone can bring *test* in it to where *part* may be."""
    if test.relation not in {Relation.AT_LEAST, Relation.ABOVE} or assess(test, known).worst is Outcome.MET:
        return False
    later = {**known, test.field.id: test.limit + test.field.step}
    return assess(part, known).worst is not Outcome.MET and assess(part, later).best is not Outcome.NOT_MET


def times(case: Case, sets: Iterable[str], today: date) -> tuple[Reached, ...]:
    """Return each test of time in *sets*, ids of sets, that is not met yet and for which a day can be said, by day; contradicted numbers are left out."""
    facts = derive(case)
    found = []
    for name, criterion, part, test in _compared(sets):
        if (
            test.field.id in STARTS
            and test.field.id not in facts.contested
            and _waiting(part, test, facts.known)
            and (when := due(test, case, today))
        ):
            found.append(Reached(name, criterion, test, when))
    return tuple(sorted(found, key=lambda one: one.due.day))


def oldest(age: float | Interval) -> float:
    """Return the *age*, or the highest that its bounds name."""
    return age.ends[-1] if isinstance(age, Interval) else age


def ages(case: Case, sets: Iterable[str]) -> tuple[Passed, ...]:
    """Return each upper limit of age in *sets*, ids of sets, that is met now, with the months within which it is passed, the soonest first."""
    age = case.get(AGE_YEARS.id)
    if not isinstance(age, float | Interval):
        return ()
    found = [
        # Rounded before it is rounded up: 54.9 years are 1.2 months from 55, and 54.5 are not more than 6.
        Passed(name, criterion, test, math.ceil(round((test.limit - oldest(age)) * MONTHS_OF_A_YEAR, 6)))
        for name, criterion, _, test in _compared(sets)
        if test.field is AGE_YEARS
        and test.relation in {Relation.BELOW, Relation.AT_MOST}
        and assess(test, {AGE_YEARS.id: age}).worst is Outcome.MET
    ]
    return tuple(sorted(found, key=lambda one: one.within))


def _compared(sets: Iterable[str]) -> Iterable[tuple[str, Criterion, Condition, Comparison]]:
    for name in sets:
        if SETS[name].kind.decides:
            for criterion in SETS[name].criteria:
                for part in conjuncts(criterion.test):
                    for leaf in leaves(part):
                        if isinstance(leaf, Comparison):
                            yield name, criterion, part, leaf
