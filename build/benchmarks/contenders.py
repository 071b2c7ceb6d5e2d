"""
The pages that are measured beside the board: blank pages that start Python and do nothing else.

*Stock* only starts Pyodide from its package, as its documentation says. *Plain* brings the same answer as the board
without anything the board does to be quick: it starts Pyodide, unpacks the wheel of the rules, and evaluates one case.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from benchmarks import tools
from paths import CACHE, PACKAGES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

CASE: dict[str, Any] = {
    "age_years": 54.5,
    "tumour_family": "neuroendocrine",
    "primary_site": "ileum",
    "differentiation": "well",
    "ki67_percent": 7,
    "liver_involvement_percent": 30,
    "months_stable_disease": 8,
    "primary_resection": "separate_curative",
    "extrahepatic_disease": "none",
    "serious_comorbidity": False,
}
ADDRESS = urlencode({name: json.dumps(value).strip('"') for name, value in CASE.items()})
WHEEL = "hepatic_metastases-1-py3-none-any.whl"

EVALUATED = f"""\
import json
from calculators import evaluate
result = evaluate(json.loads('''{json.dumps(CASE)}'''))
verdict = "milan-net-2007: " + result.sets["milan-net-2007"].verdict.value
"""
"""Python that ends with the text `verdict`."""
PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">
{body}</html>
"""
STOCK = """\
<script type="module">
import { loadPyodide } from "./pyodide.mjs";
performance.mark("called");
await loadPyodide();
performance.mark("loaded");
</script>
"""
PLAIN = """\
<output></output>
<script type="module">
import { loadPyodide } from "./pyodide.mjs";
const wheel = fetch("./%(wheel)s").then((answer) => answer.arrayBuffer());
const python = await loadPyodide();
python.unpackArchive(await wheel, "wheel");
python.runPython(%(code)s);
globalThis.python = python;
document.querySelector("output").textContent = python.globals.get("verdict");
performance.mark("verdict-shown");
</script>
"""
PYSCRIPT = """\
<link rel="stylesheet" href="./pyscript/core.css">
<output></output>
<script type="module" src="./pyscript/core.js"></script>
<script type="py" config='%(config)s'>
%(code)sfrom pyscript import document, window
document.querySelector("output").textContent = verdict
window.performance.mark("verdict-shown")
</script>
"""
JUPYTER_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
JUPYTER_ADDRESS = "repl/index.html?" + urlencode(
    {
        "kernel": "python",
        "execute": "1",
        "code": f'import piplite\nawait piplite.install("hepatic-metastases")\n{EVALUATED}print("said:" + verdict)',
    }
)
SEEN = """
const look = () => {
    if (/said:milan-net-2007: [a-z]/.test(document.body?.innerText)) performance.mark("verdict-shown");
    else setTimeout(look, 50);
};
look();
"""
"""Marks the moment at which the page shows the verdict, to a twentieth of a second."""
NOTEBOOK = """\
# /// script
# requires-python = ">=3.12"
# dependencies = ["hepatic-metastases"]
# ///
import marimo

app = marimo.App()


@app.cell
def _():
%s    "said:" + verdict
    return
"""
MARIMO = "marimo-base"
# What a package of marimo's is imported as, where that is not its name, and what it loads first.
IMPORTED = {
    MARIMO: "marimo",
    "hepatic-metastases": "calculators",
    "pymdown-extensions": "pymdownx",
    "pyyaml": "yaml",
    "python-multipart": "multipart",
}
FIRST = {
    MARIMO: [
        *("docutils", "itsdangerous", "jedi", "markdown", "msgspec", "narwhals", "packaging", "pygments"),
        *("pymdown-extensions", "python-multipart", "pyyaml", "tomlkit"),
    ],
    "jedi": ["parso"],
}


