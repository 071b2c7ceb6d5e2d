"""One fact has one status, wherever it is printed: in the data, in the coverage of the slides, on a page and in a set."""

import csv
import re
from pathlib import Path

import pytest
from data.claims import read_claims
from data.coverage import read_coverage
from data.outcome_rows import SLIDES_SOURCE
from data.outcomes import evidence
from data.records import DataError
from data.statuses import ORDER
from directives.extension import Directives
from directives.grammar import Directive, DirectiveError, replaced
from directives.kinds import FORMS
from markdown import Markdown
from paths import DOCS
from verification import marks, statuses

from calculators.model.sets import Status
from calculators.model.text import LANGUAGES
from calculators.sets.registry import SETS

PAGES = sorted(path.relative_to(DOCS) for language in LANGUAGES for path in (DOCS / language).rglob("*.md"))
# These show every mark once, to explain it.
EXPLAINING = {"about/intended-use", "evidence/data"}
MARK = re.compile(r"\{\{ status (?P<status>[\w-]+)(?P<note>: [^{}]*)? \}\}")
# A cell of a table and a sentence are on their own: a mark speaks of the numbers before it in the same one.
SAID = re.compile(
    rf"\{{\{{ outcome (?P<id>[a-z0-9-]+)(?P<options>(?: (?:plain|bare|interval))*) \}}\}}|{MARK.pattern}|(?P<end> \| )"
)
FILE = "id,source,status,note_en,note_el\n"


def page(path: Path) -> str:
    return path.relative_to(path.parts[0]).with_suffix("").as_posix()


def read(path: Path) -> str:
    return (DOCS / path).read_text(encoding="utf-8")


def typed(line: str) -> str:
    """Return *line* with the status of each fact as it would be typed."""

    def one(directive: Directive) -> str | None:
        if directive.name != marks.OF_FACTS.name:
            return None
        standing = marks.said_by(directive)
        return f"{{{{ status {standing.status}{': ' + standing.note.en if standing.note else ''} }}}}"

    return replaced(line, FORMS, one)


def test_each_figure_of_a_slide_is_named_by_the_statement_that_says_it():
    named = [fact for statement in read_coverage() for fact in statement.facts]
    printed = {outcome.id: outcome for outcome in evidence().outcomes.values() if outcome.slide}

    assert set(printed) <= set(named)
    for statement in read_coverage():
        for outcome in (printed[fact] for fact in statement.facts if fact in printed):
            assert outcome.slide == statement.slide
            assert {
                str(float(figure)).removesuffix(".0") for figure in re.findall(r"\d+(?:\.\d+)?", outcome.printed)
            } <= set(statement.figures), statement


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_a_mark_on_a_page_says_of_its_numbers_what_the_data_say(path: Path):
    """Without a note a mark is that of the least known number before it; with one it may say less, and never more."""
    wrong = []
    for line in map(typed, read(path).splitlines()):
        numbers: list[str] = []
        for said in SAID.finditer(line):
            if said["id"]:
                numbers += [said["id"]] * ("plain" in said["options"] and said["id"] in statuses.facts())
                continue
            if said["status"] and numbers:
                least = statuses.standing(numbers).status
                order = ORDER.index
                if order(said["status"]) < order(least) or (not said["note"] and said["status"] != least):
                    wrong.append(f"{said['status']}, but {least}: {numbers}")
            numbers = []

    assert wrong == []


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_set_begins_with_the_status_of_the_set(name: str, language: str):
    marks = re.findall(
        r"\{\{ status [^{}]*\}\}", (DOCS / language / f"calculators/{name}.md").read_text(encoding="utf-8")
    )

    assert f"{{{{ status of {name} }}}}" in marks
    assert marks[0] == f"{{{{ status of {name} }}}}" or SETS[name].status is Status.PROVISIONAL


def test_that_a_set_is_provisional_is_never_typed():
    typing = [path for path in PAGES if f"status {Status.PROVISIONAL.value}" in read(path)]

    assert [path for path in typing if page(path) not in EXPLAINING] == []


@pytest.mark.parametrize(
    "name", [name for name, one in SETS.items() if any(line.hazard_ratio for line in one.criteria)]
)
def test_the_hazard_ratios_of_a_set_have_its_status(name: str):
    one = SETS[name]
    ratios = {
        float(outcome.value): outcome
        for outcome in evidence().outcomes.values()
        if (outcome.source, outcome.endpoint) == (one.source.id, "hr-death")
    }

    for line in one.criteria:
        assert ratios[line.hazard_ratio].status == one.status.value


def test_a_claim_of_several_pages_is_never_marked_by_hand():
    with (DOCS / "data/claims.csv").open(encoding="utf-8", newline="") as file:
        works = {row["source"] for row in csv.DictReader(file)} - {SLIDES_SOURCE}

    for path in PAGES:
        for work in works:
            assert not re.findall(rf"\[@{work}\] \{{\{{ status (?!of )", read(path)), path


def test_every_claim_is_made_on_a_page():
    written = "".join(read(path) for path in PAGES)

    for claim in read_claims():
        assert re.search(rf"\{{\{{ status of [^{{}}]*\b{claim}\b", written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_status_of_a_fact_is_shown_as_one_that_is_typed(language: str):
    note = evidence().outcomes["burden-seer"].note[language]

    shown, typed = (
        Markdown(extensions=[Directives(language)]).convert(text)
        for text in ("{{ status of burden-seer }}", f"{{{{ status uncertain: {note} }}}}")
    )
    assert shown == typed


def test_what_says_several_things_is_as_well_known_as_the_least():
    assert statuses.standing(["mayo2010-os-5y", "mayo2010-dfs-5y"]).status == "as-printed"
    assert statuses.standing(["mayo2010-dfs-5y", "burden-seer", "mayo2010-os-5y"]).status == "uncertain"


@pytest.mark.parametrize("text", ["{{ status of nothing }}", "{{ status of mayo2010-os-5y nothing }}"])
def test_a_fact_that_nobody_knows_stops_the_build(text: str):
    with pytest.raises(DirectiveError, match="no fact “nothing”"):
        Markdown(extensions=[Directives("en")]).convert(text)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("one,nobody1999,abstract,,", "not in references"),
        ("one,mayo2010,sure,,", "its status is none of"),
        ("one,mayo2010,uncertain,,", "a note that says why"),
        ("One,mayo2010,abstract,,", "ill named"),
        ("one,mayo2010,abstract,,\none,mayo2010,abstract,,", "there twice"),
    ],
)
def test_a_claim_that_cannot_be_used_is_refused(row: str, why: str, tmp_path: Path):
    (tmp_path / "references.json").write_text(
        (DOCS / "data/references.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "claims.csv").write_text(f"{FILE}{row}\n", encoding="utf-8")

    with pytest.raises(DataError, match=why):
        read_claims(tmp_path / "claims.csv")
