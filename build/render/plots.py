"""
Plots of published numbers as SVG: one row a group of patients, a line in it for each figure, its interval as a bar.

Each row has its name at the left, with the number of patients where it is the row's. Its figures are at the right,
each beside its point, with the time where a group has several, so that all plots are read alike. The shape of a point
says the status of its figure. The picture has no colour or font of its own: the style sheet gives them by class, so
that it follows the palette and prints; it is as legible on a phone as on a desk.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from data.outcome_rows import VALUE
from data.quantities import interval, localised, moment, quantity
from data.statuses import STATUSES

from calculators.model.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.outcomes import Evidence, PublishedOutcome
    from data.plots import Plot

WIDTH = 430
NAMES = 2  # where names begin
LEFT, RIGHT = 172, 336  # the scale
FIGURES = 428  # where figures end
LINE = 18  # height of a line of text
GAP = 7  # between rows
WRAP = 23  # characters in a line of a row's name

NUMBER = Text("(n): patients", "(n): ασθενείς")
DESCRIBED = Text("{label}: {figure}, {status}", "{label}: {figure}, {status}")
TIMED = Text("{name}, {time}", "{name}, {time}")
TIMES = 52  # the width of a column of times
NARROWER = 28  # by which the scale ends earlier beside it
# Where a value is only known to lie below or above a limit.
OPEN = {"<": (True, False), "≤": (True, False), ">": (False, True), "≥": (False, True)}


def name_of(outcome: PublishedOutcome, label: str, evidence: Evidence, language: Language) -> str:
    """Return what a row is called: its study, its group, or both."""
    arm = evidence.arms[outcome.arm][language]
    study = evidence.studies[outcome.study].name
    return {"study": study, "arm": arm[0].upper() + arm[1:], "study-arm": f"{study}: {arm}"}[label]


def figure_of(outcome: PublishedOutcome, evidence: Evidence, language: Language) -> str:
    """Return the number of a row with its unit, and its interval if it has one."""
    around = interval(outcome, evidence, language)
    return quantity(outcome, language) + (f" ({around})" if around else "")


def patients(outcomes: Iterable[PublishedOutcome], evidence: Evidence) -> str:
    """Return the number of patients of *outcomes* in brackets, empty where they are not all of one study's patients."""
    studies = {outcome.study for outcome in outcomes}
    n = evidence.studies[studies.pop()].n if len(studies) == 1 else ""
    return f" ({n})" if n else ""


def patients_of_row(outcome: PublishedOutcome, label: str, evidence: Evidence) -> str:
    """
    Return the number of patients of the arm of *outcome* in brackets, where its study counts its arms.

    Else it is that of the study, where the row is named (*label*) by the study alone, or the study has one arm.
    """
    counted = {
        one.arm: one.value for one in evidence.outcomes.values() if one.study == outcome.study and one.endpoint == "n"
    }
    if counted:
        n = counted.get(outcome.arm)
        return f" ({n})" if n else ""
    single = len({one.arm for one in evidence.outcomes.values() if one.study == outcome.study}) == 1
    return patients([outcome], evidence) if label == "study" or (single and label != "arm") else ""


def rows_of(outcomes: Iterable[PublishedOutcome]) -> list[list[PublishedOutcome]]:
    """Return *outcomes* by rows: what was measured in the same patients of a study, at one time after another."""
    rows: dict[tuple[str, str], list[PublishedOutcome]] = {}
    for outcome in outcomes:
        rows.setdefault((outcome.study, outcome.arm), []).append(outcome)
    return list(rows.values())


def draw(plot: Plot, evidence: Evidence, language: Language) -> str:
    """Return *plot* as SVG in *language*, with a title and a description that says every figure."""
    drawn: list[str] = []
    said: list[str] = []
    top = 4
    for group in plot.groups:
        if group.head:
            head = group.head[language] + (patients(group.outcomes, evidence) if group.label == "arm" else "")
            top += GAP
            drawn.append(_text("plot__head", NAMES, top + 13, head))
            said.append(head)
            top += LINE + GAP // 2
        for row in rows_of(group.outcomes):
            counted = name_of(row[0], group.label, evidence, language) + patients_of_row(row[0], group.label, evidence)
            lines = textwrap.wrap(counted, WRAP, break_on_hyphens=False)
            drawn += [_text("plot__name", NAMES, top + 13 + LINE * index, line) for index, line in enumerate(lines)]
            end = top
            for outcome in row:
                marks, end = _figure(plot, outcome, end, language)
                drawn += marks
                timed = TIMED.format(name=counted, time=moment(outcome.time))[language] if plot.timed else counted
                status = STATUSES[outcome.status][language]
                written = figure_of(outcome, evidence, language)
                said.append(DESCRIBED.format(label=timed, figure=written, status=status)[language])
            top = max(end, top + LINE * len(lines)) + GAP
    drawn += _scale(plot, top, language)
    top += LINE + GAP
    legend, top = _legend(plot, evidence, language, top)
    title = escape(plot.title[language])
    named = f'role="img" aria-labelledby="plot-{plot.name}-title plot-{plot.name}-desc"'
    return (
        f'<svg class="plot__picture" viewBox="0 0 {WIDTH} {top}" {named}>'
        f'<title id="plot-{plot.name}-title">{title}</title>'
        f'<desc id="plot-{plot.name}-desc">{escape(". ".join(said))}.</desc>'
        f"{''.join(drawn)}{''.join(legend)}</svg>"
    )


