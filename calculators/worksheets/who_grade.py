"""WHO grade: several specimens, the one that holds, the edition of 2010 beside it, and the counting error of each Ki-67 index."""

from dataclasses import replace

from calculators.documents import messages
from calculators.engine.derivations import DERIVATIONS
from calculators.formulas.counting import LEAST_CELLS, wilson
from calculators.formulas.grade import (
    GRADES,
    GRADES_2010,
    KI67_ABOVE_GRADE_2,
    KI67_OF_GRADE_1_IN_2010,
    KI67_OF_GRADE_2,
    Count,
    Specimen,
    highest,
    holders,
    holding,
    in_gap_of_2010,
)
from calculators.model.conditions import leaves
from calculators.model.fields import Comparison, option_name
from calculators.model.sentences import amount, one_of, plain_name
from calculators.model.sets import Status
from calculators.model.text import Text, join, number, same
from calculators.sets.registry import SETS
from calculators.vocabulary import tumour
from calculators.vocabulary.measurements import SPECIMEN_DATE, SPECIMEN_SITE
from calculators.vocabulary.sources import WHO_2010, WHO_2019, WHO_2022, WILSON_1927
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_CELLS_COUNTED, KI67_PERCENT, MITOSES_PER_2MM2
from calculators.worksheets.worksheet import (
    BETWEEN,
    COMMA,
    Entries,
    Example,
    Fill,
    Inputs,
    Line,
    Result,
    RowGroup,
    State,
    Worksheet,
    awaiting,
    together,
)

GRADE = Text("Grade, WHO 2019 and 2022", "Βαθμός, WHO 2019 και 2022")
GRADE_2010 = Text("Grade, WHO 2010", "Βαθμός, WHO 2010")
SPECIMEN = Text("Specimen {number}", "Δείγμα {number}")
COUNTING = Text("{specimen}: Ki-67, counting error", "{specimen}: Ki-67, σφάλμα καταμέτρησης")
INTERVAL = Text(
    "{ki67} % of {cells} cells: {interval} % (95 % interval)",
    "{ki67} % σε {cells} κύτταρα: {interval} % (διάστημα 95 %)",
)
OTHER_ERRORS = Text(
    "The chance of counting alone; the choice of field and the observer add further error.",
    "Μόνο η τύχη της καταμέτρησης· σε αυτήν προστίθενται η επιλογή της περιοχής και ο παρατηρητής.",
)
TWO_GRADES = Text(
    "The interval reaches into another grade: the count alone does not settle the grade.",
    "Το διάστημα φτάνει σε άλλον βαθμό: η καταμέτρηση μόνη της δεν κρίνει τον βαθμό.",
)
REACHES = Text(
    "The interval reaches {limit}, a limit of: {sets}.",
    "Το διάστημα φτάνει στο {limit}, όριο στους καταλόγους: {sets}.",
)
TOO_FEW = Text(
    "Fewer than {cells} cells, the least that the WHO asks for.",
    "Λιγότερα από {cells} κύτταρα, τα ελάχιστα που ζητά ο WHO.",
)
CONTRADICTION = Text(
    "Poorly differentiated, yet Ki-67 and mitoses are both below grade 3: check the three.",
    "Χαμηλή διαφοροποίηση, ενώ το Ki-67 και οι μιτώσεις είναι κάτω από τον βαθμό 3: ελέγξτε και τα τρία.",
)
NOT_BEFORE = Text(
    "cannot be determined until the contradiction is resolved", "δεν μπορεί να προσδιοριστεί πριν αρθεί η αντίφαση"
)
HOLDS = Text("The highest applies: {specimens}.", "Ισχύει ο υψηλότερος: {specimens}.")
MAY_HOLD = Text(
    "The highest applies; it may be that of: {specimens}.", "Ισχύει ο υψηλότερος· μπορεί να είναι: {specimens}."
)
KEPT_BACK = Text(
    "{count}: not known of every specimen, so that no highest is passed on.",
    "{count}: δεν υπάρχει τιμή για κάθε δείγμα, γι’ αυτό δεν μεταφέρεται η υψηλότερη.",
)
TWO_KINDS = Text(
    "Well and poorly differentiated tumour were both found: ask the pathologist whether it is one tumour.",
    "Βρέθηκε και καλά και χαμηλά διαφοροποιημένος όγκος: ρωτήστε τον παθολογοανατόμο αν πρόκειται για έναν όγκο.",
)
GAP = Text(
    "Between {low} and {high} % the edition of 2010 names no grade: it does not settle G1 or G2.",
    "Ανάμεσα στο {low} και στο {high} % η έκδοση του 2010 δεν ορίζει βαθμό: δεν κρίνει αν είναι G1 ή G2.",
)
NO_G3_THEN = Text(
    "In 2010 every neoplasm above {limit} was a carcinoma: the well-differentiated G3 did not exist.",
    "Το 2010 κάθε νεόπλασμα πάνω από {limit} λεγόταν καρκίνωμα: ο καλά διαφοροποιημένος G3 δεν υπήρχε.",
)
PER_HPF = Text(
    "Mitoses per 10 fields of 0.2 mm², that is per 2 mm².", "Μιτώσεις ανά 10 πεδία των 0,2 mm², δηλαδή ανά 2 mm²."
)


