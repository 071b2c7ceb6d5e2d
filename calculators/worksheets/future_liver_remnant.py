"""The future liver remnant: standardised and measured, against what the liver behind it asks for, and its growth after embolisation."""

from dataclasses import dataclass
from datetime import date

from calculators.documents import messages
from calculators.engine.breakpoints import breakpoints
from calculators.formulas.remnant import (
    GROWTH,
    HYPERTROPHY,
    MINIMUMS,
    CutOff,
    Minimum,
    bsa_dubois,
    bsa_mosteller,
    growth_rate,
    hypertrophy,
    measured_remnant,
    standardised_remnant,
    total_liver_volume,
)
from calculators.model.fields import Field, option_name
from calculators.model.sentences import amount
from calculators.model.sets import Status
from calculators.model.text import Text, number, same
from calculators.vocabulary.measurements import (
    BACKGROUND_LIVER,
    BSA_FORMULA,
    EMBOLISATION_DATE,
    MILLILITRES,
    POINTS,
    POINTS_A_WEEK,
    REMNANT_DENOMINATOR,
    REMNANT_ML,
    SQUARE_METRES,
    TOTAL_LIVER_ML,
    TUMOUR_ML,
    VOLUMETRY_DATE,
)
from calculators.vocabulary.patient import HEIGHT_CM, WEIGHT_KG
from calculators.vocabulary.sources import (
    AZOULAY_2000,
    DUBOIS_1916,
    KAWAGUCHI_2019,
    KISHI_2009,
    MOSTELLER_1987,
    SHINDOH_2013_CHEMOTHERAPY,
    SHINDOH_2013_GROWTH,
    VAUTHEY_2002,
)
from calculators.vocabulary.surgery import FUTURE_LIVER_REMNANT_PERCENT
from calculators.vocabulary.units import PERCENT
from calculators.worksheets.worksheet import (
    Chart,
    Entries,
    Example,
    Fill,
    Inputs,
    Limit,
    Line,
    Point,
    Result,
    RowGroup,
    Series,
    Worksheet,
    against,
    awaiting,
    rounded,
    signed,
    together,
)

ALL = 100.0

