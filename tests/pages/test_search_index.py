"""What the search is told of a page: its sections, without what says nothing or is on every page."""

import json

from data.frame import read_frame
from publish.search_index import asked, kind_of, page_entry, sections_of, write_search_index

PAGE = (
    '<html lang="en"><article class="prose">\n<h1 id="top">Growth<a class="headerlink" href="#top">#</a></h1>'
    '<p>Of type&nbsp;I<sup class="citation">[1]</sup>, twice.</p><br>'
    '<h2 id="parts">Parts of it</h2><table><tr><td>left</td><td>right</td></tr></table>'
    "<div data-unsearched><p>nothing<br> of <b>this</b></p></div><button>press</button>"
    '<form class="calculator"><h2 id="inside">Inside</h2></form><p>the end</p></article></html>'
)


def test_a_page_is_read_in_its_sections_without_what_says_nothing():
    found = [(section.anchor, section.heading, section.text) for section in sections_of(PAGE)]

    assert found == [("top", "Growth", "Of type I, twice."), ("parts", "Parts of it", "left right the end")]


def test_a_page_is_known_by_its_names_in_both_languages():
    read = {path: sections_of(PAGE) for path in ("en/guideline/gist/index.html", "guideline/gist/index.html")}
    entry = page_entry("en/guideline/gist/index.html", read["en/guideline/gist/index.html"], read, "en")

    assert entry["url"] == "en/guideline/gist/"
    assert entry["kind"] == "Guideline"
    assert {"GIST", "Other metastases: GIST"} <= set(entry["names"])
    assert "Glivec" in entry["also"]
    assert entry["headings"] == ["Parts of it"]


def test_a_calculator_is_searched_by_what_it_asks():
    assert {"Age", "Ηλικία"} <= set(asked("calculators/milan-net-2007", "en"))
    assert "Ki-67 index" in asked("calculators/who-grade", "en")
    assert asked("guideline/resection", "en") == []


def test_neither_the_home_page_nor_that_of_a_wrong_address_is_an_answer(tmp_path):
    paths = ("en/index.html", "en/guideline/gist/index.html", "404.html", "guideline/gist/index.html")
    write_search_index(tmp_path, dict.fromkeys(paths, sections_of(PAGE)))

    for language, address in (("en", "en/guideline/gist/"), ("el", "guideline/gist/")):
        known = json.loads((tmp_path / f"search/{language}.json").read_text(encoding="utf-8"))
        assert [page["url"] for page in known["pages"]] == [address]


def test_each_folder_of_pages_has_a_kind():
    assert set(read_frame()["kinds"]) == {"calculators", "guideline", "evidence", "about"}
    assert kind_of("evidence/burden", "el") == "Τεκμηρίωση"
    assert kind_of("", "el") == ""
