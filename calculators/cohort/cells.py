"""
From a cell to an answer: numbers, dates and words as people write them, in either language.

A cell is an answer, or no answer, or a problem; it is never guessed. What a number or a date looks like is said by a regular expression before anything is
converted, so that every reader of a table takes the same cells.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from calculators.cohort.names import MISSING, key, options_by_word
from calculators.engine.case import EARLIEST, decode, expected
from calculators.engine.numbers import DASHES, two_numbers
from calculators.model.fields import NO, YES, Answer, Choice, DateField, Field, Number, YesNo
from calculators.model.sentences import one_of
from calculators.model.text import Text

BLANK = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200b-\u200f\u2060\ufeff]+")
"""Blanks, those included that nobody sees."""
SPOILT = re.compile(r"[\0-\x08\x0e-\x1f\x7f\ufffd]")
"""What no cell holds that came through whole."""
ASKED = re.compile(r"[?;\u037e]\s*$")
"""A question mark, of either language, behind a word: whoever wrote it did not know."""
NOTHING_WRITTEN = re.compile(r"[-.–—?…/_]*")
TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?\s*(Z|AM|PM|πμ|μμ|π\.μ\.|μ\.μ\.)?$", re.IGNORECASE)
"""The time of day behind a date, which says nothing of the day."""
AS_TEXT = re.compile(r"""="(.*)"|'(.*)""")
"""How spreadsheets mark a cell as text."""
PARTS = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
NAMED_MONTH = re.compile(r"([0-9]{1,2})[\s.\-/]*([^\W\d_]{3,})\.?[\s.\-/,]*([0-9]{4})")
LONGEST_MONTH = 12

MONTHS = (
    ("jan", "ιαν"),
    ("feb", "φεβ"),
    ("mar", "μαρ"),
    ("apr", "απρ"),
    ("may", "μαι", "μαϊ"),
    ("jun", "ιουν"),
    ("jul", "ιουλ"),
    ("aug", "αυγ"),
    ("sep", "σεπ"),
    ("oct", "οκτ"),
    ("nov", "νοε"),
    ("dec", "δεκ"),
)


def single_letters(cells: Iterable[str]) -> dict[str, str]:
    """
    Return what the single letter N or ν stands for in a column of yes and no: no beside Y, ναι beside Ο; both alphabets write it alike.

    >>> single_letters(["Y", "n"])["N"], single_letters(["Ν", "Ο"])["Ν"], single_letters(["N", "0"])
    ('false', 'true', {})
    """
    keys = {key(cell) for cell in cells}
    if ("Y" in keys) == ("O" in keys):
        return {}
    return dict.fromkeys(("N", "n", "Ν", "ν"), "false" if "Y" in keys else "true")


