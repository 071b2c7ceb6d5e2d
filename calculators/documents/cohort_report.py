"""
An audit of a cohort as a report: a fragment of a page, and a file of its own that looks like the site and needs nothing else.

Every count that is drawn also stands as a number; what is drawn is drawn with shapes whose sizes are attributes, so that no style has to be inline.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from calculators.cohort.audit import Agreement, Audit, SetAudit, Share, most_frequent
from calculators.documents import messages
from calculators.documents.cohort_counts import warnings
from calculators.documents.cohort_summary import NO_OUTCOME, percent
from calculators.documents.report import SEPARATOR
from calculators.documents.report_style import STYLE
from calculators.engine.alerts import CONTRAINDICATION, CONTRAINDICATION_SETS, DOUBTS
from calculators.engine.evaluate import Verdict
from calculators.engine.guards import GUARDS
from calculators.formulas.agreement import Kappa
from calculators.model.sentences import opening
from calculators.model.sets import NO_SOURCE, STATUS_NAMES, CriteriaSet, Kind
from calculators.model.text import LANGUAGES, Language, Text, exact, join, same
from calculators.model.truth import Truth
from calculators.sets.registry import GROUPS, SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS

TITLE = Text("Cohort against the published criteria", "Ομάδα ασθενών έναντι των δημοσιευμένων κριτηρίων")
READ_ME = Text(
    "Counted is whether criteria are met as published, of the answers in the table; it says nothing of what is right for a patient. Who cannot be decided is "
    "neither met nor not met, and is counted apart. Intervals are 95 %, after Wilson.",
    "Μετράται αν τα κριτήρια πληρούνται όπως δημοσιεύθηκαν, με τις απαντήσεις του πίνακα· δεν λέει τι είναι σωστό για έναν ασθενή. Όποιος δεν μπορεί να κριθεί δεν "
    "προσμετράται ούτε στους μεν ούτε στους δε. Τα διαστήματα είναι 95 %, κατά Wilson.",
)
MADE = Text("{rows} patients · rules {version} · {day}", "{rows} ασθενείς · κανόνες {version} · {day}")
SUBGROUP = Text(
    "A part of the {every} patients of the table: {restrictions}.",
    "Ένα μέρος των {every} ασθενών του πίνακα: {restrictions}.",
)
UNREAD = Text(
    "Cells or rows that could not be read, and count as not known: {count}.",
    "Κελιά ή γραμμές που δεν διαβάστηκαν και θεωρούνται άγνωστα: {count}.",
)
SIMULATED = Text(
    "Simulated patients: made by a program, nobody's data.",
    "Προσομοιωμένοι ασθενείς: φτιαγμένοι από πρόγραμμα, δεδομένα κανενός.",
)

SETS_HEAD = Text("What each set says", "Τι λέει κάθε κατάλογος")
SET = Text("Set", "Κατάλογος")
DRAWN = Text("Drawn", "Σχηματικά")
MET = Text("Met", "Πληρούνται")
NOT_MET = Text("Not met", "Δεν πληρούνται")
OPEN = Text("Cannot be decided", "Δεν κρίνεται")
OTHERS = Text("For other patients", "Για άλλους ασθενείς")
WITH_FLAG = Text("Met, with a warning", "Πληρούνται, με προειδοποίηση")
ABSENT = Text("Absent", "Απουσιάζει")
PRESENT = Text("Present", "Υπάρχει")
BAR = Text("met {met}, open {open}, not met {not_met}", "πληρούνται {met}, ανοικτά {open}, δεν πληρούνται {not_met}")
ALL_COUNTED = Text(
    "Every patient of the table is counted for every set. The column “For other patients” states for how many the answers show that the set was published for others.",
    "Κάθε ασθενής του πίνακα μετράται σε κάθε κατάλογο. Η στήλη «Για άλλους ασθενείς» λέει για πόσους οι απαντήσεις δείχνουν ότι ο κατάλογος δημοσιεύθηκε για άλλους.",
)

WHY_HEAD = Text("Why: by criterion", "Γιατί: ανά κριτήριο")
CRITERION = Text("Criterion", "Κριτήριο")
ALONE = Text("Not met, this alone", "Δεν πληρούται, μόνο αυτό")
WHY_OPEN = Text("Why it is open", "Γιατί είναι ανοικτό")
MISSING = Text("{field} missing: {count}", "λείπει «{field}»: {count}")
WORDING = Text("left open by the wording: {count}", "το αφήνει ανοικτό η διατύπωση: {count}")
CONTRADICTED = Text("answers contradict each other: {count}", "αντιφατικές απαντήσεις: {count}")
NEEDED = Text("Most often missing for a decision: {fields}.", "Λείπουν συχνότερα για να κριθεί: {fields}.")
FIELD_COUNT = same("{field} {count}")
BESIDE_HEAD = Text(
    "Of {met} met, {count} have a warning beside it:", "Από {met} που τα πληρούν, {count} έχουν προειδοποίηση:"
)

COUNTS_HEAD = Text("Counts and classes", "Πλήθη και ομάδες")
OUTCOME = Text("Outcome", "Αποτέλεσμα")
PATIENTS = Text("Patients", "Ασθενείς")
FACTORS = Text("{count} factors present", "{count} παράγοντες παρόντες")

AGREE_HEAD = Text("Do the sets agree?", "Συμφωνούν οι κατάλογοι;")
AGREE_WORDS = Text(
    "Over the patients whom both sets decide. κ is Cohen's kappa (1960), its interval after Fleiss, Cohen and Everitt (1969); where both always say the same there is none.",
    "Στους ασθενείς που κρίνουν και οι δύο κατάλογοι. Το κ είναι το κάππα του Cohen (1960), με διάστημα κατά Fleiss, Cohen και Everitt (1969)· όπου λένε πάντοτε το ίδιο, δεν ορίζεται.",
)
TWO_SETS = Text("Two sets", "Δύο κατάλογοι")
BOTH = Text("Both met", "Και οι δύο")
ONLY = Text("Only the first", "Μόνο ο πρώτος")
ONLY_OTHER = Text("Only the second", "Μόνο ο δεύτερος")
NEITHER = Text("Neither", "Κανένας")
ONE_OPEN = Text("One open", "Ένας ανοικτός")
AGREED = Text("Agreement", "Συμφωνία")
KAPPA = same("κ")
KAPPA_SAID = same("{value} ({low} to {high})")
KAPPA_SAID_EL = same("{value} ({low} έως {high})")

UPSET_HEAD = Text("Who is met by which sets", "Ποιοι πληρούν ποιους καταλόγους")
UPSET_WORDS = Text(
    "Each column is a combination of sets: the dots say which are met, the bar how many patients are met by these and by none of the others.",
    "Κάθε στήλη είναι ένας συνδυασμός καταλόγων: οι κουκκίδες λένε ποιοι πληρούνται, η ράβδος πόσοι ασθενείς πληρούν αυτούς και κανέναν άλλο.",
)
BY_NONE = Text("by none of them", "κανέναν")
MORE_COMBINATIONS = Text(
    "{count} more combinations: {patients} patients", "ακόμη {count} συνδυασμοί: {patients} ασθενείς"
)

MISSING_HEAD = Text("Missing answers", "Απαντήσεις που λείπουν")
FIELD = Text("Field", "Πεδίο")
NOT_ANSWERED = Text("Not answered", "Χωρίς απάντηση")
MISSING_WORDS = Text(
    "A field that follows from others, such as the grade from Ki-67 and mitoses, can be known although nobody answered it.",
    "Πεδίο που προκύπτει από άλλα, όπως ο βαθμός από το Ki-67 και τις μιτώσεις, μπορεί να είναι γνωστό χωρίς απάντηση.",
)
FLAGS_HEAD = Text("Warnings in the whole cohort", "Προειδοποιήσεις σε όλη την ομάδα")
FLAG = Text("Warning", "Προειδοποίηση")
NAMED_BY_ID = Text(
    "The names are those of the column “alerts” of the result.",
    "Τα ονόματα είναι εκείνα της στήλης «alerts» του αποτελέσματος.",
)
SOURCES_HEAD = Text("Sources and their status", "Πηγές και ο έλεγχός τους")

MOST = 5
MOST_COLUMNS = 24

type Row = Sequence[str]


def html(said: Text | str, language: Language) -> str:
    """Return *said* in *language* as text of HTML."""
    return escape(said if isinstance(said, str) else said[language])


def _table(heads: Sequence[Text], rows: Iterable[Row], language: Language, kind: str = "") -> str:
    head = "".join(f'<th scope="col">{html(one, language)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    return f'<div class="cohort__scroll" tabindex="0"><table class="cohort__table{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _section(name: str, head: Text, language: Language, *parts: str) -> str:
    return f'<section class="cohort__part" id="cohort-{name}"><h2>{html(head, language)}</h2>{"".join(parts)}</section>'


def _words(said: Text, language: Language) -> str:
    return f'<p class="cohort__words">{html(said, language)}</p>'


def _share(found: Share, language: Language) -> str:
    if found.share is None or found.interval is None:
        return str(found.count)
    low, high = (percent(one)[language] for one in found.interval)
    return (
        f'<span class="cohort__count">{found.count}</span> '
        f'<span class="cohort__share">{percent(found.share)[language]} % ({low}–{high})</span>'
    )


BAR_WIDTH = 160
SHOWN = (Verdict.MET, Verdict.UNDECIDED, Verdict.NOT_MET)


def _bar(audit: SetAudit, language: Language) -> str:
    counts = [audit.verdicts[verdict] for verdict in SHOWN]
    said = BAR.format(met=str(counts[0]), open=str(counts[1]), not_met=str(counts[2]))
    at, parts = 0.0, []
    for verdict, count in zip(SHOWN, counts, strict=True):
        width = BAR_WIDTH * count / (sum(counts) or 1)
        parts.append(
            f'<rect class="cohort__{verdict.value.replace("_", "-")}" x="{at:.2f}" y="0" width="{width:.2f}" height="14"/>'
        )
        at += width
    return (
        f'<svg class="cohort__bar" viewBox="0 0 {BAR_WIDTH} 14" width="{BAR_WIDTH}" height="14" role="img" '
        f'aria-label="{html(said, language)}">{"".join(parts)}</svg>'
    )


def _status(criteria: CriteriaSet, language: Language) -> str:
    return f'<span class="cohort__status cohort__status--{criteria.status.value}">{html(STATUS_NAMES[criteria.status], language)}</span>'


def _deciding(audit: Audit) -> list[SetAudit]:
    return [one for one in audit.sets.values() if one.criteria.kind.decides]


def _sets(audit: Audit, language: Language) -> str:
    rows = [
        (
            f'<a href="#cohort-set-{one.criteria.id}">{html(one.criteria.title, language)}</a> {_status(one.criteria, language)}',
            _bar(one, language),
            *(_share(one.share(verdict), language) for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.UNDECIDED)),
            str(one.others),
            _share(Share(one.met_with_flag, one.verdicts[Verdict.MET]), language),
        )
        for one in _deciding(audit)
    ]
    heads = [SET, DRAWN, MET, NOT_MET, OPEN, OTHERS, WITH_FLAG]
    return _section("sets", SETS_HEAD, language, _table(heads, rows, language), _words(ALL_COUNTED, language))


def _because(one: SetAudit, criterion: str, language: Language) -> str:
    audit = one.criterion[criterion]
    said = [
        MISSING.format(field=FIELDS[name].label, count=str(count))
        for name, count in most_frequent(audit.missing)[:MOST]
    ]
    said += [WORDING.format(count=str(count)) for _, count in audit.wording.most_common()]
    if audit.contradicted:
        said.append(CONTRADICTED.format(count=str(audit.contradicted)))
    return "<br>".join(html(line, language) for line in said)


def _criteria(one: SetAudit, language: Language) -> str:
    guards = one.criteria.kind is not Kind.CRITERIA
    rows = [
        (
            html(opening(criterion.name or criterion.topic.label), language),
            *(str(one.criterion[criterion.id].truths[truth]) for truth in (Truth.MET, Truth.NOT_MET, Truth.UNKNOWN)),
            str(one.criterion[criterion.id].alone),
            _because(one, criterion.id, language),
        )
        for criterion in one.criteria.criteria
    ]
    yes, no = (ABSENT, PRESENT) if guards else (MET, NOT_MET)
    return _table([CRITERION, yes, no, OPEN, ALONE, WHY_OPEN], rows, language)


def _fields(counts: Iterable[tuple[str, int]], language: Language) -> str:
    return ", ".join(f"{html(FIELDS[name].label, language)} {count}" for name, count in counts)


def _why(audit: Audit, language: Language) -> str:
    parts = []
    for one in _deciding(audit):
        more = ""
        if one.needs:
            more += f"<p>{html(NEEDED, language).format(fields=_fields(most_frequent(one.needs)[:MOST], language))}</p>"
        if one.beside:
            said = BESIDE_HEAD.format(met=str(one.verdicts[Verdict.MET]), count=str(one.met_with_flag))
            more += f"<p>{html(said, language)}</p>{_flags(most_frequent(one.beside), language)}"
        parts.append(
            f'<details id="cohort-set-{one.criteria.id}" class="cohort__set"><summary>{html(one.criteria.title, language)} '
            f"{_status(one.criteria, language)}</summary>{_criteria(one, language)}{more}</details>"
        )
    return _section("why", WHY_HEAD, language, *parts)


FLAG_TEXTS: Mapping[str, Text] = {one.id: one.text for one in (*GUARDS, *DOUBTS)} | {
    f"contraindication-{criterion.id.replace('_', '-')}": CONTRAINDICATION.format(
        against=criteria.against or "", name=criterion.name or ""
    )
    for criteria in CONTRAINDICATION_SETS
    for criterion in criteria.criteria
}


def _flags(counts: Iterable[tuple[str, int]], language: Language) -> str:
    lines = []
    for name, count in counts:
        text = f" {html(FLAG_TEXTS[name], language)}" if name in FLAG_TEXTS else ""
        lines.append(f"<li><b>{count}</b> <code>{html(name, language)}</code>{text}</li>")
    return f'<ul class="cohort__flags">{"".join(lines)}</ul>'


def _outcome(criteria: CriteriaSet, name: str) -> Text:
    if not name:
        return NO_OUTCOME
    if criteria.kind is Kind.FACTORS:
        return FACTORS.format(count=name.replace("-", "–"))
    named = next(criterion for criterion in criteria.criteria if criterion.id == name)
    return named.name or same(name)


def _order(name: str) -> tuple[int, str]:
    return len(name), name


def _counts(audit: Audit, language: Language) -> str:
    parts = []
    for one in audit.sets.values():
        if not one.criteria.kind.decides:
            rows = [
                (html(_outcome(one.criteria, name), language), _share(Share(one.outcomes[name], audit.rows), language))
                for name in sorted(one.outcomes, key=_order)
            ]
            parts.append(
                f'<details class="cohort__set"><summary>{html(one.criteria.title, language)} {_status(one.criteria, language)}</summary>'
                f"{_table([OUTCOME, PATIENTS], rows, language)}{_criteria(one, language)}</details>"
            )
    return _section("counts", COUNTS_HEAD, language, *parts)


def _kappa(found: Kappa | None, language: Language) -> str:
    if found is None:
        return "–"
    value, low, high = (exact(round(one, 2)) for one in (found.value, found.low, found.high))
    said = KAPPA_SAID if language == "en" else KAPPA_SAID_EL
    return html(said.format(value=value, low=low, high=high), language)


def _pair(one: Agreement, language: Language) -> Row:
    (both, first), (second, neither) = one.decided
    return (
        f"{html(one.first.short_title, language)} · {html(one.second.short_title, language)}",
        *map(str, (both, first, second, neither, sum(one.table.values()) - one.agreed.total)),
        _share(one.agreed, language),
        _kappa(one.kappa, language),
    )


def _agreements(audit: Audit, language: Language) -> str:
    heads = [TWO_SETS, BOTH, ONLY, ONLY_OTHER, NEITHER, ONE_OPEN, AGREED, KAPPA]
    rows = [_pair(one, language) for one in audit.agreements]
    return _section("agreement", AGREE_HEAD, language, _words(AGREE_WORDS, language), _table(heads, rows, language))


ROW_HEIGHT = 24
COLUMN_WIDTH = 30
BARS_HEIGHT = 130
LABEL_WIDTH = 250
HEAD_ROOM = 18


def _column(at: int, met: tuple[str, ...], patients: int, most: int, rows: Sequence[CriteriaSet]) -> str:
    """Draw one combination: its bar, the number above it, and a dot a set."""
    x = LABEL_WIDTH + COLUMN_WIDTH * at + COLUMN_WIDTH / 2
    height = BARS_HEIGHT * patients / most
    top = HEAD_ROOM + BARS_HEIGHT - height
    parts = [
        f'<rect class="upset__bar" x="{x - 9:g}" y="{top:.1f}" width="18" height="{height:.1f}"/>',
        f'<text class="upset__number" x="{x:g}" y="{top - 4:.1f}" text-anchor="middle">{patients}</text>',
    ]
    middles = {one.id: HEAD_ROOM + BARS_HEIGHT + ROW_HEIGHT * (row + 0.5) + 8 for row, one in enumerate(rows)}
    if len(met) > 1:
        first, last = middles[met[0]], middles[met[-1]]
        parts.append(f'<line class="upset__line" x1="{x:g}" x2="{x:g}" y1="{first:g}" y2="{last:g}"/>')
    parts += [
        f'<circle class="upset__dot{" upset__dot--met" if name in met else ""}" cx="{x:g}" cy="{y:g}" r="6"/>'
        for name, y in middles.items()
    ]
    return "".join(parts)


def _combination(met: tuple[str, ...], language: Language) -> str:
    return ", ".join(html(SETS[name].short_title, language) for name in met) or html(BY_NONE, language)


def upset(audit: Audit, sets: Sequence[CriteriaSet], language: Language) -> str:
    """
    Return the picture of how many patients are met by exactly which of *sets*, and the same as a table.

    Lex A, et al. UpSet: visualization of intersecting sets. IEEE Trans Vis Comput Graph 2014;20:1983–1992.
    """
    found = audit.met_by(sets)
    drawn = [(met, patients) for met, patients in found if met][:MOST_COLUMNS]
    rows = [(_combination(met, language), _share(Share(patients, audit.rows), language)) for met, patients in found]
    table = _table([UPSET_HEAD, PATIENTS], rows, language)
    if not drawn:
        return table
    most = max(patients for _, patients in drawn)
    width = LABEL_WIDTH + COLUMN_WIDTH * len(drawn) + 8
    height = HEAD_ROOM + BARS_HEIGHT + ROW_HEIGHT * len(sets) + 12
    labels = "".join(
        f'<text class="upset__label" x="{LABEL_WIDTH - 10}" y="{HEAD_ROOM + BARS_HEIGHT + ROW_HEIGHT * (row + 0.5) + 12:g}" text-anchor="end">'
        f"{html(one.short_title, language)}</text>"
        for row, one in enumerate(sets)
    )
    columns = "".join(_column(at, met, patients, most, sets) for at, (met, patients) in enumerate(drawn))
    said = "; ".join(f"{_combination(met, language)}: {patients}" for met, patients in drawn)
    return (
        f'<div class="cohort__scroll" tabindex="0"><svg class="upset" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{said}">{labels}{columns}</svg></div><details class="cohort__set"><summary>{html(PATIENTS, language)}</summary>{table}</details>'
    )


def _upsets(audit: Audit, language: Language) -> str:
    parts = [_words(UPSET_WORDS, language)]
    for group in GROUPS:
        sets = [criteria for criteria in group.sets if criteria.kind is Kind.CRITERIA]
        if group.compared:
            parts.append(f"<h3>{html(group.title, language)}</h3>{upset(audit, sets, language)}")
    return _section("upset", UPSET_HEAD, language, *parts)


def _missing(audit: Audit, language: Language) -> str:
    found = sorted(audit.missing.items(), key=lambda one: -one[1].count)
    rows = [(html(FIELDS[name].label, language), _share(share, language)) for name, share in found]
    return _section(
        "missing",
        MISSING_HEAD,
        language,
        _words(MISSING_WORDS, language),
        _table([FIELD, NOT_ANSWERED], rows, language),
    )


def _all_flags(audit: Audit, language: Language) -> str:
    ordered = most_frequent(warnings(audit))
    return _section("flags", FLAGS_HEAD, language, _words(NAMED_BY_ID, language), _flags(ordered, language))


def _sources(language: Language) -> str:
    rows = [
        (
            html(criteria.short_title, language),
            _status(criteria, language),
            html(criteria.source.citation if criteria.source else NO_SOURCE, language),
            html(criteria.status_note, language),
        )
        for criteria in SETS.values()
    ]
    heads = [SET, Text("Status", "Έλεγχος"), Text("Source", "Πηγή"), Text("What it rests on", "Σε τι στηρίζεται")]
    return _section("sources", SOURCES_HEAD, language, _table(heads, rows, language))


@dataclass(frozen=True, slots=True)
class Made:
    """
    How a report came about: on which *day*, with what *notes* on the reading, how many cells were *unread*, and whether the patients are *simulated*.

    *subgroup* says what is so of each patient who was counted, where that is not all *every* of the table.
    """

    day: date
    notes: Sequence[Text] = ()
    unread: int = 0
    simulated: bool = False
    subgroup: Sequence[Text] = ()
    every: int = 0


def _head(audit: Audit, made: Made, language: Language) -> str:
    day = messages.day(made.day)
    lines = [MADE.format(rows=str(audit.rows), version=RULES_VERSION, day=day)]
    lines += [SIMULATED] if made.simulated else []
    lines += (
        [SUBGROUP.format(every=str(made.every), restrictions=join(made.subgroup, SEPARATOR))] if made.subgroup else []
    )
    lines += made.notes
    lines += [UNREAD.format(count=str(made.unread))] if made.unread else []
    return "".join(_words(line, language) for line in (*lines, READ_ME))


def fragment(audit: Audit, made: Made, language: Language) -> str:
    """Return *audit* as the parts of a page in *language*."""
    return "".join(
        (
            f'<div class="cohort__head">{_head(audit, made, language)}</div>',
            _sets(audit, language),
            _why(audit, language),
            _agreements(audit, language),
            _upsets(audit, language),
            _counts(audit, language),
            _missing(audit, language),
            _all_flags(audit, language),
            _sources(language),
        )
    )


def cohort_fragment(audit: Audit, made: Made) -> Text:
    """Return *audit* as the parts of a page."""
    english, greek = (fragment(audit, made, language) for language in ("en", "el"))
    return Text(english, greek)


def cohort_report(audit: Audit, made: Made) -> Text:
    """Return *audit* as a file of its own."""

    def page(language: Language) -> str:
        title = html(TITLE, language)
        return (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n'
            f'<body class="cohort cohort--file">\n<h1>{title}</h1>\n{fragment(audit, made, language)}\n</body>\n</html>\n'
        )

    written = {language: page(language) for language in LANGUAGES}
    return Text(written["en"], written["el"])
