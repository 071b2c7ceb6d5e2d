"""Patients made by a program, to see what a cohort comes to before one's own is at hand. They are nobody's data, and no registry looks like them."""

from collections.abc import Callable, Iterator

from calculators.cohort.result import csv_text
from calculators.model.fields import NO, YES, Choice, Field, Number
from calculators.model.text import Language, Text
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.history import MONTHS_SINCE_PRIMARY_RESECTION, MONTHS_STABLE_DISEASE, PRIMARY_RESECTION
from calculators.vocabulary.liver import BILOBAR, GROWTH_TYPE, LIVER_INVOLVEMENT_PERCENT, LIVER_METASTASES_RESECTABLE
from calculators.vocabulary.patient import AGE_YEARS, SERIOUS_COMORBIDITY
from calculators.vocabulary.surgery import (
    CARCINOID_HEART_DISEASE,
    EXPECTED_MARGIN,
    FUTURE_LIVER_REMNANT_PERCENT,
    OPERATIVE_RISK_ACCEPTABLE,
    RIGHT_HEART_FAILURE,
)
from calculators.vocabulary.tumour import KI67_PERCENT, MITOSES_PER_2MM2, PRIMARY_SITE, TUMOUR_FAMILY

PATIENTS = 300
PATIENT = Text("Patient", "Ασθενής")
MISSING_PERCENT = 3
UNREADABLE = ("ca. 60", "?!")

# The linear congruential generator of D. E. Knuth, MMIX: the same patients in each browser.
FACTOR, ADD, MODULUS = 6364136223846793005, 1442695040888963407, 2**64


def _draws() -> Iterator[float]:
    """Yield numbers from 0 to below 1, the same each time."""
    state = 20260229
    while True:
        state = (FACTOR * state + ADD) % MODULUS
        yield (state >> 11) / 2**53


def _weighted(field: Choice, weights: dict[str, int]) -> Callable[[float, Language], str]:
    spread = [option for option, weight in weights.items() for _ in range(weight)]
    return lambda draw, language: field.options[spread[int(draw * len(spread))]][language]


def _yes(percent: int) -> Callable[[float, Language], str]:
    return lambda draw, language: (YES if 100 * draw < percent else NO)[language]


def _between(low: float, high: float, power: float = 1) -> Callable[[float, Language], str]:
    def number(draw: float, language: Language) -> str:
        value = f"{low + (high - low) * draw**power:.1f}".removesuffix(".0")
        return value.replace(".", ",") if language == "el" else value

    return number


COLUMNS: dict[Field, Callable[[float, Language], str]] = {
    AGE_YEARS: _between(26, 74),
    SERIOUS_COMORBIDITY: _yes(12),
    TUMOUR_FAMILY: _weighted(TUMOUR_FAMILY, {"neuroendocrine": 19, "non_neuroendocrine": 1}),
    PRIMARY_SITE: _weighted(
        PRIMARY_SITE,
        {
            "ileum": 8,
            "pancreas": 6,
            "jejunum": 2,
            "duodenum": 1,
            "appendix": 1,
            "lung": 1,
            "rectum_lower": 1,
            "unknown": 1,
        },
    ),
    KI67_PERCENT: _between(0.5, 38, 5),
    MITOSES_PER_2MM2: _between(0, 24, 6),
    LIVER_INVOLVEMENT_PERCENT: _between(3, 85, 1.8),
    GROWTH_TYPE: _weighted(GROWTH_TYPE, {"I": 3, "II": 4, "III": 4}),
    BILOBAR: _yes(70),
    LIVER_METASTASES_RESECTABLE: _yes(35),
    EXTRAHEPATIC_DISEASE: _weighted(
        EXTRAHEPATIC_DISEASE, {"none": 13, "cleared": 3, "resectable": 2, "unresectable": 2}
    ),
    EXPECTED_MARGIN: _weighted(EXPECTED_MARGIN, {"R0": 6, "R1": 3, "R2": 2}),
    FUTURE_LIVER_REMNANT_PERCENT: _between(18, 80),
    OPERATIVE_RISK_ACCEPTABLE: _yes(85),
    CARCINOID_HEART_DISEASE: _weighted(CARCINOID_HEART_DISEASE, {"none": 15, "mild": 3, "moderate": 1, "severe": 1}),
    RIGHT_HEART_FAILURE: _yes(4),
    PRIMARY_RESECTION: _weighted(PRIMARY_RESECTION, {"separate_curative": 15, "none": 3, "non_curative": 2}),
    MONTHS_SINCE_PRIMARY_RESECTION: _between(1, 60),
    MONTHS_STABLE_DISEASE: _between(1, 40),
}


def _head(field: Field, language: Language) -> str:
    return f"{field.label[language]} ({field.unit[language]})" if isinstance(field, Number) else field.label[language]


def simulated(language: Language) -> str:
    """Return the simulated patients as a table in *language*, as a spreadsheet exports it, with answers missing and two that cannot be read."""
    draws = _draws()
    rows = [[PATIENT[language], *(_head(field, language) for field in COLUMNS)]]
    for number in range(1, PATIENTS + 1):
        cells = [made(next(draws), language) for made in COLUMNS.values()]
        kept = [cell if 100 * next(draws) >= MISSING_PERCENT else "" for cell in cells]
        rows.append([f"S{number:03}", *kept])
    for row, unreadable in zip((7, 42), UNREADABLE, strict=True):
        rows[row][1] = unreadable
    return csv_text(rows)
