"""
What would have to be different for a set that is not met: the fewest answers that change, and how far.

A set is a conjunction, so that tests without a common question can be mended one by one. Within such a part every combination of changes is tried,
one number standing for each piece between two limits: the answer is exact. What is not answered is taken favourably.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, combinations, islice, product
from types import MappingProxyType
from typing import assert_never

from calculators.analysis.dates import STARTS, Due, due, oldest
from calculators.engine.breakpoints import BLOCK_OF, FORM_ORDER, joined, partition, possible_answers
from calculators.engine.case import Case, fully_answered
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import Facts, derive
from calculators.engine.evaluate import Verdict, judge
from calculators.formulas.months import MONTHS_OF_A_YEAR, months_between
from calculators.model.conditions import Condition, assess, conjuncts, fields_of, leaves
from calculators.model.fields import Answer, Choice, Comparison, DateField, Number, Relation, YesNo, options_of
from calculators.model.intervals import Interval
from calculators.model.sets import Criterion
from calculators.model.text import Text
from calculators.model.truth import Finding, Outcome
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import ASSESSMENT_DATE
from calculators.vocabulary.patient import AGE_YEARS

MOST_ALTERNATIVES = 12

HIGHEST_HOLDS = Text(
    "Of several specimens the highest value holds; only a corrected report changes it.",
    "Μεταξύ πολλαπλών δειγμάτων ισχύει η υψηλότερη τιμή· αλλάζει μόνο με διορθωμένη έκθεση.",
)
HISTORY = Text("What has happened does not change.", "Ό,τι έχει συμβεί δεν αλλάζει.")
FIXED: Mapping[str, Text] = MappingProxyType(
    {
        "age_years": Text("Age does not go back.", "Η ηλικία δεν μειώνεται."),
        "tumour_family": Text("The kind of tumour does not change.", "Το είδος του όγκου δεν αλλάζει."),
        "primary_site": Text("Where the tumour arose does not change.", "Η πρωτοπαθής εστία του όγκου δεν αλλάζει."),
        "histology": Text("The kind of tumour does not change.", "Το είδος του όγκου δεν αλλάζει."),
        "differentiation": HIGHEST_HOLDS,
        "ki67_percent": HIGHEST_HOLDS,
        "mitoses_per_2mm2": HIGHEST_HOLDS,
        "who_grade": HIGHEST_HOLDS,
        "synchronous": HISTORY,
        "solid_organ_metastasis_ever": HISTORY,
        "prior_whipple": HISTORY,
        "disease_free_interval_months": HISTORY,
        **{line.start.id: HISTORY for line in DERIVATIONS.months},
    }
)
"""Fields that nobody can change, and why."""

NOT_TOGETHER = Text(
    "No change of this answer is compatible with the other answers.",
    "Καμία αλλαγή της απάντησης δεν συμβιβάζεται με τις υπόλοιπες απαντήσεις.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """
    A *field* and the answers that it would need: numbers in one of *spans*, one of *options*, or for a date any day from *due* on.

    A count of months changes by waiting: *due* says until when. *nearest* stands for the nearest span or option, all of whose answers do alike.
    """

    field: str
    nearest: Answer | date
    spans: tuple[Interval, ...] = ()
    options: tuple[str | bool, ...] = ()
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """
    *changes* that go together; *needs* are the fields that would still be open.

    *ageing*: by the end of the wait, the age as entered passes a limit of the set that is met now.
    """

    changes: tuple[Change, ...]
    needs: tuple[str, ...]
    ageing: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A *test* of a *criterion* that cannot become met, because of *fields* that nobody can change: *why*."""

    criterion: Criterion
    test: Condition
    fields: tuple[str, ...]
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """
    What would change the set *name*, which is not met.

    With *obstacles* it cannot become met, and the *alternatives* are what would be needed besides. *more*: not all of them are given.
    """

    name: str
    alternatives: tuple[Alternative, ...]
    obstacles: tuple[Obstacle, ...]
    more: bool


type Piece = Interval | str | bool | date
"""Answers that no test of a set tells apart: a span of numbers, an option, or the days from one on up to the next that counts."""


