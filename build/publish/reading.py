"""
What helps to read a page: abbreviations explained where they stand, its date, how to cite it, what else it is searched by.

The Markdown part makes the first use of an abbreviation in each section a link to its meaning at the page's end,
and puts drawings in the place of `{{ picture NAME }}`. `complete` does what needs the page's address, after MkDocs.
"""

from __future__ import annotations

import html
import posixpath
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from paths import DATA
from render import pictures

from calculators.documents.messages import day
from calculators.model.text import LANGUAGES, Language, Text
from calculators.version import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

GLOSSARY = DATA / "glossary.toml"
SEARCHED = DATA / "search.toml"

PICTURE = re.compile(r"\{\{ picture ([a-z0-9-]+) \}\}")
# Links, buttons and cards keep to what they are for, headings stay short, and a list of references is not prose.
LEFT_ALONE = frozenset(
    {"a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "script", "style", "summary", "svg"}
)
LEFT_ALONE_CLASSES = frozenset({"status", "references", "citation", "admonition-title", "card"})

NOTES = Text("Notes", "Σημειώσεις")
ABBREVIATIONS = Text("Abbreviations", "Συντομογραφίες")
REVISED = Text("Clinical revision: {date}", "Κλινική αναθεώρηση: {date}")
RULES = Text("rules {version}", "κανόνες {version}")
CITE = Text("Cite this page", "Παραπομπή στη σελίδα")
COPY = Text("Copy", "Αντιγραφή")
COPIED = Text("Copied.", "Αντιγράφηκε.")
SEARCHED_BY = Text("Also searched as:", "Λέξεις αναζήτησης:")
VANCOUVER = Text(
    "{site} [Internet]. Version {version}. {title}; [updated {date}{cited}]. Available from: {address}",
    "{site} [διαδίκτυο]. Έκδοση {version}. {title}· [ενημέρωση {date}{cited}]. Διαθέσιμο στο: {address}",
)
CITED = Text("; cited {date}", "· πρόσβαση {date}")
DAY = Text("{year} {month} {day}", "{day} {month} {year}")
MONTHS = Text("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ")

PLACE = re.compile(r'<section class="cite" data-revised="(\d{4}-\d{2}-\d{2})" data-site="([^"]*)"></section>')
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
HEAD_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
TONGUE = re.compile(r'<html lang="(el|en)"')
ADDRESS = re.compile(r'<link rel="canonical" href="([^"]+)">')


class ReadingError(ValueError):
    """A picture, a page or an entry of the glossary that does not exist; says which."""


# Abbreviations


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A word of the glossary.

    `short` is its abbreviation in each language, if it has one; `also` what else people call it.
    """

    short: Text | None
    name: Text
    also: tuple[str, ...]
    note: Text | None

    @property
    def key(self) -> str:
        """What other files call the entry: its abbreviation, or its English name."""
        return self.short.en if self.short else self.name.en

    @property
    def anchor(self) -> str:
        """The id of its meaning on a page."""
        return "abbr-" + re.sub(r"[^a-z0-9]+", "-", self.key.casefold()).strip("-")


@cache
def glossary(path: Path = GLOSSARY) -> tuple[Entry, ...]:
    """Return the words of the glossary at *path*."""
    entries = []
    for item in tomllib.loads(path.read_text(encoding="utf-8"))["entry"]:
        short = Text(item["short"], item.get("short_el", item["short"])) if "short" in item else None
        note = Text(item["note"]["en"], item["note"]["el"]) if "note" in item else None
        entries.append(Entry(short, Text(item["en"], item["el"]), tuple(item.get("also", ())), note))
    return tuple(entries)


class Abbreviations(Treeprocessor):
    """Link the first use of each abbreviation in a section to its meaning, and list the meanings at the page's end."""

    def __init__(self, entries: tuple[Entry, ...], language: Language, md: Markdown) -> None:
        """Explain in *language* those of *entries* that have an abbreviation, in pages that *md* converts."""
        super().__init__(md)
        self.language = language
        self.known = {entry.short[language]: entry for entry in entries if entry.short is not None}
        longest_first = sorted(self.known, key=len, reverse=True)
        plural = "s?" if language == "en" else ""
        self.pattern = (
            re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))}){plural}(?!\w)") if self.known else None
        )

    def run(self, root: Element) -> None:
        """Link the abbreviations under *root*, and append the list if there is any."""
        self.used: dict[str, Entry] = {}
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
            entry = self.used.setdefault(short, self.known[short])
            before = text[end : match.start()]
            if links:
                links[-1].tail = before
            else:
                begin = before
            means = {"role": "doc-glossref", "aria-describedby": f"{entry.anchor}-means"}
            link = Element("a", {"class": "abbr", "href": f"#{entry.anchor}", **means})
            link.text = AtomicString(match.group())
            links.append(link)
            end = match.end()
        if links:
            links[-1].tail = text[end:]
        return begin, links

    def section(self) -> Element:
        """Return the list of what the abbreviations of the page mean."""
        name = "abbreviations"
        section = Element("section", {"class": name, "aria-labelledby": name, "data-pagefind-ignore": "all"})
        SubElement(section, "h2", {"id": name}).text = ABBREVIATIONS[self.language]
        words = SubElement(section, "dl")
        other: Language = "en" if self.language == "el" else "el"
        for short, entry in sorted(self.used.items(), key=lambda pair: pair[0].casefold()):
            pair = SubElement(words, "div", {"id": entry.anchor})
            SubElement(pair, "dt").text = AtomicString(short)
            means = SubElement(pair, "dd", {"id": f"{entry.anchor}-means"})
            means.text = AtomicString(entry.name[self.language])
            if self.language == "el" and entry.name.el != entry.name.en:
                # The abbreviation comes from the English words.
                means.text = AtomicString(f"{means.text} (")
                words_of_it = SubElement(means, "span", {"lang": other})
                words_of_it.text = AtomicString(entry.name[other])
                words_of_it.tail = AtomicString(")")
            if entry.note is not None:
                note = SubElement(means, "span", {"class": "abbreviation-note"})
                note.text = AtomicString(f". {entry.note[self.language]}")
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
        section = Element("section", {"class": "status-notes", "data-pagefind-ignore": "all"})
        SubElement(section, "p").text = NOTES[self.language]
        for words, name in letters.items():
            line = SubElement(section, "p")
            SubElement(line, "sup").text = AtomicString(name)
            line[0].tail = AtomicString(f" {words}")
        last = next((at for at, child in enumerate(root) if child.get("class") == "references"), len(root))
        root.insert(last, section)


