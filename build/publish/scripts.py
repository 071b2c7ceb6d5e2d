"""What a browser gets of the scripts: joined by esbuild into few files, and all that a page needs at once."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from paths import PACKAGES
from publish.addresses import address_of, path_of
from publish.fingerprint import HASHED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

ESBUILD = PACKAGES / "esbuild/bin/esbuild"
# Names stay, so that a reader's report of an error can be read. What one license asks to be kept is kept.
OPTIONS = (
    *("--bundle", "--splitting", "--format=esm", "--target=es2024", "--chunk-names=shared/[name]-[hash]"),
    *("--minify-whitespace", "--minify-syntax", "--charset=utf8", "--legal-comments=inline", "--log-level=error"),
)
# What is taken as it is, besides scripts whose names carry a hash already.
VENDOR = "vendor/"
# What is loaded later is named by its place beside the script that loads it, which may be joined with one elsewhere.
LATER = re.compile(r'(?<=new URL\(")(\.{1,2}/[^"]+\.js)(?=", import\.meta\.url\))')
PLACE = "./@assets/"
PLACED = re.compile(rf'(?<=["\'`]){re.escape(PLACE)}([^"\'`]+)(?=["\'`])')
MODULE_SCRIPT = re.compile(r'<script (?:async )?type="module" src="([^"]+)"></script>')


def join_scripts(assets: Path, begun_by_pages: Iterable[str]) -> dict[str, set[str]]:
    """
    Join our own scripts in *assets* with what they import; what several of them need becomes a file of its own.

    *begun_by_pages* are the scripts that pages name, as paths in *assets*; those that are loaded later are found.
    Return for each of these the files that it needs before it runs, itself left out.
    Raises `RuntimeError` with esbuild's own words if it fails.
    """
    entries = set(begun_by_pages)
    scripts = [
        path
        for path in sorted(assets.rglob("*.js"))
        if not _path_in(assets, path).startswith(VENDOR) and not HASHED.search(path.name)
    ]
    for path in scripts:
        folder = posixpath.dirname(_path_in(assets, path))

        def placed(match: re.Match[str], folder: str = folder) -> str:
            later = posixpath.normpath(posixpath.join(folder, match[1]))
            entries.add(later)
            return PLACE + later

        path.write_text(LATER.sub(placed, path.read_text(encoding="utf-8")), encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        joined = Path(scratch) / "joined"
        made = _joined(assets, sorted(one for one in entries if not one.startswith(VENDOR)), joined)
        for path in scripts:
            path.unlink()
        shutil.copytree(joined, assets, dirs_exist_ok=True)
    for name in made:
        script = assets / name

        def beside(match: re.Match[str], folder: str = posixpath.dirname(name)) -> str:
            relative = posixpath.relpath(match[1], folder or ".")
            return relative if relative.startswith(".") else f"./{relative}"

        script.write_text(PLACED.sub(beside, script.read_text(encoding="utf-8")), encoding="utf-8")
    return {name: _behind(name, made) for name in made if name in entries}


def _joined(assets: Path, entries: list[str], target: Path) -> dict[str, set[str]]:
    """Write the joined scripts into *target*; return what each imports."""
    facts = target.with_suffix(".json")
    command = [str(Path(sys.executable).with_name("node")), str(ESBUILD), *OPTIONS]
    command += ["--outbase=.", f"--outdir={target}", f"--metafile={facts}", *entries]
    done = subprocess.run(command, cwd=assets, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"The scripts could not be joined:\n{done.stdout}{done.stderr}")
    outputs = json.loads(facts.read_text(encoding="utf-8"))["outputs"]

    def name(path: str) -> str:
        return _path_in(target.resolve(), (assets / path).resolve())

    return {
        name(path): {name(one["path"]) for one in made["imports"] if one["kind"] == "import-statement"}
        for path, made in outputs.items()
    }


def _path_in(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _behind(script: str, imports: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = {script}
    while todo:
        path = todo.pop()
        found.add(path)
        todo |= imports[path] - found
    return found - {script}


def scripts_of(text: str, page: str, base: str) -> list[str]:
    """
    Return the module scripts that the *text* of *page*, a path in the site, names: as paths in the site.

    *base* is the path of the site's address.
    """
    return [path_of(address, page, base) for address in MODULE_SCRIPT.findall(text)]


def preload_modules(text: str, page: str, behind: Mapping[str, Collection[str]], base: str) -> str:
    """
    Return the *text* of *page*, a path in the site, with a link to each file *behind* its scripts.

    A browser then asks for all of them at once. Without it, a module is asked for when the one that needs it has come.
    The page wants them once it is laid out, and Python's worker runs sooner: where few come at a time, it goes first.
    *base* is the path of the site's address.
    """
    scripts = scripts_of(text, page, base)
    needed = {module for script in scripts for module in behind.get(script, ())}.difference(scripts)
    addresses = [address_of(module, page, base) for module in sorted(needed)]
    links = "".join(f'<link rel="modulepreload" fetchpriority="low" href="{one}">\n' for one in addresses)
    return text.replace('<script type="module"', f'{links}<script type="module"', 1)
