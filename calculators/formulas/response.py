"""
Response of tumours to drugs on CT, as far as it is known: RECIST 1.1 by size, the Choi criteria by size and density.

RECIST 1.1: Eisenhauer EA, Therasse P, Bogaerts J, et al. Eur J Cancer 2009;45:228–247; its limits were compared with the table of a review
(PMC2755245, table 3). Choi: Choi H, Charnsangavej C, Faria SC, et al. J Clin Oncol 2007;25:1753–1759; compared with a published summary.
All but progression are options of `imatinib_response`, which asks besides whether one tumour grows or several: neither method tells.
"""

from calculators.formulas.amounts import Impossible, percent, steady
from calculators.model.text import Text

COMPLETE, PARTIAL, STABLE, PROGRESSION = RESPONSES = ("complete", "partial", "stable", "progression")

RECIST_FALL_PERCENT = 30.0  # or more, from baseline: partial response
RECIST_RISE_PERCENT = 20.0  # or more, from the smallest sum: progression …
RECIST_RISE_MM = 5.0  # … if it is this much or more in length as well
TARGET_LESIONS = 5  # at most, in the whole body
NORMAL_NODE_MM = 10.0  # a lymph node is normal below, exclusive
CHOI_SIZE_PERCENT = 10.0  # or more: down is partial response, up is progression
CHOI_DENSITY_PERCENT = 15.0  # or more, down: partial response


def change_percent(before: float, after: float) -> float:
    """
    Return the change from *before* (above 0) to *after* in percent of *before*; a fall is below 0.

    >>> change_percent(80, 56)
    -30.0
    """
    return percent(after - before, before)


def can_all_be_gone(sum_mm: float) -> bool:
    """
    Return whether every lesion can be gone where the sum of diameters is *sum_mm*: only normal lymph nodes are left to add up.

    RECIST 1.1 sums at most five target lesions, and a lymph node is normal below 10 mm: the same table.
    """
    return sum_mm < TARGET_LESIONS * NORMAL_NODE_MM


def regrown(nadir_mm: float | None, follow_up_mm: float) -> bool | None:
    """
    Return whether the sum is up by the limit of Choi from the smallest so far, *nadir_mm*; None where that is not known and can matter.

    >>> regrown(50, 55), regrown(None, 55), regrown(None, 0)
    (True, None, False)
    """
    if follow_up_mm == 0:
        return False
    if nadir_mm is None:
        return None
    return nadir_mm == 0 or change_percent(nadir_mm, follow_up_mm) >= CHOI_SIZE_PERCENT


def _with_doubts(found: str, *, new: bool | None, gone: bool | None) -> frozenset[str]:
    """Return *found* with what an open question on *new* growth, or on whether all is *gone*, leaves possible besides."""
    if new or found == PROGRESSION:
        return frozenset({PROGRESSION})
    possible = {COMPLETE} if gone else {found}
    if gone is None:
        possible.add(COMPLETE)
    if new is None:
        possible.add(PROGRESSION)
    return frozenset(possible)


def recist(
    baseline_mm: float,
    follow_up_mm: float,
    *,
    nadir_mm: float | None = None,
    new_lesion: bool | None = None,
    all_gone: bool | None = None,
) -> frozenset[str]:
    """
    Return the responses by RECIST 1.1 that are possible, out of `RESPONSES`; one where nothing is open.

    Progression: the sum of diameters is 20 % or more, and 5 mm or more, above the smallest sum so far, *nadir_mm*, or a lesion is new. On the first
    scan after the start of treatment the smallest sum is *baseline_mm* (above 0). Complete: every lesion is gone. Partial: the sum is 30 % or more
    below the baseline. Stable: neither. A question that is None is open: a smallest sum that is not known may be any from 0 to the baseline.
    Raises `Impossible` where the smallest sum would be above the baseline.

    >>> sorted(recist(100, 70, nadir_mm=100, new_lesion=False, all_gone=False))
    ['partial']
    >>> sorted(recist(100, 70, new_lesion=False, all_gone=False))
    ['partial', 'progression']
    """
    # The baseline is the smallest sum that makes progression least likely: what is progression from it is progression
    # from any other.
    nadir = baseline_mm if nadir_mm is None else nadir_mm
    if nadir > baseline_mm:
        text = Text(
            "the smallest sum cannot be above the baseline, which is one of the sums",
            "το μικρότερο άθροισμα δεν μπορεί να υπερβαίνει το αρχικό, που είναι ένα από αυτά",
        )
        raise Impossible("nadir_sum_mm", text)
    rise = steady(follow_up_mm - nadir)
    grown = rise >= RECIST_RISE_MM and steady(100 * rise) >= steady(RECIST_RISE_PERCENT * nadir)
    if grown:
        found = PROGRESSION
    elif change_percent(baseline_mm, follow_up_mm) <= -RECIST_FALL_PERCENT:
        found = PARTIAL
    else:
        found = STABLE
    possible = _with_doubts(found, new=new_lesion, gone=all_gone)
    # Where every target had gone, one that is back may be progression whatever its size; and all may have gone where
    # the smallest sum is not known.
    # Normal lymph nodes that are left to add up are no lesion that grew.
    may_have_grown = follow_up_mm > 0 and (nadir == 0 or (nadir_mm is None and not all_gone))
    return possible | {PROGRESSION} if may_have_grown else possible


def choi(
    size_percent: float,
    density_percent: float | None,
    *,
    new_lesion: bool | None = None,
    new_nodule: bool | None = None,
    all_gone: bool | None = None,
) -> frozenset[str]:
    """
    Return the responses by Choi 2007 that are possible, out of `RESPONSES`; one where nothing is open.

    *size_percent* and *density_percent* are changes from the scan before treatment (a fall is below 0; see `change_percent`), the density in one and
    the same phase of contrast. Progression: a lesion is new, a nodule within a lesion is new or growing, or the size is up by 10 % or more without a
    partial response by density. Partial: the size is down by 10 % or more, or the density by 15 % or more. Stable: neither. What is None is open.
    From which scan a rise is counted on later ones was not compared with the paper; see `regrown`.

    >>> sorted(choi(-4, -20, new_lesion=False, new_nodule=False, all_gone=False))
    ['partial']
    >>> sorted(choi(12, None, new_lesion=False, new_nodule=False, all_gone=False))
    ['partial', 'progression']
    """
    if new_lesion or new_nodule:
        return frozenset({PROGRESSION})
    new = None if new_lesion is None or new_nodule is None else False
    if size_percent <= -CHOI_SIZE_PERCENT:
        found = {PARTIAL}
    else:
        otherwise = PROGRESSION if size_percent >= CHOI_SIZE_PERCENT else STABLE
        by_density = density_percent is not None and density_percent <= -CHOI_DENSITY_PERCENT
        found = {PARTIAL, otherwise} if density_percent is None else {PARTIAL if by_density else otherwise}
    return frozenset().union(*(_with_doubts(one, new=new, gone=all_gone) for one in found))


def disagree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two readings are both settled and differ."""
    return len(one) == len(other) == 1 and one != other
