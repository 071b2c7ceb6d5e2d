"""What follows is declared in one place: a line more there shows up in the form, in every analysis, in receipts, in the schema and in the tables."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LOBES = """
from calculators.model.conditions import all_of
from calculators.vocabulary.liver import BILOBAR, GROWTH_TYPE, LIVER_INVOLVEMENT_PERCENT

LOBES = DerivationGroup(
    "lobes",
    (
        Follows(BILOBAR, GROWTH_TYPE.is_one_of("II", "III"), (True,)),
        Follows(BILOBAR, all_of(GROWTH_TYPE.is_one_of("I"), LIVER_INVOLVEMENT_PERCENT.below(90)), (False,)),
    ),
)
"""
"""A group that nobody published: the growth type tells whether both lobes are involved."""

IMATINIB = """
from calculators.vocabulary.treatment import IMATINIB_MONTHS

IMATINIB = MonthsBetween(IMATINIB_MONTHS, STABLE_SINCE_DATE, ASSESSMENT_DATE)
"""
"""Months that nobody counts so: on imatinib since the disease is stable."""

PROGRAM = """
import json
from datetime import date

from calculators.analysis.dates import times
from calculators.analysis.missing import missing
from calculators.analysis.robustness import robustness
from calculators.analysis.verdict_map import verdict_map
from calculators.analysis.what_if import what_if
from calculators.documents.receipt import rules_digest
from calculators.documents.sheet import sheet
from calculators.engine.breakpoints import breakpoints
from calculators.engine.case import InvalidCase, read
from calculators.engine.evaluate import evaluate_answers
from calculators.engine.relevance import relevant_fields
from calculators.export.json_schema import case_schema
from calculators.vocabulary.form import FIELDS
from calculators.worksheets.registry import WORKSHEETS
from render import derivations_table, forms

TODAY = date(2026, 11, 1)
ABLE = read(
    {
        "age_years": 40, "tumour_family": "neuroendocrine", "primary_site": "ileum", "who_grade": "G1", "primary_resection": "separate_curative",
        "months_since_primary_resection": 8, "extrahepatic_disease": "none", "liver_metastases_resectable": False,
        "functional_imaging_negative": True, "solid_organ_metastasis_ever": False,
    },
    TODAY,
)


def asked(name, **answers):
    return [one.field for one in missing({**ABLE, **answers}, [name], TODAY).asked]


def rows(*names, **answers):
    return [cell.value for row in verdict_map({**ABLE, **answers}, names, ["optn-net"]).rows["optn-net"] for cell in row]


def problems(**answers):
    try:
        read(answers, TODAY)
    except InvalidCase as invalid:
        return [problem.field for problem in invalid.problems]
    return []


