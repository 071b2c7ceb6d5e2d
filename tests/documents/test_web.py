"""The door for the browser: what was typed is read, understood, judged, or refused in the reader's language."""

import json

import pytest
from support.cases import CASES

from calculators import evaluate
from calculators.web.endpoint import handle

COUNTS = "Not read, counted as not known."


def ask(answers=None, carried=(), language="en"):
    request = {"language": language, "today": "2026-11-01", "answers": answers or {}, "carried": carried}
    return json.loads(handle(json.dumps(request)))


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        (" 2,5 ", "2.5"),
        ("2,", "2"),
        ("2.", "2"),
        ("02", "2"),
        ("0", "0"),
        ("100", "100"),
        ("99,999", "99.999"),
    ],
)
def test_point_and_comma_are_both_decimals(typed, understood):
    reply = ask({"ki67_percent": typed})

    assert reply["problems"] == {}
    assert reply["case"] == {"ki67_percent": understood}


def test_a_number_of_thousands_is_asked_for_again_where_it_could_be_one_with_decimals():
    def typed(value, language="en"):
        request = {
            "ask": "worksheet",
            "worksheet": "liver-involvement",
            "language": language,
            "today": "2026-11-01",
            "carried": [],
            "rows": [],
        }
        return json.loads(handle(json.dumps({**request, "answers": {"total_liver_ml": value, "tumour_ml": "1"}})))[
            "problems"
        ]

    assert typed("1.800") == {"total_liver_ml": "“1.800” can be read as 1800 or as 1.800: write 1800, or 1.8000."}
    assert "διαβαστεί ως 1800 ή ως 1,800: γράψτε 1800 ή 1,8000" in typed("1,800", "el")["total_liver_ml"]
    # Neither of these can be a number of thousands of millilitres of liver.
    for plain in ("1800", "1800.5", "1.80", "382.833"):
        assert typed(plain) == {}
    # What an address carries is no reader's hand.
    assert ask({"months_stable_disease": "5.967"})["problems"] == {}


def test_one_is_one():
    typed = {"months_stable_disease": "1", "age_years": "1", "disease_free_interval_months": "1.5"}
    echo = {
        language: {name: one["said"] for name, one in ask(typed, language=language)["echo"].items()}
        for language in ("en", "el")
    }

    assert echo["en"] == {
        "months_stable_disease": "1 month",
        "age_years": "1 year",
        "disease_free_interval_months": "1.5 months",
    }
    assert echo["el"] == {
        "months_stable_disease": "1 μήνας",
        "age_years": "1 έτος",
        "disease_free_interval_months": "1,5 μήνες",
    }


def test_a_count_has_no_fractions():
    assert (
        "a whole number from 1 to 100000 cells"
        in ask({"ki67_cells_counted": "500.5"})["problems"]["ki67_cells_counted"]
    )


@pytest.mark.parametrize(
    "typed", ["14/7/2026", "14.7.2026", "14-7-2026", "14 7 2026", "14/07/2026", "2026-07-14", " 14/7/2026 "]
)
@pytest.mark.parametrize("language", ["en", "el"])
def test_a_day_comes_before_its_month_in_either_language(typed, language):
    reply = ask({"assessment_date": typed}, language=language)

    assert reply["case"] == {"assessment_date": "2026-07-14"}
    assert reply["echo"]["assessment_date"]["said"] == {"en": "14 July 2026", "el": "14 Ιουλίου 2026"}[language]


@pytest.mark.parametrize(
    "typed",
    [
        "7/14/2026",
        "31/4/2026",
        "29/2/2025",
        "14/7/26",
        "14/7",
        "0/7/2026",
        "14/7/1899",
        "2/11/2026",
        "14//7/2026",
        "١٤/٧/٢٠٢٦",
    ],
)
def test_what_is_no_day_is_refused_with_what_was_expected(typed):
    english, greek = ask({"assessment_date": typed}), ask({"assessment_date": typed}, language="el")

    assert english["problems"]["assessment_date"] == (
        f"“{typed}” cannot be read here: expected a date as day/month/year, such as 14/7/2025, from 1/1/1900 up to today, 1/11/2026. {COUNTS}"
    )
    assert "ημερομηνία ως ημέρα/μήνας/έτος" in greek["problems"]["assessment_date"]


