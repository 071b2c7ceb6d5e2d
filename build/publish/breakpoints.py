"""The widths at which the layout changes: named once, in a style sheet, and used by all styles and scripts."""

import re
from pathlib import Path

DEFINITION = re.compile(r"(?m)^@custom-media (--[\w-]+) (\([^;]+\));\n")
# A name in brackets by itself: that of a custom property always stands behind "var".
MENTION = re.compile(r"(?<!var)\((--[\w-]+)\)")


def write_out(assets: Path) -> None:
    """
    Write the width in place of its name wherever a style sheet or a script in *assets* uses one.

    Browsers do not know such names yet.

    Raises `ValueError` for a name that nobody defines.
    """
    texts = {path: path.read_text(encoding="utf-8") for kind in ("css", "js") for path in assets.rglob(f"*.{kind}")}
    widths: dict[str, str] = {}
    for text in texts.values():
        widths.update(DEFINITION.findall(text))

    def width(match: re.Match[str]) -> str:
        if match[1] not in widths:
            raise ValueError(f"no style sheet defines the width {match[1]}")
        return widths[match[1]]

    for path, text in texts.items():
        written = MENTION.sub(width, DEFINITION.sub("", text))
        if written != text:
            path.write_text(written, encoding="utf-8")
