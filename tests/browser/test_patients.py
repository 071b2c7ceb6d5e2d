"""A morning's list: several patients in one tab, labels that go nowhere, one file and one print for all, and a view for a projector."""

import json
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page, expect
from support.site import Watched, choose, until_answered, violations

FIRST = {"tumour_family": "neuroendocrine", "age_years": "61", "primary_site": "ileum"}
SECOND = {"tumour_family": "neuroendocrine", "age_years": "48", "primary_site": "pancreas"}
LABEL = "bed 4, Παπ."


def open_board(page: Page, site: str, case: dict[str, str]) -> None:
    page.goto(f"{site}en/calculators/#{urlencode(case)}")
    until_answered(page)
    expect(page.locator("[data-patients]")).to_be_visible()


def act(page: Page, what: str) -> None:
    button = f'[data-patient="{what}"]'
    if what in {"previous", "next"}:
        page.locator(f"[data-patients] {button}").click()
    else:
        choose(page, button)


def two_patients(page: Page, site: str) -> None:
    open_board(page, site, FIRST)
    page.locator("[data-patient-label]").fill(LABEL)
    act(page, "add")
    expect(page.locator("#age_years")).to_have_value("")
    expect(page.locator("[data-patient-label]")).to_have_value("")
    page.locator("#field-tumour_family input").first.check()
    page.locator("#age_years").fill(SECOND["age_years"])
    page.locator("#primary_site").select_option(SECOND["primary_site"])
    until_answered(page)


def test_patients_are_one_press_apart_and_never_mixed(page: Page, site: str):
    two_patients(page, site)
    expect(page.locator("[data-patient-place]")).to_have_text("2/2")

    act(page, "previous")
    expect(page.locator("#age_years")).to_have_value("61")
    expect(page.locator("[data-patient-label]")).to_have_value(LABEL)
    expect(page.locator("#primary_site")).to_have_value("ileum")
    # No step back leads to another patient's answers.
    expect(page.locator("[data-undo]").first).to_be_disabled()
    until_answered(page)

    # After a reload, and after another page of the site, both are there.
    page.reload()
    until_answered(page)
    expect(page.locator("[data-patient-place]")).to_have_text("1/2")
    page.goto(f"{site}en/")
    page.goto(f"{site}en/calculators/")
    until_answered(page)
    expect(page.locator("[data-patient-label]")).to_have_value(LABEL)
    act(page, "next")
    expect(page.locator("#age_years")).to_have_value("48")
    assert violations(page, "[data-patients]") == []

    # What is answered on another page is of the same patient; an address from elsewhere is another one.
    page.goto(f"{site}en/calculators/milan-net-2007/")
    until_answered(page)
    page.locator("#age_years").fill("49")
    until_answered(page)
    page.goto(f"{site}en/calculators/")
    until_answered(page)
    expect(page.locator("[data-patient-place]")).to_have_text("2/2")
    expect(page.locator("#age_years")).to_have_value("49")
    page.goto(f"{site}en/")
    page.goto(f"{site}en/calculators/#age_years=33")
    until_answered(page)
    expect(page.locator("[data-patient-place]")).to_have_text("3/3")
    act(page, "remove")
    expect(page.locator("#age_years")).to_have_value("49")

    # Another case in place of this one has no label of its own yet.
    act(page, "previous")
    until_answered(page)
    page.locator("form.case").evaluate("(form) => form.reset()")
    expect(page.locator("[data-patient-label]")).to_have_value("")
    act(page, "remove")
    expect(page.locator("[data-patient-place]")).to_have_text("")
    expect(page.locator("#age_years")).to_have_value("49")


