"""Close to a limit: which number lies on one, or within its error of one, and what the verdicts become across it."""

from collections.abc import Mapping
from typing import Any

from calculators.analysis import robustness
from calculators.analysis.robustness import LimitReading, NearLimit
from calculators.documents import messages
from calculators.engine.breakpoints import breakpoints
from calculators.engine.derive import derive
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import fields_of
from calculators.model.fields import Answer, Comparison, Membership, options_of
from calculators.model.intervals import Interval
from calculators.model.sentences import OR, amount, short
from calculators.model.text import Text, join, number, same
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.vocabulary.tumour import WHO_GRADE
from calculators.web.reading import Reading

ON_LIMIT = Text("{field}: {value} lies exactly on a limit.", "{field}: η τιμή {value} βρίσκεται ακριβώς πάνω σε όριο.")
NEAR_LIMIT = Text(
    "{field}: the error of {value} reaches {limits}.", "{field}: το σφάλμα της τιμής {value} φτάνει στο όριο {limits}."
)
COUNTED = Text(
    "Counted over {cells} cells, 95 % interval {low} to {high} %: the chance of counting alone, by Wilson's method. The choice of field and the observer add further error.",
    "Μέτρηση σε {cells} κύτταρα, διάστημα 95 % από {low} έως {high} %: μόνο η τύχη της καταμέτρησης, με τη μέθοδο Wilson. Προστίθεται το σφάλμα από την επιλογή της περιοχής και από τον παρατηρητή.",
)
BOUNDED = Text(
    "{field}: the limit {limits} lies within {value}. What depends on it stays open until the number is known better.",
    "{field}: το όριο {limits} βρίσκεται μέσα στο {value}. Ό,τι εξαρτάται από αυτό μένει ανοικτό έως ότου γίνει ακριβέστερος ο αριθμός.",
)
UNLIKE_WITHIN = Text(
    "{sign}: {low} at the low end, {high} at the high end – {sets}.",
    "{sign}: {low} στο κάτω άκρο, {high} στο άνω άκρο – {sets}.",
)
GRADES_WITHIN = Text(
    "WHO grade: {low} at the low end, {high} at the high end.",
    "Βαθμός WHO: {low} στο κάτω άκρο, {high} στο άνω άκρο.",
)
ASSUMED = Text(
    "How many cells were counted is not entered: {cells}, the least that the definition asks for, are taken.",
    "Ο αριθμός των κυττάρων που μετρήθηκαν δεν δηλώθηκε: υποτίθεται ότι ήταν {cells}, το ελάχιστο που ζητεί ο ορισμός.",
)
NO_ERROR = Text(
    "No published error of this measurement is available: only the exact limit is marked.",
    "Για τη μέτρηση αυτή δεν υπάρχει εδώ δημοσιευμένο σφάλμα: σημειώνεται μόνο το ακριβές όριο.",
)
SET_ASIDE = Text(
    "Where the index would contradict the grade entered, the grade is left out.",
    "Όπου ο δείκτης θα αντέφασκε με τον βαθμό που δηλώθηκε, ο βαθμός δεν λαμβάνεται υπόψη.",
)
LEFT_OPEN = Text("left open by the wording", "ανοικτό κατά τη διατύπωση")
ALIKE = same("{sign}: {value} – {sets}.")
OTHER_FIELD = same("{label} {sign}")
UNLIKE = Text(
    "{sign}: {low} at the low end, {value} at the value entered, {high} at the high end – {sets}.",
    "{sign}: {low} στο κάτω άκρο, {value} στην τιμή που δηλώθηκε, {high} στο άνω άκρο – {sets}.",
)
GRADES = Text(
    "WHO grade: {low} at the low end, {value} at the value entered, {high} at the high end.",
    "Βαθμός WHO: {low} στο κάτω άκρο, {value} στην τιμή που δηλώθηκε, {high} στο άνω άκρο.",
)
FIRM = Text(
    "No number entered lies on a limit or within its known error of one.",
    "Κανένας αριθμός που δηλώθηκε δεν βρίσκεται πάνω σε όριο ούτε τόσο κοντά ώστε να το φτάνει το γνωστό σφάλμα του.",
)


def _grades(possible: frozenset[Answer]) -> Text:
    return join([same(str(grade)) for grade in options_of(WHO_GRADE) if grade in possible], OR)


