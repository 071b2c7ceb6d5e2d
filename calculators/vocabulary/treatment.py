"""Questions about liver-directed therapy and imatinib."""

from types import MappingProxyType

from calculators.model.fields import Choice, Definition, Number, YesNo
from calculators.model.text import Text
from calculators.vocabulary.units import MONTHS, options

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
    options=options(
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
    options=options(
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
