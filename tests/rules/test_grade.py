"""Several specimens, the edition of 2010, and the counting error of a Ki-67 index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.formulas.counting import wilson
from calculators.formulas.grade import (
    GRADES,
    GRADES_2010,
    Count,
    Holding,
    Specimen,
    highest,
    holders,
    holding,
    in_gap_of_2010,
    possible_grades,
    possible_grades_2010,
)
from calculators.model.intervals import Interval


def grades(words: str) -> frozenset[str]:
    return frozenset(words.split())


@pytest.mark.parametrize(
    ("specimens", "whole", "who"),
    [
        (["G1", "G2"], "G2", (1,)),
        (["G2", "G2", "G1"], "G2", (0, 1)),
        (["G1", "G2 G3 NEC"], "G2 G3 NEC", (1,)),
        (["G2", "G1 G2 G3"], "G2 G3", (0, 1)),
        (["G3", "G1 G2"], "G3", (0,)),
        (["G3 NEC", "G1 G2 G3"], "G3 NEC", (0, 1)),
        (["G1", "G1"], "G1", (0, 1)),
        ([], "G1 G2 G3 NEC", ()),
        (["G2", ""], "", ()),
    ],
)
def test_the_highest_of_several_specimens_holds_as_far_as_it_is_known(specimens, whole, who):
    sets = [grades(one) for one in specimens]

    assert highest(sets) == grades(whole)
    assert holders(sets) == who


some_grades = st.frozensets(st.sampled_from(GRADES), min_size=1)


@given(st.lists(some_grades, min_size=1, max_size=3), st.data())
def test_what_the_specimens_turn_out_to_be_was_possible(sets, data):
    truth = [data.draw(st.sampled_from(sorted(one))) for one in sets]

    assert max(truth, key=GRADES.index) in highest(sets)


@given(st.lists(some_grades, min_size=1, max_size=3))
def test_nothing_is_called_possible_that_cannot_come_true(sets):
    for grade in highest(sets):
        able = [any(GRADES.index(one) <= GRADES.index(grade) for one in some) for some in sets]
        assert all(able)
        assert any(grade in some for some in sets)


INDICES = (0.0, 1.95, 2.0, 2.5, 2.9, 3.0, 9.9, 20.0, 20.05, 20.1, 80.0)
COUNTS = (0.0, 1.9, 1.95, 2.0, 9.9, 20.0, 20.05, 21.0)
BOUNDS = [
    *(Interval(0.0, high, with_high=with_high) for high in (2.0, 3.0, 20.0, 20.1) for with_high in (True, False)),
    *(Interval(low, None, with_low=with_low) for low in (1.9, 2.0, 3.0, 20.0) for with_low in (True, False)),
    Interval(1.9, 2.9),
    Interval(2.9, 20.1),
]
specimens = st.builds(
    Specimen,
    st.none() | st.sampled_from(INDICES) | st.sampled_from(BOUNDS),
    st.none() | st.sampled_from(COUNTS) | st.sampled_from(BOUNDS),
    st.sampled_from([None, "well", "poor"]),
)


def worlds(count: Count | None, numbers: tuple[float, ...]) -> list[float]:
    """Return which of *numbers* a count can be of which this is known."""
    match count:
        case None:
            return list(numbers)
        case Interval():
            return [number for number in numbers if count.holds(number)]
        case _:
            return [count]


@pytest.mark.parametrize("grades_of", [possible_grades, possible_grades_2010])
@given(specimens)
def test_bounds_leave_the_grades_that_some_number_between_them_has(grades_of, specimen):
    each = [
        grades_of(ki67, mitoses, specimen.differentiation)
        for ki67 in worlds(specimen.ki67_percent, INDICES)
        for mitoses in worlds(specimen.mitoses_per_2mm2, COUNTS)
    ]

    assert grades_of(specimen.ki67_percent, specimen.mitoses_per_2mm2, specimen.differentiation) == frozenset().union(
        *each
    )


def test_the_highest_index_and_the_highest_count_stand_for_all_specimens():
    held = holding([Specimen(2, 4, None), Specimen(8, 1, "well")])

    assert (held.ki67_percent, held.mitoses_per_2mm2, held.differentiation) == (8, 4, "well")


def test_a_count_that_would_say_more_than_is_known_is_left_out():
    # The first is G2 or higher while its mitoses are not known, and the index of the second may lie above 5.
    assert holding([Specimen(ki67_percent=5), Specimen(mitoses_per_2mm2=1)]) == Holding(None, None, None)


def test_an_index_is_not_the_highest_while_that_of_a_worse_specimen_is_not_known():
    """Passed on, 2 % would have met "Ki-67 below 10 %" for a tumour with 15 mitoses whose own index nobody has counted."""
    assert holding([Specimen(2, 1, "well"), Specimen(None, 15, "well")]) == Holding(None, 15, "well")
    assert holding([Specimen(8, None, "well"), Specimen(None, 30, "well")]) == Holding(None, None, "well")


@given(st.lists(specimens, min_size=1, max_size=4), st.data())
def test_what_is_passed_on_stays_true_when_the_specimens_become_known(every, data):
    held = holding(every)
    known = [
        (
            data.draw(st.sampled_from(worlds(one.ki67_percent, INDICES))),
            data.draw(st.sampled_from(worlds(one.mitoses_per_2mm2, COUNTS))),
        )
        for one in every
    ]

    assert max(ki67 for ki67, _ in known) in worlds(held.ki67_percent, INDICES)
    assert max(mitoses for _, mitoses in known) in worlds(held.mitoses_per_2mm2, COUNTS)


def test_of_bounds_the_highest_is_passed_on_as_a_case_spells_it():
    below_2, at_least_5 = Interval(0.0, 2.0, with_high=False), Interval(5.0, None)

    assert holding([Specimen(8.0, 1.0, "well"), Specimen(below_2, 1.0, "well")]).ki67_percent == 8
    assert holding([Specimen(below_2, 1.0), Specimen(below_2, 1.0)]).ki67_percent == below_2
    assert holding([Specimen(at_least_5, 21.0), Specimen(below_2, 1.0)]).ki67_percent == at_least_5
    assert holding([Specimen(Interval(5.0, 10.0), 1.0), Specimen(8.0, 1.0)]).ki67_percent == Interval(8.0, 10.0)
    assert holding([Specimen(Interval(0.0, 12.0, with_high=False), 1.0), Specimen(Interval(5.0, 10.0), 1.0)]) == (
        Holding(Interval(5.0, 12.0), 1.0, None)
    )


def test_a_specimen_of_which_nothing_is_known_leaves_the_grade_open():
    held = holding([Specimen(5, 1, "well"), Specimen()])

    assert (held.ki67_percent, held.mitoses_per_2mm2, held.differentiation) == (None, None, None)


def test_specimens_that_contradict_themselves_give_no_answer():
    held = holding([Specimen(1, 1, "poor"), Specimen(5, 1, "well")])

    assert (held.ki67_percent, held.mitoses_per_2mm2, held.differentiation) == (None, None, None)


@given(st.lists(specimens, min_size=1, max_size=4))
def test_the_answers_of_the_case_never_say_more_than_the_specimens(every):
    held = holding(every)

    assert highest(one.grades for one in every) <= possible_grades(
        held.ki67_percent, held.mitoses_per_2mm2, held.differentiation
    )


# WHO 2010: Ki-67 ≤ 2, 3 to 20, > 20; mitoses per 10 HPF < 2, 2 to 20, > 20; the higher counts, and above 20 there was
# carcinoma only.
@pytest.mark.parametrize(
    ("ki67", "mitoses", "differentiation", "expected"),
    [
        (2.0, 1, "well", "G1"),
        (2.01, 1, "well", "G1 G2"),
        (2.99, 1.9, None, "G1 G2"),
        (2.5, 2, "well", "G2"),
        (2.5, 21, "well", "NEC"),
        (2.5, None, None, "G1 G2 NEC"),
        (3, 1, "well", "G2"),
        (20, 20, "well", "G2"),
        (20.1, 1, "well", "NEC"),
        (1, 21, "well", "NEC"),
        (None, None, "poor", "NEC"),
        (1, 1, "poor", ""),
        (None, 5, None, "G2 NEC"),
    ],
)
def test_the_edition_of_2010_leaves_a_gap_and_knows_no_g3_tumour(ki67, mitoses, differentiation, expected):
    assert possible_grades_2010(ki67, mitoses, differentiation) == grades(expected)
    assert possible_grades_2010(ki67, mitoses, differentiation) <= set(GRADES_2010)


@pytest.mark.parametrize(
    ("ki67", "gap"),
    [(2, False), (2.1, True), (2.99, True), (3, False), (None, False), (Interval(0, 2), False), (Interval(2, 3), True)],
)
def test_the_gap_of_2010_is_open_at_both_ends(ki67, gap):
    assert in_gap_of_2010(ki67) is gap


@pytest.mark.parametrize(
    ("percent", "cells", "low", "high"),
    [
        # z² = 3.841459, n = 100: (0.1 + 0.019207 ∓ 1.959964 · √(0.0009 + 0.000096)) / 1.038415 = (0.119207 ∓ 0.061861)
        # / 1.038415
        (10, 100, 5.523, 17.437),
        # n = 500: (0.03 + 0.003841 ∓ 1.959964 · √(0.0000582 + 0.00000384)) / 1.007683 = (0.033841 ∓ 0.015438) /
        # 1.007683
        (3, 500, 1.826, 4.890),
        # At 0 the upper end is z² / (n + z²) = 3.841459 / 503.841459, at 100 the lower end is n / (n + z²).
        (0, 500, 0, 0.762),
        (100, 500, 99.238, 100),
    ],
)
def test_the_interval_is_wilson_s(percent, cells, low, high):
    assert wilson(percent, cells) == pytest.approx((low, high), abs=0.001)


@given(st.floats(0, 100), st.integers(1, 100_000))
def test_the_interval_holds_the_index_and_shrinks_with_more_cells(percent, cells):
    low, high = wilson(percent, cells)
    closer_low, closer_high = wilson(percent, cells * 4)

    assert 0 <= low <= percent + 1e-9
    assert percent - 1e-9 <= high <= 100
    assert closer_high - closer_low < high - low


@pytest.mark.parametrize(("percent", "cells"), [(-0.1, 500), (100.1, 500), (5, 0)])
def test_an_index_that_cannot_be_has_no_interval(percent, cells):
    with pytest.raises(ValueError, match="cells"):
        wilson(percent, cells)
