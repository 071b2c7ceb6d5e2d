"""Citations, references and marks of status, and that both languages say them in the same places."""

import json
import re
from pathlib import Path

import pytest
from data import references as bibliography
from data.records import DataError
from directives.extension import Directives
from directives.grammar import DirectiveError
from markdown import Markdown
from paths import DOCS
from publish import citations
from render import sources

from calculators.model.text import Language

PAGES = sorted(path.relative_to(DOCS / "el") for path in (DOCS / "el").rglob("*.md"))
BOTH_LANGUAGES_SHARE = {
    "heading ids": r"\{#([\w-]+)\}",
    "citations": r"\[@[^\]]+\]",
    "marks of status": r"\{\{ status (of [^{}]+|[\w-]+)",
    "directives": r"\{\{ (?!status)([^}]+) \}\}",
    "links": r"\]\(([^)]+)\)",
}


@pytest.fixture
def references(tmp_path: Path) -> Path:
    """Two works: one checked and complete, one not checked and without a title."""
    path = tmp_path / "references.json"
    path.write_text(json.dumps([record("first-2001", title="Whose liver?"), record("second", checked=False)]))
    return path


def record(key: str, *, checked: bool = True, **more: object) -> dict[str, object]:
    return {
        "id": key,
        "author": [{"family": "Doe", "given": "J"}],
        "container-title": "J Test",
        "volume": "1",
        "page": "2-3",
        "issued": {"date-parts": [[2001]]},
        "custom": {"checked": checked},
        **more,
    }


def convert(text: str, references: Path, language: Language = "en") -> str:
    extensions = [Directives(language), citations.Citations(language, references), "tables", "toc"]
    return Markdown(extensions=extensions).convert(text)


def test_works_are_numbered_in_the_order_of_reading(references: Path):
    html = convert("| a |\n| - |\n| x[@second] |\n\n- y[@first-2001; @second]\n", references)

    assert re.findall(r'id="cite-(\d)"[^>]*>(\d)</a>', html) == [("1", "1"), ("2", "2"), ("3", "1")]
    assert re.findall(r'<li id="(ref-[\w-]+)"', html) == ["ref-second", "ref-first-2001"]


def test_each_citation_can_be_gone_back_to(references: Path):
    html = convert("x[@second] y[@second] z[@first-2001]", references)

    assert re.findall(r'class="backlink" href="(#cite-\d)" role="doc-backlink">(.)<', html) == [
        ("#cite-1", "a"),
        ("#cite-2", "b"),
        ("#cite-3", "↩"),
    ]


def test_the_list_is_in_the_table_of_contents(references: Path):
    markdown = Markdown(extensions=[citations.Citations("en", references), "toc"])
    markdown.convert("# Page {#page}\n\nx[@second]")

    assert 'href="#references"' in markdown.toc


def test_a_page_without_citations_has_no_list(references: Path):
    assert "references" not in convert("no sources here", references)


def test_a_reference_says_what_of_it_was_not_checked(references: Path):
    html = convert("x[@first-2001; @second]", references)

    assert "Compared with the works or their abstracts: 1 of 2 citations" in html
    assert html.index("1 of 2 citations") < html.index("<ol>")
    [marked] = re.findall(r'<li id="ref-([\w-]+)">(?:(?!</li>).)*?class="reference-unchecked"', html)
    assert marked == "second"
    assert "Doe J. Whose liver? J Test 2001;1:2–3." in html
    assert bibliography.UNTITLED.en in html


def test_what_is_not_known_of_a_work_is_said_in_the_language_of_the_page(references: Path):
    html = convert("x[@second]", references, "el")

    assert f'<span lang="el">{bibliography.UNTITLED.el}</span>' in html
    assert bibliography.UNTITLED.en not in html


def test_every_gap_of_the_works_cited_is_one_that_has_a_translation():
    """A note in English once stood in the lists of the Greek pages."""
    for item in json.loads(bibliography.REFERENCES.read_text(encoding="utf-8")):
        for bracket in re.findall(r"\[[^\]]*\]", bibliography.vancouver(item)):
            assert bracket in bibliography.GAPS, f"{item['id']}: {bracket}"


def test_titles_are_read_as_english_on_a_greek_page(references: Path):
    assert '<span lang="en">Doe J. Whose liver?' in convert("x[@first-2001]", references, "el")


def test_code_is_left_alone(references: Path):
    assert convert("`[@nobody]`", references) == "<p><code>[@nobody]</code></p>"


