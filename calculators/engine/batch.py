"""
Many patients against every published set, by the same functions that judge one.

Between its limits every rule reads all numbers alike (`calculators.engine.breakpoints`), so that each answer can be taken for its class. Each function of the
rules runs once for each combination of classes that it meets, and is remembered; of most patients only look-ups are left. The answers come as
columns, a list a field, and what was found goes out as columns.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any

from calculators.engine.alerts import (
    CONTRAINDICATION_SETS,
    DOUBTS,
    PUBLISHED_FOR,
    Alert,
    AlertKind,
    every_breakpoint,
    of_conflicts,
    of_contraindications,
    of_doubts,
    of_guards,
    of_populations,
)
from calculators.engine.breakpoints import united
from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS, GRADE
from calculators.engine.derive import Facts, agree, derive
from calculators.engine.evaluate import SetResult, conclude, doubted, find
from calculators.engine.guards import GUARDS
from calculators.engine.plausibility import BODY, OTHER_UNITS, Suspicion, suspicions
from calculators.engine.relevance import relevant_sets
from calculators.formulas.months import months_between
from calculators.model.conditions import Value, fields_of
from calculators.model.derivation import MonthsBetween
from calculators.model.fields import Answer, DateField, Field, Number
from calculators.model.intervals import Interval
from calculators.model.sets import CriteriaSet, Criterion
from calculators.model.truth import Finding
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.tumour import HISTOLOGY, PRIMARY_SITE, TUMOUR_FAMILY

type Column = Sequence[Answer | date | None]
"""The answers of all patients to one field, None where there is none."""

type Codes = Sequence[int]
"""A small number for each patient: which of the things in a table is meant."""

type Situation = tuple[object, ...]
"""What the rules tell apart of a number of months and the two dates between which it is counted."""

type Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """An alert without its words, which can hold numbers of one patient: its *id*, its *kind*, and the *sets* beside which it stands."""

    id: str
    kind: AlertKind
    sets: Ids


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found: for each set a result a patient, patients of whom the same was found sharing one; and the flags of each patient."""

    sets: Mapping[str, Sequence[SetResult]]
    flags: Sequence[tuple[Flag, ...]]


class Memo[Key, Result](dict[Key, Result]):
    """What *work* gives for each key that was asked for."""

    def __init__(self, work: Callable[[Key], Result]) -> None:
        """Take the function that is run once a key."""
        super().__init__()
        self._work = work

    def __missing__(self, key: Key) -> Result:
        """Work it out, and remember it."""
        found = self[key] = self._work(key)
        return found


class Numbering[Item]:
    """Different things, each known by its place; the first is *first*."""

    def __init__(self, first: Item) -> None:
        """Begin with *first*, whose place is 0."""
        self.items = [first]
        self._places = {first: 0}

    def place(self, item: Item) -> int:
        """Return the place of *item*, a new one where it has none yet."""
        if item not in self._places:
            self._places[item] = len(self.items)
            self.items.append(item)
        return self._places[item]


def position(limits: Sequence[float], value: float | Interval) -> tuple[int, int]:
    """
    Return where *value* lies between or on *limits*: an even number between two of them, an odd number on one; the two ends of an interval.

    >>> position((3, 20), 2.5), position((3, 20), 3.0)
    ((0, 0), (1, 1))
    >>> position((3, 20), Interval(3, 20, with_low=False)), position((3, 20), Interval(20, None))
    ((2, 3), (3, 4))
    """
    if isinstance(value, Interval):
        return value.between(tuple(limits))
    at = bisect_left(limits, value) + bisect_right(limits, value)
    return at, at


