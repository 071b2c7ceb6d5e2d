"""How the board looks at every width: nothing sticks out or is cut, no word of a head is parted, and what is pressed has room for a finger."""

import pytest
from data.examples import examples
from playwright.sync_api import Browser, Page, expect
from support.site import until_answered

WIDTHS = (1600, 1300, 1024, 820, 390, 320)
DISAGREEMENT = next(one["href"] for one in examples() if one["id"] == "disagreement")
FINGER = 44

STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => {
  const cut = [];
  const drawn = document.createElement("canvas").getContext("2d");
  // A table may be wider than its place, and a row of proposals: the row shows that it goes on.
  const may = ".matrix-scroll, .map-axes__pairs, .visually-hidden, select";
  for (const one of document.querySelectorAll(".calculator *:not(option)")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest(may) || one.closest("svg")) continue;
    const style = getComputedStyle(one);
    const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (one.placeholder && !one.value) {
      const { fontSize, fontFamily } = getComputedStyle(one, "::placeholder");
      drawn.font = `${fontSize} ${fontFamily}`;
      if (drawn.measureText(one.placeholder).width > room) cut.push(one.placeholder);
    } else if (style.overflowX !== "visible" && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
      cut.push(`${one.className || one.tagName}: ${one.textContent.slice(0, 60)}`);
  }
  return cut;
}"""
# Beside a sign stands the first word of what it is said of.
SIGN_ALONE = """() => {
  const alone = [];
  for (const cell of document.querySelectorAll(".matrix :is(.cell, .matrix__verdict)")) {
    const mark = cell.querySelector(".mark");
    if (!cell.checkVisibility() || !mark.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(cell.querySelector(".cell__asks, [data-brief]"));
    const [first] = range.getClientRects();
    if (first && first.top >= mark.getBoundingClientRect().bottom - 3) alone.push(cell.textContent);
  }
  return alone;
}"""
# What lies in a pane that scrolls can be cut by it on the left, where nothing scrolls to it.
MENU_CUT = """() => {
  const menu = document.querySelector(".patients__menu");
  menu.open = true;
  const { left, right } = menu.querySelector(".bar__list").getBoundingClientRect();
  const pane = document.querySelector(".calculator__form").getBoundingClientRect();
  menu.open = false;
  return left < pane.left || right > pane.right + 1 ? ["the menu of patients"] : [];
}"""
# A warning is as urgent in the strip as on the card; one pill of what is not judged is like the other.
DISAGREE = """() => [...document.querySelectorAll(".pill")].filter((pill) => {
  const card = document.querySelector(`.set[data-set="${pill.parentElement.dataset.pill}"]`);
  const urgent = pill.parentElement.dataset.alert === "urgent";
  return urgent !== (card.querySelector(".set__alerts > li:not([data-calm])") !== null);
}).map((pill) => pill.textContent)"""
# What is said takes the width that there is, and a box to tick has its words beside it.
NARROW = """() => {
  const said = document.querySelector("[data-toast] [data-done]");
  said.textContent = "word ".repeat(40);
  const { width } = said.parentElement.getBoundingClientRect();
  said.textContent = "";
  const box = document.querySelector("[data-sheet-code]");
  const words = document.createRange();
  words.selectNode(box.nextSibling);
  return [
    width > Math.min(500, 0.8 * innerWidth),
    words.getBoundingClientRect().left > box.getBoundingClientRect().right,
  ];
}"""
PILLS = """() => [...new Set([...document.querySelectorAll(".pill")].map((pill) =>
  [".mark", ".pill__brief"].map((part) => pill.querySelector(part).getBoundingClientRect().width > 1).join(" ")))]"""
PARTED = """() => {
  const parted = [];
  const range = document.createRange();
  for (const head of document.querySelectorAll(".matrix th, .strip__name, .pill, .set__title, .bar__button, h3")) {
    const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.parentElement.checkVisibility() || text.parentElement.closest(".visually-hidden, .bar__word")) continue;
      for (const word of text.data.matchAll(/[\\p{L}\\u00ad]+/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)));
        if (lines.size > 1) parted.push(word[0]);
      }
    }
  }
  // In what scripts insert, whatever the width.
  for (const said of document.querySelectorAll(".criterion__sentence, [data-reason], [data-entered], [data-alert], [data-derived], [data-answer], .projected")) {
    const texts = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      if (/\\p{L}-\\d|\\d %|[<≤≥>] \\d/u.test(text.data) && !text.parentElement.closest(".whole, svg, option, .visually-hidden")) parted.push(text.data);
  }
  return parted;
}"""
# A link within a sentence is a word of it; a skip link is reached by keyboard alone.
SMALL = """(finger) =>
  [...document.querySelectorAll("button, summary, select, input:not([type=radio]), .choice, .cell")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !one.closest("p, .visually-hidden"))
    .map((one) => [one.className || one.outerHTML.slice(0, 60), one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 1 && height > 1 && height < finger - 0.5)
    .map(([name, { height }]) => `${name} ${height}`)
"""


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_board_fits_every_width_parts_no_word_of_a_head_and_can_be_pressed(
    chromium: Browser, site: str, language: str
):
    context = chromium.new_context(has_touch=True, is_mobile=False, service_workers="block")
    page = context.new_page()
    page.goto(f"{site}{language}calculators/{DISAGREEMENT}")
    until_answered(page)
    page.locator("[data-quiet] button").click()
    page.locator("#tab-map").click()
    expect(page.locator("[data-map]")).to_be_visible()

    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        cut = [*page.evaluate(CUT), *page.evaluate(MENU_CUT), *page.evaluate(SIGN_ALONE)]
        found[width] = (page.evaluate(STICKS_OUT), page.evaluate(PARTED), page.evaluate(SMALL, FINGER), cut)
    assert page.evaluate(DISAGREE) == []
    page.locator("[data-dialog-open=sheet]").click()
    expect(page.locator("[data-sheet] h2")).to_be_visible()
    assert page.evaluate(NARROW) == [True, True]
    found["sheet"] = (page.evaluate(STICKS_OUT), [], [], page.evaluate(CUT))
    page.keyboard.press("Escape")
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 1300, "height": 900})
    found["forced"] = (page.evaluate(STICKS_OUT), page.evaluate(PARTED), [], [])
    context.close()

    assert {width: one for width, one in found.items() if one != (0, [], [], [])} == {}


@pytest.mark.parametrize("rules", ["here", "refused"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_nothing_sticks_out_in_the_letters_that_stand_in_for_ours(
    faulty_page: Page, site: str, language: str, rules: str
):
    faulty_page.route("**/*.woff2", lambda route: route.abort())
    if rules == "refused":
        faulty_page.route("**/assets/python/**", lambda route: route.abort())
    faulty_page.goto(f"{site}{language}calculators/{DISAGREEMENT}")
    if rules == "refused":
        expect(faulty_page.locator('[data-when="failed"]')).to_be_visible()
    else:
        until_answered(faulty_page)

    found = {}
    for width in WIDTHS:
        faulty_page.set_viewport_size({"width": width, "height": 900})
        found[width] = faulty_page.evaluate(STICKS_OUT)
        if rules == "refused":
            assert len(faulty_page.evaluate(PILLS)) == 1

    assert found == dict.fromkeys(WIDTHS, 0)
