"""What the board shows for an invented patient, for the home page: evaluated by the rules when the site is built."""

import html

from data.examples import examples

from calculators import evaluate
from calculators.documents.report import SetReport, full_report
from calculators.model.sets import Status
from calculators.model.text import Language, Text
from calculators.sets.registry import GROUPS

BOARD = "calculators/"
"""From the home page to the board."""
OPEN = Text("Open this patient on the board", "Άνοιγμα αυτού του ασθενούς στον πίνακα")
SET = Text("Published set", "Δημοσιευμένος κατάλογος")
VERDICT = Text("What it says", "Τι λέει")
PROVISIONAL = Text("provisional", "προσωρινό")


def block(name: str, language: Language) -> str:
    """Return the markup for the invented patient *name* in *language*: each set that compares, its outcome and why."""
    example = next(one for one in examples() if one["id"] == name)
    found = {one.criteria.id: one for one in full_report(evaluate(example["case"])).sets}
    shown = [
        (group.title, [found[one.id] for one in group.sets if one.id in example["concerns"]])
        for group in GROUPS
        if group.compared
    ]
    title = html.escape(example["title"][language])
    rows = "".join(
        f'<tr class="example__group"><th colspan="2" scope="colgroup">{html.escape(group[language])}</th></tr>'
        + "".join(_row(one, language) for one in sets)
        for group, sets in shown
        if sets
    )
    return (
        f'<figure class="example" data-unsearched><figcaption>{html.escape(example["about"][language])}</figcaption>'
        f'<div class="example__scroll" role="region" tabindex="0" aria-label="{title}">'
        f'<table><thead class="visually-hidden"><tr><th scope="col">{SET[language]}</th>'
        f'<th scope="col">{VERDICT[language]}</th></tr></thead><tbody>{rows}</tbody></table></div>'
        f'<p><a href="{BOARD}{html.escape(example["href"])}">{OPEN[language]}</a></p></figure>'
    )


def _row(one: SetReport, language: Language) -> str:
    """Return the row of the set *one*: its name, its outcome in a word or two, and the reason."""
    mark = f" <small>{PROVISIONAL[language]}</small>" if one.criteria.status is Status.PROVISIONAL else ""
    verdict = "" if one.result.verdict is None else one.result.verdict.value
    why = f"<span>{html.escape(one.reason[language])}</span>" if one.reason else ""
    return (
        f'<tr data-verdict="{verdict}"><th scope="row">{html.escape(one.title[language])}{mark}</th>'
        f"<td><strong>{html.escape(one.brief[language])}</strong> {why}</td></tr>"
    )
