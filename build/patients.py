"""Made-up patients to try the rules on: one to begin with, answers that stand for all of a field, and random ones."""

import random
from collections.abc import Sequence
from datetime import date

from calculators.engine.breakpoints import breakpoints
from calculators.engine.case import Case, wrong_way_round
from calculators.engine.derive import derive
from calculators.model.fields import Answer, DateField, Field, Number, options_of
from calculators.model.intervals import Interval
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

FAVOURABLE: Case = {
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


def stand_ins(name: str) -> Sequence[Answer | date]:
    """Return answers to the field *name* that stand for all of them."""
    field = FIELDS[name]
    if isinstance(field, DateField):
        return DAYS
    if isinstance(field, Number):
        edges = {field.low, *(limit + step for limit in breakpoints(field) for step in (-field.step, 0, field.step))}
        return [float(edge) for edge in sorted(edges) if field.low <= edge <= (field.high or 1e9)]
    return list(options_of(field))


def contested(case: Case) -> set[str]:
    """Return the fields about which the answers of *case* contradict each other."""
    return {conflict.field for conflict in derive(case).conflicts}


ODD = {"height_cm": [71.0, 175.0, 80.0], "weight_kg": [175.0, 80.0, 170.0, 150.0], "ki67_percent": [0.02, 0.5]}
"""Answers that may be in another unit, or exchanged."""


NEARLY_MET, CHANGED, ANSWERED, LEFT_OUT = 0.35, 0.12, 0.6, 0.05
"""Shares: of patients who nearly meet most sets; of their answers that differ, of those of others, of those removed."""


def random_patients(count: int, seed: int = 1) -> list[dict[str, Answer | date]]:
    """Return *count* random cases, the same for the same *seed*, a third of them patients who nearly meet most sets."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    found: list[dict[str, Answer | date]] = []
    while len(found) < count:
        case = dict(FAVOURABLE) if draw.random() < NEARLY_MET else {}
        for name in FIELDS:
            if draw.random() < (CHANGED if case else ANSWERED):
                case[name] = draw.choice([*stand_ins(name), *ODD.get(name, [])])
            elif draw.random() < LEFT_OUT:
                case.pop(name, None)
        if not wrong_way_round(case):
            found.append(case)
    return found


def whole_answers(count: int, seed: int) -> list[dict[str, Answer | date]]:
    """Return random patients of whom every number is known."""
    return [
        {name: answer for name, answer in case.items() if not isinstance(answer, Interval)}
        for case in random_patients(count, seed=seed)
    ]


def partly_known(count: int, seed: int) -> list[dict[str, Answer | date]]:
    """Return random patients of whom only bounds of many numbers are known."""
    draw = random.Random(seed)  # noqa: S311 (no secret)

    def bounds(field: Field, answer: Answer | date) -> Answer | date:
        if not isinstance(field, Number) or not isinstance(answer, float):
            return answer
        width = draw.choice([0, 1, 5, 40])
        most = answer + width if field.high is None else min(answer + width, field.high)
        possible: list[Answer] = [
            answer,
            Interval(answer, most) if most > answer else answer,
            Interval(answer, field.high, with_low=draw.random() < 0.5)  # noqa: PLR2004 (as often as not)
            if field.high is None or answer < field.high
            else answer,
            Interval(field.low, answer, with_high=draw.random() < 0.5) if answer > field.low else answer,  # noqa: PLR2004
        ]
        return draw.choice(possible)

    return [
        {name: bounds(FIELDS[name], answer) for name, answer in case.items()} for case in whole_answers(count, seed)
    ]
