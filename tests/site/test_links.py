"""Every link of the built site leads somewhere, the language switch to the same page, and no id is there twice."""

import re
from pathlib import Path

import pytest
from support.site import PAGES


@pytest.mark.parametrize("path", PAGES)
def test_the_language_switch_leads_to_the_same_page(site_dir: Path, path: str):
    """Following it, with a case, is a journey of its own in test_browser.py."""
    greek, english = site_dir / path, site_dir / "en" / path
    for here, there in ((greek, english), (english, greek)):
        links = re.findall(r"<a\b[^>]*data-language-switch[^>]*>", (here / "index.html").read_text(encoding="utf-8"))
        targets = {(here / re.search(r'href="([^"]*)"', link)[1]).resolve() for link in links}
        assert links
        assert targets == {there.resolve()}


def test_every_link_inside_the_site_leads_somewhere(site_dir: Path):
    broken = []
    pages = {path: path.read_text(encoding="utf-8") for path in site_dir.rglob("*.html") if path.name != "404.html"}
    for path, html in pages.items():
        # What a script of the page writes is no address yet; what it is given to write is one.
        markup = re.sub(r"(<script\b[^>]*>).*?</script>", r"\1", html, flags=re.DOTALL)
        for address in re.findall(r'(?:href|src|data-python|data-script)="([^"]+)"', markup):
            target, _, anchor = address.partition("#")
            if re.match(r"[a-z]+:", target) or "=" in anchor:
                continue
            file = (path.parent / target.partition("?")[0]).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (
                anchor and file.suffix == ".html" and f'id="{anchor}"' not in file.read_text(encoding="utf-8")
            ):
                broken.append(f"{path.relative_to(site_dir)}: {address}")

    assert broken == []


def test_ids_are_used_once_on_a_page(site_dir: Path):
    twice = {}
    for path in site_dir.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))
        if len(ids) != len(set(ids)):
            twice[str(path.relative_to(site_dir))] = sorted({one for one in ids if ids.count(one) > 1})

    assert twice == {}


def test_no_part_of_a_page_has_the_name_with_which_a_cut_address_ends(site_dir: Path):
    beginnings = {whole[:end] for whole in ("receipt", "sum") for end in range(1, len(whole) + 1)}
    pages = [page for page in site_dir.rglob("*.html") if "data-address-said" in page.read_text(encoding="utf-8")]

    assert len(pages) > 40
    assert [
        page for page in pages if beginnings & set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))
    ] == []
