"""
Write the pages of one language with MkDocs.

What that needs is imported at once; what to write is told on standard input, as a line of JSON: make.py may begin this
before it knows.
"""

import json
import os
import sys

import mkdocs_hooks  # noqa: F401 (MkDocs asks for it by its file; what it imports is what takes long)
from mkdocs.__main__ import cli
from mkdocs.commands import build  # noqa: F401 (MkDocs imports it late)


def main() -> None:
    """Wait to be told the environment and the options of `mkdocs build`, and run it; without a word, end."""
    if line := sys.stdin.readline():
        told = json.loads(line)
        os.environ.update(told["surroundings"])
        cli(["build", "--strict", "--quiet", *told["options"]])


if __name__ == "__main__":
    main()
