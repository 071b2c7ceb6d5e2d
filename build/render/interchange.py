"""The case and the rules in the languages of other systems, as files that the site publishes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.hand_written import hand_written

from calculators.documents.saved_schema import saved_schema
from calculators.engine.case import LATEST, read
from calculators.engine.guards import GUARDS
from calculators.export.cql import LIBRARY, cql, parameter
from calculators.export.fhir import BOTH
from calculators.export.fhir_questionnaire import questionnaire
from calculators.export.json_schema import case_schema, result_schema
from calculators.export.provenance import USE, guards, sets
from calculators.model.text import LANGUAGES, Language, Text, resolve
from calculators.version import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from data.hand_written import HandWritten

FOLDER = "interchange"


@dataclass(frozen=True, slots=True)
class File:
    """A file for other systems: *what* it is, and how it is *made* in a language for the address where it lies."""

    what: Text
    made: Callable[[Language, str], str]


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _schema(what: Text, schema: Callable[[], dict[str, Any]]) -> File:
    """Return the file of a *schema*, which names its own address."""
    return File(what, lambda language, address: _json({"$id": address, **resolve(schema(), language)}))


TRUTHS = {"met": True, "not_met": False, "unknown": None, "undecided": None}
"""What CQL has for a truth or a verdict."""
GUARD_IDS = frozenset(guard.id for guard in GUARDS)


def _expected(case: HandWritten) -> dict[str, Any]:
    """Return what a definition of the library must come to for *case*, as far as whoever wrote it says so."""
    found: dict[str, Any] = {f"{case.set_id}.{name}": TRUTHS[truth] for name, truth in case.criteria.items()}
    for name, value in case.outcome.items():
        match name:
            case "verdict":
                found[case.set_id] = TRUTHS[value]
            case "class":
                found[case.set_id] = value
            case "present" | "absent":
                found[f"{case.set_id}.{name}"] = value
    return found | dict.fromkeys(GUARD_IDS.intersection(case.alerts), True)


def _cql_cases() -> dict[str, Any]:
    """Return the hand-written cases as test cases of the CQL library."""
    return {
        "about": USE,
        "library": LIBRARY,
        "version": RULES_VERSION,
        "sets": sets(),
        "guards": guards(),
        "cases": [
            {
                "set": case.set_id,
                "name": case.name,
                "parameters": {"case": parameter(read(case.patient, LATEST))},
                "expected": _expected(case),
            }
            for case in hand_written()
        ],
    }


FILES: Mapping[str, File] = {
    "case.schema.json": _schema(Text("JSON Schema of a case", "JSON Schema ενός περιστατικού"), case_schema),
    "result.schema.json": _schema(Text("JSON Schema of a result", "JSON Schema ενός αποτελέσματος"), result_schema),
    "saved.schema.json": _schema(
        Text("JSON Schema of a saved case", "JSON Schema ενός αποθηκευμένου περιστατικού"), saved_schema
    ),
    "case.questionnaire.json": File(
        Text("FHIR R4 Questionnaire of a case", "FHIR R4 Questionnaire ενός περιστατικού"),
        lambda language, _: _json(questionnaire(language)),
    ),
    "case.questionnaire.el-en.json": File(
        Text("the same in both languages at once", "το ίδιο και στις δύο γλώσσες μαζί"),
        lambda _, __: _json(questionnaire(BOTH)),
    ),
    "liver-metastases.cql": File(
        Text("the sets as a CQL library (in English)", "οι κατάλογοι ως βιβλιοθήκη CQL (στα αγγλικά)"),
        lambda _, __: cql(),
    ),
    "liver-metastases.cases.json": File(
        Text(
            "patients written by hand, with what the CQL library must state about them (in English)",
            "περιστατικά γραμμένα με το χέρι, με όσα πρέπει να δηλώνει γι’ αυτά η βιβλιοθήκη CQL (στα αγγλικά)",
        ),
        lambda _, __: _json(resolve(_cql_cases(), "en")),
    ),
}
VERSIONED = Text("this version: {link}", "αυτή η έκδοση: {link}")


def _under(language: Language) -> str:
    return FOLDER if language == "el" else f"{language}/{FOLDER}"


def files(language: Language) -> str:
    """Return the list of the files, as a page two folders deep links them: the newest, and that of this version."""
    items = ""
    for name, file in FILES.items():
        link = f'<a href="../../{FOLDER}/{RULES_VERSION}/{name}" download>{RULES_VERSION}</a>'
        said = VERSIONED.format(link=link)[language]
        items += f'<li><a href="../../{FOLDER}/{name}" download>{name}</a>: {file.what[language]} ({said})</li>'
    return f'<ul class="downloads">{items}</ul>'


def write(site: Path, site_url: str) -> None:
    """
    Write the files into the built *site*, whose address is *site_url*.

    Each lies under an address that stays and leads to the newest, and under one that holds the version of the rules.
    """
    for language in LANGUAGES:
        for folder in (_under(language), f"{_under(language)}/{RULES_VERSION}"):
            (site / folder).mkdir(parents=True, exist_ok=True)
            for name, file in FILES.items():
                text = file.made(language, f"{site_url}{folder}/{name}")
                (site / folder / name).write_text(text, encoding="utf-8", newline="")
