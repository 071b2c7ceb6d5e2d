"""What helps to read a page: abbreviations, dates, citations, drawings, and letters that only look alike."""

import re
import unicodedata
from datetime import date
from xml.etree import ElementTree as ET

import pytest
import yaml
from data.glossary import read_glossary, searched
from directives.extension import Directives
from directives.grammar import DirectiveError
from markdown import Markdown
from paths import DOCS, ROOT
from publish import abbreviations, page_facts
from publish.citations import Citations
from render import pictures

from calculators.model.text import LANGUAGES
from calculators.sets.registry import GROUPS
from calculators.version import RULES_VERSION

PAGES = sorted(path.relative_to(DOCS / "el").as_posix() for path in (DOCS / "el").rglob("*.md"))
WRITTEN = sorted(
    [
        *DOCS.glob("e[ln]/**/*.md"),
        *DOCS.glob("data/*.*"),
        *DOCS.glob("theme/**/*.html"),
        *ROOT.glob("*.md"),
        *ROOT.glob("*.yml"),
        *(path for path in ROOT.glob("build/**/*.*") if "__pycache__" not in path.parts),
        *ROOT.glob("calculators/**/*.py"),
    ]
)
GLOSSARY = """
[[entry]]
group = "disease"
short = "NET"
en = "neuroendocrine tumour"
el = "νευροενδοκρινής όγκος"
also = []
note.en = "Well differentiated."
note.el = "Καλά διαφοροποιημένος."
[[entry]]
group = "disease"
short = "SI-NET"
en = "small-intestinal neuroendocrine tumour"
el = "νευροενδοκρινής όγκος λεπτού εντέρου"
also = []
[[entry]]
group = "body"
short = "EOM"
short_el = "ΕΟΜ"
en = "Greek transplant organisation"
el = "Εθνικός Οργανισμός Μεταμοσχεύσεων"
also = []
[[entry]]
group = "term"
en = "liver resection"
el = "ηπατεκτομή"
also = ["hepatectomy"]
"""


# Abbreviations


@pytest.fixture
def convert(tmp_path):
    path = tmp_path / "glossary.toml"
    path.write_text(GLOSSARY, encoding="utf-8")

    def converted(text, language="en"):
        extensions = [Directives(language), abbreviations.ReadingAids(language, path), Citations(language)]
        return Markdown(extensions=[*extensions, "tables", "attr_list", "toc"]).convert(text)

    return converted


def linked(html: str) -> list[str]:
    return re.findall(r'class="abbr"[^>]*>([^<]+)</a>', html)


def test_an_abbreviation_leads_to_its_meaning_and_is_described_by_it(convert):
    html = convert("A NET here.")

    [link] = re.findall(r"<a [^>]*>NET</a>", html)
    for said in ('href="#abbr-net"', 'role="doc-glossref"', 'aria-describedby="abbr-net-means"'):
        assert said in link
    assert re.search(r'<div id="abbr-net">\s*<dt>NET</dt>\s*<dd id="abbr-net-means">neuroendocrine tumour', html)
    assert "Well differentiated." in html


def test_only_the_first_use_in_a_section_is_a_link(convert):
    assert linked(convert("NET and NET, *NET*.\n\n## Next {#next}\n\n### Part {#part}\n\n- a NET\n- a NET")) == [
        "NET",
        "NET",
    ]


def test_longer_abbreviations_are_not_taken_for_shorter_ones(convert):
    assert linked(convert("SI-NET, Milan-NET, NETTER, DOTANET, NETs")) == ["SI-NET", "NETs"]


def test_text_around_and_between_keeps_its_order(convert):
    html = convert("a NET **b** EOM c SI-NET d")

    assert re.sub(r"<[^>]+>", "", html.partition("</p>")[0]) == "a NET b EOM c SI-NET d"


@pytest.mark.parametrize("text", ["# NET {#net}", "[NET](x)", "`NET`", "{{ status uncertain: not for NET }}"])
def test_headings_links_code_and_notes_are_left_alone(convert, text):
    assert linked(convert(text)) == []


def test_a_cell_and_the_words_after_a_citation_are_read_too(convert):
    assert linked(convert("| a |\n| - |\n| x[@frilling2014] NET |")) == ["NET"]


def test_greek_says_both_and_takes_greek_letters(convert):
    html = convert("Ο NET και ο ΕΟΜ.", "el")

    assert linked(html) == ["NET", "ΕΟΜ"]
    assert 'νευροενδοκρινής όγκος (<span lang="en">neuroendocrine tumour</span>)' in html


def test_a_page_without_abbreviations_has_no_list(convert):
    assert "abbreviations" not in convert("plain words")


def test_anchors_of_the_glossary_are_different():
    anchors = [term.anchor for term in read_glossary()]

    assert len(anchors) == len(set(anchors))


def test_notes_of_marks_are_listed_for_paper_once_each(convert):
    html = convert(
        "{{ status uncertain: why }} {{ status uncertain: else }} {{ status abstract }} {{ status corrected: why }}[@frilling2014]"
    )

    assert re.findall(r'data-note="(\w)"', html) == ["a", "b", "a"]
    assert re.findall(r"<sup>(\w)</sup> (\w+)", html) == [("a", "why"), ("b", "else")]
    assert html.index("status-notes") < html.index('class="references"')
    assert [abbreviations.letter(index) for index in (0, 25, 26, 52)] == ["a", "z", "aa", "ba"]


