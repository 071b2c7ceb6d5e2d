"""The sets as CQL: translated and run by public tools, they state of a patient what the rules state."""

import random

import pytest
from patients import random_patients
from support.cql import differences

from calculators import __version__
from calculators.engine.guards import GUARDS
from calculators.export.cql import cql
from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS


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


@pytest.mark.exhaustive
def test_random_patients_have_the_same_answers_with_bounds_and_contradictions():
    patients = random_patients(30, 11)

    assert differences(cql(), [*patients, *bounded(patients)]) == []


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
