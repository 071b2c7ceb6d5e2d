"""The case itself: what every set says of it."""

from collections.abc import Mapping
from typing import Any

from calculators.documents import messages
from calculators.documents.receipt import receipt
from calculators.documents.report import AlertReport, CriterionReport, SetReport, full_report, report
from calculators.engine.evaluate import Evaluation, evaluate_answers
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS
from calculators.web.reading import Reading, encode_pairs, understood
from calculators.web.view import View, group_counts, view


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


def handle(reading: Reading, request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what the page shows for the case that was read.

    `request["question"]` is what is asked today, the id of a group of sets, and `request["everything"]` asks to leave nothing out.

    The reply has *problems* (by field; such a field counts as not known), *notices* (on what the address brought and cannot be used),
    *case* (what was understood, and what belongs to the case beside it, as an address spells it), *echo* (each number and date as it was understood),
    *relevant*, the sets and fields to show with what is said of the others, *groups*, the counts of the form, and *result*.

    Each set of the result has the places of its *alerts* among all of them, and of those that are *read_out* as soon as they are there; what an alert says
    *alone* stands apart from its sets, and it is *listed* there unless the questions of all of them lie behind the patient. *standing* is how many
    sets in sight came to which verdict, and how many findings forbid. *disagreements* are the topics on which sets that answer one question say opposite things,
    *quiet* those on which all that the sets in sight ask for is met.
    """
    evaluation = evaluate_answers(reading.case, reading.unread)
    facts = evaluation.facts
    shown = view(facts, request.get("question", ""), everything=request.get("everything", False))
    return {
        "problems": reading.problems,
        "notices": reading.notices,
        "case": encode_pairs(reading.case, reading.calendar),
        "echo": understood(FIELDS, reading.case),
        "groups": group_counts(reading, request["answers"], shown, facts.known, evaluation.alerts),
        "relevant": {"sets": shown.sets, "fields": shown.fields, "said": shown.said},
        "result": _result(reading, evaluation, shown),
    }


def _result(reading: Reading, evaluation: Evaluation, shown: View) -> dict[str, Any]:
    facts = evaluation.facts
    found, concerning = full_report(evaluation), report(evaluation, shown.sets)
    past = {one.criteria.id for one in found.sets if one.past}
    return {
        "sets": {one.criteria.id: _set(one) for one in found.sets},
        "alerts": [_alert(alert, past) for alert in found.alerts],
        "standing": [{"state": one.state, "count": one.count, "said": one.said} for one in concerning.standing],
        "quiet": [topic.id for topic in concerning.quiet],
        "disagreements": [topic.id for topic in found.disagreements],
        "derived": {name: messages.fact(FIELDS[name], value) for name, value in facts.derived.items()},
        "rules_version": RULES_VERSION,
        "receipt": str(receipt(reading.case, unread=reading.unread)),
    }
