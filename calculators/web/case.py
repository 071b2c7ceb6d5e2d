"""The case itself: what every set says of it."""

from collections.abc import Mapping
from typing import Any

from calculators.documents import messages
from calculators.documents.receipt import receipt
from calculators.engine.case import Case
from calculators.engine.evaluate import SetResult, evaluate_answers
from calculators.engine.relevance import relevant_fields, relevant_sets
from calculators.model.fields import DateField, Number
from calculators.model.text import Language
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading, encode_case


def _echo(case: Case, language: Language) -> dict[str, str]:
    """Return each number and date of *case* as it was understood."""
    return {
        name: messages.answer_said(FIELDS[name], answer, language)
        for name, answer in case.items()
        if isinstance(FIELDS[name], Number | DateField)
    }


def _set(result: SetResult, entered: dict[str, str], language: Language) -> dict[str, Any]:
    criteria = result.criteria
    return {
        **result.outcome(),
        "said": messages.outcome(result)[language],
        "brief": messages.brief(result)[language],
        "needs": [[name, FIELDS[name].label[language]] for name in result.needs],
        "remark": messages.remark(result, language),
        "criteria": {
            criterion.id: {
                "truth": finding.truth,
                "said": messages.truth(criteria, finding.truth)[language],
                "cell": messages.truth_of_test(criteria, finding.truth)[language],
                "entered": [entered[name] for name in criterion.reads if name in entered],
                "why": [*messages.reasons(finding, language), *(note[language] for note in finding.notes)],
            }
            for criterion, finding in result.each()
        },
    }


def reply(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each reply is asked in the same way)
    """
    Return what the page shows for the case that was read.

    The reply has *problems* (by field; nothing is evaluated while there is one), *notices* (on what the address brought and cannot be used),
    *case* (what was understood, and what belongs to the case beside it, as an address spells it), *echo*, and *result*, which is None while there are problems.
    """
    language = reading.language
    return {
        "problems": reading.problems,
        "notices": reading.notices,
        "case": encode_case(reading.case, reading.calendar),
        "echo": _echo(reading.case, language),
        "result": None if reading.problems else _result(reading.case, language),
    }


def _result(case: Case, language: Language) -> dict[str, Any]:
    evaluation = evaluate_answers(case)
    relevant = relevant_sets(evaluation.knowledge)
    known = messages.known_values(evaluation.knowledge, language)
    entered = {name: f"{FIELDS[name].label[language]}: {value}" for name, value in known.items()}
    return {
        "sets": {name: _set(result, entered, language) for name, result in evaluation.sets.items()},
        "alerts": [
            {
                **alert.as_dict(language),
                "urgent": alert.kind.urgent,
                "about": about[language] if (about := messages.about(alert)) else "",
            }
            for alert in evaluation.alerts
        ],
        "derived": {name: known[name] for name in evaluation.knowledge.derived},
        "relevant": {"sets": relevant, "fields": relevant_fields(relevant)},
        "rules_version": RULES_VERSION,
        "receipt": str(receipt(case)),
    }
