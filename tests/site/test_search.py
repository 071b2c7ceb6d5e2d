"""The search, asked by Node: what clinicians type, in either language and spelling, leads to the page that answers."""

import csv
import functools
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from paths import ROOT

ENGINE = ROOT / "docs/theme/assets/site/search-engine.js"
ASK = """
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
const { SearchEngine } = await import(process.argv[2]);
const engines = {};
for (const language of ["el", "en"])
  engines[language] = new SearchEngine(JSON.parse(readFileSync(`${process.argv[3]}/search/${language}.json`, "utf8")));
for await (const line of createInterface({ input: process.stdin })) {
  const [language, query] = JSON.parse(line);
  console.log(JSON.stringify(engines[language].find(query), ["hits", "url", "kind", "heading", "title", "exact"]));
}
"""
# Queries as colleagues type them, each with the page that answers (or the pages, where several do), written from the
# titles of the menu or the names of the pages alone; by the first, the third and the fourth list the search was mended,
# the others only measure it.
WRITTEN, UNSEEN, AGAIN = "search_queries.csv", "search_queries_unseen.csv", "search_queries_again.csv"
THIRD, FOURTH, FIFTH = "search_queries_third.csv", "search_queries_fourth.csv", "search_queries_fifth.csv"
FIRST = 3

