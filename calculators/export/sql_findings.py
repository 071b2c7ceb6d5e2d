"""
What the rules find, in SQL: each condition has its worst and its best outcome (0 not met, 1 left open by the wording, 2 met).

"All of" is the smaller and "any of" the larger at each end, as in `calculators.model.truth`. NULL is never "no": what is not known lies between 0 and 2.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from calculators.engine.evaluate import TWO_CLASSES, VERDICTS
from calculators.export.sql_facts import KnownFacts, left_text, outcome_at, sets_left
from calculators.export.sql_words import (
    Stages,
    among,
    as_text,
    case,
    column,
    compare,
    concatenated,
    count,
    equals,
    every,
    extreme,
    is_null,
    joined,
    named,
    no,
    number,
    some,
    text,
)
from calculators.model.conditions import AllOf, AnyOf, Condition, assess
from calculators.model.fields import Answer, Comparison, Membership, Relation
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import Language, Text
from calculators.model.truth import Outcome, Truth
from calculators.vocabulary.form import FIELDS

type When[Item] = tuple[Item, exp.Expr]
"""Something that is said, and when."""


def first_of[Item](said: Sequence[When[Item]]) -> list[When[Item]]:
    """Return each thing that is *said*, and when it is said for the first time; the same thing can stand there more than once."""
    found: list[When[Item]] = []
    for at, (item, when) in enumerate(said):
        before = [other for same, other in said[:at] if same == item]
        found.append((item, every(when, no(some(before))) if before else when))
    return found


def texts(said: Iterable[When[str]]) -> list[exp.Expr]:
    """Return each text that is *said* when it is, else NULL."""
    return [case([(when, text(item))]) for item, when in said]


class Conditions:
    """Every condition of a query once, with the names of its columns `NAME_worst` and `NAME_best`."""

    def __init__(self, tests: Iterable[Condition], facts: KnownFacts) -> None:
        """Take the conditions *tests* about *facts*."""
        self._facts = facts
        self._levels: list[dict[Condition, str]] = []
        self._names: dict[Condition, str] = {}
        for test in tests:
            self._place(test)

    def _place(self, test: Condition) -> int:
        parts = test.parts if isinstance(test, AllOf | AnyOf) else ()
        level = max((self._place(part) + 1 for part in parts), default=0)
        while len(self._levels) <= level:
            self._levels.append({})
        name = self._names.setdefault(test, f"test_{len(self._names) + 1}")
        self._levels[level][test] = name
        return level

    def ends(self, test: Condition) -> tuple[exp.Expr, exp.Expr]:
        """Return the worst and the best outcome of *test*."""
        name = self._names[test]
        return column(f"{name}_worst"), column(f"{name}_best")

    def met(self, test: Condition) -> exp.Expr:
        """Return whether *test* is met."""
        return equals(self.ends(test)[0], Outcome.MET)

    def not_met(self, test: Condition) -> exp.Expr:
        """Return whether *test* is not met."""
        return equals(self.ends(test)[1], Outcome.NOT_MET)

    def unknown(self, test: Condition) -> exp.Expr:
        """Return whether *test* is neither met nor not met."""
        return every(no(self.met(test)), no(self.not_met(test)))

    def unsettled(self, test: Condition) -> exp.Expr:
        """Return whether an answer still to come can change *test*."""
        worst, best = self.ends(test)
        return compare(exp.NEQ, worst, best)

    def add_to(self, stages: Stages) -> None:
        """Add a stage a level: conditions that stand alone, then those made of them."""
        for at, level in enumerate(self._levels):
            columns = []
            for test, name in level.items():
                worst, best = self._of(test)
                columns += [named(worst, f"{name}_worst"), named(best, f"{name}_best")]
            stages.add(f"conditions_{at}", columns)

    def _of(self, test: Condition) -> tuple[exp.Expr, exp.Expr]:
        match test:
            case Comparison():
                return self._comparison(test)
            case Membership():
                return self._membership(test)
            case _:
                kind: type[exp.Least | exp.Greatest] = exp.Least if isinstance(test, AllOf) else exp.Greatest
                worsts, bests = zip(*map(self.ends, test.parts), strict=True)
                return extreme(kind, worsts), extreme(kind, bests)

    def _comparison(self, test: Comparison) -> tuple[exp.Expr, exp.Expr]:
        low, high = self._facts.ends(test.field)
        at_worst, at_best = (high, low) if test.relation in {Relation.BELOW, Relation.AT_MOST} else (low, high)
        best = case([(is_null(low), number(Outcome.MET))], outcome_at(test, at_best))
        return outcome_at(test, at_worst), best

    def _membership(self, test: Membership) -> tuple[exp.Expr, exp.Expr]:
        left = self._facts.left(test.field)
        nothing = assess(test, {})
        ends: list[exp.Expr] = []
        for worst in (True, False):
            default = nothing.worst if worst else nothing.best
            by_outcome: dict[Outcome, list[str]] = {}
            for options in self._sets_left(test):
                found = assess(test, {test.field.id: options})
                outcome = found.worst if worst else found.best
                if outcome is not default:
                    by_outcome.setdefault(outcome, []).append(left_text(test.field, options))
            pairs = [(among(left, told), number(outcome)) for outcome, told in by_outcome.items()]
            ends.append(case(pairs, number(default)))
        return ends[0], ends[1]

    def _sets_left(self, test: Membership) -> tuple[frozenset[Answer], ...]:
        return sets_left(test.field, self._facts.bounded)

    def missing(self, test: Condition) -> list[When[str]]:
        """Return the fields that *test* can wait for, in order, each with when it does; a field can stand there more than once."""
        worst, best = self.ends(test)
        if not isinstance(test, AllOf | AnyOf):
            return [(test.field.id, self.unsettled(test))]
        found: list[When[str]] = []
        for part in test.parts:
            part_worst, part_best = self.ends(part)
            # A part that cannot move the whole is not waited for.
            moves = compare(exp.LT, part_worst, best) if isinstance(test, AllOf) else compare(exp.GT, part_best, worst)
            found += [(name, every(self.unsettled(part), moves, when)) for name, when in self.missing(part)]
        return found

    def wording(self, test: Condition) -> list[When[Text]]:
        """Return what the published wording of *test* leaves open, each with when it does."""
        match test:
            case Comparison():
                said = test.ambiguous
                return (
                    [] if said is None else [(said, every(*(equals(end, Outcome.WORDING) for end in self.ends(test))))]
                )
            case Membership():
                return self._reasons(test)
            case _:
                unknown = self.unknown(test)
                return [(said, every(unknown, when)) for part in test.parts for said, when in self.wording(part)]

    def _reasons(self, test: Membership) -> list[When[Text]]:
        left = self._facts.left(test.field)
        when: dict[Text, list[str]] = {said: [] for said in test.ambiguous.values()}
        for options in self._sets_left(test):
            for said in assess(test, {test.field.id: options}).wording:
                when[said].append(left_text(test.field, options))
        ordered = assess(test, {test.field.id: frozenset(test.ambiguous)}).wording if test.ambiguous else ()
        return [(said, among(left, when[said])) for said in ordered]


TRUTHS: Mapping[Truth, str] = {truth: truth.value for truth in Truth}


def _said(worst: exp.Expr, best: exp.Expr, words: Mapping[Truth, str]) -> exp.Expr:
    return case(
        [
            (equals(worst, Outcome.MET), text(words[Truth.MET])),
            (equals(best, Outcome.NOT_MET), text(words[Truth.NOT_MET])),
        ],
        text(words[Truth.UNKNOWN]),
    )


@dataclass(frozen=True, slots=True)
class SetFindings:
    """
    What is found of one set: its *criteria*, whose tests are among the *conditions* about *facts*.

    *waits* tells the criteria, the fields that they wait for, and the columns that say whether they do.
    """

    criteria: CriteriaSet
    conditions: Conditions
    facts: KnownFacts
    waits: list[tuple[str, str, str]] = field(default_factory=list)

    def waiting(self) -> list[exp.Expr]:
        """Return the columns that say for which fields each criterion waits; answers that contradict each other are not asked for."""
        columns: list[exp.Expr] = []
        for criterion in self._each:
            for name, when in first_of(self.conditions.missing(criterion.test)):
                contested = self.facts.contested(FIELDS[name])
                place = self._column(f"waits_{len(self.waits) + 1}")
                self.waits.append((criterion.id, name, place))
                columns.append(named(every(when, no(contested)) if contested else when, place))
        if not self.criteria.kind.decides:
            tests = [one.test for one in self._each]
            columns.append(named(count(map(self.conditions.met, tests)), self._column("met")))
            columns.append(named(count(map(self.conditions.not_met, tests)), self._column("not_met")))
        return columns

    def reasons(self, language: Language) -> tuple[list[exp.Expr], list[exp.Expr]]:
        """
        Return the columns that say why each criterion is open, as the parts of a list that says in *language* what it says in words.

        Before them come the columns of the answers that contradict each other, on which they rest.
        """
        against = {one.id: texts((_json(name), when) for name, when in self.contradiction(one)) for one in self._each}
        names = [
            named(joined(against[one.id], ", "), self._at(one, "against")) for one in self._each if against[one.id]
        ]
        columns: list[exp.Expr] = []
        for one in self._each:
            parts: list[exp.Expr] = []
            if against[one.id]:
                answers = column(self._at(one, "against"))
                told = concatenated([text('{"contradiction": ['), answers, text("]}")])
                parts.append(case([(compare(exp.NEQ, answers, ""), told)]))
            parts += texts((_json({"missing": name}), when) for name, when in self.missing(one))
            parts += texts((_json({"wording": said[language]}), when) for said, when in self.wording(one))
            columns.append(named(joined(parts, ", "), self._at(one, "because")))
        return names, columns

    @property
    def _each(self) -> tuple[Criterion, ...]:
        return self.criteria.criteria

    def _at(self, criterion: Criterion, name: str) -> str:
        return self._column(f"{name}_{self._each.index(criterion)}")

    def _column(self, name: str) -> str:
        """Return the name of a column of the set."""
        return f"{self.criteria.id.replace('-', '_')}__{name}"

    @property
    def _clash(self) -> exp.Expr:
        """Whether a patient is in two classes of the set: the wording leaves each of them open."""
        return compare(exp.GT, self.count_met, 1)

    @property
    def count_met(self) -> exp.Expr:
        """How many criteria of a set that gives no verdict are met."""
        return column(self._column("met"))

    @property
    def count_not_met(self) -> exp.Expr:
        """How many criteria of a set that gives no verdict are not met."""
        return column(self._column("not_met"))

    @property
    def _classes(self) -> bool:
        return self.criteria.kind is Kind.CLASSES

    def met(self, criterion: Criterion) -> exp.Expr:
        """Return whether *criterion* is met."""
        met = self.conditions.met(criterion.test)
        return every(met, no(self._clash)) if self._classes else met

    def truth(self, criterion: Criterion) -> exp.Expr:
        """Return the truth of *criterion* as a text."""
        said = _said(*self.conditions.ends(criterion.test), TRUTHS)
        if not self._classes:
            return said
        clash = every(self._clash, self.conditions.met(criterion.test))
        return case([(clash, text(Truth.UNKNOWN.value))], said)

    @property
    def ends(self) -> tuple[exp.Expr, exp.Expr]:
        """The worst and the best outcome of all criteria together."""
        worsts, bests = zip(*(self.conditions.ends(one.test) for one in self.criteria.criteria), strict=True)
        return extreme(exp.Least, worsts), extreme(exp.Least, bests)

    def outcome(self) -> exp.Expr:
        """Return what the set comes to: a verdict, the number of factors present, or the class."""
        match self.criteria.kind:
            case Kind.FACTORS:
                return self._factors()
            case Kind.CLASSES:
                return case(((when, text(name)) for name, when in self.classes()), text(""))
            case _:
                return _said(*self.ends, {truth: verdict.value for truth, verdict in VERDICTS.items()})

    def _factors(self) -> exp.Expr:
        present = self.count_not_met
        most = compare(exp.Sub, number(len(self.criteria.criteria)), self.count_met)
        span = concatenated([as_text(present), text("-"), as_text(most)])
        return case([(equals(present, most), as_text(present))], span)

    def classes(self) -> list[When[str]]:
        """Return the classes, each with when it is the patient's: no other can be, then."""
        alone = every(equals(self.count_met, 1), equals(self.count_not_met, len(self.criteria.criteria) - 1))
        return [(one.id, every(self.conditions.met(one.test), alone)) for one in self.criteria.criteria]

    def missing(self, criterion: Criterion) -> list[When[str]]:
        """Return the fields that *criterion* waits for, each with when it does for the first time."""
        return [(name, column(place)) for one, name, place in self.waits if one == criterion.id]

    def needs(self) -> list[When[str]]:
        """Return the fields whose answers can still change the outcome, each once, with when they can."""
        best = self.ends[1]
        waiting: list[When[str]] = []
        for criterion in self.criteria.criteria:
            can_move: exp.Expr = exp.true()
            if self.criteria.kind.decides:
                moves = compare(exp.LT, self.conditions.ends(criterion.test)[0], best)
                can_move = every(self.conditions.unsettled(criterion.test), moves)
            if self._classes:
                can_move = no(self._clash)
            waiting += [(name, every(can_move, when)) for name, when in self.missing(criterion)]
        return first_of(waiting)

    def contradiction(self, criterion: Criterion) -> list[When[str]]:
        """Return the answers whose contradiction leaves *criterion* open, each once, with when it does."""
        found: list[When[str]] = []
        for name, when in self.conditions.missing(criterion.test):
            if self.facts.contested(FIELDS[name]) is not None:
                found += [(answer, every(when, against)) for answer, against in self.facts.against(FIELDS[name])]
        return first_of(found)

    def wording(self, criterion: Criterion) -> list[When[Text]]:
        """Return what the published wording leaves open of *criterion*, each once, with when it does."""
        said = self.conditions.wording(criterion.test)
        if not self._classes:
            return first_of(said)
        clash = every(self._clash, self.conditions.met(criterion.test))
        return [*((one, every(no(clash), when)) for one, when in first_of(said)), (TWO_CLASSES, clash)]

    def because(self, criterion: Criterion) -> exp.Expr:
        """Return why *criterion* is unknown, as JSON; empty where it is not."""
        parts = column(self._at(criterion, "because"))
        return case([(compare(exp.NEQ, parts, ""), concatenated([text("["), parts, text("]")]))], text(""))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
