"""The sources of the rules as Python, from the bibliography: the works that have a name for the rules there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.records import DataError
from data.references import records, short
from paths import RULES

PATH = RULES / "vocabulary" / "sources.py"
HEAD = '''"""
The publications that sets, formulas and worksheets rest on.

Generated from docs/data/references.json by `python build/generate.py`: a work is described there, and `custom.rules` is
its name here.
"""

from calculators.model.sets import Source
'''


def module(works: list[dict[str, Any]]) -> str:
    """
    Return the module that declares those of *works* that the rules cite.

    Raises `DataError` for a name given twice.
    """
    cited = [work for work in works if "rules" in work["custom"]]
    names = [work["custom"]["rules"] for work in cited]
    if len(names) != len(set(names)):
        raise DataError("references.json: two works have the same name for the rules")
    return "\n".join([HEAD, *("\n".join(_declared(work)) for work in cited)])


def _declared(work: dict[str, Any]) -> Iterator[str]:
    fields = {"doi": work.get("DOI"), "pmid": work.get("PMID"), "url": work.get("URL")}
    yield f"{work['custom']['rules']} = Source("
    yield f"    {_quoted(work['id'])},"
    yield f"    {_quoted(short(work))},"
    yield from (f"    {name}={_quoted(value)}," for name, value in fields.items() if value)
    yield ")\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def generate() -> dict[Path, str]:
    """Return the module with the file that it belongs into."""
    return {PATH: module(records())}
