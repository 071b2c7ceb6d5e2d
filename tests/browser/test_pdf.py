"""The guideline as PDF, as Chromium prints it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from publish.pdf import NAME, write_pdfs


def test_the_guideline_is_printed_in_both_languages_tagged_and_with_an_outline(site_dir: Path, tmp_path: Path):
    # Playwright starts once in a thread, and the other tests have started it in this one.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(write_pdfs, site_dir, "https://example.org/liver/site/", tmp_path).result()

    for name in (NAME, f"en/{NAME}"):
        printed = (tmp_path / name).read_bytes()
        assert printed.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in printed
        assert b"/Outlines" in printed
