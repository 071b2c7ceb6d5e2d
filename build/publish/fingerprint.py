"""
Names with a hash of the content for the site's own style sheets, scripts, fonts and pictures.

A changed file gets a new address, so that no cache can mix yesterday's script with today's page.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KINDS = {".css", ".js", ".svg", ".woff2"}
HASHED = re.compile(r"\.[0-9a-f]{8,}\.")
# A relative address in a script's import, and in a style sheet.
MENTIONS = {
    ".js": re.compile(r"""(?<=["'])(\.{1,2}/[^"'\s]+\.(?:js|css|svg))(?=["'])"""),
    ".css": re.compile(r"""(?<=url\()["']?([^"')]+)["']?(?=\))"""),
}


def fingerprint(site: Path) -> dict[str, str]:
    """
    Put a hash into the name of each file under `assets/` in *site*, and mend what the files say of each other.

    Files whose names carry a hash already keep them, and can be named without it.
    Return the new path of each renamed file by its old one, both relative to *site*.
    Raises `ValueError` for files that mention one another in a circle.
    """
    files = sorted(path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.suffix in KINDS)
    todo = [path for path in files if not HASHED.search(path)]
    renamed = {HASHED.sub(".", path): path for path in files if HASHED.search(path)}
    for path in todo:
        _rename(site, path, todo, renamed, ())
    return renamed


def _rename(site: Path, path: str, todo: list[str], renamed: dict[str, str], above: tuple[str, ...]) -> str:
    """Rename the file at *path* after those it mentions, since its own hash depends on their names."""
    if path in above:
        raise ValueError(f"these files mention one another: {', '.join(above)}")
    if path in renamed:
        return renamed[path]
    source = site / path
    content = source.read_bytes()
    folder = posixpath.dirname(path)

    def new_name(mentioned: str) -> str | None:
        target = posixpath.normpath(posixpath.join(folder, mentioned))
        return _rename(site, target, todo, renamed, (*above, path)) if target in todo else None

    if pattern := MENTIONS.get(source.suffix):
        content = mend(content.decode(), pattern, folder, new_name).encode()
    digest = hashlib.sha256(content).hexdigest()[:10]
    target = source.with_name(f"{source.stem}.{digest}{source.suffix}")
    source.unlink()
    target.write_bytes(content)
    renamed[path] = target.relative_to(site).as_posix()
    return renamed[path]


def mend(text: str, pattern: re.Pattern[str], folder: str, new_name: Callable[[str], str | None]) -> str:
    """
    Replace in *text*, which lies in *folder*, each address that *pattern* captures and *new_name* knows.

    Addresses stay relative to *folder*, and those in scripts keep the leading dot that makes them a path.
    """

    def replace(match: re.Match[str]) -> str:
        name = new_name(match.group(1))
        if name is None:
            return match.group(0)
        relative = os.path.relpath(name, folder or ".").replace(os.sep, "/")
        dotted = relative if relative.startswith(".") else f"./{relative}"
        return match.group(0).replace(match.group(1), dotted)

    return pattern.sub(replace, text)
