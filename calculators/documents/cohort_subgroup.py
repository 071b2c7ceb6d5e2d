"""What is so of the patients of a subgroup, in words."""

from datetime import date

from calculators.cohort.subgroup import About, Restriction
from calculators.documents import messages
from calculators.engine.case import decode
from calculators.engine.evaluate import Verdict
from calculators.model.sets import Kind
from calculators.model.text import Text, same
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

SO = Text("{name}: {value}", "{name}: {value}")
UNANSWERED = Text("not answered", "χωρίς απάντηση")
WARNING = Text("with the warning {name}", "με την προειδοποίηση {name}")


def phrase(one: Restriction, today: date) -> Text:
    """Return the restriction *one* for a reader; *today* is the last day that a date may name."""
    match one.about:
        case About.ANSWER:
            field = FIELDS[one.name]
            answer = decode(field, one.value, today)
            return SO.format(name=field.label, value=UNANSWERED if answer is None else messages.fact(field, answer))
        case About.SET:
            criteria = SETS[one.name]
            words = messages.BRIEF_VERDICTS
            if criteria.kind is Kind.CONTRAINDICATIONS:
                words = messages.BRIEF_CONTRAINDICATION_VERDICTS
            value = words[Verdict(one.value)] if criteria.kind.decides else same(one.value)
            return SO.format(name=criteria.short_title, value=value)
        case _:
            return WARNING.format(name=one.name)
