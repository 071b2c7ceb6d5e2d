"""What somebody kept of a case, read again and checked: a saved file, the address of a case, a plain text, or a receipt alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from calculators.documents.calendar import CALENDAR_ID, CALENDAR_ID_EXPECTED
from calculators.documents.case_file import Saved, differences, not_read, read_saved, unchecked
from calculators.documents.receipt import Receipt, ReceiptState, check, read_receipt
from calculators.documents.summary import MACHINE_LINE, compared
from calculators.engine.case import (
    MAX_BYTES,
    InvalidCase,
    Problem,
    shown,
    shown_name,
    unknown_field,
)
from calculators.engine.evaluate import evaluate_answers
from calculators.model.text import Text
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import BESIDE_THE_FIELDS, MAX_NOTICES, Reading, encode_pairs, read_typed, set_aside

ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
BROKEN = re.compile(r"[\s>]+")  # what mail makes of a long line

NOTHING_FOUND = Text(
    "Neither a saved case, nor the address of one, nor a summary, nor a receipt was found in the text.",
    "Στο κείμενο δεν βρέθηκε αποθηκευμένο περιστατικό, διεύθυνση περιστατικού, σύνοψη ή κωδικός ελέγχου.",
)
NOT_READ = Text(
    "The case could not be read, and nothing was checked.", "Το περιστατικό δεν διαβάστηκε και τίποτα δεν ελέγχθηκε."
)
RECEIPT_ALONE = Text(
    "This receipt was made with version {version} of the rules. To check it, the answers are needed: enter the case on the board and come here from there, or "
    "paste the whole summary or address.",
    "Ο κωδικός εκδόθηκε με την έκδοση {version} των κανόνων. Για τον έλεγχό του χρειάζονται οι απαντήσεις: καταχωρίστε το περιστατικό στον πίνακα και ελάτε από "
    "εκεί, ή επικολλήστε ολόκληρη τη σύνοψη ή τη διεύθυνση.",
)
NO_RECEIPT = Text(
    "The case was read. There is no receipt with it, so whether it was changed cannot be determined.",
    "Το περιστατικό διαβάστηκε. Δεν συνοδεύεται από κωδικό ελέγχου, οπότε δεν φαίνεται αν άλλαξε.",
)
TOO_LONG = Text("a text of at most {size} characters", "κείμενο έως {size} χαρακτήρες").format(size=str(MAX_BYTES))
CUT = Text(
    "The address is not as it was written: it was cut or changed on its way, and answers may be missing.",
    "Η διεύθυνση δεν είναι όπως γράφτηκε: κόπηκε ή άλλαξε στον δρόμο και ίσως λείπουν απαντήσεις.",
)
SUMMED = re.compile(r"(?:^|&)sum=([^&]*)(?:&(.*))?$", re.DOTALL)
ONCE = Text("each field once", "κάθε πεδίο μία φορά")


def _unescaped(text: str) -> str:
    """Return *text* without the escapes of an address."""
    return ESCAPED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode(errors="replace"), text)


class Unreadable(Exception):  # noqa: N818 (it says what is wrong with a text; it is not an error of the program)
    """A text in which a case cannot be read; *problems* says why, in sentences."""

    def __init__(self, problems: list[Text]) -> None:
        """Carry *problems*."""
        super().__init__(*(problem.en for problem in problems))
        self.problems = problems


def check_sum(text: str) -> str:
    """
    Return the check sum of *text*, ASCII, that stands before it in an address: FNV-1a of 32 bits, in digits and small letters.

    >>> check_sum("age_years=54&who_grade=G2")
    '1wu8xen'
    """
    total = 0x811C9DC5
    for byte in text.encode():
        total = (total ^ byte) * 0x01000193 % 2**32
    digits = ""
    while total:
        total, digit = divmod(total, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def _is_cut(text: str) -> bool:
    """Return whether `receipt=…&sum=…&NAME=VALUE…` lacks something of what its sum was made of."""
    found = SUMMED.search(text.replace("&amp;", "&"))
    return found is not None and found[1] != check_sum(found[2] or "")


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each pair in `NAME=VALUE&NAME=VALUE…`."""
    for pair in filter(None, text.replace("&amp;", "&").split("&")):
        name, _, value = (_unescaped(part) for part in pair.replace("+", " ").partition("="))
        yield name, value


def _wrong(name: str, value: str, *, suggest: bool) -> Text | None:
    """Return what is wrong with the pair of *name* and *value*, None where nothing is; *suggest*: name the field that may be meant."""
    if name == "calendar" and not CALENDAR_ID.fullmatch(value):
        return Problem(name, shown(value), CALENDAR_ID_EXPECTED).line
    if name in FIELDS or name in BESIDE_THE_FIELDS:
        return None
    return Problem(shown_name(name), shown(value), unknown_field(name, suggest=suggest)).line


