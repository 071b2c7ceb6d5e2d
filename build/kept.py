"""What is built once and kept until something that it is made from changes."""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from paths import CACHE

FOLDER = CACHE / "kept"
# Other builds may be copying from a neighbour: only what is clearly old goes.
LEFT = 4


class ChangedMeanwhile(Exception):  # noqa: N818 (no fault of anybody's)
    """What something is made from changed while it was made."""


def kept(kind: str, state: Callable[[], str], make: Callable[[Path], None]) -> Path:
    """
    Return the folder that *make* fills, made anew only when *state* returns what it has not returned before.

    *state* tells everything that the folder is made from, but for the version of Python. Older folders are removed.
    Raises `ChangedMeanwhile`, and keeps nothing, if it tells something else when the folder is made.
    """
    before = state()
    target = FOLDER / f"{kind}-{hashlib.sha256(f'{sys.version}\0{before}'.encode()).hexdigest()[:16]}"
    if not target.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
            fresh = Path(scratch) / "made"
            fresh.mkdir()
            make(fresh)
            if state() != before:
                raise ChangedMeanwhile(f"{kind}: what it is made from changed while it was made")
            try:
                fresh.rename(target)
            except OSError:
                if not target.exists():  # else another build was quicker; its result is the same
                    raise
        for old in sorted(FOLDER.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)[:-LEFT]:
            shutil.rmtree(old, ignore_errors=True)
    return target