@pytest.mark.parametrize("text", ["[@nobody]", "[@second, p. 3]", "[@second; nobody]", "[@]"])
def test_a_citation_of_an_unknown_work_stops_the_build(text: str, references: Path):
    with pytest.raises(DataError, match=re.escape(text)):
        convert(text, references)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "too few"),
        ("sure", "no status “sure”"),
        ("abstrct", "nearest is “abstract”"),
        ("abstract:", "no text follows"),
        ("abstract why", "too many"),
        ("of", "too few"),
    ],
)
def test_an_unknown_status_stops_the_build(words: str, why: str, references: Path):
    with pytest.raises(DirectiveError, match=why):
        convert(f"{{{{ status {words} }}}}", references)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("So it is {{ status abstract }}.", "So it is."),
        ("So {{ status full-text }} it is", "So it is"),
        ("So it is[@first-2001] {{ status abstract }}; but", "</sup>; but"),
        (
            "So it is {{ status as-printed }}.",
            'So it is.<span class="status" data-status="as-printed">as in the slides',
        ),
        (
            "So {{ status as-printed }}, then",
            'So,<span class="status" data-status="as-printed">as in the slides</span> then',
        ),
        ("*So* {{ status as-printed }} (there)", '<em>So</em><span class="status"'),
    ],
)
def test_only_what_differs_from_its_source_is_marked_and_after_the_punctuation(text: str, shown: str, references: Path):
    assert shown in convert(text, references)


def test_a_cell_that_is_a_mark_shows_it(references: Path):
    assert "checked (abstract)" in convert("| a | b |\n| - | - |\n| 5 % | {{ status abstract }} |\n", references)


@pytest.mark.parametrize(("language", "word"), [("en", "corrected"), ("el", "διορθωμένο")])
def test_a_status_is_a_word_in_the_language_of_the_page(language: Language, word: str, references: Path):
    html = convert("{{ status corrected }}", references, language)

    assert html == f'<p><span class="status" data-status="corrected">{word}</span></p>'


def test_a_note_is_opened_by_a_button_that_names_it(references: Path):
    html = convert("{{ status uncertain: less than 5 % & more }} {{ status uncertain: again }}", references)

    assert re.findall(r'popovertarget="([\w-]+)"', html) == ["status-note-1", "status-note-2"]
    assert re.findall(r'id="(status-note-\d)"', html) == ["status-note-1", "status-note-2"]
    assert "less than 5 % &amp; more" in html
    assert "style=" not in html


@pytest.mark.parametrize("field", ["author", "issued", "container-title", "custom"])
def test_a_reference_that_lacks_something_is_refused(field: str):
    item = record("one")
    del item[field]

    with pytest.raises(DataError, match=f"'one' lacks {field}"):
        bibliography.reference_of(item)


def test_a_reference_says_whether_it_was_checked():
    with pytest.raises(DataError, match=r"custom\.checked"):
        bibliography.reference_of(record("one") | {"custom": {"more_authors": True}})


def test_a_key_is_used_once(tmp_path: Path):
    path = tmp_path / "references.json"
    path.write_text(json.dumps([record("one"), record("one")]))

    with pytest.raises(DataError, match="'one' is used twice"):
        bibliography.read_references(path)


def test_every_reference_is_cited():
    # A package's name in code has an @ too.
    prose = (re.sub(r"`[^`\n]*`", "", (DOCS / "el" / page).read_text(encoding="utf-8")) for page in PAGES)
    cited = set(re.findall(r"@([\w-]+)", "".join(prose)))

    assert set(bibliography.read_references()) == cited


def work(key: str, *families: str, **more: object) -> dict[str, object]:
    authors = [{"family": family, "given": "A"} for family in families]
    return record(key, **{"author": authors, "custom": {"checked": True, "rules": key.upper()}, **more})


@pytest.mark.parametrize(
    ("described", "cited"),
    [
        pytest.param(work("one", "Doe", issue="4"), "Doe A. J Test 2001;1:2–3", id="without the issue"),
        pytest.param(work("one", "B", "C", "D", "E"), "B A, C A, D A, E A. J Test 2001;1:2–3", id="four are all named"),
        pytest.param(
            work("one", "B", "C", "D", "E", "F"), "B A, C A, D A, et al. J Test 2001;1:2–3", id="five are not"
        ),
        pytest.param(
            work("one", "B", type="book", title="Whose liver", volume="", **{"container-title": "Lyon: IARC"}),
            "B A. Whose liver. Lyon: IARC; 2001",
            id="a book has its title",
        ),
        pytest.param(
            work("one", author=[{"literal": "[Authors not verified]"}, {"literal": "A clinic"}]),
            "A clinic. J Test 2001;1:2–3",
            id="without what is not known",
        ),
    ],
)
def test_the_rules_cite_a_work_in_short(described: dict, cited: str):
    assert bibliography.short(described) == cited
    assert f'ONE = Source(\n    "one",\n    "{cited}",\n)' in sources.module([described, record("two")])


def test_two_works_with_one_name_for_the_rules_are_refused():
    with pytest.raises(DataError, match="the same name"):
        sources.module([work("one", "B"), work("one", "C")])


@pytest.mark.parametrize("what", BOTH_LANGUAGES_SHARE)
def test_a_page_has_the_same_in_both_languages(what: str):
    pattern = re.compile(BOTH_LANGUAGES_SHARE[what])
    for page in PAGES:
        greek, english = ((DOCS / language / page).read_text(encoding="utf-8") for language in ("el", "en"))
        assert pattern.findall(greek) == pattern.findall(english), page
