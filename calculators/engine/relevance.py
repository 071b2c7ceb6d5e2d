"""
Which sets and questions concern a patient.

Nobody with a breast primary is asked for a Ki-67 index. What is presumed here chooses what is shown and asked first, never an answer:
every set is judged from what was answered alone.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from calculators.engine.derivations import DERIVATIONS, GRADE
from calculators.engine.derive import Facts
from calculators.model.conditions import Value, assess, fields_of
from calculators.model.fields import Field
from calculators.model.sets import CriteriaSet, Kind
from calculators.model.truth import Truth
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.tumour import (
    HISTOLOGY,
    KI67_CELLS_COUNTED,
    KI67_PERCENT,
    PRIMARY_SITE,
    TUMOUR_FAMILY,
)

ASKED_ALONG: Mapping[Field, tuple[Field, ...]] = MappingProxyType(
    {**DERIVATIONS.sources, KI67_PERCENT: (*DERIVATIONS.sources.get(KI67_PERCENT, ()), KI67_CELLS_COUNTED)}
)
"""For each field, those that a form asks along with it: it can follow from them, or they say how near to a limit it is."""

SITES_OF_OTHER_TUMOURS = frozenset(
    {"breast", "kidney", "bladder", "testis", "ovary", "uterus", "skin", "eye", "soft_tissue"}
)
"""Sites whose tumours are presumed not to be neuroendocrine as long as nothing else says so; the answer to the tumour family always holds."""

SITES_OF_GIST = frozenset(
    {"oesophagus", "stomach_proximal", "stomach_distal", "duodenum", "jejunum", "ileum", "appendix", "colon", "sigmoid"}
) | {
    "rectum_upper",
    "rectum_lower",
    "soft_tissue",
    "other",
    "unknown",
}
"""Sites from which a gastrointestinal stromal tumour can come; elsewhere nobody is asked about imatinib unless the histology is GIST."""


def presumed_family(facts: Facts) -> str | None:
    """Return the tumour family as entered, or else as the other answers suggest it, None where they do not."""
    known = {**dict.fromkeys(facts.contested), **facts.known}
    match known.get(TUMOUR_FAMILY.id):
        case frozenset() as entered if len(entered) == 1:
            return str(next(iter(entered)))
    if HISTOLOGY.id in known:
        return "non_neuroendocrine"
    if any(field.id in known for field in GRADE.fields):
        return "neuroendocrine"
    site = known.get(PRIMARY_SITE.id)
    return "non_neuroendocrine" if isinstance(site, frozenset) and site <= SITES_OF_OTHER_TUMOURS else None


def relevant_sets(facts: Facts) -> tuple[str, ...]:
    """Return the ids of the sets that can concern the patient, in the order in which they are shown."""
    presumed: dict[str, Value] = dict(facts.known)
    if family := presumed_family(facts):
        presumed[TUMOUR_FAMILY.id] = frozenset({family})
    site = presumed.get(PRIMARY_SITE.id)
    if HISTOLOGY.id not in presumed and isinstance(site, frozenset) and not site & SITES_OF_GIST:
        presumed[HISTOLOGY.id] = frozenset(HISTOLOGY.options) - {"gist"}
    return tuple(
        criteria.id
        for criteria in SETS.values()
        if criteria.population is None or assess(criteria.population.test, presumed).truth is not Truth.NOT_MET
    )


def sets_asked(question: str) -> frozenset[str]:
    """
    Return the ids of the sets that a meeting is shown when it asks one *question* alone: the id of a group that is `asked`.

    Any other text asks everything.
    """
    if not any(group.asked and group.id == question for group in GROUPS):
        return frozenset(SETS)
    return frozenset(one.id for group in GROUPS if question in {group.id, group.asked_with} for one in group.sets)


def _contraindications(chosen: list[CriteriaSet]) -> list[CriteriaSet]:
    """Return the sets of contraindications that stand in one group with some set of *chosen*."""
    groups = [group for group in GROUPS if any(one in group.sets for one in chosen)]
    return [one for group in groups for one in group.sets if one.kind is Kind.CONTRAINDICATIONS]


def _with_sources(fields: Iterable[Field]) -> set[Field]:
    """Return *fields* and all that a form asks along with them."""
    asked = set(fields)
    while more := {source for field in asked for source in ASKED_ALONG.get(field, ())} - asked:
        asked |= more
    return asked


def asked_fields(sets: Iterable[CriteriaSet]) -> set[Field]:
    """Return every field that *sets* can use: what they read, what it follows from, whom they are for, and what contraindications beside them rest on."""
    chosen = list(sets)
    tests = [criterion.test for one in (*chosen, *_contraindications(chosen)) for criterion in one.criteria]
    tests += [one.population.test for one in chosen if one.population]
    return _with_sources(field for test in tests for field in fields_of(test))


@lru_cache(maxsize=32)
def relevant_fields(sets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the fields that the sets with the ids *sets* can use, in the order in which they are asked."""
    asked = asked_fields(SETS[name] for name in sets)
    return tuple(name for name, field in FIELDS.items() if field in asked)
