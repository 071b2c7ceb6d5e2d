"""The criteria of each set as a table, in Markdown that is committed: a changed limit is a changed row."""

from pathlib import Path

from paths import GENERATED

from calculators.documents.messages import CONDITIONS, OPEN, hazard_ratio
from calculators.model.sentences import left_open, opening, sentence
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import LANGUAGES, Language, Text
from calculators.sets.registry import SETS

NAMES = {
    Kind.CRITERIA: Text("Criterion", "Κριτήριο"),
    Kind.CONTRAINDICATIONS: Text("Contraindication", "Αντένδειξη"),
    Kind.FACTORS: Text("Adverse factor", "Δυσμενής παράγοντας"),
    Kind.CLASSES: Text("Group or statement", "Ομάδα ή τοποθέτηση"),
}
HEAD = (Text("In the source", "Στην πηγή"), Text("Note", "Σημείωση"))
WITH_HAZARD_RATIO = Text("Hazard ratio {ratio}. {note}", "Λόγος κινδύνου {ratio}. {note}")


def met_when(criterion: Criterion, language: Language) -> str:
    """Return the sentence of *criterion*, and what its wording leaves open."""
    left = [OPEN.format(what=what)[language] for what in left_open(criterion.test)]
    return ". ".join([sentence(criterion.test)[language], *left])


def note(criterion: Criterion) -> Text:
    """Return what a reader should know of *criterion*, its hazard ratio first where it has one."""
    if criterion.hazard_ratio is None:
        return criterion.note
    return WITH_HAZARD_RATIO.format(ratio=hazard_ratio(criterion.hazard_ratio), note=criterion.note)


def table(criteria: CriteriaSet, language: Language) -> str:
    """Return the criteria of one set as a Markdown table in *language*."""
    head = [name[language] for name in (NAMES[criteria.kind], CONDITIONS[criteria.kind], *HEAD)]
    lines = [f"| {' | '.join(head)} |", "| --- | --- | --- | --- |"]
    for criterion in criteria.criteria:
        name = opening(criterion.name or criterion.topic.label)
        row = (name[language], met_when(criterion, language), criterion.pinpoint[language], note(criterion)[language])
        lines.append(f"| {' | '.join(cell.replace('|', '∣') for cell in row)} |")
    return "\n".join(lines) + "\n"


def path(criteria: CriteriaSet, language: Language) -> Path:
    """Return where the table of *criteria* in *language* is kept."""
    return GENERATED / language / f"{criteria.id}.md"


def generate() -> dict[Path, str]:
    """Return every table with the file that it belongs into."""
    return {path(criteria, language): table(criteria, language) for criteria in SETS.values() for language in LANGUAGES}
