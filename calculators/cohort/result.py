"""What was found of each patient, as rows of a table; and the cells that could not be read."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from types import MappingProxyType

from calculators.cohort.audit import outcome_of
from calculators.cohort.table import CellProblem, Chunk
from calculators.engine.batch import Flag, Judged
from calculators.engine.evaluate import SetResult, because
from calculators.model.text import Language, resolve
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION

ERRORS = ("row", "column", "value", "problem")
"""The head of the table of cells that could not be read."""


CONSTANT = MappingProxyType(
    {
        **{f"{name}.status": criteria.status.value for name, criteria in SETS.items()},
        "rules_version": RULES_VERSION,
    }
)
"""The last columns, in which every row holds the same: how far the source of each set was checked, and the version of the rules."""


def head(*, ids: bool, reasons: bool) -> list[str]:
    """
    Return the names of the columns of a result.

    The row, from 1, and the *ids* of the patients where there are any; the outcome of each set; the alerts; what each set still needs; with *reasons* the truth
    of each criterion and why it is unknown; and what is `CONSTANT`.
    """
    names = ["row", *(["id"] if ids else []), *SETS, "alerts", *(f"{name}.needs" for name in SETS)]
    if reasons:
        for name, criteria in SETS.items():
            for criterion in criteria.criteria:
                names += [f"{name}.{criterion.id}", f"{name}.{criterion.id}.because"]
    return [*names, *CONSTANT]


def rows_of(chunk: Chunk, judged: Judged, language: Language, *, reasons: bool) -> Iterator[tuple[str, ...]]:
    """Yield the rows of *chunk*, of whom *judged* was found, below `head`; what the wording leaves open is said in *language*."""
    columns: list[Iterable[str]] = [map(str, range(chunk.first, chunk.first + chunk.rows))]
    if chunk.ids:
        columns.append(chunk.ids)
    results = judged.sets.values()
    columns += [_cells(column, outcome_of) for column in results]
    columns.append(_cells(judged.flags, _flag_ids))
    columns += [_cells(column, _needs) for column in results]
    if reasons:
        columns += [_cells(column, cell) for column in results for cell in _reasons(column, language)]
    columns += [repeat(value, chunk.rows) for value in CONSTANT.values()]
    return zip(*columns, strict=True)


def _cells[Found](column: Sequence[Found], said: Callable[[Found], str]) -> list[str]:
    """Return what is *said* of each thing found in *column*, worked out once for those that patients share."""
    known: dict[int, str] = {}
    cells = []
    for found in column:
        place = id(found)
        if place not in known:
            known[place] = said(found)
        cells.append(known[place])
    return cells


def _flag_ids(flags: tuple[Flag, ...]) -> str:
    return " ".join(flag.id for flag in flags)


def _needs(result: SetResult) -> str:
    return " ".join(result.needs)


@cache
def _reasons_of(name: str, language: Language) -> tuple[Callable[[SetResult], str], ...]:
    def truth(criterion: str) -> Callable[[SetResult], str]:
        return lambda result: result.findings[criterion].truth.value

    def why(criterion: str) -> Callable[[SetResult], str]:
        def said(result: SetResult) -> str:
            reasons = resolve(because(result.findings[criterion]), language)
            return json.dumps(reasons, ensure_ascii=False) if reasons else ""

        return said

    return tuple(cell for criterion in SETS[name].criteria for cell in (truth(criterion.id), why(criterion.id)))


def _reasons(column: Sequence[SetResult], language: Language) -> tuple[Callable[[SetResult], str], ...]:
    return _reasons_of(column[0].criteria.id, language) if column else ()


class _Lines(list[str]):
    """What a writer of CSV writes to."""

    write = list.append


def csv_text(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    r"""
    Return *rows* as CSV, the cells separated by *separator*.

    >>> csv_text([("row", "value"), ("1", "a,b")])
    'row,value\n1,"a,b"\n'
    """
    lines = _Lines()
    csv.writer(lines, delimiter=separator, lineterminator="\n").writerows(rows)
    return "".join(lines)


def error_rows(problems: Iterable[CellProblem], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield *problems* as rows below `ERRORS`, said in *language*."""
    return ((str(one.row), one.column, one.value, one.text[language]) for one in problems)