@pytest.mark.parametrize(
    "typed",
    ["abc", "-1", "100,1", "1e1", "1.000,5", "1 000", "nan", "inf", "٣", "½", ",5", "0x10", "1_0", "2;5", "²"],
)
def test_what_is_no_number_in_range_is_refused_with_what_was_expected(typed):
    english, greek = ask({"ki67_percent": typed}), ask({"ki67_percent": typed}, language="el")

    assert english["problems"]["ki67_percent"] == (
        f"“{typed}” cannot be read here: expected a number from 0 to 100 %, with a point or a comma for decimals. {COUNTS}"
    )
    assert greek["problems"]["ki67_percent"].startswith(
        f"Το «{typed}» δεν γίνεται δεκτό εδώ· αναμένεται: αριθμός από 0 έως 100 %"
    )


def test_an_answer_that_cannot_be_read_costs_its_own_field_and_no_other():
    unread, unknown = ask({"ki67_percent": "abc", "age_years": "60"}), ask({"age_years": "60"})

    assert unread["problems"].keys() == {"ki67_percent"}
    assert unread["case"] == {"age_years": "60"}
    assert unread["result"].pop("receipt") != unknown["result"].pop("receipt")
    assert unread["result"] == unknown["result"]
    assert unread["result"]["sets"]["enets-2012-transplant"]["verdict"] == "not_met"


def test_a_number_in_another_unit_is_told_from_one_out_of_range():
    said = ask({"height_cm": "1.8 m", "ki67_percent": "2 %", "weight_kg": "80 λίβρες"})

    assert said["problems"] == {
        "height_cm": f"“1.8 m” cannot be read here: the unit is cm, not “m”. Convert the number, or correct the unit. {COUNTS}",
        "weight_kg": f"“80 λίβρες” cannot be read here: the unit is kg, not “λίβρες”. Convert the number, or correct the unit. {COUNTS}",
    }
    assert said["case"] == {"ki67_percent": "2"}


def test_bounds_are_said_as_they_were_understood():
    assert ask({"ki67_percent": "1,5 – 2 %", "age_years": "<50"}, language="el")["echo"] == {
        "ki67_percent": {"digits": "1,5-2", "said": "1,5–2 %"},
        "age_years": {"digits": "<50", "said": "< 50 έτη"},
    }


def test_a_criterion_that_bounds_leave_open_says_so_and_asks_for_the_number():
    reply = ask({"ki67_percent": "5-15", "differentiation": "well"})
    [criterion] = [
        one
        for name, one in reply["result"]["sets"]["enets-2012-transplant"]["criteria"].items()
        if name == "differentiation_ki67"
    ]

    assert criterion["truth"] == "unknown"
    assert criterion["why"] == ["not decided by 5–15 %: Ki-67 index"]
    assert ["ki67_percent", "Ki-67 index (so far 5–15 %)"] in reply["result"]["sets"]["enets-2012-transplant"]["needs"]


def test_numbers_are_said_as_understood_in_the_reader_s_language():
    assert ask({"ki67_percent": "2.5"}, language="el")["echo"] == {"ki67_percent": {"digits": "2,5", "said": "2,5 %"}}
    assert ask({"assessment_date": "2026-07-14"}, language="el")["echo"] == {
        "assessment_date": {"digits": None, "said": "14 Ιουλίου 2026"}
    }


def test_what_the_address_brings_and_nobody_knows_is_reported_and_the_rest_is_kept():
    reply = ask({"age_years": "50"}, [["age", "3"], ["who_grade", "G9"], ["age_years", "60"], ["height_cm", "170"]])

    assert reply["notices"] == [
        "From the address, not used: “age”, “3”. No question has this name. Perhaps Age was meant.",
        "From the address, not used: WHO grade. “G9” cannot be read here: expected G1, G2, G3 (well-differentiated tumour) or NEC (poorly differentiated carcinoma).",
        "“Age” is in the address more than once; the first value was kept.",
    ]
    assert reply["case"] == {"age_years": "50", "height_cm": "170"}
    assert reply["result"] is not None


def test_an_answer_carried_from_another_page_is_judged_too():
    reply = ask({"age_years": "50"}, [["carcinoid_heart_disease", "severe"]])

    assert [alert["id"] for alert in reply["result"]["alerts"]] == [
        "contraindication-severe-carcinoid-heart",
        "guard-carcinoid-heart-resection",
        "guard-heart-liver-directed",
    ]
    assert [alert["alone"].partition(": ")[0] for alert in reply["result"]["alerts"]] == [
        "Contraindication to transplantation present",
        "Resection",
        "Liver-directed therapy",
    ]


