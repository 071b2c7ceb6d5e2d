"""
By which names columns and answers are recognised, in the spellings of either language.

Nothing is guessed: a name is the id of a field or an option, its label in one of the languages, or one of those written down here. What is only similar is
suggested, and somebody decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from calculators.model.fields import Choice, Field, Number, YesNo
from calculators.vocabulary.extrahepatic import (
    EXTRA_ABDOMINAL_METASTASES,
    EXTRAHEPATIC_DISEASE,
    NODAL_METASTASES,
    PERITONEAL_CARCINOMATOSIS,
)
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import (
    ASSESSMENT_DATE,
    DISEASE_FREE_INTERVAL_MONTHS,
    MONTHS_SINCE_PRIMARY_RESECTION,
    MONTHS_STABLE_DISEASE,
    PRIMARY_RESECTION,
    PRIMARY_RESECTION_DATE,
    STABLE_SINCE_DATE,
    SYNCHRONOUS,
)
from calculators.vocabulary.liver import BILOBAR, LIVER_INVOLVEMENT_PERCENT, LIVER_METASTASES_RESECTABLE
from calculators.vocabulary.patient import AGE_YEARS, HEIGHT_CM, WEIGHT_KG
from calculators.vocabulary.surgery import (
    CARCINOID_HEART_DISEASE,
    EXPECTED_MARGIN,
    FUTURE_LIVER_REMNANT_PERCENT,
    RIGHT_HEART_FAILURE,
)
from calculators.vocabulary.treatment import PORTAL_VEIN_THROMBOSIS, PRIOR_WHIPPLE
from calculators.vocabulary.tumour import (
    FUNCTIONING,
    HISTOLOGY,
    KI67_PERCENT,
    MITOSES_PER_2MM2,
    PRIMARY_SITE,
    TUMOUR_FAMILY,
    WHO_GRADE,
)

LOOK_ALIKE = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
"""Greek capitals that look like Latin ones: who types “OXI” on the wrong keyboard means “ΟΧΙ”."""
NO_LETTER = re.compile(r"[\W_]+")
DATE_ABBREVIATED = re.compile(r"^\s*(ημ/νία|ημ/νια|ημνία|ημερ\.|ημ\.)\s*", re.IGNORECASE)
"""How Greek tables write “date”."""
IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


def key(text: str) -> str:
    """
    Return what the spellings of one name have in common: no accents, no case, no signs.

    >>> key("Ηλικία (έτη)") == key("ΗΛΙΚΙΑ ΕΤΗ"), key("OXI") == key("όχι"), key("Ki-67_percent")
    (True, True, 'KI 67 PERCENT')
    """
    letters = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return NO_LETTER.sub(" ", letters.upper().translate(LOOK_ALIKE)).strip()


CUSTOMARY: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        AGE_YEARS: (
            "age at transplantation",
            "age at surgery",
            "ηλικία ασθενούς",
            "ηλικία κατά την επέμβαση",
            "ηλικία στην επέμβαση",
            "ηλικία κατά τη μεταμόσχευση",
            "ηλικία στη μεταμόσχευση",
            "ετών",
        ),
        HEIGHT_CM: ("ανάστημα",),
        WEIGHT_KG: ("σωματικό βάρος", "body weight"),
        TUMOUR_FAMILY: ("tumour type", "tumor type", "τύπος όγκου"),
        PRIMARY_SITE: (
            "primary",
            "site",
            "primary tumour",
            "primary tumor",
            "site of primary",
            "primary tumour site",
            "primary tumor site",
            "εντόπιση",
            "πρωτοπαθής",
            "πρωτοπαθής όγκος",
            "εντόπιση πρωτοπαθούς",
            "εντόπιση πρωτοπαθούς όγκου",
        ),
        HISTOLOGY: ("histology", "histological type", "ιστολογία", "ιστολογικός τύπος"),
        KI67_PERCENT: ("ki67", "ki 67", "ki67 index", "mib1", "mib 1", "δείκτης ki67"),
        MITOSES_PER_2MM2: ("mitotic count", "mitotic index", "mitotic rate", "mitoses 2mm2", "μιτωτικός δείκτης"),
        WHO_GRADE: ("grade", "grading", "tumour grade", "tumor grade", "βαθμός", "grade who", "βαθμός who"),
        FUNCTIONING: ("functional", "functioning tumour", "λειτουργικός", "λειτουργικός όγκος"),
        LIVER_INVOLVEMENT_PERCENT: (
            "liver tumour burden",
            "liver tumor burden",
            "hepatic involvement",
            "tumour burden",
            "tumor burden",
            "διήθηση ήπατος",
            "ηπατικό φορτίο",
            "ηπατική διήθηση",
        ),
        LIVER_METASTASES_RESECTABLE: ("resectable", "εξαιρέσιμες", "εξαιρεσιμότητα"),
        BILOBAR: ("bilobar disease", "both lobes", "αμφοτερόπλευρες", "και στους δύο λοβούς"),
        NODAL_METASTASES: ("lymph nodes", "nodes", "λεμφαδένες"),
        EXTRA_ABDOMINAL_METASTASES: ("extraabdominal metastases",),
        PERITONEAL_CARCINOMATOSIS: ("peritoneal disease", "carcinomatosis", "καρκινωμάτωση"),
        EXTRAHEPATIC_DISEASE: ("extrahepatic", "extrahepatic metastases", "εξωηπατική"),
        EXPECTED_MARGIN: ("margin", "resection margin", "r status", "όρια εκτομής"),
        FUTURE_LIVER_REMNANT_PERCENT: ("flr", "future remnant", "liver remnant", "ηπατικό υπόλειμμα"),
        CARCINOID_HEART_DISEASE: ("carcinoid heart", "καρκινοειδής καρδιά"),
        RIGHT_HEART_FAILURE: ("right heart insufficiency",),
        SYNCHRONOUS: ("synchronous metastases", "σύγχρονες", "σύγχρονες μεταστάσεις"),
        DISEASE_FREE_INTERVAL_MONTHS: ("dfi", "disease free interval"),
        PRIMARY_RESECTION: ("primary resected", "primary removed", "εξαίρεση πρωτοπαθούς"),
        PRIMARY_RESECTION_DATE: ("date of primary resection", "ημερομηνία εξαίρεσης πρωτοπαθούς"),
        MONTHS_SINCE_PRIMARY_RESECTION: ("months since resection of primary", "μήνες από την εξαίρεση"),
        STABLE_SINCE_DATE: ("stable since", "σταθερή από", "σταθερή νόσος από"),
        MONTHS_STABLE_DISEASE: ("months stable", "μήνες σταθερής νόσου"),
        ASSESSMENT_DATE: ("assessed", "date of evaluation", "ημερομηνία εκτίμησης"),
        PORTAL_VEIN_THROMBOSIS: ("pvt", "portal thrombosis", "θρόμβωση πυλαίας"),
        PRIOR_WHIPPLE: ("whipple",),
    }
)
"""Further names that columns go by."""

PATIENT = (
    "id",
    "patient",
    "patient id",
    "study id",
    "record id",
    "case",
    "case id",
    "code",
    "mrn",
    "κωδικός",
    "κωδικός ασθενούς",
    "ασθενής",
    "α/α",
    "αα",
    "αριθμός μητρώου",
)
"""Names of the column that tells the patients apart."""


def _bare(name: str) -> Iterator[str]:
    yield name
    yield IN_BRACKETS.sub("", name)


def _names(field: Field) -> Iterator[str]:
    yield field.id
    for label in (field.label.en, field.label.el):
        yield from _bare(label)
    if isinstance(field, Number):
        for label, unit in ((field.label.en, field.unit.en), (field.label.el, field.unit.el)):
            yield f"{label} {unit}"
        yield from (field.label.en + " percent", field.label.el + " percent") if field.unit.en == "%" else ()
    yield from CUSTOMARY.get(field, ())


def _unambiguous[Meant](names: Iterable[tuple[str, Meant]]) -> dict[str, Meant]:
    """Return what each name means, by its key, those left out that could mean two things."""
    found: dict[str, set[Meant]] = {}
    for name, meant in names:
        found.setdefault(key(name), set()).add(meant)
    return {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1}


@cache
def _columns() -> Mapping[str, str]:
    return _unambiguous((name, field.id) for field in FIELDS.values() for name in _names(field))


@cache
def field_of(head: str) -> str | None:
    """
    Return the id of the field that a column named *head* answers, None where the name is not known.

    >>> field_of("Ki-67 (%)"), field_of("ΗΛΙΚΙΑ"), field_of("Surgeon")
    ('ki67_percent', 'age_years', None)
    >>> field_of("Ημ/νία εξαίρεσης πρωτοπαθούς"), field_of("ΗΜ. ΑΞΙΟΛΟΓΗΣΗΣ")
    ('primary_resection_date', 'assessment_date')
    """
    columns = _columns()
    name = DATE_ABBREVIATED.sub("ημερομηνία ", head)
    return columns.get(key(name)) or columns.get(key(IN_BRACKETS.sub("", name)))


def is_patient(head: str) -> bool:
    """Return whether a column named *head* tells the patients apart."""
    return key(head) in {key(name) for name in PATIENT}


TOTALS = ("total", "sum", "mean", "average", "median", "σύνολο", "άθροισμα", "μέσος όρος", "μ.ο.", "διάμεσος")


def is_total(cell: str) -> bool:
    """Return whether a row that begins with *cell* sums up others."""
    return key(cell) in {key(name) for name in TOTALS}


@cache
def similar_field(head: str) -> str | None:
    """Return the id of the field whose name is most like *head*, as a suggestion; None where none is."""
    import difflib  # noqa: PLC0415 (only unknown columns need it, and the browser starts faster without)

    near = difflib.get_close_matches(key(head)[:60], list(_columns()), n=1, cutoff=0.7)
    return _columns()[near[0]] if near else None


YES_WORDS = ("true", "yes", "y", "1", "1.0", "1,0", "ναι", "ν", "ναί", "αληθές", "αληθής", "present", "παρόν")
NO_WORDS = ("false", "no", "n", "0", "0.0", "0,0", "όχι", "ο", "ψευδές", "ψευδής", "absent", "απόν")
NONE_WORDS = ("none", "no", "0", "absent", "όχι", "καμία", "κανένα", "κανένας", "ουδεμία", "απουσία")
MISSING_WORDS = (
    "na",
    "n/a",
    "nan",
    "null",
    "none",
    "nil",
    "nd",
    "n.d.",
    "nk",
    "unknown",
    "not known",
    "not available",
    "not applicable",
    "not reported",
    "not recorded",
    "missing",
    "άγνωστο",
    "άγνωστη",
    "άγνωστος",
    "δεν αναφέρεται",
    "δεν είναι γνωστό",
    "δεν υπάρχει",
    "μη διαθέσιμο",
    "δ/γ",
    "δ/υ",
    "δ.υ.",
    "δ.γ.",
    "NaT",
)
MISSING = frozenset(key(word) for word in MISSING_WORDS)
"""The keys of cells in which nobody wrote an answer; Excel's own #N/A, in Greek #Δ/Υ, is one of them."""

