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


class JoinedStyles:
    """The joined style sheets of *site*, each written once; *base* is the path of the site's address."""

    def __init__(self, site: Path, base: str) -> None:
        self._site = site
        self._base = base
        self._names: dict[tuple[str, ...], str] = {}

    def join(self, text: str, page: str) -> str:
        """
        Return the *text* of *page*, a path in the site, with links to joined style sheets, and write these.

        They lie beside their parts, so that addresses in them stay right.
        """

        def joined(match: re.Match[str]) -> str:
            groups: list[list[str]] = []
            for address in ADDRESS.findall(match[0]):
                if not groups or posixpath.dirname(groups[-1][0]) != posixpath.dirname(address):
                    groups.append([])
                groups[-1].append(address)
            return "".join(f'<link rel="stylesheet" href="{one_of(group)}">\n' for group in groups)

        def one_of(addresses: list[str]) -> str:
            name = self._written(tuple(path_of(address, page, self._base) for address in addresses))
            return posixpath.join(posixpath.dirname(addresses[0]), name)

        head, end, body = text.partition("</head>")  # where all of them are, and little else
        return LINKS.sub(joined, head) + end + body

    def _written(self, paths: tuple[str, ...]) -> str:
        """Return the name of the file that joins *paths*, written when they are first asked for together."""
        if paths not in self._names:
            content = "\n".join((self._site / path).read_text(encoding="utf-8") for path in paths)
            name = f"styles.{hashlib.sha256(content.encode()).hexdigest()[:10]}.css"
            (self._site / posixpath.dirname(paths[0]) / name).write_text(content, encoding="utf-8")
            self._names[paths] = name
        return self._names[paths]
