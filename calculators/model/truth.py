"""
Three-valued truth with its reasons.

An answer that is not there is unknown, never "no". What is known of a criterion is a `Finding`: the worst and
the best outcome that the open answers still allow. "All of" is the smaller, "any of" the larger, at each end; this is
Kleene's strong logic, which is also SQL's logic of NULL (S. C. Kleene, Introduction to Metamathematics, 1952, section 64),
with one value more between "not met" and "met": the published wording does not settle this answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import chain
from typing import NoReturn

from calculators.model.text import Text


class Truth(StrEnum):
    """What is said of a criterion."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Outcome(IntEnum):
    """What one answer comes to, from bad news to good."""

    NOT_MET = 0
    WORDING = 1  # the published wording does not settle this answer
    MET = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What is known of a criterion, or of a set of them.

    *worst* and *best* are the outcomes that answers still to come can lead to; *missing* names the fields whose answers can
    move it; *wording* says what the published text leaves open; *notes* are remarks on the answer that was given;
    *contradiction* names answered fields that contradict each other, so that they count as unknown.
    """

    worst: Outcome
    best: Outcome
    missing: tuple[str, ...] = ()
    wording: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    contradiction: tuple[str, ...] = ()

    @property
    def truth(self) -> Truth:
        """Met or not met where no answer can change it, else unknown."""
        if self.worst is Outcome.MET:
            return Truth.MET
        if self.best is Outcome.NOT_MET:
            return Truth.NOT_MET
        return Truth.UNKNOWN

    @property
    def settled(self) -> bool:
        """Whether no answer still to come can change it."""
        return self.worst is self.best

    def __bool__(self) -> NoReturn:
        """Refuse: three values do not fit into two."""
        message = "a finding is not a bool: compare its truth"
        raise TypeError(message)


def _unique[T](parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def _combine(parts: list[Finding], worst: Outcome, best: Outcome, open_parts: list[Finding]) -> Finding:
    unknown = worst is not Outcome.MET and best is not Outcome.NOT_MET
    return Finding(
        worst,
        best,
        missing=_unique(part.missing for part in open_parts),
        wording=_unique(part.wording for part in parts) if unknown else (),
        notes=_unique(part.notes for part in parts),
    )


def all_met(parts: Iterable[Finding]) -> Finding:
    """Return what is known of all *parts* together: the smaller at each end. All of nothing is met."""
    found = list(parts)
    worst = min((part.worst for part in found), default=Outcome.MET)
    best = min((part.best for part in found), default=Outcome.MET)
    # A part whose worst is no worse than the best that is left cannot move the whole.
    return _combine(found, worst, best, [part for part in found if not part.settled and part.worst < best])


def any_met(parts: Iterable[Finding]) -> Finding:
    """Return what is known of any of *parts*: the larger at each end. Any of nothing is not met."""
    found = list(parts)
    worst = max((part.worst for part in found), default=Outcome.NOT_MET)
    best = max((part.best for part in found), default=Outcome.NOT_MET)
    return _combine(found, worst, best, [part for part in found if not part.settled and part.best > worst])
