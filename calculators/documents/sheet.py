"""
What stands on the sheet that a tumour board prints: what each published set says of the case and why, the case, and room for what the board decides.

Everything is ready to be laid out; how it looks, on one page or two, is the page's affair. No name of a patient is asked: there is a line for a pen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from calculators.documents import messages
from calculators.documents.receipt import receipt
from calculators.documents.report import GROUP_TITLES, CriterionReport, SetReport, report
from calculators.engine.evaluate import Evaluation
from calculators.model.sets import NO_SOURCE, STATUS_NAMES, Kind
from calculators.model.text import Text, same
from calculators.model.truth import Truth
from calculators.version import RULES_VERSION

TITLE = Text(
    "Tumour board: liver metastases and published criteria",
    "Ογκολογικό συμβούλιο: ηπατικές μεταστάσεις και δημοσιευμένα κριτήρια",
)
INTENDED_USE = Text(
    "For health professionals: it shows whether criteria are met as published, and decides nothing.",
    "Για επαγγελματίες υγείας: δείχνει αν πληρούνται κριτήρια όπως δημοσιεύθηκαν και δεν αποφασίζει.",
)
DOUBTS = Text(
    "Each set's page says what is uncertain about it and how its text was interpreted.",
    "Τι είναι αβέβαιο σε κάθε κατάλογο και πώς ερμηνεύθηκε το κείμενό του αναφέρεται στη σελίδα του.",
)
PROVISIONAL = Text(
    "Provisional: transcribed without the primary document. Not to be relied on before it is compared with the source.",
    "Προσωρινό: μεταγράφηκε χωρίς το πρωτότυπο έγγραφο. Να μη χρησιμοποιηθεί πριν από τη σύγκριση με την πηγή.",
)
DERIVED = Text("derived", "συνάγεται")

HEADINGS: Mapping[str, Text] = MappingProxyType(
    {
        "assessed": Text("Assessed", "Αξιολόγηση"),
        "printed": Text("Printed", "Εκτύπωση"),
        "receipt": Text("Receipt", "Κωδικός ελέγχου"),
        "rules": Text("Version of the rules", "Έκδοση των κανόνων"),
        "case": Text("The case", "Το περιστατικό"),
        "derived": DERIVED,
        "sets": Text("Published criteria", "Δημοσιευμένα κριτήρια"),
        "criteria": Text("Criterion by criterion", "Κριτήριο προς κριτήριο"),
        "missing": Text("Not known, and still needed", "Άγνωστα που χρειάζονται ακόμη"),
        "dates": Text(
            "Reached by time alone, if nothing else changes",
            "Χρονικά όρια που συμπληρώνονται με την πάροδο του χρόνου, αν δεν αλλάξει κάτι άλλο",
        ),
        "alerts": Text("Warnings", "Προειδοποιήσεις"),
        "doubts": Text(
            "What the sets rest on, and what is in doubt", "Πού στηρίζονται οι κατάλογοι και τι είναι αβέβαιο"
        ),
        "elsewhere": Text(
            "Not shown, published for other tumours", "Δεν εμφανίζονται, δημοσιεύθηκαν για άλλους όγκους"
        ),
        "legend": Text(
            "✓ met, × not met; + present, − absent; ? unknown",
            "✓ πληρούται, × δεν πληρούται· + υπάρχει, − απουσιάζει· ? άγνωστο",
        ),
        "patient": Text("Patient (by hand)", "Ασθενής (χειρόγραφα)"),
        "decision": Text("Decision of the board", "Απόφαση του συμβουλίου"),
        "participants": Text("Participants", "Συμμετέχοντες"),
        "signatures": Text("Signatures", "Υπογραφές"),
    }
)
"""The words of the page itself; the last four label lines that are left blank."""

MARKS: Mapping[Kind, Mapping[Truth, str]] = MappingProxyType(
    {
        Kind.CRITERIA: {Truth.MET: "✓", Truth.NOT_MET: "×", Truth.UNKNOWN: "?"},
        # A tick beside the name of a contraindication would be taken to mean that it is there.
        Kind.CONTRAINDICATIONS: {Truth.MET: "−", Truth.NOT_MET: "+", Truth.UNKNOWN: "?"},
        Kind.FACTORS: {Truth.MET: "−", Truth.NOT_MET: "+", Truth.UNKNOWN: "?"},
        Kind.CLASSES: {Truth.MET: "✓", Truth.NOT_MET: "·", Truth.UNKNOWN: "?"},
    }
)
"""The sign of each truth; what it stands for is in the legend."""

NAMED_WITH_RATIO = same("{name} (HR {ratio})")
WITH_FACTS = same("{said} [{given}]")


@dataclass(frozen=True, slots=True)
class SheetFact:
    """One fact of the case: the *label* of its field and its *value*; *derived* where it follows from others."""

    field: str
    label: Text
    value: Text
    derived: bool


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """
    One criterion: its *mark*, what it asks for and what is known of that as *said*, and *remarks* on it.

    *against* is true of what speaks against the set.
    """

    criterion: str
    truth: str
    mark: str
    against: bool
    said: Text
    remarks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SheetSet:
    """
    One set in its *group*: its outcome in a word (*brief*) and as it is said (*outcome*), the *reason* in a line, None where the outcome says it all.

    *warnings* are the numbers of those beside it, *status* is a word and *doubt* a sentence on what it rests on;
    *criteria* are its lines, none for a classification, whose outcome is the class itself; *source* is its citation.
    """

    set_id: str
    title: Text
    group: Text
    kind: str
    verdict: str | None
    brief: Text
    outcome: Text
    reason: Text | None
    warnings: tuple[int, ...]
    status: Text
    doubt: Text
    criteria: tuple[SheetCriterion, ...]
    source: Text


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A *field* that is not known, and its *label*."""

    field: str
    label: Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    All that stands on the page.

    *assessed* is None where the case names no day; *dates* are sentences on when criteria of time are reached; *elsewhere* are the titles of sets
    that were published for other tumours and are not shown; the *alerts* are numbered from 1; *doubts* refers to the pages of the sets.
    """

    title: Text
    intended_use: Text
    assessed: Text | None
    printed: Text
    receipt: str
    rules_version: str
    case: tuple[SheetFact, ...]
    sets: tuple[SheetSet, ...]
    provisional: tuple[SheetSet, ...]
    provisional_warning: Text
    missing: tuple[SheetQuestion, ...]
    dates: tuple[Text, ...]
    alerts: tuple[Text, ...]
    elsewhere: tuple[Text, ...]
    doubts: Text
    headings: Mapping[str, Text]


def _criterion(found: CriterionReport) -> SheetCriterion:
    kind, criterion, finding = found.criteria.kind, found.criterion, found.finding
    ratio = found.hazard_ratio
    named = NAMED_WITH_RATIO.format(name=found.name, ratio=ratio) if ratio else found.name
    given = found.given if finding.truth is not Truth.UNKNOWN else None
    return SheetCriterion(
        criterion=criterion.id,
        truth=finding.truth.value,
        mark=MARKS[kind][finding.truth],
        against=found.against,
        said=WITH_FACTS.format(said=named, given=given) if given else named,
        remarks=(*finding.wording, *(finding.notes if found.against else ())),
    )


def _set(found: SetReport) -> SheetSet:
    criteria = found.criteria
    source = criteria.source
    return SheetSet(
        set_id=criteria.id,
        title=found.title,
        group=GROUP_TITLES[criteria.id],
        kind=criteria.kind.value,
        verdict=None if found.result.verdict is None else found.result.verdict.value,
        brief=found.brief,
        outcome=found.outcome,
        reason=found.reason,
        warnings=tuple(alert.number for alert in found.alerts),
        status=STATUS_NAMES[criteria.status],
        doubt=criteria.status_note,
        criteria=() if criteria.kind is Kind.CLASSES else tuple(map(_criterion, found.each)),
        source=same(source.citation) if source else NO_SOURCE,
    )


def sheet(evaluation: Evaluation, today: date) -> Sheet:
    """Return the content of the sheet for *evaluation*; *today* is the day of printing."""
    found = report(evaluation)
    facts = (fact for group in found.facts for fact in group.facts)
    return Sheet(
        title=TITLE,
        intended_use=INTENDED_USE,
        assessed=found.assessed,
        printed=messages.day(today),
        receipt=str(receipt(evaluation.case, unread=evaluation.unread)),
        rules_version=RULES_VERSION,
        case=tuple(SheetFact(fact.field.id, fact.field.label, fact.said, fact.derived) for fact in facts),
        sets=tuple(map(_set, found.main)),
        provisional=tuple(map(_set, found.provisional)),
        provisional_warning=PROVISIONAL,
        missing=tuple(SheetQuestion(one.field.id, one.label) for one in found.missing),
        dates=found.dates(today),
        alerts=tuple(alert.text for alert in found.alerts),
        elsewhere=found.elsewhere,
        doubts=DOUBTS,
        headings=HEADINGS,
    )