class _Values:
    """What can be known of one field, told apart as far as a rule does: each class has a code, 0 where nothing is known."""

    def __init__(self, field: Field) -> None:
        self._limits = every_breakpoint(field) if isinstance(field, Number) else ()
        self._classes: Numbering[tuple[object, Ids]] = Numbering((None, ()))
        self.samples: list[Value | None] = [None]
        """Of each class the first value that was met."""
        self.of_answer: Memo[Answer | date | None, int] = Memo(self._of_answer)

    def _of_answer(self, answer: Answer | date | None) -> int:
        if answer is None or isinstance(answer, float | Interval):
            return self.code(answer)
        return self.code(frozenset({answer}) if isinstance(answer, str | bool) else None)

    def code(self, value: Value | None, contested: Ids = ()) -> int:
        """Return the code of *value*, or of its being unknown because the answers *contested* contradict each other."""
        kind: object = position(self._limits, value) if isinstance(value, float | Interval) else value
        code = self._classes.place((kind, contested))
        if code == len(self.samples):
            self.samples.append(value)
        return code

    def contested(self, code: int) -> Ids:
        """Return the answers whose contradiction leaves the field unknown; none where it is not contested."""
        return self._classes.items[code][1]


class _Derived:
    """The groups of derivations that say something of one another: what follows, once for each combination of classes."""

    def __init__(self, fields: frozenset[Field], values: Mapping[str, _Values]) -> None:
        self._values = values
        self._inputs = tuple(field.id for field in FIELDS.values() if field in fields)
        self.fields = tuple(name for name in self._inputs if not isinstance(FIELDS[name], DateField))
        self._months = tuple(line for line in DERIVATIONS.months if line.field in fields)
        counted = {line.field.id for line in self._months}
        self._plain = tuple(name for name in self.fields if name not in counted)
        self._situations = {line: self._situation_of(line) for line in self._months}
        self._found: dict[tuple[object, ...], tuple[tuple[int, ...], tuple[Flag, ...]]] = {}

    def _situation_of(self, line: MonthsBetween) -> Memo[tuple[Any, Any, Any], Situation]:
        values = self._values[line.field.id]
        contested = values.code(None, (line.field.id, line.start.id, line.end.id))

        def situation(given: tuple[float | Interval | None, date | None, date | None]) -> Situation:
            entered, start, end = given
            if start is None or end is None:
                return values.of_answer[entered], start is None, end is None
            if entered is None:
                return ("counted", values.code(months_between(start, end)))
            months = months_between(start, end)
            return "both", values.code(months) if agree(line.field, entered, months) else contested

        return Memo(situation)

    def _situation(self, line: MonthsBetween, columns: Mapping[str, Column], rows: int) -> Iterable[Situation]:
        given = [columns.get(field.id) or repeat(None, rows) for field in (line.field, line.start, line.end)]
        return map(self._situations[line].__getitem__, zip(*given, strict=True))

    def judge(self, chunk: "_Chunk") -> None:
        """Learn what follows, and where answers contradict each other."""
        parts = [
            *(chunk.answered[name] for name in self._plain),
            *(self._situation(line, chunk.columns, chunk.rows) for line in self._months),
        ]
        keys = list(zip(*parts, strict=True))
        for key, row in dict(zip(keys, range(chunk.rows), strict=True)).items():
            if key not in self._found:
                self._found[key] = self._work_out(case_of(chunk.columns, row, self._inputs))
        learnt = list(map(self._found.__getitem__, keys))
        nobody: list[Codes] = [()] * len(self.fields)
        chunk.known.update(
            zip(self.fields, zip(*(codes for codes, _ in learnt), strict=True) if learnt else nobody, strict=True)
        )
        chunk.conflicts.append([flags for _, flags in learnt])

    def _work_out(self, case: Case) -> tuple[tuple[int, ...], tuple[Flag, ...]]:
        facts = derive(case)
        codes = tuple(
            self._values[name].code(facts.known.get(name), facts.contested.get(name, ())) for name in self.fields
        )
        return codes, _flags(of_conflicts(facts.conflicts))


def case_of(columns: Mapping[str, Column], row: int, names: Iterable[str] = tuple(FIELDS)) -> Case:
    """Return the answers that *columns* hold in *row*, counted from 0, to the fields *names*."""
    given = {name: columns[name][row] for name in names if name in columns}
    return {name: answer for name, answer in given.items() if answer is not None}