def wheel(folder: Path) -> Path:
    """Build the rules as anybody would install them, as a wheel in *folder*; return its path."""
    made = CACHE / "benchmarks/wheel"
    shutil.rmtree(made, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(made)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = made.glob("*.whl")
    target = folder / WHEEL
    shutil.copy(built, target)
    return target


def pyodide(folder: Path, package: Path = PACKAGES / "pyodide") -> str:
    """Put what a browser loads of Pyodide's *package* into *folder*; return the version."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"):
        if (package / name).is_file():  # one of the two scripts
            shutil.copy(package / name, folder)
    shutil.copy(package / "pyodide-lock.json", folder)
    return str(json.loads((package / "package.json").read_text(encoding="utf-8"))["version"])


def stock(folder: Path, package: Path = PACKAGES / "pyodide") -> str:
    """Make a page in *folder* that only starts Pyodide; return the version."""
    version = pyodide(folder, package)
    (folder / "index.html").write_text(PAGE.format(title="Stock Pyodide", body=STOCK), encoding="utf-8")
    return version


def plain(folder: Path) -> None:
    """Make a page in *folder* that evaluates the case in an ordinary Pyodide."""
    pyodide(folder)
    body = PLAIN % {"wheel": wheel(folder).name, "code": json.dumps(EVALUATED)}
    (folder / "index.html").write_text(PAGE.format(title="Plain Pyodide", body=body), encoding="utf-8")


def pyscript(folder: Path) -> None:
    """Make a page in *folder* that evaluates the case by PyScript, with the same Pyodide."""
    pyodide(folder)
    shutil.copytree(tools.packages() / "@pyscript/core/dist", folder / "pyscript")
    wheel(folder).rename(folder / "rules.zip")  # PyScript unpacks what is called an archive
    config = {"interpreter": "./pyodide.mjs", "files": {"./rules.zip": "./*"}}
    body = PYSCRIPT % {"config": json.dumps(config), "code": EVALUATED}
    (folder / "index.html").write_text(PAGE.format(title="PyScript", body=body), encoding="utf-8")


def jupyterlite(folder: Path) -> None:
    """
    Make JupyterLite in *folder*, with the newest Pyodide and all that its kernel wants; the case is an address of it.

    Raises `ToolsMissing`.
    """
    rules = wheel(folder.parent)
    named = rules.rename(rules.with_name("hepatic_metastases-1.0-py3-none-any.whl"))
    [comm] = tools.wheels().glob("comm-*.whl")  # the one that Pyodide's own lock file does not name
    command: list[str | Path] = [
        tools.python().with_name("jupyter"),
        "lite",
        "build",
        "--apps",
        "repl",
        "--no-sourcemaps",
    ]
    command += ["--output-dir", folder, "--piplite-wheels", named, "--piplite-wheels", comm]
    subprocess.run(command, cwd=folder.parent, check=True, capture_output=True)
    _with_wheels(folder / "pyodide")
    settings = folder / "jupyter-lite.json"
    found = json.loads(settings.read_text(encoding="utf-8"))
    plugins = found["jupyter-config-data"].setdefault("litePluginSettings", {})
    own = {"pyodideUrl": "./pyodide/pyodide.mjs", "disablePyPIFallback": True}
    plugins.setdefault(JUPYTER_KERNEL, {}).update(own)
    settings.write_text(json.dumps(found), encoding="utf-8")
    page = folder / "repl/index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<head>", f"<head><script>{SEEN}</script>", 1), encoding="utf-8")


def _with_wheels(folder: Path) -> None:
    """Put the newest Pyodide into *folder*, and the wheels that JupyterLite asks it for."""
    pyodide(folder, tools.packages() / "pyodide")
    path = folder / "pyodide-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    kept = {}
    for one in tools.wheels().glob("*.whl"):
        name = _name(one)
        if name in lock["packages"]:
            shutil.copy(one, folder)
            kept[name] = lock["packages"][name] | {"file_name": one.name, "sha256": _digest(one)}
    path.write_text(json.dumps(lock | {"packages": kept}), encoding="utf-8")


def _name(one: Path) -> str:
    return one.name.partition("-")[0].lower().replace("_", "-")


def _digest(one: Path) -> str:
    return hashlib.sha256(one.read_bytes()).hexdigest()


def marimo(folder: Path) -> None:
    """
    Make marimo's export in *folder*, with the Pyodide that it is made for and all that it wants on the same host.

    Raises `ToolsMissing`.
    """
    notebook = folder.with_suffix(".py")
    notebook.write_text(NOTEBOOK % textwrap.indent(EVALUATED, "    "), encoding="utf-8")
    command: list[str | Path] = [tools.python().with_name("marimo"), "export", "html-wasm", notebook]
    command += ["-o", folder, "--mode", "run", "-f"]
    path = f"{tools.python().parent}{os.pathsep}{os.environ['PATH']}"  # it calls uv
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PATH": path})
    runtime = folder / "pyodide"
    pyodide(runtime, tools.packages() / "pyodide-of-marimo")
    rules = wheel(runtime)
    rules.rename(rules.with_name("hepatic_metastases-1.0-py3-none-any.whl"))
    _yaml(runtime)
    for one in tools.wheels().glob("*.whl"):
        shutil.copy(one, runtime)
    lock = json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {_name(one): _entry(one) for one in sorted(runtime.glob("*.whl"))}
    (runtime / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    page = folder / "index.html"
    text = page.read_text(encoding="utf-8").replace("<head>", f"<head><script>{SEEN}</script>", 1)
    own = 'data-pyodide-index-url="./pyodide/" data-pyodide-lockfile-url="./pyodide/pyodide-lock.json"'
    page.write_text(text.replace("<marimo-wasm ", f"<marimo-wasm {own} ", 1), encoding="utf-8")


def _entry(one: Path) -> dict[str, Any]:
    name = _name(one)
    return {
        "name": name,
        "version": one.name.split("-")[1],
        "file_name": one.name,
        "install_dir": "site",
        "sha256": _digest(one),
        "package_type": "package",
        "imports": [IMPORTED.get(name, name.replace("-", "_"))],
        "depends": FIRST.get(name, []),
        "unvendored_tests": False,
    }


def _yaml(folder: Path) -> None:
    """Write PyYAML as a wheel without its compiled part, which no registry has for browsers."""
    version = tools.pinned("pyyaml")
    [package] = tools.python().parent.parent.glob("lib/python*/site-packages/yaml")
    about = f"PyYAML-{version}.dist-info"
    with zipfile.ZipFile(folder / f"pyyaml-{version}-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as made:
        for one in sorted(package.glob("*.py")):
            made.write(one, f"yaml/{one.name}")
        made.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: PyYAML\nVersion: {version}\n")
        made.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{about}/RECORD", "")