def test_a_patient_who_was_removed_can_be_brought_back(page: Page, site: str):
    two_patients(page, site)
    menu = page.locator("[data-patients] summary")
    place, label = page.locator("[data-patient-place]"), page.locator("[data-patient-label]")
    menu.click()
    expect(page.locator('[data-patients] [data-patient="back"]')).to_be_disabled()
    page.locator('[data-patients] [data-patient="remove"]').click()
    expect(place).to_have_text("")
    expect(page.locator("#age_years")).to_have_value("61")
    expect(page.locator("[data-done]")).to_contain_text("Patient removed: 2")

    # Where it was said.
    page.locator("[data-undo-here]").click()
    expect(place).to_have_text("2/2")
    expect(page.locator("#age_years")).to_have_value("48")
    expect(page.locator("[data-done]")).to_contain_text("Patient back: 2")

    # By the key that undoes, where no answer is left to be undone.
    page.locator('[data-patients] [data-patient="previous"]').click()
    expect(label).to_have_value(LABEL)
    menu.click()
    page.locator('[data-patients] [data-patient="remove"]').click()
    expect(page.locator("[data-done]")).to_contain_text(f"Patient removed: {LABEL}")
    page.locator("#field-tumour_family input:checked").focus()
    page.keyboard.press("Control+z")
    expect(place).to_have_text("1/2")
    expect(label).to_have_value(LABEL)

    # From the menu, later.
    menu.click()
    page.locator('[data-patients] [data-patient="remove"]').click()
    expect(place).to_have_text("")
    page.locator("#age_years").fill("49")
    menu.click()
    page.locator('[data-patients] [data-patient="back"]').click()
    expect(place).to_have_text("1/2")
    expect(page.locator("#age_years")).to_have_value("61")
    page.locator('[data-patients] [data-patient="next"]').click()
    expect(page.locator("#age_years")).to_have_value("49")


def test_what_was_copied_is_opened_at_a_button(context: BrowserContext, page: Page, site: str):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_board(page, site, FIRST)
    until_answered(page)
    choose(page, "[data-copy-text]")
    expect(page.locator("[data-done]")).to_contain_text("copied")
    summary = page.evaluate("navigator.clipboard.readText()")
    page.locator("button[type=reset]").first.click()
    expect(page.locator("#age_years")).to_have_value("")

    choose(page, "[data-paste-case]")
    expect(page.locator("#age_years")).to_have_value("61")

    # What is no case is said to be none.
    page.evaluate("navigator.clipboard.writeText('nothing of the kind')")
    choose(page, "[data-paste-case]")
    expect(page.locator("[data-done]")).to_contain_text("No case was opened")
    expect(page.locator("#age_years")).to_have_value("61")

    # Where the browser refuses, the reader pastes or types.
    page.evaluate("() => { navigator.clipboard.readText = () => Promise.reject(new Error('refused')); }")
    page.locator("button[type=reset]").first.click()
    choose(page, "[data-paste-case]")
    dialog = page.locator("dialog[open][data-dialog=paste]")
    expect(dialog).to_contain_text("does not let this page read")
    assert violations(page) == []
    dialog.locator("textarea").fill(summary)
    dialog.get_by_role("button", name="Open").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("#age_years")).to_have_value("61")
    page.evaluate("(text) => navigator.clipboard.writeText(text)", f"{site}en/calculators/#{urlencode(SECOND)}")
    choose(page, "[data-paste-case]")
    expect(dialog.locator("textarea")).to_be_focused()
    page.keyboard.press("Control+v")
    expect(page.locator("#age_years")).to_have_value("48")
    expect(dialog).to_have_count(0)


