"""ENETS 2012: minimal requirements for the resection of liver metastases with curative intent."""

from calculators.model.conditions import all_of
from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRA_ABDOMINAL_METASTASES, NODAL_METASTASES, PERITONEAL_CARCINOMATOSIS
from calculators.vocabulary.liver import LIVER_METASTASES_RESECTABLE
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import PAVEL_2012
from calculators.vocabulary.surgery import OPERATIVE_RISK_ACCEPTABLE, RIGHT_HEART_FAILURE
from calculators.vocabulary.tumour import WHO_GRADE

GRADE_3 = Text(
    "The source says that in G3 carcinoma resection of the metastases is in general not advised; "
    "well-differentiated G3 tumours were not a category of their own in 2012.",
    "Η πηγή αναφέρει για το καρκίνωμα G3 ότι η εκτομή των μεταστάσεών του κατά κανόνα δεν συνιστάται· "
    "οι καλά διαφοροποιημένοι όγκοι G3 δεν αποτελούσαν χωριστή κατηγορία το 2012.",
)

ENETS_2012_RESECTION = CriteriaSet(
    id="enets-2012-resection",
    title=Text("ENETS 2012: minimal requirements for resection", "ENETS 2012: ελάχιστες προϋποθέσεις για εκτομή"),
    short_title=Text("ENETS 2012 resection", "ENETS 2012 (εκτομή)"),
    head=Text("ENETS 2012", "ENETS 2012"),
    question=Text(
        "Are the minimal requirements for a resection with curative intent met?",
        "Πληρούνται οι ελάχιστες προϋποθέσεις για εκτομή με σκοπό την ίαση;",
    ),
    source=PAVEL_2012,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The four items are those of the slides; the wording of the 2012 paper was not available.",
        "Τα τέσσερα σημεία είναι των διαφανειών· το κείμενο του άρθρου του 2012 δεν ήταν διαθέσιμο για σύγκριση.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "resectable",
            topics.RESECTABILITY,
            LIVER_METASTASES_RESECTABLE.is_yes(),
            cell=Text("resectable", "εξαιρέσιμες"),
            pinpoint=Text("slide 11, item 1", "διαφάνεια 11, σημείο 1"),
            note=Text(
                "A judgement of the surgical team on current imaging; the source gives no measure for it.",
                "Κρίση της χειρουργικής ομάδας με βάση την τρέχουσα απεικόνιση· η πηγή δεν ορίζει τρόπο μέτρησης.",
            ),
        ),
        Criterion(
            "grade",
            topics.GRADE,
            WHO_GRADE.is_one_of("G1", "G2", remarks={"G3": GRADE_3, "NEC": GRADE_3}),
            pinpoint=Text(
                "slide 11, item 1 and the closing sentence", "διαφάνεια 11, σημείο 1 και καταληκτική πρόταση"
            ),
            note=Text(
                "The grades of 2012 are those of WHO 2010; today's G1 also takes in a Ki-67 of 2.0 to 2.99 %.",
                "Οι βαθμοί του 2012 είναι της ταξινόμησης WHO 2010· ο σημερινός G1 περιλαμβάνει και Ki-67 από 2,0 έως 2,99 %.",
            ),
        ),
        Criterion(
            "operative_risk",
            topics.FITNESS,
            OPERATIVE_RISK_ACCEPTABLE.is_yes(),
            cell=Text("acceptable risk", "αποδεκτός κίνδυνος"),
            pinpoint=Text("slide 11, item 1", "διαφάνεια 11, σημείο 1"),
            note=Text(
                "The published item also limits the expected mortality to below 5 %; the slides leave the number out.",
                "Το δημοσιευμένο σημείο θέτει και όριο αναμενόμενης θνητότητας κάτω από 5 %· οι διαφάνειες παραλείπουν τον αριθμό.",
            ),
        ),
        Criterion(
            "right_heart",
            topics.HEART,
            RIGHT_HEART_FAILURE.is_no(),
            cell=Text("no right heart failure", "χωρίς δεξιά καρδιακή ανεπάρκεια"),
            pinpoint=Text("slide 11, item 2", "διαφάνεια 11, σημείο 2"),
            note=Text(
                "Whether clinical signs or an echocardiogram decide is not said.",
                "Δεν διευκρινίζεται αν κρίνεται από την κλινική εικόνα ή από το υπερηχοκαρδιογράφημα.",
            ),
        ),
        Criterion(
            "extra_abdominal",
            topics.EXTRAHEPATIC,
            all_of(
                NODAL_METASTASES.is_none_of("unresectable"),
                EXTRA_ABDOMINAL_METASTASES.is_one_of(
                    "none",
                    ambiguous={
                        "resectable": Text(
                            "The text may mean unresectable nodes and any extra-abdominal metastases, or only unresectable ones of both: "
                            "resectable extra-abdominal disease is not settled.",
                            "Το κείμενο μπορεί να εννοεί μη εξαιρέσιμους λεμφαδένες και κάθε εξωκοιλιακή μετάσταση ή μόνο τη μη εξαιρέσιμη νόσο και στα δύο: "
                            "η εξαιρέσιμη εξωκοιλιακή νόσος δεν κρίνεται από τη διατύπωση.",
                        )
                    },
                ),
            ),
            cell=Text(
                "nodes: none or resectable; outside the abdomen: none",
                "λεμφαδένες: καμία ή εξαιρέσιμη· εκτός κοιλίας: καμία",
            ),
            pinpoint=Text("slide 11, item 3", "διαφάνεια 11, σημείο 3"),
            note=Text(
                "Resectable lymph nodes are admitted.",
                "Οι εξαιρέσιμοι λεμφαδένες δεν αποκλείουν.",
            ),
        ),
        Criterion(
            "peritoneal",
            topics.EXTRAHEPATIC,
            PERITONEAL_CARCINOMATOSIS.is_none_of("unresectable", "diffuse"),
            cell=Text(
                "peritoneum: none, or limited and resectable", "περιτόναιο: καμία, ή περιορισμένη και εξαιρέσιμη"
            ),
            pinpoint=Text("slide 11, item 4", "διαφάνεια 11, σημείο 4"),
            note=Text(
                "Limited carcinomatosis that can be removed is admitted.",
                "Η περιορισμένη καρκινωμάτωση που μπορεί να εξαιρεθεί δεν αποκλείει.",
            ),
        ),
    ),
)
