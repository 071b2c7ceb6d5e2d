"""The browser gets what its endpoint imports."""

import shutil
from pathlib import Path

import pytest
from runtime import closure


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
