"""Questions about the operation, what the liver and the heart stand."""

from calculators.model.fields import Choice, Definition, Number, YesNo
from calculators.model.text import Text
from calculators.vocabulary.units import PERCENT, options

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
    options=options(
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
    options=options(
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
