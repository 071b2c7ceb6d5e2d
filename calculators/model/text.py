"""What a reader sees, in both languages or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, NoReturn

type Language = Literal["el", "en"]

LANGUAGES: tuple[Language, ...] = ("el", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """
    One thing said in English and in Greek.

    Neither language has a default, so that a missing translation is a `TypeError` when the module loads.
    """

    en: str
    el: str

    def __post_init__(self) -> None:
        """Refuse an empty sentence, which would be a missing translation in disguise."""
        if not (self.en.strip() and self.el.strip()):
            message = f"a text needs both languages: {self!r}"
            raise ValueError(message)

    def __getitem__(self, language: Language) -> str:
        """Return the text in *language*, `"el"` or `"en"`."""
        return self.el if language == "el" else self.en

    def __contains__(self, words: object) -> NoReturn:
        """Refuse: words are sought in one language; with `__getitem__` alone Python would go on asking for a first, a second, a third language."""
        message = f"choose a language: {self!r}"
        raise TypeError(message)

    def __str__(self) -> NoReturn:
        """Refuse: a text is said in one language, never printed as it is."""
        message = f"choose a language: {self!r}"
        raise TypeError(message)

    def format(self, **parts: Text | str) -> Text:
        """Fill the named *parts* into both languages."""

        def fill(language: Language) -> str:
            spoken = {name: part if isinstance(part, str) else part[language] for name, part in parts.items()}
            return self[language].format(**spoken)

        return Text(fill("en"), fill("el"))


def same(words: str) -> Text:
    """Return *words* that are the same in both languages, such as a symbol or a code."""
    return Text(words, words)


def join(texts: Sequence[Text], separator: Text) -> Text:
    """Return *texts*, of which there is at least one, with *separator* between them, in both languages."""
    if len(texts) == 1:
        return texts[0]
    return Text(separator.en.join(text.en for text in texts), separator.el.join(text.el for text in texts))


def paragraph(sentences: Sequence[Text]) -> Text:
    """Return *sentences*, of which there is at least one, one after the other, in both languages."""
    return Text(" ".join(text.en for text in sentences), " ".join(text.el for text in sentences))


def digits(value: float) -> str:
    """
    Return the shortest digits that stand for *value*, with a point and without a power of ten, which no form takes.

    >>> [digits(value) for value in (2.5, 55.0, 0.00001, -0.0)]
    ['2.5', '55', '0.00001', '0']
    """
    shortest = repr(value + 0.0)  # minus nothing is nothing
    written, _, power = shortest.partition("e-")
    if power:
        return "0." + "0" * (int(power) - 1) + written.replace(".", "")
    return f"{value:.0f}" if "e" in shortest else shortest.removesuffix(".0")


def exact(value: float) -> Text:
    """Return *value* with every digit that it has: a decimal point in English, a comma in Greek."""
    shown = digits(value)
    return Text(shown, shown.replace(".", ","))


def rounded(value: float, limits: tuple[float, ...] = ()) -> float:
    """
    Return *value* with at most two decimals, as it is shown.

    There are more where they are needed to keep it on the same side of each of *limits*, and of zero (5.999 is not shown as 6 where 6 is a limit).
    """
    for decimals in range(2, 12):
        nearest = round(value, decimals)
        same_side = all((nearest < limit, nearest > limit) == (value < limit, value > limit) for limit in limits)
        if same_side and bool(nearest) == bool(value):
            return nearest
    return value


@lru_cache(maxsize=1024)
def number(value: float, limits: tuple[float, ...] = ()) -> Text:
    """Return *value*, rounded on its own side of *limits*, as people write it: a decimal point in English, a comma in Greek."""
    return exact(rounded(value, limits))


# Where a language is chosen, once and last.


def resolver(language: Language) -> Callable[[object], object]:
    """Return the `default` with which `json.dumps` writes a reply in *language*: a text as it is said, a data class as its fields."""
    said = attrgetter(language)

    def resolved(value: object) -> object:
        if isinstance(value, Text):
            return said(value)
        if isinstance(value, Mapping):
            return dict(value)
        if is_dataclass(value):
            return {part.name: getattr(value, part.name) for part in fields(value)}
        message = f"neither a text nor plain data: {value!r}"
        raise TypeError(message)

    return resolved


def resolve(value: object, language: Language) -> Any:  # noqa: ANN401 (plain data)
    """
    Return *value* as plain data, ready for JSON, with every text in it said in *language*.

    >>> resolve({"said": Text("met", "πληρούται"), "needs": (same("Ki-67"),), "count": 2}, "en")
    {'said': 'met', 'needs': ['Ki-67'], 'count': 2}
    """
    match value:
        case None | str() | int() | float():
            return value
        case list() | tuple():
            return [resolve(one, language) for one in value]
        case dict():
            return {name: resolve(part, language) for name, part in value.items()}
        case _:
            return resolve(resolver(language)(value), language)