# The page that a reader would want, and what readers type for it: Greek without accents, in capitals, inflected;
# English; abbreviations.
GREEK = {
    "guideline": ("ποια θεραπεία", "ΑΛΓΟΡΙΘΜΟΣ ΘΕΡΑΠΕΙΑΣ"),
    "guideline/resection": (
        "ηπατεκτομη",
        "ΗΠΑΤΕΚΤΟΜΗ",
        "ηπατεκτομής",
        "εκτομή ήπατος",
        "hepatectomy",
        "liver resection",
        "debulking",
        "κυτταρομειωση",
        "τυπος αναπτυξης",
        "FLR",
        "μεταστασεκτομή",
    ),
    "guideline/transplantation": (
        "μεταμοσχευση",
        "ΜΕΤΑΜΟΣΧΕΥΣΗ ΗΠΑΤΟΣ",
        "μεταμόσχευσης",
        "transplantation",
        "liver transplant",
        "OLT",
        "Milan-NET",
        "κριτηρια Milan",
    ),
    "guideline/liver-directed": (
        "εμβολισμος",
        "χημειοεμβολισμού",
        "TACE",
        "TARE",
        "DEB-TACE",
        "SIRT",
        "RFA",
        "καταλυση",
        "θρόμβωση πυλαίας",
        "embolization",
        "Whipple",
        "ραδιοεμβολισμός",
    ),
    "guideline/staging": ("σταδιοποιηση", "DOTATATE"),
    "guideline/systemic": ("PRRT", "λουτετιο", "NETTER-2", "καμποζαντινιμπη"),
    "guideline/prognosis": (
        "προγνωστικοι παραγοντες",
        "ΠΡΟΓΝΩΣΗ",
        "prognostic factors",
        "λόγος κινδύνου",
        "νομόγραμμα",
    ),
    "guideline/primary-tumour": ("πρωτοπαθης ογκος", "πρωτοπαθούς εστίας", "primary tumour"),
    "guideline/other-primaries": (
        "NCRNNLM",
        "NCNELM",
        "NCNNLM",
        "μελανωμα",
        "ΜΑΣΤΟΣ",
        "καρκίνο του μαστού",
        "sarcoma",
        "Adam 2006",
        "σαρκωματα",
    ),
    "guideline/gist": ("GIST", "imatinib", "ιματινιμπη", "στρωματικοί όγκοι", "Glivec"),
    "evidence": ("χρονολόγιο",),
    "evidence/burden": ("συχνοτητα", "επιδημιολογια", "NELM", "SEER", "incidence"),
    "evidence/question": ("Cochrane", "τυχαιοποιημενη δοκιμη", "RCT", "randomised trial"),
    "evidence/resection": ("αποτελεσματα εκτομης", "survival after resection"),
    "evidence/treatments": ("εκτομή ή εμβολισμός", "Mayo 2011"),
    "evidence/margin-and-grade": ("οριο εκτομης", "R0 R1", "χειρουργικό όριο", "surgical margin"),
    "evidence/transplantation": ("μητρωο", "ELTR", "UNOS", "αποτελέσματα μεταμόσχευσης"),
    "evidence/data": ("CSV", "ολοι οι αριθμοι"),
    "about/doubts": ("αμφιβολία", "ΔΙΟΡΘΩΣΕΙΣ"),
    "about/coverage": ("διαφανειες",),
    "about/glossary": ("συντομογραφιες", "γλωσσαρι", "glossary"),
    "about/intended-use": ("προσωπικα δεδομενα", "ιατροτεχνολογικο προϊόν", "ιατροτεχνολογικο προιον"),
    "calculators/milan-net-2007": ("Mazzaferro 2007",),
    "calculators/optn-net": ("OPTN", "MELD"),
}
ENGLISH = {
    "guideline": ("treatment algorithm",),
    "guideline/resection": (
        "hepatectomy",
        "liver resection",
        "HEPATIC RESECTION",
        "ηπατεκτομη",
        "debulking",
        "growth type",
        "remnant",
    ),
    "guideline/transplantation": ("transplant", "liver transplantation", "μεταμοσχευση", "OLT", "Milan-NET"),
    "guideline/liver-directed": (
        "embolization",
        "chemoembolisation",
        "TACE",
        "Y90",
        "εμβολισμός",
        "portal vein thrombosis",
        "radiofrequency",
    ),
    "guideline/staging": ("staging", "DOTATATE"),
    "guideline/systemic": ("PRRT", "NETTER-2", "cabozantinib", "everolimus"),
    "guideline/prognosis": ("prognosis", "hazard ratio", "πρόγνωση"),
    "guideline/primary-tumour": ("primary tumor", "primary tumour", "resection of the primary"),
    "guideline/other-primaries": ("NCRNNLM", "NCNELM", "melanoma", "breast", "μελάνωμα"),
    "guideline/gist": ("GIST", "imatinib", "Gleevec"),
    "evidence/burden": ("incidence", "epidemiology", "NETLM", "NELM"),
    "evidence/question": ("Cochrane", "randomized trial", "RCT"),
    "evidence/margin-and-grade": ("R0", "margins"),
    "evidence/transplantation": ("ELTR", "UNOS registry"),
    "evidence/data": ("csv download",),
    "about/doubts": ("doubts", "corrections"),
    "about/glossary": ("glossary", "abbreviations"),
    "about/intended-use": ("privacy", "medical device"),
    "calculators/adam-2006-factors": ("Adam score",),
    "calculators/milan-net-2016": ("Milan-NET 2016",),
    "calculators/optn-net": ("OPTN", "MELD exception"),
}
QUERIES = [
    pytest.param(language, query, page, id=f"{language}/{query}")
    for language, pages in (("el", GREEK), ("en", ENGLISH))
    for page, queries in pages.items()
    for query in queries
]


class Hit(TypedDict):
    """A page that was found."""

    url: str
    kind: str
    title: str
    heading: str


class Answer(TypedDict):
    """What the search says: *exact* where the pages hold all words of the query."""

    hits: list[Hit]
    exact: bool


type Ask = Callable[[str, str], Answer]


