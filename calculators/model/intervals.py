"""Numbers of which only bounds are known."""

from __future__ import annotations

import math
from dataclasses import dataclass


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

    @property
    def sample(self) -> float:
        """A number of the interval that is not one of its open ends."""
        return self.low + 1.0 if self.high is None else (self.low + self.high) / 2

    def encode(self) -> str:
        """
        Return the interval as a program writes a number that is only bounded.

        >>> [Interval(*ends).encode() for ends in ((0, 3, True, False), (0, 20), (20, None, False), (1, 2))]
        ['<3', '<=20', '>20', '1-2']
        """
        if self.high is None:
            return f"{'>=' if self.with_low else '>'}{self.low:g}"
        if self.low == 0 and self.with_low:
            return f"{'<=' if self.with_high else '<'}{self.high:g}"
        return f"{self.low:g}-{self.high:g}"
