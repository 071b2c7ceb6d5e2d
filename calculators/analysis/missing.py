"""
The shortest list of questions whose answers would settle what is open, whatever they turn out to be.

A set is a conjunction. A question that nothing else says anything of must be asked as long as a set waits for it; there is a choice only among
fields of which one can follow from others (`calculators.engine.breakpoints.BLOCKS`): a grade can be entered, or derived from Ki-67, mitoses and differentiation.
In each such block the smallest part is sought that leaves nothing open for every consistent answer, each piece between two limits being tried once.
A number that is only bounded can still be asked for; its answer then lies within the bounds.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import combinations, product

from calculators.engine.breakpoints import BLOCK_OF, BLOCKS, FORM_ORDER, breakpoints, possible_answers, possible_numbers
from calculators.engine.case import Case, fully_answered
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import Facts, agree, derive
from calculators.engine.evaluate import SetResult, Verdict, judge
from calculators.formulas.months import months_between, reached
from calculators.model.conditions import Condition, Known, Value, assess, conjuncts, fields_of, leaves
from calculators.model.derivation import DerivationGroup, MonthsBetween
from calculators.model.fields import Answer
from calculators.model.intervals import Interval
from calculators.model.truth import Finding, Outcome, all_met
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

type Block = tuple[str, ...]
type Reach = tuple[str, Outcome]  # a set with the best that it can still come to
type Given = frozenset[tuple[str, Answer | date]]

MOST_UNREACHABLE = 6  # pairs of a set and a block; every way to use them is tried, three ways each at the most
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A *field* to ask for: the sets that its answer *settles* alone, and those that wait for it together with others (*takes_part*)."""

    field: str
    settles: tuple[str, ...]
    takes_part: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """
    What is missing: the fields *asked*, most useful first.

    *undecided* are all sets without a verdict, *by_wording* those of them that no answer can decide, because the wording leaves them open. *recheck* names answered fields that
    sets still wait for, because they contradict each other or name nothing.
    """

    asked: tuple[Asked, ...]
    undecided: tuple[str, ...]
    by_wording: tuple[str, ...]
    recheck: tuple[str, ...]


# A set, taken apart.


@dataclass(frozen=True, slots=True)
class Parts:
    """The tests of a set: the *plain* ones, and those that read a block, by block."""

    plain: tuple[Condition, ...]
    blocks: Mapping[Block, tuple[Condition, ...]]

    def names(self, block: Block) -> tuple[str, ...]:
        """Return the fields of *block* that the set reads."""
        return tuple(dict.fromkeys(field.id for part in self.blocks[block] for field in fields_of(part)))


@cache
def parts_of(name: str) -> Parts:
    """Return the set *name* taken apart; all fields of one alternative are in one block, or in none."""
    plain: list[Condition] = []
    blocks: dict[Block, tuple[Condition, ...]] = {}
    for criterion in SETS[name].criteria:
        for part in conjuncts(criterion.test):
            home = BLOCK_OF.get(fields_of(part)[0].id)
            if home is None:
                plain.append(part)
            else:
                blocks[home] = (*blocks.get(home, ()), part)
    return Parts(tuple(plain), blocks)


def _within(level: Outcome, findings: Iterable[Finding]) -> Finding:
    """Return what is known of *findings* together in a set that can reach no more than *level*."""
    return all_met([Finding(level, level), *findings])


@lru_cache(maxsize=8192)
def _found(name: str, block: Block, level: Outcome, values: tuple[Value | None, ...]) -> Finding:
    """Return what the set *name* finds in *block*, whose fields have *values*."""
    parts = parts_of(name)
    known = {field: value for field, value in zip(parts.names(block), values, strict=True) if value is not None}
    return _within(level, (assess(part, known) for part in parts.blocks[block]))


