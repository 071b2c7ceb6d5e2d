"""What is missing: the shortest list of questions that settles what is open."""

from collections.abc import Mapping
from typing import Any

from calculators.analysis.missing import Asked, Missing, missing
from calculators.documents.messages import labels, needed, short_titles
from calculators.engine.case import Case
from calculators.engine.derive import Facts, derive
from calculators.engine.relevance import presumed_family, relevant_sets
from calculators.model.text import Text
from calculators.vocabulary.tumour import PRIMARY_SITE, TUMOUR_FAMILY
from calculators.web.reading import Reading

NOTHING_OPEN = Text("No set of criteria is open.", "Κανένας κατάλογος κριτηρίων δεν εκκρεμεί.")
OPEN = Text(
    "Sets of criteria that are open: {number}.",
    "Κατάλογοι κριτηρίων που μένουν ανοικτοί: {number}.",
)
ANSWERS = Text(
    "Fewest answers needed to settle everything that can be settled: {number}.",
    "Ελάχιστος αριθμός απαντήσεων με τις οποίες κρίνονται όσοι κατάλογοι μπορούν να κριθούν: {number}.",
)
BY_WORDING = Text(
    "Open by the published wording alone, whatever is answered: {sets}.",
    "Ανοικτοί λόγω της δημοσιευμένης διατύπωσης, όποιες κι αν είναι οι απαντήσεις: {sets}.",
)
RECHECK = Text(
    "Answered, and still waited for because the answers contradict each other or leave it open: {fields}.",
    "Απαντήθηκαν, αλλά οι απαντήσεις αντιφάσκουν ή αφήνουν το ζήτημα ανοικτό: {fields}.",
)
SETTLES = Text("Settles alone: {sets}.", "Αρκεί από μόνο του για: {sets}.")
WITH_OTHERS = Text("Needed along with others: {sets}.", "Χρειάζεται μαζί με άλλα για: {sets}.")


def _asked(asked: Asked, case: Case) -> dict[str, Any]:
    said = [(SETTLES, asked.settles), (WITH_OTHERS, asked.takes_part)]
    return {
        "field": asked.field,
        "label": needed(asked.field, case),
        "settles": asked.settles,
        "takes_part": asked.takes_part,
        "said": [text.format(sets=short_titles(sets)) for text, sets in said if sets],
    }


def _summary(found: Missing) -> list[Text]:
    if not found.undecided:
        return [NOTHING_OPEN]
    said = [OPEN.format(number=str(len(found.undecided)))]
    if found.asked:
        said.append(ANSWERS.format(number=str(len(found.asked))))
    if found.by_wording:
        said.append(BY_WORDING.format(sets=short_titles(found.by_wording)))
    if found.recheck:
        said.append(RECHECK.format(fields=labels(found.recheck)))
    return said


def _walk(reading: Reading, facts: Facts, found: Missing) -> list[str]:
    """Return the fields to go through: first, as far as they are not known, those that choose which sets concern the patient."""
    first = [] if presumed_family(facts) else [TUMOUR_FAMILY.id]
    return list(
        dict.fromkeys(
            name
            for name in (*first, PRIMARY_SITE.id, *(asked.field for asked in found.asked))
            if name not in reading.case
        )
    )


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the shortest list for the sets in `request["sets"]`, by default for all that concern the patient.

    The reply has *summary* (sentences), *asked* (field, label, the sets that it settles alone or takes part in, the same *said*), and the ids of the sets
    that are *undecided* and *by_wording* and of the fields to *recheck*; *walk* are the fields in the order in which to go through them.
    """
    facts = derive(reading.case)
    sets = request.get("sets") or relevant_sets(facts)
    found = missing(reading.case, sets, reading.today)
    return {
        "summary": _summary(found),
        "asked": [_asked(asked, reading.case) for asked in found.asked],
        "walk": _walk(reading, facts, found),
        "undecided": found.undecided,
        "by_wording": found.by_wording,
        "recheck": found.recheck,
    }
