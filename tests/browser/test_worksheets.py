"""The worksheets in a real browser: on pages of their own, and beside their fields on the board."""

import json
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from support.site import case_in, until_answered, until_ready, violations

from calculators.worksheets.registry import WORKSHEETS

RESULT = "[data-lines] [data-line]"


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    until_answered(page)
    return page


def line(page: Page, name: str):
    return page.locator(f'[data-lines] [data-line="{name}"]')


def enter(page: Page, field: str, value: str, row: int | None = None) -> None:
    """Answer one question as a reader would; *row* counts from 0."""
    within = page.locator("[data-once]") if row is None else page.locator("[data-row]").nth(row)
    control = within.locator(f'[data-asked="{field}"]')
    if control.locator("select").count():
        control.locator("select").select_option(value)
    elif control.locator("input[type=radio]").count():
        control.locator(f'input[type=radio][value="{value}"]').check()
    else:
        control.locator("input").fill(value)


@pytest.mark.parametrize("worksheet_id", WORKSHEETS)
@pytest.mark.parametrize("language", ["", "en/"])
def test_the_example_is_filled_in_with_one_click_and_gives_what_the_page_says(
    page: Page, site: str, language: str, worksheet_id: str
):
    opened(page, f"{site}{language}calculators/{worksheet_id}/")
    worked = page.locator("[data-worked-line]")
    page.locator("[data-fill-example]").click()

    until_answered(page)
    expect(page.locator(RESULT)).to_have_count(worked.count())
    for one in worked.all():
        shown = line(page, one.get_attribute("data-worked-line"))
        assert " ".join(shown.locator(".measuring__value > span:not([class])").inner_text().split()) in " ".join(
            one.inner_text().split()
        )
    assert page.evaluate("performance.getEntriesByName('worksheet-shown').length") >= 1


def test_numbers_are_typed_with_a_comma_and_a_result_follows_each_key(page: Page, site: str):
    opened(page, f"{site}calculators/future-liver-remnant/")
    for field, value in (("height_cm", "180"), ("weight_kg", "80")):
        enter(page, field, value)
    expect(line(page, "total-liver-volume")).to_contain_text("1740 ml")
    expect(line(page, "standardised-1")).to_contain_text("για να υπολογιστεί χρειάζεται: όγκος του υπολείμματος")

    enter(page, "remnant_ml", "435,0375", row=0)

    # 435.0375 / 1740.15 is a quarter.
    expect(line(page, "standardised-1")).to_contain_text("25 %")
    # Read to the last digit, as it stands in the field: there is nothing to say beside it.
    expect(page.locator('[data-row] [data-asked="remnant_ml"] [data-understood]')).to_be_hidden()
    enter(page, "remnant_ml", "435.0375", row=0)
    expect(page.locator('[data-row] [data-asked="remnant_ml"] [data-understood]')).to_have_text("435,0375 ml")
    enter(page, "remnant_ml", "435.0375", row=0)
    expect(line(page, "standardised-1")).to_contain_text("25 %")


def test_what_cannot_be_read_is_explained_at_its_field_and_no_result_is_shown(page: Page, site: str):
    opened(page, f"{site}en/calculators/liver-involvement/")
    enter(page, "total_liver_ml", "1800")
    enter(page, "tumour_ml", "many")
    tumour = page.locator('[data-asked="tumour_ml"]')

    expect(tumour.locator("[data-problem]")).to_contain_text("expected a number")
    expect(tumour.locator("input")).to_have_attribute("aria-invalid", "true")
    described = tumour.locator("input").get_attribute("aria-describedby").split()
    assert tumour.locator("[data-problem]").get_attribute("id") in described
    expect(page.locator("[data-unusable]")).to_be_visible()
    expect(page.locator(RESULT)).to_have_count(0)
    expect(tumour.locator("input")).to_have_value("many")

    enter(page, "tumour_ml", "1900")
    expect(tumour.locator("[data-problem]")).to_contain_text("cannot be as large as the whole liver")
    enter(page, "tumour_ml", "450")
    expect(tumour.locator("[data-problem]")).to_be_hidden()
    expect(line(page, "involvement")).to_contain_text("25 %")
    expect(page.locator("[data-unusable]")).to_be_hidden()


