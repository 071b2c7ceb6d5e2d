"""Every text that a reader sees uses the terms of the termbase, and none of the words that it avoids."""

import ast
import csv
import re
import tomllib
from functools import cache

import pytest
from paths import ROOT

from calculators.model.text import LANGUAGES

DATA = ROOT / "docs" / "data"
TERMS = tomllib.loads((DATA / "termbase.toml").read_text("utf-8"))["term"]
# What is searched by, as readers type it, and what is no text of ours: titles of works, and the termbase itself.
FOR_FINDING = {"also", "keys"}
NOT_OURS = {"termbase.toml", "search.toml"}
CODE = re.compile(
    r"\{\{\s*(?:status uncertain: ?)?|\{%.*?%\}|\]\([^)]*\)|\{#[^}]*\}|\[@[^\]]*\]|`[^`]*`|<[^>]*>|“\{[^}]*\}”"
)
DIRECTIVE = re.compile(r"\{\{(?!\s*status uncertain:).*?\}\}")


@cache
def python_texts(*, whole=False):
    """Return where, language and words of each `Text` that the packages write; of those that are one plain string each alone where asked for the *whole*."""
    return [
        said
        for path in sorted([*ROOT.glob("calculators/**/*.py"), *ROOT.glob("build/**/*.py")])
        for said in texts_in(path, whole=whole)
    ]


def texts_in(path, *, whole):
    """Yield the same of one file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"):
            continue
        if whole and not (
            len(node.args) == len(LANGUAGES) and all(isinstance(said, ast.Constant) for said in node.args)
        ):
            continue
        for language, said in zip(("en", "el"), node.args, strict=False):
            for part in ast.walk(said):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield f"{path.relative_to(ROOT)}:{part.lineno}", language, part.value


def page_texts():
    """Yield the same of each line of the pages, and of what is told of each version."""
    for language in LANGUAGES:
        for path in sorted((ROOT / "docs" / language).rglob("*.md")):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                yield f"{path.relative_to(ROOT)}:{number}", language, CODE.sub(" ", DIRECTIVE.sub(" ", line))
    for name, language in (("CHANGELOG.md", "en"), ("CHANGELOG.el.md", "el"), ("README.md", "en")):
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), start=1):
            yield f"{name}:{number}", language, CODE.sub(" ", line)


def within(value, where, language=None):
    """Yield the same of what is in *value*, read from TOML: texts are said under `en` and `el`."""
    if isinstance(value, str) and language:
        yield where, language, DIRECTIVE.sub(" ", value)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from within(part, f"{where}[{number}]", language)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in FOR_FINDING:
                yield from within(part, f"{where}.{key}", key if key in LANGUAGES else language)


def data_texts():
    """Yield the same of the data: columns and keys that end in a language."""
    for path in sorted(DATA.glob("*.toml")):
        if path.name not in NOT_OURS:
            yield from within(tomllib.loads(path.read_text("utf-8")), path.name)
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                for column, said in row.items():
                    if (language := column[-2:]) in LANGUAGES and said:
                        yield f"{path.name}:{number} {column}", language, said


def template_texts():
    """Yield the same of what templates and scripts write themselves, of which the language is not known."""
    for path in sorted(ROOT.glob("docs/theme/**/*.html")):
        for language in LANGUAGES:
            yield (
                str(path.relative_to(ROOT)),
                language,
                re.sub(
                    r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|<[^>]*>", " ", path.read_text("utf-8"), flags=re.DOTALL
                ),
            )
    for path in sorted(ROOT.glob("docs/theme/assets/**/*.js")):
        for literal in re.findall(
            r'"([^"\n]* [^"\n]*)"', re.sub(r"^\s*(//|\*|/\*).*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        ):
            for language in LANGUAGES:
                yield str(path.relative_to(ROOT)), language, literal


def pattern(words):
    """Return the pattern of avoided *words*, `*` for any ending."""
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
        + r")(?![\w])",
        re.IGNORECASE,
    )


def found(language, texts):
    """Return where *texts* of *language* use a word to avoid, with the term to use."""
    rules = [
        (pattern(term[f"avoid_{language}"]), term.get(f"keep_{language}", []), term)
        for term in TERMS
        if f"avoid_{language}" in term
    ]
    wrong = []
    for where, spoken, said in texts:
        if spoken != language:
            continue
        for avoided, kept, term in rules:
            rest = pattern(kept).sub(" ", said) if kept else said
            wrong += [
                f"{where}: “{hit[0]}”, rather {term[language]}: {said.strip()[:160]}" for hit in avoided.finditer(rest)
            ]
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("texts", [python_texts, page_texts, data_texts, template_texts])
def test_no_text_uses_a_word_to_avoid(texts, language):
    assert not found(language, texts())


@pytest.mark.parametrize("texts", [python_texts, page_texts, data_texts, template_texts])
def test_each_kind_of_text_is_found_in_both_languages(texts):
    assert {language for _, language, said in texts() if said.strip()} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The paper was not at hand."),
        ("en", "Resistance under imatinib"),
        ("en", "Surgery of metastases went with longer survival"),
        ("el", "ο GIST ανταποκρίνεται"),
        ("el", "Ακανθοκυτταρικό καρκίνωμα"),
        ("el", "εκτομή με θεραπευτική πρόθεση"),
    ],
)
def test_a_word_to_avoid_is_found_in_a_sentence(language, said):
    assert found(language, [("here", language, said)])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("el", "κριτήρια Milan-NET"),
        ("el", "οι καρκινοειδείς κρίσεις"),
        ("en", "NCNELM: the E stands for endocrine, as is understood"),
    ],
)
def test_a_word_is_let_pass_where_it_is_right(language, said):
    assert not found(language, [("here", language, said)])


def pairs():
    """Yield where each `Text` of two plain strings is, with its English and its Greek."""
    said = list(python_texts(whole=True))
    # What ends in a space goes on with a name, which Greek cannot decline: "Remove lesion 2".
    both = [(where, en, el) for (where, _, en), (_, _, el) in zip(said[::2], said[1::2], strict=True)]
    return [(where, en, el) for where, en, el in both if " " in en and " " in el and not en.endswith(" ")]


@pytest.mark.parametrize(("english", "greek"), [(".", "."), ("?", ";"), (":", ":")])
def test_a_text_ends_alike_in_both_languages(english, greek):
    assert len(pairs()) > 100
    assert [
        (where, en, el) for where, en, el in pairs() if en.rstrip().endswith(english) != el.rstrip().endswith(greek)
    ] == []
