"""
A Python that is begun ahead: it imports what its work takes, and does the work whenever it is told.

Each time the work is done in a copy of that Python, so that nothing is left of it for the next time, but what was
there before.
"""

import contextlib
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from paths import ROOT


class Worker:
    """The Python that runs *script* with *options*, a command that calls `work_when_told`."""

    def __init__(self, script: Path, *options: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(script), *options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self._process.stdin  # noqa: S101 (for the type checker, as the next)
        assert self._process.stdout  # noqa: S101
        self._orders, self._answers = self._process.stdin, self._process.stdout

    def work(self, order: str) -> bool:
        """Let the work of *order*, which no order before was, be done; return whether it went well."""
        try:
            print(json.dumps(order), file=self._orders, flush=True)
        except BrokenPipeError:
            return False
        # Who is told by several, one after the other, may still have the answer for one that did not wait for it.
        for answered, status in map(json.loads, self._answers):
            if answered == order:
                return bool(status == 0)
        return False

    @property
    def over(self) -> bool:
        """Whether it ended by itself."""
        return self._process.poll() is not None

    def end(self) -> None:
        """Let go of it."""
        self._process.terminate()
        self._process.communicate()


def work_when_told(work: Callable[[str], int]) -> None:
    """Do *work* for each order on standard input, in a copy of this Python, and answer with the status it returns."""
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):  # who tells is gone, or says so itself
        for line in sys.stdin:
            order = json.loads(line)
            copy = multiprocessing.get_context("fork").Process(target=_work, args=(work, order))
            copy.start()
            copy.join()
            print(json.dumps([order, copy.exitcode]), flush=True)


def _work(work: Callable[[str], int], order: str) -> None:
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # where the answer goes, nothing else is said
    sys.exit(work(order))
