"""Adverse factors after resection of metastases that are neither colorectal nor neuroendocrine (Adam 2006)."""

from calculators.model.sets import CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.history import DISEASE_FREE_INTERVAL_MONTHS
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.populations import NON_NEUROENDOCRINE
from calculators.vocabulary.sources import ADAM_2006
from calculators.vocabulary.surgery import EXPECTED_MARGIN, MAJOR_HEPATECTOMY
from calculators.vocabulary.tumour import HISTOLOGY, PRIMARY_SITE

PINPOINT = Text("abstract; slide 15", "περίληψη· διαφάνεια 15")

ADAM_2006_FACTORS = CriteriaSet(
    id="adam-2006-factors",
    title=Text("Adam 2006: adverse factors after resection", "Adam 2006: δυσμενείς παράγοντες μετά από εκτομή"),
    short_title=Text("Adam 2006", "Adam 2006"),
    question=Text(
        "How many of the seven published adverse factors are present?",
        "Πόσοι από τους επτά δημοσιευμένους δυσμενείς παράγοντες υπάρχουν;",
    ),
    source=ADAM_2006,
    status=Status.ABSTRACT,
    status_note=Text(
        "The factors were compared with the abstract. The points that the authors give to each were not available: the factors are counted, and a count is not the authors' score.",
        "Οι παράγοντες συγκρίθηκαν με την περίληψη. Οι μονάδες που δίνουν οι συγγραφείς στον καθένα δεν ήταν διαθέσιμες: οι παράγοντες μετρώνται, "
        "και το πλήθος τους δεν είναι η βαθμολογία των συγγραφέων.",
    ),
    population=NON_NEUROENDOCRINE,
    kind=Kind.FACTORS,
    criteria=(
        Criterion(
            "age",
            topics.AGE,
            AGE_YEARS.at_most(60),
            pinpoint=PINPOINT,
            note=Text(
                "The limit itself is not adverse in the abstract.",
                "Το ίδιο το όριο δεν είναι δυσμενές κατά την περίληψη.",
            ),
            name=Text("older age", "μεγαλύτερη ηλικία"),
        ),
        Criterion(
            "origin",
            topics.ORIGIN,
            PRIMARY_SITE.is_one_of("breast", unspecified=("unknown",)),
            pinpoint=PINPOINT,
            note=Text(
                "Every primary but the breast is adverse. A primary that was searched for and not found stays open.",
                "Κάθε εντόπιση εκτός του μαστού είναι δυσμενής. Εστία που αναζητήθηκε και δεν βρέθηκε μένει ανοικτή.",
            ),
            name=Text("primary other than the breast", "πρωτοπαθής εστία εκτός μαστού"),
        ),
        Criterion(
            "histology",
            topics.HISTOLOGY,
            HISTOLOGY.is_none_of("melanoma", "squamous"),
            pinpoint=PINPOINT,
            note=Text("Melanoma of the skin and of the eye alike.", "Μελάνωμα τόσο του δέρματος όσο και του οφθαλμού."),
            name=Text("melanoma or squamous cell carcinoma", "μελάνωμα ή καρκίνωμα εκ πλακωδών κυττάρων"),
        ),
        Criterion(
            "disease_free_interval",
            topics.ONSET,
            DISEASE_FREE_INTERVAL_MONTHS.at_least(12),
            pinpoint=PINPOINT,
            note=Text(
                "From the treatment of the primary to the liver metastases.",
                "Από τη θεραπεία του πρωτοπαθούς έως τις ηπατικές μεταστάσεις.",
            ),
            name=Text("short disease-free interval", "βραχύ ελεύθερο νόσου διάστημα"),
        ),
        Criterion(
            "extrahepatic",
            topics.EXTRAHEPATIC,
            EXTRAHEPATIC_DISEASE.is_one_of(
                "none",
                ambiguous={
                    "cleared": Text(
                        "the abstract does not say whether extrahepatic metastases that were removed still count",
                        "η περίληψη δεν αναφέρει αν οι εξωηπατικές μεταστάσεις που αφαιρέθηκαν υπολογίζονται ακόμη",
                    )
                },
            ),
            pinpoint=PINPOINT,
            note=Text(
                "Extrahepatic metastases at the time of the hepatectomy.",
                "Εξωηπατικές μεταστάσεις κατά τον χρόνο της ηπατεκτομής.",
            ),
            name=Text("extrahepatic metastases", "εξωηπατικές μεταστάσεις"),
        ),
        Criterion(
            "margin",
            topics.MARGIN,
            EXPECTED_MARGIN.is_none_of("R2"),
            pinpoint=PINPOINT,
            note=Text(
                "Known only after the operation; before it, an expected margin is an estimate and an open answer makes the count a range.",
                "Γνωστή μόνο μετά την επέμβαση· πριν από αυτήν το αναμενόμενο όριο είναι εκτίμηση, και όσο δεν δίνεται απάντηση ο αριθμός των παραγόντων είναι εύρος.",
            ),
            name=Text("R2 resection", "εκτομή R2"),
        ),
        Criterion(
            "major_hepatectomy",
            topics.EXTENT,
            MAJOR_HEPATECTOMY.is_no(),
            pinpoint=PINPOINT,
            note=Text(
                "Three segments or more; before the operation the plan, open where there is none.",
                "Τρία ή περισσότερα τμήματα· πριν από την επέμβαση σύμφωνα με το σχέδιο, ανοικτό όπου δεν υπάρχει.",
            ),
            name=Text("major hepatectomy", "μείζων ηπατεκτομή"),
        ),
    ),
)
