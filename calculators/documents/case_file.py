"""A case as it is saved: its answers, what the rules said of them and its receipt; read again, and compared with what the rules say now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from calculators.documents import messages
from calculators.documents.calendar import CALENDAR_ID, CALENDAR_ID_EXPECTED
from calculators.documents.messages import title
from calculators.documents.receipt import Receipt, read_receipt, receipt
from calculators.engine.case import (
    EARLIEST,
    NOTHING_UNREAD,
    Case,
    InvalidCase,
    Problem,
    Unread,
    one_line,
    parse,
    read,
    shown,
    shown_name,
)
from calculators.engine.evaluate import Evaluation, SetResult, Verdict, evaluate_answers
from calculators.export.fhir import read_response
from calculators.model.fields import Answer
from calculators.model.intervals import Interval
from calculators.model.sets import CriteriaSet, Criterion, Kind
from calculators.model.text import LANGUAGES, Language, Text, resolve, same
from calculators.model.truth import Truth
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import ASSESSMENT_DATE

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
    if isinstance(answer, Interval):
        return answer.encode()
    return int(answer) if isinstance(answer, float) and answer.is_integer() else answer


def save(case: Case, today: date, calendar: str | None = None, unread: Unread = NOTHING_UNREAD) -> dict[str, Any]:
    """
    Return *case*, with the id of its *calendar* files where there are any, as it is saved: plain data but for its texts.

    What was *unread* of it stands apart, as it was typed: `case` alone is what was judged.
    """
    document = _document(evaluate_answers(case, unread), assessed(case, today).isoformat(), RULES_VERSION)
    return document if calendar is None else {**document, "calendar": calendar}


def _document(evaluation: Evaluation, day: str, version: str) -> dict[str, Any]:
    case, unread = evaluation.case, evaluation.unread
    return {
        "about": ABOUT.format(version=version),
        "case": {name: _plain(answer) for name, answer in case.items()},
        **({"unread": dict(unread)} if unread else {}),
        "assessed": day,
        "rules_version": version,
        "receipt": str(receipt(case, unread=unread)),
        "result": {**evaluation.plain(), "rules_version": version},
    }


@dataclass(frozen=True, slots=True)
class Saved:
    """
    A *case* that was saved, its *receipt* and the whole *document*, a saved file as plain data; None where there is none, or no more than a case.

    With it, the id of its *calendar* files, and what was *unread* of it.
    """

    case: Case
    receipt: str | None
    document: Mapping[str, Any] | None
    calendar: str | None = None
    unread: Unread = NOTHING_UNREAD

    @property
    def given(self) -> Receipt | None:
        """The receipt, None where there is none or it is no whole one."""
        return read_receipt(self.receipt or "")

    @property
    def results(self) -> Mapping[str, Any] | None:
        """What the rules said then, by set; None where that was not saved."""
        result = (self.document or {}).get("result")
        return result["sets"] if result else None


def _wrong(field: str, value: object, expected: Text) -> InvalidCase:
    return InvalidCase([Problem(field, shown(value), expected)])


def read_saved(text: str | bytes, today: date) -> Saved:
    """
    Return what *text* holds: a saved case, or the bare JSON object of a case or a FHIR QuestionnaireResponse, which have neither receipt nor results.

    Raises `InvalidCase` as `calculators.case.parse` and `calculators.case.read` do, and where a part of the file is not what it should be.
    """
    found = parse(text)
    if "resourceType" in found:
        return Saved(read(read_response(found), today), None, None)
    if "case" not in found:
        return Saved(read(found, today), None, None)
    return _read_file(found, today)


def _read_file(found: Mapping[str, Any], today: date) -> Saved:
    """Return the saved case that *found* is, a file of this site; raise `InvalidCase` where a part of it is not what it should be."""
    code, result, calendar = found.get("receipt"), found.get("result"), found.get("calendar")
    if not (code is None or isinstance(code, str)):
        raise _wrong("receipt", code, Text("a text", "κείμενο"))
    if not (calendar is None or (isinstance(calendar, str) and CALENDAR_ID.fullmatch(calendar))):
        raise _wrong("calendar", calendar, CALENDAR_ID_EXPECTED)
    sets = result.get("sets") if isinstance(result, Mapping) else None
    if result is not None and not (
        isinstance(sets, Mapping) and all(isinstance(one, Mapping) for one in sets.values())
    ):
        raise _wrong("result", result, Text("what the rules said, as it was saved", "το αποτέλεσμα, όπως αποθηκεύθηκε"))
    case = read(found["case"], today)
    return Saved(case, code, found, calendar, _read_unread(found.get("unread"), case))


def _read_unread(unread: object, case: Case) -> Unread:
    """Return what a file holds besides *case* that could not be read; raise `InvalidCase` where it is no such thing."""
    if unread is None:
        return NOTHING_UNREAD
    if not (
        isinstance(unread, Mapping)
        and all(name in FIELDS and name not in case and isinstance(text, str) for name, text in unread.items())
    ):
        expected = Text(
            "what was typed for other fields, as texts by field", "όσα γράφτηκαν για άλλα πεδία, ως κείμενα ανά πεδίο"
        )
        raise _wrong("unread", unread, expected)
    return dict(unread)


# Then and now.

NOT_THERE = Text("not there", "δεν υπάρχει")
NOT_READABLE = Text("not readable", "δεν διαβάζεται")
NONE = Text("none", "κανένα")
NO_CLASS = Text("no class named", "χωρίς ομάδα")
COUNTS = Text(
    "{present} present, {absent} absent, {unknown} unknown",
    "υπάρχουν: {present}, απουσιάζουν: {absent}, άγνωστοι: {unknown}",
)
PLACE = Text("{title}, “{criterion}”", "{title}, «{criterion}»")
PART = Text("{where}, {part}", "{where}, {part}")
DIFFERENCE = Text("{where}: {before} when saved, {now} now.", "{where}: {before} όταν αποθηκεύθηκε, {now} τώρα.")
PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "about": Text("Note on its use", "Σημείωση για τη χρήση του"),
        "assessed": Text("Day of the assessment", "Ημέρα της αξιολόγησης"),
        "rules_version": Text("Version of the rules", "Έκδοση των κανόνων"),
        "alerts": Text("Warnings", "Προειδοποιήσεις"),
        "derived": Text("What follows from the answers", "Όσα συνάγονται από τις απαντήσεις"),
        "needs": Text("still needed", "χρειάζονται ακόμη"),
        "status": Text("how far the source was checked", "πόσο ελέγχθηκε η πηγή"),
        "because": Text("reason", "αιτιολογία"),
        "notes": Text("remarks", "παρατηρήσεις"),
    }
)
"""How the parts of a saved case are called in a sentence."""

UNCHECKED_DAY = Text(
    "The day of saving was not checked: no day of assessment was entered, and it follows from no answer.",
    "Η ημέρα αποθήκευσης δεν ελέγχθηκε: δεν δηλώθηκε ημερομηνία αξιολόγησης και δεν προκύπτει από καμία απάντηση.",
)
UNCHECKED_CALENDAR = Text(
    "The id of the calendar files was not checked: it follows from no answer.",
    "Το αναγνωριστικό των αρχείων ημερολογίου δεν ελέγχθηκε: δεν προκύπτει από καμία απάντηση.",
)
UNCHECKED_WORDS = Text(
    "The words of reasons, remarks and warnings were not compared: they are those of another version.",
    "Οι διατυπώσεις σε αιτιολογίες, παρατηρήσεις και προειδοποιήσεις δεν συγκρίθηκαν: είναι άλλης έκδοσης.",
)
NO_RESULTS = Text("No outcome was saved with it.", "Δεν αποθηκεύθηκε αποτέλεσμα μαζί του.")
MAX_SAID = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """
    A set, or one *criterion* of it, or another part of a file (*set_id* is then None), of which something else is said *now* than was *before*.

    *where* names the place to a reader.
    """

    set_id: str | None
    criterion: str | None
    where: Text
    before: Text
    now: Text

    @property
    def said(self) -> Text:
        """The difference as a sentence."""
        return DIFFERENCE.format(where=self.where, before=self.before, now=self.now)


def _outcome(criteria: CriteriaSet, outcome: Mapping[str, Any]) -> Text:
    match criteria.kind, outcome:
        case Kind.FACTORS, {"present": present, "absent": absent, "unknown": unknown}:
            return COUNTS.format(present=shown(present), absent=shown(absent), unknown=shown(unknown))
        case Kind.CLASSES, {"class": named}:
            return next(
                (criterion.name for criterion in criteria.criteria if criterion.id == named and criterion.name),
                NO_CLASS,
            )
        case _, {"verdict": "met" | "not_met" | "undecided" as verdict} if criteria.kind.decides:
            return messages.verdict(criteria, Verdict(verdict))
        case _:
            return NOT_READABLE


def _truth(criteria: CriteriaSet, truth: object) -> Text:
    match truth:
        case "met" | "not_met" | "unknown":
            return messages.truth(criteria, Truth(truth))
        case _:
            return NOT_READABLE


def _place(criteria: CriteriaSet, criterion: Criterion) -> Text:
    return PLACE.format(title=title(criteria), criterion=messages.named(criterion))


ABSENT = object()


def _normal(value: object) -> object:
    """Return *value* so that two parts of a file are equal where they say the same: 1 is 1.0, and is not true."""
    match value:
        case str():
            return value
        case bool():
            return (value,)
        case int() | float():
            return float(value)
        case list():
            return [_normal(one) for one in value]
        case {**parts}:
            return {name: _normal(part) for name, part in parts.items()}
        case _:
            return value


def _texts(value: object) -> Iterator[Text]:
    match value:
        case str() if value in FIELDS:
            yield FIELDS[value].label
        case str():
            yield same(one_line(value) if value.strip() else shown(value))
        case list():
            for one in value:
                yield from _texts(one)
        case {**parts}:
            for part in parts.values():
                yield from _texts(part)
        case _:
            yield same(shown(value))


def _listed(value: object) -> Text:
    """Return a part of a file, the words or field ids in it, as a difference says it."""
    if value is ABSENT:
        return NOT_THERE
    found = list(_texts(value))
    if not found:
        return NONE

    def joined(language: Language) -> str:
        words = "; ".join(text[language] for text in found)
        return words if len(words) <= MAX_SAID else words[:MAX_SAID] + "…"

    return Text(joined("en"), joined("el"))


type Whereabouts = tuple[str | None, str | None, Text | None]
"""The id of a set, that of a criterion, and how the two are called; each None outside of them."""


def _parts(
    place: Whereabouts, before: Mapping[str, Any], now: Mapping[str, Any], apart: frozenset[str]
) -> Iterator[Difference]:
    """Yield where two mappings at *place* differ, but in what is told *apart*."""
    set_id, criterion, where = place
    for name in dict.fromkeys([*now, *before]):
        then, today = before.get(name, ABSENT), now.get(name, ABSENT)
        if name not in apart and _normal(then) != _normal(today):
            part = PARTS.get(name) or (FIELDS[name].label if name in FIELDS else same(shown_name(name)))
            yield Difference(
                set_id, criterion, PART.format(where=where, part=part) if where else part, _listed(then), _listed(today)
            )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _of_sets(results: Mapping[str, Any], now: Mapping[str, Any], evaluation: Evaluation) -> Iterator[Difference]:
    for name in results:
        if name not in evaluation.sets:
            yield Difference(name, None, same(shown_name(name)), NOT_READABLE, NOT_THERE)
    for name, result in evaluation.sets.items():
        criteria = result.criteria
        if name not in results:
            yield Difference(name, None, title(criteria), NOT_THERE, _outcome(criteria, now[name]))
        elif _normal(results[name]) != _normal(now[name]):
            yield from _of_set(results[name], now[name], result)


def _of_set(before: Mapping[str, Any], now: Mapping[str, Any], result: SetResult) -> Iterator[Difference]:
    criteria, outcome = result.criteria, result.outcome()
    if any(_normal(before.get(key, ABSENT)) != _normal(value) for key, value in outcome.items()):
        yield Difference(criteria.id, None, title(criteria), _outcome(criteria, before), _outcome(criteria, outcome))
    # Files of earlier versions do not name the status.
    apart = frozenset({*outcome, "criteria", *({"status"} - before.keys())})
    yield from _parts((criteria.id, None, title(criteria)), before, now, apart)
    found = _mapping(before.get("criteria"))
    for criterion in result.criteria.criteria:
        then, today = _mapping(found.get(criterion.id)), now["criteria"][criterion.id]
        if then.get("truth") != today["truth"]:
            said = _truth(criteria, then.get("truth")), _truth(criteria, today["truth"])
            yield Difference(criteria.id, criterion.id, _place(criteria, criterion), *said)
        if then:
            yield from _parts(
                (criteria.id, criterion.id, _place(criteria, criterion)), then, today, frozenset({"truth"})
            )
    for name in found.keys() - now["criteria"].keys():
        yield Difference(
            criteria.id, name, PART.format(where=title(criteria), part=same(shown_name(name))), NOT_READABLE, NOT_THERE
        )


def _beyond(alerts: list[Any], others: list[Any]) -> list[Any]:
    """Return those of *alerts* that are none of *others*."""
    known = [_normal(one) for one in others]
    return [one for one in alerts if _normal(one) not in known]


def _of_alerts(before: object, now: list[Any]) -> Iterator[Difference]:
    """Yield each warning that is there then or now and not in both, word by word."""
    then = before if isinstance(before, list) else [before]
    if [_normal(one) for one in then] == [_normal(one) for one in now]:
        return
    gone, added = _beyond(now, then), _beyond(then, now)
    for one in gone:
        yield Difference(None, None, PARTS["alerts"], NOT_THERE, _listed(one.get("text")))
    for one in added:
        yield Difference(None, None, PARTS["alerts"], _listed(_mapping(one).get("text", one)), NOT_THERE)
    if not gone and not added:
        yield Difference(None, None, PARTS["alerts"], same(str(len(then))), same(str(len(now))))


def _without_words(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return *document* without what is said in words, which another version may say otherwise."""

    def stripped(value: object) -> Any:  # noqa: ANN401 (plain data)
        match value:
            case list():
                return [one for one in map(stripped, value) if one != {}]
            case {**parts}:
                return {
                    name: stripped(part)
                    for name, part in parts.items()
                    if name not in {"about", "text", "wording", "notes"}
                }
            case _:
                return value

    found: dict[str, Any] = stripped(document)
    return found


