"""The words for what a statement was compared with."""

from calculators.model.sets import STATUS_NAMES, Status
from calculators.model.text import Text

# A statement can be in every status of a set of criteria, and in two more.
STATUSES = {
    **{status.value: name for status, name in STATUS_NAMES.items()},
    "corrected": Text("corrected", "διορθωμένο"),
    "uncertain": Text("uncertain", "αβέβαιο"),
}
# Of a published number; only a set or a worksheet is transcribed provisionally.
OF_NUMBERS = ("full-text", "abstract", "as-printed", "corrected", "uncertain")
# Each needs a note that says why.
DOUBTFUL = ("uncertain", "corrected")
# From the best known to the least: what says several things is as well known as the least of them.
ORDER = (
    Status.FULL_TEXT.value,
    Status.ABSTRACT.value,
    Status.AS_PRINTED.value,
    "corrected",
    "uncertain",
    Status.PROVISIONAL.value,
)
# What agrees with its source is not marked in running text; only what differs from that is.
SILENT = (Status.FULL_TEXT.value, Status.ABSTRACT.value)
