"""Three-valued logic: the whole truth table, and that it is never squeezed into two values."""

from itertools import product

import pytest

from calculators.engine.evaluate import Verdict
from calculators.model.text import Text
from calculators.model.truth import Finding, Outcome, Truth, all_met, any_met

WHY = Text("because", "διότι")
TRUE = Finding(Outcome.MET, Outcome.MET)
FALSE = Finding(Outcome.NOT_MET, Outcome.NOT_MET)
NULL = Finding(Outcome.NOT_MET, Outcome.MET, missing=("x",))
WORDING = Finding(Outcome.WORDING, Outcome.WORDING, wording=(WHY,))

MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (TRUE, TRUE, MET, MET),
        (TRUE, FALSE, NOT_MET, MET),
        (TRUE, NULL, UNKNOWN, MET),
        (TRUE, WORDING, UNKNOWN, MET),
        (FALSE, TRUE, NOT_MET, MET),
        (FALSE, FALSE, NOT_MET, NOT_MET),
        (FALSE, NULL, NOT_MET, UNKNOWN),
        (FALSE, WORDING, NOT_MET, UNKNOWN),
        (NULL, TRUE, UNKNOWN, MET),
        (NULL, FALSE, NOT_MET, UNKNOWN),
        (NULL, NULL, UNKNOWN, UNKNOWN),
        (NULL, WORDING, UNKNOWN, UNKNOWN),
        (WORDING, TRUE, UNKNOWN, MET),
        (WORDING, FALSE, NOT_MET, UNKNOWN),
        (WORDING, NULL, UNKNOWN, UNKNOWN),
        (WORDING, WORDING, UNKNOWN, UNKNOWN),
    ],
)
def test_the_truth_table(left: Finding, right: Finding, both: Truth, either: Truth):
    assert all_met([left, right]).truth is both
    assert any_met([left, right]).truth is either


def test_all_of_nothing_is_met_and_any_of_nothing_is_not():
    assert all_met([]).truth is MET
    assert any_met([]).truth is NOT_MET


def test_every_unknown_says_why_and_nothing_else_does():
    for combine in (all_met, any_met):
        for parts in product((TRUE, FALSE, NULL, WORDING), repeat=3):
            found = combine(parts)
            assert (found.truth is UNKNOWN) == bool(found.missing or found.wording)


def test_wording_alone_leaves_nothing_to_ask():
    found = all_met([TRUE, WORDING])

    assert (found.truth, found.missing, found.wording) == (UNKNOWN, (), (WHY,))


def test_a_field_that_can_no_longer_change_the_whole_is_not_asked():
    at_best_open = Finding(Outcome.NOT_MET, Outcome.WORDING, missing=("a",), wording=(WHY,))
    at_worst_open = Finding(Outcome.WORDING, Outcome.MET, missing=("b",))

    assert all_met([FALSE, NULL]).missing == ()
    assert any_met([TRUE, NULL]).missing == ()
    assert all_met([WORDING, at_worst_open]).missing == ()
    assert any_met([WORDING, at_best_open]).missing == ()
    assert all_met([WORDING, NULL]).missing == ("x",)
    assert all_met([at_best_open, at_worst_open]).missing == ("a",)


def test_three_values_are_not_squeezed_into_two():
    with pytest.raises(TypeError, match="not a bool"):
        bool(TRUE)
    for verdict in Verdict:
        with pytest.raises(TypeError, match="not a bool"):
            bool(verdict)
