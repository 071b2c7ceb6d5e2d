"""The registers of the site as Markdown: what is doubtful, where each slide went, and what the words mean."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from data import doubts as doubts_file
from data import glossary as glossary_file
from data.coverage import read_coverage
from data.doubts import Doubt, read_doubts
from data.glossary import Term, read_glossary
from data.pages import Place, headings, page_title
from data.records import DataError
from data.slides import read_slides
from directives import grammar
from verification.marks import read_marks
from verification.statuses import status_of

from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

ON_SLIDE = Text("The slides", "Οι διαφάνειες")
IN_SOURCE = Text("The sources", "Οι πηγές")
SETTLED = Text("Settled so far", "Τι έχει ξεκαθαριστεί")
SETTLES = Text("What would settle it", "Τι θα το ξεκαθάριζε")
WHERE = Text("On this site", "Στον ιστότοπο")
STATEMENT = Text("What the slide says", "Τι λέει η διαφάνεια")
HOME = Text("Where it is here", "Πού βρίσκεται εδώ")
STATUS = Text("Status", "Έλεγχος")
DOUBT = Text("doubt", "αμφιβολία")
SHORT = Text("Abbreviation", "Συντομογραφία")
TONGUES: dict[Language, Text] = {"en": Text("English", "Αγγλικά"), "el": Text("Greek", "Ελληνικά")}
ALSO = Text("Related search terms", "Συναφείς όροι αναζήτησης")
SLIDE = Text("Slide {number}", "Διαφάνεια {number}")
BEYOND = Text("beyond the slides", "πέρα από τις διαφάνειες")
MARKS_LEAD = Text("{count} marks on this page.", "{count} σημάνσεις σε αυτή τη σελίδα.")
ONE_MARK_LEAD = Text("One mark on this page.", "Μία σήμανση σε αυτή τη σελίδα.")
COUNTS = Text(
    "The register has {doubts} entries; of {settled} a part is settled.",
    "Ο κατάλογος έχει {doubts} σημεία· σε {settled} ένα μέρος έχει ξεκαθαριστεί.",
)


def doubts(language: Language) -> Iterator[str]:
    """Yield the register of doubts as Markdown in *language*."""
    register = read_doubts()
    yield COUNTS.format(doubts=str(len(register)), settled=str(sum(doubt.settled is not None for doubt in register)))[
        language
    ]
    slides = read_slides()
    for group, name in doubts_file.GROUPS.items():
        yield from ("", f"## {name[language]} {{#{group}}}", "")
        for doubt in register:
            if doubt.group != group:
                continue
            yield from (
                f"### {doubt.title[language]} {{#{doubt.id}}}",
                "",
                f"{{{{ status uncertain }}}} {_slide_links(doubt, slides, language)}",
                "",
            )
            for label, text in (
                (ON_SLIDE, doubt.printed),
                (IN_SOURCE, doubt.found),
                (SETTLED, doubt.settled),
                (SETTLES, doubt.settles),
            ):
                if text is None:
                    continue
                yield from (label[language], f":   {text[language]}", "")
            links = " · ".join(_link(place, _title(place, language)) for place in doubt.places)
            yield from (WHERE[language], f":   {links}", "")


def marks(language: Language) -> Iterator[str]:
    """Yield every mark of doubt on the pages of *language*, with its note, as Markdown."""
    for page, found in read_marks(language).items():
        lead = ONE_MARK_LEAD if len(found) == 1 else MARKS_LEAD.format(count=str(len(found)))
        yield from (f"### {page_title(page, language)} {{#on-{page.replace('/', '-')}}}", "", lead[language], "")
        for mark in found:
            note = f": {mark.note}" if mark.note else ""
            yield f"- {{{{ status {mark.status} }}}} {_link(mark.place, _plain(mark.title))}{note}"
        yield ""


def coverage(language: Language) -> Iterator[str]:
    """Yield, slide by slide, where each statement is, as Markdown in *language*."""
    statements = read_coverage()
    titles = {doubt.id: doubt.title for doubt in read_doubts()}
    for slide, name in read_slides().items():
        yield from ("", f"## {SLIDE.format(number=slide[1:])[language]}: {name[language]} {{#{slide.lower()}}}", "")
        yield from (f"| {STATEMENT[language]} | {HOME[language]} | {STATUS[language]} |", "| --- | --- | --- |")
        for statement in statements:
            if statement.slide != slide:
                continue
            status = f"{{{{ status {status_of(statement)} }}}}"
            if statement.doubt:
                status += (
                    f' [{DOUBT[language]}](doubts.md#{statement.doubt} "{_plain(titles[statement.doubt][language])}")'
                )
            home = _link(statement.place, _title(statement.place, language))
            yield f"| {statement.text[language]} | {home} | {status} |"


def glossary(language: Language) -> Iterator[str]:
    """Yield the words and abbreviations as Markdown tables, the page's *language* first."""
    for group, title in glossary_file.GROUPS.items():
        yield from ("", f"## {title[language]} {{#{group}}}", "")
        yield from _terms([term for term in read_glossary() if term.group == group], language)


