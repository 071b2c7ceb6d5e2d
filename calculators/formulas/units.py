"""Laboratory values in the units of this and of other laboratories. No value is judged."""

BILIRUBIN_UMOL_PER_MG = 17.104
"""µmol/l of bilirubin in 1 mg/dl: 10 000 / 584.66 g/mol, its molar mass."""

ALBUMIN_G_L_PER_G_DL = 10.0
"""g/l of albumin in 1 g/dl: ten decilitres are a litre."""

CREATININE_UMOL_PER_MG = 88.42
"""µmol/l of creatinine in 1 mg/dl, as laboratories print it; 10 000 / 113.12 g/mol is 88.40, a difference of 0.02 %."""


def to_molar(mg_per_dl: float, factor: float) -> float:
    """
    Return µmol/l from mg/dl: multiplied by *factor*, one of the constants above.

    >>> round(to_molar(2, BILIRUBIN_UMOL_PER_MG), 1)
    34.2
    """
    return mg_per_dl * factor


def to_mass(umol_per_l: float, factor: float) -> float:
    """
    Return mg/dl from µmol/l: divided by *factor*, one of the constants above.

    >>> round(to_mass(150, CREATININE_UMOL_PER_MG), 2)
    1.7
    """
    return umol_per_l / factor