def letter(index: int) -> str:
    """Return the mark of the note at *index*: a to z, then aa, ab and so on."""
    first, last = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("a") + last)


class Pictures(Preprocessor):
    """Put drawings in the place of their directives."""

    def __init__(self, md: Markdown, language: Language) -> None:
        """Work for *md*, in *language*."""
        super().__init__(md)
        self.language = language

    def run(self, lines: list[str]) -> list[str]:
        """Return *lines* with each `{{ picture NAME }}` replaced; raise `ReadingError` for one that does not exist."""
        return [new for line in lines for new in self.replaced(line)]

    def replaced(self, line: str) -> Iterator[str]:
        """Yield the lines that stand for *line*."""
        found = PICTURE.fullmatch(line.strip())
        if found is None:
            yield line
            return
        draw = pictures.PICTURES.get(found.group(1))
        if draw is None:
            raise ReadingError(f"{line.strip()}: there is no picture “{found.group(1)}”")
        picture = draw(self.language)
        yield from ("", self.md.htmlStash.store(picture.figure), "", *picture.below, "")


class ReadingExtension(Extension):
    """The extension, with the language of the pages and the place of the glossary as its options."""

    def __init__(self, **options: object) -> None:
        """Take the options *language* and *glossary*."""
        self.config = {
            "language": ["el", "language of the pages: el or en"],
            "glossary": [str(GLOSSARY), "path of the abbreviations and their meanings"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Add abbreviations and pictures to *md*; raise `ReadingError` for a language the site does not have."""
        if self.getConfig("language") not in LANGUAGES:
            raise ReadingError(f"reading: language {self.getConfig('language')!r} is none of: {', '.join(LANGUAGES)}")
        language = cast("Language", self.getConfig("language"))
        entries = glossary(Path(self.getConfig("glossary")))
        md.preprocessors.register(Pictures(md, language), "pictures", 29)
        # After the list of references (15), so that it comes last; before the table of contents (5), so that it is in
        # it.
        md.treeprocessors.register(Abbreviations(entries, language, md), "abbreviations", 14)
        md.treeprocessors.register(NotesForPaper(language, md), "notes", 13)


def makeExtension(**options: object) -> ReadingExtension:  # noqa: N802 (the library's name)
    """Return the extension; Markdown calls this."""
    return ReadingExtension(**options)


# What needs the page's address


@dataclass(frozen=True, slots=True)
class Citation:
    """A page as others cite it."""

    title: str
    site: str
    address: str
    revised: date
    language: Language

    @property
    def name(self) -> str:
        """The key of the page in a bibliography."""
        path = [part for part in re.sub(r"^[a-z]+://[^/]+", "", self.address).split("/") if part]
        return "-".join([*path[-2:], str(self.revised.year), self.language])

    def vancouver(self, cited: str = "") -> str:
        """Return the page in Vancouver style; *cited* is the markup that says when it was read."""
        parts = {
            "site": self.site,
            "version": RULES_VERSION,
            "title": self.title,
            "address": self.address,
            "cited": cited,
        }
        return VANCOUVER[self.language].format(**parts, date=short_day(self.revised, self.language))

    def bibtex(self) -> str:
        """Return the page as an entry for BibTeX."""
        fields = {
            "title": f"{{{self.title}}}",
            "howpublished": self.site,
            "year": str(self.revised.year),
            "month": MONTHS.en.split()[self.revised.month - 1].lower(),
            "url": self.address,
            "note": f"version {RULES_VERSION}, revised {self.revised.isoformat()}",
            "language": {"el": "greek", "en": "english"}[self.language],
        }
        lines = []
        for field, value in fields.items():
            plain = value if field == "url" else re.sub(r"([%&#_$])", r"\\\1", value)
            lines.append(f"  {field} = {plain if field == 'month' else f'{{{plain}}}'},")
        return "\n".join([f"@misc{{{self.name},", *lines, "}", ""])

    def ris(self) -> str:
        """Return the page as a record for reference managers."""
        record = {
            "TY": "ELEC",
            "TI": self.title,
            "T2": self.site,
            "PY": str(self.revised.year),
            "DA": f"{self.revised:%Y/%m/%d}",
            "ET": RULES_VERSION,
            "LA": self.language,
            "UR": self.address,
        }
        # The format ends its lines as its first users' machines did.
        return "".join(f"{tag}  - {value}\r\n" for tag, value in [*record.items(), ("ER", "")])


def short_day(value: date, language: Language) -> str:
    """Return *value* as a citation in *language* writes a date, the month cut short."""
    return DAY[language].format(year=value.year, month=MONTHS[language].split()[value.month - 1], day=value.day)


def complete(path: str, text: str, other: str) -> tuple[str, dict[str, str]]:
    """
    Return the page *text* at *path* with its date, how to cite it and what it is searched by, and the files that go with it.

    *other* is the same page in the other language, whose titles this one is searched by too.
    The files are its citation for reference managers, by their paths.
    """
    text = with_search_words(path, text, other)
    place, tongue = PLACE.search(text), TONGUE.search(text)
    heading, address = HEADING.search(text), ADDRESS.search(text)
    if place is None or tongue is None or heading is None or address is None:
        return text, {}
    language = cast("Language", tongue.group(1))
    title = plain(heading.group(1))
    revised = date.fromisoformat(place.group(1))
    citation = Citation(title, html.unescape(place.group(2)), html.unescape(address.group(1)), revised, language)
    facts = f"{long_date(revised, language)} · {RULES[language].format(version=RULES_VERSION)}"
    line = f'<p class="revised" data-pagefind-ignore>{facts}<span> · <a href="#cite">{CITE[language]}</a></span></p>'
    text = text.replace(place.group(0), cite_section(citation), 1)
    text = text.replace(heading.group(0), f"{heading.group(0)}\n{line}", 1)
    folder = posixpath.dirname(path)
    return text, {
        posixpath.join(folder, "citation.bib"): citation.bibtex(),
        posixpath.join(folder, "citation.ris"): citation.ris(),
    }


def long_date(revised: date, language: Language) -> str:
    """Return the markup that says when a page was last *revised*."""
    time = f'<time datetime="{revised.isoformat()}">{day(revised, language)}</time>'
    return REVISED[language].format(date=time)


def cite_section(citation: Citation) -> str:
    """Return the markup that says how to cite a page: in words to copy, and as files."""
    language = citation.language
    cited = html.escape(CITED[language].format(date=DAY[language]))
    now = f'<span data-cited="{cited}" data-months="{MONTHS[language]}"></span>'
    escaped = Citation(
        html.escape(citation.title),
        html.escape(citation.site),
        html.escape(citation.address),
        citation.revised,
        language,
    )
    return (
        f'<section class="cite" aria-labelledby="cite"><h2 id="cite">{CITE[language]}</h2>\n'
        f"<p data-citation>{escaped.vancouver(now)}</p>\n"
        f'<p class="cite-actions"><button type="button" class="button quiet" data-copy>{COPY[language]}</button> '
        f'<a href="citation.bib" download="{citation.name}.bib">BibTeX</a> <a href="citation.ris" download="{citation.name}.ris">RIS</a> '
        f'<span role="status" data-copied="{COPIED[language]}"></span></p></section>'
    )


def with_search_words(path: str, text: str, other: str) -> str:
    """Return the page *text* at *path* with a line of what else it is searched by: the title of *other*, and words of both languages."""
    tongue = TONGUE.search(text)
    if tongue is None or not PLACE.search(text):
        return text
    language = cast("Language", tongue.group(1))
    found = searched().get(re.sub(r"^en/|/?index\.html$", "", path), dict.fromkeys(LANGUAGES, ()))
    titles = [
        plain(match.group(1)).partition(" · ")[0]
        for match in (HEAD_TITLE.search(other), HEADING.search(other))
        if match
    ]
    words = {
        word.casefold(): word
        for word in reversed([*titles, *found[language], *found["en" if language == "el" else "el"]])
    }
    marked = " · ".join(
        f'<span lang="{tongue_of(word)}">{html.escape(word)}</span>' for word in reversed(words.values())
    )
    line = f'<p class="search-words">{SEARCHED_BY[language]} <span data-pagefind-meta="words" data-pagefind-weight="4">{marked}</span></p>\n'
    before, end, after = text.rpartition("</article>")
    return f"{before}{line}{end}{after}" if end else text


def plain(markup: str) -> str:
    """Return the words of *markup* without its tags and without the link beside a heading."""
    return " ".join(html.unescape(re.sub(r'<a class="headerlink".*?</a>|<[^>]+>', "", markup)).split())


def tongue_of(word: str) -> Language:
    """Return the language whose letters *word* is written in."""
    return "el" if re.search(r"[Ͱ-Ͽἀ-῿]", word) else "en"


@cache
def searched(path: Path = SEARCHED) -> dict[str, dict[Language, tuple[str, ...]]]:
    """
    Return, for each page of the file at *path*, what it is searched by in each language.

    Raises `ReadingError` for a word that the glossary does not hold.
    """
    entries = {entry.key: entry for entry in glossary()}
    pages: dict[str, dict[Language, tuple[str, ...]]] = {}
    for page, item in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if missing := [key for key in item.get("glossary", ()) if key not in entries]:
            raise ReadingError(f"{path.name}: {page} names {', '.join(missing)}, which is not in the glossary")
        chosen = [entries[key] for key in item.get("glossary", ())]
        also = [*item.get("also", ()), *(word for entry in chosen for word in entry.also)]
        pages[page] = {
            language: (
                *(entry.name[language] for entry in chosen),
                *(entry.short[language] for entry in chosen if entry.short is not None),
                *(word for word in also if tongue_of(word) == language),
            )
            for language in LANGUAGES
        }
    return pages
