"""A case that was saved can be opened and checked: nobody has to trust that a file, a text or an address was left alone."""

import json
import re
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import CASES
from support.strategies import cases

from calculators import InvalidCase, evaluate
from calculators.documents.case_file import Saved, differences, read_saved, save, unchecked
from calculators.documents.receipt import receipt
from calculators.documents.summary import summary
from calculators.engine.case import MAX_BYTES, read
from calculators.engine.evaluate import evaluate_answers
from calculators.model.fields import Choice
from calculators.model.text import LANGUAGES, resolve, same
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS
from calculators.web import case_file as handler
from calculators.web import verify
from calculators.web.reading import Reading, read_form

TODAY = date(2026, 11, 23)
PATIENT = {
    "age_years": 55,
    "who_grade": "G2",
    "primary_site": "ileum",
    "functioning": False,
    "ki67_percent": 2.5,
    "assessment_date": "2026-07-14",
}
CASE = read({**PATIENT, "ki67_percent": 8}, TODAY)
RETIRED = [(field, old) for field in FIELDS.values() if isinstance(field, Choice) for old in field.retired]


def saved_in(language, case=CASE, calendar=None):
    return resolve(save(case, TODAY, calendar), language)


def kept(case=CASE, language="en"):
    return json.dumps(saved_in(language, case), ensure_ascii=False)


def reading(case):
    return Reading(case, {}, [], TODAY)


# The file.


@given(cases, st.sampled_from(LANGUAGES))
def test_what_is_saved_is_read_again(case, language):
    before = read(case, TODAY)

    after = read_saved(kept(before, language), TODAY)

    assert (after.case, after.receipt) == (before, str(receipt(before)))
    assert after.results is not None
    assert differences(after, evaluate(case, today=TODAY), TODAY) == ()


def test_what_a_file_holds():
    saved = saved_in("el")

    assert saved["case"] == {
        "age_years": 55,
        "who_grade": "G2",
        "primary_site": "ileum",
        "functioning": False,
        "ki67_percent": 8,
        "assessment_date": "2026-07-14",
    }
    assert saved["assessed"] == "2026-07-14"
    assert saved_in("el", {})["assessed"] == "2026-11-23"
    assert saved["result"] == evaluate(saved["case"], today=TODAY).as_dict("el")
    assert "δεν αποφασίζει" in saved["about"]


def test_a_bare_case_is_read_too():
    saved = read_saved(json.dumps(PATIENT), TODAY)

    assert (saved.case, saved.receipt, saved.results) == (read(PATIENT, TODAY), None, None)


def test_a_case_without_answers_can_be_saved():
    assert read_saved(kept({}), TODAY).case == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_small_enough_to_be_read_again(language):
    fullest = max((case.patient for case in CASES), key=len)
    file = handler.handle(reading(read(fullest, TODAY)), {})["json"][language]

    assert len(file.encode()) < MAX_BYTES
    assert read_saved(file.encode(), TODAY).case == read(fullest, TODAY)


def test_the_name_of_the_file_tells_nothing_of_the_patient():
    reply = resolve(handler.handle(reading(CASE), {}), "el")

    assert reply["name"] == "case-2026-11-23.json"
    assert json.loads(reply["json"]) == saved_in("el")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("field", "old"), RETIRED, ids=str)
def test_an_answer_that_was_divided_is_asked_for_again_wherever_it_comes_from(field, old, language):
    for brought in (json.dumps({field.id: old}), kept().replace('"case": {', f'"case": {{"{field.id}": "{old}", ')):
        with pytest.raises(InvalidCase) as refused:
            read_saved(brought, TODAY)
        (problem,) = refused.value.problems
        assert all(
            option in problem.line[language] and field.options[option][language] in problem.line[language]
            for option in field.retired[old]
        )

    read_in = read_form(
        {
            "language": language,
            "today": TODAY.isoformat(),
            "answers": {},
            "carried": [[field.id, old], ["age_years", "50"]],
        }
    )
    assert read_in.case == {"age_years": 50}
    (notice,) = read_in.notices
    assert field.label[language] in notice[language]
    assert all(field.options[option][language] in notice[language] for option in field.retired[old])


