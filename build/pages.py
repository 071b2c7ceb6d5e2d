"""
Write the pages of one language with MkDocs, as a worker does (workers.py).

What that needs is imported at once; a worker that is begun “ahead” also reads what it can.
"""

import json
import logging
import os
import sys
from pathlib import Path

import mkdocs_hooks  # noqa: F401 (MkDocs asks for it by its file; what it imports is what takes long)
from data.plots import plots
from data.tables import tables
from directives.kinds import ELSEWHERE
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from publish.converted import ConvertedPages
from render import forms, worksheets
from workers import work_when_told

from calculators.model.text import LANGUAGES
from calculators.worksheets.registry import WORKSHEETS


class PagesAlone(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Lets MkDocs write its pages and copy nothing beside them: the build takes care of all else (make.py)."""

    def on_env(self, env: object, config: object, files: Files) -> None:  # noqa: ARG002 (MkDocs names them)
        """Leave out of the site those of *files* that are no pages."""
        for file in files:
            if not file.is_documentation_page():
                file.inclusion = InclusionLevel.EXCLUDED


def read_ahead() -> None:
    """Compile the large templates and read the data of tables and plots; no page, for these may change meanwhile."""
    for language in LANGUAGES:
        for name in ELSEWHERE:
            forms.render(name, language)
        worksheets.example(next(iter(WORKSHEETS)), language)
        worksheets.render(next(iter(WORKSHEETS)), language)
    tables()
    plots()


def write(configuration: Path, folder: Path, state: str) -> None:
    """
    Write the pages of *configuration* into *folder*, from code and surroundings as *state* tells them.

    Raises `SystemExit` where MkDocs finds a mistake, or something to warn of, and says on standard error what.
    """
    config = load_config(str(configuration), site_dir=str(folder), strict=True)
    converted = ConvertedPages(configuration.name, state)
    config.plugins["converted pages"] = converted
    config.plugins["pages alone"] = PagesAlone()
    build(config)
    converted.save()


def work(order: str) -> int:
    """Write pages as *order* tells, in JSON: where what is said goes, the environment, and what `write` takes."""
    told = json.loads(order)
    with Path(told["said"]).open("w", encoding="utf-8") as said:
        os.dup2(said.fileno(), sys.stderr.fileno())
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    os.environ.update(told["surroundings"])
    write(Path(told["configuration"]), Path(told["folder"]), told["state"])
    return 0


def main() -> None:
    """Run the command line."""
    if "ahead" in sys.argv:
        read_ahead()
    work_when_told(work)


if __name__ == "__main__":
    main()
