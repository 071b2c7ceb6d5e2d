"""What must stand beside a verdict, whatever the verdict is."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from calculators.engine.breakpoints import breakpoints
from calculators.engine.derive import Conflict, Facts
from calculators.engine.guards import GUARDS, RESECTION, TRANSPLANT, Guard, read_by
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import Condition, Known, all_of, assess, fields_of, leaves
from calculators.model.fields import Comparison, Field, Number
from calculators.model.sets import CriteriaSet, Criterion, Kind, Population
from calculators.model.text import Text
from calculators.model.truth import Finding, Truth
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary.extrahepatic import (
    EXTRAHEPATIC_DISEASE,
    FUNCTIONAL_IMAGING_NEGATIVE,
    MONTHS_SINCE_EXTRAHEPATIC_RESECTION,
    SOLID_ORGAN_METASTASIS_EVER,
)
from calculators.vocabulary.history import (
    DISEASE_FREE_INTERVAL_MONTHS,
    MONTHS_SINCE_PRIMARY_RESECTION,
    PRIMARY_RESECTION,
    SYNCHRONOUS,
)
from calculators.vocabulary.liver import BILOBAR, GROWTH_TYPE, LIVER_METASTASES_RESECTABLE
from calculators.vocabulary.populations import GIST, NEUROENDOCRINE, NON_NEUROENDOCRINE
from calculators.vocabulary.surgery import EXPECTED_MARGIN
from calculators.vocabulary.topics import HEART
from calculators.vocabulary.tumour import (
    FUNCTIONING,
    HISTOLOGY,
    PRIMARY_SITE,
    REFRACTORY_HORMONAL_SYMPTOMS,
    TUMOUR_FAMILY,
    WHO_GRADE,
)

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

    def plain(self) -> dict[str, Any]:
        """Return the alert as plain data but for its text."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "sets": list(self.sets),
            "fields": list(self.fields),
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class PlausibilityCheck:
    """
    Answers that do not go together: when *test* is met, a warning says so. No answer is changed by it.

    It is shown beside the sets that read one of its fields, or what follows from one, and beside the sets *also*. Every field in *given* has to be known.
    """

    id: str
    test: Condition
    text: Text
    also: tuple[str, ...] = ()
    given: tuple[Field, ...] = ()


NOT_DIGESTIVE = (
    "lung",
    "adrenal",
    "thyroid",
    "breast",
    "kidney",
    "bladder",
    "testis",
    "ovary",
    "uterus",
    "skin",
    "eye",
    "soft_tissue",
)
"""Primary sites outside the digestive system, for whose tumours the digestive grades of the WHO are not defined."""

RESECTION_SETS = tuple(criteria.id for criteria in RESECTION)
TRANSPLANT_SETS = tuple(criteria.id for criteria in TRANSPLANT)

