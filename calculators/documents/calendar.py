"""The days on which criteria of time are reached, as a file for a calendar (RFC 5545)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from calculators.analysis.dates import DAY, Reached
from calculators.model.sentences import sentence
from calculators.model.sets import STATUS_NAMES
from calculators.model.text import Text, same
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION

SUMMARY = Text("{set}: {test}", "{set}: {test}")
DESCRIPTION = Text(
    "From this day on, if nothing else changes.", "Από αυτή την ημέρα και μετά, αν δεν αλλάξει κάτι άλλο."
)
DESCRIPTION_COUNTED_ON = Text(
    "From this day on, if nothing else changes; counted on from the number of months entered.",
    "Από αυτή την ημέρα και μετά, αν δεν αλλάξει κάτι άλλο· υπολογισμένο από τον αριθμό μηνών που δηλώθηκε.",
)
PROVENANCE = Text(
    "{description} Source of the set: {status}; version {version} of the rules. Its result can have warnings beside it.",
    "{description} Πηγή του καταλόγου: {status}· έκδοση {version} των κανόνων. Δίπλα στο αποτέλεσμά του μπορεί να υπάρχουν προειδοποιήσεις.",
)
"""What every event says besides of where it comes from; which warnings stand there would tell of the patient."""
PRODUCT = Text(
    f"PRODID:-//liver-metastases-calculators//{RULES_VERSION}//EN",
    f"PRODID:-//liver-metastases-calculators//{RULES_VERSION}//EL",
)

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
    """Return the FNV-1a hash of *text*, 64 bits in hexadecimal (draft-eastlake-fnv): events that calendars already hold keep their UID."""
    value = 0xCBF29CE484222325
    for octet in text.encode():
        value = ((value ^ octet) * 0x100000001B3) % 2**64
    return f"{value:016x}"


def calendar_file(
    events: Iterable[Reached], today: date, calendar: str | None = None, made: datetime | None = None
) -> Text | None:
    """
    Return those of *events* that are still to come after *today* as a calendar file of whole days (RFC 5545), None where there is none.

    It names the set and the criterion, and no answer. *calendar* is the id of the calendar files of this case (`CALENDAR_ID`), by default a new one: with the
    same id an event keeps its UID, whatever its day and the language have become, and with two ids no two events share one. *made* is the moment at which the
    file is made, by default now: of two files with one UID a calendar takes that of the higher SEQUENCE, and where these are equal that of the later DTSTAMP
    (RFC 5546, section 2.1.5). No count is kept between two files, so that SEQUENCE is the minute, which only rises.
    """
    ahead = [event for event in events if event.due.day > today]
    if not ahead:
        return None
    calendar = calendar or new_calendar_id()
    made = (made or datetime.now(UTC)).astimezone(UTC)
    lines = [
        same("BEGIN:VCALENDAR"),
        same("VERSION:2.0"),
        PRODUCT,
        same("CALSCALE:GREGORIAN"),
        *(line for event in ahead for line in _event(event, calendar, made)),
        same("END:VCALENDAR"),
    ]
    return Text(
        "".join(_folded(line.en) + "\r\n" for line in lines), "".join(_folded(line.el) + "\r\n" for line in lines)
    )


def _event(event: Reached, calendar: str, made: datetime) -> list[Text]:
    criteria = SETS[event.name]
    summary = SUMMARY.format(set=criteria.short_title, test=sentence(event.test))
    description = PROVENANCE.format(
        description=DESCRIPTION if event.due.exact else DESCRIPTION_COUNTED_ON,
        status=STATUS_NAMES[criteria.status],
        version=RULES_VERSION,
    )
    test = event.test
    named = f"{event.name} {event.criterion.id} {test.field.id} {test.relation.name} {test.limit}"
    stamp = f"{made:%Y%m%dT%H%M%SZ}"
    return [
        same("BEGIN:VEVENT"),
        same(f"UID:{calendar}-{_hash(named)}"),
        same(f"DTSTAMP:{stamp}"),
        same(f"LAST-MODIFIED:{stamp}"),
        same(f"SEQUENCE:{max(0, int(made.timestamp())) // 60}"),
        same(f"DTSTART;VALUE=DATE:{event.due.day:%Y%m%d}"),
        same(f"DTEND;VALUE=DATE:{event.due.day + DAY:%Y%m%d}"),
        _line("SUMMARY", summary),
        _line("DESCRIPTION", description),
        same("TRANSP:TRANSPARENT"),
        same("END:VEVENT"),
    ]


def _line(name: str, text: Text) -> Text:
    return Text(f"{name}:{_escaped(text.en)}", f"{name}:{_escaped(text.el)}")
