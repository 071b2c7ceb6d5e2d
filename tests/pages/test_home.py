"""The home page: what it shows of the board is what the rules say, and it tells its version and its last revision."""

import re
from datetime import date

import pytest
import yaml
from data.examples import examples
from data.pages import last_revision
from paths import DOCS
from render import example_board

from calculators import evaluate
from calculators.model.text import LANGUAGES
from calculators.sets.registry import GROUPS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", examples(), ids=lambda one: one["id"])
def test_the_example_shows_what_the_rules_say_of_the_invented_patient(example: dict, language: str):
    shown = example_board.block(example["id"], language)

    compared = [one for group in GROUPS if group.compared for one in group.sets if one.id in example["concerns"]]
    verdicts = [evaluate(example["case"]).sets[one.id].verdict for one in compared]
    assert re.findall(r'<tr data-verdict="(\w*)"', shown) == ["" if one is None else one.value for one in verdicts]
    assert shown.count('<th scope="row">') == len(compared)
    assert f'href="calculators/{example["href"].replace("&", "&amp;")}"' in shown


def test_the_last_revision_is_that_of_the_page_revised_last():
    heads = [yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]) for path in DOCS.glob("e[ln]/**/*.md")]

    assert last_revision() == max(head["date"] for head in heads if isinstance(head.get("date"), date))
