"""The reader of an address in the browser, run by Node: what mail makes of an address, and an address cut at every place."""

import json
import subprocess
from datetime import date
from urllib.parse import quote

import pytest
from paths import ROOT

from calculators.documents.receipt import ReceiptState, receipt
from calculators.engine.case import encode_case, read
from calculators.web.endpoint import handle
from calculators.web.verify import check_sum

READER = (ROOT / "docs/theme/assets/calculators/address.js").read_text(encoding="utf-8")
PAIRS = [["age_years", "54.9"], ["months_stable_disease", "14"], ["who_grade", "G2"], ["ki67_percent", "12,5"]]
TODAY = date(2026, 11, 25)
CODE = "1.1.0-abcd-efgh-ijkl"


def in_node(program: str, given: object) -> object:
    """Return what *program*, which sees the reader as `reader` and *given*, leaves in `result`."""
    script = f"const reader = await import('data:text/javascript,{quote(READER, safe='')}');\nconst given = {json.dumps(given)};\nlet result;\n{program}\nconsole.log(JSON.stringify(result));"
    done = subprocess.run(
        ["node", "--input-type=module"], input=script, capture_output=True, encoding="utf-8", check=True
    )
    return json.loads(done.stdout)


def understood(*hashes: str) -> list[dict]:
    """Return what the reader makes of each of *hashes* on a page that has a part named `results`."""
    found = in_node("result = given.map((hash) => reader.readAddress(hash, (id) => id === 'results'));", hashes)
    assert isinstance(found, list)
    return found


def written(pairs: list[list[str]], code: str | None = None) -> str:
    return str(
        in_node("result = reader.spellAddress(given.pairs, given.code ?? undefined);", {"pairs": pairs, "code": code})
    )


@pytest.mark.parametrize("code", [None, CODE])
def test_an_address_is_read_as_it_was_written(code):
    [found] = understood(written(PAIRS, code))

    assert found == {"kind": "case", "pairs": PAIRS, "receipt": code or "", "at": "", "remarks": []}


@pytest.mark.parametrize("code", [None, CODE])
def test_the_section_at_which_the_reader_was_goes_along_and_is_none_of_the_case(code):
    whole = in_node(
        "result = reader.spellAddress(given.pairs, given.code ?? '', 'disagreements');", {"pairs": PAIRS, "code": code}
    )

    assert understood(str(whole)) == [
        {"kind": "case", "pairs": PAIRS, "receipt": code or "", "at": "disagreements", "remarks": []}
    ]


@pytest.mark.parametrize("code", [None, CODE])
@pytest.mark.parametrize(
    "pairs", [PAIRS, [["ki67_percent", "12,5)"]], [["age_years", "54"], ["measure.row.0.ki67_percent", "4"]]]
)
def test_no_cut_of_our_own_address_passes_in_silence(code, pairs):
    whole = written(pairs, code)
    # Without its "#" nothing is left that could be noticed.
    cuts = [whole[:end] for end in range(1, len(whole))]

    assert [cut for cut, found in zip(cuts, understood(*cuts), strict=True) if not found["remarks"]] == []


def test_no_cut_of_an_address_is_taken_for_the_whole_by_the_check_of_receipts():
    case = read({"age_years": 54, "months_stable_disease": 14, "who_grade": "G2", "ki67_percent": 12.5}, TODAY)
    for code in (None, str(receipt(case))):
        text = encode_case(case)
        whole = (f"receipt={code}&" if code else "") + f"sum={check_sum(text)}&{text}"
        said = {}
        for end in range(len("https://example.org/#"), len("https://example.org/#" + whole)):
            request = {"ask": "verify", "language": "en", "today": TODAY.isoformat(), "answers": {}, "carried": []}
            reply = json.loads(handle(json.dumps(request | {"text": f"https://example.org/#{whole}"[:end]})))
            said[end] = reply["state"]
        assert ReceiptState.SAME.value not in said.values()
        assert code or set(said.values()) == {ReceiptState.UNREADABLE.value}


def test_both_languages_of_the_program_make_the_same_sum():
    texts = ["", "a", "age_years=54&who_grade=G2", "x" * 2000, "ki67_percent=12%2C5%29"]

    assert in_node("result = given.map(reader.checkSum);", texts) == [check_sum(text) for text in texts]


MENDED = [
    "#age_years%3D54%26who_grade%3DG2",
    "#age_years%253D54%2526who_grade%253DG2",
    "#age_years=54%26who_grade=G2",
    "#age_years%3D54&who_grade%3DG2",
    "#age_years=54&amp;who_grade=G2",
    "#age_years=54&amp;amp;who_grade=G2",
    "#age%255Fyears=54&who%5Fgrade=G2",
    "#age_years=3D54&who_grade=3DG2",
    "#age_ye=ars=3D54&who_grade=3DG2",
    "#age_years=54&who_gr%20ade=G2",
    "#age_years=54&%20who_grade=G2",
    "#age_years=54&%0Awho_grade=G2",
    *(f"#age_years=54&who_grade=G2{end}" for end in (".", ")", "%3E", "%22", "'", ",", ").", "%20", "%C2%BB")),
]


@pytest.mark.parametrize("address", MENDED)
def test_what_mail_makes_of_an_address_is_read_and_said(address):
    [found] = understood(address)

    assert (found["kind"], found["pairs"]) == ("case", [["age_years", "54"], ["who_grade", "G2"]])
    assert found["remarks"] == ["restored"]


GATEWAYS = {
    "everything encoded": lambda text: quote(text, safe=""),
    "as in HTML": lambda text: text.replace("&", "&amp;"),
    "quoted-printable": lambda text: text.replace("=", "=3D"),
    "end of a sentence": lambda text: text + ").",
}


@pytest.mark.parametrize("gateway", GATEWAYS.values(), ids=GATEWAYS)
def test_an_address_that_can_be_made_whole_again_is_taken_as_it_was_written(gateway):
    whole = written(PAIRS, CODE)

    [found] = understood("#" + gateway(whole[1:]))

    assert found == {"kind": "case", "pairs": PAIRS, "receipt": CODE, "at": "", "remarks": []}


@pytest.mark.parametrize("strange", ["#", "#foo", "#100%", "#%E0%A4%A", "#receip", "#results)"])
def test_what_is_neither_a_case_nor_a_part_of_the_page_is_said(strange):
    assert understood(strange) == [{"kind": "strange", "pairs": [], "receipt": "", "at": "", "remarks": ["strange"]}]


def test_a_part_of_the_page_is_none_of_ours_to_speak_of():
    assert [(found["kind"], found["remarks"]) for found in understood("", "#results", "#:~:text=age")] == [
        ("none", []),
        ("place", []),
        ("none", []),
    ]


def test_an_address_of_long_ago_is_read_without_a_word():
    [found] = understood("#age_years=54&ki67_percent=12%2C5&receipt=" + CODE)

    assert found == {
        "kind": "case",
        "pairs": [["age_years", "54"], ["ki67_percent", "12,5"]],
        "receipt": CODE,
        "at": "",
        "remarks": [],
    }
