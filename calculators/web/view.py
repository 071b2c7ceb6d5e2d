"""What is shown of the board for a patient and for what is asked today, and how much of the form is answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.engine.alerts import Alert, AlertKind
from calculators.engine.derive import Facts
from calculators.engine.relevance import relevant_fields, relevant_sets, sets_asked
from calculators.model.fields import DateField
from calculators.model.text import Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS, GROUPS
from calculators.web.reading import Reading

ANSWERED = Text("{answered} of {asked} answered", "απαντήθηκαν {answered} από {asked}")
OTHER_PATIENTS = Text(
    "Hidden, because they were published for other patients: {sets}.",
    "Δεν εμφανίζονται, επειδή δημοσιεύθηκαν για άλλους ασθενείς: {sets}.",
)
NOT_ASKED = Text(
    "Hidden, because they are not asked today: {sets}, {questions}.",
    "Δεν εμφανίζονται, επειδή δεν ζητούνται σήμερα: {sets}, {questions}.",
)
ALL_SHOWN = Text(
    "All sets and questions are shown, also those for other patients.",
    "Εμφανίζονται όλοι οι κατάλογοι και οι ερωτήσεις, και για άλλους ασθενείς.",
)
SETS_COUNTED = (Text("1 set", "1 κατάλογος"), Text("{count} sets", "{count} κατάλογοι"))
QUESTIONS_COUNTED = (Text("1 question", "1 ερώτηση"), Text("{count} questions", "{count} ερωτήσεις"))


def _counted(forms: tuple[Text, Text], count: int) -> Text:
    one, many = forms
    return one if count == 1 else many.format(count=str(count))


@dataclass(frozen=True, slots=True)
class View:
    """The ids of the *sets* and *fields* that are shown, and what is *said* of those that are not."""

    sets: tuple[str, ...]
    fields: tuple[str, ...]
    said: tuple[Text, ...] = ()


def view(facts: Facts, question: str = "", *, everything: bool = False) -> View:
    """
    Return what is shown to a meeting that asks *question*, the id of a group of sets or "" for all, about the patient of whom *facts* are known.

    Where *everything* is wanted, nothing is left out.
    """
    if everything:
        return View(tuple(SETS), tuple(FIELDS), (ALL_SHOWN,))
    concerning, asked = relevant_sets(facts), sets_asked(question)
    sets = tuple(name for name in concerning if name in asked)
    fields = relevant_fields(sets)
    said = []
    if others := len(SETS) - len(concerning):
        said.append(OTHER_PATIENTS.format(sets=_counted(SETS_COUNTED, others)))
    if unasked := len(concerning) - len(sets):
        left = {*relevant_fields(concerning)} - {*fields, *facts.known}
        count = _counted(QUESTIONS_COUNTED, len(left))
        said.append(NOT_ASKED.format(sets=_counted(SETS_COUNTED, unasked), questions=count))
    return View(sets, fields, tuple(said))


def group_counts(
    reading: Reading, answers: Mapping[str, str], shown: View, known: Collection[str], alerts: Collection[Alert]
) -> dict[str, dict[str, Any]]:
    """
    Return for each group of the form, by id, how many of its questions in sight are answered, and whether one needs a *look*.

    In sight are those of the *answers* of a page that are *shown* or typed, dates apart, which stand for months; answered are those that are *known*,
    whether typed or following from others. A look needs what cannot be read, and what an alert beside a set in sight rests on, but for its patients.
    """
    doubtful = {*reading.problems, *_warned(shown, alerts)}
    asked = _asked(answers, shown)
    return {
        group.id: _count(asked & ids, {*reading.case, *known}, look=bool(doubtful & ids))
        for group in GROUPS
        for ids in ({field.id for field in group.fields},)
    }


def _asked(answers: Mapping[str, str], shown: View) -> set[str]:
    """Return what is in sight of the *answers* of a page, dates apart."""
    in_sight = {name for name, text in answers.items() if text.strip() or name in shown.fields}
    return {name for name in in_sight if not isinstance(FIELDS.get(name), DateField)}


def _warned(shown: View, alerts: Collection[Alert]) -> set[str]:
    """Return the fields on which those of *alerts* rest that stand beside a set that is *shown*, and are about more than its patients."""
    beside = (one for one in alerts if one.kind is not AlertKind.POPULATION and not {*one.sets}.isdisjoint(shown.sets))
    return {name for alert in beside for name in alert.fields}


def _count(asked: set[str], known: set[str], *, look: bool) -> dict[str, Any]:
    answered, whole = str(len(asked & known)), str(len(asked))
    said = ANSWERED.format(answered=answered, asked=whole)
    return {"count": f"{answered}/{whole}", "said": said, "complete": answered == whole, "look": look}
