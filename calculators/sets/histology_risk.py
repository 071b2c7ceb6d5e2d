"""Risk groups by primary and histology, as the slides print them; their origin is not known."""

from calculators.model.sets import CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.populations import NON_NEUROENDOCRINE
from calculators.vocabulary.tumour import HISTOLOGY, PRIMARY_SITE

PINPOINT = Text("slide 17", "διαφάνεια 17")

HISTOLOGY_RISK = CriteriaSet(
    id="histology-risk",
    title=Text("Risk group by primary and histology", "Ομάδα κινδύνου κατά εντόπιση και ιστολογικό τύπο"),
    short_title=Text("Risk by histology", "Κίνδυνος κατά ιστολογία"),
    question=Text(
        "Into which printed risk group does the tumour fall?",
        "Σε ποια από τις τυπωμένες ομάδες κινδύνου ανήκει ο όγκος;",
    ),
    source=None,
    status=Status.AS_PRINTED,
    status_note=Text(
        "The source of this grouping could not be found. Stomach, pancreas, ovary, uterus and others are not in it, and it gives no figures.",
        "Η πηγή της κατάταξης δεν βρέθηκε. Ο στόμαχος, το πάγκρεας, η ωοθήκη, η μήτρα και άλλες εντοπίσεις δεν περιλαμβάνονται, και δεν δίνονται αριθμοί.",
    ),
    population=NON_NEUROENDOCRINE,
    kind=Kind.CLASSES,
    scope=Text("of what and by when, the slide does not say", "για τι και ως πότε, η διαφάνεια δεν λέει"),
    criteria=(
        Criterion(
            "low",
            topics.ORIGIN,
            PRIMARY_SITE.is_one_of("breast", "kidney", "bladder", "testis", unspecified=("unknown",)),
            pinpoint=PINPOINT,
            note=Text(
                "The slide says breast and genitourinary; read here as kidney, bladder and testis.",
                "Η διαφάνεια γράφει μαστός και ουρογεννητικό· εδώ διαβάζεται ως νεφρός, ουροδόχος κύστη και όρχις.",
            ),
            name=Text("low risk", "χαμηλός κίνδυνος"),
        ),
        Criterion(
            "intermediate",
            topics.HISTOLOGY,
            HISTOLOGY.is_one_of("melanoma", "sarcoma"),
            pinpoint=PINPOINT,
            note=Text("GIST is not counted among the sarcomas here.", "Το GIST δεν υπολογίζεται εδώ στα σαρκώματα."),
            name=Text("intermediate risk", "ενδιάμεσος κίνδυνος"),
        ),
        Criterion(
            "high",
            topics.ORIGIN,
            PRIMARY_SITE.is_one_of("lung", unspecified=("unknown",)),
            pinpoint=PINPOINT,
            note=Text("Of any histology.", "Κάθε ιστολογικού τύπου."),
            name=Text("high risk", "υψηλός κίνδυνος"),
        ),
    ),
)
