"""
What makes a row of studies.csv or outcomes.csv one that cannot be trusted.

Each function returns pairs of a fault and what is said of it; `faults` keeps the messages of those that are there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from data.records import NAME
from data.slides import SLIDES
from data.statuses import OF_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SLIDES_SOURCE = "slides"  # the only source that is no reference: a figure whose origin was not found
LOST = "lost"  # the endpoint or arm of a figure whose column the slides do not show

# Lowest and highest value that a figure in this unit can have.
UNITS = {"%": (0, 100), "months": (0, 600), "years": (0, 120), "hr": (0.01, 50), "n": (1, 1_000_000)}
TIMED = {"os", "os-diagnosis", "dfs", "pfs"}  # shares that mean nothing without a time
TIME = re.compile(r"([1-9]\d*)(d|mo|y)")
VALUE = re.compile(r"([<>≤≥≈]?)(\d+(?:\.\d+)?)")
YEARS = re.compile(r"\d{4}(–\d{4})?")
P = re.compile(r"<?0\.\d+")
FIGURES = ("low", "value", "high")

type OutcomeRow = Mapping[str, str]
type Faults = Iterator[tuple[object, str]]


def faults(*groups: Iterable[tuple[object, str]]) -> list[str]:
    """Return what is said of each fault of *groups* that is there."""
    return [message for group in groups for there, message in group if there]


def name_of(reference: Mapping[str, Any]) -> str:
    """
    Return the name by which people call the work *reference*, such as Mayo 2010.

    Empty if its authors are not known.
    """
    family = reference["author"][0].get("family", "")
    return f"{family} {reference['issued']['date-parts'][0][0]}" if family else ""


def of_any(row: OutcomeRow) -> Faults:
    """Yield the faults that a row of either file can have."""
    yield not NAME.fullmatch(row["id"]), "its id is not in kebab-case"
    yield row["status"] not in OF_NUMBERS, f"its status is none of {', '.join(OF_NUMBERS)}"
    yield bool(row["note_en"]) != bool(row["note_el"]), "its note is in one language only"
    signs = set("{}|") & set(row["note_en"] + row["note_el"])
    yield signs, "its note holds one of the signs { } |, which mean something in a page"


def of_study(row: OutcomeRow, references: Mapping[str, dict[str, Any]]) -> Faults:
    """Yield the faults that a row of studies.csv can have."""
    known = not row["reference"] or row["reference"] in references
    work = references.get(row["reference"])
    named = row["name"] or (work and name_of(work))
    yield not known, f"its reference {row['reference']!r} is not in references.json"
    yield not named, "it has neither a name nor a reference whose authors are known"
    yield row["status"] == "uncertain" and not row["note_en"], "what is uncertain needs a note that says why"
    yield not (row["population_en"] and row["population_el"]), "its population is not there in both languages"
    yield row["n"] and not row["n"].isdecimal(), "its number of patients is not a number"
    yield row["years"] and not YEARS.fullmatch(row["years"]), "its years are neither a year nor two with – between them"


def of_origin(row: OutcomeRow, references: Mapping[str, Any], studies: Mapping[str, Any]) -> Faults:
    """Yield the faults of where a figure comes from."""
    known = row["source"] in {"", SLIDES_SOURCE} or row["source"] in references
    yield row["study"] not in studies, f"its study {row['study']!r} is not in studies.csv"
    yield not row["source"], "it has no source"
    yield not known, f"its source {row['source']!r} is not in references.json"


def of_terms(row: OutcomeRow, terms: Mapping[str, Mapping[str, Any]]) -> Faults:
    """Yield the faults of the words for what was measured, and in whom."""
    for kind in ("arm", "endpoint"):
        yield row[kind] not in terms[kind], f"its {kind} {row[kind]!r} is not in terms.csv"


def of_measure(row: OutcomeRow) -> Faults:
    """Yield the faults of what was measured, in which unit and when."""
    ratio = (row["unit"] == "hr") != row["endpoint"].startswith("hr-")
    count = row["endpoint"] == "n" and row["unit"] != "n"
    yield ratio or count, "its endpoint and its unit do not go together"
    yield row["time"] and not TIME.fullmatch(row["time"]), "its time is not like 60d, 3mo or 5y"
    yield row["endpoint"] in TIMED and not row["time"], "its share has no time"


def of_figures(row: OutcomeRow, intervals: Mapping[str, Any]) -> Faults:
    """
    Yield the faults of the value, its interval and its P.

    The size of a figure is looked at where all can be read.
    """
    unit = row["unit"]
    yield unit not in UNITS, f"its unit is none of {', '.join(UNITS)}"
    if unit not in UNITS:
        return
    whole = row["interval"] in {"", *intervals} and len({bool(row[part]) for part in ("interval", "low", "high")}) == 1
    yield not whole, "an interval needs its kind, its lower and its upper end"
    yield not row["value"] and not row["low"], "it has neither a value nor a range"
    figures = [VALUE.fullmatch(row[field]) for field in FIGURES if row[field]]
    yield None in figures, "a figure of it is not a number"
    yield from _of_sizes([] if None in figures else [float(figure[2]) for figure in figures if figure], unit)
    yield row["p"] and not P.fullmatch(row["p"]), "its P is not like 0.05 or <0.001"


def _of_sizes(numbers: list[float], unit: str) -> Faults:
    lowest, highest = UNITS[unit]
    outside = [number for number in numbers if not lowest <= number <= highest]
    yield outside, f"a figure of it is outside {lowest} to {highest} {unit}"
    yield numbers != sorted(numbers), "its value is outside its interval"


def of_status(row: OutcomeRow) -> Faults:
    """Yield the faults of a status that does not go with what the slides print, or lacks its reason."""
    status = row["status"]
    yield row["slide"] not in {"", *SLIDES}, f"its slide is not one of {SLIDES[0]} to {SLIDES[-1]}"
    yield bool(row["slide"]) != bool(row["printed"]), "a figure of the slides needs the slide and what is printed there"
    yield status == "as-printed" and not row["slide"], "it is as printed on no slide"
    explained = row["printed"] and row["note_en"]
    yield status == "corrected" and not explained, "a correction needs what was printed and why it is corrected"
    yield status == "uncertain" and not row["note_en"], "an uncertain figure needs a note that says why"
    lost = LOST in {row["arm"], row["endpoint"]}
    yield lost and status != "uncertain", "a figure whose column is lost is uncertain"
