"""The Python that is published for the browser: every file with its hash, the same bytes for the same rules, and all that these may import."""

import base64
import gzip
import hashlib
import json
import lzma
import re
import struct
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import kept
from paths import PACKAGES, ROOT
from runtime import browser_python, closure, programs

from calculators.cohort.simulated import simulated
from calculators.web.endpoint import handle


def test_every_file_of_python_is_published_with_its_hash(tmp_path: Path):
    browser_python.build(tmp_path)
    folder = tmp_path / "assets/python"
    scripts = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    named = dict(re.findall(r'"name": "([^"]+)",\s+"bytes": \d+,\s+"integrity": "([^"]+)"', scripts))

    assert {path.name for path in folder.iterdir()} == {*named, "engine.js"}
    for name, integrity in named.items():
        digest = hashlib.sha256((folder / name).read_bytes()).digest()
        assert integrity == f"sha256-{base64.b64encode(digest).decode()}"


def test_the_same_rules_give_the_same_bytes(tmp_path: Path, monkeypatch):
    browser_python.build(tmp_path / "one")
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    browser_python.build(tmp_path / "two")
    built = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "assets/python").iterdir()}
        for name in ("one", "two")
    ]

    assert built[0] == built[1]


def test_every_module_that_a_rule_names_is_in_the_browser():
    assert set(closure.imported_by_rules()) <= set(browser_python.modules())
    assert {"calculators.web.endpoint", "difflib", "json.decoder", "re"} <= set(browser_python.modules())


def test_the_command_line_is_not_in_the_browser():
    assert not {"calculators.__main__", "calculators.cli", "argparse"} & set(browser_python.modules())


