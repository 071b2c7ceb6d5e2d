"""What is added to a page when its address is known: its date, and how to cite it."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from calculators.documents.messages import day
from calculators.model.text import Language, Text
from calculators.version import RULES_VERSION

REVISED = Text("Clinical revision: {date}", "Κλινική αναθεώρηση: {date}")
UPDATED = Text("Updated: {date}", "Ενημέρωση: {date}")
TECHNICAL = frozenset(
    (
        "about/changes",
        "about/cluster",
        "about/embedding",
        "about/interchange",
        "about/speed",
        "about/version",
        "calculators/cohort",
        "calculators/verify",
    )
)
"""The pages without a clinical statement of their own, which no clinician revises."""
RULES = Text("rules {version}", "κανόνες {version}")
CITE = Text("Cite this page", "Παραπομπή στη σελίδα")
COPY = Text("Copy", "Αντιγραφή")
COPIED = Text("Copied.", "Αντιγράφηκε.")
VANCOUVER = Text(
    "{site} [Internet]. Version {version}. {title}; [updated {date}{cited}]. Available from: {address}",
    "{site} [διαδίκτυο]. Έκδοση {version}. {title}· [ενημέρωση {date}{cited}]. Διαθέσιμο στο: {address}",
)
CITED = Text("; cited {date}", "· πρόσβαση {date}")
DAY = Text("{year} {month} {day}", "{day} {month} {year}")
MONTHS = Text("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ")

PLACE = re.compile(r'<section class="cite" data-revised="(\d{4}-\d{2}-\d{2})" data-site="([^"]*)"></section>')
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
TONGUE = re.compile(r'<html lang="(el|en)"')
ADDRESS = re.compile(r'<link rel="canonical" href="([^"]+)">')


@dataclass(frozen=True, slots=True)
class PageCitation:
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


def complete(path: str, text: str) -> tuple[str, dict[str, str]]:
    """
    Return the page *text* at *path* with its date and how to cite it, and its files.

    The files are its citation for reference managers, by their paths.
    """
    place, tongue = PLACE.search(text), TONGUE.search(text)
    heading, address = HEADING.search(text), ADDRESS.search(text)
    if place is None or tongue is None or heading is None or address is None:
        return text, {}
    language = cast("Language", tongue.group(1))
    title = plain(heading.group(1))
    revised = date.fromisoformat(place.group(1))
    citation = PageCitation(title, html.unescape(place.group(2)), html.unescape(address.group(1)), revised, language)
    folder = posixpath.dirname(path)
    version = posixpath.relpath("en/about/version" if language == "en" else "about/version", folder or ".")
    rules = f'<a href="{version}/">{RULES[language].format(version=RULES_VERSION)}</a>'
    said = UPDATED if folder.removeprefix("en/") in TECHNICAL else REVISED
    facts = f"{long_date(said, revised, language)} · {rules}"
    line = f'<p class="revised" data-unsearched>{facts}<span> · <a href="#cite">{CITE[language]}</a></span></p>'
    text = text.replace(place.group(0), cite_section(citation), 1)
    text = text.replace(heading.group(0), f"{heading.group(0)}\n{line}", 1)
    return text, {
        posixpath.join(folder, "citation.bib"): citation.bibtex(),
        posixpath.join(folder, "citation.ris"): citation.ris(),
    }


def long_date(said: Text, revised: date, language: Language) -> str:
    """Return the markup that says, as *said*, when a page was last *revised*."""
    time = f'<time datetime="{revised.isoformat()}">{day(revised)[language]}</time>'
    return said[language].format(date=time)


def cite_section(citation: PageCitation) -> str:
    """Return the markup that says how to cite a page: in words to copy, and as files."""
    language = citation.language
    cited = html.escape(CITED[language].format(date=DAY[language]))
    now = f'<span data-cited="{cited}" data-months="{MONTHS[language]}"></span>'
    escaped = PageCitation(
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
        f'<a href="citation.bib" download="{citation.name}.bib">BibTeX</a> '
        f'<a href="citation.ris" download="{citation.name}.ris">RIS</a> '
        f'<span role="status" data-copied="{COPIED[language]}"></span></p></section>'
    )


def plain(markup: str) -> str:
    """Return the words of *markup* without its tags and without the link beside a heading."""
    return " ".join(html.unescape(re.sub(r'<a class="headerlink".*?</a>|<[^>]+>', "", markup)).split())
