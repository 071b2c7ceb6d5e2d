"""The calculators as static HTML, rendered from the declarations before any script runs."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyphen import Pyphen  # type: ignore[import-untyped]  # it ships no types

from calculators import fields as vocabulary
from calculators.alerts import DOUBTS
from calculators.knowledge import DATED_MONTHS, EXTRAHEPATIC_PARTS
from calculators.model import (
    STATUS_NAMES,
    CriteriaSet,
    Criterion,
    Day,
    Field,
    Number,
    Status,
    fields_of,
    opening,
    sentence,
    short,
)
from calculators.registry import GROUPS, SETS
from calculators.text import Language, Text, number
from calculators.topics import TOPICS
from calculators.words import TRUTHS

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "data" / "examples.json"
TEMPLATES = ROOT / "docs" / "theme" / "calculators"

DERIVED_FROM: dict[Field, tuple[Field, ...]] = {
    vocabulary.WHO_GRADE: (vocabulary.KI67_PERCENT, vocabulary.MITOSES_PER_2MM2, vocabulary.DIFFERENTIATION),
    vocabulary.DIFFERENTIATION: (vocabulary.WHO_GRADE,),
    vocabulary.EXTRAHEPATIC_DISEASE: EXTRAHEPATIC_PARTS,
    **dict.fromkeys(EXTRAHEPATIC_PARTS, (vocabulary.EXTRAHEPATIC_DISEASE,)),
    **{months: (first, vocabulary.ASSESSMENT_DATE) for months, first in DATED_MONTHS},
}
"""For each field that can follow from others, the fields that a form asks along with it."""

WORDS = {
    "definition": Text("Definition", "Ορισμός"),
    "includes": Text("Includes", "Περιλαμβάνει"),
    "excludes": Text("Does not include", "Δεν περιλαμβάνει"),
    "measured": Text("How and when", "Πώς και πότε"),
    "not_known": Text("not known", "άγνωστο"),
    "yes": Text("yes", "ναι"),
    "no": Text("no", "όχι"),
    "or_dates": Text("… or from dates", "… ή από ημερομηνίες"),
    "reset": Text("Clear all answers", "Καθαρισμός απαντήσεων"),
    "case": Text("The patient", "Ο ασθενής"),
    "results": Text("The published criteria", "Τα δημοσιευμένα κριτήρια"),
    "to_results": Text("Go to the results", "Μετάβαση στα αποτελέσματα"),
    "topic": Text("Topic", "Θέμα"),
    "matrix": Text("All sets side by side", "Όλα τα κριτήρια δίπλα δίπλα"),
    "matrix_caption": Text(
        "One row a topic, one column a set of criteria; each cell says what the set asks and whether the case meets it.",
        "Μία γραμμή ανά θέμα, μία στήλη ανά κατάλογο κριτηρίων· κάθε κελί δείχνει τι ζητεί ο κατάλογος και αν το πληροί το περιστατικό.",
    ),
    "not_asked": Text("not asked", "δεν ζητείται"),
    "differ": Text("sets disagree", "διαφωνία"),
    "dash": Text("not evaluated", "χωρίς κρίση"),
    "not_evaluated": Text("not evaluated yet", "δεν έχει ακόμη κριθεί"),
    "needs": Text("Still needed:", "Χρειάζονται ακόμη:"),
    "source": Text("Source", "Πηγή"),
    "document": Text("the document's page", "σελίδα του εγγράφου"),
    "derived": Text("From the other answers:", "Από τις άλλες απαντήσεις:"),
    "examples": Text("Try an invented patient:", "Δοκιμάστε με επινοημένο ασθενή:"),
    "share": Text("Copy the address of this case", "Αντιγραφή διεύθυνσης του περιστατικού"),
    "shared": Text("Copied.", "Αντιγράφηκε."),
    "share_note": Text(
        "The address holds every answer you gave. No server sees it, but whoever gets the address does; leave out names and numbers that identify.",
        "Η διεύθυνση περιέχει κάθε απάντηση που δώσατε. Κανένας διακομιστής δεν τη βλέπει, τη βλέπει όμως όποιος τη λάβει· μη βάζετε στοιχεία ταυτότητας.",
    ),
    "to_board": Text("The same case on the board, against every set", "Το ίδιο περιστατικό στον πίνακα, με όλα τα κριτήρια"),
    "provisional": Text(
        "Provisional: transcribed without the primary document. Not to be relied on before it is compared with the source.",
        "Προσωρινό: μεταγράφηκε χωρίς το πρωτότυπο έγγραφο. Να μη χρησιμοποιηθεί πριν από τη σύγκριση με την πηγή.",
    ),
    "provisional_title": Text("Transplantation, provisional", "Μεταμόσχευση, προσωρινά"),
    "contraindications_title": Text("Contraindications", "Αντενδείξεις"),
    "limits": Text(
        "For health professionals: it shows whether criteria are met as published, and decides nothing.",
        "Για επαγγελματίες υγείας: δείχνει αν πληρούνται κριτήρια όπως δημοσιεύθηκαν και δεν αποφασίζει.",
    ),
    "limits_link": Text("Intended use and limits", "Προβλεπόμενη χρήση και όρια"),
    "no_script": Text(
        "This calculator needs JavaScript, which is switched off. The criteria are on this page and can be read without it.",
        "Ο υπολογισμός χρειάζεται JavaScript, που είναι απενεργοποιημένη. Τα κριτήρια υπάρχουν στη σελίδα και διαβάζονται χωρίς αυτήν.",
    ),
    "loading": Text(
        "Loading the rules… You can already fill in the form; results appear by themselves.",
        "Φόρτωση των κανόνων… Μπορείτε ήδη να συμπληρώνετε τη φόρμα· τα αποτελέσματα θα εμφανιστούν μόνα τους.",
    ),
    "invalid": Text(
        "No result: an answer cannot be read. Correct the fields that are marked; nothing you typed is lost.",
        "Χωρίς αποτέλεσμα: κάποια απάντηση δεν μπορεί να διαβαστεί. Διορθώστε τα σημειωμένα πεδία· τίποτα από όσα γράψατε δεν χάθηκε.",
    ),
    "failed": Text("The rules could not start in this browser.", "Οι κανόνες δεν μπόρεσαν να ξεκινήσουν σε αυτόν τον φυλλομετρητή."),
    "failed_why": Text(
        "An old browser, a policy of the network that forbids WebAssembly, or an interrupted download can be the cause. Your answers are kept.",
        "Αιτία μπορεί να είναι παλαιός φυλλομετρητής, πολιτική του δικτύου που απαγορεύει το WebAssembly ή διακοπή της λήψης. Οι απαντήσεις σας διατηρούνται.",
    ),
    "failed_do": Text(
        "Try again, use a current Firefox, Chrome, Edge or Safari, or judge by hand:",
        "Δοκιμάστε ξανά, χρησιμοποιήστε πρόσφατο Firefox, Chrome, Edge ή Safari, ή κρίνετε με το χέρι:",
    ),
    "failed_link": Text("the criteria as a table", "τα κριτήρια ως πίνακας"),
    "retry": Text("Try again", "Νέα προσπάθεια"),
}


@dataclass(frozen=True)
class Asked:
    """A field on a form, and the dates that can be given instead."""

    field: Field
    dates: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the form with its title."""

    title: Text
    parts: tuple[Asked, ...]


