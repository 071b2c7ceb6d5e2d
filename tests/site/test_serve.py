"""What is written while the site is served is seen, whatever kind of source it is."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from paths import CACHE, PACKAGES, ROOT

LEFT_OUT = {".git", ".venv", "node_modules", "site", "dist", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
PATIENCE_SECONDS = 120
CHANGES = {
    "docs/en/about/embedding.md": ("{#", "Page seen {#", "en/about/embedding/"),
    "docs/data/frame.toml": ('menu.en = "', 'menu.en = "Frame seen ', "en/about/embedding/"),
    "docs/theme/main.html": ("</main>", "<p>Template seen</p></main>", "about/embedding/"),
    "docs/theme/assets/site/sw.js": ("\n", "\n// Script seen\n", "sw.js"),
    "build/render/version.py": ('"Version of the rules', '"Code seen', "en/about/version/"),
    "calculators/sets/milan_net_2007.py": ('"Milan-NET criteria', '"Rule seen', "en/calculators/milan-net-2007/"),
}
"""In each source what is written instead, at the first place, and the page on which that is seen."""


@pytest.fixture
def copy(tmp_path: Path, site_dir: Path) -> Path:  # noqa: ARG001 (Python is built then)
    """Return a copy of the sources, with what is kept of Python for the browser."""
    folder = tmp_path / "sources"
    shutil.copytree(ROOT, folder, ignore=lambda at, names: LEFT_OUT & {*names} if at == str(ROOT) else {"__pycache__"})
    (folder / "node_modules").symlink_to(PACKAGES)
    for path in (CACHE / "kept").iterdir():
        if path.name.startswith(("code-", "library-", "program-", "python-")):
            shutil.copytree(path, folder / ".cache/kept" / path.name)
    return folder


@pytest.fixture
def served(copy: Path) -> Iterator[str]:
    """Return the address at which the copy is served and built anew."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    surroundings = os.environ | {"PYTHONPATH": str(copy), "SITE_URL": address}
    command = [sys.executable, "build/serve.py", "--port", str(port)]
    with subprocess.Popen(command, cwd=copy, env=surroundings, stdout=subprocess.DEVNULL) as running:
        yield address
        running.terminate()


def seen(address: str, words: str) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as page:  # noqa: S310 (our own server)
                if words in page.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


def test_what_is_written_is_seen_whatever_kind_of_source_it_is(copy: Path, served: str):
    unseen = []
    page, data, *others = CHANGES
    for together in ([page], [data], others):
        assert seen(served + CHANGES[together[0]][-1], "\n")
        for source in together:
            before, after, _ = CHANGES[source]
            path = copy / source
            path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
        for source in together:
            _, after, address = CHANGES[source]
            [words] = re.findall(r"\w+ seen", after)
            unseen += [] if seen(served + address, words) else [source]

    assert unseen == []
