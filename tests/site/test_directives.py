"""No directive is left on a page as its author wrote it."""

import re


def test_no_braces_are_left_in_the_finished_site(site_dir):
    """Between tags; scripts, styles and the data for them have braces of their own."""
    left = {
        str(path.relative_to(site_dir)): found
        for path in site_dir.rglob("*.html")
        if (
            found := re.findall(
                r"\{\{.{0,60}|.{0,60}\}\}",
                re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", "", path.read_text("utf-8"), flags=re.DOTALL),
            )
        )
    }

    assert left == {}
