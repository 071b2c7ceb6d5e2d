"""The mark that says in the text how far a statement was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from data.statuses import STATUSES
from markdown.util import AtomicString

if TYPE_CHECKING:
    from data.claims import Standing

    from calculators.model.text import Language


def mark(standing: Standing, language: Language, number: int) -> Element:
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
