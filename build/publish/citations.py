"""
Citations in the guideline's Markdown.

`[@key]` or `[@one; @two]` becomes raised numbers, in the order in which works are first cited, and a list of references
at the page's end. An unknown key stops the build.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from data.records import DataError
from data.references import GAPS, REFERENCES, Reference, read_references
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from publish.letters import letter

from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from markdown import Markdown

HEADING = Text("References", "Βιβλιογραφία")
CITATION = Text("Reference {number}", "Βιβλιογραφική αναφορά {number}")
BACK = Text("Back to the text, citation {number}", "Επιστροφή στο κείμενο, παραπομπή {number}")
RETURN = "↩"
GAP = re.compile("(" + "|".join(map(re.escape, GAPS)) + ")")
UNCHECKED_SIGN = "°"
NOT_COMPARED = Text("not yet compared with the work", "δεν έχει ακόμη αντιπαραβληθεί με το έργο")
ALL_COMPARED = Text(
    "All {all} citations were compared with the works or their abstracts.",
    "Και οι {all} παραπομπές αντιπαραβλήθηκαν με τα έργα ή τις περιλήψεις τους.",
)
SOME_COMPARED = Text(
    "Compared with the works or their abstracts: {compared} of {all} citations; those with {sign} not yet.",
    "Αντιπαραβλήθηκαν με τα έργα ή τις περιλήψεις τους: {compared} από {all} παραπομπές· όσες έχουν {sign}, όχι ακόμη.",
)
ONE_COMPARED = Text(
    "The citation was compared with the work or its abstract.",
    "Η παραπομπή αντιπαραβλήθηκε με το έργο ή την περίληψή του.",
)
NONE_COMPARED = Text(
    "The citation was not yet compared with the work.", "Η παραπομπή δεν έχει ακόμη αντιπαραβληθεί με το έργο."
)

KEY = re.compile(r"@([\w-]+)")


class CitationPattern(InlineProcessor):
    """Mark each `[@key]`; numbers are given later, when the order of the whole page is known."""

    def __init__(self, references: dict[str, Reference], md: Markdown) -> None:
        """Find citations of *references* in pages that *md* converts."""
        super().__init__(r"\[(@[^\]]*)\]", md)
        self.references = references

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Return the mark for the citation in *m*; raise `DataError` for a key that no reference has."""
        keys = []
        for part in m.group(1).split(";"):
            found = KEY.fullmatch(part.strip())
            if found is None or found.group(1) not in self.references:
                message = f"[{m.group(1)}] cites {part.strip()!r}, which is not in {REFERENCES.name}"
                raise DataError(message)
            keys.append(found.group(1))
        return Element("sup", {"class": "citation", "data-keys": " ".join(keys)}), m.start(0), m.end(0)


