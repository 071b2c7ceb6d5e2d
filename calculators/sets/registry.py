"""The sets of criteria, grouped by clinical question. Nothing else knows the files that declare them."""

from dataclasses import dataclass
from types import MappingProxyType

from calculators.model.sets import CriteriaSet
from calculators.model.text import Text
from calculators.sets.adam_2006_factors import ADAM_2006_FACTORS
from calculators.sets.enets_2012_resection import ENETS_2012_RESECTION
from calculators.sets.enets_2012_transplant import ENETS_2012_TRANSPLANT
from calculators.sets.frilling_2014_resection import FRILLING_2014_RESECTION
from calculators.sets.gist_imatinib import GIST_IMATINIB
from calculators.sets.histology_risk import HISTOLOGY_RISK
from calculators.sets.le_treut_2008_factors import LE_TREUT_2008_FACTORS
from calculators.sets.liver_directed_contraindications import LIVER_DIRECTED_CONTRAINDICATIONS
from calculators.sets.milan_group_2023 import MILAN_GROUP_2023
from calculators.sets.milan_net_2007 import MILAN_NET_2007
from calculators.sets.milan_net_2016 import MILAN_NET_2016
from calculators.sets.net_survival_factors import NET_SURVIVAL_FACTORS
from calculators.sets.optn_net import OPTN_NET
from calculators.sets.primary_resection import PRIMARY_RESECTION_BY_SITE
from calculators.sets.resection_first_choice import RESECTION_FIRST_CHOICE
from calculators.sets.transplant_contraindications import TRANSPLANT_CONTRAINDICATIONS


@dataclass(frozen=True, slots=True)
class Group:
    """
    Sets that answer one clinical question; a contraindication in one of them stands beside all of them.

    *compared*: whether several sets answer it, so that they are read side by side. *asked*: whether a meeting can ask this question alone;
    the sets of a group that bears on another question, *asked_with*, are shown along with that one.
    """

    id: str
    title: Text
    sets: tuple[CriteriaSet, ...]
    compared: bool = False
    asked: bool = False
    asked_with: str = ""


GROUPS = (
    Group(
        "resection",
        Text("Resection", "Εκτομή"),
        (ENETS_2012_RESECTION, FRILLING_2014_RESECTION, RESECTION_FIRST_CHOICE),
        compared=True,
        asked=True,
    ),
    Group(
        "transplant",
        Text("Transplantation", "Μεταμόσχευση"),
        (
            ENETS_2012_TRANSPLANT,
            MILAN_NET_2007,
            MILAN_NET_2016,
            MILAN_GROUP_2023,
            OPTN_NET,
            TRANSPLANT_CONTRAINDICATIONS,
            LE_TREUT_2008_FACTORS,
        ),
        compared=True,
        asked=True,
    ),
    Group(
        "liver-directed",
        Text("Liver-directed therapy", "Θεραπείες με στόχο το ήπαρ"),
        (LIVER_DIRECTED_CONTRAINDICATIONS,),
        asked=True,
    ),
    Group(
        "primary-tumour",
        Text("Primary tumour", "Πρωτοπαθής όγκος"),
        (PRIMARY_RESECTION_BY_SITE,),
        asked_with="resection",
    ),
    Group(
        "prognosis",
        Text("Prognosis", "Πρόγνωση"),
        (NET_SURVIVAL_FACTORS, ADAM_2006_FACTORS, HISTOLOGY_RISK),
        asked_with="resection",
    ),
    Group(
        "gist",
        Text("GIST", "GIST"),
        (GIST_IMATINIB,),
        asked_with="resection",
    ),
)

SETS = MappingProxyType({criteria.id: criteria for group in GROUPS for criteria in group.sets})
"""Every set by its id, in the order in which they are shown."""