SURFACE = Text("Body surface area ({formula})", "Επιφάνεια σώματος ({formula})")
TOTAL = Text("Estimated total liver volume (Vauthey 2002)", "Εκτιμώμενος συνολικός όγκος ήπατος (Vauthey 2002)")
STANDARDISED = Text("Standardised remnant", "Τυποποιημένο υπόλειμμα")
MEASURED = Text("Measured remnant", "Μετρημένο υπόλειμμα")
OF_ESTIMATE = Text(
    "Of the total volume estimated from body surface area.",
    "Επί του συνολικού όγκου που εκτιμάται από την επιφάνεια σώματος.",
)
OF_ESTIMATE_BY = Text(
    "Of the total volume estimated from body surface area ({formula}).",
    "Επί του συνολικού όγκου που εκτιμάται από την επιφάνεια σώματος ({formula}).",
)
OF_CT = Text("Of the volume on CT less the tumour.", "Επί του όγκου στη CT μείον τις μεταστάσεις.")
SCAN = Text("{what}, {scan}", "{what}, {scan}")
NUMBERED = Text("scan {number}", "εξέταση {number}")
OVER_ALL = Text(
    "More than the whole estimated liver: check the volumes, height and weight.",
    "Υπερβαίνει όλο το εκτιμώμενο ήπαρ: ελέγξτε τους όγκους, το ύψος και το βάρος.",
)
ENOUGH = Text("Minimum remnant for this liver", "Ελάχιστο υπόλειμμα για αυτό το ήπαρ")
OF_LIVER = Text("{what} ({liver})", "{what} ({liver})")
ASKED = Text("{value}; required: {limit}", "{value}· απαιτείται: {limit}")
OWN_DENOMINATOR = Text(
    "Compared with the {kind}, as the study did: {study}.", "Σύγκριση με το {kind}, όπως στη μελέτη: {study}."
)
ACCEPTED = Text(
    "The “at least {limit}” of Frilling 2014 accepts it.", "Το «τουλάχιστον {limit}» του Frilling 2014 το δέχεται."
)
STANDARDISED_KIND = Text("standardised remnant", "τυποποιημένο υπόλειμμα")
MEASURED_KIND = Text("measured remnant", "μετρημένο υπόλειμμα")
SIDES = Text("Two denominators, two answers", "Δύο παρονομαστές, δύο απαντήσεις")
APART = Text(
    "{standardised} and {measured} lie on different sides of {limit}",
    "{standardised} και {measured} βρίσκονται εκατέρωθεν του {limit}",
)
NO_DENOMINATOR = Text(
    "A published list has this limit and names no denominator: say which of the two the board uses.",
    "Ένας δημοσιευμένος κατάλογος έχει αυτό το όριο χωρίς να ορίζει παρονομαστή: δηλώστε ποιο από τα δύο χρησιμοποιεί το συμβούλιο.",
)
CHOOSE = Text(
    "choose one of the two; until then nothing goes into the case",
    "επιλέξτε ένα από τα δύο· έως τότε δεν μεταφέρεται τίποτα στο περιστατικό",
)
USUAL, OTHER = BSA_FORMULA.options
BY_FORMULA = Text("{one} ({a}) – {other} ({b})", "{one} ({a}) – {other} ({b})")
FORMULAS_APART = Text(
    "The two formulas of body surface give results on different sides of a limit.",
    "Οι δύο τύποι επιφάνειας σώματος δίνουν αποτελέσματα εκατέρωθεν ενός ορίου.",
)
UNDATED = Text(
    "Of several scans the last one counts: each needs its date.",
    "Από πολλαπλές εξετάσεις ισχύει η τελευταία: χρειάζεται η ημερομηνία της καθεμιάς.",
)
DEGREE = Text("Degree of hypertrophy", "Βαθμός υπερτροφίας")
RATE = Text("Kinetic growth rate", "Ρυθμός αύξησης (KGR)")
BEFORE_AND_AFTER = Text(
    "Needs a volumetry from before the embolisation and one from after it.",
    "Χρειάζεται μία ογκομέτρηση πριν από τον εμβολισμό και μία μετά.",
)
FIRST_ONLY = Text(
    "The published cut-off belongs to the first scan after embolisation; this is a later one.",
    "Το δημοσιευμένο όριο αφορά την πρώτη εξέταση μετά τον εμβολισμό· αυτή είναι μεταγενέστερη.",
)
CUT_OFF = Text(
    "Shindoh 2013, colorectal metastases, first scan after embolisation: it holds only if no earlier one was left out here.",
    "Shindoh 2013, μεταστάσεις ορθοκολικού καρκίνου, πρώτη εξέταση μετά τον εμβολισμό: ισχύει μόνο αν δεν έχει παραλειφθεί εδώ προγενέστερη.",
)
UNSIGNED = Text(
    "Exactly at the cut-off, for which the abstract of the study prints no sign.",
    "Ακριβώς στο όριο, για το οποίο η περίληψη της μελέτης δεν αναφέρει σύμβολο.",
)
ORDER = Text(
    "this scan is not later than the one before it: enter the scans in the order in which they were taken",
    "η εξέταση δεν είναι μεταγενέστερη της προηγούμενης: καταχωρίστε τις εξετάσεις με τη χρονική τους σειρά",
)


@dataclass(frozen=True, slots=True)
class Scan:
    """One volumetry: its *row*, its *name* and *day*, and the two shares as far as they are known."""

    row: Entries
    name: Text
    day: date | None
    standardised: float | None
    measured: float | None


def _estimate(once: Entries, formula: str) -> tuple[float | None, list[Line]]:
    """Return the estimated total liver volume in ml, as far as it is known, with body surface by *formula*, and the lines that lead to it."""
    label = SURFACE.format(formula=option_name(BSA_FORMULA, formula))
    height, weight = once.number(HEIGHT_CM), once.number(WEIGHT_KG)
    if height is None or weight is None:
        needs = once.without(HEIGHT_CM, WEIGHT_KG)
        return None, [awaiting("body-surface", label, needs), awaiting("total-liver-volume", TOTAL, needs)]
    surface = (bsa_dubois if formula == "dubois" else bsa_mosteller)(height, weight)
    total = total_liver_volume(surface)
    return total, [
        Line("body-surface", label, rounded(surface, SQUARE_METRES, 2)),
        Line("total-liver-volume", TOTAL, rounded(total, MILLILITRES)),
    ]


