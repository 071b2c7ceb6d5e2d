"""The worksheets as static HTML, their worked examples in words, and their limits for prose."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from render import calculator_words, forms
from render.templates import templates

from calculators.engine.relevance import ASKED_ALONG
from calculators.formulas import albi, burden, counting, grade, remnant, response, units
from calculators.model.conditions import fields_of
from calculators.model.fields import Choice, Field, Relation, YesNo
from calculators.model.sentences import amount, within
from calculators.model.text import Language, Text, number, resolve, same
from calculators.sets.registry import SETS
from calculators.vocabulary.measurements import BSA_FORMULA, REMNANT_DENOMINATOR, RESPONSE_METHOD
from calculators.web.reading import read_form
from calculators.web.worksheet import handle
from calculators.worksheets.registry import WORKSHEETS
from calculators.worksheets.worksheet import Example, Worksheet, signed

WORDS = {
    "inputs": Text("What is measured", "Τι μετρήθηκε"),
    "result": Text("Result", "Αποτέλεσμα"),
    "worksheet_limits": Text(
        "For health professionals: arithmetic on what you enter, with published limits beside it. What you type stays on your computer.",
        "Για επαγγελματίες υγείας: αριθμητική πάνω σε όσα καταχωρίζετε, με τα δημοσιευμένα όρια δίπλα. Ό,τι γράφετε μένει στον υπολογιστή σας.",
    ),
    "no_script": Text(
        "This calculation needs JavaScript, which is switched off. Formulas, limits and a worked example are on this page and can be read without it.",
        "Ο υπολογισμός χρειάζεται JavaScript, που είναι απενεργοποιημένη. "
        "Τύποι, όρια και παράδειγμα υπολογισμού υπάρχουν στη σελίδα και διαβάζονται χωρίς αυτήν.",
    ),
    "loading": Text(
        "Loading the rules… You can already fill in; results appear by themselves.",
        "Φόρτωση των κανόνων… Μπορείτε ήδη να συμπληρώνετε· τα αποτελέσματα θα εμφανιστούν μόνα τους.",
    ),
    "invalid": Text(
        "No result: an entry cannot be used. Correct what is marked; nothing you typed is lost.",
        "Χωρίς αποτέλεσμα: κάποια καταχώριση δεν γίνεται δεκτή. Διορθώστε ό,τι σημειώνεται· τίποτα από όσα γράψατε δεν χάθηκε.",
    ),
    "fill_example": Text("Fill in the example", "Συμπλήρωση παραδείγματος"),
    "reset": Text("Clear", "Καθαρισμός"),
    "remove": Text("Remove ", "Αφαίρεση: "),
    "fills": Text("For the case:", "Για το περιστατικό:"),
    "use": Text("Use in the case", "Μεταφορά στο περιστατικό"),
    "sources": Text("Sources", "Πηγές"),
    "entered": Text("Entered:", "Καταχωρίζονται:"),
    "gives": Text("Result:", "Αποτέλεσμα:"),
    "passes": Text("Passed on to the case:", "Στο περιστατικό μεταφέρονται:"),
    "answer": Text("{label}: {value}", "{label}: {value}"),
    "not_chosen": Text("not chosen", "χωρίς επιλογή"),
}

ADD = Text("Add {row}", "Προσθήκη: {row}")
SCRIPT_WORDS = {
    "good": Text("meets the limit", "πληροί το όριο"),
    "bad": Text("does not meet the limit", "δεν πληροί το όριο"),
    "open": Text("open", "ανοικτό"),
    "removed": Text("Removed: {row}.", "Αφαιρέθηκε: {row}."),
    "numbers": Text("The numbers", "Οι αριθμοί"),
}
"""What the panel's script says by itself."""

PERCENT = same("%")
DENOMINATORS = {True: Text("standardised", "τυποποιημένο"), False: Text("measured", "μετρημένο")}


def _range(low: float, high: float, unit: str) -> Text:
    return Text("{low} to {high}{unit}", "{low} έως {high}{unit}").format(low=number(low), high=number(high), unit=unit)


def _line_through(volume_of_1_m2: float, volume_of_2_m2: float) -> tuple[Text, Text]:
    """Return slope and intercept of a straight line, from its values at 1 and at 2."""
    slope = round(volume_of_2_m2 - volume_of_1_m2, 2)
    return number(slope), number(abs(round(volume_of_1_m2 - slope, 2)))


