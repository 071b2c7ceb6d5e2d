"""What the readers of `docs/data` share: how a file is opened, and how a record that cannot be used is refused."""

from __future__ import annotations

import csv
import re
import tomllib
from typing import TYPE_CHECKING, Any, cast

from calculators.model.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

PERCENT = re.compile(r" (?=%(?!\d))")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class DataError(ValueError):
    """A record of `docs/data`, or a name for one, that cannot be used; says which and why."""


def rows(path: Path, fields: Sequence[str]) -> list[dict[str, str]]:
    """
    Return the rows of the CSV file at *path*.

    Raises `DataError` unless each has *fields*, and no cell a space at its ends.
    """
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, strict=True))
    for number, row in enumerate(found, start=2):
        if tuple(row) != tuple(fields):
            raise DataError(f"{path.name}, line {number}: the columns must be {', '.join(fields)}")
        if None in row or None in row.values():
            raise DataError(f"{path.name}, line {number}: has not as many cells as the head")
        if any(value != value.strip() for value in row.values()):
            raise DataError(f"{path.name}, line {number}: a value begins or ends with a space")
    return found


def tables(path: Path) -> dict[str, Any]:
    """Return the TOML file at *path*."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entries(path: Path, name: str) -> list[dict[str, Any]]:
    """Return the entries `[[name]]` of the TOML file at *path*."""
    return cast("list[dict[str, Any]]", tables(path)[name])


def refuse(where: str, faults: Sequence[str]) -> None:
    """Raise `DataError` for what is *where*, if there are *faults*."""
    if faults:
        raise DataError(f"{where}: {'; '.join(faults)}")


def only(where: str, record: Mapping[str, Any], wanted: set[str], *, optional: Collection[str] = ()) -> None:
    """Raise `DataError` unless *record* has all that is *wanted*, and nothing else but what is *optional*."""
    if wrong := (wanted ^ set(record)) - set(optional):
        raise DataError(f"{where}: lacks or does not know {', '.join(sorted(wrong))}")


def one_of(where: str, value: str, known: Collection[str]) -> str:
    """Return *value*; raise `DataError` if it is none of *known*."""
    if value not in known:
        raise DataError(f"{where}: {value!r} is none of: {', '.join(known)}")
    return value


def text(where: str, languages: Mapping[str, str]) -> Text:
    """Return the text that *languages* holds; raise `DataError` for one that is not there in each language."""
    only(where, languages, set(LANGUAGES))
    try:
        # A figure and its sign of per cent stay on one line.
        return Text(**{name: PERCENT.sub("\u00a0", " ".join(words.split())) for name, words in languages.items()})
    except ValueError as error:
        raise DataError(f"{where}: {error}") from error
