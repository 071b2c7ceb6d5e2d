"""
Abbreviations explained where they stand, and what paper needs instead of a click.

The first use of an abbreviation in each section becomes a link to its meaning at the page's end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element, SubElement

from data.glossary import GLOSSARY, Term, read_glossary
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from publish.letters import letter

from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from pathlib import Path

    from markdown import Markdown

# Links, buttons and cards keep to what they are for, headings stay short, and a list of references is not prose.
LEFT_ALONE = frozenset(
    {"a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "script", "style", "summary", "svg"}
)
LEFT_ALONE_CLASSES = frozenset({"status", "references", "citation", "admonition-title", "card"})

NOTES = Text("Notes", "Σημειώσεις")
ABBREVIATIONS = Text("Abbreviations", "Συντομογραφίες")


class Abbreviations(Treeprocessor):
    """Link the first use of each abbreviation in a section to its meaning, and list the meanings at the page's end."""

    def __init__(self, terms: tuple[Term, ...], language: Language, md: Markdown) -> None:
        """Explain in *language* those of *terms* that have an abbreviation, in pages that *md* converts."""
        super().__init__(md)
        self.language = language
        self.known = {term.short[language]: term for term in terms if term.short is not None}
        longest_first = sorted(self.known, key=len, reverse=True)
        plural = "s?" if language == "en" else ""
        self.pattern = (
            re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))}){plural}(?!\w)") if self.known else None
        )

    def run(self, root: Element) -> None:
        """Link the abbreviations under *root*, and append the list if there is any."""
        self.used: dict[str, Term] = {}
        self.seen: set[str] = set()
        if self.pattern is not None:
            self.walk(root)
        if self.used:
            root.append(self.section())

    def walk(self, parent: Element) -> None:
        """Link the abbreviations in *parent*, in the order of reading."""
        if parent.text:
            parent.text, links = self.linked(parent.text)
            for index, link in enumerate(links):
                parent.insert(index, link)
        else:
            links = []
        for child in list(parent)[len(links) :]:
            if child.tag == "h2":
                self.seen.clear()
            if child.tag not in LEFT_ALONE and not LEFT_ALONE_CLASSES & set(child.get("class", "").split()):
                self.walk(child)
            if child.tail:
                child.tail, links = self.linked(child.tail)
                at = list(parent).index(child) + 1
                for index, link in enumerate(links):
                    parent.insert(at + index, link)

    def linked(self, text: str) -> tuple[str, list[Element]]:
        """Return the beginning of *text*, and a link with the text after it for each abbreviation not yet seen."""
        assert self.pattern is not None  # noqa: S101 (for the type checker: `run` looked)
        begin, links, end = text, cast("list[Element]", []), 0
        for match in self.pattern.finditer(text):
            short = match.group(1)
            if short in self.seen:
                continue
            self.seen.add(short)
            term = self.used.setdefault(short, self.known[short])
            before = text[end : match.start()]
            if links:
                links[-1].tail = before
            else:
                begin = before
            means = {"role": "doc-glossref", "aria-describedby": f"{term.anchor}-means"}
            link = Element("a", {"class": "abbr", "href": f"#{term.anchor}", **means})
            link.text = AtomicString(match.group())
            links.append(link)
            end = match.end()
        if links:
            links[-1].tail = text[end:]
        return begin, links

    def section(self) -> Element:
        """Return the list of what the abbreviations of the page mean."""
        name = "abbreviations"
        section = Element("section", {"class": name, "aria-labelledby": name, "data-unsearched": ""})
        SubElement(section, "h2", {"id": name}).text = ABBREVIATIONS[self.language]
        words = SubElement(section, "dl")
        other: Language = "en" if self.language == "el" else "el"
        for short, term in sorted(self.used.items(), key=lambda pair: pair[0].casefold()):
            pair = SubElement(words, "div", {"id": term.anchor})
            SubElement(pair, "dt").text = AtomicString(short)
            means = SubElement(pair, "dd", {"id": f"{term.anchor}-means"})
            means.text = AtomicString(term.name[self.language])
            if self.language == "el" and term.name.el != term.name.en:
                # The abbreviation comes from the English words.
                means.text = AtomicString(f"{means.text} (")
                words_of_it = SubElement(means, "span", {"lang": other})
                words_of_it.text = AtomicString(term.name[other])
                words_of_it.tail = AtomicString(")")
            if term.note is not None:
                note = SubElement(means, "span", {"class": "abbreviation-note"})
                note.text = AtomicString(f". {term.note[self.language]}")
        return section


class NotesForPaper(Treeprocessor):
    """List the notes that marks of status open with a click: paper shows letters and this list, a screen does not."""

    def __init__(self, language: Language, md: Markdown) -> None:
        """Work in *language*, for pages that *md* converts."""
        super().__init__(md)
        self.language = language

    def run(self, root: Element) -> None:
        """Give each mark under *root* that has a note a letter, the same for the same note, and insert the list."""
        letters: dict[str, str] = {}
        for mark in root.iter("span"):
            if mark.get("class") == "status" and (note := mark.find("span")) is not None:
                words = "".join(note.itertext())
                mark.set("data-note", letters.setdefault(words, letter(len(letters))))
        if not letters:
            return
        section = Element("section", {"class": "status-notes", "data-unsearched": ""})
        SubElement(section, "p").text = NOTES[self.language]
        for words, name in letters.items():
            line = SubElement(section, "p")
            SubElement(line, "sup").text = AtomicString(name)
            line[0].tail = AtomicString(f" {words}")
        last = next((at for at, child in enumerate(root) if child.get("class") == "references"), len(root))
        root.insert(last, section)


class ReadingAids(Extension):
    """Adds abbreviations, and the notes that paper shows, to pages."""

    def __init__(self, language: Language, glossary: Path = GLOSSARY) -> None:
        """Explain the abbreviations of *glossary* in pages in *language*."""
        super().__init__()
        self.language = language
        self.glossary = glossary

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Add abbreviations and notes to *md*."""
        # After the list of references (15), so that it comes last; before the table of contents (5), which names it.
        md.treeprocessors.register(Abbreviations(read_glossary(self.glossary), self.language, md), "abbreviations", 14)
        md.treeprocessors.register(NotesForPaper(self.language, md), "notes", 13)