def _flags(alerts: Iterable[Alert]) -> tuple[Flag, ...]:
    return tuple(Flag(alert.id, alert.kind, alert.sets) for alert in alerts)


@dataclass(slots=True)
class _Chunk:
    """Some patients: their answers in *columns*, the codes of what was *answered* and of what is *known*, and what was found of them."""

    columns: Mapping[str, Column]
    rows: int
    answered: Mapping[str, Codes]
    known: dict[str, Codes]
    conflicts: list[Sequence[tuple[Flag, ...]]]
    findings: dict[str, list[Codes]]


class _Findings:
    """What is found of one criterion, once for each combination of what is known of the fields that it reads."""

    def __init__(self, criterion: Criterion, facts: "_Facts") -> None:
        self.table: Numbering[Finding | None] = Numbering(None)
        self.reads = criterion.reads
        self._criterion = criterion
        self._facts = facts
        self._memo: Memo[tuple[int, ...], int] = Memo(self._find)

    def _find(self, codes: tuple[int, ...]) -> int:
        known, contested = self._facts.of(self.reads, codes)
        return self.table.place(find(self._criterion, known, contested))

    def column(self, codes: Mapping[str, Codes]) -> Codes:
        """Return the place of the finding of each patient in the table."""
        return list(map(self._memo.__getitem__, zip(*(codes[name] for name in self.reads), strict=True)))


class _Facts:
    """What the codes of fields stand for."""

    def __init__(self, values: Mapping[str, _Values]) -> None:
        self._values = values

    def code(self, name: str, value: float | Interval) -> int:
        """Return the code of *value* of the field *name*."""
        return self._values[name].code(value)

    def of(self, names: Iterable[str], codes: Iterable[int]) -> tuple[dict[str, Value], dict[str, Ids]]:
        """Return what is known of the fields *names* where it has *codes*, and which of them are contested, by which answers."""
        known, contested = {}, {}
        for name, code in zip(names, codes, strict=True):
            if (value := self._values[name].samples[code]) is not None:
                known[name] = value
            elif answers := self._values[name].contested(code):
                contested[name] = answers
        return known, contested


class _SetJudge:
    """One set: what its criteria come to, once for each combination of findings."""

    def __init__(self, criteria: CriteriaSet, facts: _Facts) -> None:
        self._criteria = criteria
        self._each = {criterion.id: _Findings(criterion, facts) for criterion in criteria.criteria}
        self._memo: Memo[tuple[int, ...], SetResult] = Memo(self._conclude)

    def findings(self, places: Iterable[int]) -> dict[str, Finding]:
        """Return the findings by criterion that stand at *places*, in the order of the criteria."""
        found = zip(self._each.items(), places, strict=True)
        return {name: finding for (name, each), place in found if (finding := each.table.items[place]) is not None}

    def _conclude(self, places: tuple[int, ...]) -> SetResult:
        return conclude(self._criteria, self.findings(places))

    def judge(self, codes: Mapping[str, Codes]) -> tuple[list[SetResult], list[Codes]]:
        """Return the result of each patient, and for each criterion the places of its findings."""
        places = [each.column(codes) for each in self._each.values()]
        return list(map(self._memo.__getitem__, zip(*places, strict=True))), places


PRESUMING = (TUMOUR_FAMILY.id, HISTOLOGY.id, PRIMARY_SITE.id)
"""With the fields of the grade, those from which it is presumed which sets can concern a patient."""

GRADED = tuple(field.id for field in GRADE.fields)

DOUBTED_ALONE = tuple(dict.fromkeys(unit.field.id for unit in OTHER_UNITS if unit.field.id in FIELDS.keys() - BODY))
DOUBTED_TOGETHER = tuple(name for name in FIELDS if name in BODY)
DOUBTFUL = (*DOUBTED_TOGETHER, *DOUBTED_ALONE)
"""The fields whose answers may be in another unit."""

DOUBTED_ALONG = tuple(
    field.id
    for group in DERIVATIONS.groups
    if not {field.id for field in group.fields}.isdisjoint(DOUBTFUL)
    for field in DERIVATIONS.rests_on(group)
    if not isinstance(field, DateField)
)
"""The fields on which hangs what follows from these."""


