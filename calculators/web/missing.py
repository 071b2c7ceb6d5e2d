"""What is missing: the shortest list of questions that settles what is open."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from calculators.analysis.missing import Asked, Missing, missing
from calculators.documents.messages import labels, needed, short_titles
from calculators.engine.breakpoints import FORM_ORDER
from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import Facts, derive
from calculators.engine.evaluate import judge
from calculators.engine.relevance import presumed_family, relevant_sets
from calculators.model.fields import Field
from calculators.model.sets import Kind
from calculators.model.text import Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
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


def _sums_up(field: Field, asked: set[str]) -> bool:
    """Return whether *field* follows from two or more of those *asked*: one answer to it may spare them."""
    return sum(part.id in asked for part in DERIVATIONS.sources.get(field, ())) > 1


def _with_wholes(asked: Iterable[str]) -> Iterator[str]:
    """Yield the fields *asked*, and before the parts of something what sums them up."""
    names = list(asked)
    wholes = [whole for group in DERIVATIONS.groups for whole in group.wholes if _sums_up(whole, set(names))]
    for name in names:
        yield from (whole.id for whole in wholes if FIELDS[name] in DERIVATIONS.sources[whole])
        yield name


def _counted(sets: Iterable[str], facts: Facts) -> list[str]:
    """Return the fields for which those of *sets* wait that give no verdict, in form order."""
    needs = {name for one in sets if not SETS[one].kind.decides for name in judge(SETS[one], facts).needs}
    return sorted(needs, key=FORM_ORDER.__getitem__)


def _unanswered(case: Case, names: Iterable[str]) -> list[str]:
    """Return those of *names* that *case* does not answer, each once."""
    return [name for name in dict.fromkeys(names) if name not in case]


def _walk(case: Case, facts: Facts, sets: Iterable[str], found: Missing) -> tuple[list[str], list[str]]:
    """
    Return the fields to go through, and those to go through once these are left behind.

    First come, as far as they are not known, those that choose which sets concern the patient, then what would settle verdicts; what is only counted comes
    after. Where nothing but contraindications is judged, the counts are what the patient is here for, and come before.
    """
    family = [] if presumed_family(facts) else [TUMOUR_FAMILY.id]
    first = (*family, PRIMARY_SITE.id)
    decisive = _with_wholes(asked.field for asked in found.asked)
    counted = _counted(sets, facts)
    if all(SETS[name].kind is Kind.CONTRAINDICATIONS for name in found.undecided):
        return _unanswered(case, (*first, *counted, *decisive)), []
    walk = _unanswered(case, (*first, *decisive))
    return walk, [name for name in _unanswered(case, counted) if name not in walk]


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the shortest list for the sets in `request["sets"]`, by default for all that concern the patient.

    The reply has *summary* (sentences), *asked* (field, label, the sets that it settles alone or takes part in, the same *said*), and the ids of the sets
    that are *undecided* and *by_wording* and of the fields to *recheck*; *walk* are the fields in the order in which to go through them, *afterwards* those
    that are only counted.
    """
    facts = derive(reading.case)
    sets = request.get("sets") or relevant_sets(facts)
    found = missing(reading.case, sets, reading.today)
    walk, afterwards = _walk(reading.case, facts, sets, found)
    return {
        "summary": _summary(found),
        "asked": [_asked(asked, reading.case) for asked in found.asked],
        "walk": walk,
        "afterwards": afterwards,
        "undecided": found.undecided,
        "by_wording": found.by_wording,
        "recheck": found.recheck,
    }
