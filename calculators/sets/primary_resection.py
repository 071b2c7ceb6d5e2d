"""What the consensus of 2014 says of resecting the primary tumour when the liver metastases stay."""

from calculators.model.sets import CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.history import PRIMARY_REMOVED
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import FRILLING_2014
from calculators.vocabulary.tumour import PRIMARY_SITE

SMALL_INTESTINE = ("jejunum", "ileum")
UNKNOWN_PRIMARY = ("unknown",)
PINPOINT = Text("slide 13", "διαφάνεια 13")

PRIMARY_RESECTION_BY_SITE = CriteriaSet(
    id="primary-resection",
    title=Text("Resection of the primary tumour, by site", "Εξαίρεση του πρωτοπαθούς όγκου, κατά εντόπιση"),
    short_title=Text("Primary tumour", "Πρωτοπαθής όγκος"),
    question=Text(
        "What does the 2014 working group say about resecting this primary tumour?",
        "Τι λέει η ομάδα εργασίας του 2014 για την εξαίρεση αυτού του πρωτοπαθούς όγκου;",
    ),
    source=FRILLING_2014,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The two statements are on the slide; the working group's paper was not available.",
        "Οι δύο τοποθετήσεις υπάρχουν στη διαφάνεια· το κείμενο της ομάδας εργασίας δεν ήταν διαθέσιμο.",
    ),
    population=NEUROENDOCRINE,
    kind=Kind.CLASSES,
    past=PRIMARY_REMOVED,
    criteria=(
        Criterion(
            "small_intestine",
            topics.ORIGIN,
            PRIMARY_SITE.is_one_of(*SMALL_INTESTINE, unspecified=UNKNOWN_PRIMARY),
            pinpoint=PINPOINT,
            note=Text(
                "The statement is about locoregional disease of the small intestine; the duodenum is not read into it.",
                "Η τοποθέτηση αφορά την τοποπεριοχική νόσο του λεπτού εντέρου· το δωδεκαδάκτυλο δεν περιλαμβάνεται.",
            ),
            name=Text(
                "weak evidence for resecting locoregional disease of the small intestine",
                "αδύναμη τεκμηρίωση υπέρ της εξαίρεσης της τοποπεριοχικής νόσου του λεπτού εντέρου",
            ),
        ),
        Criterion(
            "pancreas",
            topics.ORIGIN,
            PRIMARY_SITE.is_one_of("pancreas", unspecified=UNKNOWN_PRIMARY),
            pinpoint=PINPOINT,
            note=Text(
                "No recommendation is not advice against it; later retrospective series are on the page about the primary tumour.",
                "Η απουσία σύστασης δεν σημαίνει σύσταση κατά· νεότερες αναδρομικές σειρές υπάρχουν στη σελίδα για τον πρωτοπαθή όγκο.",
            ),
            name=Text("no recommendation could be made for the pancreas", "για το πάγκρεας δεν κατέστη δυνατή σύσταση"),
        ),
        Criterion(
            "other",
            topics.ORIGIN,
            PRIMARY_SITE.is_one_of(
                *(
                    site
                    for site in PRIMARY_SITE.options
                    if site not in (*SMALL_INTESTINE, "pancreas", *UNKNOWN_PRIMARY)
                ),
                unspecified=UNKNOWN_PRIMARY,
                phrased_as=Text("any other site", "κάθε άλλη εντόπιση"),
            ),
            pinpoint=PINPOINT,
            note=Text(
                "The slide speaks of the small intestine and the pancreas only.",
                "Η διαφάνεια μιλά μόνο για το λεπτό έντερο και το πάγκρεας.",
            ),
            name=Text("other sites are not addressed", "οι άλλες εντοπίσεις δεν εξετάζονται"),
        ),
    ),
)
