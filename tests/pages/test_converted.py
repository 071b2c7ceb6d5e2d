"""MkDocs converts the Markdown of a page again when anything changed that it is made of, and only then."""

from pathlib import Path

import kept
import mkdocs.structure.pages
import pages
import pytest
from data import pages as data_pages

CONFIGURATION = """
site_name: A site
docs_dir: docs/en
theme: {name: null, custom_dir: theme}
markdown_extensions: {attr_list: {}, toc: {toc_depth: 2-3}}
validation: {links: {anchors: warn}}
"""
TEMPLATE = "{{ page.title }}\n{{ page.toc }}\n{{ page.content }}"
PAGES = {
    "index.md": "# First {#first}\n\nSee [there](other.md#said).\n",
    "other.md": "# Other {#other}\n\n## A part {#part}\n\nText.\n{: #said}\n\n## A part beside {#beside}\n",
}


class Site:
    """A small site, and which of its pages MkDocs converts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.converted: list[str] = []
        for path, text in {"mkdocs.yml": CONFIGURATION, "theme/main.html": TEMPLATE}.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        (folder / "docs/en").mkdir(parents=True)
        for name, text in PAGES.items():
            self.change(name, text)

    def change(self, name: str, text: str) -> None:
        (self.folder / "docs/en" / name).write_text(text, encoding="utf-8")

    def write(self, folder: str, state: str = "code") -> dict[str, str]:
        """Return the pages as they are written, each time by a Python that knows nothing of before."""
        self.converted.clear()
        data_pages.outline.cache_clear()
        pages.write(self.folder / "mkdocs.yml", self.folder / folder, state)
        written = self.folder / folder
        return {
            path.relative_to(written).as_posix(): path.read_text(encoding="utf-8") for path in written.rglob("*.html")
        }


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    made = Site(tmp_path)
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(data_pages, "DOCS", tmp_path / "docs")
    render = mkdocs.structure.pages.Page.render

    def heard(page: mkdocs.structure.pages.Page, *args) -> None:
        made.converted.append(page.file.src_uri)
        render(page, *args)

    monkeypatch.setattr(mkdocs.structure.pages.Page, "render", heard)
    return made


def test_what_is_remembered_is_written_as_it_was(site: Site):
    first = site.write("first")
    assert site.converted == list(PAGES)
    assert 'href="other/#said"' in first["index.html"]
    assert "A part beside - #beside" in first["other/index.html"]

    assert site.write("again") == first
    assert site.converted == []


CHANGES = {
    "text": ("other.md", PAGES["other.md"] + "\nMore.\n", ["other.md"]),
    "heading": ("other.md", PAGES["other.md"] + "\n## More {#more}\n", list(PAGES)),
    "mark": ("other.md", PAGES["other.md"] + "\n{{ status uncertain: why }}\n", list(PAGES)),
    "file": ("third.md", "Text.\n", [*PAGES, "third.md"]),
    "file of another kind": ("table.csv", "1\n", list(PAGES)),
}


@pytest.mark.parametrize(("name", "text", "converted"), CHANGES.values(), ids=CHANGES)
def test_what_a_page_is_made_of_is_converted_again(site: Site, name: str, text: str, converted: list[str]):
    before = site.write("before")
    site.change(name, text)
    after = site.write("after")
    assert site.converted == converted

    if name in PAGES:
        site.change(name, PAGES[name])
    else:
        (site.folder / "docs/en" / name).unlink()
    assert site.write("back") == before
    site.change(name, text)
    assert site.write("after all") == after


def test_other_code_converts_all_again(site: Site):
    site.write("first")
    site.write("second", "other code")

    assert site.converted == list(PAGES)


@pytest.mark.parametrize("wrong", ["[no page](nowhere.md)", "[no anchor](other.md#nowhere)"])
def test_what_mkdocs_warns_of_stops_the_build_each_time(site: Site, wrong: str):
    site.write("before")
    site.change("index.md", f"{PAGES['index.md']}\n{wrong}\n")
    for _ in range(2):
        with pytest.raises(SystemExit):
            site.write("after")
        assert site.converted == ["index.md"]


def test_a_link_of_a_remembered_page_to_an_anchor_that_is_gone_stops_the_build(site: Site):
    site.write("before")
    site.change("other.md", PAGES["other.md"].replace("{: #said}", ""))

    with pytest.raises(SystemExit):
        site.write("after")
    assert site.converted == ["other.md"]
