"""The search dialog: what clinicians type, in either language and spelling, leads to the right page among the first three."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

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
    "guideline/other-primaries": ("NCRNNLM", "NCNELM", "melanoma", "breast", "Adam score", "μελάνωμα"),
    "guideline/gist": ("GIST", "imatinib", "Gleevec"),
    "evidence/burden": ("incidence", "epidemiology", "NETLM", "NELM"),
    "evidence/question": ("Cochrane", "randomized trial", "RCT"),
    "evidence/margin-and-grade": ("R0", "margins"),
    "evidence/transplantation": ("ELTR", "UNOS registry"),
    "evidence/data": ("csv download",),
    "about/doubts": ("doubts", "corrections"),
    "about/glossary": ("glossary", "abbreviations"),
    "about/intended-use": ("privacy", "medical device"),
    "calculators/milan-net-2016": ("Milan-NET 2016",),
    "calculators/optn-net": ("OPTN", "MELD exception"),
}
QUERIES = [
    pytest.param(language, query, page, id=f"{language or 'el/'}{query}")
    for language, pages in (("", GREEK), ("en/", ENGLISH))
    for page, queries in pages.items()
    for query in queries
]


class Search:
    """The open dialog of one language."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.goto(f"{address}about/intended-use/")
        page.locator("[data-search-open]").click()
        self.dialog = page.locator("#search")

    @property
    def count(self) -> Locator:
        """What the dialog says of its results."""
        return self.dialog.locator("[role=status]")

    def until_said(self, text: str) -> None:
        """Wait until the dialog says *text* of its results, or nothing; hundreds of queries cannot wait for the next look of `expect`."""
        said = "([status, text]) => text ? status.textContent.includes(text) : !status.textContent.trim()"
        self.page.wait_for_function(said, arg=[self.count.element_handle(), text])

    def results(self, query: str) -> list[str]:
        """Return the pages that the dialog finds for *query*, by their paths."""
        self.dialog.locator("input").fill("")
        self.until_said("")
        self.dialog.locator("input").fill(query)
        self.until_said(f"{query}»" if self.address.count("/en/") == 0 else f"{query}”")
        found = [link.evaluate("(link) => link.href") for link in self.dialog.locator("ol a").all()]
        return [re.sub(r"[?#].*$", "", address).removeprefix(self.address).strip("/") for address in found]


@pytest.fixture(scope="module")
def searches(chromium: Browser, site: str) -> Iterator[dict[str, Search]]:
    """Return the open dialog of each language."""
    context = chromium.new_context(viewport={"width": 1000, "height": 900}, service_workers="block")
    yield {language: Search(context.new_page(), f"{site}{language}") for language in ("", "en/")}
    context.close()


@pytest.mark.parametrize(("language", "query", "page"), QUERIES)
def test_a_query_leads_to_its_page(searches: dict[str, Search], language: str, query: str, page: str):
    assert page in searches[language].results(query)[:FIRST]


@pytest.mark.parametrize("language", ["", "en/"])
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
def test_what_is_spelt_otherwise_finds_the_same(searches: dict[str, Search], language: str, typed: str, printed: str):
    found = searches[language].results(typed)

    assert found
    assert found == searches[language].results(printed)


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("typed", ["Ki67", "\N{GREEK CAPITAL LETTER KAPPA}i-67"])
def test_ki67_leads_to_where_it_is_graded(searches: dict[str, Search], language: str, typed: str):
    assert {"calculators/who-grade", "evidence/margin-and-grade"} & set(searches[language].results(typed)[:FIRST])


def test_signs_of_a_replacement_are_shown_as_typed(searches: dict[str, Search]):
    searches["en/"].results("$& xyz")

    expect(searches["en/"].count).to_contain_text("$& xyz")


def test_both_languages_are_asked_in_many_ways():
    for pages in (GREEK, ENGLISH):
        assert sum(map(len, pages.values())) >= 40


@pytest.mark.parametrize(
    ("language", "query", "says"),
    [("", "χρηματιστήριο", "Δεν βρέθηκε"), ("en/", "xylophone", "no exact match|Nothing was found")],
)
def test_what_is_not_there_is_not_claimed(searches: dict[str, Search], language: str, query: str, says: str):
    searches[language].results(query)

    expect(searches[language].count).to_have_text(re.compile(says))
