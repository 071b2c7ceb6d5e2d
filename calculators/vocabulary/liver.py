"""Questions about the metastases in the liver."""

from calculators.model.fields import Choice, Definition, Number, YesNo
from calculators.model.text import Text
from calculators.vocabulary.units import PERCENT, options

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
    options=options(
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

HEPATOMEGALY = YesNo(
    "hepatomegaly",
    label=Text("Hepatomegaly", "Ηπατομεγαλία"),
    definition=Definition(
        includes=Text(
            "The whole liver, metastases included, at 120 % of its estimated standard volume or more. The source means the liver that was taken out; "
            "whether that was weighed or its volume measured, the abstract does not say.",
            "Όλο το ήπαρ, μαζί με τις μεταστάσεις, στο 120 % του εκτιμώμενου φυσιολογικού όγκου του ή περισσότερο. Η πηγή εννοεί το ήπαρ που αφαιρέθηκε· "
            "αν ζυγίστηκε ή ογκομετρήθηκε δεν το λέει η περίληψη.",
        ),
        excludes=Text(
            "A liver edge that is felt below the costal margin, without a volume; and the percentage of the liver replaced by tumour, which has a question of its own.",
            "Το χείλος του ήπατος που ψηλαφάται κάτω από το πλευρικό τόξο, χωρίς όγκο· και το ποσοστό του ήπατος που καταλαμβάνουν οι μεταστάσεις, για το οποίο υπάρχει χωριστή ερώτηση.",
        ),
        measured=Text(
            "By volumetry on CT or MRI against the volume expected for the body surface. How the source estimates the standard volume was not seen: "
            "with another formula the same liver can lie on the other side of the limit.",
            "Με ογκομέτρηση σε CT ή MRI, σε σύγκριση με τον όγκο που αναμένεται για την επιφάνεια σώματος. Πώς εκτιμά η πηγή τον φυσιολογικό όγκο δεν ελέγχθηκε: "
            "με άλλον τύπο το ίδιο ήπαρ μπορεί να βρεθεί στην άλλη πλευρά του ορίου.",
        ),
    ),
    yes=Text("liver enlarged", "διογκωμένο ήπαρ"),
    no=Text("liver not enlarged", "ήπαρ όχι διογκωμένο"),
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