# Drawings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_well_formed_named_and_without_styles(name, language):
    figure = ET.fromstring(pictures.PICTURES[name](language).figure)  # noqa: S314 (our own drawing)

    assert "style" not in ET.tostring(figure, encoding="unicode")
    for svg in figure.iter("svg"):
        ids = {element.get("id") for element in svg.iter()}
        assert svg.get("role") == "img"
        assert set(svg.get("aria-labelledby").split()) <= ids
        assert all(svg.find(tag).text.strip() for tag in ("title", "desc"))
    assert figure.find("figcaption").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_says_what_the_sets_say(language):
    picture = pictures.criteria_timeline(language)

    named = [event.set_id for event in pictures.EVENTS if event.set_id]
    compared = {criteria.id for group in GROUPS if group.compared for criteria in group.sets}
    assert sorted(named) == sorted(compared - {"resection-first-choice"})  # which has no year of its own
    for event in pictures.EVENTS:
        assert any(line.startswith(f"    | {event.year} |") and event.name[language] in line for line in picture.below)
    assert [event.year for event in pictures.EVENTS] == sorted(event.year for event in pictures.EVENTS)


def test_an_unknown_picture_stops_the_build(convert):
    with pytest.raises(DirectiveError, match="no picture “nothing”"):
        convert("{{ picture nothing }}")


# Dates and citations

FRAME = (
    '<html lang="{language}"><link rel="canonical" href="https://example.org/liver/guideline/resection/"><article>'
    '<h1 id="x">Resection &amp; more<a class="headerlink" href="#x">#</a></h1></article>'
    '<section class="cite" data-revised="2026-02-03" data-site="The site"></section></html>'
)


def test_a_page_says_when_it_was_revised_and_how_to_cite_it():
    text, files = page_facts.complete("en/about/coverage/index.html", FRAME.format(language="en"))

    assert '<time datetime="2026-02-03">3 February 2026</time>' in text
    assert f"The site [Internet]. Version {RULES_VERSION}. Resection &amp; more; [updated 2026 Feb 3<span" in text
    assert "https://example.org/liver/guideline/resection/" in re.search(
        r"<p data-citation>(.*?)</p>", text, re.DOTALL
    ).group(1)
    assert list(files) == ["en/about/coverage/citation.bib", "en/about/coverage/citation.ris"]


@pytest.mark.parametrize(
    ("path", "said"),
    [("en/guideline/resection", "Clinical revision: <time"), ("en/about/interchange", "Updated: <time")],
)
def test_only_a_page_with_clinical_statements_says_a_clinical_revision(path: str, said: str):
    text, _ = page_facts.complete(f"{path}/index.html", FRAME.format(language="en"))

    assert said in text


def test_the_files_for_reference_managers_hold_title_date_and_address():
    _, files = page_facts.complete("about/coverage/index.html", FRAME.format(language="el"))
    bibtex, ris = files.values()

    assert r"title = {{Resection \& more}}," in bibtex
    assert "url = {https://example.org/liver/guideline/resection/}," in bibtex
    assert bibtex.startswith("@misc{guideline-resection-2026-el,\n")
    assert ris.splitlines()[0] == "TY  - ELEC"
    assert "TI  - Resection & more" in ris.splitlines()
    assert "DA  - 2026/02/03" in ris.splitlines()
    assert ris.endswith("ER  - \r\n")


def test_a_page_without_a_date_is_left_as_it_is():
    assert page_facts.complete("404.html", "<html>nothing</html>") == ("<html>nothing</html>", {})


def test_every_page_has_the_same_date_in_both_languages():
    for page in PAGES:
        if page == "index.md":
            continue
        dates = [
            yaml.safe_load((DOCS / language / page).read_text(encoding="utf-8").split("---\n")[1]).get("date")
            for language in LANGUAGES
        ]
        assert isinstance(dates[0], date), page
        assert dates[0] == dates[1], page


def test_every_page_that_is_searched_by_more_words_exists():
    pages = {re.sub(r"(^|/)index\.md$|\.md$", "", page) for page in PAGES}

    assert set(searched()) <= pages


# Letters

GREEK_AND_LATIN = re.compile(r"\w*(?:[A-Za-zÀ-ɏ][Ͱ-Ͽἀ-῿]|[Ͱ-Ͽἀ-῿][A-Za-zÀ-ɏ])\w*")
LOOKS_LATIN = set("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")


def mixed(text: str) -> list[str]:
    # A range of letters in a pattern, such as a-zα-ω, mixes them on purpose.
    return GREEK_AND_LATIN.findall(re.sub(r"\\[ntr]|\w-\w\w-\w", " ", unicodedata.normalize("NFC", text)))


def test_no_word_mixes_letters_that_look_alike():
    """A Greek Α among Latin letters looks right and is never found by a search."""
    wrong = {str(path.relative_to(ROOT)): mixed(path.read_text(encoding="utf-8")) for path in WRITTEN}

    assert {path: words for path, words in wrong.items() if words} == {}


def test_no_greek_article_is_a_latin_letter():
    article = re.compile(r"(?<![\w'’-])[HOo](?![\w'’-])")
    wrong = {page: article.findall((DOCS / "el" / page).read_text(encoding="utf-8")) for page in PAGES}

    assert {page: letters for page, letters in wrong.items() if letters} == {}


def test_abbreviations_of_the_glossary_are_not_in_letters_of_the_other_script():
    """An abbreviation made of Latin capitals must not be typed in Greek ones, such as a Greek ΝΕΤ."""
    latin = {entry.short.en for entry in read_glossary() if entry.short and entry.short.en == entry.short.el}
    alike = {
        "".join(dict(zip("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True)).get(letter, letter) for letter in short)
        for short in latin
    }
    wrong = []
    for path in DOCS.glob("e[ln]/**/*.md"):
        words = re.findall(r"[\w-]+", path.read_text(encoding="utf-8"))
        wrong += [f"{path.name}: {word}" for word in words if word in alike - latin and set(word) & LOOKS_LATIN]

    assert wrong == []


# In a browser
