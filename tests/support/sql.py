"""Patients for the query, what Python says of them, and the table that an engine is given."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from calculators.cohort.audit import outcome_of
from calculators.cohort.result import CONSTANT
from calculators.engine.breakpoints import representatives
from calculators.engine.case import encode
from calculators.engine.derivations import EXTRAHEPATIC_PARTS
from calculators.engine.evaluate import because, evaluate_answers
from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.model.text import resolve
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.tumour import DIFFERENTIATION, KI67_PERCENT, MITOSES_PER_2MM2, WHO_GRADE

NUMBERS = tuple(name for name, field in FIELDS.items() if isinstance(field, Number))


def _combinations(*fields):
    every = product(*([None, *representatives(field)] for field in fields))
    return [
        {field.id: answer for field, answer in zip(fields, chosen, strict=True) if answer is not None}
        for chosen in every
    ]


def every_combination():
    """Return a patient for each combination of classes of the fields that follow from each other."""
    grades = _combinations(WHO_GRADE, DIFFERENTIATION)
    counts = _combinations(KI67_PERCENT, MITOSES_PER_2MM2)
    return [
        *({**grade, **count} for grade in grades for count in counts),
        *_combinations(EXTRAHEPATIC_DISEASE, *EXTRAHEPATIC_PARTS),
    ]


def dated(count):
    """Return patients with dates around the limits of months, some with months entered as well."""
    draw = random.Random(5)  # noqa: S311 (no secret)
    found = []
    for _ in range(count):
        end = date(2019, 1, 1) + timedelta(days=draw.randrange(2500))
        first, second = (
            end - timedelta(days=draw.choice([draw.randrange(400), draw.randrange(88, 95), draw.randrange(179, 186)]))
            for _ in range(2)
        )
        entered = {"months_stable_disease": draw.choice([5.98, 6.0, 3.0])} if draw.random() < 0.4 else {}
        if draw.random() < 0.2:
            entered["months_since_primary_resection"] = draw.choice([5.98, 6.0, 12.0])
        whole = {"stable_since_date": first, "primary_resection_date": second, "assessment_date": end, **entered}
        found.append({name: answer for name, answer in whole.items() if draw.random() < 0.9})
    return found


def said(case, language="en"):
    """Return what Python says of *case*, as the columns of a result."""
    found = evaluate_answers(case)
    row = {"alerts": " ".join(alert.id for alert in found.alerts), **CONSTANT}
    for name, result in found.sets.items():
        row[name] = outcome_of(result)
        row[f"{name}.needs"] = " ".join(result.needs)
        for criterion, finding in result.findings.items():
            reasons = resolve(because(finding), language)
            row[f"{name}.{criterion}"] = finding.truth.value
            row[f"{name}.{criterion}.because"] = json.dumps(reasons, ensure_ascii=False) if reasons else ""
    return row


def assert_same(cases, rows):
    """Assert that an engine said in *rows* what Python says of *cases*."""
    assert len(rows) == len(cases)
    for case, row in zip(cases, rows, strict=True):
        wanted = said(case)
        assert row.keys() - {"id"} == wanted.keys()
        differs = {name: (row[name], value) for name, value in wanted.items() if (row[name] or "") != value}
        assert not differs, (differs, case)


def cell(case, name, bounded):
    """Return the answer of *case* to the field *name* as a table holds it: a number that may be partly known as a text."""
    answer = case.get(name)
    if isinstance(answer, Interval) and answer.high == FIELDS[name].high:
        answer = replace(answer, high=None)  # as it is spelt: "more than"
    return encode(answer) if answer is not None and name in bounded else answer
