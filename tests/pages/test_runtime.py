"""The Python that the browser wakes up has all that the rules may import, also on their way to an error."""

import shutil
from pathlib import Path

import pytest
from runtime import browser_python, closure


def test_every_module_that_a_rule_names_is_in_the_browser():
    assert set(closure.imported_by_rules()) <= set(browser_python.modules())
    assert {"calculators.web.endpoint", "difflib", "json.decoder", "re"} <= set(browser_python.modules())


@pytest.mark.parametrize(("room", "reaches"), [("export", False), ("engine", True)])
def test_the_browser_gets_what_its_endpoint_imports_and_nothing_else(tmp_path: Path, monkeypatch, room, reaches):
    rules = tmp_path / "calculators"
    shutil.copytree(closure.RULES, rules, ignore=shutil.ignore_patterns("__pycache__"))
    (rules / room / "table.py").write_text("import duckdb\n", encoding="utf-8")
    with (rules / "engine/evaluate.py").open("a", encoding="utf-8") as file:
        file.write("from calculators.engine import table\n" if room == "engine" else "")
    monkeypatch.setattr(closure, "RULES", rules)

    found = {"duckdb", f"calculators.{room}.table"} & set(closure.imported_by_rules())

    assert len(found) == (2 if reaches else 0)


def test_the_command_line_is_not_in_the_browser():
    assert not {"calculators.__main__", "calculators.cli", "argparse"} & set(browser_python.modules())
