"""The sets of a page of the guideline: links to their calculators, and room for what they say of the open case."""

import html
from collections.abc import Iterable

from calculators.model.sets import STATUS_NAMES, Status
from calculators.model.text import Language, Text
from calculators.sets.registry import SETS

UP = "../../calculators/"
"""From a page of the guideline to the calculators."""
ENTER = Text("Enter a patient", "Συμπλήρωση ασθενούς")
GO_ON = Text("Go on with this case", "Συνέχεια με αυτό το περιστατικό")
OPEN_CASE = Text("For the case that is open in this tab:", "Για το περιστατικό που είναι ανοικτό σε αυτή την καρτέλα:")
NOT_READ = Text(
    "An answer of the case cannot be read: see the board.",
    "Μια απάντηση του περιστατικού δεν διαβάζεται: δείτε τον πίνακα κριτηρίων.",
)
LATER = Text(
    "The rules could not be loaded: the verdict is on the board.",
    "Οι κανόνες δεν φορτώθηκαν: το αποτέλεσμα φαίνεται στον πίνακα κριτηρίων.",
)


def block(names: Iterable[str], language: Language) -> str:
    """Return the markup, in *language*, for the sets *names*; a script adds their verdicts where a case is open."""
    lines = "".join(
        f'<li data-set="{name}"><span><a href="{UP}{name}/" data-to-calculator>'
        f"{html.escape(SETS[name].title[language])}</a>{_provisional(name, language)}</span> "
        "<span data-said></span></li>"
        for name in names
    )
    words = f'data-not-read="{html.escape(NOT_READ[language])}" data-later="{html.escape(LATER[language])}"'
    return (
        f'<section class="for-patient" data-verdicts {words} data-unsearched>'
        f'<p class="for-patient__case" role="status" data-open-case="{html.escape(OPEN_CASE[language])}"></p>'
        f"<ul>{lines}</ul>"
        f'<p><a class="button" href="{UP}" data-to-calculator data-go-on="{html.escape(GO_ON[language])}">'
        f"{ENTER[language]}</a></p></section>"
    )


def _provisional(name: str, language: Language) -> str:
    """Return the mark of the set *name* if it is provisional: its verdict is no equal of the others."""
    if SETS[name].status is not Status.PROVISIONAL:
        return ""
    return f' <span class="status" data-status="provisional">{STATUS_NAMES[Status.PROVISIONAL][language]}</span>'
