"""
The worked cases of the teaching page: read from `docs/data/teaching.toml`, checked, and there as HTML before any script runs.

The reader judges a case, and the page's script asks the rules for their own reading: what is expected of a case is here for the tests alone.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from paths import DATA, DOCS, THEME

from calculators.documents import messages
from calculators.engine.evaluate import Verdict
from calculators.model.sentences import opening, sentence, within
from calculators.model.sets import STATUS_NAMES, CriteriaSet, Criterion, Kind, Status
from calculators.model.text import LANGUAGES, Language, Text
from calculators.model.truth import Truth
from calculators.sets.registry import GROUPS, SETS

CASES = DATA / "teaching.toml"
TEMPLATES = THEME / "teaching"
KEYS = {"id", "invented", "title", "story", "sets", "patient", "expected", "lesson", "read"}
OUTCOME = "outcome"
LATEST = "2026-11-01"
"""The last day that a date of a case may name; the day on which a page is read decides nothing."""

LIMIT = re.compile(r"\{\{ criterion ([a-z0-9-]+) ([a-z0-9_]+) \}\}")

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
    "no_source": opening(messages.NO_SOURCE),
    "loading": Text("Loading the rules…", "Φόρτωση των κανόνων…"),
    "failed": Text(
        "The rules could not start; your answers are kept. Try again, or read the criteria on the page of the set.",
        "Οι κανόνες δεν μπόρεσαν να ξεκινήσουν· οι απαντήσεις σας διατηρούνται. Δοκιμάστε ξανά ή διαβάστε τα κριτήρια στη σελίδα τους.",
    ),
}

SPOKEN = ("progress", "score", "unanswered", "right", "wrong", "open", "needs", "loading", "failed")
"""The words that the page's script fills in."""


class TeachingError(ValueError):
    """A case that is incomplete, or names something that does not exist; says which."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section of the guideline: its *page*, its *anchor*, and its *title*."""

    page: str
    anchor: str
    title: Text


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """
    An invented patient to be judged against *sets*.

    *patient* holds the fields that *story* tells; *expected* is, by set, what a reader of the published rules expects of each criterion, and of the
    outcome where the set has one; *lesson* is shown after the comparison, *read* is where the guideline says more.
    """

    id: str
    title: Text
    story: Text
    sets: tuple[CriteriaSet, ...]
    patient: Mapping[str, Any]
    expected: Mapping[str, Mapping[str, str]]
    lesson: Text
    read: Place

    @property
    def address(self) -> str:
        """The case as an address carries it."""
        return urlencode(
            {
                name: str(value).lower() if isinstance(value, bool) else str(value)
                for name, value in self.patient.items()
            }
        )


@cache
def cases(path: Path = CASES) -> tuple[WorkedCase, ...]:
    """
    Return the worked cases of the file at *path*, in its order.

    Raises `TeachingError` for a case that is incomplete, is not marked as invented, or names what does not exist.
    """
    found = tuple(_case(record) for record in tomllib.loads(path.read_text(encoding="utf-8"))["case"])
    if len(found) != len({case.id for case in found}):
        raise TeachingError("teaching.toml: two cases have the same id")
    return found


def _case(record: dict[str, Any]) -> WorkedCase:
    name = f"teaching.toml, {record.get('id')}"
    if set(record) != KEYS or record["invented"] is not True:
        raise TeachingError(f"{name}: a case has {', '.join(sorted(KEYS))}, and is invented")
    if not record["sets"] or (unknown := [one for one in record["sets"] if one not in SETS]):
        raise TeachingError(
            f"{name}: there is no set {', '.join(unknown)}" if record["sets"] else f"{name}: it asks no set"
        )
    sets = tuple(SETS[one] for one in record["sets"])
    if {one: list(truths) for one, truths in record["expected"].items()} != {
        one.id: list(questions(one)) for one in sets
    }:
        raise TeachingError(
            f"{name}: what is expected is not one answer to each question of {', '.join(record['sets'])}, in their order"
        )
    return WorkedCase(
        record["id"],
        _text(name, record["title"]),
        _text(name, record["story"]),
        sets,
        record["patient"],
        record["expected"],
        _text(name, record["lesson"]),
        _place(name, record["read"]),
    )


def questions(criteria: CriteriaSet) -> tuple[str, ...]:
    """Return the names of what a reader is asked about *criteria*: each criterion, and the outcome where the set comes to a verdict."""
    names = tuple(criterion.id for criterion in criteria.criteria)
    return (*names, OUTCOME) if criteria.kind.decides else names


def _text(name: str, languages: dict[str, str]) -> Text:
    def said(language: Language) -> str:
        # A figure and its sign of per cent stay on one line.
        return (
            LIMIT.sub(lambda found: _limit(name, found, language), languages[language]).strip().replace(" %", "\u00a0%")
        )

    if set(languages) != set(LANGUAGES):
        raise TeachingError(f"{name}: a text has both languages")
    return Text(said("en"), said("el"))


def _limit(name: str, found: re.Match[str], language: Language) -> str:
    set_id, criterion_id = found.groups()
    for criterion in SETS[set_id].criteria if set_id in SETS else ():
        if criterion.id == criterion_id:
            return within(sentence(criterion.test))[language]
    raise TeachingError(f"{name}: {found.group()} names no criterion")


def _place(name: str, address: str) -> Place:
    page, _, anchor = address.partition("#")
    titles = {language: _heading(DOCS / language / f"{page}.md", anchor) for language in LANGUAGES}
    if not all(titles.values()):
        raise TeachingError(f"{name}: there is no section {address}")
    return Place(page, anchor, Text(**titles))


def _heading(path: Path, anchor: str) -> str:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(rf"^#+ (.+?) \{{#{re.escape(anchor)}\}}$", text, re.MULTILINE)
    return found[1] if found else ""


# How it is shown.


def options(criteria: CriteriaSet) -> tuple[tuple[str, Text], ...]:
    """Return what a reader can answer to a criterion of *criteria*: the truth, and how it is said."""
    said = [(truth.value, messages.truth(criteria, truth)) for truth in (Truth.MET, Truth.NOT_MET)]
    return (*said, (Truth.UNKNOWN.value, WORDS["cannot_say"]))


def outcomes(criteria: CriteriaSet) -> tuple[tuple[str, Text], ...]:
    """Return what a reader can answer of *criteria* as a whole: the verdict, and how it is said; nothing where the set gives none."""
    return tuple((value.value, messages.verdict(criteria, value)) for value in Verdict) if criteria.kind.decides else ()


def asked(criteria: CriteriaSet, criterion: Criterion, language: Language) -> tuple[str, str]:
    """Return how *criterion* of *criteria* is asked: its sentence, or the name of what is absent or applies and when it does."""
    when = messages.condition(criteria, criterion)
    return opening(messages.named(criterion))[language], when[language] if when else ""


def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "say": lambda text: text[language],
        "asked": lambda criterion, criteria: asked(criteria, criterion, language),
    }
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
    Yield the lines of Markdown that stand for the worked cases: an introduction, and the cases under a heading for each clinical question.

    *keep* sets HTML aside and returns what stands for it.
    """
    templates = _environment(language)
    spoken = json.dumps({name: WORDS[name][language] for name in SPOKEN}, ensure_ascii=False)
    yield from ("", keep(templates.get_template("intro.html").render(spoken=spoken, count=len(cases()))), "")
    for group in GROUPS:
        own = [case for case in cases() if case.sets[0] in group.sets]
        if own:
            html = templates.get_template("cases.html").render(cases=own)
            yield from (f"## {group.title[language]} {{#cases-{group.id}}}", "", keep(html), "")
