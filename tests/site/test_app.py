"""What lets the site be installed, and what a link to it shows."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from calculators.model.text import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_app_begins_with_the_board_in_its_language(site_dir: Path, language: str):
    root = site_dir if language == "el" else site_dir / language
    for path in (root / "index.html", root / "calculators/index.html"):
        href = re.search(r'<link rel="manifest" href="([^"]+)">', path.read_text(encoding="utf-8"))[1]
        assert (path.parent / href).resolve() == (root / "app.webmanifest").resolve()
    manifest = json.loads((root / "app.webmanifest").read_text(encoding="utf-8"))

    assert manifest["lang"] == language
    assert (root / manifest["start_url"] / "index.html").is_file()
    assert urljoin("https://example.org/en/", manifest["scope"]) in {"https://example.org/", "https://example.org/en/"}
    for icon in manifest["icons"]:
        assert (root / icon["src"]).resolve().is_file()


def test_a_link_shows_the_name_of_its_page_and_a_picture(site_dir: Path):
    page = (site_dir / "en/calculators/index.html").read_text(encoding="utf-8")
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))

    assert said["url"].endswith("/en/calculators/")
    assert said["title"]
    assert (site_dir / said["image"].rpartition("/")[2]).is_file()
    assert said["image"].startswith("https://")
