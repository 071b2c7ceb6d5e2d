"""What is missing: the list settles every open set whatever the answers are, and no shorter one does. Checked by trying all."""

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from patients import DAYS, DECIDING, FAVOURABLE, TODAY, contested, stand_ins
from support.strategies import ASKED, answer, cases

from calculators.analysis.missing import missing
from calculators.engine.breakpoints import BLOCK_OF
from calculators.engine.case import encode, out_of_order, read
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import derive
from calculators.engine.evaluate import Verdict, judge
from calculators.formulas.months import months_between, reached
from calculators.model.fields import DateField
from calculators.model.intervals import Interval
from calculators.model.text import LANGUAGES, resolve
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.web.missing import handle
from calculators.web.reading import read_form

BLOCK_FIELDS = [*BLOCK_OF]


def days_for(case):
    """Return days of assessment that stand for all, with those on which months that were entered agree with their start date."""
    agreeing = [
        reached(case[line.start.id], case[line.field.id])
        for line in DERIVATIONS.months
        if {line.start.id, line.field.id} <= case.keys()
    ]
    return [*DAYS, *(day for day in agreeing if day <= TODAY)]


def still_needed(case, sets):
    """Return the fields that *sets* still wait for, without those that are answered or contradict each other."""
    facts = derive(case)
    needs = {name for one in sets for name in judge(SETS[one], facts).needs}
    return needs - set(case)


def settles(case, fields, sets):
    """Return whether answering *fields* leaves nothing needed, whatever the answers, tried one after another."""
    before = contested(case)
    consistent = False
    for values in product(*(days_for(case) if name == "assessment_date" else stand_ins(name) for name in fields)):
        filled = {**case, **dict(zip(fields, values, strict=True))}
        if out_of_order(filled):
            continue
        for line in DERIVATIONS.months:
            if line.field.id in fields and {line.start.id, "assessment_date"} <= filled.keys():
                # The only number that does not contradict the dates.
                filled[line.field.id] = months_between(filled[line.start.id], filled["assessment_date"])
        if not contested(filled) <= before:
            continue
        consistent = True
        if still_needed(filled, sets):
            return False
    return consistent


@st.composite
def nearly_complete(draw):
    """Return a case with few questions left, one or two answers changed, and the sets that are asked about."""
    dropped = draw(st.sets(st.sampled_from(BLOCK_FIELDS), max_size=6)) | draw(
        st.sets(st.sampled_from(list(FAVOURABLE)), max_size=2)
    )
    case = {name: value for name, value in FAVOURABLE.items() if name not in dropped}
    for name in draw(
        st.sets(st.sampled_from([*BLOCK_FIELDS, "primary_site", "liver_involvement_percent"]), max_size=2)
    ):
        # Before the first of the days there would be none that could stand for an earlier start.
        case[name] = draw(st.sampled_from(DAYS[1:] if isinstance(FIELDS[name], DateField) else stand_ins(name)))
    sets = draw(st.lists(st.sampled_from(DECIDING), min_size=1, max_size=4, unique=True))
    assume(not out_of_order(case))
    return case, tuple(sets)


def universe(case, sets):
    """Return every unanswered field that can matter to *sets*."""
    needs = still_needed(case, sets)
    blocks = {block for name in needs if (block := BLOCK_OF.get(name))}
    return sorted(needs | {name for block in blocks for name in block if name not in case})


