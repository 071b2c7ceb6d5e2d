"""
The decision diagram of each set, as SVG that is committed.

A set is a chain of steps: each criterion met leads down, one not met leads out. Colours and fonts come from the page's style sheet
by class, so that the picture follows the palette and prints.
"""

import textwrap
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from calculators.evaluate import Verdict
from calculators.model import CriteriaSet, left_open, sentence
from calculators.registry import SETS
from calculators.text import LANGUAGES, Language, Text
from calculators.words import OPEN, verdict

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "generated"

WIDTH = 430
BOX = 310  # width of a step
LEFT = 5
RAIL = 400  # where "not met" leads down
LINE = 19  # height of a line of text
PAD = 11
GAP = 26  # between steps
WRAP = 40  # characters in a line of a step; the page's font sets about 43 of them in a box
END_WRAP = 17

YES = Text("met", "ναι")
NO = Text("not met", "όχι")
ABSENT = Text("absent", "απουσιάζει")
PRESENT = Text("present", "υπάρχει")
TITLE = Text("Decision diagram: {title}", "Διάγραμμα απόφασης: {title}")
UNKNOWN = Text(
    "A step that is not known, or left open by the wording, leaves the verdict open unless another step is not met.",
    "Βήμα άγνωστο ή ανοικτό κατά τη διατύπωση αφήνει ανοικτή την κρίση, εκτός αν κάποιο άλλο βήμα δεν πληρούται.",
)


@dataclass(frozen=True)
class Step:
    """The lines of a step, and those of them that say what the wording leaves open."""

    lines: tuple[str, ...]
    open_lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """Height of the box."""
        return LINE * (len(self.lines) + len(self.open_lines)) + 2 * PAD


def _wrap(text: str, width: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def _text(x: int, top: int, lines: tuple[str, ...], kind: str) -> list[str]:
    return [f'<text class="{kind}" x="{x}" y="{top + LINE * index}">{escape(line)}</text>' for index, line in enumerate(lines)]


def diagram(criteria: CriteriaSet, language: Language) -> str:
    """Return the decision diagram of *criteria* as SVG, its text in *language*."""
    steps = []
    for criterion in criteria.criteria:
        left = [OPEN.format(what=what)[language] for what in left_open(criterion.test)]
        steps.append(Step(_wrap(sentence(criterion.test)[language], WRAP), tuple(line for one in left for line in _wrap(one, WRAP))))
    yes, no = (ABSENT, PRESENT) if criteria.contraindications else (YES, NO)
    drawn: list[str] = []
    top = 5
    for step in steps:
        middle = top + step.height // 2
        drawn.append(f'<rect class="diagram__step" x="{LEFT}" y="{top}" width="{BOX}" height="{step.height}" rx="6"/>')
        drawn += _text(LEFT + 12, top + PAD + 13, step.lines, "diagram__text")
        drawn += _text(LEFT + 12, top + PAD + 13 + LINE * len(step.lines), step.open_lines, "diagram__open")
        drawn.append(f'<path class="diagram__no" d="M{LEFT + BOX} {middle}H{RAIL}"/>')
        drawn.append(f'<text class="diagram__label" x="{LEFT + BOX + 8}" y="{middle - 6}">{escape(no[language])}</text>')
        top += step.height
        drawn.append(f'<path class="diagram__yes" d="M{LEFT + BOX // 2} {top}v{GAP - 1}" marker-end="url(#{criteria.id}-yes)"/>')
        drawn.append(f'<text class="diagram__label" x="{LEFT + BOX // 2 + 9}" y="{top + 17}">{escape(yes[language])}</text>')
        top += GAP
    ends = (_wrap(verdict(criteria, Verdict.MET)[language], END_WRAP + 12), _wrap(verdict(criteria, Verdict.NOT_MET)[language], END_WRAP))
    height = LINE * max(len(end) for end in ends) + 2 * PAD
    first = 5 + steps[0].height // 2
    drawn.insert(0, f'<path class="diagram__no" d="M{RAIL} {first}V{top - 1}" marker-end="url(#{criteria.id}-no)"/>')
    for x, width, lines, kind in ((LEFT, 240, ends[0], "met"), (LEFT + 255, WIDTH - LEFT - 260, ends[1], "not-met")):
        drawn.append(f'<rect class="diagram__end diagram__end--{kind}" x="{x}" y="{top}" width="{width}" height="{height}" rx="6"/>')
        drawn += _text(x + 12, top + PAD + 13, lines, f"diagram__text diagram__text--{kind}")
    height += top + 5
    title = escape(TITLE.format(title=criteria.title)[language])
    described = "; ".join(f"{index}. {' '.join(step.lines)}" for index, step in enumerate(steps, start=1))
    markers = "".join(
        f'<marker id="{criteria.id}-{kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path class="diagram__tip diagram__tip--{kind}" d="M0 0L8 4L0 8z"/></marker>'
        for kind in ("yes", "no")
    )
    named = f"{criteria.id}-title {criteria.id}-desc"
    return "\n".join(
        (
            f'<svg class="diagram__picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{named}">',
            f'<title id="{criteria.id}-title">{title}</title>',
            f'<desc id="{criteria.id}-desc">{escape(described)}. {escape(UNKNOWN[language])}</desc>',
            f"<defs>{markers}</defs>",
            *drawn,
            "</svg>",
            "",
        )
    )


def path(criteria: CriteriaSet, language: Language) -> Path:
    """Return where the diagram of *criteria* in *language* is kept."""
    return FOLDER / language / f"{criteria.id}.svg"


def generate() -> dict[Path, str]:
    """Return every diagram with the file that it belongs into."""
    return {path(criteria, language): diagram(criteria, language) for criteria in SETS.values() for language in LANGUAGES}
