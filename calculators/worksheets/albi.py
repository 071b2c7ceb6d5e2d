"""The ALBI score and grade of liver function, beside the question about hepatic insufficiency. It answers no question of a case."""

from calculators.formulas.albi import ABOVE_GRADE_1, ABOVE_GRADE_2, GRADE_LIMITS, albi_grade, albi_score
from calculators.formulas.units import ALBUMIN_G_L_PER_G_DL, BILIRUBIN_UMOL_PER_MG
from calculators.model.fields import Number
from calculators.model.sentences import amount
from calculators.model.sets import Status
from calculators.model.text import Text, number
from calculators.vocabulary.measurements import (
    ALBUMIN_G_DL,
    ALBUMIN_G_L,
    BILIRUBIN_MG_DL,
    BILIRUBIN_UMOL_L,
    G_PER_L,
    UMOL_PER_L,
)
from calculators.vocabulary.sources import HIRAOKA_2017, JOHNSON_2015
from calculators.worksheets.worksheet import Entries, Example, Inputs, Line, Result, Worksheet, awaiting, rounded

SCORE = Text("ALBI score", "Βαθμολογία ALBI")
GRADE = Text("ALBI grade", "Βαθμός ALBI")
FROM = Text(
    "From bilirubin {bilirubin} and albumin {albumin}.", "Από χολερυθρίνη {bilirubin} και λευκωματίνη {albumin}."
)
RANGES = Text(
    "Grade 1 up to {first}, grade 2 up to {second}, grade 3 above it.",
    "Βαθμός 1 έως {first}, βαθμός 2 έως {second}, βαθμός 3 πάνω από αυτό.",
).format(first=number(ABOVE_GRADE_1), second=number(ABOVE_GRADE_2))
MADE_FOR = Text(
    "Made for hepatocellular carcinoma, mostly in diseased livers: no list of this site sets a limit for it, and it does not answer whether there is hepatic insufficiency.",
    "Αναπτύχθηκε για το ηπατοκυτταρικό καρκίνωμα, κυρίως σε πάσχον ήπαρ: κανένας κατάλογος του ιστοτόπου δεν θέτει όριο για τη βαθμολογία, και αυτή δεν απαντά αν υπάρχει ηπατική ανεπάρκεια.",
)
DIFFER = Text(
    "the values in the two units differ: give one of them",
    "οι τιμές στις δύο μονάδες διαφέρουν: δώστε τη μία",
)
READ_OFF = 0.1
"""Both units are read to one decimal; the smaller number can be off by as much."""


def _either(once: Entries, si: Number, other: Number, factor: float) -> float | None:
    """Return the value in the unit of *si*, given so or as *other*, *factor* times smaller; None where neither is given."""
    value, smaller = once.number(si), once.number(other)
    if value is not None and smaller is not None and abs(value / factor - smaller) > READ_OFF:
        raise once.impossible(other, DIFFER)
    if value is not None or smaller is None:
        return value
    return smaller * factor


def compute(inputs: Inputs) -> Result:
    """Return the score and its grade, with what the score was made for."""
    once = inputs.once
    bilirubin = _either(once, BILIRUBIN_UMOL_L, BILIRUBIN_MG_DL, BILIRUBIN_UMOL_PER_MG)
    albumin = _either(once, ALBUMIN_G_L, ALBUMIN_G_DL, ALBUMIN_G_L_PER_G_DL)
    if bilirubin is None or albumin is None:
        needs = (*((BILIRUBIN_MG_DL,) if bilirubin is None else ()), *((ALBUMIN_G_DL,) if albumin is None else ()))
        return Result((awaiting("albi-score", SCORE, needs, MADE_FOR),))
    score = once.checked(albi_score, bilirubin, albumin)
    known = FROM.format(bilirubin=rounded(bilirubin, UMOL_PER_L, 1), albumin=amount(albumin, G_PER_L))
    return Result(
        (
            Line("albi-score", SCORE, number(score, GRADE_LIMITS), note=known),
            Line("albi-grade", GRADE, number(albi_grade(score)), note=RANGES),
            Line("made-for", Text("What it was made for", "Για τι αναπτύχθηκε"), MADE_FOR),
        )
    )


ALBI = Worksheet(
    id="albi",
    title=Text("ALBI: albumin and bilirubin", "ALBI: λευκωματίνη και χολερυθρίνη"),
    about=Text(
        "One number of liver function from albumin and bilirubin. It was made for hepatocellular carcinoma and judges no treatment of metastases.",
        "Ένας αριθμός ηπατικής λειτουργίας από λευκωματίνη και χολερυθρίνη. Αναπτύχθηκε για το ηπατοκυτταρικό καρκίνωμα και δεν κρίνει καμία θεραπεία μεταστάσεων.",
    ),
    fields=(BILIRUBIN_MG_DL, BILIRUBIN_UMOL_L, ALBUMIN_G_DL, ALBUMIN_G_L),
    compute=compute,
    sources=(JOHNSON_2015, HIRAOKA_2017),
    status=Status.ABSTRACT,
    status_note=Text(
        "Formula and limits were compared with texts that quote the paper, and the limits with the abstract of a second paper.",
        "Ο τύπος και τα όρια αντιπαραβλήθηκαν με κείμενα που παραθέτουν το άρθρο, και τα όρια με την περίληψη δεύτερου άρθρου.",
    ),
    example=Example({"bilirubin_mg_dl": "1.2", "albumin_g_dl": "3.5"}),
)
