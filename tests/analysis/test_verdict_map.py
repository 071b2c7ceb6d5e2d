"""The map of two questions says in each cell what judging a patient there says."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from patients import DECIDING, FAVOURABLE, TODAY, contested
from support.strategies import cases

from calculators.analysis.verdict_map import PAIRS, MapCell, offered, rectangles, verdict_map
from calculators.engine.breakpoints import breakpoints, joined, partition, representatives
from calculators.engine.case import encode, read
from calculators.engine.derive import derive
from calculators.engine.evaluate import judge
from calculators.model.fields import DateField, Number, options_of
from calculators.model.intervals import Interval
from calculators.model.sentences import format_interval
from calculators.model.text import LANGUAGES, resolve
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import read_form
from calculators.web.verdict_map import handle

AXES = sorted(
    {name for pair in PAIRS for name in pair}
    | {"who_grade", "extrahepatic_disease", "nodal_metastases", "bilobar", "primary_site"}
)


def inside(piece, field):
    """Return answers at both ends of *piece* and within it."""
    if not isinstance(piece, Interval):
        return [piece]
    high = (field.high or 1e4) if piece.high is None else piece.high
    tiny = 1e-9
    found = [piece.low if piece.with_low else piece.low + tiny, high if piece.with_high else high - tiny, piece.sample]
    # Limits that the sets shown do not tell apart may lie within.
    return [float(value) for value in (*found, *breakpoints(field)) if piece.holds(value)]


EXTRAHEPATIC = ("nodal_metastases", "extra_abdominal_metastases", "peritoneal_carcinomatosis")
READ_OFF = {
    **{name: {"who_grade", "differentiation"} for name in ("ki67_percent", "mitoses_per_2mm2", "differentiation")},
    "who_grade": {"differentiation", "who_grade"},
    **{name: {"extrahepatic_disease", *EXTRAHEPATIC} for name in EXTRAHEPATIC},
    "extrahepatic_disease": {"extrahepatic_disease", *EXTRAHEPATIC},
}
"""What can be read off an answer, so that it steps aside where it contradicts another one."""


def without_what_is_read_off(pair, there, rest):
    """Return the answers *there* without those that only the values of *pair* contradict, and that can be read off these."""
    read_off = set().union(*(READ_OFF.get(name, ()) for name in pair)) - {*pair}
    aside = (contested(there) - contested(rest)) & read_off
    return {name: answer for name, answer in there.items() if name not in aside}


@pytest.mark.exhaustive
@settings(max_examples=80)
@given(cases, st.lists(st.sampled_from(AXES), min_size=2, max_size=2, unique=True), st.data())
def test_each_cell_is_what_a_patient_there_is_told(case, pair, data):
    case = {
        **read(case, TODAY),
        **{name: FAVOURABLE[name] for name in data.draw(st.sets(st.sampled_from(sorted(FAVOURABLE))))},
    }
    assume(not {"primary_resection_date", "stable_since_date"} & case.keys() or "assessment_date" in case)
    sets = data.draw(st.lists(st.sampled_from(DECIDING), min_size=1, max_size=3, unique=True))
    drawn = verdict_map(case, tuple(pair), sets)
    # A date from which the months on an axis would follow is left out, so that the axis can be walked.
    left_out = {
        "months_since_primary_resection": "primary_resection_date",
        "months_stable_disease": "stable_since_date",
    }
    rest = {
        name: answer for name, answer in case.items() if name not in {*pair, *(left_out.get(name) for name in pair)}
    }

    for _ in range(12):
        column = data.draw(st.integers(0, len(drawn.x.pieces) - 1))
        row = data.draw(st.integers(0, len(drawn.y.pieces) - 1))
        x = data.draw(st.sampled_from(inside(drawn.x.pieces[column], drawn.x.field)))
        y = data.draw(st.sampled_from(inside(drawn.y.pieces[row], drawn.y.field)))
        there = {**rest, pair[0]: x, pair[1]: y}
        for name in sets:
            told = without_what_is_read_off(pair, there, rest)
            found = judge(SETS[name], derive(told)).verdict.value
            expected = "conflict" if not contested(told) <= contested(rest) else found
            assert drawn.rows[name][row][column].value == expected


@given(st.sampled_from([name for name, field in FIELDS.items() if not isinstance(field, DateField)]))
def test_the_pieces_of_an_axis_cover_its_range_without_overlap(name):
    other = "age_years" if name != "age_years" else "ki67_percent"
    axis = verdict_map({}, (name, other), DECIDING).x

    if isinstance(axis.field, Number):
        for value in (*breakpoints(axis.field), axis.field.low, axis.low, axis.high):
            assert sum(piece.holds(value) for piece in axis.pieces) == 1
        for before, after in zip(axis.pieces, axis.pieces[1:], strict=False):
            assert before.high == after.low
            assert before.with_high != after.with_low
    else:
        assert axis.pieces == options_of(axis.field)


def english(drawn, name, cell):
    return [[said.en for said in region] for region in drawn.regions(name, cell)]


def test_the_regions_are_said_as_the_list_prints_them():
    case = {name: answer for name, answer in FAVOURABLE.items() if name not in {"who_grade", "mitoses_per_2mm2"}}
    drawn = verdict_map(case, ("ki67_percent", "liver_involvement_percent"), ["enets-2012-transplant"])

    assert english(drawn, "enets-2012-transplant", MapCell.MET) == [["Ki-67 index < 10 %", "Liver involvement < 50 %"]]
    assert english(drawn, "enets-2012-transplant", MapCell.NOT_MET) == [
        ["Ki-67 index ≥ 10 %"],
        ["Liver involvement ≥ 50 %"],
    ]

    symptoms = verdict_map(
        {**case, "refractory_hormonal_symptoms": True},
        ("ki67_percent", "liver_involvement_percent"),
        ["enets-2012-transplant"],
    )
    assert english(symptoms, "enets-2012-transplant", MapCell.MET) == [
        ["Ki-67 index < 10 %", "Liver involvement < 75 %"]
    ]


def test_a_value_that_contradicts_other_answers_is_a_conflict():
    # Poorly differentiated: no grade can be read off both counts where they are low.
    drawn = verdict_map({"differentiation": "poor"}, ("ki67_percent", "mitoses_per_2mm2"), ["milan-net-2016"])

    assert english(drawn, "milan-net-2016", MapCell.CONFLICT) == [["Ki-67 index ≤ 20 %", "Mitoses ≤ 20 per 2 mm²"]]
    assert drawn.aside == ()


def test_the_patient_is_found_on_the_map_and_the_axis_reaches_as_far():
    drawn = verdict_map({"age_years": 91.0, "ki67_percent": 45.0}, ("ki67_percent", "age_years"), ["optn-net"])

    assert (drawn.x.high, drawn.y.high) == (45.0, 91.0)
    assert drawn.x.pieces[drawn.x.at].holds(45.0)
    assert drawn.y.pieces[drawn.y.at].holds(91.0)
    unknown = verdict_map({}, ("ki67_percent", "age_years"), ["optn-net"])
    assert (unknown.x.at, unknown.x.value, unknown.x.high, unknown.y.low) == (None, None, 30.0, 18.0)


def test_months_that_follow_from_dates_can_be_walked_all_the_same():
    case = {"stable_since_date": date(2026, 1, 1), "assessment_date": date(2026, 9, 1)}
    drawn = verdict_map(case, ("months_stable_disease", "age_years"), ["milan-net-2007"])

    assert drawn.x.value == 8.0
    assert english(drawn, "milan-net-2007", MapCell.CONFLICT) == []


@pytest.mark.parametrize("pair", [("ki67_percent", "ki67_percent"), ("assessment_date", "age_years")])
def test_a_date_or_one_field_twice_makes_no_map(pair):
    with pytest.raises(ValueError, match="two numbers or choices"):
        verdict_map({}, pair, DECIDING)


def test_pairs_are_offered_where_a_set_reads_both():
    assert offered(["gist-imatinib"]) == (("imatinib_months", "imatinib_response"),)
    assert offered(["enets-2012-transplant"])[0] == ("ki67_percent", "liver_involvement_percent")
    assert offered(["adam-2006-factors"]) == ()
    assert set(offered(DECIDING)) == set(PAIRS)


@given(
    st.lists(st.lists(st.sampled_from([MapCell.MET, MapCell.NOT_MET]), min_size=4, max_size=4), min_size=1, max_size=5)
)
def test_rectangles_cover_exactly(rows):
    rows = tuple(tuple(row) for row in rows)
    covered = {
        (row, column) for columns, places in rectangles(rows, MapCell.MET) for row in places for column in columns
    }

    assert covered == {
        (place, column) for place, row in enumerate(rows) for column, cell in enumerate(row) if cell is MapCell.MET
    }


def ask(language, typed, **more):
    request = {"language": language, "today": TODAY.isoformat(), "answers": typed, "carried": [], **more}
    return resolve(handle(read_form(request), request), request["language"])


def test_the_page_draws_and_says_the_same_map():
    met = {name: value for name, value in FAVOURABLE.items() if name not in {"who_grade", "mitoses_per_2mm2"}}
    typed = {name: encode(value) for name, value in met.items()}
    greek, english = (
        ask(language, typed, x="ki67_percent", y="liver_involvement_percent", sets=["enets-2012-transplant"])
        for language in LANGUAGES
    )

    assert english["sets"][0]["said"] == [
        "With the answers entered: criteria met as published.",
        "Criteria met as published where Ki-67 index < 10 % and liver involvement < 50 %.",
        "Everywhere else: criteria not met as published.",
    ]
    assert english["sets"][0]["rows"] == greek["sets"][0]["rows"] == [["met", "not_met"], ["not_met", "not_met"]]
    assert [piece["said"] for piece in english["x"]["pieces"]] == ["< 10 %", "≥ 10 %"]
    assert [(piece["from"], piece["to"]) for piece in english["x"]["pieces"]] == [(0, 10), (10, 30)]
    assert (english["x"]["value"], english["x"]["at"], english["sets"][0]["here"]) == (2, 0, "met")


def test_the_page_takes_a_pair_of_its_own_where_none_is_asked_for():
    for more in (
        {},
        {"x": "nonsense", "y": "age_years"},
        {"x": "age_years", "y": "age_years"},
        {"x": "assessment_date", "y": "age_years"},
    ):
        found = ask("en", {}, sets=["gist-imatinib"], **more)
        assert (found["x"]["field"], found["y"]["field"]) == ("imatinib_months", "imatinib_response")
    assert ask("en", {}, sets=["adam-2006-factors"])["x"] is None


@pytest.mark.parametrize(
    ("span", "english", "greek"),
    [
        (Interval(0, 10, with_high=False), "< 10 %", "< 10 %"),
        (Interval(0, 2.5), "≤ 2.5 %", "≤ 2,5 %"),
        (Interval(10, 100), "≥ 10 %", "≥ 10 %"),
        (Interval(10, None, with_low=False), "> 10 %", "> 10 %"),
        (Interval(50, 75, with_high=False), "from 50 to < 75 %", "από 50 έως < 75 %"),
        (Interval(50, 75), "50–75 %", "50–75 %"),
        (Interval(50, 75, with_low=False), "> 50 and ≤ 75 %", "> 50 και ≤ 75 %"),
        (Interval(50, 50), "exactly 50 %", "ακριβώς 50 %"),
        (Interval(0, 100), "any value", "οποιαδήποτε τιμή"),
    ],
)
def test_a_span_is_said_with_its_ends(span, english, greek):
    said = format_interval(span, FIELDS["ki67_percent"])

    assert (said.en, said.el) == (english, greek)
    assert span.holds(span.sample)


def test_answers_stand_for_all_answers():
    # Ki-67: the WHO grade changes at 3 and above 20, sets print 10 and 20; each limit, and a number before, between and
    # beyond.
    assert len(representatives(FIELDS["ki67_percent"])) == 7
    assert representatives(FIELDS["bilobar"]) == (True, False)
    assert representatives(FIELDS["who_grade"]) == ("G1", "G2", "G3", "NEC")
    assert representatives(FIELDS["assessment_date"]) == ()
    assert joined(partition(FIELDS["ki67_percent"])) == (Interval(0, 100),)
    assert joined([Interval(0, 3, with_high=False), Interval(3, 10, with_low=False)]) == (
        Interval(0, 3, with_high=False),
        Interval(3, 10, with_low=False),
    )


def test_the_page_says_so_where_a_set_says_the_same_everywhere():
    assert ask("en", {}, x="ki67_percent", y="age_years", sets=["gist-imatinib"])["sets"][0]["said"] == [
        "Everywhere: open."
    ]
