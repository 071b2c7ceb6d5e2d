"""The rules depend on nothing but the standard library, do no input or output, and can run in a browser."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT

from calculators.sets.registry import SETS

PACKAGE = ROOT / "calculators"
MODULES = sorted(PACKAGE.rglob("*.py"))
DOORS = {"__main__.py", "cli.py", "cli_cohort.py", "columnar.py", "stream.py"}
"""What the command line is made of; the last two read tables that do not fit into the memory, and the browser gets none of them."""
OUTSIDE = {
    "asyncio",
    "ctypes",
    "http",
    "io",
    "multiprocessing",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "urllib",
}
BEHIND_AN_EXTRA = {
    "columnar.py": {"duckdb", "sqlglot"},
    "found.py": {"sqlglot"},
    **{f"sql{part}.py": {"sqlglot"} for part in ("", "_alerts", "_facts", "_findings", "_words")},
}
"""What a module needs besides, where only one command uses it, and never the browser."""
CALLS = {"open", "print", "input", "exec", "eval", "compile", "__import__"}


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a name comes from"
            names.add(node.module)
    return names


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def test_a_module_imports_the_standard_library_and_the_rules_only(trees):
    for path, tree in trees.items():
        roots = {name.split(".")[0] for name in imported(tree)}
        known = sys.stdlib_module_names | {"calculators"} | BEHIND_AN_EXTRA.get(path.name, set())
        assert not roots - known, path
        assert path.name in DOORS or not roots & OUTSIDE, path


def test_a_module_reads_and_writes_nothing_and_relies_on_no_assert(trees):
    """The browser's copy is compiled without `assert`; a coroutine would hang Safari."""
    for path, tree in trees.items():
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Assert | ast.AsyncFunctionDef | ast.Await), f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and path.name not in DOORS:
                assert node.func.id not in CALLS, f"{path}:{node.lineno}"


def test_nothing_knows_the_files_of_the_sets_but_the_registry(trees):
    sets = {f"calculators.sets.{path.stem}" for path in (PACKAGE / "sets").glob("[a-z]*.py")} - {
        "calculators.sets.registry"
    }
    knows = {path.name for path, tree in trees.items() if imported(tree) & sets}

    # The later texts of the Milan group read two criteria as Milan-NET 2007 does, and say so by referring to them.
    assert len(sets) == len(SETS)
    assert knows == {"registry.py", "milan_net_2016.py", "milan_group_2023.py"}


def test_the_rules_load_without_docstrings_and_asserts():
    result = subprocess.run(
        [sys.executable, "-OO", "-c", "import calculators.web.endpoint"], capture_output=True, text=True, check=False
    )

    assert (result.returncode, result.stderr) == (0, "")