def test_a_problem_in_a_row_stands_in_that_row(page: Page, site: str):
    opened(page, f"{site}en/calculators/who-grade/")
    page.locator("[data-add]").click()
    enter(page, "ki67_percent", "4", row=0)
    enter(page, "ki67_percent", "150", row=1)

    problems = page.locator('[data-asked="ki67_percent"] [data-problem]')
    expect(problems.nth(1)).to_contain_text("from 0 to 100 %")
    expect(problems.nth(0)).to_be_hidden()


def test_rows_come_and_go_by_keyboard_and_nothing_typed_is_lost(page: Page, site: str):
    opened(page, f"{site}en/calculators/who-grade/")
    rows, add, remove = page.locator("[data-row]"), page.locator("[data-add]"), page.locator("[data-remove]")
    expect(add).to_have_text("Add specimen 2")
    expect(remove.first).to_be_hidden()
    for number in (1, 2):
        add.focus()
        page.keyboard.press("Enter")
        expect(rows).to_have_count(number + 1)
        expect(rows.nth(number).locator("select").first).to_be_focused()
    for row, ki67 in enumerate(("1", "12", "30")):
        enter(page, "ki67_percent", ki67, row=row)
    expect(line(page, "specimen-3")).to_contain_text("G3 or NEC")

    remove.nth(1).focus()
    page.keyboard.press("Enter")

    expect(rows).to_have_count(2)
    expect(rows.nth(1).locator("legend")).to_have_text("Specimen 2")
    expect(rows.nth(1).locator("legend")).to_be_focused()
    expect(rows.nth(1).locator('[data-asked="ki67_percent"] input')).to_have_value("30")
    expect(rows.nth(0).locator('[data-asked="ki67_percent"] input')).to_have_value("1")
    expect(line(page, "specimen-2")).to_contain_text("G3 or NEC")
    ids = page.evaluate("[...document.querySelectorAll('[data-worksheet] [id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_there_are_no_more_rows_than_the_worksheet_takes(page: Page, site: str):
    opened(page, f"{site}en/calculators/future-liver-remnant/")
    most = WORKSHEETS["future-liver-remnant"].rows.most
    for _ in range(most - 1):
        page.locator("[data-add]").click()

    expect(page.locator("[data-row]")).to_have_count(most)
    expect(page.locator("[data-add]")).to_be_hidden()
    page.locator("[data-remove]").first.click()
    expect(page.locator("[data-add]")).to_be_visible()


def test_the_last_of_the_rows_can_go_where_none_is_needed(page: Page, site: str):
    opened(page, f"{site}en/calculators/liver-involvement/")
    page.locator("[data-remove]").click()

    expect(page.locator("[data-row]")).to_have_count(0)
    expect(page.locator("[data-add]")).to_be_focused()
    page.locator("[data-add]").click()
    expect(page.locator("[data-row] legend")).to_have_text("Lesion 1")


def test_clearing_leaves_one_empty_row(page: Page, site: str):
    opened(page, f"{site}en/calculators/who-grade/")
    page.locator("[data-fill-example]").click()
    expect(page.locator("[data-row]")).to_have_count(2)

    page.locator("button[type=reset]").click()

    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator('[data-asked="ki67_percent"] input')).to_have_value("")
    expect(line(page, "grade")).to_contain_text("not yet known")
    expect(page.locator("[data-use]")).to_be_hidden()


def test_the_chart_holds_the_numbers_as_points_and_as_a_table(page: Page, site: str):
    opened(page, f"{site}en/calculators/future-liver-remnant/")
    page.locator("[data-fill-example]").click()
    until_answered(page)
    chart = page.locator("[data-chart]")

    expect(chart.locator("svg[role=img]")).to_have_attribute(
        "aria-label", re.compile(r"Standardised remnant: 26 January 2026 22\.99, 2 March 2026 32\.18")
    )
    # Two series of two scans.
    expect(chart.locator("svg[role=img] .chart__point")).to_have_count(4)
    expect(chart.locator(".chart__limit")).to_have_count(1)
    expect(chart.locator(".chart__name")).to_contain_text("> 30 %")
    heights = chart.locator("svg[role=img] circle").evaluate_all(
        "(all) => all.map((one) => Number(one.getAttribute('cy')))"
    )
    limit = float(chart.locator(".chart__limit").get_attribute("d").split()[1].split("H")[0])
    assert heights[0] > limit > heights[1]  # 22.99 lies below 30, 32.18 above

    chart.locator("summary").click()
    table = chart.locator("table")
    assert [row.split("\t") for row in table.inner_text().splitlines()][-2:] == [
        ["26 January 2026", "22.99", "25"],
        ["2 March 2026", "32.18", "33.33"],
    ]
    page.set_viewport_size({"width": 390, "height": 800})
    expect(chart.locator("details")).to_have_attribute("open", "")
    page.wait_for_function("() => document.documentElement.scrollWidth <= 390")
    assert page.locator("[style]").count() == 0


