"""One grammar for what pages pull from elsewhere: whatever is no directive stops the build, with file, line and the nearest name."""

import re
import shutil
import subprocess
import sys

import pytest
from data.changelog import NAMES
from data.frame import read_frame, read_navigation
from data.records import DataError
from directives.extension import Directives
from directives.grammar import DirectiveError, faults
from directives.kinds import FORMS
from markdown import Markdown
from paths import ROOT

from calculators.model.text import LANGUAGES

PAGES = sorted(path.relative_to(ROOT) for language in LANGUAGES for path in (ROOT / "docs" / language).rglob("*.md"))
MALFORMED = {
    "a name that is no directive": (
        "{{ criterium milan-net-2007 age }}",
        "no directive “criterium”; the nearest are “criteria” and “criterion”",
    ),
    "a set that is not there": (
        "{{ criterion milan-net-2017 age }}",
        "no set “milan-net-2017”; the nearest are “milan-net-2016” and “milan-net-2007”",
    ),
    "a criterion that is not there": (
        "{{ criterion milan-net-2007 ages }}",
        "no criterion “ages”; the nearest is “age”",
    ),
    "a criterion of another set": ("{{ criterion gist-imatinib age }}", "no criterion “age”"),
    "an argument too few": (
        "{{ criterion milan-net-2007 }}",
        "too few arguments; it is written {{ criterion SET CRITERION }}",
    ),
    "an argument too many": ("{{ source milan-net-2007 age }}", "too many arguments; it is written {{ source SET }}"),
    "a number that is not there": (
        "{{ outcome mayo2010-os-5yr }}",
        "no outcome “mayo2010-os-5yr”; the nearest are “mayo2010-os-5y”",
    ),
    "an option that is not there": ("{{ outcome mayo2010-os-5y plane }}", "no option “plane”; the nearest is “plain”"),
    "a status that is not there": ("{{ status abstrct }}", "no status “abstrct”; the nearest is “abstract”"),
    "a fact that is not there": (
        "{{ status of mayo2010-os-5x }}",
        "no fact “mayo2010-os-5x”; the nearest are “mayo2010-os-5y”",
    ),
    "the status of nothing": ("{{ status of }}", "too few arguments"),
    "a colon and nothing": ("{{ status uncertain: }}", "no text follows the colon"),
    "a text where none belongs": ("{{ outcome mayo2010-os-5y: why }}", "a colon has no place here"),
    "a block in a sentence": ("See {{ plot margin }}.", "stands on a line of its own"),
    "a block in a list": ("- {{ doubts }}", "stands on a line of its own"),
    "a plot that is not there": ("{{ plot margins }}", "no plot “margins”; the nearest is “margin”"),
    "a calculator that is not there": ("{{ calculator bord }}", "no calculator “bord”; the nearest is “board”"),
    "nothing": ("{{ }}", "no directive “”"),
    "braces that nothing closes": ("{{ status checked", "“{{” in “{{ status checked” belongs to no directive"),
    "braces that nothing opens": ("status checked }}", "“}}” in “status checked }}” belongs to no directive"),
    "one brace at the end": ("{{ status checked }", "“{{” in"),
    "one within another": ("{{ status {{ checked }} }}", "“{{” in"),
}


def converted(text: str, language: str = "en") -> str:
    return Markdown(extensions=[Directives(language), "fenced_code"]).convert(text)


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_directive_is_refused_with_its_line_and_the_nearest_name(what):
    written, says = MALFORMED[what]

    ((line, fault),) = faults(["A sentence.", "", f"{written}"], FORMS)
    assert line == 3
    assert says in fault
    with pytest.raises(DirectiveError):
        converted(f"A sentence.\n\n{written}")


def test_every_fault_of_a_page_is_said_at_once():
    lines = ["{{ nothing }}", "fine", "{{ status abstract }}", "{{ status }}"]

    assert [line for line, _ in faults(lines, FORMS)] == [1, 4]


