"""What a browser gets of the style sheets: those of one folder that a page names one after the other are one file."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import TYPE_CHECKING

from publish.addresses import path_of

if TYPE_CHECKING:
    from pathlib import Path

LINKS = re.compile(r'(?:<link rel="stylesheet" href="[^"]+">\s*)+')
ADDRESS = re.compile(r'href="([^"]+)"')


def join_styles(text: str, page: str, site: Path, base: str) -> str:
    """
    Return the *text* of *page*, a path in *site*, with links to joined style sheets, and write these.

    They lie beside their parts, so that addresses in them stay right.
    *base* is the path of the site's address.
    """

    def joined(match: re.Match[str]) -> str:
        groups: list[list[str]] = []
        for address in ADDRESS.findall(match[0]):
            if not groups or posixpath.dirname(groups[-1][0]) != posixpath.dirname(address):
                groups.append([])
            groups[-1].append(address)
        return "".join(f'<link rel="stylesheet" href="{one_of(group)}">\n' for group in groups)

    def one_of(addresses: list[str]) -> str:
        paths = [path_of(address, page, base) for address in addresses]
        content = "\n".join((site / path).read_text(encoding="utf-8") for path in paths)
        name = f"styles.{hashlib.sha256(content.encode()).hexdigest()[:10]}.css"
        (site / posixpath.dirname(paths[0]) / name).write_text(content, encoding="utf-8")
        return posixpath.join(posixpath.dirname(addresses[0]), name)

    return LINKS.sub(joined, text)
