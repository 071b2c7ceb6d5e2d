"""Adverse factors after liver transplantation for neuroendocrine metastases (Le Treut 2008)."""

from calculators.model.sets import CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.liver import HEPATOMEGALY
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import LE_TREUT_2008
from calculators.vocabulary.tumour import PRIMARY_SITE, UNSPECIFIED_SITES

ABSTRACT = Text("abstract", "περίληψη")

LE_TREUT_2008_FACTORS = CriteriaSet(
    id="le-treut-2008-factors",
    title=Text(
        "Le Treut 2008: adverse factors after transplantation",
        "Le Treut 2008: δυσμενείς παράγοντες μετά τη μεταμόσχευση",
    ),
    short_title=Text("Le Treut 2008", "Le Treut 2008"),
    question=Text(
        "How many of the two adverse factors that the authors put together are present?",
        "Πόσοι από τους δύο δυσμενείς παράγοντες που συνδύασαν οι συγγραφείς υπάρχουν;",
    ),
    source=LE_TREUT_2008,
    status=Status.ABSTRACT,
    status_note=Text(
        "Compared with the abstract. A count of factors in a series, not the prognosis of a patient; how the standard volume of the liver was estimated was not seen.",
        "Αντιπαραβλήθηκε με την περίληψη. Πλήθος παραγόντων μιας σειράς, όχι πρόγνωση ενός ασθενούς· πώς εκτιμήθηκε ο φυσιολογικός όγκος του ήπατος δεν ελέγχθηκε.",
    ),
    population=NEUROENDOCRINE,
    kind=Kind.FACTORS,
    criteria=(
        Criterion(
            "duodenum_pancreas",
            topics.ORIGIN,
            PRIMARY_SITE.is_none_of(
                "duodenum",
                "pancreas",
                unspecified=UNSPECIFIED_SITES,
                phrased_as=Text(
                    "another site than the duodenum or pancreas", "άλλη εντόπιση από το δωδεκαδάκτυλο και το πάγκρεας"
                ),
            ),
            cell=Text("not duodenum or pancreas", "όχι δωδεκαδάκτυλο ή πάγκρεας"),
            pinpoint=ABSTRACT,
            note=Text(
                "A primary that was searched for and not found stays open.",
                "Εστία που αναζητήθηκε και δεν βρέθηκε μένει ανοικτή.",
            ),
            name=Text("primary in the duodenum or pancreas", "πρωτοπαθής εστία στο δωδεκαδάκτυλο ή στο πάγκρεας"),
        ),
        Criterion(
            "hepatomegaly",
            topics.LIVER_SIZE,
            HEPATOMEGALY.is_no(),
            pinpoint=ABSTRACT,
            note=Text(
                "Of the liver that was taken out; before the operation, by volumetry.",
                "Στο ήπαρ που αφαιρέθηκε· πριν από την επέμβαση με ογκομέτρηση.",
            ),
            name=Text("hepatomegaly", "ηπατομεγαλία"),
        ),
    ),
)
