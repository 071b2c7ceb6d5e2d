"""
Every directive that a page can write, and what stands in its place.

A `BlockDirective` stands on a line of its own and gives lines of Markdown. Within a sentence a `Phrase` gives Markdown,
which is read on, and an `Inline` text or an element that is not. Adding a directive is adding one to `KINDS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from data.examples import examples
from data.outcomes import evidence
from data.plots import plots
from data.speed import TABLES as SPEED
from data.tables import tables
from directives.criteria import CRITERION, SET, SOURCE, condition_of, source_of
from directives.grammar import Form, Parameter
from render import (
    criteria_tables,
    derivations_table,
    diagrams,
    downloads,
    example_board,
    forms,
    guards_table,
    interchange,
    pictures,
    registers,
    speed,
    teaching,
    verdicts,
    version,
    worksheets,
)
from render.evidence import OPTIONS, plot_block, table_block, written
from render.status_marks import mark
from verification import marks

from calculators.sets.registry import SETS
from calculators.worksheets.registry import WORKSHEETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from directives.grammar import Directive

    from calculators.model.text import Language

ELSEWHERE = ("board", "cohort", "verify")
"""Calculators that belong to no single set."""


class Page:
    """The page that is being written, in its *language*; *keep* sets markup aside and returns what stands for it."""

    def __init__(self, language: Language, keep: Callable[[str], str]) -> None:
        """Begin a page."""
        self.language = language
        self.keep = keep
        self.notes = count(1)

    def markup(self, html: str) -> list[str]:
        """Return the lines that stand for *html*."""
        return ["", self.keep(html), ""]


@dataclass(frozen=True, slots=True)
class BlockDirective:
    """A directive on a line of its own."""

    form: Form
    lines: Callable[[Directive, Page], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A directive within a sentence that stands for Markdown."""

    form: Form
    words: Callable[[Directive, Page], str]


@dataclass(frozen=True, slots=True)
class Inline:
    """A directive within a sentence that stands for text or an element as it is."""

    form: Form
    made: Callable[[Directive, Page], str | Element]


type DirectiveKind = BlockDirective | Phrase | Inline


def _numbers() -> set[str]:
    data = evidence()
    return {*data.outcomes, *(f"{study.id}-n" for study in data.studies.values() if study.n)}


WORKSHEET = Parameter("worksheet", lambda _: WORKSHEETS)
OUTCOME = Parameter("outcome", lambda _: _numbers())
SPEED_RATIO = Form(
    "ratio",
    (
        Parameter("table", lambda _: SPEED),
        Parameter("measure", lambda before: SPEED[before[0]].measures),
        *(Parameter("thing", lambda before: SPEED[before[0]].of) for _ in range(2)),
    ),
)


def _lines(text: str) -> Iterator[str]:
    yield from ("", *text.splitlines(), "")


def _generated(made: Callable[[str, Language], str]) -> Callable[[Directive, Page], Iterable[str]]:
    """Return the writer of a directive whose one argument *made* turns into markup."""
    return lambda directive, page: page.markup(made(directive.arguments[0], page.language))


def _committed(path: Callable[[Language], Path]) -> Callable[[Directive, Page], Iterable[str]]:
    """Return the writer of a directive that stands for the generated file at *path*."""
    return lambda _, page: _lines(path(page.language).read_text(encoding="utf-8"))


def _register(written: Callable[[Language], Iterable[str]]) -> Callable[[Directive, Page], Iterable[str]]:
    return lambda _, page: ["", *written(page.language), ""]


def _criteria(directive: Directive, page: Page) -> Iterable[str]:
    criteria = SETS[directive.arguments[0]]
    return _lines(criteria_tables.path(criteria, page.language).read_text(encoding="utf-8"))


def _diagram(directive: Directive, page: Page) -> Iterable[str]:
    return page.markup(diagrams.figure(SETS[directive.arguments[0]], page.language))


def _picture(directive: Directive, page: Page) -> Iterable[str]:
    picture = pictures.PICTURES[directive.arguments[0]](page.language)
    return [*page.markup(picture.figure), *picture.below, ""]


