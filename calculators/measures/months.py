"""Calendar months between two dates: the published limits are printed in months, not in days."""

import calendar
from datetime import date

MONTHS_OF_A_YEAR = 12


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * MONTHS_OF_A_YEAR + start.month - 1 + months, MONTHS_OF_A_YEAR)
    month += 1
    # The 31st of a month has its anniversary on the last day of a shorter one.
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def months_between(start: date, end: date) -> float:
    """
    Return the calendar months from *start* to *end*; a part of a month counts as days over that month's length.

    Raises `ValueError` where *end* lies before *start*.

    >>> months_between(date(2026, 1, 14), date(2026, 7, 14))
    6.0
    >>> months_between(date(2026, 1, 14), date(2026, 7, 13)) < 6
    True
    """
    if end < start:
        message = f"{end} lies before {start}"
        raise ValueError(message)
    whole = (end.year - start.year) * MONTHS_OF_A_YEAR + end.month - start.month
    if _months_after(start, whole) > end:
        whole -= 1
    anniversary = _months_after(start, whole)
    length = (_months_after(start, whole + 1) - anniversary).days
    return whole + (end - anniversary).days / length
