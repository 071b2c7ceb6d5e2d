"""
What the search knows: the pages of each language in their sections, with all that each page is searched by.

The page's script (`search-engine.js`) makes its index of this file when the reader opens the search.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, override

from data.frame import Entry, read_frame, read_navigation
from data.glossary import read_glossary, searched
from publish.addresses import MISSING

from calculators.model.conditions import fields_of
from calculators.model.text import LANGUAGES, Language, Text
from calculators.sets.registry import SETS
from calculators.worksheets.registry import WORKSHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ENGLISH = "en/"
NO_ANSWER = frozenset(("index.html", MISSING))
"""The home page answers nothing that another page does not answer better; the other is of an address without a page."""
FOLDER = "search"
GLOSSARY = "about/glossary/"
# What a page shows before it is filled in says nothing; notes and abbreviations are on every page.
SKIPPED_TAGS = frozenset(("button", "dialog", "form", "nav", "script", "select", "svg", "template", "textarea"))
SKIPPED_CLASSES = frozenset(("headerlink", "calculator", "status", "citation", "backlink"))
UNSEARCHED = "data-unsearched"
WITHOUT_END = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
HEADINGS = frozenset(("h1", "h2", "h3"))
# How much a page answers of what it speaks of: registers and lists speak of everything.
WEIGHTS = {
    "about": 0.75,
    "about/coverage": 0.4,
    "about/doubts": 0.5,
    "about/guards": 0.4,
    "calculators": 0.95,
    "calculators/teaching": 0.5,
    "evidence": 0.95,
    "evidence/data": 0.5,
}
ARTICLE = re.compile(r'<article class="prose"[^>]*>(.*)</article>', re.DOTALL)


@dataclass(slots=True)
class Section:
    """A part of a page below one heading: its id, the heading, and the words under it."""

    anchor: str
    heading: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the section on one line."""
        return " ".join("".join(self.words).replace("\N{SOFT HYPHEN}", "").split())


