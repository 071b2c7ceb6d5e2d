"""
Write the pages of one language with MkDocs.

What that needs is imported at once; what to write is told on standard input, as a line of JSON: make.py may begin this
before it knows, and then says so by the word “ahead”.
"""

import json
import os
import sys

import mkdocs_hooks  # noqa: F401 (MkDocs asks for it by its file; what it imports is what takes long)
from data.plots import plots
from data.tables import tables
from directives.kinds import ELSEWHERE
from mkdocs.__main__ import cli
from mkdocs.commands import build  # noqa: F401 (MkDocs imports it late)
from render import forms, worksheets

from calculators.model.text import LANGUAGES
from calculators.worksheets.registry import WORKSHEETS


def read_ahead() -> None:
    """Compile the large templates and read the data of tables and plots; no page, for these may change meanwhile."""
    for language in LANGUAGES:
        for name in ELSEWHERE:
            forms.render(name, language)
        worksheets.example(next(iter(WORKSHEETS)), language)
        worksheets.render(next(iter(WORKSHEETS)), language)
    tables()
    plots()


def main() -> None:
    """Wait to be told the environment and the options of `mkdocs build`, and run it; without a word, end."""
    if "ahead" in sys.argv:
        read_ahead()
    if line := sys.stdin.readline():
        told = json.loads(line)
        os.environ.update(told["surroundings"])
        cli(["build", "--strict", "--quiet", *told["options"]])


if __name__ == "__main__":
    main()
