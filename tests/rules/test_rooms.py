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


TURNED = {
    "engine/relevance.py": ("web import reading", "engine is not allowed to import calculators.web"),
    "model/text.py": ("vocabulary import units", "model is not allowed to import calculators.vocabulary"),
    "formulas/months.py": (
        "vocabulary import history",
        "formulas is not allowed to import calculators.vocabulary.history",
    ),
}


def test_an_arrow_that_is_turned_breaks_the_contract(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "calculators", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert contract_of(tmp_path).returncode == 0

    for file, (line, _) in TURNED.items():
        with (tmp_path / "calculators" / file).open("a", encoding="utf-8") as module:
            module.write(f"\nfrom calculators.{line}\n")

    found = contract_of(tmp_path)
    assert found.returncode == 1
    assert [broken for _, broken in TURNED.values() if broken not in found.stdout] == []
