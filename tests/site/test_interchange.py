"""What the site publishes for other systems, as files."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support.cases import CASES
from support.cql import differences, run
from support.site import PREFIX

from calculators import __version__, evaluate
from calculators.engine.case import LATEST, read

NAMES = ("case", "result", "saved")
QUESTIONNAIRES = {
    "interchange/case.questionnaire.json": "Ηπατικές μεταστάσεις: το περιστατικό",
    "en/interchange/case.questionnaire.json": "Liver metastases: the case",
    "interchange/case.questionnaire.el-en.json": "Liver metastases: the case",
}
ADDRESS = f"https://example.org{PREFIX}"


@pytest.mark.parametrize(
    "folder", [f"{under}interchange{version}" for under in ("", "en/") for version in ("", f"/{__version__}")]
)
def test_a_schema_lies_under_the_address_that_it_names(site_dir: Path, folder: str):
    for name in NAMES:
        schema = json.loads((site_dir / folder / f"{name}.schema.json").read_text(encoding="utf-8"))

        assert schema["$id"] == f"{ADDRESS}{folder}/{name}.schema.json"
        assert schema["x-rules-version"] == __version__
        assert schema["title"].isascii() == folder.startswith("en/")
        Draft202012Validator.check_schema(schema)


def test_the_published_schemas_take_a_case_and_its_result(site_dir: Path):
    case = {"age_years": 54, "ki67_percent": "<2"}
    for name, document in {"case": case, "result": evaluate(case).as_dict("el")}.items():
        schema = json.loads((site_dir / f"interchange/{__version__}/{name}.schema.json").read_text(encoding="utf-8"))

        Draft202012Validator(schema).validate(document)


def test_readers_of_the_site_need_not_keep_them_offline(site_dir: Path):
    kept = (site_dir / "sw.js").read_text(encoding="utf-8")

    assert "about/interchange/index.html" in kept
    assert ".schema.json" not in kept


def test_the_questionnaire_is_there_in_each_language_and_in_both(site_dir: Path):
    found = {path: json.loads((site_dir / path).read_text(encoding="utf-8")) for path in QUESTIONNAIRES}

    assert [one["title"] for one in found.values()] == list(QUESTIONNAIRES.values())
    assert {one["version"] for one in found.values()} == {__version__}


def test_the_library_says_of_the_published_cases_what_whoever_wrote_them_expects(site_dir: Path):
    folder = site_dir / f"interchange/{__version__}"
    published = json.loads((folder / "liver-metastases.cases.json").read_text(encoding="utf-8"))
    library = (folder / "liver-metastases.cql").read_text(encoding="utf-8")
    # Another case for each criterion and outcome; the rest are compared with the rules below.
    told = {json.dumps(case["expected"], sort_keys=True): case for case in published["cases"]}

    assert {published["version"], __version__} == {library.split("version '")[1].split("'")[0]}
    assert {case["set"] for case in published["cases"]} == {one["id"] for one in published["sets"]}
    results = run(library, [case["parameters"]["case"] for case in told.values()])
    for case, found in zip(told.values(), results, strict=True):
        assert {name: found[name] for name in case["expected"]} == case["expected"], case["name"]


@pytest.mark.parametrize("part", range(2))
def test_the_published_library_states_of_every_hand_written_case_what_the_rules_state(site_dir: Path, part: int):
    library = (site_dir / "interchange/liver-metastases.cql").read_text(encoding="utf-8")
    cases = {json.dumps(case.patient, sort_keys=True): read(case.patient, LATEST) for case in CASES}

    assert differences(library, list(cases.values())[part::2]) == []
