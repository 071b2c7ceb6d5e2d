"""Response on CT by RECIST 1.1 and by Choi 2007."""

import pytest

from calculators.formulas.amounts import Impossible
from calculators.formulas.response import can_all_be_gone, change_percent, choi, disagree, recist, regrown

SETTLED = {"new_lesion": False, "all_gone": False}
NO_GROWTH = {**SETTLED, "new_nodule": False}


# RECIST 1.1: PR is a fall of 30 % or more from baseline; PD a rise of 20 % or more, and of 5 mm or more, from the
# smallest sum on study, which is the
# baseline where that is the smallest: Eisenhauer 2009, section 4.3.1.
@pytest.mark.parametrize(
    ("baseline", "nadir", "now", "response"),
    [
        (100, 100, 70, "partial"),
        (100, 100, 70.1, "stable"),
        (100, 100, 119.9, "stable"),
        (100, 100, 120, "progression"),
        (100, 50, 60, "progression"),  # + 20 % and + 10 mm from the nadir, still − 40 % from baseline
        (100, 50, 59, "partial"),
        (100, 20, 24.9, "partial"),  # + 24.5 %, but only 4.9 mm
        (100, 20, 25, "progression"),  # + 25 % and 5 mm
        (20, 20, 24, "stable"),  # + 20 %, but only 4 mm
        (33.3, 33.3, 23.31, "partial"),  # exactly − 30 %
        (100, 0, 5, "progression"),
        (100, 100, 0, "partial"),  # the targets are gone, other lesions are left
    ],
)
def test_recist_reads_the_sum_of_diameters(baseline, nadir, now, response):
    assert recist(baseline, now, nadir_mm=nadir, **SETTLED) == {response}


# The smallest sum not known: it may be the baseline or any smaller sum, down to 0, and each of them has its own limit
# for progression.
@pytest.mark.parametrize(
    ("baseline", "now", "possible"),
    [
        (100, 50, {"partial", "progression"}),  # from 45 mm 5 mm, but 11 %; from 40 mm 10 mm and 25 %
        (100, 70, {"partial", "progression"}),
        (100, 71, {"stable", "progression"}),
        (100, 100, {"stable", "progression"}),
        (100, 119.9, {"stable", "progression"}),
        (100, 120, {"progression"}),  # + 20 % and + 20 mm from the baseline itself, so more from anything smaller
        (20, 24, {"stable", "progression"}),  # from 20 mm only 4 mm; from 19 mm 5 mm and 26 %
        (20, 25, {"progression"}),
        (100, 0, {"partial"}),  # nothing is left that could have grown
        (100, 3, {"partial", "progression"}),  # a target may be back after all had gone
    ],
)
def test_without_the_smallest_sum_nothing_is_settled_that_it_could_change(baseline, now, possible):
    assert recist(baseline, now, **SETTLED) == possible


@pytest.mark.parametrize("nadir", [0, 20, 40, 45, 83.3, 99, 100])
@pytest.mark.parametrize("now", [0, 3, 24.9, 50, 70, 100, 119.9, 120])
def test_what_is_possible_without_the_smallest_sum_holds_what_any_smallest_sum_gives(nadir, now):
    assert recist(100, now, nadir_mm=nadir, **SETTLED) <= recist(100, now, **SETTLED)


def test_all_lesions_gone_leaves_nothing_that_an_unknown_smallest_sum_could_change():
    assert recist(100, 8, new_lesion=False, all_gone=True) == {"complete"}


def test_a_target_that_is_back_after_all_had_gone_is_not_settled_by_millimetres():
    assert recist(100, 4, nadir_mm=0, **SETTLED) == {"partial", "progression"}
    assert recist(100, 0, nadir_mm=0, **SETTLED) == {"partial"}


def test_a_new_lesion_is_progression_whatever_the_sum():
    assert recist(100, 10, new_lesion=True, all_gone=False) == {"progression"}


def test_all_lesions_gone_is_a_complete_response_also_with_normal_nodes_left():
    assert recist(100, 8, nadir_mm=8, new_lesion=False, all_gone=True) == {"complete"}


def test_what_was_not_asked_stays_open_by_recist():
    assert recist(100, 70, nadir_mm=100, all_gone=False) == {"partial", "progression"}
    assert recist(100, 0, nadir_mm=100, new_lesion=False) == {"partial", "complete"}
    assert recist(100, 90, nadir_mm=100) == {"stable", "progression", "complete"}
    assert recist(100, 130, nadir_mm=100) == {"progression"}


def test_a_nadir_above_the_baseline_is_refused():
    with pytest.raises(Impossible) as refused:
        recist(100, 90, nadir_mm=101, **SETTLED)

    assert refused.value.field == "nadir_sum_mm"


def test_normal_nodes_do_not_add_up_to_fifty_millimetres():
    # Five target lesions at most, each node below 10 mm.
    assert can_all_be_gone(49.9)
    assert not can_all_be_gone(50)


# Choi: PR by size − 10 % or density − 15 %; PD by size + 10 % without PR by density.
@pytest.mark.parametrize(
    ("size", "density", "response"),
    [
        (-10, 0, "partial"),
        (-9.9, -14.9, "stable"),
        (-9.9, -15, "partial"),
        (10, -14.9, "progression"),
        (10, -15, "partial"),
        (9.9, 20, "stable"),
        (40, -30, "partial"),
    ],
)
def test_choi_reads_size_and_density(size, density, response):
    assert choi(size, density, **NO_GROWTH) == {response}


@pytest.mark.parametrize("growth", ["new_lesion", "new_nodule"])
def test_new_growth_is_progression_by_choi_whatever_size_and_density(growth):
    assert choi(-40, -40, **{**NO_GROWTH, growth: True}) == {"progression"}


def test_what_was_not_asked_stays_open_by_choi():
    assert choi(0, None, **NO_GROWTH) == {"partial", "stable"}
    assert choi(12, None, **NO_GROWTH) == {"partial", "progression"}
    assert choi(-12, None, **NO_GROWTH) == {"partial"}
    assert choi(-12, -20, new_lesion=False, all_gone=False) == {"partial", "progression"}
    assert choi(-100, None, new_lesion=False, new_nodule=False) == {"partial", "complete"}


@pytest.mark.parametrize(
    ("nadir", "now", "grown"),
    [
        (None, 50, None),
        (None, 0, False),
        (50, 54.9, False),
        (50, 55, True),
        (50, 45, False),
        (0, 1, True),
        (0, 0, False),
    ],
)
def test_a_sum_has_regrown_from_ten_percent_above_the_smallest(nadir, now, grown):
    assert regrown(nadir, now) is grown


def test_a_response_by_choi_can_be_stable_by_recist():
    # 100 to 88 mm is − 12 %, 80 to 60 HU is − 25 %
    assert (change_percent(100, 88), change_percent(80, 60)) == (-12, -25)
    one, other = recist(100, 88, nadir_mm=100, **SETTLED), choi(-12, -25, **NO_GROWTH)

    assert (one, other) == ({"stable"}, {"partial"})
    assert disagree(one, other)
    assert not disagree(one, frozenset({"stable", "partial"}))