def test_the_response_to_imatinib_was_divided():
    # "progression" was one answer until the source was found to tell one growing tumour from several.
    assert dict(FIELDS["imatinib_response"].retired) == {"progression": ("progression_focal", "progression_multifocal")}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"case": {"age": 5}}, "age: 5: expected a known field"),
        ({"case": {"age_years": 500}}, "age_years: 500: expected a number"),
        ({"case": [1]}, "case: [1]: expected a JSON object of fields"),
        ({"receipt": 5}, "receipt: 5: expected a text"),
        ({"result": "met"}, 'result: "met": expected what the rules said'),
        ({"result": {}}, "result: {}: expected what the rules said"),
        ({"result": {"sets": {"milan-net-2007": "met"}}}, "result: "),
    ],
    ids=lambda value: json.dumps(value)[:30],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(changes, says):
    with pytest.raises(InvalidCase) as refused:
        read_saved(json.dumps({**saved_in("en"), **changes}), TODAY)

    assert str(refused.value).startswith(says)


# Then and now.


def said(results, case=CASE, language="en"):
    evaluation = evaluate(
        {name: value.isoformat() if isinstance(value, date) else value for name, value in case.items()}, today=TODAY
    )
    return [difference.said[language] for difference in differences(with_results(results, case), evaluation, TODAY)]


def with_results(sets, case=CASE):
    """Return *case* as it was saved, but for the results of its *sets*."""
    saved = saved_in("en", case)
    return Saved(case, saved["receipt"], {**saved, "result": {**saved["result"], "sets": sets}})


def results():
    return deepcopy(saved_in("en")["result"]["sets"])


@pytest.mark.parametrize(
    ("set_id", "criterion_id"),
    [(name, criterion.id) for name, criteria in SETS.items() for criterion in criteria.criteria],
)
def test_every_truth_that_differs_is_named(set_id, criterion_id):
    changed = results()
    truth = changed[set_id]["criteria"][criterion_id]["truth"]
    changed[set_id]["criteria"][criterion_id]["truth"] = "met" if truth == "not_met" else "not_met"
    found = differences(with_results(changed), evaluate(saved_in("en")["case"], today=TODAY), TODAY)

    assert [(one.set_id, one.criterion) for one in found] == [(set_id, criterion_id)]


def test_outcomes_that_differ_are_said_in_words():
    changed = results()
    # At 55, ENETS 2012 transplant is not met; nothing is known of the heart, so that the contraindications are open.
    changed["enets-2012-transplant"]["verdict"] = "met"
    changed["transplant-contraindications"]["verdict"] = "not_met"
    changed["net-survival-factors"] |= {"present": 3, "unknown": 0}
    changed["primary-resection"]["class"] = "pancreas"

    assert said(changed) == [
        "ENETS 2012 transplant: criteria met as published when saved, criteria not met as published now.",
        "Contraindications to transplantation: contraindication present when saved, open now.",
        "Primary tumour: no recommendation could be made for the pancreas when saved, weak evidence for resecting locoregional disease of the small intestine now.",
        "Survival in NET: 3 present, 0 absent, 0 unknown when saved, 1 present, 0 absent, 2 unknown now.",
    ]


def test_a_criterion_that_differs_is_said_in_greek():
    changed = results()
    changed["milan-net-2007"]["criteria"]["age"]["truth"] = "not_met"

    assert said(changed, language="el") == [
        "Milan-NET 2007, «Ηλικία ≤ 55 έτη»: δεν πληρούται όταν αποθηκεύθηκε, πληρούται τώρα."
    ]


