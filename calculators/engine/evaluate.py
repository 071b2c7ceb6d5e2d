"""One patient against every published set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NoReturn

from calculators.engine.alerts import Alert, AlertKind, alerts
from calculators.engine.case import NOTHING_UNREAD, Case, Unread, read
from calculators.engine.derive import Facts, derive
from calculators.engine.plausibility import Suspicion, suspicions
from calculators.model.conditions import Known, Value, assess
from calculators.model.fields import options_of
from calculators.model.intervals import Interval
from calculators.model.sentences import COMMA
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import Language, Text, join, resolve
from calculators.model.truth import Finding, Outcome, Truth, all_met
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS


class Verdict(StrEnum):
    """What is said of a set."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDED = "undecided"

    def __bool__(self) -> NoReturn:
        """Refuse: three values do not fit into two."""
        message = "a verdict is not a bool: compare it"
        raise TypeError(message)


VERDICTS: Mapping[Truth, Verdict] = {
    Truth.MET: Verdict.MET,
    Truth.NOT_MET: Verdict.NOT_MET,
    Truth.UNKNOWN: Verdict.UNDECIDED,
}


TWO_CLASSES = Text(
    "the primary site and the histology name two different classes, and the source does not say which counts",
    "η εντόπιση και ο ιστολογικός τύπος οδηγούν σε δύο διαφορετικές ομάδες, και η πηγή δεν λέει ποια ισχύει",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many adverse factors are present, absent and not known."""

    present: int
    absent: int
    unknown: int


@dataclass(frozen=True, slots=True)
class SetResult:
    """
    What was found of one set: each criterion's finding, the outcome, and the fields whose answers can still change it.

    The outcome is a *verdict*, or for a set of factors the *counts*, or for a classification the class *named* (None where the patient is
    in none, or it is not known).
    """

    criteria: CriteriaSet
    findings: Mapping[str, Finding]
    verdict: Verdict | None
    needs: tuple[str, ...]
    counts: Counts | None = None
    named: str | None = None

    @property
    def contradiction(self) -> tuple[str, ...]:
        """The answers whose contradiction leaves the set open; none where it is decided."""
        if self.verdict in {Verdict.MET, Verdict.NOT_MET}:
            return ()
        still_open = (finding for finding in self.findings.values() if finding.truth is Truth.UNKNOWN)
        return tuple(dict.fromkeys(name for finding in still_open for name in finding.contradiction))

    def each(self) -> tuple[tuple[Criterion, Finding], ...]:
        """Return every criterion with its finding, in the order of the source."""
        return tuple((criterion, self.findings[criterion.id]) for criterion in self.criteria.criteria)

    def outcome(self) -> dict[str, Any]:
        """Return the outcome as plain data: the verdict (None where the set gives none), and the counts or the class."""
        plain: dict[str, Any] = {"verdict": None if self.verdict is None else self.verdict.value}
        if self.counts:
            plain |= {"present": self.counts.present, "absent": self.counts.absent, "unknown": self.counts.unknown}
        if self.criteria.kind is Kind.CLASSES:
            plain["class"] = self.named
        return plain


@dataclass(frozen=True, slots=True)
class Evaluation:
    """
    What the published sets say of one *case*; *knowledge* is what was answered and what follows from it.

    What was *unread* counts as not known, and stays with the case.
    """

    case: Case
    facts: Facts
    sets: Mapping[str, SetResult]
    alerts: tuple[Alert, ...]
    unread: Unread = NOTHING_UNREAD

    def derived(self) -> dict[str, Any]:
        """Return the fields that follow from others: a value, the list of values that are still possible, or the bounds of a number as a case spells them."""
        plain: dict[str, Any] = {}
        for name, value in self.facts.derived.items():
            if isinstance(value, float):
                plain[name] = value
            elif isinstance(value, Interval):
                plain[name] = value.encode()
            else:
                field = FIELDS[name]
                left = [option for option in options_of(field) if option in value]  # type: ignore[arg-type]
                plain[name] = left[0] if len(left) == 1 else left
        return plain

    def plain(self) -> dict[str, Any]:
        """Return the result as plain data but for its texts, which are in both languages."""
        return {
            "sets": {
                name: {
                    **result.outcome(),
                    "status": result.criteria.status.value,
                    "criteria": {
                        criterion.id: {
                            "truth": finding.truth.value,
                            "because": because(finding),
                            "notes": list(finding.notes),
                        }
                        for criterion, finding in result.each()
                    },
                    "needs": list(result.needs),
                }
                for name, result in self.sets.items()
            },
            "derived": self.derived(),
            "alerts": [alert.plain() for alert in self.alerts],
            "rules_version": RULES_VERSION,
        }

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the result as plain data, ready for JSON; what is said in words is in *language*."""
        plain: dict[str, Any] = resolve(self.plain(), language)
        return plain


def because(finding: Finding) -> list[dict[str, Any]]:
    """Return why *finding* is unknown: answers that contradict each other, the fields that are missing, and what the published wording leaves open."""
    reasons: list[dict[str, Any]] = [{"contradiction": list(finding.contradiction)}] if finding.contradiction else []
    reasons += [{"missing": name} for name in finding.missing]
    return reasons + [{"wording": text} for text in finding.wording]


@lru_cache(maxsize=4096)
def _find(criterion: Criterion, answered: tuple[Value | None, ...]) -> Finding:
    """Return what is known of *criterion* when the fields that it reads were *answered*; from one key to the next, most answers stay."""
    known = {name: value for name, value in zip(criterion.reads, answered, strict=True) if value is not None}
    return assess(criterion.test, known)


def judge(criteria: CriteriaSet, facts: Facts) -> SetResult:
    """Return what *criteria* say of a patient of whom *facts* are known."""
    known, contested = facts.known, facts.contested
    return conclude(criteria, {criterion.id: find(criterion, known, contested) for criterion in criteria.criteria})


def find(criterion: Criterion, known: Known, contested: Mapping[str, tuple[str, ...]]) -> Finding:
    """
    Return what is found of *criterion* where *known* is known; *contested* gives the answers whose contradiction leaves a field open.

    The contradiction is the reason where a field that the finding waits for is contested: asking for it would settle nothing.
    """
    finding = _find(criterion, tuple(map(known.get, criterion.reads)))
    answers = [contested[name] for name in finding.missing if name in contested]
    if not answers:
        return finding
    missing = tuple(name for name in finding.missing if name not in contested)
    return replace(
        finding, missing=missing, contradiction=tuple(dict.fromkeys(name for names in answers for name in names))
    )


def conclude(criteria: CriteriaSet, findings: Mapping[str, Finding]) -> SetResult:
    """Return what *criteria* come to where this was found of each, by id."""
    match criteria.kind:
        case Kind.FACTORS:
            return _count(criteria, findings)
        case Kind.CLASSES:
            return _classify(criteria, findings)
        case _:
            whole = all_met(findings.values())
            return SetResult(criteria, findings, VERDICTS[whole.truth], whole.missing)


def _missing(findings: Mapping[str, Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for finding in findings.values() for name in finding.missing))


def _count(criteria: CriteriaSet, findings: Mapping[str, Finding]) -> SetResult:
    truths = [finding.truth for finding in findings.values()]
    counts = Counts(truths.count(Truth.NOT_MET), truths.count(Truth.MET), truths.count(Truth.UNKNOWN))
    return SetResult(criteria, findings, None, _missing(findings), counts)


def _classify(criteria: CriteriaSet, findings: Mapping[str, Finding]) -> SetResult:
    named = [name for name, finding in findings.items() if finding.truth is Truth.MET]
    if len(named) > 1:
        clash = Finding(Outcome.WORDING, Outcome.WORDING, wording=(TWO_CLASSES,))
        return SetResult(criteria, {**findings, **dict.fromkeys(named, clash)}, None, ())
    # A class that an open answer could join to a second one is not yet given.
    joined = [finding for finding in findings.values() if finding.truth is Truth.UNKNOWN]
    return SetResult(criteria, findings, None, _missing(findings), named=named[0] if named and not joined else None)


def evaluate_answers(case: Case, unread: Unread = NOTHING_UNREAD) -> Evaluation:
    """Return what every set says of *case*, whose answers were already read; what was *unread* of it counts as not known."""
    facts = derive(case)
    sets = {name: judge(criteria, facts) for name, criteria in SETS.items()}
    said = alerts(facts, {name: result.findings for name, result in sets.items()})
    return Evaluation(case, facts, sets, (*said, *_doubtful(case, facts, sets)), unread)


OTHERWISE = Text(
    "{doubt} Then the answer would be another one for: {sets}.", "{doubt} Τότε η απάντηση θα ήταν άλλη για: {sets}."
)


def _doubtful(case: Case, facts: Facts, sets: Mapping[str, SetResult]) -> Iterator[Alert]:
    """Yield a doubt for each answer of *case* that may be in another unit, naming the sets that would then answer otherwise."""
    for found in suspicions(case):
        other = derive({**case, **found.instead})
        beside = doubted(found, facts, other)
        differ = [
            SETS[name].short_title for name in beside if judge(SETS[name], other).outcome() != sets[name].outcome()
        ]
        text = OTHERWISE.format(doubt=found.text, sets=join(differ, COMMA)) if differ else found.text
        yield Alert(found.id, AlertKind.DOUBT, beside, found.fields, text)


def doubted(found: Suspicion, facts: Facts, other: Facts) -> tuple[str, ...]:
    """Return the sets beside which *found* stands: those that read what is *other* in the other unit than in the *facts* from the answers as given."""
    names = {*facts.known, *other.known}
    changed = {name for name in names if facts.known.get(name) != other.known.get(name)}.union(found.concerns)
    return tuple(
        name for name, criteria in SETS.items() if any(changed.intersection(one.reads) for one in criteria.criteria)
    )


def evaluate(case: Mapping[str, Any], *, today: date | None = None) -> Evaluation:
    """
    Return what every published set says of *case*.

    *case* maps field names to answers, as `python -m calculators schema` describes them; every field is optional, and what is absent or None is
    unknown. *today* is the last day that a date may name; by default it is the day of the computer's clock.
    Raises `InvalidCase`, which carries every problem, where a field or a value is not one of the vocabulary.
    """
    return evaluate_answers(read(case, today or date.today()))  # noqa: DTZ011 (a civil date is meant, where the reader is)
