"""What lets the site be installed as an app, and a link to it show a picture."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

from data.frame import read_frame
from paths import DOCS, THEME

from calculators.model.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

TOKENS = THEME / "assets/site/tokens.css"


def light(name: str) -> str:
    """Return the light colour *name* of the style sheets."""
    [colour] = re.findall(rf"--{name}: light-dark\((#\w+),", TOKENS.read_text(encoding="utf-8"))
    return str(colour)


def write_app(site: Path) -> None:
    """Write into *site* `app.webmanifest` in each language, `icon.svg` and `card.png`."""
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
            "scope": up or "./",
            "display": "standalone",
            "background_color": light("paper"),
            "theme_color": light("accent"),
            "icons": [{"src": f"{up}icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (folder / "app.webmanifest").write_text(f"{text}\n", encoding="utf-8")
