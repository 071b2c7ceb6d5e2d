"""What the site shows of the rules agrees with the declarations: tables, diagrams, forms, pages, examples."""

import csv
import json
import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import generate
import pytest
import yaml
from data.examples import examples
from directives.extension import Directives
from markdown import Markdown
from markupsafe import escape
from paths import ROOT
from render import criteria_tables, diagrams, forms

from calculators import evaluate
from calculators.documents.messages import NO_CLASS, condition, verdict
from calculators.engine.breakpoints import breakpoints
from calculators.engine.evaluate import Counts, Verdict
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import fields_of
from calculators.model.fields import Choice, Number, YesNo
from calculators.model.sentences import opening, sentence
from calculators.model.sets import NO_SOURCE, CriteriaSet, Criterion, Kind
from calculators.model.text import LANGUAGES, Text
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary.form import FIELDS

TODAY = date(2026, 11, 1)


def test_generated_files_are_current():
    """A changed limit must show in review as a changed row and a changed picture."""
    assert [str(path.relative_to(ROOT)) for path in generate.stale()] == []


def test_a_stale_table_is_noticed(monkeypatch, tmp_path):
    for module in (criteria_tables, diagrams, generate):
        monkeypatch.setattr(module, "GENERATED", tmp_path)
    assert len(generate.write()) == 2 * 2 * len(SETS)
    (tmp_path / "el" / "milan-net-2007.md").write_text("old", encoding="utf-8")
    (tmp_path / "el" / "gone.md").write_text("old", encoding="utf-8")

    assert {path.name for path in generate.stale()} == {"milan-net-2007.md", "gone.md"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("set_id", SETS)
def test_table_and_diagram_hold_every_criterion(set_id, language):
    criteria = SETS[set_id]
    table = criteria_tables.table(criteria, language)
    said = words_drawn(set_id, language)

    assert len(table.splitlines()) == 2 + len(criteria.criteria)
    for criterion in criteria.criteria:
        assert sentence(criterion.test)[language] in table
        assert asks(criteria, criterion)[language] in said
        if criterion.name:
            assert f"| {opening(criterion.name)[language]} |" in table
            assert opening(criterion.name)[language] in said
    assert "style=" not in diagrams.diagram(criteria, language)


def asks(criteria: CriteriaSet, criterion: Criterion) -> Text:
    """Return what a drawing says of *criterion*: of a contraindication or factor, when it is absent."""
    return (
        condition(criteria, criterion)
        if criteria.kind in {Kind.CONTRAINDICATIONS, Kind.FACTORS}
        else sentence(criterion.test)
    )


@pytest.mark.parametrize(("language", "ratios"), [("en", ["1.9", "2.0", "3.0"]), ("el", ["1,9", "2,0", "3,0"])])
def test_a_hazard_ratio_is_printed_on_the_card_as_it_was_published(language, ratios):
    card = forms.render("net-survival-factors", language)

    assert re.findall(r"(?:hazard ratio|λόγος κινδύνου) ([0-9.,]+)\)", card) == ratios


def drawn(set_id: str, language: str) -> ET.Element:
    return ET.fromstring(diagrams.diagram(SETS[set_id], language))  # noqa: S314 (our own text)


def words_drawn(set_id: str, language: str) -> str:
    return " ".join("".join(text.itertext()) for text in drawn(set_id, language).iter("p"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("set_id", SETS)
def test_a_diagram_is_named_and_a_list_of_its_criteria(set_id, language):
    figure = drawn(set_id, language)
    lines = figure.findall("ol/li")
    criteria = SETS[set_id].criteria

    assert figure.tag == "figure"
    assert SETS[set_id].title[language] in figure.get("aria-label")
    assert figure.find("ol").get("role") == "list"
    assert len(lines) >= len(criteria)
    for criterion, line in zip(criteria, lines, strict=False):
        assert asks(SETS[set_id], criterion)[language] in "".join(line.itertext())
    # The words of the ways are for eyes; nothing else is kept from who listens.
    hidden = [one for one in figure.iter() if one.get("aria-hidden")]
    assert {one.get("class") for one in hidden} <= {"diagram__out", "diagram__onward"}


def test_long_words_of_a_diagram_can_be_parted_and_its_tags_stay():
    shown = diagrams.figure(SETS["milan-net-2007"], "en")

    assert "comor\u00adbid\u00adity" in shown
    assert shown.replace("\u00ad", "").replace("\u00a0", " ") == diagrams.diagram(SETS["milan-net-2007"], "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("set_id", SETS)
def test_only_a_set_with_a_verdict_shows_one(set_id, language):
    criteria = SETS[set_id]
    said = words_drawn(set_id, language)

    for value in (Verdict.MET, Verdict.NOT_MET):
        assert (verdict(criteria, value)[language] in said) == criteria.kind.decides


def test_what_no_class_names_is_drawn_where_an_answer_leads_there():
    # A stomach is in none of the printed risk groups; every site but an unknown one has its line on the primary tumour.
    assert opening(NO_CLASS).en in words_drawn("histology-risk", "en")
    assert opening(NO_CLASS).en not in words_drawn("primary-resection", "en")
    # A melanoma of the breast is in two groups; no site is two sites.
    assert "Two of these apply" in words_drawn("histology-risk", "en")
    assert "Two of these apply" not in words_drawn("primary-resection", "en")


def test_hazard_ratios_are_those_of_the_data():
    with (ROOT / "docs/data/outcomes.csv").open(encoding="utf-8", newline="") as file:
        published = {
            row["id"]: float(row["value"]) for row in csv.DictReader(file) if row["id"].startswith("mayo2010-hr-")
        }
    declared = {
        (set_id, one.id): one.hazard_ratio
        for set_id, criteria in SETS.items()
        for one in criteria.criteria
        if one.hazard_ratio is not None
    }

    assert declared == {
        ("net-survival-factors", "synchronous"): published["mayo2010-hr-synchronous"],
        ("net-survival-factors", "non_functioning"): published["mayo2010-hr-nonfunctional"],
        ("net-survival-factors", "extrahepatic"): published["mayo2010-hr-extrahepatic"],
    }
    assert len(declared) == len(published)


@pytest.mark.parametrize(("language", "ratios"), [("en", ["1.9", "2.0", "3.0"]), ("el", ["1,9", "2,0", "3,0"])])
def test_hazard_ratios_are_printed_as_on_the_slide(language, ratios):
    assert re.findall(r"\d[.,]\d", criteria_tables.table(SETS["net-survival-factors"], language)) == ratios
    assert re.findall(r"\d[.,]\d", words_drawn("net-survival-factors", language)) == ratios


@pytest.mark.parametrize(("language", "said"), [("en", "source not identified"), ("el", "η πηγή δεν ταυτοποιήθηκε")])
def test_a_set_without_a_source_says_so(language, said):
    html = Markdown(extensions=[Directives(language)]).convert(
        "{{ source histology-risk }}, {{ source adam-2006-factors }}"
    )

    assert SETS["histology-risk"].source is None
    assert html == f"<p>{said}, {SETS['adam-2006-factors'].source.citation}</p>"
    assert NO_SOURCE[language] == said


class Controls(HTMLParser):
    """The controls of a form, as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.options: dict[str, list[str]] = {}
        self.chosen: dict[str, list[str]] = {}
        self.attributes: dict[str, dict] = {}
        self.select = ""
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        assert not any(name == "style" or name.startswith("on") for name in found)
        if tag == "select":
            # What has no name is not part of the case: the language of a sheet, the axes of a map, a file to open.
            self.select = found.get("name", "")
            if self.select:
                self.options[self.select] = []
        if tag == "option" and self.select:
            self.options[self.select].append(found["value"])
            if "selected" in found:
                self.chosen.setdefault(self.select, []).append(found["value"])
        if tag == "input" and found.get("name", "today") != "today":
            self.attributes[found["name"]] = found
            if found["type"] == "radio":
                self.options.setdefault(found["name"], []).append(found["value"])
                if "checked" in found:
                    self.chosen.setdefault(found["name"], []).append(found["value"])
            else:
                self.options.setdefault(found["name"], [])


def controls(name: str, language="en") -> Controls:
    parser = Controls()
    parser.feed(forms.render(name, language))
    return parser


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["board", *SETS])
def test_the_form_offers_what_the_vocabulary_admits(name, language):
    found = controls(name, language)

    for field_id, options in found.options.items():
        field = FIELDS[field_id]
        match field:
            case Choice():
                assert [option for option in options if option] == [*field.options]
            case YesNo():
                assert options == ["true", "false"]
            case Number():
                assert (found.attributes[field_id]["type"], found.attributes[field_id]["inputmode"]) == (
                    "text",
                    "decimal",
                )
    # Every choice starts at "not known": a list says so, of buttons none is chosen.
    assert found.chosen == {field_id: [""] for field_id, options in found.options.items() if "" in options}
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize("name", ["board", *SETS])
def test_the_form_asks_all_that_its_sets_can_use(name):
    asked = set(controls(name).options)
    sets = SETS.values() if name == "board" else [SETS[name]]

    for criteria in sets:
        for criterion in criteria.criteria:
            assert {field.id for field in fields_of(criterion.test)} <= asked
    if "months_stable_disease" in asked:
        assert {"stable_since_date", "assessment_date"} <= asked
    if "who_grade" in asked:
        assert {"ki67_percent", "mitoses_per_2mm2", "differentiation"} <= asked


def test_a_page_of_one_transplant_set_asks_what_its_warnings_rest_on():
    assert "carcinoid_heart_disease" in controls("milan-net-2007").options


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_shows_each_definition_and_range(language):
    html = forms.render("board", language)

    for field_id in controls("board").options:
        for part in (
            FIELDS[field_id].definition.includes,
            FIELDS[field_id].definition.excludes,
            FIELDS[field_id].definition.measured,
        ):
            assert str(escape(part[language])) in html
    assert "0–120" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_has_a_place_for_every_criterion(language):
    html = forms.render("board", language)
    compared = {criteria.id for group in GROUPS if group.compared for criteria in group.sets}

    for criteria in SETS.values():
        assert html.count(f'data-set="{criteria.id}"') == 1
        assert html.count(f'data-column="{criteria.id}"') == 1
        for criterion in criteria.criteria:
            # Where several sets answer one question, each criterion is a cell; a set that is alone with its question
            # has a line to its own list.
            assert html.count(f'data-cell="{criteria.id}.{criterion.id}"') == (criteria.id in compared)
            assert html.count(f'id="{criteria.id}.{criterion.id}"') == 1
            assert str(escape(criterion.note[language])) in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_set_has_its_page_with_calculator_table_and_diagram(language):
    folder = ROOT / "docs" / language / "calculators"
    pages = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}

    heads = {name: yaml.safe_load(text.split("---\n", 2)[1]) for name, text in pages.items()}

    shown = {name: head["calculator"] for name, head in heads.items() if head.get("calculator") in {"board", *SETS}}
    assert shown == {"index": "board", **{name: name for name in SETS}}
    for set_id in SETS:
        for kind in ("calculator", "criteria", "diagram"):
            assert f"{{{{ {kind} {set_id} }}}}" in pages[set_id]


def test_no_page_types_a_limit_of_a_set():
    """Limits are pulled from the declarations; a typed one would stay behind when the rule changes."""
    typed = []
    for path in sorted((ROOT / "docs").glob("*/calculators/*.md")):
        text = re.sub(r"\{\{.*?\}\}", "", path.read_text(encoding="utf-8"))
        own = {
            limit
            for criteria in SETS.values()
            if criteria.id == path.stem
            for criterion in criteria.criteria
            for field in fields_of(criterion.test)
            if isinstance(field, Number)
            for limit in breakpoints(field)
        }
        typed += [
            f"{path.name}: {found}"
            for found in re.findall(r"[<≤≥>]\s*\d+(?:[.,]\d+)?", text)
            if float(found[1:].strip().replace(",", ".")) in own
        ]

    assert typed == []


def test_the_examples_are_what_their_titles_say():
    found = {one["id"]: one for one in examples()}
    verdicts = {
        name: {set_id: result.verdict for set_id, result in evaluate(one["case"], today=TODAY).sets.items()}
        for name, one in found.items()
    }

    assert list(found) == ["transplant", "resection", "disagreement", "breast"]
    assert evaluate(found["breast"]["case"], today=TODAY).sets["adam-2006-factors"].counts == Counts(
        present=0, absent=5, unknown=2
    )
    for name, one in found.items():
        evaluation = evaluate(one["case"], today=TODAY)
        # That a set was made for other tumours is said of every patient, and whether the metastases can be resected of
        # every one to whom it is known;
        # what is said besides of the sets that concern this one would disturb.
        others = set(SETS) - set(relevant_sets(evaluation.facts))
        expected = {"guard-resectable", "guard-not-resectable", "guard-growth-type", "guard-primary-removed"}
        assert [
            alert for alert in evaluation.alerts if alert.id not in expected and not set(alert.sets) <= others
        ] == [], name
    for set_id in (
        "enets-2012-transplant",
        "milan-net-2007",
        "milan-net-2016",
        "optn-net",
        "transplant-contraindications",
    ):
        assert verdicts["transplant"][set_id] is Verdict.MET
    for set_id in ("enets-2012-resection", "frilling-2014-resection", "resection-first-choice"):
        assert verdicts["resection"][set_id] is Verdict.MET
    transplant = {
        verdicts["disagreement"][name]
        for name in ("enets-2012-transplant", "milan-net-2007", "milan-net-2016", "optn-net")
    }
    assert {Verdict.MET, Verdict.NOT_MET} <= transplant


def test_an_example_s_address_is_its_case():
    for one in examples():
        pairs = dict(pair.split("=") for pair in one["href"].removeprefix("#").split("&"))
        assert {name: json.loads(value) if value in {"true", "false"} else value for name, value in pairs.items()} == {
            name: value if isinstance(value, bool) else str(value) for name, value in one["case"].items()
        }


def test_an_error_in_a_criterion_can_be_reported_where_there_is_somewhere_to_report_it(monkeypatch):
    assert "issues/new" not in forms.render("milan-net-2007", "en")

    monkeypatch.setattr(forms, "REPOSITORY", "https://example.org/owner/name")
    criteria = SETS["milan-net-2007"]
    age = next(one for one in criteria.criteria if one.id == "age")
    address = urlsplit(forms.report_address(age, criteria, "el"))
    asked = parse_qs(address.query)

    assert (address.netloc, address.path) == ("example.org", "/owner/name/issues/new")
    assert asked["title"] == [f"{criteria.title.el}: Ηλικία ≤ 55 έτη"]
    assert f"`{criteria.id}.{age.id}`" in asked["body"][0]
    assert "Μην περιγράψετε ασθενή" in asked["body"][0]


@pytest.mark.parametrize("language", ["en", "el"])
def test_no_line_of_the_form_parts_a_name_with_a_number(language):
    labels = re.findall(
        r'<(?:label class="field__label"|legend)[^>]*>(.*?)</(?:label|legend)>', forms.render("board", language)
    )

    numbered = [label for label in labels if "Ki-67" in label]
    assert numbered
    assert all('<span class="whole">Ki-67</span>' in label for label in numbered)
