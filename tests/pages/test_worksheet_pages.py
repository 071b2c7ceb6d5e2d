"""The pages of the worksheets agree with the declarations: panels, worked examples in words, limits in prose."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml
from data.frame import read_navigation
from directives.extension import Directives
from directives.grammar import DirectiveError
from markdown import Markdown
from paths import ROOT
from render import worksheets

from calculators.model.fields import Number
from calculators.model.text import LANGUAGES
from calculators.vocabulary.measurements import BSA_FORMULA
from calculators.worksheets.registry import WORKSHEETS
from calculators.worksheets.worksheet import Example

BOTH = [(worksheet_id, language) for worksheet_id in WORKSHEETS for language in LANGUAGES]


class Elements(HTMLParser):
    """Every element of a page, with its attributes; what stands in a template apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.later: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.templates = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.templates += tag == "template"
        (self.later if self.templates else self.all).append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"

    def handle_data(self, data: str) -> None:
        self.words += data

    def having(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.all if name in attributes]


def converted(text: str, language: str) -> str:
    return Markdown(extensions=[Directives(language)]).convert(text)


def words(html: str) -> str:
    return " ".join(Elements(html).words.split())


# Pages


@pytest.mark.parametrize(("worksheet_id", "language"), BOTH)
def test_every_worksheet_has_its_page_with_panel_and_worked_example(worksheet_id, language):
    page = (ROOT / "docs" / language / "calculators" / f"{worksheet_id}.md").read_text(encoding="utf-8")
    head = yaml.safe_load(page.split("---\n")[1])

    assert head["worksheet"] == worksheet_id
    assert f"{{{{ worksheet {worksheet_id} }}}}" in page
    assert f"{{{{ example {worksheet_id} }}}}" in page
    assert page.count(f"{{{{ askers {worksheet_id} }}}}") == bool(WORKSHEETS[worksheet_id].fills)


def test_every_worksheet_is_in_the_menu_in_one_part():
    (calculators,) = (entry for entry in read_navigation() if entry.title.en == "Criteria")

    assert [f"calculators/{name}" for name in WORKSHEETS] in [
        [page.page for page in part.entries] for part in calculators.entries
    ]


# Panels


@pytest.mark.parametrize(("worksheet_id", "language"), BOTH)
def test_a_panel_asks_every_question_of_its_worksheet(worksheet_id, language):
    worksheet = WORKSHEETS[worksheet_id]
    panel = Elements(worksheets.render(worksheet_id, language))
    rows = worksheet.rows.least or 1 if worksheet.rows else 0
    repeated = [field.id for field in worksheet.rows.fields] if worksheet.rows else []

    assert panel.having("data-asked") == [*(field.id for field in worksheet.fields), *repeated * rows]
    assert [attributes["data-asked"] for _, attributes in panel.later if "data-asked" in attributes] == repeated
    for field in (*worksheet.fields, *(worksheet.rows.fields if worksheet.rows else ())):
        assert field.label[language] in panel.words
        assert field.definition.measured[language] in panel.words
        if isinstance(field, Number):
            assert field.unit[language] in panel.words


@pytest.mark.parametrize(("worksheet_id", "language"), BOTH)
def test_labels_and_problems_of_a_panel_belong_to_their_controls(worksheet_id, language):
    html = worksheets.render(worksheet_id, language)
    panel = Elements(html)
    ids = panel.having("id")

    assert len(ids) == len(set(ids))
    assert set(panel.having("for")) <= set(ids)
    assert {one for many in panel.having("aria-describedby") for one in many.split()} <= set(ids)
    # Beside a case's form the panel must not take its place.
    assert all(one.startswith(("measure-", "range-measure-", "problem-measure-")) for one in ids)
    assert not panel.having("data-field")
    # What a new row must make its own carries the place where its number goes.
    own = [
        attributes[name]
        for _, attributes in panel.later
        for name in ("id", "for", "name", "aria-describedby")
        if name in attributes
    ]
    assert all("NUMBER" in one for one in own)
    assert " style=" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_units_of_one_value_are_told_apart_by_their_labels(language):
    panel = words(worksheets.render("laboratory-units", language))

    assert ("Total bilirubin (µmol/l)" if language == "en" else "Ολική χολερυθρίνη (µmol/l)") in panel