dates = {"stable_since_date": date(2026, 1, 14), "assessment_date": date(2026, 6, 14), "imatinib_response": "stable"}
changes = what_if({**ABLE, "growth_type": "I", "liver_involvement_percent": 30.0}, "optn-net", TODAY)
print(json.dumps({
    "digest": rules_digest(),
    "asked": list(relevant_fields(("optn-net",))),
    "form": [str(one.field.id) for part in forms.form({FIELDS[name] for name in relevant_fields(("optn-net",))}) for one in part.parts],
    "dates": [
        day.id for part in forms.form({FIELDS["imatinib_months"]}) for one in part.parts for day in one.dates
    ],
    "derived": evaluate_answers({"growth_type": "I", "liver_involvement_percent": 30.0}).derived(),
    "counted": evaluate_answers(dates).derived().get("imatinib_months"),
    "alerts": [
        [alert.id, "optn-net" in alert.sets]
        for alert in evaluate_answers({"growth_type": "III", "bilobar": False}).alerts if alert.id.startswith("conflict")
    ],
    "missing": asked("optn-net", growth_type="I"),
    "what_if": sorted({change.field for way in changes.alternatives for change in way.changes}) if changes else [],
    "map": rows("age_years", "growth_type", liver_involvement_percent=30.0),
    "breakpoints": list(breakpoints(FIELDS["liver_involvement_percent"])),
    "robust": [mark.field.id for mark in robustness({"liver_involvement_percent": 90.0}, ["optn-net"])],
    "times": [str(one.due.day) for one in times(dates, ["gist-imatinib"], TODAY)],
    "order": problems(stable_since_date="2026-02-01", assessment_date="2026-01-01"),
    "worksheet": [field.id for field in WORKSHEETS["months"].fills],
    "sheet": [
        fact.field for fact in sheet(evaluate_answers({"growth_type": "III"}), TODAY).case if fact.derived
    ],
    "schema": {name: about["x-follows-from"] for name, about in case_schema()["properties"].items() if "x-follows-from" in about},
    "table": {language: derivations_table.table(language) for language in ("en", "el")},
}))
"""


def rules_with(folder, addition):
    """Return what the rules say when *addition*, old text with new, is made to the one place."""
    shutil.copytree(ROOT / "calculators", folder / "calculators", ignore=shutil.ignore_patterns("__pycache__"))
    place = folder / "calculators" / "engine" / "derivations.py"
    text = place.read_text(encoding="utf-8")
    for old, new in addition.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    place.write_text(text, encoding="utf-8")
    path = os.pathsep.join(map(str, (folder, ROOT / "build")))
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return rules_with(tmp_path_factory.mktemp("before"), {})


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    declared = "\nDERIVATIONS = Derivations("
    return rules_with(tmp_path_factory.mktemp("after"), {declared: f"{LOBES}{declared}LOBES, "})


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    declared = '\nMONTHS = DerivationGroup(\n    "months",\n    ('
    return rules_with(tmp_path_factory.mktemp("counted"), {declared: f"{IMATINIB}{declared}IMATINIB, "})


def test_a_new_derivation_is_asked_along(before, after):
    assert "bilobar" in before["asked"]
    assert "growth_type" not in before["asked"]
    assert "growth_type" in after["asked"]
    assert "growth_type" in after["form"]


def test_a_new_derivation_is_followed_and_its_contradictions_are_told(before, after):
    assert before["derived"] == {}
    assert after["derived"] == {"bilobar": False}
    assert before["alerts"] == []
    assert after["alerts"] == [["conflict-bilobar", True]]
    assert "bilobar" not in before["sheet"]
    assert "bilobar" in after["sheet"]


def test_a_new_derivation_is_part_of_every_analysis(before, after):
    assert before["missing"] == ["liver_involvement_percent", "bilobar"]
    # Below 90 % it follows that one lobe is involved; from there on the set asks for less.
    assert after["missing"] == ["liver_involvement_percent"]
    assert before["what_if"] == []
    assert after["what_if"] == ["growth_type"]
    assert (set(before["map"]), set(after["map"])) == ({"undecided", "not_met"}, {"met", "not_met"})
    assert after["breakpoints"] == sorted([*before["breakpoints"], 90])
    assert before["robust"] == []
    assert after["robust"] == ["liver_involvement_percent"]


def test_a_new_derivation_is_in_receipts_schema_and_tables(before, after):
    assert before["digest"] != after["digest"]
    assert "bilobar" not in before["schema"]
    assert after["schema"]["bilobar"] == ["growth_type", "liver_involvement_percent"]
    assert "| Both lobes involved |" not in before["table"]["en"]
    for language in ("en", "el"):
        assert len(after["table"][language].splitlines()) == len(before["table"][language].splitlines()) + 2


def test_new_months_between_dates_are_counted_asked_along_and_filled_in(before, counted):
    assert (before["counted"], counted["counted"]) == (None, 5.0)
    assert before["dates"] == []
    assert counted["dates"] == ["stable_since_date", "assessment_date"]
    assert counted["times"] == ["2026-07-14"]
    assert counted["worksheet"] == ["imatinib_months", *before["worksheet"]]
    assert counted["schema"]["imatinib_months"] == ["stable_since_date", "assessment_date"]
    assert counted["order"] == before["order"] == ["stable_since_date"]
    assert before["digest"] != counted["digest"]
