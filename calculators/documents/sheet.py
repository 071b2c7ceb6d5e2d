"""
What stands on the one page that a tumour board prints: the case, what each published set says of it, and room for what the board decides.

Everything is said in one language, ready to be laid out; how it looks is the page's affair. No name of a patient is asked: there is a line for a pen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from calculators.analysis.dates import COUNTED_ON, times
from calculators.documents import messages
from calculators.documents.receipt import receipt
from calculators.engine.alerts import Alert, AlertKind
from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.evaluate import Evaluation, SetResult
from calculators.engine.relevance import relevant_sets
from calculators.model.conditions import Value, fields_of
from calculators.model.fields import Choice, Number, YesNo, options_of
from calculators.model.sentences import OR, plain_name, sentence, short, within
from calculators.model.sets import STATUS_NAMES, CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Language, Text
from calculators.model.truth import Finding, Truth
from calculators.sets.registry import GROUPS as SET_GROUPS
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS, GROUPS
from calculators.vocabulary.history import ASSESSMENT_DATE

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
        "provisional": Text("Provisional", "Προσωρινά"),
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

BEHIND = Text("this day has passed: a newer assessment is needed", "η ημέρα αυτή πέρασε: χρειάζεται νεότερη αξιολόγηση")
SEPARATOR = Text("; ", "· ")  # a semicolon asks a question in Greek
BESIDE = {
    AlertKind.POPULATION,
    AlertKind.CONTRAINDICATION,
    AlertKind.GUARD,
}  # alerts that mean nothing without the sets beside which they are shown


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of the case: the *label* of its *field* and its *value*; *derived* where it follows from others."""

    field: str
    label: str
    value: str
    derived: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Answers that stand together under one *title*."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """
    One criterion: its *mark*, its short *name*, what its *test* prints, and its truth as *said*.

    *given* is what is known of its questions; *open* is what the wording leaves open, and *notes* are remarks on the answer; *hazard_ratio* is that of a
    factor, where one is published.
    """

    criterion: str
    truth: str
    mark: str
    name: str
    test: str
    said: str
    given: str
    open: tuple[str, ...]
    notes: tuple[str, ...]
    hazard_ratio: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """
    One set in its *group*: its *outcome* as said, the numbers of the *warnings* beside it, its *status* in a word, and the *doubt* that it leaves.

    *criteria* are its lines, and *source* is its citation, with the *doi* where there is one.
    """

    set_id: str
    title: str
    group: str
    kind: str
    verdict: str | None
    outcome: str
    warnings: tuple[int, ...]
    status: str
    doubt: str
    criteria: tuple[Line, ...]
    source: str
    doi: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A *field* that is not known, its *label*, and the titles of the *sets* that still need it, the *provisional* ones apart."""

    field: str
    label: str
    sets: tuple[str, ...]
    provisional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    All that stands on the page, said in *language*.

    *assessed* is None where the case names no day; *dates* are sentences on when criteria of time are reached; *elsewhere* are the titles of sets
    that were published for other tumours and are not shown; the *alerts* are numbered from 1; *doubts* refers to the pages of the sets.
    """

    language: Language
    title: str
    intended_use: str
    assessed: str | None
    printed: str
    receipt: str
    rules_version: str
    case: tuple[Part, ...]
    sets: tuple[Block, ...]
    provisional: tuple[Block, ...]
    provisional_warning: str
    missing: tuple[Missing, ...]
    dates: tuple[str, ...]
    alerts: tuple[str, ...]
    elsewhere: tuple[str, ...]
    doubts: str
    headings: Mapping[str, str]


def case_parts(evaluation: Evaluation, language: Language) -> tuple[Part, ...]:
    """Return every answer of the case, and what else follows from them, in the order and under the titles of the form."""
    known = messages.known_values(evaluation.knowledge, language)
    parts = []
    for group in GROUPS:
        rows = []
        for field in group.fields:
            label = field.label[language]
            if field.id in evaluation.case:
                rows.append(
                    Row(
                        field.id, label, messages.answer_said(field, evaluation.case[field.id], language), derived=False
                    )
                )
            elif field.id in known and field.id not in DERIVATIONS.implied:
                rows.append(Row(field.id, label, known[field.id], derived=True))
        if rows:
            parts.append(Part(group.title[language], tuple(rows)))
    return tuple(parts)


def shown_sets(evaluation: Evaluation) -> tuple[tuple[SetResult, ...], tuple[SetResult, ...]]:
    """Return the sets that concern the case: those that count, and the provisional ones, which stand apart."""
    results = [evaluation.sets[name] for name in relevant_sets(evaluation.knowledge)]
    main = tuple(result for result in results if result.criteria.status is not Status.PROVISIONAL)
    return main, tuple(result for result in results if result.criteria.status is Status.PROVISIONAL)


def title(criteria: CriteriaSet) -> Text:
    """Return the title of *criteria*, as short as it can be understood without the column that it stands in on the board."""
    return criteria.title if criteria.kind is Kind.CONTRAINDICATIONS else criteria.short_title


def elsewhere(evaluation: Evaluation, language: Language) -> tuple[str, ...]:
    """Return the titles of the sets that were published for other tumours."""
    concern = relevant_sets(evaluation.knowledge)
    return tuple(title(result.criteria)[language] for name, result in evaluation.sets.items() if name not in concern)


def shown_alerts(evaluation: Evaluation) -> tuple[Alert, ...]:
    """Return the alerts but those that stand beside sets that are not shown."""
    concern = set(relevant_sets(evaluation.knowledge))
    return tuple(alert for alert in evaluation.alerts if concern.intersection(alert.sets) or alert.kind not in BESIDE)


def missing(evaluation: Evaluation, language: Language) -> tuple[Missing, ...]:
    """Return the fields that can still change what the shown sets say, in the order of the form."""
    main, apart = shown_sets(evaluation)

    def needing(name: str, results: tuple[SetResult, ...]) -> tuple[str, ...]:
        return tuple(title(result.criteria)[language] for result in results if name in result.needs)

    listed = [
        Missing(name, field.label[language], needing(name, main), needing(name, apart))
        for name, field in FIELDS.items()
    ]
    return tuple(one for one in listed if one.sets or one.provisional)


def _line(
    evaluation: Evaluation, result: SetResult, criterion: Criterion, finding: Finding, language: Language
) -> Line:
    criteria = result.criteria
    test = messages.condition(criteria, criterion) or sentence(criterion.test)
    return Line(
        criterion.id,
        finding.truth.value,
        MARKS[criteria.kind][finding.truth],
        (criterion.name or criterion.topic.label)[language],
        test[language],
        messages.truth(criteria, finding.truth)[language],
        given(evaluation, criterion, language),
        tuple(text[language] for text in finding.wording),
        tuple(text[language] for text in finding.notes),
        None if criterion.hazard_ratio is None else messages.hazard_ratio(criterion.hazard_ratio)[language],
    )


def _value(field: Number | Choice | YesNo, value: Value, language: Language, *, alone: bool) -> str:
    """Return what is known of *field*, named unless it stands *alone*."""
    if isinstance(field, YesNo) and isinstance(value, frozenset):
        # "No right heart failure [yes]" would say neither.
        return (field.yes if True in value else field.no)[language]
    if isinstance(field, Choice) and isinstance(value, frozenset):
        said = OR[language].join(plain_name(field, option)[language] for option in options_of(field) if option in value)
    else:
        said = messages.value_said(field, value, language)
    return said if alone else f"{field.label[language]}: {said}"


def given(evaluation: Evaluation, criterion: Criterion, language: Language) -> str:
    """Return what is known of the questions of *criterion*; empty where nothing is, or where it is what the criterion asks for in the same words."""
    known = evaluation.knowledge.known
    asked = fields_of(criterion.test)
    said = [_value(field, known[field.id], language, alone=len(asked) == 1) for field in asked if field.id in known]
    asks = None if criterion.name else within(short(criterion.test))[language]
    return SEPARATOR[language].join(one for one in said if one != asks)


_GROUP_OF = {criteria.id: group.title for group in SET_GROUPS for criteria in group.sets}


def _block(evaluation: Evaluation, result: SetResult, alerts: tuple[Alert, ...], language: Language) -> Block:
    criteria = result.criteria
    source = criteria.source
    return Block(
        criteria.id,
        title(criteria)[language],
        _GROUP_OF[criteria.id][language],
        criteria.kind.value,
        None if result.verdict is None else result.verdict.value,
        messages.outcome(result)[language],
        messages.warnings(result, alerts),
        STATUS_NAMES[criteria.status][language],
        criteria.status_note[language],
        tuple(_line(evaluation, result, criterion, finding, language) for criterion, finding in result.each()),
        source.citation if source else messages.NO_SOURCE[language],
        source.doi if source else None,
    )


def assessment_said(case: Case, language: Language) -> str | None:
    """Return the day of the assessment as a reader sees it, None where the case names none."""
    day = case.get(ASSESSMENT_DATE.id)
    return messages.day(day, language) if isinstance(day, date) else None


def dates_said(evaluation: Evaluation, language: Language, today: date) -> tuple[str, ...]:
    """Return a line for each day on which a criterion of time of the shown sets, not met yet, will be, or would be in a newer assessment."""
    reached: dict[tuple[date, str, bool], list[str]] = {}
    for one in times(evaluation.case, relevant_sets(evaluation.knowledge), today):
        reached.setdefault((one.due.day, sentence(one.test)[language], one.due.exact), []).append(
            title(SETS[one.name])[language]
        )
    found = []
    for (day, test, exact), titles in reached.items():
        notes = SEPARATOR[language].join(
            text[language] for text, holds in ((COUNTED_ON, not exact), (BEHIND, day <= today)) if holds
        )
        found.append(
            f"{messages.day(day, language)}: {test} – {SEPARATOR[language].join(titles)}"
            + (f" ({notes})" if notes else "")
        )
    return tuple(found)


def sheet(evaluation: Evaluation, language: Language, today: date) -> Sheet:
    """Return the content of the sheet for *evaluation*, said in *language*; *today* is the day of printing."""
    main, apart = shown_sets(evaluation)
    alerts = shown_alerts(evaluation)
    return Sheet(
        language=language,
        title=TITLE[language],
        intended_use=INTENDED_USE[language],
        assessed=assessment_said(evaluation.case, language),
        printed=messages.day(today, language),
        receipt=str(receipt(evaluation.case)),
        rules_version=RULES_VERSION,
        case=case_parts(evaluation, language),
        sets=tuple(_block(evaluation, result, alerts, language) for result in main),
        provisional=tuple(_block(evaluation, result, alerts, language) for result in apart),
        provisional_warning=PROVISIONAL[language],
        missing=missing(evaluation, language),
        dates=dates_said(evaluation, language, today),
        alerts=tuple(alert.text[language] for alert in alerts),
        elsewhere=elsewhere(evaluation, language),
        doubts=DOUBTS[language],
        headings={name: text[language] for name, text in HEADINGS.items()},
    )
