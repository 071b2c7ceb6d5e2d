"""
How long the site takes to build: from nothing, with nothing changed, and one page while it is written.

It is built in a copy of the sources, so that what the working copy keeps is left alone; beside it plain MkDocs makes
the same pages, and nothing of what comes after.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

from data.speed import Figure
from paths import PACKAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.plan import Plan

# What lies beside the sources.
LEFT_OUT = {".git", ".venv", "node_modules", "site", "dist", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
PAGE = "docs/en/about/embedding.md"
ADDRESS = "en/about/embedding/"
SEEN_SECONDS = 120
CONFIGURATIONS = ("mkdocs.yml", "build/mkdocs.en.yml")


def measure(plan: Plan) -> Iterator[Figure]:
    """Measure whole builds and plain MkDocs in turn, then what is built again."""
    copy = plan.scratch / "sources"
    shutil.copytree(ROOT, copy, ignore=_left_out)
    (copy / "node_modules").symlink_to(PACKAGES)
    times: dict[str, list[float]] = {name: [] for name in ("mkdocs", "site-new", "site-again", "site-page")}
    for _ in range(plan.times(3)):
        times["mkdocs"].append(_plain(copy))
        shutil.rmtree(copy / ".cache", ignore_errors=True)
        shutil.rmtree(copy / "site", ignore_errors=True)
        times["site-new"].append(_run(copy, "build/make.py"))
        times["site-again"].append(_run(copy, "build/make.py"))
    with _served(copy) as address:
        for turn in range(plan.times(3)):
            times["site-page"].append(_changed(copy, address, f"Changed for the turn {turn}."))
    for name, taken in times.items():
        yield Figure("build", name, "ms", tuple(1000 * one for one in taken))


def _left_out(folder: str, names: list[str]) -> set[str]:
    return LEFT_OUT.intersection(names) if folder == str(ROOT) else {"__pycache__"}


def _surroundings(copy: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(copy), "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1:8000/"}


def _run(copy: Path, *command: str) -> float:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        env=_surroundings(copy),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} stopped: {done.stderr[-500:]}")
    return time.monotonic() - begun


def _plain(copy: Path) -> float:
    """Let MkDocs make the pages of both languages side by side, as the build does, and nothing else."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    running = [
        subprocess.Popen(
            [*command, str(copy / one), "--site-dir", str(copy / "plain" / str(number))],
            cwd=copy,
            env=_surroundings(copy),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number, one in enumerate(CONFIGURATIONS)
    ]
    if any(one.wait() for one in running):
        raise RuntimeError("plain MkDocs stopped")
    return time.monotonic() - begun


@contextlib.contextmanager
def _served(copy: Path) -> Iterator[str]:
    """Run `make serve` on the copy inside a `with` block, which gets the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    surroundings = _surroundings(copy) | {"SITE_URL": address}
    running = subprocess.Popen(
        [sys.executable, "build/serve.py", "--port", str(port)],
        cwd=copy,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(address + ADDRESS, "<h1")
        yield address
    finally:
        running.terminate()
        running.wait()


def _wait_for(address: str, words: str) -> None:
    end = time.monotonic() + SEEN_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(address) as page:  # noqa: S310 (our own server)
            if words in page.read().decode():
                return
        time.sleep(0.02)
    raise TimeoutError(f"{address} did not show “{words}” within {SEEN_SECONDS} seconds")


def _changed(copy: Path, address: str, words: str) -> float:
    """Add *words* to a page; return the seconds until it is served with them."""
    page = copy / PAGE
    begun = time.monotonic()
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    _wait_for(address + ADDRESS, words)
    return time.monotonic() - begun
