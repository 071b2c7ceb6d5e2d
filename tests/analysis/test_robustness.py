"""Close to a limit: which answer lies on one, and what the error of counting carries across one."""

from datetime import date

import pytest

from calculators.analysis.robustness import robustness
from calculators.model.text import LANGUAGES, resolve
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.web.reading import read_form
from calculators.web.robustness import handle

TODAY = date(2026, 11, 1)
TRANSPLANT = ("enets-2012-transplant", "milan-net-2007", "milan-net-2016", "optn-net")
EVERY = tuple(SETS)

MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN


def marks(case, sets=TRANSPLANT):
    return {mark.field.id: mark for mark in robustness(case, sets)}


def differing(mark):
    return [(one.name, one.criterion.id, one.low, one.value, one.high) for one in mark.differing()]


def test_an_age_on_a_limit_is_read_differently_by_sets_that_print_other_signs():
    # ENETS prints < 55, Milan-NET 2007 ≤ 55; < 60 in the two others is met by 55 and not in dispute.
    mark = marks({"age_years": 55.0})["age_years"]

    assert (mark.low, mark.value, mark.high, mark.limits) == (55.0, 55.0, 55.0, (55,))
    assert differing(mark) == [
        ("enets-2012-transplant", "age", NOT_MET, NOT_MET, NOT_MET),
        ("milan-net-2007", "age", MET, MET, MET),
    ]
    assert len(mark.readings) == 4


def test_a_limit_that_the_wording_leaves_open_differs_too():
    # Exactly 50 %: ENETS < 50, Milan-NET 2007 and OPTN ≤ 50, Milan-NET 2016 not settled.
    found = differing(marks({"liver_involvement_percent": 50.0})["liver_involvement_percent"])

    assert {(name, value) for name, _, _, value, _ in found} == {
        ("enets-2012-transplant", NOT_MET), ("milan-net-2007", MET), ("milan-net-2016", UNKNOWN), ("optn-net", MET),
    }  # fmt: skip


def test_on_a_limit_that_one_set_alone_prints_nothing_differs():
    mark = marks({"liver_involvement_percent": 75.0})["liver_involvement_percent"]

    assert mark.limits == (75,)
    assert differing(mark) == []


@pytest.mark.parametrize(
    "case", [{"age_years": 54.9}, {"age_years": 55.1}, {"liver_involvement_percent": 49.9}, {}, {"height_cm": 170.0}]
)
def test_without_a_known_error_what_is_near_a_limit_is_firm(case):
    assert marks(case) == {}


def test_the_error_of_counting_reaches_from_one_side_of_a_limit_to_the_other():
    # 9 % of 500 cells: 45 cells, Wilson 6.79 to 11.83 %; below 10 % at the low end, above at the high end.
    mark = marks({"ki67_percent": 9.0})["ki67_percent"]

    assert (round(mark.low, 2), round(mark.high, 2)) == (6.79, 11.83)
    assert (mark.limits, mark.cells, mark.assumed) == ((10,), 500.0, True)
    assert differing(mark) == [
        ("enets-2012-transplant", "differentiation_ki67", MET, MET, NOT_MET),
        ("milan-net-2016", "grade_ki67", MET, MET, NOT_MET),
    ]


def test_more_cells_make_the_index_firm():
    # 9 % of 10 000 cells: 8.46 to 9.58 %, below 10 % throughout.
    assert "ki67_percent" not in marks({"ki67_percent": 9.0, "ki67_cells_counted": 10_000.0})

    counted = marks({"ki67_percent": 9.0, "ki67_cells_counted": 2000.0})["ki67_percent"]
    assert (counted.cells, counted.assumed) == (2000.0, False)


def test_the_error_reaches_the_grade_and_what_is_read_from_it():
    # 2 % of 500 cells: 1.09 to 3.64 %; with one mitosis G1 at the low end, G2 at the high end. Milan-NET 2007 leaves G2
    # open.
    mark = marks({"ki67_percent": 2.0, "mitoses_per_2mm2": 1.0})["ki67_percent"]

    assert mark.grades == (frozenset({"G1"}), frozenset({"G1"}), frozenset({"G2"}))
    assert ("milan-net-2007", "histology", MET, MET, UNKNOWN) in differing(mark)
    assert not any(one.differs for one in mark.readings if one.name == "optn-net")


def test_a_grade_that_was_entered_is_left_out_where_the_index_would_contradict_it():
    mark = marks({"ki67_percent": 2.0, "mitoses_per_2mm2": 1.0, "who_grade": "G1"})["ki67_percent"]

    assert mark.set_aside
    assert mark.grades == (frozenset({"G1"}), frozenset({"G1"}), frozenset({"G2"}))
    assert not marks({"ki67_percent": 9.0, "who_grade": "G2"})["ki67_percent"].set_aside


