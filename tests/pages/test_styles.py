"""The style sheets of the site, read as text: the widths at which the layout changes, and classes that nobody uses."""

import re
from pathlib import Path

import pytest
from paths import BUILD, DATA, DOCS, ROOT, RULES, THEME
from publish.breakpoints import DEFINITION, write_out
from publish.styles import join_styles, write_joined

STYLES = {path: path.read_text(encoding="utf-8") for path in sorted((THEME / "assets").rglob("*.css"))}
TESTS = ROOT / "tests"
NAMES = {"--tiny", "--phone", "--tablet", "--desktop"}
MADE_BY_MARKDOWN = {"admonition"}


def test_the_layout_changes_at_four_widths_each_with_a_name():
    defined = {name: width for text in STYLES.values() for name, width in DEFINITION.findall(text)}
    conditions = [
        condition for text in STYLES.values() for condition in re.findall(r"@(?:media|container) ([^{]+)\{", text)
    ]
    numbers = {number for width in defined.values() for number in re.findall(r"[\d.]+", width)}

    assert defined.keys() == NAMES
    assert {name for condition in conditions for name in re.findall(r"--\w+", condition)} == NAMES
    # A container can be as wide as a screen has a name for; what has no name is no width of ours.
    assert {number for condition in conditions for number in re.findall(r"[\d.]+", condition)} <= numbers
    assert not [condition for condition in conditions if "width" in condition and "rem" not in condition]


def test_a_width_is_written_where_it_is_named(tmp_path: Path):
    (tmp_path / "a.css").write_text(
        "@custom-media --small (width < 3em);\n@media not (--small) { p { color: var(--ink) } }"
    )
    (tmp_path / "b.js").write_text('matchMedia("(--small)");')

    write_out(tmp_path)

    assert (tmp_path / "a.css").read_text() == "@media not (width < 3em) { p { color: var(--ink) } }"
    assert (tmp_path / "b.js").read_text() == 'matchMedia("(width < 3em)");'


def test_a_width_without_a_definition_is_refused(tmp_path: Path):
    (tmp_path / "a.css").write_text("@media (--sma1l) { p { margin: 0 } }")

    with pytest.raises(ValueError, match="--sma1l"):
        write_out(tmp_path)


def test_each_class_is_given_to_something():
    sources = [*THEME.rglob("*.html"), *THEME.rglob("*.js"), *BUILD.rglob("*.py"), *DOCS.rglob("*.md"), *DATA.iterdir()]
    sources += RULES.rglob("*.py")  # the report of a cohort is a page that they write
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.is_file())
    # A class that is put together ends in what changes: "status--{{ kind }}", f"map__{state}".
    stems = set(re.findall(r"([A-Za-z][\w-]*(?:--|__|-))[{$'\"]", text))
    words = set(re.findall(r"[A-Za-z][\w-]*", text))
    classes = {name for style in STYLES.values() for name in re.findall(r"\.([a-z][\w-]*)", without_values(style))}
    unused = {name for name in classes - words - MADE_BY_MARKDOWN if not name.startswith(tuple(stems))}

    assert unused == set()


def test_each_mark_of_a_template_is_read_by_somebody():
    ours = [path for path in BUILD.rglob("*.py") if path.parent.name != "benchmarks"]  # which writes others' pages
    made = "\n".join(path.read_text(encoding="utf-8") for path in [*THEME.rglob("*.html"), *ours])
    readers = [*THEME.rglob("*.js"), *STYLES, *TESTS.rglob("*.py")]
    read = "\n".join(path.read_text(encoding="utf-8") for path in readers)
    marks = set(re.findall(r"\bdata-([a-z-]+)", made))
    unread = {mark for mark in marks if f"data-{mark}" not in read and not re.search(rf"\b{in_script(mark)}\b", read)}

    assert unread == set()


def in_script(mark: str) -> str:
    """Return *mark* as a script calls it: `worksheet-open` is `dataset.worksheetOpen`."""
    return re.sub(r"-(\w)", lambda letter: letter[1].upper(), mark)


def without_values(style: str) -> str:
    """Return *style* without comments, strings, addresses and declarations: its selectors."""
    style = re.sub(r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", "", style, flags=re.DOTALL)
    return re.sub(r"[\w-]+:[^;{}]*;", "", style)


def test_style_sheets_of_one_folder_are_one_file_in_their_order(tmp_path: Path):
    for folder in ("site", "board"):
        (tmp_path / "assets" / folder).mkdir(parents=True)
        for name in "ab":
            (tmp_path / f"assets/{folder}/{name}.css").write_text(f"/* {folder} {name} */", encoding="utf-8")
    sheets = ["site/a.css", "site/b.css", "board/b.css", "board/a.css"]
    links = "\n".join(f'<link rel="stylesheet" href="../assets/{sheet}">' for sheet in sheets)
    alone = '<link rel="stylesheet" href="../assets/site/a.css" media="print">'

    text, joined = join_styles(tmp_path, f"{links}\n{alone}\n<p>", "page/index.html", "/")
    write_joined(tmp_path, joined)
    found = re.findall(r'href="../([^"]+)">', text)

    assert [(tmp_path / path).read_text(encoding="utf-8") for path in found] == [
        "/* site a */\n/* site b */",
        "/* board b */\n/* board a */",
    ]
    assert text.endswith(f"{alone}\n<p>")


def test_nothing_that_holds_the_page_is_styled_by_what_it_holds():
    # Whatever changed anywhere in it, a browser would look through all of it again.
    whole = ("html", "body", "main", ".frame", ".prose", ".calculator")

    asked = {
        name
        for text in STYLES.values()
        for before in re.findall(r"([^\s,{}>+~]*):has\(", text)
        for name in whole
        if re.match(rf"{re.escape(name)}(?![\w-])", before)
    }

    assert not asked
