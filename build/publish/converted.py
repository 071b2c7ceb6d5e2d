"""
The Markdown of pages as it was converted before.

MkDocs converts every page at each build, which takes most of its time. A page whose Markdown is as it was then, by the
same code, among the same files, beside pages of the same outlines, gets what came of it then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from data.pages import outlines
from kept import Remembered
from mkdocs.plugins import BasePlugin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents


@dataclass(frozen=True, slots=True)
class Converted:
    """All that MkDocs finds out of the Markdown of a page; *links* are those to anchors, by the file that has these."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]

    @classmethod
    def from_page(cls, page: Page) -> Converted:
        """Return what was found out of *page*."""
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        title = page._title_from_render  # noqa: SLF001 (there is no other way to it)
        return cls(page.content or "", page.toc, title, page.present_anchor_ids or set(), links)

    def give(self, page: Page, files: Files) -> None:
        """Let *page*, one of *files*, be as it was when this was found out."""
        page.content = self.content
        page.toc = self.toc
        page._title_from_render = self.title  # noqa: SLF001
        page.present_anchor_ids = self.anchors
        page.links_to_anchors = {files.src_uris[uri]: found for uri, found in self.links.items()}


class ConvertedPages(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """What MkDocs is given to convert no page twice: of one *kind*, by code and surroundings as *state* tells them."""

    def __init__(self, kind: str, state: str) -> None:
        """Remember nothing yet."""
        self._kind = kind
        self._state = state

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Let MkDocs convert only those of *files* that are not remembered."""

        def convert(uri: str, _: str) -> Converted:
            page = cast("Page", files.src_uris[uri].page)
            type(page).render(page, config, files)
            return Converted.from_page(page)

        def render(page: Page, *_: object) -> None:
            self._remembered.of(page.file.src_uri, page.markdown or "").give(page, files)

        around = [f"{page}: {outline}" for page, outline in outlines().items()]
        state = "\n".join([self._state, *sorted(files.src_uris), *around])
        self._remembered = Remembered(f"converted-{self._kind}", state, convert)
        for page in nav.pages:
            cast("Any", page).render = partial(render, page)

    def save(self) -> None:
        """Keep what was converted: when MkDocs found nothing wrong, for it would not find it again."""
        self._remembered.save()
