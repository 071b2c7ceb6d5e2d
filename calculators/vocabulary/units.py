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


def options(**names: Text) -> Mapping[str, Text]:
    """Return the options of a choice by id, in the order in which they are offered."""
    return MappingProxyType(names)
