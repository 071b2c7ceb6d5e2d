"""The guideline as one document, before it is printed: every link in it leads somewhere, and nothing is there twice."""

import re
from collections import Counter
from pathlib import Path

import pytest
from publish.pdf import chapters, whole

from calculators.model.text import LANGUAGES, Language

ADDRESS = "https://example.org/liver/site/"


@pytest.fixture(scope="module", params=LANGUAGES)
def document(request: pytest.FixtureRequest, site_dir: Path) -> str:
    """Return the document of one language."""
    language: Language = request.param
    root = "" if language == "el" else "en/"
    return whole(site_dir / root, f"{ADDRESS}{root}", language)


def test_each_page_of_the_guideline_is_a_chapter(document: str):
    assert len(re.findall(r'<article class="prose" id="[\w-]+">', document)) == len(list(chapters()))
    assert {"guideline/index", "guideline/resection", "evidence/burden", "about/doubts"} <= set(chapters())


def test_ids_are_there_once_and_links_within_lead_to_them(document: str):
    ids = Counter(re.findall(r'\sid="([^"]+)"', document))
    within = set(re.findall(r'\shref="#([^"]+)"', document))

    assert [one for one, times in ids.items() if times > 1] == []
    assert within - ids.keys() == set()


def test_all_other_links_are_whole_addresses(document: str):
    others = set(re.findall(r'<a\b[^>]*\shref="([^"#][^"]*)"', document))

    assert others
    assert [href for href in others if not re.match(r"https?://|mailto:", href)] == []
