"""
Python for the browser: Pyodide's program, and the memory of a Python that has imported the rules.

The rules are built as a wheel, and they and the standard library compiled to bytecode with pyodide-build. Node starts Pyodide with both, imports the
rules and whatever they may import later, asks once, and writes what that changed in memory (snapshot.mjs). The browser loads the same program
and puts that memory into it: nothing is left to import, so that the first answer comes in a fraction of the time of an ordinary start.
"""

import ast
import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import paths
from paths import BUILD, PACKAGES, ROOT, RULES, THEME

SOURCES = THEME / "assets/python"
PYODIDE = PACKAGES / "pyodide"
CACHE = paths.CACHE / "runtime"

DOOR = {"module": "calculators.web.endpoint", "function": "handle"}
# Asked once by the build and once by each browser before anybody else may ask; both must get the same answer.
PROBE = {
    "language": "el",
    "today": "2024-02-29",
    "answers": {},
    "carried": [
        ["age_years", "54,5"],
        ["ki67_percent", "10"],
        ["primary_site", "ileum"],
        ["assessment_date", "2024-01-31"],
        ["no_such_field", "Ω"],
    ],
}
# Imported by Python itself at the moment they are needed, which in the browser is too late.
LATE = ("_strptime", "difflib", "encodings.ascii", "encodings.latin_1", "locale", "traceback", "tokenize")

BANNER = """\
// This file joins Pyodide {version} (MPL-2.0, source at https://github.com/pyodide/pyodide) with this site's own worker (MIT).
"""


def build(site_dir: Path) -> None:
    """
    Put Python into `assets/python/` of *site_dir*, replacing what is there, from the cache when nothing has changed.

    `preload.json` beside it lists what a page can fetch before any script runs.
    Raises `RuntimeError` when a part cannot be built.
    """
    built = _cached("site", _inputs(), _make)
    target = site_dir / "assets/python"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(built, target, ignore=shutil.ignore_patterns("modules.json"))


def modules() -> list[str]:
    """Return the names of all modules that the Python in the browser has, building it if need be."""
    names: list[str] = json.loads((_cached("site", _inputs(), _make) / "modules.json").read_text(encoding="utf-8"))
    return names


def imported_by_rules() -> list[str]:
    """
    Return the modules that the browser's Python imports: what the endpoint imports, and what those import in turn, anywhere in their files.

    What only the command line or a cohort needs is not among them.
    """
    return sorted({*_closure(), *LATE})


def _closure() -> dict[str, Path | None]:
    """Return the modules that the endpoint's import brings, each with its file where it is one of the rules."""
    found: dict[str, Path | None] = {}
    waiting = [str(DOOR["module"])]
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


def _rules() -> list[Path]:
    """Return the files of the rules that the browser gets."""
    return sorted(path for path in _closure().values() if path)


def _inputs() -> Iterator[Path]:
    yield from (
        Path(__file__),
        BUILD / "runtime/snapshot.mjs",
        ROOT / "pyproject.toml",
        ROOT / "requirements.txt",
        ROOT / "package-lock.json",
    )
    yield from sorted(SOURCES.glob("*.js"))
    yield from _rules()


def _make(folder: Path) -> None:
    """Write into *folder* everything that `assets/python/` of a site holds, and `modules.json`."""
    version = json.loads(_pyodide("package.json").read_text(encoding="utf-8"))["version"]
    library = _cached("library", [_pyodide("python_stdlib.zip"), ROOT / "requirements.txt"], _compile_library)
    with tempfile.TemporaryDirectory() as scratch:
        memory = Path(scratch) / "memory"
        awake = _snapshot(
            {
                "python": str(SOURCES / "python.js"),
                "script": str(_pyodide("pyodide.asm.js")),
                "program": str(_pyodide("pyodide.asm.wasm")),
                "library": str(library / "python_stdlib.zip"),
                "rules": str(_wheel(Path(scratch))),
                "modules": imported_by_rules(),
                "door": DOOR,
                "probe": json.dumps(PROBE, ensure_ascii=False),
                "memory": str(memory),
            }
        )
        packed = gzip.compress(memory.read_bytes(), compresslevel=9, mtime=0)
    (folder / "modules.json").write_text(json.dumps(awake["modules"]), encoding="utf-8")

    start = json.dumps({"bytes": awake["bytes"], "probe": awake["probe"]}, ensure_ascii=False)
    worker = "\n".join(
        (
            BANNER.format(version=version),
            _pyodide("pyodide.asm.js").read_text(encoding="utf-8"),
            _joinable(SOURCES / "python.js"),
            _filled(_joinable(SOURCES / "worker.js"), "START", start),
        )
    )
    program = gzip.compress(_pyodide("pyodide.asm.wasm").read_bytes(), compresslevel=9, mtime=0)
    files = {
        "worker": _publish(folder, "worker", ".js", worker.encode()),
        "program": _publish(folder, "program", ".bin", program),
        "memory": _publish(folder, "memory", ".bin", packed),
    }
    engine = _filled((SOURCES / "engine.js").read_text(encoding="utf-8"), "FILES_TABLE", json.dumps(files, indent=4))
    (folder / "engine.js").write_text(engine, encoding="utf-8")
    preload: list[dict[str, str]] = [{"href": "assets/python/engine.js", "as": "modulepreload"}]
    preload += [
        {"href": f"assets/python/{file['name']}", "as": "fetch", "integrity": str(file["integrity"])}
        for file in files.values()
    ]
    (folder / "preload.json").write_text(json.dumps(preload, indent=1), encoding="utf-8")