DOUBTS = (
    PlausibilityCheck(
        "doubt-refractory-symptoms",
        all_of(FUNCTIONING.is_no(), REFRACTORY_HORMONAL_SYMPTOMS.is_yes()),
        Text(
            "Refractory hormonal symptoms are entered for a tumour that is not functioning: check the two.",
            "Δηλώθηκαν ανθεκτικά ορμονικά συμπτώματα σε μη λειτουργικό όγκο: ελέγξτε και τα δύο.",
        ),
    ),
    PlausibilityCheck(
        "doubt-functional-imaging",
        all_of(FUNCTIONAL_IMAGING_NEGATIVE.is_yes(), EXTRAHEPATIC_DISEASE.is_one_of("resectable", "unresectable")),
        Text(
            "Functional imaging is entered as showing nothing outside the liver, yet there is extrahepatic disease: check the two.",
            "Η λειτουργική απεικόνιση δηλώθηκε αρνητική εκτός ήπατος, ενώ υπάρχει εξωηπατική νόσος: ελέγξτε και τα δύο.",
        ),
    ),
    PlausibilityCheck(
        "doubt-functional-imaging-positive",
        all_of(FUNCTIONAL_IMAGING_NEGATIVE.is_no(), EXTRAHEPATIC_DISEASE.is_one_of("none", "cleared")),
        Text(
            "Functional imaging is entered as positive outside the liver, yet extrahepatic disease as “none” or “cleared”: the two contradict each other. Check them.",
            "Η λειτουργική απεικόνιση δηλώθηκε θετική εκτός ήπατος, ενώ η εξωηπατική νόσος ως «καμία» ή «πλήρως αφαιρεθείσα»: τα δύο αντιφάσκουν. Ελέγξτε τα.",
        ),
        also=TRANSPLANT_SETS,
    ),
    PlausibilityCheck(
        "doubt-solid-organ",
        all_of(SOLID_ORGAN_METASTASIS_EVER.is_yes(), EXTRAHEPATIC_DISEASE.is_one_of("none")),
        Text(
            "A metastasis in another solid organ is entered, now or in the past, yet extrahepatic disease as “none”: check the two. What was removed with none left is “cleared”.",
            "Δηλώθηκε μετάσταση σε άλλο συμπαγές όργανο, τώρα ή στο παρελθόν, ενώ η εξωηπατική νόσος ως «καμία»: ελέγξτε και τα δύο. Όση αφαιρέθηκε "
            "χωρίς υπόλειμμα είναι «πλήρως αφαιρεθείσα».",
        ),
    ),
    PlausibilityCheck(
        "doubt-growth-type",
        all_of(GROWTH_TYPE.is_one_of("I"), BILOBAR.is_yes()),
        Text(
            "Growth type I is a single metastasis, yet both lobes are entered as involved: check the two.",
            "Ο τύπος I σημαίνει μονήρη μετάσταση, ενώ δηλώθηκε προσβολή και των δύο λοβών: ελέγξτε και τα δύο.",
        ),
    ),
    PlausibilityCheck(
        "doubt-growth-type-one-lobe",
        all_of(GROWTH_TYPE.is_one_of("II", "III"), BILOBAR.is_no()),
        Text(
            "Growth types II and III always involve both lobes, yet one lobe is entered: check the two.",
            "Οι τύποι II και III αφορούν πάντοτε και τους δύο λοβούς, ενώ δηλώθηκε προσβολή του ενός: ελέγξτε και τα δύο.",
        ),
    ),
    PlausibilityCheck(
        "doubt-resectable-margin",
        all_of(LIVER_METASTASES_RESECTABLE.is_yes(), EXPECTED_MARGIN.is_one_of("R2")),
        Text(
            "The metastases are entered as resectable, all of them, yet macroscopic residual tumour (R2) is expected: the two contradict each other. Check them.",
            "Οι μεταστάσεις δηλώθηκαν όλες εξαιρέσιμες, ενώ αναμένεται μακροσκοπικό υπόλειμμα όγκου (R2): τα δύο αντιφάσκουν. Ελέγξτε τα.",
        ),
        also=RESECTION_SETS,
    ),
    PlausibilityCheck(
        "doubt-resectable-growth",
        all_of(LIVER_METASTASES_RESECTABLE.is_yes(), GROWTH_TYPE.is_one_of("III")),
        Text(
            "The metastases are entered as resectable, all of them, yet as disseminated in both lobes (growth type III): the two contradict each other. Check them.",
            "Οι μεταστάσεις δηλώθηκαν όλες εξαιρέσιμες, αλλά και διάσπαρτες στους δύο λοβούς (τύπος III): τα δύο αντιφάσκουν. Ελέγξτε τα.",
        ),
        also=RESECTION_SETS,
    ),
    PlausibilityCheck(
        "doubt-synchronous",
        all_of(SYNCHRONOUS.is_yes(), DISEASE_FREE_INTERVAL_MONTHS.above(0)),
        Text(
            "The metastases are entered as synchronous, yet with a disease-free interval: the two contradict each other. Check them.",
            "Οι μεταστάσεις δηλώθηκαν ως σύγχρονες, αλλά και με διάστημα ελεύθερο νόσου: τα δύο αντιφάσκουν. Ελέγξτε τα.",
        ),
    ),
    PlausibilityCheck(
        "doubt-primary-resection",
        all_of(PRIMARY_RESECTION.is_one_of("none"), MONTHS_SINCE_PRIMARY_RESECTION.at_least(0)),
        Text(
            "The primary is entered as not resected, yet a time since its resection is given: check the two.",
            "Η πρωτοπαθής εστία δηλώθηκε ως μη εξαιρεθείσα, ενώ δόθηκε χρόνος από την εξαίρεσή της: ελέγξτε και τα δύο.",
        ),
    ),
    PlausibilityCheck(
        "doubt-histology",
        TUMOUR_FAMILY.is_one_of("neuroendocrine"),
        Text(
            "The tumour is entered as neuroendocrine, yet with the histology of another tumour: check the two.",
            "Ο όγκος δηλώθηκε ως νευροενδοκρινής, αλλά με ιστολογικό τύπο άλλου όγκου: ελέγξτε και τα δύο.",
        ),
        given=(HISTOLOGY,),
    ),
    PlausibilityCheck(
        "doubt-grade-outside-digestive-tract",
        PRIMARY_SITE.is_one_of(*NOT_DIGESTIVE),
        Text(
            "A grade from G1 to G3 or NEC is entered or derived, and it is defined for digestive tumours: for this primary site another classification holds.",
            "Δηλώθηκε ή προκύπτει βαθμός G1 έως G3 ή NEC, που ορίζεται για όγκους του πεπτικού: για αυτή την εντόπιση ισχύει άλλη ταξινόμηση.",
        ),
        given=(WHO_GRADE,),
    ),
    PlausibilityCheck(
        "doubt-extrahepatic-resection",
        all_of(EXTRAHEPATIC_DISEASE.is_one_of("none"), MONTHS_SINCE_EXTRAHEPATIC_RESECTION.at_least(0)),
        Text(
            "There is no extrahepatic disease, yet a time since its removal is given: what was removed with none left is “cleared”.",
            "Δεν υπάρχει εξωηπατική νόσος, ενώ δόθηκε χρόνος από την αφαίρεσή της: όση αφαιρέθηκε χωρίς υπόλειμμα είναι «πλήρως αφαιρεθείσα».",
        ),
    ),
)