def test_nobody_is_asked_to_know_a_way_of_reckoning():
    assert worksheets.answers(BSA_FORMULA, "en")[0] == ("", "not chosen")
    assert worksheets.answers(WORKSHEETS["response"].once["new_lesion"], "en") == [
        ("", "not known"),
        ("true", "yes"),
        ("false", "no"),
    ]


@pytest.mark.parametrize(("worksheet_id", "language"), BOTH)
def test_the_example_of_a_button_is_the_one_of_the_declaration(worksheet_id, language):
    example = WORKSHEETS[worksheet_id].example
    [filled] = [json.loads(text) for text in Elements(worksheets.render(worksheet_id, language)).having("data-example")]

    assert filled == worksheets.flat(example)
    assert len(filled) == len(example.answers) + sum(len(row) for row in example.rows)


# Worked examples, reckoned by hand from the formulas of the sources.

WORKED = [
    # √(180 × 80 / 3600) = 2 m²; 1267.28 × 2 − 794.41 = 1740.15 ml; 400 / 1740.15 = 22.986 %; 560 / 1740.15 = 32.181 %;
    # 560 / (2000 − 320) = 33.33 %.
    ("future-liver-remnant", ("2 m²", "1740 ml", "22.99 %", "32.18 %", "33.33 %", "required: > 30 %")),
    # 32.181 − 22.986 = 9.195 points in four weeks: 2.299 a week.
    (
        "future-liver-remnant",
        ("9.19 points", "2.3 points a week", "Passed on to the case: Future liver remnant: 32.18 %."),
    ),
    # π/6 × 6 × 5 × 4 = 62.83; π/6 × 27 = 14.14; π/6 × 8 = 4.19; together 81.16 ml; / 1800 = 4.509 %; √(36 + 9) = 6.708;
    # (81.16 − 10) / 81.16 = 87.68 %.
    ("liver-involvement", ("81.2 ml", "4.51 %", "6.71", "87.68 %")),
    # 8 % of the second specimen: G2; the first, with 2 %, is G1 by both editions.
    ("who-grade", ("Specimen 1 (primary tumour, 6 May 2024): G1", "Grade, WHO 2019 and 2022: G2", "Ki-67 index: 8 %")),
    # 88 of 100 mm is a fall of 12 %: less than 30 for RECIST, more than 10 for Choi; 60 of 80 HU is a fall of 25 %.
    ("response", ("−12 %", "−25 %", "RECIST 1.1: stable disease", "Choi 2007: partial response", "The two disagree")),
    # From 14 January to 14 June five months; then 29 of the 30 days up to 14 July: 5 + 29/30 = 5.967.
    ("months", ("5.97 months",)),
    # 2 × 17.104 = 34.208; 150 / 88.42 = 1.696.
    ("laboratory-units", ("2 mg/dl = 34.2 µmol/l", "150 µmol/l = 1.7 mg/dl", "200 pg/ml = 200 ng/l")),
]


@pytest.mark.parametrize(("worksheet_id", "says"), WORKED, ids=range(len(WORKED)))
def test_the_worked_example_says_what_was_reckoned_by_hand(worksheet_id, says):
    said = words(worksheets.example(worksheet_id, "en"))

    assert [one for one in says if one not in said] == []


def test_the_worked_example_speaks_greek_with_a_decimal_comma():
    said = words(worksheets.example("future-liver-remnant", "el"))

    assert "Ύψος: 180 cm" in said
    assert "22,99 %" in said
    assert "22.99" not in said


