"""
The vocabulary: every question about a patient, asked once and in one unit.

Criteria refer to these constants and never ask for the same thing in other words. What an answer means stands in its
`Definition`, which the forms show beside the question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from calculators.model import Choice, Day, DeclarationError, Definition, Field, Number, YesNo
from calculators.text import Text, same

PERCENT = same("%")
CELLS = Text("cells", "κύτταρα")
YEARS = Text("years", "έτη")
MONTHS = Text("months", "μήνες")
CENTIMETRES = same("cm")
KILOGRAMS = same("kg")
PER_2_MM2 = Text("per 2 mm²", "ανά 2 mm²")


def _options(**names: Text) -> Mapping[str, Text]:
    """Return the options of a choice by id, in the order in which they are offered."""
    return MappingProxyType(names)


# Patient.

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

# Tumour.

TUMOUR_FAMILY = Choice(
    "tumour_family",
    label=Text("Tumour family", "Κατηγορία όγκου"),
    definition=Definition(
        includes=Text(
            "Neuroendocrine: well-differentiated tumours (NET) and poorly differentiated carcinomas (NEC) of any "
            "site. Non-neuroendocrine: every other solid tumour that these pages deal with.",
            "Νευροενδοκρινής: καλά διαφοροποιημένοι όγκοι (NET) και χαμηλής διαφοροποίησης καρκινώματα (NEC) κάθε "
            "εντόπισης. Μη νευροενδοκρινής: κάθε άλλος συμπαγής όγκος με τον οποίο ασχολούνται αυτές οι σελίδες.",
        ),
        excludes=Text(
            "Colorectal adenocarcinoma and tumours that arose in the liver: no rule here was made for them. A mixed "
            "neoplasm (MiNEN) fits neither answer; leave it as not known.",
            "Το ορθοκολικό αδενοκαρκίνωμα και οι πρωτοπαθείς όγκοι του ήπατος: κανένας κανόνας εδώ δεν τα αφορά. Το "
            "μικτό νεόπλασμα (MiNEN) δεν ανήκει σε καμία απάντηση· αφήστε την ως άγνωστη.",
        ),
        measured=Text(
            "From the histology report, with immunohistochemistry (synaptophysin, chromogranin A) for a neuroendocrine tumour.",
            "Από την ιστολογική έκθεση, με ανοσοϊστοχημεία (συναπτοφυσίνη, χρωμογρανίνη Α) για τους νευροενδοκρινείς όγκους.",
        ),
    ),
    options=_options(
        neuroendocrine=Text("neuroendocrine", "νευροενδοκρινής"),
        non_neuroendocrine=Text("non-neuroendocrine", "μη νευροενδοκρινής"),
    ),
)

PRIMARY_SITE = Choice(
    "primary_site",
    label=Text("Primary site", "Πρωτοπαθής εστία"),
    definition=Definition(
        includes=Text(
            "The organ in which the tumour arose, also when it has been removed. Distal stomach means antrum and "
            "pylorus here, proximal stomach all above; the ampulla belongs to the duodenum, the caecum to the colon. "
            "Unknown means that a search found no primary.",
            "Το όργανο από το οποίο προήλθε ο όγκος, ακόμη και αν έχει αφαιρεθεί. Άπω στόμαχος εδώ είναι το άντρο "
            "και ο πυλωρός, εγγύς στόμαχος όλο το υπόλοιπο· το φύμα του Vater ανήκει στο δωδεκαδάκτυλο και το τυφλό "
            "στο κόλον. Άγνωστη σημαίνει ότι αναζητήθηκε και δεν βρέθηκε.",
        ),
        excludes=Text(
            "The site of a metastasis. A tumour of the middle rectum fits neither name, since its venous drainage is "
            "mixed: choose other site, and the drainage stays open.",
            "Η θέση μιας μετάστασης. Ο όγκος του μέσου ορθού δεν ανήκει ούτε στο ανώτερο ούτε στο κατώτερο, επειδή η "
            "φλεβική του απορροή είναι μικτή: επιλέξτε άλλη εντόπιση, ώστε η απορροή να μείνει ανοικτή.",
        ),
        measured=Text(
            "From the operation and histology reports, or from endoscopy and imaging. The sources do not draw the "
            "line between proximal and distal stomach; the one above is this site's.",
            "Από το πρακτικό του χειρουργείου και την ιστολογική έκθεση, ή από την ενδοσκόπηση και την απεικόνιση. "
            "Οι πηγές δεν ορίζουν το όριο μεταξύ εγγύς και άπω στομάχου· το παραπάνω είναι επιλογή αυτού του "
            "ιστοτόπου.",
        ),
    ),
    options=_options(
        pancreas=Text("pancreas", "πάγκρεας"),
        oesophagus=Text("oesophagus", "οισοφάγος"),
        stomach_proximal=Text("proximal stomach", "εγγύς στόμαχος"),
        stomach_distal=Text("distal stomach", "άπω στόμαχος"),
        duodenum=Text("duodenum", "δωδεκαδάκτυλο"),
        jejunum=Text("jejunum", "νήστιδα"),
        ileum=Text("ileum", "ειλεός"),
        appendix=Text("appendix", "σκωληκοειδής απόφυση"),
        colon=Text("colon (caecum to descending)", "κόλον (τυφλό έως κατιόν)"),
        sigmoid=Text("sigmoid colon", "σιγμοειδές"),
        rectum_upper=Text("upper rectum", "ανώτερο ορθό"),
        rectum_lower=Text("lower rectum", "κατώτερο ορθό"),
        lung=Text("lung", "πνεύμονας"),
        adrenal=Text("adrenal gland", "επινεφρίδιο"),
        thyroid=Text("thyroid", "θυρεοειδής"),
        breast=Text("breast", "μαστός"),
        kidney=Text("kidney", "νεφρός"),
        bladder=Text("urinary bladder", "ουροδόχος κύστη"),
        testis=Text("testis", "όρχις"),
        ovary=Text("ovary", "ωοθήκη"),
        uterus=Text("uterus", "μήτρα"),
        skin=Text("skin", "δέρμα"),
        eye=Text("eye", "οφθαλμός"),
        soft_tissue=Text("soft tissue", "μαλακά μόρια"),
        other=Text("other site", "άλλη εντόπιση"),
        unknown=Text("unknown primary (not found)", "άγνωστη (δεν βρέθηκε)"),
    ),
)

HISTOLOGY = Choice(
    "histology",
    label=Text("Histology of a non-neuroendocrine tumour", "Ιστολογικός τύπος μη νευροενδοκρινούς όγκου"),
    definition=Definition(
        includes=Text(
            "The histological type of a tumour that is not neuroendocrine. Urothelial and other types not named here are other histology.",
            "Ο ιστολογικός τύπος ενός μη νευροενδοκρινούς όγκου. Το ουροθηλιακό καρκίνωμα και όσοι τύποι δεν "
            "κατονομάζονται εδώ ανήκουν στον άλλο ιστολογικό τύπο.",
        ),
        excludes=Text(
            "Neuroendocrine tumours and carcinomas, which are described by differentiation and grade. GIST is not counted among the other sarcomas.",
            "Οι νευροενδοκρινείς όγκοι και τα νευροενδοκρινή καρκινώματα, που περιγράφονται με τη διαφοροποίηση και "
            "τον βαθμό κακοήθειας. Το GIST δεν υπολογίζεται στα υπόλοιπα σαρκώματα.",
        ),
        measured=Text(
            "From the histology of the primary or of a liver metastasis, with immunohistochemistry where the type is in doubt.",
            "Από την ιστολογική εξέταση του πρωτοπαθούς όγκου ή ηπατικής μετάστασης, με ανοσοϊστοχημεία όπου υπάρχει αμφιβολία.",
        ),
    ),
    options=_options(
        adenocarcinoma=Text("adenocarcinoma", "αδενοκαρκίνωμα"),
        squamous=Text("squamous cell carcinoma", "καρκίνωμα εκ πλακωδών κυττάρων"),
        melanoma=Text("melanoma", "μελάνωμα"),
        sarcoma=Text("sarcoma other than GIST", "σάρκωμα εκτός GIST"),
        gist=Text("gastrointestinal stromal tumour (GIST)", "στρωματικός όγκος του γαστρεντερικού (GIST)"),
        germ_cell=Text("germ-cell tumour", "όγκος εκ γεννητικών κυττάρων"),
        other=Text("other histology", "άλλος ιστολογικός τύπος"),
    ),
)

DIFFERENTIATION = Choice(
    "differentiation",
    label=Text("Differentiation", "Διαφοροποίηση"),
    definition=Definition(
        includes=Text(
            "The pathologist's judgement of the architecture and cells of a neuroendocrine neoplasm. Well "
            "differentiated is a NET of any grade, G3 included; small-cell and large-cell carcinoma are poorly "
            "differentiated.",
            "Η κρίση του παθολογοανατόμου για την αρχιτεκτονική και τα κύτταρα του νευροενδοκρινούς νεοπλάσματος. "
            "Καλή διαφοροποίηση έχει κάθε NET, ακόμη και G3· το μικροκυτταρικό και το μεγαλοκυτταρικό καρκίνωμα "
            "είναι χαμηλής διαφοροποίησης.",
        ),
        excludes=Text(
            "A conclusion from Ki-67 alone: a high index does not prove poor differentiation. The older term "
            "moderately differentiated has no place here; ask the pathologist.",
            "Το συμπέρασμα μόνο από το Ki-67: ένας υψηλός δείκτης δεν αποδεικνύει χαμηλή διαφοροποίηση. Ο "
            "παλαιότερος όρος «μέτρια διαφοροποίηση» δεν αντιστοιχεί σε καμία απάντηση· συμβουλευθείτε τον "
            "παθολογοανατόμο.",
        ),
        measured=Text(
            "On tissue sections of a resected specimen or a biopsy; cytology often does not suffice.",
            "Σε ιστολογικές τομές χειρουργικού παρασκευάσματος ή βιοψίας· η κυτταρολογική εξέταση συχνά δεν επαρκεί.",
        ),
    ),
    options=_options(
        well=Text("well (NET)", "καλή (NET)"),
        poor=Text("poor (NEC)", "χαμηλή (NEC)"),
    ),
)

KI67_PERCENT = Number(
    "ki67_percent",
    label=Text("Ki-67 index", "Δείκτης Ki-67"),
    unit=PERCENT,
    definition=Definition(
        includes=Text(
            "Percentage of tumour-cell nuclei that stain for Ki-67. Of several specimens the highest value holds, "
            "whether from the primary or from a metastasis.",
            "Ποσοστό των πυρήνων των νεοπλασματικών κυττάρων που είναι θετικοί στο Ki-67. Μεταξύ πολλαπλών δειγμάτων "
            "ισχύει η υψηλότερη τιμή, είτε προέρχεται από τον πρωτοπαθή όγκο είτε από μετάσταση.",
        ),
        excludes=Text(
            "The mean of several specimens, a figure estimated at a glance, a value from cytology where tissue "
            "exists, and stained lymphocytes or stromal cells.",
            "Ο μέσος όρος περισσότερων δειγμάτων, η αδρή οπτική εκτίμηση, η τιμή από κυτταρολογικό υλικό όταν "
            "υπάρχει ιστός, καθώς και τα θετικά λεμφοκύτταρα ή κύτταρα του στρώματος.",
        ),
        measured=Text(
            "Counted in hot spots, the areas of densest staining, over at least 500 tumour cells. Record the "
            "specimen and its date: metastases are often higher than the primary, and a biopsy can miss the highest "
            "area.",
            "Καταμέτρηση στις περιοχές με την εντονότερη χρώση (hot spots), σε τουλάχιστον 500 νεοπλασματικά "
            "κύτταρα. Σημειώστε το δείγμα και την ημερομηνία του: οι μεταστάσεις έχουν συχνά υψηλότερη τιμή από τον "
            "πρωτοπαθή, και η βιοψία μπορεί να μην περιλάβει την περιοχή με την υψηλότερη τιμή.",
        ),
    ),
    low=0,
    high=100,
    step=0.1,
)

KI67_CELLS_COUNTED = Number(
    "ki67_cells_counted",
    label=Text("Cells counted for Ki-67", "Κύτταρα που μετρήθηκαν για το Ki-67"),
    unit=CELLS,
    definition=Definition(
        includes=Text(
            "Number of tumour cells, stained and unstained, over which the Ki-67 index was counted.",
            "Αριθμός νεοπλασματικών κυττάρων, θετικών και αρνητικών, στα οποία μετρήθηκε ο δείκτης Ki-67.",
        ),
        excludes=Text(
            "The number of stained cells alone.",
            "Ο αριθμός μόνο των θετικών κυττάρων.",
        ),
        measured=Text(
            "From the pathology report. It changes no criterion: it says how far the index could lie from the one entered by chance of counting alone.",
            "Από την ιστολογική έκθεση. Δεν αλλάζει κανένα κριτήριο: δείχνει πόσο μπορεί να απέχει ο δείκτης από αυτόν που δηλώθηκε, μόνο λόγω τύχης στην καταμέτρηση.",
        ),
    ),
    low=1,
    high=100_000,
    step=1,
    whole=True,
)

MITOSES_PER_2MM2 = Number(
    "mitoses_per_2mm2",
    label=Text("Mitoses", "Μιτώσεις"),
    unit=PER_2_MM2,
    definition=Definition(
        includes=Text(
            "Number of mitotic figures in the tumour, expressed per 2 mm²; a fraction may be entered. Of several specimens the highest count holds.",
            "Αριθμός μιτώσεων στον όγκο, εκφρασμένος ανά 2 mm²· μπορεί να δοθεί και δεκαδική τιμή. Μεταξύ πολλαπλών δειγμάτων ισχύει η υψηλότερη τιμή.",
        ),
        excludes=Text(
            "Pyknotic or apoptotic nuclei. A count per 10 high-power fields that was not converted: the area of a field differs between microscopes.",
            "Οι πυκνωτικοί ή αποπτωτικοί πυρήνες. Η τιμή ανά 10 οπτικά πεδία μεγάλης μεγέθυνσης χωρίς μετατροπή: η "
            "έκταση του πεδίου διαφέρει από μικροσκόπιο σε μικροσκόπιο.",
        ),
        measured=Text(
            "Counted in the most active areas, over 10 mm² (50 fields of 0.2 mm²) where there is enough tissue, and divided down to 2 mm².",
            "Καταμέτρηση στις πιο ενεργές περιοχές, σε 10 mm² (50 πεδία των 0,2 mm²) όπου ο ιστός επαρκεί, και αναγωγή στα 2 mm².",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

WHO_GRADE = Choice(
    "who_grade",
    label=Text("WHO grade", "Βαθμός κακοήθειας κατά WHO"),
    definition=Definition(
        includes=Text(
            "Grade of a digestive neuroendocrine neoplasm by the WHO classification of 2019 and 2022. It is entered "
            "from the report or derived here from Ki-67, mitoses and differentiation.",
            "Βαθμός του νευροενδοκρινούς νεοπλάσματος του πεπτικού κατά την ταξινόμηση WHO (2019 και 2022). Δίδεται "
            "από την ιστολογική έκθεση ή συνάγεται εδώ από το Ki-67, τις μιτώσεις και τη διαφοροποίηση.",
        ),
        excludes=Text(
            "Grades by the 2010 edition, where G3 meant NEC and values between 2 and 3 % were left out; terms of "
            "lung tumours (typical and atypical carcinoid); the grade of other cancers.",
            "Οι βαθμοί της έκδοσης του 2010, όπου G3 σήμαινε NEC και οι τιμές μεταξύ 2 και 3 % έμεναν εκτός· οι όροι "
            "των όγκων του πνεύμονα (τυπικό και άτυπο καρκινοειδές)· ο βαθμός κακοήθειας άλλων καρκίνων.",
        ),
        measured=Text(
            "The higher of the Ki-67 grade and the mitotic grade; differentiation alone separates G3 from NEC. When "
            "the entered and the derived grade disagree, the page warns and every criterion on grade stays open.",
            "Ο υψηλότερος από τους βαθμούς κατά Ki-67 και κατά μιτώσεις· μόνο η διαφοροποίηση διακρίνει τον G3 από το "
            "NEC. Όταν ο βαθμός που δόθηκε διαφέρει από αυτόν που συνάγεται, η σελίδα προειδοποιεί και κάθε κριτήριο "
            "για τον βαθμό μένει ανοικτό.",
        ),
    ),
    options=_options(
        G1=same("G1"),
        G2=same("G2"),
        G3=Text("G3 (well-differentiated tumour)", "G3 (καλά διαφοροποιημένος όγκος)"),
        NEC=Text("NEC (poorly differentiated carcinoma)", "NEC (χαμηλής διαφοροποίησης καρκίνωμα)"),
    ),
)

FUNCTIONING = YesNo(
    "functioning",
    label=Text("Functioning tumour (hormonal syndrome)", "Λειτουργικός όγκος (ορμονικό σύνδρομο)"),
    definition=Definition(
        includes=Text(
            "A clinical syndrome caused by hormones of the tumour, now or earlier and controlled by treatment: "
            "carcinoid syndrome, or that of insulinoma, gastrinoma, glucagonoma, VIPoma and the like.",
            "Κλινικό σύνδρομο από ορμόνες του όγκου, παρόν ή παλαιότερο που ελέγχεται με θεραπεία: καρκινοειδές "
            "σύνδρομο ή σύνδρομο ινσουλινώματος, γαστρινώματος, γλυκαγονώματος, VIPoma κ.ά.",
        ),
        excludes=Text(
            "A raised marker (chromogranin A, 5-HIAA, pancreatic polypeptide) or a hormone seen by immunohistochemistry, without symptoms.",
            "Η αύξηση ενός δείκτη (χρωμογρανίνη Α, 5-HIAA, παγκρεατικό πολυπεπτίδιο) ή η ανοσοϊστοχημική έκφραση ορμόνης, χωρίς συμπτώματα.",
        ),
        measured=Text(
            "From history and examination together with the hormone assay that belongs to the syndrome.",
            "Από το ιστορικό και την κλινική εξέταση, μαζί με τον ορμονικό έλεγχο που αντιστοιχεί στο σύνδρομο.",
        ),
    ),
    yes=Text("functioning tumour", "λειτουργικός όγκος"),
    no=Text("non-functioning tumour", "μη λειτουργικός όγκος"),
)

REFRACTORY_HORMONAL_SYMPTOMS = YesNo(
    "refractory_hormonal_symptoms",
    label=Text("Refractory hormonal symptoms", "Ανθεκτικά ορμονικά συμπτώματα"),
    definition=Definition(
        includes=Text(
            "Symptoms of a functioning tumour that persist although the available medical treatment, somatostatin "
            "analogues first, has been used to the dose that is tolerated.",
            "Συμπτώματα λειτουργικού όγκου που επιμένουν παρά τη διαθέσιμη φαρμακευτική αγωγή, με πρώτα τα ανάλογα σωματοστατίνης, στη μέγιστη ανεκτή δόση.",
        ),
        excludes=Text(
            "Pain or other symptoms of tumour mass, diarrhoea of another cause (such as short bowel or bile acids), and symptoms before treatment was tried.",
            "Ο πόνος και τα άλλα συμπτώματα από τη μάζα του όγκου, η διάρροια άλλης αιτίας (π.χ. βραχύ έντερο ή "
            "χολικά άλατα) και τα συμπτώματα πριν δοκιμαστεί θεραπεία.",
        ),
        measured=Text(
            "Judged clinically by the team, with a record of the drugs and doses tried; the sources give no definition.",
            "Κλινική κρίση της ομάδας, με καταγραφή των φαρμάκων και των δόσεων που δοκιμάστηκαν· οι πηγές δεν δίνουν ορισμό.",
        ),
    ),
    yes=Text("refractory hormonal symptoms present", "παρουσία ανθεκτικών ορμονικών συμπτωμάτων"),
    no=Text("no refractory hormonal symptoms", "χωρίς ανθεκτικά ορμονικά συμπτώματα"),
)

# Liver.

GROWTH_TYPE = Choice(
    "growth_type",
    label=Text("Growth type of the liver metastases", "Τύπος ανάπτυξης των ηπατικών μεταστάσεων"),
    definition=Definition(
        includes=Text(
            "Pattern of the metastases in the liver by Frilling (2009). I: a single one of any size. II: one "
            "isolated bulk with smaller satellites, always in both lobes. III: disseminated in both lobes, with "
            "hardly any normal liver.",
            "Κατανομή των μεταστάσεων στο ήπαρ κατά Frilling (2009). I: μονήρης, οποιουδήποτε μεγέθους. II: μία "
            "μεμονωμένη ογκώδης με μικρότερες δορυφόρες, πάντοτε και στους δύο λοβούς. III: διάσπαρτες και στους δύο "
            "λοβούς, με ελάχιστο φυσιολογικό ήπαρ.",
        ),
        excludes=Text(
            "Other schemes with similar names (simple, complex, diffuse; types 1 to 4). Two or three nodules in one "
            "lobe fit neither I nor II as defined: leave it as not known, or enter the type on which the board "
            "agreed.",
            "Άλλες ταξινομήσεις με παρόμοια ονόματα (απλή, σύνθετη, διάχυτη· τύποι 1 έως 4). Δύο ή τρεις εστίες σε "
            "έναν λοβό δεν αντιστοιχούν ακριβώς ούτε στον I ούτε στον II: αφήστε την απάντηση ως άγνωστη ή δώστε τον "
            "τύπο στον οποίο συμφώνησε το ογκολογικό συμβούλιο.",
        ),
        measured=Text(
            "On MRI of the liver with hepatocyte-specific contrast or multiphase CT, together with "
            "somatostatin-receptor imaging; small metastases often appear only at operation.",
            "Με MRI ήπατος με ηπατοειδική σκιαγραφική ουσία ή πολυφασική CT, μαζί με απεικόνιση υποδοχέων "
            "σωματοστατίνης· οι μικρές μεταστάσεις συχνά φαίνονται μόνο στο χειρουργείο.",
        ),
    ),
    options=_options(
        I=Text("I (a single metastasis)", "I (μονήρης μετάσταση)"),
        II=Text("II (one bulk with smaller satellites)", "II (μία ογκώδης με μικρότερες δορυφόρες)"),
        III=Text("III (disseminated in both lobes)", "III (διάσπαρτες και στους δύο λοβούς)"),
    ),
)

LIVER_INVOLVEMENT_PERCENT = Number(
    "liver_involvement_percent",
    label=Text("Liver involvement", "Διήθηση του ήπατος"),
    unit=PERCENT,
    definition=Definition(
        includes=Text(
            "Percentage of the total liver volume replaced by tumour, all metastases added; the tumour is part of the total.",
            "Ποσοστό του συνολικού όγκου του ήπατος που καταλαμβάνουν οι μεταστάσεις όλες μαζί· στον συνολικό όγκο του ήπατος περιλαμβάνονται και οι ίδιες.",
        ),
        excludes=Text(
            "The number of involved segments or lobes, the size of the largest metastasis, cysts and other benign lesions.",
            "Ο αριθμός των προσβεβλημένων τμημάτων ή λοβών, το μέγεθος της μεγαλύτερης μετάστασης, οι κύστεις και οι άλλες καλοήθεις εστίες.",
        ),
        measured=Text(
            "Best by volumetry on CT or MRI: 100 × volume of the metastases / volume of the whole liver. An estimate "
            "by eye is common and coarse; near a limit, measure.",
            "Κατά προτίμηση με ογκομέτρηση σε CT ή MRI: 100 × όγκος των μεταστάσεων / όγκος όλου του ήπατος. Η "
            "οπτική εκτίμηση είναι συνήθης αλλά αδρή· κοντά σε ένα όριο απαιτείται μέτρηση.",
        ),
    ),
    low=0,
    high=100,
    step=0.1,
)

LIVER_METASTASES_RESECTABLE = YesNo(
    "liver_metastases_resectable",
    label=Text("Resectable liver metastases", "Εξαιρέσιμες ηπατικές μεταστάσεις"),
    definition=Definition(
        includes=Text(
            "All known liver metastases can be removed, in one or more stages, so that enough liver with inflow, outflow and bile drainage remains.",
            "Όλες οι γνωστές ηπατικές μεταστάσεις μπορούν να αφαιρεθούν, σε έναν ή περισσότερους χρόνους, ώστε να "
            "μείνει επαρκές ήπαρ με αιμάτωση, φλεβική απορροή και παροχέτευση της χολής.",
        ),
        excludes=Text(
            "Removal of a part of the tumour only (debulking). The patient's fitness and disease outside the liver have questions of their own.",
            "Η αφαίρεση μέρους μόνο του όγκου (κυτταρομείωση). Η γενική κατάσταση του ασθενούς και η εξωηπατική νόσος έχουν δικές τους ερωτήσεις.",
        ),
        measured=Text(
            "Judged on recent imaging by a team that does liver surgery. The sources do not say whether clearance "
            "with the help of ablation counts; record how the board saw it.",
            "Κρίνεται σε πρόσφατη απεικόνιση από ομάδα που χειρουργεί ήπαρ. Οι πηγές δεν αναφέρουν αν μετρά η πλήρης "
            "εκκαθάριση με τη βοήθεια θερμικής κατάλυσης (ablation)· σημειώστε πώς το έκρινε το συμβούλιο.",
        ),
    ),
    yes=Text("liver metastases resectable", "εξαιρέσιμες ηπατικές μεταστάσεις"),
    no=Text("liver metastases not resectable", "μη εξαιρέσιμες ηπατικές μεταστάσεις"),
)

BILOBAR = YesNo(
    "bilobar",
    label=Text("Metastases in both lobes of the liver", "Μεταστάσεις και στους δύο λοβούς του ήπατος"),
    definition=Definition(
        includes=Text(
            "At least one metastasis in the right and one in the left half of the liver, on either side of the line from gallbladder to vena cava.",
            "Τουλάχιστον μία μετάσταση στο δεξιό και μία στο αριστερό ήπαρ, εκατέρωθεν της γραμμής από τη χοληδόχο κύστη προς την κάτω κοίλη φλέβα.",
        ),
        excludes=Text(
            "Metastases in several segments of one lobe, and lesions proven benign.",
            "Μεταστάσεις σε περισσότερα τμήματα του ίδιου λοβού και εστίες αποδεδειγμένα καλοήθεις.",
        ),
        measured=Text(
            "On CT or MRI of the liver by Couinaud's segments, II to IV on the left, V to VIII on the right; intraoperative ultrasound adds to it.",
            "Με CT ή MRI ήπατος κατά τα τμήματα του Couinaud, II έως IV αριστερά και V έως VIII δεξιά· το διεγχειρητικό υπερηχογράφημα συμπληρώνει την εικόνα.",
        ),
    ),
    yes=Text("metastases in both lobes of the liver", "μεταστάσεις και στους δύο λοβούς του ήπατος"),
    no=Text("metastases in one lobe of the liver only", "μεταστάσεις σε έναν μόνο λοβό του ήπατος"),
)

# Extrahepatic disease.

NODAL_METASTASES = Choice(
    "nodal_metastases",
    label=Text("Lymph-node metastases", "Λεμφαδενικές μεταστάσεις"),
    definition=Definition(
        includes=Text(
            "Lymph-node metastases present now in the abdomen or pelvis: those of the primary's region and "
            "mesentery, the hepatic hilum and the retroperitoneum.",
            "Λεμφαδενικές μεταστάσεις που υπάρχουν τώρα στην κοιλιά ή στην πύελο: στην περιοχή και στο μεσεντέριο "
            "του πρωτοπαθούς, στις πύλες του ήπατος και στον οπισθοπεριτοναϊκό χώρο.",
        ),
        excludes=Text(
            "Nodes that have been removed, nodes outside the abdomen (such as mediastinal ones, which are "
            "extra-abdominal), and nodes enlarged for another reason.",
            "Οι λεμφαδένες που έχουν αφαιρεθεί, οι λεμφαδένες εκτός κοιλίας (π.χ. του μεσοθωρακίου, που είναι εξωκοιλιακοί) και οι διογκωμένοι από άλλη αιτία.",
        ),
        measured=Text(
            "On CT or MRI with somatostatin-receptor or FDG imaging, proven by histology where it matters. "
            "Resectable as the surgeon judges, also from the relation to the root of the mesentery.",
            "Με CT ή MRI και απεικόνιση υποδοχέων σωματοστατίνης ή FDG, με ιστολογική επιβεβαίωση όπου έχει σημασία. "
            "Η εξαιρεσιμότητα είναι κρίση του χειρουργού, με βάση και τη σχέση με τη ρίζα του μεσεντερίου.",
        ),
    ),
    options=_options(
        none=Text("none", "καμία"),
        resectable=Text("resectable", "εξαιρέσιμες"),
        unresectable=Text("unresectable", "μη εξαιρέσιμες"),
    ),
)

EXTRA_ABDOMINAL_METASTASES = Choice(
    "extra_abdominal_metastases",
    label=Text("Extra-abdominal metastases", "Εξωκοιλιακές μεταστάσεις"),
    definition=Definition(
        includes=Text(
            "Metastases present now outside abdomen and pelvis: lung, bone, brain, skin, and nodes of the chest or neck.",
            "Μεταστάσεις που υπάρχουν τώρα εκτός κοιλίας και πυέλου: πνεύμονες, οστά, εγκέφαλος, δέρμα, λεμφαδένες θώρακα ή τραχήλου.",
        ),
        excludes=Text(
            "The primary tumour itself when it lies outside the abdomen, and metastases that have been removed with none left.",
            "Ο ίδιος ο πρωτοπαθής όγκος όταν βρίσκεται εκτός κοιλίας και μεταστάσεις που αφαιρέθηκαν χωρίς υπόλειμμα.",
        ),
        measured=Text(
            "Whole-body imaging: CT of the chest with somatostatin-receptor or FDG PET; MRI for bone or brain where "
            "in doubt. Resectable as the responsible surgeon judges.",
            "Ολόσωμος έλεγχος: CT θώρακος και PET υποδοχέων σωματοστατίνης ή FDG· MRI οστών ή εγκεφάλου επί "
            "αμφιβολίας. Η εξαιρεσιμότητα είναι κρίση του αρμόδιου χειρουργού.",
        ),
    ),
    options=_options(
        none=Text("none", "καμία"),
        resectable=Text("resectable", "εξαιρέσιμες"),
        unresectable=Text("unresectable", "μη εξαιρέσιμες"),
    ),
)

PERITONEAL_CARCINOMATOSIS = Choice(
    "peritoneal_carcinomatosis",
    label=Text("Peritoneal carcinomatosis", "Περιτοναϊκή καρκινωμάτωση"),
    definition=Definition(
        includes=Text(
            "Tumour deposits on the peritoneum, omentum or mesentery present now. Limited and resectable: few deposits, all of which can be removed.",
            "Εμφυτεύσεις όγκου στο περιτόναιο, στο επίπλουν ή στο μεσεντέριο που υπάρχουν τώρα. Περιορισμένη και "
            "εξαιρέσιμη: λίγες εστίες που μπορούν όλες να αφαιρεθούν.",
        ),
        excludes=Text(
            "Lymph-node metastases of the mesentery, the fibrosis around them, and ascites without proof of tumour.",
            "Οι λεμφαδενικές μεταστάσεις του μεσεντερίου, η ίνωση γύρω από αυτές και ο ασκίτης χωρίς απόδειξη όγκου.",
        ),
        measured=Text(
            "On CT, MRI or PET, which miss small deposits; laparoscopy or laparotomy is more certain. The sources "
            "set no number at which limited ends and diffuse begins.",
            "Με CT, MRI ή PET, που δεν δείχνουν τις μικρές εμφυτεύσεις· η λαπαροσκόπηση ή η λαπαροτομία είναι πιο "
            "αξιόπιστη. Οι πηγές δεν ορίζουν αριθμό όπου τελειώνει η περιορισμένη και αρχίζει η διάχυτη.",
        ),
    ),
    options=_options(
        none=Text("none", "καμία"),
        limited_resectable=Text("limited and resectable", "περιορισμένη και εξαιρέσιμη"),
        unresectable=Text("unresectable", "μη εξαιρέσιμη"),
        diffuse=Text("diffuse", "διάχυτη"),
    ),
)

EXTRAHEPATIC_DISEASE = Choice(
    "extrahepatic_disease",
    label=Text("Extrahepatic disease", "Εξωηπατική νόσος"),
    definition=Definition(
        includes=Text(
            "Disease outside the liver other than the primary. Cleared means removed in an earlier operation, "
            "separate from the liver operation now considered, with none left; otherwise the worst site present now "
            "counts.",
            "Όγκος εκτός ήπατος, πέρα από τον πρωτοπαθή. Πλήρως αφαιρεθείσα σημαίνει ότι αφαιρέθηκε σε προηγούμενη "
            "επέμβαση, χωριστή από την επέμβαση στο ήπαρ που εξετάζεται τώρα, χωρίς υπόλειμμα· αλλιώς μετρά η "
            "δυσμενέστερη εντόπιση που υπάρχει τώρα.",
        ),
        excludes=Text(
            "The primary tumour. Disease that shrank or vanished under drugs alone is not cleared, because nothing was removed.",
            "Ο πρωτοπαθής όγκος. Νόσος που υποχώρησε ή εξαφανίστηκε μόνο με φάρμακα δεν θεωρείται αφαιρεθείσα.",
        ),
        measured=Text(
            "Entered, or derived as the worst of nodes, extra-abdominal metastases and peritoneum. Deposits in "
            "another abdominal organ, such as the ovary or the adrenal gland, belong to none of those three: enter "
            "them here and leave one of the three as not known, or the page reports a contradiction.",
            "Δίδεται απευθείας ή συνάγεται ως η δυσμενέστερη απάντηση για τους λεμφαδένες, τις εξωκοιλιακές "
            "μεταστάσεις και το περιτόναιο. Οι εστίες σε άλλο όργανο της κοιλίας, όπως στην ωοθήκη ή στο "
            "επινεφρίδιο, δεν ανήκουν σε καμία από τις τρεις ερωτήσεις: δηλώστε τις εδώ και αφήστε μία από τις τρεις "
            "ως άγνωστη, αλλιώς η σελίδα αναφέρει αντίφαση.",
        ),
    ),
    options=_options(
        none=Text("none", "καμία"),
        cleared=Text(
            "cleared (removed in an operation of its own, none left)",
            "πλήρως αφαιρεθείσα (σε χωριστή επέμβαση, χωρίς υπόλειμμα)",
        ),
        resectable=Text("resectable", "εξαιρέσιμη"),
        unresectable=Text("unresectable", "μη εξαιρέσιμη"),
    ),
)

MONTHS_SINCE_EXTRAHEPATIC_RESECTION = Number(
    "months_since_extrahepatic_resection",
    label=Text("Time since extrahepatic disease was removed", "Χρόνος από την αφαίρεση της εξωηπατικής νόσου"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time from the last operation that removed disease outside the liver, other than the primary, to the day of assessment.",
            "Χρόνος από την τελευταία επέμβαση με την οποία αφαιρέθηκε νόσος εκτός ήπατος, πέρα από την πρωτοπαθή εστία, έως την ημέρα της αξιολόγησης.",
        ),
        excludes=Text(
            "Patients from whom nothing was removed outside the liver but the primary: leave it empty and answer “none” above.",
            "Ασθενείς από τους οποίους δεν αφαιρέθηκε τίποτε εκτός ήπατος πέρα από τον πρωτοπαθή: αφήστε την κενή και απαντήστε «καμία» παραπάνω.",
        ),
        measured=Text(
            "In calendar months; 14 January to 14 July is exactly 6. Asked where the disease may have been cleared.",
            "Σε ημερολογιακούς μήνες· 14 Ιανουαρίου έως 14 Ιουλίου είναι ακριβώς 6. Ρωτάται όπου η νόσος μπορεί να έχει αφαιρεθεί πλήρως.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

SOLID_ORGAN_METASTASIS_EVER = YesNo(
    "solid_organ_metastasis_ever",
    label=Text("Metastasis ever in another solid organ", "Μετάσταση οποτεδήποτε σε άλλο συμπαγές όργανο"),
    definition=Definition(
        includes=Text(
            "A metastasis in a solid organ other than the liver, such as lung or bone, at any time, also when it was removed or has disappeared.",
            "Μετάσταση σε συμπαγές όργανο εκτός του ήπατος, όπως πνεύμονας ή οστό, οποτεδήποτε, ακόμη και αν αφαιρέθηκε ή εξαφανίστηκε.",
        ),
        excludes=Text(
            "Lymph-node and peritoneal metastases, growth of the primary into a neighbouring organ, and a second primary tumour.",
            "Οι λεμφαδενικές και περιτοναϊκές μεταστάσεις, η κατά συνέχεια ιστού διήθηση γειτονικού οργάνου από τον "
            "πρωτοπαθή και ένας δεύτερος πρωτοπαθής όγκος.",
        ),
        measured=Text(
            "From the whole history and all earlier imaging and histology, not from the last scan alone.",
            "Από το πλήρες ιστορικό και όλες τις παλαιότερες απεικονίσεις και ιστολογικές εκθέσεις, όχι μόνο από την τελευταία εξέταση.",
        ),
    ),
    yes=Text(
        "metastasis in a solid organ other than the liver, now or in the past",
        "μετάσταση σε συμπαγές όργανο εκτός ήπατος, τώρα ή στο παρελθόν",
    ),
    no=Text(
        "never a metastasis in a solid organ other than the liver",
        "ποτέ μετάσταση σε συμπαγές όργανο εκτός ήπατος",
    ),
)

FUNCTIONAL_IMAGING_NEGATIVE = YesNo(
    "functional_imaging_negative",
    label=Text("Functional imaging negative outside the liver", "Λειτουργική απεικόνιση αρνητική εκτός ήπατος"),
    definition=Definition(
        includes=Text(
            "PET or somatostatin-receptor imaging of the whole body that shows no disease outside the liver.",
            "PET ή απεικόνιση υποδοχέων σωματοστατίνης ολόκληρου του σώματος που δεν δείχνει όγκο εκτός ήπατος.",
        ),
        excludes=Text(
            "CT or MRI alone, physiological uptake, and a scan with a tracer that the known liver metastases do not take up either: such a scan is no answer.",
            "Μόνη η CT ή η MRI, η φυσιολογική πρόσληψη και η εξέταση με ιχνηθέτη που δεν προσλαμβάνουν ούτε οι "
            "γνωστές ηπατικές μεταστάσεις: μια τέτοια εξέταση δεν δίνει απάντηση.",
        ),
        measured=Text(
            "Somatostatin-receptor PET where available, else scintigraphy; FDG PET for tumours of high grade. The "
            "date of the scan belongs to the answer, since the work-up must be recent.",
            "PET υποδοχέων σωματοστατίνης όπου υπάρχει, αλλιώς σπινθηρογράφημα· FDG PET σε όγκους υψηλού βαθμού "
            "κακοήθειας. Η ημερομηνία της εξέτασης συνοδεύει την απάντηση, γιατί ο έλεγχος πρέπει να είναι "
            "πρόσφατος.",
        ),
    ),
    yes=Text("functional imaging negative outside the liver", "λειτουργική απεικόνιση αρνητική εκτός ήπατος"),
    no=Text("functional imaging positive outside the liver", "λειτουργική απεικόνιση θετική εκτός ήπατος"),
)

# Surgery and heart.

EXPECTED_MARGIN = Choice(
    "expected_margin",
    label=Text("Expected margin", "Αναμενόμενη ριζικότητα της εκτομής"),
    definition=Definition(
        includes=Text(
            "The residual tumour that the surgeon expects after the planned operation on the liver, the worst site deciding.",
            "Ο υπολειπόμενος όγκος που αναμένει ο χειρουργός μετά τη σχεδιαζόμενη επέμβαση στο ήπαρ, με βάση τη δυσμενέστερη θέση.",
        ),
        excludes=Text(
            "The margin of an earlier operation on the primary. After the operation, the pathologist's finding takes the place of the expectation.",
            "Το όριο παλαιότερης εκτομής του πρωτοπαθούς. Μετά την επέμβαση, το παθολογοανατομικό εύρημα παίρνει τη θέση της πρόβλεψης.",
        ),
        measured=Text(
            "Judged before operation on recent imaging. R1 is tumour at the margin under the microscope, R2 tumour "
            "that remains visible, as after planned debulking.",
            "Εκτιμάται προεγχειρητικά σε πρόσφατη απεικόνιση. R1 είναι όγκος στο όριο εκτομής στο μικροσκόπιο, R2 "
            "όγκος που μένει ορατός, όπως μετά από προγραμματισμένη κυτταρομείωση.",
        ),
    ),
    options=_options(
        R0=Text("R0 (no residual tumour)", "R0 (χωρίς υπολειπόμενο όγκο)"),
        R1=Text("R1 (microscopic residual tumour)", "R1 (μικροσκοπικό υπόλειμμα όγκου)"),
        R2=Text("R2 (macroscopic residual tumour)", "R2 (μακροσκοπικό υπόλειμμα όγκου)"),
    ),
)

MAJOR_HEPATECTOMY = YesNo(
    "major_hepatectomy",
    label=Text("Major hepatectomy", "Μείζων ηπατεκτομή"),
    definition=Definition(
        includes=Text(
            "Resection of three or more of Couinaud's liver segments, planned or done.",
            "Εκτομή τριών ή περισσότερων ηπατικών τμημάτων κατά Couinaud, προγραμματισμένη ή ήδη εκτελεσμένη.",
        ),
        excludes=Text(
            "Wedge resections, however many, that take no whole segment, and ablation.",
            "Οι σφηνοειδείς εκτομές, όσες και αν είναι, που δεν αφαιρούν ολόκληρο τμήμα, και η θερμική κατάλυση (ablation).",
        ),
        measured=Text(
            "By counting the segments removed completely, from the operation plan or the operation report.",
            "Με καταμέτρηση των τμημάτων που αφαιρούνται πλήρως, από το εγχειρητικό σχέδιο ή το πρακτικό του χειρουργείου.",
        ),
    ),
    yes=Text("major hepatectomy (3 segments or more)", "μείζων ηπατεκτομή (3 ή περισσότερα τμήματα)"),
    no=Text("hepatectomy of fewer than 3 segments", "ηπατεκτομή λιγότερων από 3 τμημάτων"),
)

OPERATIVE_RISK_ACCEPTABLE = YesNo(
    "operative_risk_acceptable",
    label=Text("Acceptable operative risk", "Αποδεκτός εγχειρητικός κίνδυνος"),
    definition=Definition(
        includes=Text(
            "The surgeon's and anaesthetist's judgement that the expected morbidity and mortality of the planned "
            "liver resection are acceptable for this patient.",
            "Η κρίση χειρουργού και αναισθησιολόγου ότι η αναμενόμενη νοσηρότητα και θνητότητα της σχεδιαζόμενης "
            "ηπατεκτομής είναι αποδεκτές για τον συγκεκριμένο ασθενή.",
        ),
        excludes=Text(
            "Technical resectability of the metastases, and the risk of a transplantation, which is judged apart.",
            "Η τεχνική εξαιρεσιμότητα των μεταστάσεων και ο κίνδυνος μιας μεταμόσχευσης, που κρίνεται χωριστά.",
        ),
        measured=Text(
            "From performance status, comorbidity, liver function, extent of the resection and the centre's own results. It is a judgement, not a measurement.",
            "Από τη γενική κατάσταση (performance status), τις συννοσηρότητες, την ηπατική λειτουργία, την έκταση "
            "της εκτομής και τα αποτελέσματα του ίδιου του κέντρου. Είναι κρίση, όχι μέτρηση.",
        ),
    ),
    yes=Text("acceptable operative risk", "αποδεκτός εγχειρητικός κίνδυνος"),
    no=Text("operative risk not acceptable", "μη αποδεκτός εγχειρητικός κίνδυνος"),
)

FUTURE_LIVER_REMNANT_PERCENT = Number(
    "future_liver_remnant_percent",
    label=Text("Future liver remnant", "Μελλοντικό ηπατικό υπόλειμμα"),
    unit=PERCENT,
    definition=Definition(
        includes=Text(
            "Volume of the liver that will stay after the planned resection, as a percentage of the total liver volume.",
            "Ο όγκος του ήπατος που θα παραμείνει μετά τη σχεδιαζόμενη εκτομή, ως ποσοστό του συνολικού όγκου του ήπατος.",
        ),
        excludes=Text(
            "Tumour within the remnant, and a percentage whose denominator is not known. Volume says nothing of the quality of the parenchyma.",
            "Ο νεοπλασματικός ιστός μέσα στο υπόλειμμα και ένα ποσοστό με άγνωστο παρονομαστή. Η ογκομέτρηση δεν δείχνει την ποιότητα του παρεγχύματος.",
        ),
        measured=Text(
            "On CT volumetry, with its denominator always named: standardised (total volume estimated from body "
            "surface area) or measured (volume on CT less the tumour). The two differ, the sources do not agree, and "
            "one names no denominator.",
            "Με ογκομέτρηση σε CT, πάντα με αναφορά του παρονομαστή: τυποποιημένο (συνολικός όγκος εκτιμώμενος από "
            "την επιφάνεια σώματος) ή μετρημένο (όγκος στη CT μείον οι μεταστάσεις). Τα δύο διαφέρουν, οι πηγές δεν "
            "συμφωνούν, και μία δεν ορίζει παρονομαστή.",
        ),
    ),
    low=0,
    high=100,
    step=0.1,
)

HEPATIC_SURGERY_CENTRE_ACCESS = YesNo(
    "hepatic_surgery_centre_access",
    label=Text("Access to a centre of liver surgery", "Πρόσβαση σε κέντρο χειρουργικής ήπατος"),
    definition=Definition(
        includes=Text(
            "The patient can be assessed and operated on in a hospital with a team experienced in liver surgery.",
            "Ο ασθενής μπορεί να αξιολογηθεί και να χειρουργηθεί σε νοσοκομείο με ομάδα έμπειρη στη χειρουργική ήπατος.",
        ),
        excludes=Text(
            "A hospital that can operate in principle but has no such team, and an opinion given from afar without the possibility of treatment.",
            "Ένα νοσοκομείο που θα μπορούσε να χειρουργήσει αλλά δεν διαθέτει τέτοια ομάδα, και μια γνώμη εξ αποστάσεως χωρίς δυνατότητα θεραπείας.",
        ),
        measured=Text(
            "By the fact of a referral that was accepted or can be made; the source sets no number of operations.",
            "Με βάση μια παραπομπή που έγινε δεκτή ή μπορεί να γίνει· η πηγή δεν ορίζει αριθμό επεμβάσεων.",
        ),
    ),
    yes=Text("access to a centre of liver surgery", "πρόσβαση σε κέντρο χειρουργικής ήπατος"),
    no=Text("no access to a centre of liver surgery", "χωρίς πρόσβαση σε κέντρο χειρουργικής ήπατος"),
)

CARCINOID_HEART_DISEASE = Choice(
    "carcinoid_heart_disease",
    label=Text("Carcinoid heart disease", "Καρκινοειδής καρδιοπάθεια"),
    definition=Definition(
        includes=Text(
            "Damage of the heart by a serotonin-producing tumour, mostly of tricuspid and pulmonary valve. The grade "
            "is that of the worst right-sided valve and of right ventricular function.",
            "Βλάβη της καρδιάς από όγκο που παράγει σεροτονίνη, κυρίως της τριγλώχινας και της πνευμονικής βαλβίδας. "
            "Ο βαθμός καθορίζεται από τη δυσμενέστερη δεξιά βαλβίδα και τη λειτουργία της δεξιάς κοιλίας.",
        ),
        excludes=Text(
            "Other valve disease. A normal NT-proBNP does not rule it out: without echocardiography the answer is not known, rather than none.",
            "Οι άλλες βαλβιδοπάθειες. Ένα φυσιολογικό NT-proBNP δεν την αποκλείει: χωρίς υπερηχογράφημα καρδιάς η απάντηση είναι «άγνωστο» και όχι «καμία».",
        ),
        measured=Text(
            "By transthoracic echocardiography, at best with a report made for this disease. The sources speak of "
            "advanced or severe disease without defining it.",
            "Με διαθωρακικό υπερηχογράφημα καρδιάς, κατά προτίμηση με έκθεση ειδική για τη νόσο. Οι πηγές μιλούν για "
            "προχωρημένη ή σοβαρή νόσο χωρίς να την ορίζουν.",
        ),
    ),
    options=_options(
        none=Text("none", "καμία"),
        mild=Text("mild", "ήπια"),
        moderate=Text("moderate", "μέτρια"),
        severe=Text("severe", "σοβαρή"),
    ),
)

RIGHT_HEART_FAILURE = YesNo(
    "right_heart_failure",
    label=Text("Right heart failure", "Δεξιά καρδιακή ανεπάρκεια"),
    definition=Definition(
        includes=Text(
            "Failure of the right heart of any cause: its clinical signs (raised venous pressure, oedema, ascites, "
            "congested liver), or a failing right ventricle on echocardiography.",
            "Δεξιά καρδιακή ανεπάρκεια από οποιαδήποτε αιτία: τα κλινικά της σημεία (αυξημένη φλεβική πίεση, "
            "οίδημα, ασκίτης, συμφορητικό ήπαρ) ή ανεπαρκούσα δεξιά κοιλία στο υπερηχογράφημα.",
        ),
        excludes=Text(
            "Valve disease without failure (see carcinoid heart disease), and oedema or ascites of another cause.",
            "Η βαλβιδοπάθεια χωρίς ανεπάρκεια (βλ. καρκινοειδής καρδιοπάθεια) και το οίδημα ή ο ασκίτης άλλης αιτίας.",
        ),
        measured=Text(
            "By examination and transthoracic echocardiography, judged by a cardiologist. The source does not say "
            "whether it means the clinical picture or the echocardiogram; here either counts.",
            "Με κλινική εξέταση και διαθωρακικό υπερηχογράφημα, κατά την κρίση καρδιολόγου. Η πηγή δεν αναφέρει αν "
            "εννοεί την κλινική εικόνα ή το υπερηχογράφημα· εδώ αρκεί το ένα από τα δύο.",
        ),
    ),
    yes=Text("right heart failure present", "παρουσία δεξιάς καρδιακής ανεπάρκειας"),
    no=Text("no right heart failure", "χωρίς δεξιά καρδιακή ανεπάρκεια"),
)

# Primary tumour and time.

SYNCHRONOUS = YesNo(
    "synchronous",
    label=Text(
        "Liver metastases at diagnosis of the primary",
        "Ηπατικές μεταστάσεις κατά τη διάγνωση της πρωτοπαθούς εστίας",
    ),
    definition=Definition(
        includes=Text(
            "Liver metastases already present when the primary was diagnosed, also when they led to its discovery.",
            "Ηπατικές μεταστάσεις που υπήρχαν ήδη όταν διαγνώσθηκε ο πρωτοπαθής όγκος, ακόμη και αν αυτές οδήγησαν στην ανακάλυψή του.",
        ),
        excludes=Text(
            "Metastases found after a staging without them. Definitions that add some months after the diagnosis are not used here.",
            "Μεταστάσεις που βρέθηκαν μετά από σταδιοποίηση χωρίς αυτές. Οι ορισμοί που προσθέτουν ορισμένους μήνες μετά τη διάγνωση δεν χρησιμοποιούνται εδώ.",
        ),
        measured=Text(
            "From the staging at diagnosis: imaging, or the finding at the first operation.",
            "Από τη σταδιοποίηση κατά τη διάγνωση: απεικόνιση ή εύρημα στην πρώτη επέμβαση.",
        ),
    ),
    yes=Text("synchronous liver metastases", "σύγχρονες ηπατικές μεταστάσεις"),
    no=Text("metachronous liver metastases", "μετάχρονες ηπατικές μεταστάσεις"),
)

DISEASE_FREE_INTERVAL_MONTHS = Number(
    "disease_free_interval_months",
    label=Text("Disease-free interval", "Ελεύθερο νόσου διάστημα"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time from the treatment of the primary to the diagnosis of the liver metastases; 0 when both were found together.",
            "Χρόνος από τη θεραπεία του πρωτοπαθούς όγκου έως τη διάγνωση των ηπατικών μεταστάσεων· 0 όταν διαγνώσθηκαν μαζί.",
        ),
        excludes=Text(
            "Time from the liver metastases to their operation, and time without progression while metastases are present.",
            "Ο χρόνος από τις ηπατικές μεταστάσεις έως την επέμβαση σε αυτές και ο χρόνος χωρίς πρόοδο νόσου ενώ υπάρχουν μεταστάσεις.",
        ),
        measured=Text(
            "In calendar months, from the operation on the primary to the imaging or biopsy that showed the liver metastases.",
            "Σε ημερολογιακούς μήνες, από την επέμβαση στον πρωτοπαθή έως την απεικόνιση ή τη βιοψία που έδειξε τις ηπατικές μεταστάσεις.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

PRIMARY_RESECTION = Choice(
    "primary_resection",
    label=Text("Resection of the primary", "Εξαίρεση της πρωτοπαθούς εστίας"),
    definition=Definition(
        includes=Text(
            "Whether and how the primary was removed. Separate means in an operation other than the transplantation; "
            "removal together with a liver resection is separate in this sense.",
            "Αν και πώς αφαιρέθηκε ο πρωτοπαθής όγκος. Χωριστή σημαίνει σε άλλη επέμβαση από τη μεταμόσχευση· η "
            "αφαίρεση μαζί με ηπατεκτομή είναι χωριστή με αυτή την έννοια.",
        ),
        excludes=Text(
            "Biopsy, bypass or stoma without removal. A primary that is still in place or was never found counts as not done.",
            "Η βιοψία, η παράκαμψη ή η στομία χωρίς αφαίρεση του όγκου. Όταν ο πρωτοπαθής παραμένει στη θέση του ή δεν βρέθηκε ποτέ, η εξαίρεση δεν έγινε.",
        ),
        measured=Text(
            "From the operation and histology reports. Curative refers to the primary with its regional nodes: "
            "nothing of them was left, whatever the liver shows.",
            "Από το πρακτικό του χειρουργείου και την ιστολογική έκθεση. Ριζική αναφέρεται στον πρωτοπαθή με τους "
            "επιχώριους λεμφαδένες: δεν έμεινε υπόλειμμά τους, ανεξάρτητα από το ήπαρ.",
        ),
    ),
    options=_options(
        none=Text("not done", "δεν έγινε"),
        separate_curative=Text("curative, in a separate operation", "ριζική, σε χωριστή επέμβαση"),
        non_curative=Text("not curative", "μη ριζική"),
        combined_with_transplant=Text("together with the transplantation", "μαζί με τη μεταμόσχευση"),
    ),
)

PRIMARY_RESECTION_DATE = Day(
    "primary_resection_date",
    label=Text("Date of resection of the primary", "Ημερομηνία εξαίρεσης της πρωτοπαθούς εστίας"),
    definition=Definition(
        includes=Text(
            "The day of the operation that removed the primary; of several, the one that completed the removal.",
            "Η ημέρα της επέμβασης με την οποία αφαιρέθηκε ο πρωτοπαθής όγκος· αν έγιναν περισσότερες, εκείνη που ολοκλήρωσε την αφαίρεση.",
        ),
        excludes=Text(
            "The day of diagnosis, of a biopsy or bypass, or of an operation on metastases.",
            "Η ημέρα της διάγνωσης, βιοψίας ή παράκαμψης, ή επέμβασης σε μεταστάσεις.",
        ),
        measured=Text(
            "From the operation report. With the date of assessment it gives the time since resection.",
            "Από το πρακτικό του χειρουργείου. Μαζί με την ημερομηνία αξιολόγησης δίνει τον χρόνο από την εξαίρεση.",
        ),
    ),
)

MONTHS_SINCE_PRIMARY_RESECTION = Number(
    "months_since_primary_resection",
    label=Text("Time since resection of the primary", "Χρόνος από την εξαίρεση της πρωτοπαθούς εστίας"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time from the removal of the primary to the day of assessment.",
            "Χρόνος από την αφαίρεση του πρωτοπαθούς όγκου έως την ημέρα της αξιολόγησης.",
        ),
        excludes=Text(
            "Time since diagnosis, and time since extrahepatic deposits were removed in a later operation.",
            "Ο χρόνος από τη διάγνωση και ο χρόνος από μεταγενέστερη επέμβαση αφαίρεσης εξωηπατικών εστιών.",
        ),
        measured=Text(
            "In calendar months, entered or derived from the two dates: 14 January to 14 July is exactly 6. Sources "
            "count up to transplantation or a request for it; here the day of assessment takes that place.",
            "Σε ημερολογιακούς μήνες, δίδεται ή συνάγεται από τις δύο ημερομηνίες: 14 Ιανουαρίου έως 14 Ιουλίου "
            "είναι ακριβώς 6. Οι πηγές μετρούν έως τη μεταμόσχευση ή το αίτημα για αυτήν· εδώ τη θέση τους παίρνει η "
            "ημέρα της αξιολόγησης.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

STABLE_SINCE_DATE = Day(
    "stable_since_date",
    label=Text("Date since when the disease is stable", "Ημερομηνία έναρξης της σταθερής νόσου"),
    definition=Definition(
        includes=Text(
            "The day of the first imaging study since which no study has shown progression.",
            "Η ημέρα της πρώτης απεικόνισης από την οποία και μετά καμία εξέταση δεν έδειξε πρόοδο νόσου.",
        ),
        excludes=Text(
            "The day on which a drug was begun, and the day of the study that showed the last progression unless it became the new baseline.",
            "Η ημέρα έναρξης ενός φαρμάκου και η ημέρα της εξέτασης που έδειξε την τελευταία πρόοδο, εκτός αν αποτέλεσε τη νέα εξέταση αναφοράς.",
        ),
        measured=Text(
            "From the reports of successive studies of the same kind. With the date of assessment it gives the duration of stable disease.",
            "Από τις εκθέσεις διαδοχικών εξετάσεων του ίδιου είδους. Μαζί με την ημερομηνία αξιολόγησης δίνει τη διάρκεια της σταθερής νόσου.",
        ),
    ),
)

MONTHS_STABLE_DISEASE = Number(
    "months_stable_disease",
    label=Text("Duration of stable disease", "Διάρκεια σταθερής νόσου"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time without progression up to the day of assessment, the disease being stable or responding, with or without treatment.",
            "Χρόνος χωρίς πρόοδο νόσου έως την ημέρα της αξιολόγησης, με νόσο σταθερή ή σε ανταπόκριση, με ή χωρίς θεραπεία.",
        ),
        excludes=Text(
            "Time before the last progression, and a time at whose end no imaging was done.",
            "Ο χρόνος πριν από την τελευταία πρόοδο νόσου και ένα διάστημα στο τέλος του οποίου δεν έγινε απεικόνιση.",
        ),
        measured=Text(
            "In calendar months between imaging studies of the same kind, by a stated method such as RECIST 1.1, or "
            "derived from the two dates. The sources name no method.",
            "Σε ημερολογιακούς μήνες μεταξύ απεικονίσεων του ίδιου είδους, με δηλωμένη μέθοδο όπως το RECIST 1.1, ή "
            "συνάγεται από τις δύο ημερομηνίες. Οι πηγές δεν ορίζουν μέθοδο.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

ASSESSMENT_DATE = Day(
    "assessment_date",
    label=Text("Date of assessment", "Ημερομηνία αξιολόγησης"),
    definition=Definition(
        includes=Text(
            "The day for which the criteria are read, usually that of the multidisciplinary board; times are counted up to it.",
            "Η ημέρα για την οποία εξετάζονται τα κριτήρια, συνήθως εκείνη του ογκολογικού συμβουλίου· έως αυτήν μετρούν τα χρονικά διαστήματα.",
        ),
        excludes=Text(
            "A day in the future, and the expected day of an operation.",
            "Μελλοντική ημέρα και η προβλεπόμενη ημέρα μιας επέμβασης.",
        ),
        measured=Text(
            "A calendar date. Without it no time is derived from the other two dates.",
            "Ημερολογιακή ημερομηνία. Χωρίς αυτήν δεν συνάγεται χρόνος από τις άλλες δύο ημερομηνίες.",
        ),
    ),
)

# Liver-directed therapy.

PORTAL_VEIN_THROMBOSIS = Choice(
    "portal_vein_thrombosis",
    label=Text("Portal vein thrombosis", "Θρόμβωση πυλαίας φλέβας"),
    definition=Definition(
        includes=Text(
            "Thrombus in the portal vein, bland or of tumour. Complete here means that the main trunk is closed, "
            "partial that blood still flows past the thrombus or that only a branch is closed.",
            "Θρόμβος στην πυλαία φλέβα, απλός ή νεοπλασματικός. Πλήρης εδώ σημαίνει απόφραξη του κύριου στελέχους, "
            "μερική ότι υπάρχει ακόμη ροή γύρω από τον θρόμβο ή ότι έχει αποφραχθεί μόνο ένας κλάδος.",
        ),
        excludes=Text(
            "Compression of an open vein from outside, thrombosis of the hepatic veins, and a branch closed on "
            "purpose before resection (portal vein embolisation).",
            "Η έξωθεν πίεση βατής φλέβας, η θρόμβωση των ηπατικών φλεβών και η σκόπιμη απόφραξη κλάδου πριν από εκτομή (εμβολισμός πυλαίας).",
        ),
        measured=Text(
            "On contrast CT or MRI in the portal venous phase, or Doppler ultrasound. The source does not say "
            "whether a closed main branch counts as complete; the definition above is this site's.",
            "Με CT ή MRI με σκιαγραφικό στην πυλαία φάση, ή με υπερηχογράφημα Doppler. Η πηγή δεν αναφέρει αν η "
            "απόφραξη ενός κύριου κλάδου λογίζεται πλήρης· ο παραπάνω ορισμός είναι αυτού του ιστοτόπου.",
        ),
    ),
    options=_options(
        none=Text("none", "καμία"),
        partial=Text("partial", "μερική"),
        complete=Text("complete", "πλήρης"),
    ),
)

HEPATIC_INSUFFICIENCY = YesNo(
    "hepatic_insufficiency",
    label=Text("Hepatic insufficiency", "Ηπατική ανεπάρκεια"),
    definition=Definition(
        includes=Text(
            "Liver function that has failed clinically: ascites, jaundice or encephalopathy caused by the liver.",
            "Κλινικά έκδηλη έκπτωση της ηπατικής λειτουργίας: ασκίτης, ίκτερος ή εγκεφαλοπάθεια ηπατικής αιτίας.",
        ),
        excludes=Text(
            "Raised liver enzymes alone, jaundice from an obstructed bile duct that can be drained, and ascites of peritoneal or cardiac cause.",
            "Η μεμονωμένη αύξηση των ηπατικών ενζύμων, ο αποφρακτικός ίκτερος που μπορεί να παροχετευθεί και ο ασκίτης περιτοναϊκής ή καρδιακής αιτίας.",
        ),
        measured=Text(
            "By examination with bilirubin, albumin and INR close to the planned treatment. The source gives no limits.",
            "Με κλινική εξέταση και χολερυθρίνη, λευκωματίνη και INR κοντά στη σχεδιαζόμενη θεραπεία. Η πηγή δεν δίνει όρια.",
        ),
    ),
    yes=Text("hepatic insufficiency present", "παρουσία ηπατικής ανεπάρκειας"),
    no=Text("no hepatic insufficiency", "χωρίς ηπατική ανεπάρκεια"),
)

PRIOR_WHIPPLE = YesNo(
    "prior_whipple",
    label=Text("Previous Whipple procedure", "Προηγηθείσα επέμβαση Whipple"),
    definition=Definition(
        includes=Text(
            "Pancreatoduodenectomy at any time, the pylorus-preserving kind included.",
            "Παγκρεατοδωδεκαδακτυλεκτομή οποτεδήποτε, μαζί και εκείνη με διατήρηση του πυλωρού.",
        ),
        excludes=Text(
            "Distal pancreatectomy and cholecystectomy. Another bilioenteric anastomosis, a biliary stent or a "
            "sphincterotomy also carry a risk of liver abscess, but the source does not name them: tell the "
            "interventional radiologist.",
            "Η περιφερική παγκρεατεκτομή και η χολοκυστεκτομή. Άλλη χολοπεπτική αναστόμωση, ενδοπρόθεση των "
            "χοληφόρων ή σφιγκτηροτομή ενέχουν επίσης κίνδυνο ηπατικού αποστήματος, αλλά η πηγή δεν τις κατονομάζει: "
            "ενημερώστε τον επεμβατικό ακτινολόγο.",
        ),
        measured=Text(
            "From the operation report, or from the anatomy on CT or MRI.",
            "Από το πρακτικό του χειρουργείου ή από την ανατομία στη CT ή τη MRI.",
        ),
    ),
    yes=Text("previous Whipple procedure", "προηγηθείσα επέμβαση Whipple"),
    no=Text("no previous Whipple procedure", "χωρίς προηγηθείσα επέμβαση Whipple"),
)

# Other: imatinib.

IMATINIB_MONTHS = Number(
    "imatinib_months",
    label=Text("Duration of imatinib", "Διάρκεια θεραπείας με ιματινίμπη"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time on imatinib for the metastatic or recurrent disease, from the first dose to the day of assessment.",
            "Χρόνος υπό ιματινίμπη για τη μεταστατική ή υποτροπιάζουσα νόσο, από την πρώτη δόση έως την ημέρα της αξιολόγησης.",
        ),
        excludes=Text(
            "Adjuvant imatinib after removal of the primary, long interruptions, and time on another inhibitor.",
            "Η επικουρική ιματινίμπη μετά την αφαίρεση του πρωτοπαθούς, οι μακρές διακοπές και ο χρόνος με άλλον αναστολέα.",
        ),
        measured=Text(
            "In months, from the record of treatment. It says when surgery may be discussed, not when imatinib ends: the drug goes on after the operation.",
            "Σε μήνες, από το ιστορικό της αγωγής. Δείχνει πότε μπορεί να συζητηθεί η επέμβαση, όχι πότε τελειώνει η "
            "ιματινίμπη: το φάρμακο συνεχίζεται και μετά το χειρουργείο.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

IMATINIB_RESPONSE = Choice(
    "imatinib_response",
    label=Text("Response to imatinib", "Ανταπόκριση στην ιματινίμπη"),
    definition=Definition(
        includes=Text(
            "Response of all measurable disease to imatinib on the latest imaging.",
            "Η ανταπόκριση του συνόλου της μετρήσιμης νόσου στην ιματινίμπη κατά την τελευταία απεικόνιση.",
        ),
        excludes=Text(
            "An earlier, better response that has since been lost: new growth anywhere, also as a nodule within a treated metastasis, is progression.",
            "Μια παλαιότερη καλύτερη ανταπόκριση που έχει χαθεί: η νέα αύξηση οπουδήποτε, ακόμη και ως οζίδιο μέσα "
            "σε μετάσταση υπό θεραπεία, είναι πρόοδος νόσου.",
        ),
        measured=Text(
            "By RECIST 1.1 or the Choi criteria on contrast CT of the same phase; name which, since a partial "
            "response by Choi can be stable disease by RECIST. Neither tells focal progression (one tumour grows while the others respond or "
            "are stable) from multifocal progression (more than one grows): count the tumours that grow, new ones among them.",
            "Κατά RECIST 1.1 ή με τα κριτήρια Choi, σε CT με σκιαγραφικό της ίδιας φάσης· αναφέρετε ποια μέθοδο, "
            "γιατί η μερική ανταπόκριση κατά Choi μπορεί να είναι σταθερή νόσος κατά RECIST. Καμία από τις δύο δεν ξεχωρίζει την εστιακή πρόοδο "
            "(αυξάνεται μία εστία, ενώ οι υπόλοιπες ανταποκρίνονται ή είναι σταθερές) από την πολυεστιακή (αυξάνονται περισσότερες): μετρήστε "
            "τις εστίες που αυξάνονται, μαζί με τις νέες.",
        ),
    ),
    options=_options(
        complete=Text("complete response", "πλήρης ανταπόκριση"),
        partial=Text("partial response", "μερική ανταπόκριση"),
        stable=Text("stable disease", "σταθερή νόσος"),
        progression_focal=Text("focal progression (one tumour grows)", "εστιακή πρόοδος νόσου (αυξάνεται μία εστία)"),
        progression_multifocal=Text(
            "multifocal progression (more than one tumour grows)",
            "πολυεστιακή πρόοδος νόσου (αυξάνονται περισσότερες από μία εστίες)",
        ),
    ),
    retired=MappingProxyType({"progression": ("progression_focal", "progression_multifocal")}),
)

# Primary sites by their venous drainage.

PORTAL_DRAINAGE_PRINTED: tuple[str, ...] = (
    "pancreas",
    "stomach_distal",
    "duodenum",
    "jejunum",
    "ileum",
    "appendix",
    "colon",
    "sigmoid",
)
"""
The sites that the lists print as drained by the portal system: the pancreas, and the gut from distal stomach to
sigmoid.

