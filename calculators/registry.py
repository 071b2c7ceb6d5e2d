"""The sets of criteria, grouped by clinical question. Nothing else knows the files that declare them."""

from dataclasses import dataclass
from types import MappingProxyType

from calculators.model import CriteriaSet
from calculators.resection.enets_2012_resection import ENETS_2012_RESECTION
from calculators.resection.frilling_2014_resection import FRILLING_2014_RESECTION
from calculators.resection.resection_first_choice import RESECTION_FIRST_CHOICE
from calculators.text import Text
from calculators.transplant.enets_2012_transplant import ENETS_2012_TRANSPLANT
from calculators.transplant.milan_net_2007 import MILAN_NET_2007
from calculators.transplant.milan_net_2016 import MILAN_NET_2016
from calculators.transplant.optn_net import OPTN_NET
from calculators.transplant.transplant_contraindications import TRANSPLANT_CONTRAINDICATIONS


@dataclass(frozen=True, slots=True)
class Group:
    """Sets that answer one clinical question; a contraindication in one of them stands beside all of them."""

    id: str
    title: Text
    sets: tuple[CriteriaSet, ...]


GROUPS = (
    Group(
        "resection",
        Text("Resection", "Εκτομή"),
        (ENETS_2012_RESECTION, FRILLING_2014_RESECTION, RESECTION_FIRST_CHOICE),
    ),
    Group(
        "transplant",
        Text("Transplantation", "Μεταμόσχευση"),
        (ENETS_2012_TRANSPLANT, MILAN_NET_2007, MILAN_NET_2016, OPTN_NET, TRANSPLANT_CONTRAINDICATIONS),
    ),
)

SETS = MappingProxyType({criteria.id: criteria for group in GROUPS for criteria in group.sets})
"""Every set by its id, in the order in which they are shown."""
