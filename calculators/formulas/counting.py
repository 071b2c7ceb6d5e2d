"""
The counting error of a Ki-67 index.

An index is a share of a limited number of cells: count again elsewhere in the same field, and chance alone gives another number. Nothing here
speaks of the larger errors: which area was chosen as hot spot, who counted, and how deep the stain was.
"""

import math

Z_95 = 1.959963984540054  # the 97.5th percentile of the standard normal distribution

LEAST_CELLS = 500
"""How many cells are to be counted at least; WHO Classification of Tumours, Digestive System Tumours, 5th edition (2019)."""


def wilson(percent: float, cells: float) -> tuple[float, float]:
    """
    Return the 95 % interval of a Ki-67 index of *percent* (0 to 100) counted over *cells* (1 or more), in percent.

    With p the share and n the cells: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96; the positive cells, p·n, are not rounded.
    Wilson EB. J Am Stat Assoc 1927;22:209–212. Raises `ValueError` outside the ranges.

    >>> low, high = wilson(2.0, 500)
    >>> f"{low:.2f} {high:.2f}"
    '1.09 3.64'
    """
    if not (0 <= percent <= 100 and cells >= 1):  # noqa: PLR2004 (a percentage)
        message = f"{percent} % of {cells} cells"
        raise ValueError(message)
    share = percent / 100
    z2 = Z_95**2
    centre = share + z2 / (2 * cells)
    half = Z_95 * math.sqrt(share * (1 - share) / cells + z2 / (4 * cells**2))
    low, high = (100 * (centre + sign * half) / (1 + z2 / cells) for sign in (-1, 1))
    # The formula gives exactly 0 and 100 at the ends; its arithmetic in binary fractions does not.
    return (0.0 if percent == 0 else max(0.0, low)), (100.0 if percent == 100 else min(100.0, high))  # noqa: PLR2004
