"""What changed is told in both languages, entry by entry, up to the version of the rules that run."""

import re
import subprocess

import pytest
from data.changelog import read_changelog
from data.records import DataError
from render import version

from calculators.model.sets import STATUS_NAMES
from calculators.model.text import LANGUAGES
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION

ENGLISH = "# Changelog\n\n## Next\n\n- Two: `a`.\n- At 0.05 %\n  and on.\n\n## 1.0.0\n\n**New.**\nText.\n\n- One.\n"
GREEK = "# Αλλαγές\n\n## Επόμενη έκδοση\n\n- Δύο: `a`.\n- Στο 0,05 %\n  και πέρα.\n\n## 1.0.0\n\n**Νέα.** Κείμενο.\n\n- Ένα.\n"


def read(folder, english=ENGLISH, greek=GREEK):
    """Return what is read from both texts."""
    for name, text in (("CHANGELOG.md", english), ("CHANGELOG.el.md", greek)):
        (folder / name).write_text(text, "utf-8")
    return read_changelog(folder)


def test_each_version_is_told_in_both_languages(tmp_path):
    coming, first = read(tmp_path)

    assert (coming.version, first.version) == (None, "1.0.0")
    assert coming.body.el == "- Δύο: `a`.\n- Στο 0,05 %\n  και πέρα."
    assert first.body.en.endswith("- One.")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("- Δύο: `a`.\n", "", "CHANGELOG.md: - Two"),
        ("- Ένα.\n", "- Ένα.\n- Δύο.\n", "CHANGELOG.el.md: - Δύο."),
        ("0,05 %", "0,5 %", "CHANGELOG.md: - At 0.05 %"),
        ("`a`", "`b`", "CHANGELOG.el.md: - Δύο: `b`."),
        ("## 1.0.0", "## 1.0.1", "'1.0.0'"),
    ],
)
def test_an_entry_without_its_counterpart_stops_the_build(tmp_path, right, wrong, said):
    with pytest.raises(DataError, match=re.escape(said)):
        read(tmp_path, greek=GREEK.replace(right, wrong))


def test_the_newest_version_told_is_the_one_that_runs():
    assert next(one.version for one in read_changelog() if one.version) == RULES_VERSION


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_version_says_how_far_each_set_was_checked(language):
    rows = version.table(language).splitlines()[2:]

    assert len(rows) == len(SETS)
    for one, row in zip(SETS.values(), rows, strict=True):
        assert f"../calculators/{one.id}.md" in row
        assert row.endswith(f"| {len(one.criteria)} | {STATUS_NAMES[one.status][language]} |")


def test_the_commit_is_named_only_where_all_files_are_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr(version, "ROOT", tmp_path)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(tmp_path)]
    assert version.commit.__wrapped__() == ""

    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "first"], check=True)
    name = version.commit.__wrapped__()
    assert re.fullmatch("[0-9a-f]{40}", name)

    monkeypatch.setenv("REPO_URL", "https://example.org/a/b")
    monkeypatch.setattr(version, "commit", lambda: name)
    assert f"[`{name}`](https://example.org/a/b/commit/{name})" in "\n".join(version.facts("en"))

    monkeypatch.undo()
    monkeypatch.setattr(version, "ROOT", tmp_path)
    (tmp_path / "changed.txt").write_text("x", "utf-8")
    assert version.commit.__wrapped__() == ""
