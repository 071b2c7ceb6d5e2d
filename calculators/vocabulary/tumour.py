"""Questions about the tumour: family, site, histology, grade and its parts, hormones."""

from types import MappingProxyType

from calculators.model.fields import Choice, Definition, Number, YesNo
from calculators.model.text import Text, same
from calculators.vocabulary.units import CELLS, PER_2_MM2, PERCENT, options

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
    options=options(
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
    options=options(
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
    options=options(
        adenocarcinoma=Text("adenocarcinoma", "αδενοκαρκίνωμα"),
        squamous=Text("squamous cell carcinoma", "καρκίνωμα εκ πλακωδών κυττάρων"),
        melanoma=Text("melanoma", "μελάνωμα"),
        sarcoma=Text("sarcoma other than GIST", "σάρκωμα εκτός GIST"),
        gist=Text("GIST (gastrointestinal stromal tumour)", "GIST (στρωματικός όγκος του γαστρεντερικού)"),
        germ_cell=Text("germ-cell tumour", "όγκος εκ γεννητικών κυττάρων"),
        other=Text("other histology", "άλλος ιστολογικός τύπος"),
    ),
    formerly=options(
        gist=Text("gastrointestinal stromal tumour (GIST)", "στρωματικός όγκος του γαστρεντερικού (GIST)"),
    ),
    together=MappingProxyType(
        {("sarcoma", "gist"): Text("sarcoma including GIST", "σάρκωμα συμπεριλαμβανομένου του GIST")}
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
    options=options(
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
    options=options(
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
