"""Every slide has a home, every doubt is in the register, every abbreviation in the glossary: in both languages."""

import csv
import re
from pathlib import Path

import pytest
from data.coverage import read_coverage
from data.doubts import read_doubts
from data.glossary import read_glossary
from data.records import DataError
from data.slides import SLIDES
from paths import DOCS
from verification.marks import read_marks
from verification.statuses import status_of

from calculators.model.text import LANGUAGES

# What each slide prints, transcribed from the slides themselves: the witness of the figures in coverage.csv.
# Numbers of a list and times in the head of a table are left out; a figure that is printed more often stands once.
PRINTED = {
    "S1": "",
    "S2": "40 80 2014 20 39 14348 14358 15 e8 21 25 93 2012 e131 e141 27 2015 121 8 1172 1186 57",
    "S3": "2009 2 CD007060",
    "S4": "2006 43 15 2010 74 51 54 6 1 77 50 46.5 2012 70 42 63 73 21 29",
    "S5": "2001 70 5 40 2003 84 3 2005 72 50 25 2006 78 35 2011 34 123 30 74",
    "S6": "80 70 60 61 6",
    "S7": "2007 90 3.9 2010 95 1.3 6 22 63 59 53 40 67 50 65 2008 4.9 55 35 30",
    "S8": "1988 2011 185 5 57.8 74 2012 55 6 10 50 75 2007",
    "S9": "1 2",
    "S10": "1.9 2 3 0.05",
    "S11": "",
    "S12": "2014 15 e8 21 30 3",
    "S13": "2014 15 e8 21",
    "S14": "32 14 5 41 51 16 25 18 24 22 20 2006 244 524 535",
    "S15": "60 12 2006 244 524 535",
    "S16": "",
    "S17": "",
    "S18": "6",
}
# Not abbreviations of the field: names of files, programs and the site's own words.
ORDINARY = {"CSV", "DOI", "PMID", "MIT", "OK", "JSON", "II", "III", "US", "USA", "SVG", "ISO", "IV", "UTF"}
ORDINARY |= {
    "CQL",
    "FHIR",
    "LHC",
    "HL7",
    "LOINC",
    "SNOMED",
    "UCUM",
    "QuestionnaireResponse",
}  # standards: who needs them knows them
ORDINARY |= {
    "ANSI",
    "DuckDB",
    "GitHub",
    "JsonLogic",
    "JupyterLite",
    "MkDocs",
    "NULL",
    "NumPy",
    "PostgreSQL",
    "PyScript",
    "SQL",
    "WebAssembly",
    "YARN",
}  # programs and their words, on the technical pages that measure or use them


def test_every_slide_has_a_home():
    slides = [statement.slide for statement in read_coverage()]

    assert list(dict.fromkeys(slides)) == list(SLIDES)
    assert sorted(slides, key=SLIDES.index) == slides


@pytest.mark.parametrize("slide", PRINTED)
def test_every_number_of_a_slide_is_covered(slide: str):
    figures = {figure for statement in read_coverage() if statement.slide == slide for figure in statement.figures}

    assert set(PRINTED[slide].split()) <= figures


def test_what_is_doubtful_on_a_slide_is_in_the_register():
    doubts = {doubt.id: doubt for doubt in read_doubts()}

    for statement in read_coverage():
        assert (statement.doubt is not None) == (status_of(statement) == "uncertain"), statement
        if statement.doubt:
            assert statement.slide in doubts[statement.doubt].slides, statement


def test_every_doubt_on_a_slide_is_among_the_statements():
    named = {statement.doubt for statement in read_coverage()}

    assert {doubt.id for doubt in read_doubts() if doubt.slides} <= named


def test_the_register_agrees_with_the_data():
    """A slide with a figure that the data call uncertain has an entry in the register; a correction is settled, and its page keeps the source."""
    with (DOCS / "data/outcomes.csv").open(encoding="utf-8", newline="") as file:
        doubtful = {row["slide"] for row in csv.DictReader(file) if row["slide"] and row["status"] == "uncertain"}

    assert doubtful <= {slide for doubt in read_doubts() for slide in doubt.slides}


