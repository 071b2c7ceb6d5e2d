"""
The sets as one query for a table of patients, in the SQL of several engines.

The query goes in stages, each fenced off from the next where an engine would write one into the other. The first read the answers and take a value that the
vocabulary does not know for not known (`calculators.export.sql_facts`, which also adds what follows from them); then each condition gets its worst and its best
outcome (`calculators.export.sql_findings`), and what must stand beside a verdict is added (`calculators.export.sql_alerts`); the last says what each set comes
to. NULL is never "no".

Every expression is built with sqlglot (extra `sql`), none from pasted text.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp

from calculators.export.sql_alerts import Told, add_relevance, every_warning, tests
from calculators.export.sql_facts import KnownFacts, read_answers
from calculators.export.sql_findings import Conditions, SetFindings, texts
from calculators.export.sql_words import Stages, column, joined, named, text
from calculators.model.fields import Number
from calculators.model.sets import NO_SOURCE, CriteriaSet
from calculators.model.text import Language
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

RUN_BY_US = ("duckdb", "postgres", "spark")
"""The dialects whose query is run, with the answers of Python: by `make test` on DuckDB, by `make test-engines` on all three."""
DIALECTS = (*RUN_BY_US, "bigquery", "snowflake")

FENCED = frozenset({"postgres"})
"""The dialects that write one stage into the next unless they are told not to, and then plan for minutes; others know no such word, or need none."""

NOT_RUN = "not run by us: this dialect is written, and its answers were never compared with those of Python"

BOUNDABLE = tuple(name for name, field in FIELDS.items() if isinstance(field, Number))
"""The fields of which perhaps only bounds are known."""


@dataclass(frozen=True, slots=True)
class QueryFindings:
    """What a query finds of the *sets*, and the *warnings* beside them, after its last stage."""

    sets: tuple[SetFindings, ...]
    warnings: tuple[Told, ...]

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of the sets."""
        return frozenset(one.criteria.id for one in self.sets)

    def columns(self, *, reasons: bool) -> Iterator[exp.Expr]:
        """Yield the columns of a result, in the order of `calculators.cohort.result.head`; with *reasons*, also each criterion and why it is open."""
        yield from (named(one.outcome(), one.criteria.id) for one in self.sets)
        told = [said for one in self.warnings if (said := one.told(self.chosen)) is not None]
        yield named(joined(told, " "), "alerts")
        for one in self.sets:
            yield named(joined(texts(one.needs()), " "), f"{one.criteria.id}.needs")
        for one in self.sets if reasons else ():
            for criterion in one.criteria.criteria:
                name = f"{one.criteria.id}.{criterion.id}"
                yield named(one.truth(criterion), name)
                yield named(one.because(criterion), because_name(name))
        yield from (named(text(one.criteria.status.value), f"{one.criteria.id}.status") for one in self.sets)
        yield named(text(RULES_VERSION), "rules_version")


def because_name(name: str) -> str:
    """Return the name of the column that says why the criterion *name* is open."""
    return f"{name}.because"


def add_findings(
    stages: Stages, facts: KnownFacts, sets: Iterable[CriteriaSet], language: Language | None
) -> QueryFindings:
    """Add to what is known what *sets* find of it, with the reasons in *language* where there is one; return where that stands."""
    chosen = tuple(sets)
    conditions = Conditions([*(one.test for criteria in chosen for one in criteria.criteria), *tests()], facts)
    conditions.add_to(stages)
    add_relevance(stages, facts)
    found = tuple(SetFindings(one, conditions, facts) for one in chosen)
    # One stage for all sets: Spark resolves no more than a hundred on top of each other.
    stages.add("waits", [name for one in found for name in one.waiting()])
    if language is not None:
        against, because = zip(*(one.reasons(language) for one in found), strict=True)
        stages.add("against", [name for names in against for name in names])
        stages.add("because", [name for names in because for name in names])
    return QueryFindings(found, tuple(every_warning(conditions, facts)))


@dataclass(frozen=True, slots=True)
class PatientTable:
    """
    A *table* of patients, who are told by the column *key*, with a column for each field *asked*, named after its id.

    Numbers are numbers, yes and no booleans, options texts, dates dates. The numbers *bounded* are texts, and may be spelt as `<2`, `>=20` or `1-2`.
    """

    table: str = "patients"
    key: str = "id"
    asked: Collection[str] = tuple(FIELDS)
    bounded: Collection[str] = ()


def query(
    dialect: str,
    sets: Sequence[CriteriaSet] = tuple(SETS.values()),
    patients: PatientTable = PatientTable(),
    *,
    reasons: bool = True,
    language: Language = "en",
) -> str:
    """
    Return the query of *sets* over the table of *patients* in the SQL of *dialect*, one row a patient.

    The columns of the result are those of `python -m calculators cohort`, with *reasons* those of its `--reasons`; what the wording leaves open is said in
    *language*. Raises `ValueError` for another dialect.
    """
    if dialect not in DIALECTS:
        message = f"{dialect}: none of {', '.join(DIALECTS)}"
        raise ValueError(message)
    # Beside all sets a doubt about a unit is told whatever would follow.
    facts = KnownFacts(patients.bounded, other_units=len(sets) < len(SETS))
    stages = Stages(patients.table)
    read_answers(stages, patients.key, facts, patients.asked)
    facts.add_derived(stages)
    findings = add_findings(stages, facts, sets, language if reasons else None)
    columns = [column(patients.key), *findings.columns(reasons=reasons)]
    whole = stages.select(columns, fenced=dialect in FENCED)
    return (
        "".join(f"-- {head}\n" for head in _heads(dialect, sets))
        + whole.sql(dialect=dialect, pretty=True, copy=False)
        + "\n"
    )


def _heads(dialect: str, sets: Sequence[CriteriaSet]) -> Iterator[str]:
    """Yield what stands above the query: whether it was ever run, the rules' version, and on what each set rests."""
    if dialect not in RUN_BY_US:
        yield NOT_RUN
    yield f"published criteria as rules {RULES_VERSION}"
    for one in sets:
        yield f"{one.id}: {one.status.value}; {one.source.citation if one.source else NO_SOURCE['en']}"
