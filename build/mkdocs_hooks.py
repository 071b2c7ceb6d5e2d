"""
What MkDocs is told beyond its configuration.

The words of the frame, the menu, the extensions of Markdown, and wrong directives.

MkDocs calls each function by its name. The language is the theme's; everything else follows from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from data.frame import Entry, read_frame, read_navigation
from data.pages import last_revision
from data.records import DataError, one_of
from directives.extension import Directives
from directives.grammar import faults
from directives.kinds import FORMS
from mkdocs.exceptions import PluginError
from paths import ROOT
from publish.abbreviations import ReadingAids
from publish.citations import Citations

from calculators.documents.messages import day
from calculators.model.text import LANGUAGES, Language
from calculators.version import RULES_VERSION

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

# From the root of each language to the root of the site, and to the other language.
ROOTS: dict[Language, dict[str, str]] = {
    "el": {"up": "", "other": "en/", "other_language": "en"},
    "en": {"up": "../", "other": "../", "other_language": "el"},
}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in what is said in the language of the site; raise `PluginError` where a word is missing."""
    try:
        _fill_in(config)
    except DataError as error:
        raise PluginError(str(error)) from error
    return config


def _fill_in(config: MkDocsConfig) -> None:
    language = cast("Language", one_of("mkdocs.yml, theme.language", config.theme["language"], LANGUAGES))
    frame = {part: {name: words[language] for name, words in texts.items()} for part, texts in read_frame().items()}
    site = frame.pop("site")
    config.site_name, config.site_description = site["name"], site["description"]
    config.extra |= frame | ROOTS[language] | {"rules_version": RULES_VERSION}
    config.extra["last_revision"] = day(last_revision())[language]
    config.nav = [_item(entry, language) for entry in read_navigation()]
    config.mdx_configs["toc"]["permalink_title"] = frame["words"]["section_link"]
    extensions = cast("list[Any]", config.markdown_extensions)
    extensions += [Directives(language), Citations(language), ReadingAids(language)]


def _item(entry: Entry, language: Language) -> dict[str, Any]:
    """Return *entry* as MkDocs lists it in its menu."""
    below = [_item(one, language) for one in entry.entries]
    return {entry.title[language]: below or f"{entry.page}.md"}


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Return *markdown* as it is; raise `PluginError` with file and line for each directive of *page* that is none."""
    path = Path(str(page.file.abs_src_path))
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [f"{path.relative_to(ROOT)}:{number}: {fault}" for number, fault in faults(lines, FORMS)]
    if found:
        raise PluginError("\n".join(found))
    return markdown