def _scan(row: Entries, total: float | None) -> Scan:
    remnant, liver, tumour = row.number(REMNANT_ML), row.number(TOTAL_LIVER_ML), row.number(TUMOUR_ML)
    day = row.day(VOLUMETRY_DATE)
    measured = None
    if liver is not None:
        # Even with an unknown tumour the parts cannot exceed the whole.
        share = row.checked(measured_remnant, remnant or 0.0, liver, tumour or 0.0)
        measured = None if remnant is None or tumour is None else share
    standardised = None if remnant is None or total is None else standardised_remnant(remnant, total)
    return Scan(
        row, messages.day(day) if day else NUMBERED.format(number=str(row.ordinal)), day, standardised, measured
    )


def _in_order(scans: list[Scan]) -> None:
    last: date | None = None
    for scan in scans:
        if scan.day is not None:
            if last is not None and scan.day <= last:
                raise scan.row.impossible(VOLUMETRY_DATE, ORDER)
            last = scan.day


def _shares(scan: Scan, once: Entries, *, several: bool) -> list[Line]:
    def label(what: Text) -> Text:
        return SCAN.format(what=what, scan=scan.name) if several else what

    place = scan.row.ordinal
    needs_body = once.without(HEIGHT_CM, WEIGHT_KG)
    lines = []
    if scan.standardised is None:
        needs = (*needs_body, *scan.row.without(REMNANT_ML))
        lines.append(awaiting(f"standardised-{place}", label(STANDARDISED), needs, OF_ESTIMATE))
    else:
        over = OVER_ALL if scan.standardised > ALL else None
        value = amount(scan.standardised, PERCENT, _limits())
        lines.append(
            Line(
                f"standardised-{place}",
                label(STANDARDISED),
                value,
                "open" if over else "plain",
                together(over, OF_ESTIMATE),
            )
        )
    if scan.measured is None:
        needs = scan.row.without(REMNANT_ML, TOTAL_LIVER_ML, TUMOUR_ML)
        lines.append(awaiting(f"measured-{place}", label(MEASURED), needs, OF_CT))
    else:
        lines.append(Line(f"measured-{place}", label(MEASURED), amount(scan.measured, PERCENT, _limits()), note=OF_CT))
    return lines


def _limits() -> tuple[float, ...]:
    return (*breakpoints(FUTURE_LIVER_REMNANT_PERCENT), *(minimum.limit_percent for minimum in MINIMUMS.values()))


def _own(minimum: Minimum, scan: Scan) -> float | None:
    """Return the share of *scan* that has the denominator of *minimum*."""
    return scan.standardised if minimum.standardised else scan.measured


def _kind(minimum: Minimum) -> Text:
    """Return the name of the share that *minimum* was published for."""
    return STANDARDISED_KIND if minimum.standardised else MEASURED_KIND


def _enough(scan: Scan, once: Entries) -> list[Line]:
    """Return how the remnant stands to what its liver asks for, in the denominator of the study that asks."""
    liver = once.option(BACKGROUND_LIVER)
    if liver is None:
        return [awaiting("minimum", ENOUGH, (BACKGROUND_LIVER,))]
    minimum = MINIMUMS[liver]
    label = OF_LIVER.format(what=ENOUGH, liver=option_name(BACKGROUND_LIVER, liver))
    source = OWN_DENOMINATOR.format(kind=_kind(minimum), study=minimum.source.citation)
    value = _own(minimum, scan)
    if value is None:
        needs: tuple[Field, ...] = (
            scan.row.without(REMNANT_ML)
            if minimum.standardised
            else scan.row.without(REMNANT_ML, TOTAL_LIVER_ML, TUMOUR_ML)
        )
        needs = (*once.without(HEIGHT_CM, WEIGHT_KG), *needs) if minimum.standardised else needs
        return [awaiting("minimum", label, needs, together(source, minimum.others))]
    limit = amount(minimum.limit_percent, PERCENT)
    shown = ASKED.format(value=amount(value, PERCENT, _limits()), limit=signed(minimum.relation, limit))
    at_limit = minimum.at_limit.format(limit=limit) if value == minimum.limit_percent else None
    listed = ACCEPTED.format(limit=limit) if at_limit and value in breakpoints(FUTURE_LIVER_REMNANT_PERCENT) else None
    note = together(at_limit, listed, source, minimum.others)
    return [Line("minimum", label, shown, against(value, minimum.relation, minimum.limit_percent), note)]


