"""
WHO grade of digestive neuroendocrine neoplasms, as far as it is known.

Source: WHO Classification of Tumours, Digestive System Tumours, 5th edition (2019), and WHO 2022 for the gastroenteropancreatic part: grade by
Ki-67 index and by mitoses per 2 mm², the higher of the two; above 20, differentiation tells G3 from carcinoma. The edition of 2010 stands beside it for older reports.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calculators.model.intervals import Interval

type Count = float | Interval
"""A Ki-67 index or a mitotic count, or the bounds between which it lies, as a report writes "<2" or "1–2"."""

GRADES = ("G1", "G2", "G3", "NEC")
WELL_DIFFERENTIATED = frozenset({"G1", "G2", "G3"})
POORLY_DIFFERENTIATED = frozenset({"NEC"})

KI67_OF_GRADE_2 = 3.0  # from here, inclusive; 2.0 to 2.99 % was a gap in the edition of 2010 and is grade 1 since 2017
KI67_ABOVE_GRADE_2 = 20.0  # above, exclusive
MITOSES_OF_GRADE_2 = 2.0
MITOSES_ABOVE_GRADE_2 = 20.0


def _level(value: float, grade_2: float, above: float) -> int:
    if value < grade_2:
        return 1
    return 2 if value <= above else 3


def ki67_level(ki67_percent: float) -> int:
    """Return the level of a Ki-67 index of *ki67_percent* (0 to 100): 1 below 3 %, 2 from 3 to 20 %, 3 above. WHO 2019."""
    return _level(ki67_percent, KI67_OF_GRADE_2, KI67_ABOVE_GRADE_2)


def _numbers(count: Count, *limits: float) -> tuple[float, ...]:
    """Return *count*, or numbers of it that stand for all others wherever they are compared with *limits*."""
    if isinstance(count, Interval):
        return tuple(number for limit in limits for number in count.around(limit))
    return (count,)


def _levels(count: Count | None, grade_2: float, above: float) -> frozenset[int]:
    """Return the levels that *count* can have, all three where it is not known."""
    if count is None:
        return frozenset({1, 2, 3})
    return frozenset(_level(number, grade_2, above) for number in _numbers(count, grade_2, above))


def possible_grades(
    ki67_percent: Count | None, mitoses_per_2mm2: Count | None, differentiation: str | None
) -> frozenset[str]:
    """
    Return the grades that are still possible; every grade when nothing is known, none when what is known contradicts itself.

    *ki67_percent* is 0 to 100, *mitoses_per_2mm2* 0 or more, either of them a number or bounds, *differentiation* `"well"` or `"poor"`; each is None when
    unknown. One count alone gives a lower bound: four mitoses with the Ki-67 index missing is G2 or higher.

    >>> sorted(possible_grades(2.5, 1, "well"))
    ['G1']
    >>> sorted(possible_grades(None, 4, None))
    ['G2', 'G3', 'NEC']
    >>> sorted(possible_grades(35, None, None))
    ['G3', 'NEC']
    >>> sorted(possible_grades(Interval(2, 4), 1, "well"))
    ['G1', 'G2']
    """
    by_mitoses = _levels(mitoses_per_2mm2, MITOSES_OF_GRADE_2, MITOSES_ABOVE_GRADE_2)
    levels = {
        max(one, other) for one in _levels(ki67_percent, KI67_OF_GRADE_2, KI67_ABOVE_GRADE_2) for other in by_mitoses
    }
    grades = {grade for level, grade in ((1, "G1"), (2, "G2"), (3, "G3"), (3, "NEC")) if level in levels}
    if differentiation == "well":
        grades &= WELL_DIFFERENTIATED
    elif differentiation == "poor":
        grades &= POORLY_DIFFERENTIATED
    return frozenset(grades)


def differentiation_of(grades: frozenset[str]) -> str | None:
    """Return the differentiation that *grades* imply: G1 to G3 are well, NEC is poorly differentiated; None where they leave it open."""
    if grades and grades <= WELL_DIFFERENTIATED:
        return "well"
    if grades and grades <= POORLY_DIFFERENTIATED:
        return "poor"
    return None


# Several specimens.


@dataclass(frozen=True, slots=True)
class Specimen:
    """
    What one specimen showed: *ki67_percent* (0 to 100), *mitoses_per_2mm2* (0 or more), *differentiation* (`"well"` or `"poor"`); None where not known.

    Of either count bounds may be known alone.

    *site* and *day* say which specimen it is; they change no grade.
    """

    ki67_percent: Count | None = None
    mitoses_per_2mm2: Count | None = None
    differentiation: str | None = None
    site: str | None = None
    day: date | None = None

    @property
    def grades(self) -> frozenset[str]:
        """The grades that this specimen alone leaves possible."""
        return possible_grades(self.ki67_percent, self.mitoses_per_2mm2, self.differentiation)

    @property
    def grades_2010(self) -> frozenset[str]:
        """The grades of the edition of 2010 that this specimen alone leaves possible."""
        return possible_grades_2010(self.ki67_percent, self.mitoses_per_2mm2, self.differentiation)


def highest(specimens: Iterable[frozenset[str]], order: tuple[str, ...] = GRADES) -> frozenset[str]:
    """
    Return what the highest of several grades can be, when each is known only as a set of possible ones, out of *order* from low to high.

    A grade can be the highest where some specimen can have it and no specimen is bound to lie above it. Without a specimen every grade is
    possible; where a specimen contradicts itself (an empty set), none is. That the highest specimen holds is the definition of the fields themselves.

    >>> sorted(highest([frozenset({"G1"}), frozenset({"G2", "G3", "NEC"})]))
    ['G2', 'G3', 'NEC']
    >>> sorted(highest([frozenset({"G1", "G2"}), frozenset({"G2"})]))
    ['G2']
    """
    sets = list(specimens)
    if not sets:
        return frozenset(order)
    if not all(sets):
        return frozenset()
    floor = max(min(map(order.index, grades)) for grades in sets)
    return frozenset(grade for grades in sets for grade in grades if order.index(grade) >= floor)


def holders(specimens: Iterable[frozenset[str]]) -> tuple[int, ...]:
    """Return the places of the specimens that can have the highest grade: one or more, none where a specimen contradicts itself."""
    sets = list(specimens)
    whole = highest(sets)
    return tuple(place for place, grades in enumerate(sets) if grades & whole)


@dataclass(frozen=True, slots=True)
class Holding:
    """The answers of a case that stand for several specimens; None where none may be given."""

    ki67_percent: Count | None
    mitoses_per_2mm2: Count | None
    differentiation: str | None


def _highest_of(counts: Iterable[Count | None]) -> Count | None:
    """
    Return the highest of *counts*, or the bounds between which it lies; None as long as one of them is not known.

    >>> _highest_of([8.0, Interval(0, 2, with_high=False)])
    8.0
    >>> _highest_of([8.0, Interval(5, 10)])
    Interval(low=8.0, high=10, with_low=True, with_high=True)
    """
    every = tuple(counts)
    known = [one if isinstance(one, Interval) else Interval(one, one) for one in every if one is not None]
    if not known or len(known) < len(every):
        return None
    found = Interval.highest(*known)
    if found.low == found.high:
        return found.low
    # Between two numbers a case spells both as belonging to the interval.
    return found if found.low == 0 or found.high is None else Interval(found.low, found.high)


def holding(specimens: Iterable[Specimen]) -> Holding:
    """
    Return what a case may hold of several *specimens*: their highest Ki-67 index and their highest mitotic count, with the differentiation.

    A value is left out where it would say more than the specimens do: the highest index is not known as long as that of one specimen is not, which may
    lie above all others. The differentiation is given where some specimen names it and the highest grade implies it.
    """
    every = tuple(specimens)
    whole = highest(specimen.grades for specimen in every)
    ki67 = _highest_of(one.ki67_percent for one in every)
    mitoses = _highest_of(one.mitoses_per_2mm2 for one in every)
    implied = differentiation_of(whole)
    named = implied if implied in {one.differentiation for one in every} else None
    choices = (
        Holding(ki67, mitoses, named),
        Holding(ki67, None, named),
        Holding(None, mitoses, named),
        Holding(None, None, named),
    )
    return next(
        (
            choice
            for choice in choices
            if whole and whole <= possible_grades(choice.ki67_percent, choice.mitoses_per_2mm2, choice.differentiation)
        ),
        Holding(None, None, None),
    )


# The edition of 2010.

GRADES_2010 = ("G1", "G2", "NEC")  # "NEC G3" in print: every neoplasm above 20 was a carcinoma then

KI67_OF_GRADE_1_IN_2010 = 2.0  # up to here, inclusive


def _ki67_numbers(ki67_percent: Count | None) -> tuple[float, ...]:
    """Return numbers that stand for *ki67_percent* in the edition of 2010, none where it is not known."""
    if ki67_percent is None:
        return ()
    return _numbers(ki67_percent, KI67_OF_GRADE_1_IN_2010, KI67_OF_GRADE_2, KI67_ABOVE_GRADE_2)


def in_gap_of_2010(ki67_percent: Count | None) -> bool:
    """
    Return whether the edition of 2010 may name no grade for a Ki-67 index of *ki67_percent*: above 2 and below 3 %.

    Source: WHO Classification of Tumours of the Digestive System, 4th edition (2010): G1 ≤ 2 %, G2 3 to 20 %.
    """
    return any(KI67_OF_GRADE_1_IN_2010 < one < KI67_OF_GRADE_2 for one in _ki67_numbers(ki67_percent))


def _by_ki67_of_2010(ki67_percent: float) -> frozenset[str]:
    if in_gap_of_2010(ki67_percent):
        return frozenset({"G1", "G2"})
    return frozenset({GRADES_2010[ki67_level(ki67_percent) - 1]})


def possible_grades_2010(
    ki67_percent: Count | None, mitoses: Count | None, differentiation: str | None = None
) -> frozenset[str]:
    """
    Return the grades of the edition of 2010 that are possible, of `GRADES_2010`; none where poor differentiation contradicts both counts.

    G1: Ki-67 ≤ 2 % and *mitoses* < 2; G2: 3 to 20 % or 2 to 20; NEC G3: > 20 % or > 20; the higher counts. *mitoses* are those of 10 fields of
    0.2 mm², that is of 2 mm². Between 2 and 3 % the edition settles neither G1 nor G2. A well-differentiated G3 did not exist: only `"poor"` says
    anything here. Source: WHO Classification of Tumours of the Digestive System, 4th edition (2010).

    >>> sorted(possible_grades_2010(2.5, 1))
    ['G1', 'G2']
    >>> sorted(possible_grades_2010(35, 1, "well"))
    ['NEC']
    """
    by_ki67 = frozenset[str]().union(*map(_by_ki67_of_2010, _ki67_numbers(ki67_percent))) or frozenset(GRADES_2010)
    by_mitoses = frozenset(
        GRADES_2010[level - 1] for level in _levels(mitoses, MITOSES_OF_GRADE_2, MITOSES_ABOVE_GRADE_2)
    )
    grades = highest((by_ki67, by_mitoses), GRADES_2010)
    return grades & POORLY_DIFFERENTIATED if differentiation == "poor" else grades
