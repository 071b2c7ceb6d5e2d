"""What follows from what: the declared lines against truths stated independently, and whatever is read off the lines."""

from datetime import date
from itertools import product

import pytest

from calculators.engine.derivations import DERIVATIONS, EXTRAHEPATIC, EXTRAHEPATIC_PARTS, GRADE
from calculators.engine.derive import Reader, derive
from calculators.model.conditions import all_of
from calculators.model.derivation import Bounds, DerivationGroup, Derivations, Follows, MonthsBetween
from calculators.model.fields import DeclarationError
from calculators.model.intervals import Interval
from calculators.model.text import same
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import (
    ASSESSMENT_DATE,
    MONTHS_STABLE_DISEASE,
    PRIMARY_RESECTION_DATE,
    STABLE_SINCE_DATE,
)
from calculators.vocabulary.liver import BILOBAR, GROWTH_TYPE, LIVER_INVOLVEMENT_PERCENT
from calculators.vocabulary.patient import SERIOUS_COMORBIDITY
from calculators.vocabulary.surgery import CARCINOID_HEART_DISEASE
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_PERCENT, MITOSES_PER_2MM2, WHO_GRADE

# The WHO grade. A world is a patient of whom everything is known; what is derived of a partly known patient is what all
# worlds that fit have in common.

KI67 = {1: (0.0, 2.99), 2: (3.0, 10.0, 20.0), 3: (20.01, 100.0)}  # %, by the level of the WHO
MITOSES = {1: (0.0, 1.0), 2: (2.0, 20.0), 3: (21.0, 300.0)}  # per 2 mm²


def graded_worlds():
    """Return every combination of levels and differentiation that there is, with its grade (WHO 2019: the higher of the two, carcinoma where poor)."""
    for ki67, mitoses in product((1, 2, 3), repeat=2):
        level = max(ki67, mitoses)
        yield ki67, mitoses, "well", f"G{level}"
        if level == 3:
            yield ki67, mitoses, "poor", "NEC"


WORLDS = tuple(graded_worlds())


def graded_cases():
    """Return every combination of a representative of each level, of differentiation and of grade, each also not known, with the worlds that fit."""
    kis = [(None, None), *((level, value) for level, values in KI67.items() for value in values)]
    mits = [(None, None), *((level, value) for level, values in MITOSES.items() for value in values)]
    for (ki67_level, ki67), (mitoses_level, mitoses), differentiation, grade in product(
        kis, mits, (None, "well", "poor"), (None, "G1", "G2", "G3", "NEC")
    ):
        given = (ki67_level, mitoses_level, differentiation, grade)
        answers = dict(
            zip(
                ("ki67_percent", "mitoses_per_2mm2", "differentiation", "who_grade"),
                (ki67, mitoses, differentiation, grade),
                strict=True,
            )
        )
        case = {name: answer for name, answer in answers.items() if answer is not None}
        fitting = [
            world
            for world in WORLDS
            if all(want is None or is_ == want for want, is_ in zip(given, world, strict=True))
        ]
        yield case, fitting


def test_what_is_derived_of_the_grade_is_what_all_fitting_patients_have_in_common():
    for case, fitting in graded_cases():
        facts = derive(case)
        assert bool(facts.conflicts) == (not fitting), case
        if fitting:
            assert facts.known.get("who_grade", frozenset(WHO_GRADE.options)) == {world[3] for world in fitting}
            every = frozenset(DIFFERENTIATION.options)
            assert facts.known.get("differentiation", every) == {world[2] for world in fitting}, case


MOST = {
    "G1": (Interval(0, 3, with_high=False), Interval(0, 2, with_high=False)),
    "G2": (Interval(0, 20), Interval(0, 20)),
}
"""What a grade leaves possible of Ki-67 (%) and mitoses (per 2 mm²); above 20, one count alone suffices, so that G3 and carcinoma bound neither."""


