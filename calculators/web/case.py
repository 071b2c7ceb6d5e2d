"""The case itself: what every set says of it."""

from collections.abc import Mapping
from typing import Any

from calculators.documents import messages
from calculators.documents.receipt import receipt
from calculators.documents.report import AlertReport, CriterionReport, SetReport, full_report, report
from calculators.engine.evaluate import evaluate_answers
from calculators.engine.relevance import relevant_fields, relevant_sets
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading, encode_pairs, understood


def _criterion(found: CriterionReport) -> dict[str, Any]:
    return {
        "truth": found.finding.truth,
        "said": found.truth,
        "cell": found.truth_of_test,
        "entered": found.entered,
        "why": found.why,
    }


def _set(found: SetReport) -> dict[str, Any]:
    return {
        **found.result.outcome(),
        "said": found.outcome,
        "brief": found.brief,
        "needs": found.needed,
        "reason": found.reason,
        "remark": found.remark,
        "alerts": [alert.number - 1 for alert in found.alerts],
        "read_out": [alert.number - 1 for alert in found.alerts if alert.urgent and not found.past],
        "criteria": {one.criterion.id: _criterion(one) for one in found.each},
    }


def _alert(found: AlertReport, past: set[str]) -> dict[str, Any]:
    return {**found.alert.plain(), "alone": found.alone, "listed": not past.issuperset(found.alert.sets)}


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 (each handler is called in the same way)
    """
    Return what the page shows for the case that was read.

    The reply has *problems* (by field; such a field counts as not known), *notices* (on what the address brought and cannot be used),
    *case* (what was understood, and what belongs to the case beside it, as an address spells it), *echo* (each number and date as it was understood), and
    *result*.

    Each set of the result has the places of its *alerts* among all of them, and of those that are *read_out* as soon as they are there; what an alert says
    *alone* stands apart from its sets, and it is *listed* there unless the questions of all of them lie behind the patient. *standing* is how many
    sets came to which verdict, and how many findings forbid. *disagreements* are the topics on which sets that answer one question say opposite things.
    """
    return {
        "problems": reading.problems,
        "notices": reading.notices,
        "case": encode_pairs(reading.case, reading.calendar),
        "echo": understood(FIELDS, reading.case),
        "result": _result(reading),
    }


def _result(reading: Reading) -> dict[str, Any]:
    evaluation = evaluate_answers(reading.case, reading.unread)
    knowledge = evaluation.knowledge
    found = full_report(evaluation)
    relevant = relevant_sets(knowledge)
    past = {one.criteria.id for one in found.sets if one.past}
    return {
        "sets": {one.criteria.id: _set(one) for one in found.sets},
        "alerts": [_alert(alert, past) for alert in found.alerts],
        "standing": [{"state": one.state, "said": one.said} for one in report(evaluation).standing],
        "disagreements": [topic.id for topic in found.disagreements],
        "derived": {name: messages.fact(FIELDS[name], value) for name, value in knowledge.derived.items()},
        "relevant": {"sets": relevant, "fields": relevant_fields(relevant)},
        "rules_version": RULES_VERSION,
        "receipt": str(receipt(reading.case, unread=reading.unread)),
    }
