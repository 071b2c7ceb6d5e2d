"""The page that a tumour board prints holds the whole case, every set that concerns it, and no verdict of its own."""

import json
import re
from datetime import date
from types import SimpleNamespace

import pytest
from support.cases import CASES

from calculators import evaluate
from calculators.documents.receipt import receipt
from calculators.documents.sheet import HEADINGS, sheet
from calculators.engine.case import read
from calculators.engine.relevance import relevant_sets
from calculators.model.sets import STATUS_NAMES, Status
from calculators.model.text import LANGUAGES, resolve
from calculators.sets.registry import SETS
from calculators.web import sheet as handler
from calculators.web.reading import Reading

TODAY = date(2026, 11, 23)
FORBIDDEN = re.compile(r"eligib|suitab|recommended|κατάλληλ|συνιστάται", re.IGNORECASE)
PATIENT = {
    "age_years": 55,
    "tumour_family": "neuroendocrine",
    "primary_site": "rectum_upper",
    "who_grade": "G3",
    "liver_involvement_percent": 49.999,
    "carcinoid_heart_disease": "severe",
    "stable_since_date": "2026-02-14",
    "assessment_date": "2026-07-14",
}


def made(patient, language="en"):
    said = resolve(sheet(evaluate(patient, today=TODAY), TODAY), language)
    return json.loads(json.dumps(said), object_hook=lambda part: SimpleNamespace(**part))


def blocks(one):
    return {block.set_id: block for block in (*one.sets, *one.provisional)}


def lines(one, set_id):
    return {line.criterion: line for line in blocks(one)[set_id].criteria}


def rows(one):
    return {fact.field: fact for fact in one.case}


