"""Questions about the patient."""

from calculators.model.fields import Definition, Number, YesNo
from calculators.model.text import Text
from calculators.vocabulary.units import CENTIMETRES, KILOGRAMS, YEARS

AGE_YEARS = Number(
    "age_years",
    label=Text("Age", "Ηλικία"),
    unit=YEARS,
    definition=Definition(
        includes=Text(
            "Age on the day of assessment; a fraction of a year may be entered.",
            "Ηλικία την ημέρα της αξιολόγησης· μπορεί να δοθεί και κλάσμα έτους.",
        ),
        excludes=Text(
            "Age at diagnosis, and a judgement of biological age.",
            "Η ηλικία κατά τη διάγνωση και η εκτίμηση της βιολογικής ηλικίας.",
        ),
        measured=Text(
            "Compared as entered, without rounding: 42.5 is more than 42. The sources do not say whether they mean completed years.",
            "Συγκρίνεται όπως δόθηκε, χωρίς στρογγυλοποίηση: το 42,5 είναι μεγαλύτερο από το 42. Οι πηγές δεν αναφέρουν αν εννοούν συμπληρωμένα έτη.",
        ),
    ),
    low=0,
    high=120,
    step=1,
)

HEIGHT_CM = Number(
    "height_cm",
    label=Text("Height", "Ύψος"),
    unit=CENTIMETRES,
    definition=Definition(
        includes=Text(
            "Standing height, used for body surface area and, from it, the estimated total liver volume.",
            "Ύψος σε όρθια θέση· χρησιμεύει στον υπολογισμό της επιφάνειας σώματος και, από αυτήν, του εκτιμώμενου συνολικού όγκου ήπατος.",
        ),
        excludes=Text(
            "Height from memory or from an identity card.",
            "Ύψος από μνήμης ή από την αστυνομική ταυτότητα.",
        ),
        measured=Text(
            "Measured without shoes, in centimetres.",
            "Μετράται χωρίς υποδήματα, σε εκατοστά.",
        ),
    ),
    low=50,
    high=250,
    step=1,
)

WEIGHT_KG = Number(
    "weight_kg",
    label=Text("Weight", "Βάρος"),
    unit=KILOGRAMS,
    definition=Definition(
        includes=Text(
            "Body weight close to the day of the liver volumetry, used for body surface area.",
            "Σωματικό βάρος κοντά στην ημέρα της ογκομέτρησης του ήπατος· χρησιμεύει στον υπολογισμό της επιφάνειας σώματος.",
        ),
        excludes=Text(
            "The weight of ascites or marked oedema, as far as it can be estimated.",
            "Το βάρος του ασκίτη ή έντονου οιδήματος, στον βαθμό που μπορεί να εκτιμηθεί.",
        ),
        measured=Text(
            "Weighed, not asked for, in kilograms.",
            "Με ζύγιση και όχι κατά δήλωση του ασθενούς, σε κιλά.",
        ),
    ),
    low=2,
    high=350,
    step=1,
)

SERIOUS_COMORBIDITY = YesNo(
    "serious_comorbidity",
    label=Text("Serious comorbidity", "Σοβαρή συννοσηρότητα"),
    definition=Definition(
        includes=Text(
            "A disease that by itself rules out transplantation in the judgement of the transplant team, such as "
            "advanced heart or lung disease or another active cancer.",
            "Νόσος που από μόνη της αποκλείει τη μεταμόσχευση κατά την κρίση της μεταμοσχευτικής ομάδας, όπως "
            "προχωρημένη καρδιακή ή πνευμονική νόσος ή άλλος ενεργός καρκίνος.",
        ),
        excludes=Text(
            "The tumour under assessment, and carcinoid heart disease, which has a question of its own.",
            "Ο ίδιος ο όγκος που αξιολογείται και η καρκινοειδής καρδιοπάθεια, για την οποία υπάρχει χωριστή ερώτηση.",
        ),
        measured=Text(
            "The finding of the full transplant work-up. Before the work-up is complete, leave it as not known.",
            "Πόρισμα του πλήρους προμεταμοσχευτικού ελέγχου. Πριν αυτός ολοκληρωθεί, αφήστε την απάντηση ως άγνωστη.",
        ),
    ),
    yes=Text("serious comorbidity present", "παρουσία σοβαρής συννοσηρότητας"),
    no=Text("no serious comorbidity", "χωρίς σοβαρή συννοσηρότητα"),
)
