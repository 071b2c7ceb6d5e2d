"""Every number of an audit as one table, a row a number, for whoever goes on from it in a spreadsheet or a program."""

from collections import Counter
from collections.abc import Iterator, Mapping

from calculators.cohort.audit import Agreement, Audit, CriterionAudit, SetAudit, Share
from calculators.engine.alerts import AlertKind
from calculators.engine.evaluate import Verdict
from calculators.model.sets import Kind
from calculators.model.truth import Truth
from calculators.sets.registry import GROUPS
from calculators.version import RULES_VERSION

HEAD = (
    "about",
    "set",
    "status",
    "other_set",
    "criterion",
    "field",
    "warning",
    "outcome",
    "count",
    "of",
    "estimate",
    "low",
    "high",
    "patients",
    "rules_version",
)
"""
The columns: what the number is about, and of which set, whose source was checked how far, criterion, field or warning; the outcome that is counted, how often
and of how many; the share, or kappa, with its 95 % interval; which patients were counted; and the version of the rules.
"""
FRACTIONS = frozenset({"estimate", "low", "high"})
"""The columns whose numbers have decimals."""
ALL = "all"
DIGITS = 4

type Tally = dict[str, str]


def _number(value: float) -> str:
    return f"{value:.{DIGITS}f}"


def _share(found: Share) -> Tally:
    row = {"count": str(found.count), "of": str(found.total)}
    if found.share is None or found.interval is None:
        return row
    low, high = found.interval
    return row | {"estimate": _number(found.share), "low": _number(low), "high": _number(high)}


def _set(audit: SetAudit, rows: int) -> Iterator[Tally]:
    """Yield what one set says of *rows* patients."""
    verdicts: Mapping[str, int] = {verdict.value: audit.verdicts[verdict] for verdict in Verdict}
    for outcome, count in (verdicts if audit.criteria.kind.decides else audit.outcomes).items():
        yield {"about": "outcome", "outcome": outcome, **_share(Share(count, rows))}
    yield {"about": "published for others", **_share(Share(audit.others, rows))}
    met = audit.verdicts[Verdict.MET]
    yield {"about": "met with a warning", **_share(Share(audit.met_with_flag, met))}
    for name, count in audit.beside.items():
        yield {"about": "warning beside met", "warning": name, **_share(Share(count, met))}
    for name, count in audit.needs.items():
        yield {"about": "needed for a decision", "field": name, "count": str(count)}
    for one in audit.criterion.values():
        for row in _criterion(one, rows):
            yield {"criterion": one.criterion.id, **row}


def _criterion(one: CriterionAudit, rows: int) -> Iterator[Tally]:
    for truth in Truth:
        yield {"about": "criterion", "outcome": truth.value, **_share(Share(one.truths[truth], rows))}
    yield {"about": "criterion not met alone", "count": str(one.alone)}
    for name, count in one.missing.items():
        yield {"about": "criterion unknown: missing", "field": name, "count": str(count)}
    for text, count in one.wording.items():
        yield {"about": "criterion unknown: wording", "outcome": text.en, "count": str(count)}
    yield {"about": "criterion unknown: contradiction", "count": str(one.contradicted)}


def _agreement(found: Agreement) -> Iterator[Tally]:
    sets = {
        "set": found.first.id,
        "status": found.first.status.value,
        "other_set": found.second.id,
    }
    for first in Verdict:
        for second in Verdict:
            count = found.table.get((first, second), 0)
            yield {"about": "both sets", **sets, "outcome": f"{first.value} {second.value}", "count": str(count)}
    yield {"about": "agreement", **sets, **_share(found.agreed)}
    if (kappa := found.kappa) is not None:
        low, high = _number(kappa.low), _number(kappa.high)
        yield {"about": "kappa", **sets, "estimate": _number(kappa.value), "low": low, "high": high}


def warnings(audit: Audit) -> Counter[str]:
    """Return how many patients have each warning, by its id; that a set was published for others is none."""
    found: Counter[str] = Counter()
    for flag, count in audit.flags.items():
        if flag.kind is not AlertKind.POPULATION:
            found[flag.id] += count
    return found


def _rows(audit: Audit) -> Iterator[Tally]:
    yield {"about": "patients", "count": str(audit.rows)}
    for name, one in audit.sets.items():
        for row in _set(one, audit.rows):
            yield {"set": name, "status": one.criteria.status.value, **row}
    for agreement in audit.agreements:
        yield from _agreement(agreement)
    for group in GROUPS:
        if group.compared:
            for met, count in audit.met_by([one for one in group.sets if one.kind is Kind.CRITERIA]):
                outcome = "met by these alone" if met else "met by none"
                sets = {"about": group.id, "set": " ".join(met), "outcome": outcome}
                yield {**sets, **_share(Share(count, audit.rows))}
    for name, share in audit.missing.items():
        yield {"about": "not answered", "field": name, **_share(share)}
    for name, count in warnings(audit).items():
        yield {"about": "warning", "warning": name, **_share(Share(count, audit.rows))}


def counts(audit: Audit, patients: str = "") -> Iterator[tuple[str, ...]]:
    """Yield *audit* as the rows of a table below its head, `HEAD`; *patients* names the subgroup that was counted, where it is one."""
    yield HEAD
    same = {"patients": patients or ALL, "rules_version": RULES_VERSION}
    for row in _rows(audit):
        named = {**row, **same}
        yield tuple(named.get(name, "") for name in HEAD)
