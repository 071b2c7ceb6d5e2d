"""Addresses as a page writes them, and the paths in the site that they mean."""

from __future__ import annotations

import posixpath

# Shown for every missing address, so its own addresses begin at the site's.
MISSING = "404.html"


def path_of(address: str, page: str, base: str) -> str:
    """Return the path in the site of an *address* on *page*, itself a path; *base* is that of the site's address."""
    if page == MISSING and address.startswith(base):
        return address.removeprefix(base)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), address))


def address_of(path: str, page: str, base: str) -> str:
    """Return the address that *page* writes for a *path* in the site; *base* is that of the site's address."""
    return f"{base}{path}" if page == MISSING else posixpath.relpath(path, posixpath.dirname(page) or ".")
