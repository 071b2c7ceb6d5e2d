"""
A number as people write it: alone, with its unit, as a bound or as a range.

"2", "2 %", "<2", "≥20 %", "1–2 %", "1 to 2": what names more numbers than one is an `Interval`, and a number that is only bounded is partly known.
Nothing is converted: a number in another unit than that of its question is refused.
"""

import math
import re
from functools import cache
from types import MappingProxyType
from typing import Final

from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.vocabulary.units import WRITTEN

NUMBER = re.compile(r"[0-9]+([.,][0-9]*)?")
THOUSANDS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
DASHES = re.compile("[\u2010-\u2015\u2212]")
"""What word processors make of a hyphen."""

BOUNDED: Final = r"(?:[<>]=?[0-9]+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?-[0-9]+(?:\.[0-9]+)?)"
"""How a case spells a number that is only bounded: `<2`, `<=2`, `>20`, `>=20`, `1-2`."""

SIGNS = MappingProxyType({"≤": "<=", "⩽": "<=", "=<": "<=", "≥": ">=", "⩾": ">=", "=>": ">="})
"""Other signs for those of a bound."""

SPELT = re.compile(r"(?:([<>]=?)([0-9.]+)|([0-9.]+)-([0-9.]+))")


def two_numbers(field: Number, text: str) -> re.Match[str] | None:
    """Return *text* as its two parts where it may be a number of thousands or one with three decimals, and *field* can hold so many thousands."""
    found = THOUSANDS.fullmatch(text)
    able = found and field.high is not None and float(found[1] + found[2]) <= field.high
    return found if able else None


def in_range(field: Number, value: float) -> bool:
    """Return whether *value* is an answer to *field*."""
    inside = math.isfinite(value) and field.low <= value and (field.high is None or value <= field.high)
    return inside and (not field.whole or value.is_integer())


def known_to_be(field: Number, interval: Interval) -> float | Interval | None:
    """Return what it says of *field* that its number lies in *interval*: the number where there is one alone, None where there is none."""
    possible = interval.shared(field.span)
    if possible is None:
        return None
    return float(possible.low) if possible.low == possible.high else interval


def read_bounded(field: Number, text: str) -> float | Interval | None:
    """
    Return *text* as a number of *field* that is only bounded, written as `BOUNDED` says; None where it is none, or names no number of *field*.

    It is the number itself where the bounds leave one alone.
    """
    if not re.fullmatch(BOUNDED, text):
        return None
    sign, bound, low, high = SPELT.fullmatch(text).groups()  # type: ignore[union-attr]  # the same, in parts
    ends = [float(end) for end in ([bound] if sign else [low, high])]
    if not all(in_range(field, end) for end in ends):
        return None
    match sign:
        case "<" | "<=":
            interval = Interval(0.0, ends[0], with_high=sign == "<=")
        case ">" | ">=":
            interval = Interval(ends[0], None, with_low=sign == ">=")
        case _:
            interval = Interval(ends[0], ends[1])
    return known_to_be(field, interval)


@cache
def _written(field: Number) -> re.Pattern[str]:
    """Return how a number of *field* may be written."""
    spellings = {field.unit.en, field.unit.el, *WRITTEN.get(field.unit.en, ())}
    longest_first = sorted(spellings, key=len, reverse=True)
    unit = "|".join(map(re.escape, longest_first)).replace(r"\ ", r"\s*").replace("²", "[2²]").replace("³", "[3³]")
    number = rf"([0-9]+(?:[.,][0-9]*)?)\s*(?:(?:{unit})\.?)?\s*"
    return re.compile(rf"(?:([<>]=?)\s*)?{number}(?:(?:-|to|έως|ως)\s*{number})?", re.IGNORECASE)


def _plain(text: str) -> str:
    """Return *text* with one sign for each that word processors and keyboards know several of."""
    text = DASHES.sub("-", text.strip())
    for written, sign in SIGNS.items():
        text = text.replace(written, sign)
    return text


def numbers_in(text: str) -> list[str]:
    """Return the numbers in *text* as they are written."""
    return [found[0] for found in NUMBER.finditer(text)]


def read_number(field: Number, text: str) -> float | Interval | None:
    """
    Return *text* as it was typed as an answer to *field*; None where it is none, or could be two.

    A point and a comma are both decimals; behind a number its unit may stand, and no other.
    """
    text = text.strip()
    if NUMBER.fullmatch(text):  # as nearly every number is written
        return None if two_numbers(field, text) else _alone(field, text)
    found = _written(field).fullmatch(_plain(text))
    if not found:
        return None
    sign, first, second = found.groups(default="")
    if two_numbers(field, first) or two_numbers(field, second):
        return None
    if not (sign or second):
        return _alone(field, first)
    low, high = (one.replace(",", ".").removesuffix(".") for one in (first, second))
    return read_bounded(field, f"{sign}{low}-{high}".removesuffix("-"))


def _alone(field: Number, written: str) -> float | None:
    value = float(written.replace(",", "."))
    return value if in_range(field, value) else None


OTHER_UNIT = re.compile(r"[<>]?=?\s*[0-9]+(?:[.,][0-9]+)?\s*((?:[^\W\d_]|[%‰/²³. ])+)")


def other_unit(field: Number, text: str) -> str | None:
    """Return the unit that *text* names behind its number, where it is another one than that of *field*; None where it names none."""
    found = OTHER_UNIT.fullmatch(_plain(text))
    return found[1] if found and read_number(field, text) is None else None
