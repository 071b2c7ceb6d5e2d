"""
Python for the browser: Pyodide's program, and the memory of a Python that has imported the rules.

The rules are built as a wheel, and they and the standard library compiled to bytecode with pyodide-build. Node starts
Pyodide with both, imports the rules and whatever they may import later, asks once, lets go of what only the start
needs (tidy.py), and writes its memory (snapshot.mjs). The browser loads the same program, cut to what is used
(program.mjs) and then to what the browser calls, without its data (code.mjs), answers itself the little that this asks
of a system (python.js), and puts that memory into it: nothing is left to import, so that the first answer comes in a
fraction of the time of an ordinary start. Both are compressed as XZ, which no server does by itself, and unpacked as
they come.
"""

import base64
import hashlib
import json
import lzma
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from kept import kept
from paths import BUILD, PACKAGES, ROOT, THEME
from runtime import bytecode, closure
from runtime.programs import run
from sources import digest

HERE = BUILD / "runtime"
SOURCES = THEME / "assets/python"
PYODIDE = PACKAGES / "pyodide"
METADCE = PACKAGES / "binaryen/bin/wasm-metadce"
XZ = PACKAGES / "xz-decompress/dist/package/xz-decompress.min.js"
# How far what comes next depends on where it stands: code is a stream of bytes, memory is made of words.
CODE = {"lc": 3, "lp": 0, "pb": 0}
WORDS = {"lc": 1, "lp": 2, "pb": 2}

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
BANNER = """\
// Starts the program of Pyodide {version} (MPL-2.0, source at https://github.com/pyodide/pyodide; cut to what is used,
// with Binaryen): what unpacks its files (MIT, below), joined with this site's own worker (MIT).
"""


def build(site_dir: Path) -> None:
    """
    Put Python into `assets/python/` of *site_dir*, replacing what is there, from the cache when nothing has changed.

    Raises `RuntimeError` when a part cannot be built.
    """
    built = _kept("python", _inputs(), _make)
    target = site_dir / "assets/python"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(built, target, ignore=shutil.ignore_patterns("modules.json"))


def modules() -> list[str]:
    """Return the names of all modules that the Python in the browser has, building it if need be."""
    names: list[str] = json.loads((_kept("python", _inputs(), _make) / "modules.json").read_text(encoding="utf-8"))
    return names


def _kept(kind: str, inputs: Iterable[Path], make: Callable[[Path], None]) -> Path:
    files = list(inputs)
    return kept(kind, lambda: digest(files), make)


def _inputs() -> Iterator[Path]:
    yield from (
        *sorted(path for path in HERE.glob("*.*") if path.suffix != ".pyc"),
        ROOT / "pyproject.toml",
        ROOT / "requirements.txt",
        ROOT / "package-lock.json",
    )
    yield from sorted(SOURCES.glob("*.js"))
    yield from closure.rules()


def _make(folder: Path) -> None:
    """Write into *folder* everything that `assets/python/` of a site holds, and `modules.json`."""
    version = json.loads(_pyodide("package.json").read_text(encoding="utf-8"))["version"]
    # What takes long waits in programs of its own: side by side, as far as one does not need the other.
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor() as pool:
        cutting = pool.submit(_kept, "program", _program_inputs(), _program)
        compiling = pool.submit(_kept, "library", _library_inputs(), _library)
        rules = pool.submit(bytecode.wheel, Path(scratch))
        modules = closure.imported_by_rules()
        program = cutting.result()
        cutting = pool.submit(_kept, "code", _code_inputs(), partial(_code, program / "whole.wasm"))
        memory = Path(scratch) / "memory"
        awake = _node(
            "snapshot.mjs",
            "Python could not be started in Node",
            {
                "python": str(SOURCES / "python.js"),
                "script": str(program / "script.cjs"),
                "program": str(program / "whole.wasm"),
                "library": str(compiling.result() / "python_stdlib.zip"),
                "rules": str(rules.result()),
                "modules": modules,
                "endpoint": closure.ENDPOINT,
                "probe": json.dumps(PROBE, ensure_ascii=False),
                "spare": str(HERE / "spare.py"),
                "tidy": str(HERE / "tidy.py"),
                "memory": str(memory),
            },
        )
        content = memory.read_bytes()
        packed = _compressed(content, WORDS)
        code = cutting.result()
    (folder / "modules.json").write_text(json.dumps(awake["modules"]), encoding="utf-8")

    files = {
        "program": _publish(folder, "program", ".bin", (code / "code.xz").read_bytes())
        | {"unpacked": _integrity((code / "code.wasm").read_bytes())},
        "memory": _publish(folder, "memory", ".bin", packed) | {"unpacked": _integrity(content)},
    }
    start = json.dumps(awake["start"], ensure_ascii=False)
    worker = _filled(_joinable(SOURCES / "worker.js"), "START", start)
    script = "\n".join(
        (
            BANNER.format(version=version),
            # It puts what it exports on “this”.
            f"const xz = {{}};\n(function () {{\n{XZ.read_text(encoding='utf-8')}\n}}).call(xz);",
            'const { XzReadableStream } = xz["xz-decompress"];',
            _joinable(SOURCES / "python.js"),
            _filled(worker, "FILES_TABLE", json.dumps(files, indent=4)),
        )
    )
    engine = (SOURCES / "engine.js").read_text(encoding="utf-8")
    engine = _filled(engine, "WORKER_FILE", json.dumps(_publish(folder, "worker", ".js", script.encode())))
    engine = _filled(engine, "ALL_BYTES", str(sum(int(file["bytes"]) for file in files.values())))
    (folder / "engine.js").write_text(engine, encoding="utf-8")