def _limits_of_sets() -> dict[float, tuple[Text, ...]]:
    """Return each limit that a set puts on the Ki-67 index, with the short titles of the sets."""
    found: dict[float, dict[str, Text]] = {}
    for criteria in SETS.values():
        for criterion in criteria.criteria:
            for leaf in leaves(criterion.test):
                if isinstance(leaf, Comparison) and leaf.field is KI67_PERCENT:
                    found.setdefault(leaf.limit, {})[criteria.id] = criteria.short_title
    return {limit: tuple(found[limit].values()) for limit in sorted(found)}


LIMITS_OF_SETS = _limits_of_sets()

NAMES_2010 = {"G1": same("G1"), "G2": same("G2"), "NEC": same("NEC G3")}
COUNTS = DERIVATIONS.sources[tumour.WHO_GRADE]


def _specimen(row: Entries) -> Specimen:
    return Specimen(
        row.bounded(KI67_PERCENT),
        row.bounded(MITOSES_PER_2MM2),
        row.option(DIFFERENTIATION),
        row.option(SPECIMEN_SITE),
        row.day(SPECIMEN_DATE),
    )


def _name(row: Entries, specimen: Specimen) -> Text:
    known = [option_name(SPECIMEN_SITE, specimen.site)] if specimen.site else []
    known += [messages.day(specimen.day)] if specimen.day else []
    name = SPECIMEN.format(number=str(row.ordinal))
    return Text("{name} ({known})", "{name} ({known})").format(name=name, known=join(known, COMMA)) if known else name


def _grades(grades: frozenset[str]) -> Text:
    return one_of([plain_name(tumour.WHO_GRADE, grade) for grade in GRADES if grade in grades])


def _state(grades: frozenset[str]) -> State:
    return "plain" if len(grades) == 1 else "open"


def _alone(name: Text, row: Entries, specimen: Specimen) -> list[Line]:
    """Return the grade of one specimen, and the interval of its Ki-67 index where the cells were counted."""
    place, grades = f"specimen-{row.ordinal}", specimen.grades
    if not grades:
        return [Line(place, name, NOT_BEFORE, "open", CONTRADICTION)]
    needs = row.without(*COUNTS) if len(grades) > 1 else ()
    return [Line(place, name, _grades(grades), _state(grades), needs=needs), *_counting(name, row, specimen)]


