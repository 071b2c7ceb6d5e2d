"""What lets the site be installed as an app, and a link to it show a picture."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.frame import read_frame
from paths import DOCS, THEME

from calculators.model.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

TOKENS = THEME / "assets/site/tokens.css"
DRAWN = DOCS / "icons"


@dataclass(frozen=True, slots=True)
class Icon:
    """
    An icon as systems ask for it: *size* pixels wide, of which the *mark* takes that part.

    *filled* is one whose ground reaches its edges; *purpose* is that in the manifest, None where it is not there.
    """

    name: str
    size: int
    mark: float
    filled: bool
    purpose: str | None

    @property
    def source(self) -> Path:
        """Where the drawing is kept."""
        return DRAWN / self.name


ICONS = (
    Icon("icon-192.png", 192, 1, filled=False, purpose="any"),
    Icon("icon-512.png", 512, 1, filled=False, purpose="any"),
    # A system cuts a maskable icon to its own shape: only a circle of four fifths is sure to be seen.
    Icon("icon-maskable-512.png", 512, 0.6, filled=True, purpose="maskable"),
    Icon("apple-touch-icon.png", 180, 0.8, filled=True, purpose=None),
)
"""Drawn from the mark by `build/icons.py`."""


def light(name: str) -> str:
    """Return the light colour *name* of the style sheets."""
    [colour] = re.findall(rf"--{name}: light-dark\((#\w+),", TOKENS.read_text(encoding="utf-8"))
    return str(colour)


def _listed(up: str) -> list[dict[str, str]]:
    """Return the drawn icons as a manifest *up* of whose folder they lie lists them."""
    return [
        {"src": up + one.name, "sizes": f"{one.size}x{one.size}", "type": "image/png", "purpose": one.purpose}
        for one in ICONS
        if one.purpose
    ]


def write_app(site: Path) -> None:
    """Write into *site* `app.webmanifest` in each language, the icons and `card.png`."""
    shutil.copy(THEME / "assets/site/mark.svg", site / "icon.svg")
    for icon in ICONS:
        shutil.copy(icon.source, site / icon.name)
    shutil.copy(DOCS / "board.png", site / "card.png")
    names = read_frame()["site"]
    for language in LANGUAGES:
        up, folder = ("", site) if language == "el" else ("../", site / language)
        manifest = {
            "name": names["name"][language],
            "short_name": names["name"][language].split(":")[0],
            "description": names["description"][language],
            "lang": language,
            "start_url": "calculators/",
            "scope": up or "./",
            "display": "standalone",
            "background_color": light("paper"),
            "theme_color": light("accent"),
            "icons": [
                {"src": f"{up}icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
                *_listed(up),
            ],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (folder / "app.webmanifest").write_text(f"{text}\n", encoding="utf-8")
