"""
The pages that are measured beside the board: blank pages that start Python and do nothing else.

*Stock* only starts Pyodide from its package, as its documentation says. *Plain* brings the same answer as the board
without anything the board does to be quick: it starts Pyodide, unpacks the wheel of the rules, and evaluates one case.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

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
document.querySelector("output").textContent = python.globals.get("verdict");
performance.mark("verdict-shown");
</script>
"""


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
