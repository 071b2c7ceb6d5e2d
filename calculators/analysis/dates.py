"""
When a criterion of time is reached, and when a limit of age is passed.

A count of months goes on by itself: its first day is exact where the day is known from which it runs, see `calculators.measures.months`. Of the age the
birthday is not known, so that only the latest month can be said.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from calculators.engine.case import Case
from calculators.engine.derive import derive
from calculators.formulas.amounts import steady
from calculators.formulas.months import MONTHS_OF_A_YEAR, months_between, reached
from calculators.model.conditions import Condition, Known, assess, conjuncts, leaves
from calculators.model.fields import Comparison, Relation
from calculators.model.sentences import sentence
from calculators.model.sets import Criterion
from calculators.model.text import Language, Text
from calculators.model.truth import Outcome
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.extrahepatic import MONTHS_SINCE_EXTRAHEPATIC_RESECTION
from calculators.vocabulary.history import ASSESSMENT_DATE, DATED_MONTHS
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.treatment import IMATINIB_MONTHS

STARTS: Mapping[str, str | None] = MappingProxyType(
    {
        **{months.id: start.id for months, start in DATED_MONTHS},
        IMATINIB_MONTHS.id: None,
        MONTHS_SINCE_EXTRAHEPATIC_RESECTION.id: None,
    }
)
"""Numbers of months that go on by themselves, each with the date from which it runs, None where the form asks for none."""

DAY = timedelta(days=1)

COUNTED_ON = Text("counted on from the number of months entered", "υπολογισμένο από τον αριθμό μηνών που δηλώθηκε")
SUMMARY = Text("{set}: {test}", "{set}: {test}")
DESCRIPTION = Text(
    "From this day on, if nothing else changes.", "Από αυτή την ημέρα και μετά, αν δεν αλλάξει κάτι άλλο."
)
DESCRIPTION_COUNTED_ON = Text(
    "From this day on, if nothing else changes; counted on from the number of months entered.",
    "Από αυτή την ημέρα και μετά, αν δεν αλλάξει κάτι άλλο· υπολογισμένο από τον αριθμό μηνών που δηλώθηκε.",
)


@dataclass(frozen=True, slots=True)
class Due:
    """
    The first *day* on which a count of months suffices.

    *exact* where the day is known from which it runs, else counted on from the number entered. The day can lie behind: then only a newer assessment is missing.
    """

    day: date
    exact: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """A *test* of time in a *criterion* of the set *name* that is not met yet, and when it will be."""

    name: str
    criterion: Criterion
    test: Comparison
    due: Due


@dataclass(frozen=True, slots=True)
class Passed:
    """
    A limit of age in a *criterion* of the set *name* that is met now.

    At the latest *within* that many months it is not met any more; 0 where the age entered lies on the last value that is.
    """

    name: str
    criterion: Criterion
    test: Comparison
    within: int


def due(test: Comparison, case: Case, today: date) -> Due | None:
    """
    Return when *test*, which asks for a number of months or more, is met if nothing else changes; None where there is nothing to count from.

    It is counted from the start date, or else on from the months entered at the day of assessment, which without an answer is *today*.
    """
    start = case.get(STARTS[test.field.id] or "")
    entered = case.get(test.field.id)
    if isinstance(start, date):
        return Due(_first(start, 0.0, test), exact=True)
    if not isinstance(entered, float):
        return None
    assessed = case.get(ASSESSMENT_DATE.id)
    return Due(_first(assessed if isinstance(assessed, date) else today, entered, test), exact=False)


def _first(start: date, before: float, test: Comparison) -> date:
    """Return the first day on which *before* and the months since *start* meet *test*."""
    left = steady(test.limit - before)
    day = reached(start, max(0.0, left))
    beyond = test.relation is Relation.ABOVE or test.ambiguous is not None
    while beyond and months_between(start, day) <= left:
        day += DAY
    return day


def _waiting(part: Condition, test: Comparison, known: Known) -> bool:
    """Return whether *part* of a criterion is not met yet, and time alone can bring *test* in it to where *part* may be."""
    if test.relation not in {Relation.AT_LEAST, Relation.ABOVE} or assess(test, known).worst is Outcome.MET:
        return False
    later = {**known, test.field.id: test.limit + test.field.step}
    return assess(part, known).worst is not Outcome.MET and assess(part, later).best is not Outcome.NOT_MET


def times(case: Case, sets: Iterable[str], today: date) -> tuple[Reached, ...]:
    """Return each test of time in *sets*, ids of sets, that is not met yet and for which a day can be said, by day; contradicted numbers are left out."""
    knowledge = derive(case)
    found = []
    for name, criterion, part, test in _compared(sets):
        if (
            test.field.id in STARTS
            and test.field.id not in knowledge.contested
            and _waiting(part, test, knowledge.known)
            and (when := due(test, case, today))
        ):
            found.append(Reached(name, criterion, test, when))
    return tuple(sorted(found, key=lambda one: one.due.day))


def ages(case: Case, sets: Iterable[str]) -> tuple[Passed, ...]:
    """Return each upper limit of age in *sets*, ids of sets, that is met now, with the months within which it is passed, the soonest first."""
    age = case.get(AGE_YEARS.id)
    if not isinstance(age, float):
        return ()
    found = [
        # Rounded before it is rounded up: 54.9 years are 1.2 months from 55, and 54.5 are not more than 6.
        Passed(name, criterion, test, math.ceil(round((test.limit - age) * MONTHS_OF_A_YEAR, 6)))
        for name, criterion, _, test in _compared(sets)
        if test.field is AGE_YEARS
        and test.relation in {Relation.BELOW, Relation.AT_MOST}
        and assess(test, {AGE_YEARS.id: age}).best is Outcome.MET
    ]
    return tuple(sorted(found, key=lambda one: one.within))


def _compared(sets: Iterable[str]) -> Iterable[tuple[str, Criterion, Condition, Comparison]]:
    for name in sets:
        if SETS[name].kind.decides:
            for criterion in SETS[name].criteria:
                for part in conjuncts(criterion.test):
                    for leaf in leaves(part):
                        if isinstance(leaf, Comparison):
                            yield name, criterion, part, leaf


# A calendar file, RFC 5545.

LINE_OCTETS = 75  # RFC 5545, section 3.1

CALENDAR_ID = re.compile(r"[0-9a-f]{32}")
"""How the id of the calendar files of one case is written."""
CALENDAR_ID_EXPECTED = Text("32 of the signs 0 to 9 and a to f", "32 από τους χαρακτήρες 0 έως 9 και a έως f")


def new_calendar_id() -> str:
    """Return a new id for the calendar files of one case; it is random, so that it tells nothing and no other case has it."""
    from uuid import uuid4  # noqa: PLC0415 (the browser makes its own, and starts faster without)

    return uuid4().hex


def _escaped(text: str) -> str:
    """Return *text* as RFC 5545, section 3.3.11, writes it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return *line* in pieces of at most 75 octets, no character cut in two; each further piece begins with a space."""
    pieces = [""]
    for character in line:
        if len((pieces[-1] + character).encode()) > LINE_OCTETS:
            pieces.append(" ")
        pieces[-1] += character
    return "\r\n".join(pieces)


def _hash(text: str) -> str:
    """Return the FNV-1a hash of *text*, 64 bits in hexadecimal (draft-eastlake-fnv): `hashlib` would be loaded in the browser for this alone."""
    value = 0xCBF29CE484222325
    for octet in text.encode():
        value = ((value ^ octet) * 0x100000001B3) % 2**64
    return f"{value:016x}"


def ics(
    events: Iterable[Reached],
    language: Language,
    today: date,
    calendar: str | None = None,
    made: datetime | None = None,
) -> str:
    """
    Return those of *events* that are still to come after *today* as a calendar file of whole days (RFC 5545), empty where there is none.

    It names the set and the criterion, and no answer. *calendar* is the id of the calendar files of this case (`CALENDAR_ID`), by default a new one: with the
    same id an event keeps its UID, whatever its day and the language have become, and with two ids no two events share one. *made* is the moment at which the
    file is made, by default now: of two files with one UID a calendar takes that of the higher SEQUENCE, and where these are equal that of the later DTSTAMP
    (RFC 5546, section 2.1.5). No count is kept between two files, so that SEQUENCE is the minute, which only rises.
    """
    ahead = [event for event in events if event.due.day > today]
    if not ahead:
        return ""
    calendar = calendar or new_calendar_id()
    made = (made or datetime.now(UTC)).astimezone(UTC)
    stamp = f"{made:%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//liver-metastases-calculators//{RULES_VERSION}//{language.upper()}",
        "CALSCALE:GREGORIAN",
    ]
    for event in ahead:
        name = SETS[event.name].short_title
        summary = SUMMARY.format(set=name, test=sentence(event.test))
        description = DESCRIPTION if event.due.exact else DESCRIPTION_COUNTED_ON
        lines += [
            "BEGIN:VEVENT",
            f"UID:{calendar}-{_hash(f'{event.name} {event.criterion.id} {event.test.field.id} {event.test.relation.name} {event.test.limit}')}",
            f"DTSTAMP:{stamp}",
            f"LAST-MODIFIED:{stamp}",
            f"SEQUENCE:{max(0, int(made.timestamp())) // 60}",
            f"DTSTART;VALUE=DATE:{event.due.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.due.day + DAY:%Y%m%d}",
            f"SUMMARY:{_escaped(summary[language])}",
            f"DESCRIPTION:{_escaped(description[language])}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)
