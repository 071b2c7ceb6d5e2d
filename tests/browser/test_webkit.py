"""A page that comes back in WebKit, which resets its controls: what is shown is still of the case, and what was typed stays."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from support.site import ANSWERED
from support.webkit import WebKit

from calculators.worksheets.registry import WORKSHEETS

CASE = "#age_years=50&primary_site=ileum&who_grade=G1&liver_involvement_percent=40&months_stable_disease=8&functioning=false"
SHOWN = "return [...document.querySelectorAll('[data-field] :is(select, input[type=text], input:checked)')].map((one) => [one.name, one.value]).filter(([, value]) => value)"
TYPED = """return [...document.querySelectorAll("[data-asked] :is(select, input[type=text], input:checked)")]
    .map((one) => [one.closest("[data-asked]").dataset.asked, one.value]).filter(([, value]) => value)"""


def has_verdict(window: WebKit, set_id: str = "milan-net-2007") -> bool:
    return bool(
        window.run("return document.querySelector(`[data-set='${arguments[0]}']`)?.dataset.verdict ?? ''", set_id)
    )


def case_in(window: WebKit) -> dict[str, str]:
    return {
        name: value for name, value in parse_qsl(urlsplit(window.run("return location.href")).fragment) if name != "sum"
    }


def come_back(window: WebKit) -> None:
    """Go one step back, and wait until the page has looked at its controls for the last time, and shows what belongs to them."""
    window.back()
    window.wait(lambda: window.run("return document.documentElement.dataset.settled") == "")
    window.wait(lambda: bool(window.run(f"return Boolean(({ANSWERED})())")))


@pytest.mark.parametrize("path", ["calculators/", "en/calculators/milan-net-2007/"])
def test_a_case_is_still_there_when_the_page_comes_back(webkit: WebKit, site: str, path: str):
    webkit.go(f"{site}{path}{CASE}")
    webkit.wait(lambda: has_verdict(webkit))
    before = webkit.run(SHOWN)
    assert ["age_years", "50"] in before

    webkit.run('document.querySelector(\'main a[href*="../"]:not([href*="#"])\').click()')
    webkit.wait(lambda: path not in webkit.run("return location.pathname") or not has_verdict(webkit))
    come_back(webkit)

    assert has_verdict(webkit)
    assert webkit.run(SHOWN) == before
    webkit.run("document.querySelector('[data-fold-all]')?.click()")
    webkit.type("#months_stable_disease", "9")
    webkit.wait(lambda: case_in(webkit).get("months_stable_disease") == "9")
    assert case_in(webkit) == dict(parse_qsl(CASE[1:])) | {"months_stable_disease": "9"}


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_a_worksheet_is_still_there_when_the_page_comes_back(webkit: WebKit, site: str, worksheet: str):
    webkit.go(f"{site}en/calculators/{worksheet}/")
    webkit.wait(lambda: webkit.run("return document.querySelector('[data-engine]').dataset.engine") == "ready")
    webkit.run("document.querySelector('[data-fill-example]').click()")
    typed = webkit.run(TYPED)
    assert len(typed) > 1
    webkit.wait(lambda: bool(webkit.text("[data-line]")))

    webkit.run('document.querySelector(\'main a[href*="../"]:not([href*="#"])\').click()')
    webkit.wait(lambda: worksheet not in webkit.run("return location.pathname"))
    come_back(webkit)
    assert webkit.text("[data-line]")
    assert webkit.run(TYPED) == typed

    webkit.reload()
    webkit.wait(lambda: bool(webkit.text("[data-line]")))
    assert webkit.run(TYPED) == typed