def test_a_grade_bounds_the_counts_that_are_not_entered():
    for case, fitting in graded_cases():
        known = derive(case).known
        for field, bound in zip(
            (KI67_PERCENT, MITOSES_PER_2MM2), MOST.get(case.get("who_grade", ""), (None, None)), strict=True
        ):
            expected = case.get(field.id, bound) if fitting else None
            if field.id not in case or not fitting:
                assert known.get(field.id) == expected, case


def test_answers_about_the_grade_that_contradict_each_other_are_all_unknown_and_named():
    for case, fitting in graded_cases():
        if not fitting:
            (conflict,) = derive(case).conflicts
            assert conflict.field == "who_grade"
            assert set(conflict.fields) == set(case)
            assert derive(case).known == {}
            assert set(conflict.unknown) == {field.id for field in GRADE.fields}


# Extrahepatic disease: the worst of its parts. What was removed with none left is in no part.

BURDENS = {"none": 0, "resectable": 1, "limited_resectable": 1, "unresectable": 2, "diffuse": 2}


def extrahepatic_worlds():
    """Return every combination of the parts with each whole that fits them."""
    for parts in product(*(part.options for part in EXTRAHEPATIC_PARTS)):
        worst = max(BURDENS[part] for part in parts)
        for whole in (("none", "cleared"), ("resectable",), ("unresectable",))[worst]:
            yield (*parts, whole)


EXTENTS = tuple(extrahepatic_worlds())
NAMES = tuple(field.id for field in (*EXTRAHEPATIC_PARTS, EXTRAHEPATIC_DISEASE))


def test_what_is_derived_of_extrahepatic_disease_is_what_all_fitting_patients_have_in_common():
    for given in product(*((None, *FIELDS[name].options) for name in NAMES)):
        case = {name: answer for name, answer in zip(NAMES, given, strict=True) if answer is not None}
        fitting = [
            world for world in EXTENTS if all(want in {None, is_} for want, is_ in zip(given, world, strict=True))
        ]
        facts = derive(case)
        assert bool(facts.conflicts) == (not fitting), case
        for place, name in enumerate(NAMES if fitting else ()):
            possible = {world[place] for world in fitting}
            if name == "extrahepatic_disease" and case.keys() == {*NAMES[:3]} and possible == {"none", "cleared"}:
                possible = {"none"}  # that it was removed is known only where somebody enters it
            assert facts.known.get(name, frozenset(FIELDS[name].options)) == possible, case


def test_answers_about_extrahepatic_disease_that_contradict_each_other_are_all_unknown_and_named():
    case = {"extrahepatic_disease": "resectable", "nodal_metastases": "unresectable"}
    (conflict,) = derive(case).conflicts
    assert (conflict.field, conflict.fields) == ("extrahepatic_disease", ("extrahepatic_disease", "nodal_metastases"))
    assert conflict.unknown == tuple(field.id for field in EXTRAHEPATIC.fields)
    assert derive(case).known == {}
    assert "“resectable”" in conflict.text.en
    assert "give unresectable" in conflict.text.en


# Months.


def test_months_of_two_dates_and_what_contradicts_them():
    dates = {"stable_since_date": date(2026, 1, 14), "assessment_date": date(2026, 7, 14)}
    assert derive(dates).derived == {"months_stable_disease": 6.0}
    assert derive({**dates, "months_stable_disease": 6.04}).known == {"months_stable_disease": 6.0}
    for other in (5.999, 6.06):
        (conflict,) = derive({**dates, "months_stable_disease": other}).conflicts
        assert conflict.fields == ("months_stable_disease", "stable_since_date", "assessment_date")


def test_a_contested_day_of_assessment_leaves_the_other_count_to_it_unknown():
    case = {
        "stable_since_date": date(2026, 1, 14), "assessment_date": date(2026, 7, 14), "months_stable_disease": 9.0,
        "primary_resection_date": date(2026, 1, 14),
    }  # fmt: skip
    assert derive(case).contested.keys() >= {"months_since_primary_resection", "months_stable_disease"}
    assert derive(case).known == {}
    entered = derive({**case, "months_since_primary_resection": 6.0})
    assert entered.known == {"months_since_primary_resection": 6.0}