EXAMPLES = [
    # A grade 3 with few mitoses leaves a Ki-67 above 20 %: once it is entered no list that asks for less can be met.
    ({"who_grade": "G3", "mitoses_per_2mm2": 5.0, "age_years": 40.0}, ("enets-2012-transplant",), {"ki67_percent"}),
    # Four mitoses: G2 or higher. Only the Ki-67 can put it above; G3 and carcinoma are both refused.
    (
        {"mitoses_per_2mm2": 4.0, "operative_risk_acceptable": True, "extrahepatic_disease": "none"},
        ("resection-first-choice",),
        {"ki67_percent"},
    ),
    # Both starts are there: one date settles both durations.
    (
        {name: value for name, value in FAVOURABLE.items() if name != "assessment_date"},
        ("enets-2012-transplant", "milan-net-2007"),
        {"assessment_date"},
    ),
    # No start is there: two numbers are fewer than two starts and a day.
    (
        {
            name: value
            for name, value in FAVOURABLE.items()
            if name not in {"assessment_date", "stable_since_date", "primary_resection_date"}
        },
        ("enets-2012-transplant",),
        {"months_since_primary_resection", "months_stable_disease"},
    ),
    # The whole is unresectable and two of its parts are not there: it is the third, which refuses the set.
    (
        {"extrahepatic_disease": "unresectable", "nodal_metastases": "none", "extra_abdominal_metastases": "none"},
        ("enets-2012-resection",),
        set(),
    ),
    # A set that reads the grade alone: asking for it is one question, measuring it three.
    ({"operative_risk_acceptable": True, "extrahepatic_disease": "none"}, ("resection-first-choice",), {"who_grade"}),
    # Ki-67 is needed in any case; with it, what is measured comes before what follows.
    (
        {
            name: value
            for name, value in FAVOURABLE.items()
            if name not in {"who_grade", "ki67_percent", "mitoses_per_2mm2", "differentiation"}
        },
        ("optn-net", "enets-2012-transplant"),
        {"ki67_percent", "mitoses_per_2mm2", "differentiation"},
    ),
    # An age that already refuses the set: nothing is missing.
    ({"age_years": 70.0}, ("milan-net-2007",), set()),
]