class ArticleReader(HTMLParser):
    """Reads the sections of an article, the first of which is headed by the page's own title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections = [Section("")]
        self._open: list[str] = []
        self._skipped_at: int | None = None
        self._heading = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in WITHOUT_END:
            self._say(" ")
            return
        self._open.append(tag)
        if self._skipped_at is not None:
            return
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if tag in SKIPPED_TAGS or UNSEARCHED in given or not SKIPPED_CLASSES.isdisjoint(classes):
            self._skipped_at = len(self._open)
        elif tag in HEADINGS and (anchor := given.get("id")):
            self.sections.append(Section(anchor))
            self._heading = True

    @override
    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._skipped_at == len(self._open):
                self._skipped_at = None
            if self._open.pop() == tag:
                break
        if tag in HEADINGS:
            self._heading = False
        elif tag not in INLINE:
            self._say(" ")

    @override
    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, words: str) -> None:
        if self._skipped_at is not None:
            return
        if self._heading:
            self.sections[-1].heading += words
        else:
            self.sections[-1].words.append(words)


INLINE = frozenset(("a", "abbr", "b", "code", "em", "i", "mark", "span", "strong", "sub", "sup", "time"))


def write_search_index(site: Path, pages: Mapping[str, list[Section]]) -> None:
    """Write into *site* what the search of each language knows of the sections of *pages*, by their paths."""
    read = {
        path: sections for path, sections in pages.items() if sections and path.removeprefix(ENGLISH) not in NO_ANSWER
    }
    folder = site / FOLDER
    folder.mkdir()
    for language in LANGUAGES:
        own = {path: sections for path, sections in read.items() if path.startswith(ENGLISH) == (language == "en")}
        known = {
            "pages": [page_entry(path, sections, read, language) for path, sections in own.items()],
            "synonyms": synonyms(language),
            "glossary": f"{ENGLISH if language == 'en' else ''}{GLOSSARY}",
        }
        content = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{language}.json").write_text(content, encoding="utf-8")


def sections_of(text: str) -> list[Section]:
    """Return the sections of the page *text*, nothing for a page that is no article."""
    article = ARTICLE.search(text)
    if article is None:
        return []
    reader = ArticleReader()
    reader.feed(article.group(1))
    return [section for section in reader.sections if section.heading or section.text]


def page_entry(
    path: str, sections: list[Section], read: Mapping[str, list[Section]], language: Language
) -> dict[str, object]:
    """
    Return what the search knows of the page at *path*.

    Its address, kind and title; the names that it is searched by; its sections; and the headings of the same page in
    the other language, which *read* holds too.
    """
    source = path.removeprefix(ENGLISH)
    counterpart = read.get(source if path.startswith(ENGLISH) else f"{ENGLISH}{source}", [])
    page = re.sub(r"/?index\.html$", "", source)
    other: Language = "el" if language == "en" else "en"
    menu = menu_names().get(page)
    words = searched().get(page, {})
    titles = [*(menu[language] if menu else ()), *(menu[other] if menu else ()), title_of(counterpart)]
    return {
        "url": re.sub(r"index\.html$", "", path),
        "kind": kind_of(page, language),
        "weight": WEIGHTS.get(page) or WEIGHTS.get(page.partition("/")[0], 1),
        "title": title_of(sections),
        "names": list(dict.fromkeys(filter(None, titles))),
        "also": list(dict.fromkeys((*words.get(language, ()), *words.get(other, ())))),
        "asks": asked(page, language),
        "sections": [[section.anchor, section.heading.strip(), section.text] for section in sections],
        "headings": [section.heading.strip() for section in counterpart[1:] if section.heading],
    }


def title_of(sections: Iterable[Section]) -> str:
    """Return the heading of the first of *sections* that has one."""
    return next((section.heading.strip() for section in sections if section.heading), "")


def kind_of(page: str, language: Language) -> str:
    """Return what kind of page *page* is, in *language*; nothing for the home page."""
    kind = kinds().get(page.partition("/")[0])
    return kind[language] if kind else ""


@cache
def kinds() -> Mapping[str, Text]:
    """Return the names of the kinds of pages."""
    return read_frame()["kinds"]


@cache
def menu_names() -> dict[str, dict[Language, tuple[str, ...]]]:
    """Return what the menu calls each page in each language: by its own name, and by its section's and its own."""
    names: dict[str, dict[Language, tuple[str, ...]]] = {}

    def walk(entry: Entry, above: Text | None) -> None:
        for one in entry.entries:
            walk(one, entry.title)
        if entry.page:
            title = entry.title
            names[re.sub(r"/?index$", "", entry.page)] = {
                language: (f"{above[language]}: {title[language]}" if above else title[language], title[language])
                for language in LANGUAGES
            }

    for entry in read_navigation():
        walk(entry, None)
    return names


@cache
def asked(page: str, language: Language) -> list[str]:
    """Return the names of what the calculator or worksheet at *page* asks for or fills in, in *language* first."""
    name = page.rpartition("/")[2]
    if name in WORKSHEETS:
        sheet = WORKSHEETS[name]
        fields = [*sheet.fields, *(sheet.rows.fields if sheet.rows else ()), *sheet.fills]
    elif name in SETS:
        fields = [one for criterion in SETS[name].criteria for one in fields_of(criterion.test)]
    else:
        return []
    other: Language = "el" if language == "en" else "en"
    return list(dict.fromkeys(one.label[each] for each in (language, other) for one in fields))


def synonyms(language: Language) -> list[list[str]]:
    """Return the words of the glossary, each entry's name in *language* first and then all that means the same."""
    other: Language = "el" if language == "en" else "en"
    return [
        list(
            dict.fromkeys(
                filter(
                    None,
                    (
                        term.name[language],
                        *((term.short[language], term.short[other]) if term.short else ()),
                        term.name[other],
                        *term.also,
                    ),
                )
            )
        )
        for term in read_glossary()
    ]