def _figure(plot: Plot, outcome: PublishedOutcome, top: int, language: Language) -> tuple[list[str], int]:
    """Return the number of *outcome* and its place on the scale, drawn from *top* on, and where they end."""
    edge = FIGURES - TIMES if plot.timed else FIGURES
    drawn = [_text("plot__figure", edge, top + 13, quantity(outcome, language))]
    if plot.timed:
        drawn.append(_text("plot__time", FIGURES, top + 13, moment(outcome.time)[language]))
    drawn += _row(plot, outcome, top + LINE // 2)
    if not (outcome.low and outcome.value):
        return drawn, top + LINE
    around = localised(f"{outcome.low}–{outcome.high}", language)
    return [*drawn, _text("plot__around", edge, top + 13 + LINE, around)], top + 2 * LINE


def _right(plot: Plot) -> int:
    return RIGHT - NARROWER if plot.timed else RIGHT


def _x(plot: Plot, value: float) -> float:
    return round(LEFT + (_right(plot) - LEFT) * value / plot.end, 1)


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(words)}</text>'


def _ticks(plot: Plot) -> list[float]:
    return [plot.step * index for index in range(int(plot.end / plot.step) + 1)]


def _scale(plot: Plot, top: int, language: Language) -> list[str]:
    unit = {"%": Text("%", "%"), "months": Text("months", "μήνες"), "years": Text("years", "έτη")}[plot.unit]
    ticks = _ticks(plot)
    texts = []
    for tick in ticks:
        kind = "plot__tick plot__tick--first" if tick == 0 else "plot__tick"
        texts.append(_text(kind, _x(plot, tick), top + 13, f"{tick:g}"))
    return [*texts, _text("plot__legend plot__unit", FIGURES, top + 13, unit[language])]


def _row(plot: Plot, outcome: PublishedOutcome, y: int) -> list[str]:
    """Return the interval and the point of *outcome* at the height *y*."""
    found = VALUE.fullmatch(outcome.value)
    grid = "".join(f"M{_x(plot, tick):g} {y - LINE // 2}v{LINE}" for tick in _ticks(plot))
    drawn = [f'<path class="plot__grid" d="{grid}"/><path class="plot__track" d="M{LEFT} {y}H{_right(plot)}"/>']
    low, high = (float(outcome.low), float(outcome.high)) if outcome.low else (None, None)
    if found and found[1] in OPEN:
        below, _ = OPEN[found[1]]
        low, high = (0.0, float(found[2])) if below else (float(found[2]), plot.end)
    if low is not None and high is not None:
        kind = f"plot__interval--{outcome.status}"
        way = f"M{_x(plot, low):g} {y}H{_x(plot, high):g}"
        drawn.append(f'<path class="plot__interval {kind}" d="{way}"/>')
        ends = "".join(f"M{_x(plot, end):g} {y - 5}v10" for end in (low, high))
        drawn.append(f'<path class="plot__end {kind}" d="{ends}"/>')
    if found and found[1] not in OPEN:
        drawn.append(_point(outcome.status, _x(plot, float(found[2])), y))
    return drawn


def _point(status: str, x: float, y: float) -> str:
    """Return the point of a figure with *status*: its shape says it without colour."""
    kind = f"plot__point plot__point--{status}"
    if status == "as-printed":
        return f'<rect class="{kind}" x="{x - 5:g}" y="{y - 5:g}" width="10" height="10"/>'
    if status == "corrected":
        return f'<path class="{kind}" d="M{x:g} {y - 7:g}l7 7l-7 7l-7 -7z"/>'
    return f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{5 if status == "uncertain" else 6}"/>'


def _interval_sample(x: int, top: int) -> str:
    ends = f"M{x} {top + 4}v10M{x + 14} {top + 4}v10"
    return f'<path class="plot__interval" d="M{x} {top + 9}h14"/><path class="plot__end" d="{ends}"/>'


def _explained(plot: Plot, evidence: Evidence, language: Language) -> list[tuple[str, str]]:
    """Return each status of a point and, without one, each kind of interval in *plot*, with its words."""
    outcomes = [outcome for group in plot.groups for outcome in group.outcomes]
    found = {outcome.status for outcome in outcomes}
    kinds = dict.fromkeys(outcome.interval for outcome in outcomes if outcome.interval)
    statuses = [(status, words[language]) for status, words in STATUSES.items() if status in found]
    return [*statuses, *(("", evidence.intervals[kind][language]) for kind in kinds)]


def _legend(plot: Plot, evidence: Evidence, language: Language, top: int) -> tuple[list[str], int]:
    """Return the explanation of the shapes in *plot*, drawn from *top* on, and where it ends."""
    counted = any(group.label == "study" or group.head for group in plot.groups)
    drawn: list[str] = []
    x = NAMES
    for status, words in _explained(plot, evidence, language):
        width = 22 + 8 * len(words) + 14
        if x + width > WIDTH:
            x, top = NAMES, top + LINE + 4
        drawn.append(_point(status, x + 7, top + 9) if status else _interval_sample(x, top))
        drawn.append(_text("plot__legend", x + 20, top + 14, words))
        x += width
    if counted:
        top += LINE + 4
        drawn.append(_text("plot__legend", NAMES, top + 14, NUMBER[language]))
    return drawn, top + LINE + GAP