def _sides(scan: Scan) -> list[Line]:
    """Return a warning for each limit of a published list that the two shares lie on different sides of."""
    if scan.standardised is None or scan.measured is None:
        return []
    low, high = sorted((scan.standardised, scan.measured))
    return [
        Line(
            f"sides-{limit:g}",
            SIDES,
            APART.format(
                standardised=number(scan.standardised, _limits()),
                measured=amount(scan.measured, PERCENT, _limits()),
                limit=amount(limit, PERCENT),
            ),
            "open",
            NO_DENOMINATOR,
        )
        for limit in breakpoints(FUTURE_LIVER_REMNANT_PERCENT)
        if low < limit <= high
    ]


@dataclass(frozen=True, slots=True)
class Course:
    """Scans around an embolisation: the last one *before* it, and those *after* it, each with the days that had passed since."""

    before: Scan
    after: tuple[tuple[Scan, int], ...]


def _course(scans: list[Scan], embolised: date) -> Course | None:
    """Return *scans* around the day *embolised*, None where there is none on one of its sides."""
    days = [(scan, scan.day) for scan in scans if scan.day is not None]
    before = [scan for scan, day in days if day <= embolised]
    after = tuple((scan, (day - embolised).days) for scan, day in days if day > embolised)
    return Course(before[-1], after) if before and after else None


def _growth(scans: list[Scan], once: Entries) -> list[Line]:
    """Return the hypertrophy after embolisation, scan by scan."""
    embolised = once.day(EMBOLISATION_DATE)
    if embolised is None:
        needs = (EMBOLISATION_DATE,)
        return [awaiting("hypertrophy", DEGREE, needs), awaiting("growth", RATE, needs)] if len(scans) > 1 else []
    # Which scan is the first after embolisation is not known before each has its day.
    undated = any(scan.day is None for scan in scans)
    course = None if undated else _course(scans, embolised)
    if course is None:
        return [_growth_open(once, undated=undated)]
    return [
        line
        for place, (scan, days) in enumerate(course.after)
        for line in _growth_at(course.before, scan, days, once, first=place == 0)
    ]


def _growth_open(once: Entries, *, undated: bool) -> Line:
    """Return that hypertrophy needs a scan from before embolisation and one from after it; *undated*: some scan has no day."""
    needs = (*once.without(HEIGHT_CM, WEIGHT_KG), *((VOLUMETRY_DATE,) if undated else ()))
    if needs:
        return awaiting("hypertrophy", DEGREE, needs, BEFORE_AND_AFTER)
    return Line("hypertrophy", DEGREE, BEFORE_AND_AFTER, "open")


def _growth_at(before: Scan, after: Scan, days: int, once: Entries, *, first: bool) -> list[Line]:
    """Return the growth from the scan *before* embolisation to the one *after* it, taken *days* after embolisation."""
    place = after.row.ordinal
    degree, rate = SCAN.format(what=DEGREE, scan=after.name), SCAN.format(what=RATE, scan=after.name)
    if before.standardised is None or after.standardised is None:
        needs = (*once.without(HEIGHT_CM, WEIGHT_KG), *before.row.without(REMNANT_ML), *after.row.without(REMNANT_ML))
        return [awaiting(f"hypertrophy-{place}", degree, needs), awaiting(f"growth-{place}", rate, needs)]
    points = hypertrophy(before.standardised, after.standardised)
    return [
        _grown(f"hypertrophy-{place}", degree, points, HYPERTROPHY, first=first),
        _grown(f"growth-{place}", rate, growth_rate(points, days), GROWTH, first=first),
    ]