class DateOrder(StrEnum):
    """Which of the two numbers before the year is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def date_order(cells: Iterable[str]) -> set[DateOrder]:
    """
    Return the orders in which some of the dates *cells* can only be read; none where every one can be read in both.

    >>> date_order(["14/7/2026", "3/4/2026"]), date_order(["3/4/2026"])
    ({<DateOrder.DAY_FIRST: 'dmy'>}, set())
    """
    found = set()
    for cell in cells:
        if parts := PARTS.match(BLANK.sub(" ", cell).strip()):
            first, second = int(parts[1]), int(parts[2])
            if (first > LONGEST_MONTH) != (second > LONGEST_MONTH):
                found.add(DateOrder.DAY_FIRST if first > LONGEST_MONTH else DateOrder.MONTH_FIRST)
    return found


def ambiguous(cell: str) -> bool:
    """Return whether the date *cell* is another one where the month comes first."""
    parts = PARTS.match(BLANK.sub(" ", cell).strip())
    return (
        parts is not None and int(parts[1]) <= LONGEST_MONTH and int(parts[2]) <= LONGEST_MONTH and parts[1] != parts[2]
    )


def _month(name: str) -> int | None:
    start = key(name)
    return next((at for at, names in enumerate(MONTHS, 1) if any(start.startswith(key(one)) for one in names)), None)


def iso_date(text: str, order: DateOrder | None) -> str | None:
    """
    Return the date *text* as an ISO date, whose day may not exist; None where it is no date, or could be two and *order* is None.

    >>> iso_date("4/7/2026 00:00:00", DateOrder.DAY_FIRST), iso_date("4 Ιουλίου 2026", None), iso_date("4/7/2026", None)
    ('2026-07-04', '2026-07-04', None)
    """
    text = TIME.sub("", DASHES.sub("-", text))
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := PARTS.fullmatch(text):
        first, second, year = found.groups()
        if order is None and ambiguous(text):
            return None
        swapped = order is DateOrder.MONTH_FIRST or (order is None and int(second) > LONGEST_MONTH)
        day, month = (second, first) if swapped else (first, second)
    elif (found := NAMED_MONTH.fullmatch(text)) and (named := _month(found[2])):
        day, month, year = found[1], str(named), found[3]
    else:
        return None
    return f"{year}-{month:0>2}-{day:0>2}"


UNREADABLE = Text("expected {expected}", "αναμενόταν {expected}")
TWO_NUMBERS = Text(
    "can be read as {joined} or as {decimal}: write one of the two without the sign between",
    "μπορεί να διαβαστεί ως {joined} ή ως {decimal}: γράψτε το χωρίς το σημείο ανάμεσα",
)
MOST_OPTIONS = 8
MANY_OPTIONS = Text(
    "one of the {count} answers to “{field}” as the board words them, such as {first} or {second}",
    "μία από τις {count} απαντήσεις στο «{field}», όπως τις διατυπώνει ο πίνακας κριτηρίων, π.χ. {first} ή {second}",
)
DAY_EXPECTED = Text(
    "a date as day/month/year or year-month-day, from {earliest} up to today",
    "ημερομηνία ως ημέρα/μήνας/έτος ή έτος-μήνας-ημέρα, από {earliest} έως σήμερα",
)
TWO_DATES = Text(
    "can be two dates, and the column has dates of both orders: write year-month-day",
    "μπορεί να είναι δύο ημερομηνίες, και η στήλη έχει και τις δύο σειρές: γράψτε έτος-μήνας-ημέρα",
)
NOT_SAID = MappingProxyType[str, str]({})


def plain(cell: str) -> str:
    """
    Return *cell* as it reads: without blanks around it, and without the sign by which a spreadsheet marks a text.

    >>> plain(' ="05" '), plain("'12")
    ('05', '12')
    """
    text = BLANK.sub(" ", cell).strip()
    marked = AS_TEXT.fullmatch(text)
    return (marked[1] or marked[2] or "").strip() if marked else text


@dataclass(frozen=True, slots=True)
class CellReader:
    """
    Reads the cells of one column as answers to *field*.

    *words* maps what somebody matched by hand to the answers meant (an empty one: no answer); *order* is that of the column's dates; *today* is the last day.
    """

    field: Field
    today: date
    order: DateOrder | None = None
    words: Mapping[str, str] = NOT_SAID

    def read(self, cell: str) -> Answer | date | Text | None:
        """Return the answer in *cell*, None where there is none, or what is wrong with it."""
        text = plain(cell)
        text = self.words.get(text, text)
        if SPOILT.search(text):
            return self._problem(text)
        name = key(text)
        # “None” and “unknown” can be answers; only where they are none, nobody wrote one.
        options = options_by_word(self.field) if isinstance(self.field, Choice | YesNo) else {}
        if name in options and not ASKED.search(text):
            return options[name]
        return None if NOTHING_WRITTEN.fullmatch(text) or name in MISSING else self._written(text)

    def _written(self, text: str) -> Answer | date | Text:
        match self.field:
            case DateField():
                return self._day(text)
            case Number():
                return self._number(text)
            case _:
                return self._problem(text)

    def _day(self, text: str) -> date | Text:
        iso = iso_date(text, self.order)
        if iso is None:
            return TWO_DATES if PARTS.fullmatch(text) else self._problem(text)
        answer = decode(self.field, iso, self.today)
        return answer if isinstance(answer, date) else self._problem(text)

    def _number(self, text: str) -> Answer | Text:
        answer = decode(self.field, text, self.today)
        return answer if answer is not None and not isinstance(answer, date) else self._problem(text)

    def _problem(self, text: str) -> Text:
        """Return what is wrong with *text*, and what was expected."""
        field = self.field
        match field:
            case Number():
                if found := two_numbers(field, text):
                    decimal = Text(f"{found[1]}.{found[2]}", f"{found[1]},{found[2]}")
                    return TWO_NUMBERS.format(joined=found[1] + found[2], decimal=decimal)
                wanted = expected(field)
            case YesNo():
                wanted = one_of([YES, NO])
            case Choice(options=options, retired=retired):
                meant = [options[option] for option in retired.get(text, options)]
                many = MANY_OPTIONS.format(field=field.label, count=str(len(meant)), first=meant[0], second=meant[1])
                wanted = one_of(meant) if len(meant) <= MOST_OPTIONS else many
            case _:
                wanted = DAY_EXPECTED.format(earliest=str(EARLIEST.year))
        return UNREADABLE.format(expected=wanted)
