"""The case and the rules in the languages of other systems, as files that the site publishes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from calculators.documents.saved_schema import saved_schema
from calculators.export.json_schema import case_schema, result_schema
from calculators.model.text import LANGUAGES, Language, Text, resolve
from calculators.version import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FOLDER = "interchange"
SCHEMAS: Mapping[str, tuple[Callable[[], dict[str, Any]], Text]] = {
    "case.schema.json": (case_schema, Text("JSON Schema of a case", "JSON Schema ενός περιστατικού")),
    "result.schema.json": (result_schema, Text("JSON Schema of a result", "JSON Schema ενός αποτελέσματος")),
    "saved.schema.json": (
        saved_schema,
        Text("JSON Schema of a saved case", "JSON Schema ενός αποθηκευμένου περιστατικού"),
    ),
}
VERSIONED = Text("this version: {link}", "αυτή η έκδοση: {link}")


def _under(language: Language) -> str:
    return FOLDER if language == "el" else f"{language}/{FOLDER}"


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _made(language: Language, address: str) -> dict[str, str]:
    """Return the files in *language*, by name; a schema names its *address*."""
    return {
        name: _json({"$id": f"{address}{name}", **resolve(schema(), language)}) for name, (schema, _) in SCHEMAS.items()
    }


def files(language: Language) -> str:
    """Return the list of the files, as a page two folders deep links them: the newest, and that of this version."""
    items = ""
    for name, (_, what) in SCHEMAS.items():
        link = f'<a href="../../{FOLDER}/{RULES_VERSION}/{name}" download>{RULES_VERSION}</a>'
        said = VERSIONED.format(link=link)[language]
        items += f'<li><a href="../../{FOLDER}/{name}" download>{name}</a>: {what[language]} ({said})</li>'
    return f'<ul class="downloads">{items}</ul>'


def write(site: Path, site_url: str) -> None:
    """
    Write the files into the built *site*, whose address is *site_url*.

    Each lies under an address that stays and leads to the newest, and under one that holds the version of the rules.
    """
    for language in LANGUAGES:
        for folder in (_under(language), f"{_under(language)}/{RULES_VERSION}"):
            (site / folder).mkdir(parents=True, exist_ok=True)
            for name, text in _made(language, f"{site_url}{folder}/").items():
                (site / folder / name).write_text(text, encoding="utf-8", newline="")