def _by_fields[Item](items: Iterable[Item], read: Callable[[Item], Iterable[Field]]) -> dict[Ids, list[Item]]:
    found: dict[Ids, list[Item]] = {}
    for item in items:
        found.setdefault(tuple(dict.fromkeys(field.id for field in read(item))), []).append(item)
    return found


ORDER = {
    name: place
    for place, name in enumerate(
        (*(guard.id for guard in GUARDS), *(f"not-{one.id}" for one in PUBLISHED_FOR), *(one.id for one in DOUBTS))
    )
}
RANK = {
    kind: place
    for place, kind in enumerate(
        (
            AlertKind.CONTRAINDICATION,
            AlertKind.GUARD,
            AlertKind.POPULATION,
            AlertKind.CONTRADICTION,
            AlertKind.DOUBT,
        )
    )
}


class _Beside:
    """What stands beside the verdicts of a patient, each part of it once for each combination of what it rests on."""

    def __init__(self, facts: _Facts, sets: Mapping[str, _SetJudge]) -> None:
        self._facts = facts
        self._sets = sets
        self._relevant: Numbering[frozenset[str]] = Numbering(frozenset())
        self._relevance: dict[tuple[object, ...], int] = {}
        self._parts: Numbering[tuple[Flag, ...]] = Numbering(())
        self._whole: Memo[tuple[int, ...], tuple[Flag, ...]] = Memo(self._join)
        self._contraindications = {guard.id: Memo(self._of_contraindications(guard)) for guard in CONTRAINDICATION_SETS}
        self._guards = {
            names: Memo(self._of_facts(names, of_guards, guards))
            for names, guards in _by_fields(GUARDS, lambda guard: fields_of(guard.test)).items()
        }
        self._populations = {
            names: Memo(self._of_facts(names, of_populations, populations))
            for names, populations in _by_fields(PUBLISHED_FOR, lambda one: fields_of(one.test)).items()
        }
        self._doubts = {
            names: Memo(self._of_facts(names, of_doubts, doubts))
            for names, doubts in _by_fields(DOUBTS, lambda one: (*fields_of(one.test), *one.given)).items()
        }
        self._suspicious = {
            names: Memo(self._suspects(names)) for names in (*((name,) for name in DOUBTED_ALONE), DOUBTED_TOGETHER)
        }
        self._suspicions: dict[tuple[object, ...], int] = {}

    def _join(self, places: tuple[int, ...]) -> tuple[Flag, ...]:
        flags = [flag for place in places for flag in self._parts.items[place]]
        return tuple(sorted(flags, key=lambda flag: (RANK[flag.kind], ORDER.get(flag.id, len(ORDER)))))

    def _of_contraindications(self, guard: CriteriaSet) -> Callable[[tuple[int, ...]], int]:
        def part(key: tuple[int, ...]) -> int:
            found = self._sets[guard.id].findings(key[1:])
            return self._parts.place(_flags(of_contraindications(guard, self._relevant.items[key[0]], found)))

        return part

    def _of_facts(self, names: Ids, said: Callable[..., tuple[Alert, ...]], items: list[Any]) -> Any:  # noqa: ANN401 (a part by its key)
        def part(key: tuple[int, ...]) -> int:
            known, _ = self._facts.of(names, key[-len(names) :])
            with_sets = [self._relevant.items[key[0]]] if said is of_guards else []
            return self._parts.place(_flags(said(items, known, *with_sets)))

        return part

    def _suspects(self, names: Ids) -> Callable[[tuple[Any, ...]], bool]:
        def suspects(answers: tuple[Any, ...]) -> bool:
            given = zip(names, answers, strict=True)
            return bool(suspicions({name: answer for name, answer in given if answer is not None}))

        return suspects

    def _relevant_sets(self, chunk: _Chunk) -> Codes:
        graded = map(any, zip(*(chunk.known[name] for name in GRADED), strict=True))
        keys = list(zip(*(chunk.known[name] for name in PRESUMING), graded, strict=True))
        for key, row in dict(zip(keys, range(chunk.rows), strict=True)).items():
            if key not in self._relevance:
                facts = derive(case_of(chunk.columns, row))
                self._relevance[key] = self._relevant.place(frozenset(relevant_sets(facts)))
        return list(map(self._relevance.__getitem__, keys))

    def _suspected(self, chunk: _Chunk) -> Codes:
        """Return the flags of answers that may be in another unit."""
        rows = set[int]()
        for names, memo in self._suspicious.items():
            if not chunk.columns.keys().isdisjoint(names):
                given = [chunk.columns.get(name) or repeat(None, chunk.rows) for name in names]
                rows |= {row for row, found in enumerate(map(memo.__getitem__, zip(*given, strict=True))) if found}
        places = [0] * chunk.rows
        for row in rows:
            places[row] = self._of_suspicions(chunk, row)
        return places

    def _of_suspicions(self, chunk: _Chunk, row: int) -> int:
        found = suspicions(case_of(chunk.columns, row, DOUBTFUL))
        meant = [(one.id, *(self._facts.code(name, value) for name, value in one.instead.items())) for one in found]
        key = (*meant, *(chunk.answered[name][row] for name in DOUBTED_ALONG))
        if key not in self._suspicions:
            case = case_of(chunk.columns, row)
            facts = derive(case)
            self._suspicions[key] = self._parts.place(tuple(_suspicion(one, case, facts) for one in found))
        return self._suspicions[key]

    def judge(self, chunk: _Chunk) -> list[tuple[Flag, ...]]:
        """Return the flags of each patient."""
        relevant = self._relevant_sets(chunk)

        def part(memo: Memo[tuple[int, ...], int], keys: list[Codes]) -> Codes:
            return list(map(memo.__getitem__, zip(*keys, strict=True)))

        def facts(names: Ids) -> list[Codes]:
            return [chunk.known[name] for name in names]

        parts = [
            *(part(memo, [relevant, *chunk.findings[name]]) for name, memo in self._contraindications.items()),
            *(part(memo, [relevant, *facts(names)]) for names, memo in self._guards.items()),
            *(part(memo, facts(names)) for names, memo in self._populations.items()),
            *([self._parts.place(flags) if flags else 0 for flags in column] for column in chunk.conflicts),
            *(part(memo, facts(names)) for names, memo in self._doubts.items()),
            self._suspected(chunk),
        ]
        return list(map(self._whole.__getitem__, zip(*parts, strict=True)))