def test_sets_that_came_or_went_are_named():
    changed = results()
    changed["milan-net-1999"] = changed.pop("milan-net-2007")

    assert said(changed) == [
        "milan-net-1999: not readable when saved, not there now.",
        "Milan-NET 2007: not there when saved, open now.",
    ]


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"verdict": ["met"], "criteria": 5},
        {"verdict": "eligible", "criteria": {"age": 5}},
        {"class": {}, "present": None},
    ],
    ids=str,
)
def test_nonsense_in_place_of_results_differs_and_is_not_repeated(nonsense):
    sentences = said(dict.fromkeys(SETS, nonsense))

    assert len(sentences) >= len(SETS)
    assert "eligible" not in " ".join(sentences)


FULL = next(case.patient for case in CASES if case.set_id == "milan-net-2007") | {
    "carcinoid_heart_disease": "severe",
    "who_grade": "G3",
    "synchronous": False,
}
UNDATED = {name: value for name, value in FULL.items() if not name.endswith("_date")}
DATED = {**UNDATED, "assessment_date": "2026-07-14", "stable_since_date": "2026-03-01"}


def leaves(value, path=()):
    """Yield the way to each leaf of *value*."""
    if isinstance(value, dict | list) and value:
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))
    else:
        yield path


def changed_at(document, path, change):
    changed = json.loads(json.dumps(document))
    place = changed
    for key in path[:-1]:
        place = place[key]
    change(place, path[-1])
    return changed


def other(place, key):
    value = place[key]
    place[key] = (
        (not value)
        if isinstance(value, bool)
        else value + 1
        if isinstance(value, int | float)
        else f"{value}x"
        if isinstance(value, str)
        else "x"
    )


def null(place, key):
    place[key] = None


def removed(place, key):
    del place[key]


def joined_by_another(place, _):
    if isinstance(place, list):
        place.append("x")
    else:
        place["x"] = "x"


NOT_VOUCHED_FOR = {("assessed",)}  # without a day of assessment: that of saving, which is said not to be checked


@pytest.mark.exhaustive
@pytest.mark.parametrize(("patient", "language"), [(UNDATED, "en"), (DATED, "el")], ids=["without days", "with days"])
@pytest.mark.parametrize("change", [other, null, removed, joined_by_another], ids=lambda change: change.__name__)
def test_whatever_is_altered_in_a_saved_file_is_noticed(patient, language, change):
    document = saved_in(language, read(patient, TODAY))
    assert document["result"]["alerts"]
    assert verified(json.dumps(document))["state"] == "same"

    evaluation = evaluate_answers(read(patient, TODAY))
    for path in leaves(document):
        altered = json.dumps(changed_at(document, path, change))
        if altered == json.dumps(document):
            continue
        if path[0] == "result":  # the answers are the same, and so is what the rules say of them
            noticed = differences(read_saved(altered, TODAY), evaluation, TODAY)
        else:
            reply = verified(altered)
            noticed = reply["state"] != "same" or reply["differences"]
        if path[-1] == "status" and change is removed:  # as in files of versions that did not name it
            continue
        excused = path in NOT_VOUCHED_FOR and "assessment_date" not in patient and change is not joined_by_another
        assert noticed or (excused and change is not removed), path


@pytest.mark.parametrize("part", ["alerts", "derived", "sets"])
def test_what_is_emptied_as_a_whole_is_noticed(part):
    document = saved_in("en", read(DATED, TODAY))
    document["result"][part] = type(document["result"][part])()

    assert verified(json.dumps(document))["differences"]


def test_warnings_that_were_taken_out_are_said():
    document = saved_in("en", read(DATED, TODAY))
    texts = [alert["text"] for alert in document["result"].pop("alerts")]
    document["result"]["alerts"] = []

    assert verified(json.dumps(document))["differences"] == [
        f"Warnings: not there when saved, {text} now." for text in texts
    ]


def test_a_warning_that_is_there_twice_is_counted():
    document = saved_in("en", read(DATED, TODAY))
    alerts = document["result"]["alerts"]
    document["result"]["alerts"] = [alerts[0], *alerts]

    assert verified(json.dumps(document))["differences"] == [
        f"Warnings: {len(alerts) + 1} when saved, {len(alerts)} now."
    ]