def _grown(line: str, label: Text, value: float, cut_off: CutOff, *, first: bool) -> Line:
    """Return *value* against its *cut_off*, which was published for the *first* scan after embolisation only."""
    unit = POINTS_A_WEEK if cut_off is GROWTH else POINTS
    if not first:
        return Line(line, label, amount(value, unit), note=FIRST_ONLY)
    shown = ASKED.format(
        value=amount(value, unit, (cut_off.limit,)), limit=signed(cut_off.relation, amount(cut_off.limit, unit))
    )
    unsettled = value == cut_off.limit and not cut_off.sign_known
    state = "open" if unsettled else against(value, cut_off.relation, cut_off.limit)
    return Line(line, label, shown, state, together(UNSIGNED if unsettled else None, CUT_OFF))


def _series(name: Text, shares: list[tuple[date | None, float | None]]) -> Series:
    """Return the *shares* that are known of a day that is known."""
    points = [
        Point(float(day.toordinal()), messages.day(day), value)
        for day, value in shares
        if day is not None and value is not None
    ]
    return Series(name, tuple(points))


def _limit(minimum: Minimum) -> Limit:
    sign = signed(minimum.relation, amount(minimum.limit_percent, PERCENT))
    return Limit(
        Text("{limit} ({kind})", "{limit} ({kind})").format(limit=sign, kind=_kind(minimum)), minimum.limit_percent
    )


def _chart(scans: list[Scan], once: Entries) -> Chart | None:
    """Return the shares over time, where at least two scans have a day."""
    every = (
        _series(STANDARDISED, [(scan.day, scan.standardised) for scan in scans]),
        _series(MEASURED, [(scan.day, scan.measured) for scan in scans]),
    )
    series = tuple(one for one in every if len(one.points) > 1)
    if not series:
        return None
    liver = once.option(BACKGROUND_LIVER)
    limits = () if liver is None else (_limit(MINIMUMS[liver]),)
    title = Text("The remnant over time", "Το υπόλειμμα στον χρόνο")
    return Chart(title, Text("date of the volumetry", "ημερομηνία της ογκομέτρησης"), same("%"), series, limits)


def _passed_on(scan: Scan, once: Entries, formula: str) -> tuple[list[Line], tuple[Fill, ...]]:
    """Return the share of *scan* that goes into the case; of two, only the one that the reader chose."""
    estimate = (scan.standardised, OF_ESTIMATE_BY.format(formula=option_name(BSA_FORMULA, formula)))
    shares = {"standardised": estimate, "measured": (scan.measured, OF_CT)}
    known = [name for name, (value, _) in shares.items() if value is not None]
    chosen = once.option(REMNANT_DENOMINATOR)
    if chosen is None and len(known) > 1:
        return [
            Line("passed-on", REMNANT_DENOMINATOR.label, CHOOSE, "open", NO_DENOMINATOR, (REMNANT_DENOMINATOR,))
        ], ()
    value, note = shares[chosen or (known or ["standardised"])[0]]
    return [], (Fill(FUTURE_LIVER_REMNANT_PERCENT, value, note),) if value is not None and value <= ALL else ()


def _with(formula: str, inputs: Inputs) -> Result:
    """Return the result with body surface by *formula*; the last scan is the one that counts."""
    once = inputs.once
    total, basis = _estimate(once, formula)
    if not inputs.rows:
        return Result(
            (
                awaiting(
                    "standardised-1", STANDARDISED, (*once.without(HEIGHT_CM, WEIGHT_KG), REMNANT_ML), OF_ESTIMATE
                ),
                *basis,
            )
        )
    scans = [_scan(row, total) for row in inputs.rows]
    _in_order(scans)
    several = len(scans) > 1
    shares = [line for scan in scans for line in _shares(scan, once, several=several)]
    # Which scan is the last is not known before each has its day.
    if several and any(scan.day is None for scan in scans):
        return Result((awaiting("minimum", ENOUGH, (VOLUMETRY_DATE,), UNDATED), *shares, *_growth(scans, once), *basis))
    last = scans[-1]
    choice, fills = _passed_on(last, once, formula)
    return Result(
        (*_enough(last, once), *_sides(last), *choice, *shares, *_growth(scans, once), *basis),
        fills,
        _chart(scans, once),
    )


