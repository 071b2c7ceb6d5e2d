"""
The registers of the site: what is doubtful, where each slide went, and what the words mean.

`{{ doubts }}`, `{{ marks }}`, `{{ coverage }}` and `{{ glossary }}`, each on a line of its own, write out `docs/data/doubts.toml`,
the marks of doubt on all pages, `docs/data/coverage.csv` and `docs/data/glossary.toml`. A record that lacks something stops the build.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from paths import DATA, DOCS
from verification.statuses import expand, standing

from calculators.model.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from markdown import Markdown

DOUBTFUL = ("uncertain", "corrected")
# These pages explain what the marks mean, and so show each of them once.
EXPLAINING = ("about/intended-use", "evidence/data")
STATUSES = ("as-printed", "checked", *DOUBTFUL)
SLIDES = tuple(f"S{number}" for number in range(1, 19))

DIRECTIVE = re.compile(r"\{\{ (doubts|marks|coverage|glossary) \}\}")
TITLE = re.compile(r'title: "?(?P<title>.+?)"?\s*')
HEADING = re.compile(r"#{1,6} (?P<title>.+?) \{#(?P<anchor>[\w-]+)\}\s*")
MARK = re.compile(r"\{\{ status (?P<status>uncertain|corrected)\b(?:: (?P<note>[^{}]*?))? \}\}")

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
ENGLISH = Text("English", "Αγγλικά")
GREEK = Text("Greek", "Ελληνικά")
ALSO = Text("Related search terms", "Συναφείς όροι αναζήτησης")
SLIDE = Text("Slide {number}", "Διαφάνεια {number}")
BEYOND = Text("beyond the slides", "πέρα από τις διαφάνειες")
MARKS_LEAD = Text("{count} marks on this page.", "{count} σημάνσεις σε αυτή τη σελίδα.")
ONE_MARK_LEAD = Text("One mark on this page.", "Μία σήμανση σε αυτή τη σελίδα.")
COUNTS = Text(
    "The register has {doubts} entries; of {settled} a part is settled.",
    "Ο κατάλογος έχει {doubts} σημεία· σε {settled} ένα μέρος έχει ξεκαθαριστεί.",
)

DOUBT_GROUPS = {
    "burden": Text("Frequency and evidence", "Συχνότητα και τεκμηρίωση"),
    "resection": Text("Resection", "Εκτομή"),
    "liver-directed": Text("Liver-directed therapies", "Θεραπείες με στόχο το ήπαρ"),
    "transplantation": Text("Transplantation", "Μεταμόσχευση"),
    "others": Text("Other primary tumours and GIST", "Άλλοι πρωτοπαθείς όγκοι και GIST"),
}
TERM_GROUPS = {
    "disease": Text("The disease", "Η νόσος"),
    "pathology": Text("Pathology and markers", "Παθολογική ανατομική και δείκτες"),
    "treatment": Text("Treatment", "Θεραπεία"),
    "outcome": Text("Outcomes and statistics", "Εκβάσεις και στατιστική"),
    "imaging": Text("Imaging", "Απεικόνιση"),
    "body": Text("Societies, registries, trials, criteria", "Εταιρείες, μητρώα, μελέτες, κριτήρια"),
    "term": Text("Words without an abbreviation", "Όροι χωρίς συντομογραφία"),
}


class RegisterError(ValueError):
    """A register has a record that cannot be used; says which and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a page: `page` is its path without `.md`, `anchor` the id of the heading."""

    page: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubtful item: what the slides print, what the sources say, what of it is *settled* (None where nothing is), and what would settle the rest."""

    id: str
    group: str
    slides: tuple[str, ...]
    title: Text
    printed: Text
    found: Text
    settled: Text | None
    settles: Text
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One statement of a slide, and the section that is its home.

    `figures` are the numbers that the slide prints in it; `facts` are the published numbers and claims that it says, which give it its status
    (see `statuses.py`); `doubt` is the id of an entry in the register of doubts, or None.
    """

    slide: str
    text: Text
    figures: tuple[str, ...]
    place: Place
    facts: tuple[str, ...]
    status: str
    doubt: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A word or an abbreviation (`short`, None for a word), its `name` in full, and what else people type to find it."""

    group: str
    short: Text | None
    name: Text
    also: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of doubt on a page, under the heading `title`."""

    place: Place
    title: str
    status: str
    note: str | None


def read_doubts(path: Path = DATA / "doubts.toml") -> tuple[Doubt, ...]:
    """Read the register of doubts at *path*; raise `RegisterError` for an entry that lacks something or says it twice."""
    doubts: list[Doubt] = []
    for number, record in enumerate(_entries(path, "doubt"), 1):
        where = f"{path.name}: {record.get('id', f'entry {number}')}"
        _only(
            where,
            {"settled": {}, **record},
            {"id", "group", "slides", "title", "printed", "found", "settled", "settles", "places"},
        )
        doubt = Doubt(
            id=record["id"],
            group=_one_of(where, record["group"], DOUBT_GROUPS),
            slides=tuple(_one_of(where, slide, SLIDES) for slide in record["slides"]),
            title=_text(where, record["title"]),
            printed=_text(where, record["printed"]),
            found=_text(where, record["found"]),
            settled=_text(where, record["settled"]) if "settled" in record else None,
            settles=_text(where, record["settles"]),
            places=tuple(_place(where, place) for place in record["places"]),
        )
        if not doubt.places or doubt.id in {other.id for other in doubts}:
            raise RegisterError(f"{where}: has no place, or is there twice")
        doubts.append(doubt)
    return tuple(doubts)


def read_coverage(path: Path = DATA / "coverage.csv") -> tuple[Statement, ...]:
    """Read where each statement of the slides is, from *path*; raise `RegisterError` for a row that lacks something."""
    statements = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, strict=True), 2):
            where = f"{path.name}: line {number}"
            if None in row or None in row.values():
                raise RegisterError(f"{where}: has not as many cells as the head")
            facts = tuple(row["facts"].split())
            if bool(facts) == bool(row["status"]):
                raise RegisterError(f"{where}: names the facts that it says, or else its status")
            statements.append(
                Statement(
                    slide=_one_of(where, row["slide"], SLIDES),
                    text=_text(where, {"en": row["statement_en"], "el": row["statement_el"]}),
                    figures=tuple(row["figures"].split()),
                    place=_place(where, f"{row['page']}#{row['anchor']}"),
                    facts=facts,
                    status=_one_of(where, standing(facts).status if facts else row["status"], STATUSES),
                    doubt=row["doubt"] or None,
                )
            )
    return tuple(statements)


def read_slides(path: Path = DATA / "slides.csv") -> dict[str, Text]:
    """Read the subject of each slide from *path*; raise `RegisterError` unless it names every slide once, in order."""
    with path.open(encoding="utf-8", newline="") as file:
        slides = {
            row["slide"]: _text(f"{path.name}: {row['slide']}", {"en": row["title_en"], "el": row["title_el"]})
            for row in csv.DictReader(file)
        }
    if tuple(slides) != SLIDES:
        raise RegisterError(f"{path.name}: names other slides than {SLIDES[0]} to {SLIDES[-1]}")
    return slides


def read_glossary(path: Path = DATA / "glossary.toml") -> tuple[Term, ...]:
    """Read the words and abbreviations at *path*; raise `RegisterError` for one that lacks a language or is there twice."""
    terms: list[Term] = []
    for number, record in enumerate(_entries(path, "entry"), 1):
        where = f"{path.name}: {record.get('short') or record.get('en') or f'entry {number}'}"
        _only(
            where,
            {"short": "", "short_el": "", "note": "", **record},
            {"group", "short", "short_el", "en", "el", "also", "note"},
        )
        short = record.get("short")
        term = Term(
            group=_one_of(where, record["group"], TERM_GROUPS),
            short=_text(where, {"en": short, "el": record.get("short_el", short)}) if short else None,
            name=_text(where, {"en": record["en"], "el": record["el"]}),
            also=tuple(record["also"]),
            note=_text(where, record["note"]) if "note" in record else None,
        )
        if term.name in {other.name for other in terms} or (
            term.short and term.short in {other.short for other in terms}
        ):
            raise RegisterError(f"{where}: is there twice")
        terms.append(term)
    return tuple(terms)


def read_marks(language: Language) -> dict[str, list[Mark]]:
    """Return the marks of doubt of each page of *language* that has any, in the order of reading."""
    pages: dict[str, list[Mark]] = {}
    for path in sorted((DOCS / language).rglob("*.md")):
        page = path.relative_to(DOCS / language).with_suffix("").as_posix()
        title = anchor = ""
        marks = []
        for line in expand(path.read_text(encoding="utf-8"), language).splitlines():
            if heading := HEADING.fullmatch(line):
                title, anchor = heading["title"], heading["anchor"]
            marks += [Mark(Place(page, anchor), title, mark["status"], mark["note"]) for mark in MARK.finditer(line)]
        if marks and page not in EXPLAINING:
            pages[page] = marks
    return pages


def doubts(language: Language) -> Iterator[str]:
    """Yield the register of doubts as Markdown in *language*."""
    register = read_doubts()
    yield COUNTS.format(doubts=str(len(register)), settled=str(sum(doubt.settled is not None for doubt in register)))[
        language
    ]
    slides = read_slides()
    for group, name in DOUBT_GROUPS.items():
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
        yield from (f"### {_page_title(page, language)} {{#on-{page.replace('/', '-')}}}", "", lead[language], "")
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
            status = f"{{{{ status {statement.status} }}}}"
            if statement.doubt:
                status += (
                    f' [{DOUBT[language]}](doubts.md#{statement.doubt} "{_plain(titles[statement.doubt][language])}")'
                )
            yield f"| {statement.text[language]} | {_link(statement.place, _title(statement.place, language))} | {status} |"


def glossary(language: Language) -> Iterator[str]:
    """Yield the words and abbreviations as Markdown tables, the page's *language* first."""
    terms = read_glossary()
    names: dict[Language, Text] = {"en": ENGLISH, "el": GREEK}
    first, second = (language, *(other for other in LANGUAGES if other != language))
    for group, title in TERM_GROUPS.items():
        chosen = [term for term in terms if term.group == group]
        short = any(term.short for term in chosen)
        head = [*([SHORT[language]] if short else []), names[first][language], names[second][language], ALSO[language]]
        yield from (
            "",
            f"## {title[language]} {{#{group}}}",
            "",
            f"| {' | '.join(head)} |",
            f"| {' | '.join('---' for _ in head)} |",
        )
        for term in sorted(chosen, key=lambda term: _sorting(term, language)):
            name = term.name[language] + (f"<br>{term.note[language]}" if term.note else "")
            # A screen reader should read the other language as what it is.
            cells = [name, f'<span lang="{second}">{term.name[second]}</span>', ", ".join(term.also) or "–"]
            if short:
                cells.insert(0, f"**{term.short[language]}**" if term.short else "–")
            yield f"| {' | '.join(cells)} |"


