"""
The published numbers of `docs/data`: studies, and one row for each outcome, with where it was read and how far it was checked.

`read_evidence` reads and checks the three files; a row that lacks something stops the build. Nothing here knows Markdown.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from paths import DATA

from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


STATUSES = ("as-printed", "checked", "corrected", "uncertain")
SLIDES = tuple(f"S{number}" for number in range(1, 19))
SLIDES_SOURCE = "slides"  # the only source that is no reference: a figure whose origin was not found
LOST = "lost"  # the endpoint or arm of a figure whose column the slides do not show

# Lowest and highest value that a figure in this unit can have.
UNITS = {"%": (0, 100), "months": (0, 600), "years": (0, 120), "hr": (0.01, 50), "n": (1, 1_000_000)}
WORDS = {
    "months": (Text("{} month", "{} μήνας"), Text("{} months", "{} μήνες")),
    "years": (Text("{} year", "{} έτος"), Text("{} years", "{} έτη")),
}
TIMES = {
    "d": (Text("{} day", "{} ημέρα"), Text("{} days", "{} ημέρες")),
    "mo": WORDS["months"],
    "y": WORDS["years"],
}
TIMED = {"os", "os-diagnosis", "dfs", "pfs"}  # shares that mean nothing without a time
TIME = re.compile(r"([1-9]\d*)(d|mo|y)")
VALUE = re.compile(r"([<>≤≥≈]?)(\d+(?:\.\d+)?)")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PATIENTS = Text("patients", "ασθενείς")
SPACE = "\u00a0"

STUDY_FIELDS = (
    "id",
    "name",
    "reference",
    "population_en",
    "population_el",
    "n",
    "years",
    "status",
    "note_en",
    "note_el",
)
OUTCOME_FIELDS = (
    *("id", "study", "arm", "endpoint", "time", "value", "low", "high", "interval", "unit", "p"),
    *("source", "slide", "printed", "status", "note_en", "note_el"),
)
TERM_FIELDS = ("kind", "id", "en", "el")


class EvidenceError(ValueError):
    """A row of the data, or a name for one, that cannot be used; says which and why."""


@dataclass(frozen=True, slots=True)
class Study:
    """One study. `reference` is a key of references.json, or empty where the work was not identified or not read itself."""

    id: str
    name: str
    reference: str
    population: Text
    n: str
    years: str
    status: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    One published number.

    `value` keeps the digits that were published; where it is empty, `low` and `high` are a range.
    `printed` is what the slides print, where they print it.
    """

    id: str
    study: str
    arm: str
    endpoint: str
    time: str
    value: str
    low: str
    high: str
    interval: str
    unit: str
    p: str
    source: str
    slide: str
    printed: str
    status: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All studies, outcomes and the words for arms, endpoints and intervals, each by its id."""

    studies: Mapping[str, Study]
    outcomes: Mapping[str, Outcome]
    arms: Mapping[str, Text]
    endpoints: Mapping[str, Text]
    intervals: Mapping[str, Text]

    def outcome(self, name: str) -> Outcome:
        """
        Return the outcome *name*; `STUDY-n` is the number of patients of a study.

        Raises `EvidenceError` if there is none.
        """
        if name in self.outcomes:
            return self.outcomes[name]
        study = self.studies.get(name.removesuffix("-n"))
        if study is None or not name.endswith("-n") or not study.n:
            raise EvidenceError(f"there is no outcome “{name}” in outcomes.csv")
        note = study.note if study.status == "uncertain" else None
        return Outcome(
            name,
            study.id,
            "all",
            "n",
            "",
            study.n,
            "",
            "",
            "",
            "n",
            "",
            study.reference or SLIDES_SOURCE,
            "",
            "",
            study.status,
            note,
        )

    def select(self, patterns: Iterable[str]) -> list[Outcome]:
        """
        Return the outcomes whose ids match *patterns* (`*` stands for anything), in the order of the patterns.

        Raises `EvidenceError` for a pattern that matches nothing.
        """
        found: dict[str, Outcome] = {}
        for pattern in patterns:
            names = [name for name in self.outcomes if fnmatchcase(name, pattern)]
            if not names and "*" in pattern:
                raise EvidenceError(f"no outcome matches “{pattern}”")
            found |= {name: self.outcome(name) for name in names or [pattern]}
        return list(found.values())


def read_evidence(folder: Path = DATA) -> Evidence:
    """
    Read the studies, outcomes and terms in *folder*, and the keys of its references.

    Raises `EvidenceError` for the first row that cannot be trusted.
    """
    references = {item["id"]: item for item in json.loads((folder / "references.json").read_text(encoding="utf-8"))}
    terms: dict[str, dict[str, Text]] = {"arm": {}, "endpoint": {}, "interval": {}}
    for row in _rows(folder / "terms.csv", TERM_FIELDS):
        if row["kind"] not in terms or not NAME.fullmatch(row["id"]) or row["id"] in terms[row["kind"]]:
            raise EvidenceError(f"terms.csv: {row['kind']} {row['id']!r} is of no known kind, ill named or there twice")
        terms[row["kind"]][row["id"]] = Text(row["en"], row["el"])
    studies: dict[str, Study] = {}
    for row in _rows(folder / "studies.csv", STUDY_FIELDS):
        _refuse(f"studies.csv: {row['id'] or 'a row without id'}", _study_faults(row, references, studies))
        studies[row["id"]] = Study(
            id=row["id"],
            name=row["name"] or _name(references[row["reference"]]),
            reference=row["reference"],
            population=Text(row["population_en"], row["population_el"]),
            n=row["n"],
            years=row["years"],
            status=row["status"],
            note=_note(row),
        )
    outcomes: dict[str, Outcome] = {}
    for row in _rows(folder / "outcomes.csv", OUTCOME_FIELDS):
        faults = _outcome_faults(row, references, studies, terms)
        _refuse(
            f"outcomes.csv: {row['id'] or 'a row without id'}",
            [*faults, *(["its id is used twice"] if row["id"] in outcomes else [])],
        )
        plain = {field: row[field] for field in OUTCOME_FIELDS if not field.startswith("note")}
        outcomes[row["id"]] = Outcome(**plain, note=_note(row))
    return Evidence(studies, outcomes, terms["arm"], terms["endpoint"], terms["interval"])


def _name(reference: Mapping[str, Any]) -> str:
    """Return the name by which people call the work *reference*, such as Mayo 2010; empty if its authors are not known."""
    family = reference["author"][0].get("family", "")
    return f"{family} {reference['issued']['date-parts'][0][0]}" if family else ""


def _rows(path: Path, fields: Sequence[str]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    for number, row in enumerate(rows, start=2):
        if tuple(row) != tuple(fields) or None in row.values():
            raise EvidenceError(f"{path.name}, row {number}: the columns must be {', '.join(fields)}")
        if any(value != value.strip() for value in row.values()):
            raise EvidenceError(f"{path.name}, row {number}: a value begins or ends with a space")
    return rows


def _refuse(where: str, faults: Sequence[str]) -> None:
    if faults:
        raise EvidenceError(f"{where}: {'; '.join(faults)}")


def _note(row: Mapping[str, str]) -> Text | None:
    return Text(row["note_en"], row["note_el"]) if row["note_en"] else None


def _common_faults(row: Mapping[str, str]) -> list[str]:
    faults = []
    if not NAME.fullmatch(row["id"]):
        faults.append("its id is not in kebab-case")
    if row["status"] not in STATUSES:
        faults.append(f"its status is none of {', '.join(STATUSES)}")
    if bool(row["note_en"]) != bool(row["note_el"]):
        faults.append("its note is in one language only")
    if set("{}|") & set(row["note_en"] + row["note_el"]):
        faults.append("its note holds one of the signs { } |, which mean something in a page")
    return faults


def _study_faults(
    row: Mapping[str, str], references: Mapping[str, dict[str, Any]], studies: Mapping[str, Study]
) -> list[str]:
    faults = _common_faults(row)
    if row["id"] in studies:
        faults.append("its id is used twice")
    if row["reference"] and row["reference"] not in references:
        faults.append(f"its reference {row['reference']!r} is not in references.json")
    if not row["name"] and not (row["reference"] in references and _name(references[row["reference"]])):
        faults.append("it has neither a name nor a reference whose authors are known")
    if row["status"] == "uncertain" and not row["note_en"]:
        faults.append("what is uncertain needs a note that says why")
    if not (row["population_en"] and row["population_el"]):
        faults.append("its population is not there in both languages")
    if row["n"] and not row["n"].isdecimal():
        faults.append("its number of patients is not a number")
    if row["years"] and not re.fullmatch(r"\d{4}(–\d{4})?", row["years"]):
        faults.append("its years are neither a year nor two with – between them")
    return faults


def _outcome_faults(
    row: Mapping[str, str],
    references: Mapping[str, dict[str, Any]],
    studies: Mapping[str, Study],
    terms: Mapping[str, Mapping[str, Text]],
) -> list[str]:
    faults = _common_faults(row)
    if row["study"] not in studies:
        faults.append(f"its study {row['study']!r} is not in studies.csv")
    if not row["source"]:
        faults.append("it has no source")
    elif row["source"] != SLIDES_SOURCE and row["source"] not in references:
        faults.append(f"its source {row['source']!r} is not in references.json")
    for kind in ("arm", "endpoint"):
        if row[kind] not in terms[kind]:
            faults.append(f"its {kind} {row[kind]!r} is not in terms.csv")
    return faults + _measure_faults(row) + _figure_faults(row, terms["interval"]) + _status_faults(row)


def _measure_faults(row: Mapping[str, str]) -> list[str]:
    faults = []
    if (row["unit"] == "hr") != row["endpoint"].startswith("hr-") or (row["endpoint"] == "n" and row["unit"] != "n"):
        faults.append("its endpoint and its unit do not go together")
    if row["time"] and not TIME.fullmatch(row["time"]):
        faults.append("its time is not like 60d, 3mo or 5y")
    if row["endpoint"] in TIMED and not row["time"]:
        faults.append("its share has no time")
    return faults


def _figure_faults(row: Mapping[str, str], intervals: Mapping[str, Text]) -> list[str]:
    if row["unit"] not in UNITS:
        return [f"its unit is none of {', '.join(UNITS)}"]
    faults = []
    if (
        row["interval"] not in {"", *intervals}
        or bool(row["interval"]) != bool(row["low"])
        or bool(row["low"]) != bool(row["high"])
    ):
        faults.append("an interval needs its kind, its lower and its upper end")
    if not row["value"] and not row["low"]:
        faults.append("it has neither a value nor a range")
    figures = [VALUE.fullmatch(row[field]) for field in ("low", "value", "high") if row[field]]
    lowest, highest = UNITS[row["unit"]]
    if None in figures:
        return [*faults, "a figure of it is not a number"]
    numbers = [float(figure[2]) for figure in figures if figure]
    if not all(lowest <= number <= highest for number in numbers):
        faults.append(f"a figure of it is outside {lowest} to {highest} {row['unit']}")
    if numbers != sorted(numbers):
        faults.append("its value is outside its interval")
    if row["p"] and not re.fullmatch(r"<?0\.\d+", row["p"]):
        faults.append("its P is not like 0.05 or <0.001")
    return faults


def _status_faults(row: Mapping[str, str]) -> list[str]:
    faults = []
    if row["slide"] not in {"", *SLIDES}:
        faults.append("its slide is not one of S1 to S18")
    if bool(row["slide"]) != bool(row["printed"]):
        faults.append("a figure of the slides needs the slide and what is printed there")
    if row["status"] == "as-printed" and not row["slide"]:
        faults.append("it is as printed on no slide")
    if row["status"] == "corrected" and not (row["printed"] and row["note_en"]):
        faults.append("a correction needs what was printed and why it is corrected")
    if row["status"] == "uncertain" and not row["note_en"]:
        faults.append("an uncertain figure needs a note that says why")
    if LOST in {row["arm"], row["endpoint"]} and row["status"] != "uncertain":
        faults.append("a figure whose column is lost is uncertain")
    return faults


def localised(figures: str, language: Language) -> str:
    """Return *figures*, written as in the data, with the decimal sign of *language*."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", figures) if language == "el" else figures


