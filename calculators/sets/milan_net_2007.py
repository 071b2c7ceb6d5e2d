"""Milan-NET 2007: selection for liver transplantation. Not the Milan criteria of hepatocellular carcinoma."""

from calculators.model.conditions import all_of
from calculators.model.fields import Membership
from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.history import MONTHS_STABLE_DISEASE, PRIMARY_RESECTION
from calculators.vocabulary.liver import LIVER_INVOLVEMENT_PERCENT
from calculators.vocabulary.patient import AGE_YEARS, SERIOUS_COMORBIDITY
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import MAZZAFERRO_2007
from calculators.vocabulary.tumour import PORTAL_DRAINAGE_PRINTED, PRIMARY_SITE, UNSPECIFIED_SITES, WHO_GRADE

OUTSIDE_PRINTED_RANGE = Text(
    "The portal system drains this site by anatomy, but it lies outside the printed range of distal stomach to sigmoid colon.",
    "Η εντόπιση απορρέει ανατομικά στο πυλαίο σύστημα, αλλά βρίσκεται έξω από το δημοσιευμένο εύρος, από τον άπω στόμαχο έως το σιγμοειδές.",
)

# The sets of 2016 and 2023 read these two criteria in the same way.
PORTAL_DRAINAGE: Membership = PRIMARY_SITE.is_one_of(
    *PORTAL_DRAINAGE_PRINTED,
    ambiguous={"stomach_proximal": OUTSIDE_PRINTED_RANGE, "rectum_upper": OUTSIDE_PRINTED_RANGE},
    unspecified=UNSPECIFIED_SITES,
    phrased_as=Text(
        "pancreas, or gut from the distal stomach to the sigmoid colon",
        "πάγκρεας ή πεπτικός σωλήνας από τον άπω στόμαχο έως το σιγμοειδές",
    ),
)
PRIMARY_REMOVED = all_of(
    PRIMARY_RESECTION.is_one_of("separate_curative"),
    EXTRAHEPATIC_DISEASE.is_one_of("none", "cleared"),
)

MILAN_NET_2007 = CriteriaSet(
    id="milan-net-2007",
    title=Text("Milan-NET criteria, 2007", "Κριτήρια Milan-NET, 2007"),
    short_title=Text("Milan-NET 2007", "Milan-NET 2007"),
    question=Text(
        "Are the Milan-NET criteria of 2007 for transplantation met?",
        "Πληρούνται τα κριτήρια Milan-NET του 2007 για μεταμόσχευση;",
    ),
    source=MAZZAFERRO_2007,
    status=Status.ABSTRACT,
    status_note=Text(
        "The items are lost in the slides; they were recovered from a summary of the paper, not from its full text.",
        "Τα σημεία έχουν χαθεί από τις διαφάνειες· ανακτήθηκαν από σύνοψη του άρθρου και όχι από το πλήρες κείμενο.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "histology",
            topics.GRADE,
            WHO_GRADE.is_one_of(
                "G1",
                ambiguous={
                    "G2": Text(
                        "The paper contrasts low-grade with high-grade tumours and predates the three grades: whether G2 is low-grade is not settled.",
                        "Το άρθρο αντιδιαστέλλει χαμηλόβαθμους και υψηλόβαθμους όγκους και προηγείται των τριών βαθμών: "
                        "αν ο G2 θεωρείται χαμηλόβαθμος δεν κρίνεται από τη διατύπωση.",
                    )
                },
                remarks={
                    "G3": Text(
                        "Well-differentiated G3 was not a category of its own in 2007; high-grade tumours were excluded.",
                        "Ο καλά διαφοροποιημένος G3 δεν ήταν χωριστή κατηγορία το 2007· οι υψηλόβαθμοι όγκοι αποκλείονταν.",
                    )
                },
            ),
            pinpoint=Text("criteria, item 1", "κριτήρια, σημείο 1"),
            note=Text(
                "Low-grade neuroendocrine tumour confirmed by histology, with or without a hormonal syndrome.",
                "Χαμηλόβαθμος νευροενδοκρινής όγκος με ιστολογική επιβεβαίωση, με ή χωρίς ορμονικό σύνδρομο.",
            ),
        ),
        Criterion(
            "portal_drainage",
            topics.DRAINAGE,
            PORTAL_DRAINAGE,
            cell=Text("pancreas, or distal stomach to sigmoid", "πάγκρεας ή άπω στόμαχος έως σιγμοειδές"),
            pinpoint=Text("criteria, item 2", "κριτήρια, σημείο 2"),
            note=Text(
                "Only the words on the pancreas and the intermediate gut survive in the slides.",
                "Στις διαφάνειες σώζεται μόνο η αναφορά στο πάγκρεας και στο ενδιάμεσο τμήμα του πεπτικού σωλήνα (intermediate gut).",
            ),
        ),
        Criterion(
            "primary_removed",
            topics.PRIMARY,
            PRIMARY_REMOVED,
            cell=Text("curative, separate; no disease outside the liver", "ριζική, χωριστή· χωρίς νόσο εκτός ήπατος"),
            pinpoint=Text("criteria, item 2", "κριτήρια, σημείο 2"),
            note=Text(
                "A curative operation of its own, before the transplantation, that also removed every deposit outside the liver.",
                "Ριζική επέμβαση χωριστή από τη μεταμόσχευση και πριν από αυτήν, με αφαίρεση και κάθε εξωηπατικής εστίας.",
            ),
        ),
        Criterion(
            "involvement",
            topics.INVOLVEMENT,
            LIVER_INVOLVEMENT_PERCENT.at_most(50),
            pinpoint=Text("criteria, item 3", "κριτήρια, σημείο 3"),
            note=Text(
                "The limit itself is met.",
                "Το ίδιο το όριο πληροί το κριτήριο.",
            ),
        ),
        Criterion(
            "stability",
            topics.STABILITY,
            MONTHS_STABLE_DISEASE.at_least(6),
            pinpoint=Text("criteria, item 4", "κριτήρια, σημείο 4"),
            note=Text(
                "Good response or stable disease over all of that time before the transplantation.",
                "Καλή ανταπόκριση ή σταθερή νόσος σε όλο αυτό το διάστημα πριν από τη μεταμόσχευση.",
            ),
        ),
        Criterion(
            "age",
            topics.AGE,
            AGE_YEARS.at_most(55),
            pinpoint=Text("criteria, item 5", "κριτήρια, σημείο 5"),
            note=Text(
                "The limit itself is met; age is compared unrounded, so half a year more is not.",
                "Το ίδιο το όριο πληροί το κριτήριο· η ηλικία συγκρίνεται χωρίς στρογγυλοποίηση, άρα μισό έτος παραπάνω όχι.",
            ),
        ),
        Criterion(
            "comorbidity",
            topics.FITNESS,
            SERIOUS_COMORBIDITY.is_no(),
            cell=Text("no serious comorbidity", "χωρίς σοβαρή συννοσηρότητα"),
            pinpoint=Text("criteria, item 5", "κριτήρια, σημείο 5"),
            note=Text(
                "The source does not list the diseases that it means.",
                "Η πηγή δεν απαριθμεί τα νοσήματα που εννοεί.",
            ),
        ),
    ),
)
