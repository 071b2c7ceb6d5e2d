"""Source that can be read: no function too tangled, no line of code too long."""

import ast
import io
import re
import tokenize

import pytest
from paths import ROOT
from radon.complexity import cc_visit

TANGLED = 12
"""The most ways through a function, by radon's count."""
WIDE = 120
SOURCES = sorted(path for folder in ("calculators", "build", "tests") for path in (ROOT / folder).rglob("*.py"))
SENTENCE = re.compile(r"\w+\W+\w+\W+\w+")
# What a checker is told stands at the end of the line that it is about.
FOR_A_CHECKER = re.compile(r"  # (?:noqa|type:|pragma:).*")


def tangled(path):
    blocks = [
        part
        for block in cc_visit(path.read_text(encoding="utf-8"))
        for part in (block, *getattr(block, "closures", ()))
    ]
    return {block.fullname for block in blocks if hasattr(block, "is_method") and block.complexity > TANGLED}


def test_every_folder_of_tests_is_run():
    """`make test` names the folders: one that it forgets would never be run."""
    lists = re.findall(r"^WITH(?:OUT)?_\w+ := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(folder for line in lists for folder in line.split()) == [
        "calculators",
        *sorted({f"tests/{path.parent.name}" for path in (ROOT / "tests").glob("*/test_*.py")}),
    ]


def test_no_module_adds_a_folder_to_where_python_looks():
    """What one file needs of another is found by its name; a path put in front finds the wrong one some day."""
    adding = re.compile(r"\bsys\.path(?:\.(?:insert|append|extend)|\[[^\]]*\] *=| *\+?=)")

    assert [path for path in SOURCES if adding.search(path.read_text(encoding="utf-8"))] == []


def test_no_function_is_tangled():
    found = {
        str(path.relative_to(ROOT)): names
        for path in SOURCES
        if not path.is_relative_to(ROOT / "tests") and (names := tangled(path))
    }

    assert found == {}


def test_a_name_of_a_class_means_one_thing():
    """Who reads a name in one file may look it up in any other."""
    homes = {}
    for path in SOURCES:
        if path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "name", None)
            if isinstance(node, ast.ClassDef | ast.TypeAlias):
                homes.setdefault(name if isinstance(name, str) else name.id, []).append(str(path.relative_to(ROOT)))

    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def strings(source):
    """Yield begin and end, each line and column, of the strings in *source*; a formatted one is one string, whatever is put into it."""
    begun = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.FSTRING_START:
            begun.append(token.start)
        elif token.type == tokenize.FSTRING_END:
            begin = begun.pop()
            if not begun:
                yield begin, token.end
        elif token.type == tokenize.STRING and not begun:
            yield token.start, token.end


def sentences(source):
    """Yield number and width of each piece of a line in *source* that is a string with a sentence."""
    lines = source.splitlines()
    for (first, begin), (last, end) in strings(source):
        pieces = [
            (number, begin if number == first else 0, end if number == last else len(lines[number - 1]))
            for number in range(first, last + 1)
        ]
        if SENTENCE.search(" ".join(lines[number - 1][start:stop] for number, start, stop in pieces)):
            yield from ((number, stop - start) for number, start, stop in pieces)


def too_long(source):
    """Return the numbers of the lines in *source* that are wider than they may be, whatever is said in their sentences."""
    lines = source.splitlines()
    wide = {number for number, line in enumerate(lines, start=1) if len(FOR_A_CHECKER.sub("", line)) > WIDE}
    if not wide:
        return []
    said = dict.fromkeys(wide, 0)
    for number, width in sentences(source):
        if number in said:
            said[number] += width
    return sorted(number for number in wide if len(FOR_A_CHECKER.sub("", lines[number - 1])) - said[number] > WIDE)


def test_only_a_sentence_makes_a_line_long():
    assert [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number in too_long(path.read_text(encoding="utf-8"))
    ] == []


SHORT = "x" * 100


@pytest.mark.parametrize(
    ("line", "long"),
    [
        (f"{SHORT} = '{SHORT}'", True),
        (f"# {SHORT} {SHORT}", True),
        (f"name = '{SHORT} is a sentence, which a reader sees as {SHORT}'", False),
        (f'name = f"{SHORT} is a sentence of {{what}} and {SHORT}"', False),
        (f"{SHORT} = {SHORT}('this is a sentence')", True),
        (f"{SHORT} = 1  # noqa: ERA001 (a checker is told why)", False),
        (f'"""\n{SHORT} is a sentence of several lines, {SHORT}\n"""', False),
    ],
)
def test_a_line_is_measured_without_its_sentences(line, long):
    assert bool(too_long(line + "\n")) == long
