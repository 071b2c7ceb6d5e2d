"""Frilling 2014: consensus criteria for the resection of neuroendocrine liver metastases."""

from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.liver import GROWTH_TYPE
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import FRILLING_2014
from calculators.vocabulary.surgery import (
    CARCINOID_HEART_DISEASE,
    EXPECTED_MARGIN,
    FUTURE_LIVER_REMNANT_PERCENT,
    HEPATIC_SURGERY_CENTRE_ACCESS,
)
from calculators.vocabulary.tumour import WHO_GRADE

FRILLING_2014_RESECTION = CriteriaSet(
    id="frilling-2014-resection",
    title=Text("Frilling 2014: criteria for resection", "Frilling 2014: κριτήρια εκτομής"),
    short_title=Text("Frilling 2014 resection", "Frilling 2014 (εκτομή)"),
    head=Text("Frilling 2014", "Frilling 2014"),
    question=Text(
        "Are the criteria of the 2014 working group for liver resection met?",
        "Πληρούνται τα κριτήρια της ομάδας εργασίας του 2014 για ηπατεκτομή;",
    ),
    source=FRILLING_2014,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The seven items are those of the slides; the paper itself was not available.",
        "Τα επτά σημεία είναι των διαφανειών· το ίδιο το άρθρο δεν ήταν διαθέσιμο για σύγκριση.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "grade",
            topics.GRADE,
            WHO_GRADE.is_one_of(
                "G1",
                "G2",
                remarks={
                    "G3": Text(
                        "Grade 3 is called usually not amenable to resection, which is not an absolute bar; "
                        "the category of well-differentiated G3 did not exist in 2014.",
                        "Για τον βαθμό 3 αναφέρεται ότι συνήθως δεν προσφέρεται για εκτομή, χωρίς να τίθεται απόλυτος αποκλεισμός· "
                        "η κατηγορία του καλά διαφοροποιημένου G3 δεν υπήρχε το 2014.",
                    ),
                    "NEC": Text(
                        "Grade 3, which in 2014 meant neuroendocrine carcinoma, is called usually not amenable to resection.",
                        "Για τον βαθμό 3, που το 2014 σήμαινε νευροενδοκρινές καρκίνωμα, αναφέρεται ότι συνήθως δεν προσφέρεται για εκτομή.",
                    ),
                },
            ),
            pinpoint=Text(
                "slide 12, item 1 and the closing sentence", "διαφάνεια 12, σημείο 1 και καταληκτική πρόταση"
            ),
            note=Text(
                "Grades of WHO 2010.",
                "Βαθμοί κατά WHO 2010.",
            ),
        ),
        Criterion(
            "growth_type",
            topics.GROWTH,
            GROWTH_TYPE.is_one_of("I", "II"),
            pinpoint=Text("slide 12, item 2", "διαφάνεια 12, σημείο 2"),
            note=Text(
                "The types are those of Frilling 2009; two or three nodules in one lobe fit neither type I nor type II strictly.",
                "Οι τύποι είναι κατά Frilling (2009)· δύο ή τρεις όζοι σε έναν λοβό δεν αντιστοιχούν αυστηρά ούτε στον τύπο I ούτε στον II.",
            ),
        ),
        Criterion(
            "extrahepatic",
            topics.EXTRAHEPATIC,
            EXTRAHEPATIC_DISEASE.is_none_of("unresectable"),
            pinpoint=Text("slide 12, item 3", "διαφάνεια 12, σημείο 3"),
            note=Text(
                "Extrahepatic disease that can be removed is admitted.",
                "Η εξωηπατική νόσος που μπορεί να εξαιρεθεί δεν αποκλείει.",
            ),
        ),
        Criterion(
            "margin",
            topics.MARGIN,
            EXPECTED_MARGIN.is_one_of("R0", "R1"),
            pinpoint=Text("slide 12, item 4", "διαφάνεια 12, σημείο 4"),
            note=Text(
                "The margin that is expected before the operation; a planned R2 resection does not meet it.",
                "Το όριο που αναμένεται πριν από την επέμβαση· η σχεδιαζόμενη εκτομή R2 δεν το πληροί.",
            ),
        ),
        Criterion(
            "liver_remnant",
            topics.REMNANT,
            FUTURE_LIVER_REMNANT_PERCENT.at_least(30),
            pinpoint=Text("slide 12, item 5", "διαφάνεια 12, σημείο 5"),
            note=Text(
                "The source names no denominator: the standardised and the measured percentage can fall on different sides of the limit.",
                "Η πηγή δεν ορίζει παρονομαστή: το τυποποιημένο και το μετρημένο ποσοστό μπορεί να βρεθούν εκατέρωθεν του ορίου.",
            ),
        ),
        Criterion(
            "carcinoid_heart",
            topics.HEART,
            CARCINOID_HEART_DISEASE.is_one_of(
                "none",
                "mild",
                ambiguous={
                    "moderate": Text(
                        "The source excludes advanced carcinoid heart disease and does not define it: moderate disease is not settled.",
                        "Η πηγή αποκλείει την προχωρημένη καρκινοειδή καρδιοπάθεια χωρίς να την ορίζει: η μέτρια νόσος δεν κρίνεται από τη διατύπωση.",
                    )
                },
            ),
            pinpoint=Text("slide 12, item 6", "διαφάνεια 12, σημείο 6"),
            note=Text(
                "Valve surgery may come first; the criterion is then judged anew.",
                "Μπορεί να προηγηθεί χειρουργική των βαλβίδων· το κριτήριο τότε κρίνεται εκ νέου.",
            ),
        ),
        Criterion(
            "centre",
            topics.CENTRE,
            HEPATIC_SURGERY_CENTRE_ACCESS.is_yes(),
            cell=Text("accessible", "υπάρχει πρόσβαση"),
            pinpoint=Text("slide 12, item 7", "διαφάνεια 12, σημείο 7"),
            note=Text(
                "An organisational condition, not a property of the patient.",
                "Οργανωτική προϋπόθεση και όχι χαρακτηριστικό του ασθενούς.",
            ),
        ),
    ),
)
