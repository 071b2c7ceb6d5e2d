"""
The publications that the sets of criteria come from, each cited once.

An id is also the key of the same work in the references of the guideline pages.
"""

from calculators.model import Source

PAVEL_2012 = Source(
    "pavel2012",
    "Pavel M, Baudin E, Couvelard A, et al. Neuroendocrinology 2012;95:157–176",
    doi="10.1159/000335597",
)

FRILLING_2014 = Source(
    "frilling2014",
    "Frilling A, Modlin IM, Kidd M, et al. Lancet Oncol 2014;15:e8–e21",
    doi="10.1016/S1470-2045(13)70362-0",
    pmid="24384494",
)

MAZZAFERRO_2007 = Source(
    "mazzaferro2007",
    "Mazzaferro V, Pulvirenti A, Coppa J. J Hepatol 2007;47:460–466",
    doi="10.1016/j.jhep.2007.07.004",
)

MAZZAFERRO_2016 = Source(
    "mazzaferro2016",
    "Mazzaferro V, Sposito C, Coppa J, et al. Am J Transplant 2016;16:2892–2902",
    doi="10.1111/ajt.13831",
)

OPTN_GUIDANCE = Source(
    "optn-guidance",
    "OPTN. Guidance to liver transplant programs and the National Liver Review Board for adult MELD exception review",
    url="https://optn.transplant.hrsa.gov/resources/by-organ/liver-intestine/guidance-on-meld-peld-exception-review",
)

MAYO_2010 = Source(
    "mayo2010",
    "Mayo SC, de Jong MC, Pulitano C, et al. Ann Surg Oncol 2010;17:3129–3136",
    doi="10.1245/s10434-010-1154-5",
    pmid="20585879",
)

ADAM_2006 = Source(
    "adam2006",
    "Adam R, Chiche L, Aloia T, et al. Ann Surg 2006;244:524–535",
    doi="10.1097/01.sla.0000239036.46827.5f",
    pmid="16998361",
)

DEMATTEO_2007 = Source(
    "dematteo2007",
    "DeMatteo RP, Maki RG, Singer S, et al. Ann Surg 2007;245:347–352",
    pmid="17435539",
)
