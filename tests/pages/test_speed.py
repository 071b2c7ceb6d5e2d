"""What `make bench` measured is whole, pages show just that, and the parts of a measurement do what they say."""

import json
import re
import statistics
from collections import Counter

import pytest
from benchmark import PARTS
from benchmarks.engines import EnginesDisagree, agree
from benchmarks.evaluation import copied
from benchmarks.rule import cases_of, patients, rule_of
from benchmarks.starts import turned
from benchmarks.visits import NetworkLine
from data.records import DataError
from data.speed import RESULTS, TABLES, Figure, Part, Results, Unmeasured, gaps, read_results, write_results
from directives.extension import Directives
from markdown import Markdown
from render import speed
from render.speed_words import MEASURES, NAMES, NOTHING, TITLES

from calculators import evaluate
from calculators.model.text import LANGUAGES
from calculators.model.truth import Truth
from calculators.sets.registry import SETS

MILAN = SETS["milan-net-2007"]
UNITS = {"s": 1000.0, "ms": 1.0, "µs": 0.001}


def results(figures, **part):
    kept = {"date": "2026-11-26", "quick": False, "load": (0.1, 0.2), "figures": tuple(figures)}
    return Results("a machine", {"python": "3"}, {"starts": Part(**(kept | part))})


def test_every_figure_of_every_table_was_measured_or_it_is_said_why_not():
    assert gaps(read_results()) == []


def test_every_table_belongs_to_a_part_that_is_measured_and_every_word_is_there():
    assert {table.part for table in TABLES.values()} == set(PARTS)
    assert set(TITLES) == set(TABLES)
    assert {measure for table in TABLES.values() for measure in table.measures} == set(MEASURES)
    assert {of for table in TABLES.values() for of in table.of} == set(NAMES)


def test_what_is_missing_of_results_is_named():
    stock = Figure("bytes", "stock", "MB", (1.0,))
    assert "starts bytes board is missing" in gaps(results([stock]))
    assert "starts bytes stock is missing" not in gaps(results([stock]))
    assert "starts bytes stock is missing" not in gaps(results([], unmeasured=(Unmeasured("stock", "absent", ""),)))
    assert "starts weight board is shown nowhere" in gaps(results([Figure("weight", "board", "kg", (1.0,))]))


def test_results_are_written_as_they_are_read(tmp_path):
    written = results(
        [Figure("bytes", "board", "MB", (1.5, 2.5))], unmeasured=(Unmeasured("stock", "online", "„words“"),)
    )
    write_results(written, tmp_path / "speed.json")
    assert read_results(tmp_path / "speed.json") == written


@pytest.mark.parametrize("broken", ["", "{}", '{"machine": "", "versions": {}, "parts": {"starts": {}}}'])
def test_other_files_are_refused(tmp_path, broken):
    path = tmp_path / "speed.json"
    with pytest.raises(DataError):
        read_results(path)
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(DataError):
        read_results(path)


def test_figures_without_values_are_refused(tmp_path):
    path = tmp_path / "speed.json"
    write_results(results([Figure("bytes", "board", "MB", ())]), path)
    with pytest.raises(DataError, match="bytes of board"):
        read_results(path)