CUSTOMARY_ANSWERS: Mapping[Field, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        TUMOUR_FAMILY: {"neuroendocrine": ("net", "nen", "ΝΕΤ", "ΝΕΝ", "νευροενδοκρινές")},
        PRIMARY_SITE: {
            "oesophagus": ("esophagus",),
            "ileum": ("ειλεό",),
            "sigmoid": ("sigmoid",),
            "adrenal": ("adrenal",),
            "bladder": ("bladder",),
        },
        WHO_GRADE: {
            "G1": ("1", "grade 1", "βαθμός 1", "g 1", "NET G1"),
            "G2": ("2", "grade 2", "βαθμός 2", "g 2", "NET G2"),
            "G3": ("NET G3", "G3 NET"),
        },
        PRIMARY_RESECTION: {"none": ("no", "0", "όχι")},
    }
)
"""Further words for an answer."""


def _words(field: Choice) -> Iterator[tuple[str, str]]:
    for option, name in (*field.options.items(), *field.formerly.items()):
        for word in (option, *_bare(name.en), *_bare(name.el)):
            yield word, option
        for word in CUSTOMARY_ANSWERS.get(field, {}).get(option, ()):
            yield word, option
        if option == "none" and field is not PRIMARY_RESECTION:
            for word in NONE_WORDS:
                yield word, option


@cache
def options_by_word(field: Choice | YesNo) -> Mapping[str, str | bool]:
    """Return the answers to *field* by the keys of the words for them."""
    if isinstance(field, YesNo):
        words = (*((word, True) for word in YES_WORDS), *((word, False) for word in NO_WORDS))
        stated = ((field.yes.en, True), (field.yes.el, True), (field.no.en, False), (field.no.el, False))
        return _unambiguous((*words, *stated))
    return _unambiguous(_words(field))