def _either(one: Line, other: Line) -> Line:
    """Return the line *one*, as one that is open where the *other* formula puts it on another side of a limit."""
    if one.state == other.state:
        return one
    names = {"a": option_name(BSA_FORMULA, USUAL), "b": option_name(BSA_FORMULA, OTHER)}
    value = BY_FORMULA.format(one=one.value, other=other.value, **names)
    return Line(one.id, one.label, value, "open", together(FORMULAS_APART, one.note), (BSA_FORMULA,))


def _agreed(usual: Result, other: Result) -> Result:
    """Return what both formulas say; nothing is passed on where they put it on different sides of a limit of a list."""
    others = {line.id: line for line in other.lines}
    lines = tuple(_either(line, others.get(line.id, line)) for line in usual.lines)
    bounds = breakpoints(FUTURE_LIVER_REMNANT_PERCENT)
    sides = [
        [(fill.answer < limit, fill.answer > limit) for limit in bounds if isinstance(fill.answer, float)]
        for fill in (*usual.fills, *other.fills)
    ]
    if len(usual.fills) == len(other.fills) and all(side == sides[0] for side in sides):
        return Result(lines, usual.fills, usual.chart)
    return Result(
        (*lines, Line("formula", BSA_FORMULA.label, CHOOSE, "open", FORMULAS_APART, (BSA_FORMULA,))), (), usual.chart
    )


def compute(inputs: Inputs) -> Result:
    """Return the remnant by both denominators, scan by scan. As long as no formula of body surface is chosen, only what both give is settled."""
    chosen = inputs.once.option(BSA_FORMULA)
    return _with(chosen, inputs) if chosen else _agreed(_with(USUAL, inputs), _with(OTHER, inputs))


FUTURE_LIVER_REMNANT = Worksheet(
    id="future-liver-remnant",
    title=Text("Future liver remnant", "Μελλοντικό ηπατικό υπόλειμμα"),
    about=Text(
        "How much liver a resection leaves, by both denominators, against the liver behind it, and how fast it grows after portal vein embolisation.",
        "Πόσο ήπαρ μένει μετά από εκτομή, με τους δύο παρονομαστές, σε σχέση με την κατάσταση του ήπατος, και πόσο γρήγορα αυξάνεται μετά από εμβολισμό της πυλαίας.",
    ),
    fields=(HEIGHT_CM, WEIGHT_KG, BSA_FORMULA, BACKGROUND_LIVER, EMBOLISATION_DATE, REMNANT_DENOMINATOR),
    rows=RowGroup(
        Text("Volumetries", "Ογκομετρήσεις"),
        Text("Volumetry {number}", "Ογκομέτρηση {number}"),
        (VOLUMETRY_DATE, REMNANT_ML, TOTAL_LIVER_ML, TUMOUR_ML),
        least=1,
        most=6,
    ),
    compute=compute,
    sources=(
        VAUTHEY_2002,
        MOSTELLER_1987,
        DUBOIS_1916,
        KAWAGUCHI_2019,
        KISHI_2009,
        SHINDOH_2013_CHEMOTHERAPY,
        AZOULAY_2000,
        SHINDOH_2013_GROWTH,
    ),
    status=Status.ABSTRACT,
    status_note=Text(
        "Formulas and least remnants were compared with the table of a review, growth and cirrhosis with the abstracts of the studies; "
        "that Kishi and Shindoh count the limit itself as unsafe is known from the literature only.",
        "Οι τύποι και τα ελάχιστα αντιπαραβλήθηκαν με πίνακα ανασκόπησης, η αύξηση και η κίρρωση με τις περιλήψεις των μελετών· "
        "ότι οι Kishi και Shindoh λογίζουν το ίδιο το όριο ως μη ασφαλές είναι γνωστό μόνο από τη βιβλιογραφία.",
    ),
    example=Example(
        {
            "height_cm": "180",
            "weight_kg": "80",
            "background_liver": "chemotherapy",
            "embolisation_date": "2026-02-02",
            "remnant_denominator": "standardised",
        },
        (
            {"volumetry_date": "2026-01-26", "remnant_ml": "400", "total_liver_ml": "1900", "tumour_ml": "300"},
            {"volumetry_date": "2026-03-02", "remnant_ml": "560", "total_liver_ml": "2000", "tumour_ml": "320"},
        ),
    ),
    fills=(FUTURE_LIVER_REMNANT_PERCENT,),
)
