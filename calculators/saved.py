"""A case as it is saved: its answers, what the rules said of them and its receipt; read again, and compared with what the rules say now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators import words
from calculators.case import Case, InvalidCase, Problem, parse, read, shown, shown_name
from calculators.evaluate import Evaluation, Verdict, evaluate_answers
from calculators.fields import ASSESSMENT_DATE
from calculators.model import Answer, CriteriaSet, Criterion, Kind
from calculators.receipt import receipt
from calculators.sheet import title
from calculators.text import Language, Text, same
from calculators.truth import Truth
from calculators.version import RULES_VERSION

ABOUT = Text(
    "Answers about one patient, and whether published criteria are met as published, by version {version} of the rules; it decides nothing. "
    "It can be opened again and checked with its receipt.",
    "Απαντήσεις για έναν ασθενή και αν πληρούνται δημοσιευμένα κριτήρια όπως δημοσιεύθηκαν, με την έκδοση {version} των κανόνων· δεν αποφασίζει. "
    "Ανοίγει ξανά και ελέγχεται με τον κωδικό ελέγχου.",
)


def assessed(case: Case, today: date) -> date:
    """Return the day for which *case* is judged: that of its assessment, or else *today*."""
    day = case.get(ASSESSMENT_DATE.id)
    return day if isinstance(day, date) else today


def _plain(answer: Answer | date) -> str | bool | float:
    if isinstance(answer, date):
        return answer.isoformat()
    return int(answer) if isinstance(answer, float) and answer.is_integer() else answer


def save(case: Case, language: Language, today: date) -> dict[str, Any]:
    """Return *case* as it is saved, ready for JSON; what is said in words is in *language*."""
    return {
        "about": ABOUT.format(version=RULES_VERSION)[language],
        "case": {name: _plain(answer) for name, answer in case.items()},
        "assessed": assessed(case, today).isoformat(),
        "rules_version": RULES_VERSION,
        "receipt": str(receipt(case)),
        "result": evaluate_answers(case).as_dict(language),
    }


@dataclass(frozen=True, slots=True)
class Saved:
    """A *case* that was saved, its *receipt* and, by set, the *results* of that day as plain data; None where the file holds none."""

    case: Case
    receipt: str | None
    results: Mapping[str, Any] | None


def _wrong(field: str, value: object, expected: Text) -> InvalidCase:
    return InvalidCase([Problem(field, shown(value), expected)])


def read_saved(text: str | bytes, today: date) -> Saved:
    """
    Return what *text* holds: a saved case, or the bare JSON object of a case, which has neither receipt nor results.

    Raises `InvalidCase` as `calculators.case.parse` and `calculators.case.read` do, and where a part of the file is not what it should be.
    """
    found = parse(text)
    if "case" not in found:
        return Saved(read(found, today), None, None)
    code, result = found.get("receipt"), found.get("result")
    if not (code is None or isinstance(code, str)):
        raise _wrong("receipt", code, Text("a text", "κείμενο"))
    sets = result.get("sets") if isinstance(result, Mapping) else None
    if result is not None and not (isinstance(sets, Mapping) and all(isinstance(one, Mapping) for one in sets.values())):
        raise _wrong("result", result, Text("what the rules said, as it was saved", "το αποτέλεσμα, όπως αποθηκεύθηκε"))
    return Saved(read(found["case"], today), code, sets)


# Then and now.

NOT_THERE = Text("not there", "δεν υπάρχει")
NOT_READABLE = Text("not readable", "δεν διαβάζεται")
NO_CLASS = Text("no class named", "χωρίς ομάδα")
COUNTS = Text("{present} present, {absent} absent, {unknown} unknown", "υπάρχουν: {present}, απουσιάζουν: {absent}, άγνωστοι: {unknown}")
PLACE = Text("{title}, “{criterion}”", "{title}, «{criterion}»")
DIFFERENCE = Text("{where}: {before} when saved, {now} now.", "{where}: {before} όταν αποθηκεύθηκε, {now} τώρα.")


@dataclass(frozen=True, slots=True)
class Difference:
    """
    A set, or one *criterion* of it, of which something else is said *now* than was *before*.

    *where* names the set and the criterion to a reader.
    """

    set_id: str
    criterion: str | None
    where: Text
    before: Text
    now: Text

    @property
    def said(self) -> Text:
        """The difference as a sentence."""
        return DIFFERENCE.format(where=self.where, before=self.before, now=self.now)


def _outcome_said(criteria: CriteriaSet, outcome: Mapping[str, Any]) -> Text:
    match criteria.kind, outcome:
        case Kind.FACTORS, {"present": present, "absent": absent, "unknown": unknown}:
            return COUNTS.format(present=shown(present), absent=shown(absent), unknown=shown(unknown))
        case Kind.CLASSES, {"class": named}:
            return next((criterion.name for criterion in criteria.criteria if criterion.id == named and criterion.name), NO_CLASS)
        case _, {"verdict": "met" | "not_met" | "undecided" as verdict} if criteria.kind.decides:
            return words.verdict(criteria, Verdict(verdict))
        case _:
            return NOT_READABLE


def _truth_said(criteria: CriteriaSet, truth: object) -> Text:
    match truth:
        case "met" | "not_met" | "unknown":
            return words.truth(criteria, Truth(truth))
        case _:
            return NOT_READABLE


def _place(criteria: CriteriaSet, criterion: Criterion) -> Text:
    return PLACE.format(title=title(criteria), criterion=words.named(criterion))


def _truth_saved(found: Mapping[str, Any], criterion: str) -> object:
    match found.get("criteria"):
        case {**criteria}:
            match criteria.get(criterion):
                case {"truth": truth}:
                    return truth
    return None


def differences(results: Mapping[str, Any], evaluation: Evaluation) -> tuple[Difference, ...]:
    """Return where the saved *results* and *evaluation* say different things: outcomes of sets, and truths of criteria."""
    found = [Difference(name, None, same(shown_name(name)), NOT_READABLE, NOT_THERE) for name in results if name not in evaluation.sets]
    for name, result in evaluation.sets.items():
        criteria, now = result.criteria, result.outcome()
        if name not in results:
            found.append(Difference(name, None, title(criteria), NOT_THERE, _outcome_said(criteria, now)))
            continue
        before = results[name]
        if any(key not in before or before[key] != value for key, value in now.items()):
            found.append(Difference(name, None, title(criteria), _outcome_said(criteria, before), _outcome_said(criteria, now)))
        for criterion, finding in result.each():
            truth = _truth_saved(before, criterion.id)
            if truth != finding.truth.value:
                said = _truth_said(criteria, truth), _truth_said(criteria, finding.truth.value)
                found.append(Difference(name, criterion.id, _place(criteria, criterion), *said))
    return tuple(found)
