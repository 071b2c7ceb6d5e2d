"""The built pages show every statement of the slides, every doubt and every term, in both languages."""

import html
import re
from pathlib import Path

import pytest
from data.changelog import read_changelog
from data.coverage import read_coverage
from data.doubts import read_doubts
from data.glossary import read_glossary
from verification.marks import read_marks

from calculators.documents.receipt import rules_digest
from calculators.model.text import LANGUAGES
from calculators.version import RULES_VERSION

DIRECTIVES = {
    "doubts": "about/doubts",
    "marks": "about/doubts",
    "coverage": "about/coverage",
    "glossary": "about/glossary",
}


def test_every_statement_has_a_section_in_both_languages(site_dir: Path):
    missing = [
        f"{language}: {statement.slide} {statement.place}"
        for statement in read_coverage()
        for language in LANGUAGES
        if f'id="{statement.place.anchor}"' not in page_of(site_dir, statement.place.page, language)
    ]

    assert missing == []


def test_every_doubt_leads_to_a_section_in_both_languages(site_dir: Path):
    missing = [
        f"{language}: {doubt.id} {place}"
        for doubt in read_doubts()
        for place in doubt.places
        for language in LANGUAGES
        if f'id="{place.anchor}"' not in page_of(site_dir, place.page, language)
    ]

    assert missing == []


def test_every_number_is_in_the_section_that_is_its_home(site_dir: Path):
    """A figure counts as shown in its section, or in the references of that page where the slide cites a work."""
    missing = []
    for statement in read_coverage():
        for language in LANGUAGES:
            page = page_of(site_dir, statement.place.page, language)
            shown = plain(section(page, statement.place.anchor)) + plain(section(page, "references"))
            missing += [
                f"{language}: {statement.slide} {statement.text.en}: {figure}"
                for figure in statement.figures
                if not has(shown, figure)
            ]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_of_doubt_on_a_page_is_listed(language: str, site_dir: Path):
    listed = page_of(site_dir, "about/doubts", language)

    assert read_marks(language)
    for page, marks in read_marks(language).items():
        part = section(listed, f"on-{page.replace('/', '-')}")
        assert part.count('data-status="') == len(marks), page
        for mark in marks:
            assert f"#{mark.place.anchor}" in part
            assert plain(html.escape(mark.note or "", quote=False)) in plain(part), mark


@pytest.mark.parametrize(
    "short",
    [
        "NELM",
        "NETLM",
        "NLM",
        "NCRNNLM",
        "NCNELM",
        "NCNNLM",
        "NCNNELM",
        "NCNNNS",
        "TAE",
        "HACE",
        "SIRT",
        "PRRT",
        "FLR",
        "DFI",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_people_search_for_is_in_the_glossary(language: str, short: str, site_dir: Path):
    assert re.search(rf"\b{short}\b", plain(page_of(site_dir, "about/glossary", language)))


def test_terms_of_the_other_language_are_on_both_glossaries(site_dir: Path):
    for term in read_glossary():
        for language in LANGUAGES:
            shown = plain(page_of(site_dir, "about/glossary", language))
            assert plain(html.escape(term.name.en)) in shown
            assert plain(html.escape(term.name.el)) in shown


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_a_directive_is_replaced_on_its_page(directive: str, site_dir: Path):
    for language in LANGUAGES:
        assert f"{{{{ {directive} }}}}" not in page_of(site_dir, DIRECTIVES[directive], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_version_leads_to_what_is_in_it_and_to_what_changed(language: str, site_dir: Path):
    for page in ("index", "calculators/index", "guideline/resection"):
        assert re.search(
            rf'<a href="[./]*about/version/">[^<]*{re.escape(RULES_VERSION)}', page_of(site_dir, page, language)
        )
    assert rules_digest() in page_of(site_dir, "about/version", language)
    assert 'href="../changes/"' in page_of(site_dir, "about/version", language)

    changes = page_of(site_dir, "about/changes", language)
    for release in read_changelog():
        anchor = "next" if release.version is None else f"v{release.version.replace('.', '-')}"
        assert section(changes, anchor).count("<li>") == len(re.findall(r"(?m)^- ", release.body[language])), anchor


def page_of(site: Path, page: str, language: str) -> str:
    """Return the page as it was built."""
    folder = site / "en" if language == "en" else site
    path = "" if page == "index" else page.removesuffix("/index")
    return (folder / path / "index.html").read_text(encoding="utf-8")


def section(page: str, anchor: str) -> str:
    """Return the part of *page* from the heading with the id *anchor* to the next heading of the same rank or a higher one."""
    found = re.search(rf'<h([1-6])[^>]* id="{re.escape(anchor)}"', page)
    if found is None:
        return ""
    rest = page[found.end() :]
    end = re.search(rf"<h[1-{found[1]}]\b|</main>", rest)
    return rest[: end.start()] if end else rest


def plain(markup: str) -> str:
    """Return the words of *markup*, with points for decimal commas."""
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
    return re.sub(r"(?<=\d),(?=\d)", ".", words)


def has(text: str, figure: str) -> bool:
    """Return whether *figure* stands in *text* as a number of its own; 2.0 is 2, and for 77 the source may give 77.4."""
    more = r"(?:\.\d)?" if re.fullmatch(r"\d\d", figure) else r"(?:\.0)?"
    return re.search(rf"(?<![\d.]){re.escape(figure)}{more}(?!\.?\d)", text) is not None
