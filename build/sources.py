"""What the site is built from, and a hash that tells one state of it from another."""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from paths import BUILD, DOCS, ROOT, RULES

FOLDERS = (BUILD, DOCS, RULES, ROOT / "tests/cases")
PAGES = {"el": DOCS / "el", "en": DOCS / "en"}


def code() -> Iterator[Path]:
    """Yield, in one order, the sources of the site without the pages, and with the files that lock packages."""
    yield from sorted(path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith("."))
    yield from _files(*FOLDERS, without=PAGES.values())


def pages(*languages: str) -> Iterator[Path]:
    """Yield, in one order, the files of the pages in *languages*."""
    yield from _files(*(PAGES[language] for language in languages))


def _files(*folders: Path, without: Collection[Path] = ()) -> Iterator[Path]:
    left_out = {str(folder) for folder in without}
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name != "__pycache__" and f"{place}/{name}" not in left_out)
            # Editors keep files of their own beside what they edit.
            yield from (Path(place, name) for name in sorted(names) if name[0] != "." and name[-1] != "~")


def digest(files: Iterable[Path]) -> str:
    """Return one hash of *files*, of their names and all that is in them; one that is just gone counts as empty."""
    whole = hashlib.sha256()
    for path in files:
        try:
            found = path.stat()
            content = content_of(path, found.st_mtime_ns, found.st_size)
        except FileNotFoundError:
            content = ""
        whole.update(f"{str(path).removeprefix(str(ROOT))}\0{content}\0".encode())
    return whole.hexdigest()


@cache
def content_of(path: Path, _changed: int, _size: int) -> str:
    """Return the hash of what is in the file at *path*, read once for each of its versions."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
