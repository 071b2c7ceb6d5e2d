"""
The grammar of directives, and the one parser of them.

A directive is `{{ name argument … }}`; some take a text after a colon, `{{ status uncertain: why }}`. Which names there
are and what each can be given is declared as `Form`s, by `kinds.py` for the pages. Whatever stands between double
braces and is no directive is an error that says the nearest name, as are braces that are left over. Code is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

WRITTEN = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
LEFT_OVER = re.compile(r"\{\{|\}\}")
CODE = re.compile(r"(`+[^`]*`+)")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")


class DirectiveError(ValueError):
    """
    Double braces that hold no directive, or one with a wrong argument.

    The message says which and what is nearest.
    """


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a directive can be given in one place: a *noun* for it, and its *names* after the arguments before."""

    noun: str
    names: Callable[[tuple[str, ...]], Collection[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """
    How one directive is written: its *name*, a name for each of *parameters*, and any number of *more*.

    At least *least* of *more* must be there. *text* says whether a text may follow after a colon, *alone* whether it
    stands on a line of its own.
    """

    name: str
    parameters: tuple[Parameter, ...] = ()
    more: Parameter | None = None
    least: int = 0
    text: bool = False
    alone: bool = False

    @property
    def usage(self) -> str:
        """How the directive is written, its parameters in capitals."""
        words = [self.name, *(parameter.noun.upper() for parameter in self.parameters)]
        if self.more is not None:
            noun = self.more.noun.upper()
            words += [noun] * self.least + [f"[{noun} …]"]
        return f"{{{{ {' '.join(words)}{'[: TEXT]' if self.text else ''} }}}}"


@dataclass(frozen=True, slots=True)
class Directive:
    """
    A directive as it was read.

    The *source* between and with its braces, its *name*, its *arguments*, and its *text* where it has one.
    """

    source: str
    name: str
    arguments: tuple[str, ...]
    text: str = ""


def read(source: str, forms: Mapping[str, Form], *, alone: bool | None = None) -> Directive:
    """
    Return the directive that *source*, with its braces, writes in one of *forms*.

    *alone* says whether it stands on a line of its own.

    Raises `DirectiveError`.
    """
    found = WRITTEN.fullmatch(source)
    if found is None:
        raise DirectiveError(f"{source}: a directive begins with two braces and ends with two")
    call, colon, text = (part.strip() for part in found["inside"].partition(":"))
    words = call.split()
    form = _form(source, words, forms)
    arguments = tuple(words[len(form.name.split()) :])
    if colon and not (form.text and text):
        raise DirectiveError(
            f"{source}: {'no text follows the colon' if form.text else 'a colon has no place here'}; {_usage(form)}"
        )
    _check(source, form, arguments)
    if form.alone and alone is False:
        raise DirectiveError(f"{source}: this directive stands on a line of its own")
    return Directive(source, form.name, arguments, text)


def _form(source: str, words: list[str], forms: Mapping[str, Form]) -> Form:
    """Return the form whose name *words* begin with; raise `DirectiveError` if there is none."""
    form = _named(words, forms)
    if form is None:
        name = words[0] if words else ""
        raise DirectiveError(f"{source}: there is no directive “{name}”{nearest(name, forms)}")
    return form


def _named(words: list[str], forms: Mapping[str, Form]) -> Form | None:
    """Return the form with the longest name that *words* begin with: one name can begin with another."""
    return forms.get(" ".join(words[:2])) or forms.get(" ".join(words[:1]))


def _check(source: str, form: Form, arguments: tuple[str, ...]) -> None:
    """Raise `DirectiveError` unless *arguments* are as many as *form* takes, and each is known to its parameter."""
    count = len(form.parameters)
    if len(arguments) < count + form.least or (form.more is None and len(arguments) > count):
        raise DirectiveError(
            f"{source}: too {'few' if len(arguments) < count + form.least else 'many'} arguments; {_usage(form)}"
        )
    for place, argument in enumerate(arguments):
        parameter = form.parameters[place] if place < count else form.more
        names = parameter.names(arguments[:place]) if parameter else ()
        if parameter and argument not in names:
            raise DirectiveError(f"{source}: there is no {parameter.noun} “{argument}”{nearest(argument, names)}")


def _usage(form: Form) -> str:
    return f"it is written {form.usage}"


def nearest(name: str, names: Iterable[str]) -> str:
    """Return which of *names* are nearest to *name*, two at most, as the end of a message; empty where none is near."""
    found = [f"“{one}”" for one in get_close_matches(name, list(names), n=2)]
    return f"; the nearest {'is' if len(found) == 1 else 'are'} {' and '.join(found)}" if found else ""


def directives(text: str, forms: Mapping[str, Form]) -> Iterator[Directive]:
    """
    Yield the directives of *text* that are written in *forms*, and pass over the others and code.

    Raises `DirectiveError`.
    """
    for part in CODE.split(text)[::2]:
        for match in WRITTEN.finditer(part):
            if _named(match["inside"].partition(":")[0].split(), forms):
                yield read(match.group(), forms)


def without(text: str) -> str:
    """Return *text* without its directives."""
    return WRITTEN.sub("", text)


def replaced(line: str, forms: Mapping[str, Form], write: Callable[[Directive], str | None]) -> str:
    """
    Return *line* with what *write* returns in the place of each directive, which stays where that is None.

    Code is left alone.

    Raises `DirectiveError` for what is no directive, and for braces that are left over.
    """

    def written(match: re.Match[str]) -> str:
        new = write(read(match.group(), forms, alone=match.group() == line.strip()))
        return match.group() if new is None else new

    parts = CODE.split(line)
    for place, part in enumerate(parts[::2]):
        if stray := LEFT_OVER.search(WRITTEN.sub("", part)):
            raise DirectiveError(f"“{stray.group()}” in “{line.strip()}” belongs to no directive")
        parts[2 * place] = WRITTEN.sub(written, part)
    return "".join(parts)


def outside_code(lines: Iterable[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield each of *lines* with its number, from 1, and whether it is read: not between fences of code."""
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = FENCE.match(line)
        yield number, line, not fence and not mark
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]


def faults(lines: Iterable[str], forms: Mapping[str, Form]) -> Iterator[tuple[int, str]]:
    """Yield, for each of *lines* that holds what is no directive, its number and what is wrong."""
    for number, line, read_here in outside_code(lines):
        try:
            if read_here:
                replaced(line, forms, lambda _: None)
        except DirectiveError as error:
            yield number, str(error)
