"""The table of what is shown beside sets that do not ask for it: one row a question, in Markdown that is committed."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from paths import GENERATED

from calculators.engine.alerts import READ_BY
from calculators.engine.guards import GUARDS, SILENCES, Guard
from calculators.model.conditions import fields_of
from calculators.model.fields import Field
from calculators.model.sentences import sentence as stated
from calculators.model.sentences import within
from calculators.model.sets import CriteriaSet
from calculators.model.text import LANGUAGES, Language, Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

HEAD = (
    Text("Question", "Ερώτηση"),
    Text("Asked by", "Το ζητούν"),
    Text("Shown beside a set that does not ask", "Εμφανίζεται δίπλα σε κατάλογο που δεν το ζητεί"),
    Text("Not shown, and why", "Δεν εμφανίζεται, και γιατί"),
)
EVERY = Text("every set", "όλοι οι κατάλογοι")
NONE = Text("none", "κανένας")
SHOWN = Text("**{sets}**, at “{test}”: {text}", "**{sets}**, όταν «{test}»: {text}")
SILENT = Text("**{sets}**: {why}", "**{sets}**: {why}")


def _titles(sets: Iterable[CriteriaSet]) -> Text:
    chosen = list(sets)
    if len(chosen) == len(SETS):
        return EVERY
    names = [one.short_title for one in chosen]
    return Text(", ".join(name.en for name in names), ", ".join(name.el for name in names)) if names else NONE


def _shown(guard: Guard) -> Text:
    return SHOWN.format(sets=_titles(guard.sets), test=within(stated(guard.test)), text=guard.shown)


def _row(field: Field, language: Language) -> list[str]:
    reading = [one for one in SETS.values() if field.id in READ_BY[one.id]]
    guards = [_shown(guard) for guard in GUARDS if field in fields_of(guard.test)]
    cells = [[field.label], [_titles(reading)], guards, list(_silences(field))]
    return ["<br>".join(text[language] for text in cell).replace("|", "∣") for cell in cells]


def _silences(field: Field) -> Iterator[Text]:
    """Yield beside which sets *field* is not shown, and why."""
    silent = [one for one in SETS.values() if field.id not in READ_BY[one.id]]
    for silence in (one for one in SILENCES if field in one.fields):
        if beside := [one for one in silent if one in silence.sets]:
            yield SILENT.format(sets=_titles(beside), why=silence.why)


def table(language: Language) -> str:
    """Return the decision for every question of the vocabulary and every set that does not read it."""
    rows = [
        [text[language] for text in HEAD],
        ["---"] * len(HEAD),
        *(_row(field, language) for field in FIELDS.values()),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows) + "\n"


def path(language: Language) -> Path:
    """Return where the table in *language* is kept."""
    return GENERATED / language / "guards.md"


def generate() -> dict[Path, str]:
    """Return the tables with the files that they belong into."""
    return {path(language): table(language) for language in LANGUAGES}
