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
KEPT = ("code-", "library-", "program-", "python-")
"""What is kept of Python for the browser, which takes long and has tests of its own."""
PAGE = "docs/en/about/embedding.md"
MARKED = "docs/el/guideline/prognosis.md"
CHANGES = {
    PAGE: ("{#", "Page seen {#", "en/about/embedding/"),
    MARKED: ("\n\n", "\n\n{{ status uncertain: Mark seen }}\n\n", "about/doubts/"),
    "docs/data/frame.toml": ('menu.en = "', 'menu.en = "Frame seen ', "en/about/embedding/"),
    "docs/data/navigation.toml": ('en = "Home"', 'en = "Menu seen"', "en/about/embedding/"),
    "docs/data/glossary.toml": ('\nen = "', '\nen = "Term seen ', "en/about/glossary/"),
    "docs/theme/main.html": ("</main>", "<p>Template seen</p></main>", "about/embedding/"),
    "docs/theme/assets/site/tokens.css": ("\n", "\n/* Style seen */\n", ""),
    "docs/theme/assets/site/sw.js": ("\n", "\n// Script seen\n", "sw.js"),
    "build/render/version.py": ('"Version of the rules', '"Code seen', "en/about/version/"),
    "calculators/sets/milan_net_2007.py": ('"Milan-NET criteria', '"Rule seen', "en/calculators/milan-net-2007/"),
}
"""In each source what is written instead, at the first place, and the page on which that is seen, if there is one."""
FRESH = """
import sys
import kept, make
from pathlib import Path
kept.FOLDER = Path(sys.argv[1])
make.build(Path(sys.argv[2]), sys.argv[3], live=True)
"""


@pytest.fixture
def copy(tmp_path: Path, site_dir: Path) -> Path:  # noqa: ARG001 (Python is built then)
    """Return a copy of the sources, with what is kept of Python for the browser."""
    folder = tmp_path / "sources"
    shutil.copytree(ROOT, folder, ignore=lambda at, names: LEFT_OUT & {*names} if at == str(ROOT) else {"__pycache__"})
    (folder / "node_modules").symlink_to(PACKAGES)
    for path in (CACHE / "kept").iterdir():
        if path.name.startswith(KEPT):
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


def files(site: Path) -> dict[str, bytes]:
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def differing(copy: Path, address: str) -> list[str]:
    """Return the files of the served site that are not what a build makes that remembers nothing, in the end."""
    remembered = copy / ".cache/nothing"
    for path in (copy / ".cache/kept").iterdir():
        if path.name.startswith(KEPT):
            shutil.copytree(path, remembered / path.name)
    command = [sys.executable, "-c", FRESH, str(remembered), str(copy / "fresh"), address]
    path = os.pathsep.join([str(copy), str(copy / "build")])
    subprocess.run(command, cwd=copy, env=os.environ | {"PYTHONPATH": path}, check=True)
    fresh = files(copy / "fresh")
    shutil.rmtree(remembered)
    found = []
    for _ in range(10):  # the last of several changes may still be built
        served = files(copy / "site")
        found = [name for name in fresh.keys() | served.keys() if fresh.get(name) != served.get(name)]
        if not found:
            break
        time.sleep(1)
    return found


def test_what_is_written_is_seen_whatever_kind_of_source_it_is(copy: Path, served: str):
    unseen = []
    page, marked, data, *others = CHANGES
    for together in ([page], [marked], [data], others):
        assert seen(served + CHANGES[together[0]][-1], "\n")
        for source in together:
            before, after, _ = CHANGES[source]
            path = copy / source
            changed = path.read_text(encoding="utf-8").replace(before, after, 1)
            assert after in changed
            path.write_text(changed, encoding="utf-8")
        for source in together:
            _, after, address = CHANGES[source]
            [words] = re.findall(r"\w+ seen", after)
            unseen += [] if not address or seen(served + address, words) else [source]
        if together != [data]:
            unseen += differing(copy, served)

    assert unseen == []