def _digits(figure: str, unit: str, language: Language) -> str:
    if unit == "n":
        return f"{int(figure):,}".replace(",", "." if language == "el" else ",")
    return localised(figure, language)


def figure(outcome: Outcome, language: Language) -> str:
    """Return the number of *outcome* without its unit: a value, or a range."""
    if outcome.value:
        sign, digits = _parts(VALUE, outcome.value)
        return sign + _digits(digits, outcome.unit, language)
    return "–".join(_digits(end, outcome.unit, language) for end in (outcome.low, outcome.high))


def quantity(outcome: Outcome, language: Language) -> str:
    """Return the number of *outcome* with its unit, in *language*; a count of some patients of a study says what it counts."""
    if outcome.unit == "n" and outcome.endpoint != "n":
        return f"{figure(outcome, language)}{SPACE}{PATIENTS[language]}"
    return _with_unit(figure(outcome, language), outcome.unit, language)


def _with_unit(written: str, unit: str, language: Language) -> str:
    if unit == "%":
        return f"{written}{SPACE}%"
    if unit in WORDS:
        return WORDS[unit][written != "1"][language].format(written).replace(" ", SPACE)
    return written


def _parts(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = pattern.fullmatch(text)
    if found is None:  # cannot be after the data were read
        raise EvidenceError(f"{text!r} cannot be read")
    return found.groups()


def interval(outcome: Outcome, evidence: Evidence, language: Language) -> str:
    """Return the interval around the value of *outcome*, as it stands in brackets; empty if it has none."""
    if not (outcome.value and outcome.low):
        return ""
    kind = evidence.intervals[outcome.interval][language].replace(" ", SPACE)
    return f"{kind} {'–'.join(_digits(end, outcome.unit, language) for end in (outcome.low, outcome.high))}"


def moment(time: str) -> Text:
    """Return the time *time* of the data, such as `5y`, in words."""
    count, unit = _parts(TIME, time)
    words = TIMES[unit][count != "1"]
    return Text(words.en.format(count), words.el.format(count))


def measure(outcome: Outcome, evidence: Evidence) -> Text:
    """Return what *outcome* measures: its endpoint, and its time if it has one."""
    name = evidence.endpoints[outcome.endpoint]
    if not outcome.time:
        return name
    return Text("{name}, {time}", "{name}, {time}").format(name=name, time=moment(outcome.time))


ON_SLIDE = Text("On the slides: {printed}. ", "Στις διαφάνειες: {printed}. ")


def reason(outcome: Outcome, language: Language) -> str:
    """Return why *outcome* has its status: what the slides print, if that is something else, and the note on it."""
    printed = ""
    if outcome.printed and outcome.printed != (outcome.value or f"{outcome.low}–{outcome.high}"):
        written = localised(outcome.printed, language)
        if re.fullmatch(r"[\d.,–]+", written):
            written = _with_unit(written, outcome.unit, language)
        printed = ON_SLIDE.format(printed=written)[language]
    return (printed + (outcome.note[language] if outcome.note else "")).strip()
