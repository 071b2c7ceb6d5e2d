"""What would change a set that is not met, and on which day a criterion of time is reached."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculators.analysis.dates import COUNTED_ON, Due, ages, times
from calculators.analysis.what_if import Alternative, Change, Obstacle, WhatIf, what_if
from calculators.documents import messages
from calculators.documents.messages import labels, short_titles
from calculators.engine.case import encode
from calculators.engine.derive import derive
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import Known, assess, fields_of
from calculators.model.fields import Choice, Comparison, Number, YesNo, option_name
from calculators.model.sentences import COMMA, OR, format_interval, one_of, sentence, short, within
from calculators.model.text import Text, join
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading

NEEDS = Text("now {now}, would need {wanted}", "τώρα {now}, θα χρειαζόταν {wanted}")
WAIT = Text("By waiting until {day}, if nothing else changes.", "Με αναμονή έως {day}, αν δεν αλλάξει κάτι άλλο.")
WAIT_COUNTED = Text(
    "By waiting until {day}, if nothing else changes ({how}).",
    "Με αναμονή έως {day}, αν δεν αλλάξει κάτι άλλο ({how}).",
)
WAITED = Text(
    "That day has passed: a newer assessment is enough, if nothing else has changed.",
    "Η ημέρα αυτή πέρασε: αρκεί νεότερη αξιολόγηση, αν δεν άλλαξε κάτι άλλο.",
)
OR_LATER = Text("{day} or later", "{day} ή αργότερα")
ASKS = Text("{field}: now {now}, the criterion asks: {wanted}.", "{field}: τώρα {now}, το κριτήριο ζητεί: {wanted}.")
UNSETTLED = Text(
    "{field}: now {now}, which the published wording does not settle; the criterion asks: {wanted}.",
    "{field}: τώρα {now}, τιμή που δεν κρίνεται από τη δημοσιευμένη διατύπωση· το κριτήριο ζητεί: {wanted}.",
)
CANNOT = Text("Cannot be met:", "Δεν μπορεί να ικανοποιηθεί:")
BESIDES = Text("Besides, this would have to be different:", "Επιπλέον, θα έπρεπε να είναι διαφορετικά τα εξής:")
THIS = Text(
    "For every criterion to be met, the following would have to change:",
    "Για να πληρούνται όλα τα κριτήρια, θα έπρεπε να αλλάξουν τα εξής:",
)
ONE_OF = Text("{ways} Any one of the ways listed suffices.", "{ways} Αρκεί ένας από τους τρόπους που αναφέρονται.")
MORE = Text("There are further ways with as many changes.", "Υπάρχουν και άλλοι τρόποι με ισάριθμες αλλαγές.")
OPEN = Text("Still open afterwards: {fields}.", "Θα έμεναν ανοικτά: {fields}.")
AGEING = Text(
    "By then the age, counted on from the one entered, passes a limit of this set.",
    "Έως τότε η ηλικία, υπολογισμένη από αυτήν που δηλώθηκε, ξεπερνά όριο αυτού του καταλόγου.",
)
REACHED = Text(
    "{test}: from {day} on, if nothing else changes.", "{test}: από {day} και μετά, αν δεν αλλάξει κάτι άλλο."
)
REACHED_COUNTED = Text(
    "{test}: from {day} on, if nothing else changes ({how}).",
    "{test}: από {day} και μετά, αν δεν αλλάξει κάτι άλλο ({how}).",
)
REACHED_BEFORE = Text(
    "{test}: since {day}, if nothing else changed; a newer assessment is needed for it to count.",
    "{test}: από {day}, αν δεν άλλαξε κάτι άλλο· για να υπολογιστεί χρειάζεται νεότερη αξιολόγηση.",
)
REACHED_BEFORE_COUNTED = Text(
    "{test}: since {day}, if nothing else changed ({how}); a newer assessment is needed for it to count.",
    "{test}: από {day}, αν δεν άλλαξε κάτι άλλο ({how})· για να υπολογιστεί χρειάζεται νεότερη αξιολόγηση.",
)
PASSED = Text(
    "{test}: met now, no longer met in {months} months at the latest; the date of birth is not known.",
    "{test}: πληρούται τώρα, θα πάψει να πληρούται το αργότερο σε {months} μήνες· η ημερομηνία γέννησης δεν είναι γνωστή.",
)
PASSED_ONE = Text(
    "{test}: met now, no longer met in one month at the latest; the date of birth is not known.",
    "{test}: πληρούται τώρα, θα πάψει να πληρούται το αργότερο σε έναν μήνα· η ημερομηνία γέννησης δεν είναι γνωστή.",
)
PASSED_NOW = Text(
    "{test}: met now, but any fraction of a year more passes it.",
    "{test}: πληρούται τώρα, αλλά με οποιοδήποτε κλάσμα έτους παραπάνω παύει να πληρούται.",
)


def wanted(change: Change) -> Text:
    """Return the answers that *change* allows, in words."""
    field = FIELDS[change.field]
    match field:
        case Number():
            return join([format_interval(span, field) for span in change.spans], OR)
        case Choice() | YesNo():
            return one_of([option_name(field, option) for option in change.options])
        case _:
            day = change.due.day if change.due else None
            return OR_LATER.format(day=messages.day(day)) if day else field.label


def _waiting(due: Due, today: date) -> Text:
    if due.day <= today:
        return WAITED
    return (WAIT if due.exact else WAIT_COUNTED).format(day=messages.day(due.day), how=COUNTED_ON)


def _change(change: Change, now: Mapping[str, Text], today: date) -> dict[str, Any]:
    return {
        "field": change.field,
        "label": FIELDS[change.field].label,
        "nearest": encode(change.nearest),
        "day": change.due.day.isoformat() if change.due else None,
        "said": NEEDS.format(now=now[change.field], wanted=wanted(change)),
        "waiting": _waiting(change.due, today) if change.due else None,
    }


def _way(alternative: Alternative, now: Mapping[str, Text], today: date) -> dict[str, Any]:
    notes = [AGEING] if alternative.ageing else []
    if alternative.needs:
        notes.append(OPEN.format(fields=labels(alternative.needs)))
    return {"changes": [_change(change, now, today) for change in alternative.changes], "notes": notes}


def _obstacle(obstacle: Obstacle, known: Known, now: Mapping[str, Text]) -> dict[str, Any]:
    own = [field.id for field in fields_of(obstacle.test) if field.id in now]
    # What is not answered itself is ruled out by what is.
    read = own or obstacle.fields
    asks = (UNSETTLED if assess(obstacle.test, known).wording else ASKS).format(
        field=labels(read),
        now=join([now[name] for name in read], COMMA),
        wanted=short(obstacle.test) if own else within(sentence(obstacle.test)),
    )
    return {"criterion": obstacle.criterion.id, "fields": obstacle.fields, "said": [asks, *obstacle.why]}


def _set(found: WhatIf, known: Known, now: Mapping[str, Text], today: date) -> dict[str, Any]:
    ways = [alternative for alternative in found.alternatives if alternative.changes]
    lead = BESIDES if found.obstacles else THIS
    return {
        "set": found.name,
        "title": SETS[found.name].short_title,
        "cannot": CANNOT if found.obstacles else None,
        "obstacles": [_obstacle(obstacle, known, now) for obstacle in found.obstacles],
        "lead": (ONE_OF.format(ways=lead) if len(ways) > 1 else lead) if ways else None,
        "ways": [_way(alternative, now, today) for alternative in ways],
        "more": MORE if found.more else None,
    }


def _reached(due: Due, today: date) -> Text:
    """Return how it is said that *due* lies ahead, or behind."""
    if due.day > today:
        return REACHED if due.exact else REACHED_COUNTED
    return REACHED_BEFORE if due.exact else REACHED_BEFORE_COUNTED


def _dates(reading: Reading, sets: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return each day on which a test of time is reached, with the sets that ask for it."""
    together: dict[tuple[Text, Due], list[str]] = {}
    for one in times(reading.case, sets, reading.today):
        together.setdefault((sentence(one.test), one.due), []).append(one.name)
    return [
        {
            "day": due.day.isoformat(),
            "sets": names,
            "titles": short_titles(names),
            "said": _reached(due, reading.today).format(test=test, day=messages.day(due.day), how=COUNTED_ON),
        }
        for (test, due), names in together.items()
    ]


