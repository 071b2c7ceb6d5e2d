"""Python in the browser answers as Python does here: every kind of request, so also every file that a page can make."""

import random
from pathlib import Path

import compare_python
from playwright.sync_api import BrowserContext

from calculators.web.endpoint import HANDLERS

SOME_HAND_WRITTEN = 40
RANDOM = 40


def test_every_request_gets_the_same_answer_in_the_browser_as_here(context: BrowserContext, site: str, site_dir: Path):
    some = random.Random(1).sample(list(compare_python.patients_written_by_hand()), SOME_HAND_WRITTEN)  # noqa: S311 (no secret)
    asked = list(compare_python.requests([*some, *compare_python.typed_at_random(RANDOM, seed=7)]))
    page = context.new_page()
    page.goto(f"{site}about/intended-use/")
    [engine] = (site_dir / "assets/python").glob("engine.*.js")
    page.evaluate(compare_python.START, f"{site}assets/python/{engine.name}")

    assert {str(request["ask"]) for request in asked} == set(HANDLERS)
    assert [(request, there, here) for request, there, here in compare_python.differences(page, asked)] == []