def test_a_day_of_saving_that_is_none_is_noticed():
    document = saved_in("en", read(UNDATED, TODAY))

    assert verified(json.dumps(document | {"assessed": "yesterday"}))["differences"]


def test_a_day_of_saving_is_said_not_to_be_checked_and_cannot_lie_ahead():
    document = saved_in("en", read(UNDATED, TODAY))

    assert [sentence.en for sentence in unchecked(read_saved(json.dumps(document), TODAY))] == [
        "The day of saving was not checked: no day of assessment was entered, and it follows from no answer."
    ]
    assert verified(json.dumps({**document, "assessed": "2020-01-01"}))["differences"] == []
    assert verified(json.dumps({**document, "assessed": "2026-11-24"}))["differences"] == [
        "Day of the assessment: 2026-11-24 when saved, 2026-11-23 now."
    ]


def test_of_another_version_the_words_are_not_compared_and_that_is_said():
    document = saved_in("en", read(DATED, TODAY))
    older = json.loads(
        json.dumps(document).replace(f'"{RULES_VERSION}', '"0.0.9').replace(f"version {RULES_VERSION}", "version 0.0.9")
    )
    older["result"]["alerts"][0]["text"] = "Said otherwise in that version."
    reply = verified(json.dumps(older))

    assert (reply["state"], reply["differences"]) == ("other rules", [])
    assert reply["unchecked"] == [
        "The words of reasons, remarks and warnings were not compared: they are those of another version."
    ]
    del older["result"]["alerts"][0]
    assert len(verified(json.dumps(older))["differences"]) == 1


CALENDAR = "0123456789abcdef" * 2


def test_the_id_of_the_calendar_files_is_kept_and_said_not_to_be_checked():
    document = saved_in("en", read(DATED, TODAY), CALENDAR)
    reply = verified(json.dumps(document))

    assert (reply["state"], reply["differences"], reply["case"]["calendar"]) == ("same", [], CALENDAR)
    assert reply["unchecked"] == ["The id of the calendar files was not checked: it follows from no answer."]
    assert "calendar" not in saved_in("en", read(DATED, TODAY))


@pytest.mark.parametrize("wrong", ["", "x" * 32, CALENDAR[1:], CALENDAR.upper(), 7, ["a"], True])
def test_what_is_no_id_of_calendar_files_is_refused_by_name(wrong):
    document = saved_in("en", read(DATED, TODAY)) | {"calendar": wrong}

    assert any(
        "calendar" in problem and "32 of the signs 0 to 9 and a to f" in problem
        for problem in verified(json.dumps(document))["problems"]
    )


def test_an_address_keeps_the_id_of_its_calendar_files():
    reply = verified(f"{ADDRESS}&calendar={CALENDAR}")

    assert (reply["state"], reply["case"]) == ("same", SPELT | {"calendar": CALENDAR})
    [problem] = verified(f"{ADDRESS}&calendar=x")["problems"]
    assert "32 of the signs 0 to 9 and a to f" in problem


def test_a_case_saved_without_results_says_so():
    document = {"case": PATIENT, "receipt": str(receipt(read(PATIENT, TODAY)))}
    reply = verified(json.dumps(document))

    assert (reply["state"], reply["differences"], reply["unchecked"]) == ("same", [], ["No outcome was saved with it."])


# The door for the browser.


def verified(text, case=CASE, language="en"):
    return resolve(verify.handle(reading(case), {"text": text}), language)


