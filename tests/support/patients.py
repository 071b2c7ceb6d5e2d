"""Patients to begin with, and answers that stand for all answers to a field."""

import random
from datetime import date

from calculators.engine.breakpoints import breakpoints
from calculators.engine.case import wrong_way_round
from calculators.engine.derive import derive
from calculators.model.fields import DateField, Number, options_of
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

TODAY = date(2026, 11, 1)


DECIDING = tuple(name for name, criteria in SETS.items() if criteria.kind.decides)


DAYS = [
    date(1990, 1, 1),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 5, 2),
    date(2026, 8, 15),
    date(2026, 10, 31),
    TODAY,
]


FAVOURABLE = {
    "age_years": 44.0,
    "serious_comorbidity": False,
    "tumour_family": "neuroendocrine",
    "primary_site": "ileum",
    "differentiation": "well",
    "ki67_percent": 2.0,
    "mitoses_per_2mm2": 1.0,
    "who_grade": "G1",
    "refractory_hormonal_symptoms": False,
    "growth_type": "II",
    "liver_involvement_percent": 30.0,
    "liver_metastases_resectable": False,
    "bilobar": True,
    "nodal_metastases": "none",
    "extra_abdominal_metastases": "none",
    "peritoneal_carcinomatosis": "none",
    "extrahepatic_disease": "none",
    "solid_organ_metastasis_ever": False,
    "functional_imaging_negative": True,
    "expected_margin": "R0",
    "operative_risk_acceptable": True,
    "future_liver_remnant_percent": 40.0,
    "hepatic_surgery_centre_access": True,
    "carcinoid_heart_disease": "none",
    "right_heart_failure": False,
    "primary_resection": "separate_curative",
    "primary_resection_date": date(2025, 1, 1),
    "stable_since_date": date(2026, 1, 1),
    "assessment_date": date(2026, 10, 1),
    "portal_vein_thrombosis": "none",
    "hepatic_insufficiency": False,
    "prior_whipple": False,
    "imatinib_months": 8.0,
    "imatinib_response": "stable",
}


def stand_ins(name):
    """Return answers to the field *name* that stand for all of them."""
    field = FIELDS[name]
    if isinstance(field, DateField):
        return DAYS
    if isinstance(field, Number):
        edges = {field.low, *(limit + step for limit in breakpoints(field) for step in (-field.step, 0, field.step))}
        return [float(edge) for edge in sorted(edges) if field.low <= edge <= (field.high or 1e9)]
    return list(options_of(field))


def contested(case):
    return {conflict.field for conflict in derive(case).conflicts}


ODD = {"height_cm": [71.0, 175.0, 80.0], "weight_kg": [175.0, 80.0, 170.0, 150.0], "ki67_percent": [0.02, 0.5]}
"""Answers that may be in another unit, or exchanged."""


def random_patients(count, seed=1):
    """Return random cases, a third of them patients who nearly meet most sets."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    found = []
    while len(found) < count:
        case = dict(FAVOURABLE) if draw.random() < 0.35 else {}
        for name in FIELDS:
            if draw.random() < (0.12 if case else 0.6):
                case[name] = draw.choice([*stand_ins(name), *ODD.get(name, [])])
            elif draw.random() < 0.05:
                case.pop(name, None)
        if not wrong_way_round(case):
            found.append(case)
    return found