def changed(case: Case, values: Mapping[str, Answer | date]) -> Case:
    """Return *case* with *values* instead; a number of months that was entered along with its dates goes with the day of assessment."""
    new = {**case, **values}
    for line in DERIVATIONS.months:
        start, end = new.get(line.start.id), new.get(line.end.id)
        moved = line.field.id in case and end != case.get(line.end.id)
        if moved and isinstance(start, date) and isinstance(end, date):
            new[line.field.id] = months_between(start, end)
    return new


def _sample(piece: Piece) -> Answer | date:
    return piece.sample if isinstance(piece, Interval) else piece


def _boxes(steps: Iterable[tuple[Piece, ...]]) -> list[tuple[tuple[Piece, ...], ...]]:
    """Return *steps*, one piece a field, as boxes: several pieces a field of which each goes with each."""
    tails: dict[Piece, list[tuple[Piece, ...]]] = {}
    for step in steps:
        if not step:
            return [()]
        tails.setdefault(step[0], []).append(step[1:])
    heads: dict[tuple[tuple[Piece, ...], ...], list[Piece]] = {}
    for head, rest in tails.items():
        heads.setdefault(tuple(rest), []).append(head)
    return [(tuple(same), *box) for rest, same in heads.items() for box in _boxes(rest)]


@lru_cache(maxsize=1024)
def _facts(answers: frozenset[tuple[str, Answer | date]]) -> Facts:
    """Return what is known; sets ask about the same answers again and again."""
    return derive(dict(answers))


def _open_fields(tests: Iterable[Condition], case: Case) -> list[str]:
    """Return what is open, or only bounded, among the fields of *tests* and those that say something of them."""
    fields = dict.fromkeys(field.id for test in tests for field in fields_of(test))
    related = dict.fromkeys(
        other for name in fields for other in BLOCK_OF.get(name, ()) if other not in DERIVATIONS.dated
    )
    bounded = [name for name in fields if name not in related and isinstance(case.get(name), Interval)]
    return [*(name for name in related if name not in fully_answered(case)), *bounded]


def _completions(tests: Iterable[Condition], case: Case) -> Iterable[Case]:
    """Yield answers to all that is open among the fields of *tests* and those that say something of them, one for each piece between two limits."""
    free = _open_fields(tests, case)
    for values in product(*(possible_answers(FIELDS[name], case.get(name)) for name in free)):
        yield dict(zip(free, values, strict=True))


def _around(now: Answer | date) -> Interval:
    """Return the interval in which a number that is answered by *now* lies."""
    return now if isinstance(now, Interval) else Interval(float(now), float(now))  # type: ignore[arg-type]  # a number


def _other_spans(field: Number, now: Interval) -> tuple[Interval, ...]:
    """Return the spans of *field* in which nothing of *now* lies, the nearest first; of a count of months only those ahead."""
    others = [span for span in partition(field) if span.shared(now) is None]
    ahead = [span for span in others if span.low >= now.sample] if field.id in STARTS else others
    return tuple(sorted(ahead, key=lambda span: abs(span.sample - now.sample)))


