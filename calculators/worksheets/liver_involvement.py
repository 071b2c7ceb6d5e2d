"""How much of the liver is tumour: from volumes, or estimated from diameters; the burden score, and how much an operation would take."""

from dataclasses import dataclass, replace

from calculators.engine.breakpoints import breakpoints
from calculators.formulas.burden import DEBULKING, debulked, ellipsoid_ml, involvement, tumour_burden_score
from calculators.model.sentences import amount
from calculators.model.sets import Status
from calculators.model.text import Text, number
from calculators.vocabulary.liver import LIVER_INVOLVEMENT_PERCENT
from calculators.vocabulary.measurements import (
    DIAMETER_A_CM,
    DIAMETER_B_CM,
    DIAMETER_C_CM,
    LESION_COUNT,
    MILLILITRES,
    TOTAL_LIVER_ML,
    TUMOUR_LEFT_ML,
    TUMOUR_ML,
)
from calculators.vocabulary.sources import CITY_OF_HOPE_2023, SASAKI_2018
from calculators.vocabulary.units import CENTIMETRES, PERCENT
from calculators.worksheets.worksheet import (
    Entries,
    Example,
    Fill,
    Inputs,
    Line,
    Result,
    RowGroup,
    Worksheet,
    against,
    awaiting,
    rounded,
    signed,
    together,
)

DIAMETERS = (DIAMETER_A_CM, DIAMETER_B_CM, DIAMETER_C_CM)

INVOLVEMENT = Text("Liver involvement, measured", "Διήθηση του ήπατος, από μέτρηση")
ESTIMATED_INVOLVEMENT = Text("Liver involvement, estimated", "Διήθηση του ήπατος, κατ’ εκτίμηση")
ESTIMATED = Text("Volume of the tumour, from diameters", "Όγκος των μεταστάσεων από τις διαμέτρους")
SCORE = Text("Tumour burden score", "Βαθμολογία νεοπλασματικού φορτίου (TBS)")
REMOVED = Text("Percentage of the tumour volume removed", "Ποσοστό του όγκου των μεταστάσεων που αφαιρείται")
MARK = Text("Mark at {limit}", "Όριο {limit}")
FROM_VOLUMES = Text(
    "Volume of the metastases / volume of the whole liver with them.",
    "Όγκος των μεταστάσεων / όγκος όλου του ήπατος μαζί με αυτές.",
)
SHAPE = Text(
    "Each lesion taken as an ellipsoid, with one diameter as a sphere: an estimate. Near a limit, measure.",
    "Κάθε εστία θεωρείται ελλειψοειδής, με μία διάμετρο σφαίρα: εκτίμηση. Κοντά σε ένα όριο απαιτείται μέτρηση.",
)
AT_LEAST = Text("at least {value}", "τουλάχιστον {value}")
SOME = Text(
    "Diameters were entered for only {entered} of {all} lesions.",
    "Διάμετροι δόθηκαν μόνο για {entered} από {all} εστίες.",
)
UNCOUNTED = Text(
    "How many lesions there are in all was not entered; diameters were entered for {entered}.",
    "Δεν δόθηκε πόσες είναι όλες οι εστίες· διάμετροι δόθηκαν για {entered}.",
)
ONE_OR_THREE = Text("Lesion {number}: one diameter or all three.", "Εστία {number}: μία διάμετρος ή και οι τρεις.")
SIDES = Text("Measured and estimated differ", "Μέτρηση και εκτίμηση διαφέρουν")
APART = Text(
    "{measured} and {estimated} lie on different sides of {limit}",
    "{measured} και {estimated} βρίσκονται εκατέρωθεν του {limit}",
)
CHECK_BOTH = Text(
    "Check volumes and diameters before one of them is used.",
    "Ελέγξτε όγκους και διαμέτρους πριν χρησιμοποιηθεί κάτι από τα δύο.",
)
NO_CLASS = Text(
    "A number without a risk class: the cut-offs were made for colorectal metastases.",
    "Αριθμός χωρίς κατηγορία κινδύνου: τα όρια προέκυψαν από μεταστάσεις ορθοκολικού καρκίνου.",
)
LARGEST_ENTERED = Text(
    "With the largest of the lesions entered, {diameter}.", "Με τη μεγαλύτερη από τις εστίες που δόθηκαν, {diameter}."
)
OR_ALL_DIAMETERS = Text(
    "Or the number of metastases and the diameters of each.",
    "Ή ο αριθμός των μεταστάσεων και οι διάμετροι της καθεμιάς.",
)
TOO_FEW = Text(
    "more lesions have diameters than there are", "δόθηκαν διάμετροι για περισσότερες εστίες από όσες υπάρχουν"
)
OF_NOTHING = Text("no tumour can be left where there is none", "όπου δεν υπάρχουν μεταστάσεις, δεν μπορεί να μείνουν")


