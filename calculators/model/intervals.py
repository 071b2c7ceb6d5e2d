"""Numbers of which only bounds are known."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from calculators.model.text import digits


@dataclass(frozen=True, slots=True)
class Interval:
    """
    The numbers from *low* to *high*, without end where *high* is None.

    An end belongs to the interval where *with_low*, *with_high* say so.
    """

    low: float
    high: float | None
    with_low: bool = True
    with_high: bool = True

    def holds(self, value: float) -> bool:
        """Return whether *value* lies in the interval."""
        above = value > self.low or (self.with_low and value == self.low)
        return above and (self.high is None or value < self.high or (self.with_high and value == self.high))

    def around(self, limit: float) -> tuple[float, ...]:
        """Return a number of the interval below *limit*, *limit* itself and a number above it, as far as the interval has them."""
        found = []
        if self.low < limit:
            found.append(Interval(self.low, limit if self.high is None else min(limit, self.high)).sample)
        if self.holds(limit):
            found.append(limit)
        if self.high is None or self.high > limit:
            found.append(Interval(max(limit, self.low), self.high).sample)
        return tuple(found)

    def shared(self, *others: Interval) -> Interval | None:
        """
        Return the numbers that the interval has in common with all *others*, None where there are none.

        >>> Interval(0, None).shared(Interval(0, 20), Interval(0, 3, with_high=False))
        Interval(low=0, high=3, with_low=True, with_high=False)
        """
        spans = (self, *others)
        low, without_low = max((span.low, not span.with_low) for span in spans)
        high, with_high = min((math.inf if span.high is None else span.high, span.with_high) for span in spans)
        if low > high or (low == high and (without_low or not with_high)):
            return None
        return Interval(low, None if high == math.inf else high, not without_low, with_high)

    @staticmethod
    def highest(*spans: Interval) -> Interval:
        """
        Return where the highest of several numbers lies, each of which lies in one of *spans*.

        >>> Interval.highest(Interval(8, 8), Interval(5, 10), Interval(0, 2, with_high=False))
        Interval(low=8, high=10, with_low=True, with_high=True)
        """
        low, without_low = max((span.low, not span.with_low) for span in spans)
        high, with_high = max((math.inf if span.high is None else span.high, span.with_high) for span in spans)
        return Interval(low, None if high == math.inf else high, not without_low, with_high)

    @property
    def ends(self) -> tuple[float, ...]:
        """Its low end, and its high end where it has one."""
        return (self.low,) if self.high is None else (self.low, self.high)

    @property
    def sample(self) -> float:
        """A number of the interval that is not one of its open ends."""
        return self.low + 1.0 if self.high is None else (self.low + self.high) / 2

    def between(self, limits: tuple[float, ...]) -> tuple[int, int]:
        """
        Return in which pieces of a line that is cut at *limits*, in order, the interval begins and ends: even before and after a limit, odd on it.

        Two intervals of the same pieces are read alike by whatever compares with *limits*.

        >>> Interval(1, 20).between((3, 20)), Interval(3, None, with_low=False).between((3, 20))
        ((0, 3), (2, 4))
        """
        first = bisect_left(limits, self.low) + bisect_right(limits, self.low)
        if not self.with_low:
            first += first % 2
        if self.high is None:
            return first, 2 * len(limits)
        last = bisect_left(limits, self.high) + bisect_right(limits, self.high)
        return first, last if self.with_high else last - last % 2

    def encode(self) -> str:
        """
        Return the interval as a case spells a number that is only bounded; no number of a case is below 0.

        >>> [Interval(*ends).encode() for ends in ((0, 3, True, False), (0, 20), (20, None, False), (20, None), (1, 2))]
        ['<3', '<=20', '>20', '>=20', '1-2']
        """
        if self.high is None:
            return f"{'>=' if self.with_low else '>'}{digits(self.low)}"
        if self.low == 0 and self.with_low:
            return f"{'<=' if self.with_high else '<'}{digits(self.high)}"
        return f"{digits(self.low)}-{digits(self.high)}"
