"""Words for narrow columns: where long ones may be parted, and what must stay together."""

import re

from markupsafe import Markup, escape
from pyphen import Pyphen  # type: ignore[import-untyped]  # it ships no types

from calculators.model.text import Language

HYPHENS = {"en": Pyphen(lang="en_GB", left=3, right=3), "el": Pyphen(lang="el_GR", left=3, right=3)}
# Greek words are longer, and parted more readily.
LONG_WORD = {"en": re.compile(r"[^\W\d_]{11,}"), "el": re.compile(r"[^\W\d_]{9,}")}
# "Ki-67": a browser would part it.
NUMBERED = re.compile(r"(?<=\w)-(?=\d)")
# The same with "75 %" and "≥ 30 %", in text that is escaped.
TOGETHER = re.compile(r"\w+-\d+|(?:(?:&lt;|≤|≥|&gt;) )?\d[\d.,]* %|(?:&lt;|≤|≥|&gt;) \d[\d.,]*")
LIMIT = re.compile(r"([<≤≥>]) (\S+)( (?=%))?")
WORDS = re.compile(r"(?<=>)[^<>]+(?=<)")


def narrow(text: str, language: Language) -> str:
    """Return *text* for a narrow column: long words may be parted, but no sign from its number and "%", nor "Ki-67"."""
    hyphenated = LONG_WORD[language].sub(lambda word: HYPHENS[language].inserted(word.group(), "\u00ad"), text)
    hyphenated = NUMBERED.sub("-\u2060", hyphenated)
    return LIMIT.sub(lambda limit: limit[0].replace(" ", "\u00a0"), hyphenated)


def whole(text: str) -> Markup:
    """
    Return *text* as markup that parts no "Ki-67" and no number from its sign.

    Read, searched and copied it is the same text.
    """
    return Markup(TOGETHER.sub(r'<span class="whole">\g<0></span>', escape(text)))  # noqa: S704 (escaped)


def narrow_markup(html: str, language: Language) -> str:
    """Return *html* with its words, not its tags, as `narrow` gives them."""
    return WORDS.sub(lambda words: narrow(words.group(), language), html)
