"""What a reader sees when a part of the page does not come, Python dies, or the browser refuses: the truth, and no answer of another case."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect
from support.site import choose, until_answered, until_kept

LIMIT = {
    "age_years": "55",
    "tumour_family": "neuroendocrine",
    "who_grade": "G1",
    "primary_site": "ileum",
    "liver_involvement_percent": "40",
}


LINE, GONE = "The download was interrupted", "a newer version of the site has been published"


def open_board(page: Page, site: str) -> None:
    page.goto(f"{site}en/calculators/#{urlencode(LIMIT)}")
    until_answered(page)


@pytest.mark.parametrize("part", ["actions", "questions"])
def test_a_part_that_does_not_come_leaves_the_verdicts_and_is_said(faulty_page: Page, site: str, part: str):
    page = faulty_page
    page.route(re.compile(rf"/{part}\.\w+\.js"), lambda route: route.fulfill(status=404, body=""))
    open_board(page, site)

    expect(page.locator("[data-notice-box=incomplete]")).to_contain_text("could not be loaded")
    until_answered(page)
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "undecided")
    page.unroute(re.compile(rf"/{part}\.\w+\.js"))
    page.locator("[data-notice-box] [data-reload]").click()
    expect(page.locator("#age_years")).to_have_value("55")
    expect(page.locator("[data-dialog-open=sheet]")).to_be_enabled()


def test_a_sheet_that_does_not_come_is_said_and_comes_when_it_is_asked_again(faulty_page: Page, site: str):
    page = faulty_page
    missing = re.compile(r"/sheet\.\w+\.js")
    page.route(missing, lambda route: route.abort())
    open_board(page, site)
    expect(page.locator("[data-dialog-open=sheet]")).to_be_enabled()
    page.locator("[data-dialog-open=sheet]").click()
    expect(page.locator("[data-notice-box=incomplete]")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)

    page.unroute(missing)
    page.locator("[data-dialog-open=sheet]").click()

    expect(page.locator("dialog[data-dialog=sheet] [data-sheet] h2")).to_be_visible()


def test_when_python_dies_no_view_keeps_an_answer(faulty_page: Page, site: str):
    page = faulty_page
    open_board(page, site)
    expect(page.locator("#field-age_years .field__close")).to_be_visible()
    # What the worker says of a trap, or of a stack that overflows in the middle of Python.
    page.workers[0].evaluate("() => { globalThis.postMessage({ failed: 'too much recursion' }); }")
    page.locator("#age_years").fill("40")

    expect(page.locator("[data-engine=failed]")).to_be_attached()
    expect(page.locator('[data-when="failed"]')).to_contain_text("The rules have stopped.")
    expect(page.locator("[data-verdict]")).to_have_count(0)
    expect(page.locator("#field-age_years .field__close")).to_be_hidden()
    expect(page.locator("#panel-missing [data-answer]")).to_contain_text("the rules are not running")
    expect(page.locator("[data-dialog-open=sheet]")).to_be_disabled()
    expect(page.locator("[data-open-file]")).to_be_disabled()
    page.locator("[data-retry]").click()
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "undecided")


def test_a_page_whose_script_does_not_come_says_so(faulty_page: Page, site: str):
    page = faulty_page
    page.route(re.compile(r"/calculators/calculator\.\w+\.js"), lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{site}en/calculators/")

    expect(page.locator("[data-unstarted]")).to_contain_text("The calculator has not started.")
    expect(page.locator("[data-unstarted]")).to_be_visible()


def test_a_frame_whose_script_does_not_come_says_so_and_the_calculator_goes_on(faulty_page: Page, site: str):
    page = faulty_page
    frame = re.compile(r"/site/site\.\w+\.js")
    page.route(frame, lambda route: route.abort())
    open_board(page, site)
    expect(page.locator("[data-unframed]")).to_be_visible()
    expect(page.locator("[data-unframed]")).to_contain_text("the criteria as text hold all the same")
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "undecided")
    page.goto(f"{site}about/intended-use/")
    expect(page.locator("[data-unframed]")).to_be_visible()
    expect(page.locator("[data-unframed]")).to_contain_text("Ένα μέρος της σελίδας δεν έφθασε")

    page.unroute(frame)
    page.reload()
    expect(page.locator("[data-unframed]")).to_have_count(0)


@pytest.mark.parametrize("part", ["worker", "program", "memory"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (LINE, {"status": 200, "content_type": "text/javascript", "body": "broken ("}),
        (LINE, {"status": 503, "body": ""}),
        (GONE, {"status": 404, "body": ""}),
    ],
)
def test_why_a_file_of_python_did_not_come_is_said(
    faulty_page: Page, site: str, part: str, said: str, answer: dict[str, Any]
):
    page = faulty_page
    page.route(re.compile(rf"/python/{part}\."), lambda route: route.fulfill(**answer))
    page.goto(f"{site}en/calculators/#{urlencode(LIMIT)}")

    expect(page.locator('[data-when="failed"]')).to_contain_text(said)


def test_python_comes_before_any_script_of_the_page(faulty_page: Page, site: str):
    page = faulty_page
    held = []
    page.route(
        re.compile(r"\.js"), lambda route: route.continue_() if "/worker." in route.request.url else held.append(route)
    )
    with page.expect_request(re.compile(r"/memory\.")), page.expect_request(re.compile(r"/program\.")):
        page.goto(f"{site}en/calculators/#{urlencode(LIMIT)}", wait_until="commit")
    for route in held:
        route.continue_()
    page.unroute_all()
    until_answered(page)


SENT = """
globalThis.sent = [];
const send = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  if (message.request) sent.push(JSON.parse(message.request));
  return send.call(this, message, ...more);
};
"""
AGES_SENT = "() => sent.filter(({ ask }) => ask === 'case').map(({ answers }) => answers.age_years)"


def test_the_case_waits_for_python_and_the_newest_is_answered(faulty_page: Page, site: str):
    page = faulty_page
    held: list[Route] = []
    page.add_init_script(SENT)
    page.route(re.compile(r"/memory\.\w+\.bin"), lambda route: held.append(route))  # noqa: PLW0108 (as in test_site.py)
    page.goto(f"{site}en/calculators/#{urlencode(LIMIT)}")
    page.wait_for_function(f"() => ({AGES_SENT})().length === 1")
    page.locator("#age_years").fill("75")
    expect(page.locator("[data-engine=loading]")).to_be_attached()
    held[0].continue_()
    until_answered(page)

    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "not_met")
    # What Python has answered already is not asked of it again.
    assert page.evaluate(AGES_SENT) == ["55", "75"]


def test_what_surrounds_the_verdicts_comes_after_them(faulty_page: Page, site: str):
    page = faulty_page
    open_board(page, site)
    asked = page.evaluate("""() => Object.fromEntries(["actions", "questions", "patients"].map((part) => [
        part, performance.getEntriesByType("resource").find(({ name }) => name.includes(`/calculators/${part}.`)).startTime
    ]))""")

    shown = page.evaluate("performance.getEntriesByName('verdict-shown')[0].startTime")
    assert min(asked.values()) >= shown


def test_what_cannot_be_copied_is_shown_to_be_copied_by_hand(faulty_page: Page, site: str):
    page = faulty_page
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error()) } })"
    )
    open_board(page, site)
    choose(page, "[data-share]")

    expect(page.locator(".by-hand textarea[readonly]")).to_have_value(re.compile("age_years=55"))
    page.keyboard.press("Escape")
    expect(page.locator(".by-hand textarea[readonly]")).to_have_count(0)


def test_a_second_visit_wakes_what_the_first_unpacked_and_notices_what_is_damaged(faulty_page: Page, site: str):
    page = faulty_page
    packed = re.compile(r"/(program|memory)\.\w+\.bin")
    damage = """async () => {
        const cache = await caches.open((await caches.keys()).find((name) => name.endsWith(":unpacked")));
        const [memory] = (await cache.keys()).filter((one) => one.url.includes("/memory."));
        const bytes = new Uint8Array(await (await cache.match(memory)).arrayBuffer());
        bytes[bytes.length >> 1] ^= 1;
        await cache.put(memory, new Response(bytes));
    }"""
    open_board(page, site)
    until_kept(page)

    page.route(packed, lambda route: route.abort())
    page.reload()
    until_answered(page)
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "undecided")

    page.evaluate(damage)
    page.reload()
    expect(page.locator("[data-engine=failed]").first).to_be_attached()
    page.unroute(packed)
    page.reload()
    until_answered(page)
    expect(page.locator('[data-set="milan-net-2007"]')).to_have_attribute("data-verdict", "undecided")


@pytest.mark.parametrize(("language", "said"), [("", r"\d,\d από \d,\d MB"), ("en/", r"\d\.\d of \d\.\d MB")])
def test_how_much_of_python_has_come_is_said_with_the_readers_decimal_sign(
    page: Page, site: str, language: str, said: str
):
    page.route(re.compile(r"/memory\.\w+\.bin"), lambda _: None)
    page.goto(f"{site}{language}calculators/")

    expect(page.locator("[data-progress]")).to_contain_text(re.compile(said))
