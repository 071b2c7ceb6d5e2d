"""The page for many patients in a real browser: from a file to counts, rows on the board and files, and nothing leaves the page."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.site import until_answered, until_ready, violations

from calculators.cohort.audit import DECIDING
from calculators.cohort.match import read_match
from calculators.cohort.simulated import PATIENTS

GREEK = "Κωδικός;Ηλικία (έτη);Άγνωστη στήλη;Πρωτοπαθής εστία\nA;54,5;x;ειλεός\nB;56;y;ειλεός\nC;πολλά;z;πνεύμονας\n"


def count(page: Page) -> None:
    page.locator("[data-run]").click()
    page.locator("[data-results]").wait_for()


@pytest.mark.parametrize("language", ["", "en/"])
def test_simulated_patients_are_counted(page: Page, site: str, language: str):
    page.goto(f"{site}{language}calculators/cohort/")
    page.locator("[data-simulated]").click()
    expect(page.locator("[data-run]")).to_contain_text(str(PATIENTS))
    count(page)
    expect(page.locator("#cohort-sets tbody tr")).to_have_count(len(DECIDING))
    expect(page.locator(".upset")).to_have_count(2)
    expect(page.locator("[data-patients] li")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, "[data-cohort]") == []


def test_a_greek_export_is_matched_counted_and_opened_on_the_board(page: Page, site: str, tmp_path: Path):
    table = tmp_path / "ασθενείς.csv"
    table.write_bytes(GREEK.encode("cp1253"))
    page.goto(f"{site}calculators/cohort/")
    page.set_input_files("[data-file]", table)
    choices = page.locator("[data-columns] select")
    expect(choices).to_have_count(4)
    assert [one.input_value() for one in choices.all()] == ["id", "age_years", "", "primary_site"]
    count(page)
    expect(page.locator("[data-unread-said]")).to_have_text("Δεν διαβάστηκαν: 1")

    page.locator("[data-about]").select_option("set milan-net-2007")
    page.locator("[data-value]").select_option("not_met")
    page.locator("[data-restrict]").click()
    expect(page.locator("[data-chosen]")).to_contain_text("2 από 3")
    expect(page.locator("[data-restrictions] button")).to_have_text("Milan-NET 2007: δεν πληρούνται ×")
    page.locator("[data-who] > summary").click()
    rows = page.locator("[data-patients] a")
    expect(rows).to_have_count(2)
    expect(rows.first).to_have_text("B (γραμμή 2)")
    assert rows.first.get_attribute("href").startswith("../#")
    assert rows.first.get_attribute("href").endswith("&age_years=56&primary_site=ileum")

    # As a Greek spreadsheet opens it.
    with page.expect_download() as download:
        page.locator("[data-get=result]").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert [one["milan-net-2007"] for one in csv.DictReader(file, delimiter=";")] == ["not_met", "not_met"]
    with page.expect_download() as download:
        page.locator("[data-get=counts]").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file, delimiter=";"))["patients"] == "milan-net-2007 = not_met"

    page.locator("[data-about]").select_option("answer age_years")
    page.locator("[data-bounds]").fill("πολλά")
    page.locator("[data-bounds]").press("Enter")
    expect(page.locator("[data-unrestricted-lines] li")).to_have_count(1)
    expect(page.locator("[data-restrictions] button")).to_have_count(0)
    page.locator("[data-bounds]").fill("<55")
    page.locator("[data-bounds]").press("Enter")
    expect(page.locator("[data-restrictions] button")).to_have_text(re.compile(r"Ηλικία: <\s?55 έτη ×"))
    expect(rows).to_have_text(["A (γραμμή 1)"])
    page.locator("[data-restrictions] button").click()
    expect(page.locator("[data-restrictions] button")).to_have_count(0)
    expect(rows).to_have_count(3)
    with page.expect_popup() as popup:
        rows.nth(1).click()
    until_answered(popup.value)
    assert popup.value.locator("[name=age_years]").input_value() == "56"
    popup.value.close()

    choices.nth(1).select_option("")
    expect(page.locator("[data-results]")).to_be_hidden()
    count(page)
    expect(page.locator("[data-unread]")).to_be_hidden()


def test_what_is_pasted_is_read_and_what_is_no_table_is_refused(page: Page, site: str, tmp_path: Path):
    page.goto(f"{site}en/calculators/cohort/")
    workbook = tmp_path / "patients.xlsx"
    workbook.write_bytes(b"PK\x03\x04 workbook")
    page.set_input_files("[data-file]", workbook)
    expect(page.locator("[data-refusals]")).to_contain_text("CSV UTF-8")
    page.locator(".cohort__source summary").click()
    page.locator("[data-paste]").fill("age\tgrade\n54\tG1\n")
    page.locator(".cohort__source [type=submit]").click()
    expect(page.locator("[data-run]")).to_have_text("Evaluate 2 patients".replace("2", "1"))
    expect(page.locator("[data-refused]")).to_be_hidden()


def test_a_long_count_can_be_cancelled_and_begins_anew(page: Page, site: str, tmp_path: Path):
    table = tmp_path / "many.csv"
    table.write_text("age\n" + "54\n" * 40_000, encoding="utf-8")
    page.goto(f"{site}en/calculators/cohort/")
    page.set_input_files("[data-file]", table)
    expect(page.locator("[data-run]")).to_contain_text("40,000")
    page.locator("[data-run]").click()
    page.locator("[data-cancel]").click()
    expect(page.locator("[data-cancelled]")).to_be_visible()
    expect(page.locator("[data-results]")).to_be_hidden()
    count(page)
    expect(page.locator(".cohort__head")).to_contain_text("40000 patients")


def test_words_of_a_column_are_matched_by_hand_and_kept_in_the_file(page: Page, site: str, tmp_path: Path):
    page.goto(f"{site}calculators/cohort/")
    page.locator(".cohort__source summary").click()
    page.locator("[data-paste]").fill("Πρωτοπαθής\tΗλικία\nτελικός ειλεός\t54\nειλεός\t55\n")
    page.locator(".cohort__source [type=submit]").click()
    word = page.locator("[data-words-list] select")
    expect(word).to_have_value("?")
    word.focus()
    word.select_option("ileum")
    expect(page.locator("[data-words-list] .cohort__unmatched")).to_have_count(0)
    expect(word).to_be_focused()
    expect(word).to_have_value("ileum")
    count(page)
    expect(page.locator("[data-unread]")).to_be_hidden()
    with page.expect_download() as download:
        page.locator("[data-get=match]").click()
    kept = tmp_path / "columns.toml"
    download.value.save_as(kept)
    assert read_match(kept.read_text(encoding="utf-8")).words == {"primary_site": {"τελικός ειλεός": "ileum"}}

    page.reload()
    page.locator(".cohort__source summary").click()
    page.locator("[data-paste]").fill("Πρωτοπαθής\tΗλικία\nτελικός ειλεός\t54\n")
    page.locator(".cohort__source [type=submit]").click()
    expect(word).to_have_value("?")
    page.set_input_files("[data-match-file]", kept)
    expect(word).to_have_value("ileum")


def test_nothing_of_the_table_leaves_the_page(page: Page, site: str, tmp_path: Path):
    table = tmp_path / "patients.csv"
    table.write_text("id,age\nPAPADOPOULOS,54\n", encoding="utf-8")
    asked: list[str] = []
    page.goto(f"{site}en/calculators/cohort/")
    until_ready(page)
    page.wait_for_load_state("networkidle")
    page.context.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data}"))
    page.set_input_files("[data-file]", table)
    count(page)
    for what in ("result", "counts", "report", "match"):
        with page.expect_download():
            page.locator(f"[data-get={what}]").click()
    page.locator("[data-about]").select_option("set milan-net-2007")
    page.locator("[data-restrict]").click()
    expect(page.locator("[data-restrictions] button")).to_have_count(1)

    # What the page itself consists of may still be fetched: from here, and with nothing sent along.
    own = re.compile(rf"GET (?:blob:\S+|{re.escape(site)}assets/[\w./-]+) None")
    assert [one for one in asked if not own.fullmatch(one)] == []
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    assert "PAPADOPOULOS" not in stored
