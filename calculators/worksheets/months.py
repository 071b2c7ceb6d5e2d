"""Calendar months up to the day of assessment, and the day on which a published number of months is reached."""

from calculators.documents import messages
from calculators.engine.breakpoints import breakpoints
from calculators.engine.derivations import DERIVATIONS
from calculators.formulas.months import months_between, reached
from calculators.model.derivation import MonthsBetween
from calculators.model.sentences import amount
from calculators.model.sets import Status
from calculators.model.text import Text
from calculators.vocabulary.units import MONTHS as MONTHS_UNIT
from calculators.worksheets.worksheet import (
    Entries,
    Example,
    Fill,
    Inputs,
    Line,
    Result,
    Worksheet,
    awaiting,
    together,
)

REACHED = Text("{months} are reached on {day}.", "Ημέρα συμπλήρωσης ({months}): {day}.")
WERE_REACHED = Text("{months} were reached on {day}.", "Ημέρα συμπλήρωσης ({months}): {day}, έχει παρέλθει.")
TOO_EARLY = Text("this day lies after the day of the assessment", "η ημέρα αυτή είναι μεταγενέστερη της αξιολόγησης")


def _lines(counted: MonthsBetween, once: Entries) -> tuple[Line, float | None]:
    """Return the months that are *counted* between two dates, and the day on which each limit that a set puts on them is reached."""
    field = counted.field
    line = field.id.replace("_", "-")
    start, end = once.day(counted.start), once.day(counted.end)
    notes = []
    if start is not None:
        if end is not None and start > end:
            raise once.impossible(counted.start, TOO_EARLY)
        for limit in breakpoints(field):
            day = reached(start, limit)
            words = WERE_REACHED if end is not None and day <= end else REACHED
            notes.append(words.format(months=amount(limit, MONTHS_UNIT), day=messages.day(day)))
    if start is None or end is None:
        return awaiting(line, field.label, once.without(counted.start, counted.end), together(*notes)), None
    months = months_between(start, end)
    return Line(line, field.label, amount(months, MONTHS_UNIT, breakpoints(field)), note=together(*notes)), months


def compute(inputs: Inputs) -> Result:
    """Return each number of months that dates give."""
    found = [(one.field, *_lines(one, inputs.once)) for one in DERIVATIONS.months]
    return Result(
        tuple(line for _, line, _ in found),
        tuple(Fill(field, months) for field, _, months in found if months is not None),
    )


MONTHS = Worksheet(
    id="months",
    title=Text("Calendar months", "Ημερολογιακοί μήνες"),
    about=Text(
        "How long the disease has been stable and how long ago the primary was removed, and on which day the months that a list asks for are reached.",
        "Πόσο διαρκεί η σταθερή νόσος και πόσος χρόνος πέρασε από την εξαίρεση της πρωτοπαθούς εστίας, και ποια ημέρα συμπληρώνονται οι μήνες που ζητά ένας κατάλογος.",
    ),
    fields=tuple(dict.fromkeys((*(one.start for one in DERIVATIONS.months), *(one.end for one in DERIVATIONS.months)))),
    compute=compute,
    sources=(),
    status=Status.ABSTRACT,
    status_note=Text(
        "The sources print months and do not say how they count; calendar months are this site's reading.",
        "Οι πηγές τυπώνουν μήνες χωρίς να λένε πώς μετρούν· οι ημερολογιακοί μήνες είναι ερμηνεία αυτού του ιστοτόπου.",
    ),
    example=Example(
        {"primary_resection_date": "2025-11-30", "stable_since_date": "2026-01-14", "assessment_date": "2026-07-13"}
    ),
    fills=tuple(one.field for one in DERIVATIONS.months),
)