def _read_pairs(text: str, receipt: str | None, today: date) -> Saved:
    """Return the case in `NAME=VALUE&NAME=VALUE…`; a pair named receipt gives its *receipt*."""
    found: dict[str, str] = {}
    problems = [CUT] if _is_cut(text) else []
    for name, value in _pairs(text):
        if name in found:
            problems.append(Problem(shown_name(name), "", ONCE).line)
        elif wrong := _wrong(name, value, suggest=len(problems) < MAX_NOTICES):
            problems.append(wrong)
        found.setdefault(name, value)
    if problems:
        raise Unreadable(problems[:MAX_NOTICES])
    case, unreadable = read_typed({name: text for name, text in found.items() if name in FIELDS}, FIELDS, today)
    _, unread = set_aside(case, unreadable, found)
    return Saved(case, found.get("receipt", receipt), None, found.get("calendar"), unread)


def _understood(text: str, today: date) -> Saved | None:
    """Return what *text* holds, None where that is nothing to check; raise `InvalidCase` or `Unreadable` where it holds a case that cannot be read."""
    if len(text) > MAX_BYTES:
        raise InvalidCase([Problem(None, "", TOO_LONG)])
    if text.startswith("{"):
        return read_saved(text, today)
    if lines := MACHINE_LINE.findall(text):
        receipt, pairs = (BROKEN.sub("", part) for part in lines[-1])
        return _read_pairs(pairs, receipt, today)
    before, mark, fragment = text.strip("<>").partition("#")
    pairs = fragment if mark else before
    if "=" in pairs and not re.search(r"\s", pairs):
        return _read_pairs(pairs, None, today)
    return None


@dataclass(frozen=True, slots=True)
class Verification:
    """How a text fits the rules: its *state*, the same *said*, and what `handle` returns besides."""

    state: ReceiptState
    said: Text
    saved: Saved | None = None
    problems: tuple[Text, ...] = ()
    differences: tuple[Text, ...] = ()
    unchecked: tuple[Text, ...] = ()


def _unreadable(said: Text, problems: Iterable[Text] = ()) -> Verification:
    return Verification(ReceiptState.UNREADABLE, said, problems=tuple(problems))


def _alone(given: Receipt, reading: Reading) -> Verification:
    """Return how a receipt alone fits the case on the page. It is no case that could be opened."""
    if not (reading.case or reading.unread):
        return _unreadable(RECEIPT_ALONE.format(version=given.version))
    checked = check(reading.case, given, reading.unread)
    return Verification(checked.state, checked.said)


def _checked(saved: Saved, text: str, today: date) -> Verification:
    """Return how *saved*, read from *text*, fits the rules, with everything that they say otherwise and everything that was not compared."""
    checked = None if saved.receipt is None else check(saved.case, saved.given, saved.unread)
    state, said = (ReceiptState.UNREADABLE, NO_RECEIPT) if checked is None else (checked.state, checked.said)
    evaluation = evaluate_answers(saved.case, saved.unread)
    unread = tuple(not_read(saved))
    if saved.document is not None:
        found = tuple(difference.said for difference in differences(saved, evaluation, today))
        return Verification(state, said, saved, differences=found, unchecked=(*unread, *unchecked(saved)))
    if MACHINE_LINE.search(text):
        kept = compared(text, evaluation, today)
        return Verification(
            state,
            said,
            replace(saved, calendar=None),
            differences=kept.differences,
            unchecked=(*unread, *kept.unchecked),
        )
    return Verification(state, said, saved, unchecked=unread)


def _verified(text: str, reading: Reading) -> Verification:
    if alone := read_receipt(text):
        return _alone(alone, reading)
    try:
        saved = _understood(text, reading.today)
    except Unreadable as error:
        return _unreadable(NOT_READ, error.problems)
    except InvalidCase as error:
        return _unreadable(NOT_READ, (problem.line for problem in error.problems))
    return _unreadable(NOTHING_FOUND) if saved is None else _checked(saved, text, reading.today)


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return how `request["text"]`, pasted or from a file, fits the rules that run; a receipt alone is checked against the case on the page.

    The reply has *state* (of `calculators.documents.receipt.ReceiptState`), the same *said* in a sentence, *differences* (sentences on what the rules now say
    otherwise), *unchecked* (what was not read or not compared), *case* (as an address spells it, None where the text holds none) and *problems* (why not, in sentences).
    """
    text = str(request.get("text", "")).encode(errors="replace").decode().strip("\ufeff \t\r\n")
    found = _verified(text, reading)
    return {
        "state": found.state.value,
        "said": found.said,
        "differences": found.differences,
        "unchecked": found.unchecked,
        "case": {**encode_pairs(found.saved.case, found.saved.calendar), **found.saved.unread} if found.saved else None,
        "problems": found.problems,
    }
