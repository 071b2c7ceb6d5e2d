"""How the published numbers are said in each language: with unit, interval and time, and why they have their status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.outcome_rows import TIME, VALUE
from data.records import DataError

from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from data.outcomes import Evidence, PublishedOutcome

WORDS = {
    "months": (Text("{} month", "{} μήνας"), Text("{} months", "{} μήνες")),
    "years": (Text("{} year", "{} έτος"), Text("{} years", "{} έτη")),
}
TIMES = {
    "d": (Text("{} day", "{} ημέρα"), Text("{} days", "{} ημέρες")),
    "mo": WORDS["months"],
    "y": WORDS["years"],
}
PATIENTS = Text("patients", "ασθενείς")
SPACE = "\u00a0"

ON_SLIDE = Text("On the slides: {printed}. ", "Στις διαφάνειες: {printed}. ")


def localised(figures: str, language: Language) -> str:
    """Return *figures*, written as in the data, with the decimal sign of *language*."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", figures) if language == "el" else figures


def _digits(figure: str, unit: str, language: Language) -> str:
    if unit == "n":
        return f"{int(figure):,}".replace(",", "." if language == "el" else ",")
    return localised(figure, language)


def figure(outcome: PublishedOutcome, language: Language) -> str:
    """Return the number of *outcome* without its unit: a value, or a range."""
    if outcome.value:
        sign, digits = _parts(VALUE, outcome.value)
        return sign + _digits(digits, outcome.unit, language)
    return "–".join(_digits(end, outcome.unit, language) for end in (outcome.low, outcome.high))


def quantity(outcome: PublishedOutcome, language: Language) -> str:
    """
    Return the number of *outcome* with its unit, in *language*.

    A count of some patients of a study says what it counts.
    """
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
        raise DataError(f"{text!r} cannot be read")
    return found.groups()


def interval(outcome: PublishedOutcome, evidence: Evidence, language: Language) -> str:
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


def measure(outcome: PublishedOutcome, evidence: Evidence) -> Text:
    """Return what *outcome* measures: its endpoint, and its time if it has one."""
    name = evidence.endpoints[outcome.endpoint]
    if not outcome.time:
        return name
    return Text("{name}, {time}", "{name}, {time}").format(name=name, time=moment(outcome.time))


def reason(outcome: PublishedOutcome, language: Language) -> str:
    """Return why *outcome* has its status: what the slides print, if that is something else, and the note on it."""
    printed = ""
    if outcome.printed and outcome.printed != (outcome.value or f"{outcome.low}–{outcome.high}"):
        written = localised(outcome.printed, language)
        if re.fullmatch(r"[\d.,–]+", written):
            written = _with_unit(written, outcome.unit, language)
        printed = ON_SLIDE.format(printed=written)[language]
    return (printed + (outcome.note[language] if outcome.note else "")).strip()
