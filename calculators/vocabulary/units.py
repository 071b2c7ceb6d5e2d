"""Units as the questions name them, and the options of a choice."""

from collections.abc import Mapping
from types import MappingProxyType

from calculators.model.text import Text, same

PERCENT = same("%")
CELLS = Text("cells", "κύτταρα")
YEARS = Text("years", "έτη")
MONTHS = Text("months", "μήνες")
CENTIMETRES = same("cm")
KILOGRAMS = same("kg")
PER_2_MM2 = Text("per 2 mm²", "ανά 2 mm²")

WRITTEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "%": ("percent", "per cent", "τοις εκατό"),
        "years": ("year", "yrs", "yr", "y", "έτος", "ετών", "έτους", "χρόνια", "χρονών"),
        "months": ("month", "mos", "mo", "μήνας", "μηνών", "μήνα"),
        "cells": ("cell", "κύτταρο", "κυττάρων"),
        "cm": ("centimetres", "centimeters", "εκ", "εκατοστά"),
        "mm": ("millimetres", "millimeters", "χιλιοστά"),
        "kg": ("kilograms", "κιλά"),
        "ml": ("cc", "cm³"),
        "per 2 mm²": ("/ 2 mm²",),
        "µmol/l": ("umol/l",),
        "ng/l (= pg/ml)": ("ng/l", "pg/ml"),
        "lesions": ("lesion", "εστία"),
    }
)
"""How a unit, by its English name, may be written behind a number besides."""

UCUM: Mapping[str, str] = MappingProxyType(
    {
        PERCENT.en: "%",
        CELLS.en: "{cells}",
        YEARS.en: "a",
        MONTHS.en: "mo",
        CENTIMETRES.en: "cm",
        KILOGRAMS.en: "kg",
        PER_2_MM2.en: "/(2.mm2)",
    }
)
"""What the Unified Code for Units of Measure calls the unit of a question, by its English name."""


def options(**names: Text) -> Mapping[str, Text]:
    """Return the options of a choice by id, in the order in which they are offered."""
    return MappingProxyType(names)
