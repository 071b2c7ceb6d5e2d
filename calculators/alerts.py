"""What must stand beside a verdict, whatever the verdict is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from calculators.fields import (
    BILOBAR,
    EXTRAHEPATIC_DISEASE,
    FUNCTIONAL_IMAGING_NEGATIVE,
    FUNCTIONING,
    GROWTH_TYPE,
    MONTHS_SINCE_PRIMARY_RESECTION,
    PRIMARY_RESECTION,
    REFRACTORY_HORMONAL_SYMPTOMS,
)
from calculators.knowledge import Knowledge
from calculators.model import CriteriaSet, Kind, Population, Test, all_of, fields_of, find
from calculators.populations import GIST, NEUROENDOCRINE, NON_NEUROENDOCRINE
from calculators.registry import GROUPS, SETS
from calculators.text import Language, Text
from calculators.topics import HEART
from calculators.truth import Finding, Truth

type Findings = Mapping[str, Mapping[str, Finding]]
"""What was found, by set and by criterion."""


class AlertKind(StrEnum):
    """
    What an alert is about.

    A contraindication, a finding that forbids what a set is about although the set does not ask for it (guard), a set that was published for other
    patients, answers that contradict each other, so that they count as unknown, and answers that are doubtful together but count.
    """

    CONTRAINDICATION = "contraindication"
    GUARD = "guard"
    POPULATION = "population"
    CONTRADICTION = "contradiction"
    DOUBT = "doubt"

    @property
    def urgent(self) -> bool:
        """Whether it is read out as soon as it is there: without it, the verdict beside it misleads."""
        return self in {AlertKind.CONTRAINDICATION, AlertKind.GUARD, AlertKind.CONTRADICTION}


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning of one *kind*: the ids of the *sets* beside which it is shown, the *fields* that it rests on, and its *text*."""

    id: str
    kind: AlertKind
    sets: tuple[str, ...]
    fields: tuple[str, ...]
    text: Text

    def as_dict(self, language: Language) -> dict[str, Any]:
        """Return the alert as plain data, its text in *language*."""
        return {"id": self.id, "kind": self.kind.value, "sets": list(self.sets), "fields": list(self.fields), "text": self.text[language]}


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    Answers that do not go together: when *test* is met, a warning says so. No answer is changed by it.

    It stands beside the sets that read one of its fields.
    """

    id: str
    test: Test
    text: Text


DOUBTS = (
    Doubt(
        "doubt-refractory-symptoms",
        all_of(FUNCTIONING.is_no(), REFRACTORY_HORMONAL_SYMPTOMS.is_yes()),
        Text(
            "Refractory hormonal symptoms are entered for a tumour that is not functioning: check the two.",
            "Δηλώθηκαν ανθεκτικά ορμονικά συμπτώματα σε μη λειτουργικό όγκο: ελέγξτε και τα δύο.",
        ),
    ),
    Doubt(
        "doubt-functional-imaging",
        all_of(FUNCTIONAL_IMAGING_NEGATIVE.is_yes(), EXTRAHEPATIC_DISEASE.is_one_of("resectable", "unresectable")),
        Text(
            "Functional imaging is entered as showing nothing outside the liver, yet there is extrahepatic disease: check the two.",
            "Η λειτουργική απεικόνιση δηλώθηκε ελεύθερη εκτός ήπατος, ενώ υπάρχει εξωηπατική νόσος: ελέγξτε και τα δύο.",
        ),
    ),
    Doubt(
        "doubt-growth-type",
        all_of(GROWTH_TYPE.is_one_of("I"), BILOBAR.is_yes()),
        Text(
            "Growth type I is a single metastasis, yet both lobes are entered as involved: check the two.",
            "Ο τύπος I σημαίνει μονήρη μετάσταση, ενώ δηλώθηκε προσβολή και των δύο λοβών: ελέγξτε και τα δύο.",
        ),
    ),
    Doubt(
        "doubt-primary-resection",
        all_of(PRIMARY_RESECTION.is_one_of("none"), MONTHS_SINCE_PRIMARY_RESECTION.at_least(0)),
        Text(
            "The primary is entered as not resected, yet a time since its resection is given: check the two.",
            "Η πρωτοπαθής εστία δηλώθηκε ως μη εξαιρεθείσα, ενώ δόθηκε χρόνος από την εξαίρεσή της: ελέγξτε και τα δύο.",
        ),
    ),
)

PUBLISHED_FOR: Mapping[Population, tuple[str, ...]] = MappingProxyType(
    {
        population: tuple(criteria.id for criteria in SETS.values() if criteria.population is population)
        for population in (NEUROENDOCRINE, NON_NEUROENDOCRINE, GIST)
    }
)
"""For each population, the sets that were published for it."""

CONTRAINDICATION = Text("Contraindication present: {name}.", "Υπάρχει αντένδειξη: {name}.")


def _reading(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sets that read one of *fields*."""
    wanted = set(fields)
    return tuple(criteria.id for criteria in SETS.values() if any(field.id in wanted for criterion in criteria.criteria for field in fields_of(criterion.test)))


def _contraindications(guard: CriteriaSet, beside: tuple[str, ...], found: Mapping[str, Finding]) -> list[Alert]:
    present = [criterion for criterion in guard.criteria if found[criterion.id].truth is Truth.NOT_MET]
    # A severe heart disease first: it is the one that the transplant sets themselves do not ask for.
    present.sort(key=lambda criterion: criterion.topic is not HEART)
    return [
        Alert(
            f"contraindication-{criterion.id.replace('_', '-')}",
            AlertKind.CONTRAINDICATION,
            beside,
            tuple(field.id for field in fields_of(criterion.test)),
            CONTRAINDICATION.format(name=criterion.name or ""),
        )
        for criterion in present
    ]


def alerts(knowledge: Knowledge, findings: Findings) -> tuple[Alert, ...]:
    """Return what must be said beside the verdicts: contraindications, sets for other patients, conflicts, answers that do not go together."""
    said: list[Alert] = []
    for group in GROUPS:
        beside = tuple(criteria.id for criteria in group.sets if criteria.kind is not Kind.CONTRAINDICATIONS)
        for guard in group.sets:
            if beside and guard.kind is Kind.CONTRAINDICATIONS:
                said += _contraindications(guard, beside, findings[guard.id])
    said += [
        Alert(f"not-{population.id}", AlertKind.POPULATION, sets, tuple(field.id for field in fields_of(population.test)), population.warning)
        for population, sets in PUBLISHED_FOR.items()
        if find(population.test, knowledge.known).truth is Truth.NOT_MET
    ]
    for conflict in knowledge.conflicts:
        name = f"conflict-{conflict.field.replace('_', '-')}"
        said.append(Alert(name, AlertKind.CONTRADICTION, _reading(conflict.unknown), conflict.fields, conflict.text))
    for doubt in DOUBTS:
        if find(doubt.test, knowledge.known).truth is Truth.MET:
            fields = tuple(field.id for field in fields_of(doubt.test))
            said.append(Alert(doubt.id, AlertKind.DOUBT, _reading(fields), fields, doubt.text))
    return tuple(said)
