"""Random patients: any answers the vocabulary admits, the limits of the rules more often than chance would bring them."""

from hypothesis import strategies as st

from calculators.engine.breakpoints import breakpoints
from calculators.engine.case import encode
from calculators.model.fields import Choice, DateField, Number, YesNo
from calculators.vocabulary.form import FIELDS


def numbers(field: Number) -> st.SearchStrategy[float]:
    """Return answers to *field*, its limits and their neighbours often."""
    high = 240 if field.high is None else field.high
    near = [limit + step for limit in breakpoints(field) for step in (-field.step, 0, field.step)]
    anything = (
        st.integers(int(field.low), int(high)).map(float)
        if field.whole
        else st.floats(field.low, high, allow_nan=False)
    )
    return st.sampled_from([value for value in near if field.low <= value <= high]) | anything if near else anything


def answer(field) -> st.SearchStrategy:
    """Return answers to *field*."""
    match field:
        case Number():
            return numbers(field)
        case YesNo():
            return st.booleans()
        case Choice(options=options):
            return st.sampled_from(list(options))


ASKED = {name: field for name, field in FIELDS.items() if not isinstance(field, DateField)}

cases = st.fixed_dictionaries({}, optional={name: answer(field) for name, field in ASKED.items()})


def bounds(field: Number) -> st.SearchStrategy[str]:
    """Return texts that bound a number of *field*, as a case spells them; some leave one number alone."""
    return st.builds(
        lambda one, other, form: {
            "<": f"<={encode(float(max(one, other)))}"
            if max(one, other) == field.low
            else f"<{encode(float(max(one, other)))}",
            "<=": f"<={encode(float(one))}",
            ">": f">={encode(float(min(one, other)))}"
            if min(one, other) == field.high
            else f">{encode(float(min(one, other)))}",
            ">=": f">={encode(float(one))}",
            "-": f"{encode(float(min(one, other)))}-{encode(float(max(one, other)))}",
        }[form],
        numbers(field),
        numbers(field),
        st.sampled_from(["<", "<=", ">", ">=", "-", "-", "-"]),
    )


def bounded_or_known(field) -> st.SearchStrategy:
    """Return answers to *field*, numbers only bounded as often as known."""
    return answer(field) | bounds(field) if isinstance(field, Number) else answer(field)


partly_known_cases = st.fixed_dictionaries(
    {}, optional={name: bounded_or_known(field) for name, field in ASKED.items()}
)
"""Patients of whom some numbers are only bounded."""
