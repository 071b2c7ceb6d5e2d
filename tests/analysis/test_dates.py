"""When a criterion of time is reached, and the calendar file that says so."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.analysis.dates import Due, ages, due, times
from calculators.documents.calendar import CALENDAR_ID, calendar_file, new_calendar_id
from calculators.formulas.months import months_between
from calculators.model.conditions import assess
from calculators.model.text import LANGUAGES, same
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.vocabulary.history import MONTHS_SINCE_PRIMARY_RESECTION, MONTHS_STABLE_DISEASE

TODAY = date(2026, 11, 1)
MORNING = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
TRANSPLANT = ("enets-2012-transplant", "milan-net-2007", "milan-net-2016", "optn-net")

days = st.dates(date(1990, 1, 1), TODAY)


def said(case, sets=TRANSPLANT):
    return [(one.name, one.criterion.id, one.due.day.isoformat(), one.due.exact) for one in times(case, sets, TODAY)]


def test_months_entered_with_decimals_are_counted_to_the_day():
    # 5.3 months on 29 June; 21 of the 30 days to 29 July are 0.7 of a month.
    (one,) = times({"months_stable_disease": 5.3, "assessment_date": date(2026, 6, 29)}, ["milan-net-2007"], TODAY)

    assert one.due.day == date(2026, 7, 20)


def test_from_the_start_date_the_day_is_exact():
    # Stable since 31 August 2026: the sixth month ends on the last day of February, 28 February 2027.
    case = {"stable_since_date": date(2026, 8, 31), "assessment_date": date(2026, 10, 1)}

    assert said(case, ("milan-net-2007",)) == [("milan-net-2007", "stability", "2027-02-28", True)]


def test_without_a_day_of_assessment_the_start_still_says_the_day():
    assert said({"primary_resection_date": date(2026, 9, 15)}, ("optn-net",)) == [
        ("optn-net", "primary_removed", "2027-03-15", True)
    ]


def test_a_number_is_counted_on_from_the_day_of_assessment_or_today():
    # 4.5 months on 1 October 2026: one and a half more; 1 November and then half of November's 30 days, 16 November
    # 2026.
    assert said({"months_stable_disease": 4.5, "assessment_date": date(2026, 10, 1)}, ("milan-net-2007",)) == [
        ("milan-net-2007", "stability", "2026-11-16", False)
    ]
    # 2 months on 1 November 2026: four more, 1 March 2027.
    assert said({"months_stable_disease": 2.0}, ("milan-net-2007",)) == [
        ("milan-net-2007", "stability", "2027-03-01", False)
    ]


def test_what_is_reached_or_not_known_or_contradicted_has_no_day():
    assert said({"months_stable_disease": 6.0}) == []
    assert said({}) == []
    contradicted = {
        "months_stable_disease": 2.0,
        "stable_since_date": date(2026, 9, 14),
        "assessment_date": date(2026, 10, 1),
    }
    assert said(contradicted) == []


def test_imatinib_counts_on_from_its_number():
    assert said({"imatinib_months": 5.0}, ("gist-imatinib",)) == [("gist-imatinib", "duration", "2026-12-01", False)]


def test_time_since_a_removal_counts_on_only_where_disease_was_cleared():
    # 4 months on 23 November: 6 on 23 January. Where nothing was removed, or disease is there again, no day brings the
    # item nearer.
    def days(extrahepatic):
        answers = {
            "extrahepatic_disease": extrahepatic,
            "months_since_extrahepatic_resection": 4.0,
            "assessment_date": date(2026, 11, 23),
        }
        return [
            event.due.day
            for event in times(answers, ["optn-net"], date(2026, 11, 23))
            if event.test.field.id in answers
        ]

    assert days("cleared") == [date(2027, 1, 23)]
    assert days("none") == days("resectable") == []


def test_a_set_without_a_verdict_waits_for_no_day():
    assert said({"disease_free_interval_months": 3.0}, ("adam-2006-factors",)) == []


def test_days_come_in_order():
    case = {"stable_since_date": date(2026, 8, 31), "primary_resection_date": date(2026, 6, 1)}
    found = [one.due.day for one in times(case, TRANSPLANT, TODAY)]

    assert found == sorted(found)
    assert len(found) == 5


months_as_typed = st.integers(0, 30_000_000).map(lambda millionths: millionths / 1_000_000)


@pytest.mark.parametrize("beyond", [False, True])
@given(days, months_as_typed, months_as_typed)
def test_the_day_is_the_first_that_counts(beyond, start, limit, entered):
    field = MONTHS_STABLE_DISEASE
    test = field.above(limit) if beyond else field.at_least(limit)
    dated = due(test, {"stable_since_date": start}, TODAY)

    assert assess(test, {field.id: months_between(start, dated.day)}).truth is Truth.MET
    if dated.day > start:
        before = date.fromordinal(dated.day.toordinal() - 1)
        assert assess(test, {field.id: months_between(start, before)}).truth is Truth.NOT_MET

    counted = due(test, {field.id: entered}, TODAY)
    assume(entered < limit)
    assert not counted.exact
    passed, left = months_between(TODAY, counted.day), round(limit - entered, 9)
    assert passed > left if beyond else passed >= left


def test_a_limit_that_the_wording_leaves_open_is_passed_a_day_later():
    test = MONTHS_SINCE_PRIMARY_RESECTION.at_least(6, ambiguous=same("?"))

    assert due(test, {"primary_resection_date": date(2026, 1, 14)}, TODAY) == Due(date(2026, 7, 15), exact=True)


@pytest.mark.parametrize(
    ("age", "set_id", "within"),
    [
        (54.5, "enets-2012-transplant", [6]),  # (55 − 54.5) × 12
        (54.0, "enets-2012-transplant", [12]),
        (54.9, "enets-2012-transplant", [2]),  # 1.2 months, rounded up
        (55.0, "enets-2012-transplant", []),  # below 55: passed already
        (55.0, "milan-net-2007", [0]),  # at most 55: the entered value is the last
        (55.1, "milan-net-2007", []),
        (40.25, "milan-net-2007", [177]),  # 14.75 × 12
    ],
)
def test_of_age_only_the_latest_month_is_said(age, set_id, within):
    assert [one.within for one in ages({"age_years": age}, [set_id])] == within


def test_without_an_age_nothing_is_said_of_it():
    assert ages({}, TRANSPLANT) == ()


CASE = {
    "stable_since_date": date(2026, 7, 14),
    "months_since_primary_resection": 2.0,
    "age_years": 41.5,
    "ki67_percent": 7.25,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_file_is_as_rfc_5545_asks(language):
    events = times(CASE, TRANSPLANT, TODAY)
    text = calendar_file(events, TODAY, made=MORNING)[language]
    lines = text.split("\r\n")

    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert unfolded[-2] == "END:VCALENDAR"
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == len(events) == 5
    assert len({line for line in unfolded if line.startswith("UID:")}) == len(events)
    assert "DTSTART;VALUE=DATE:20270114" in unfolded
    assert "DTEND;VALUE=DATE:20270115" in unfolded
    assert "DTSTAMP:20261101T093000Z" in unfolded
    summaries = [line for line in unfolded if line.startswith("SUMMARY:")]
    assert any(SETS["milan-net-2007"].short_title[language] in line for line in summaries)


def values(text, name):
    """Return what *text*, a calendar file, gives for the property *name*, event by event."""
    lines = text.replace("\r\n ", "").split("\r\n")
    return [line.partition(":")[2] for line in lines if line.partition(":")[0].partition(";")[0] == name]


def test_the_calendar_file_tells_nothing_of_the_patient():
    told = calendar_file(times(CASE, TRANSPLANT, TODAY), TODAY, ID, MORNING)["en"].replace("\r\n ", "")

    for private in ("41.5", "7.25", "20260714", "2026-07-14", " 2.0"):
        assert private not in told


ID, OTHER_ID = "0123456789abcdef" * 2, "f" * 32


@pytest.mark.parametrize("other", [OTHER_ID, None], ids=["with another id", "without an id"])
def test_two_patients_with_the_same_dates_share_no_event(other):
    events = times(CASE, TRANSPLANT, TODAY)
    first, second = (values(calendar_file(events, TODAY, calendar, MORNING)["en"], "UID") for calendar in (ID, other))

    assert len(first) == len(second) == 5
    assert not {*first} & {*second}


def test_without_an_id_each_file_is_of_another_case():
    first, second = (
        values(calendar_file(times(CASE, TRANSPLANT, TODAY), TODAY, None, MORNING)["en"], "UID") for _ in range(2)
    )

    assert not {*first} & {*second}


def test_an_event_is_known_again_on_another_day_in_another_language_and_when_it_moves():
    """RFC 5546, section 2.1.5: the UID stays, and the higher SEQUENCE wins, or with the same one the later DTSTAMP."""
    later = date(2026, 11, 20)
    moved = {**CASE, "stable_since_date": date(2026, 8, 1)}
    first = calendar_file(times(CASE, TRANSPLANT, TODAY), TODAY, ID, MORNING)["en"]
    second = calendar_file(times(moved, TRANSPLANT, later), later, ID, datetime(2026, 11, 20, 9, 30, tzinfo=UTC))["el"]

    assert sorted(values(first, "UID")) == sorted(values(second, "UID"))
    assert sorted(values(first, "DTSTART")) != sorted(values(second, "DTSTART"))
    assert max(map(int, values(first, "SEQUENCE"))) < min(map(int, values(second, "SEQUENCE")))
    assert max(values(first, "DTSTAMP")) < min(values(second, "DTSTAMP"))


def test_of_two_files_within_a_minute_the_stamp_tells_the_later():
    first, second = (
        calendar_file(times(CASE, TRANSPLANT, TODAY), TODAY, ID, MORNING.replace(second=second))["en"]
        for second in (1, 2)
    )

    assert values(first, "SEQUENCE") == values(second, "SEQUENCE")
    assert max(values(first, "DTSTAMP")) < min(values(second, "DTSTAMP"))
    assert values(second, "DTSTAMP") == values(second, "LAST-MODIFIED")
    assert all(0 < int(one) < 2**31 for one in values(second, "SEQUENCE"))


def test_an_id_that_is_made_can_be_read():
    assert CALENDAR_ID.fullmatch(new_calendar_id())
    assert new_calendar_id() != new_calendar_id()


def test_signs_of_the_format_are_escaped_and_long_lines_folded_between_characters():
    (event, *_) = times(CASE, ("enets-2012-transplant",), TODAY)
    greek = calendar_file([event], TODAY)["el"]

    assert "\\;" not in greek.split("DESCRIPTION")[0]
    assert "\r\n " in greek
    assert "αν δεν αλλάξει κάτι άλλο" in greek.replace("\r\n ", "")
    assert "changes\\; counted on" in calendar_file(times(CASE, ("enets-2012-transplant",), TODAY), TODAY)[
        "en"
    ].replace("\r\n ", "")
