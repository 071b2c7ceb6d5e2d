"""Another value for an answer: what was read off it, as a grade is read off a count, steps aside where it would contradict the new one."""

from collections.abc import Mapping

from calculators.engine.case import Case
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.derive import derive
from calculators.model.fields import Answer
from calculators.vocabulary.form import FIELDS


def with_others(case: Case, values: Mapping[str, Answer]) -> Case:
    """Return *case* with *values* instead; what was entered, can follow from them and would contradict them, and nothing else, is left out."""
    replaced = {**case, **values}
    if not (contested := _contested(replaced)):
        return replaced
    following = {field.id for field in DERIVATIONS.consequences(FIELDS[name] for name in values)} - values.keys()
    before = _contested({name: answer for name, answer in case.items() if name not in values})
    aside = (contested - before) & following
    return {name: answer for name, answer in replaced.items() if name not in aside}


def _contested(case: Case) -> set[str]:
    return {conflict.field for conflict in derive(case).conflicts}
