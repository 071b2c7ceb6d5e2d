"""Milan-NET 2016: the revised selection for liver transplantation."""

from calculators.model.conditions import all_of
from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.sets.milan_net_2007 import PORTAL_DRAINAGE, PRIMARY_REMOVED
from calculators.vocabulary import topics
from calculators.vocabulary.history import MONTHS_STABLE_DISEASE
from calculators.vocabulary.liver import LIVER_INVOLVEMENT_PERCENT
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import MAZZAFERRO_2016
from calculators.vocabulary.tumour import KI67_PERCENT, WHO_GRADE

NOT_AT_HAND = Text("table of criteria in the paper, not available", "πίνακας κριτηρίων του άρθρου, μη διαθέσιμος")

MILAN_NET_2016 = CriteriaSet(
    id="milan-net-2016",
    title=Text("Milan-NET criteria, 2016", "Κριτήρια Milan-NET, 2016"),
    short_title=Text("Milan-NET 2016", "Milan-NET 2016"),
    question=Text(
        "Are the revised Milan-NET criteria of 2016 met?",
        "Πληρούνται τα αναθεωρημένα κριτήρια Milan-NET του 2016;",
    ),
    source=MAZZAFERRO_2016,
    status=Status.PROVISIONAL,
    status_note=Text(
        "Transcribed without access to the table of the paper: each limit has yet to be compared with it.",
        "Μεταγράφηκε χωρίς να είναι διαθέσιμος ο πίνακας του άρθρου: κάθε όριο μένει να συγκριθεί με αυτόν.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "grade_ki67",
            topics.GRADE,
            all_of(
                WHO_GRADE.is_one_of("G1", "G2"),
                KI67_PERCENT.below(
                    10,
                    ambiguous=Text(
                        "The criteria are quoted both with “below” and with “up to” this Ki-67: the limit itself is not settled.",
                        "Τα κριτήρια παρατίθενται άλλοτε με «κάτω από» και άλλοτε με «έως» αυτό το Ki-67: το ίδιο το όριο δεν κρίνεται από τη διατύπωση.",
                    ),
                ),
            ),
            cell=Text("G1 or G2; Ki-67 < 10 %", "G1 ή G2· Ki-67 < 10 %"),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "In a text of 2023 the same group writes G1–G2 or Ki-67 below 10 %.",
                "Σε κείμενο του 2023 η ίδια ομάδα γράφει G1–G2 ή Ki-67 κάτω από 10 %.",
            ),
        ),
        Criterion(
            "portal_drainage",
            topics.DRAINAGE,
            PORTAL_DRAINAGE,
            cell=Text("pancreas, or distal stomach to sigmoid", "πάγκρεας ή άπω στόμαχος έως σιγμοειδές"),
            pinpoint=NOT_AT_HAND,
            note=Text("As in 2007.", "Όπως το 2007."),
        ),
        Criterion(
            "primary_removed",
            topics.PRIMARY,
            PRIMARY_REMOVED,
            cell=Text("curative, separate; no disease outside the liver", "ριζική, χωριστή· χωρίς νόσο εκτός ήπατος"),
            pinpoint=NOT_AT_HAND,
            note=Text("As in 2007.", "Όπως το 2007."),
        ),
        Criterion(
            "involvement",
            topics.INVOLVEMENT,
            LIVER_INVOLVEMENT_PERCENT.below(
                50,
                ambiguous=Text(
                    "The criteria of 2007 admit the limit itself; whether those of 2016 do is not settled.",
                    "Τα κριτήρια του 2007 δέχονται το ίδιο το όριο· αν το δέχονται και του 2016 δεν κρίνεται από τη διατύπωση.",
                ),
            ),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "The limit below which the source puts the percentage of the liver replaced by tumour.",
                "Το όριο κάτω από το οποίο η πηγή τοποθετεί το ποσοστό του ήπατος που καταλαμβάνει ο όγκος.",
            ),
        ),
        Criterion(
            "stability",
            topics.STABILITY,
            MONTHS_STABLE_DISEASE.at_least(6),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "In 2023 the same group writes at least three to six months before listing.",
                "Το 2023 η ίδια ομάδα γράφει τουλάχιστον τρεις έως έξι μήνες πριν από την εγγραφή στη λίστα.",
            ),
        ),
        Criterion(
            "age",
            topics.AGE,
            AGE_YEARS.below(
                60,
                ambiguous=Text(
                    "Whether the limit itself counts is not settled until the table of the paper is compared.",
                    "Αν το ίδιο το όριο γίνεται δεκτό δεν κρίνεται πριν από τη σύγκριση με τον πίνακα του άρθρου.",
                ),
            ),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "A relative criterion in the source.",
                "Σχετικό κριτήριο κατά την πηγή.",
            ),
        ),
    ),
)