@pytest.fixture(scope="module")
def ask(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Return what asks the search of one language: one Node for all, as making the index takes longer than many answers."""
    program = tmp_path_factory.mktemp("search") / "ask.mjs"
    program.write_text(ASK, encoding="utf-8")
    with subprocess.Popen(
        ["node", "--no-warnings", program, ENGINE.as_uri(), site_dir],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as node:

        @functools.cache
        def ask(language: str, query: str) -> Answer:
            node.stdin.write(json.dumps([language, query]) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield ask


def queries_of(name: str) -> list[dict[str, str]]:
    """Return the queries of the list *name*."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pages(answer: Answer) -> list[str]:
    """Return the pages of *answer* by their paths."""
    return [hit["url"].partition("#")[0].removeprefix("en/").strip("/") for hit in answer["hits"]]


@pytest.mark.parametrize(
    ("name", "first", "among_three"),
    [
        (WRITTEN, 0.93, 0.99),
        (UNSEEN, 0.9, 0.96),
        (AGAIN, 0.9, 0.98),
        (THIRD, 0.93, 0.99),
        (FOURTH, 0.97, 0.99),
        (FIFTH, 0.88, 0.96),
    ],
)
def test_the_page_that_answers_comes_first(ask: Ask, name: str, first: float, among_three: float):
    places: list[int] = []
    behind: list[str] = []
    for row in queries_of(name):
        found = pages(ask(row["language"], row["query"]))
        wanted = row["pages"].split()
        place = next((at for at, page in enumerate(found) if page in wanted), len(found))
        places.append(place)
        if place:
            behind.append(f"{row['language']} {row['query']}: {', '.join(found[:FIRST])}")

    share = {limit: sum(place < limit for place in places) / len(places) for limit in (1, FIRST)}
    assert share[1] >= first, behind
    assert share[FIRST] >= among_three, behind


@pytest.mark.parametrize(
    ("cited", "page"), [("Mazzaglia 2007", "guideline/liver-directed"), ("Nagorney 2006", "evidence/resection")]
)
def test_a_page_that_holds_the_year_alone_stands_behind_those_that_cite_the_author(ask: Ask, cited: str, page: str):
    assert pages(ask("en", cited))[0] == page


@pytest.mark.parametrize(("language", "query", "page"), QUERIES)
def test_a_query_leads_to_its_page(ask: Ask, language: str, query: str, page: str):
    assert page in pages(ask(language, query))[:FIRST]


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ki67", "Ki-67"),
        ("\N{GREEK CAPITAL LETTER KAPPA}i-67", "Ki-67"),
        ("\N{GREEK CAPITAL LETTER KAPPA}i67", "Ki-67"),
        ("\N{GREEK SMALL LETTER KAPPA}\N{GREEK SMALL LETTER IOTA}67", "Ki-67"),
        ("Ki 67", "Ki-67"),
        ("T\N{GREEK CAPITAL LETTER ALPHA}CE", "TACE"),
        ("G\N{GREEK CAPITAL LETTER IOTA}ST", "GIST"),
        ("esophagus", "oesophagus"),
        ("primary tumor", "primary tumour"),
        ("chemoembolization", "chemoembolisation"),
        ("randomized trial", "randomised trial"),
    ],
)
def test_what_is_spelt_otherwise_finds_the_same(ask: Ask, language: str, typed: str, printed: str):
    found = ask(language, typed)

    assert found["exact"]
    assert pages(found) == pages(ask(language, printed))


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("typed", ["Ki67", "\N{GREEK CAPITAL LETTER KAPPA}i-67"])
def test_ki67_leads_to_where_it_is_graded(ask: Ask, language: str, typed: str):
    assert {"calculators/who-grade", "evidence/margin-and-grade"} & set(pages(ask(language, typed))[:FIRST])


@pytest.mark.parametrize(
    "query", ["embolisation versus resection", "embolisation for resection", "the embolisation, resection"]
)
def test_words_that_say_nothing_change_nothing(ask: Ask, query: str):
    assert pages(ask("en", query)) == pages(ask("en", "embolisation resection"))