def _counting(name: Text, row: Entries, specimen: Specimen) -> list[Line]:
    """Return how far chance may have moved the Ki-67 index of *specimen*, nothing without an index of one number or without a count of cells."""
    ki67, cells = row.number(KI67_PERCENT), row.number(KI67_CELLS_COUNTED)
    if ki67 is None or cells is None:
        return []
    low, high = wilson(ki67, cells)
    graded = {grades for end in (low, ki67, high) if (grades := replace(specimen, ki67_percent=end).grades)}
    crosses = len(graded) > 1
    reached = _reached(low, high)
    interval = BETWEEN.format(low=_rounded(low), high=_rounded(high))
    few = TOO_FEW.format(cells=str(LEAST_CELLS)) if cells < LEAST_CELLS else None
    return [
        Line(
            f"counting-{row.ordinal}",
            COUNTING.format(specimen=name),
            INTERVAL.format(ki67=number(ki67), cells=number(cells), interval=interval),
            "open" if crosses or reached else "plain",
            together(TWO_GRADES if crosses else None, *reached, few, OTHER_ERRORS),
        )
    ]


def _rounded(percent: float) -> Text:
    """Return *percent* with one decimal, with more where it would else be shown on another side of a limit."""
    limits = tuple(LIMITS_OF_SETS)
    rounded = round(percent, 1)
    same_side = all((rounded < limit, rounded > limit) == (percent < limit, percent > limit) for limit in limits)
    return number(rounded if same_side else percent, limits)


def _reached(low: float, high: float) -> list[Text]:
    """Return a sentence for each limit of a set that lies between *low* and *high*."""
    return [
        REACHES.format(limit=amount(limit, KI67_PERCENT.unit), sets=join(list(titles), COMMA))
        for limit, titles in LIMITS_OF_SETS.items()
        if low <= limit <= high
    ]


def _together(specimens: list[Specimen], names: list[Text]) -> list[Line]:
    """Return the grade that holds of all, by the current edition and by that of 2010."""
    grades = highest(specimen.grades for specimen in specimens)
    if not grades:
        return [Line("grade", GRADE, NOT_BEFORE, "open", CONTRADICTION)]
    kinds = {specimen.differentiation for specimen in specimens} - {None}
    note = together(_holds(specimens, names), TWO_KINDS if len(kinds) > 1 else None, *_kept_back(specimens))
    return [Line("grade", GRADE, _grades(grades), _state(grades), note), _of_2010(specimens, grades)]


def _holds(specimens: list[Specimen], names: list[Text]) -> Text | None:
    """Return which of several *specimens* has, or can have, the highest grade; None where there is only one."""
    if len(specimens) == 1:
        return None
    each = [specimen.grades for specimen in specimens]
    able = holders(each)
    certain = all(len(each[place]) == 1 for place in able)
    return (HOLDS if certain else MAY_HOLD).format(specimens=join([names[place] for place in able], COMMA))


def _of_2010(specimens: list[Specimen], now: frozenset[str]) -> Line:
    """Return the grade that the edition of 2010 gave; *now* is what the current one gives."""
    then = highest((specimen.grades_2010 for specimen in specimens), GRADES_2010)
    in_gap = len(then) > 1 and any(in_gap_of_2010(specimen.ki67_percent) for specimen in specimens)
    was_carcinoma = then == {"NEC"} and "G3" in now
    note = together(
        GAP.format(low=number(KI67_OF_GRADE_1_IN_2010), high=number(KI67_OF_GRADE_2)) if in_gap else None,
        NO_G3_THEN.format(limit=number(KI67_ABOVE_GRADE_2)) if was_carcinoma else None,
        PER_HPF,
    )
    value = one_of([NAMES_2010[grade] for grade in GRADES_2010 if grade in then])
    return Line("edition-2010", GRADE_2010, value, _state(then), note)


def _kept_back(specimens: list[Specimen]) -> list[Text]:
    """Return a sentence for each count that some specimens have and others lack: its highest is not known."""
    counts = (
        (KI67_PERCENT, [one.ki67_percent for one in specimens]),
        (MITOSES_PER_2MM2, [one.mitoses_per_2mm2 for one in specimens]),
    )
    return [
        KEPT_BACK.format(count=question.label)
        for question, values in counts
        if None in values and any(value is not None for value in values)
    ]