# What can become known of a block.


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Asking for the fields *chosen* of a *block* of which some answers were *given*; *today* is the last day that a date may name."""

    block: Block
    given: Given
    chosen: Block
    today: date


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """What is *known* of a block, and the fields for which nobody waits any more: they are *answered*, or contested."""

    known: Known
    answered: frozenset[str]

    def found(self, name: str, block: Block, level: Outcome = Outcome.MET) -> Finding:
        """Return what the set *name* finds."""
        return _found(name, block, level, tuple(self.known.get(field) for field in parts_of(name).names(block)))

    def settles(self, name: str, block: Block, level: Outcome) -> bool:
        """Return whether the set *name*, which can reach no more than *level*, waits for nothing in *block*."""
        return self.answered.issuperset(self.found(name, block, level).missing)


def _answers(inquiry: Inquiry, contested: Container[str]) -> Iterator[Case]:
    """Yield each combination of answers to what is asked, with what was given; days stand in it as the months between them that are not *contested*."""
    given = {name: answer for name, answer in inquiry.given if name not in DERIVATIONS.dated}
    free = [name for name in inquiry.chosen if name not in DERIVATIONS.dated]
    for months in _months(inquiry):
        counted = {name: count for name, count in months.items() if name not in contested}
        for values in product(*(possible_answers(FIELDS[name], given.get(name)) for name in free)):
            yield given | counted | dict(zip(free, values, strict=True))


def _work_out(inquiry: Inquiry) -> Iterator[BlockFacts]:
    """Yield what is known of a block after each consistent answer to what is asked."""
    before = derive(dict(inquiry.given))
    answered = fully_answered(dict(inquiry.given)) | frozenset(inquiry.chosen) | before.contested.keys()
    contested = {conflict.field for conflict in before.conflicts}
    for answers in _answers(inquiry, before.contested):
        facts = derive(answers)
        if {conflict.field for conflict in facts.conflicts} <= contested:
            yield BlockFacts(facts.known, answered)


class _Seen[T]:
    """A lazily memoised iterator: it can be walked through again and again."""

    def __init__(self, source: Iterator[T]) -> None:
        self._source = source
        self._seen: list[T] = []

    def __iter__(self) -> Iterator[T]:
        yield from self._seen
        for item in self._source:
            self._seen.append(item)
            yield item


@lru_cache(maxsize=256)
def _facts(inquiry: Inquiry) -> _Seen[BlockFacts]:
    return _Seen(_work_out(inquiry))


def _months(inquiry: Inquiry) -> Iterator[Mapping[str, float | Interval]]:
    """Yield the numbers of months of a block that are possible together; one without any where none is counted."""
    counts = [list(_counts(group.months, inquiry)) for group in DERIVATIONS.groups if _counted_in(group, inquiry.block)]
    for together in product(*counts):
        yield {name: value for count in together for name, value in count.items()}


def _counted_in(group: DerivationGroup, block: Block) -> bool:
    """Return whether *group* counts months that are in *block*."""
    return any(line.field.id in block for line in group.months)


def _counts(lines: tuple[MonthsBetween, ...], inquiry: Inquiry) -> Iterator[Mapping[str, float | Interval]]:
    """Yield the numbers of months of *lines*, which are counted to one day, that are possible together."""
    answers = dict(inquiry.given)
    for day in _ends(lines, answers, inquiry):
        options = [_count(line, answers, inquiry.chosen, day) for line in lines]
        for values in product(*options):
            yield {line.field.id: value for line, value in zip(lines, values, strict=True) if value is not None}


def _ends(
    lines: tuple[MonthsBetween, ...], answers: Mapping[str, Answer | date], inquiry: Inquiry
) -> list[date | None]:
    """Return the day to which *lines* count; where it is asked for, days that stand for all: those before, on and after which a count reaches a limit."""
    end = lines[0].end.id
    given = answers.get(end)
    if isinstance(given, date):
        return [given]
    if end not in inquiry.chosen:
        return [None]
    first = date.min
    days = {inquiry.today}
    for line in lines:
        begun, entered = answers.get(line.start.id), answers.get(line.field.id)
        if isinstance(begun, date):
            first = max(first, begun)
            marks = [*breakpoints(line.field), *_ends_of(entered)]
            days |= {begun} | {reached(begun, mark) + shift * DAY for mark in marks for shift in (-1, 0, 1)}
    return [day for day in sorted(days) if first <= day <= inquiry.today]


def _ends_of(entered: Answer | date | None) -> tuple[float, ...]:
    """Return the number that was *entered*, or the ends between which it lies."""
    if isinstance(entered, Interval):
        return entered.ends
    return (entered,) if isinstance(entered, float) else ()


def _count(
    line: MonthsBetween, answers: Mapping[str, Answer | date], chosen: Block, day: date | None
) -> tuple[float | Interval | None, ...]:
    """Return the numbers of months of *line* that are possible when it ends on *day*; none where an answer contradicts another."""
    entered, begun = answers.get(line.field.id), answers.get(line.start.id)
    if day and isinstance(begun, date):
        counted = months_between(begun, day)
        if not isinstance(entered, float | Interval) or agree(line.field, entered, counted):
            return (counted,)
        return (None,) if line.end.id in answers else ()
    if isinstance(entered, float):
        return (entered,)
    if line.field.id in chosen or (day and line.start.id in chosen):
        return possible_numbers(line.field, entered)
    return (entered if isinstance(entered, Interval) else None,)


# The smallest part of a block.


@lru_cache(maxsize=512)
def _best(name: str, inquiry: Inquiry) -> Outcome:
    """Return the best that the set *name* can find in a block after some consistent answer."""
    best = Outcome.NOT_MET
    for facts in _facts(inquiry):
        best = max(best, facts.found(name, inquiry.block).best)
        if best is Outcome.MET:
            break
    return best


@lru_cache(maxsize=4096)
def _settled(name: str, level: Outcome, inquiry: Inquiry) -> bool:
    """Return whether the set *name*, which can reach no more than *level*, waits for nothing in a block after any consistent answer."""
    return all(facts.settles(name, inquiry.block, level) for facts in _facts(inquiry))


@lru_cache(maxsize=512)
def _smallest(nothing: Inquiry, waiting: frozenset[Reach], lowered: frozenset[Reach]) -> Block | None:
    """
    Return the smallest part of a block after whose answers none of the sets *waiting* waits for it, None where there is none.

    No answer then leads a set of *lowered* beyond its outcome. *nothing* is the block with nothing asked.
    """
    answered = fully_answered(dict(nothing.given))
    free = [name for name in nothing.block if name not in answered]
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            inquiry = replace(nothing, chosen=chosen)
            if (
                any(True for _ in _facts(inquiry))
                and all(_settled(name, level, inquiry) for name, level in waiting)
                and all(_best(name, inquiry) <= level for name, level in lowered)
            ):
                return chosen
    return None


@lru_cache(maxsize=1024)
def _share(name: str, level: Outcome, inquiry: Inquiry) -> Block:
    """Return the part of what is asked, which settles the set *name*, that it cannot do without."""
    for field in reversed(inquiry.chosen):
        less = replace(inquiry, chosen=tuple(other for other in inquiry.chosen if other != field))
        if _settled(name, level, less):
            inquiry = less
    return inquiry.chosen


# All together.


def _order(fields: tuple[str, ...]) -> tuple[int, list[int]]:
    """Return by what lists of fields are compared: the shorter first, then in form order."""
    return len(fields), [FORM_ORDER[name] for name in fields]


@dataclass(frozen=True, slots=True)
class _Ceiling:
    """The best, *level*, that the set *name* shall come to in a *block*; *lowers*: it looks better as long as nothing is asked."""

    name: str
    block: Block
    level: Outcome
    lowers: bool


def _ceilings(name: str, block: Block, reachable: Outcome, now: Outcome) -> tuple[_Ceiling, ...]:
    """Return the ceilings of the set *name* from *reachable* up to *now*, those between only where its tests can come to them."""
    ambiguous = any(leaf.ambiguous for part in parts_of(name).blocks[block] for leaf in leaves(part))
    between = (Outcome.WORDING,) if ambiguous and reachable < Outcome.WORDING < now else ()
    return tuple(_Ceiling(name, block, level, lowers=level < now) for level in (reachable, *between, now))


@dataclass(frozen=True, slots=True)
class _Open:
    """The open sets of a case: what the *plain* tests found, and what was *given* in each block."""

    plain: Mapping[str, tuple[Finding, ...]]
    given: Mapping[Block, Given]
    answered: frozenset[str]
    today: date

    def level(self, name: str) -> Outcome:
        """Return the best that the plain tests of the set can come to."""
        return min((finding.best for finding in self.plain[name]), default=Outcome.MET)

    def plain_needs(self, name: str, level: Outcome) -> frozenset[str]:
        return frozenset(_within(level, self.plain[name]).missing) - self.answered

    def asking(self, block: Block, chosen: Block) -> Inquiry:
        return Inquiry(block, self.given[block], chosen, self.today)

    def best(self, name: str, block: Block, chosen: Block) -> Outcome:
        return _best(name, self.asking(block, chosen))

    def unreachable(self) -> list[tuple[_Ceiling, ...]]:
        """
        Return where a set looks better than any consistent answer to all of a block can make it: the outcomes from the true one up.

        A grade 3 entered with few mitoses leaves no Ki-67 below 10 %; asking for the Ki-67 alone then settles the set.
        """
        found = []
        for name in self.plain:
            for block in parts_of(name).blocks:
                now = self.best(name, block, ())
                reachable = self.best(name, block, tuple(field for field in block if field not in self.answered))
                if reachable < now:
                    found.append(_ceilings(name, block, reachable, now))
        return found[:MOST_UNREACHABLE]

    def fewest(self) -> tuple[str, ...]:
        """Return the smallest set of fields that settles all, in form order."""
        fewest: tuple[str, ...] | None = None
        # What brings most sets down needs the fewest plain fields: it comes first, and most of the rest need not be
        # worked out.
        for ceilings in product(*self.unreachable()):
            fields = self._under(ceilings, most=len(FIELDS) if fewest is None else len(fewest))
            if fields is not None and (fewest is None or _order(fields) < _order(fewest)):
                fewest = fields
        return fewest or ()

    def _under(self, ceilings: tuple[_Ceiling, ...], most: int) -> tuple[str, ...] | None:
        """Return the smallest set of fields that also brings every set down to its *ceilings*; None where none has at most *most*."""
        waiting = self._waiting(ceilings)
        fields = {field for name, level in waiting.items() for field in self.plain_needs(name, level)}
        for block in BLOCKS:
            if len(fields) > most:
                return None
            here = frozenset((name, level) for name, level in waiting.items() if block in parts_of(name).blocks)
            lowered = frozenset((one.name, one.level) for one in ceilings if one.lowers and one.block is block)
            part = _smallest(self.asking(block, ()), here, lowered)
            if part is None:
                return None
            fields |= set(part)
        return tuple(sorted(fields, key=FORM_ORDER.__getitem__))

    def _waiting(self, ceilings: tuple[_Ceiling, ...]) -> dict[str, Outcome]:
        """Return the sets that *ceilings* leave open, each with the best that it can come to."""
        at = {(one.name, one.block): one.level for one in ceilings}
        reach = {
            name: min(
                [
                    self.level(name),
                    *(at.get((name, block), self.best(name, block, ())) for block in parts_of(name).blocks),
                ]
            )
            for name in self.plain
        }
        return {name: level for name, level in reach.items() if level is not Outcome.NOT_MET}

    def settled(self, name: str, fields: frozenset[str]) -> bool:
        """Return whether the set *name* waits for nothing more once *fields* are answered, whatever the answers."""
        chosen = self._chosen(name, fields)
        level = self._reach(name, chosen)
        if level is Outcome.NOT_MET:
            return True
        return self.plain_needs(name, level) <= fields and all(
            _settled(name, level, self.asking(block, part)) for block, part in chosen.items()
        )

    def share(self, name: str, fields: tuple[str, ...]) -> frozenset[str]:
        """Return what the set *name* cannot do without of *fields*, which settle it."""
        chosen = self._chosen(name, frozenset(fields))
        level = self._reach(name, chosen)
        if level is self._reach(name, dict.fromkeys(chosen, ())):
            parts = (_share(name, level, self.asking(block, part)) for block, part in chosen.items())
            return self.plain_needs(name, level).union(*parts)
        share = frozenset(fields)
        for field in reversed(fields):
            if self.settled(name, share - {field}):
                share -= {field}
        return share

    def _chosen(self, name: str, fields: frozenset[str]) -> dict[Block, Block]:
        return {block: tuple(field for field in block if field in fields) for block in parts_of(name).blocks}

    def _reach(self, name: str, chosen: Mapping[Block, Block]) -> Outcome:
        return min([self.level(name), *(self.best(name, block, part) for block, part in chosen.items())])


def _take_apart(case: Case, facts: Facts, names: Iterable[str], today: date) -> _Open:
    """Return the sets *names*, which wait for what *case* does not answer, taken apart."""
    return _Open(
        {name: tuple(assess(part, facts.known) for part in parts_of(name).plain) for name in names},
        {block: frozenset((field, case[field]) for field in block if field in case) for block in BLOCKS},
        fully_answered(case),
        today,
    )


def _uses(waiting: _Open, fields: tuple[str, ...]) -> tuple[Asked, ...]:
    """Return what each of *fields*, which settle all that is *waiting*, does; the most useful first."""
    shares = {name: waiting.share(name, fields) for name in waiting.plain}
    asked = [
        Asked(
            field,
            tuple(
                name for name, share in shares.items() if len(share) == 1 and waiting.settled(name, frozenset({field}))
            ),
            tuple(name for name, share in shares.items() if field in share and len(share) > 1),
        )
        for field in fields
    ]
    return tuple(sorted(asked, key=lambda one: (-len(one.settles), -len(one.takes_part))))


def _recheck(case: Case, undecided: Iterable[SetResult]) -> tuple[str, ...]:
    """Return the fields of *case* that sets still wait for although they are fully answered, in form order."""
    answered = fully_answered(case)
    waited = {name for result in undecided for name in (*result.contradiction, *(answered & {*result.needs}))}
    return tuple(sorted(waited, key=FORM_ORDER.__getitem__))


def missing(case: Case, sets: Iterable[str], today: date) -> Missing:
    """
    Return the shortest list of fields that settles the open ones among *sets*, the ids of sets, and what each field does.

    Settled means that no answer is waited for any more: the set is decided, or open by its wording alone. A set that gives no verdict is left out.
    *today* is the last day that a date may name.
    """
    facts = derive(case)
    results = {name: judge(SETS[name], facts) for name in sets if SETS[name].kind.decides}
    undecided = {name: result for name, result in results.items() if result.verdict is Verdict.UNDECIDED}
    answered = fully_answered(case)
    open_still = (name for name, result in undecided.items() if {*result.needs} - answered)
    waiting = _take_apart(case, facts, open_still, today)
    return Missing(
        _uses(waiting, waiting.fewest()),
        tuple(undecided),
        tuple(name for name, result in undecided.items() if not result.needs and not result.contradiction),
        _recheck(case, undecided.values()),
    )
