"""Questions about disease outside the liver."""

from calculators.model.fields import Choice, Definition, Number, YesNo
from calculators.model.text import Text
from calculators.vocabulary.units import MONTHS, options

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
    options=options(
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
    options=options(
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
    options=options(
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
    options=options(
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
