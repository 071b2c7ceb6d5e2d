"""Resection as the treatment of first choice."""

from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import FRILLING_2014
from calculators.vocabulary.surgery import OPERATIVE_RISK_ACCEPTABLE
from calculators.vocabulary.tumour import WHO_GRADE

RESECTION_FIRST_CHOICE = CriteriaSet(
    id="resection-first-choice",
    title=Text("Resection as first choice", "Εκτομή ως θεραπεία πρώτης επιλογής"),
    short_title=Text("Resection first", "Εκτομή πρώτης επιλογής"),
    head=Text("First choice", "Πρώτη επιλογή"),
    question=Text(
        "Are the published conditions for resection as first choice met?",
        "Πληρούνται οι δημοσιευμένες προϋποθέσεις για εκτομή ως θεραπεία πρώτης επιλογής;",
    ),
    source=FRILLING_2014,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The slides name no source for the statement; it agrees with the 2014 working group, whose text was not available.",
        "Οι διαφάνειες δεν αναφέρουν πηγή για την τοποθέτηση αυτή· συμφωνεί με την ομάδα εργασίας του 2014, της οποίας το κείμενο δεν ήταν διαθέσιμο.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "fitness",
            topics.FITNESS,
            OPERATIVE_RISK_ACCEPTABLE.is_yes(),
            cell=Text("acceptable risk", "αποδεκτός κίνδυνος"),
            pinpoint=Text("slide 9, first sentence", "διαφάνεια 9, πρώτη πρόταση"),
            note=Text(
                "Fitness for a liver resection, as the team judges it.",
                "Γενική κατάσταση που επιτρέπει ηπατεκτομή, κατά την κρίση της ομάδας.",
            ),
        ),
        Criterion(
            "grade",
            topics.GRADE,
            WHO_GRADE.is_one_of("G1", "G2"),
            pinpoint=Text("slide 9, first sentence", "διαφάνεια 9, πρώτη πρόταση"),
            note=Text(
                "The statement speaks of the grade of the liver metastases.",
                "Η τοποθέτηση αναφέρεται στον βαθμό κακοήθειας των ηπατικών μεταστάσεων.",
            ),
        ),
        Criterion(
            "extrahepatic",
            topics.EXTRAHEPATIC,
            EXTRAHEPATIC_DISEASE.is_none_of(
                "unresectable",
                remarks={
                    "resectable": Text(
                        "With extrahepatic disease, the source says only that such patients may be considered, if their whole tumour burden can be removed.",
                        "Για εξωηπατική νόσο, η πηγή αναφέρει μόνο ότι μπορεί να εξεταστεί το ενδεχόμενο εκτομής, αν εξαιρείται όλη η νόσος.",
                    )
                },
            ),
            pinpoint=Text("slide 9, both sentences", "διαφάνεια 9, και οι δύο προτάσεις"),
            note=Text(
                "The first sentence asks for no extrahepatic disease, the second admits it where the whole tumour burden, in the liver too, can be removed.",
                "Η πρώτη πρόταση ζητεί απουσία εξωηπατικής νόσου, η δεύτερη τη δέχεται όπου εξαιρείται όλη η νόσος, και στο ήπαρ.",
            ),
        ),
    ),
)
