"""
The worked cases of the teaching page as HTML, before any script runs.

The reader judges a case, and the page's script asks the rules for their own reading.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache

from data.teaching import cases
from jinja2 import Environment
from render.templates import templates

from calculators.documents import messages
from calculators.engine.evaluate import Verdict
from calculators.model.sentences import opening
from calculators.model.sets import NO_SOURCE, STATUS_NAMES, CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Language, Text
from calculators.model.truth import Truth
from calculators.sets.registry import GROUPS

LATEST = "2026-11-01"
"""The last day that a date of a case may name; the day on which a page is read decides nothing."""

WORDS = {
    "limits": Text(
        "Invented patients, made to show where readings differ. The rules show whether criteria are met as published, and decide nothing.",
        "Επινοημένοι ασθενείς, που δείχνουν πού διαφέρουν οι ερμηνείες. Οι κανόνες δείχνουν αν πληρούνται κριτήρια όπως δημοσιεύθηκαν και δεν αποφασίζουν.",
    ),
    "limits_link": Text("Intended use and limits", "Προβλεπόμενη χρήση και περιορισμοί"),
    "no_script": Text(
        "To compare an answer with the rules this page needs JavaScript, which is switched off. "
        "The cases can be read without it, and each links to the page of its criteria.",
        "Για τη σύγκριση μιας απάντησης με τους κανόνες χρειάζεται JavaScript, που είναι απενεργοποιημένη. "
        "Τα περιστατικά διαβάζονται και χωρίς αυτήν, και το καθένα οδηγεί στη σελίδα των κριτηρίων του.",
    ),
    "invented": Text("Invented case", "Επινοημένο περιστατικό"),
    "done": Text("compared", "συγκρίθηκε"),
    "progress": Text("Compared so far: {done} of {all} cases", "Συγκρίθηκαν ως τώρα: {done} από {all} περιστατικά"),
    "provisional": Text(
        "Provisional: transcribed without the primary document.",
        "Προσωρινό: μεταγράφηκε χωρίς το πρωτότυπο έγγραφο.",
    ),
    "status": Text("Status", "Έλεγχος"),
    "cannot_say": Text("cannot be judged", "δεν μπορεί να κριθεί"),
    "overall": Text("All together", "Συνολικά"),
    "compare": Text("Compare with the rules", "Σύγκριση με τους κανόνες"),
    "again": Text("Try again", "Από την αρχή"),
    "result": Text("Your reading beside that of the rules", "Η ανάγνωσή σας δίπλα σε εκείνη των κανόνων"),
    "score": Text("{right} of {all} as the rules read it", "{right} από {all} όπως τα διαβάζουν οι κανόνες"),
    "unanswered": Text("not answered: {open}", "χωρίς απάντηση: {open}"),
    "right": Text("Right", "Σωστό"),
    "wrong": Text("Wrong", "Λάθος"),
    "open": Text("Not answered", "Χωρίς απάντηση"),
    "rules_say": Text("The rules:", "Οι κανόνες:"),
    "from_case": Text("From the case:", "Από το περιστατικό:"),
    "needs": Text("Still needed:", "Χρειάζονται ακόμη:"),
    "lesson": Text("The point of this case", "Τι δείχνει το περιστατικό"),
    "read": Text("In the guideline:", "Στην οδηγία:"),
    "calculator": Text("This case in the calculator:", "Το περιστατικό στον υπολογιστή:"),
    "source": Text("Source:", "Πηγή:"),
    "no_source": opening(NO_SOURCE),
    "loading": Text("Loading the rules…", "Φόρτωση των κανόνων…"),
    "failed": Text(
        "The rules could not start; your answers are kept. Try again, or read the criteria on the page of the set.",
        "Οι κανόνες δεν μπόρεσαν να ξεκινήσουν· οι απαντήσεις σας διατηρούνται. Δοκιμάστε ξανά ή διαβάστε τα κριτήρια στη σελίδα τους.",
    ),
}

SPOKEN = ("progress", "score", "unanswered", "right", "wrong", "open", "needs", "loading", "failed")
"""The words that the page's script fills in."""


def options(criteria: CriteriaSet) -> tuple[tuple[str, Text], ...]:
    """Return what a reader can answer to a criterion of *criteria*: the truth, and how it is said."""
    said = [(truth.value, messages.truth(criteria, truth)) for truth in (Truth.MET, Truth.NOT_MET)]
    return (*said, (Truth.UNKNOWN.value, WORDS["cannot_say"]))


def outcomes(criteria: CriteriaSet) -> tuple[tuple[str, Text], ...]:
    """
    Return what a reader can answer of *criteria* as a whole.

    The verdict, and how it is said; nothing where the set gives none.
    """
    return tuple((value.value, messages.verdict(criteria, value)) for value in Verdict) if criteria.kind.decides else ()


def asked(criteria: CriteriaSet, criterion: Criterion, language: Language) -> tuple[str, str]:
    """Return how *criterion* of *criteria* is asked: its sentence, or what is absent or applies and when."""
    when = messages.condition(criteria, criterion)
    return opening(messages.named(criterion))[language], when[language] if when else ""


@cache
def _environment(language: Language) -> Environment:
    made = templates(language, "teaching")
    made.filters["asked"] = lambda criterion, criteria: asked(criteria, criterion, language)
    made.globals |= {
        "words": WORDS,
        "options": options,
        "outcomes": outcomes,
        "statuses": STATUS_NAMES,
        "Status": Status,
        "Kind": Kind,
        "latest": LATEST,
    }
    return made


def lines(language: Language, keep: Callable[[str], str]) -> Iterator[str]:
    """
    Yield the lines of Markdown for the worked cases: an introduction, and the cases by clinical question.

    *keep* sets HTML aside and returns what stands for it.
    """
    environment = _environment(language)
    spoken = json.dumps({name: WORDS[name][language] for name in SPOKEN}, ensure_ascii=False)
    yield from ("", keep(environment.get_template("intro.html").render(spoken=spoken, count=len(cases()))), "")
    for group in GROUPS:
        own = [case for case in cases() if case.sets[0] in group.sets]
        if own:
            made = environment.get_template("cases.html").render(cases=own)
            yield from (f"## {group.title[language]} {{#cases-{group.id}}}", "", keep(made), "")