@pytest.mark.parametrize(
    "text",
    [
        "`{{ criterium }}` and `}}`",
        "``{{ `criterium` }}``",
        "```\n{{ criterium }}\n```",
        "~~~~\n{{ criterium }}\n~~~\n}}\n~~~~",
    ],
)
def test_code_is_left_alone(text):
    assert list(faults(text.splitlines(), FORMS)) == []


def test_code_ends_where_its_fence_does():
    assert [line for line, _ in faults(["```", "{{ a }}", "```", "{{ a }}"], FORMS)] == [4]
    assert "criterium" in converted("```\n{{ criterium }}\n```")


def test_white_space_does_not_matter():
    spaced, plain = (converted(text) for text in ("{{status   uncertain :why }}", "{{ status uncertain: why }}"))

    assert spaced == plain
    assert 'data-status="uncertain"' in plain


def test_the_pages_hold_none_that_is_malformed():
    found = {str(path): list(faults((ROOT / path).read_text(encoding="utf-8").splitlines(), FORMS)) for path in PAGES}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.exhaustive
def test_the_build_stops_with_file_and_line(tmp_path):
    """MkDocs as anybody would start it, on a copy of the pages with one letter wrong."""
    for name in ("build", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("calculators", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("mkdocs.yml", *NAMES.values()):
        shutil.copy(ROOT / name, tmp_path)
    page = tmp_path / "docs/en/guideline/transplantation.md"
    text = page.read_text(encoding="utf-8")
    spoilt = re.sub(r"\{\{ criterion ", "{{ criterium ", text, count=1)
    page.write_text(spoilt, encoding="utf-8")
    line = next(number for number, one in enumerate(spoilt.splitlines(), 1) if "criterium" in one)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "build/mkdocs.en.yml"]

    done = subprocess.run(
        [*command, "--site-dir", str(tmp_path / "site")], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode
    assert f"transplantation.md:{line}: " in done.stderr
    assert "the nearest are “criteria” and “criterion”" in done.stderr


# The words of the frame and the menu


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('skip = { en = "Skip" }', "words.skip"),
        ('skip = { el = "Μετάβαση" }', "words.skip"),
        ('skip = { en = "Skip", el = " " }', "words.skip"),
        ('skip = { en = "Skip", el = "Μετάβαση", de = "Weiter" }', "words.skip"),
    ],
)
def test_a_word_of_the_frame_in_one_language_stops_the_build(tmp_path, written, says):
    path = tmp_path / "frame.toml"
    path.write_text(f"[site]\n[words]\n{written}\n[address]\n[search]\n[kinds]\n[home]\n", encoding="utf-8")

    with pytest.raises(DataError, match=says):
        read_frame(path)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('{ page = "a/b", en = "A" }', "a/b: lacks or does not know el"),
        ('{ page = "a/b", el = "Α" }', "a/b: lacks or does not know en"),
        ('{ en = "A", el = "Α" }', "A: lacks or does not know entries"),
        ('{ page = "a/b", en = "A", el = "Α", entries = [] }', "a/b: lacks or does not know entries"),
        ('{ en = "A", el = "Α", entries = [{ page = "b", en = "", el = "Β" }] }', "b: "),
    ],
)
def test_a_line_of_the_menu_that_lacks_something_stops_the_build(tmp_path, entry, says):
    path = tmp_path / "navigation.toml"
    path.write_text(f"entries = [{entry}]\n", encoding="utf-8")

    with pytest.raises(DataError, match=says):
        read_navigation(path)


def test_templates_use_every_word_of_the_frame_and_no_other():
    used = {}
    for part, pattern in {"words": r"\bwords\.(\w+)", "search": r"\bsearch\.(\w+)"}.items():
        texts = [path.read_text(encoding="utf-8") for path in (ROOT / "docs/theme").rglob("*.html")]
        frames = [text for text in texts if "config.extra" in text or "links." in text or "{{ words." in text]
        used[part] = {name for text in frames for name in re.findall(pattern, text)}

    assert set(read_frame()["search"]) <= used["search"]
    assert set(read_frame()["words"]) - {"section_link"} <= used["words"]
