"""
WHO grade of digestive neuroendocrine neoplasms, as far as it is known.

Source: WHO Classification of Tumours, Digestive System Tumours, 5th edition (2019), and WHO 2022 for the gastroenteropancreatic part: grade by
Ki-67 index and by mitoses per 2 mm², the higher of the two; above 20, differentiation tells G3 from carcinoma.
"""

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


def possible_grades(ki67_percent: float | None, mitoses_per_2mm2: float | None, differentiation: str | None) -> frozenset[str]:
    """
    Return the grades that are still possible; every grade when nothing is known, none when what is known contradicts itself.

    *ki67_percent* is 0 to 100, *mitoses_per_2mm2* 0 or more, *differentiation* `"well"` or `"poor"`; each is None when unknown.
    One count alone gives a lower bound: four mitoses with the Ki-67 index missing is G2 or higher.

    >>> sorted(possible_grades(2.5, 1, "well"))
    ['G1']
    >>> sorted(possible_grades(None, 4, None))
    ['G2', 'G3', 'NEC']
    >>> sorted(possible_grades(35, None, None))
    ['G3', 'NEC']
    """
    counts = []
    if ki67_percent is not None:
        counts.append(_level(ki67_percent, KI67_OF_GRADE_2, KI67_ABOVE_GRADE_2))
    if mitoses_per_2mm2 is not None:
        counts.append(_level(mitoses_per_2mm2, MITOSES_OF_GRADE_2, MITOSES_ABOVE_GRADE_2))
    lowest = max(counts, default=1)
    highest = lowest if len(counts) == 2 else 3  # noqa: PLR2004 (the two counts are both known)
    grades = {grade for level, grade in ((1, "G1"), (2, "G2"), (3, "G3"), (3, "NEC")) if lowest <= level <= highest}
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
