"""How fields, conditions and intervals are phrased in both languages."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import assert_never

from calculators.model.conditions import AllOf, AnyOf, Condition, fields_of, leaves
from calculators.model.fields import Choice, Comparison, Membership, Number, YesNo, option_name
from calculators.model.intervals import Interval
from calculators.model.sets import Topic
from calculators.model.text import Text, exact, join, number, same

OR = Text(" or ", " ή ")


AND = Text(" and ", " και ")


COMMA = same(", ")


EITHER = Text(", or ", ", ή ")


BOTH = Text("; and ", "· και ")


def one_of(names: list[Text]) -> Text:
    """Return *names* as a choice: "none, mild or moderate"."""
    return join([join(names[:-1], COMMA), names[-1]], OR) if len(names) > 1 else names[0]


ONE: Mapping[str, Text] = MappingProxyType(
    {
        "years": Text("year", "έτος"),
        "months": Text("month", "μήνας"),
        "cells": Text("cell", "κύτταρο"),
        "lesions": Text("lesion", "εστία"),
    }
)
"""Units of which there can be one, by their English plural."""


def amount(value: float, unit: Text, limits: tuple[float, ...] = ()) -> Text:
    """Return *value* with its *unit*, on its own side of each of *limits*."""
    return with_unit(number(value, limits), unit)


def with_unit(shown: Text, unit: Text) -> Text:
    """Return the number *shown* with its *unit*: one year, two years."""
    return Text("{number} {unit}", "{number} {unit}").format(
        number=shown, unit=ONE.get(unit.en, unit) if shown.en == "1" else unit
    )


COMMON_WORD = re.compile(r"[^\W\d_][a-zα-ωϊϋΐΰά-ώ]+(?!-?\d)\b|[Aa](?= )|[ΟοΗηΉήΌό](?=[ ,])")


def _first_letter(words: str, change: Callable[[str], str]) -> str:
    # "Ki-67", "WHO" and "G1" keep their letters.
    return change(words[0]) + words[1:] if COMMON_WORD.match(words) else words


def within(text: Text) -> Text:
    """Return *text* as it stands inside a sentence."""
    return Text(_first_letter(text.en, str.lower), _first_letter(text.el, str.lower))


def opening(text: Text) -> Text:
    """Return *text* as it stands at the start of a sentence."""
    return Text(_first_letter(text.en, str.upper), _first_letter(text.el, str.upper))


def plain_name(question: Choice | YesNo, option: str | bool) -> Text:  # noqa: FBT001 (an option is a value, not a switch)
    """Return the name of *option* without what stands in brackets."""
    name = option_name(question, option)
    return Text(name.en.split(" (")[0], name.el.split(" (")[0])


def names_in_list(question: Choice | YesNo, listed: tuple[str | bool, ...]) -> list[Text]:
    """Return the names of the options *listed*; one that leaves out what is listed beside it shares one name with that."""
    pairs = question.together if isinstance(question, Choice) else {}
    shared: dict[str | bool, tuple[str, Text]] = {
        first: (second, name) for (first, second), name in pairs.items() if {first, second} <= {*listed}
    }
    named = {second for second, _ in shared.values()}
    return [
        shared[option][1] if option in shared else plain_name(question, option)
        for option in listed
        if option not in named
    ]


def short(test: Condition, topic: Topic | None = None) -> Text:
    """Return what *test* accepts, naming its fields only where *topic* does not: "≤ 55 years"."""
    match test:
        case AllOf(parts) | AnyOf(parts):
            return join([_part(part, topic) for part in parts], BOTH if isinstance(test, AllOf) else EITHER)
        case Comparison(question) | Membership(question) if topic and question not in topic.fields:
            return within(sentence(test))
        case Comparison(question, relation, limit):
            return Text("{sign} {amount}", "{sign} {amount}").format(
                sign=relation.sign, amount=amount(limit, question.unit)
            )
        case Membership(phrased_as=Text() as said):
            return said
        case Membership(YesNo() as question, accepted):
            return question.yes if True in accepted else question.no
        case Membership(question, accepted):
            return one_of(names_in_list(question, accepted))
        case _:
            assert_never(test)


def _part(test: Condition, topic: Topic | None) -> Text:
    if isinstance(test, AllOf):
        return join([_part(part, topic) for part in test.parts], AND)
    return short(test, topic) if topic else within(sentence(test))


@cache
def sentence(test: Condition) -> Text:
    """Return *test* as a sentence says it: "Age ≤ 55 years"."""
    match test:
        case AllOf() | AnyOf() | Membership(YesNo()):
            return opening(short(test))
        case Comparison(question):
            return Text("{label} {short}", "{label} {short}").format(label=question.label, short=short(test))
        case Membership(question):
            return Text("{label}: {short}", "{label}: {short}").format(label=question.label, short=short(test))
        case _:
            assert_never(test)


EXACTLY = Text("exactly {amount}", "ακριβώς {amount}")


ANSWER_TO = Text("{question}, {answer}", "{question}, {answer}")


def left_open(test: Condition) -> list[Text]:
    """Return the answers that the published wording of *test* leaves open, each with its question where the test asks several."""
    several = len(fields_of(test)) > 1
    found = []
    for leaf in leaves(test):
        match leaf:
            case Comparison(question, _, limit, Text(), None):
                answer = EXACTLY.format(amount=amount(limit, question.unit))
            case Comparison(question, _, limit, Text(), float() | int() as start):
                answer = format_interval(Interval(start, limit, with_high=False), question)
            case Membership(question, _, ambiguous) if ambiguous:
                answer = one_of([plain_name(question, option) for option in ambiguous])
            case _:
                continue
        found.append(ANSWER_TO.format(question=within(question.label), answer=answer) if several else answer)
    return found


AT_MOST = Text("≤ {high}", "≤ {high}")


BELOW = Text("< {high}", "< {high}")


AT_LEAST = Text("≥ {low}", "≥ {low}")


ABOVE = Text("> {low}", "> {low}")


FROM_TO = Text("from {low} to {high}", "από {low} έως {high}")


BETWEEN = same("{low}–{high}")
"""Both ends included, as pathology writes it."""


ABOVE_AND = Text("> {low} and {high}", "> {low} και {high}")


ANY = Text("any value", "οποιαδήποτε τιμή")


def format_interval(interval: Interval, field: Number) -> Text:
    """Return *interval* of answers to *field* in words, its ends with every digit: "< 10 %", "from 50 to < 75 %", "1–2 %"."""
    from_start = interval.low <= field.low and interval.with_low
    low = with_unit(exact(interval.low), field.unit)
    if interval.high is None or (interval.high == field.high and interval.with_high and interval.low < interval.high):
        return ANY if from_start else (AT_LEAST if interval.with_low else ABOVE).format(low=low)
    if interval.low == interval.high:
        return EXACTLY.format(amount=low)
    high = with_unit(exact(interval.high), field.unit)
    upper = (AT_MOST if interval.with_high else BELOW).format(high=high)
    return upper if from_start else _between(interval, high, upper)


def _between(interval: Interval, high: Text, upper: Text) -> Text:
    """Return *interval*, whose end is *high* and is said alone as *upper*, with its low end."""
    low = exact(interval.low)
    if interval.with_low and interval.with_high:
        return BETWEEN.format(low=low, high=high)
    return (FROM_TO if interval.with_low else ABOVE_AND).format(low=low, high=upper)
