"""Findings that forbid what a set is about are shown beside it although it does not ask for them, and each pair of question and set is decided."""

import re
from dataclasses import replace

import pytest
from patients import FAVOURABLE, TODAY

from calculators import evaluate
from calculators.documents.sheet import sheet
from calculators.documents.summary import summary
from calculators.engine.alerts import AlertKind
from calculators.engine.evaluate import Verdict, evaluate_answers
from calculators.engine.guards import EVERY_SET, GUARDS, RESECTION, TRANSPLANT, read_by, undecided
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import fields_of, leaves
from calculators.model.fields import Choice, Comparison, YesNo, options_of
from calculators.model.sets import CriteriaSet, Kind
from calculators.model.text import LANGUAGES
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary.form import FIELDS

RESECTION_IDS = tuple(criteria.id for criteria in RESECTION)
TRANSPLANT_IDS = tuple(criteria.id for criteria in TRANSPLANT)


def beside(case, name):
    """Return the ids of the alerts beside the set *name*."""
    return {alert.id for alert in evaluate_answers(case).alerts if name in alert.sets}


# What the case says, beside which sets it has to be shown, whatever their verdict is.
FORBIDDING = [
    ({"carcinoid_heart_disease": "moderate"}, RESECTION_IDS),
    ({"carcinoid_heart_disease": "severe"}, RESECTION_IDS),
    ({"right_heart_failure": True}, RESECTION_IDS),
    ({"hepatic_insufficiency": True}, RESECTION_IDS),
    ({"liver_metastases_resectable": False}, ("resection-first-choice", "frilling-2014-resection")),
    ({"growth_type": "III"}, ("resection-first-choice", "enets-2012-resection")),
    ({"operative_risk_acceptable": False}, ("frilling-2014-resection",)),
    ({"expected_margin": "R2"}, ("enets-2012-resection", "resection-first-choice")),
    ({"future_liver_remnant_percent": 20}, ("enets-2012-resection", "resection-first-choice")),
    ({"liver_metastases_resectable": True}, TRANSPLANT_IDS),
    ({"serious_comorbidity": True}, TRANSPLANT_IDS),
    ({"right_heart_failure": True}, TRANSPLANT_IDS),
    ({"portal_vein_thrombosis": "complete"}, TRANSPLANT_IDS),
    ({"solid_organ_metastasis_ever": True}, TRANSPLANT_IDS),
    ({"functional_imaging_negative": False, "extrahepatic_disease": "none"}, TRANSPLANT_IDS),
    ({"liver_metastases_resectable": True, "expected_margin": "R2"}, RESECTION_IDS),
    ({"liver_metastases_resectable": True, "growth_type": "III"}, RESECTION_IDS),
    ({"synchronous": True, "disease_free_interval_months": 30}, ("net-survival-factors", "adam-2006-factors")),
    ({"primary_site": "lung", "ki67_percent": 12, "mitoses_per_2mm2": 4}, RESECTION_IDS),
    ({"age_years": 9}, tuple(SETS)),
    ({"functioning": False, "refractory_hormonal_symptoms": True}, ("enets-2012-transplant",)),
    ({"liver_metastases_resectable": False, "histology": "gist"}, ("gist-imatinib",)),
    ({"primary_resection": "separate_curative"}, ("primary-resection",)),
]


@pytest.mark.parametrize(("case", "sets"), FORBIDDING, ids=range(len(FORBIDDING)))
def test_a_finding_that_forbids_is_shown_beside_every_set_that_it_concerns(case, sets):
    assert set(sets) <= {name for alert in evaluate(case, today=TODAY).alerts for name in alert.sets}


def typical():
    """Return a case in which the sets for resection are met, and one in which the lists for transplantation are."""
    able = {**FAVOURABLE, "liver_metastases_resectable": True, "growth_type": "I", "bilobar": False}
    return able, FAVOURABLE