# The kinds of line, and groups of them that follow from each other.


def read(*groups):
    derivations = Derivations(*groups)
    return derivations, tuple(Reader(group, derivations) for group in derivations.groups)


BOTH_LOBES = DerivationGroup(
    "lobes",
    (
        Follows(BILOBAR, GROWTH_TYPE.is_one_of("II", "III"), (True,)),
        Follows(BILOBAR, LIVER_INVOLVEMENT_PERCENT.above(80), (True,)),
        Follows(BILOBAR, GROWTH_TYPE.is_one_of("I"), (False,)),
        Bounds(BILOBAR.is_no(), LIVER_INVOLVEMENT_PERCENT.at_most(80)),
        Bounds(BILOBAR.is_no(), LIVER_INVOLVEMENT_PERCENT.above(0)),
    ),
)
FROM_LOBES = DerivationGroup(
    "from-lobes", (Follows(SERIOUS_COMORBIDITY, all_of(BILOBAR.is_yes(), WHO_GRADE.is_one_of("NEC")), (True,)),)
)


def test_groups_are_read_in_the_order_in_which_they_follow_however_they_are_declared():
    derivations, readers = read(FROM_LOBES, GRADE, BOTH_LOBES)
    assert derivations.groups.index(FROM_LOBES) == 2
    case = {"growth_type": "III", "ki67_percent": 40.0, "differentiation": "poor"}
    assert derive(case, readers).derived == {
        "who_grade": {"NEC"},
        "bilobar": {True},
        "serious_comorbidity": {True},
    }


def test_a_contradiction_takes_everything_along_on_which_it_rests():
    _, readers = read(GRADE, BOTH_LOBES, FROM_LOBES)
    case = {"growth_type": "III", "ki67_percent": 40.0, "differentiation": "poor", "serious_comorbidity": False}
    facts = derive(case, readers)
    (conflict,) = facts.conflicts
    assert conflict.field == "serious_comorbidity"
    assert set(conflict.fields) == set(case)
    assert facts.known == {}
    assert "“Serious comorbidity” is entered as no" in conflict.text.en
    assert "give yes" in conflict.text.en


def test_of_what_follows_from_a_contradiction_nothing_is_known():
    _, readers = read(GRADE, BOTH_LOBES, FROM_LOBES)
    facts = derive({"growth_type": "I", "bilobar": True, "who_grade": "NEC"}, readers)
    assert facts.contested["serious_comorbidity"] == ("bilobar", "growth_type")
    assert facts.known == {"who_grade": {"NEC"}, "differentiation": {"poor"}}


def test_answers_that_leave_nothing_possible_are_a_contradiction():
    _, readers = read(BOTH_LOBES)
    (conflict,) = derive({"growth_type": "I", "liver_involvement_percent": 90.0}, readers).conflicts
    assert conflict.fields == ("growth_type", "liver_involvement_percent")
    assert "Growth type" in conflict.text.en
    (conflict,) = derive({"growth_type": "I", "liver_involvement_percent": 90.0, "bilobar": False}, readers).conflicts
    assert conflict.fields == ("bilobar", "growth_type", "liver_involvement_percent")


def test_bounds_that_hold_together_are_one_interval_and_bounds_that_cannot_contradict():
    _, readers = read(BOTH_LOBES)
    assert derive({"growth_type": "I"}, readers).known["liver_involvement_percent"] == Interval(0, 80, with_low=False)
    both = DerivationGroup(
        "both",
        (
            Bounds(BILOBAR.is_no(), LIVER_INVOLVEMENT_PERCENT.below(50)),
            Bounds(GROWTH_TYPE.is_one_of("III"), LIVER_INVOLVEMENT_PERCENT.at_least(50)),
        ),
    )
    _, readers = read(both)
    (conflict,) = derive({"growth_type": "III", "bilobar": False}, readers).conflicts
    assert conflict.field == "liver_involvement_percent"


