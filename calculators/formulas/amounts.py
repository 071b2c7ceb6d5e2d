"""What every worksheet needs of numbers: shares, and the refusal of what cannot be."""

from calculators.model.text import Text

STEADY = 9  # decimals; far finer than anything that is typed


def steady(value: float) -> float:
    """
    Return *value* without the noise of binary fractions, which must not carry it across a limit.

    >>> 37.6 - 30.1, steady(37.6 - 30.1)
    (7.5, 7.5)
    >>> 0.1 + 0.2, steady(0.1 + 0.2)
    (0.30000000000000004, 0.3)
    """
    return round(value, STEADY)


def percent(part: float, whole: float) -> float:
    """
    Return *part* as a percentage of *whole*, which is above 0.

    >>> percent(300, 1200)
    25.0
    """
    return steady(100 * part / whole)


class Impossible(ValueError):  # noqa: N818 (it names what is wrong; it is not an error of the program)
    """Amounts that cannot belong to one patient; *field* names the one to look at first, *text* says why."""

    def __init__(self, field: str, text: Text) -> None:
        """Carry the name of the *field* and the *text* for the reader."""
        super().__init__(f"{field}: {text.en}")
        self.field = field
        self.text = text
