"""What an audit of a cohort comes to, in lines for people."""

from calculators.cohort.audit import Audit, SetAudit, Share, most_frequent
from calculators.engine.evaluate import Verdict
from calculators.model.sentences import COMMA
from calculators.model.sets import STATUS_NAMES
from calculators.model.text import Text, exact, join, same
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

MOST_NEEDED = 4

PATIENTS = Text(
    "{rows} patients, rules {version}. 95 % intervals after Wilson.",
    "{rows} ασθενείς, κανόνες {version}. Διαστήματα 95 % κατά Wilson.",
)
SET = same("{title} [{status}]")
COUNTS = Text(
    "  met {met}; not met {not_met}; open {open}", "  πληρούνται {met}· δεν πληρούνται {not_met}· ανοικτά {open}"
)
OUTCOME = same("{name}: {count}")
NO_OUTCOME = Text("none or open", "καμία ή ανοικτό")
OUTCOMES = same("  {outcomes}")
NEEDED = Text("  most often missing: {fields}", "  λείπουν συχνότερα: {fields}")
BESIDE = Text(
    "  of those met, {count} with a warning beside it, most often: {flags}",
    "  από όσους τα πληρούν, {count} με προειδοποίηση, συχνότερα: {flags}",
)
OTHERS = Text("  published for other patients: {count}", "  δημοσιεύθηκε για άλλους ασθενείς: {count}")
SHARE = same("{count} ({share} %, {low}–{high})")


def percent(value: float) -> Text:
    """Return the share *value*, between 0 and 1, in percent with one decimal: 1 is 100."""
    return exact(round(100 * value, 1))


def format_share(found: Share) -> Text:
    """Return *found* as a number of patients, its share in percent and the interval; of nobody the number alone."""
    if found.share is None or found.interval is None:
        return same(str(found.count))
    low, high = map(percent, found.interval)
    return SHARE.format(count=str(found.count), share=percent(found.share), low=low, high=high)


def _set(audit: SetAudit) -> list[Text]:
    criteria = audit.criteria
    lines = [SET.format(title=criteria.title, status=STATUS_NAMES[criteria.status])]
    if criteria.kind.decides:
        met, not_met, still_open = (format_share(audit.share(verdict)) for verdict in Verdict)
        lines.append(COUNTS.format(met=met, not_met=not_met, open=still_open))
    else:
        outcomes = [
            OUTCOME.format(name=name or NO_OUTCOME, count=str(count)) for name, count in sorted(audit.outcomes.items())
        ]
        lines.append(OUTCOMES.format(outcomes=join(outcomes, COMMA)) if outcomes else same("  –"))
    if audit.needs:
        fields = [
            OUTCOME.format(name=FIELDS[name].label, count=str(count))
            for name, count in most_frequent(audit.needs)[:MOST_NEEDED]
        ]
        lines.append(NEEDED.format(fields=join(fields, COMMA)))
    if audit.met_with_flag:
        flags = ", ".join(f"{name} {count}" for name, count in most_frequent(audit.beside)[:MOST_NEEDED])
        lines.append(BESIDE.format(count=str(audit.met_with_flag), flags=flags))
    if audit.others:
        lines.append(OTHERS.format(count=str(audit.others)))
    return lines


def cohort_summary(audit: Audit) -> list[list[Text]]:
    """Return *audit* in paragraphs: how many patients, and then each set."""
    return [
        [PATIENTS.format(rows=str(audit.rows), version=RULES_VERSION)],
        *(_set(one) for one in audit.sets.values()),
    ]
