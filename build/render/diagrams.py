"""
The diagram of each set, as SVG that is committed.

A set with a verdict is a chain of steps: each criterion met leads down, one not met leads out. Adverse factors stand side by side and
lead into a count; a classification branches from its question to what is said of each class. Colours and fonts come from the page's
style sheet by class, so that the picture follows the palette and prints.
"""

import textwrap
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

from paths import GENERATED

from calculators.documents.messages import CLASS_UNSETTLED, NO_CLASS, OPEN, condition, hazard_ratio, named, verdict
from calculators.engine.evaluate import Verdict
from calculators.model.conditions import assess, fields_of
from calculators.model.fields import Number, options_of
from calculators.model.sentences import left_open, opening, sentence
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import LANGUAGES, Language, Text
from calculators.model.truth import Truth
from calculators.sets.registry import SETS

WIDTH = 430
BOX = 310  # width of a step
LEFT = 5
RAIL = 400  # where "not met" leads down
LINE = 19  # height of a line of text
PAD = 11
GAP = 26  # between steps
NARROW_GAP = 12  # between boxes that no arrow joins
WRAP = 40  # characters in a line of a step; the page's font sets about 43 of them in a box
END_WRAP = 17
WHOLE_WRAP = 52  # of a box as wide as the picture
SPINE = 15  # where a classification branches
BRANCH, BRANCH_BOX, BRANCH_WRAP = 32, 178, 21  # place, width and characters of a test of a class
CLASS, CLASS_BOX, CLASS_WRAP = 236, 189, 21  # the same of what is said of the class

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
"""What stands below the picture, and in its description."""


@dataclass(frozen=True)
class Line:
    """A line of text in a box, with the classes that style it."""

    text: str
    kind: str = "diagram__text"


type Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Drawing:
    """What is drawn, down to *height*; *described* says it in words, and *tips* are the kinds of arrow in it."""

    drawn: list[str]
    height: int
    described: str
    tips: tuple[str, ...]


def _wrap(text: str, width: int, kind: str = "diagram__text") -> Lines:
    return tuple(
        Line(line, kind) for line in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    )


def _open_lines(criterion: Criterion, width: int, language: Language) -> Lines:
    left = [OPEN.format(what=what)[language] for what in left_open(criterion.test)]
    return tuple(line for one in left for line in _wrap(one, width, "diagram__open"))


def _height(*boxes: Lines) -> int:
    return LINE * max(len(lines) for lines in boxes) + 2 * PAD


def _box(lines: Lines, at: tuple[int, int], size: tuple[int, int], kind: str = "diagram__step") -> list[str]:
    (x, top), (width, height) = at, size
    drawn = [f'<rect class="{kind}" x="{x}" y="{top}" width="{width}" height="{height}" rx="6"/>']
    first = top + PAD + 13
    return drawn + [
        f'<text class="{line.kind}" x="{x + 12}" y="{first + LINE * index}">{escape(line.text)}</text>'
        for index, line in enumerate(lines)
    ]


def _said(lines: Lines) -> str:
    """Return *lines* as sentences: a name, and what is said of it."""
    kinds = {
        kind: " ".join(line.text for line in lines if line.kind == kind)
        for kind in dict.fromkeys(line.kind for line in lines)
    }
    return ". ".join(text for kind, text in kinds.items() if kind != "diagram__open")


def _numbered(described: list[str]) -> str:
    return "; ".join(f"{index}. {one}" for index, one in enumerate(described, start=1))


def _step(criteria: CriteriaSet, criterion: Criterion, language: Language) -> Lines:
    """Return what stands in the box of *criterion*: what it asks for, or its name and when that is absent."""
    when = condition(criteria, criterion)
    name = _wrap(
        opening(named(criterion))[language], WRAP, "diagram__text diagram__text--name" if when else "diagram__text"
    )
    lines = name + (_wrap(when[language], WRAP) if when else ()) + _open_lines(criterion, WRAP, language)
    if criterion.hazard_ratio is None:
        return lines
    return lines + _wrap(HAZARD_RATIO.format(ratio=hazard_ratio(criterion.hazard_ratio))[language], WRAP)


def _chain(criteria: CriteriaSet, language: Language) -> Drawing:
    steps = [_step(criteria, one, language) for one in criteria.criteria]
    yes, no = (ABSENT, PRESENT) if criteria.kind is Kind.CONTRAINDICATIONS else (YES, NO)
    drawn: list[str] = []
    top = 5
    for step in steps:
        middle = top + _height(step) // 2
        drawn += _box(step, (LEFT, top), (BOX, _height(step)))
        drawn.append(f'<path class="diagram__no" d="M{LEFT + BOX} {middle}H{RAIL}"/>')
        drawn.append(
            f'<text class="diagram__label" x="{LEFT + BOX + 8}" y="{middle - 6}">{escape(no[language])}</text>'
        )
        top += _height(step)
        drawn.append(
            f'<path class="diagram__yes" d="M{LEFT + BOX // 2} {top}v{GAP - 1}" marker-end="url(#{criteria.id}-yes)"/>'
        )
        drawn.append(
            f'<text class="diagram__label" x="{LEFT + BOX // 2 + 9}" y="{top + 17}">{escape(yes[language])}</text>'
        )
        top += GAP
    first = 5 + _height(steps[0]) // 2
    drawn.insert(0, f'<path class="diagram__no" d="M{RAIL} {first}V{top - 1}" marker-end="url(#{criteria.id}-no)"/>')
    met = _wrap(verdict(criteria, Verdict.MET)[language], END_WRAP + 12, "diagram__text diagram__text--met")
    not_met = _wrap(verdict(criteria, Verdict.NOT_MET)[language], END_WRAP, "diagram__text diagram__text--not-met")
    height = _height(met, not_met)
    drawn += _box(met, (LEFT, top), (240, height), "diagram__end diagram__end--met")
    drawn += _box(not_met, (LEFT + 255, top), (WIDTH - LEFT - 260, height), "diagram__end diagram__end--not-met")
    return Drawing(drawn, top + height + 5, _numbered([_said(step) for step in steps]), ("yes", "no"))


