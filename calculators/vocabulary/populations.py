"""The patients for whom sets were published."""

from calculators.model.conditions import all_of
from calculators.model.sets import Population
from calculators.model.text import Text
from calculators.vocabulary.tumour import HISTOLOGY, TUMOUR_FAMILY

NEUROENDOCRINE = Population(
    "neuroendocrine",
    TUMOUR_FAMILY.is_one_of("neuroendocrine"),
    Text(
        "The tumour is entered as not neuroendocrine: these criteria were published for neuroendocrine metastases only.",
        "Ο όγκος δηλώθηκε ως μη νευροενδοκρινής: τα κριτήρια αυτά δημοσιεύθηκαν μόνο για νευροενδοκρινείς μεταστάσεις.",
    ),
)

NON_NEUROENDOCRINE = Population(
    "non-neuroendocrine",
    TUMOUR_FAMILY.is_one_of("non_neuroendocrine"),
    Text(
        "The tumour is entered as neuroendocrine: this was published for metastases that are neither colorectal nor neuroendocrine.",
        "Ο όγκος δηλώθηκε ως νευροενδοκρινής: τα στοιχεία αυτά δημοσιεύθηκαν για μεταστάσεις που δεν είναι ούτε ορθοκολικές ούτε νευροενδοκρινείς.",
    ),
)

GIST = Population(
    "gist",
    all_of(TUMOUR_FAMILY.is_one_of("non_neuroendocrine"), HISTOLOGY.is_one_of("gist")),
    Text(
        "The tumour entered is not a gastrointestinal stromal tumour: this was published for GIST only.",
        "Ο όγκος που δηλώθηκε δεν είναι GIST: τα στοιχεία αυτά δημοσιεύθηκαν μόνο για GIST.",
    ),
)
