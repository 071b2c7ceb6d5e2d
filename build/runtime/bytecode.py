"""The rules and Python's library, compiled to bytecode: the same source gives the same bytes."""

import marshal
import shutil
import sys
import types
import zipfile
from collections.abc import Callable
from pathlib import Path

from paths import RULES
from runtime.closure import rules
from runtime.programs import run

# Without docstrings and assertions, and with lines but not columns: what a traceback in the browser says is where.
# Of the library's functions it says only which: their lines would be a fortieth of all that a reader fetches.
LEAN = {"PYTHONOPTIMIZE": "2", "PYTHONNODEBUGRANGES": "1"}


def wheel(folder: Path) -> Path:
    """Build the rules as a wheel in *folder*, compiled to bytecode; return its path."""
    run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        "The rules could not be built as a wheel",
    )
    [wheel] = folder.glob("*.whl")
    _compile(wheel)
    [compiled] = folder.glob("*.whl")  # under a new name, in place of the first
    shipped = {path.relative_to(RULES.parent).with_suffix(".pyc").as_posix() for path in rules()}
    _settle(compiled, lambda name: name in shipped)
    return compiled


def library(source: Path, folder: Path) -> None:
    """Write the library of the archive *source* into *folder*, compiled, without lines."""
    shutil.copy(source, folder)
    _compile(folder / source.name)
    _settle(folder / source.name, kept=_without_lines)


def _compile(archive: Path) -> None:
    pyodide = str(Path(sys.executable).with_name("pyodide"))
    command = [pyodide, "py-compile", "--silent", "--compression-level", "0", str(archive)]
    run(command, f"{archive.name} could not be compiled", surroundings=LEAN)


def _without_lines(bytecode: bytes) -> bytes:
    return marshal.dumps(_without_lines_of(marshal.loads(bytecode)))  # noqa: S302 (just compiled)


def _without_lines_of(code: types.CodeType) -> types.CodeType:
    constants = (_without_lines_of(one) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_consts=tuple(constants), co_linetable=b"")


def _settle(
    archive: Path,
    wanted: Callable[[str], bool] = lambda name: not name.endswith("/"),
    kept: Callable[[bytes], bytes] = bytes,
) -> None:
    """
    Write *archive* anew with the *wanted* files, without the times at which it and they were made.

    Of their bytecode, what is *kept*. The same source, the same bytes.
    """
    with zipfile.ZipFile(archive) as source:
        files = {name: source.read(name) for name in sorted(source.namelist()) if wanted(name)}
    with zipfile.ZipFile(archive, "w") as target:
        for name, content in files.items():
            # Bytecode begins with its kind, four bytes of flags, and the time and size of its source.
            timeless = content[:8] + bytes(8) + kept(content[16:]) if name.endswith(".pyc") else content
            target.writestr(zipfile.ZipInfo(name), timeless)
