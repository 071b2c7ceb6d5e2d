"""
Markdown for what derives from the declarations, so that no page types a threshold.

On a line of their own: `{{ calculator NAME }}`, `{{ criteria SET }}`, `{{ diagram SET }}`; within a sentence:
`{{ criterion SET CRITERION }}` and `{{ source SET }}`. A name that does not exist stops the build.
"""

import re
import sys
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

import diagrams  # noqa: E402 (after the path is set)
import forms  # noqa: E402
import tables  # noqa: E402
from markdown import Markdown  # noqa: E402
from markdown.extensions import Extension  # noqa: E402
from markdown.inlinepatterns import InlineProcessor  # noqa: E402
from markdown.preprocessors import Preprocessor  # noqa: E402

from calculators.model import sentence, within  # noqa: E402
from calculators.registry import SETS  # noqa: E402
from calculators.text import LANGUAGES, Language  # noqa: E402

BLOCK = re.compile(r"\{\{ (calculator|criteria|diagram) ([a-z0-9-]+) \}\}")
INLINE = r"\{\{ (criterion|source) ([a-z0-9-]+)(?: ([a-z0-9_]+))? \}\}"


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
        return [new for line in lines for new in self.replaced(line)]

    def replaced(self, line: str) -> list[str]:
        """Return the lines that stand for *line*."""
        found = BLOCK.fullmatch(line.strip())
        if found is None:
            return [line]
        kind, name = found.groups()
        if name not in SETS and (kind, name) != ("calculator", "board"):
            message = f"{line.strip()}: there is no set “{name}”"
            raise DirectiveError(message)
        if kind == "calculator":
            return ["", self.md.htmlStash.store(forms.render(name, self.language)), ""]
        if kind == "criteria":
            return ["", *tables.path(SETS[name], self.language).read_text(encoding="utf-8").splitlines(), ""]
        picture = diagrams.path(SETS[name], self.language).read_text(encoding="utf-8")
        note = diagrams.UNKNOWN[self.language]
        return ["", self.md.htmlStash.store(f'<figure class="diagram">{picture}<figcaption>{note}</figcaption></figure>'), ""]


class Words(InlineProcessor):
    """Put a criterion's sentence or a set's source in the place of its directive."""

    def __init__(self, pattern: str, md: Markdown, language: Language) -> None:
        """Work for *md*, in *language*."""
        super().__init__(pattern, md)
        self.language = language

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802 (the library's names)
        """Return what stands for the directive."""
        kind, name, criterion_id = m.groups()
        if name not in SETS:
            message = f"{m.group()}: there is no set “{name}”"
            raise DirectiveError(message)
        if kind == "source":
            return SETS[name].source.citation, m.start(), m.end()
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
