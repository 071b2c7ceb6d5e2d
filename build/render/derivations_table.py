"""The table of what follows from what: one row a line of the declarations, in Markdown that is committed."""

from pathlib import Path

from paths import GENERATED

from calculators.engine.derivations import DERIVATIONS
from calculators.model.derivation import Bounds, Derivation, Follows
from calculators.model.fields import Membership
from calculators.model.sentences import sentence, within
from calculators.model.text import LANGUAGES, Language, Text

HEAD = (
    Text("What follows", "Τι προκύπτει"),
    Text("From what", "Από τι"),
    Text("Holds", "Ισχύει"),
)
BETWEEN = Text("calendar months from “{start}” to “{end}”", "ημερολογιακοί μήνες από «{start}» έως «{end}»")
CONTRADICTS = Text("always; any other answer is a contradiction", "πάντοτε· κάθε άλλη απάντηση είναι αντίφαση")
FILLS = Text("as long as it was not answered", "όσο δεν έχει απαντηθεί")


def _cells(line: Derivation) -> tuple[Text, Text, Text]:
    match line:
        case Follows(field, when, options, contests):
            return sentence(Membership(field, options)), within(sentence(when)), CONTRADICTS if contests else FILLS
        case Bounds(when, holds):
            return sentence(holds), within(sentence(when)), FILLS
        case _:
            between = BETWEEN.format(start=line.start.label, end=line.end.label)
            return line.field.label, between, CONTRADICTS


def table(language: Language) -> str:
    """Return every line of the declarations as a Markdown table in *language*."""
    rows = [HEAD, *map(_cells, DERIVATIONS.lines)]
    lines = [f"| {' | '.join(cell[language].replace('|', '∣') for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "| --- | --- | --- |", *lines[1:]]) + "\n"


def path(language: Language) -> Path:
    """Return where the table in *language* is kept."""
    return GENERATED / language / "derivations.md"


def generate() -> dict[Path, str]:
    """Return the tables with the files that they belong into."""
    return {path(language): table(language) for language in LANGUAGES}
