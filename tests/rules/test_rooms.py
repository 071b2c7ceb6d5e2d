"""Each room of the rules and of the build says what may be in it, and knows only the rooms below."""

import ast
import re
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


# The rooms of the build are folders without an `__init__`; its README lists them, the lowest first.
BUILD_ROOMS = re.findall(r"^\| `(\w+)/` \|", (ROOT / "build/README.md").read_text(encoding="utf-8"), re.MULTILINE)
# The grammar knows nobody, and what data hold is written in it.
KNOWN_TO_ALL = {"directives.grammar", "directives.criteria"}


def known_above(path: Path, room: str) -> list[str]:
    """Return what the module at *path* in *room* imports from a room above."""
    above = BUILD_ROOMS[BUILD_ROOMS.index(room) + 1 :]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            if names[0].split(".")[0] in above and not KNOWN_TO_ALL & set(names):
                found.append(f"{path.relative_to(ROOT)}: {node.module}")
    return found


def test_the_readme_of_the_build_lists_its_rooms():
    assert sorted(BUILD_ROOMS) == sorted({path.parent.name for path in (ROOT / "build").glob("*/*.py")})


def test_a_room_of_the_build_knows_only_those_below():
    assert [
        line
        for room in BUILD_ROOMS
        for path in (ROOT / "build" / room).glob("*.py")
        for line in known_above(path, room)
    ] == []
