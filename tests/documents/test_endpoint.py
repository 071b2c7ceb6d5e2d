"""Whatever comes to the door is answered or refused: it never raises, and every reply can be sent on."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.strategies import answer as answers_to

from calculators import InvalidCase
from calculators.documents.case_file import save
from calculators.engine.case import MAX_DEPTH, encode, one_line, parse, read
from calculators.model.fields import DateField
from calculators.model.text import LANGUAGES, resolve
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.web.endpoint import HANDLERS, handle
from calculators.web.reading import MAX_NOTICES, read_typed
from calculators.worksheets.registry import WORKSHEETS

TODAY = date(2026, 11, 23)
CASE = read({"age_years": 55, "who_grade": "G2", "ki67_percent": 8, "stable_since_date": "2026-01-14"}, TODAY)
SAVED = resolve(save(CASE, TODAY), "en")
SPELT = {name: encode(value) for name, value in CASE.items()}


def ask(what="case", /, answers=None, carried=(), language="en", today="2026-11-23", **more):
    """Return the reply of the door, which is JSON that can be written in UTF-8."""
    reply = handle(
        json.dumps(
            {"ask": what, "language": language, "today": today, "answers": answers or {}, "carried": carried, **more}
        )
    )
    return json.loads(reply.encode())


def verified(text, **more):
    return ask("verify", text=text, **more)


# What the rules write themselves is read again.

days = st.dates(date(1900, 1, 1), TODAY)
answered = st.sampled_from(list(FIELDS.values())).flatmap(
    lambda field: st.tuples(st.just(field.id), days if isinstance(field, DateField) else answers_to(field))
)


@example(("ki67_percent", 0.075), "el")
@example(("liver_involvement_percent", 0.005), "en")
@example(("months_stable_disease", 5.967), "en")
@given(answered, st.sampled_from(LANGUAGES))
def test_every_value_that_is_spelt_is_read_again_by_form_address_and_check(pair, language):
    name, value = pair
    plain = value.isoformat() if isinstance(value, date) else value
    text = encode(read({name: plain}, TODAY)[name])

    assert read_typed({name: text}, FIELDS, TODAY) == ({name: value}, {})
    assert (
        ask(carried=[[name, text]], language=language)["case"]
        == ask(answers={name: text}, language=language)["case"]
        == {name: text}
    )
    assert verified(f"#{name}={text}", language=language)["case"] == {name: text}


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("0.075", "0.075"), ("0,050", "0.05"), ("0.950", "0.95"), ("00.5", "0.5"), ("099", "99"), ("-0", None)],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_leading_zero_is_a_number(typed, understood, language):
    assert ask(answers={"ki67_percent": typed}, language=language)["case"].get("ki67_percent") == understood


def test_minus_nothing_is_nothing():
    assert str(read({"ki67_percent": -0.0}, TODAY)["ki67_percent"]) == "0.0"


def volumes(total, language="en"):
    request = {"worksheet": "liver-involvement", "rows": [], "answers": {"total_liver_ml": total, "tumour_ml": "1"}}
    return ask("worksheet", language=language, **request)["problems"].get("total_liver_ml", "")


@pytest.mark.parametrize(
    ("typed", "readings"), [("1.085", ("1085", "1.0850")), ("9.050", ("9050", "9.0500")), ("1,800", ("1800", "1.8000"))]
)
def test_what_can_be_two_numbers_is_asked_with_every_digit_of_both(typed, readings):
    english, greek = volumes(typed), volumes(typed, "el")

    for reading in readings:
        assert f" {reading}" in english
        assert f" {reading.replace('.', ',')}" in greek
        assert volumes(reading) == volumes(reading.replace(".", ","), "el") == ""


def test_a_worksheet_takes_one_number_and_no_bounds():
    assert volumes("1500 ml") == ""
    assert volumes("<1500") == (
        "“<1500” cannot be used here: this is calculated with one number. The case itself takes bounds."
    )


def test_a_whole_number_is_never_offered_with_decimals():
    for typed in ("2.000", "99,999"):
        for problem in (ask(answers={"ki67_cells_counted": typed})["problems"]["ki67_cells_counted"],):
            assert problem.startswith(
                f"A whole number is expected here: write “{typed}” without a point or comma, as {typed[:-4]}{typed[-3:]} if"
            )
    assert "decimals" not in ask(answers={"ki67_cells_counted": "5.5"})["problems"]["ki67_cells_counted"]


def test_an_address_is_read_in_one_way_whoever_reads_it():
    """An address was once refused by the page that asks the question and taken for 2 cells by every other one."""
    form = ask(answers={"ki67_cells_counted": "2.000"})
    carried = ask(carried=[["ki67_cells_counted", "2.000"]])
    checked = verified("#ki67_cells_counted=2.000")

    [problem] = form["problems"].values()
    assert form["case"] == carried["case"] == {}
    [notice] = carried["notices"]
    assert (
        f"{notice} Not read, counted as not known." == f"From the address, not used: Cells counted for Ki-67. {problem}"
    )
    assert checked["case"] == {"ki67_cells_counted": "2.000"}
    assert checked["unchecked"] == ["Cells counted for Ki-67: “2.000” – not read, counted as not known"]


# What cannot be text, or would not stay on its line.

NASTY = [
    "\ud800",
    "\u2028",
    "\u2029",
    "\x85",
    "\x9b",
    "\u202e",
    "\u2066",
    "\x1b[2J",
    "\n",
    "\r",
    "\t",
    " ",
    "\u3000",
    "\x00",
]


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_a_problem_stays_on_its_line_and_is_text(nasty):
    problems = []
    for case in (
        {f"x{nasty}": 1},
        {nasty: 1},
        {"who_grade": nasty},
        {"who_grade": [nasty]},
        {"age_years": {nasty: nasty}},
        {"case": nasty},
    ):
        with pytest.raises(InvalidCase) as refused:
            read(parse(json.dumps(case)), TODAY)
        problems += [problem.line[language] for problem in refused.value.problems for language in LANGUAGES]

    for line in problems:
        assert line.encode().decode().splitlines() == [line]
        assert line == one_line(line)


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_to_what_is_no_text_is_text(nasty, language):
    replies = [
        ask(
            answers={"age_years": f"5{nasty}5", "who_grade": f"G{nasty}1", "assessment_date": nasty + "x"},
            carried=[[nasty, nasty], ["primary_site", nasty + "x"]],
            language=language,
        ),
        ask("compare", SPELT, language=language, date=nasty),
        ask("compare", SPELT, language=language, other={"age_years": nasty + "x"}),
        verified(json.dumps({**SAVED, "result": {"sets": {nasty: {}}}}), language=language),
        verified(json.dumps({**SAVED, "receipt": nasty}), language=language),
        verified(json.dumps({**SAVED, nasty: nasty}), language=language),
        verified(json.dumps({"case": {nasty: nasty}}), language=language),
        verified(f"#{nasty}={nasty}&who_grade=G{nasty}1", language=language),
        verified(f"[1.0.0-abcd-efgh-ijkl | {nasty}=1&age_years=5{nasty}5]", language=language),
    ]

    def texts(value):
        if isinstance(value, dict):
            return [text for one in value.items() for part in one for text in texts(part)]
        if isinstance(value, list):
            return [text for one in value for text in texts(one)]
        return [value] if isinstance(value, str) else []

    for text in texts(replies):
        assert text == one_line(text)


# What is too deep, too many, too far.


@pytest.mark.parametrize("piece", ["[", '{"a":', '[{"a":', '{"a":[1,'])
@pytest.mark.parametrize("times", [MAX_DEPTH + 1, 7_000])
def test_what_is_nested_too_deeply_is_refused_before_it_is_parsed(piece, times, monkeypatch):
    monkeypatch.setattr("json.loads", lambda *_, **__: pytest.fail("parsed"))

    with pytest.raises(InvalidCase, match=f"at most {MAX_DEPTH} brackets within brackets"):
        parse(piece * times)


def test_brackets_in_a_text_are_no_depth():
    assert parse(json.dumps({"about": '"[[{\\' * 200})) == {"about": '"[[{\\' * 200}


def test_thousands_of_names_are_told_in_part_and_few_are_compared_with_the_known_ones(monkeypatch):
    compared = []
    monkeypatch.setattr("difflib.get_close_matches", lambda name, *_, **__: compared.append(name) or [])

    notices = ask(carried=[[f"name_{n}", "1"] for n in range(3000)])["notices"]
    problems = verified("#" + "&".join(f"name_{n}=1" for n in range(3000)))["problems"]

    assert len(notices) == MAX_NOTICES + 1
    assert notices[-1] == f"From the address, not used: {3000 - MAX_NOTICES} more."
    assert len(problems) == MAX_NOTICES
    assert len(compared) == 2 * MAX_NOTICES


@pytest.mark.parametrize(
    "day", ["31/12/9999", "1/12/9999", "9999-12-31", "1/1/3000", "0001-01-01", "31/12/2999", "28/2/2999"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_at_the_end_of_the_calendar_is_compared_or_refused(day, language):
    reply = ask("compare", SPELT, language=language, date=day)

    assert bool(reply["problems"]) == (not day.endswith("2999"))
    if reply["problems"]:
        assert reply["problems"]["assessment_date"].endswith("31/12/2999.")


@pytest.mark.parametrize(
    ("clock", "believed"),
    [
        ("9999-12-31", "31/12/2999"),
        ("12026-11-23", "31/12/2999"),
        ("1899-12-31", "1/1/1900"),
        ("999-01-01", "1/1/1900"),
        ("-1-01-01", "1/1/1900"),
    ],
)
def test_a_clock_that_shows_no_day_of_today_is_named(clock, believed):
    for what in ("case", "change", "sheet", "text", "json", "missing"):
        reply = ask(what, {"age_years": "55", "months_stable_disease": "3"}, today=clock)
        assert "refused" not in reply
    reply = ask(answers={"age_years": "55"}, today=clock)

    assert reply["result"] is not None
    assert reply["notices"] == [
        f"The clock of this computer says “{clock}”, which cannot be today's date: dates are compared with {believed} instead."
    ]


def test_a_saved_case_where_a_bare_one_is_asked_for_is_told_from_it():
    with pytest.raises(InvalidCase) as refused:
        read(SAVED, TODAY)

    [problem] = refused.value.problems
    assert "python -m calculators verify" in problem.line["en"]
    assert "python -m calculators verify" in problem.line["el"]


# Anything.

SCRAPS = st.sampled_from(
    [
        "[",
        "]",
        "{",
        "}",
        '"',
        ":",
        ",",
        "|",
        "#",
        "=",
        "&",
        "%",
        "%ff",
        "&amp;",
        "\\",
        "null",
        "1e999",
        "-0",
        "9" * 400,
        "age_years",
        "case",
        "receipt",
    ]
)
PIECES = (
    SCRAPS
    | st.sampled_from([*NASTY, "1.0.0-abcd-efgh-ijkl", "G1", "0.075", "2.000", "31/12/9999", "<", ">", "٣"])
    | st.text(max_size=5)
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
fuzz = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@fuzz
@given(st.binary(max_size=300) | TEXTS.map(lambda text: text.encode(errors="surrogatepass")) | TEXTS)
def test_any_bytes_are_a_case_or_refused(given_bytes):
    try:
        read(parse(given_bytes), TODAY)
    except InvalidCase as error:
        for problem in error.problems:
            assert len(problem.line["el"].encode().decode().splitlines()) == 1


@pytest.mark.exhaustive
@fuzz
@given(
    st.sampled_from(sorted(HANDLERS)),
    st.dictionaries(st.sampled_from([*FIELDS, "x"]), TEXTS, max_size=4),
    st.lists(st.tuples(TEXTS, TEXTS), max_size=4),
    TEXTS,
    st.data(),
)
def test_any_text_is_answered_by_every_ask(what, typed, carried, text, data):
    measure = data.draw(st.sampled_from(sorted(WORKSHEETS)))
    fields = [*WORKSHEETS[measure].once, *WORKSHEETS[measure].in_rows]
    values = data.draw(st.dictionaries(st.sampled_from(fields), TEXTS | st.integers(0, 2000).map(str), max_size=4))
    language = data.draw(st.sampled_from(LANGUAGES))
    more = {
        "worksheet": {"worksheet": measure, "rows": [values]},
        "compare": data.draw(st.sampled_from([{"date": text}, {"other": typed}])),
        "cohort-report": {
            "restrictions": [{"about": "set", "name": data.draw(st.sampled_from(sorted(SETS))), "value": "met"}]
        },
        "cohort-patients": {"first": 0},
        "cohort-file": {"what": data.draw(st.sampled_from(["result", "errors", "match", "report"]))},
    }

    ask(what, values if what == "worksheet" else typed, carried, language, text=text, **more.get(what, {}))


@pytest.mark.exhaustive
@fuzz
@given(st.data(), st.sampled_from(LANGUAGES))
def test_any_alteration_of_a_saved_file_is_checked_or_refused(data, language):
    text = json.dumps(SAVED)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(TEXTS) + text[start + data.draw(st.sampled_from([0, 0, 1, 5, 80])) :]

    verified(text, language=language)