def _count(criteria: CriteriaSet, language: Language) -> Drawing:
    drawn: list[str] = []
    described = []
    top = 5
    first = top + _height(_step(criteria, criteria.criteria[0], language)) // 2
    for criterion in criteria.criteria:
        factor = _step(criteria, criterion, language)
        described.append(_said(factor))
        middle = top + _height(factor) // 2
        drawn += _box(factor, (LEFT, top), (BOX, _height(factor)))
        drawn.append(f'<path class="diagram__no" d="M{LEFT + BOX} {middle}H{RAIL}"/>')
        drawn.append(
            f'<text class="diagram__label" x="{LEFT + BOX + 8}" y="{middle - 6}">{escape(PRESENT[language])}</text>'
        )
        top += _height(factor) + NARROW_GAP
    top += GAP - NARROW_GAP
    drawn.insert(0, f'<path class="diagram__no" d="M{RAIL} {first}V{top - 1}" marker-end="url(#{criteria.id}-no)"/>')
    count = _wrap(
        COUNT.format(all=str(len(criteria.criteria)))[language], WHOLE_WRAP, "diagram__text diagram__text--name"
    )
    count += _wrap(ONLY_A_COUNT[language], WHOLE_WRAP)
    drawn += _box(count, (LEFT, top), (WIDTH - 2 * LEFT, _height(count)), "diagram__end")
    return Drawing(drawn, top + _height(count) + 5, f"{_numbered(described)}. {_said(count)}", ("no",))


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


def _branches(criteria: CriteriaSet, language: Language) -> Drawing:
    rows = [
        (
            _wrap(sentence(one.test)[language], BRANCH_WRAP) + _open_lines(one, BRANCH_WRAP, language),
            opening(one.name or one.topic.label),
        )
        for one in criteria.criteria
    ]
    rows += [(_wrap(when[language], BRANCH_WRAP), said) for when, said in _rest(criteria)]
    question = _wrap(criteria.question[language], WHOLE_WRAP, "diagram__text diagram__text--name")
    drawn = _box(question, (LEFT, 5), (WIDTH - 2 * LEFT, _height(question)))
    described = []
    trunk = top = 5 + _height(question)
    middle = top
    for test, said in rows:
        end = _wrap(said[language], CLASS_WRAP, "diagram__text diagram__text--name")
        described.append(f"{_said(test)} → {_said(end)}")
        height = _height(test, end)
        top += NARROW_GAP
        middle = top + height // 2
        drawn.append(f'<path class="diagram__way" d="M{SPINE} {middle}H{BRANCH}"/>')
        drawn += _box(test, (BRANCH, top), (BRANCH_BOX, height))
        drawn.append(
            f'<path class="diagram__way" d="M{BRANCH + BRANCH_BOX} {middle}H{CLASS - 1}" marker-end="url(#{criteria.id}-way)"/>'
        )
        drawn += _box(end, (CLASS, top), (CLASS_BOX, height), "diagram__end")
        top += height
    drawn.insert(0, f'<path class="diagram__way" d="M{SPINE} {trunk}V{middle}"/>')
    return Drawing(drawn, top + 5, _numbered(described), ("way",))


DRAWN = {Kind.CRITERIA: _chain, Kind.CONTRAINDICATIONS: _chain, Kind.FACTORS: _count, Kind.CLASSES: _branches}


def diagram(criteria: CriteriaSet, language: Language) -> str:
    """Return the diagram of *criteria* as SVG, its text in *language*."""
    drawing = DRAWN[criteria.kind](criteria, language)
    title = escape(TITLES[criteria.kind].format(title=criteria.title)[language])
    markers = "".join(
        f'<marker id="{criteria.id}-{tip}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path class="diagram__tip diagram__tip--{tip}" d="M0 0L8 4L0 8z"/></marker>'
        for tip in drawing.tips
    )
    named = f"{criteria.id}-title {criteria.id}-desc"
    return "\n".join(
        (
            f'<svg class="diagram__picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {drawing.height}" role="img" aria-labelledby="{named}">',
            f'<title id="{criteria.id}-title">{title}</title>',
            f'<desc id="{criteria.id}-desc">{escape(drawing.described)}. {escape(NOTES[criteria.kind][language])}</desc>',
            f"<defs>{markers}</defs>",
            *drawing.drawn,
            "</svg>",
            "",
        )
    )


def path(criteria: CriteriaSet, language: Language) -> Path:
    """Return where the diagram of *criteria* in *language* is kept."""
    return GENERATED / language / f"{criteria.id}.svg"


def figure(criteria: CriteriaSet, language: Language) -> str:
    """Return the markup of the diagram as a page shows it, with what there is to say of it."""
    picture = path(criteria, language).read_text(encoding="utf-8")
    return f'<figure class="diagram">{picture}<figcaption>{NOTES[criteria.kind][language]}</figcaption></figure>'


def generate() -> dict[Path, str]:
    """Return every diagram with the file that it belongs into."""
    return {
        path(criteria, language): diagram(criteria, language) for criteria in SETS.values() for language in LANGUAGES
    }
