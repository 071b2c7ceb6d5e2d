"""The directives that pull a sentence from a set of criteria into prose, so that no page types a threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directives.grammar import Form, Parameter

from calculators.model.sentences import sentence, within
from calculators.model.sets import NO_SOURCE
from calculators.model.text import Text, same
from calculators.sets.registry import SETS

if TYPE_CHECKING:
    from directives.grammar import Directive

SET = Parameter("set", lambda _: SETS)
CRITERION = Form(
    "criterion", (SET, Parameter("criterion", lambda before: [one.id for one in SETS[before[0]].criteria]))
)
SOURCE = Form("source", (SET,))


def condition_of(directive: Directive) -> Text:
    """Return when the criterion that *directive* names is met, as it is said within a sentence."""
    set_id, criterion_id = directive.arguments
    (criterion,) = (one for one in SETS[set_id].criteria if one.id == criterion_id)
    return within(sentence(criterion.test))


def source_of(directive: Directive) -> Text:
    """Return the citation of the source of the set that *directive* names."""
    source = SETS[directive.arguments[0]].source
    return same(source.citation) if source else NO_SOURCE
