"""What lets the site be installed as an app and shown as a card: a manifest in each language, the site's mark, and a picture of the board."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from data.frame import read_frame
from paths import DOCS, THEME

from calculators.model.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

PAPER, ACCENT = "#faf9f6", "#0b5c6b"  # as the light colours in tokens.css


def write_app(site: Path) -> None:
    """Write `app.webmanifest` in each language, `icon.svg` and `card.png` into *site*; the app begins with the board."""
    shutil.copy(THEME / "assets/site/mark.svg", site / "icon.svg")
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
            "scope": f"{up or './'}",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": ACCENT,
            "icons": [{"src": f"{up}icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (folder / "app.webmanifest").write_text(f"{text}\n", encoding="utf-8")