def test_both_languages_have_the_same_marks():
    greek, english = (read_marks(language) for language in LANGUAGES)

    assert [(mark.place, mark.status) for marks in greek.values() for mark in marks] == [
        (mark.place, mark.status) for marks in english.values() for mark in marks
    ]


def test_every_abbreviation_is_in_the_glossary():
    """An abbreviation is a word with two capitals or more, in the prose of the English pages."""
    known = {word for term in read_glossary() if term.short for word in term.short.en.split("-")} | {
        word
        for term in read_glossary()
        for also in (*term.also, term.short.en if term.short else "")
        for word in re.split(r"[\s,/-]+", also)
    }
    unknown = {}
    for path in (DOCS / "en").rglob("*.md"):
        prose = re.sub(
            r"(?s)^---.*?\n---\n|\{[^}]*\}+|\[@[^\]]*\]|\]\([^)]*\)|`[^`]*`|<[^>]*>",
            " ",
            path.read_text(encoding="utf-8"),
        )
        words = set(re.findall(r"\b[A-Za-z]*[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*\b", prose)) - known - ORDINARY
        unknown |= dict.fromkeys(sorted(words), path.name)

    assert unknown == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "uncertain"}, "lacks or does not know status"),
        ({"settled": {"en": "something"}}, "lacks or does not know el"),
        ({"group": "legends"}, "'legends' is none of"),
        ({"slides": ["S19"]}, "'S19' is none of"),
        ({"printed": {"en": "something"}}, "lacks or does not know el"),
        ({"printed": {"en": "something", "el": " "}}, "both languages"),
        ({"places": ["guideline/resection"]}, "not page#anchor"),
        ({"places": []}, "has no place"),
        ({"remark": "?"}, "lacks or does not know remark"),
    ],
)
def test_a_doubt_that_cannot_be_used_is_refused(change: dict, message: str, tmp_path: Path):
    text = {"en": "something", "el": "κάτι"}
    record = {"id": "one", "group": "burden", "slides": ["S2"], "places": ["evidence/burden#burden"]}
    record |= dict.fromkeys(("title", "printed", "found", "settles"), text)
    path = tmp_path / "doubts.toml"
    path.write_text(toml("doubt", record))
    assert len(read_doubts(path)) == 1

    path.write_text(toml("doubt", record | change))

    with pytest.raises(DataError, match=message):
        read_doubts(path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("S0,a,β,,evidence/burden,burden,,abstract,", "'S0' is none of"),
        ("S2,a,β,,evidence/burden,burden,,sure,", "'sure' is none of"),
        ("S2,a,,,evidence/burden,burden,,abstract,", "both languages"),
        ("S2,a,β,,evidence/burden,,,abstract,", "not page#anchor"),
        ("S2,a,β,,evidence/burden,burden,,abstract", "not as many cells"),
        ("S2,a,β,,evidence/burden,burden,burden-seer,abstract,", "or else its status"),
        ("S2,a,β,,evidence/burden,burden,,,", "or else its status"),
    ],
)
def test_a_statement_that_cannot_be_used_is_refused(row: str, message: str, tmp_path: Path):
    path = tmp_path / "coverage.csv"
    path.write_text(f"slide,statement_en,statement_el,figures,page,anchor,facts,status,doubt\n{row}\n")

    with pytest.raises(DataError, match=message):
        read_coverage(path)


def test_a_word_that_is_there_twice_is_refused(tmp_path: Path):
    path = tmp_path / "glossary.toml"
    record = {"group": "term", "en": "liver", "el": "ήπαρ", "also": []}
    path.write_text(toml("entry", record) * 2)

    with pytest.raises(DataError, match="twice"):
        read_glossary(path)


def toml(name: str, record: dict) -> str:
    """Return *record* as an entry of a TOML file."""

    def value(part) -> str:
        if isinstance(part, dict):
            return "{" + ", ".join(f"{key} = {value(item)}" for key, item in part.items()) + "}"
        if isinstance(part, list):
            return "[" + ", ".join(map(value, part)) + "]"
        return f'"{part}"'

    return "\n".join([f"[[{name}]]", *(f"{key} = {value(part)}" for key, part in record.items()), ""])
