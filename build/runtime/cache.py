"""What is built once and kept until something that it is made from changes; and the programs that build it."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import paths
from paths import ROOT

CACHE = paths.CACHE / "runtime"


def cached(kind: str, inputs: Iterable[Path], make: Callable[[Path], None]) -> Path:
    """
    Return the folder that *make* fills, made anew only when one of the *inputs* has changed.

    Older ones are removed.
    """
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


def run(command: list[str], failure: str, text: str | None = None, surroundings: dict[str, str] | None = None) -> str:
    """
    Return what *command* prints when it is given *text*, in our environment and these *surroundings*.

    Raises `RuntimeError`, which begins with *failure*, if it fails.
    """
    environment = os.environ | (surroundings or {})
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=text, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        # Node shows the line of source that failed, and lines of Pyodide's are very long.
        lines = [line for line in (done.stderr or done.stdout).splitlines() if len(line) < 1000]  # noqa: PLR2004
        raise RuntimeError("\n    ".join([f"{failure}:", *lines[-20:]]))
    return done.stdout