@dataclass(frozen=True)
class Column:
    """Neighbouring columns of the board under one title; *question* is the group that they answer."""

    id: str
    title: Text
    sets: tuple[CriteriaSet, ...]
    question: str
    provisional: bool = False


@dataclass(frozen=True)
class Cell:
    """What one set asks on one topic."""

    set: CriteriaSet
    question: str
    criteria: tuple[Criterion, ...]
    first: bool


def asked_fields(sets: Iterable[CriteriaSet]) -> set[Field]:
    """Return every field that *sets* can use: what they read, what it follows from, and what a warning beside them rests on."""
    chosen = list(sets)
    guards = [guard for group in GROUPS for guard in group.sets if guard.contraindications and any(one in group.sets for one in chosen)]
    asked: set[Field] = {field for one in (*chosen, *guards) for criterion in one.criteria for field in fields_of(criterion.test)}
    for doubt in DOUBTS:
        reads = set(fields_of(doubt.test))
        if asked & reads or doubt.everywhere:
            asked |= reads
    while more := {source for field in asked for source in DERIVED_FROM.get(field, ())} - asked:
        asked |= more
    return asked


def form(asked: set[Field]) -> list[Part]:
    """Return the parts of the form that asks the fields in *asked*, dates beside the months that they can stand for."""
    dated = {months: (first, vocabulary.ASSESSMENT_DATE) for months, first in DATED_MONTHS}
    placed: set[Field] = set()
    parts = []
    for group in vocabulary.GROUPS:
        shown = []
        for field in group.fields:
            if field not in asked or isinstance(field, Day):
                continue
            dates = tuple(day for day in dated.get(field, ()) if day not in placed) if isinstance(field, Number) else ()
            placed.update(dates)
            shown.append(Asked(field, dates))
        if shown:
            parts.append(Part(group.title, tuple(shown)))
    return parts


