"""The future liver remnant, the tumour in the liver, and what an operation takes of it."""

import pytest

from calculators.formulas.amounts import Impossible
from calculators.formulas.burden import debulked, ellipsoid_ml, involvement, tumour_burden_score
from calculators.formulas.remnant import (
    GROWTH,
    HYPERTROPHY,
    MINIMUMS,
    bsa_dubois,
    bsa_mosteller,
    growth_rate,
    hypertrophy,
    measured_remnant,
    standardised_remnant,
    total_liver_volume,
)


def test_body_surface_by_mosteller():
    # √(170 · 72 / 3600) = √3.4
    assert bsa_mosteller(170, 72) == pytest.approx(1.84391, abs=1e-5)


def test_body_surface_by_du_bois():
    # 0.007184 · 72^0.425 · 170^0.725 = 0.007184 · 6.15696 · 41.4073
    assert bsa_dubois(170, 72) == pytest.approx(1.8315, abs=1e-4)


def test_the_total_liver_volume_of_vauthey():
    # 1267.28 · 1.5 − 794.41 = 1900.92 − 794.41
    assert total_liver_volume(1.5) == pytest.approx(1106.51, abs=1e-6)


def test_a_body_too_small_for_the_formula_is_refused():
    # 1267.28 · 0.62 = 785.71, less than 794.41
    with pytest.raises(Impossible) as refused:
        total_liver_volume(0.62)

    assert refused.value.field == "weight_kg"


def test_the_two_shares_of_one_remnant_differ():
    # 100 · 400 / 1740.15, and 100 · 400 / (1900 − 300)
    assert standardised_remnant(400, 1740.15) == pytest.approx(22.9865, abs=1e-4)
    assert measured_remnant(400, 1900, 300) == 25


@pytest.mark.parametrize(
    ("remnant", "total", "tumour", "field"),
    [(400, 1500, 1500, "tumour_ml"), (400, 1500, 1600, "tumour_ml"), (1200.1, 1500, 300, "remnant_ml")],
)
def test_volumes_that_one_liver_cannot_have_are_refused(remnant, total, tumour, field):
    with pytest.raises(Impossible) as refused:
        measured_remnant(remnant, total, tumour)

    assert refused.value.field == field
    assert refused.value.text.el


def test_the_remnant_can_be_all_that_the_tumour_leaves():
    assert measured_remnant(1200, 1500, 300) == 100


def test_growth_after_embolisation():
    # 30.1 − 22.6 points; 8 points in 28 days are 2 a week, 7.5 in 28 days 1.875
    assert hypertrophy(22.6, 30.1) == 7.5
    assert growth_rate(8, 28) == 2
    assert growth_rate(7.5, 28) == 1.875


def test_the_cut_offs_of_growth_are_read_at_the_limit_as_printed():
    assert not HYPERTROPHY.relation.holds(7.5, HYPERTROPHY.limit)
    assert HYPERTROPHY.relation.holds(7.51, HYPERTROPHY.limit)
    assert GROWTH.relation.holds(2, GROWTH.limit)
    assert not GROWTH.relation.holds(1.99, GROWTH.limit)


# Kishi: > 20 % is enough, Shindoh: > 30 %, both of the estimated volume; Azoulay embolised under 40 % of the volume on
# CT.
@pytest.mark.parametrize(
    ("liver", "value", "enough", "standardised"),
    [
        ("healthy", 20, False, True),
        ("healthy", 20.01, True, True),
        ("chemotherapy", 30, False, True),
        ("chemotherapy", 30.01, True, True),
        ("cirrhosis", 39.99, False, False),
        ("cirrhosis", 40, True, False),
    ],
)
def test_how_much_each_liver_asks_for(liver, value, enough, standardised):
    minimum = MINIMUMS[liver]

    assert minimum.relation.holds(value, minimum.limit_percent) is enough
    assert minimum.standardised is standardised


def test_involvement_counts_the_tumour_in_the_whole():
    assert involvement(450, 1800) == 25
    with pytest.raises(Impossible) as refused:
        involvement(1800, 1800)
    assert refused.value.field == "tumour_ml"


def test_a_lesion_is_an_ellipsoid():
    # π/6 · 6 · 5 · 4 = 20π; a sphere of 3 cm: π/6 · 27 = 4.5π
    assert ellipsoid_ml(6, 5, 4) == pytest.approx(62.8319, abs=1e-4)
    assert ellipsoid_ml(3, 3, 3) == pytest.approx(14.1372, abs=1e-4)


def test_the_burden_score_is_the_distance_from_nothing():
    # √(6² + 8²)
    assert tumour_burden_score(6, 8) == 10


def test_what_is_removed_is_a_share_of_what_there_was():
    # 100 · (400 − 120) / 400; binary fractions must not move the limit: 100 · (33.3 − 9.99) / 33.3
    assert debulked(400, 120) == 70
    assert debulked(33.3, 9.99) == 70
    with pytest.raises(Impossible) as refused:
        debulked(400, 401)
    assert refused.value.field == "tumour_left_ml"