def _figures() -> dict[str, Text]:
    found = {
        "ki67-g1": signed(Relation.BELOW, amount(grade.KI67_OF_GRADE_2, PERCENT)),
        "ki67-g2": _range(grade.KI67_OF_GRADE_2, grade.KI67_ABOVE_GRADE_2, " %"),
        "ki67-g3": signed(Relation.ABOVE, amount(grade.KI67_ABOVE_GRADE_2, PERCENT)),
        "ki67-g1-2010": signed(Relation.AT_MOST, amount(grade.KI67_OF_GRADE_1_IN_2010, PERCENT)),
        "ki67-gap-low": number(grade.KI67_OF_GRADE_1_IN_2010),
        "ki67-gap-high": amount(grade.KI67_OF_GRADE_2, PERCENT),
        "mitoses-g1": signed(Relation.BELOW, number(grade.MITOSES_OF_GRADE_2)),
        "mitoses-g2": _range(grade.MITOSES_OF_GRADE_2, grade.MITOSES_ABOVE_GRADE_2, ""),
        "mitoses-g3": signed(Relation.ABOVE, number(grade.MITOSES_ABOVE_GRADE_2)),
        "least-cells": number(counting.LEAST_CELLS),
        "recist-fall": amount(response.RECIST_FALL_PERCENT, PERCENT),
        "recist-rise": amount(response.RECIST_RISE_PERCENT, PERCENT),
        "recist-rise-mm": amount(response.RECIST_RISE_MM, same("mm")),
        "choi-size": amount(response.CHOI_SIZE_PERCENT, PERCENT),
        "choi-density": amount(response.CHOI_DENSITY_PERCENT, PERCENT),
        "hypertrophy": signed(remnant.HYPERTROPHY.relation, number(remnant.HYPERTROPHY.limit)),
        "growth": signed(remnant.GROWTH.relation, number(remnant.GROWTH.limit)),
        "albi-1": signed(Relation.AT_MOST, number(albi.ABOVE_GRADE_1)),
        "albi-2": signed(Relation.AT_MOST, number(albi.ABOVE_GRADE_2)),
        "albi-3": signed(Relation.ABOVE, number(albi.ABOVE_GRADE_2)),
        "bilirubin-factor": number(units.BILIRUBIN_UMOL_PER_MG, (units.BILIRUBIN_UMOL_PER_MG,)),
        "creatinine-factor": number(units.CREATININE_UMOL_PER_MG),
    }
    found["vauthey-slope"], found["vauthey-intercept"] = _line_through(
        remnant.total_liver_volume(1), remnant.total_liver_volume(2)
    )
    for liver, minimum in remnant.MINIMUMS.items():
        limit = amount(minimum.limit_percent, PERCENT)
        found[f"remnant-{liver}"] = signed(minimum.relation, limit)
        found[f"remnant-{liver}-denominator"] = DENOMINATORS[minimum.standardised]
        found[f"remnant-{liver}-study"] = same(minimum.source.citation)
        found[f"remnant-{liver}-at-limit"] = minimum.at_limit.format(limit=limit)
    for relation, share, _ in burden.DEBULKING:
        found[f"debulking-{share:.0f}"] = signed(relation, amount(share, PERCENT))
    return {name: Text(_unbroken(text.en), _unbroken(text.el)) for name, text in found.items()}


def _unbroken(text: str) -> str:
    """Return *text* with each number on one line with its sign and unit."""
    return re.sub(r"(?<=[<≤≥>]) | (?=%)", "\u00a0", text)


FIGURES: Mapping[str, Text] = MappingProxyType(_figures())
"""The limits and constants of the worksheets by the name under which a page pulls them."""


SETTINGS = frozenset({BSA_FORMULA, REMNANT_DENOMINATOR, RESPONSE_METHOD})
"""Questions of how to reckon; nobody can know or not know their answer."""


def answers(field: Choice | YesNo, language: Language) -> list[tuple[str, str]]:
    """
    Return what a control for *field* offers, each value as an address spells it with its name.

    First that nothing is known.
    """
    named: Mapping[str, Text]
    named = (
        {"true": calculator_words.WORDS["yes"], "false": calculator_words.WORDS["no"]}
        if isinstance(field, YesNo)
        else field.options
    )
    unanswered = WORDS["not_chosen"] if field in SETTINGS else calculator_words.WORDS["not_known"]
    return [("", unanswered[language]), *((value, name[language]) for value, name in named.items())]