def columns() -> list[Column]:
    """Return the columns of the board: by clinical question, contraindications and provisional sets apart."""
    found = []
    for group in GROUPS:
        settled = [one for one in group.sets if one.status is not Status.PROVISIONAL and not one.contraindications]
        found.append(Column(group.id, group.title, tuple(settled), group.id))
        guards = tuple(one for one in group.sets if one.contraindications)
        if guards:
            found.append(Column(f"{group.id}-contraindications", WORDS["contraindications_title"], guards, group.id))
        provisional = tuple(one for one in group.sets if one.status is Status.PROVISIONAL)
        if provisional:
            found.append(Column(f"{group.id}-provisional", WORDS["provisional_title"], provisional, group.id, provisional=True))
    return found


def rows(blocks: list[Column]) -> list[dict[str, Any]]:
    """Return the rows of the board, one a topic, each with a cell for every set of *blocks*."""
    table = []
    for topic in TOPICS.values():
        cells = [
            Cell(one, block.question, tuple(criterion for criterion in one.criteria if criterion.topic is topic), one is block.sets[0])
            for block in blocks
            for one in block.sets
        ]
        if any(cell.criteria for cell in cells):
            table.append({"topic": topic, "cells": cells})
    return table


def field_range(field: Number, language: Language) -> str:
    """Return the range of *field* as the form shows it."""
    low = number(field.low)[language]
    return f"≥ {low}" if field.high is None else f"{low}–{number(field.high)[language]}"


def spelt(value: object) -> str:
    """Return *value* of a case as an address spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def examples() -> tuple[dict[str, Any], ...]:
    """Return the invented patients, each with the address that loads it."""
    found = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return tuple({**one, "href": "#" + urlencode({name: spelt(value) for name, value in one["case"].items()})} for one in found)


HYPHENS = {"en": Pyphen(lang="en_GB", left=3, right=3), "el": Pyphen(lang="el_GR", left=3, right=3)}
LONG_WORD = re.compile(r"[^\W\d_]{9,}")
LIMIT = re.compile(r"([<≤≥>]) (\S+) (?=%|[^\W\d_])")


def narrow(text: str, language: Language) -> str:
    """Return *text* for a narrow column: long words may be hyphenated, and a sign stays with its number and unit."""
    hyphenated = LONG_WORD.sub(lambda word: HYPHENS[language].inserted(word.group(), "\u00ad"), text)
    return LIMIT.sub("\\1\u00a0\\2\u00a0", hyphenated)


def environment(language: Language) -> Environment:
    """Return the templates of the calculators in *language*."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {
        "say": lambda text: text[language],
        "sentence": lambda test: sentence(test)[language],
        "asks": lambda criterion: narrow(opening(short(criterion.test, criterion.topic))[language], language),
        "narrow": lambda text: narrow(text[language], language),
        "status": lambda status: STATUS_NAMES[status][language],
        "range": lambda field: field_range(field, language),
    }
    made.globals |= {"language": language, "words": WORDS}
    return made


def render(name: str, language: Language) -> str:
    """
    Return the calculator *name* as HTML: `"board"`, or the id of a set.

    Raises `KeyError` where there is no such set.
    """
    board = name == "board"
    sets = tuple(SETS.values()) if board else (SETS[name],)
    blocks = columns()
    page = environment(language).get_template("calculator.html")
    return page.render(
        kind="board" if board else "set",
        sets=sets,
        form=form(asked_fields(sets)),
        columns=blocks,
        states=[(truth.value, word) for truth, word in TRUTHS.items()],
        rows=rows(blocks),
        examples=examples(),
        up="../" if board else "../../",
    )