class ReferenceList(Treeprocessor):
    """Number the citations of a page in the order of reading and write the list of references at its end."""

    def __init__(self, references: dict[str, Reference], language: Language, md: Markdown) -> None:
        """List in *language* those of *references* that pages converted by *md* cite."""
        super().__init__(md)
        self.references = references
        self.language = language

    def run(self, root: Element) -> None:
        """Fill the marks under *root* with numbers, and append the list if anything is cited."""
        cited: dict[str, list[int]] = {}
        citations = 0
        for mark in root.iter("sup"):
            keys = mark.attrib.pop("data-keys", None)
            if keys is None:
                continue
            # In brackets, so that the number of a reference is never read as a part of the figure before it.
            mark.text = "["
            for position, key in enumerate(keys.split()):
                citations += 1
                cited.setdefault(key, []).append(citations)
                number = str(list(cited).index(key) + 1)
                label = CITATION.format(number=number)[self.language]
                address = {"id": f"cite-{citations}", "href": f"#ref-{key}"}
                link = SubElement(mark, "a", {**address, "role": "doc-biblioref", "aria-label": label})
                link.text = AtomicString(number)
                link.tail = ", " if position < len(keys.split()) - 1 else "]"
        if cited:
            root.append(self.section(cited))

    def section(self, cited: dict[str, list[int]]) -> Element:
        """Return the list of the works *cited*, each with the numbers of the citations that lead to it."""
        name = "references"
        section = Element("section", {"class": name, "role": "doc-bibliography", "aria-labelledby": name})
        heading = SubElement(section, "h2", {"id": name})
        heading.text = HEADING[self.language]
        SubElement(section, "p", {"class": "references-state"}).text = AtomicString(self.state(cited))
        entries = SubElement(section, "ol")
        for key, citations in cited.items():
            entry = SubElement(entries, "li", {"id": f"ref-{key}"})
            for part in self.entry(self.references[key]):
                entry.append(part)
            self.lead_back(entry, citations)
        return section

    def state(self, cited: Iterable[str]) -> str:
        """Return how many of the citations *cited* were compared with the works: said once for the whole list."""
        works = [self.references[key] for key in cited]
        compared = sum(work.checked for work in works)
        if len(works) == 1:
            return (ONE_COMPARED if compared else NONE_COMPARED)[self.language]
        said = ALL_COMPARED if compared == len(works) else SOME_COMPARED
        return said[self.language].format(compared=compared, all=len(works), sign=UNCHECKED_SIGN)

    def lead_back(self, entry: Element, citations: list[int]) -> None:
        """Add to *entry* a link to the one place in *citations*, or a letter for each of several."""
        for position, citation in enumerate(citations):
            entry[-1].tail = " "
            several = len(citations) > 1
            if several and not position:
                sign = SubElement(entry, "span", {"class": "backlink", "aria-hidden": "true"})
                sign.text, sign.tail = AtomicString(RETURN), " "
            label = BACK.format(number=str(citation))[self.language]
            address = {"class": "backlink", "href": f"#cite-{citation}"}
            back = SubElement(entry, "a", {**address, "role": "doc-backlink", "aria-label": label})
            back.text = AtomicString(letter(position) if several else RETURN)

    def entry(self, reference: Reference) -> Iterator[Element]:
        """Yield the parts of *reference* as the list shows them: the citation, its addresses, what was not checked."""
        # The papers are in English, whatever the page is in: a screen reader should read them so.
        text = Element("span", {} if self.language == "en" else {"lang": "en"})
        before, *gaps = GAP.split(reference.text)
        text.text = AtomicString(before)
        for said, after in zip(gaps[::2], gaps[1::2], strict=True):
            gap = SubElement(text, "span", {"lang": self.language})
            gap.text = AtomicString(GAPS[said][self.language])
            gap.tail = AtomicString(after)
        text.tail = " "
        yield text
        for label, number, address in (
            ("doi", reference.doi, "https://doi.org/{}"),
            ("PMID", reference.pmid, "https://pubmed.ncbi.nlm.nih.gov/{}/"),
            ("", reference.url, "{}"),
        ):
            if number:
                link = Element("a", {"href": address.format(number)})
                link.text = AtomicString(f"{label}:{number}" if label else number)
                link.tail = " "
                yield link
        if not reference.checked:
            title = NOT_COMPARED[self.language]
            note = Element("span", {"class": "reference-unchecked", "role": "img", "title": title, "aria-label": title})
            note.text = AtomicString(UNCHECKED_SIGN)
            yield note


class Citations(Extension):
    """Adds citations, and the list of what is cited, to pages."""

    def __init__(self, language: Language, references: Path = REFERENCES) -> None:
        """Cite the works of the CSL-JSON file *references* in pages in *language*."""
        super().__init__()
        self.language = language
        self.references = references

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Add the citations to *md*."""
        references = read_references(self.references)
        # After code spans (190) and escapes (180), before links (170).
        md.inlinePatterns.register(CitationPattern(references, md), "citation", 178)
        # After inline patterns (20), before the table of contents (5), so that the list is in it.
        md.treeprocessors.register(ReferenceList(references, self.language, md), "references", 15)
