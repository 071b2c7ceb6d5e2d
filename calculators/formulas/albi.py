"""Albumin and bilirubin as one score of liver function (ALBI). Made for hepatocellular carcinoma."""

import math

from calculators.formulas.amounts import Impossible
from calculators.model.text import Text

ABOVE_GRADE_1 = -2.60
"""The highest score of grade 1; the limit itself is grade 1."""

ABOVE_GRADE_2 = -1.39
"""The highest score of grade 2; the limit itself is grade 2."""

GRADE_LIMITS = (ABOVE_GRADE_1, ABOVE_GRADE_2)


def albi_score(bilirubin_umol_l: float, albumin_g_l: float) -> float:
    """
    Return the ALBI score: 0.66 × log10 of the total bilirubin in µmol/l − 0.085 × albumin in g/l; the lower, the better.

    Johnson PJ, Berhane S, Kagebayashi C, et al. J Clin Oncol 2015;33:550–558. Raises `Impossible` for a bilirubin of 0, which has no logarithm.

    >>> round(albi_score(10, 40), 2)
    -2.74
    """
    if bilirubin_umol_l <= 0:
        text = Text("a score cannot be computed from 0", "από το 0 δεν υπολογίζεται βαθμολογία")
        raise Impossible("bilirubin_umol_l", text)
    return 0.66 * math.log10(bilirubin_umol_l) - 0.085 * albumin_g_l


def albi_grade(score: float) -> int:
    """
    Return the ALBI grade of *score*: 1 up to −2.60, 2 above it up to −1.39, 3 above that (Johnson 2015).

    >>> [albi_grade(score) for score in (-2.6, -2.59, -1.39, -1.38)]
    [1, 2, 2, 3]
    """
    return 1 + sum(score > limit for limit in GRADE_LIMITS)