def _publish(folder: Path, stem: str, suffix: str, content: bytes) -> dict[str, str | int]:
    """
    Write *content* under a name that changes with it.

    Return that name, its bytes, and what a browser checks it against.
    """
    name = f"{stem}.{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
    (folder / name).write_bytes(content)
    return {"name": name, "bytes": len(content), "integrity": _integrity(content)}


def _integrity(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


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


def _library_inputs() -> Iterator[Path]:
    yield from (_pyodide("python_stdlib.zip"), ROOT / "requirements.txt", HERE / "bytecode.py")


def _library(folder: Path) -> None:
    bytecode.library(_pyodide("python_stdlib.zip"), folder)


def _program_inputs() -> Iterator[Path]:
    yield from (HERE / "program.mjs", HERE / "cut.mjs", Path(__file__), ROOT / "package-lock.json")
    yield from _users()


def _users() -> list[Path]:
    """Return the scripts that call the program."""
    return [SOURCES / "python.js", HERE / "snapshot.mjs"]


def _program(folder: Path) -> None:
    """Write into *folder* Pyodide's program as far as it is used, and its script."""
    order = {
        "metadce": str(METADCE),
        "graph": str(folder / "graph.json"),
        "script": str(_pyodide("pyodide.asm.js")),
        "program": str(_pyodide("pyodide.asm.wasm")),
        "uses": [str(path) for path in _users()],
        "whole": str(folder / "whole.wasm"),
        "cut": str(folder / "script.cjs"),
    }
    _node("program.mjs", "Pyodide's program could not be cut", order)


def _code_inputs() -> Iterator[Path]:
    yield HERE / "code.mjs"
    yield from _program_inputs()


def _code(program: Path, folder: Path) -> None:
    """Write into *folder* the code of *program* as far as the browser calls it, also compressed."""
    order = {
        "metadce": str(METADCE),
        "graph": str(folder / "graph.json"),
        "program": str(program),
        "called": str(SOURCES / "python.js"),
        "code": str(folder / "code.wasm"),
    }
    _node("code.mjs", "The code of Pyodide's program could not be cut", order)
    (folder / "code.xz").write_bytes(_compressed((folder / "code.wasm").read_bytes(), CODE))


def _compressed(content: bytes, model: dict[str, int]) -> bytes:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 23, **model}]
    # The browser compares the hash of all that came (worker.js): a check sum inside would only take its time.
    return lzma.compress(content, check=lzma.CHECK_NONE, filters=filters)


def _node(script: str, failure: str, order: dict[str, Any]) -> dict[str, Any]:
    output = run([str(Path(sys.executable).with_name("node")), str(HERE / script)], failure, json.dumps(order))
    result: dict[str, Any] = json.loads(output or "{}")
    return result


def _pyodide(name: str) -> Path:
    path = PYODIDE / name
    if not path.is_file():
        raise RuntimeError(f"{path.relative_to(ROOT)} is missing; `make setup` brings it")
    return path
