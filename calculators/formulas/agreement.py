"""How often two lists say the same of the same patients, and how much of that is more than chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.formulas.counting import Z_95, wilson


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa and its 95 % interval, from *low* to *high*."""

    value: float
    low: float
    high: float


def share(count: int, total: int) -> tuple[float, float]:
    """
    Return the 95 % interval of the share of *count* among *total* (1 or more), between 0 and 1, after Wilson (see `counting.wilson`).

    >>> low, high = share(12, 40)
    >>> f"{low:.4f} {high:.4f}"
    '0.1807 0.4543'
    """
    low, high = wilson(100 * count / total, total)
    return low / 100, high / 100


def kappa(table: Sequence[Sequence[int]]) -> Kappa | None:
    """
    Return Cohen's kappa of the square *table*, whose cell i, j counts those of whom one list says i and the other j; None where chance alone agrees always.

    With the shares p, the marginal shares r of rows and c of columns, agreement a = Σ pᵢᵢ and chance e = Σ rᵢcᵢ: κ = (a − e) / (1 − e).
    Cohen J. Educ Psychol Meas 1960;20:37–46. The interval is κ ± 1.96 standard errors, with the large-sample variance

        ( Σᵢ pᵢᵢ (1 − (rᵢ + cᵢ)(1 − κ))² + (1 − κ)² Σᵢ≠ⱼ pᵢⱼ (cᵢ + rⱼ)² − (κ − e(1 − κ))² ) / ( n (1 − e)² ).

    Fleiss JL, Cohen J, Everitt BS. Psychol Bull 1969;72:323–327.

    >>> found = kappa([[20, 5], [10, 15]])
    >>> f"{found.value:.3f} {found.low:.3f} {found.high:.3f}"
    '0.400 0.151 0.649'
    """
    if not any(map(any, table)):
        return None
    n = sum(map(sum, table))
    shares = [[cell / n for cell in row] for row in table]
    places = range(len(table))
    rows = [sum(shares[i]) for i in places]
    columns = [sum(shares[i][j] for i in places) for j in places]
    chance = sum(rows[i] * columns[i] for i in places)
    if math.isclose(chance, 1):
        return None
    value = (sum(shares[i][i] for i in places) - chance) / (1 - chance)

    def term(i: int, j: int) -> float:
        weight = 1 - (rows[i] + columns[i]) * (1 - value) if i == j else (1 - value) * (columns[i] + rows[j])
        return shares[i][j] * weight**2

    spread = sum(term(i, j) for i in places for j in places) - (value - chance * (1 - value)) ** 2
    half = Z_95 * math.sqrt(max(0.0, spread / n)) / (1 - chance)
    return Kappa(value, max(-1.0, value - half), min(1.0, value + half))