def test_a_word_that_no_page_holds_does_not_sink_the_others(ask: Ask):
    answer = ask("en", "xylophone chemoembolisation")

    assert pages(answer)[0] == "guideline/liver-directed"
    assert not answer["exact"]


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "unresctable", "unresectable"),
        ("en", "Mazzafero", "Mazzaferro"),
        ("en", "tranplantation", "transplantation"),
        ("el", "μεταμοσχεση", "μεταμόσχευση"),
        ("el", "μαζαφέρο", "Mazzaferro"),
    ],
)
def test_one_letter_wrong_or_greek_letters_for_a_name_still_find(ask: Ask, language: str, wrong: str, right: str):
    assert pages(ask(language, wrong))[0] in pages(ask(language, right))[:FIRST]


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "what is 5-HIAA"),
        ("en", "What does CAPTEM stand for?"),
        ("en", "NELM meaning"),
        ("en", "definition of portal vein thrombosis"),
        ("el", "τι είναι το 5-HIAA"),
        ("el", "τι σημαινει NELM"),
        ("el", "χρωμογρανίνη Α τι είναι"),
        ("el", "what is 5-HIAA"),
        ("el", "ti einai to 5-HIAA"),
    ],
)
def test_who_asks_what_a_word_means_is_led_to_its_meaning(ask: Ask, language: str, query: str):
    first = ask(language, query)["hits"][0]

    assert first["url"].partition("#")[0].endswith("about/glossary/")
    assert first["heading"]


@pytest.mark.parametrize(
    ("language", "query", "page"),
    [("en", "what is ALBI", "calculators/albi"), ("el", "τι ειναι το GIST", "guideline/gist")],
)
def test_a_page_about_the_word_alone_stands_before_its_meaning(ask: Ask, language: str, query: str, page: str):
    found = pages(ask(language, query))

    assert found[0] == page
    assert "about/glossary" in found[:FIRST]


@pytest.mark.parametrize("query", ["what is the survival after hepatectomy", "what are the doses of PRRT"])
def test_a_question_about_more_than_a_word_is_not_one_for_its_meaning(ask: Ask, query: str):
    assert "about/glossary" not in pages(ask("en", query))[:FIRST]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("metamosxeysi ipatos", "μεταμόσχευση ήπατος"),
        ("metamosheusi gia karkinoeides", "μεταμόσχευση για καρκινοειδές"),
        ("ximeioemvolismos", "χημειοεμβολισμός"),
        ("embolismos pylaias", "εμβολισμός πυλαίας"),
        ("antendeiksis gia metamosxefsi", "αντενδείξεις για μεταμόσχευση"),
        ("epiviosi meta apo ipatektomi", "επιβίωση μετά από ηπατεκτομή"),
    ],
)
def test_greek_in_latin_letters_finds_the_same(ask: Ask, typed: str, printed: str):
    assert pages(ask("el", typed))[0] == pages(ask("el", printed))[0]


@pytest.mark.parametrize(("language", "query"), [("el", "πως βαθμολογω κατα who"), ("en", "biopsy WHO")])
def test_who_is_also_an_organisation(ask: Ask, language: str, query: str):
    assert pages(ask(language, query))[0] == "calculators/who-grade"


def test_a_name_that_only_a_list_of_references_holds_leads_there(ask: Ask):
    found = ask("en", "Hepatology")["hits"]

    assert found
    assert {hit["heading"] for hit in found} == {"References"}


def test_what_lists_of_references_alone_hold_comes_last(ask: Ask):
    headings = [hit["heading"] == "References" for hit in ask("en", "Frilling")["hits"]]

    assert True in headings
    assert headings == sorted(headings)


def test_each_result_says_what_it_is(ask: Ask):
    kinds = {hit["kind"] for hit in ask("en", "resection")["hits"]}

    assert kinds >= {"Calculator", "Guideline", "Evidence"}


def test_what_is_not_there_is_not_claimed(ask: Ask):
    assert not ask("el", "χρηματιστήριο")["exact"]
    assert not ask("en", "xylophone")["exact"]


def test_both_languages_are_asked_in_many_ways():
    for asked in (GREEK, ENGLISH):
        assert sum(map(len, asked.values())) >= 40
