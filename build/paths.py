"""Where the parts of the project lie; nothing else in build/ looks for them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
RULES = ROOT / "calculators"
DOCS = ROOT / "docs"
DATA = DOCS / "data"
GENERATED = DOCS / "generated"
THEME = DOCS / "theme"
PACKAGES = ROOT / "node_modules"
SITE = ROOT / "site"
CACHE = ROOT / ".cache"