def _volume(row: Entries) -> float | None:
    """Return the volume of one lesion in ml; None with two diameters, which make none."""
    known = [value for question in DIAMETERS if (value := row.number(question)) is not None]
    match known:
        case [one]:
            return ellipsoid_ml(one, one, one)
        case [a, b, c]:
            return ellipsoid_ml(a, b, c)
        case _:
            return None


def _largest(rows: tuple[Entries, ...]) -> float | None:
    return max(
        (value for row in rows for question in DIAMETERS if (value := row.number(question)) is not None), default=None
    )


def _share(value: float) -> Text:
    return amount(value, PERCENT, breakpoints(LIVER_INVOLVEMENT_PERCENT))


def _measured(once: Entries) -> tuple[float | None, list[Line]]:
    tumour, total = once.number(TUMOUR_ML), once.number(TOTAL_LIVER_ML)
    if tumour is None or total is None:
        return None, [awaiting("involvement", INVOLVEMENT, once.without(TUMOUR_ML, TOTAL_LIVER_ML), FROM_VOLUMES)]
    value = involvement(tumour, total)
    return value, [Line("involvement", INVOLVEMENT, _share(value), note=FROM_VOLUMES)]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the diameters give: the *volume* in ml and the *share* in percent as far as known, lower bounds unless they are those of the *whole*."""

    volume: float | None = None
    share: float | None = None
    whole: bool = False
    lines: tuple[Line, ...] = ()


def _estimated(inputs: Inputs) -> Estimate:
    """Return the volume of the lesions entered, and the share of the liver that it is."""
    once, rows = inputs.once, inputs.rows
    if not rows:
        return Estimate()
    left_out = _left_out(once, rows)
    note = together(*left_out, SHAPE)
    volume = sum(known for row in rows if (known := _volume(row)) is not None)
    if not volume:
        return Estimate(lines=(awaiting("estimated-volume", ESTIMATED, (DIAMETER_C_CM,), note),))
    whole, needs = not left_out, once.without(LESION_COUNT)
    shown = rounded(volume, MILLILITRES, 1)
    volume_line = _bound(Line("estimated-volume", ESTIMATED, shown, note=note, needs=needs), exact=whole)
    total = once.number(TOTAL_LIVER_ML)
    if total is None:
        waiting = awaiting("estimated-involvement", ESTIMATED_INVOLVEMENT, (TOTAL_LIVER_ML, *needs), SHAPE)
        return Estimate(volume, None, whole, (volume_line, waiting))
    share = _involved(once, volume, total)
    share_line = Line("estimated-involvement", ESTIMATED_INVOLVEMENT, _share(share), note=note, needs=needs)
    return Estimate(volume, share, whole, (volume_line, _bound(share_line, exact=whole)))


def _left_out(once: Entries, rows: tuple[Entries, ...]) -> list[Text]:
    """Return a sentence for each lesion entered that has no volume, and one where others were not entered, or may not have been."""
    no_volume = [ONE_OR_THREE.format(number=str(row.ordinal)) for row in rows if _volume(row) is None]
    count, entered = once.number(LESION_COUNT), len(rows)
    if count is None:
        return [*no_volume, UNCOUNTED.format(entered=str(entered))]
    if count < entered:
        raise once.impossible(LESION_COUNT, TOO_FEW)
    return [*no_volume, SOME.format(entered=str(entered), all=number(count))] if count > entered else no_volume


def _bound(line: Line, *, exact: bool) -> Line:
    """Return *line*, as a lower bound and open where its value is not *exact*."""
    return line if exact else replace(line, value=AT_LEAST.format(value=line.value), state="open")


def _involved(once: Entries, tumour_ml: float, total_ml: float) -> float:
    if tumour_ml >= total_ml:
        raise once.impossible(
            TOTAL_LIVER_ML,
            Text(
                "the lesions, taken as ellipsoids, are as large as the whole liver",
                "οι εστίες, ως ελλειψοειδείς, φτάνουν τον όγκο όλου του ήπατος",
            ),
        )
    return involvement(tumour_ml, total_ml)


def _sides(measured: float | None, estimated: float | None, *, whole: bool) -> list[Line]:
    """Return a warning for each limit of a list that the two shares lie on different sides of; of lesions that are not *whole* the share is a lower bound."""
    if measured is None or estimated is None or (not whole and estimated <= measured):
        return []
    return [
        Line(
            f"sides-{limit:g}",
            SIDES,
            APART.format(
                measured=number(measured, breakpoints(LIVER_INVOLVEMENT_PERCENT)),
                estimated=_share(estimated),
                limit=amount(limit, PERCENT),
            ),
            "open",
            CHECK_BOTH,
        )
        for limit in breakpoints(LIVER_INVOLVEMENT_PERCENT)
        if (measured < limit, measured > limit) != (estimated < limit, estimated > limit)
    ]


def _score(inputs: Inputs) -> list[Line]:
    count, largest = inputs.once.number(LESION_COUNT), _largest(inputs.rows)
    if count is None and largest is None:
        return []
    if count is None or largest is None:
        needs = (LESION_COUNT,) if count is None else (DIAMETER_A_CM,)
        return [awaiting("burden-score", SCORE, needs, NO_CLASS)]
    value = number(round(tumour_burden_score(largest, count), 2))
    entered = LARGEST_ENTERED.format(diameter=amount(largest, CENTIMETRES))
    # A lesion without diameters may be the largest.
    every = count == len(inputs.rows)
    return [_bound(Line("burden-score", SCORE, value, note=together(entered, NO_CLASS)), exact=every)]


def _removed(once: Entries, before: float | None) -> list[Line]:
    left = once.number(TUMOUR_LEFT_ML)
    if left is None:
        return []
    if before is None:
        return [awaiting("debulked", REMOVED, (TUMOUR_ML,), OR_ALL_DIAMETERS)]
    if before == left == 0:
        return []
    if before == 0:
        raise once.impossible(TUMOUR_LEFT_ML, OF_NOTHING)
    value = debulked(before, left)
    shown = amount(value, PERCENT, tuple(limit for _, limit, _ in DEBULKING))
    marks = [
        Line(
            f"debulked-{limit:.0f}",
            MARK.format(limit=signed(relation, amount(limit, PERCENT))),
            shown,
            "open" if value == limit else against(value, relation, limit),
            note.format(limit=amount(limit, PERCENT)),
        )
        for relation, limit, note in DEBULKING
    ]
    return [Line("debulked", REMOVED, shown), *marks]


def compute(inputs: Inputs) -> Result:
    """Return the involvement from volumes and from diameters; where both are known, the measured one is offered to the case."""
    measured, lines = _measured(inputs.once)
    estimate = _estimated(inputs)
    tumour = inputs.once.number(TUMOUR_ML)
    before = tumour if tumour is not None else estimate.volume if estimate.whole else None
    lines += [
        *estimate.lines,
        *_sides(measured, estimate.share, whole=estimate.whole),
        *_score(inputs),
        *_removed(inputs.once, before),
    ]
    offered = ((measured, FROM_VOLUMES), (estimate.share if estimate.whole else None, SHAPE))
    fills = [Fill(LIVER_INVOLVEMENT_PERCENT, value, note) for value, note in offered if value is not None]
    return Result(tuple(lines), tuple(fills[:1]))


LIVER_INVOLVEMENT = Worksheet(
    id="liver-involvement",
    title=Text("Liver involvement", "Διήθηση του ήπατος"),
    about=Text(
        "What percentage of the liver is replaced by tumour, from volumes or estimated from diameters; the tumour burden score; and how much of the tumour an operation would remove.",
        "Ποιο ποσοστό του ήπατος καταλαμβάνουν οι μεταστάσεις, από όγκους ή κατ’ εκτίμηση από διαμέτρους· η βαθμολογία νεοπλασματικού φορτίου (TBS)· και πόσο θα αφαιρούσε μια επέμβαση.",
    ),
    fields=(TOTAL_LIVER_ML, TUMOUR_ML, LESION_COUNT, TUMOUR_LEFT_ML),
    rows=RowGroup(
        Text("Every lesion", "Όλες οι εστίες"), Text("Lesion {number}", "Εστία {number}"), DIAMETERS, least=0, most=20
    ),
    compute=compute,
    sources=(CITY_OF_HOPE_2023, SASAKI_2018),
    status=Status.ABSTRACT,
    status_note=Text(
        "Involvement and volumes are arithmetic; the marks of debulking were compared with a review's table, the burden score is known from the literature.",
        "Η διήθηση και οι όγκοι είναι αριθμητική· τα όρια της κυτταρομείωσης αντιπαραβλήθηκαν με πίνακα ανασκόπησης, η βαθμολογία TBS είναι γνωστή από τη βιβλιογραφία.",
    ),
    example=Example(
        {"total_liver_ml": "1800", "lesion_count": "3", "tumour_left_ml": "10"},
        (
            {"diameter_a_cm": "6", "diameter_b_cm": "5", "diameter_c_cm": "4"},
            {"diameter_a_cm": "3"},
            {"diameter_a_cm": "2"},
        ),
    ),
    fills=(LIVER_INVOLVEMENT_PERCENT,),
)
