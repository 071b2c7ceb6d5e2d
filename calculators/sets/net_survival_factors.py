"""Factors that predict worse survival after surgery of neuroendocrine liver metastases (Mayo 2010)."""

from calculators.model.sets import CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Text
from calculators.vocabulary import topics
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.history import SYNCHRONOUS
from calculators.vocabulary.populations import NEUROENDOCRINE
from calculators.vocabulary.sources import MAYO_2010
from calculators.vocabulary.tumour import FUNCTIONING

PINPOINT = Text("slide 10; abstract", "διαφάνεια 10· περίληψη")

NET_SURVIVAL_FACTORS = CriteriaSet(
    id="net-survival-factors",
    title=Text(
        "Survival after surgery for neuroendocrine metastases: adverse factors",
        "Επιβίωση μετά από χειρουργική νευροενδοκρινών μεταστάσεων: δυσμενείς παράγοντες",
    ),
    short_title=Text("Survival in NET", "Επιβίωση σε NET"),
    question=Text(
        "Which of the three published adverse factors are present?",
        "Ποιοι από τους τρεις δημοσιευμένους δυσμενείς παράγοντες υπάρχουν;",
    ),
    source=MAYO_2010,
    status=Status.ABSTRACT,
    status_note=Text(
        "The factors and their hazard ratios were compared with the abstract. Hazard ratios of one multivariable model, without confidence intervals. No baseline hazard was published, so that no survival can be computed for a patient.",
        "Οι παράγοντες και οι λόγοι κινδύνου συγκρίθηκαν με την περίληψη. Λόγοι κινδύνου από ένα πολυπαραγοντικό μοντέλο, χωρίς διαστήματα εμπιστοσύνης. Βασικός κίνδυνος δεν δημοσιεύθηκε, άρα επιβίωση για έναν ασθενή δεν υπολογίζεται.",
    ),
    population=NEUROENDOCRINE,
    kind=Kind.FACTORS,
    criteria=(
        Criterion(
            "synchronous",
            topics.ONSET,
            SYNCHRONOUS.is_no(),
            pinpoint=PINPOINT,
            note=Text("Overall survival, multivariable.", "Συνολική επιβίωση, πολυπαραγοντική ανάλυση."),
            name=Text("synchronous metastases", "σύγχρονες μεταστάσεις"),
            hazard_ratio=1.9,
        ),
        Criterion(
            "non_functioning",
            topics.FUNCTION,
            FUNCTIONING.is_yes(),
            pinpoint=PINPOINT,
            note=Text("Overall survival, multivariable.", "Συνολική επιβίωση, πολυπαραγοντική ανάλυση."),
            name=Text("tumour without hormonal function", "μη λειτουργικός όγκος"),
            hazard_ratio=2.0,
        ),
        Criterion(
            "extrahepatic",
            topics.EXTRAHEPATIC,
            EXTRAHEPATIC_DISEASE.is_one_of("none", "cleared"),
            pinpoint=PINPOINT,
            note=Text(
                "Overall survival, multivariable. Disease that was removed and has not come back counts as absent here; the paper's own definition was not available.",
                "Συνολική επιβίωση, πολυπαραγοντική ανάλυση. Νόσος που αφαιρέθηκε και δεν επανήλθε λογίζεται εδώ ως απούσα· ο ορισμός του άρθρου δεν ήταν διαθέσιμος.",
            ),
            name=Text("extrahepatic disease", "εξωηπατική νόσος"),
            hazard_ratio=3.0,
        ),
    ),
)
