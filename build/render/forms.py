"""The calculators as static HTML, rendered from the declarations before any script runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from data.examples import examples
from jinja2 import Environment
from render.board import columns, rows, single
from render.calculator_words import KEYS, PAGE_WORDS, QUESTIONS, WORDS, Question
from render.cohort_words import COHORT_WORDS
from render.hyphens import narrow
from render.templates import templates

from calculators.documents.messages import BRIEF_VERDICTS, TRUTHS, condition, hazard_ratio, named
from calculators.engine.breakpoints import breakpoints
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.guards import GUARDS, read_by
from calculators.engine.relevance import asked_fields
from calculators.model.conditions import fields_of
from calculators.model.fields import DateField, Field, Number
from calculators.model.sentences import opening, short
from calculators.model.sets import STATUS_NAMES, CriteriaSet
from calculators.model.text import Language, Text, number
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary import form as question_form
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.surgery import CARCINOID_HEART_DISEASE
from calculators.vocabulary.treatment import HEPATIC_INSUFFICIENCY
from calculators.worksheets.registry import WORKSHEETS
from calculators.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class FormField:
    """A field on a form, and the dates that can be given instead."""

    field: Field
    dates: tuple[Field, ...] = ()


@dataclass(frozen=True)
class FormPart:
    """A part of the form with its title."""

    title: Text
    parts: tuple[FormField, ...]


def form(asked: set[Field]) -> list[FormPart]:
    """Return the parts of the form that asks the fields in *asked*, dates beside the months that they can stand for."""
    dated: dict[Field, tuple[DateField, ...]] = {line.field: (line.start, line.end) for line in DERIVATIONS.months}
    placed: set[Field] = set()
    parts = []
    for group in question_form.GROUPS:
        shown = []
        for field in group.fields:
            if field in asked and not isinstance(field, DateField):
                dates = tuple(day for day in dated.get(field, ()) if day not in placed)
                placed.update(dates)
                shown.append(FormField(field, dates))
        if shown:
            parts.append(FormPart(group.title, tuple(shown)))
    return parts


def field_range(field: Number, language: Language) -> str:
    """Return the range of *field* as the form shows it."""
    low = number(field.low)[language]
    return f"≥ {low}" if field.high is None else f"{low}–{number(field.high)[language]}"


def guarded(criteria: CriteriaSet, language: Language) -> str:
    """Return the questions whose answers are shown beside *criteria*, which do not ask them; empty for none."""
    named = dict.fromkeys(
        field
        for guard in GUARDS
        if criteria in guard.sets
        for field in fields_of(guard.test)
        if field.id not in read_by(criteria)
    )
    return ", ".join(field.label[language] for field in named)


HELPFUL_BESIDE = {
    "albi": (HEPATIC_INSUFFICIENCY,),
    "laboratory-units": (HEPATIC_INSUFFICIENCY, CARCINOID_HEART_DISEASE),
}
"""Worksheets that fill no field, with the fields beside which they help."""


def worksheets_beside(field: Field) -> list[Worksheet]:
    """Return the worksheets that are offered beside *field*: each once below the neighbouring fields that it fills."""
    order = list(FIELDS.values())
    after = order[order.index(field) + 1 :]
    filling = [one for one in WORKSHEETS.values() if field in one.fills and not (after and after[0] in one.fills)]
    return filling + [WORKSHEETS[name] for name, fields in HELPFUL_BESIDE.items() if field in fields]


def add_filters(made: Environment, language: Language) -> None:
    """Give *made* what the templates of the calculators say and ask, in *language*."""
    made.filters |= {
        "named": lambda criterion: opening(named(criterion))[language],
        "condition": lambda criterion, criteria: when[language] if (when := condition(criteria, criterion)) else "",
        "asks": lambda criterion: narrow(opening(short(criterion.test, criterion.topic))[language], language),
        "narrow": lambda text: narrow(text[language], language),
        "worksheets": worksheets_beside,
        "guarded": lambda criteria: guarded(criteria, language),
        "opening": lambda text: opening(text)[language],
        "hazard_ratio": lambda ratio: hazard_ratio(ratio)[language],
        "status": lambda status: STATUS_NAMES[status][language],
        "range": lambda field: field_range(field, language),
    }
    made.globals |= {"language": language, "words": WORDS}


@cache
def environment(language: Language) -> Environment:
    """Return the templates of the calculators in *language*."""
    made = templates(language, "calculators")
    add_filters(made, language)
    return made


def render(name: str, language: Language) -> str:
    """
    Return the calculator *name* as HTML: the id of a set, `"board"`, `"cohort"` or `"verify"`.

    Raises `KeyError` where there is no such set.
    """
    if name == "cohort":
        return _cohort(language)
    if name == "verify":
        return environment(language).get_template("verify.html").render(up="../../")
    if name == "board":
        return _calculator("board", tuple(SETS.values()), "../", QUESTIONS, language)
    questions = [question for question in QUESTIONS if question.id != "missing"]
    return _calculator("set", (SETS[name],), "../../", questions, language)


def _cohort(language: Language) -> str:
    deciding = [criteria for criteria in SETS.values() if criteria.kind.decides]
    verdicts = [(verdict.value, said) for verdict, said in BRIEF_VERDICTS.items()]
    return (
        environment(language)
        .get_template("cohort.html")
        .render(
            own=COHORT_WORDS,
            own_words={name: text[language] for name, text in COHORT_WORDS.items()},
            groups=question_form.GROUPS,
            sets=deciding,
            verdicts=verdicts,
        )
    )


def _calculator(
    kind: str, sets: tuple[CriteriaSet, ...], up: str, questions: Sequence[Question], language: Language
) -> str:
    reads = asked_fields(sets)
    asked = [field for field in FIELDS.values() if field in reads]
    blocks = columns()
    return (
        environment(language)
        .get_template("calculator.html")
        .render(
            kind=kind,
            sets=sets,
            form=form(set(asked)),
            columns=blocks,
            single=single(),
            page_words={name: text[language] for name, text in PAGE_WORDS.items()},
            questions=questions,
            map_fields=[field for field in asked if isinstance(field, Number) and breakpoints(field)],
            keys=KEYS,
            states=[(truth.value, word) for truth, word in TRUTHS.items()],
            rows=rows(blocks),
            examples=[one for one in examples() if any(criteria.id in one["concerns"] for criteria in sets)],
            guards_page=f"{up}about/guards/",
            rules_version=RULES_VERSION,
            up=up,
        )
    )
