"""Numbers as people write them: with their unit, as bounds and ranges; what is no number of a field, or could be two, is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import ASKED, bounds

from calculators import InvalidCase
from calculators.engine.case import decode, encode, encode_case, escaped, fully_answered, read
from calculators.engine.derive import derive
from calculators.engine.numbers import other_unit
from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.model.sentences import format_interval
from calculators.model.text import LANGUAGES
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.measurements import BASELINE_SUM_MM, BILIRUBIN_UMOL_L, TUMOUR_ML

TODAY = date(2026, 11, 1)
KI67, MITOSES, AGE, MONTHS = (
    FIELDS[name] for name in ("ki67_percent", "mitoses_per_2mm2", "age_years", "months_stable_disease")
)
BELOW_2, AT_MOST_2 = Interval(0, 2, with_high=False), Interval(0, 2)
ABOVE_20, AT_LEAST_20 = Interval(20, None, with_low=False), Interval(20, None)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        *((typed, 2.0) for typed in ("2", "2 %", "2%", " 2  % ", "2,0 %", "2.%", "2 percent", "2 τοις εκατό", "2-2")),
        *((typed, BELOW_2) for typed in ("<2", "< 2 %", "<2%", "<2,0")),
        *((typed, AT_MOST_2) for typed in ("≤2", "<=2", "=<2", "⩽ 2 %", "0-2")),
        *((typed, ABOVE_20) for typed in (">20", "> 20%")),
        *((typed, AT_LEAST_20) for typed in ("≥20", ">=20 %", "=>20", "⩾20")),
        *(
            (typed, Interval(1, 2))
            for typed in (
                "1-2",
                "1–2 %",
                "1 — 2",
                "1%-2%",
                "1 to 2",
                "1 TO 2 %",
                "1 έως 2",
                "1 ΈΩΣ 2",
                "1 ως 2 %",
                "1−2",
            )
        ),
        ("1,5-2.5", Interval(1.5, 2.5)),
        ("≥100", 100.0),
        ("<=0", 0.0),
    ],
)
def test_a_number_is_read_as_pathology_writes_it(typed, understood):
    assert decode(KI67, typed, TODAY) == understood


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "<",
            "%",
            "2 mm",
            "2 %%",
            "<1-2",
            "2-1",
            "1-2-3",
            "<101",
            "1-101",
            ">100",
            "<0",
            "2±1",
            "~2",
            "about 2",
            "²",
            "2-",
        ),
        *("1 2", "2%3", "<-2", "--2", "٢-٣", "1e1", "1_0", "<٢", "0x10", "2/3"),
    ],
)
def test_what_is_no_number_of_the_field_is_refused(typed):
    assert decode(KI67, typed, TODAY) is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (AGE, "48 years"),
        (AGE, "48 yrs."),
        (AGE, "48 ετών"),
        (AGE, "48 ΈΤΗ"),
        (MONTHS, "48 months"),
        (MONTHS, "48 μήνες"),
        (MITOSES, "48 per 2 mm²"),
        (MITOSES, "48/2mm2"),
        (MITOSES, "48 ανά 2 mm²"),
        (BASELINE_SUM_MM, "48 mm"),
        (TUMOUR_ML, "48 cm³"),
        (BILIRUBIN_UMOL_L, "48 μmol/l"),
        (FIELDS["ki67_cells_counted"], "48 cells"),
    ],
)
def test_its_unit_may_stand_behind_a_number(field, typed):
    assert decode(field, typed, TODAY) == 48


@pytest.mark.parametrize(
    ("field", "typed", "unit"),
    [
        (FIELDS["height_cm"], "1.8 m", "m"),
        (BASELINE_SUM_MM, "3 cm", "cm"),
        (AGE, "<48 μήνες", "μήνες"),
        (KI67, "2 ‰", "‰"),
        (KI67, "2 %", None),
        (KI67, "two", None),
        (KI67, "1e1", None),
    ],
)
def test_another_unit_is_named_and_nothing_is_converted(field, typed, unit):
    assert other_unit(field, typed) == unit
    assert (decode(field, typed, TODAY) is None) == (typed != "2 %")


def test_a_number_of_thousands_is_asked_for_within_a_range_too():
    cells = FIELDS["ki67_cells_counted"]

    assert decode(cells, "500-2.000", TODAY) is None
    assert decode(cells, "<2.000", TODAY) is None
    assert decode(cells, "500-2000", TODAY) == Interval(500, 2000)
    assert decode(cells, "500-2000.5", TODAY) is None


ACCEPTED = {
    "<2": BELOW_2,
    "<=2": AT_MOST_2,
    ">20": ABOVE_20,
    ">=20": AT_LEAST_20,
    "1-2": Interval(1, 2),
    "2-2": 2.0,
    "1.5-2": Interval(1.5, 2),
}


@pytest.mark.parametrize(("spelt", "understood"), ACCEPTED.items())
def test_a_case_spells_bounds_in_one_way(spelt, understood):
    assert read({"ki67_percent": spelt}, TODAY) == {"ki67_percent": understood}


@pytest.mark.parametrize(
    "spelt", ["2", "≤2", "< 2", "<2 %", "1–2", "1 to 2", "1,5-2", "", "<", "1-", "<101", ">100", "3-1", "<2.", "<.5"]
)
def test_a_case_takes_no_other_text_for_a_number(spelt):
    with pytest.raises(InvalidCase) as refused:
        read({"ki67_percent": spelt}, TODAY)

    [problem] = refused.value.problems
    assert problem.line["en"].endswith(
        'expected a number from 0 to 100 %, or its bounds as "<2", "<=2", ">20", ">=20" or "1-2"'
    )


@given(
    st.sampled_from([field for field in ASKED.values() if isinstance(field, Number)]).flatmap(
        lambda one: st.tuples(st.just(one), bounds(one))
    )
)
def test_bounds_are_read_again_as_they_are_spelt(pair):
    field, text = pair
    answer = read({field.id: text}, TODAY)[field.id]

    assert decode(field, encode(answer), TODAY) == answer
    assert read({field.id: encode(answer) if isinstance(answer, Interval) else answer}, TODAY) == {field.id: answer}


def test_signs_and_what_could_not_be_read_are_escaped_where_mail_would_eat_them():
    assert (
        encode_case({"ki67_percent": ABOVE_20}, {"age_years": "about 50"}) == "age_years=about%2050&ki67_percent=%3E20"
    )
    assert escaped("é\ud800") == "%C3%A9%3F"


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (BELOW_2, ("< 2 %", "< 2 %")),
        (AT_LEAST_20, ("≥ 20 %", "≥ 20 %")),
        (ABOVE_20, ("> 20 %", "> 20 %")),
        (Interval(1.125, 2), ("1.125–2 %", "1,125–2 %")),
        (Interval(0, 100, with_high=False), ("< 100 %", "< 100 %")),
        (Interval(100, 100), ("exactly 100 %", "ακριβώς 100 %")),
    ],
)
def test_bounds_are_said_with_every_digit(interval, said):
    text = format_interval(interval, KI67)

    assert tuple(text[language] for language in reversed(LANGUAGES)) == said


# What follows from bounds.


def known(**answers):
    return derive(read(answers, TODAY))


@pytest.mark.parametrize(
    ("answers", "grades"),
    [
        ({"ki67_percent": "<3", "mitoses_per_2mm2": "<2"}, {"G1"}),
        ({"ki67_percent": "1-2", "mitoses_per_2mm2": 1}, {"G1"}),
        ({"ki67_percent": "1-5", "mitoses_per_2mm2": 1}, {"G1", "G2"}),
        ({"ki67_percent": "3-20", "mitoses_per_2mm2": "<=20"}, {"G2"}),
        ({"ki67_percent": ">20"}, {"G3", "NEC"}),
        ({"ki67_percent": ">=20"}, {"G2", "G3", "NEC"}),
        ({"ki67_percent": ">20", "differentiation": "poor"}, {"NEC"}),
        ({"ki67_percent": "1-2", "mitoses_per_2mm2": ">=5"}, {"G2", "G3", "NEC"}),
    ],
)
def test_a_grade_follows_from_bounds_as_from_all_numbers_within_them(answers, grades):
    assert known(**answers).derived["who_grade"] == grades


@pytest.mark.parametrize(
    ("grade", "ki67", "left"),
    [
        ("G1", "2-5", Interval(2, 3, with_high=False)),
        ("G1", "2-50", Interval(2, 3, with_high=False)),
        ("G1", "1-50", Interval(1, 3, with_high=False)),
        ("G2", "10-30", Interval(10, 20)),
        ("G2", ">=20", 20.0),
        ("G2", "1-2", Interval(1, 2)),
        ("G3", "10-30", Interval(10, 30)),
    ],
)
def test_a_grade_narrows_the_bounds_of_its_counts(grade, ki67, left):
    facts = known(who_grade=grade, ki67_percent=ki67)

    assert facts.known["ki67_percent"] == left
    assert "ki67_percent" not in facts.derived
    assert facts.conflicts == ()


@pytest.mark.parametrize(("grade", "ki67"), [("G1", ">=3"), ("G1", ">20"), ("G2", ">20"), ("G1", "3-5")])
def test_bounds_that_a_grade_rules_out_contradict_it(grade, ki67):
    facts = known(who_grade=grade, ki67_percent=ki67)

    [conflict] = facts.conflicts
    assert set(conflict.fields) == {"who_grade", "ki67_percent"}
    assert facts.known == {}


DATES = {"stable_since_date": "2026-01-14", "assessment_date": "2026-07-14"}


def test_months_between_dates_are_one_of_those_that_were_bounded_or_contradict_them():
    assert known(**DATES, months_stable_disease=">=6").known["months_stable_disease"] == 6
    assert known(**DATES, months_stable_disease="5-7").known["months_stable_disease"] == 6

    facts = known(**DATES, months_stable_disease=">6")
    [conflict] = facts.conflicts
    assert "> 6 months; the dates give 6 months" in conflict.text["en"]
    assert "> 6 μήνες· από τις ημερομηνίες προκύπτει 6 μήνες" in conflict.text["el"]
    assert "months_stable_disease" not in facts.known


def test_a_number_that_is_only_bounded_is_not_fully_answered():
    assert fully_answered(read({"ki67_percent": "<2", "age_years": 50, "who_grade": "G1"}, TODAY)) == {
        "age_years",
        "who_grade",
    }