WARNED = tuple(leaf for one in (*GUARDS, *DOUBTS) for leaf in leaves(one.test) if isinstance(leaf, Comparison))
"""Every comparison of a number with a limit on which a warning rests."""


@cache
def every_breakpoint(field: Number) -> tuple[float, ...]:
    """Return every limit of *field*, in order: those of `breakpoints`, where a verdict or what follows can change, and those of warnings."""
    return tuple(sorted({*breakpoints(field), *(leaf.limit for leaf in WARNED if leaf.field is field)}))


PUBLISHED_FOR: Mapping[Population, tuple[str, ...]] = MappingProxyType(
    {
        population: tuple(criteria.id for criteria in SETS.values() if criteria.population is population)
        for population in (NEUROENDOCRINE, NON_NEUROENDOCRINE, GIST)
    }
)
"""For each population, the sets that were published for it."""

READ_BY: Mapping[str, frozenset[str]] = MappingProxyType({criteria.id: read_by(criteria) for criteria in SETS.values()})
"""For each set, the fields that it reads and those from which they can follow."""

CONTRAINDICATION = Text("Contraindication {against} present: {name}.", "Υπάρχει αντένδειξη {against}: {name}.")


def _reading(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sets that read one of *fields*, or what follows from one."""
    return tuple(name for name, reads in READ_BY.items() if not reads.isdisjoint(fields))


def _applying(sets: Iterable[CriteriaSet], relevant: Container[str]) -> tuple[str, ...]:
    """Return the ids of those of *sets* that can concern the patient."""
    return tuple(criteria.id for criteria in sets if criteria.id in relevant)


def by_urgency(guard: CriteriaSet) -> tuple[Criterion, ...]:
    """Return the contraindications of *guard*, severe heart disease first: it is the one that the transplant sets themselves do not ask for."""
    return tuple(sorted(guard.criteria, key=lambda criterion: criterion.topic is not HEART))


def of_contraindications(
    guard: CriteriaSet, relevant: Container[str], found: Mapping[str, Finding]
) -> tuple[Alert, ...]:
    """Return the contraindications of *guard* that are present, beside the *relevant* sets that answer the same question."""
    group = next(group for group in GROUPS if guard in group.sets)
    beside = _applying((one for one in group.sets if one.kind is not Kind.CONTRAINDICATIONS), relevant)
    present = [criterion for criterion in by_urgency(guard) if beside and found[criterion.id].truth is Truth.NOT_MET]
    return tuple(
        Alert(
            f"contraindication-{criterion.id.replace('_', '-')}",
            AlertKind.CONTRAINDICATION,
            beside,
            tuple(field.id for field in fields_of(criterion.test)),
            CONTRAINDICATION.format(against=guard.against or "", name=criterion.name or ""),
        )
        for criterion in present
    )


def of_guards(guards: Iterable[Guard], known: Known, relevant: Container[str]) -> tuple[Alert, ...]:
    """Return those of *guards* that a patient of whom *known* is known meets, beside the *relevant* sets."""
    return tuple(
        Alert(guard.id, AlertKind.GUARD, beside, tuple(field.id for field in fields_of(guard.test)), guard.shown)
        for guard in guards
        if assess(guard.test, known).truth is Truth.MET and (beside := _applying(guard.sets, relevant))
    )


def of_populations(populations: Iterable[Population], known: Known) -> tuple[Alert, ...]:
    """Return those of *populations* to which a patient of whom *known* is known does not belong, beside the sets that were published for them."""
    return tuple(
        Alert(
            f"not-{population.id}",
            AlertKind.POPULATION,
            PUBLISHED_FOR[population],
            tuple(field.id for field in fields_of(population.test)),
            population.warning,
        )
        for population in populations
        if assess(population.test, known).truth is Truth.NOT_MET
    )


def of_conflicts(conflicts: Iterable[Conflict]) -> tuple[Alert, ...]:
    """Return *conflicts* as alerts beside the sets that read what they leave unknown."""
    return tuple(
        Alert(
            f"conflict-{conflict.field.replace('_', '-')}",
            AlertKind.CONTRADICTION,
            _reading(conflict.unknown),
            conflict.fields,
            conflict.text,
        )
        for conflict in conflicts
    )


def of_doubts(doubts: Iterable[PlausibilityCheck], known: Known) -> tuple[Alert, ...]:
    """Return those of *doubts* that a patient of whom *known* is known gives rise to."""
    said = []
    for doubt in doubts:
        if assess(doubt.test, known).truth is Truth.MET and all(field.id in known for field in doubt.given):
            fields = tuple(field.id for field in (*fields_of(doubt.test), *doubt.given))
            beside = {*_reading(fields), *doubt.also}
            said.append(
                Alert(doubt.id, AlertKind.DOUBT, tuple(name for name in SETS if name in beside), fields, doubt.text)
            )
    return tuple(said)


CONTRAINDICATION_SETS = tuple(criteria for criteria in SETS.values() if criteria.kind is Kind.CONTRAINDICATIONS)


def alerts(facts: Facts, findings: Findings) -> tuple[Alert, ...]:
    """
    Return what must be said beside the verdicts.

    Contraindications and guards beside the sets that can concern the patient, sets for other patients, contradictions, and answers that do not go together.
    """
    relevant, known = frozenset(relevant_sets(facts)), facts.known
    return (
        *(one for guard in CONTRAINDICATION_SETS for one in of_contraindications(guard, relevant, findings[guard.id])),
        *of_guards(GUARDS, known, relevant),
        *of_populations(PUBLISHED_FOR, known),
        *of_conflicts(facts.conflicts),
        *of_doubts(DOUBTS, known),
    )