STOCK = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def zipped(path: Path) -> int:
    """Return the bytes of a file as a server sends it that compresses with gzip what is not compressed."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 6)))


def test_what_comes_before_the_first_verdict_stays_within_its_budget(tmp_path: Path):
    """Bytes, requests, modules at the start and pages of memory: what does not depend on how busy a machine is."""
    browser_python.build(tmp_path)
    files = list((tmp_path / "assets/python").iterdir())
    [memory] = (tmp_path / "assets/python").glob("memory.*.bin")
    _, bytes_in_page, pages, _ = struct.unpack("<4I", lzma.decompress(memory.read_bytes())[:16])

    assert len(files) == 4
    assert sum(zipped(path) for path in files) <= 0.49 * sum(zipped(PACKAGES / "pyodide" / name) for name in STOCK)
    assert bytes_in_page * pages <= 8_000_000
    assert len(browser_python.modules()) <= 235


NOT_NEEDED = {
    # Of what `inspect` imports, functions know the files that they come from.
    *("inspect.py", "ast.py", "dis.py", "tokenize.py", "linecache.py"),
    # Python has tables of these two encodings and the C library others: the beginning of one, the end of the other.
    *("丂丄丅丆丏丒丗丟丠両丣".encode("utf-16-le"), "禧稀羲詰".encode("utf-16-le")),
    # A docstring of a function in C, one of a module.
    "Return a copy of the string converted to uppercase",
    "Tools that operate on functions.",
}
"""What must not be in the memory that readers fetch."""


def test_the_memory_holds_nothing_that_is_not_needed(tmp_path: Path):
    browser_python.build(tmp_path)
    [memory] = (tmp_path / "assets/python").glob("memory.*.bin")
    content = lzma.decompress(memory.read_bytes())

    assert b"endpoint.py" in content
    assert [one for one in NOT_NEEDED if (one if isinstance(one, bytes) else one.encode()) in content] == []
    # Dataclasses share what says that they cannot be changed; `dataclasses` writes it for each.
    assert content.count(b"cannot assign to field ") < 10


def test_the_browser_gets_the_code_of_the_program_and_its_data_once(tmp_path: Path):
    browser_python.build(tmp_path)
    [program] = (tmp_path / "assets/python").glob("program.*.bin")
    code = lzma.decompress(program.read_bytes())

    assert code[:8] == b"\0asm\1\0\0\0"
    # A text that stands in the program's data, not in its code.
    assert b"RecursionError" not in code


ANSWERED = {
    *(
        "_Py_CheckEmscriptenSignals_Helper",
        "_PyEM_TrampolineCall_JS",
        "emscripten_get_heap_max",
        "emscripten_resize_heap",
    ),
    *("clock_res_get", "clock_time_get", "emscripten_date_now", "emscripten_get_now", "_gmtime_js", "_localtime_js"),
    *("_tzset_js", "random_get", "fd_write"),
}
"""What Python is given of the system around it: memory, the clock, chance, and its complaints. Nothing else."""
NOT_THERE = 52
TO_COME = {
    "months_stable_disease": "12",
    "differentiation": "well",
    "ki67_percent": "5",
    "primary_resection": "separate_curative",
    "months_since_primary_resection": "0",
}
"""A case with days to come, for a calendar."""
MANY = 50_000


def woken(folder: Path, requests: Sequence[str]) -> dict[str, Any]:
    """Return what the Python of *folder* answers to *requests*, one after the other, and what each of its imports says when it is called."""
    [worker], [memory], [program] = (folder.glob(f"{stem}.*") for stem in ("worker", "memory", "program"))
    [known] = re.findall(r"(?m)^const started = start\((.*)\);$", worker.read_text(encoding="utf-8"))
    for packed in (memory, program):
        (folder / packed.stem).write_bytes(lzma.decompress(packed.read_bytes()))
    order = {
        "python": str(browser_python.SOURCES / "python.js"),
        "program": str(folder / program.stem),
        "memory": str(folder / memory.stem),
        "known": json.loads(known),
        "requests": requests,
    }
    node = str(Path(sys.executable).with_name("node"))
    script = str(ROOT / "tests/support/python.mjs")
    heard: dict[str, Any] = json.loads(programs.run([node, script], "Python did not wake up", json.dumps(order)))
    return heard


def test_python_is_answered_whatever_it_asks_and_goes_on_after_whatever_it_is_asked(tmp_path: Path):
    browser_python.build(tmp_path)
    head, *rows = simulated("en").splitlines()
    table = "\n".join([head, *(rows * (MANY // len(rows) + 1))[:MANY]])
    asked: dict[str, Any] = {"language": "en", "today": "2026-11-01", "answers": {}, "carried": []}
    case = json.dumps(browser_python.PROBE)
    many = json.dumps(asked | {"ask": "cohort-open", "text": table}, ensure_ascii=False)
    calendar = json.dumps(asked | {"ask": "calendar", "answers": TO_COME})
    unheard_of = json.dumps(asked | {"ask": "Ω"})
    told = woken(tmp_path / "assets/python", [case, "{", "null", unheard_of, case, many, calendar, case])
    first, broken, nothing, unknown, again, opened, events, last = told["answers"]

    assert first["answer"] == again["answer"] == last["answer"]
    assert json.loads(first["answer"]) == json.loads(handle(case))
    # Each is an error of Python's own, with its traceback: the next can be asked.
    assert [one["error"].rpartition("\n")[2].partition(":")[0] for one in (broken, nothing, unknown)] == [
        "json.decoder.JSONDecodeError",
        "AttributeError",
        "KeyError",
    ]
    assert "endpoint.py" in broken["error"]
    assert not any(one.get("torn") for one in told["answers"])
    assert opened["grown"]
    assert json.loads(opened["answer"]) == json.loads(handle(many))
    [stamp] = set(re.findall(r"DTSTAMP:(\w+)", events["answer"]))
    assert abs(datetime.now(UTC) - datetime.strptime(stamp, "%Y%m%dT%H%M%S%z")) < timedelta(minutes=10)

    # What each import answers: nobody forgot one, and what is refused says what was asked for, and why.
    rest = {name: said for name, said in told["heard"].items() if name not in ANSWERED}
    assert set(told["heard"]) >= ANSWERED
    for name, said in rest.items():
        if name.startswith("__syscall"):
            assert said == -NOT_THERE, name
        elif name.startswith(("fd_", "environ_")):
            assert said == NOT_THERE, name
        else:
            assert str(said).startswith(f"Python asked for {name}, which it cannot have here: "), name