SPELT = {
    "age_years": "55",
    "who_grade": "G2",
    "primary_site": "ileum",
    "functioning": "false",
    "ki67_percent": "8",
    "assessment_date": "2026-07-14",
}
ADDRESS = f"https://example.org/el/#age_years=55&ki67_percent=8&primary_site=ileum&who_grade=G2&functioning=false&assessment_date=2026-07-14&receipt={receipt(CASE)}"
TEXTS = {
    "a file": kept(),
    "a file with a mark of its order": "\ufeff" + kept(),
    "an address": ADDRESS,
    "an address with escapes": ADDRESS.replace("ki67_percent=8", "ki67_percent=8%2C0").replace("-", "%2D"),
    "an English text": summary(evaluate(saved_in("en")["case"], today=TODAY), TODAY).en,
    "a Greek text": summary(evaluate(saved_in("en")["case"], today=TODAY), TODAY).el,
    "its last line": summary(evaluate(saved_in("en")["case"], today=TODAY), TODAY).en.splitlines()[-1],
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_was_kept_and_left_alone_fits(text):
    reply = verified(text, case={})

    assert (reply["state"], reply["differences"], reply["problems"]) == ("same", [], [])
    assert reply["case"] == SPELT
    assert reply["said"].startswith("The receipt fits")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_answer_that_was_changed_is_noticed(text):
    reply = verified(re.sub(r'(primary_site"?[=:] ?"?)ileum', r"\1colon", text), case={})

    assert reply["state"] == "other case or rules"
    assert reply["case"] == {**SPELT, "primary_site": "colon"}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_other_rules_made_says_so(text):
    older = text.replace(f"{RULES_VERSION}-", "0.0.9-").replace(f"{RULES_VERSION}%2D", "0.0.9%2D")
    reply = verified(older, language="el")

    assert reply["state"] == "other rules"
    assert "0.0.9" in reply["said"]


def test_a_file_whose_outcome_was_changed_says_so():
    saved = saved_in("en")
    saved["result"]["sets"]["enets-2012-transplant"]["verdict"] = "met"
    reply = verified(json.dumps(saved))

    assert reply["state"] == "same"
    assert reply["differences"] == [
        "ENETS 2012 transplant: criteria met as published when saved, criteria not met as published now."
    ]


def test_a_text_whose_outcome_was_changed_says_so():
    reply = verified(TEXTS["an English text"].replace("not met: Age < 55 years", "met: Age < 55 years"))

    assert reply["differences"] == [
        "The text says “met: Age < 55 years (55 years)”; the rules say “not met: Age < 55 years (55 years)”."
    ]


def test_a_last_line_that_a_mail_broke_is_mended():
    line = TEXTS["its last line"]
    broken = "\n> ".join(line[start : start + 60] for start in range(0, len(line), 60))

    assert verified(broken)["state"] == "same"


def test_a_receipt_alone_is_checked_against_the_case_on_the_page():
    reply = verified(f" {receipt(CASE)}\n")

    assert reply["state"] == "same"
    assert reply["case"] is None  # it is no case: nothing is opened
    assert verified(str(receipt(CASE)), case={"age_years": 54.0})["state"] == "other case or rules"


def test_a_receipt_without_any_answer_is_not_said_to_differ():
    reply = verified("9.9.9-abcd-efgh-ijkl-mnop", case={})

    assert (reply["state"], reply["case"]) == ("unreadable", None)
    assert reply["said"].startswith(
        "This receipt was made with version 9.9.9 of the rules. To check it, the answers are needed"
    )


def test_a_receipt_alone_stands_for_what_could_not_be_read_too():
    half = Reading(CASE, {"weight_kg": same("“x” cannot be read here.")}, [], TODAY, unread={"weight_kg": "x"})

    for code, state in ((receipt(CASE, unread={"weight_kg": "x"}), "same"), (receipt(CASE), "other case or rules")):
        reply = resolve(verify.handle(half, {"text": str(code)}), "en")
        assert (reply["state"], reply["case"], reply["problems"]) == (state, None, [])


@pytest.mark.parametrize("unread", ["x", ["age_years"], {"age_years": 5}, {"xyzzy": "5"}, {"who_grade": "x"}], ids=str)
def test_what_a_file_says_was_not_read_is_texts_by_field(unread):
    with pytest.raises(InvalidCase) as refused:
        read_saved(json.dumps({"case": {"who_grade": "G1"}, "unread": unread}), TODAY)

    [problem] = refused.value.problems
    assert problem.field == "unread"


@pytest.mark.parametrize(
    "mangle",
    [
        lambda text: f"<{text}>",
        lambda text: text.replace("&", "&amp;"),
        lambda text: text.replace("2026-07-14", "2026–07–14"),
        lambda text: text.replace("2026-07-14", "2026\u201107\u201114").replace(
            str(receipt(CASE)), str(receipt(CASE)).replace("-", "–")
        ),
    ],
    ids=["in angle brackets", "as HTML", "with the dashes of a word processor in a day", "with its hyphens in all"],
)
def test_what_mail_and_word_processors_make_of_an_address_is_read(mangle):
    for text in (ADDRESS, TEXTS["an English text"]):
        if not (text is not ADDRESS and mangle(ADDRESS).startswith("<")):
            assert (verified(mangle(text), case={})["state"], verified(mangle(text), case={})["case"]) == (
                "same",
                SPELT,
            )


@pytest.mark.parametrize("text", [json.dumps(PATIENT), ADDRESS.partition("&receipt")[0]], ids=["case", "address"])
def test_a_case_without_a_receipt_is_opened_and_says_so(text):
    reply = verified(text)

    assert (reply["state"], reply["problems"]) == ("unreadable", [])
    assert reply["case"]
    assert reply["said"].startswith("The case was read. There is no receipt")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("#age=50", 'age: "50": expected a known field, perhaps age_years'),
        ("#age_years=50&age_years=51", "age_years: expected each field once"),
        ('{"age_years": 5', "case: expected valid JSON"),
        ("{}", "case: {}: expected at least one field"),
        ("x" * (MAX_BYTES + 1), "case: expected a text of at most 65536 characters"),
    ],
    ids=lambda value: value[:30],
)
def test_what_is_no_case_is_named_and_not_opened(text, problem):
    reply = verified(text)

    assert (reply["state"], reply["case"], reply["differences"]) == ("unreadable", None, [])
    assert len(reply["problems"]) == 1
    assert reply["problems"][0].startswith(problem)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("#age_years=500&who_grade=G1", "Age: “500” – not read, counted as not known"),
        ("#assessment_date=2026-11-24", "Date of assessment: “2026-11-24” – not read, counted as not known"),
        (
            "#stable_since_date=2026-03-01&assessment_date=2026-02-01",
            "Date since when the disease is stable: “2026-03-01” – not read, counted as not known",
        ),
    ],
)
def test_an_answer_that_cannot_be_read_is_named_and_opened_as_it_stands(text, unread):
    reply = verified(text)

    assert reply["case"] == dict(pair.split("=") for pair in text[1:].split("&"))
    assert (reply["problems"], reply["unchecked"]) == ([], [unread])


@pytest.mark.parametrize("text", ["", "Dear colleague", "a = b", "[a | b] c"], ids=repr)
def test_a_text_that_holds_nothing_says_so(text):
    reply = verified(text)

    assert (reply["state"], reply["case"]) == ("unreadable", None)


PIECES = st.sampled_from(
    [
        "[",
        "]",
        "|",
        "#",
        "=",
        "&",
        "{",
        "}",
        '"',
        "age_years",
        "receipt",
        "1.0.0-abcd-efgh-ijkl",
        "%",
        "%ff",
        "55",
        "\ud800",
        "\x00",
        " ",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join), st.sampled_from(LANGUAGES))
def test_garbage_is_never_an_error(text, language):
    reply = verified(text, language=language)

    assert json.dumps(reply, ensure_ascii=False).encode()
    assert reply["said"]


def test_no_text_at_all_is_never_an_error():
    for request in ({}, {"text": None}, {"text": 5}, {"text": ["{"]}):
        assert verify.handle(reading(CASE), request)["state"] == "unreadable"
