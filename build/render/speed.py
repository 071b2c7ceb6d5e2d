"""What `make bench` measured, as tables and plots: the value in the middle, and the smallest and the largest."""

from __future__ import annotations

import html
import math
import textwrap
from datetime import date
from typing import TYPE_CHECKING

from data.quantities import localised
from data.speed import TABLES, read_results
from render.evidence import CAPTION, SHOWN
from render.speed_words import (
    BAR,
    HASTE,
    MACHINE,
    MEASURES,
    MEDIANS,
    NAMES,
    NOTHING,
    OURS,
    POWERS,
    TITLES,
    UNITS,
    VERSIONS,
    WHEN,
    WHY,
)

from calculators.documents.messages import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from data.speed import Figure, Part, SpeedTable

    from calculators.model.text import Language

# What is drawn, in units of the picture.
WIDTH, NAMES_AT, LEFT, RIGHT, FIGURES, LINE, GAP, WRAP = 430, 2, 172, 336, 428, 18, 7, 23
# From this ratio of the largest to the smallest on, a plot counts in powers of ten.
SPREAD = 50
SECOND = 1000.0
# Of so many values the largest says nothing.
MANY = 40
SIGNIFICANT = 3


def number(value: float, language: Language) -> str:
    """
    Return *value* with three digits that count.

    >>> number(1234.5, "en"), number(0.01234, "el"), number(12.0, "en")
    ('1,230', '0,0123', '12')
    """
    if not value:
        return "0"
    places = max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
    rounded = round(value, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
    text = f"{rounded:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return text.translate(str.maketrans(",.", ".,")) if language == "el" else text


def unit_of(figure: Figure) -> tuple[str, float]:
    """Return the unit in which *figure* is best read, and by what its values are to be divided for it."""
    if figure.unit == "ms" and figure.median >= SECOND:
        return "s", SECOND
    if figure.unit == "ms" and figure.median < 1:
        return "µs", 1 / SECOND
    return figure.unit, 1


def largest(figure: Figure) -> float:
    """Return the largest value of *figure* that is drawn."""
    return figure.percentile(95) if len(figure.values) >= MANY else max(figure.values)


def said(figure: Figure, language: Language) -> tuple[str, str]:
    """
    Return the median of *figure* with its unit, and its spread.

    That is the smallest and the largest value, or of many values below which of them 95 % lie.
    """
    unit, size = unit_of(figure)
    sign = "\u00a0" + UNITS[unit][language] if unit else ""
    median = number(figure.median / size, language) + sign
    if len(figure.values) >= MANY:
        return median, f"95\u00a0% ≤ {number(figure.percentile(95) / size, language)}"
    ends = [number(end / size, language) for end in (min(figure.values), max(figure.values))]
    return median, "–".join(dict.fromkeys(ends))


def block(name: str, language: Language, keep: Callable[[str], str]) -> list[str]:
    """Return the lines of the table *name*: a plot, the same figures as a table, and when they were taken."""
    table = TABLES[name]
    results = read_results()
    if table.part not in results.parts:
        return ["", NOTHING[language], ""]
    part = results.parts[table.part]
    rows = [*_rows(table, part, language), "", _taken(part, language), ""]
    if not table.drawn:
        return ["", TITLES[name][language], f"{{ .{CAPTION} }}", "", *rows]
    head = f'<details class="plot-data" markdown="1"><summary>{SHOWN[language]}</summary>'
    return ["", keep(_figure(name, table, part, language)), "", head, "", *rows, "</details>", ""]


def _taken(part: Part, language: Language) -> str:
    before, after = map(str, part.load)
    when = day(date.fromisoformat(part.date))
    line = localised(WHEN.format(date=when, before=before, after=after)[language], language)
    line = f"{HASTE[language]} {line}" if part.quick else line
    missed: dict[str, list[str]] = {}
    for one in part.unmeasured:
        missed.setdefault(WHY[one.why][language], []).append(NAMES[one.of][language])
    whys = [f"{'; '.join(names)}: {why}." for why, names in missed.items()]
    return " ".join([line, *whys]) + "\n{ .table-file }"


def _rows(table: SpeedTable, part: Part, language: Language) -> Iterator[str]:
    """Yield a row for each measure; where many things have one measure, a row for each thing."""
    things = [NAMES[of][language] for of in table.of]
    measures = [MEASURES[measure][language] for measure in table.measures]
    cells = [[_cell(part.figure(measure, of), language) for of in table.of] for measure in table.measures]
    if len(measures) < len(things):
        things, measures, cells = measures, things, [list(row) for row in zip(*cells, strict=True)]
    yield f"| {' | '.join([MEDIANS[language], *things])} |"
    yield f"|{' --- |' * (len(things) + 1)}"
    for measure, row in zip(measures, cells, strict=True):
        yield f"| {measure} | {' | '.join(row)} |"


def _cell(figure: Figure | None, language: Language) -> str:
    if figure is None:
        return "–"
    median, ends = said(figure, language)
    return f"**{median}**" + (f"<br>{ends}" if len(set(figure.values)) > 1 else "")


class _Scale:
    """Where a value lies; in powers of ten where the values are far apart."""

    def __init__(self, figures: list[Figure]) -> None:
        self.high = max(largest(figure) for figure in figures) or 1.0
        low = min((value for figure in figures for value in figure.values if value > 0), default=self.high)
        self.low = low / 2 if self.high / low > SPREAD else None

    def x(self, value: float) -> float:
        share = value / self.high
        if self.low is not None:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return round(LEFT + (RIGHT - LEFT) * share, 1)


class _Drawing:
    """A picture that grows from its top, and what it says."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.said: list[str] = []
        self.top = 4

    def words(self, kind: str, words: str, wrap: int) -> int:
        """Write *words* at the left; return the height of their lines."""
        lines = textwrap.wrap(words, wrap, break_on_hyphens=False)
        for index, line in enumerate(lines):
            self.parts.append(_text(kind, NAMES_AT, self.top + 13 + LINE * index, line))
        return LINE * len(lines)

    def measure(self, measure: str, figures: list[Figure], scale: _Scale, language: Language) -> None:
        """Draw the *figures* of a *measure* below its name."""
        self.top += GAP
        self.top += self.words("plot__head", MEASURES[measure][language], 2 * WRAP) + GAP // 2
        for figure in figures:
            name = NAMES[figure.of][language]
            median, ends = said(figure, language)
            self.parts += [_text("plot__figure", FIGURES, self.top + 13, median)]
            self.parts += _bar(figure, scale, self.top + LINE // 2)
            self.said.append(f"{MEASURES[measure][language]}, {name}: {median} ({ends})")
            self.top += self.words("plot__name", name, WRAP) + GAP


def _figure(name: str, table: SpeedTable, part: Part, language: Language) -> str:
    """Return the plot of *table*: for each measure a bar of each thing, its length the median, its line the spread."""
    drawing = _Drawing()
    notes = [BAR]
    for measure in table.measures:
        if figures := [figure for of in table.of if (figure := part.figure(measure, of))]:
            scale = _Scale(figures)
            drawing.measure(measure, figures, scale, language)
            notes = [BAR, POWERS] if scale.low is not None else notes
    title, about = html.escape(TITLES[name][language]), html.escape("; ".join(drawing.said))
    note = html.escape(" ".join(text[language] for text in notes))
    ids = f'aria-labelledby="speed-{name}-title speed-{name}-desc"'
    return (
        f'<figure class="plot"><figcaption>{title}</figcaption>'
        f'<svg class="plot__picture" viewBox="0 0 {WIDTH} {drawing.top}" role="img" {ids}>'
        f'<title id="speed-{name}-title">{title}</title><desc id="speed-{name}-desc">{about}.</desc>'
        f'{"".join(drawing.parts)}</svg><p class="plot__note">{note}</p></figure>'
    )


def _bar(figure: Figure, scale: _Scale, y: int) -> list[str]:
    kind = "ours" if figure.of in OURS else "theirs"
    low, middle, high = (scale.x(value) for value in (min(figure.values), figure.median, largest(figure)))
    return [
        f'<path class="plot__bar plot__bar--{kind}" d="M{LEFT} {y}H{middle:g}"/>',
        f'<path class="plot__end" d="M{low:g} {y}H{high:g}M{low:g} {y - 5}v10M{high:g} {y - 5}v10"/>',
    ]


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{html.escape(words)}</text>'


def machine(language: Language) -> Iterator[str]:
    """Yield on what it was measured, and the versions of what was compared, as a list of definitions in Markdown."""
    results = read_results()
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    for name, value in zip((MACHINE, VERSIONS), (results.machine, versions), strict=True):
        yield from (name[language], f":   {value}", "")


def ratio(table: str, measure: str, of: str, beside: str, *, language: Language) -> str:
    """Return the median of *measure* of *of* by that of *beside*, of the same run; a dash where one is missing."""
    found = read_results().parts.get(TABLES[table].part)
    pair = [found.figure(measure, one) for one in (of, beside)] if found else []
    if not pair or None in pair:
        return "–"
    ours, theirs = (figure.median for figure in pair if figure)
    return localised(f"{ours / theirs:.2f}", language)
