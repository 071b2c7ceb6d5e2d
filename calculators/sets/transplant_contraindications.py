"""Contraindications to liver transplantation, as the slides print them."""

from calculators.model.sets import CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import FRILLING_2014
from calculators.vocabulary.surgery import CARCINOID_HEART_DISEASE
from calculators.vocabulary.tumour import PORTAL_DRAINAGE_BY_ANATOMY, PRIMARY_SITE, UNSPECIFIED_SITES, WHO_GRADE

PINPOINT = Text("slide 8, contraindications", "διαφάνεια 8, αντενδείξεις")

TRANSPLANT_CONTRAINDICATIONS = CriteriaSet(
    id="transplant-contraindications",
    title=Text("Contraindications to transplantation", "Αντενδείξεις μεταμόσχευσης"),
    short_title=Text("Transplant contraindications", "Αντενδείξεις μεταμόσχευσης"),
    head=Text("Contraindications", "Αντενδείξεις"),
    question=Text(
        "Is every published contraindication to transplantation absent?",
        "Απουσιάζουν όλες οι δημοσιευμένες αντενδείξεις μεταμόσχευσης;",
    ),
    source=FRILLING_2014,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The slides name no source for the list; it agrees with the 2014 working group, whose text was not available.",
        "Οι διαφάνειες δεν αναφέρουν πηγή για τον κατάλογο· συμφωνεί με την ομάδα εργασίας του 2014, της οποίας το κείμενο δεν ήταν διαθέσιμο.",
    ),
    population=NEUROENDOCRINE,
    kind=Kind.CONTRAINDICATIONS,
    against=Text("to transplantation", "μεταμόσχευσης"),
    criteria=(
        Criterion(
            "grade_3",
            topics.GRADE,
            WHO_GRADE.is_none_of("G3", "NEC"),
            pinpoint=PINPOINT,
            note=Text(
                "Grade 3 of that time; it takes in today's well-differentiated G3 and neuroendocrine carcinoma.",
                "Ο βαθμός 3 της εποχής· περιλαμβάνει τον σημερινό καλά διαφοροποιημένο G3 και το νευροενδοκρινές καρκίνωμα.",
            ),
            name=Text("grade 3 tumour or neuroendocrine carcinoma", "όγκος βαθμού 3 ή νευροενδοκρινές καρκίνωμα"),
        ),
        Criterion(
            "non_portal_drainage",
            topics.DRAINAGE,
            PRIMARY_SITE.is_one_of(
                *PORTAL_DRAINAGE_BY_ANATOMY,
                unspecified=UNSPECIFIED_SITES,
                phrased_as=Text("drained by the portal system", "με απορροή στο πυλαίο σύστημα"),
            ),
            cell=Text("portal drainage", "πυλαία απορροή"),
            pinpoint=PINPOINT,
            note=Text(
                "Proximal stomach and upper rectum are drained by the portal system and are not a contraindication here.",
                "Ο εγγύς στόμαχος και το ανώτερο ορθό απορρέουν στο πυλαίο σύστημα και δεν αποτελούν εδώ αντένδειξη.",
            ),
            name=Text("primary not drained by the portal system", "πρωτοπαθής εστία χωρίς πυλαία απορροή"),
        ),
        Criterion(
            "extrahepatic",
            topics.EXTRAHEPATIC,
            EXTRAHEPATIC_DISEASE.is_one_of("none", "cleared"),
            pinpoint=PINPOINT,
            note=Text(
                "Disease outside the liver that was removed in an operation of its own no longer counts.",
                "Εξωηπατική νόσος που αφαιρέθηκε σε χωριστή επέμβαση δεν υπολογίζεται πλέον.",
            ),
            name=Text("extrahepatic disease", "εξωηπατική νόσος"),
        ),
        Criterion(
            "severe_carcinoid_heart",
            topics.HEART,
            CARCINOID_HEART_DISEASE.is_none_of("severe"),
            pinpoint=PINPOINT,
            note=Text(
                "After valve surgery the heart is judged anew.",
                "Μετά από χειρουργική των βαλβίδων η καρδιά κρίνεται εκ νέου.",
            ),
            name=Text("severe carcinoid heart disease", "σοβαρή καρκινοειδής καρδιοπάθεια"),
        ),
    ),
)
