"""The programs that build Python for the browser."""

import os
import subprocess

from paths import ROOT


def run(command: list[str], failure: str, text: str | None = None, surroundings: dict[str, str] | None = None) -> str:
    """
    Return what *command* prints when it is given *text*, in our environment and these *surroundings*.

    Raises `RuntimeError`, which begins with *failure*, if it fails.
    """
    environment = os.environ | (surroundings or {})
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=text, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        # Node shows the line of source that failed, and lines of Pyodide's are very long.
        lines = [line for line in (done.stderr or done.stdout).splitlines() if len(line) < 1000]  # noqa: PLR2004
        raise RuntimeError("\n    ".join([f"{failure}:", *lines[-20:]]))
    return done.stdout