def _cells(rows: tuple[Entries, ...], ki67: Count | None) -> float | None:
    """Return the fewest cells over which the Ki-67 index *ki67* was counted, None where a specimen does not say, or where it is no single number."""
    if not isinstance(ki67, float):
        return None
    counted = [row.number(KI67_CELLS_COUNTED) for row in rows if row.number(KI67_PERCENT) == ki67]
    known = [cells for cells in counted if cells is not None]
    return min(known) if len(known) == len(counted) else None


def _fills(rows: tuple[Entries, ...], specimens: list[Specimen]) -> tuple[Fill, ...]:
    held = holding(specimens)
    offered = (
        (KI67_PERCENT, held.ki67_percent),
        (KI67_CELLS_COUNTED, _cells(rows, held.ki67_percent)),
        (MITOSES_PER_2MM2, held.mitoses_per_2mm2),
        (DIFFERENTIATION, held.differentiation),
    )
    return tuple(Fill(question, answer) for question, answer in offered if answer is not None)


def compute(inputs: Inputs) -> Result:
    """Return the grade of each specimen, the grade that holds, and the answers of a case that stand for all."""
    if not inputs.rows:
        return Result((awaiting("grade", GRADE, COUNTS),))
    specimens = [_specimen(row) for row in inputs.rows]
    names = [_name(row, specimen) for row, specimen in zip(inputs.rows, specimens, strict=True)]
    alone = [
        line
        for name, row, specimen in zip(names, inputs.rows, specimens, strict=True)
        for line in _alone(name, row, specimen)
    ]
    return Result((*_together(specimens, names), *alone), _fills(inputs.rows, specimens))


WHO_GRADE = Worksheet(
    id="who-grade",
    title=Text("WHO grade of several specimens", "Βαθμός κακοήθειας κατά WHO από πολλαπλά δείγματα"),
    about=Text(
        "The grade of each specimen of a digestive neuroendocrine neoplasm, the one that holds, and what the edition of 2010 called it.",
        "Ο βαθμός κάθε δείγματος ενός νευροενδοκρινούς νεοπλάσματος του πεπτικού, εκείνος που ισχύει, και πώς τον ονόμαζε η έκδοση του 2010.",
    ),
    fields=(),
    rows=RowGroup(
        Text("Specimens", "Δείγματα"),
        SPECIMEN,
        (SPECIMEN_SITE, SPECIMEN_DATE, KI67_PERCENT, KI67_CELLS_COUNTED, MITOSES_PER_2MM2, DIFFERENTIATION),
        least=1,
        most=8,
    ),
    compute=compute,
    sources=(WHO_2019, WHO_2022, WHO_2010, WILSON_1927),
    status=Status.ABSTRACT,
    status_note=Text(
        "The limits were compared with faithful summaries of the editions, the interval with its formula.",
        "Τα όρια αντιπαραβλήθηκαν με πιστές περιλήψεις των εκδόσεων, το διάστημα με τον τύπο του.",
    ),
    example=Example(
        {},
        (
            {
                "specimen_site": "primary",
                "specimen_date": "2024-05-06",
                "ki67_percent": "2",
                "ki67_cells_counted": "1000",
                "mitoses_per_2mm2": "1",
            },
            {
                "specimen_site": "liver",
                "specimen_date": "2026-02-10",
                "ki67_percent": "8",
                "ki67_cells_counted": "600",
                "mitoses_per_2mm2": "3",
                "differentiation": "well",
            },
        ),
    ),
    fills=(KI67_PERCENT, KI67_CELLS_COUNTED, MITOSES_PER_2MM2, DIFFERENTIATION),
    bounded=(KI67_PERCENT, MITOSES_PER_2MM2),
)
