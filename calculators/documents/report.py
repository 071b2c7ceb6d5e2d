"""
What the sets, their criteria and the warnings say of one case, for a reader: in both languages, and laid out by nobody yet.

The board, the sheet, the summary and the table of the command line are layouts of this one report.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from calculators.analysis.dates import COUNTED_ON, times
from calculators.documents import messages
from calculators.engine.alerts import Alert, AlertKind
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.evaluate import Evaluation, SetResult, Verdict
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import Condition, Value, assess, conjuncts, fields_of
from calculators.model.fields import Choice, Field, Number, YesNo, options_of
from calculators.model.sentences import OR, opening, plain_name, sentence, short, within
from calculators.model.sets import CriteriaSet, Criterion, Kind, Status, Topic
from calculators.model.text import Text, join, same
from calculators.model.truth import Finding, Truth
from calculators.sets.registry import GROUPS as SET_GROUPS
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS, GROUPS
from calculators.vocabulary.history import ASSESSMENT_DATE

SEPARATOR = Text("; ", "· ")  # a semicolon asks a question in Greek
BEHIND = Text("this day has passed: a newer assessment is needed", "η ημέρα αυτή πέρασε: χρειάζεται νεότερη αξιολόγηση")
REACHED = same("{day}: {test} – {sets}")
REMARKED = same("{said} ({remark})")
ALERT = same("{about}: {text}")
GIVEN = same("{name} ({given})")
AND_MORE = Text("{named}, and {count} more", "{named} και άλλα {count}")
SEE_WARNING = Text("{outcome} – see warning {numbers}", "{outcome} – βλ. προειδοποίηση {numbers}")
SEE_WARNINGS = Text("{outcome} – see warnings {numbers}", "{outcome} – βλ. προειδοποιήσεις {numbers}")

FORBIDDING = frozenset({AlertKind.CONTRAINDICATION, AlertKind.GUARD})
"""Alerts that say that a finding forbids what their sets are about."""

BESIDE = frozenset({AlertKind.POPULATION, AlertKind.CONTRAINDICATION, AlertKind.GUARD})
"""Alerts that mean nothing without the sets beside which they are shown."""


# One criterion, one set, one alert.


@dataclass(frozen=True, slots=True)
class CriterionReport:
    """What is said of one *criterion* of the set *criteria*: what was found, and in which *evaluation*."""

    criteria: CriteriaSet
    criterion: Criterion
    finding: Finding
    evaluation: Evaluation

    @property
    def known(self) -> Mapping[str, Value]:
        """What is known of the case."""
        return self.evaluation.facts.known

    @property
    def name(self) -> Text:
        """By what it is called: its name, or else what it asks for."""
        return messages.named(self.criterion)

    @property
    def condition(self) -> Text | None:
        """When it is absent or applies; None where it goes by what it asks for."""
        return messages.condition(self.criteria, self.criterion)

    @property
    def truth(self) -> Text:
        """Its truth, beside its name."""
        return messages.truth(self.criteria, self.finding.truth)

    @property
    def truth_of_test(self) -> Text:
        """Its truth, beside what it asks for instead of beside its name."""
        return messages.truth_of_test(self.criteria, self.finding.truth)

    @property
    def against(self) -> bool:
        """Whether it speaks against the set: a criterion that is not met, a contraindication that is present. A factor decides nothing."""
        return self.criteria.kind.decides and self.finding.truth is Truth.NOT_MET

    @property
    def why(self) -> tuple[Text, ...]:
        """Why it is not known, and what is to be remarked on the answer."""
        return (*messages.reasons(self.finding, self.evaluation.case), *self.finding.notes)

    @property
    def hazard_ratio(self) -> Text | None:
        """The hazard ratio of a factor, where one is published."""
        ratio = self.criterion.hazard_ratio
        return None if ratio is None else messages.hazard_ratio(ratio)

    @property
    def entered(self) -> list[Text]:
        """What is known of each question that it reads, with the name of the question."""
        fields = (FIELDS[name] for name in self.criterion.reads if name in self.known)
        return [messages.labelled(field, messages.fact(field, self.known[field.id])) for field in fields]

    @property
    def name_and_given(self) -> Text:
        """By what it is called, and what is known of its questions."""
        return GIVEN.format(name=self.name, given=self.given) if self.given else self.name

    @property
    def given(self) -> Text | None:
        """What is known of its questions, as short as can be; None where nothing is, or where it is what the criterion asks for in the same words."""
        return self._given(self.criterion.test, named=self.criterion.name is not None)

    @property
    def failing(self) -> list[Text]:
        """Of what it asks for together, that which is not met, each with what is known of its questions; all of it where it goes by a name."""
        parts = [] if self.criterion.name else [part for part in conjuncts(self.criterion.test) if self._fails(part)]
        if not parts:
            return [self.name_and_given]
        said = [(opening(sentence(part)), self._given(part)) for part in parts]
        return [GIVEN.format(name=name, given=given) if given else name for name, given in said]

    def _fails(self, part: Condition) -> bool:
        return assess(part, self.known).truth is Truth.NOT_MET

    def _given(self, test: Condition, *, named: bool = False) -> Text | None:
        asked = fields_of(test)
        asks = None if named else within(short(test))
        said = [
            _in_brief(field, self.known[field.id], alone=len(asked) == 1) for field in asked if field.id in self.known
        ]
        told = [one for one in said if one != asks]
        return join(told, SEPARATOR) if told else None


def _in_brief(field: Number | Choice | YesNo, value: Value, *, alone: bool) -> Text:
    """Return what is known of *field*, named unless it stands *alone*."""
    if isinstance(field, YesNo) and isinstance(value, frozenset):
        # "No right heart failure [yes]" would say neither.
        return field.yes if True in value else field.no
    if isinstance(field, Choice) and isinstance(value, frozenset):
        said = join([plain_name(field, option) for option in options_of(field) if option in value], OR)
    else:
        said = messages.fact(field, value)
    return said if alone else messages.labelled(field, said)


@dataclass(frozen=True, slots=True)
class AlertReport:
    """One *alert* with its *number* among those that are listed, from 1."""

    number: int
    alert: Alert

    @property
    def text(self) -> Text:
        """What it says beside its sets."""
        return self.alert.text

    @property
    def alone(self) -> Text:
        """What it says where it is listed apart from its sets."""
        about = messages.about(self.alert)
        return ALERT.format(about=about, text=self.alert.text) if about else self.alert.text

    @property
    def urgent(self) -> bool:
        """Whether it is read out as soon as it is there."""
        return self.alert.kind.urgent


def _some(texts: list[Text], most: int) -> Text:
    """Return the first of *texts*, one more than *most* if that is all, and how many others there are."""
    if len(texts) <= most + 1:
        return join(texts, SEPARATOR)
    return AND_MORE.format(named=join(texts[:most], SEPARATOR), count=str(len(texts) - most))


@dataclass(frozen=True, slots=True)
class SetReport:
    """What is said of one set: its *result* in an *evaluation*, and the *alerts* beside it."""

    result: SetResult
    alerts: tuple[AlertReport, ...]
    evaluation: Evaluation

    @property
    def criteria(self) -> CriteriaSet:
        """The set."""
        return self.result.criteria

    @property
    def title(self) -> Text:
        """Its title, as short as it can be understood alone."""
        return messages.title(self.criteria)

    @property
    def past(self) -> bool:
        """Whether the question that it answers lies behind the patient."""
        past = self.criteria.past
        return past is not None and assess(past, self.evaluation.facts.known).truth is Truth.MET

    @property
    def outcome(self) -> Text:
        """Its verdict, how many factors are present, or the class; or that its question lies behind the patient."""
        return opening(messages.PAST) if self.past else messages.outcome(self.result)

    @property
    def brief(self) -> Text:
        """Its outcome in a word or two, for the head of a column."""
        return messages.PAST if self.past else messages.brief(self.result)

    @property
    def warned_outcome(self) -> Text:
        """Its outcome with the numbers of its warnings: no outcome is printed as if there were none."""
        if not self.alerts:
            return self.outcome
        see = SEE_WARNINGS if len(self.alerts) > 1 else SEE_WARNING
        return see.format(outcome=self.outcome, numbers=", ".join(str(one.number) for one in self.alerts))

    @property
    def remark(self) -> Text | None:
        """Why it is open although no answer that is asked for would decide it; None where one would, or where it is not open."""
        return messages.remark(self.result)

    @property
    def reason(self) -> Text | None:
        """
        Why the outcome is what it is, in one line; None for a class, which says it all, and where no factor is present.

        Where the question lies behind the patient, the reason is the answer that says so.

        What is not met or present comes before what is not known: no answer that is still asked for takes it back. Of many the first are named, and
        how many more there are.
        """
        if self.past:
            past = fields_of(self.criteria.past) if self.criteria.past else ()
            known = self.evaluation.facts.known
            return join([messages.labelled(field, messages.fact(field, known[field.id])) for field in past], SEPARATOR)
        if self.criteria.kind is Kind.CLASSES:
            return None
        if found := self._failing():
            return _some(found, 2)
        if self.remark:
            return self.remark
        if self.needed:
            return messages.NEEDED.format(fields=_some([label for _, label in self.needed], 3))
        return messages.all_clear(self.criteria)

    def _failing(self) -> list[Text]:
        """Return what is not met or present, a text a criterion; what two of them ask for is told once."""
        told = list[Text]()
        found = list[Text]()
        for one in self.each:
            new = [text for text in one.failing if text not in told] if one.finding.truth is Truth.NOT_MET else []
            told += new
            found += [join(new, SEPARATOR)] if new else []
        return found

    @property
    def needed(self) -> list[tuple[str, Text]]:
        """The questions whose answers can still change it, each with its label and what is known of its number so far."""
        return [(name, messages.needed(name, self.evaluation.case)) for name in self.result.needs]

    @property
    def each(self) -> list[CriterionReport]:
        """Every criterion, in the order of the source."""
        return [
            CriterionReport(self.criteria, criterion, finding, self.evaluation)
            for criterion, finding in self.result.each()
        ]


# The whole.


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How many sets came to one verdict, or how many findings forbid (the *state*): the *count*, and the same as it is *said*.

    Where there is nothing to count, *count* is None, and it is said why.
    """

    state: str
    count: int | None
    said: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one *field*, as it is *said*; *derived* where it follows from other answers."""

    field: Field
    said: Text
    derived: bool


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that stand together under one *title*."""

    title: Text
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """
    A *field* that is not known, or not well enough, and the titles of the *sets* that still need it, the *provisional* ones apart.

    Its *label* says what is known of its number so far.
    """

    field: Field
    label: Text
    sets: tuple[Text, ...]
    provisional: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of one case: the *sets* in the order in which they are shown, and the *alerts* as they are numbered."""

    evaluation: Evaluation
    sets: tuple[SetReport, ...]
    alerts: tuple[AlertReport, ...]

    @property
    def main(self) -> tuple[SetReport, ...]:
        """The sets that count."""
        return tuple(one for one in self.sets if one.criteria.status is not Status.PROVISIONAL)

    @property
    def provisional(self) -> tuple[SetReport, ...]:
        """The provisional sets, which stand apart."""
        return tuple(one for one in self.sets if one.criteria.status is Status.PROVISIONAL)

    @property
    def standing(self) -> tuple[Standing, ...]:
        """
        Where the case stands: how many sets are met, not met and open, and how many findings forbid what one is about; what there is none of is left out.

        Provisional sets, factors and classes are not counted. Contraindications count where they are open; one that is present is a finding that forbids.
        """
        counts = Counter(
            one.result.verdict
            for one in self.main
            if one.criteria.kind is Kind.CRITERIA or one.result.verdict is Verdict.UNDECIDED
        )
        said = [
            Standing(verdict, counts[verdict], messages.numbered(verdict, counts[verdict]))
            for verdict in Verdict
            if counts[verdict]
        ]
        forbidding = self._forbidding()
        if forbidding:
            said.append(Standing("forbids", forbidding, messages.forbidding(forbidding)))
        return tuple(said) or (self._nothing_counted(),)

    def _nothing_counted(self) -> Standing:
        """Return where the case stands where no set is met, not met or open, and nothing forbids."""
        clear = any(one.criteria.kind is Kind.CONTRAINDICATIONS for one in self.main)
        return (
            Standing("met", None, messages.NOTHING_FORBIDS) if clear else Standing("none", None, messages.NO_CRITERIA)
        )

    def _forbidding(self) -> int:
        """Return how many findings forbid what a set is about, each counted once, beside however many sets it is shown."""
        deciding = {one.criteria.id for one in self.sets if one.criteria.kind.decides}
        shown = {
            one.alert.fields
            for one in self.alerts
            if one.alert.kind in FORBIDDING and not deciding.isdisjoint(one.alert.sets)
        }
        present = {
            tuple(field.id for field in fields_of(found.criterion.test))
            for one in self.sets
            if one.criteria.kind is Kind.CONTRAINDICATIONS
            for found in one.each
            if found.against
        }
        count, covered = 0, set[str]()
        # The same finding is said of several sets, alone or as one of those that a warning takes together.
        for fields in sorted(shown | present, key=len):
            count += covered.isdisjoint(fields)
            covered.update(fields)
        return count

    @property
    def elsewhere(self) -> tuple[Text, ...]:
        """The titles of the sets that are not among these: they were published for other tumours."""
        here = {one.criteria.id for one in self.sets}
        return tuple(messages.title(criteria) for name, criteria in SETS.items() if name not in here)

    @property
    def facts(self) -> tuple[FactGroup, ...]:
        """Every answer of the case, and what else follows from them, in the order and under the titles of the form."""
        groups = (FactGroup(group.title, tuple(self._facts(group.fields))) for group in GROUPS)
        return tuple(group for group in groups if group.facts)

    def _facts(self, fields: tuple[Field, ...]) -> Iterator[Fact]:
        case, known, unread = self.evaluation.case, self.evaluation.facts.known, self.evaluation.unread
        for field in fields:
            if field.id in case:
                yield Fact(field, messages.fact(field, case[field.id], entered=True), derived=False)
                continue
            if field.id in unread:
                yield Fact(field, messages.unread(unread[field.id]), derived=False)
            if field.id in known and field.id not in DERIVATIONS.implied:
                yield Fact(field, messages.fact(field, known[field.id]), derived=True)

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """The questions whose answers can still change what the sets say, in the order of the form."""

        def needing(name: str, sets: tuple[SetReport, ...]) -> tuple[Text, ...]:
            return tuple(one.title for one in sets if name in one.result.needs)

        main, apart = self.main, self.provisional
        case = self.evaluation.case
        listed = (
            MissingFact(field, messages.needed(name, case), needing(name, main), needing(name, apart))
            for name, field in FIELDS.items()
        )
        return tuple(one for one in listed if one.sets or one.provisional)

    @property
    def assessed(self) -> Text | None:
        """The day of the assessment, None where the case names none."""
        day = self.evaluation.case.get(ASSESSMENT_DATE.id)
        return messages.day(day) if isinstance(day, date) else None

    def dates(self, today: date) -> tuple[Text, ...]:
        """Return a line for each day on which a criterion of time, not met yet, will be, or would be in a newer assessment."""
        together: dict[tuple[date, Text, bool], list[Text]] = {}
        for one in times(self.evaluation.case, [one.criteria.id for one in self.sets], today):
            key = one.due.day, sentence(one.test), one.due.exact
            together.setdefault(key, []).append(messages.title(SETS[one.name]))
        said = []
        for (day, test, exact), titles in together.items():
            line = REACHED.format(day=messages.day(day), test=test, sets=join(titles, SEPARATOR))
            remarks = [text for text, holds in ((COUNTED_ON, not exact), (BEHIND, day <= today)) if holds]
            said.append(REMARKED.format(said=line, remark=join(remarks, SEPARATOR)) if remarks else line)
        return tuple(said)

    @property
    def quiet(self) -> tuple[Topic, ...]:
        """The topics on which all that the sets ask for is met."""
        topics: dict[str, tuple[Topic, set[Truth]]] = {}
        for one in self.sets:
            for criterion, finding in one.result.each():
                topics.setdefault(criterion.topic.id, (criterion.topic, set()))[1].add(finding.truth)
        return tuple(topic for topic, truths in topics.values() if truths == {Truth.MET})

    @property
    def disagreements(self) -> tuple[Topic, ...]:
        """
        The topics on which sets that answer one clinical question disagree: one is met there, and another is not met for nothing else.

        Sets that answer different questions may well ask for opposite things; that is no disagreement.
        """
        found = {topic.id: topic for group in SET_GROUPS for topic in self._disputed(group.sets)}
        return tuple(found.values())

    def _disputed(self, sets: tuple[CriteriaSet, ...]) -> Iterator[Topic]:
        met: dict[str, Topic] = {}
        decisive: set[str] = set()
        for criteria in sets:
            found = self.evaluation.sets[criteria.id].each() if criteria.kind.decides else ()
            against = {one.topic.id for one, finding in found if finding.truth is Truth.NOT_MET}
            # A set with two criteria on one topic, one of them met, does not disagree with itself.
            met |= {
                one.topic.id: one.topic
                for one, finding in found
                if finding.truth is Truth.MET and one.topic.id not in against
            }
            decisive |= against if len(against) == 1 else set()
        yield from (topic for name, topic in met.items() if name in decisive)


def _report(evaluation: Evaluation, results: list[SetResult], alerts: list[Alert]) -> Report:
    numbered = tuple(AlertReport(place, alert) for place, alert in enumerate(alerts, start=1))
    sets = tuple(
        SetReport(result, tuple(one for one in numbered if result.criteria.id in one.alert.sets), evaluation)
        for result in results
    )
    return Report(evaluation, sets, numbered)


def full_report(evaluation: Evaluation) -> Report:
    """Return what every set and every alert says of the case."""
    return _report(evaluation, list(evaluation.sets.values()), list(evaluation.alerts))


def report(evaluation: Evaluation, among: Collection[str] = SETS.keys()) -> Report:
    """
    Return what the sets that concern the case say of it, and the alerts but those that stand beside other sets alone.

    Only the sets whose ids are *among* these are asked.
    """
    concern = [name for name in relevant_sets(evaluation.facts) if name in among]
    alerts = [alert for alert in evaluation.alerts if not {*concern}.isdisjoint(alert.sets) or alert.kind not in BESIDE]
    return _report(evaluation, [evaluation.sets[name] for name in concern], alerts)


GROUP_TITLES: Mapping[str, Text] = MappingProxyType(
    {criteria.id: group.title for group in SET_GROUPS for criteria in group.sets}
)
"""The clinical question that each set answers, by its id."""
