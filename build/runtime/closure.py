"""Which modules the browser's Python needs: what its endpoint imports, and what those import in turn."""

import ast
from collections.abc import Iterator
from pathlib import Path

from paths import RULES

ENDPOINT = {"module": "calculators.web.endpoint", "function": "handle"}
# Imported by Python itself at the moment they are needed, which in the browser is too late.
LATE = (
    "_strptime",
    "difflib",
    "encodings.ascii",
    "encodings.latin_1",
    # What spreadsheets write (calculators/cohort/encodings.py).
    "encodings.cp1252",
    "encodings.cp1253",
    "encodings.iso8859_7",
    "encodings.utf_16_be",
    "encodings.utf_16_le",
    "locale",
)


def imported_by_rules() -> list[str]:
    """
    Return the modules that the browser's Python imports.

    What the endpoint imports, and what those import in turn, anywhere in their files.

    What only the command line needs is not among them.
    """
    return sorted({*_closure(), *LATE})


def _closure() -> dict[str, Path | None]:
    """Return the modules that the endpoint's import brings, each with its file where it is one of the rules."""
    found: dict[str, Path | None] = {}
    waiting = [str(ENDPOINT["module"])]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = path = _file(name)
        if path is not None:
            waiting += [name.rpartition(".")[0] or name, *_imports(ast.parse(path.read_text(encoding="utf-8")))]
    return found


def _file(name: str) -> Path | None:
    """Return the file of the module *name*, None where it is none of the rules."""
    place = RULES.parent.joinpath(*name.split("."))
    files = (place / "__init__.py", place.with_suffix(".py"))
    return next((path for path in files if RULES in path.parents and path.is_file()), None)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            inside = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name for name in inside if _file(name))


def rules() -> list[Path]:
    """Return the files of the rules that the browser gets."""
    return sorted(path for path in _closure().values() if path)
