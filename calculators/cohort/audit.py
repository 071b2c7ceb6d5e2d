"""
What the published sets say of a whole cohort: counted, never averaged.

Each patient counts once a set. Whoever cannot be decided is neither met nor not met, and is counted apart with the reasons.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import cast

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
            self.needs.update(dict.fromkeys(result.needs, patients))
        failed = [name for name, finding in result.findings.items() if finding.truth is Truth.NOT_MET]
        for name, finding in result.findings.items():
            one = self.criterion[name]
            one.truths[finding.truth] += patients
            if finding.truth is Truth.UNKNOWN:
                one.missing.update(dict.fromkeys(finding.missing, patients))
                one.wording.update(dict.fromkeys(finding.wording, patients))
                one.contradicted += patients * bool(finding.contradiction)
        if len(failed) == 1:
            self.criterion[failed[0]].alone += patients


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


class Audit:
    """Counts a cohort, a chunk at a time."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.rows = 0
        self.sets = {name: SetAudit(criteria) for name, criteria in SETS.items()}
        self.answered: Counter[str] = Counter()
        self.flags: Counter[Flag] = Counter()
        self._verdicts: Counter[tuple[Verdict, ...]] = Counter()

    def add(self, columns: Mapping[str, Column], judged: Judged) -> None:
        """Count the patients of *judged*, whose answers are *columns*."""
        self.rows += len(judged.flags)
        self.answered.update({name: len(column) - column.count(None) for name, column in columns.items()})
        for name, results in judged.sets.items():
            for result, patients in _counted(results):
                self.sets[name].add(result, patients)
        for flags, patients in _counted(judged.flags):
            self.flags.update(dict.fromkeys(flags, patients))
            self._of_other_patients(flags, patients)
        for criteria in DECIDING:
            self._beside(self.sets[criteria.id], judged)
        verdicts = [[result.verdict for result in judged.sets[criteria.id]] for criteria in DECIDING]
        self._verdicts.update(zip(*cast("list[list[Verdict]]", verdicts), strict=True))

    def _of_other_patients(self, flags: tuple[Flag, ...], patients: int) -> None:
        for name in {name for flag in flags if flag.kind is AlertKind.POPULATION for name in flag.sets}:
            self.sets[name].others += patients

    def _beside(self, audit: SetAudit, judged: Judged) -> None:
        name = audit.criteria.id
        both = zip(judged.sets[name], judged.flags, strict=True)
        for flags, patients in _counted([flags for result, flags in both if result.verdict is Verdict.MET]):
            said = {flag.id for flag in flags if flag.kind in COUNTED_BESIDE and name in flag.sets}
            audit.beside.update(dict.fromkeys(said, patients))
            audit.met_with_flag += patients * bool(said)

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
        return found.most_common()

    @property
    def missing(self) -> dict[str, Share]:
        """For each field how many patients it is not answered for."""
        return {name: Share(self.rows - self.answered[name], self.rows) for name in FIELDS}


def _counted[Item](items: Iterable[Item]) -> list[tuple[Item, int]]:
    """Return each of *items*, which patients share, with how many do."""
    kept = list(items)
    shared = {id(item): item for item in kept}
    return [(shared[place], patients) for place, patients in Counter(map(id, kept)).items()]
