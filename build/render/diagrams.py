"""
The diagram of each set, as HTML that is committed: lists that wrap, zoom and print; the style sheet draws their lines.

A set with a verdict is a chain of steps: each criterion met leads down, one not met leads out. Adverse factors stand
side by side and lead into a count; a classification branches from its question to what is said of each class.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from jinja2 import Environment
from paths import GENERATED
from render.hyphens import narrow_markup
from render.templates import templates

from calculators.documents.messages import CLASS_UNSETTLED, NO_CLASS, OPEN, condition, hazard_ratio, named, verdict
from calculators.engine.evaluate import Verdict
from calculators.model.conditions import assess, fields_of
from calculators.model.fields import Number, options_of
from calculators.model.sentences import left_open, opening, sentence
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import LANGUAGES, Language, Text
from calculators.model.truth import Truth
from calculators.sets.registry import SETS

YES = Text("met", "ναι")
NO = Text("not met", "όχι")
ABSENT = Text("absent", "απουσιάζει")
PRESENT = Text("present", "υπάρχει")
HAZARD_RATIO = Text("Hazard ratio {ratio}", "Λόγος κινδύνου {ratio}")
COUNT = Text("How many of the {all} are present", "Πόσοι από τους {all} υπάρχουν")
ONLY_A_COUNT = Text("A count: neither a verdict nor a risk", "Πλήθος: ούτε κρίση ούτε κίνδυνος")
NONE_APPLIES = Text("None of these applies", "Δεν ισχύει κανένα από αυτά")
TWO_APPLY = Text("Two of these apply", "Ισχύουν δύο από αυτά")

CHAIN_TITLE = Text("Decision diagram: {title}", "Διάγραμμα απόφασης: {title}")
CHAIN_NOTE = Text(
    "A step that is not known, or left open by the wording, leaves the verdict open unless another step is not met.",
    "Βήμα άγνωστο ή ανοικτό κατά τη διατύπωση αφήνει ανοικτή την κρίση, εκτός αν κάποιο άλλο βήμα δεν πληρούται.",
)
TITLES = {
    Kind.CRITERIA: CHAIN_TITLE,
    Kind.CONTRAINDICATIONS: CHAIN_TITLE,
    Kind.FACTORS: Text("The factors and their count: {title}", "Οι παράγοντες και το πλήθος τους: {title}"),
    Kind.CLASSES: Text("Diagram of the classification: {title}", "Διάγραμμα κατάταξης: {title}"),
}
NOTES = {
    Kind.CRITERIA: CHAIN_NOTE,
    Kind.CONTRAINDICATIONS: CHAIN_NOTE,
    Kind.FACTORS: Text(
        "Each factor is looked at by itself. One that is not known, or left open by the wording, makes the count a range.",
        "Κάθε παράγοντας εξετάζεται χωριστά. Όποιος είναι άγνωστος ή μένει ανοικτός κατά τη διατύπωση κάνει το πλήθος εύρος.",
    ),
    Kind.CLASSES: Text(
        "Each line is looked at by itself. As long as none applies and an answer is missing, there is no result.",
        "Κάθε γραμμή εξετάζεται χωριστά. Όσο δεν ισχύει καμία και λείπει απάντηση, δεν λέγεται τίποτα.",
    ),
}
"""What stands below the diagram."""


@dataclass(frozen=True)
class Step:
    """
    What stands in the box of a criterion, in one language.

    *name* is what it asks for, or what it is called where *when* says when that is absent or applies; *left_open* is
    what its wording leaves open.
    """

    name: str
    when: str = ""
    left_open: tuple[str, ...] = ()
    hazard_ratio: str = ""


def _step(criteria: CriteriaSet, criterion: Criterion, language: Language) -> Step:
    when = condition(criteria, criterion)
    ratio = criterion.hazard_ratio
    return Step(
        opening(named(criterion))[language],
        when[language] if when else "",
        _left_open(criterion, language),
        HAZARD_RATIO.format(ratio=hazard_ratio(ratio))[language] if ratio is not None else "",
    )


def _left_open(criterion: Criterion, language: Language) -> tuple[str, ...]:
    return tuple(OPEN.format(what=what)[language] for what in left_open(criterion.test))


def _chain(criteria: CriteriaSet) -> dict[str, Any]:
    onward, out = (ABSENT, PRESENT) if criteria.kind is Kind.CONTRAINDICATIONS else (YES, NO)
    ends = {"met": verdict(criteria, Verdict.MET), "not_met": verdict(criteria, Verdict.NOT_MET)}
    return {"shape": "chain", "onward": onward, "out": out, **ends}


def _count(criteria: CriteriaSet) -> dict[str, Any]:
    return {
        "shape": "count",
        "out": PRESENT,
        "count": COUNT.format(all=str(len(criteria.criteria))),
        "only": ONLY_A_COUNT,
    }


def _branches(criteria: CriteriaSet) -> dict[str, Any]:
    return {"shape": "branches", "question": criteria.question, "rest": _rest(criteria)}


def _rest(criteria: CriteriaSet) -> list[tuple[Text, Text]]:
    """Return what is said where no class applies and where two do, as far as answers can lead there."""
    asked = dict.fromkeys(
        question for one in criteria.criteria for question in fields_of(one.test) if not isinstance(question, Number)
    )
    found = []
    for chosen in product(*(options_of(question) for question in asked)):
        known = {question.id: frozenset({answer}) for question, answer in zip(asked, chosen, strict=True)}
        found.append([assess(one.test, known).truth for one in criteria.criteria])
    none = [(NONE_APPLIES, opening(NO_CLASS))] if any(set(truths) == {Truth.NOT_MET} for truths in found) else []
    two = [(TWO_APPLY, opening(CLASS_UNSETTLED))] if any(truths.count(Truth.MET) > 1 for truths in found) else []
    return none + two


SHAPES = {Kind.CRITERIA: _chain, Kind.CONTRAINDICATIONS: _chain, Kind.FACTORS: _count, Kind.CLASSES: _branches}


@cache
def _environment(language: Language) -> Environment:
    made = templates(language, "calculators")
    made.globals |= {
        "step": lambda criteria, criterion: _step(criteria, criterion, language),
        "branch": lambda one: Step(sentence(one.test)[language], left_open=_left_open(one, language)),
        "class_of": lambda one: opening(one.name or one.topic.label)[language],
    }
    return made


def diagram(criteria: CriteriaSet, language: Language) -> str:
    """Return the diagram of *criteria* as HTML, its text in *language*."""
    title = TITLES[criteria.kind].format(title=criteria.title)
    shape = SHAPES[criteria.kind](criteria)
    return (
        _environment(language)
        .get_template("diagram.html")
        .render(criteria=criteria, title=title, note=NOTES[criteria.kind], **shape)
    )


def path(criteria: CriteriaSet, language: Language) -> Path:
    """Return where the diagram of *criteria* in *language* is kept."""
    return GENERATED / language / f"{criteria.id}.html"


def figure(criteria: CriteriaSet, language: Language) -> str:
    """Return the diagram as a page shows it: its long words can be parted."""
    return narrow_markup(path(criteria, language).read_text(encoding="utf-8"), language)


def generate() -> dict[Path, str]:
    """Return every diagram with the file that it belongs into."""
    return {
        path(criteria, language): diagram(criteria, language) for criteria in SETS.values() for language in LANGUAGES
    }
