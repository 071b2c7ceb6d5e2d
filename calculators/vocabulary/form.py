"""The form: every question in its group, in the order in which it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from calculators.model.fields import DeclarationError, Field
from calculators.model.text import Text
from calculators.vocabulary.extrahepatic import (
    EXTRA_ABDOMINAL_METASTASES,
    EXTRAHEPATIC_DISEASE,
    FUNCTIONAL_IMAGING_NEGATIVE,
    MONTHS_SINCE_EXTRAHEPATIC_RESECTION,
    NODAL_METASTASES,
    PERITONEAL_CARCINOMATOSIS,
    SOLID_ORGAN_METASTASIS_EVER,
)
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
from calculators.vocabulary.liver import (
    BILOBAR,
    GROWTH_TYPE,
    HEPATOMEGALY,
    LIVER_INVOLVEMENT_PERCENT,
    LIVER_METASTASES_RESECTABLE,
)
from calculators.vocabulary.patient import AGE_YEARS, HEIGHT_CM, SERIOUS_COMORBIDITY, WEIGHT_KG
from calculators.vocabulary.surgery import (
    CARCINOID_HEART_DISEASE,
    EXPECTED_MARGIN,
    FUTURE_LIVER_REMNANT_PERCENT,
    HEPATIC_SURGERY_CENTRE_ACCESS,
    MAJOR_HEPATECTOMY,
    OPERATIVE_RISK_ACCEPTABLE,
    RIGHT_HEART_FAILURE,
)
from calculators.vocabulary.treatment import (
    HEPATIC_INSUFFICIENCY,
    IMATINIB_MONTHS,
    IMATINIB_RESPONSE,
    PORTAL_VEIN_THROMBOSIS,
    PRIOR_WHIPPLE,
)
from calculators.vocabulary.tumour import (
    DIFFERENTIATION,
    FUNCTIONING,
    HISTOLOGY,
    KI67_CELLS_COUNTED,
    KI67_PERCENT,
    MITOSES_PER_2MM2,
    PRIMARY_SITE,
    REFRACTORY_HORMONAL_SYMPTOMS,
    TUMOUR_FAMILY,
    WHO_GRADE,
)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that a form shows together under one *title*, in the order of *fields*."""

    id: str
    title: Text
    fields: tuple[Field, ...]


GROUPS: tuple[FieldGroup, ...] = (
    FieldGroup(
        "patient",
        Text("Patient", "Ασθενής"),
        (AGE_YEARS, HEIGHT_CM, WEIGHT_KG, SERIOUS_COMORBIDITY),
    ),
    FieldGroup(
        "tumour",
        Text("Tumour", "Όγκος"),
        (
            TUMOUR_FAMILY,
            PRIMARY_SITE,
            HISTOLOGY,
            DIFFERENTIATION,
            KI67_PERCENT,
            KI67_CELLS_COUNTED,
            MITOSES_PER_2MM2,
            WHO_GRADE,
            FUNCTIONING,
            REFRACTORY_HORMONAL_SYMPTOMS,
        ),
    ),
    FieldGroup(
        "liver",
        Text("Liver", "Ήπαρ"),
        (GROWTH_TYPE, LIVER_INVOLVEMENT_PERCENT, HEPATOMEGALY, LIVER_METASTASES_RESECTABLE, BILOBAR),
    ),
    FieldGroup(
        "extrahepatic",
        Text("Extrahepatic disease", "Εξωηπατική νόσος"),
        (
            NODAL_METASTASES,
            EXTRA_ABDOMINAL_METASTASES,
            PERITONEAL_CARCINOMATOSIS,
            EXTRAHEPATIC_DISEASE,
            MONTHS_SINCE_EXTRAHEPATIC_RESECTION,
            SOLID_ORGAN_METASTASIS_EVER,
            FUNCTIONAL_IMAGING_NEGATIVE,
        ),
    ),
    FieldGroup(
        "surgery_and_heart",
        Text("Surgery and heart", "Χειρουργική επέμβαση και καρδιά"),
        (
            EXPECTED_MARGIN,
            MAJOR_HEPATECTOMY,
            OPERATIVE_RISK_ACCEPTABLE,
            FUTURE_LIVER_REMNANT_PERCENT,
            HEPATIC_SURGERY_CENTRE_ACCESS,
            CARCINOID_HEART_DISEASE,
            RIGHT_HEART_FAILURE,
        ),
    ),
    FieldGroup(
        "primary_and_time",
        Text("Primary tumour and time", "Πρωτοπαθής όγκος και χρόνος"),
        (
            SYNCHRONOUS,
            DISEASE_FREE_INTERVAL_MONTHS,
            PRIMARY_RESECTION,
            PRIMARY_RESECTION_DATE,
            MONTHS_SINCE_PRIMARY_RESECTION,
            STABLE_SINCE_DATE,
            MONTHS_STABLE_DISEASE,
            ASSESSMENT_DATE,
        ),
    ),
    FieldGroup(
        "liver_directed_therapy",
        Text("Liver-directed therapy", "Θεραπείες με στόχο το ήπαρ"),
        (PORTAL_VEIN_THROMBOSIS, HEPATIC_INSUFFICIENCY, PRIOR_WHIPPLE),
    ),
    FieldGroup(
        "other",
        Text("Other: imatinib in GIST", "Άλλα: ιματινίμπη σε GIST"),
        (IMATINIB_MONTHS, IMATINIB_RESPONSE),
    ),
)


def by_id(groups: Iterable[FieldGroup]) -> Mapping[str, Field]:
    """Return the fields of *groups* by id, in form order; two fields of one id raise a `DeclarationError`."""
    fields: dict[str, Field] = {}
    for group in groups:
        for question in group.fields:
            if question.id in fields:
                message = f"{question.id}: declared twice, or in two groups"
                raise DeclarationError(message)
            fields[question.id] = question
    return MappingProxyType(fields)


FIELDS: Mapping[str, Field] = by_id(GROUPS)