@dataclass(frozen=True, slots=True)
class _Part:
    """Tests of a set that have questions in common, each with its criterion, and what of the *case* bears on them."""

    tests: tuple[tuple[Criterion, Condition], ...]
    case: Case
    today: date

    def contested(self) -> frozenset[str]:
        return frozenset(conflict.field for conflict in _facts(frozenset(self.case.items())).conflicts)

    def able(self, tests: Iterable[Condition], values: Mapping[str, Answer | date]) -> bool:
        """Return whether some patient with *values* meets all *tests*: what is not answered is taken favourably, but goes together."""
        case = changed(self.case, values)
        found = self.found(tests, case)
        if found is None or any(finding.best is not Outcome.MET for finding in found):
            return False
        return all(finding.settled for finding in found) or any(
            self.all_met(tests, {**case, **rest}) for rest in _completions(tests, case)
        )

    def refused(self, test: Condition) -> bool:
        """Return whether the answers as they are refuse *test*."""
        return assess(test, _facts(frozenset(self.case.items())).known).best is not Outcome.MET

    def found(self, tests: Iterable[Condition], case: Case) -> list[Finding] | None:
        """Return what is known of each of *tests*, None where an answer of *case* contradicts another that did not before."""
        facts = _facts(frozenset(case.items()))
        if not {conflict.field for conflict in facts.conflicts} <= self.contested():
            return None
        return [assess(test, facts.known) for test in tests]

    def all_met(self, tests: Iterable[Condition], case: Case) -> bool:
        """Return whether *case* leaves every one of *tests* able to be met, as far as its fields say something of one another."""
        found = self.found(tests, case)
        return found is not None and all(finding.best is Outcome.MET for finding in found)

    def movable(self) -> list[str]:
        """Return the answered fields that can change, in form order; a number of months that follows from dates moves with the day of assessment."""
        dated = {line.field.id for line in DERIVATIONS.months if {line.start.id, line.end.id} <= self.case.keys()}
        return [name for name in FIELDS if name in self.case and name not in FIXED and name not in dated]

    def others(self, name: str) -> tuple[Piece, ...]:
        """Return what else could be answered to the field *name*, of numbers the nearest first; time only goes on."""
        field, now = FIELDS[name], self.case[name]
        match field:
            case Number():
                return _other_spans(field, _around(now))
            case Choice() | YesNo():
                return tuple(option for option in options_of(field) if option != now)
            case DateField():
                return tuple(day for day in self.days() if isinstance(now, date) and day > now)
            case _:
                assert_never(field)

    def days(self) -> list[date]:
        """Return the days on which a count of months that follows from a date of the case reaches a limit of the tests, in order."""
        compared = [
            leaf
            for _, test in self.tests
            for leaf in leaves(test)
            if isinstance(leaf, Comparison) and STARTS.get(leaf.field.id) in self.case
        ]
        return sorted({when.day for leaf in compared if (when := due(leaf, self.case, self.today))})

    def fewest(self, tests: tuple[Condition, ...]) -> list[tuple[Change, ...]]:
        """Return all ways to make *tests* able to be met with as few changes as that takes; none where there is no way."""
        others = {name: self.others(name) for name in self.movable()}
        for size in range(len(others) + 1):
            found = [
                way
                for chosen in combinations(others, size)
                for way in self.ways(tests, {name: others[name] for name in chosen})
            ]
            if found:
                return found
        return []

    def ways(self, tests: tuple[Condition, ...], others: Mapping[str, tuple[Piece, ...]]) -> list[tuple[Change, ...]]:
        """Return all ways to make *tests* able to be met by changing each field of *others* to one of its pieces."""
        steps = [
            step
            for step in product(*others.values())
            if self.able(tests, {name: _sample(piece) for name, piece in zip(others, step, strict=True)})
        ]
        return [
            tuple(self.change(name, allowed) for name, allowed in zip(others, box, strict=True))
            for box in _boxes(steps)
        ]

    def change(self, name: str, allowed: tuple[Piece, ...]) -> Change:
        """Return the change of the field *name* to any of *allowed*, the nearest of which stands first."""
        field = FIELDS[name]
        nearest = _sample(allowed[0])
        if isinstance(field, Number):
            spans = joined(
                sorted(
                    (piece for piece in allowed if isinstance(piece, Interval)),
                    key=lambda span: (span.low, not span.with_low),
                )
            )
            relation = Relation.AT_LEAST if spans[0].with_low else Relation.ABOVE
            waiting = due(Comparison(field, relation, spans[0].low), self.case, self.today) if name in STARTS else None
            return Change(name, nearest, spans=spans, due=waiting)
        if isinstance(nearest, date):
            return Change(name, nearest, due=Due(nearest, exact=True))
        return Change(name, nearest, options=tuple(option for option in allowed if isinstance(option, str | bool)))

    def obstacle(self, criterion: Criterion, test: Condition) -> Obstacle:
        """Return why *test* of *criterion* cannot become met."""
        own = [field.id for field in fields_of(test) if field.id in FIXED and field.id in self.case]
        fixed = own or [name for name in self.case if name in FIXED]
        why = dict.fromkeys(FIXED[name] for name in fixed) or (NOT_TOGETHER,)
        return Obstacle(criterion, test, tuple(fixed), tuple(why))


