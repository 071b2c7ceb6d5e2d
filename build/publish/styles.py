"""What a browser gets of the style sheets: those of one folder that a page names one after the other are one file."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import TYPE_CHECKING

from publish.addresses import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LINKS = re.compile(r'(?:<link rel="stylesheet" href="[^"]+">\s*)+')
ADDRESS = re.compile(r'href="([^"]+)"')


def join_styles(site: Path, text: str, page: str, base: str) -> tuple[str, list[tuple[str, ...]]]:
    """
    Return the *text* of *page*, a path in *site*, with links to joined style sheets, and what each of these joins.

    *base* is the path of the site's address. `write_joined` writes them: beside their parts, so that addresses in them
    stay right.
    """
    found: list[tuple[str, ...]] = []

    def joined(match: re.Match[str]) -> str:
        groups: list[list[str]] = []
        for address in ADDRESS.findall(match[0]):
            if not groups or posixpath.dirname(groups[-1][0]) != posixpath.dirname(address):
                groups.append([])
            groups[-1].append(address)
        return "".join(f'<link rel="stylesheet" href="{one_of(group)}">\n' for group in groups)

    def one_of(addresses: list[str]) -> str:
        found.append(tuple(path_of(address, page, base) for address in addresses))
        name, _ = _joined(site, found[-1])
        return posixpath.join(posixpath.dirname(addresses[0]), name)

    head, end, body = text.partition("</head>")  # where all of them are, and little else
    return LINKS.sub(joined, head) + end + body, found


def write_joined(site: Path, groups: Iterable[tuple[str, ...]]) -> None:
    """Write into *site* the style sheets that join those of each of *groups*, paths in it."""
    for paths in groups:
        name, content = _joined(site, paths)
        (site / posixpath.dirname(paths[0]) / name).write_text(content, encoding="utf-8")


def _joined(site: Path, paths: tuple[str, ...]) -> tuple[str, str]:
    """Return name and content of the style sheet that joins those at *paths*."""
    content = "\n".join((site / path).read_text(encoding="utf-8") for path in paths)
    return f"styles.{hashlib.sha256(content.encode()).hexdigest()[:10]}.css", content