REFUSED = {
    "every option": lambda: Follows(BILOBAR, GROWTH_TYPE.is_one_of("I"), (True, False)),
    "no option": lambda: Follows(BILOBAR, GROWTH_TYPE.is_one_of("I"), ()),
    "an unknown option": lambda: Follows(GROWTH_TYPE, BILOBAR.is_no(), ("IV",)),
    "a field from itself": lambda: Follows(GROWTH_TYPE, GROWTH_TYPE.is_one_of("I"), ("I",)),
    "a limit left open": lambda: Follows(
        BILOBAR, LIVER_INVOLVEMENT_PERCENT.above(80, ambiguous=same("doubt")), (True,)
    ),
    "an option left open": lambda: Follows(
        BILOBAR, GROWTH_TYPE.is_one_of("I", ambiguous={"II": same("doubt")}), (True,)
    ),
    "an option that is no answer": lambda: Follows(BILOBAR, GROWTH_TYPE.is_one_of("I", unspecified=("II",)), (True,)),
    "a bound left open": lambda: Bounds(
        BILOBAR.is_no(), LIVER_INVOLVEMENT_PERCENT.at_most(80, ambiguous=same("doubt"))
    ),
    "a number bounded by itself": lambda: Bounds(
        LIVER_INVOLVEMENT_PERCENT.above(1), LIVER_INVOLVEMENT_PERCENT.at_most(80)
    ),
    "one field in two groups": lambda: Derivations(GRADE, DerivationGroup("again", GRADE.derivations[:1])),
    "groups in a circle": lambda: Derivations(
        DerivationGroup("to", (Follows(BILOBAR, GROWTH_TYPE.is_one_of("I"), (False,)),)),
        DerivationGroup("fro", (Follows(GROWTH_TYPE, BILOBAR.is_no(), ("I",)),)),
    ),
    "months counted to two days": lambda: Derivations(
        DerivationGroup(
            "two-ends",
            (
                MonthsBetween(MONTHS_STABLE_DISEASE, STABLE_SINCE_DATE, ASSESSMENT_DATE),
                MonthsBetween(FIELDS["imatinib_months"], STABLE_SINCE_DATE, PRIMARY_RESECTION_DATE),
            ),
        )
    ),
    "a date in two groups": lambda: Derivations(
        DerivationGroup("one", (MonthsBetween(MONTHS_STABLE_DISEASE, STABLE_SINCE_DATE, ASSESSMENT_DATE),)),
        DerivationGroup("two", (MonthsBetween(FIELDS["imatinib_months"], STABLE_SINCE_DATE, ASSESSMENT_DATE),)),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_meant_is_refused_when_it_is_declared(what):
    with pytest.raises(DeclarationError):
        REFUSED[what]()


# What is read off the lines.


def test_what_follows_and_from_what():
    assert DERIVATIONS.sources[WHO_GRADE] == (KI67_PERCENT, MITOSES_PER_2MM2, DIFFERENTIATION)
    assert DERIVATIONS.sources[EXTRAHEPATIC_DISEASE] == EXTRAHEPATIC_PARTS
    assert DERIVATIONS.sources[MONTHS_STABLE_DISEASE] == (STABLE_SINCE_DATE, ASSESSMENT_DATE)
    assert DERIVATIONS.consequences([KI67_PERCENT]) == {WHO_GRADE, DIFFERENTIATION}
    assert DERIVATIONS.consequences([CARCINOID_HEART_DISEASE]) == frozenset()
    assert DERIVATIONS.implied == {
        "ki67_percent",
        "mitoses_per_2mm2",
        "nodal_metastases",
        "extra_abdominal_metastases",
        "peritoneal_carcinomatosis",
    }


def test_the_limits_of_the_lines_are_those_of_the_who():
    assert DERIVATIONS.limits == {"ki67_percent": (3, 20), "mitoses_per_2mm2": (2, 20)}
