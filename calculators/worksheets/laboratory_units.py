"""Laboratory values in other units. Nothing is judged and nothing is passed on."""

from calculators.formulas.units import BILIRUBIN_UMOL_PER_MG, CREATININE_UMOL_PER_MG, to_mass, to_molar
from calculators.model.fields import Number
from calculators.model.sentences import amount
from calculators.model.sets import Status
from calculators.model.text import Text, number
from calculators.vocabulary.measurements import (
    BILIRUBIN_MG_DL,
    BILIRUBIN_UMOL_L,
    CREATININE_MG_DL,
    CREATININE_UMOL_L,
    MG_PER_DL,
    NT_PROBNP_NG_L,
    UMOL_PER_L,
)
from calculators.vocabulary.sources import BHATTACHARYYA_2008, CHD_2023
from calculators.worksheets.worksheet import Example, Inputs, Line, Result, Worksheet, awaiting, rounded

PAIRS: tuple[tuple[Number, Number, float], ...] = (
    (BILIRUBIN_MG_DL, BILIRUBIN_UMOL_L, BILIRUBIN_UMOL_PER_MG),
    (CREATININE_MG_DL, CREATININE_UMOL_L, CREATININE_UMOL_PER_MG),
)
EQUALS = Text("{given} = {other}", "{given} = {other}")
FACTOR = Text("1 mg/dl = {factor} µmol/l", "1 mg/dl = {factor} µmol/l")
SAME_NUMBER = Text("{number} pg/ml = {number} ng/l", "{number} pg/ml = {number} ng/l")
NEVER_RULES_OUT = Text(
    "The number is the same in both units. A low value, below 260 ng/l too, never rules carcinoid heart disease out: echocardiography is still required.",
    "Ο αριθμός είναι ο ίδιος στις δύο μονάδες. Χαμηλή τιμή, ακόμη και κάτω από 260 ng/l, δεν αποκλείει ποτέ την καρκινοειδή καρδιοπάθεια: "
    "το υπερηχογράφημα καρδιάς παραμένει απαραίτητο.",
)


def compute(inputs: Inputs) -> Result:
    """Return each value that was given in the other unit."""
    once = inputs.once
    lines = []
    for mass, molar, factor in PAIRS:
        note = FACTOR.format(factor=number(factor, (factor,)))
        if (value := once.number(mass)) is not None:
            shown = EQUALS.format(given=amount(value, MG_PER_DL), other=rounded(to_molar(value, factor), UMOL_PER_L, 1))
            lines.append(Line(mass.id.replace("_", "-"), mass.label, shown, note=note))
        if (value := once.number(molar)) is not None:
            shown = EQUALS.format(given=amount(value, UMOL_PER_L), other=rounded(to_mass(value, factor), MG_PER_DL, 2))
            lines.append(Line(molar.id.replace("_", "-"), molar.label, shown, note=note))
    if (value := once.number(NT_PROBNP_NG_L)) is not None:
        lines.append(
            Line("nt-probnp", NT_PROBNP_NG_L.label, SAME_NUMBER.format(number=number(value)), note=NEVER_RULES_OUT)
        )
    return Result(tuple(lines or [awaiting("value", Text("Value", "Τιμή"), LABORATORY_UNITS.fields)]))


LABORATORY_UNITS = Worksheet(
    id="laboratory-units",
    title=Text("Laboratory units", "Μονάδες εργαστηρίου"),
    about=Text(
        "Bilirubin and creatinine in mg/dl and µmol/l, NT-proBNP in pg/ml and ng/l. No value is judged.",
        "Χολερυθρίνη και κρεατινίνη σε mg/dl και µmol/l, NT-proBNP σε pg/ml και ng/l. Καμία τιμή δεν κρίνεται.",
    ),
    fields=(BILIRUBIN_MG_DL, BILIRUBIN_UMOL_L, CREATININE_MG_DL, CREATININE_UMOL_L, NT_PROBNP_NG_L),
    compute=compute,
    sources=(BHATTACHARYYA_2008, CHD_2023),
    status=Status.ABSTRACT,
    status_note=Text(
        "The factors follow from the molar masses; that of creatinine is the one laboratories print.",
        "Οι συντελεστές προκύπτουν από τη μοριακή μάζα· της κρεατινίνης είναι εκείνος που τυπώνουν τα εργαστήρια.",
    ),
    example=Example({"bilirubin_mg_dl": "2", "creatinine_umol_l": "150", "nt_probnp_ng_l": "200"}),
)
