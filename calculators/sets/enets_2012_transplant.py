"""ENETS 2012, as the slides print it: selection for liver transplantation."""

from calculators.model.conditions import all_of, any_of
from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.history import MONTHS_SINCE_PRIMARY_RESECTION, MONTHS_STABLE_DISEASE, PRIMARY_RESECTION
from calculators.vocabulary.liver import LIVER_INVOLVEMENT_PERCENT, LIVER_METASTASES_RESECTABLE
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import PAVEL_2012
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_PERCENT, REFRACTORY_HORMONAL_SYMPTOMS

ENETS_2012_TRANSPLANT = CriteriaSet(
    id="enets-2012-transplant",
    title=Text("“ENETS 2012” list for transplantation", "Κατάλογος «ENETS 2012» για μεταμόσχευση"),
    short_title=Text("ENETS 2012 transplant", "ENETS 2012 (μεταμόσχευση)"),
    head=Text("ENETS 2012", "ENETS 2012"),
    question=Text(
        "Are the six items that the slides attribute to ENETS 2012 met?",
        "Πληρούνται τα έξι σημεία που οι διαφάνειες αποδίδουν στην ENETS 2012;",
    ),
    source=PAVEL_2012,
    status=Status.AS_PRINTED,
    status_note=Text(
        "That ENETS 2012 prints this list could not be confirmed: the items are those of the slides, their attribution is uncertain.",
        "Δεν επιβεβαιώθηκε ότι η ENETS 2012 δημοσιεύει αυτόν τον κατάλογο: τα σημεία είναι των διαφανειών και η απόδοσή τους αβέβαιη.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "age",
            topics.AGE,
            AGE_YEARS.below(55),
            pinpoint=Text("slide 8, list, item 1", "διαφάνεια 8, κατάλογος, σημείο 1"),
            note=Text(
                "The limit itself is not met as printed; other texts admit it.",
                "Το ίδιο το όριο δεν πληροί το κριτήριο όπως τυπώθηκε· άλλα κείμενα το δέχονται.",
            ),
        ),
        Criterion(
            "primary_removed",
            topics.PRIMARY,
            all_of(
                PRIMARY_RESECTION.is_one_of(
                    "separate_curative",
                    ambiguous={
                        "non_curative": Text(
                            "The list asks that the primary was removed and does not say whether a removal without curative result counts.",
                            "Ο κατάλογος ζητεί να έχει εξαιρεθεί η πρωτοπαθής εστία και δεν λέει αν αρκεί εξαίρεση χωρίς ριζικό αποτέλεσμα.",
                        )
                    },
                ),
                MONTHS_SINCE_PRIMARY_RESECTION.at_least(6),
            ),
            cell=Text("curative, separate; ≥ 6 months ago", "ριζική, χωριστή· πριν από ≥ 6 μήνες"),
            pinpoint=Text("slide 8, list, item 2", "διαφάνεια 8, κατάλογος, σημείο 2"),
            note=Text(
                "The operation comes before the transplantation, not with it.",
                "Η επέμβαση προηγείται της μεταμόσχευσης και δεν συνδυάζεται με αυτήν.",
            ),
        ),
        Criterion(
            "stability",
            topics.STABILITY,
            MONTHS_STABLE_DISEASE.at_least(6),
            pinpoint=Text("slide 8, list, item 3", "διαφάνεια 8, κατάλογος, σημείο 3"),
            note=Text(
                "Calendar months; the limit itself is met.",
                "Ημερολογιακοί μήνες· το ίδιο το όριο πληροί το κριτήριο.",
            ),
        ),
        Criterion(
            "differentiation_ki67",
            topics.GRADE,
            all_of(DIFFERENTIATION.is_one_of("well"), KI67_PERCENT.below(10)),
            cell=Text("well differentiated; Ki-67 < 10 %", "καλή διαφοροποίηση· Ki-67 < 10 %"),
            pinpoint=Text("slide 8, list, item 4", "διαφάνεια 8, κατάλογος, σημείο 4"),
            note=Text(
                "The limit itself is not met as printed.",
                "Το ίδιο το όριο δεν πληροί το κριτήριο όπως τυπώθηκε.",
            ),
        ),
        Criterion(
            "involvement",
            topics.INVOLVEMENT,
            any_of(
                LIVER_INVOLVEMENT_PERCENT.below(50),
                all_of(LIVER_INVOLVEMENT_PERCENT.below(75), REFRACTORY_HORMONAL_SYMPTOMS.is_yes()),
            ),
            cell=Text("< 50 %, or < 75 % with refractory symptoms", "< 50 %, ή < 75 % με ανθεκτικά συμπτώματα"),
            pinpoint=Text("slide 8, list, item 5", "διαφάνεια 8, κατάλογος, σημείο 5"),
            note=Text(
                "The higher limit holds only with hormonal symptoms that treatment does not control.",
                "Το υψηλότερο όριο ισχύει μόνο με ορμονικά συμπτώματα ανθεκτικά στη θεραπεία.",
            ),
        ),
        Criterion(
            "unresectable_liver_only",
            topics.RESECTABILITY,
            all_of(LIVER_METASTASES_RESECTABLE.is_no(), EXTRAHEPATIC_DISEASE.is_one_of("none", "cleared")),
            cell=Text("not resectable; in the liver only", "μη εξαιρέσιμες· μόνο στο ήπαρ"),
            pinpoint=Text("slide 8, list, item 6", "διαφάνεια 8, κατάλογος, σημείο 6"),
            note=Text(
                "Disease that can be resected belongs to the criteria for resection.",
                "Η εξαιρέσιμη νόσος κρίνεται με τα κριτήρια εκτομής.",
            ),
        ),
    ),
)
