"""The sets as CQL: translated and run by public tools, they state of every patient what the rules state."""

import json
import random
import subprocess
from datetime import date
from pathlib import Path

import pytest
from support.cases import CASES
from support.patients import random_patients

from calculators import __version__
from calculators.engine.case import read
from calculators.engine.evaluate import evaluate_answers
from calculators.engine.guards import GUARDS
from calculators.export.cql import cql
from calculators.model.conditions import assess
from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.model.sets import Kind
from calculators.model.truth import Truth
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

RUN = Path(__file__).parents[1] / "support/cql.mjs"
LATEST = date(2999, 12, 31)
TRUTH = {Truth.MET: True, Truth.NOT_MET: False, Truth.UNKNOWN: None}


def parameter(case):
    """Return *case* as the library takes it: a number as the ends of an interval and whether they belong to it."""
    found = {}
    for name, answer in case.items():
        if isinstance(answer, Interval):
            found[name] = [answer.low, answer.high, answer.with_low, answer.with_high]
        elif isinstance(answer, float):
            found[name] = [answer, answer, True, True]
        else:
            found[name] = answer.isoformat() if isinstance(answer, date) else answer
    return found


def run(cases):
    given = json.dumps({"library": cql(), "cases": [parameter(case) for case in cases]})
    done = subprocess.run(["node", RUN], input=given, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def expected(case):
    """Return what the rules state of *case*, by the names that the library has for it."""
    evaluation = evaluate_answers(case)
    found = {guard.id: TRUTH[assess(guard.test, evaluation.knowledge.known).truth] for guard in GUARDS}
    for criteria in SETS.values():
        if criteria.population:
            found[f"population.{criteria.population.id}"] = TRUTH[
                assess(criteria.population.test, evaluation.knowledge.known).truth
            ]
        result = evaluation.sets[criteria.id]
        found |= {f"{criteria.id}.{name}": TRUTH[finding.truth] for name, finding in result.findings.items()}
        match criteria.kind:
            case Kind.FACTORS:
                found |= {
                    f"{criteria.id}.present": result.counts.present,
                    f"{criteria.id}.absent": result.counts.absent,
                }
            case Kind.CLASSES:
                found[criteria.id] = result.named
            case _:
                found[criteria.id] = {"met": True, "not_met": False, "undecided": None}[result.verdict.value]
    return found


def differences(cases):
    return [
        (parameter(case), name, value, found.get(name, "not there"))
        for case, found in zip(cases, run(cases), strict=True)
        for name, value in expected(case).items()
        if found.get(name, "not there") != value
    ]


def test_every_hand_written_case_has_the_same_answers():
    cases = {json.dumps(case.patient, sort_keys=True): read(case.patient, LATEST) for case in CASES}

    assert differences(list(cases.values())) == []


def bounded(patients, seed=5):
    """Yield *patients* with some of their numbers known by bounds alone."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    for patient in patients:
        case = dict(patient)
        for name, answer in patient.items():
            if isinstance(FIELDS[name], Number) and draw.random() < 0.4:
                span = FIELDS[name].span
                around = [
                    Interval(span.low, answer, with_high=False),
                    Interval(answer, span.high),
                    Interval(answer, answer + 2),
                ]
                case[name] = draw.choice([one for one in around if one.high is None or one.low < one.high])
        yield case


def test_random_patients_have_the_same_answers_with_bounds_and_contradictions():
    patients = random_patients(120, 11)

    assert differences([*patients, *bounded(patients)]) == []


@pytest.mark.parametrize("criteria", SETS.values(), ids=SETS)
def test_each_set_names_its_source_and_status(criteria):
    text = cql()
    head = text[text.index(f"// {criteria.title.en}.") :].split("define", maxsplit=1)[0]

    assert f"Status of the source: {criteria.status.value}. {criteria.status_note.en}" in head
    assert (criteria.source is None) == ("source not identified" in head)


def test_it_names_the_version_and_each_guard():
    text = cql()

    assert f"version '{__version__}'" in text
    assert f"version {__version__} of the rules" in text
    for guard in GUARDS:
        assert f'{guard.shown.en}\ndefine "{guard.id}":' in text
