"""
What only a worksheet asks, beside the vocabulary: amounts from which an answer of a case is derived.

None of these is a field of a case; each means the same in every worksheet that asks it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from calculators.model.fields import Choice, DateField, Definition, Number, YesNo
from calculators.model.text import Text, same
from calculators.vocabulary.units import CENTIMETRES

MILLILITRES = same("ml")
MILLIMETRES = same("mm")
SQUARE_METRES = same("m²")
HOUNSFIELD = same("HU")
MG_PER_DL = same("mg/dl")
UMOL_PER_L = same("µmol/l")
G_PER_DL = same("g/dl")
G_PER_L = same("g/l")
NG_PER_L = same("ng/l (= pg/ml)")
POINTS = Text("points", "μονάδες")
POINTS_A_WEEK = Text("points a week", "μονάδες την εβδομάδα")
LESIONS = Text("lesions", "εστίες")

LARGEST_VOLUME_ML = 20_000
LONGEST_SUM_MM = 2_000


def _options(**names: Text) -> Mapping[str, Text]:
    """Return the options of a choice by id, in the order in which they are offered."""
    return MappingProxyType(names)


# Specimens.

SPECIMEN_SITE = Choice(
    "specimen_site",
    label=Text("Where the specimen is from", "Προέλευση του δείγματος"),
    definition=Definition(
        includes=Text("The tumour that the specimen shows.", "Ο όγκος που δείχνει το δείγμα."),
        excludes=Text("The hospital or the laboratory.", "Το νοσοκομείο ή το εργαστήριο."),
        measured=Text(
            "From the pathology report; it changes no grade.", "Από την ιστολογική έκθεση· δεν αλλάζει κανέναν βαθμό."
        ),
    ),
    options=_options(
        primary=Text("primary tumour", "πρωτοπαθής όγκος"),
        liver=Text("liver metastasis", "ηπατική μετάσταση"),
        other=Text("other metastasis", "άλλη μετάσταση"),
    ),
)

SPECIMEN_DATE = DateField(
    "specimen_date",
    label=Text("Date of the specimen", "Ημερομηνία του δείγματος"),
    definition=Definition(
        includes=Text("The day of the operation or biopsy.", "Η ημέρα της επέμβασης ή της βιοψίας."),
        excludes=Text(
            "The day of the report or of a second reading.", "Η ημέρα της έκθεσης ή μιας δεύτερης ανάγνωσης."
        ),
        measured=Text(
            "From the pathology report; it changes no grade.", "Από την ιστολογική έκθεση· δεν αλλάζει κανέναν βαθμό."
        ),
    ),
)

# Volumes.

BSA_FORMULA = Choice(
    "bsa_formula",
    label=Text("Formula of the body surface", "Τύπος επιφάνειας σώματος"),
    definition=Definition(
        includes=Text(
            "How body surface area is reckoned from height and weight.",
            "Πώς υπολογίζεται η επιφάνεια σώματος από το ύψος και το βάρος.",
        ),
        excludes=Text("Formulas for children.", "Τύποι για παιδιά."),
        measured=Text(
            "The two differ little in adults of usual build. If neither is chosen, both are computed: Mosteller is shown, and what Du Bois would put on the other "
            "side of a limit stays open.",
            "Σε ενηλίκους συνήθους διάπλασης οι δύο διαφέρουν λίγο. Χωρίς επιλογή υπολογίζονται και οι δύο: εμφανίζεται ο Mosteller, και ό,τι ο Du Bois "
            "θα έφερνε στην άλλη πλευρά ενός ορίου μένει ανοικτό.",
        ),
    ),
    options=_options(mosteller=same("Mosteller"), dubois=same("Du Bois")),
)

BACKGROUND_LIVER = Choice(
    "background_liver",
    label=Text("Liver outside the tumour", "Ήπαρ εκτός των μεταστάσεων"),
    definition=Definition(
        includes=Text(
            "What the remnant is made of; where two fit, the one that asks for more.",
            "Η ποιότητα του παρεγχύματος που θα μείνει· όταν ταιριάζουν δύο, εκείνη που απαιτεί περισσότερο.",
        ),
        excludes=Text(
            "Chemotherapy of three months or less; the tumour itself.",
            "Χημειοθεραπεία έως τριών μηνών· οι ίδιες οι μεταστάσεις.",
        ),
        measured=Text(
            "From history, blood tests, imaging and, where in doubt, biopsy of the liver.",
            "Από το ιστορικό, τον εργαστηριακό και απεικονιστικό έλεγχο και, επί αμφιβολίας, βιοψία ήπατος.",
        ),
    ),
    options=_options(
        healthy=Text("healthy", "υγιές"),
        chemotherapy=Text("more than three months of chemotherapy", "χημειοθεραπεία άνω των τριών μηνών"),
        cirrhosis=Text("fibrosis or cirrhosis", "ίνωση ή κίρρωση"),
    ),
)

REMNANT_DENOMINATOR = Choice(
    "remnant_denominator",
    label=Text("Which remnant is passed on", "Ποιο υπόλειμμα μεταφέρεται"),
    definition=Definition(
        includes=Text("The one that goes into the case.", "Εκείνο που μεταφέρεται στο περιστατικό."),
        excludes=Text("A mean of the two.", "Ο μέσος όρος των δύο."),
        measured=Text(
            "Where both are known, one has to be chosen. A published limit belongs to its own denominator; Frilling 2014 names none.",
            "Όπου είναι γνωστά και τα δύο, πρέπει να επιλεγεί ένα. Κάθε δημοσιευμένο όριο ανήκει στον δικό του παρονομαστή· το Frilling 2014 δεν ορίζει κανέναν.",
        ),
    ),
    options=_options(
        standardised=Text("standardised (volume from body size)", "τυποποιημένο (όγκος από τη σωματική διάπλαση)"),
        measured=Text("measured (CT less the tumour)", "μετρημένο (CT μείον τις μεταστάσεις)"),
    ),
)

EMBOLISATION_DATE = DateField(
    "embolisation_date",
    label=Text("Date of portal vein embolisation", "Ημερομηνία εμβολισμού της πυλαίας"),
    definition=Definition(
        includes=Text("The day on which the portal branch was closed.", "Η ημέρα απόφραξης του πυλαίου κλάδου."),
        excludes=Text("Embolisation of the hepatic artery.", "Ο εμβολισμός της ηπατικής αρτηρίας."),
        measured=Text("From the report of the procedure.", "Από το πρακτικό της επέμβασης."),
    ),
)

VOLUMETRY_DATE = DateField(
    "volumetry_date",
    label=Text("Date of the volumetry", "Ημερομηνία της ογκομέτρησης"),
    definition=Definition(
        includes=Text("The day of the scan that was measured.", "Η ημέρα της εξέτασης στην οποία έγινε η μέτρηση."),
        excludes=Text("The day on which it was measured.", "Η ημέρα κατά την οποία μετρήθηκε."),
        measured=Text(
            "From the scan; several in the order in which they were taken.",
            "Από την εξέταση· περισσότερες με τη χρονική τους σειρά.",
        ),
    ),
)

REMNANT_ML = Number(
    "remnant_ml",
    label=Text("Volume of the remnant", "Όγκος του υπολείμματος"),
    unit=MILLILITRES,
    definition=Definition(
        includes=Text("The liver that will stay.", "Το ήπαρ που θα παραμείνει."),
        excludes=Text("Tumour within it, and large vessels.", "Μεταστάσεις μέσα σε αυτό και μεγάλα αγγεία."),
        measured=Text(
            "By volumetry on CT or MRI along the planned line of resection.",
            "Με ογκομέτρηση σε CT ή MRI κατά το σχεδιαζόμενο επίπεδο εκτομής.",
        ),
    ),
    low=1,
    high=LARGEST_VOLUME_ML,
    step=1,
)

TOTAL_LIVER_ML = Number(
    "total_liver_ml",
    label=Text("Volume of the whole liver", "Όγκος όλου του ήπατος"),
    unit=MILLILITRES,
    definition=Definition(
        includes=Text("The whole liver with its tumour.", "Όλο το ήπαρ μαζί με τις μεταστάσεις."),
        excludes=Text("The gallbladder and the vena cava.", "Η χοληδόχος κύστη και η κάτω κοίλη φλέβα."),
        measured=Text("By volumetry on the same CT or MRI.", "Με ογκομέτρηση στην ίδια CT ή MRI."),
    ),
    low=1,
    high=LARGEST_VOLUME_ML,
    step=1,
)

TUMOUR_ML = Number(
    "tumour_ml",
    label=Text("Volume of the tumour in the liver", "Όγκος των μεταστάσεων στο ήπαρ"),
    unit=MILLILITRES,
    definition=Definition(
        includes=Text(
            "All metastases added; 0 where there is none.", "Όλες οι μεταστάσεις αθροιστικά· 0 όταν δεν υπάρχει καμία."
        ),
        excludes=Text("Cysts and other benign lesions.", "Κύστεις και άλλες καλοήθεις εστίες."),
        measured=Text("By volumetry on the same CT or MRI.", "Με ογκομέτρηση στην ίδια CT ή MRI."),
    ),
    low=0,
    high=LARGEST_VOLUME_ML,
    step=1,
)

TUMOUR_LEFT_ML = Number(
    "tumour_left_ml",
    label=Text("Volume of tumour that would be left", "Όγκος μεταστάσεων που θα έμενε"),
    unit=MILLILITRES,
    definition=Definition(
        includes=Text(
            "Tumour in the liver after the planned operation; 0 where none is left.",
            "Οι μεταστάσεις στο ήπαρ μετά τη σχεδιαζόμενη επέμβαση· 0 όταν δεν μένει καμία.",
        ),
        excludes=Text("Disease outside the liver.", "Η νόσος εκτός του ήπατος."),
        measured=Text(
            "By volumetry of what stays, on the same CT or MRI.", "Με ογκομέτρηση όσων μένουν, στην ίδια CT ή MRI."
        ),
    ),
    low=0,
    high=LARGEST_VOLUME_ML,
    step=1,
)

# Lesions.

LESION_COUNT = Number(
    "lesion_count",
    label=Text("Number of liver metastases", "Αριθμός ηπατικών μεταστάσεων"),
    unit=LESIONS,
    definition=Definition(
        includes=Text(
            "All metastases in the liver, also those whose diameters are not entered. Without it, diameters give a lower bound.",
            "Όλες οι μεταστάσεις στο ήπαρ, και εκείνες για τις οποίες δεν δόθηκαν διάμετροι. Χωρίς αυτόν, οι διάμετροι δίνουν κατώτατο όριο.",
        ),
        excludes=Text("Cysts and other benign lesions.", "Κύστεις και άλλες καλοήθεις εστίες."),
        measured=Text("Counted on the scan that was measured.", "Καταμέτρηση στην εξέταση που μετρήθηκε."),
    ),
    low=1,
    high=999,
    step=1,
    whole=True,
)


def _diameter(letter: str, ordinal: Text) -> Number:
    return Number(
        f"diameter_{letter}_cm",
        label=Text("{ordinal} diameter", "{ordinal} διάμετρος").format(ordinal=ordinal),
        unit=CENTIMETRES,
        definition=Definition(
            includes=Text(
                "A diameter of one lesion, at right angles to the others.",
                "Μία διάμετρος της εστίας, κάθετη στις άλλες.",
            ),
            excludes=Text("The sum of several lesions.", "Το άθροισμα περισσότερων εστιών."),
            measured=Text(
                "Three diameters make an ellipsoid, a single one a sphere. Two make no volume.",
                "Τρεις διάμετροι δίνουν ελλειψοειδές, μία μόνη σφαίρα. Από δύο δεν προκύπτει όγκος.",
            ),
        ),
        low=0.1,
        high=50,
        step=0.1,
    )


DIAMETER_A_CM = _diameter("a", Text("Longest", "Μεγαλύτερη"))
DIAMETER_B_CM = _diameter("b", Text("Second", "Δεύτερη"))
DIAMETER_C_CM = _diameter("c", Text("Third", "Τρίτη"))

# Response.


def _sum(name: str, label: Text, includes: Text, low: float) -> Number:
    return Number(
        name,
        label=label,
        unit=MILLIMETRES,
        definition=Definition(
            includes=includes,
            excludes=Text(
                "Lesions that were not among the target lesions at the start.",
                "Εστίες που δεν ήταν εξαρχής στις εστίες-στόχους.",
            ),
            measured=Text(
                "Longest diameters, of lymph nodes the short axis, on scans of the same kind; a lesion that has vanished counts 0.",
                "Μέγιστες διάμετροι, στους λεμφαδένες ο βραχύς άξονας, σε εξετάσεις του ίδιου είδους· εστία που εξαφανίστηκε μετρά 0.",
            ),
        ),
        low=low,
        high=LONGEST_SUM_MM,
        step=1,
    )


BASELINE_SUM_MM = _sum(
    "baseline_sum_mm",
    Text("Sum of diameters before treatment", "Άθροισμα διαμέτρων πριν από τη θεραπεία"),
    Text(
        "The target lesions on the last scan before treatment.",
        "Οι εστίες-στόχοι στην τελευταία εξέταση πριν από τη θεραπεία.",
    ),
    low=1,
)
NADIR_SUM_MM = _sum(
    "nadir_sum_mm",
    Text("Smallest sum so far", "Μικρότερο άθροισμα έως τώρα"),
    Text(
        "The smallest sum of any scan before this one, the one before treatment included; without an answer it is not known.",
        "Το μικρότερο άθροισμα από όλες τις προηγούμενες εξετάσεις, μαζί με εκείνη πριν από τη θεραπεία· χωρίς απάντηση θεωρείται άγνωστο.",
    ),
    low=0,
)
FOLLOW_UP_SUM_MM = _sum(
    "follow_up_sum_mm",
    Text("Sum of diameters now", "Άθροισμα διαμέτρων τώρα"),
    Text(
        "The same target lesions on the scan that is judged.", "Οι ίδιες εστίες-στόχοι στην εξέταση που αξιολογείται."
    ),
    low=0,
)

FIRST_FOLLOW_UP = YesNo(
    "first_follow_up",
    label=Text("First scan after the start of treatment", "Πρώτη εξέταση μετά την έναρξη της θεραπείας"),
    definition=Definition(
        includes=Text(
            "No other scan was taken between the one before treatment and the one that is judged.",
            "Δεν έγινε άλλη εξέταση ανάμεσα σε εκείνη πριν από τη θεραπεία και σε εκείνη που αξιολογείται.",
        ),
        excludes=Text("The first scan in this hospital.", "Η πρώτη εξέταση σε αυτό το νοσοκομείο."),
        measured=Text(
            "From the list of all scans. On the first one the smallest sum so far is the sum before treatment; on a later one it has to be entered.",
            "Από τον κατάλογο όλων των εξετάσεων. Στην πρώτη, μικρότερο έως τώρα άθροισμα είναι εκείνο πριν από τη θεραπεία· σε μεταγενέστερη πρέπει να δοθεί.",
        ),
    ),
    yes=Text("first scan after the start of treatment", "πρώτη εξέταση μετά την έναρξη της θεραπείας"),
    no=Text("a later scan", "μεταγενέστερη εξέταση"),
)

ALL_LESIONS_GONE = YesNo(
    "all_lesions_gone",
    label=Text("All lesions gone", "Εξαφάνιση όλων των εστιών"),
    definition=Definition(
        includes=Text(
            "No lesion is left, target or not; every lymph node is below 10 mm in its short axis.",
            "Δεν μένει καμία εστία, στόχος ή μη· κάθε λεμφαδένας έχει βραχύ άξονα κάτω από 10 mm.",
        ),
        excludes=Text("The disappearance of the target lesions alone.", "Η εξαφάνιση μόνο των εστιών-στόχων."),
        measured=Text("On the scan that is judged.", "Στην εξέταση που αξιολογείται."),
    ),
    yes=Text("all lesions gone", "εξαφάνιση όλων των εστιών"),
    no=Text("lesions left", "υπάρχουν εστίες"),
)

NEW_LESION = YesNo(
    "new_lesion",
    label=Text("New lesion", "Νέα εστία"),
    definition=Definition(
        includes=Text(
            "A lesion that was on no earlier scan, or the unequivocal growth of one outside the sum.",
            "Εστία που δεν υπήρχε σε καμία προηγούμενη εξέταση ή σαφής αύξηση εστίας εκτός του αθροίσματος.",
        ),
        excludes=Text(
            "A lesion that was merely not visible before, for technical reasons.",
            "Εστία που απλώς δεν φαινόταν πριν για τεχνικούς λόγους.",
        ),
        measured=Text(
            "On the scan that is judged, anywhere in the body.", "Στην εξέταση που αξιολογείται, οπουδήποτε στο σώμα."
        ),
    ),
    yes=Text("new lesion", "νέα εστία"),
    no=Text("no new lesion", "χωρίς νέα εστία"),
)

NEW_NODULE = YesNo(
    "new_nodule",
    label=Text("New or growing nodule within a lesion", "Νέο ή αυξανόμενο οζίδιο μέσα σε εστία"),
    definition=Definition(
        includes=Text(
            "A new enhancing nodule within a treated lesion, or an old one that grows.",
            "Νέο εμπλουτιζόμενο οζίδιο μέσα σε εστία υπό θεραπεία ή παλαιό που μεγαλώνει.",
        ),
        excludes=Text(
            "A new lesion elsewhere, which has a question of its own.",
            "Η νέα εστία αλλού, για την οποία υπάρχει χωριστή ερώτηση.",
        ),
        measured=Text(
            "On contrast CT; the Choi criteria ask for it.", "Σε CT με σκιαγραφικό· το ζητούν τα κριτήρια Choi."
        ),
    ),
    yes=Text("nodule within a lesion, new or growing", "οζίδιο μέσα σε εστία, νέο ή αυξανόμενο"),
    no=Text("no such nodule", "χωρίς τέτοιο οζίδιο"),
)


def _density(name: str, label: Text, low: float) -> Number:
    return Number(
        name,
        label=label,
        unit=HOUNSFIELD,
        definition=Definition(
            includes=Text(
                "Mean density of the target lesions on contrast CT.",
                "Μέση πυκνότητα των εστιών-στόχων σε CT με σκιαγραφικό.",
            ),
            excludes=Text(
                "Calcifications, and scans without contrast.", "Οι αποτιτανώσεις και οι εξετάσεις χωρίς σκιαγραφικό."
            ),
            measured=Text(
                "Over the whole lesion, in the portal venous phase; a value below 0 is entered as 0.",
                "Σε όλη την έκταση της εστίας, στην πυλαία φάση· τιμή κάτω από 0 δίδεται ως 0.",
            ),
        ),
        low=low,
        high=500,
        step=1,
    )


DENSITY_BEFORE_HU = _density(
    "density_before_hu", Text("Density before treatment", "Πυκνότητα πριν από τη θεραπεία"), low=1
)
DENSITY_NOW_HU = _density("density_now_hu", Text("Density now", "Πυκνότητα τώρα"), low=0)

SAME_CT_PHASE = YesNo(
    "same_ct_phase",
    label=Text("Both scans in the same phase of contrast", "Οι δύο εξετάσεις στην ίδια φάση σκιαγράφησης"),
    definition=Definition(
        includes=Text(
            "Both densities are from the same phase and a comparable protocol.",
            "Οι δύο πυκνότητες είναι από την ίδια φάση και συγκρίσιμο πρωτόκολλο.",
        ),
        excludes=Text("An arterial and a portal venous phase.", "Μία αρτηριακή και μία πυλαία φάση."),
        measured=Text(
            "From the scans' own data; densities of different phases cannot be compared.",
            "Από τα στοιχεία των εξετάσεων· πυκνότητες διαφορετικών φάσεων δεν συγκρίνονται.",
        ),
    ),
    yes=Text("same phase of contrast", "ίδια φάση σκιαγράφησης"),
    no=Text("different phases of contrast", "διαφορετικές φάσεις σκιαγράφησης"),
)

GROWING_TUMOURS = Choice(
    "growing_tumours",
    label=Text("Tumours that grow", "Εστίες που αυξάνονται"),
    definition=Definition(
        includes=Text(
            "Tumours that have grown since the smallest size on treatment, new ones, and those with a new or growing nodule.",
            "Εστίες που μεγάλωσαν από το μικρότερο μέγεθός τους υπό θεραπεία, νέες εστίες, και όσες έχουν νέο ή αυξανόμενο οζίδιο.",
        ),
        excludes=Text("Tumours that are stable or respond.", "Εστίες σταθερές ή που ανταποκρίνονται."),
        measured=Text(
            "Asked only where the response is progression.", "Ρωτάται μόνο όπου η ανταπόκριση είναι πρόοδος νόσου."
        ),
    ),
    options=_options(one=Text("one", "μία"), several=Text("more than one", "περισσότερες από μία")),
)

RESPONSE_METHOD = Choice(
    "response_method",
    label=Text("Which response is passed on", "Ποια ανταπόκριση μεταφέρεται"),
    definition=Definition(
        includes=Text("The reading that goes into the case.", "Η ανάγνωση που μεταφέρεται στο περιστατικό."),
        excludes=Text("A mixture of the two.", "Ανάμειξη των δύο."),
        measured=Text(
            "The board's choice; where the two agree, none is needed.",
            "Επιλογή του συμβουλίου· όπου οι δύο συμφωνούν, δεν χρειάζεται.",
        ),
    ),
    options=_options(recist=same("RECIST 1.1"), choi=same("Choi 2007")),
)

# Laboratory.


def _laboratory(name: str, label: Text, unit: Text, high: float, low: float = 0) -> Number:
    return Number(
        name,
        label=label,
        unit=unit,
        definition=Definition(
            includes=Text(
                "The value as the laboratory reports it, in this unit.",
                "Η τιμή όπως τη δίνει το εργαστήριο, σε αυτή τη μονάδα.",
            ),
            excludes=Text("A value in another unit.", "Τιμή σε άλλη μονάδα."),
            measured=Text("From the laboratory report.", "Από την εργαστηριακή έκθεση."),
        ),
        low=low,
        high=high,
        step=0.1,
    )


BILIRUBIN = Text("Total bilirubin", "Ολική χολερυθρίνη")
CREATININE = Text("Creatinine", "Κρεατινίνη")
ALBUMIN = Text("Albumin", "Λευκωματίνη")

BILIRUBIN_MG_DL = _laboratory("bilirubin_mg_dl", BILIRUBIN, MG_PER_DL, 100)
BILIRUBIN_UMOL_L = _laboratory("bilirubin_umol_l", BILIRUBIN, UMOL_PER_L, 2_000)
CREATININE_MG_DL = _laboratory("creatinine_mg_dl", CREATININE, MG_PER_DL, 50)
CREATININE_UMOL_L = _laboratory("creatinine_umol_l", CREATININE, UMOL_PER_L, 5_000)
# The ranges of the two units do not overlap: a value in the other unit is out of range.
ALBUMIN_G_DL = _laboratory("albumin_g_dl", ALBUMIN, G_PER_DL, 10, low=1)
ALBUMIN_G_L = _laboratory("albumin_g_l", ALBUMIN, G_PER_L, 100, low=11)
NT_PROBNP_NG_L = _laboratory("nt_probnp_ng_l", same("NT-proBNP"), NG_PER_L, 500_000)
