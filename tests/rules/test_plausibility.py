"""Answers in range and in another unit: they are asked about, count as they are, and mark what would come out otherwise."""

import pytest

from calculators.engine.evaluate import evaluate
from calculators.engine.plausibility import OTHER_UNITS, suspicions
from calculators.model.text import LANGUAGES, resolve
from calculators.vocabulary.form import FIELDS
from calculators.web import worksheet as handler
from calculators.web.reading import read_form
from calculators.worksheets.registry import WORKSHEETS


def asked(**answers):
    return {found.id: found for found in suspicions({name: float(value) for name, value in answers.items()})}


# An inch is 2.54 cm, a pound 0.45359237 kg, both exactly. Creatinine 88.42 and bilirubin 17.104 µmol/l in 1 mg/dl.
@pytest.mark.parametrize(
    ("answers", "name", "instead"),
    [
        ({"height_cm": 71}, "doubt-height-cm", {"height_cm": 180.34}),
        ({"height_cm": 48}, "doubt-height-cm", {"height_cm": 121.92}),
        ({"height_cm": 180, "weight_kg": 176}, "doubt-weight-kg", {"weight_kg": 79.83225712}),
        ({"height_cm": 71, "weight_kg": 176}, "doubt-weight-kg", {"height_cm": 180.34, "weight_kg": 79.83225712}),
        ({"height_cm": 80, "weight_kg": 180}, "doubt-height-and-weight", {"height_cm": 180, "weight_kg": 80}),
        ({"ki67_percent": 0.15}, "doubt-ki67-percent", {"ki67_percent": 15}),
        ({"ki67_percent": 0.99}, "doubt-ki67-percent", {"ki67_percent": 99}),
        ({"liver_involvement_percent": 0.3}, "doubt-liver-involvement-percent", {"liver_involvement_percent": 30}),
        (
            {"future_liver_remnant_percent": 0.25},
            "doubt-future-liver-remnant-percent",
            {"future_liver_remnant_percent": 25},
        ),
        ({"remnant_ml": 1.2}, "doubt-remnant-ml", {"remnant_ml": 1200}),
        ({"total_liver_ml": 1.8}, "doubt-total-liver-ml", {"total_liver_ml": 1800}),
        ({"tumour_ml": 0.45}, "doubt-tumour-ml", {"tumour_ml": 450}),
        ({"diameter_a_cm": 35}, "doubt-diameter-a-cm", {"diameter_a_cm": 3.5}),
        ({"baseline_sum_mm": 8.5}, "doubt-baseline-sum-mm", {"baseline_sum_mm": 85}),
        ({"creatinine_mg_dl": 44.21}, "doubt-creatinine-mg-dl", {"creatinine_mg_dl": 0.5}),
        ({"creatinine_umol_l": 1}, "doubt-creatinine-umol-l", {"creatinine_umol_l": 88.42}),
        ({"bilirubin_umol_l": 1}, "doubt-bilirubin-umol-l", {"bilirubin_umol_l": 17.104}),
    ],
    ids=str,
)
def test_a_number_that_fits_another_unit_better_is_asked_about(answers, name, instead):
    assert dict(asked(**answers)[name].instead) == pytest.approx(instead)


@pytest.mark.parametrize(
    "answers",
    [
        {"height_cm": 120},
        {"height_cm": 150, "weight_kg": 40},
        {"height_cm": 200, "weight_kg": 120},
        {"height_cm": 165, "weight_kg": 122},  # a body mass index of 44.8
        {"height_cm": 100},  # in inches taller than anybody: a child, for whom no list here was made
        {"ki67_percent": 0},
        {"ki67_percent": 1},
        {"liver_involvement_percent": 1},
        {"future_liver_remnant_percent": 20},
        {"remnant_ml": 200, "total_liver_ml": 900, "tumour_ml": 5},
        {"tumour_ml": 0},
        {"diameter_a_cm": 25},
        {"baseline_sum_mm": 10},
        {"creatinine_mg_dl": 12, "creatinine_umol_l": 40, "bilirubin_mg_dl": 30, "bilirubin_umol_l": 5},
    ],
    ids=str,
)
def test_what_patients_have_is_not_asked_about(answers):
    assert asked(**answers) == {}


def test_what_was_understood_is_said_in_both_languages():
    texts = [asked(height_cm=71)["doubt-height-cm"].text, asked(ki67_percent=0.15)["doubt-ki67-percent"].text]

    assert [text["en"] for text in texts] == [
        "Height: 71 cm was understood. Or is it 71 inches, that is 180.3 cm?",
        "Ki-67 index: 0.15 % was understood. Or is it a fraction, that is 15 %?",
    ]
    assert [text["el"] for text in texts] == [
        "Ύψος: διαβάστηκε ως 71 cm. Μήπως είναι 71 ίντσες, δηλαδή 180,3 cm;",
        "Δείκτης Ki-67: διαβάστηκε ως 0,15 %. Μήπως δόθηκε ως κλάσμα, δηλαδή 15 %;",
    ]


# On the board.