def other_words(saved: Saved) -> bool:
    """Return whether *saved* was made with another version of the rules, whose words are not compared."""
    return saved.given is not None and saved.given.version != RULES_VERSION


def not_read(saved: Saved) -> list[Text]:
    """Return what of *saved* was not read and counts as not known, in sentences."""
    return [messages.labelled(FIELDS[name], messages.unread(text)) for name, text in saved.unread.items()]


def unchecked(saved: Saved) -> list[Text]:
    """Return what a check of *saved* does not vouch for, in sentences."""
    if saved.results is None:
        return [NO_RESULTS]
    passed_over = {
        UNCHECKED_DAY: ASSESSMENT_DATE.id not in saved.case,
        UNCHECKED_CALENDAR: saved.calendar is not None,
        UNCHECKED_WORDS: other_words(saved),
    }
    return [sentence for sentence, applies in passed_over.items() if applies]


def _day_saved(saved: Saved, today: date) -> str:
    """Return the day that *saved* must name: that of the assessment, or else any up to *today*, as nothing in a case tells on which it was saved."""
    named = (saved.document or {}).get("assessed")
    try:
        day = date.fromisoformat(named) if isinstance(named, str) else today
    except ValueError:
        day = today
    return assessed(saved.case, min(max(day, EARLIEST), today)).isoformat()


