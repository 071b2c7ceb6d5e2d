"""What of the board is shown for a patient and for what is asked today, and how the form is counted."""

import json

import pytest

from calculators.engine.relevance import sets_asked
from calculators.sets.registry import GROUPS, SETS
from calculators.web.endpoint import handle

NEUROENDOCRINE = {"tumour_family": "neuroendocrine"}


def ask(answers, language="en", what="case", **more):
    request = {"ask": what, "language": language, "today": "2026-11-25", "answers": answers, "carried": [], **more}
    return json.loads(handle(json.dumps(request)))


def test_every_set_belongs_to_a_question_that_can_be_asked_alone():
    questions = [group.id for group in GROUPS if group.asked]

    assert questions == ["resection", "transplant", "liver-directed"]
    assert frozenset().union(*map(sets_asked, questions)) == frozenset(SETS)
    assert sets_asked("gist") == sets_asked("") == frozenset(SETS)


def test_one_question_leaves_out_the_others_and_says_so():
    everything = ask(NEUROENDOCRINE)["relevant"]
    transplant = ask(NEUROENDOCRINE, question="transplant")["relevant"]

    assert set(transplant["sets"]) == sets_asked("transplant") < set(everything["sets"])
    assert "transplant-contraindications" in transplant["sets"]
    assert "expected_margin" in everything["fields"]
    assert "expected_margin" not in transplant["fields"]
    left = len(everything["sets"]) - len(transplant["sets"])
    fields = len(set(everything["fields"]) - set(transplant["fields"]))
    assert transplant["said"] == [
        *everything["said"],
        f"Hidden, because they are not asked today: {left} sets, {fields} questions.",
    ]
    # What is answered stays in sight.
    assert (
        f"{fields - 1} questions"
        in ask(NEUROENDOCRINE | {"expected_margin": "R0"}, question="transplant")["relevant"]["said"][-1]
    )


def test_nothing_is_said_where_nothing_is_left_out():
    assert ask({})["relevant"]["said"] == []
    reply = ask(NEUROENDOCRINE, question="transplant", everything=True)["relevant"]
    assert reply["sets"] == list(SETS)
    assert reply["said"] == ["All sets and questions are shown, also those for other patients."]


def test_one_set_that_is_left_out_is_named_in_the_singular():
    # Only the liver-directed therapy concerns a kidney tumour beside what bears on resection.
    said = ask({"primary_site": "kidney"}, "el", question="resection")["relevant"]["said"]

    assert said[-1].startswith("Δεν εμφανίζονται, επειδή δεν ζητούνται σήμερα: 1 κατάλογος, ")


def test_the_groups_of_the_form_count_what_is_known_of_what_they_ask():
    page = {
        "tumour_family": "neuroendocrine",
        "ki67_percent": "9",
        "who_grade": "",
        "imatinib_months": "",
        "age_years": "",
    }
    groups = ask(page)["groups"]

    # The grade follows from the Ki-67 index; nobody asks about imatinib.
    assert groups["tumour"] == {"count": "3/3", "said": "3 of 3 answered", "complete": True, "look": False}
    assert groups["patient"]["count"] == "0/1"
    assert groups["other"]["count"] == "0/0"


@pytest.mark.parametrize(
    ("answers", "group"),
    [
        pytest.param({"age_years": "old"}, "patient", id="cannot be read"),
        pytest.param(
            {"stable_since_date": "1/3/2026", "assessment_date": "2/2/2026"},
            "primary_and_time",
            id="dates out of order",
        ),
        pytest.param({"ki67_percent": "30", "who_grade": "G1"}, "tumour", id="a contradiction"),
    ],
)
def test_a_group_with_a_mistake_or_an_alert_needs_a_look(answers, group):
    groups = ask(NEUROENDOCRINE | answers)["groups"]

    assert [name for name, count in groups.items() if count["look"]] == [group]


def test_the_walk_begins_with_what_decides_which_sets_concern_the_patient():
    assert ask({}, what="missing")["walk"][:2] == ["tumour_family", "primary_site"]
    assert ask({"primary_site": "breast"}, what="missing")["walk"][0] not in {"tumour_family", "primary_site"}
    assert "primary_site" not in ask({"primary_site": "ileum"}, what="missing")["walk"]


def test_the_walk_asks_for_the_whole_before_its_parts_as_one_answer_may_spare_them():
    walk = ask(NEUROENDOCRINE, what="missing")["walk"]
    parts = ["nodal_metastases", "extra_abdominal_metastases", "peritoneal_carcinomatosis"]

    assert walk.index("extrahepatic_disease") < min(map(walk.index, parts))
    assert walk.index("who_grade") < walk.index("mitoses_per_2mm2")
    spared = ask(NEUROENDOCRINE | {"extrahepatic_disease": "none"}, what="missing")["walk"]
    assert not {*parts, "extrahepatic_disease"} & {*spared}
    # Known to be resectable, it is told by its parts alone.
    narrowed = ask(NEUROENDOCRINE | {"extrahepatic_disease": "resectable"}, what="missing")["walk"]
    assert "extrahepatic_disease" not in narrowed


def test_what_is_only_counted_is_asked_after_what_settles_verdicts_unless_nothing_but_contraindications_is_judged():
    reply = ask(NEUROENDOCRINE | {"synchronous": "true"}, what="missing")
    assert {"functioning", "hepatomegaly"} <= {*reply["afterwards"]}
    assert not {"synchronous", *reply["walk"]} & {*reply["afterwards"]}

    reply = ask({"primary_site": "breast"}, what="missing")
    walk = reply["walk"]
    assert walk.index("disease_free_interval_months") < walk.index("portal_vein_thrombosis")
    assert reply["afterwards"] == []


def test_what_is_not_asked_today_is_not_counted_in_the_strip():
    patient = NEUROENDOCRINE | {"age_years": "61"}

    assert len(ask(patient)["result"]["standing"]) > len(ask(patient, question="resection")["result"]["standing"])
    assert ask(patient, question="liver-directed")["result"]["standing"] == [
        {"state": "undecided", "count": 1, "said": "1 open"}
    ]
    breast = {"tumour_family": "non_neuroendocrine", "primary_site": "breast"}
    assert ask(breast, question="resection")["result"]["standing"] == [
        {"state": "none", "count": None, "said": "no set of criteria"}
    ]
