"""
Ask the Python that readers get and the Python here the same, about the hand-written cases and random patients.

`python build/compare_python.py` builds Python for the browser, starts it in Chromium as a page does, and compares each
reply with that of `calculators.web.endpoint.handle` here. Where one differs it ends with status 1 and shows it.
"""

import argparse
import contextlib
import itertools
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from browser import BrowserMissing, launch_options
from data.hand_written import hand_written
from playwright.sync_api import Page, sync_playwright
from runtime import browser_python
from serve import serving

from calculators.engine.breakpoints import breakpoints
from calculators.engine.case import LATEST, encode, read
from calculators.model.fields import Choice, Field, Number, YesNo, options_of
from calculators.vocabulary.form import FIELDS
from calculators.web import cohort
from calculators.web.endpoint import HANDLERS, handle
from calculators.worksheets.registry import WORKSHEETS

TODAY = "2026-11-01"
DAYS = ("2025-01-01", "2025-12-31", "2026-05-01", "2026-08-15", "2026-10-31", "2026-11-01", "2027-01-01")
SPOILT = (
    "",
    "?",
    "1.234",
    "0,5",
    "-1",
    "<2",
    ">=20",
    "1-2",
    "999999",
    "G2",
    "Ω",
    "31/02/2026",
    "1e999",
    "9" * 5000,
    "\0\u2028😀",
)
"""What nobody should type, and what counts as partly known."""
ALONE = ("case", "worksheet")
AROUND = tuple(name for name in HANDLERS if name not in ALONE and not name.startswith("cohort-"))
"""What is asked around the verdicts: two of these about each patient, after the verdicts themselves."""
BATCH = 200
MOST_SHOWN = 10

START = """async (address) => {
    const { startEngine } = await import(address);
    globalThis.engine = startEngine();
    await globalThis.engine.ready;
}"""
ASK = """async (requests) => {
    const replies = [];
    for (const request of requests) replies.push(JSON.stringify(await globalThis.engine.ask(request)));
    return replies;
}"""

type Request = dict[str, Any]
type Typed = dict[str, str]


def patients_written_by_hand() -> Iterator[Typed]:
    """Yield the patients of `tests/cases` as a form has them."""
    for case in hand_written():
        yield {name: encode(answer) for name, answer in read(case.patient, LATEST).items()}


def typed_at_random(count: int, seed: int) -> Iterator[Typed]:
    """Yield *count* random patients as typed, often at the limits of the rules, some of it spoilt."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    for _ in range(count):
        share = draw.random()
        yield {
            name: draw.choice(SPOILT) if draw.random() < 0.02 else _answer(field, draw)  # noqa: PLR2004 (one in fifty)
            for name, field in FIELDS.items()
            if draw.random() < share
        }


def _answer(field: Field, draw: random.Random) -> str:
    match field:
        case Number():
            near = [limit + step for limit in breakpoints(field) for step in (-field.step, 0, field.step)]
            anywhere = draw.uniform(field.low, field.high or 240)
            value = draw.choice([*near, round(anywhere) if field.whole else round(anywhere, 2)])
            return encode(float(value))
        case Choice() | YesNo():
            return encode(draw.choice(options_of(field)))
        case _:
            return draw.choice(DAYS)


def requests(patients: Sequence[Typed]) -> Iterator[Request]:
    """Yield what is asked about *patients* in either language; worksheets and tables of many patients come first."""
    for language in ("en", "el"):
        base: Request = {"language": language, "today": TODAY, "answers": {}, "carried": []}
        for name in WORKSHEETS:
            yield base | {"ask": "worksheet", "worksheet": name}
            yield base | {"ask": "worksheet", "worksheet": name} | _amounts(name)
        yield base | {"ask": "verify", "text": '{"a":' * 5000}
        yield base | {"ask": "cohort-open", "simulated": True}
        yield from (base | {"ask": "cohort-part"} for _ in range(3))
        yield base | {"ask": "cohort-report"}
        yield base | {"ask": "cohort-patients", "set": "milan-net-2007", "verdict": "not_met"}
        yield from (base | {"ask": "cohort-file", "what": what} for what in cohort.FILES)
    for number, answers in enumerate(patients):
        base = {
            "language": ("en", "el")[number // len(AROUND) % 2],
            "today": TODAY,
            "answers": answers,
            # The id of a calendar's events is drawn by chance where the address brings none.
            "carried": [["calendar", f"{number:032x}"]],
            "other": patients[number - 1],
            "text": json.dumps(answers),
        }
        around = (AROUND[(2 * number + one) % len(AROUND)] for one in (0, 1))
        yield from (base | {"ask": ask} for ask in ("case", *around))


def _amounts(name: str) -> Request:
    """Return answers to the worksheet *name*, with two rows where it has any."""
    draw = random.Random(name)  # noqa: S311 (no secret)
    worksheet = WORKSHEETS[name]
    once, *rows = (
        {question: _answer(field, draw) for question, field in asked.items()}
        for asked in (worksheet.once, worksheet.in_rows, worksheet.in_rows)
    )
    return {"answers": once, "rows": rows}


def without_the_moment(reply: str) -> str:
    """Return *reply* without the moment at which a file was made."""
    return re.sub(r"(DTSTAMP|LAST-MODIFIED|SEQUENCE):[\dTZ]+", "", reply)


def differences(page: Page, asked: Sequence[Request]) -> Iterator[tuple[Request, str, str]]:
    """Yield each request that is answered otherwise on *page* than here, with both replies."""
    for start in range(0, len(asked), BATCH):
        part = asked[start : start + BATCH]
        for request, reply in zip(part, page.evaluate(ASK, part), strict=True):
            there, here = without_the_moment(reply), without_the_moment(handle(json.dumps(request)))
            if json.loads(there) != json.loads(here):
                yield request, there, here


@contextlib.contextmanager
def python_in_a_page() -> Iterator[Page]:
    """Give a page on which Python, as readers get it, has started."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser_python.build(Path(folder))
        (Path(folder) / "index.html").write_text("<!doctype html><title>Python</title>", encoding="utf-8")
        with serving(Path(folder)) as address, playwright.chromium.launch(**launch_options()) as browser:
            page = browser.new_page()
            page.goto(address)
            page.evaluate(START, f"{address}assets/python/engine.js")
            yield page


def main() -> int:
    """Compare, say what differs, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=2000, help="how many random patients (2000)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (1)")
    options = parser.parse_args()

    patients = [*patients_written_by_hand(), *typed_at_random(options.patients, options.seed)]
    asked = list(requests(patients))
    try:
        with python_in_a_page() as page:
            found = list(itertools.islice(differences(page, asked), MOST_SHOWN))
    except BrowserMissing as error:
        print(error, file=sys.stderr)
        return 1
    for request, there, here in found:
        print(json.dumps(request, ensure_ascii=False), f"  in the browser: {there}", f"  here: {here}", sep="\n")
    if not found:
        print(f"{len(asked)} requests about {len(patients)} patients: the same answers in the browser as here")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