def _parts(name: str, case: Case, today: date) -> list[_Part]:
    """Return the set *name* in parts that have no question in common."""
    groups: list[tuple[set[str], list[tuple[Criterion, Condition]]]] = []
    for criterion in SETS[name].criteria:
        for test in conjuncts(criterion.test):
            reads = {source for field in fields_of(test) for source in BLOCK_OF.get(field.id, (field.id,))}
            tests = [(criterion, test)]
            for group in [group for group in groups if group[0] & reads]:
                groups.remove(group)
                reads |= group[0]
                tests = group[1] + tests
            groups.append((reads, tests))
    return [
        _Part(tuple(tests), {field: answer for field, answer in case.items() if field in reads}, today)
        for reads, tests in groups
    ]


def _solve(part: _Part) -> tuple[list[tuple[Change, ...]], list[Obstacle]]:
    """Return all ways to mend *part* with the fewest changes, and what of it cannot be mended."""
    if ways := part.fewest(tuple(test for _, test in part.tests)):
        return ways, []
    hopeless = _hopeless(part)
    rest = tuple(test for criterion, test in part.tests if (criterion, test) not in hopeless)
    return part.fewest(rest) or [()], [part.obstacle(criterion, test) for criterion, test in hopeless]


def _hopeless(part: _Part) -> list[tuple[Criterion, Condition]]:
    """Return the tests of *part*, which cannot all become met, that stand in the way: what the answers refuse before what they merely rule out."""
    alone = [(criterion, test) for criterion, test in part.tests if not part.fewest((test,))]
    refused = [(criterion, test) for criterion, test in alone if part.refused(test)]
    return refused or alone or [(criterion, test) for criterion, test in part.tests if not part.able((test,), {})]


def _ageing(name: str, case: Case, until: date, today: date) -> bool:
    """Return whether the age as entered passes, by the day *until*, a limit of the set *name* that is met now."""
    age, assessed = case.get(AGE_YEARS.id), case.get(ASSESSMENT_DATE.id)
    start = assessed if isinstance(assessed, date) else today
    if not isinstance(age, float | Interval) or until <= start:
        return False
    then = {AGE_YEARS.id: oldest(age) + months_between(start, until) / MONTHS_OF_A_YEAR}
    tests = [
        test
        for criterion in SETS[name].criteria
        for test in conjuncts(criterion.test)
        if fields_of(test) == (AGE_YEARS,)
    ]
    return any(
        assess(test, {AGE_YEARS.id: age}).worst is Outcome.MET and assess(test, then).worst is not Outcome.MET
        for test in tests
    )


def _alternative(name: str, case: Case, changes: Iterable[Change], today: date) -> Alternative:
    """Return what becomes of the set *name* where *changes* are made together."""
    ordered = sorted(changes, key=lambda change: FORM_ORDER[change.field])
    after = judge(SETS[name], derive(changed(case, {change.field: change.nearest for change in ordered})))
    waits = [change.due.day for change in ordered if change.due]
    return Alternative(tuple(ordered), after.needs, bool(waits) and _ageing(name, case, max(waits), today))


def what_if(case: Case, name: str, today: date) -> WhatIf | None:
    """
    Return what would change the set *name*, None where it is not "not met".

    Every alternative changes as few answers as possible, and with it each criterion can be met. *today* is where waiting begins when no day of
    assessment is entered.
    """
    if judge(SETS[name], derive(case)).verdict is not Verdict.NOT_MET:
        return None
    solved = [_solve(part) for part in _parts(name, case, today)]
    ways = list(islice(product(*(ways for ways, _ in solved)), MOST_ALTERNATIVES + 1))
    return WhatIf(
        name,
        tuple(_alternative(name, case, chain.from_iterable(way), today) for way in ways[:MOST_ALTERNATIVES]),
        tuple(obstacle for _, found in solved for obstacle in found),
        more=len(ways) > MOST_ALTERNATIVES,
    )
