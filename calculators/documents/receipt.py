"""
A receipt: a short code for one case judged by one version of the rules.

Printed on a sheet or pasted into a record, it lets anybody see later whether the same answers are before the same rules. It is
no signature: it shows a change, and does not prove who made a document. Nor is it a secret: the few answers of a small case can be found by trying all.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from calculators.engine.alerts import DOUBTS
from calculators.engine.case import NOTHING_UNREAD, Case, Unread, encode, encode_case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.guards import GUARDS
from calculators.engine.numbers import DASHES
from calculators.engine.plausibility import OTHER_UNITS
from calculators.model.conditions import AllOf, AnyOf, Condition
from calculators.model.derivation import Bounds, Derivation, Derivations, Follows
from calculators.model.fields import Choice, Comparison, Field, Number
from calculators.model.sets import CriteriaSet
from calculators.model.text import Text
from calculators.sets.registry import GROUPS, SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

type Plain = str | bool | float | list[Plain] | dict[str, Plain] | None
"""What JSON holds."""

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base32: neither 0, 1, 8 nor 9, which are taken for letters
CODE_LENGTH = 16  # 80 bits: two cases of one receipt cannot be made on a desk, which takes 2^40 trials
GROUP_LENGTH = 4
SHORT_LENGTH = 12
LAST_SHORT = (1, 1, 0)
"""The last version of the rules whose receipts had 12 letters."""

RECEIPT = re.compile(r"([0-9]+(?:\.[0-9]+){2})((?:-[a-z2-7]{4}){3,4})")


# The rules.


def _canonical(value: Plain) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _hash(value: Plain) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()


def _in_order(parts: Iterable[Plain]) -> list[Plain]:
    return sorted(parts, key=_canonical)


def _encoded(options: Iterable[str | bool]) -> list[Plain]:
    return sorted(encode(option) for option in options)  # type: ignore[return-value]  # a list of texts is plain


def _field(field: Field) -> Plain:
    match field:
        case Number(low=low, high=high):
            return {
                "kind": field.kind,
                "low": float(low),
                "high": None if high is None else float(high),
                "unit": field.unit.en,
                "whole": field.whole,
            }
        case Choice(options=options):
            return {"kind": field.kind, "options": _encoded(options)}
        case _:
            return {"kind": field.kind}


def _test(test: Condition) -> Plain:
    match test:
        case AllOf(parts):
            return {"all": _in_order(map(_test, parts))}
        case AnyOf(parts):
            return {"any": _in_order(map(_test, parts))}
        case Comparison(field, relation, limit, ambiguous, start):
            return {
                "field": field.id,
                "relation": relation.name,
                "limit": float(limit),
                "limit_is_unclear": ambiguous is not None,
                **({} if start is None else {"unclear_from": float(start)}),
            }
        case _:
            places = {"accepted": test.accepted, "unclear": test.ambiguous, "unsaid": test.unspecified}
            return {"field": test.field.id, **{place: _encoded(options) for place, options in places.items()}}


def _set(criteria: CriteriaSet) -> Plain:
    population = criteria.population
    return {
        "kind": criteria.kind.value,
        "population": None if population is None else [population.id, _test(population.test)],
        "criteria": {criterion.id: [_test(criterion.test), criterion.hazard_ratio] for criterion in criteria.criteria},
    }


def _derivation(line: Derivation) -> Plain:
    match line:
        case Follows(field, when, options, contests):
            return {"field": field.id, "when": _test(when), "options": _encoded(options), "contests": contests}
        case Bounds(when, holds):
            return {"when": _test(when), "holds": _test(holds)}
        case _:
            return {"field": line.field.id, "start": line.start.id, "end": line.end.id}


def digest(
    sets: Iterable[CriteriaSet],
    fields: Iterable[Field] = tuple(FIELDS.values()),
    version: str = RULES_VERSION,
    derivations: Derivations = DERIVATIONS,
) -> str:
    """
    Return the SHA-256, in hexadecimal, of all that *sets*, *fields* and *derivations* declare and that can change an answer.

    Limits, signs, options, kinds, populations, what follows from what and the tests behind the alerts count, and so does *version*, which stands
    for what is programmed and not declared. Words do not: a mended sentence changes no digest. Nor does the order in which things are shown.
    """
    rules: Plain = {
        "version": version,
        "fields": {field.id: _field(field) for field in fields},
        "sets": {criteria.id: _set(criteria) for criteria in sets},
        "together": _in_order(_encoded(criteria.id for criteria in group.sets) for group in GROUPS),
        "derivations": _in_order(_in_order(map(_derivation, group.derivations)) for group in derivations.groups),
        "doubts": {doubt.id: [_test(doubt.test), _encoded(field.id for field in doubt.given)] for doubt in DOUBTS},
        "units": {unit.field.id: [unit.low, unit.high, unit.factor, unit.least, unit.most] for unit in OTHER_UNITS},
        "guards": {guard.id: [_test(guard.test), _encoded(criteria.id for criteria in guard.sets)] for guard in GUARDS},
    }
    return _hash(rules)


@cache
def rules_digest() -> str:
    """Return the digest of the rules as they are."""
    return digest(SETS.values())


# The receipt of a case.


@dataclass(frozen=True, slots=True)
class Receipt:
    """The *version* of the rules, and the *code* that stands for these rules and one case."""

    version: str
    code: str

    @property
    def short(self) -> bool:
        """Whether it is one of the receipts of 12 letters, up to version 1.1.0."""
        return len(self.code) == SHORT_LENGTH

    def __str__(self) -> str:
        """Return the receipt as it is printed: `1.2.0-abcd-efgh-ijkl-mnop`."""
        groups = [self.code[start : start + GROUP_LENGTH] for start in range(0, len(self.code), GROUP_LENGTH)]
        return "-".join([self.version, *groups])


def receipt(case: Case, rules: str | None = None, *, unread: Unread = NOTHING_UNREAD) -> Receipt:
    """Return the receipt of *case* and of what was *unread* of it; *rules* is the digest of the rules, by default of those that run."""
    mixed = hashlib.sha256(f"{rules or rules_digest()}\n{encode_case(case, unread)}".encode()).digest()
    return Receipt(RULES_VERSION, "".join(LETTERS[byte % len(LETTERS)] for byte in mixed[:CODE_LENGTH]))


def read_receipt(text: str) -> Receipt | None:
    """
    Return the receipt that *text* is, None where it is none, or one that was cut short.

    Capitals and the dashes of word processors are understood, and the shorter receipts of the versions up to 1.1.0.
    """
    found = RECEIPT.fullmatch(DASHES.sub("-", text.strip()[:64]).lower())
    if not found:
        return None
    version, code = found[1], found[2].replace("-", "")
    whole = len(code) == CODE_LENGTH or tuple(map(int, version.split("."))) <= LAST_SHORT
    return Receipt(version, code) if whole else None


class ReceiptState(Enum):
    """How a receipt fits a case."""

    SAME = "same"
    OTHER_RULES = "other rules"
    OTHER_CASE = "other case or rules"
    UNREADABLE = "unreadable"


SAID = {
    ReceiptState.SAME: Text(
        "The receipt fits: exactly these answers and exactly these rules, version {now}.",
        "Ο κωδικός ταιριάζει: ακριβώς αυτές οι απαντήσεις και ακριβώς αυτοί οι κανόνες, έκδοση {now}.",
    ),
    ReceiptState.OTHER_RULES: Text(
        "The receipt was made with version {given} of the rules, and these are version {now}: whether the answers are the same cannot be told from it. "
        "Compare the outcomes.",
        "Ο κωδικός εκδόθηκε με την έκδοση {given} των κανόνων, ενώ εδώ ισχύει η {now}: από αυτόν δεν φαίνεται αν οι απαντήσεις είναι οι ίδιες. "
        "Συγκρίνετε τα αποτελέσματα.",
    ),
    ReceiptState.OTHER_CASE: Text(
        "The receipt does not fit: an answer, or the rules of version {now}, changed after it was made, or it belongs to another case.",
        "Ο κωδικός δεν ταιριάζει: κάποια απάντηση ή οι κανόνες της έκδοσης {now} άλλαξαν μετά την έκδοσή του, ή ανήκει σε άλλο περιστατικό.",
    ),
    ReceiptState.UNREADABLE: Text(
        "This is no whole receipt. A receipt looks like {example}.",
        "Αυτός δεν είναι ολόκληρος κωδικός ελέγχου. Ο κωδικός έχει τη μορφή {example}.",
    ),
}
SHORTER = Text(
    "This is an older, shorter receipt, made with version {given} of the rules; these are version {now}. Whether the answers are the same cannot be told from it. "
    "Compare the outcomes.",
    "Αυτός είναι παλαιότερος, συντομότερος κωδικός, που εκδόθηκε με την έκδοση {given} των κανόνων, ενώ εδώ ισχύει η {now}. Από αυτόν δεν φαίνεται αν οι απαντήσεις "
    "είναι οι ίδιες. Συγκρίνετε τα αποτελέσματα.",
)
EXAMPLE = f"{RULES_VERSION}-abcd-efgh-ijkl-mnop"
"""What a receipt looks like."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How the receipt *given* (None where it could not be read) fits a case, in *state* and as it is *said*; *expected* is the receipt of the case now."""

    state: ReceiptState
    said: Text
    given: Receipt | None
    expected: Receipt


def check(case: Case, given: Receipt | None, unread: Unread = NOTHING_UNREAD) -> Checked:
    """Return how the receipt *given*, None where it is no whole one, fits *case*, what was *unread* of it, and the rules that run."""
    expected = receipt(case, unread=unread)
    if given is None:
        state = ReceiptState.UNREADABLE
    elif given == expected:
        state = ReceiptState.SAME
    else:
        state = (
            ReceiptState.OTHER_CASE
            if given.version == expected.version and not given.short
            else ReceiptState.OTHER_RULES
        )
    words = SHORTER if given and given.short else SAID[state]
    said = words.format(given=given.version if given else "", now=expected.version, example=EXAMPLE)
    return Checked(state, said, given, expected)
