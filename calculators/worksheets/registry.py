"""Every worksheet, by id, in the order in which pages list them."""

from collections.abc import Mapping
from types import MappingProxyType

from calculators.worksheets.albi import ALBI
from calculators.worksheets.future_liver_remnant import FUTURE_LIVER_REMNANT
from calculators.worksheets.laboratory_units import LABORATORY_UNITS
from calculators.worksheets.liver_involvement import LIVER_INVOLVEMENT
from calculators.worksheets.months import MONTHS
from calculators.worksheets.response import RESPONSE
from calculators.worksheets.who_grade import WHO_GRADE
from calculators.worksheets.worksheet import Worksheet

WORKSHEETS: Mapping[str, Worksheet] = MappingProxyType(
    {
        worksheet.id: worksheet
        for worksheet in (WHO_GRADE, FUTURE_LIVER_REMNANT, LIVER_INVOLVEMENT, ALBI, RESPONSE, MONTHS, LABORATORY_UNITS)
    }
)