def _truth(mark: NearLimit, reading: LimitReading, truth: Truth, grades: frozenset[Answer]) -> Text:
    """Return how *truth* is said, where the grades in *grades* are still possible."""
    if truth is Truth.UNKNOWN:
        match reading.test:
            case Comparison() as test if isinstance(mark.value, float) and test.leaves_open(mark.value):
                return LEFT_OPEN
            case Membership(field, ambiguous=ambiguous) if field is WHO_GRADE and grades and grades <= ambiguous.keys():
                return LEFT_OPEN
    return messages.truth_of_test(SETS[reading.name], truth)


def _sign(mark: NearLimit, reading: LimitReading) -> Text:
    (read,) = fields_of(reading.test)
    sign = short(reading.test)
    return sign if read is mark.field else OTHER_FIELD.format(label=read.label, sign=sign)


def _readings(mark: NearLimit) -> list[dict[str, Any]]:
    """Return how the sets read the number, those that print the same and say the same together."""
    together: dict[tuple[Text, tuple[Text, ...], bool], dict[str, None]] = {}
    differing = mark.differing()
    unlike = UNLIKE_WITHIN if isinstance(mark.value, Interval) else UNLIKE
    for reading in mark.readings:
        read_as = zip(
            (reading.low, reading.value, reading.high), mark.grades or (frozenset[Answer](),) * 3, strict=True
        )
        truths = tuple(_truth(mark, reading, truth, grades) for truth, grades in read_as)
        together.setdefault((_sign(mark, reading), truths, reading in differing), {})[reading.name] = None
    return [
        {
            "sets": list(names),
            "differs": differs,
            "said": (ALIKE if len(set(truths)) == 1 else unlike).format(
                sign=sign, low=truths[0], value=truths[1], high=truths[2], sets=messages.short_titles(names)
            ),
        }
        for (sign, truths, differs), names in together.items()
    ]


def _error(mark: NearLimit) -> list[Text]:
    """Return what is known of the error of the number, in sentences."""
    if mark.cells is None:
        return [NO_ERROR]
    cells = number(mark.cells)
    low, high = (number(end, breakpoints(mark.field)) for end in (mark.low, mark.high))
    counted = COUNTED.format(cells=cells, low=low, high=high)
    return [counted, ASSUMED.format(cells=cells)] if mark.assumed else [counted]


def _bounded(mark: NearLimit, value: Text) -> dict[str, Any]:
    """Return what is said of a number that is only bounded by *value*, which holds a limit."""
    field = mark.field
    limits = join([amount(limit, field.unit) for limit in mark.limits], OR)
    said = [BOUNDED.format(field=field.label, value=value, limits=limits)]
    if mark.set_aside:
        said.append(SET_ASIDE)
    if len(set(mark.grades)) > 1:
        low, _, high = map(_grades, mark.grades)
        said.append(GRADES_WITHIN.format(low=low, high=high))
    return {"field": field.id, "label": field.label, "value": value, "said": said, "readings": _readings(mark)}


def _mark(mark: NearLimit) -> dict[str, Any]:
    field = mark.field
    value = messages.fact(field, mark.value)
    if isinstance(mark.value, Interval):
        return _bounded(mark, value)
    said = []
    if mark.value in mark.limits:
        said.append(ON_LIMIT.format(field=field.label, value=value))
    if crossed := [limit for limit in mark.limits if limit != mark.value]:
        near = join([amount(limit, field.unit) for limit in crossed], OR)
        said.append(NEAR_LIMIT.format(field=field.label, value=value, limits=near))
    said += _error(mark)
    if mark.set_aside:
        said.append(SET_ASIDE)
    if len(set(mark.grades)) > 1:
        low, here, high = map(_grades, mark.grades)
        said.append(GRADES.format(low=low, value=here, high=high))
    return {"field": field.id, "label": field.label, "value": value, "said": said, "readings": _readings(mark)}


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return *marks* for the numbers that lie on a limit or too near to one, as the sets in `request["sets"]` read them, by default all that concern the patient.

    Each mark has the field, its label and value, sentences *said*, and the *readings*; *summary* is a sentence where there is no mark.
    """
    sets = request.get("sets") or relevant_sets(derive(reading.case))
    marks = robustness.robustness(reading.case, sets)
    return {"summary": None if marks else FIRM, "marks": [_mark(mark) for mark in marks]}
