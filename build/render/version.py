"""What a version of the site is made of, and what changed with each."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from data.changelog import NEXT, read_changelog
from data.pages import last_revision
from paths import GENERATED, PACKAGES, ROOT

from calculators.documents.messages import day
from calculators.documents.receipt import rules_digest
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.guards import GUARDS
from calculators.model.sets import STATUS_NAMES
from calculators.model.text import LANGUAGES, Language, Text
from calculators.sets.registry import GROUPS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS
from calculators.worksheets.registry import WORKSHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SINCE = Text(f"Since {RULES_VERSION}", f"Μετά την {RULES_VERSION}")
SINCE_LEAD = Text(
    "Already on this site. The number goes up when an answer can change.",
    "Υπάρχουν ήδη στον ιστότοπο. Ο αριθμός ανεβαίνει όταν μπορεί να αλλάξει μια απάντηση.",
)
RULES = Text("Version of the rules", "Έκδοση κανόνων")
DIGEST = Text("Fingerprint of the rules (SHA-256)", "Αποτύπωμα των κανόνων (SHA-256)")
REVISED = Text("Last clinical revision", "Τελευταία κλινική αναθεώρηση")
COMMIT = Text("State of the source code (git)", "Κατάσταση του πηγαίου κώδικα (git)")
PYTHON = Text("Python in the browser", "Η Python στον φυλλομετρητή")
PYTHON_OF = Text("{python}, of Pyodide {pyodide}", "{python}, του Pyodide {pyodide}")
COUNTS = Text("What it asks and applies", "Τι ζητά και τι εφαρμόζει")
COUNTS_OF = Text(
    "{sets} published sets with {criteria} criteria, factors and groups; {fields} questions; {worksheets} worksheets; "
    "{derivations} lines of what follows from an answer; {guards} warnings beside sets that do not ask",
    "{sets} δημοσιευμένοι κατάλογοι με {criteria} κριτήρια, παράγοντες και ομάδες· {fields} ερωτήσεις· "
    "{worksheets} φύλλα υπολογισμού· {derivations} γραμμές για το τι προκύπτει από μια απάντηση· "
    "{guards} προειδοποιήσεις δίπλα σε καταλόγους που δεν ρωτούν",
)
HEAD = (
    Text("Question", "Ερώτημα"),
    Text("Set", "Κατάλογος"),
    Text("Lines", "Γραμμές"),
    Text("Thresholds compared with", "Με τι συγκρίθηκαν τα όρια"),
)


def table(language: Language) -> str:
    """Return the sets of this version as a Markdown table in *language*, a row each, with how far each was checked."""
    lines = [f"| {' | '.join(cell[language] for cell in HEAD)} |", "| --- | --- | --- | --- |"]
    for group in GROUPS:
        for one in group.sets:
            link = f"[{one.short_title[language]}](../calculators/{one.id}.md)"
            cells = (group.title[language], link, str(len(one.criteria)), STATUS_NAMES[one.status][language])
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def path(language: Language) -> Path:
    """Return where the table in *language* is kept."""
    return GENERATED / language / "version.md"


def generate() -> dict[Path, str]:
    """
    Return the tables with the files that they belong into.

    Raises `DataError` where what changed is not told in both languages, before anything is built.
    """
    read_changelog()
    return {path(language): table(language) for language in LANGUAGES}


def facts(language: Language) -> Iterator[str]:
    """Yield what tells this version of the site from every other, as a list of definitions in Markdown."""
    sets = [one for group in GROUPS for one in group.sets]
    counts = {
        "sets": len(sets),
        "criteria": sum(len(one.criteria) for one in sets),
        "fields": len(FIELDS),
        "worksheets": len(WORKSHEETS),
        "derivations": len(DERIVATIONS.lines),
        "guards": len(GUARDS),
    }
    for name, value in (
        (RULES, f"**{RULES_VERSION}**"),
        (REVISED, day(last_revision())[language]),
        (COUNTS, COUNTS_OF.format(**{name: str(count) for name, count in counts.items()})[language]),
        (DIGEST, f"`{rules_digest()}`"),
        (COMMIT, _commit_link()),
        (PYTHON, PYTHON_OF.format(**_python())[language]),
    ):
        if value:
            yield from (name[language], f":   {value}", "")


def changes(language: Language) -> Iterator[str]:
    """Yield what changed with each version, the newest first, as Markdown in *language*."""
    for release in read_changelog():
        if release.version is None:
            yield from ("", f"## {SINCE[language]} {{#{NEXT.en.lower()}}}", "", SINCE_LEAD[language])
        else:
            yield from ("", f"## {release.version} {{#v{release.version.replace('.', '-')}}}")
        yield from ("", *release.body[language].splitlines())


def _python() -> dict[str, str]:
    lock = json.loads((PACKAGES / "pyodide/pyodide-lock.json").read_text(encoding="utf-8"))
    package = json.loads((PACKAGES / "pyodide/package.json").read_text(encoding="utf-8"))
    return {"python": lock["info"]["python"], "pyodide": package["version"]}


def _commit_link() -> str:
    """Return the commit that the site is built from, as a link where its repository is known."""
    name, repository = commit(), os.environ.get("REPO_URL", "").rstrip("/")
    return f"[`{name}`]({repository}/commit/{name})" if name and repository else name and f"`{name}`"


@cache
def commit() -> str:
    """Return the commit that is checked out; empty where there is none, or where files differ from it."""
    try:
        said = [
            subprocess.run(["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.strip()
            for words in (("rev-parse", "HEAD"), ("status", "--porcelain"))
        ]
    except (OSError, subprocess.CalledProcessError):
        return ""
    return "" if said[1] else said[0]
