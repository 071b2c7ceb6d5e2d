"""Which column answers which question, kept as a file so that the next export of the same registry is read the same way."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from calculators.cohort.cells import DateOrder
from calculators.cohort.names import field_of, is_patient, options_by_word
from calculators.engine.case import InvalidCase, Problem, shown, shown_name, unknown_field
from calculators.model.fields import Choice, YesNo
from calculators.model.text import Text
from calculators.vocabulary.form import FIELDS

PATIENT = "id"
"""What a column that tells the patients apart is matched to."""
NOBODY: Mapping[str, str] = MappingProxyType({})
NO_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({})

TOML = Text("a file in TOML ({error})", "αρχείο TOML ({error})")
A_TABLE_OF_TEXTS = Text("a table of texts", "πίνακας με κείμενα")
AN_ORDER = Text("dmy or mdy", "dmy ή mdy")
AN_OPTION = Text("one of {options}", "μία από τις τιμές {options}")
HEAD = "# Which column answers which question; an empty text: none.\n"


@dataclass(frozen=True, slots=True)
class Match:
    """
    What somebody decided about a table: *columns* maps heads to fields, to `id` or to nothing; *words* maps, for a field, what stands in cells to answers.

    What is not decided is recognised by its name. *dates* is the order of day and month where the dates themselves do not tell.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: NOBODY)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: NO_WORDS)
    dates: DateOrder | None = None

    def fields(self, heads: Sequence[str]) -> list[str | None]:
        """Return for each of *heads* the id of the field that it answers, `id`, or None; of two that answer one field, the first."""
        found: list[str | None] = []
        for head in heads:
            meant = self.columns.get(head, PATIENT if is_patient(head) else field_of(head)) or None
            found.append(meant if meant not in found else None)
        return found

    def toml(self) -> str:
        """
        Return the decisions as a file.

        >>> print(Match({"Grad": "who_grade"}, dates=DateOrder.DAY_FIRST).toml())
        # Which column answers which question; an empty text: none.
        dates = "dmy"
        <BLANKLINE>
        [columns]
        "Grad" = "who_grade"
        <BLANKLINE>
        """
        tables = [("columns", self.columns), *((f"words.{name}", words) for name, words in self.words.items())]
        text = HEAD + (f"dates = {_quoted(self.dates)}\n" if self.dates else "")
        for name, pairs in tables:
            if pairs:
                lines = [f"{_quoted(one)} = {_quoted(meant)}\n" for one, meant in pairs.items()]
                text += f"\n[{name}]\n" + "".join(lines)
        return text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_match(text: str) -> Match:
    """Return the decisions in the file *text*; raise `InvalidCase` with all that is wrong with it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidCase([Problem(None, "", TOML.format(error=str(error)))]) from error
    problems = [
        Problem(shown_name(name), "", unknown_field(name)) for name in found.keys() - {"columns", "words", "dates"}
    ]
    columns = _columns(found.get("columns", {}), problems)
    given = found.get("words", {})
    if not isinstance(given, dict):
        problems.append(Problem("words", "", A_TABLE_OF_TEXTS))
        given = {}
    words = {name: _words(name, pairs, problems) for name, pairs in given.items()}
    order = _order(found.get("dates"), problems)
    if problems:
        raise InvalidCase(problems)
    return Match(columns, words, order)


def _columns(found: Any, problems: list[Problem]) -> dict[str, str]:  # noqa: ANN401 (what a file holds)
    columns = _texts(found, "columns", problems)
    problems += [
        Problem(shown_name(head), shown(meant), unknown_field(meant))
        for head, meant in columns.items()
        if meant and meant != PATIENT and meant not in FIELDS
    ]
    return columns


def _order(found: Any, problems: list[Problem]) -> DateOrder | None:  # noqa: ANN401 (what a file holds)
    if found is None or found in list(DateOrder):
        return DateOrder(found) if found else None
    problems.append(Problem("dates", shown(found), AN_ORDER))
    return None


def _texts(found: Any, name: str, problems: list[Problem]) -> dict[str, str]:  # noqa: ANN401 (what a file holds)
    if isinstance(found, dict) and all(isinstance(one, str) for one in found.values()):
        return found
    problems.append(Problem(name, "", A_TABLE_OF_TEXTS))
    return {}


def _words(name: str, found: Any, problems: list[Problem]) -> dict[str, str]:  # noqa: ANN401 (what a file holds)
    pairs = _texts(found, name, problems)
    asked = FIELDS.get(name)
    if asked is None:
        problems.append(Problem(shown_name(name), "", unknown_field(name)))
    elif isinstance(asked, Choice | YesNo):
        options = {
            str(option).lower() if isinstance(asked, YesNo) else str(option)
            for option in options_by_word(asked).values()
        }
        problems += [
            Problem(name, shown(meant), AN_OPTION.format(options=", ".join(sorted(options))))
            for meant in pairs.values()
            if meant and meant not in options
        ]
    return pairs
