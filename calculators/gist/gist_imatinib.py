"""When surgery of GIST metastases may be discussed: after how long on imatinib, and with which response."""

from calculators import topics
from calculators.fields import IMATINIB_MONTHS, IMATINIB_RESPONSE
from calculators.model import CriteriaSet, Criterion, Status
from calculators.populations import GIST
from calculators.sources import DEMATTEO_2007
from calculators.text import Text

GIST_IMATINIB = CriteriaSet(
    id="gist-imatinib",
    title=Text("GIST: surgery after imatinib", "GIST: χειρουργική μετά από ιματινίμπη"),
    short_title=Text("GIST, imatinib", "GIST, ιματινίμπη"),
    question=Text(
        "Has imatinib been given long enough, and without progression, for surgery to be discussed?",
        "Έχει δοθεί ιματινίμπη επί αρκετό χρόνο, και χωρίς πρόοδο νόσου, ώστε να συζητηθεί η επέμβαση;",
    ),
    source=DEMATTEO_2007,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The slide names no source; as far as is known the cited series agrees with it, but this was not verified. Imatinib goes on after the operation.",
        "Η διαφάνεια δεν αναφέρει πηγή· η σειρά που παρατίθεται συμφωνεί, όσο είναι γνωστό, αλλά δεν αντιπαραβλήθηκε. Η ιματινίμπη συνεχίζεται μετά την επέμβαση.",
    ),
    population=GIST,
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
            IMATINIB_RESPONSE.is_none_of("progression"),
            pinpoint=Text("slide 18, second sentence", "διαφάνεια 18, δεύτερη πρόταση"),
            note=Text(
                "The slide says that the response decides; later reviews see no benefit of surgery in general progression.",
                "Η διαφάνεια λέει ότι κρίνει η ανταπόκριση· νεότερες ανασκοπήσεις δεν βρίσκουν όφελος από την επέμβαση σε γενικευμένη πρόοδο.",
            ),
        ),
    ),
)
