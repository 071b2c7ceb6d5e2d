"""The service worker: the list of files whose copies let the site be read without a network."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

# Not needed to read the site, or fetched on its own terms.
LEFT_OUT = re.compile(
    r"(^|/)(sw\.js|card\.png|icon-[\w-]+\.png|apple-touch-icon\.png|sitemap\.xml|robots\.txt|\.nojekyll|LICENSE\.txt)$"
    r"|^(en/)?interchange/"
)
PYTHON = "assets/python/"


def write_worker(site: Path, source: str, site_url: str, *, live: bool) -> None:
    """
    Write `sw.js` into *site* from its *source*, filled with every file's path and hash.

    Python is kept apart: it is large, and kept when it is first used.
    *live* lets pages come from the network first, for a site that is being written.
    Raises `ValueError` if *source* lacks a place to fill in.
    """
    files: dict[str, str] = {}
    python: dict[str, str] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if LEFT_OUT.search(name):
            continue
        if name.startswith(PYTHON) and path.suffix == ".json":
            continue
        kept = python if name.startswith(PYTHON) else files
        kept[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    # Other sites may share this origin's caches: the prefix tells ours apart.
    prefix = f"liver-metastases:{urlsplit(site_url).path}:"
    for name, value in {"SITE": prefix, "FILES": files, "PYTHON": python, "LIVE": live}.items():
        place = re.findall(rf"(?m)^const {name} = .*;$", source)
        if len(place) != 1:
            raise ValueError(f"the source of the service worker has no single line for {name}")
        filled = json.dumps(value, ensure_ascii=False, indent=1 if isinstance(value, dict) else None)
        source = source.replace(place[0], f"const {name} = {filled};")
    (site / "sw.js").write_text(source, encoding="utf-8")
