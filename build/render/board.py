"""The board as a table: one row a topic, one column a set of criteria, under the clinical questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from render.calculator_words import WORDS

from calculators.model.sets import CriteriaSet, Criterion, Status, Topic
from calculators.model.text import Text
from calculators.sets.registry import GROUPS, Group
from calculators.vocabulary.topics import TOPICS


@dataclass(frozen=True)
class Columns:
    """Neighbouring columns of the board under one title."""

    id: str
    title: Text
    sets: tuple[CriteriaSet, ...]
    provisional: bool = False


@dataclass(frozen=True)
class Cell:
    """What one set asks on one topic; *first* says whether it is the first of its columns."""

    set: CriteriaSet
    criteria: tuple[Criterion, ...]
    first: bool


@dataclass(frozen=True)
class BoardRow:
    """What each set asks on one topic."""

    topic: Topic
    cells: tuple[Cell, ...]


def columns() -> list[Columns]:
    """Return the columns of the sets that are compared, provisional sets apart."""
    return [block for group in GROUPS if group.compared for block in _of_question(group)]


def _of_question(group: Group) -> Iterator[Columns]:
    provisional = [one for one in group.sets if one.status is Status.PROVISIONAL]
    yield Columns(group.id, group.title, tuple(one for one in group.sets if one not in provisional))
    if provisional:
        title = WORDS["provisional_title"]
        yield Columns(f"{group.id}-provisional", title, tuple(provisional), provisional=True)


def single() -> list[Columns]:
    """Return the sets that no other answers the question of, as columns of their own."""
    return [Columns(group.id, group.title, group.sets) for group in GROUPS if not group.compared]


def rows(blocks: list[Columns]) -> list[BoardRow]:
    """Return the rows of the board, each with a cell for every set of *blocks*."""
    found = [
        BoardRow(topic, tuple(_cell(topic, block, one) for block in blocks for one in block.sets))
        for topic in TOPICS.values()
    ]
    return [row for row in found if any(cell.criteria for cell in row.cells)]


def _cell(topic: Topic, block: Columns, one: CriteriaSet) -> Cell:
    asked = tuple(criterion for criterion in one.criteria if criterion.topic is topic)
    return Cell(one, asked, one is block.sets[0])