def _status(directive: Directive, page: Page) -> Element:
    standing = marks.said_by(directive)
    return mark(standing, page.language, next(page.notes) if standing.note else 0)


def _alone(name: str, *parameters: Parameter) -> Form:
    return Form(name, parameters, alone=True)


ALL: tuple[DirectiveKind, ...] = (
    BlockDirective(
        _alone("calculator", Parameter("calculator", lambda _: (*SETS, *ELSEWHERE))),
        _generated(forms.render),
    ),
    BlockDirective(
        Form("verdict", more=SET, least=1, alone=True),
        lambda asked, page: page.markup(verdicts.block(asked.arguments, page.language)),
    ),
    BlockDirective(
        _alone("example-board", Parameter("example", lambda _: {one["id"] for one in examples()})),
        _generated(example_board.block),
    ),
    BlockDirective(_alone("criteria", SET), _criteria),
    BlockDirective(_alone("diagram", SET), _diagram),
    BlockDirective(_alone("worksheet", WORKSHEET), _generated(worksheets.render)),
    BlockDirective(_alone("example", WORKSHEET), _generated(worksheets.example)),
    BlockDirective(
        _alone("askers", WORKSHEET), lambda asked, page: ["", *worksheets.askers(asked.arguments[0], page.language), ""]
    ),
    BlockDirective(_alone("guards"), _committed(guards_table.path)),
    BlockDirective(_alone("derivations"), _committed(derivations_table.path)),
    BlockDirective(_alone("version"), _register(version.facts)),
    BlockDirective(_alone("sets-of-version"), _committed(version.path)),
    BlockDirective(_alone("changes"), _register(version.changes)),
    BlockDirective(_alone("teaching"), lambda _, page: teaching.lines(page.language, page.keep)),
    BlockDirective(
        _alone("outcomes", Parameter("table", lambda _: tables())),
        lambda asked, page: table_block(tables()[asked.arguments[0]], page.language, page.keep),
    ),
    BlockDirective(
        _alone("plot", Parameter("plot", lambda _: plots())),
        lambda asked, page: plot_block(plots()[asked.arguments[0]], page.language, page.keep),
    ),
    BlockDirective(_alone("downloads"), lambda _, page: page.markup(downloads.downloads(page.language))),
    BlockDirective(_alone("interchange"), lambda _, page: page.markup(interchange.files(page.language))),
    BlockDirective(_alone("picture", Parameter("picture", lambda _: pictures.PICTURES)), _picture),
    BlockDirective(
        _alone("speed", Parameter("table", lambda _: SPEED)),
        lambda asked, page: speed.block(asked.arguments[0], page.language, page.keep),
    ),
    BlockDirective(_alone("speed-machine"), _register(speed.machine)),
    BlockDirective(_alone("doubts"), _register(registers.doubts)),
    BlockDirective(_alone("marks"), _register(registers.marks)),
    BlockDirective(_alone("coverage"), _register(registers.coverage)),
    BlockDirective(_alone("glossary"), _register(registers.glossary)),
    Phrase(
        Form("outcome", (OUTCOME,), more=Parameter("option", lambda _: OPTIONS)),
        lambda asked, page: written(evidence().outcome(asked.arguments[0]), page.language, asked.arguments[1:]),
    ),
    Inline(CRITERION, lambda asked, page: condition_of(asked)[page.language]),
    Inline(SOURCE, lambda asked, page: source_of(asked)[page.language]),
    Inline(
        Form("figure", (Parameter("figure", lambda _: worksheets.FIGURES),)),
        lambda asked, page: worksheets.FIGURES[asked.arguments[0]][page.language],
    ),
    Inline(SPEED_RATIO, lambda asked, page: speed.ratio(*asked.arguments, language=page.language)),
    Inline(marks.TYPED, _status),
    Inline(marks.OF_FACTS, _status),
)

KINDS: Mapping[str, DirectiveKind] = {kind.form.name: kind for kind in ALL}
FORMS: Mapping[str, Form] = {name: kind.form for name, kind in KINDS.items()}
