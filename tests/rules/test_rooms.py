"""Each room of the rules says what may be in it, and knows only the rooms below."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT

PACKAGE = ROOT / "calculators"
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_says_in_two_sentences_what_may_be_in_it_and_holds_nothing_else(room):
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    said = ast.get_docstring(tree) or ""

    assert len(tree.body) == 1
    assert [part.count(".") for part in said.split("\n\n")] == [1, 1]


def test_a_set_is_a_declaration_without_a_function():
    for path in (PACKAGE / "sets").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)], path.name


def contract_of(root: Path) -> subprocess.CompletedProcess[str]:
    # In a directory of its own: the copy is imported, not the project.
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(root)})


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        (
            "engine/relevance.py",
            "from calculators.web import reading",
            "engine is not allowed to import calculators.web",
        ),
        (
            "model/text.py",
            "from calculators.vocabulary import units",
            "model is not allowed to import calculators.vocabulary",
        ),
        ("formulas/months.py", "from calculators.vocabulary import history", "formulas is not allowed to import"),
    ],
)
def test_an_arrow_that_is_turned_breaks_the_contract(tmp_path, file, line, broken):
    shutil.copytree(PACKAGE, tmp_path / "calculators", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert contract_of(tmp_path).returncode == 0

    turned = tmp_path / "calculators" / file
    turned.write_text(turned.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    found = contract_of(tmp_path)
    assert found.returncode == 1
    assert broken in found.stdout