@pytest.mark.parametrize(("case", "sets", "fields"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_shortest_list_is_found(case, sets, fields):
    found = missing(case, sets, TODAY)

    assert {asked.field for asked in found.asked} == fields
    assert settles(case, sorted(fields), sets)


@pytest.mark.exhaustive
@settings(max_examples=150)
@given(nearly_complete())
def test_whatever_is_answered_nothing_is_needed_afterwards(drawn):
    case, sets = drawn
    fields = [asked.field for asked in missing(case, sets, TODAY).asked]
    assume(len(fields) <= 5)

    assert not set(fields) & set(case)
    assert settles(case, fields, sets)


@pytest.mark.exhaustive
@settings(max_examples=150)
@given(nearly_complete())
def test_no_shorter_list_does(drawn):
    case, sets = drawn
    fields = [asked.field for asked in missing(case, sets, TODAY).asked]
    every = universe(case, sets)
    assume(len(fields) <= 4)
    assume(len(every) <= 8)

    if fields:
        shorter = [few for few in combinations(every, len(fields) - 1) if settles(case, few, sets)]
        assert shorter == []
    else:
        assert every == []


@given(cases, st.data())
def test_a_patient_of_whom_little_is_known_is_settled_too(case, data):
    """Too many answers to try all: some are drawn."""
    case = read(case, TODAY)
    fields = [asked.field for asked in missing(case, DECIDING, TODAY).asked]
    drawn = {
        name: data.draw(answer(ASKED[name])) if name in ASKED else data.draw(st.sampled_from(DAYS)).isoformat()
        for name in fields
    }
    filled = {**case, **read(drawn, TODAY)}
    assume(not out_of_order(filled))
    assume(contested(filled) <= contested(case))

    assert still_needed(filled, DECIDING) == set()


@given(nearly_complete())
def test_each_field_says_what_it_does(drawn):
    case, sets = drawn
    found = missing(case, sets, TODAY)
    fields = [asked.field for asked in found.asked]
    assume(len(fields) <= 4)

    for asked in found.asked:
        assert asked.settles or asked.takes_part
        for name in asked.settles:
            assert still_needed(case, [name])
            assert settles(case, [asked.field], [name])
        for name in asked.takes_part:
            assert not settles(case, [asked.field], [name])
    ranks = [(-len(asked.settles), -len(asked.takes_part)) for asked in found.asked]
    assert ranks == sorted(ranks)


@given(nearly_complete())
def test_open_sets_are_counted(drawn):
    case, sets = drawn
    found = missing(case, sets, TODAY)
    results = {name: judge(SETS[name], derive(case)) for name in sets}

    assert set(found.undecided) == {name for name, result in results.items() if result.verdict is Verdict.UNDECIDED}
    assert set(found.by_wording) == {
        name for name in found.undecided if not results[name].needs and not results[name].contradiction
    }


def test_what_is_answered_and_still_waited_for_is_to_be_checked():
    # The site is entered as "other", which leaves the drainage open; the grade and the Ki-67 contradict each other.
    case = {**FAVOURABLE, "primary_site": "other", "ki67_percent": 50.0}
    found = missing(case, ("milan-net-2007",), TODAY)

    assert found.asked == ()
    assert set(found.recheck) == {"primary_site", "differentiation", "ki67_percent", "mitoses_per_2mm2", "who_grade"}


def test_a_date_that_lies_too_near_settles_what_asks_for_half_a_year():
    # Stable since 1 September 2026; no day up to 1 November 2026 is six months later, so the day of assessment alone
    # decides.
    case = {"stable_since_date": date(2026, 9, 1), "age_years": 40.0}

    assert [asked.field for asked in missing(case, ("milan-net-2007",), TODAY).asked] == ["assessment_date"]
    assert len(missing(case, ("milan-net-2007",), date(2027, 9, 1)).asked) > 1


def ask(language, typed, **more):
    request = {"language": language, "today": TODAY.isoformat(), "answers": typed, "carried": [], **more}
    return resolve(handle(read_form(request), request), request["language"])


def test_the_page_says_what_to_ask_for_and_what_for():
    typed = {
        "who_grade": "G2",
        "age_years": "44",
        "extrahepatic_disease": "none",
        "ki67_percent": "5",
        "mitoses_per_2mm2": "3",
    }
    found = ask("en", typed, sets=["resection-first-choice", "milan-net-2007"])

    # The grade of Milan-NET stays open by its wording; what else it asks for is still asked.
    assert found["summary"] == [
        "Sets of criteria that are open: 2.",
        "Fewest answers needed to settle everything that can be settled: 6.",
    ]
    assert found["asked"][0] == {
        "field": "operative_risk_acceptable",
        "label": "Acceptable operative risk",
        "settles": ["resection-first-choice"],
        "takes_part": [],
        "said": ["Settles alone: Resection first."],
    }
    assert [asked["field"] for asked in ask("el", typed, sets=["resection-first-choice"])["asked"]] == [
        "operative_risk_acceptable"
    ]


def test_the_page_says_what_no_answer_decides_and_what_to_check():
    met = {
        name: value
        for name, value in FAVOURABLE.items()
        if name not in {"ki67_percent", "mitoses_per_2mm2", "who_grade"}
    }
    typed = {name: encode(value) for name, value in met.items()} | {"who_grade": "G2"}

    for language in LANGUAGES:
        found = ask(language, typed, sets=["milan-net-2007"])
        assert (found["asked"], found["by_wording"]) == ([], ["milan-net-2007"])
        assert "Milan-NET 2007" in found["summary"][1]
        assert ask(language, typed | {"age_years": "70"}, sets=["milan-net-2007"])["summary"][0].startswith(
            ("No set", "Κανένας")
        )
        assert ask(language, typed | {"primary_site": "other"}, sets=["milan-net-2007"])["recheck"] == ["primary_site"]


def test_months_that_no_day_of_assessment_can_confirm_lead_to_no_question_about_time():
    # Five months since 31 October 2026 are reached in March 2027, and no day after 1 November 2026 can be named.
    case = {"stable_since_date": date(2026, 10, 31), "months_stable_disease": 5.0}
    asked = {one.field for one in missing(case, ("milan-group-2023",), TODAY).asked}

    assert not asked & {"assessment_date", "months_stable_disease", "stable_since_date"}
    assert asked == {
        "primary_site",
        "ki67_percent",
        "mitoses_per_2mm2",
        "liver_metastases_resectable",
        "extrahepatic_disease",
        "primary_resection",
    }


def test_a_day_of_assessment_that_refuses_one_set_counts_for_another():
    # Removed on 1 November 2026: no day that can be named is six months later, which refuses the one set; the other
    # asks for the stable time, and with that day its start is one answer, as the number of months would be.
    found = missing({"primary_resection_date": TODAY}, ("enets-2012-transplant", "milan-net-2016"), TODAY).asked

    assert {"assessment_date", "stable_since_date"} <= {one.field for one in found}
    assert len(found) == 9
    assert [one.field for one in found if one.settles == ("enets-2012-transplant",)] == ["assessment_date"]


def test_months_of_which_only_bounds_are_known_wait_for_the_day_of_assessment():
    # From 1 May 2026, “at least 5” months leave both sides of half a year open.
    case = {**FAVOURABLE, "stable_since_date": date(2026, 5, 1), "months_stable_disease": Interval(5.0, None)}
    del case["assessment_date"], case["primary_resection_date"]

    assert [asked.field for asked in missing(case, ("milan-net-2007",), TODAY).asked] == ["assessment_date"]