The pancreas, duodenum and distal stomach drain by the splenic, pancreaticoduodenal, right gastric and right
gastroepiploic veins, the jejunum to the transverse colon by the superior mesenteric vein, the rest of the colon with
the sigmoid by the inferior mesenteric vein: all of them reach the liver first.
"""

PORTAL_DRAINAGE_BY_ANATOMY: tuple[str, ...] = (*PORTAL_DRAINAGE_PRINTED, "stomach_proximal", "rectum_upper")
"""
The same with two sites that lie outside the printed range and yet drain to the portal vein.

The left gastric, short gastric and left gastroepiploic veins drain the proximal stomach; the superior rectal vein,
which becomes the inferior mesenteric vein, drains the upper rectum. The middle and inferior rectal veins of the lower
rectum lead past the liver to the inferior vena cava, and most of the oesophagus drains to the azygos system.
"""

UNSPECIFIED_SITES: tuple[str, ...] = ("other", "unknown")
"""Answers that name no site, so that the venous drainage stays unknown."""

# The form.


EXTRAHEPATIC_PARTS = (NODAL_METASTASES, EXTRA_ABDOMINAL_METASTASES, PERITONEAL_CARCINOMATOSIS)
"""The parts of which extrahepatic disease is the worst."""

DATED_MONTHS = (
    (MONTHS_SINCE_PRIMARY_RESECTION, PRIMARY_RESECTION_DATE),
    (MONTHS_STABLE_DISEASE, STABLE_SINCE_DATE),
)
"""Numbers of months, each with the date from which it is counted to the day of assessment."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that a form shows together under one *title*, in the order of *fields*."""

    id: str
    title: Text
    fields: tuple[Field, ...]


