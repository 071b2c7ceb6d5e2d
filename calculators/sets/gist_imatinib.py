"""When surgery of GIST metastases may be discussed: after how long on imatinib, and with which response."""

from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.populations import GIST
from calculators.vocabulary.sources import DEMATTEO_2007
from calculators.vocabulary.treatment import IMATINIB_MONTHS, IMATINIB_RESPONSE

GIST_IMATINIB = CriteriaSet(
    id="gist-imatinib",
    title=Text("GIST: surgery after imatinib", "GIST: χειρουργική μετά από ιματινίμπη"),
    short_title=Text("GIST on imatinib", "GIST υπό ιματινίμπη"),
    question=Text(
        "Has imatinib been given long enough, and without progression, for surgery to be discussed?",
        "Έχει δοθεί ιματινίμπη επί αρκετό χρόνο, και χωρίς πρόοδο νόσου, ώστε να συζητηθεί η επέμβαση;",
    ),
    source=DEMATTEO_2007,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The slide names no source. In the abstract of the cited series the operation followed after a median of 15 months, and the six months of the slide "
        "are not in it; focal progression was not a reason against surgery there. Imatinib goes on after the operation.",
        "Η διαφάνεια δεν αναφέρει πηγή. Στην περίληψη της σειράς που παρατίθεται η επέμβαση έγινε μετά από διάμεσο χρόνο 15 μηνών, και οι έξι μήνες της "
        "διαφάνειας δεν υπάρχουν· η εστιακή πρόοδος δεν ήταν εκεί λόγος κατά της επέμβασης. Η ιματινίμπη συνεχίζεται μετά την επέμβαση.",
    ),
    population=GIST,
    scope=Text(
        "two items, duration and response; not resectability",
        "δύο σημεία, διάρκεια και ανταπόκριση· όχι εξαιρεσιμότητα",
    ),
    criteria=(
        Criterion(
            "duration",
            topics.IMATINIB,
            IMATINIB_MONTHS.at_least(6),
            pinpoint=Text("slide 18, third sentence", "διαφάνεια 18, τρίτη πρόταση"),
            note=Text(
                "About half a year, after which further shrinkage is uncommon; later practice accepts up to twice as long.",
                "Περίπου μισό έτος, μετά το οποίο η περαιτέρω συρρίκνωση είναι σπάνια· η νεότερη πρακτική δέχεται έως και το διπλάσιο.",
            ),
        ),
        Criterion(
            "response",
            topics.IMATINIB,
            IMATINIB_RESPONSE.is_none_of(
                "progression_multifocal",
                ambiguous={
                    "progression_focal": Text(
                        "The slide says only that the response decides. The cited series says that selected patients may benefit also where a single "
                        "tumour grows, with worse survival than where the disease responds.",
                        "Η διαφάνεια λέει μόνο ότι κρίνει η ανταπόκριση. Κατά τη σειρά που παρατίθεται, επιλεγμένοι ασθενείς ίσως ωφελούνται και όταν "
                        "αυξάνεται μία μόνο εστία, με επιβίωση χειρότερη από ό,τι όταν η νόσος ανταποκρίνεται.",
                    )
                },
            ),
            pinpoint=Text(
                "slide 18, second sentence; abstract of the series",
                "διαφάνεια 18, δεύτερη πρόταση· περίληψη της σειράς",
            ),
            note=Text(
                "The slide says that the response decides; the cited series calls surgery generally not indicated where more than one tumour grows.",
                "Η διαφάνεια λέει ότι κρίνει η ανταπόκριση· η σειρά που παρατίθεται θεωρεί ότι η επέμβαση γενικά δεν ενδείκνυται όταν αυξάνονται περισσότερες εστίες.",
            ),
        ),
    ),
)