def test_dates_out_of_order_are_a_problem_at_the_earlier_one():
    reply = ask({"stable_since_date": "2026-03-01", "assessment_date": "2026-02-01"})

    assert reply["problems"] == {
        "stable_since_date": f"“1 March 2026” cannot be read here: expected a date no later than the assessment date, 1 February 2026. {COUNTS}"
    }
    assert reply["case"] == {"assessment_date": "2026-02-01"}


def test_a_greek_reader_is_told_of_dates_in_words():
    reply = ask({"stable_since_date": "1/3/2026", "assessment_date": "2/2/2026"}, language="el")

    assert reply["problems"] == {
        "stable_since_date": "Το «1η Μαρτίου 2026» δεν γίνεται δεκτό εδώ· αναμένεται: ημερομηνία όχι μεταγενέστερη της ημερομηνίας αξιολόγησης, 2 Φεβρουαρίου 2026. "
        "Δεν διαβάστηκε, θεωρείται άγνωστο."
    }


def test_what_an_address_brings_is_named_as_the_page_names_it():
    carried = [
        ["ki67_percent", "900"],
        ["liver_metastases_resectable", "maybe"],
        ["assessment_date", "2026-02-31"],
        ["xyzzy", "1"],
    ]

    ki67, resectable, day, nothing = ask({}, carried, language="el")["notices"]
    assert ki67.startswith(
        "Από τη διεύθυνση δεν χρησιμοποιήθηκε: Δείκτης Ki-67. Το «900» δεν γίνεται δεκτό εδώ· αναμένεται: αριθμός από 0 έως 100 %"
    )
    assert resectable.endswith(
        "Το «maybe» δεν γίνεται δεκτό εδώ· αναμένεται: εξαιρέσιμες ηπατικές μεταστάσεις ή μη εξαιρέσιμες ηπατικές μεταστάσεις."
    )
    assert "Ημερομηνία αξιολόγησης. Το «2026-02-31»" in day
    assert "ημερομηνία ως ημέρα/μήνας/έτος" in day
    assert nothing == "Από τη διεύθυνση δεν χρησιμοποιήθηκε: «xyzzy», «1». Δεν υπάρχει ερώτηση με αυτό το όνομα."


def test_a_date_in_the_future_is_refused():
    assert "assessment_date" in ask({"assessment_date": "2026-11-02"})["problems"]
    assert ask({"assessment_date": "2026-11-01"})["problems"] == {}


def asked_of(what, answers):
    request = {"ask": what, "language": "en", "today": "2026-11-01", "answers": answers, "carried": []}
    return json.loads(handle(json.dumps(request)))


@pytest.mark.parametrize("what", ["change", "map", "missing", "robustness"])
def test_what_cannot_be_read_counts_as_not_known_whatever_is_asked(what):
    known = {"who_grade": "G3", "months_stable_disease": "3"}

    assert asked_of(what, {**known, "age_years": "old"}) == asked_of(what, known)


def test_what_cannot_be_read_is_compared_as_not_known_and_named():
    request = {
        "ask": "compare",
        "language": "en",
        "today": "2026-11-01",
        "answers": {"age_years": "old"},
        "carried": [],
    }
    reply = json.loads(handle(json.dumps({**request, "other": {"age_years": "50", "weight_kg": "heavy"}})))

    assert reply["problems"].keys() == {"age_years", "weight_kg"}
    assert [field["said"] for field in reply["fields"]] == ["Age: not known → 50 years."]


def test_sheet_and_text_keep_what_was_not_read_and_say_what_it_counts_as():
    typed = {"ki67_percent": "about > 2", "age_years": "50"}

    [fact] = [one for one in asked_of("sheet", typed)["case"] if one["field"] == "ki67_percent"]
    assert fact["value"] == "“about > 2” – not read, counted as not known"
    text = asked_of("text", typed)["text"]
    assert "Ki-67 index: “about > 2” – not read, counted as not known" in " ".join(text.split())
    assert text.splitlines()[-1].endswith("| age_years=50&ki67_percent=about%20%3E%202]")
    assert asked_of("sheet", typed)["receipt"] in text


