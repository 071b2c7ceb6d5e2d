"""The calculators as static HTML, rendered from the declarations before any script runs."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlencode

from data.examples import examples
from jinja2 import Environment
from render.board import columns, rows, single
from render.calculator_words import KEYS, PAGE_WORDS, QUESTIONS, WORDS, Question
from render.cohort_words import COHORT_WORDS
from render.hyphens import narrow, whole
from render.pictures import GROWTH_TYPES, growth_drawing
from render.templates import templates

from calculators import evaluate
from calculators.documents.messages import BRIEF_VERDICTS, TRUTHS, condition, hazard_ratio, named
from calculators.documents.report import SetReport, full_report
from calculators.engine.breakpoints import breakpoints
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.guards import GUARDS, read_by
from calculators.engine.relevance import asked_fields
from calculators.model.conditions import fields_of
from calculators.model.fields import Choice, DateField, Field, Number, YesNo
from calculators.model.sentences import opening, short
from calculators.model.sets import STATUS_NAMES, CriteriaSet, Criterion
from calculators.model.text import Language, Text, number
from calculators.sets.registry import GROUPS, SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary import form as question_form
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.liver import GROWTH_TYPE
from calculators.vocabulary.surgery import CARCINOID_HEART_DISEASE
from calculators.vocabulary.treatment import HEPATIC_INSUFFICIENCY
from calculators.vocabulary.tumour import TUMOUR_FAMILY
from calculators.worksheets.registry import WORKSHEETS
from calculators.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class FormField:
    """A field on a form, and the dates that can be given instead."""

    field: Field
    dates: tuple[Field, ...] = ()


@dataclass(frozen=True)
class FormPart:
    """A part of the form: the id of its group, with the title."""

    id: str
    title: Text
    parts: tuple[FormField, ...]


def form(asked: set[Field]) -> list[FormPart]:
    """
    Return the parts of the form that asks the fields in *asked*, dates beside the months that they can stand for.

    The group of the tumour family comes first: it decides what else is asked.
    """
    dated: dict[Field, tuple[DateField, ...]] = {line.field: (line.start, line.end) for line in DERIVATIONS.months}
    placed: set[Field] = set()
    parts = []
    for group in sorted(question_form.GROUPS, key=lambda group: TUMOUR_FAMILY not in group.fields):
        shown = []
        for field in group.fields:
            if field in asked and not isinstance(field, DateField):
                dates = tuple(day for day in dated.get(field, ()) if day not in placed)
                placed.update(dates)
                shown.append(FormField(field, dates))
        if shown:
            parts.append(FormPart(group.id, group.title, tuple(shown)))
    return parts


TODAY = tuple(group for group in GROUPS if group.asked)
"""The questions that a meeting can ask alone."""

LONGEST_BESIDE = {2: 22, 3: 13, 4: 8}
"""How many letters the longest of so many choices may have for all to stand side by side."""


def beside(field: Choice | YesNo, language: Language) -> int:
    """Return how many choices of *field* stand side by side in a row."""
    if isinstance(field, YesNo):
        return 2
    if any(drawing(field, option) for option in field.options):
        return len(field.options)
    names = [name[language] for name in field.options.values()]
    count, longest = len(names), max(map(len, names))
    if longest <= LONGEST_BESIDE.get(count, 0):
        return count
    return 2 if count % 2 == 0 and longest <= LONGEST_BESIDE[2] else 1


def drawing(field: Field, option: str) -> str:
    """Return the drawing of the *option* of *field*, empty where there is none."""
    drawn = next((one for one in GROWTH_TYPES if one.number == option), None) if field is GROWTH_TYPE else None
    return growth_drawing(drawn) if drawn else ""


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


REPOSITORY = os.environ.get("REPO_URL", "").rstrip("/")
"""Where an error can be reported, as mkdocs.yml has it; empty where nowhere."""


def report_address(criterion: Criterion, criteria: CriteriaSet, language: Language) -> str:
    """Return where an error in *criterion* of *criteria* can be reported: it names the rule, and nobody's answers."""
    names = {"set": criteria.title[language], "criterion": named(criterion)[language]}
    facts = f"`{criteria.id}.{criterion.id}` · {RULES_VERSION} · {criterion.pinpoint[language]}"
    body = f"{names['criterion']}\n\n{facts}\n\n{WORDS['report_body'][language]}\n"
    query = urlencode({"title": WORDS["report_title"][language].format(**names), "body": body}, quote_via=quote)
    return f"{REPOSITORY}/issues/new?{query}"


def cell_of(criterion: Criterion) -> Text:
    """Return what *criterion* accepts in the words of a narrow column."""
    return opening(criterion.cell or short(criterion.test, criterion.topic))


@cache
def at_first() -> dict[str, SetReport]:
    """Return what the rules say of each set, by id, before anything is answered: unseen, it keeps room."""
    return {one.criteria.id: one for one in full_report(evaluate({})).sets}


def add_filters(made: Environment, language: Language) -> None:
    """Give *made* what the templates of the calculators say and ask, in *language*."""
    made.filters |= {
        "named": lambda criterion: opening(named(criterion))[language],
        "condition": lambda criterion, criteria: when[language] if (when := condition(criteria, criterion)) else "",
        "asks": lambda criterion: narrow(cell_of(criterion)[language], language),
        "whole": whole,
        "at_first": lambda criteria: at_first()[criteria.id],
        "worksheets": worksheets_beside,
        "guarded": lambda criteria: guarded(criteria, language),
        "opening": lambda text: opening(text)[language],
        "hazard_ratio": lambda ratio: hazard_ratio(ratio)[language],
        "status": lambda status: STATUS_NAMES[status][language],
        "report_address": lambda criterion, criteria: report_address(criterion, criteria, language),
        "beside": lambda field: beside(field, language),
        "drawing": drawing,
        "range": lambda field: field_range(field, language),
    }
    made.globals |= {"language": language, "words": WORDS, "repository": REPOSITORY}


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
            today=TODAY,
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
