"""What lets the site be installed, and what a link to it shows."""

import json
import re
import struct
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
    purposes = {icon["purpose"]: icon for icon in manifest["icons"] if icon["type"] == "image/png"}
    assert {"any", "maskable"} <= set(purposes)
    for icon in manifest["icons"]:
        path = (root / icon["src"]).resolve()
        assert path.is_file()
        if path.suffix == ".png":
            assert icon["sizes"] == "{}x{}".format(*size_of(path))
    touch = re.search(
        r'<link rel="apple-touch-icon" href="([^"]+)">', (root / "index.html").read_text(encoding="utf-8")
    )
    assert size_of((root / touch[1]).resolve()) == (180, 180)


def test_a_link_shows_the_name_of_its_page_and_a_picture(site_dir: Path):
    page = (site_dir / "en/calculators/index.html").read_text(encoding="utf-8")
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))

    assert said["url"].endswith("/en/calculators/")
    assert said["title"]
    assert (site_dir / said["image"].rpartition("/")[2]).is_file()
    assert said["image"].startswith("https://")


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG, from its head."""
    return struct.unpack(">II", picture.read_bytes()[16:24])
