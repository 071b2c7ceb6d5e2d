"""How much of the liver is tumour, and how much of the tumour an operation takes."""

import math

from calculators.formulas.amounts import Impossible, percent
from calculators.model.fields import Relation
from calculators.model.text import Text


def involvement(tumour_ml: float, total_liver_ml: float) -> float:
    """
    Return the share of the liver that is tumour, in percent: 100 × tumour / whole liver, tumour included.

    The definition of `liver_involvement_percent`. Raises `Impossible` where the tumour would be as large as the whole liver.

    >>> involvement(450, 1800)
    25.0
    """
    if tumour_ml >= total_liver_ml:
        text = Text(
            "the tumour cannot be as large as the whole liver",
            "ο όγκος των μεταστάσεων δεν μπορεί να φτάνει τον όγκο όλου του ήπατος",
        )
        raise Impossible("tumour_ml", text)
    return percent(tumour_ml, total_liver_ml)


def ellipsoid_ml(a_cm: float, b_cm: float, c_cm: float) -> float:
    """
    Return the volume in ml of an ellipsoid of three diameters at right angles, in cm: π/6 · a · b · c, of a sphere where the three are one.

    Geometry; the shape is the assumption.

    >>> round(ellipsoid_ml(6, 5, 4), 2)
    62.83
    """
    return math.pi / 6 * a_cm * b_cm * c_cm


def tumour_burden_score(largest_cm: float, number: float) -> float:
    """
    Return the tumour burden score: √(largest diameter² + number²), the diameter in cm.

    Sasaki K, Morioka D, Conci S, et al. Ann Surg 2018;267:132–141, made for colorectal metastases. Its risk classes are not those of other tumours.

    >>> tumour_burden_score(4, 3)
    5.0
    """
    return math.hypot(largest_cm, number)


DEBULKING = (
    (
        Relation.ABOVE,
        70.0,
        Text(
            "Newer series speak of more than {limit}; they do not settle exactly {limit}.",
            "Οι νεότερες σειρές μιλούν για άνω του {limit}· δεν κρίνουν το ακριβώς {limit}.",
        ),
    ),
    (
        Relation.AT_LEAST,
        90.0,
        Text(
            "Older series asked for {limit}; the sign that they used at exactly {limit} was not compared with the papers.",
            "Οι παλαιότερες σειρές ζητούσαν {limit}· το σύμβολό τους για το ακριβώς {limit} δεν αντιπαραβλήθηκε με τα άρθρα.",
        ),
    ),
)
"""
The shares that debulking was said to need, each with what is not settled of the `{limit}` itself.

More than 70 %: Chambers 2008, Graff-Baker 2014, Boudreaux 2014, Maxwell 2015, Scott 2019; 90 %: McEntee 1990, Que 1995, Sarmiento 2003; all as
collected in J Clin Med 2023;12:2456.
"""


def debulked(before_ml: float, after_ml: float) -> float:
    """
    Return how much of the tumour is removed, in percent: 100 × (before − after) / before, *before_ml* above 0.

    The arithmetic of `DEBULKING`. Raises `Impossible` where more would be left than there was.

    >>> debulked(400, 120)
    70.0
    """
    if after_ml > before_ml:
        text = Text(
            "more tumour cannot be left than there is now", "ο όγκος που μένει δεν μπορεί να υπερβαίνει τον σημερινό"
        )
        raise Impossible("tumour_left_ml", text)
    return percent(before_ml - after_ml, before_ml)
