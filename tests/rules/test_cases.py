"""The hand-written cases against the rules, and the rules' every limit and option against the cases."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from support.cases import CASES, FOLDER, HandWritten

from calculators import evaluate
from calculators.engine.breakpoints import BLOCK_OF, representatives
from calculators.engine.case import read
from calculators.engine.derive import derive
from calculators.engine.evaluate import judge
from calculators.model.conditions import AllOf, AnyOf, Condition, Known, assess, fields_of
from calculators.model.fields import Comparison, Field, Membership, Relation, options_of
from calculators.model.sets import CriteriaSet, Criterion
from calculators.model.text import Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

OPEN = Text("open", "ανοικτό")
TODAY = date(2026, 11, 1)

NEIGHBOUR = {
    Relation.BELOW: Relation.AT_MOST,
    Relation.AT_MOST: Relation.BELOW,
    Relation.AT_LEAST: Relation.ABOVE,
    Relation.ABOVE: Relation.AT_LEAST,
}


def test_every_set_has_its_cases_and_every_file_its_set():
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(SETS)


def reasons(found: dict, name: str, kind: str) -> list:
    """Return the reasons of one *kind* for which the criterion *name* is unknown."""
    return [reason[kind] for reason in found["criteria"][name]["because"] if kind in reason]


def disagreements(case: HandWritten) -> dict:
    """Return where the rules and the reader of the source disagree: what the rules say, and what is expected."""
    result = evaluate(case.patient, today=TODAY).as_dict()
    found = result["sets"][case.set_id]
    said = {
        "outcome": ({name: found[name] for name in case.outcome}, case.outcome),
        "criteria": ({name: found["criteria"][name]["truth"] for name in case.criteria}, case.criteria),
        "missing": ({name: reasons(found, name, "missing") for name in case.missing}, case.missing),
        "contradiction": (
            {name: [sorted(fields) for fields in reasons(found, name, "contradiction")] for name in case.contradiction},
            {name: [sorted(fields)] for name, fields in case.contradiction.items()},
        ),
        "wording": ([name for name in case.wording if reasons(found, name, "wording")], case.wording),
        "needs": (sorted(found["needs"]), sorted(found["needs"] if case.needs is None else case.needs)),
        "alerts": (set(case.alerts) & {alert["id"] for alert in result["alerts"]}, set(case.alerts)),
    }
    return {what: (rules, reader) for what, (rules, reader) in said.items() if rules != reader}


@pytest.mark.no_cover
@pytest.mark.parametrize("set_id", SETS)
def test_the_rules_agree_with_the_reader_of_the_source(set_id: str):
    cases = [case for case in CASES if case.set_id == set_id]

    assert cases
    assert {case.name: found for case in cases if (found := disagreements(case))} == {}


def misreadings(test: Condition) -> Iterator[Condition]:  # noqa: C901 (one way after the other)
    """Yield the ways in which someone could have miscopied *test*."""
    match test:
        case Comparison(field, relation, limit, ambiguous, start):
            yield replace(test, limit=limit + field.step)
            yield replace(test, limit=limit - field.step)
            yield replace(test, ambiguous=None if ambiguous else OPEN, ambiguous_from=None)
            if start is not None:
                yield replace(test, ambiguous_from=None)
                yield replace(test, ambiguous_from=start + field.step)
                yield replace(test, ambiguous_from=start - field.step)
            if start is not None or not ambiguous:  # with an open limit the sign makes no difference
                yield replace(test, relation=NEIGHBOUR[relation])
        case Membership(field, accepted, ambiguous, _, unspecified):
            for option in options_of(field):
                elsewhere = {
                    "accepted": tuple(other for other in accepted if other != option),
                    "ambiguous": {other: why for other, why in ambiguous.items() if other != option},
                    "unspecified": tuple(other for other in unspecified if other != option),
                }
                if option not in accepted:
                    yield replace(test, **elsewhere | {"accepted": (*elsewhere["accepted"], option)})
                if option not in ambiguous and isinstance(option, str):
                    yield replace(test, **elsewhere | {"ambiguous": {**elsewhere["ambiguous"], option: OPEN}})
                if option in accepted or option in ambiguous or option in unspecified:
                    yield replace(test, **elsewhere)
        case AllOf(parts) | AnyOf(parts):
            yield AnyOf(parts) if isinstance(test, AllOf) else AllOf(parts)
            for index, part in enumerate(parts):
                yield type(test)((*parts[:index], *parts[index + 1 :]))
                for misread in misreadings(part):
                    yield type(test)((*parts[:index], misread, *parts[index + 1 :]))


def agree(one: Condition, other: Condition, patients: Iterable[Known]) -> bool:
    """Return whether two tests read each of *patients* alike."""
    read_as = ((assess(one, known), assess(other, known)) for known in patients)
    return all((first.worst, first.best) == (second.worst, second.best) for first, second in read_as)


def alike(one: Condition, other: Condition) -> bool:
    """
    Return whether two tests read every patient alike, whatever is known: then neither is a misreading of the other.

    Where they differ only for what cannot be (a grade 1 whose Ki-67 may be anything), what follows from the answers is taken as known too.
    """
    fields = dict.fromkeys((*fields_of(one), *fields_of(other)))
    known = (
        [None, *(answer if isinstance(answer, float) else frozenset({answer}) for answer in representatives(field))]
        for field in fields
    )
    if agree(one, other, (given(fields, values) for values in product(*known))):
        return True
    related = dict.fromkeys(FIELDS[name] for field in fields for name in BLOCK_OF.get(field.id, (field.id,)))
    answers = product(*([None, *representatives(field)] for field in related))
    return agree(one, other, (derive(given(related, values)).known for values in answers))


def given(fields: Iterable[Field], values: Iterable[object]) -> dict:
    """Return *values* by the ids of *fields*, those left out that are None."""
    return {field.id: value for field, value in zip(fields, values, strict=True) if value is not None}


def miscopied(criteria: CriteriaSet) -> Iterator[tuple[str, CriteriaSet, tuple[Condition, Condition] | None]]:
    """Yield *criteria* with one criterion miscopied or left out, what was done, and the test before and after."""
    for index, criterion in enumerate(criteria.criteria):
        others = criteria.criteria[:index], criteria.criteria[index + 1 :]
        yield f"{criterion.id} left out", replace(criteria, criteria=(*others[0], *others[1])), None
        for misread in misreadings(criterion.test):
            wrong: Criterion = replace(criterion, test=misread)
            yield (
                f"{criterion.id}: {misread!r:.0}{describe(misread)}",
                replace(criteria, criteria=(*others[0], wrong, *others[1])),
                (criterion.test, misread),
            )


def describe(test: Condition) -> str:
    """Return *test* so that a failed run can be read."""
    match test:
        case Comparison(field, relation, limit, ambiguous, start):
            left_open = (" (limit open)" if start is None else f" (open from {start})") if ambiguous else ""
            return f"{field.id} {relation.sign} {limit}{left_open}"
        case Membership(field, accepted, ambiguous, _, unspecified):
            return f"{field.id} accepted {sorted(map(str, accepted))} open {sorted(ambiguous)} unspecified {sorted(unspecified)}"
        case AllOf(parts):
            return f"all({', '.join(map(describe, parts))})"
        case AnyOf(parts):
            return f"any({', '.join(map(describe, parts))})"


def outcome(criteria: CriteriaSet, patient: dict) -> object:
    """Return all that a hand-written case can notice of *criteria*."""
    result = judge(criteria, derive(read(patient, TODAY)))
    found = {
        name: (finding.truth.value, bool(finding.wording), finding.missing) for name, finding in result.findings.items()
    }
    return result.outcome(), found, result.needs


def notices(case: HandWritten, wrong: CriteriaSet) -> bool:
    """Return whether *case* would fail if the set were *wrong*."""
    whole, found, needs = outcome(wrong, case.patient)
    return (
        any(whole[name] != expected for name, expected in case.outcome.items())
        or any(name not in found or found[name][0] != truth for name, truth in case.criteria.items())
        or any(name not in found or list(found[name][2]) != fields for name, fields in case.missing.items())
        or any(name not in found or not found[name][1] for name in case.wording)
        or (case.needs is not None and sorted(needs) != sorted(case.needs))
    )


@pytest.mark.exhaustive
@pytest.mark.parametrize("set_id", SETS)
def test_a_case_notices_every_miscopied_limit_sign_and_option(set_id: str):
    cases = [case for case in CASES if case.set_id == set_id]

    unnoticed = [
        what
        for what, wrong, read_as in miscopied(SETS[set_id])
        if not any(notices(case, wrong) for case in cases) and not (read_as and alike(*read_as))
    ]

    assert unnoticed == []
