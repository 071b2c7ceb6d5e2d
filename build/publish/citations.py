"""
Citations and marks of status in the guideline's Markdown.

`[@key]` or `[@one; @two]` becomes raised numbers, in the order in which works are first cited, and a list of
references at the page's end. `{{ status checked }}` becomes a mark that says how far a statement was checked,
and `{{ status uncertain: why }}` a button that shows why; `{{ status of ID }}` is the status of a fact, see `statuses.py`.
An unknown key or status stops the build.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from paths import DATA
from verification.statuses import expand

from calculators.model.sets import STATUS_NAMES
from calculators.model.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

REFERENCES = DATA / "references.json"

# A statement can be in every status of a set of criteria, and in two more.
STATUSES = {
    **{status.value: name for status, name in STATUS_NAMES.items()},
    "corrected": Text("corrected", "διορθωμένο"),
    "uncertain": Text("uncertain", "αβέβαιο"),
}

HEADING = Text("References", "Βιβλιογραφία")
CITATION = Text("Reference {number}", "Βιβλιογραφική αναφορά {number}")
BACK = Text("Back to the text, citation {number}", "Επιστροφή στο κείμενο, παραπομπή {number}")
UNTITLED = Text("[title not verified]", "[τίτλος χωρίς επαλήθευση]")
NOT_VERIFIED = (
    UNTITLED,
    Text("[Authors not verified]", "[Συγγραφείς χωρίς επαλήθευση]"),
    Text("[Journal not verified]", "[Περιοδικό χωρίς επαλήθευση]"),
    Text("[place and year not verified]", "[τόπος και έτος χωρίς επαλήθευση]"),
)
"""What a record says, in English as the rest of it, where a part of a citation is not known."""
GAPS = {gap.en: gap for gap in NOT_VERIFIED}
GAP = re.compile("(" + "|".join(map(re.escape, GAPS)) + ")")
UNCHECKED = Text("Citation not yet compared with the paper.", "Η παραπομπή δεν έχει ακόμη αντιπαραβληθεί με το άρθρο.")

AUTHORS_SHOWN = 6
KEY = re.compile(r"@([\w-]+)")
STATED = re.compile(r"\{\{\s*status\b([^{}]*)\}\}")
STATUS = re.compile(r"\s*([\w-]+)\s*(?::\s*(\S.*?)\s*)?", re.DOTALL)


class CitationError(ValueError):
    """A citation, a mark of status or a reference that cannot be used; says which."""


@dataclass(frozen=True, slots=True)
class Reference:
    """
    One work that pages may cite.

    `checked` says whether the citation itself was compared with a copy of the work.
    """

    key: str
    text: str
    checked: bool
    doi: str | None
    pmid: str | None
    url: str | None


def read_references(path: Path = REFERENCES) -> dict[str, Reference]:
    """
    Read the works that may be cited, by key, from the CSL-JSON file at *path*.

    Raises `CitationError` for a record without what a citation needs, or for a key used twice.
    """
    references: dict[str, Reference] = {}
    for item in json.loads(path.read_text(encoding="utf-8")):
        reference = reference_of(item)
        if reference.key in references:
            message = f"{path.name}: the key {reference.key!r} is used twice"
            raise CitationError(message)
        references[reference.key] = reference
    return references


def reference_of(item: dict[str, Any]) -> Reference:
    """
    Return the reference that the CSL-JSON record *item* describes.

    Raises `CitationError` if the record names no authors, year or container, or does not say whether it was checked.
    """
    key = item.get("id", "")
    lacking = [field for field in ("id", "author", "issued", "container-title", "custom") if not item.get(field)]
    if lacking or not isinstance(item["custom"].get("checked"), bool):
        message = f"the reference {key!r} lacks {', '.join(lacking) or 'custom.checked'}"
        raise CitationError(message)
    return Reference(
        key=key,
        text=vancouver(item),
        checked=item["custom"]["checked"],
        doi=item.get("DOI"),
        pmid=item.get("PMID"),
        url=item.get("URL"),
    )


def vancouver(item: dict[str, Any]) -> str:
    """Return the CSL-JSON record *item* as Vancouver prints it, with one of `NOT_VERIFIED` in place of what is not known."""
    names = [author.get("literal") or f"{author['family']} {author['given']}" for author in item["author"]]
    more = len(names) > AUTHORS_SHOWN or bool(item["custom"].get("more_authors"))
    authors = ", ".join([*names[:AUTHORS_SHOWN], *(["et al"] if more else [])])
    title = str(item.get("title", UNTITLED.en))
    end = "" if title.endswith("?") else "."
    place = f"{item['container-title']} {item['issued']['date-parts'][0][0]}"
    if volume := item.get("volume"):
        issue = f"({item['issue']})" if "issue" in item else ""
        place += f";{volume}{issue}:{item['page'].replace('-', '–')}"
    return f"{authors}. {title}{end} {place}."


class CitationPattern(InlineProcessor):
    """Mark each `[@key]`; numbers are given later, when the order of the whole page is known."""

    def __init__(self, references: dict[str, Reference], md: Markdown) -> None:
        """Find citations of *references* in pages that *md* converts."""
        super().__init__(r"\[(@[^\]]*)\]", md)
        self.references = references

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Return the mark for the citation in *m*; raise `CitationError` for a key that no reference has."""
        keys = []
        for part in m.group(1).split(";"):
            found = KEY.fullmatch(part.strip())
            if found is None or found.group(1) not in self.references:
                message = f"[{m.group(1)}] cites {part.strip()!r}, which is not in {REFERENCES.name}"
                raise CitationError(message)
            keys.append(found.group(1))
        return Element("sup", {"class": "citation", "data-keys": " ".join(keys)}), m.start(0), m.end(0)


