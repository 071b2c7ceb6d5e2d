"""The mark that says in the text what a statement was compared with, where that is not its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from data.statuses import SILENT, STATUSES
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from data.claims import FactStatus

    from calculators.model.text import Language


# What a mark must not stand before; a bracket that closes belongs to what it closes.
PUNCTUATION = re.compile(r"\s*([.,;:·!?]+)")


def mark(standing: FactStatus, language: Language, number: int) -> Element:
    """
    Return the mark of *standing*.

    A note is opened by a button, and *number* tells it from the others of the page.
    """
    made = Element("span", {"class": "status", "data-status": standing.status})
    word = AtomicString(STATUSES[standing.status][language])
    if standing.note is None:
        made.text = word
        return made
    name = f"status-note-{number}"
    button = SubElement(made, "button", {"type": "button", "popovertarget": name, "aria-describedby": name})
    button.text = word
    popover = SubElement(made, "span", {"class": "status-note", "id": name, "popover": "auto"})
    popover.text = AtomicString(" ".join(standing.note[language].split()))
    return made


class QuietMarks(Treeprocessor):
    """
    Lets the marks disturb the reading as little as they can.

    What agrees with its source carries no mark, except where a cell of a table is the mark; the others follow the
    punctuation, as the numbers of footnotes do.
    """

    def run(self, root: Element) -> None:
        """Take the silent marks under *root* out, and put punctuation before the others."""
        for parent in list(root.iter()):
            for mark in [child for child in parent if child.get("class") == "status"]:
                if not _alone(parent, mark):
                    _quieten(parent, mark)


def _alone(parent: Element, mark: Element) -> bool:
    """Return whether *mark* is all that a cell of a table holds."""
    return parent.tag == "td" and len(parent) == 1 and not (parent.text or mark.tail or "").strip()


def _quieten(parent: Element, mark: Element) -> None:
    """Put the punctuation that follows *mark* before it, and take it out where it says nothing new."""
    tail = mark.tail or ""
    found = PUNCTUATION.match(tail)
    signs, after = (found.group(1), tail[found.end() :]) if found else ("", tail)
    silent = mark.get("data-status") in SILENT
    _say_before(parent, mark, signs, apart=silent and not signs)
    mark.tail = after
    if silent:
        _take_out(parent, mark)


def _say_before(parent: Element, mark: Element, signs: str, *, apart: bool) -> None:
    """Put *signs* behind what stands before *mark*, and keep the space between only if the mark stands *apart*."""
    at = list(parent).index(mark)
    if at:
        before = parent[at - 1]
        before.tail = ((before.tail or "") if apart else (before.tail or "").rstrip()) + signs
    else:
        parent.text = ((parent.text or "") if apart else (parent.text or "").rstrip()) + signs


def _take_out(parent: Element, mark: Element) -> None:
    """Remove *mark* from *parent*, and keep what stands after it."""
    at = list(parent).index(mark)
    tail = mark.tail or ""
    if at:
        parent[at - 1].tail = _joined(parent[at - 1].tail or "", tail)
    else:
        parent.text = _joined(parent.text or "", tail)
    parent.remove(mark)


def _joined(before: str, after: str) -> str:
    """Return *before* and *after* with one space at most between them."""
    return before.rstrip() + after if after[:1].isspace() or not after else before + after
