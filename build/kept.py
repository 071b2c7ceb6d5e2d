"""What is built once and kept until something that it is made from changes."""

import hashlib
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from paths import CACHE

FOLDER = CACHE / "kept"
LEFT = 4
"""How many of each kind are left."""


class ChangedMeanwhile(Exception):  # noqa: N818 (no fault of anybody's)
    """What something is made from changed while it was made."""


def kept(kind: str, state: Callable[[], str], make: Callable[[Path], None]) -> Path:
    """
    Return the folder that *make* fills, made anew only when *state* returns what it has not returned before.

    *state* tells everything that the folder is made from, but for the version of Python. Older folders are removed.
    Raises `ChangedMeanwhile`, and keeps nothing, if it tells something else when the folder is made.
    """
    before = state()
    target = FOLDER / f"{kind}-{_name(before)}"
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
        _remove_old(kind)
    return target


class Remembered[Made]:
    """
    What *make* made of texts, kept in a file from one build to the next.

    It depends on these texts, on *state*, and on nothing else.
    """

    def __init__(self, kind: str, state: str, make: Callable[..., Made]) -> None:
        self._kind = kind
        self._file = FOLDER / f"{kind}-{_name(state)}"
        self._make = make
        self._before: dict[str, Made] = {}
        if self._file.exists():
            self._before = pickle.loads(self._file.read_bytes())  # noqa: S301 (written below)
        self._now: dict[str, Made] = {}

    def of(self, *texts: str) -> Made:
        """Return what is made of *texts*."""
        name = _name("\0".join(texts))
        self._now[name] = self._before[name] if name in self._before else self._make(*texts)
        return self._now[name]

    def save(self) -> None:
        """Keep what was asked for, and nothing else."""
        if self._now.keys() == self._before.keys():
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
            fresh = Path(scratch) / "made"
            fresh.write_bytes(pickle.dumps(self._now))
            fresh.replace(self._file)
        _remove_old(self._kind)


def _name(text: str) -> str:
    return hashlib.sha256(f"{sys.version}\0{text}".encode()).hexdigest()[:32]


def _remove_old(kind: str) -> None:
    """Remove all but the newest of *kind*; other builds may be reading a neighbour, so that a few are left."""
    for old in sorted(FOLDER.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)[:-LEFT]:
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)
