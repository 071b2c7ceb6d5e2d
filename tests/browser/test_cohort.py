"""The page for many patients in a real browser: from a file to counts, rows on the board and files, and nothing leaves the page."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.site import violations

from calculators.cohort.audit import DECIDING
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
    expect(page.locator("[data-total]")).not_to_be_empty()
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

    page.locator("[data-who] > summary").click()
    page.locator("[data-set-chosen]").select_option("milan-net-2007")
    page.locator("[data-verdict-chosen]").select_option("not_met")
    row = page.locator("[data-patients] a").first
    expect(row).to_have_text("B (γραμμή 2)")
    assert row.get_attribute("href").startswith("../#")
    assert row.get_attribute("href").endswith("&age_years=56&primary_site=ileum")

    with page.expect_download() as download:
        page.locator("[data-get=result]").click()
    with Path(download.value.path()).open(encoding="utf-8", newline="") as file:
        assert [one["milan-net-2007"] for one in csv.DictReader(file)] == ["undecided", "not_met", "not_met"]

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