def test_either_unit_is_typed_and_the_other_stands_beside_it(page: Page, site: str):
    opened(page, f"{site}calculators/laboratory-units/")

    enter(page, "bilirubin_mg_dl", "2")
    expect(page.locator('[data-asked="bilirubin_mg_dl"] [data-understood]')).to_have_text("2 mg/dl = 34,2 µmol/l")
    enter(page, "bilirubin_umol_l", "34,2")
    expect(page.locator('[data-asked="bilirubin_umol_l"] [data-understood]')).to_have_text("34,2 µmol/l = 2 mg/dl")
    expect(page.locator("[data-use]")).to_be_hidden()


def test_the_result_goes_to_the_board_and_the_case_of_the_address_with_it(page: Page, site: str):
    opened(
        page,
        f"{site}en/calculators/future-liver-remnant/#{urlencode({'age_years': '50', 'height_cm': '180', 'weight_kg': '80'})}",
    )
    expect(page.locator('[data-asked="height_cm"] input')).to_have_value("180")
    enter(page, "bsa_formula", "mosteller")
    enter(page, "remnant_ml", "522.045", row=0)  # 30 % of 1740.15 ml
    expect(page.locator("[data-fills] li")).to_contain_text("Future liver remnant: 30 %")

    page.locator("[data-use]").click()

    page.wait_for_url(f"{site}en/calculators/#*")
    expect(page.locator('[data-set="frilling-2014-resection"] [data-criterion="liver_remnant"]')).to_have_attribute(
        "data-truth", "met"
    )
    assert case_in(page) == {
        "age_years": "50",
        "height_cm": "180",
        "weight_kg": "80",
        "future_liver_remnant_percent": "30",
    }


def test_the_language_changes_and_case_and_entries_stay(page: Page, site: str):
    opened(page, f"{site}calculators/who-grade/#age_years=50")
    page.locator("[data-fill-example]").click()
    expect(page.locator("[data-row]")).to_have_count(2)

    page.locator("[data-language-switch]").first.click()

    page.wait_for_url(f"{site}en/calculators/who-grade/#*")
    expect(page.locator("[data-row]")).to_have_count(2)
    expect(page.locator("[data-row]").nth(1).locator('[data-asked="ki67_percent"] input')).to_have_value("8")
    expect(line(page, "grade")).to_contain_text("G2")
    page.locator("[data-use]").click()
    page.wait_for_url(f"{site}en/calculators/#*")
    assert case_in(page) == {
        "age_years": "50",
        "ki67_percent": "8",
        "ki67_cells_counted": "600",
        "mitoses_per_2mm2": "3",
        "differentiation": "well",
    }


def test_an_address_that_fits_no_control_does_no_harm(page: Page, site: str):
    opened(page, f"{site}en/calculators/who-grade/#measure.row.99999999.ki67_percent=4&measure.row.-1.x=1")
    expect(page.locator("[data-row]")).to_have_count(WORKSHEETS["who-grade"].rows.most)
    expect(page.locator("[data-address-said]")).to_contain_text("row.99999999.ki67_percent: 4")
    hostile = {"differentiation": "<b>", "ki67_percent": "<img src=x onerror=alert(1)>"}
    page.goto("about:blank")
    page.goto(f"{site}en/calculators/who-grade/#{urlencode(hostile)}")

    expect(page.locator('[data-asked="ki67_percent"] [data-problem]')).to_contain_text("<img src=x")
    expect(page.locator('[data-asked="differentiation"] select')).to_have_value("")
    assert page.locator("main img").count() == 0


def test_only_the_last_of_many_quick_changes_is_shown(page: Page, site: str):
    opened(page, f"{site}en/calculators/who-grade/")
    page.evaluate(
        """() => {
            const field = document.querySelector('[data-asked="ki67_percent"] input');
            for (const value of ["1", "15", "50", "2", "25"]) {
                field.value = value;
                field.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }"""
    )

    expect(line(page, "grade")).to_contain_text("G3 or NEC")
    expect(page.locator("[data-fills] li")).to_contain_text("25 %")


PYTHON = re.compile(r"/assets/python/(?!engine)[^/]+$")