def test_the_worked_example_follows_the_declaration(monkeypatch):
    changed = replace(WORKSHEETS["laboratory-units"], example=Example({"bilirubin_mg_dl": "1"}))
    monkeypatch.setattr(worksheets, "WORKSHEETS", {"laboratory-units": changed})
    monkeypatch.setattr("calculators.web.worksheet.WORKSHEETS", {"laboratory-units": changed})

    assert "1 mg/dl = 17.1 µmol/l" in words(worksheets.example("laboratory-units", "en"))


def test_an_example_that_cannot_be_computed_stops_the_build(monkeypatch):
    broken = replace(
        WORKSHEETS["months"], example=Example({"stable_since_date": "2026-07-14", "assessment_date": "2026-01-14"})
    )
    monkeypatch.setattr(worksheets, "WORKSHEETS", {"months": broken})
    monkeypatch.setattr("calculators.web.worksheet.WORKSHEETS", {"months": broken})

    with pytest.raises(ValueError, match="months: the example cannot be computed"):
        worksheets.example("months", "en")


# Prose

# As the sources print them: WHO 2019 and 2010, RECIST 1.1, Choi 2007, Shindoh 2013, Kishi 2009, Azoulay 2000, Vauthey
# 2002.
PRINTED = {
    "ki67-g1": "< 3 %",
    "ki67-g2": "3 to 20 %",
    "ki67-g3": "> 20 %",
    "ki67-g1-2010": "≤ 2 %",
    "mitoses-g1": "< 2",
    "mitoses-g2": "2 to 20",
    "recist-fall": "30 %",
    "recist-rise": "20 %",
    "recist-rise-mm": "5 mm",
    "choi-size": "10 %",
    "choi-density": "15 %",
    "growth": "≥ 2",
    "hypertrophy": "> 7.5",
    "remnant-healthy": "> 20 %",
    "remnant-chemotherapy": "> 30 %",
    "remnant-cirrhosis": "≥ 40 %",
    "remnant-chemotherapy-denominator": "standardised",
    "remnant-cirrhosis-denominator": "measured",
    "vauthey-slope": "1267.28",
    "vauthey-intercept": "794.41",
    "debulking-70": "> 70 %",
    "bilirubin-factor": "17.104",
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_figure_is_what_the_source_prints(name):
    html = converted(f"{{{{ figure {name} }}}} so", "en")

    assert words(html) == f"{PRINTED[name]} so"
    # A number keeps its sign and unit beside it.
    assert " %" not in html
    assert not re.search(r"[≤≥;] ", html)


def test_a_figure_speaks_greek():
    assert words(converted("{{ figure hypertrophy }}", "el")) == "> 7,5"
    assert words(converted("{{ figure ki67-g2 }}", "el")) == "3 έως 20 %"


def test_every_figure_is_used_on_a_page():
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/en").rglob("*.md"))

    assert {name for name in worksheets.FIGURES if f"{{{{ figure {name} }}}}" not in pages} == set()


@pytest.mark.parametrize(
    "directive",
    ["worksheet no-such", "example no-such", "askers no-such", "figure no-such", "worksheet milan-net-2007"],
)
def test_a_name_that_does_not_exist_stops_the_build(directive):
    with pytest.raises(DirectiveError, match=f"{directive} .*there is no"):
        converted(f"{{{{ {directive} }}}}", "en")


def test_the_sets_that_ask_for_a_worksheet_are_linked():
    assert worksheets.askers("response", "en") == ["- [GIST: surgery after imatinib](gist-imatinib.md)"]
    assert [line.rpartition("(")[2] for line in worksheets.askers("future-liver-remnant", "el")] == [
        "frilling-2014-resection.md)"
    ]
    assert worksheets.askers("laboratory-units", "en") == []
    # The grade is asked by its name, and follows from what the worksheet fills in.
    assert any("frilling-2014-resection.md" in line for line in worksheets.askers("who-grade", "en"))