NET = {"tumour_family": "neuroendocrine", "primary_region": "gastroenteropancreatic"}


def alerts(case):
    return {alert.id: alert for alert in evaluate(case).alerts}


def test_a_doubt_names_the_lists_that_would_answer_otherwise():
    # Milan-NET 2016 asks for a Ki-67 index of 10 % or less: 0.15 % meets it, 15 % does not. That of 2007 does not ask
    # for it.
    found = alerts({"ki67_percent": 0.15, "mitoses_per_2mm2": 1})["doubt-ki67-percent"]

    assert "milan-net-2016" in found.sets
    assert "ENETS 2012" in found.text["en"] or "Milan-NET 2016" in found.text["en"]
    assert found.fields == ("ki67_percent",)
    for language in LANGUAGES:
        assert "15 %" in found.text[language]


def test_a_doubt_that_changes_no_answer_is_shown_without_naming_one():
    # 0.04 and 4 % are both at most 10 %, and the grade is entered.
    found = alerts({"ki67_percent": 0.04, "age_years": 70})["doubt-ki67-percent"]

    assert found.text["en"].endswith("4 %?")


def test_a_remnant_that_a_doubtful_body_gave_is_doubtful_on_the_board():
    # 71 cm and 80 kg: 1.2561 m², 797.4 ml; 71 inches: 2.0019 m², 1742.5 ml. 450 ml are 56.43 and 25.83 %, on both sides
    # of 30 %.
    case = {"height_cm": 71, "weight_kg": 80, "future_liver_remnant_percent": 56.43}
    found = alerts(case)["doubt-height-cm"]

    assert found.sets == ("frilling-2014-resection",)
    assert "Frilling 2014" in found.text["en"]
    assert "Frilling" not in alerts({**case, "future_liver_remnant_percent": 70})["doubt-height-cm"].text["en"]


def test_a_body_too_small_for_the_formula_of_the_liver_gives_no_other_remnant():
    # 71 cm and 12 kg: 0.4865 m², for which the formula of adults would give less than nothing.
    assert dict(asked(height_cm=71, weight_kg=12, future_liver_remnant_percent=30)["doubt-height-cm"].instead) == {
        "height_cm": pytest.approx(180.34)
    }


def test_a_doubt_refuses_and_changes_nothing():
    assert evaluate({"ki67_percent": 0.15}).case == {"ki67_percent": 0.15}
    assert evaluate({"ki67_percent": 0.15, "mitoses_per_2mm2": 1}).derived()["who_grade"] == "G1"


# In a worksheet.


def worked_out(measure, language="en", rows=(), **answers):
    request = {
        "worksheet": measure,
        "language": language,
        "today": "2026-11-01",
        "answers": answers,
        "carried": [],
        "rows": list(rows),
    }
    return resolve(handler.handle(read_form({**request, "answers": {}}), request), language)


REMNANT = {
    "rows": ({"remnant_ml": "450"},),
    "height_cm": "71",
    "weight_kg": "80",
    "bsa_formula": "mosteller",
    "remnant_denominator": "standardised",
}


def test_a_remnant_from_a_height_in_inches_is_doubtful_wherever_it_goes():
    # 450 ml of 797.4 ml are 56.43 %, of 1742.5 ml (71 inches) 25.83 %: on both sides of the 30 % of Frilling 2014.
    for language in LANGUAGES:
        reply = worked_out("future-liver-remnant", language, **REMNANT)
        first = reply["lines"][0]
        assert first["id"] == "doubt-height-cm"
        assert "71" in first["value"]
        fills = {fill["field"]: fill for fill in reply["fills"]}
        assert first["value"] in fills["future_liver_remnant_percent"]["note"]
        # The height goes with it, so that the board asks again.
        assert fills["height_cm"]["value"] == "71"


def test_a_height_that_is_one_leaves_the_remnant_alone():
    reply = worked_out("future-liver-remnant", **{**REMNANT, "height_cm": "180"})

    assert not [line for line in reply["lines"] if line["id"].startswith("doubt")]
    assert {fill["field"] for fill in reply["fills"]} == {"future_liver_remnant_percent"}


def test_volumes_in_litres_are_asked_about_and_what_they_give_is_asked_again_on_the_board():
    reply = worked_out("liver-involvement", tumour_ml="0.9", total_liver_ml="1800")

    assert [line["id"] for line in reply["lines"] if line["id"].startswith("doubt")] == ["doubt-tumour-ml"]
    (fill,) = (fill for fill in reply["fills"] if fill["field"] == "liver_involvement_percent")
    assert "Doubtful" in fill["note"]  # 0.05 % and 50 % lie on both sides of "below 50 %"
    assert "doubt-liver-involvement-percent" in alerts({"liver_involvement_percent": float(fill["value"])})


def test_each_input_that_is_doubted_is_asked_by_the_case_or_by_a_worksheet():
    asked_somewhere = {
        *FIELDS,
        *(name for measure in WORKSHEETS.values() for name in (*measure.once, *measure.in_rows)),
    }

    assert {unit.field.id for unit in OTHER_UNITS} <= asked_somewhere
