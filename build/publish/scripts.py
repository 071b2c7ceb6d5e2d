"""What a browser gets of the scripts: without the comments, and all that a page needs to start at once."""

import posixpath
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from paths import PACKAGES
from publish.fingerprint import HASHED

COMPILER = PACKAGES / "typescript/bin/tsc"
# Printed again as they are: nothing is checked, joined or made older.
OPTIONS = (
    *("--ignoreConfig", "--allowJs", "--noCheck", "--noResolve", "--removeComments"),
    *("--target", "esnext", "--module", "esnext", "--moduleResolution", "bundler", "--types", "", "--lib", "esnext"),
)
# What a module imports as soon as it is read: the end of each such statement, as it is printed.
IMPORT = re.compile(r"""(?m)^(?:import|export|\}) [^"'\n]*["'](\.{1,2}/[^"']+\.js)["'];$""")
MODULE_SCRIPT = re.compile(r'<script type="module" src="([^"]+)"></script>')


def remove_comments(assets: Path) -> None:
    """
    Remove the comments from our own scripts in *assets*.

    The types in them are as long as the code, and readers of code find them in the source.

    Raises `RuntimeError` with the compiler's own words if it fails.
    """
    scripts = [path for path in assets.rglob("*.js") if "vendor" not in path.parts and not HASHED.search(path.name)]
    with tempfile.TemporaryDirectory() as scratch:
        command = [str(Path(sys.executable).with_name("node")), str(COMPILER), *OPTIONS]
        command += ["--rootDir", str(assets), "--outDir", scratch, *map(str, sorted(scripts))]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RuntimeError(f"The comments could not be removed from the scripts:\n{done.stdout}{done.stderr}")
        for path in scripts:
            path.write_bytes((Path(scratch) / path.relative_to(assets)).read_bytes())


def modules_behind(site: Path, script: str) -> set[str]:
    """Return the paths of all modules that *script*, a path in *site*, needs before it runs."""
    found: set[str] = set()
    todo = {script}
    while todo:
        path = todo.pop()
        found.add(path)
        folder = posixpath.dirname(path)
        addresses = IMPORT.findall((site / path).read_text(encoding="utf-8"))
        todo |= {posixpath.normpath(posixpath.join(folder, address)) for address in addresses} - found
    return found - {script}


def preload_modules(text: str, page: str, site: Path, base: str) -> str:
    """
    Return the *text* of *page*, a path in *site*, with a link to each module that its scripts need.

    A browser then asks for all of them at once.

    Without it, a module is asked for when the one that needs it has come. *base* is the path of the site's address,
    where the addresses of 404.html begin.
    """
    folder = posixpath.dirname(page) or "."
    absolute = page == "404.html"
    scripts = [
        address.removeprefix(base) if absolute else posixpath.normpath(posixpath.join(folder, address))
        for address in MODULE_SCRIPT.findall(text)
    ]
    needed = {module for script in scripts for module in modules_behind(site, script)}.difference(scripts)
    links = [
        f'<link rel="modulepreload" href="{base + module if absolute else posixpath.relpath(module, folder)}">\n'
        for module in sorted(needed)
    ]
    return text.replace('<script type="module"', f'{"".join(links)}<script type="module"', 1)