@pytest.mark.no_cover
@pytest.mark.parametrize("name", sorted(SETS))
def test_no_answer_leaves_a_set_met_in_silence_unless_that_is_decided(name):
    """Brute force: each answer to each question that a met set does not read either is shown beside it, or its silence is declared."""
    criteria = SETS[name]
    for case in typical():
        if evaluate_answers(case).sets[name].verdict is not Verdict.MET:
            continue
        for field in FIELDS.values():
            if field.id in read_by(criteria) or not isinstance(field, Choice | YesNo):
                continue
            for answer in options_of(field):
                changed = evaluate_answers({**case, field.id: answer})
                if changed.sets[name].verdict is not Verdict.MET or name not in relevant_sets(changed.facts):
                    continue
                expected = {
                    guard.id
                    for guard in GUARDS
                    if criteria in guard.sets and field in fields_of(guard.test) and meets(guard, field, answer)
                }
                assert expected <= {alert.id for alert in changed.alerts if name in alert.sets}, (field.id, answer)


def meets(guard, field, answer):
    """Return whether *answer* to *field* alone brings *guard* about, read off the declaration by hand."""
    return any(
        leaf.field is field and not isinstance(leaf, Comparison) and answer in leaf.accepted
        for leaf in leaves(guard.test)
    )


def test_every_pair_of_a_question_and_a_set_is_decided():
    assert undecided() == []


def test_a_new_question_and_a_new_set_have_to_be_decided():
    question = replace(FIELDS["prior_whipple"], id="something_new")
    assert isinstance(question, YesNo)
    assert {name for _, name in undecided(fields=(question,))} == set(SETS)

    new: CriteriaSet = replace(SETS["resection-first-choice"], id="a-new-set")
    assert {field for field, _ in undecided(sets=(new,))} == {name for name in FIELDS if name not in read_by(new)}


def test_the_sets_of_the_decisions_are_all_sets_once():
    assert sorted(one.id for one in EVERY_SET) == sorted(SETS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guard_says_its_reason_and_calls_nobody_eligible(language):
    assert [guard.shown for guard in GUARDS if guard.basis[language] not in guard.shown[language]] == []
    assert [guard.shown for guard in GUARDS if re.search("eligib|κατάλληλ", guard.shown[language])] == []


def test_every_guard_concerns_a_set():
    assert [guard.shown for guard in GUARDS if not guard.sets] == []


def test_guards_change_no_verdict():
    for case in typical():
        for guard in GUARDS:
            for leaf in leaves(guard.test):
                if isinstance(leaf, Comparison):
                    continue
                for criteria in guard.sets:
                    if leaf.field.id not in read_by(criteria):
                        with_it = evaluate_answers({**case, leaf.field.id: leaf.accepted[0]}).sets[criteria.id]
                        assert with_it.outcome() == evaluate_answers(case).sets[criteria.id].outcome()


def test_no_transplant_contraindication_is_raised_where_no_transplant_set_applies():
    breast = {"primary_site": "breast", "carcinoid_heart_disease": "severe", "extrahepatic_disease": "unresectable"}

    alerts = evaluate(breast, today=TODAY).alerts
    assert not any(alert.kind is AlertKind.CONTRAINDICATION for alert in alerts)
    assert not any(alert.kind is AlertKind.GUARD and set(alert.sets) & set(TRANSPLANT_IDS) for alert in alerts)
    neuroendocrine = {**breast, "tumour_family": "neuroendocrine"}
    assert "contraindication-severe-carcinoid-heart" in {
        alert.id for alert in evaluate(neuroendocrine, today=TODAY).alerts
    }


def test_an_outcome_in_print_points_to_its_warnings():
    case = {**FAVOURABLE, "right_heart_failure": True}
    evaluation = evaluate_answers(case)
    page = sheet(evaluation, TODAY)
    numbers = [number for number, text in enumerate(page.alerts, start=1) if text.en.startswith("Right heart failure")]

    (milan,) = (block for block in page.sets if block.set_id == "milan-net-2007")
    assert milan.verdict == "met"
    assert len(numbers) == 2  # once for resection, once for transplantation
    assert numbers[1] in milan.warnings
    assert numbers[0] not in milan.warnings
    text = summary(evaluation, TODAY).en
    assert any("criteria met as published – see warning" in line for line in text.splitlines())


def test_contraindications_themselves_are_guarded():
    """A list of contraindications that reads "none" beside a comorbidity that rules the treatment out says so too."""
    for group in GROUPS:
        for criteria in group.sets:
            if group.id == "transplant" and criteria.kind is Kind.CONTRAINDICATIONS:
                assert "guard-comorbidity-transplant" in beside(
                    {**FAVOURABLE, "serious_comorbidity": True}, criteria.id
                )
