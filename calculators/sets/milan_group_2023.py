"""What the Milan group wrote of selection for liver transplantation in 2023 (Citterio)."""

from calculators.model.conditions import all_of, any_of
from calculators.model.sets import CriteriaSet, Criterion, Status
from calculators.model.text import Text
from calculators.sets.milan_net_2007 import PORTAL_DRAINAGE, PRIMARY_REMOVED
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.history import MONTHS_STABLE_DISEASE
from calculators.vocabulary.liver import LIVER_METASTASES_RESECTABLE
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import CITTERIO_2023
from calculators.vocabulary.tumour import KI67_PERCENT, WHO_GRADE

ABSTRACT = Text("abstract", "περίληψη")

MILAN_GROUP_2023 = CriteriaSet(
    id="milan-group-2023",
    title=Text("Milan group, 2023", "Ομάδα του Μιλάνου, 2023"),
    short_title=Text("Milan group 2023", "Ομάδα Μιλάνου 2023"),
    question=Text(
        "Is what the Milan group asked for in 2023 met?",
        "Πληρούνται όσα ζήτησε η ομάδα του Μιλάνου το 2023;",
    ),
    source=CITTERIO_2023,
    status=Status.PROVISIONAL,
    status_note=Text(
        "Compared with the abstract, not with the paper: what the text asks of age, extent in the liver and comorbidity is not in it.",
        "Αντιπαραβλήθηκε με την περίληψη και όχι με το άρθρο: τι ζητεί το κείμενο για ηλικία, έκταση στο ήπαρ και συννοσηρότητα δεν περιλαμβάνεται σε αυτήν.",
    ),
    population=NEUROENDOCRINE,
    criteria=(
        Criterion(
            "unresectable_liver_only",
            topics.RESECTABILITY,
            all_of(LIVER_METASTASES_RESECTABLE.is_no(), EXTRAHEPATIC_DISEASE.is_one_of("none", "cleared")),
            cell=Text("not resectable; in the liver only", "μη εξαιρέσιμες· μόνο στο ήπαρ"),
            pinpoint=ABSTRACT,
            note=Text(
                "Unresectable metastases in the liver only; disease elsewhere that was removed, with none left, is read as none.",
                "Μη εξαιρέσιμες μεταστάσεις μόνο στο ήπαρ· νόσος αλλού που αφαιρέθηκε χωρίς υπόλειμμα λογίζεται ως καμία.",
            ),
        ),
        Criterion(
            "grade_ki67",
            topics.GRADE,
            any_of(WHO_GRADE.is_one_of("G1", "G2"), KI67_PERCENT.below(10)),
            cell=Text("G1 or G2, or Ki-67 < 10 %", "G1 ή G2, ή Ki-67 < 10 %"),
            pinpoint=ABSTRACT,
            note=Text(
                "The abstract puts “or” between grade and Ki-67: either is enough, where the list of 2016 asks for both.",
                "Η περίληψη συνδέει τον βαθμό και το Ki-67 με «ή»: αρκεί το ένα, ενώ ο κατάλογος του 2016 ζητεί και τα δύο.",
            ),
        ),
        Criterion(
            "portal_drainage",
            topics.DRAINAGE,
            PORTAL_DRAINAGE,
            cell=Text("pancreas, or distal stomach to sigmoid", "πάγκρεας ή άπω στόμαχος έως σιγμοειδές"),
            pinpoint=ABSTRACT,
            note=Text(
                "A region drained by the portal system; read as in 2007.",
                "Περιοχή με απορροή στο πυλαίο σύστημα· διαβάζεται όπως το 2007.",
            ),
        ),
        Criterion(
            "primary_removed",
            topics.PRIMARY,
            PRIMARY_REMOVED,
            cell=Text("curative, separate; no disease outside the liver", "ριζική, χωριστή· χωρίς νόσο εκτός ήπατος"),
            pinpoint=ABSTRACT,
            note=Text(
                "Removed before the transplantation; read as in 2007. A primary in the pancreas needs an extended lymphadenectomy as well, which is not asked here.",
                "Εξαίρεση πριν από τη μεταμόσχευση· διαβάζεται όπως το 2007. Πρωτοπαθής εστία στο πάγκρεας απαιτεί και εκτεταμένη λεμφαδενεκτομή, για την οποία εδώ δεν υπάρχει ερώτηση.",
            ),
        ),
        Criterion(
            "stability",
            topics.STABILITY,
            MONTHS_STABLE_DISEASE.at_least(
                6,
                ambiguous=Text(
                    "The abstract asks for at least three to six months before listing: it does not settle what holds between the two.",
                    "Η περίληψη ζητεί τουλάχιστον τρεις έως έξι μήνες πριν από την εγγραφή στη λίστα: δεν κρίνει τι ισχύει ανάμεσα στα δύο.",
                ),
                ambiguous_from=3,
            ),
            pinpoint=ABSTRACT,
            note=Text(
                "Stability before the entry on the list; the longer time meets every reading, less than the shorter none.",
                "Σταθερότητα πριν από την εγγραφή στη λίστα· ο μακρότερος χρόνος πληροί κάθε ανάγνωση, κάτω από τον βραχύτερο καμία.",
            ),
        ),
    ),
)
