"""The criteria of each set as a table, in Markdown that is committed: a changed limit shows in review as a changed row."""

from pathlib import Path

from calculators.model import CriteriaSet, Criterion, left_open, sentence
from calculators.registry import SETS
from calculators.text import LANGUAGES, Language
from calculators.words import OPEN

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "generated"

HEAD = {
    "en": ("Criterion", "Met when", "In the source", "Note"),
    "el": ("Κριτήριο", "Πληρούται όταν", "Στην πηγή", "Σημείωση"),
}
CONTRAINDICATION_HEAD = {
    "en": ("Contraindication", "Absent when", "In the source", "Note"),
    "el": ("Αντένδειξη", "Απουσιάζει όταν", "Στην πηγή", "Σημείωση"),
}


def met_when(criterion: Criterion, language: Language) -> str:
    """Return the sentence of *criterion*, and what its wording leaves open."""
    left = [OPEN.format(what=what)[language] for what in left_open(criterion.test)]
    return ". ".join([sentence(criterion.test)[language], *left])


def table(criteria: CriteriaSet, language: Language) -> str:
    """Return the criteria of one set as a Markdown table in *language*."""
    head = (CONTRAINDICATION_HEAD if criteria.contraindications else HEAD)[language]
    lines = [f"| {' | '.join(head)} |", "| --- | --- | --- | --- |"]
    for criterion in criteria.criteria:
        name = criterion.contraindication or criterion.topic.label
        row = (name[language], met_when(criterion, language), criterion.pinpoint[language], criterion.note[language])
        lines.append(f"| {' | '.join(cell.replace('|', '∣') for cell in row)} |")
    return "\n".join(lines) + "\n"


def path(criteria: CriteriaSet, language: Language) -> Path:
    """Return where the table of *criteria* in *language* is kept."""
    return FOLDER / language / f"{criteria.id}.md"


def generate() -> dict[Path, str]:
    """Return every table with the file that it belongs into."""
    return {path(criteria, language): table(criteria, language) for criteria in SETS.values() for language in LANGUAGES}
