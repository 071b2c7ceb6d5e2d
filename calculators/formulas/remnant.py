"""
The future liver remnant: how much liver a resection leaves.

Two shares go by one name. The standardised one divides by a total volume estimated from body size, the measured one by the volume on CT less the
tumour. They differ, most of all with a large tumour load, and their limits were published for one or the other.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from calculators.formulas.amounts import Impossible, percent, steady
from calculators.model.fields import Relation
from calculators.model.sets import Source
from calculators.model.text import Text
from calculators.vocabulary.sources import AZOULAY_2000, KISHI_2009, SHINDOH_2013_CHEMOTHERAPY

DAYS_OF_A_WEEK = 7


def bsa_mosteller(height_cm: float, weight_kg: float) -> float:
    """
    Return the body surface area in m²: √(cm × kg / 3600). Mosteller RD. N Engl J Med 1987;317:1098.

    >>> bsa_mosteller(180, 80)
    2.0
    """
    return math.sqrt(height_cm * weight_kg / 3600)


def bsa_dubois(height_cm: float, weight_kg: float) -> float:
    """
    Return the body surface area in m²: 0.007184 × kg^0.425 × cm^0.725. Du Bois D, Du Bois EF. Arch Intern Med 1916;17:863–871.

    >>> round(bsa_dubois(180, 80), 3)
    1.996
    """
    return float(0.007184 * weight_kg**0.425 * height_cm**0.725)


def total_liver_volume(bsa_m2: float) -> float:
    """
    Return the total liver volume in ml that belongs to a body surface area of *bsa_m2*: −794.41 + 1267.28 × m².

    Vauthey JN, Abdalla EK, Doherty DA, et al. Liver Transpl 2002;8:233–240; made from adults. Raises `Impossible` where it would not be above 0.

    >>> round(total_liver_volume(2.0), 2)
    1740.15
    """
    volume = -794.41 + 1267.28 * bsa_m2
    if volume <= 0:
        text = Text(
            "the total-liver-volume formula, derived in adults, gives no result for so small a body",
            "για τόσο μικρή σωματική διάπλαση ο τύπος του συνολικού όγκου ήπατος δεν δίνει αποτέλεσμα: προέκυψε από ενηλίκους",
        )
        raise Impossible("weight_kg", text)
    return volume


def standardised_remnant(remnant_ml: float, total_ml: float) -> float:
    """
    Return the remnant in percent of the estimated total liver volume *total_ml*: 100 × remnant / total. Vauthey 2002, as above.

    >>> standardised_remnant(450, 1500)
    30.0
    """
    return percent(remnant_ml, total_ml)


def measured_remnant(remnant_ml: float, total_liver_ml: float, tumour_ml: float) -> float:
    """
    Return the remnant in percent of the liver without its tumour, all three measured on CT: 100 × remnant / (total − tumour).

    Raises `Impossible` where the tumour leaves no liver, or the remnant is larger than what it leaves.
    Source: the denominators in Kawaguchi Y, Lillemoe HA, Vauthey JN. J Surg Oncol 2019;119:594–603, table 1.

    >>> measured_remnant(450, 1800, 300)
    30.0
    """
    if tumour_ml >= total_liver_ml:
        text = Text(
            "the tumour cannot be as large as the whole liver",
            "ο όγκος των μεταστάσεων δεν μπορεί να φτάνει τον όγκο όλου του ήπατος",
        )
        raise Impossible("tumour_ml", text)
    liver = steady(total_liver_ml - tumour_ml)
    if remnant_ml > liver:
        text = Text(
            "the remnant cannot be larger than the liver without its tumour",
            "το υπόλειμμα δεν μπορεί να υπερβαίνει το ήπαρ χωρίς τις μεταστάσεις",
        )
        raise Impossible("remnant_ml", text)
    return percent(remnant_ml, liver)


# After portal vein embolisation.


@dataclass(frozen=True, slots=True)
class CutOff:
    """What is enough, and whether the *relation* to the limit itself was read in the source."""

    relation: Relation
    limit: float
    sign_known: bool


HYPERTROPHY = CutOff(Relation.ABOVE, 7.5, sign_known=False)
"""Degree of hypertrophy, percentage points. Shindoh 2013 (J Am Coll Surg): best cut-off 7.5; its abstract prints no sign for the limit itself."""

GROWTH = CutOff(Relation.AT_LEAST, 2.0, sign_known=True)
"""Kinetic growth rate, points a week. Shindoh 2013: under 2 hepatic insufficiency in 21.6 %, from 2 in none, of 107 patients."""


def hypertrophy(before_percent: float, after_percent: float) -> float:
    """
    Return the degree of hypertrophy in percentage points: the standardised remnant after embolisation less that before.

    Shindoh J, Truty MJ, Aloia TA, et al. J Am Coll Surg 2013;216:201–209.

    >>> hypertrophy(22.6, 30.1)
    7.5
    """
    return steady(after_percent - before_percent)


def growth_rate(points: float, days: int) -> float:
    """
    Return the kinetic growth rate in points a week: degree of hypertrophy at the first volumetry / weeks since embolisation. Shindoh 2013.

    *days* run from the embolisation to the scan and are above 0.

    >>> growth_rate(8, 28)
    2.0
    """
    return steady(points * DAYS_OF_A_WEEK / days)


# How much has to remain.


@dataclass(frozen=True, slots=True)
class Minimum:
    """
    The least remnant that a study asks of one kind of liver.

    *relation* and *limit_percent* say what is enough, *standardised* whether the study divided by an estimated volume or by the one measured on CT,
    *others* what other studies ask, *at_limit* what is known of the `{limit}` itself.
    """

    relation: Relation
    limit_percent: float
    standardised: bool
    source: Source
    at_limit: Text
    others: Text | None = None


LIMIT_UNSAFE = Text(
    "Exactly at the limit: the study compared up to {limit} with more than {limit}, so {limit} itself belongs to the unsafe side.",
    "Ακριβώς στο όριο: η μελέτη συνέκρινε έως {limit} με άνω του {limit}, άρα το ίδιο το {limit} ανήκει στη μη ασφαλή πλευρά.",
)

MINIMUMS: Mapping[str, Minimum] = MappingProxyType(
    {
        "healthy": Minimum(
            Relation.ABOVE,
            20,
            standardised=True,
            source=KISHI_2009,
            at_limit=LIMIT_UNSAFE,
            others=Text("Other series ask for 25 to 26.6 %.", "Άλλες σειρές ζητούν 25 έως 26,6 %."),
        ),
        "chemotherapy": Minimum(
            Relation.ABOVE,
            30,
            standardised=True,
            source=SHINDOH_2013_CHEMOTHERAPY,
            at_limit=LIMIT_UNSAFE,
        ),
        "cirrhosis": Minimum(
            Relation.AT_LEAST,
            40,
            standardised=False,
            source=AZOULAY_2000,
            at_limit=Text(
                "Exactly at the limit: the study embolised below {limit}, so {limit} itself was taken as enough.",
                "Ακριβώς στο όριο: η μελέτη έκανε εμβολισμό κάτω από {limit}, άρα το ίδιο το {limit} θεωρήθηκε επαρκές.",
            ),
            others=Text(
                "Kubota asks for 40 or 50 %, by clearance of indocyanine green.",
                "Ο Kubota ζητά 40 ή 50 %, ανάλογα με την κάθαρση πράσινου της ινδοκυανίνης.",
            ),
        ),
    }
)
"""
By background liver: healthy, more than three months of chemotherapy, fibrosis or cirrhosis.

Collected in Kawaguchi 2019, table 1. The sign of Azoulay 2000 is from its abstract: embolisation where the remnant on CT was less than 40 %.
"""