def _passed(test: Comparison, within: int) -> Text:
    return {0: PASSED_NOW, 1: PASSED_ONE}.get(within, PASSED).format(test=sentence(test), months=str(within))


def _ages(reading: Reading, sets: tuple[str, ...]) -> list[dict[str, Any]]:
    together: dict[Text, list[str]] = {}
    for one in ages(reading.case, sets):
        together.setdefault(_passed(one.test, one.within), []).append(one.name)
    return [{"sets": names, "titles": short_titles(names), "said": said} for said, names in together.items()]


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what would change the sets in `request["sets"]`, by default all that concern the patient, and when their limits of time are reached.

    A page asks for the ways of one set after the other, so that it never waits long; `request["only"]` is then `"ways"` or `"dates"`.
    The reply has *sets* (one entry for each that is not met: obstacles, a sentence that leads to the ways, the ways with their changes, each *said* behind the
    label of its field), *dates*, *ages*, and *ahead*, whether one of the dates is still to come, so that there is something for a calendar file.
    """
    facts = derive(reading.case)
    sets = tuple(request.get("sets") or relevant_sets(facts))
    reply: dict[str, Any] = {}
    if request.get("only") != "dates":
        derived = {name: messages.fact(FIELDS[name], value) for name, value in facts.known.items()}
        now = derived | messages.answer_facts(reading.case)
        found = (what_if(reading.case, name, reading.today) for name in sets)
        reply["sets"] = [_set(one, facts.known, now, reading.today) for one in found if one]
    if request.get("only") != "ways":
        events = times(reading.case, sets, reading.today)
        reply |= {
            "dates": _dates(reading, sets),
            "ages": _ages(reading, sets),
            "ahead": any(event.due.day > reading.today for event in events),
        }
    return reply
