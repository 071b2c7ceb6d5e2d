"""A library of CQL, translated and run by public tools, beside the rules."""

import json
import subprocess
from pathlib import Path

from calculators.engine.evaluate import evaluate_answers
from calculators.engine.guards import GUARDS
from calculators.export.cql import parameter
from calculators.model.conditions import assess
from calculators.model.sets import Kind
from calculators.model.truth import Truth
from calculators.sets.registry import SETS

RUN = Path(__file__).with_name("cql.mjs")
TRUTH = {Truth.MET: True, Truth.NOT_MET: False, Truth.UNKNOWN: None}


def run(library, parameters):
    """Return what *library* states for each of *parameters*, by the names of its definitions."""
    given = json.dumps({"library": library, "cases": parameters})
    done = subprocess.run(["node", RUN], input=given, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def expected(case):
    """Return what the rules state of *case*, by the names that the library has for it."""
    evaluation = evaluate_answers(case)
    found = {guard.id: TRUTH[assess(guard.test, evaluation.facts.known).truth] for guard in GUARDS}
    for criteria in SETS.values():
        if criteria.population:
            found[f"population.{criteria.population.id}"] = TRUTH[
                assess(criteria.population.test, evaluation.facts.known).truth
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


def differences(library, cases):
    """Return where *library* states something else than the rules: the case, the name, what the rules state and what it does."""
    return [
        (parameter(case), name, value, found.get(name, "not there"))
        for case, found in zip(cases, run(library, [*map(parameter, cases)]), strict=True)
        for name, value in expected(case).items()
        if found.get(name, "not there") != value
    ]