def _terms(terms: list[Term], language: Language) -> Iterator[str]:
    """Yield the lines of a table of *terms*; a column for abbreviations where there are any."""
    other: Language = "en" if language == "el" else "el"
    short = any(term.short for term in terms)
    head = [SHORT[language], TONGUES[language][language], TONGUES[other][language], ALSO[language]][not short :]
    yield from (f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |")
    for term in sorted(terms, key=lambda term: _sorting(term, language)):
        abbreviation = f"**{term.short[language]}**" if term.short else "–"
        name = term.name[language] + (f"<br>{term.note[language]}" if term.note else "")
        # A screen reader should read the other language as what it is.
        cells = [abbreviation, name, f'<span lang="{other}">{term.name[other]}</span>', ", ".join(term.also) or "–"]
        yield f"| {' | '.join(cells[not short :])} |"


def _link(place: Place, words: str) -> str:
    """Return a link with *words* to *place* from a page under about/."""
    page = f"{place.page.removeprefix('about/')}.md" if place.page.startswith("about/") else f"../{place.page}.md"
    return f"[{words}]({page}#{place.anchor})"


def _title(place: Place, language: Language) -> str:
    """Return the titles of the page and the section at *place*; raise `DataError` if there is no such section."""
    sections = sections_of(place.page, language)
    if place.anchor not in sections:
        raise DataError(f"there is no section {place.page}#{place.anchor} in {language!r}")
    head, own = page_title(place.page, language), sections[place.anchor]
    return head if place.anchor == next(iter(sections)) else f"{head}: {own}"


@cache
def sections_of(page: str, language: Language) -> dict[str, str]:
    """
    Return the title of each section of *page* by its anchor, in the order of reading.

    Those of the registers come last.
    """
    sections = {anchor: _plain(title) for anchor, title in headings(page, language).items()}
    if sections and page == "about/doubts":
        sections |= {anchor: title[language] for anchor, title in doubts_file.GROUPS.items()}
        sections |= {doubt.id: doubt.title[language] for doubt in read_doubts()}
    if sections and page == "about/glossary":
        sections |= {anchor: title[language] for anchor, title in glossary_file.GROUPS.items()}
    return sections


def _slide_links(doubt: Doubt, slides: dict[str, Text], language: Language) -> str:
    if not doubt.slides:
        return BEYOND[language]
    return ", ".join(
        f'[{SLIDE.format(number=slide[1:])[language]}](coverage.md#{slide.lower()} "{slides[slide][language]}")'
        for slide in doubt.slides
    )


def _plain(title: str) -> str:
    """Return a heading's words without links and marks."""
    links_out = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", grammar.without(title))
    return re.sub(r"[*_`\"]", "", links_out).strip()


def _sorting(term: Term, language: Language) -> str:
    return (term.short or term.name)[language].casefold()