def _publish(folder: Path, stem: str, suffix: str, content: bytes) -> dict[str, str | int]:
    """Write *content* under a name that changes with it; return that name, its bytes, and what a browser checks it against."""
    digest = hashlib.sha256(content)
    name = f"{stem}.{digest.hexdigest()[:16]}{suffix}"
    (folder / name).write_bytes(content)
    return {"name": name, "bytes": len(content), "integrity": f"sha256-{base64.b64encode(digest.digest()).decode()}"}


def _joinable(path: Path) -> str:
    """Return the module at *path* without its imports and exports, to be joined with what it imports."""
    text = re.sub(r"(?m)^import .*;\n", "", path.read_text(encoding="utf-8"))
    return re.sub(r"(?m)^export ", "", text)


def _filled(text: str, place: str, value: str) -> str:
    """Return *text* with *value* at the one *place* meant for it."""
    parts = re.split(rf"\b{place}\b", text)
    if len(parts) != 2:  # noqa: PLR2004 (before and after)
        raise RuntimeError(
            f"expected {place} once in a script of {SOURCES.relative_to(ROOT)}, found it {len(parts) - 1} times"
        )
    return value.join(parts)


def _wheel(folder: Path) -> Path:
    """Build the rules as a wheel in *folder*, compiled to bytecode; return its path."""
    _run([sys.executable, "-m", "flit_core.wheel", "--outdir", str(folder)], "The rules could not be built as a wheel")
    [wheel] = folder.glob("*.whl")
    _compile(wheel)
    [compiled] = folder.glob("*.whl")  # under a new name, in place of the first
    shipped = {path.relative_to(RULES.parent).with_suffix(".pyc").as_posix() for path in _rules()}
    _settle(compiled, lambda name: name in shipped)
    return compiled


def _compile_library(folder: Path) -> None:
    shutil.copy(_pyodide("python_stdlib.zip"), folder)
    _compile(folder / "python_stdlib.zip")
    _settle(folder / "python_stdlib.zip")


def _compile(archive: Path) -> None:
    pyodide = str(Path(sys.executable).with_name("pyodide"))
    command = [pyodide, "py-compile", "--silent", "--compression-level", "0", str(archive)]
    _run(command, f"{archive.name} could not be compiled")


def _settle(archive: Path, wanted: Callable[[str], bool] = lambda name: not name.endswith("/")) -> None:
    """Write *archive* anew with the *wanted* files, without the times at which it and they were made: the same source, the same bytes."""
    with zipfile.ZipFile(archive) as source:
        files = {name: source.read(name) for name in sorted(source.namelist()) if wanted(name)}
    with zipfile.ZipFile(archive, "w") as target:
        for name, content in files.items():
            # Bytecode begins with its kind, four bytes of flags, and the time and size of its source.
            timeless = content[:8] + bytes(8) + content[16:] if name.endswith(".pyc") else content
            target.writestr(zipfile.ZipInfo(name), timeless)


def _snapshot(order: dict[str, Any]) -> dict[str, Any]:
    output = _run(
        [str(Path(sys.executable).with_name("node")), str(BUILD / "runtime/snapshot.mjs")],
        "Python could not be started in Node",
        json.dumps(order),
    )
    result: dict[str, Any] = json.loads(output)
    return result


def _run(command: list[str], failure: str, text: str | None = None) -> str:
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        # Node shows the line of source that failed, and lines of Pyodide's are very long.
        lines = [line for line in (done.stderr or done.stdout).splitlines() if len(line) < 1000]  # noqa: PLR2004
        raise RuntimeError("\n    ".join([f"{failure}:", *lines[-20:]]))
    return done.stdout


def _pyodide(name: str) -> Path:
    path = PYODIDE / name
    if not path.is_file():
        raise RuntimeError(f"{path.relative_to(ROOT)} is missing; `make setup` brings it")
    return path


def _cached(kind: str, inputs: Iterable[Path], make: Callable[[Path], None]) -> Path:
    """Return the folder that *make* fills, made anew only when one of the *inputs* has changed; older ones are removed."""
    digest = hashlib.sha256(sys.version.encode())
    for path in inputs:
        digest.update(f"{path.relative_to(ROOT)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    target = CACHE / f"{kind}-{digest.hexdigest()[:16]}"
    if not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            fresh = Path(scratch) / "made"
            fresh.mkdir()
            make(fresh)
            try:
                fresh.rename(target)
            except OSError:
                if not target.exists():  # else another build was quicker; its result is the same
                    raise
        # Other builds may be copying from a neighbour: only what is clearly old goes.
        for old in sorted(CACHE.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)[:-4]:
            shutil.rmtree(old, ignore_errors=True)
    return target
