"""What would change a set that is not met, and on which day a criterion of time is reached."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculators.analysis.dates import COUNTED_ON, Due, ages, times
from calculators.analysis.what_if import Alternative, Change, Obstacle, WhatIf, what_if
from calculators.documents import messages
from calculators.documents.messages import labels
from calculators.documents.receipt import encode
from calculators.engine.derive import derive
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import Known, assess, fields_of
from calculators.model.fields import Choice, Comparison, Number, YesNo, option_name
from calculators.model.sentences import OR, format_interval, one_of, sentence, short, within
from calculators.model.text import Language, Text, join
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.web.missing import titles
from calculators.web.reading import Reading

NEEDS = Text("{field}: now {now}, would need {wanted}.", "{field}: τώρα {now}, θα χρειαζόταν {wanted}.")
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
            return OR_LATER.format(day=Text(messages.day(day, "en"), messages.day(day, "el"))) if day else field.label


def _waiting(due: Due, language: Language, today: date) -> str:
    if due.day <= today:
        return WAITED[language]
    text = WAIT if due.exact else WAIT_COUNTED
    return text[language].format(day=messages.day(due.day, language), how=COUNTED_ON[language])


def _change(change: Change, now: Mapping[str, str], language: Language, today: date) -> dict[str, Any]:
    label = FIELDS[change.field].label[language]
    said = [NEEDS[language].format(field=label, now=now[change.field], wanted=wanted(change)[language])]
    if change.due:
        said.append(_waiting(change.due, language, today))
    return {
        "field": change.field,
        "label": label,
        "now": now[change.field],
        "wanted": wanted(change)[language],
        "nearest": encode(change.nearest),
        "day": change.due.day.isoformat() if change.due else None,
        "said": said,
    }


def _way(alternative: Alternative, now: Mapping[str, str], language: Language, today: date) -> dict[str, Any]:
    notes = [AGEING[language]] if alternative.ageing else []
    if alternative.needs:
        notes.append(OPEN[language].format(fields=labels(alternative.needs, language)))
    return {"changes": [_change(change, now, language, today) for change in alternative.changes], "notes": notes}


def _obstacle(obstacle: Obstacle, known: Known, now: Mapping[str, str], language: Language) -> dict[str, Any]:
    own = [field.id for field in fields_of(obstacle.test) if field.id in now]
    # What is not answered itself is ruled out by what is.
    read = own or obstacle.fields
    wanted = short(obstacle.test) if own else within(sentence(obstacle.test))
    asks = (UNSETTLED if assess(obstacle.test, known).wording else ASKS)[language].format(
        field=labels(read, language), now=", ".join(now[name] for name in read), wanted=wanted[language]
    )
    return {
        "criterion": obstacle.criterion.id,
        "fields": obstacle.fields,
        "said": [asks, *(why[language] for why in obstacle.why)],
    }


def _set(found: WhatIf, known: Known, now: Mapping[str, str], reading: Reading) -> dict[str, Any]:
    language = reading.language
    ways = [alternative for alternative in found.alternatives if alternative.changes]
    lead = (BESIDES if found.obstacles else THIS)[language]
    return {
        "set": found.name,
        "title": SETS[found.name].short_title[language],
        "cannot": CANNOT[language] if found.obstacles else "",
        "obstacles": [_obstacle(obstacle, known, now, language) for obstacle in found.obstacles],
        "lead": (ONE_OF[language].format(ways=lead) if len(ways) > 1 else lead) if ways else "",
        "ways": [_way(alternative, now, language, reading.today) for alternative in ways],
        "more": MORE[language] if found.more else "",
    }


def _reached(due: Due, today: date) -> Text:
    """Return how it is said that *due* lies ahead, or behind."""
    if due.day > today:
        return REACHED if due.exact else REACHED_COUNTED
    return REACHED_BEFORE if due.exact else REACHED_BEFORE_COUNTED


def _dates(reading: Reading, sets: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return each day on which a test of time is reached, with the sets that ask for it."""
    together: dict[tuple[str, Due], list[str]] = {}
    language = reading.language
    for one in times(reading.case, sets, reading.today):
        together.setdefault((sentence(one.test)[language], one.due), []).append(one.name)
    return [
        {
            "day": due.day.isoformat(),
            "sets": names,
            "titles": titles(names, language),
            "said": _reached(due, reading.today)[language].format(
                test=test, day=messages.day(due.day, language), how=COUNTED_ON[language]
            ),
        }
        for (test, due), names in together.items()
    ]


def _passed(test: Comparison, within: int, language: Language) -> str:
    text = {0: PASSED_NOW, 1: PASSED_ONE}.get(within, PASSED)
    return text[language].format(test=sentence(test)[language], months=within)


def _ages(reading: Reading, sets: tuple[str, ...]) -> list[dict[str, Any]]:
    together: dict[str, list[str]] = {}
    for one in ages(reading.case, sets):
        together.setdefault(_passed(one.test, one.within, reading.language), []).append(one.name)
    return [
        {"sets": names, "titles": titles(names, reading.language), "said": said} for said, names in together.items()
    ]


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what would change the sets in `request["sets"]`, by default all that concern the patient, and when their limits of time are reached.

    A page asks for the ways of one set after the other, so that it never waits long; `request["only"]` is then `"ways"` or `"dates"`.
    The reply has *sets* (one entry for each that is not met: obstacles, a sentence that leads to the ways, the ways with their changes), *dates*, *ages*, and
    *ahead*, whether one of the dates is still to come, so that there is something for a calendar file.
    """
    language = reading.language
    knowledge = derive(reading.case)
    sets = tuple(request.get("sets") or relevant_sets(knowledge))
    now = messages.known_values(knowledge, language) | {
        name: messages.answer_said(FIELDS[name], answer, language) for name, answer in reading.case.items()
    }
    reply: dict[str, Any] = {}
    if request.get("only") != "dates":
        found = (what_if(reading.case, name, reading.today) for name in sets)
        reply["sets"] = [_set(one, knowledge.known, now, reading) for one in found if one]
    if request.get("only") != "ways":
        events = times(reading.case, sets, reading.today)
        reply |= {
            "dates": _dates(reading, sets),
            "ages": _ages(reading, sets),
            "ahead": any(event.due.day > reading.today for event in events),
        }
    return reply
