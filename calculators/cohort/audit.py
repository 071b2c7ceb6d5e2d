"""
What the published sets say of a whole cohort: counted, never averaged.

Each patient counts once a set. Whoever cannot be decided is neither met nor not met, and is counted apart with the reasons.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, compress
from typing import Self, cast

from calculators.engine.alerts import AlertKind
from calculators.engine.batch import Column, Flag, Judged
from calculators.engine.evaluate import SetResult, Verdict
from calculators.formulas.agreement import Kappa, kappa, share
from calculators.model.sets import CriteriaSet, Criterion
from calculators.model.text import Text
from calculators.model.truth import Truth
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary.form import FIELDS

DECIDING = tuple(criteria for criteria in SETS.values() if criteria.kind.decides)
"""The sets that give a verdict."""

COMPARED = tuple(
    pair
    for group in GROUPS
    if group.compared
    for pair in combinations([criteria for criteria in group.sets if criteria.kind.decides], 2)
)
"""Every two sets that answer the same question."""

type Flags = tuple[Flag, ...]

COUNTED_BESIDE = (AlertKind.CONTRAINDICATION, AlertKind.GUARD, AlertKind.DOUBT)
"""What is counted beside a set that is met; nobody is met whose answers contradict each other there."""


@dataclass(frozen=True, slots=True)
class Share:
    """*count* of *total* patients, with the 95 % interval of the share, between 0 and 1; no share of nobody."""

    count: int
    total: int

    @property
    def share(self) -> float | None:
        """The share, between 0 and 1."""
        return self.count / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share, after Wilson."""
        return share(self.count, self.total) if self.total else None


@dataclass(slots=True)
class CriterionAudit:
    """How many patients one *criterion* is met by, not met by or open for, and why it is open: fields that are missing, wordings, contradictions."""

    criterion: Criterion
    truths: Counter[Truth] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    wording: Counter[Text] = field(default_factory=Counter)
    contradicted: int = 0
    alone: int = 0
    """How many fail the set by this criterion only, all others being met or open."""


def most_frequent[Item: (str, tuple[str, ...])](counts: Mapping[Item, int]) -> list[tuple[Item, int]]:
    """
    Return *counts*, the most frequent first, and what is as frequent by its name.

    >>> most_frequent({"b": 1, "c": 2, "a": 1})
    [('c', 2), ('a', 1), ('b', 1)]
    """
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _more[Item](counts: Counter[Item], items: Iterable[Item], patients: int) -> None:
    """Count each of *items* for so many *patients*; `Counter.update` takes four times as long."""
    for item in items:
        counts[item] += patients


@dataclass(slots=True)
class SetAudit:
    """
    What one set says of a cohort: its *verdicts*, or its *outcomes* where it gives none (the number of factors, or the class), and each criterion.

    *needs* counts, among the undecided, the fields that would decide; *beside* counts the flags beside a "met"; *others* are the patients for whom the
    set was not published.
    """

    criteria: CriteriaSet
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    criterion: dict[str, CriterionAudit] = field(default_factory=dict)
    needs: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    met_with_flag: int = 0
    others: int = 0

    def __post_init__(self) -> None:
        """Begin with every criterion, in the order of the source."""
        self.criterion = {one.id: CriterionAudit(one) for one in self.criteria.criteria}

    def share(self, verdict: Verdict) -> Share:
        """Return how many of all patients have *verdict*."""
        return Share(self.verdicts[verdict], self.verdicts.total())

    def add(self, result: SetResult, patients: int) -> None:
        """Count *result* for so many *patients*."""
        if result.verdict is None:
            self.outcomes[outcome_of(result)] += patients
        else:
            self.verdicts[result.verdict] += patients
        if result.verdict in {Verdict.UNDECIDED, None}:
            _more(self.needs, result.needs, patients)
        failed = [name for name, finding in result.findings.items() if finding.truth is Truth.NOT_MET]
        for name, finding in result.findings.items():
            one = self.criterion[name]
            one.truths[finding.truth] += patients
            if finding.truth is Truth.UNKNOWN:
                _more(one.missing, finding.missing, patients)
                _more(one.wording, finding.wording, patients)
                one.contradicted += patients * bool(finding.contradiction)
        if len(failed) == 1:
            self.criterion[failed[0]].alone += patients

    def flag(self, met: Iterable[tuple[Flags, int]]) -> None:
        """Count what stands beside a "met": the flags of those who are *met*, and how many patients have them."""
        for flags, patients in met:
            # In the order of the flags, so that the same patients give the same file.
            said = dict.fromkeys(
                flag.id for flag in flags if flag.kind in COUNTED_BESIDE and self.criteria.id in flag.sets
            )
            _more(self.beside, said, patients)
            self.met_with_flag += patients * bool(said)