KEPT = {
    "ki67_percent": "about > 2 %",
    "age_years": "50",
    "liver_involvement_percent": "<50",
    "stable_since_date": "2026-03-01",
    "assessment_date": "2026-02-01",
}


@pytest.mark.parametrize("kept", ["text", "json", "mail"])
def test_nothing_typed_is_lost_in_what_is_kept_and_the_check_names_it(kept):
    said = asked_of("text" if kept == "mail" else kept, KEPT)
    text = said.get("text") or said["json"]
    if kept == "mail":
        line = text.splitlines()[-1]
        text = "\n> ".join(line[start : start + 50] for start in range(0, len(line), 50))
    request = {"ask": "verify", "language": "en", "today": "2026-11-01", "answers": {}, "carried": [], "text": text}
    reply = json.loads(handle(json.dumps(request)))

    assert (reply["state"], reply["problems"], reply["differences"]) == ("same", [], [])
    assert reply["case"] == KEPT
    assert "Ki-67 index: “about > 2 %” – not read, counted as not known" in reply["unchecked"]
    assert "Date since when the disease is stable: “2026-03-01” – not read, counted as not known" in reply["unchecked"]


def test_a_receipt_of_what_was_not_read_fits_no_other_text():
    shown = asked_of("case", {"age_years": "old"})["result"]["receipt"]

    for typed, state in (("old", "same"), ("elderly", "other case or rules")):
        request = {"ask": "verify", "language": "en", "today": "2026-11-01", "carried": []}
        for more in (
            {"answers": {"age_years": typed}, "text": shown},
            {"answers": {}, "text": f"#receipt={shown}&age_years={typed}"},
        ):
            assert json.loads(handle(json.dumps({**request, **more})))["state"] == state


def test_a_verdict_left_open_by_the_wording_alone_says_so():
    met = next(case for case in CASES if case.set_id == "milan-net-2007").patient
    typed = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in {**met, "who_grade": "G2"}.items()
    }
    found = ask({name: value for name, value in typed.items() if name not in {"ki67_percent", "mitoses_per_2mm2"}})[
        "result"
    ]["sets"]["milan-net-2007"]

    assert (found["verdict"], found["needs"]) == ("undecided", [])
    assert found["remark"].startswith("Nothing is missing")


def spelt(value) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def outcomes(sets, needed):
    """Return of each set what a page shows: verdict, truths, and the names of what is *needed*."""
    return {
        name: (
            one["verdict"],
            {key: found["truth"] for key, found in one["criteria"].items()},
            [needed(field) for field in one["needs"]],
        )
        for name, one in sets.items()
    }


@pytest.mark.exhaustive
def test_the_page_says_what_the_rules_say():
    wrong = {}
    for case in CASES[::7]:
        reply = ask({name: spelt(value) for name, value in case.patient.items()})
        shown = outcomes(reply["result"]["sets"], lambda field: field[0])
        said = outcomes(evaluate(case.patient).as_dict()["sets"], str)
        if shown != said:
            wrong[str(case)] = (shown, said)

    assert wrong == {}


def test_a_patient_is_never_called_eligible():
    words = json.dumps([ask(language="en"), ask(language="el")], ensure_ascii=False).lower()

    for word in ("eligible", "suitable", "recommended", "κατάλληλ", "συνιστάται"):
        assert word not in words


def test_a_group_that_a_missing_answer_could_take_back_is_said_with_its_condition():
    (english, greek) = (
        ask({"primary_site": "breast"}, language=language)["result"]["sets"]["histology-risk"]
        for language in ("en", "el")
    )

    assert english["class"] is None
    assert (
        english["said"]
        == "Low risk, unless melanoma or sarcoma other than GIST (of what and by when, the slide does not say)"
    )
    assert (
        greek["said"]
        == "Χαμηλός κίνδυνος, εκτός αν ισχύει: μελάνωμα ή σάρκωμα εκτός GIST (για τι και ως πότε, η διαφάνεια δεν λέει)"
    )
    assert [name for name, _ in english["needs"]] == ["histology"]


def test_an_id_of_calendar_files_that_is_none_is_said_not_to_be_used():
    for written, count in (("0f" * 16, 0), ("../x", 1)):
        assert len(ask({"age_years": "50"}, [["calendar", written]])["notices"]) == count