def test_when_the_rules_cannot_start_the_page_says_so_and_keeps_what_was_typed(faulty_page: Page, site: str):
    page = faulty_page
    page.route(PYTHON, lambda route: route.abort())
    page.goto(f"{site}en/calculators/months/")
    enter(page, "stable_since_date", "2026-01-14")
    enter(page, "assessment_date", "2026-07-14")

    expect(page.locator('[data-when="failed"]')).to_be_visible()
    expect(page.locator(RESULT)).to_have_count(0)

    page.unroute(PYTHON)
    page.locator("[data-retry]").click()
    expect(line(page, "months-stable-disease")).to_contain_text("6 months")
    expect(page.locator('[data-when="failed"]')).to_be_hidden()


def test_an_old_result_is_taken_away_when_no_new_one_comes(faulty_page: Page, site: str):
    page = opened(faulty_page, f"{site}en/calculators/laboratory-units/")
    enter(page, "creatinine_mg_dl", "1")
    expect(line(page, "creatinine-mg-dl")).to_be_visible()
    page.evaluate("Worker.prototype.postMessage = () => {}")

    enter(page, "creatinine_mg_dl", "2")

    expect(page.locator(RESULT)).to_have_count(0)
    expect(page.locator('[data-asked="creatinine_mg_dl"] [data-understood]')).to_be_hidden()


def test_what_changed_is_read_out_once_the_reader_pauses(page: Page, site: str):
    opened(page, f"{site}en/calculators/future-liver-remnant/")
    page.locator("[data-fill-example]").click()

    expect(page.locator("[data-announce]")).to_contain_text("32.18 %; required: > 30 %, meets the limit")


def test_a_worksheet_opens_beside_its_field_on_the_board_and_fills_it(page: Page, site: str):
    page.goto(f"{site}en/calculators/#{urlencode({'height_cm': '180', 'weight_kg': '80'})}")
    until_ready(page)
    page.locator('[data-field="future_liver_remnant_percent"] [data-worksheet-open="future-liver-remnant"]').click()
    dialog = page.locator("dialog[open]")

    expect(dialog.locator('[data-asked="height_cm"] input')).to_have_value("180")
    dialog.locator('[data-asked="bsa_formula"] input[value="mosteller"]').check()
    dialog.locator('[data-row] [data-asked="remnant_ml"] input').fill("522,045")
    expect(dialog.locator("[data-fills] li")).to_contain_text("30 %")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert sorted(ids) == sorted(set(ids))
    dialog.locator("[data-use]").click()

    expect(dialog).to_have_count(0)
    expect(page.locator("#future_liver_remnant_percent")).to_have_value("30")
    expect(page.locator('[data-set="frilling-2014-resection"] [data-criterion="liver_remnant"]')).to_have_attribute(
        "data-truth", "met"
    )


@pytest.mark.parametrize(("language", "palette", "width"), [("", "light", 390), ("en/", "dark", 1300)])
def test_a_filled_worksheet_has_no_accessibility_violation(
    page: Page, site: str, language: str, palette: str, width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=palette)
    found = {}
    for worksheet_id in WORKSHEETS:
        opened(page, f"{site}{language}calculators/{worksheet_id}/")
        page.locator("[data-fill-example]").click()
        until_answered(page)
        expect(page.locator(RESULT)).to_have_count(page.locator("[data-worked-line]").count())
        # The rest of the page is looked at with all others (test_pages.py).
        found[worksheet_id] = violations(page, "[data-worksheet]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_browser_gives_the_same_json_as_the_host_for_every_example(page: Page, site: str):
    """Pyodide in Chromium against CPython here, in both languages."""
    from render.worksheets import computed  # noqa: PLC0415 (the module of the build, beside the package of the same name)

    opened(page, f"{site}en/calculators/months/")
    engine = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name).find((name) => name.includes('/python/engine'))"
    )
    for worksheet in WORKSHEETS.values():
        for language in ("el", "en"):
            request = {
                "ask": "worksheet",
                "worksheet": worksheet.id,
                "answers": dict(worksheet.example.answers),
                "rows": [dict(row) for row in worksheet.example.rows],
            }
            request |= {"language": language, "today": "9999-12-31", "carried": []}
            reply = page.evaluate(
                """async ({ script, request }) => {
                    const { startEngine } = await import(script);
                    window.asked ??= startEngine();
                    return window.asked.ask(request);
                }""",
                {"script": engine, "request": request},
            )
            assert reply == json.loads(json.dumps(computed(worksheet, language)))