def outcome_of(result: SetResult) -> str:
    """
    Return what *result* comes to in one cell of a table: the verdict, the number of adverse factors or the class, empty where there is none.

    Where factors are open, it is the least and the most that can be present: `1-3`.
    """
    if result.verdict is not None:
        return result.verdict.value
    if result.counts is None:
        return result.named or ""
    least = result.counts.present
    return f"{least}-{least + result.counts.unknown}" if result.counts.unknown else str(least)


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How two sets agree: *table* counts by the verdict of the *first* and that of the *second*; *kappa* is over those whom both decide.

    It is None where there is nobody, or where both always say the same.
    """

    first: CriteriaSet
    second: CriteriaSet
    table: Mapping[tuple[Verdict, Verdict], int]

    @property
    def decided(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The table of those whom both decide, met first."""
        met, not_met = Verdict.MET, Verdict.NOT_MET
        counts = self.table
        return (
            (counts.get((met, met), 0), counts.get((met, not_met), 0)),
            (counts.get((not_met, met), 0), counts.get((not_met, not_met), 0)),
        )

    @property
    def agreed(self) -> Share:
        """How many of those whom both decide they decide alike."""
        (both, first), (second, neither) = self.decided
        return Share(both + neither, both + first + second + neither)

    @property
    def kappa(self) -> Kappa | None:
        """Cohen's kappa over those whom both decide."""
        return kappa(self.decided)


class _Tally[Item]:
    """How many patients share each of the things that were found, told apart by being the same object; the batch lets patients share what is alike."""

    def __init__(self) -> None:
        self._patients: Counter[int] = Counter()
        self._items: dict[int, Item] = {}

    def add(self, items: Sequence[Item]) -> None:
        """Count *items*, one a patient."""
        places = list(map(id, items))
        self._patients.update(places)
        self._items.update(zip(places, items, strict=True))

    def __iter__(self) -> Iterator[tuple[Item, int]]:
        return ((self._items[place], patients) for place, patients in self._patients.items())


class Audit:
    """Counts a cohort, a chunk at a time; what it comes to is worked out when it is asked for, once for all patients of whom the same was found."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.rows = 0
        self.answered: Counter[str] = Counter()
        self._results = {name: _Tally[SetResult]() for name in SETS}
        self._flags = _Tally[Flags]()
        self._of_met = {criteria.id: _Tally[Flags]() for criteria in DECIDING}
        self._verdicts: Counter[tuple[Verdict, ...]] = Counter()

    @classmethod
    def of_counts(
        cls,
        rows: int,
        answered: Mapping[str, int],
        sets: dict[str, SetAudit],
        flags: Counter[Flag],
        verdicts: Counter[tuple[Verdict, ...]],
    ) -> Self:
        """
        Return what patients come to who were counted elsewhere.

        These are how many *rows* there are, for how many each field is *answered*, what each of the *sets* says, how many have each of the *flags*, and which
        *verdicts*, in the order of `DECIDING`.
        """
        found = cls()
        found.rows, found.answered, found._verdicts = rows, Counter(answered), verdicts
        found.__dict__ |= {"sets": sets, "flags": flags}
        return found

    def add(self, columns: Mapping[str, Column], judged: Judged) -> None:
        """Count the patients of *judged*, whose answers are *columns*."""
        self.rows += len(judged.flags)
        self.answered.update({name: len(column) - column.count(None) for name, column in columns.items()})
        for name, results in judged.sets.items():
            self._results[name].add(results)
        self._flags.add(judged.flags)
        verdicts = [[cast("Verdict", one.verdict) for one in judged.sets[criteria.id]] for criteria in DECIDING]
        for criteria, column in zip(DECIDING, verdicts, strict=True):
            self._of_met[criteria.id].add(list(compress(judged.flags, map(Verdict.MET.__eq__, column))))
        self._verdicts.update(zip(*verdicts, strict=True))
        for name in ("sets", "flags"):
            self.__dict__.pop(name, None)

    @cached_property
    def sets(self) -> dict[str, SetAudit]:
        """What each set says, by its id."""
        found = {name: SetAudit(criteria) for name, criteria in SETS.items()}
        for name, tally in self._results.items():
            for result, patients in tally:
                found[name].add(result, patients)
        for flags, patients in self._flags:
            for name in {name for flag in flags if flag.kind is AlertKind.POPULATION for name in flag.sets}:
                found[name].others += patients
        for name, met in self._of_met.items():
            found[name].flag(met)
        return found

    @cached_property
    def flags(self) -> Counter[Flag]:
        """How many patients have each flag."""
        found: Counter[Flag] = Counter()
        for flags, patients in self._flags:
            _more(found, flags, patients)
        return found

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """How every two sets agree that answer the same question."""
        places = {criteria.id: place for place, criteria in enumerate(DECIDING)}

        def table(first: CriteriaSet, second: CriteriaSet) -> Mapping[tuple[Verdict, Verdict], int]:
            found: Counter[tuple[Verdict, Verdict]] = Counter()
            for verdicts, patients in self._verdicts.items():
                one, other = verdicts[places[first.id]], verdicts[places[second.id]]
                found[one, other] += patients
            return found

        return tuple(Agreement(first, second, table(first, second)) for first, second in COMPARED)

    def met_by(self, sets: Iterable[CriteriaSet]) -> list[tuple[tuple[str, ...], int]]:
        """Return how many patients are met by exactly which of *sets*, by none of them among these; the most frequent first."""
        wanted = {criteria.id for criteria in sets}
        places, chosen = zip(*((place, one) for place, one in enumerate(DECIDING) if one.id in wanted), strict=True)
        found: Counter[tuple[str, ...]] = Counter()
        for verdicts, patients in self._verdicts.items():
            met = [verdicts[place] is Verdict.MET for place in places]
            found[tuple(criteria.id for criteria, one in zip(chosen, met, strict=True) if one)] += patients
        return most_frequent(found)

    @property
    def missing(self) -> dict[str, Share]:
        """For each field how many patients it is not answered for."""
        return {name: Share(self.rows - self.answered[name], self.rows) for name in FIELDS}
