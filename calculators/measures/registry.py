"""Every measure, by id, in the order in which pages list them."""

from collections.abc import Mapping
from types import MappingProxyType

from calculators.measures.panel import Measure
from calculators.measures.panels.future_liver_remnant import FUTURE_LIVER_REMNANT
from calculators.measures.panels.laboratory_units import LABORATORY_UNITS
from calculators.measures.panels.liver_involvement import LIVER_INVOLVEMENT
from calculators.measures.panels.months import MONTHS
from calculators.measures.panels.response import RESPONSE
from calculators.measures.panels.who_grade import WHO_GRADE

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        measure.id: measure
        for measure in (WHO_GRADE, FUTURE_LIVER_REMNANT, LIVER_INVOLVEMENT, RESPONSE, MONTHS, LABORATORY_UNITS)
    }
)
