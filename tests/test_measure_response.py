"""Response on CT by RECIST 1.1 and by Choi 2007."""

import pytest

from calculators.measures.amounts import Impossible
from calculators.measures.response import can_all_be_gone, change_percent, choi, disagree, recist

SETTLED = {"new_lesion": False, "all_gone": False}
NO_GROWTH = {**SETTLED, "new_nodule": False}


# RECIST 1.1: PR is a fall of 30 % or more from baseline; PD a rise of 20 % or more, and of 5 mm or more, from the smallest sum.
@pytest.mark.parametrize(
    ("baseline", "nadir", "now", "response"),
    [
        (100, None, 70, "partial"),
        (100, None, 70.1, "stable"),
        (100, None, 119.9, "stable"),
        (100, None, 120, "progression"),
        (100, 50, 60, "progression"),  # + 20 % and + 10 mm from the nadir, still − 40 % from baseline
        (100, 50, 59, "partial"),
        (100, 20, 24.9, "partial"),  # + 24.5 %, but only 4.9 mm
        (100, 20, 25, "progression"),  # + 25 % and 5 mm
        (20, None, 24, "stable"),  # + 20 %, but only 4 mm
        (33.3, None, 23.31, "partial"),  # exactly − 30 %
        (100, 0, 5, "progression"),
        (100, None, 0, "partial"),  # the targets are gone, other lesions are left
    ],
)
def test_recist_reads_the_sum_of_diameters(baseline, nadir, now, response):
    assert recist(baseline, now, nadir_mm=nadir, **SETTLED) == {response}


def test_a_target_that_is_back_after_all_had_gone_is_not_settled_by_millimetres():
    assert recist(100, 4, nadir_mm=0, **SETTLED) == {"partial", "progression"}
    assert recist(100, 0, nadir_mm=0, **SETTLED) == {"partial"}


def test_a_new_lesion_is_progression_whatever_the_sum():
    assert recist(100, 10, new_lesion=True, all_gone=False) == {"progression"}


def test_all_lesions_gone_is_a_complete_response_also_with_normal_nodes_left():
    assert recist(100, 8, new_lesion=False, all_gone=True) == {"complete"}


def test_what_was_not_asked_stays_open_by_recist():
    assert recist(100, 70, all_gone=False) == {"partial", "progression"}
    assert recist(100, 0, new_lesion=False) == {"partial", "complete"}
    assert recist(100, 90) == {"stable", "progression", "complete"}
    assert recist(100, 130) == {"progression"}


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


def test_a_response_by_choi_can_be_stable_by_recist():
    # 100 to 88 mm is − 12 %, 80 to 60 HU is − 25 %
    assert (change_percent(100, 88), change_percent(80, 60)) == (-12, -25)
    one, other = recist(100, 88, **SETTLED), choi(-12, -25, **NO_GROWTH)

    assert (one, other) == ({"stable"}, {"partial"})
    assert disagree(one, other)
    assert not disagree(one, frozenset({"stable", "partial"}))