class StatusPattern(InlineProcessor):
    """Turn each `{{ status … }}` into its mark."""

    def __init__(self, language: Language, md: Markdown) -> None:
        """Mark in *language* the pages that *md* converts."""
        super().__init__(STATED.pattern, md)
        self.language = language
        self.notes = 0

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Return the mark in *m*; raise `CitationError` for a status that is not one of the five."""
        found = STATUS.fullmatch(STATED.sub(r"\1", expand(m.group(0), self.language)))
        if found is None or found.group(1) not in STATUSES:
            message = f"{m.group(0)} is none of: {', '.join(STATUSES)}"
            raise CitationError(message)
        status, note = found.groups()
        mark = Element("span", {"class": "status", "data-status": status})
        word = AtomicString(STATUSES[status][self.language])
        if note is None:
            mark.text = word
        else:
            self.notes += 1
            name = f"status-note-{self.notes}"
            button = SubElement(mark, "button", {"type": "button", "popovertarget": name, "aria-describedby": name})
            button.text = word
            popover = SubElement(mark, "span", {"class": "status-note", "id": name, "popover": "auto"})
            popover.text = AtomicString(" ".join(note.split()))
        return mark, m.start(0), m.end(0)


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
        entries = SubElement(section, "ol")
        for key, citations in cited.items():
            entry = SubElement(entries, "li", {"id": f"ref-{key}"})
            for part in self.entry(self.references[key]):
                entry.append(part)
            for citation in citations:
                entry[-1].tail = " "
                label = BACK.format(number=str(citation))[self.language]
                address = {"class": "backlink", "href": f"#cite-{citation}"}
                back = SubElement(entry, "a", {**address, "role": "doc-backlink", "aria-label": label})
                back.text = AtomicString("↩")
        return section

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
            note = Element("span", {"class": "reference-unchecked"})
            note.text = AtomicString(UNCHECKED[self.language])
            yield note


class CitationExtension(Extension):
    """Add citations and marks of status to Python-Markdown."""

    def __init__(self, **settings: object) -> None:
        """Accept *settings*: `language` (`el` or `en`) and `references` (path of the CSL-JSON file)."""
        self.config = {
            "language": ["el", "language of the page: el or en"],
            "references": [str(REFERENCES), "path of the works that may be cited, as CSL-JSON"],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register with *md*; raise `CitationError` for a language the site does not have."""
        if self.getConfig("language") not in LANGUAGES:
            message = f"citations: language {self.getConfig('language')!r} is none of: {', '.join(LANGUAGES)}"
            raise CitationError(message)
        language = cast("Language", self.getConfig("language"))
        references = read_references(Path(self.getConfig("references")))
        # After code spans (190) and escapes (180), before links (170) and before the calculators' directives.
        md.inlinePatterns.register(CitationPattern(references, md), "citation", 178)
        md.inlinePatterns.register(StatusPattern(language, md), "status", 179)
        # After inline patterns (20), before the table of contents (5), so that the list is in it.
        md.treeprocessors.register(ReferenceList(references, language, md), "references", 15)


def makeExtension(**settings: object) -> CitationExtension:  # noqa: N802
    """Return the extension with *settings*, as Python-Markdown asks for it by the module's name."""
    return CitationExtension(**settings)