GROUPS: tuple[FieldGroup, ...] = (
    FieldGroup(
        "patient",
        Text("Patient", "Ασθενής"),
        (AGE_YEARS, HEIGHT_CM, WEIGHT_KG, SERIOUS_COMORBIDITY),
    ),
    FieldGroup(
        "tumour",
        Text("Tumour", "Όγκος"),
        (
            TUMOUR_FAMILY,
            PRIMARY_SITE,
            HISTOLOGY,
            DIFFERENTIATION,
            KI67_PERCENT,
            KI67_CELLS_COUNTED,
            MITOSES_PER_2MM2,
            WHO_GRADE,
            FUNCTIONING,
            REFRACTORY_HORMONAL_SYMPTOMS,
        ),
    ),
    FieldGroup(
        "liver",
        Text("Liver", "Ήπαρ"),
        (GROWTH_TYPE, LIVER_INVOLVEMENT_PERCENT, LIVER_METASTASES_RESECTABLE, BILOBAR),
    ),
    FieldGroup(
        "extrahepatic",
        Text("Extrahepatic disease", "Εξωηπατική νόσος"),
        (
            NODAL_METASTASES,
            EXTRA_ABDOMINAL_METASTASES,
            PERITONEAL_CARCINOMATOSIS,
            EXTRAHEPATIC_DISEASE,
            MONTHS_SINCE_EXTRAHEPATIC_RESECTION,
            SOLID_ORGAN_METASTASIS_EVER,
            FUNCTIONAL_IMAGING_NEGATIVE,
        ),
    ),
    FieldGroup(
        "surgery_and_heart",
        Text("Surgery and heart", "Χειρουργική επέμβαση και καρδιά"),
        (
            EXPECTED_MARGIN,
            MAJOR_HEPATECTOMY,
            OPERATIVE_RISK_ACCEPTABLE,
            FUTURE_LIVER_REMNANT_PERCENT,
            HEPATIC_SURGERY_CENTRE_ACCESS,
            CARCINOID_HEART_DISEASE,
            RIGHT_HEART_FAILURE,
        ),
    ),
    FieldGroup(
        "primary_and_time",
        Text("Primary tumour and time", "Πρωτοπαθής όγκος και χρόνος"),
        (
            SYNCHRONOUS,
            DISEASE_FREE_INTERVAL_MONTHS,
            PRIMARY_RESECTION,
            PRIMARY_RESECTION_DATE,
            MONTHS_SINCE_PRIMARY_RESECTION,
            STABLE_SINCE_DATE,
            MONTHS_STABLE_DISEASE,
            ASSESSMENT_DATE,
        ),
    ),
    FieldGroup(
        "liver_directed_therapy",
        Text("Liver-directed therapy", "Θεραπείες με στόχο το ήπαρ"),
        (PORTAL_VEIN_THROMBOSIS, HEPATIC_INSUFFICIENCY, PRIOR_WHIPPLE),
    ),
    FieldGroup(
        "other",
        Text("Other: imatinib in GIST", "Άλλα: ιματινίμπη σε GIST"),
        (IMATINIB_MONTHS, IMATINIB_RESPONSE),
    ),
)


def _by_id(groups: Iterable[FieldGroup]) -> Mapping[str, Field]:
    """Return the fields of *groups* by id, in form order; two fields of one id raise a `DeclarationError`."""
    fields: dict[str, Field] = {}
    for group in groups:
        for question in group.fields:
            if question.id in fields:
                message = f"{question.id}: declared twice, or in two groups"
                raise DeclarationError(message)
            fields[question.id] = question
    return MappingProxyType(fields)


FIELDS: Mapping[str, Field] = _by_id(GROUPS)
