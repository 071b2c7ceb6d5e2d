"""The Python that is published for the browser: every file with its hash, the same bytes for the same rules, and all that these may import."""

import gzip
import json
import lzma
import struct
from pathlib import Path

from paths import PACKAGES
from runtime import browser_python, cache, closure


def test_every_file_of_python_is_published_with_its_hash(tmp_path: Path):
    browser_python.build(tmp_path)
    folder = tmp_path / "assets/python"
    preload = {Path(one["href"]).name: one for one in json.loads((folder / "preload.json").read_text(encoding="utf-8"))}

    assert {path.name for path in folder.iterdir()} == {*preload, "preload.json"}
    engine = (folder / "engine.js").read_text(encoding="utf-8")
    for name, one in preload.items():
        if name != "engine.js":
            assert one["integrity"].startswith("sha256-")
            assert one["integrity"] in engine


def test_the_same_rules_give_the_same_bytes(tmp_path: Path, monkeypatch):
    browser_python.build(tmp_path / "one")
    monkeypatch.setattr(cache, "CACHE", tmp_path / "cache")
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
    files = [path for path in (tmp_path / "assets/python").iterdir() if path.suffix != ".json"]
    [memory] = (tmp_path / "assets/python").glob("memory.*.bin")
    _, bytes_in_page, pages, _ = struct.unpack("<4I", lzma.decompress(memory.read_bytes())[:16])

    assert len(files) == 4
    assert sum(zipped(path) for path in files) <= 0.59 * sum(zipped(PACKAGES / "pyodide" / name) for name in STOCK)
    assert bytes_in_page * pages <= 10_400_000
    assert len(browser_python.modules()) <= 240


def test_the_browser_gets_the_code_of_the_program_and_its_data_once(tmp_path: Path):
    browser_python.build(tmp_path)
    [program] = (tmp_path / "assets/python").glob("program.*.bin")
    code = lzma.decompress(program.read_bytes())

    assert code[:8] == b"\0asm\1\0\0\0"
    # A text that stands in the program's data, not in its code.
    assert b"RecursionError" not in code
