"""
The pages that are measured beside the board: blank pages that start Python and do nothing else.

*Stock* only starts Pyodide from its package, as its documentation says. *Plain* brings the same answer as the board
without anything the board does to be quick: it starts Pyodide, unpacks the wheel of the rules, and evaluates one case.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
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
new MutationObserver(() => {
    const seen = performance.getEntriesByName("verdict-shown").length > 0;
    if (!seen && /said:milan-net-2007: [a-z]/.test(document.body?.innerText)) performance.mark("verdict-shown");
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
"""Marks the moment at which the page first shows the verdict."""


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
        name = one.name.partition("-")[0].lower().replace("_", "-")
        if name in lock["packages"]:
            shutil.copy(one, folder)
            digest = hashlib.sha256(one.read_bytes()).hexdigest()
            kept[name] = lock["packages"][name] | {"file_name": one.name, "sha256": digest}
    path.write_text(json.dumps(lock | {"packages": kept}), encoding="utf-8")
