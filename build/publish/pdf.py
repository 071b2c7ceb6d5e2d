"""
The guideline as one document: the articles of the built pages, one after the other, printed by Chromium.

It is tagged and has an outline; links between its pages lead within it, all others to the site.
"""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from browser import launch_options, show_with_fonts
from data.frame import Entry, read_frame, read_navigation
from data.pages import last_revision
from playwright.sync_api import sync_playwright
from serve import serving

from calculators.documents.messages import day
from calculators.model.text import LANGUAGES, Language, Text
from calculators.version import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

NAME = "guideline.pdf"
PATIENCE_MS = 120_000
FIRST = ("about/intended-use",)
SECTIONS = ("guideline/", "evidence/")
LAST = ("about/doubts",)
# Tables of every number: they are files to compute with, not pages to read.
LEFT_OUT = ("evidence/data",)

CONTENTS = Text("Contents", "Περιεχόμενα")
EDITION = Text(
    "Version {version} of the rules. Last clinical revision: {date}. The current version: {address}",
    "Έκδοση κανόνων {version}. Τελευταία κλινική αναθεώρηση: {date}. Η τρέχουσα έκδοση: {address}",
)
ARTICLE = re.compile(r'<article class="prose"[^>]*>(.*)</article>', re.DOTALL)
TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
STYLES = re.compile(r'<link rel="stylesheet"[^>]*>')
HREF = re.compile(r'(?<=\shref=")[^"]+')
NAMES = re.compile(r'(?<=\s)(id|aria-labelledby|aria-describedby)="([^"]+)"')
# What a printed page has no use for.
NOT_PRINTED = re.compile(r'<a class="headerlink".*?</a>|<span> · <a href="#cite">.*?</span>', re.DOTALL)


def write_pdfs(site: Path, site_url: str, folder: Path) -> None:
    """
    Write the guideline of each language into *folder*, from *site*, which is built for *site_url*.

    Raises `BrowserMissing`.
    """
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for language in LANGUAGES:
            root = "" if language == "el" else "en/"
            (folder / root).mkdir(exist_ok=True)
            document = whole(site / root, f"{site_url}{root}", language)
            _print(browser, f"{address}{root}whole/", document, folder / root / NAME, language)
        browser.close()


def _print(browser: Browser, place: str, document: str, path: Path, language: Language) -> None:
    """Print *document* to *path*, as if it were at the address *place*, from which it finds its styles."""
    page = browser.new_page(color_scheme="light")
    page.route(place, lambda route: route.fulfill(body=document, content_type="text/html"))
    show_with_fonts(page)
    page.goto(place, timeout=PATIENCE_MS)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.pdf(
        path=path,
        format="A4",
        tagged=True,
        outline=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=FOOTER.format(name=html.escape(name_of(language))),
        margin={"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"},
    )
    page.close()


FOOTER = (
    '<div style="font: 8pt sans-serif; color: #444; width: 100%; padding: 0 16mm; display: flex; '
    'justify-content: space-between"><span>{name}</span><span class="pageNumber"></span></div>'
)


def name_of(language: Language) -> str:
    """Return the name of the site in *language*."""
    return read_frame()["site"]["name"][language]


def whole(root: Path, address: str, language: Language) -> str:
    """Return the document that is printed: the pages below *root*, the site in *language*, published at *address*."""
    names = list(chapters())
    texts = {name: (root / name.removesuffix("index") / "index.html").read_text(encoding="utf-8") for name in names}
    titles = {name: _title(text) for name, text in texts.items()}
    articles = "".join(chapter(name, text, set(names), address) for name, text in texts.items())
    listed = "".join(f'<li><a href="#{_slug(name)}">{title}</a></li>' for name, title in titles.items())
    # Every page's styles lie at the same place as seen from a page one folder below the root.
    styles = "".join(STYLES.findall(texts[names[0]])).replace('href="../../', 'href="../')
    edition = EDITION[language].format(version=RULES_VERSION, date=day(last_revision())[language], address=address)
    name = html.escape(name_of(language))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>{styles}</head>'
        f'<body><main><header class="prose"><h1>{name}</h1><p>{html.escape(edition)}</p>'
        f'<nav aria-label="{CONTENTS[language]}"><p><strong>{CONTENTS[language]}</strong></p><ol>{listed}</ol></nav>'
        f"</header>{articles}</main></body></html>"
    )


def chapters() -> Iterator[str]:
    """Yield the pages of the document in the order of the menu."""

    def walk(entry: Entry) -> Iterator[str]:
        if entry.page.startswith(SECTIONS) and entry.page not in LEFT_OUT:
            yield entry.page
        for below in entry.entries:
            yield from walk(below)

    yield from FIRST
    for entry in read_navigation():
        yield from walk(entry)
    yield from LAST


def chapter(name: str, text: str, names: set[str], address: str) -> str:
    """Return the article of the page *text*, called *name*, its links leading within the document or to *address*."""
    article = ARTICLE.search(text)
    if article is None:
        raise ValueError(f"{name} has no article to print")
    folder = f"{name.removesuffix('index').rstrip('/')}/"

    def link(match: re.Match[str]) -> str:
        return _link(html.unescape(match.group()), name, folder, names, address)

    def named(match: re.Match[str]) -> str:
        return f'{match[1]}="{" ".join(f"{_slug(name)}--{one}" for one in match[2].split())}"'

    body = NAMES.sub(named, HREF.sub(link, NOT_PRINTED.sub("", article.group(1))))
    return f'<article class="prose" id="{_slug(name)}">{body}</article>'


def _link(href: str, name: str, folder: str, names: set[str], address: str) -> str:
    """Return where *href* of the page *name* in *folder* leads as seen from the document."""
    if href.startswith("#"):
        return f"#{_slug(name)}--{href[1:]}"
    parts = urlsplit(href)
    if parts.scheme:
        return html.escape(href)
    path = posixpath.normpath(posixpath.join(folder, parts.path)).strip("/")
    for known in (path, f"{path}/index"):
        if known in names:
            return f"#{_slug(known)}--{parts.fragment}" if parts.fragment else f"#{_slug(known)}"
    return html.escape(urljoin(f"{address}{folder}", href))


def _slug(name: str) -> str:
    return name.replace("/", "-")


def _title(text: str) -> str:
    found = TITLE.search(text)
    return re.sub(r'<a class="headerlink".*?</a>|<[^>]+>', "", found.group(1)).strip() if found else ""
