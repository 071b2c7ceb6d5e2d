"""
What is compared with: packages of their own in `.cache/benchmarks`, of which neither the site nor the rules know.

They are installed once for each version of the lock files beside this one; the network is needed for that alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, cast

from paths import BUILD, CACHE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

HERE = BUILD / "benchmarks"
INSTALLED = CACHE / "benchmarks"
REQUIREMENTS = HERE / "requirements.txt"
WHEELS = HERE / "wheels.txt"
NPM = (HERE / "package.json", HERE / "package-lock.json", ROOT / ".npmrc")


class ToolsMissing(Exception):  # noqa: N818 (it says what is the case)
    """What is compared with cannot be installed; the message is for the person who measures."""


def _once(folder: Path, locks: Sequence[Path], install: Callable[[Path], None]) -> Path:
    """Return *folder*, into which *install* puts what the *locks* name, unless it did so before."""
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    ready = folder / ".ready"
    if not (ready.is_file() and ready.read_text(encoding="utf-8") == wanted):
        print(f"benchmark: installing {folder.name} into {INSTALLED.relative_to(ROOT)}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        install(folder)
        ready.write_text(wanted, encoding="utf-8")
    return folder


def _run(*command: str | Path, folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        words = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
        raise ToolsMissing(f"what is compared with could not be installed: is the network there?\n{words}")


def _install_python(folder: Path) -> None:
    _run(sys.executable, "-m", "venv", folder, folder=BUILD)
    options = ("--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes")
    _run(folder / "bin/python", "-m", "pip", "install", *options, "-r", REQUIREMENTS, folder=BUILD)


def _install_packages(folder: Path) -> None:
    for path in NPM:
        shutil.copy(path, folder)
    _run("npm", "ci", "--cache", INSTALLED / "npm-cache", "--loglevel=error", folder=folder)


def _download_wheels(folder: Path) -> None:
    options = ("--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--no-deps", "--require-hashes")
    target = ("--python-version", "3.14", "--implementation", "cp", "--platform", "pyemscripten_2026_0_wasm32")
    kinds = ("--abi", "cp314", "--abi", "none")
    _run(sys.executable, "-m", "pip", "download", *options, *target, *kinds, "-r", WHEELS, "-d", folder, folder=BUILD)


def python() -> Path:
    """
    Return the Python in which the other engines are installed.

    Raises `ToolsMissing`.
    """
    return _once(INSTALLED / "python", (REQUIREMENTS,), _install_python) / "bin/python"


def packages() -> Path:
    """
    Return the folder of what is compared with from npm.

    Raises `ToolsMissing`.
    """
    return _once(INSTALLED / "npm", NPM, _install_packages) / "node_modules"


def wheels() -> Path:
    """
    Return the folder of wheels that others run in the browser.

    Raises `ToolsMissing`.
    """
    return _once(INSTALLED / "wheels", (WHEELS,), _download_wheels)


def run(script: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what *script* answers when it is *asked*, in the Python of the other engines.

    Raises `ToolsMissing`, and `RuntimeError` where it stops.
    """
    done = subprocess.run(
        [python(), script],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{BUILD}"},
        check=False,
    )
    if done.returncode:
        words = "\n".join(done.stderr.splitlines()[-8:])
        raise RuntimeError(f"{script.name} stopped:\n{words}")
    return cast("dict[str, Any]", json.loads(done.stdout))


def pinned(package: str) -> str:
    """Return the version of the Python *package* that is compared with."""
    found = re.search(rf"^{re.escape(package)}==([^ ]+)", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ToolsMissing(f"{package} is not in {REQUIREMENTS.name}")
    return found[1]


def version(package: Path) -> str:
    """Return the version of the npm *package*."""
    return str(json.loads((package / "package.json").read_text(encoding="utf-8"))["version"])
