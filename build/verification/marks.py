"""The marks that say how far a statement was checked: how pages write them, and where on all pages doubt is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.claims import FactStatus
from data.pages import HEADING, Place, outline, page_names
from data.statuses import DOUBTFUL, STATUSES
from directives.grammar import Directive, Form, Parameter, directives
from verification.statuses import facts, standing

from calculators.model.text import same

if TYPE_CHECKING:
    from calculators.model.text import Language

TYPED = Form("status", (Parameter("status", lambda _: STATUSES),), text=True)
OF_FACTS = Form("status of", more=Parameter("fact", lambda _: facts()), least=1)
FORMS = {form.name: form for form in (TYPED, OF_FACTS)}
# These pages explain what the marks mean, and so show each of them once.
EXPLAINING = ("about/intended-use", "evidence/data")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of doubt on a page, under the heading `title`, with its `note`, empty where it has none."""

    place: Place
    title: str
    status: str
    note: str


def said_by(directive: Directive) -> FactStatus:
    """Return the status and the note that *directive*, in one of `FORMS`, says: typed, or those of the facts."""
    if directive.name == OF_FACTS.name:
        return standing(directive.arguments)
    return FactStatus(directive.arguments[0], same(directive.text) if directive.text else None)


def read_marks(language: Language) -> dict[str, list[Mark]]:
    """Return the marks of doubt of each page of *language* that has any, in the order of reading."""
    found = {page: _marks(page, language) for page in page_names(language) if page not in EXPLAINING}
    return {page: marks for page, marks in found.items() if marks}


def _marks(page: str, language: Language) -> list[Mark]:
    title = anchor = ""
    marks = []
    for line in outline(page, language):
        if heading := HEADING.fullmatch(line):
            title, anchor = heading["title"], heading["anchor"]
        doubtful = (said for said in map(said_by, directives(line, FORMS)) if said.status in DOUBTFUL)
        place = Place(page, anchor)
        marks += [Mark(place, title, said.status, said.note[language] if said.note else "") for said in doubtful]
    return marks
