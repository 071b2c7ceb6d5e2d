"""Contraindications to embolisation and the other therapies directed at the liver, as the slides print them."""

from calculators.model.sets import CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.treatment import HEPATIC_INSUFFICIENCY, PORTAL_VEIN_THROMBOSIS, PRIOR_WHIPPLE

PINPOINT = Text("slide 7, contraindications", "διαφάνεια 7, αντενδείξεις")

LIVER_DIRECTED_CONTRAINDICATIONS = CriteriaSet(
    id="liver-directed-contraindications",
    title=Text("Contraindications to liver-directed therapy", "Αντενδείξεις θεραπειών με στόχο το ήπαρ"),
    short_title=Text("Liver-directed therapy", "Θεραπείες με στόχο το ήπαρ"),
    question=Text(
        "Is every published contraindication to liver-directed therapy absent?",
        "Απουσιάζουν όλες οι δημοσιευμένες αντενδείξεις των θεραπειών με στόχο το ήπαρ;",
    ),
    source=None,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The slides name no source. The list is the usual one for embolisation; other texts call some of its items relative, and for ablation it says little.",
        "Οι διαφάνειες δεν αναφέρουν πηγή. Ο κατάλογος είναι ο συνήθης για τον εμβολισμό· άλλα κείμενα θεωρούν ορισμένα σημεία σχετικές αντενδείξεις, "
        "και για τη θερμική κατάλυση λέει λίγα.",
    ),
    population=None,
    kind=Kind.CONTRAINDICATIONS,
    against=Text("to liver-directed therapy", "θεραπειών με στόχο το ήπαρ"),
    criteria=(
        Criterion(
            "portal_vein_thrombosis",
            topics.PORTAL_VEIN,
            PORTAL_VEIN_THROMBOSIS.is_none_of("complete"),
            pinpoint=PINPOINT,
            note=Text(
                "Printed for complete thrombosis only. For radioembolisation it is a relative contraindication elsewhere, for ablation none by itself.",
                "Αναφέρεται μόνο για την πλήρη θρόμβωση. Για τον ραδιοεμβολισμό θεωρείται αλλού σχετική αντένδειξη, για την κατάλυση από μόνη της καμία.",
            ),
            name=Text("complete portal vein thrombosis", "πλήρης θρόμβωση της πυλαίας φλέβας"),
        ),
        Criterion(
            "hepatic_insufficiency",
            topics.LIVER_FUNCTION,
            HEPATIC_INSUFFICIENCY.is_no(),
            pinpoint=PINPOINT,
            note=Text(
                "The list does not define it and prints no limit of a laboratory value.",
                "Ο κατάλογος δεν την ορίζει και δεν δίνει όριο εργαστηριακής τιμής.",
            ),
            name=Text("hepatic insufficiency or failure", "ηπατική ανεπάρκεια"),
        ),
        Criterion(
            "whipple",
            topics.BILIARY,
            PRIOR_WHIPPLE.is_no(),
            pinpoint=PINPOINT,
            note=Text(
                "Today mostly called relative, for the risk of a liver abscess, by lists for hepatocellular carcinoma and for radioembolisation; "
                "a like risk comes with any bilioenteric anastomosis or biliary stent.",
                "Σήμερα κατάλογοι για το ηπατοκυτταρικό καρκίνωμα και για τον ραδιοεμβολισμό τη θεωρούν συνήθως σχετική, λόγω του κινδύνου ηπατικού αποστήματος· "
                "παρόμοιο κίνδυνο έχει κάθε χολοπεπτική αναστόμωση ή ενδοπρόθεση των χοληφόρων.",
            ),
            name=Text("previous Whipple procedure", "προηγηθείσα επέμβαση Whipple"),
        ),
    ),
)