def askers(name: str, language: Language) -> list[str]:
    """
    Return the sets that ask what the worksheet *name* fills in, each as a line of Markdown that links to its page.

    Raises `KeyError` where there is no such worksheet.
    """
    fills = set(WORKSHEETS[name].fills)
    lines = []
    for criteria in SETS.values():
        read: set[Field] = {field for criterion in criteria.criteria for field in fields_of(criterion.test)}
        if fills & (read | {source for field in read for source in ASKED_ALONG.get(field, ())}):
            lines.append(f"- [{criteria.title[language]}]({criteria.id}.md)")
    return lines


@cache
def environment(language: Language) -> Environment:
    """Return the templates of the worksheets in *language*; those of the calculators can be imported."""
    made = templates(language, "worksheets", "calculators")
    forms.add_filters(made, language)
    made.filters |= {
        "answers": lambda field: answers(field, language),
        "numbered": lambda text, place: text.format(number=str(place))[language],
        "within": lambda words: within(same(words))[language],
    }
    made.globals["words"] = calculator_words.WORDS | WORDS
    return made


def flat(example: Example) -> dict[str, str]:
    """Return what *example* types by the place of its control: a field, or `row.0.FIELD` in a row."""
    rows = {f"row.{place}.{name}": text for place, row in enumerate(example.rows) for name, text in row.items()}
    return {**example.answers, **rows}


def _script_words(worksheet: Worksheet, language: Language) -> dict[str, str]:
    words = dict(SCRIPT_WORDS)
    if worksheet.rows:
        row = worksheet.rows.row
        words |= {
            "row": row,
            "add": ADD.format(row=within(row)),
            "remove": Text(WORDS["remove"].en + within(row).en, WORDS["remove"].el + within(row).el),
        }
    return {name: text[language] for name, text in words.items()}


def render(name: str, language: Language) -> str:
    """
    Return the worksheet *name* as HTML.

    Raises `KeyError` where there is no such worksheet.
    """
    worksheet = WORKSHEETS[name]
    labels = [field.label for field in worksheet.fields]
    doubled = {field.id for field in worksheet.fields if labels.count(field.label) > 1}
    panel = environment(language).get_template("worksheet.html")
    return panel.render(
        worksheet=worksheet,
        doubled=doubled,
        example=flat(worksheet.example),
        script_words=_script_words(worksheet, language),
    )


def _answered(field: Field, text: str, understood: str | None, language: Language) -> str:
    value = (
        understood or dict(answers(field, language))[text] if isinstance(field, Choice | YesNo) else understood or text
    )
    return WORDS["answer"].format(label=field.label, value=value)[language]


def computed(worksheet: Worksheet, language: Language) -> dict[str, Any]:
    """Return what the worksheet says of its own example, as a page would get it."""
    request = {"worksheet": worksheet.id, "answers": worksheet.example.answers, "rows": worksheet.example.rows}
    request |= {"today": date.max.isoformat(), "carried": []}
    said: dict[str, Any] = resolve(handle(read_form(request), request), language)
    return said


def example(name: str, language: Language) -> str:
    """
    Return the worked example of the worksheet *name* in words: its inputs, and the result as it is now computed.

    Raises `KeyError` where there is no such worksheet, `ValueError` where its example cannot be computed.
    """
    worksheet = WORKSHEETS[name]
    found = computed(worksheet, language)
    if found["problems"]:
        message = f"{name}: the example cannot be computed: {found['problems']}"
        raise ValueError(message)
    understood = {place: echo["said"] for place, echo in found["echo"].items()}

    def parts(fields: Mapping[str, Field], typed: Mapping[str, str], place: str) -> list[str]:
        return [
            _answered(field, typed[key], understood.get(place + key), language)
            for key, field in fields.items()
            if key in typed
        ]

    rows = []
    if worksheet.rows:
        for place, row in enumerate(worksheet.example.rows):
            title = worksheet.rows.row.format(number=str(place + 1))[language]
            rows.append((title, parts(worksheet.in_rows, row, f"row.{place}.")))
    return (
        environment(language)
        .get_template("example.html")
        .render(worksheet=worksheet, once=parts(worksheet.once, worksheet.example.answers, ""), rows=rows, reply=found)
    )
