"""What every export names: the version of the rules, how far each set was compared with its source, and what stands beside the sets."""

from typing import Any

from calculators.engine.guards import GUARDS
from calculators.model.sets import NO_SOURCE, STATUS_NAMES, CriteriaSet
from calculators.model.text import Text, same
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION

USE = Text(
    "Published criteria, as published; version {version} of the rules. “Met” is never “eligible”: the warnings beside a set belong to its result, "
    "a missing answer is unknown and never “no”, and nothing is decided for a patient. Not a certified medical device.",
    "Δημοσιευμένα κριτήρια, όπως δημοσιεύθηκαν· έκδοση {version} των κανόνων. «Πληρούνται» δεν σημαίνει ποτέ «κατάλληλος»: οι προειδοποιήσεις δίπλα σε "
    "έναν κατάλογο ανήκουν στο αποτέλεσμά του, ό,τι λείπει είναι άγνωστο και ποτέ «όχι», και δεν αποφασίζεται τίποτε για έναν ασθενή. Δεν είναι "
    "πιστοποιημένο ιατροτεχνολογικό προϊόν.",
).format(version=RULES_VERSION)


def cited(criteria: CriteriaSet) -> Text:
    """Return the source of *criteria* as an export names it."""
    if criteria.source is None:
        return NO_SOURCE
    found = criteria.source
    known = [f"doi:{found.doi}"] if found.doi else [f"pmid:{found.pmid}"] if found.pmid else [found.url or ""]
    return same(". ".join([found.citation, *known]))


def sets() -> list[dict[str, Any]]:
    """Return every set with its source and status, as plain data but for its texts."""
    return [
        {
            "id": criteria.id,
            "title": criteria.title,
            "kind": criteria.kind.value,
            "source": cited(criteria),
            "status": criteria.status.value,
            "status_name": STATUS_NAMES[criteria.status],
            "status_note": criteria.status_note,
        }
        for criteria in SETS.values()
    ]


def guards() -> list[dict[str, Any]]:
    """Return what is shown beside which sets although they do not ask for it, as plain data but for its texts."""
    return [{"id": guard.id, "sets": [criteria.id for criteria in guard.sets], "text": guard.shown} for guard in GUARDS]