def _suspicion(found: Suspicion, case: Case, facts: Facts) -> Flag:
    return Flag(found.id, AlertKind.DOUBT, doubted(found, facts, derive({**case, **found.instead})))


class Batch:
    """Judges patients a chunk at a time, and remembers from one chunk to the next."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        self._values = {name: _Values(field) for name, field in FIELDS.items()}
        facts = _Facts(self._values)
        blocks = united(frozenset(DERIVATIONS.rests_on(group)) for group in DERIVATIONS.groups)
        self._derived = [_Derived(fields, self._values) for fields in blocks]
        self._sets = {name: _SetJudge(criteria, facts) for name, criteria in SETS.items()}
        self._beside = _Beside(facts, self._sets)

    def judge(self, columns: Mapping[str, Column], rows: int) -> Judged:
        """Return what is found of *rows* patients; *columns* has a list of that length for each field that was asked, by id."""
        answered: dict[str, Codes] = {
            name: list(map(values.of_answer.__getitem__, columns[name])) if name in columns else [0] * rows
            for name, values in self._values.items()
            if not isinstance(FIELDS[name], DateField)
        }
        chunk = _Chunk(columns, rows, answered, dict(answered), [], {})
        for block in self._derived:
            block.judge(chunk)
        results = {}
        for name, one in self._sets.items():
            results[name], chunk.findings[name] = one.judge(chunk.known)
        return Judged(results, self._beside.judge(chunk))