def read_cell(cell, language):
    """Return the number in bold in *cell*, in the unit in which it was kept."""
    digits, unit = re.search(r"<strong>([\d.,]+)(?:\u00a0(\S+))?</strong>", cell).groups()
    if language == "el":
        digits = digits.translate(str.maketrans(",.", ".,"))
    return float(digits.replace(",", "")) * UNITS.get(unit, 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_a_page_shows_what_the_file_holds(name, language):
    """The medians are worked out anew from the file, and stand in the table where row and column say."""
    table = TABLES[name]
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))["parts"].get(table.part)
    html = Markdown(extensions=[Directives(language), "tables", "md_in_html", "attr_list"]).convert(
        f"{{{{ speed {name} }}}}"
    )
    if kept is None:
        assert NOTHING[language] in html
        return
    medians = {(one["measure"], one["of"]): statistics.median(one["values"]) for one in kept["figures"]}
    head, *rows = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in html.split("<tr>")[1:]]
    across = {words: of for of in table.of for words in [NAMES[of][language]]}
    for row in rows:
        for title, cell in zip(head[1:], row[1:], strict=True):
            words = [re.sub("<.*?>", "", one) for one in (title, row[0])]
            of = next(across[one] for one in words if one in across)
            measure = next(one for one in table.measures if MEASURES[one][language] in words)
            if (measure, of) in medians:
                assert read_cell(cell, language) == pytest.approx(medians.pop((measure, of)), rel=0.006)
            else:
                assert "–" in cell
    assert not [one for one in medians if one[0] in table.measures and one[1] in table.of]


def test_a_page_says_how_two_figures_stand_to_one_another():
    found = read_results().parts["starts"]
    board, stock = (found.figure("start-empty", of).median for of in ("board", "stock"))
    assert speed.ratio("starts", "start-empty", "board", "stock", language="en") == f"{board / stock:.2f}"


def test_contenders_take_turns():
    assert [turned(["a", "b", "c"], turn)[0] for turn in range(4)] == ["a", "b", "c", "a"]
    assert turned(["a", "b", "c"], 1) == ["b", "c", "a"]


def test_a_line_counts_what_passes():
    line = NetworkLine()
    line.ask()
    line.send(100)
    line.send(20)
    assert (line.requests, line.came) == (1, 120)
    line.restart(slow=False)
    assert (line.requests, line.came) == (0, 0)


def test_the_plain_rule_says_what_the_set_says():
    """What the other engines get is the set itself: judged by hand, it gives the verdicts of `evaluate`."""
    rule = rule_of(MILAN)
    cases = cases_of(rule, 400)

    def truth(test, answer):
        if "limit" in test:
            holds = {"≤": lambda: answer <= test["limit"], "≥": lambda: answer >= test["limit"]}[test["sign"]]
            return Truth.UNKNOWN if answer is None else Truth.MET if holds() else Truth.NOT_MET
        return Truth.MET if answer in test["met"] else Truth.NOT_MET if answer in test["not_met"] else Truth.UNKNOWN

    said = []
    for case in cases:
        truths = {truth(test, case[test["field"]]) for test in rule}
        verdict = "not_met" if Truth.NOT_MET in truths else "undecided" if Truth.UNKNOWN in truths else "met"
        assert verdict == evaluate(case).sets[MILAN.id].verdict.value, case
        said.append(verdict)
    assert min(Counter(said).values()) > 20
    assert cases == cases_of(rule, 400)


def test_a_set_that_is_no_list_of_tests_is_refused():
    with pytest.raises(ValueError, match="not a single test"):
        rule_of(SETS["optn-net"])


def test_random_patients_can_be_evaluated():
    assert patients(3) == patients(3) != patients(3, seed=2)
    for patient in patients(20):
        assert evaluate(patient).sets


def test_engines_that_disagree_are_not_measured():
    cases = [{"age_years": 54.0}, {"age_years": 60.0}]
    agree({"one": ["met", "not_met"], "fewer": ["met"]}, cases)
    with pytest.raises(EnginesDisagree, match="case 1"):
        agree({"one": ["met", "not_met"], "other": ["met", "met"]}, cases)
    with pytest.raises(EnginesDisagree, match="case 1"):
        agree({"one": ["met"], "other": ["met"]}, cases)


def test_copies_of_a_set_share_no_criterion():
    copy = copied(MILAN, 2)
    assert copied(MILAN, 0) is MILAN
    assert not {one.id for one in copy.criteria} & {one.id for one in MILAN.criteria}
    assert [one.test for one in copy.criteria] == [one.test for one in MILAN.criteria]