def lacking(patient, language):
    """Return what the sheet of *patient* should hold and holds otherwise: what it holds, and what it should."""
    one = made(patient, language)
    evaluation = evaluate(patient, today=TODAY)
    concern = relevant_sets(evaluation.facts)
    held = {
        "answers": ({name for name, row in rows(one).items() if not row.derived}, set(patient)),
        "sets": (set(blocks(one)), set(concern)),
        "sets elsewhere": (len(one.elsewhere), len(SETS) - len(concern)),
        "criteria": (
            {name: [line.criterion for line in block.criteria] for name, block in blocks(one).items()},
            {
                name: [] if block.kind == "classes" else [criterion.id for criterion in SETS[name].criteria]
                for name, block in blocks(one).items()
            },
        ),
        "what is missing": (
            {missing.field for missing in one.missing},
            {field for name in concern for field in evaluation.sets[name].needs},
        ),
    }
    return {what: (found, wanted) for what, (found, wanted) in held.items() if found != wanted}


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_holds_every_answer_and_every_set_that_concerns_the_case(language):
    assert {str(case): found for case in CASES[::5] if (found := lacking(case.patient, language))} == {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_passes_a_judgement_on_a_patient(language):
    said = json.dumps(
        [resolve(handler.handle(reading(case.patient), {}), language) for case in CASES[::5]], ensure_ascii=False
    )
    # The page's own words, and what a source is quoted to say of a treatment, are not the same.
    quoted = "η εκτομή των μεταστάσεών του κατά κανόνα δεν συνιστάται"

    assert not FORBIDDEN.search(said.replace(quoted, ""))


def test_answers_are_said_as_a_reader_of_each_language_writes_them():
    english, greek = rows(made(PATIENT)), rows(made(PATIENT, "el"))

    # 49.999 rounded would be 50, on the other side of the limit.
    assert (english["liver_involvement_percent"].value, greek["liver_involvement_percent"].value) == (
        "49.999 %",
        "49,999 %",
    )
    assert (english["assessment_date"].value, greek["assessment_date"].value) == ("14 July 2026", "14 Ιουλίου 2026")
    assert (made(PATIENT, "el").assessed, made(PATIENT, "el").printed) == ("14 Ιουλίου 2026", "23 Νοεμβρίου 2026")


def test_what_follows_from_the_answers_is_marked():
    found = rows(made(PATIENT))

    # From 14 February to 14 July are five months; G3 is well differentiated by definition.
    assert (found["months_stable_disease"].value, found["months_stable_disease"].derived) == ("5 months", True)
    assert found["differentiation"].derived
    assert not found["who_grade"].derived


def test_a_part_of_extrahepatic_disease_is_said_only_where_it_was_answered():
    found = rows(made({"extrahepatic_disease": "none", "nodal_metastases": "none"}))

    assert set(found) == {"extrahepatic_disease", "nodal_metastases"}


def test_a_criterion_says_its_limit_and_what_is_known_in_either_language():
    english, greek = (lines(made(PATIENT, language), "enets-2012-transplant")["age"] for language in ("en", "el"))

    assert (english.mark, english.said) == ("×", "Age < 55 years [55 years]")
    assert (greek.mark, greek.said) == ("×", "Ηλικία < 55 έτη [55 έτη]")


def test_a_set_says_its_outcome_in_a_word_and_why():
    transplant = blocks(made(PATIENT))["enets-2012-transplant"]

    assert transplant.brief == "not met"
    assert "Age < 55 years (55 years)" in transplant.reason


def test_the_mark_of_a_contraindication_cannot_be_taken_for_its_opposite():
    present = lines(made(PATIENT), "transplant-contraindications")["severe_carcinoid_heart"]
    absent = lines(made({**PATIENT, "carcinoid_heart_disease": "mild"}), "transplant-contraindications")[
        "severe_carcinoid_heart"
    ]

    assert (present.mark, present.against) == ("+", True)
    assert (absent.mark, absent.against) == ("−", False)


def test_what_is_known_of_a_criterion_cannot_be_taken_for_its_opposite():
    known = {**PATIENT, "right_heart_failure": True, "functioning": True, "operative_risk_acceptable": True}
    resection, factors = lines(made(known), "enets-2012-resection"), lines(made(known), "net-survival-factors")

    assert resection["right_heart"].said == "No right heart failure [right heart failure present]"
    assert factors["non_functioning"].said.startswith("tumour without hormonal function (HR ")
    assert factors["non_functioning"].said.endswith(") [functioning tumour]")
    # It says so itself.
    assert resection["operative_risk"].said == "Acceptable operative risk"
    assert lines(made(PATIENT), "enets-2012-transplant")["involvement"].said.endswith(" [Liver involvement: 49.999 %]")


def test_what_a_set_rests_on_and_what_its_wording_leaves_open_is_on_the_sheet():
    one = made({"who_grade": "G2"})

    assert "could not be confirmed" in blocks(one)["enets-2012-transplant"].doubt
    assert lines(one, "milan-net-2007")["histology"].remarks == [
        "The paper contrasts low-grade with high-grade tumours and predates the three grades: whether G2 is low-grade is not settled.",
    ]


def test_factors_carry_their_hazard_ratio_as_published():
    english, greek = (lines(made(PATIENT, language), "net-survival-factors") for language in ("en", "el"))

    # Mayo 2010: 1.9, 2.0 and 3.0.
    for found, ratios in ((english, ["1.9", "2.0", "3.0"]), (greek, ["1,9", "2,0", "3,0"])):
        assert [re.search(r"\(HR (.+)\)", line.said)[1] for line in found.values()] == ratios
    assert "HR" not in lines(made(PATIENT), "milan-net-2007")["age"].said


@pytest.mark.parametrize("language", LANGUAGES)
def test_provisional_sets_stand_apart_and_say_so(language):
    one = made(PATIENT, language)

    assert {block.set_id for block in one.provisional} == {"milan-net-2016", "milan-group-2023", "optn-net"}
    assert {block.status for block in one.provisional} == {STATUS_NAMES[Status.PROVISIONAL][language]}
    assert STATUS_NAMES[Status.PROVISIONAL][language] not in {block.status for block in one.sets}
    assert one.provisional_warning


def test_what_is_missing_leaves_out_what_is_known():
    found = {
        missing.field: missing.label
        for missing in made({**PATIENT, "who_grade": "G1", "age_years": 40, "stable_since_date": "2026-01-14"}).missing
    }

    # Milan-NET 2007 alone asks for the comorbidity, and the OPTN guidance alone for the imaging.
    assert found.keys() >= {"serious_comorbidity", "functional_imaging_negative"}
    assert found["serious_comorbidity"]
    assert "age_years" not in found


def test_days_on_which_a_time_is_reached_are_gathered():
    # 14 June and six months are 14 December.
    patient = {**PATIENT, "stable_since_date": "2026-06-14"}

    assert made(patient).dates == [
        "14 December 2026: Duration of stable disease ≥ 6 months – ENETS 2012 transplant; Milan-NET 2007; Milan-NET 2016; Milan group 2023",
    ]
    assert made(patient, "el").dates[0].startswith("14 Δεκεμβρίου 2026: Διάρκεια σταθερής νόσου ≥ 6 μήνες – ")


def test_a_day_that_has_passed_asks_for_a_newer_assessment():
    # Assessed in July, six months on 14 August, printed in November.
    assert made(PATIENT).dates[0].endswith("Milan group 2023 (this day has passed: a newer assessment is needed)")


def test_a_day_counted_on_from_a_number_says_so():
    # From 5.5 months on 14 July: half of the 31 days to 14 August are 15.5, so that the sixteenth day is the first.
    patient = {
        "histology": "gist",
        "tumour_family": "non_neuroendocrine",
        "imatinib_months": 5.5,
        "assessment_date": "2026-07-14",
    }

    (line,) = made(patient).dates
    assert line.startswith(
        "30 July 2026: Duration of imatinib ≥ 6 months – GIST on imatinib (counted on from the number of months entered; "
    )


def test_warnings_about_sets_that_are_not_shown_are_not_shown():
    breast = {"primary_site": "breast", "tumour_family": "non_neuroendocrine"}

    assert {alert.id for alert in evaluate(breast).alerts} >= {"not-neuroendocrine"}
    assert made(breast).alerts == []
    assert made(PATIENT).alerts[0] == "Contraindication to transplantation present: severe carcinoid heart disease."


def test_a_contradiction_is_shown_whatever_it_concerns():
    assert any(
        "WHO grade" in alert or "grade entered" in alert
        for alert in made({"who_grade": "G1", "ki67_percent": 30}).alerts
    )


def test_sources_are_cited_and_a_missing_one_is_named():
    one = blocks(made({"tumour_family": "non_neuroendocrine"}))

    assert one["adam-2006-factors"].source.endswith("Ann Surg 2006;244:524–535")
    assert one["histology-risk"].source == "source not identified"


def reading(patient):
    return Reading(read(patient, TODAY), {}, [], TODAY)


def test_the_sheet_is_said_in_either_language():
    reply = handler.handle(reading(PATIENT), {})
    greek, english = resolve(reply, "el"), resolve(reply, "en")

    assert greek["headings"] == {name: text.el for name, text in HEADINGS.items()}
    assert greek["receipt"] == english["receipt"] == str(receipt(read(PATIENT, TODAY)))
    assert json.loads(json.dumps(greek))["sets"][0]["criteria"][0]["mark"] in "✓×?"
