"""The Jinja templates of docs/theme, read once for each language and folder."""

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from paths import THEME

from calculators.model.text import Language

ICONS = Path(str(files("material"))) / "templates"
"""Where Material keeps its icons, below `.icons/`."""


def templates(language: Language, *folders: str) -> Environment:
    """
    Return the templates of *folders* of the theme, where a filter says a text in *language*.

    A missing value is an error.
    """
    made = Environment(
        loader=FileSystemLoader([*(THEME / folder for folder in folders), ICONS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["say"] = lambda text: text[language]
    return made