def differences(saved: Saved, evaluation: Evaluation, today: date) -> tuple[Difference, ...]:
    """
    Return every place where *saved* says something else than *evaluation*, that of its case; nothing where it has no results.

    Outcomes, criteria with their reasons and remarks, what is still needed, what follows from the answers, warnings, days and versions are compared, and what a
    file holds beyond them. Not compared are the answers, for which the receipt stands, and what `unchecked` names.
    """
    if saved.document is None or saved.results is None:
        return ()
    version = saved.given.version if saved.given else RULES_VERSION
    document = _document(evaluation, _day_saved(saved, today), version)

    def against(language: Language) -> tuple[Difference, ...]:
        before, now = saved.document or {}, resolve(document, language)
        if other_words(saved):
            before, now = _without_words(before), _without_words(now)
        then, result = before["result"], now["result"]
        return (
            *_of_sets(then["sets"], result["sets"], evaluation),
            *_of_alerts(then.get("alerts"), result["alerts"]),
            *_parts((None, None, None), _mapping(then.get("derived")), result["derived"], frozenset()),
            *_parts(
                (None, None, None),
                {**then, "derived": isinstance(then.get("derived"), Mapping)},
                {**result, "derived": True},
                frozenset({"sets", "alerts"}),
            ),
            *_parts((None, None, None), before, now, frozenset({"case", "unread", "receipt", "result", "calendar"})),
        )

    # The language of a file is that in which it differs least.
    return min((against(language) for language in LANGUAGES), key=len)
