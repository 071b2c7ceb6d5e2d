"""The Python that is published for the browser: every file with its hash, the same bytes for the same rules, and all that these may import."""

import json
from pathlib import Path

from runtime import browser_python, cache, closure


def test_every_file_of_python_is_published_with_its_hash(tmp_path: Path):
    browser_python.build(tmp_path)
    folder = tmp_path / "assets/python"
    preload = {Path(one["href"]).name: one for one in json.loads((folder / "preload.json").read_text(encoding="utf-8"))}

    assert {path.name for path in folder.iterdir()} == {*preload, "preload.json"}
    engine = (folder / "engine.js").read_text(encoding="utf-8")
    for name, one in preload.items():
        if name != "engine.js":
            assert one["integrity"].startswith("sha256-")
            assert one["integrity"] in engine


def test_the_same_rules_give_the_same_bytes(tmp_path: Path, monkeypatch):
    browser_python.build(tmp_path / "one")
    monkeypatch.setattr(cache, "CACHE", tmp_path / "cache")
    browser_python.build(tmp_path / "two")
    built = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "assets/python").iterdir()}
        for name in ("one", "two")
    ]

    assert built[0] == built[1]


def test_every_module_that_a_rule_names_is_in_the_browser():
    assert set(closure.imported_by_rules()) <= set(browser_python.modules())
    assert {"calculators.web.endpoint", "difflib", "json.decoder", "re"} <= set(browser_python.modules())


def test_the_command_line_is_not_in_the_browser():
    assert not {"calculators.__main__", "calculators.cli", "argparse"} & set(browser_python.modules())
