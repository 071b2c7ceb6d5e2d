"""Calendar months between two dates: the published limits are printed in months, not in days."""

import calendar
from datetime import date, timedelta

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


def reached(start: date, months: float) -> date:
    """
    Return the first day on which `months_between` counts at least *months* (0 or more, whole or not) from *start*.

    Raises `ValueError` for less than 0 months, and `ValueError` or `OverflowError` where the calendar ends before.

    >>> reached(date(2026, 1, 14), 6)
    datetime.date(2026, 7, 14)
    >>> reached(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    if months < 0:
        message = f"{months} months"
        raise ValueError(message)
    whole = int(months)
    anniversary = _months_after(start, whole)
    length = (_months_after(start, whole + 1) - anniversary).days
    days = next(days for days in range(length + 1) if whole + days / length >= months)
    return anniversary + timedelta(days=days)
