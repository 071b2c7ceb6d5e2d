"""
Markdown for what derives from the declarations, so that no page types a threshold.

On a line of their own: `{{ calculator NAME }}`, `{{ criteria SET }}`, `{{ diagram SET }}`, `{{ measure MEASURE }}`, its worked example
`{{ example MEASURE }}`, the sets that use it `{{ askers MEASURE }}`, `{{ guards }}`, `{{ derivations }}` and `{{ teaching }}`; within a sentence: `{{ criterion SET CRITERION }}`,
`{{ source SET }}`, and `{{ figure NAME }}` for a number of a measure. A name that does not exist stops the build.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from render import criteria_tables, derivations_table, diagrams, forms, guards_table, teaching, worksheets

from calculators.documents.messages import NO_SOURCE
from calculators.model.sentences import sentence, within
from calculators.model.text import LANGUAGES, Language
from calculators.sets.registry import SETS
from calculators.worksheets.registry import WORKSHEETS

TEACHING = "{{ teaching }}"
GUARDS = "{{ guards }}"
DERIVATIONS = "{{ derivations }}"
BLOCK = re.compile(r"\{\{ (calculator|criteria|diagram|measure|example|askers) ([a-z0-9-]+) \}\}")
INLINE = r"\{\{ (criterion|source|figure) ([a-z0-9-]+)(?: ([a-z0-9_]+))? \}\}"


class DirectiveError(Exception):
    """A directive names something that does not exist."""


class Blocks(Preprocessor):
    """Put calculators, tables and diagrams in the place of their directives."""

    def __init__(self, md: Markdown, language: Language) -> None:
        """Work for *md*, in *language*."""
        super().__init__(md)
        self.language = language

    def run(self, lines: list[str]) -> list[str]:
        """Return *lines* with every block directive replaced."""
        alone = {TEACHING: self.taught, GUARDS: self.decided, DERIVATIONS: self.following}
        return [
            new for line in lines for new in (alone[line.strip()]() if line.strip() in alone else self.replaced(line))
        ]

    def taught(self) -> Iterator[str]:
        """Yield the lines that stand for the worked cases."""
        return teaching.lines(self.language, self.md.htmlStash.store)

    def decided(self) -> Iterator[str]:
        """Yield the lines of the table of what is shown beside sets that do not ask for it."""
        yield from ["", *guards_table.path(self.language).read_text(encoding="utf-8").splitlines(), ""]

    def following(self) -> Iterator[str]:
        """Yield the lines of the table of what follows from what."""
        yield from ["", *derivations_table.path(self.language).read_text(encoding="utf-8").splitlines(), ""]

    def replaced(self, line: str) -> list[str]:
        """Return the lines that stand for *line*."""
        found = BLOCK.fullmatch(line.strip())
        if found is None:
            return [line]
        kind, name = found.groups()
        if kind in {"measure", "example", "askers"}:
            if name not in WORKSHEETS:
                message = f"{line.strip()}: there is no measure “{name}”"
                raise DirectiveError(message)
            if kind == "askers":
                return ["", *worksheets.askers(name, self.language), ""]
            made = worksheets.render if kind == "measure" else worksheets.example
            return ["", self.md.htmlStash.store(made(name, self.language)), ""]
        if name not in SETS and (kind, name) not in {("calculator", "board"), ("calculator", "verify")}:
            message = f"{line.strip()}: there is no set “{name}”"
            raise DirectiveError(message)
        if kind == "calculator":
            return ["", self.md.htmlStash.store(forms.render(name, self.language)), ""]
        if kind == "criteria":
            return ["", *criteria_tables.path(SETS[name], self.language).read_text(encoding="utf-8").splitlines(), ""]
        picture = diagrams.path(SETS[name], self.language).read_text(encoding="utf-8")
        note = diagrams.NOTES[SETS[name].kind][self.language]
        return [
            "",
            self.md.htmlStash.store(f'<figure class="diagram">{picture}<figcaption>{note}</figcaption></figure>'),
            "",
        ]


class Words(InlineProcessor):
    """Put a criterion's sentence, a set's source or a measure's number in the place of its directive."""

    def __init__(self, pattern: str, md: Markdown, language: Language) -> None:
        """Work for *md*, in *language*."""
        super().__init__(pattern, md)
        self.language = language

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802 (the library's names)
        """Return what stands for the directive."""
        kind, name, criterion_id = m.groups()
        if kind == "figure":
            if name not in worksheets.FIGURES:
                message = f"{m.group()}: there is no figure “{name}”"
                raise DirectiveError(message)
            return worksheets.FIGURES[name][self.language], m.start(), m.end()
        if name not in SETS:
            message = f"{m.group()}: there is no set “{name}”"
            raise DirectiveError(message)
        if kind == "source":
            source = SETS[name].source
            return source.citation if source else NO_SOURCE[self.language], m.start(), m.end()
        for criterion in SETS[name].criteria:
            if criterion.id == criterion_id:
                return within(sentence(criterion.test))[self.language], m.start(), m.end()
        message = f"{m.group()}: {name} has no criterion “{criterion_id}”"
        raise DirectiveError(message)


class Directives(Extension):
    """The extension, with the language of the pages as its option."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (the library's own signature)
        """Take the option *language*."""
        self.config = {"language": ["el", "language of the pages: el or en"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Add the directives to *md*."""
        language: Language = self.getConfig("language")
        if language not in LANGUAGES:
            message = f"language {language!r} is not one of {', '.join(LANGUAGES)}"
            raise DirectiveError(message)
        md.preprocessors.register(Blocks(md, language), "directives", 28)
        md.inlinePatterns.register(Words(INLINE, md, language), "directives", 185)


def makeExtension(**options: Any) -> Directives:  # noqa: ANN401, N802 (the library's own signature)
    """Return the extension; Markdown calls this."""
    return Directives(**options)
