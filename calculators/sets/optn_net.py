"""OPTN: United States guidance on exception points for neuroendocrine liver metastases. Guidance, not policy."""

from calculators.model.conditions import all_of, any_of
from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import (
    EXTRAHEPATIC_DISEASE,
    FUNCTIONAL_IMAGING_NEGATIVE,
    MONTHS_SINCE_EXTRAHEPATIC_RESECTION,
    SOLID_ORGAN_METASTASIS_EVER,
)
from calculators.vocabulary.history import MONTHS_SINCE_PRIMARY_RESECTION, PRIMARY_RESECTION
from calculators.vocabulary.liver import BILOBAR, LIVER_INVOLVEMENT_PERCENT, LIVER_METASTASES_RESECTABLE
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import OPTN_GUIDANCE
from calculators.vocabulary.tumour import (
    KI67_PERCENT,
    MITOSES_PER_2MM2,
    PORTAL_DRAINAGE_BY_ANATOMY,
    PRIMARY_SITE,
    UNSPECIFIED_SITES,
    WHO_GRADE,
)

NOT_AT_HAND = Text(
    "guidance, neuroendocrine tumours; text not available", "οδηγία, νευροενδοκρινείς όγκοι· κείμενο μη διαθέσιμο"
)

OPTN_NET = CriteriaSet(
    id="optn-net",
    title=Text("OPTN guidance on exception points (United States)", "Οδηγία OPTN για μονάδες MELD κατ’ εξαίρεση (ΗΠΑ)"),
    short_title=Text("OPTN guidance", "Οδηγία OPTN"),
    question=Text(
        "Are the items of the United States guidance on exception points met?",
        "Πληρούνται τα σημεία της οδηγίας των ΗΠΑ για μονάδες MELD κατ’ εξαίρεση;",
    ),
    source=OPTN_GUIDANCE,
    status=Status.PROVISIONAL,
    status_note=Text(
        "Guidance and not policy, written for the United States; transcribed without access to the document, and it may have changed since.",
        "Οδηγία και όχι κανονισμός, γραμμένη για τις ΗΠΑ· μεταγράφηκε χωρίς το έγγραφο και ενδέχεται να έχει αλλάξει.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "age",
            topics.AGE,
            AGE_YEARS.below(60),
            pinpoint=NOT_AT_HAND,
            note=Text("The age of the recipient.", "Η ηλικία του λήπτη."),
        ),
        Criterion(
            "primary_removed",
            topics.PRIMARY,
            all_of(
                PRIMARY_RESECTION.is_one_of("separate_curative"),
                MONTHS_SINCE_PRIMARY_RESECTION.at_least(6),
                any_of(
                    EXTRAHEPATIC_DISEASE.is_one_of("none"),
                    all_of(EXTRAHEPATIC_DISEASE.is_one_of("cleared"), MONTHS_SINCE_EXTRAHEPATIC_RESECTION.at_least(6)),
                ),
            ),
            cell=Text(
                "curative, separate; all removed ≥ 6 months ago",
                "ριζική, χωριστή· όλες οι εστίες πριν από ≥ 6 μήνες",
            ),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "Primary and extrahepatic disease removed, without recurrence, at least this long before the request.",
                "Η πρωτοπαθής εστία και η εξωηπατική νόσος έχουν εξαιρεθεί, χωρίς υποτροπή, τουλάχιστον τόσους μήνες πριν από το αίτημα.",
            ),
        ),
        Criterion(
            "unresectable_bilobar",
            topics.RESECTABILITY,
            all_of(LIVER_METASTASES_RESECTABLE.is_no(), BILOBAR.is_yes()),
            cell=Text("not resectable; in both lobes", "μη εξαιρέσιμες· και στους δύο λοβούς"),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "Disease of both lobes, limited to the liver, that cannot be resected.",
                "Νόσος και στους δύο λοβούς, περιορισμένη στο ήπαρ, που δεν μπορεί να εξαιρεθεί.",
            ),
        ),
        Criterion(
            "portal_drainage",
            topics.DRAINAGE,
            PRIMARY_SITE.is_one_of(
                *PORTAL_DRAINAGE_BY_ANATOMY,
                unspecified=UNSPECIFIED_SITES,
                phrased_as=Text(
                    "digestive tract or pancreas, drained by the portal system",
                    "πεπτικός σωλήνας ή πάγκρεας, με απορροή στο πυλαίο σύστημα",
                ),
            ),
            cell=Text("gut or pancreas, with portal drainage", "πεπτικό ή πάγκρεας, με πυλαία απορροή"),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "Lower rectum, oesophagus, lung, adrenal and thyroid are named as not admitted.",
                "Το κατώτερο ορθό, ο οισοφάγος, ο πνεύμονας, τα επινεφρίδια και ο θυρεοειδής κατονομάζονται ως μη αποδεκτά.",
            ),
        ),
        Criterion(
            "grade",
            topics.GRADE,
            all_of(WHO_GRADE.is_one_of("G1", "G2"), KI67_PERCENT.below(20), MITOSES_PER_2MM2.below(20)),
            cell=Text("G1 or G2; Ki-67 < 20 %; mitoses < 20", "G1 ή G2· Ki-67 < 20 %· μιτώσεις < 20"),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "The limits themselves are G2 for the WHO and still not met here; the guidance counts mitoses in 10 high-power fields.",
                "Τα ίδια τα όρια είναι G2 κατά WHO και εδώ δεν πληρούν το κριτήριο· η οδηγία μετρά μιτώσεις σε 10 πεδία μεγάλης μεγέθυνσης.",
            ),
        ),
        Criterion(
            "involvement",
            topics.INVOLVEMENT,
            LIVER_INVOLVEMENT_PERCENT.at_most(50),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "Percentage of the total liver volume replaced by tumour.",
                "Ποσοστό του συνολικού όγκου του ήπατος που έχει αντικατασταθεί από νεόπλασμα.",
            ),
        ),
        Criterion(
            "work_up",
            topics.EXTRAHEPATIC,
            FUNCTIONAL_IMAGING_NEGATIVE.is_yes(),
            cell=Text("imaging negative outside the liver", "απεικόνιση αρνητική εκτός ήπατος"),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "PET or somatostatin-receptor imaging; an exploratory operation is not asked for.",
                "PET ή απεικόνιση υποδοχέων σωματοστατίνης· διερευνητική επέμβαση δεν απαιτείται.",
            ),
        ),
        Criterion(
            "solid_organ",
            topics.EXTRAHEPATIC,
            SOLID_ORGAN_METASTASIS_EVER.is_no(),
            cell=Text("never in another solid organ", "ποτέ σε άλλο συμπαγές όργανο"),
            pinpoint=NOT_AT_HAND,
            note=Text(
                "A metastasis in lung, bone or another solid organ excludes for good, also when it was removed.",
                "Μετάσταση σε πνεύμονα, οστά ή άλλο συμπαγές όργανο αποκλείει οριστικά, ακόμη και αν έχει εξαιρεθεί.",
            ),
        ),
    ),
)