def test_a_grade_is_left_out_for_numbers_from_which_it_follows_alone():
    # The grade contradicts the index; months that hardly differ from their dates have nothing to do with it.
    mark = marks(
        {
            "who_grade": "G1",
            "ki67_percent": 35.0,
            "months_stable_disease": 6.04,
            "stable_since_date": date(2026, 1, 14),
            "assessment_date": date(2026, 7, 14),
        }
    )["months_stable_disease"]

    assert not mark.set_aside


def test_mitoses_on_a_limit_of_the_grade_are_marked():
    # Two mitoses are G2; OPTN, which asks for fewer than 20, has nothing to do with it.
    mark = marks({"mitoses_per_2mm2": 2.0, "ki67_percent": 1.0})["mitoses_per_2mm2"]

    assert (mark.limits, mark.cells) == ((2.0,), None)
    assert mark.grades == (frozenset({"G2"}),) * 3


def test_a_number_that_follows_from_dates_is_marked_on_its_limit():
    # 1 January to 1 July is six months exactly.
    mark = marks({"stable_since_date": date(2026, 1, 1), "assessment_date": date(2026, 7, 1)})["months_stable_disease"]

    assert mark.value == 6.0
    assert differing(mark) == []


def test_the_low_and_the_high_end_change_nothing_but_the_number():
    case = {"ki67_percent": 9.0}
    robustness(case, EVERY)

    assert case == {"ki67_percent": 9.0}


def ask(language, typed, **more):
    request = {"language": language, "today": TODAY.isoformat(), "answers": typed, "carried": [], **more}
    return resolve(handle(read_form(request), request), request["language"])


def test_the_page_says_which_set_reads_it_which_way():
    (mark,) = ask("en", {"age_years": "55"}, sets=["enets-2012-transplant", "milan-net-2007", "optn-net"])["marks"]

    assert mark["said"][0] == "Age: 55 years lies exactly on a limit."
    assert [(one["said"], one["differs"]) for one in mark["readings"]] == [
        ("< 55 years: not met – ENETS 2012 transplant.", True),
        ("≤ 55 years: met – Milan-NET 2007.", True),
        ("< 60 years: met – OPTN guidance.", False),
    ]


def test_the_page_says_over_how_many_cells_and_that_they_are_assumed():
    (mark,) = ask("el", {"ki67_percent": "9", "who_grade": "G2"}, sets=["milan-net-2016"])["marks"]

    assert mark["said"][0] == "Δείκτης Ki-67: το σφάλμα της τιμής 9 % φτάνει στο όριο 10 %."
    assert "διάστημα 95 % από 6,79 έως 11,83 %" in mark["said"][1]
    assert "500" in mark["said"][2]
    assert (
        mark["readings"][-1]["said"]
        == "< 10 %: πληρούται στο κάτω άκρο, πληρούται στην τιμή που δηλώθηκε, δεν πληρούται στο άνω άκρο – Milan-NET 2016."
    )
    (left_open,) = ask("en", {"liver_involvement_percent": "50"}, sets=["milan-net-2016"])["marks"]
    assert left_open["readings"][0]["said"] == "< 50 %: left open by the wording – Milan-NET 2016."
    (set_aside,) = ask(
        "en", {"ki67_percent": "2", "mitoses_per_2mm2": "1", "who_grade": "G1"}, sets=["milan-net-2007"]
    )["marks"]
    assert set_aside["said"][-1] == "WHO grade: G1 at the low end, G1 at the value entered, G2 at the high end."


def test_a_grade_is_never_said_to_be_its_opposite_and_wording_is_named():
    typed = {"ki67_percent": "20", "mitoses_per_2mm2": "1", "differentiation": "well", "ki67_cells_counted": "2000"}
    (mark,) = ask("en", typed, sets=["milan-net-2007", "transplant-contraindications"])["marks"]

    # Up to 20 % is G2: what "low grade" of 2007 leaves open, and no contraindication; above it is G3.
    assert [one["said"] for one in mark["readings"]] == [
        (
            "WHO grade G1: left open by the wording at the low end, left open by the wording at the value entered, not met at the high end – Milan-NET 2007."
        ),
        (
            "WHO grade G1 or G2: no contraindication at the low end, no contraindication at the value entered, contraindication at the high end "
            "– Transplant contraindications."
        ),
    ]


def test_the_page_says_that_nothing_is_marked():
    for language in LANGUAGES:
        found = ask(language, {"age_years": "44"})
        assert found["marks"] == []
        assert found["summary"]
