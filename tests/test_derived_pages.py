"""What the site shows of the rules agrees with the declarations: tables, diagrams, forms, pages, examples."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import diagrams
import forms
import generate
import pytest
import tables
import yaml
from markupsafe import escape

from calculators import evaluate
from calculators.evaluate import Verdict
from calculators.fields import FIELDS
from calculators.model import Choice, Number, YesNo, fields_of, sentence
from calculators.registry import SETS
from calculators.text import LANGUAGES
from calculators.words import limits

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 1)


def test_generated_files_are_current():
    """A changed limit must show in review as a changed row and a changed picture."""
    assert [str(path.relative_to(ROOT)) for path in generate.stale()] == []


def test_a_stale_table_is_noticed(monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    monkeypatch.setattr(diagrams, "FOLDER", tmp_path)
    assert len(generate.write()) == 2 * 2 * len(SETS)
    (tmp_path / "el" / "milan-net-2007.md").write_text("old", encoding="utf-8")
    (tmp_path / "el" / "gone.md").write_text("old", encoding="utf-8")

    assert {path.name for path in generate.stale()} == {"milan-net-2007.md", "gone.md"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("set_id", SETS)
def test_table_and_diagram_hold_every_criterion(set_id, language):
    criteria = SETS[set_id]
    table = tables.table(criteria, language)
    picture = ET.fromstring(diagrams.diagram(criteria, language))  # noqa: S314 (our own text)
    said = " ".join("".join(text.itertext()) for text in picture.iter("{http://www.w3.org/2000/svg}text"))

    assert len(table.splitlines()) == 2 + len(criteria.criteria)
    for criterion in criteria.criteria:
        assert sentence(criterion.test)[language] in table
        assert sentence(criterion.test)[language] in said
    assert "style" not in diagrams.diagram(criteria, language)


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
            self.select = found["name"]
            self.options[self.select] = []
        if tag == "option":
            self.options[self.select].append(found["value"])
            if "selected" in found:
                self.chosen.setdefault(self.select, []).append(found["value"])
        if tag == "input":
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
                assert options == ["", *field.options]
            case YesNo():
                assert options == ["", "true", "false"]
            case Number():
                assert (found.attributes[field_id]["type"], found.attributes[field_id]["inputmode"]) == ("text", "decimal")
    # Every choice starts at "not known".
    assert found.chosen == {field_id: [""] for field_id, options in found.options.items() if options}
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
        for part in (FIELDS[field_id].definition.includes, FIELDS[field_id].definition.excludes, FIELDS[field_id].definition.measured):
            assert str(escape(part[language])) in html
    assert "0–120" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_has_a_place_for_every_criterion(language):
    html = forms.render("board", language)

    for criteria in SETS.values():
        assert html.count(f'data-set="{criteria.id}"') == 1
        assert html.count(f'data-column="{criteria.id}"') == 1
        for criterion in criteria.criteria:
            assert html.count(f'data-cell="{criteria.id}.{criterion.id}"') == 1
            assert str(escape(criterion.note[language])) in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_set_has_its_page_with_calculator_table_and_diagram(language):
    folder = ROOT / "docs" / language / "calculators"
    pages = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}

    assert set(pages) == {"index", *SETS}
    for set_id in SETS:
        _, head, body = pages[set_id].split("---\n", 2)
        assert yaml.safe_load(head)["calculator"] == set_id
        for kind in ("calculator", "criteria", "diagram"):
            assert f"{{{{ {kind} {set_id} }}}}" in body


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
            for limit in limits(field)
        }
        typed += [f"{path.name}: {found}" for found in re.findall(r"[<≤≥>]\s*\d+(?:[.,]\d+)?", text) if float(found[1:].strip().replace(",", ".")) in own]

    assert typed == []


def test_the_examples_are_what_their_titles_say():
    found = {one["id"]: one for one in forms.examples()}
    verdicts = {name: {set_id: result.verdict for set_id, result in evaluate(one["case"], today=TODAY).sets.items()} for name, one in found.items()}

    assert list(found) == ["transplant", "resection", "disagreement"]
    for name, one in found.items():
        assert evaluate(one["case"], today=TODAY).alerts == (), name
    for set_id in ("enets-2012-transplant", "milan-net-2007", "milan-net-2016", "optn-net", "transplant-contraindications"):
        assert verdicts["transplant"][set_id] is Verdict.MET
    for set_id in ("enets-2012-resection", "frilling-2014-resection", "resection-first-choice"):
        assert verdicts["resection"][set_id] is Verdict.MET
    transplant = {verdicts["disagreement"][name] for name in ("enets-2012-transplant", "milan-net-2007", "milan-net-2016", "optn-net")}
    assert {Verdict.MET, Verdict.NOT_MET} <= transplant


def test_an_example_s_address_is_its_case():
    for one in forms.examples():
        pairs = dict(pair.split("=") for pair in one["href"].removeprefix("#").split("&"))
        assert {name: json.loads(value) if value in {"true", "false"} else value for name, value in pairs.items()} == {
            name: value if isinstance(value, bool) else str(value) for name, value in one["case"].items()
        }