def test_a_label_is_in_nothing_that_leaves_but_the_file_of_the_list(
    context: BrowserContext, page: Page, site: str, tmp_path: Path
):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    two_patients(page, site)
    act(page, "previous")
    until_answered(page)
    with page.expect_download() as one:
        choose(page, "[data-save]")
    page.locator(".bar [data-dialog-open=sheet]").click()
    expect(page.locator("[data-sheet]")).to_contain_text("61 years")
    page.locator("dialog[open] [data-copy-text]").click()
    expect(page.locator("[data-done-here]").first).to_contain_text("copied")
    summary = page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    left = [page.url, one.value.path().read_text(encoding="utf-8"), page.locator("[data-sheet]").inner_text(), summary]
    assert not any("bed 4" in text or "%CE%A0" in text or "Παπ" in text for text in left)

    with page.expect_download() as all_of_them:
        act(page, "save")
    saved = tmp_path / "list.json"
    all_of_them.value.save_as(saved)
    assert [one["label"] for one in json.loads(saved.read_text(encoding="utf-8"))["patients"]] == [LABEL, ""]

    other = Watched(context, site)
    open_board(other.page, site, {})
    other.page.locator("[data-patients-file]").set_input_files(saved)
    expect(other.page.locator("[data-patient-place]")).to_have_text("1/2")
    expect(other.page.locator("[data-patient-label]")).to_have_value(LABEL)
    expect(other.page.locator("#age_years")).to_have_value("61")
    other.page.locator("[data-patients-file]").set_input_files(
        files=[{"name": "x.json", "mimeType": "application/json", "buffer": b"{}"}]
    )
    expect(other.page.locator("[data-done]")).to_contain_text("no file with the patients")
    assert other.wrong == []
    other.close()

    # What was copied opens as a case, wherever nobody types.
    page.locator("form.case").evaluate("(form) => form.reset()")
    page.locator("#results").evaluate("(heading) => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Control+v")
    expect(page.locator("#age_years")).to_have_value("61")


def test_all_sheets_are_printed_at_once_and_a_projector_shows_what_is_not_met(page: Page, site: str):
    open_board(page, site, FIRST)
    act(page, "project")
    steps = page.locator("dialog[open] [data-patient]")
    expect(page.locator("dialog[open] [data-projected] .projected").first).to_be_visible()
    assert not any(step.is_visible() for step in steps.all())
    page.keyboard.press("Escape")
    page.goto("about:blank")
    two_patients(page, site)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    act(page, "print")
    page.wait_for_function("() => window.printed === 1")
    text = page.evaluate(
        """() => { dispatchEvent(new Event("beforeprint"));
          const said = [...document.querySelectorAll("body > .print-sheet > .sheet")].map((one) => one.textContent);
          dispatchEvent(new Event("afterprint")); return said; }"""
    )
    assert ["61 years" in text[0], "48 years" in text[1], len(text)] == [True, True, 2]
    expect(page.locator("dialog[open]")).to_have_count(0)

    act(page, "project")
    shown = page.locator("dialog[open] [data-projected]")
    assert shown.evaluate("(one) => getComputedStyle(one).fontSize") == "24px"
    expect(shown.locator(".projected li").first).to_be_visible()
    expect(shown.locator('li[data-truth="met"]')).to_have_count(0)
    expect(shown.locator("[data-provisional] h3 small").first).to_have_text("provisional")
    page.locator("dialog[open] [data-projected]").evaluate("(one) => one.closest('dialog').focus()")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#dialog-projector")).to_have_text(f"1/2 · {LABEL}")
    expect(shown.locator('[data-state="not_met"] li').filter(has_text="< 55 years").first).to_be_visible()
    # A line that is open keeps the sign and the colours of what is open below a verdict that is not met.
    expect(shown.locator('[data-state="not_met"] li[data-truth="unknown"]').first).to_be_visible()
    marks = "(places) => places.map((place) => getComputedStyle(place.querySelector('.mark')).backgroundColor)"
    verdict, line = (
        shown.locator(f'[data-state="not_met"] {place}').evaluate_all(marks)[0]
        for place in (".projected__verdict", 'li[data-truth="unknown"]')
    )
    assert verdict != line
    # A finding that forbids is said below the verdict that misleads without it.
    page.locator('[name="growth_type"][value="III"]').evaluate("(one) => one.click()")
    expect(shown.locator('li[data-kind="guard"]').first).to_contain_text("Growth type III is entered")
    # Counts and classes have no verdict, and are shown all the same.
    factors = shown.locator(".projected:not([data-state])")
    expect(factors.filter(has_text="adverse factors present").first).to_be_visible()
    expect(factors.locator(".mark")).to_have_count(0)
    assert violations(page, "dialog[open]") == []
