"""The build takes what it built before where it is made from the same, and only there."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import kept
import make
import pytest
import sources
from paths import BUILD, DATA, DOCS, ROOT, RULES, THEME
from support.site import PREFIX

ADDRESS = f"https://example.org{PREFIX}"
SOURCES = (
    RULES / "sets/milan_net_2007.py",
    BUILD / "publish/letters.py",
    BUILD / "runtime/cut.mjs",
    DATA / "outcomes.csv",
    THEME / "main.html",
    THEME / "assets/site/shell.css",
    DOCS / "icons/icon-192.png",
    DOCS / "generated/el/milan-net-2007.md",
    ROOT / "tests/cases/milan-net-2007.toml",
    ROOT / "mkdocs.yml",
    ROOT / "CHANGELOG.md",
    ROOT / "package-lock.json",
    ROOT / "requirements.txt",
    ROOT / "pyproject.toml",
)
# What is made from the sources, or fetched as they say.
NOT_SOURCES = {".git", ".venv", "node_modules", "site", "dist", ".cache", "__pycache__"}
# Tells, of every Python that has it on its path, each file that it opens to read.
WITNESS = """
import os, sys
HEARD = os.open(os.environ["HEARD"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def opened(event, about):
    if event == "open" and isinstance(about[0], str) and not (about[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        os.write(HEARD, (os.path.abspath(about[0]) + "\\n").encode())
sys.addaudithook(opened)
"""
BUILDS = """
import sys
import kept, make
from pathlib import Path
kept.FOLDER = Path(sys.argv[1])
make.build(Path(sys.argv[1]) / "site", sys.argv[2])
"""


def asked(address: str = ADDRESS, *, pdf: bool = False) -> make.Build:
    return make.Build(address, sources.digest(sources.code()), live=False, pdf=pdf)


def change(monkeypatch: pytest.MonkeyPatch, changed: Path) -> None:
    """Let the file *changed* hold more, for this test alone: others read it at the same time."""
    content_of = sources.content_of
    monkeypatch.setattr(sources, "content_of", lambda path, *of: content_of(path, *of) + "more" * (path == changed))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_python_builds_nothing_more_when_code_changes(source: Path, monkeypatch):
    build = asked()
    build.state()
    change(monkeypatch, source)

    with pytest.raises(kept.ChangedMeanwhile):
        build.state()


def test_a_page_changes_what_is_built_from_it(monkeypatch):
    build = asked()
    before = {languages: build.state(*languages) for languages in ((), ("el",), ("en",), ("el", "en"))}
    change(monkeypatch, DOCS / "en/about/embedding.md")
    after = {languages: build.state(*languages) for languages in before}

    assert {languages for languages in before if before[languages] != after[languages]} == {("en",), ("el", "en")}


def test_what_pages_say_that_is_in_no_file_of_theirs_changes_them(monkeypatch):
    states = [asked().state("el"), asked("https://example.org/other/").state("el"), asked(pdf=True).state("el")]
    monkeypatch.setenv("REPO_URL", "https://example.org/repository")
    states.append(asked().state("el"))
    monkeypatch.setattr(make.version, "commit", lambda: "0123abcd")
    states.append(asked().state("el"))
    monkeypatch.setattr(make, "last_revision", lambda: date(2030, 1, 1))
    states.append(asked().state("el"))

    assert len(set(states)) == len(states)


def test_with_nothing_changed_nothing_is_made(site_dir: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(make.Build, "whole", lambda _, folder: pytest.fail(str(folder)))
    make.build(tmp_path / "site", ADDRESS)

    def files(folder: Path) -> dict[str, bytes]:
        paths = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    assert files(tmp_path / "site") == files(site_dir)


def listened(folder: Path, command: list[str]) -> set[Path]:
    """Return the files of the project, but for what is made, that Python reads when it runs *command*."""
    witness = folder / "witness"
    witness.mkdir()
    (witness / "sitecustomize.py").write_text(WITNESS, encoding="utf-8")
    heard = folder / "heard"
    path = os.pathsep.join([str(witness), str(BUILD), str(ROOT)])
    surroundings = os.environ | {"PYTHONPATH": path, "HEARD": str(heard)}
    subprocess.run([sys.executable, *command], cwd=ROOT, env=surroundings, check=True, stdin=subprocess.DEVNULL)
    paths = {Path(line) for line in heard.read_text(encoding="utf-8").splitlines()}
    files = {path.relative_to(ROOT) for path in paths if path.is_relative_to(ROOT) and path.is_file()}
    return {path for path in files if NOT_SOURCES.isdisjoint(path.parts)}


def test_all_that_a_build_reads_is_what_it_goes_by(site_dir: Path, tmp_path: Path):  # noqa: ARG001 (with Python built)
    [*_, python] = sorted(kept.FOLDER.glob("python-*"), key=lambda path: path.stat().st_mtime)
    (tmp_path / python.name).symlink_to(python)
    ours = listened(tmp_path, ["-c", BUILDS, str(tmp_path), ADDRESS])
    known = {*sources.code(), *sources.pages("el", "en")}

    assert len(ours) > 200
    assert ours - {path.relative_to(ROOT) for path in known} == set()


def test_what_is_done_ahead_reads_no_page(tmp_path: Path):
    heard = listened(tmp_path, [str(BUILD / "pages.py"), "ahead"])

    assert Path("docs/data/outcomes.csv") in heard
    assert {path for path in heard if path.suffix == ".md"} == set()