WRITERS: dict[str, Callable[[Language], Iterator[str]]] = {
    "doubts": doubts,
    "marks": marks,
    "coverage": coverage,
    "glossary": glossary,
}


class Registers(Preprocessor):
    """Put the registers in the place of their directives."""

    def __init__(self, md: Markdown, language: Language) -> None:
        """Work for *md*, in *language*."""
        super().__init__(md)
        self.language = language

    def run(self, lines: list[str]) -> list[str]:
        """Return *lines* with every directive replaced by the Markdown of its register."""
        new: list[str] = []
        for line in lines:
            found = DIRECTIVE.fullmatch(line.strip())
            new += ["", *WRITERS[found.group(1)](self.language), ""] if found else [line]
        return new


class RegistersExtension(Extension):
    """Add the registers to Python-Markdown."""

    def __init__(self, **settings: object) -> None:
        """Accept *settings*: `language` (`el` or `en`)."""
        self.config = {"language": ["el", "language of the page: el or en"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register with *md*; raise `RegisterError` for a language the site does not have."""
        language = _one_of("registers", self.getConfig("language"), LANGUAGES)
        # Before raw HTML is set aside (20) and before the other directives, which may stand in what is written here.
        md.preprocessors.register(Registers(md, cast("Language", language)), "registers", 29)


def makeExtension(**settings: object) -> RegistersExtension:  # noqa: N802 (the library's name)
    """Return the extension with *settings*, as Python-Markdown asks for it by the module's name."""
    return RegistersExtension(**settings)


def _entries(path: Path, name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", tomllib.loads(path.read_text(encoding="utf-8"))[name])


def _only(where: str, record: dict[str, Any], wanted: set[str]) -> None:
    if set(record) != wanted:
        raise RegisterError(f"{where}: lacks or does not know {', '.join(sorted(wanted ^ set(record)))}")


def _one_of(where: str, value: str, known: Collection[str]) -> str:
    if value not in known:
        raise RegisterError(f"{where}: {value!r} is none of: {', '.join(known)}")
    return value


def _text(where: str, languages: dict[str, str]) -> Text:
    try:
        # A figure and its sign of per cent stay on one line.
        return Text(
            **{language: " ".join(words.split()).replace(" %", "\u00a0%") for language, words in languages.items()}
        )
    except (TypeError, ValueError) as error:
        raise RegisterError(f"{where}: {error}") from error


def _place(where: str, address: str) -> Place:
    page, _, anchor = address.partition("#")
    if not (page and anchor):
        raise RegisterError(f"{where}: {address!r} is not page#anchor")
    return Place(page, anchor)


def _link(place: Place, words: str) -> str:
    """Return a link with *words* to *place* from a page under about/."""
    page = f"{place.page.removeprefix('about/')}.md" if place.page.startswith("about/") else f"../{place.page}.md"
    return f"[{words}]({page}#{place.anchor})"


def _title(place: Place, language: Language) -> str:
    """Return the titles of the page and the section at *place*; raise `RegisterError` if there is no such section."""
    sections = _sections(place.page, language)
    if place.anchor not in sections:
        raise RegisterError(f"there is no section {place.page}#{place.anchor} in {language!r}")
    head, own = _page_title(place.page, language), sections[place.anchor]
    return head if place.anchor == next(iter(sections)) else f"{head}: {own}"


@cache
def _page_title(page: str, language: Language) -> str:
    """Return the short title of *page*, from its first lines."""
    for line in (DOCS / language / f"{page}.md").read_text(encoding="utf-8").splitlines():
        if found := TITLE.fullmatch(line):
            return found["title"]
    raise RegisterError(f"{page} has no title in {language!r}")


@cache
def _sections(page: str, language: Language) -> dict[str, str]:
    """Return the title of each section of *page* by its anchor, in the order of reading; those of the registers come last."""
    path = DOCS / language / f"{page}.md"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    sections = {found["anchor"]: _plain(found["title"]) for line in lines if (found := HEADING.fullmatch(line))}
    if sections and page == "about/doubts":
        sections |= {anchor: title[language] for anchor, title in DOUBT_GROUPS.items()}
        sections |= {doubt.id: doubt.title[language] for doubt in read_doubts()}
    if sections and page == "about/glossary":
        sections |= {anchor: title[language] for anchor, title in TERM_GROUPS.items()}
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
    return re.sub(r"\{\{.*?\}\}|[*_`\"]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title)).strip()


def _sorting(term: Term, language: Language) -> str:
    return (term.short or term.name)[language].casefold()
