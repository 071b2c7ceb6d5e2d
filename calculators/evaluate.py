"""One patient against every published set."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NoReturn

from calculators.alerts import Alert, alerts
from calculators.case import Case, read
from calculators.fields import FIELDS
from calculators.knowledge import Knowledge, know
from calculators.model import CriteriaSet, Criterion, answers, find
from calculators.registry import SETS
from calculators.text import Language
from calculators.truth import Finding, Truth, all_met
from calculators.version import RULES_VERSION


class Verdict(Enum):
    """What is said of a set."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDED = "undecided"

    def __bool__(self) -> NoReturn:
        """Refuse: three values do not fit into two."""
        message = "a verdict is not a bool: compare it"
        raise TypeError(message)


VERDICTS: Mapping[Truth, Verdict] = {Truth.MET: Verdict.MET, Truth.NOT_MET: Verdict.NOT_MET, Truth.UNKNOWN: Verdict.UNDECIDED}


@dataclass(frozen=True, slots=True)
class SetResult:
    """What was found of one set: each criterion's finding, the verdict, and the fields whose answers can still change it."""

    criteria: CriteriaSet
    findings: Mapping[str, Finding]
    verdict: Verdict
    needs: tuple[str, ...]

    def each(self) -> tuple[tuple[Criterion, Finding], ...]:
        """Return every criterion with its finding, in the order of the source."""
        return tuple((criterion, self.findings[criterion.id]) for criterion in self.criteria.criteria)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the published sets say of one *case*; *knowledge* is what was answered and what follows from it."""

    case: Case
    knowledge: Knowledge
    sets: Mapping[str, SetResult]
    alerts: tuple[Alert, ...]

    def derived(self) -> dict[str, Any]:
        """Return the fields that follow from others: a value, or the list of values that are still possible."""
        plain: dict[str, Any] = {}
        for name, value in self.knowledge.derived.items():
            if isinstance(value, float):
                plain[name] = value
            else:
                field = FIELDS[name]
                left = [option for option in answers(field) if option in value]  # type: ignore[arg-type]
                plain[name] = left[0] if len(left) == 1 else left
        return plain

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the result as plain data, ready for JSON; what is said in words is in *language*."""
        return {
            "sets": {
                name: {
                    "verdict": result.verdict.value,
                    "criteria": {
                        criterion.id: {
                            "truth": finding.truth.value,
                            "because": because(finding, language),
                            "notes": [note[language] for note in finding.notes],
                        }
                        for criterion, finding in result.each()
                    },
                    "needs": list(result.needs),
                }
                for name, result in self.sets.items()
            },
            "derived": self.derived(),
            "alerts": [{"id": alert.id, "sets": list(alert.sets), "fields": list(alert.fields), "text": alert.text[language]} for alert in self.alerts],
            "rules_version": RULES_VERSION,
        }


def because(finding: Finding, language: Language) -> list[dict[str, str]]:
    """Return why *finding* is unknown: the fields that are missing, and what the published wording leaves open."""
    missing = [{"missing": name} for name in finding.missing]
    return missing + [{"wording": text[language]} for text in finding.wording]


def judge(criteria: CriteriaSet, knowledge: Knowledge) -> SetResult:
    """Return what *criteria* say of a patient of whom *knowledge* is known."""
    findings = {criterion.id: find(criterion.test, knowledge.known) for criterion in criteria.criteria}
    whole = all_met(findings.values())
    return SetResult(criteria, findings, VERDICTS[whole.truth], whole.missing)


def evaluate_answers(case: Case) -> Evaluation:
    """Return what every set says of *case*, whose answers were already read."""
    knowledge = know(case)
    sets = {name: judge(criteria, knowledge) for name, criteria in SETS.items()}
    return Evaluation(case, knowledge, sets, alerts(knowledge, {name: result.findings for name, result in sets.items()}))


def evaluate(case: Mapping[str, Any], *, today: date | None = None) -> Evaluation:
    """
    Return what every published set says of *case*.

    *case* maps field names to answers, as `python -m calculators schema` describes them; every field is optional, and what is absent or None is
    unknown. *today* is the last day that a date may name; by default it is the day of the computer's clock.
    Raises `InvalidCase`, which carries every problem, where a field or a value is not one of the vocabulary.
    """
    return evaluate_answers(read(case, today or date.today()))  # noqa: DTZ011 (a civil date is meant, where the reader is)
