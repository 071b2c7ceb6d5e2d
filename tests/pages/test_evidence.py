"""The published numbers: every row has a source and a status, and pages show them as the data have them."""

import codecs
import csv
import io
import itertools
import re
import shutil
from pathlib import Path

import markdown
import pytest
from data import outcomes
from data.outcomes import PublishedOutcome, evidence
from data.plots import plots, read_plots
from data.quantities import quantity, reason
from data.records import DataError
from data.tables import tables
from directives.extension import Directives
from directives.grammar import DirectiveError
from paths import DATA, DOCS
from publish.citations import Citations
from render import downloads
from render import plots as plots_drawn

from calculators.model.text import LANGUAGES, Language, Text

PAGES = sorted(path.relative_to(DOCS / "en") for path in (DOCS / "en").rglob("*.md"))
EXTENSIONS = ["attr_list", "md_in_html", "tables"]


def shown(text: str, language: Language = "en") -> str:
    return markdown.markdown(text, extensions=[*EXTENSIONS, Directives(language), Citations(language)])


def an_outcome(**changes) -> PublishedOutcome:
    row = dict.fromkeys(outcomes.OUTCOME_FIELDS[:-2], "") | {
        "id": "x",
        "study": "mayo2010",
        "arm": "surgery",
        "endpoint": "os",
        "time": "5y",
    }
    return PublishedOutcome(
        **(row | {"value": "74", "unit": "%", "source": "mayo2010", "status": "abstract", "note": None} | changes)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the data that a test may spoil."""
    for name in ("references.json", "studies.csv", "outcomes.csv", "terms.csv"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def spoil(path: Path, row_id: str, **changes: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = (row for row in rows if row["id"] == row_id)
    row |= changes
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"source": ""}, "no source"),
        ({"source": "nobody1999"}, "not in references.json"),
        ({"status": ""}, "its status is none of"),
        ({"status": "probably"}, "its status is none of"),
        ({"study": "nobody1999"}, "not in studies.csv"),
        ({"arm": "surgeons"}, "not in terms.csv"),
        ({"endpoint": "oss"}, "not in terms.csv"),
        ({"unit": ""}, "its unit is none of"),
        ({"unit": "percent"}, "its unit is none of"),
        ({"unit": "hr"}, "do not go together"),
        ({"value": "101"}, "outside 0 to 100"),
        ({"value": "70,5"}, "not a number"),
        ({"value": "30"}, "outside its interval"),
        ({"value": "", "low": "", "high": "", "interval": ""}, "neither a value nor a range"),
        ({"high": ""}, "its lower and its upper end"),
        ({"interval": ""}, "needs its kind"),
        ({"interval": "ci99"}, "needs its kind"),
        ({"time": "five years"}, "its time is not like"),
        ({"time": ""}, "has no time"),
        ({"p": "significant"}, "its P is not like"),
        ({"slide": "S19"}, "not one of S1 to S18"),
        ({"slide": ""}, "needs the slide and what is printed"),
        ({"status": "as-printed", "slide": "", "printed": ""}, "as printed on no slide"),
        ({"status": "corrected"}, "what was printed and why"),
        ({"status": "uncertain"}, "a note that says why"),
        ({"arm": "lost"}, "whose column is lost is uncertain"),
        ({"note_en": "Only in English."}, "in one language only"),
        ({"note_en": "{{ a }}", "note_el": "{{ α }}"}, "one of the signs"),
        ({"id": "Saxena 2012"}, "not in kebab-case"),
        ({"id": "saxena2012-os-10y"}, "used twice"),
        ({"value": "70.5 "}, "begins or ends with a space"),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused(folder: Path, changes: dict[str, str], why: str):
    spoil(folder / "outcomes.csv", "saxena2012-os-5y", **changes)

    with pytest.raises(DataError, match=why):
        outcomes.read_evidence(folder)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reference": "nobody1999"}, "not in references.json"),
        ({"reference": "", "name": ""}, "neither a name nor a reference"),
        ({"status": ""}, "its status is none of"),
        ({"status": "uncertain"}, "a note that says why"),
        ({"population_el": ""}, "both languages"),
        ({"n": "many"}, "not a number"),
        ({"years": "long ago"}, "its years"),
    ],
)
def test_a_study_that_cannot_be_trusted_is_refused(folder: Path, changes: dict[str, str], why: str):
    spoil(folder / "studies.csv", "mayo2010", **changes)

    with pytest.raises(DataError, match=why):
        outcomes.read_evidence(folder)


def test_a_column_more_is_refused(folder: Path):
    path = folder / "outcomes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("id,", "id,mood,", 1), encoding="utf-8")

    with pytest.raises(DataError, match="the columns must be"):
        outcomes.read_evidence(folder)


def test_no_word_of_the_data_is_unused():
    data = evidence()

    assert set(data.arms) == {outcome.arm for outcome in data.outcomes.values()}
    assert set(data.endpoints) == {outcome.endpoint for outcome in data.outcomes.values()}
    assert set(data.studies) == {outcome.study for table in tables().values() for outcome in table.outcomes}


def test_the_page_of_data_shows_every_number():
    text = (DOCS / "en/evidence/data.md").read_text(encoding="utf-8")
    names = re.findall(r"\{\{ outcomes ([\w-]+) \}\}", text)
    ids = {outcome.id for name in names for outcome in tables()[name].outcomes}

    assert sorted(names) == sorted(tables())
    assert set(evidence().outcomes) <= ids


def test_a_page_shows_the_same_data_in_both_languages():
    directive = re.compile(r"\{\{ (?:outcome|outcomes|plot|downloads) ?([\w-]*)")
    for page in PAGES:
        english, greek = (
            sorted(set(directive.findall((DOCS / language / page).read_text(encoding="utf-8"))))
            for language in ("en", "el")
        )
        assert english == greek, page


def test_every_plot_is_on_a_page():
    text = "".join((DOCS / "en" / page).read_text(encoding="utf-8") for page in PAGES)

    assert set(re.findall(r"\{\{ plot ([\w-]+) \}\}", text)) == set(plots())


@pytest.mark.parametrize(
    ("changes", "english", "greek"),
    [
        ({"value": "70.5"}, "70.5 %", "70,5 %"),
        ({"value": "<10"}, "<10 %", "<10 %"),
        ({"value": "≈10"}, "≈10 %", "≈10 %"),
        ({"value": "", "low": "20", "high": "57"}, "20–57 %", "20–57 %"),
        ({"value": "34", "unit": "months"}, "34 months", "34 μήνες"),
        ({"value": "1", "unit": "months"}, "1 month", "1 μήνας"),
        ({"value": "3.9", "unit": "years"}, "3.9 years", "3,9 έτη"),
        ({"value": "0.40", "unit": "hr"}, "0.40", "0,40"),
        ({"value": "1452", "unit": "n", "endpoint": "n"}, "1,452", "1.452"),
        ({"value": "6", "unit": "n", "endpoint": "partial-response"}, "6 patients", "6 ασθενείς"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(changes: dict[str, str], english: str, greek: str):
    outcome = an_outcome(**changes)

    assert quantity(outcome, "en").replace("\u00a0", " ") == english
    assert quantity(outcome, "el").replace("\u00a0", " ") == greek


def test_a_note_says_what_the_slides_print():
    outcome = an_outcome(value="92", printed="90", status="corrected", note=Text("Why.", "Γιατί."))

    assert reason(outcome, "el").replace("\u00a0", " ") == "Στις διαφάνειες: 90 %. Γιατί."


def test_a_number_in_a_sentence_has_its_unit_and_its_mark():
    html = shown("Survival was {{ outcome bacchetti2014-hr interval }} there.")

    assert re.search(
        r'0\.40 \(95.%.CI <span class="range">0\.14–1\.11</span>\) there',
        html,
    )


@pytest.mark.parametrize(("options", "text"), [("plain", "123 months"), ("bare plain", "123"), ("plain bare", "123")])
def test_mark_and_unit_can_be_left_out(options: str, text: str):
    html = shown(f"{{{{ outcome mayo2011-surgery-os-median {options} }}}}")

    assert html.replace("\u00a0", " ") == f"<p>{text}</p>"


def test_the_patients_of_a_study_are_a_number_too():
    assert shown("{{ outcome adam2006-n plain }}", "el") == "<p>1.452</p>"


def test_code_is_left_alone():
    assert "{{ outcome mayo2010-os-5y }}" in shown("`{{ outcome mayo2010-os-5y }}`")


@pytest.mark.parametrize(
    "directive", ["outcome nobody-os-5y", "outcomes nothing", "plot nothing", "outcome nguyen2011-n-n"]
)
def test_a_name_that_does_not_exist_stops_the_build(directive: str):
    with pytest.raises(DirectiveError, match="there is no"):
        shown(f"{{{{ {directive} }}}}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_cited_marked_named_and_can_be_taken_along(language: Language):
    html = shown("First[@gurusamy2009].\n\n{{ outcomes prognosis }}", language)

    assert re.search(r"<table>\s*<caption><span class=\"table-caption\">.+</span></caption>", html)
    assert html.count("<tr>") == 1 + 3
    assert 'href="#ref-mayo2010"' in html.split("<table>")[1]
    assert re.findall(r'<li id="ref-([\w-]+)">', html) == ["gurusamy2009", "mayo2010"]
    assert "data-status" not in html  # all three agree with the abstract
    assert 'href="../../data/prognosis.csv" download' in html


def test_a_lost_column_stays_lost():
    html = shown("{{ outcomes resection }}")
    lost = next(row for row in html.split("<tr>") if "Column lost" in row)

    assert [
        re.sub(r"<.*", "", cell, flags=re.DOTALL).strip() for cell in re.findall(r"<td>(.*?)</td>", lost, re.DOTALL)[:5]
    ] == [
        "Column lost on the slide",
        "–",
        "–",
        "–",
        "43\u00a0%",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(plots()))
def test_a_plot_says_in_words_what_it_draws(name: str, language: Language):
    plot = plots()[name]
    html = shown(f"{{{{ plot {name} }}}}", language)
    picture = re.search(r"<svg.*?</svg>", html, re.DOTALL)[0]
    drawn = [outcome for group in plot.groups for outcome in group.outcomes]

    assert 'role="img"' in picture
    assert not re.search(r"\s(style|fill|stroke|font-size)=", picture)
    assert f'id="plot-{name}-title">{plot.title[language]}<' in picture
    described = re.search(r"<desc.*?>(.*?)</desc>", picture)[1]
    assert all(quantity(outcome, language) in described.replace("&lt;", "<") for outcome in drawn)
    assert html.split("<details")[1].count("<tr>") == 1 + len(drawn)
    assert len(re.findall(r'class="plot__track"', picture)) == len(drawn)


def test_a_table_cites_a_study_where_it_names_it_first():
    drawn = shown("{{ outcomes resection-more }}")
    rows = [row for row in re.findall(r"<tr>.*?</tr>", drawn, re.DOTALL) if "Saxena 2012" in row]

    assert len(rows) > 1
    assert ["citation" in row.split("</td>")[0] for row in rows] == [True, *[False] * (len(rows) - 1)]


def test_the_same_patients_are_one_row_and_each_figure_says_its_time():
    drawn = shown("{{ plot transplantation }}")
    picture = re.search(r"<svg.*?</svg>", drawn, re.DOTALL)[0]
    names = re.findall(r'class="plot__name"[^>]*>([^<]*)<', picture)

    assert sum(name.startswith("Gedaly 2011") for name in names) == 1
    assert names.count("Transplantation (42)") == 1
    times = re.findall(r'class="plot__time"[^>]*>([^<]*)<', picture)
    assert times[:6] == ["1 year", "3 years", "5 years"] * 2
    assert len(times) == len(re.findall(r'class="plot__track"', picture))
    assert "Transplantation (42), 10 years: 88.8" in picture
    assert "plot__time" not in shown("{{ plot margin }}")


def test_points_lie_where_their_numbers_are():
    picture = re.search(r"<svg.*?</svg>", shown("{{ plot margin }}"), re.DOTALL)[0]
    middles = [float(x) for x in re.findall(r'<circle class="plot__point [\w-]+" cx="([\d.]+)"', picture)][:3]

    width = plots_drawn.RIGHT - plots_drawn.LEFT
    assert middles == [round(plots_drawn.LEFT + width * share, 1) for share in (0.8, 0.7, 0.6)]


def test_a_figure_whose_column_is_lost_has_no_place_on_a_scale(tmp_path: Path):
    path = tmp_path / "plots.toml"
    declared = 'unit = "%"\nend = 100\nstep = 20\ntitle = { en = "a", el = "α" }\nnote = { en = "b", el = "β" }\n'
    path.write_text(f'[one]\n{declared}groups = [{{ select = ["osborne2006-lost-1"] }}]\n', encoding="utf-8")

    with pytest.raises(DataError, match="nobody knows what osborne2006-lost-1 measures"):
        read_plots(path, evidence())


def test_a_row_of_a_study_names_its_patients():
    assert re.search(r'class="plot__name"[^>]*>Mayo 2010 \(\d+\)<', shown("{{ plot resection }}"))


def test_a_row_of_an_arm_names_the_patients_of_that_arm():
    drawn = shown("{{ plot transplantation }}")

    assert re.findall(r'class="plot__name"[^>]*>([^<]*\((?:42|46|48|56)\))<', drawn)
    assert not re.search(r'class="plot__name"[^>]*>[^<]*\((?:88|104)\)<', drawn)


def test_what_can_be_taken_along_holds_the_figures_of_the_table(tmp_path: Path):
    downloads.write_downloads(tmp_path)

    for language, folder in (("el", tmp_path / "data"), ("en", tmp_path / "en/data")):
        for table in tables().values():
            rows = list(csv.reader(io.StringIO((folder / f"{table.name}.csv").read_text(encoding="utf-8-sig"))))
            assert [row[0] for row in rows[1:]] == [outcome.id for outcome in table.outcomes]
            assert rows[0][1] == {"el": "μελέτη", "en": "study"}[language]
    # With the mark by which a spreadsheet knows UTF-8.
    assert (tmp_path / "data/outcomes.csv").read_bytes() == codecs.BOM_UTF8 + (DATA / "outcomes.csv").read_bytes()


def test_a_greek_page_also_offers_what_a_spreadsheet_set_to_greek_opens_in_columns(tmp_path: Path):
    """There a semicolon parts the cells, and 1.9 is read as a day."""
    downloads.write_downloads(tmp_path)
    files = sorted(path for path in (tmp_path / "data").glob("*.csv") if not path.stem.endswith("-el"))

    assert files
    for plain in files:
        before = list(csv.reader(io.StringIO(plain.read_text(encoding="utf-8-sig"), newline="")))
        after = list(
            csv.reader(
                io.StringIO(plain.with_stem(f"{plain.stem}-el").read_text(encoding="utf-8-sig"), newline=""),
                delimiter=";",
            )
        )
        assert [len(row) for row in after] == [len(row) for row in before]
        for old, new in zip(itertools.chain(*before), itertools.chain(*after), strict=True):
            assert not re.fullmatch(r"[<>]?[0-9]+\.[0-9]+", new)
            assert new in {old, old.replace(".", ",")}


def test_only_a_decimal_number_gets_a_comma():
    text = 'value,note,doi\r\n1.9,"P 0.05; n 1.2",10.1000/x.1\r\n<0.001,,\r\n-3.5,12,"a, b"\r\n'

    assert (
        downloads.greek_csv(text) == 'value;note;doi\r\n1,9;"P 0.05; n 1.2";10.1000/x.1\r\n<0,001;;\r\n-3,5;12;a, b\r\n'
    )


def test_greek_pages_link_both_files_and_english_pages_the_plain_one():
    greek, english = (shown("{{ outcomes prognosis }}", language) for language in ("el", "en"))

    assert re.findall(r'href="([^"]+\.csv)"', greek) == ["../../data/prognosis-el.csv", "../../data/prognosis.csv"]
    assert re.findall(r'href="([^"]+\.csv)"', english) == ["../../data/prognosis.csv"]
    assert downloads.downloads("el").count("-el.csv") == 3
    assert "-el.csv" not in downloads.downloads("en")


def test_every_csv_that_is_offered_says_that_it_is_utf_8_and_nothing_else_does(tmp_path):
    """A spreadsheet reads Greek without the mark as letters of another code page; a reader of JSON refuses it."""
    downloads.write_downloads(tmp_path)
    starts = {path.name: path.read_bytes()[:3] == b"\xef\xbb\xbf" for path in tmp_path.rglob("*.*")}

    assert {"outcomes.csv", "studies.csv", "terms.csv", "references.json"} <= starts.keys()
    assert [name for name, marked in starts.items() if marked != name.endswith(".csv")] == []
