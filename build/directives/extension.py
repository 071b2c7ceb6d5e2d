"""Directives for Python-Markdown: blocks and numbers are put into the text before it is read, marks while it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from directives.grammar import WRITTEN, DirectiveError, outside_code, read, replaced
from directives.kinds import FORMS, KINDS, BlockDirective, Inline, Page, Phrase
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from render.evidence import CAPTION
from render.status_marks import QuietMarks

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from directives.grammar import Directive
    from markdown import Markdown

    from calculators.model.text import Language


class Before(Preprocessor):
    """Puts blocks and phrases in the place of their directives, as Markdown that is read on."""

    def __init__(self, md: Markdown, page: Page) -> None:
        """Write for *page*, which *md* converts."""
        super().__init__(md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        """Return *lines* with those directives replaced; raise `DirectiveError` for the first that is none."""
        return list(self.written(lines))

    def written(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield what stands for *lines*, and for the directives in what stands for them."""
        for _, line, is_read in outside_code(lines):
            block = self.block(line) if is_read else None
            if block is None:
                yield replaced(line, FORMS, self.phrase) if is_read else line
                continue
            directive, kind = block
            yield from self.written(kind.lines(directive, self.page))

    def block(self, line: str) -> tuple[Directive, BlockDirective] | None:
        """Return the block that *line* is, None if it is none."""
        if not WRITTEN.fullmatch(line.strip()):
            return None
        directive = read(line.strip(), FORMS, alone=True)
        kind = KINDS[directive.name]
        return (directive, kind) if isinstance(kind, BlockDirective) else None

    def phrase(self, directive: Directive) -> str | None:
        """Return what stands for *directive*, None where that comes later."""
        kind = KINDS[directive.name]
        return kind.words(directive, self.page) if isinstance(kind, Phrase) else None


class Within(InlineProcessor):
    """Puts marks in the place of their directives, as text or elements that are not read on."""

    def __init__(self, md: Markdown, page: Page) -> None:
        """Write for *page*, which *md* converts."""
        super().__init__(WRITTEN.pattern, md)
        self.page = page

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802 (the library's names)
        """Return what stands for the directive."""
        directive = read(m.group(), FORMS, alone=False)
        kind = KINDS[directive.name]
        if not isinstance(kind, Inline):
            raise DirectiveError(f"{directive.source}: this directive has no place here")
        return kind.made(directive, self.page), m.start(), m.end()


class Captions(Treeprocessor):
    """Make the paragraph that names a table its caption."""

    def run(self, root: Element) -> None:
        """Move each such paragraph under *root* into the table after it."""
        for parent in list(root.iter()):
            for paragraph, table in zip(list(parent), list(parent)[1:], strict=False):
                if paragraph.get("class") == CAPTION and table.tag == "table":
                    parent.remove(paragraph)
                    # The words in a box of their own stay in sight while a wide table scrolls.
                    paragraph.tag = "span"
                    paragraph.tail = None
                    caption = Element("caption")
                    caption.append(paragraph)
                    table.insert(0, caption)


class Directives(Extension):
    """Adds the directives to pages."""

    def __init__(self, language: Language) -> None:
        """Write in *language*."""
        super().__init__()
        self.language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Add the directives to *md*."""
        page = Page(self.language, md.htmlStash.store)
        # Before fences of code (25) and raw HTML (20) are set aside.
        md.preprocessors.register(Before(md, page), "directives", 29)
        # After code spans (190) and escapes (180), before citations (178) and links (170).
        md.inlinePatterns.register(Within(md, page), "directives", 179)
        # After inline patterns (20), before the list of references (15).
        md.treeprocessors.register(QuietMarks(md), "quiet marks", 16)
        # After attribute lists (8), which name the paragraph, and before the table of contents (5).
        md.treeprocessors.register(Captions(md), "captions", 7)
