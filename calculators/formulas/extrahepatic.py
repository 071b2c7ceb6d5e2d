"""Extrahepatic disease as the worst of its parts: lymph nodes, metastases outside the abdomen, peritoneum."""

from types import MappingProxyType

NONE, RESECTABLE, UNRESECTABLE = range(3)

BURDEN = MappingProxyType(
    {
        "none": NONE,
        "cleared": NONE,
        "resectable": RESECTABLE,
        "limited_resectable": RESECTABLE,
        "unresectable": UNRESECTABLE,
        "diffuse": UNRESECTABLE,
    }
)
"""How much an answer weighs, in the whole and in each part."""


def possible_whole(parts: tuple[str | None, ...]) -> frozenset[str]:
    """
    Return what the whole can be when *parts* are known (None: not known).

    >>> sorted(possible_whole(("resectable", None, "none")))
    ['resectable', 'unresectable']
    """
    known = [BURDEN[part] for part in parts if part is not None]
    least = max(known, default=NONE)
    if len(known) == len(parts):
        return frozenset({("none", "resectable", "unresectable")[least]})
    return frozenset(option for option in ("none", "cleared", "resectable", "unresectable") if BURDEN[option] >= least)


def possible_part(options: tuple[str, ...], whole: str, others: tuple[str | None, ...]) -> frozenset[str]:
    """
    Return which of the *options* of a part are possible when the whole was entered as *whole* and the *others* are known (None: not known).

    No part weighs more than the whole, and one weighs as much: where all others are known to weigh less, it is this one.

    >>> sorted(possible_part(("none", "resectable", "unresectable"), "resectable", (None, "none")))
    ['none', 'resectable']
    >>> sorted(possible_part(("none", "resectable", "unresectable"), "unresectable", ("none", "resectable")))
    ['unresectable']
    """
    last = all(other is not None and BURDEN[other] < BURDEN[whole] for other in others)
    return frozenset(
        option for option in options if BURDEN[option] == BURDEN[whole] or (BURDEN[option] < BURDEN[whole] and not last)
    )


def contradicts(whole: str, parts: tuple[str | None, ...]) -> bool:
    """Return whether *whole*, as entered, cannot be the worst of *parts*; nothing there and all removed weigh the same."""
    return all(BURDEN[option] != BURDEN[whole] for option in possible_whole(parts))
