"""The report of a cohort: complete, in both languages, and alone."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from patients import FAVOURABLE, random_patients

from calculators.cohort.audit import DECIDING, Audit
from calculators.documents.cohort_report import Made, cohort_fragment, cohort_report
from calculators.engine.batch import Batch
from calculators.engine.evaluate import Verdict
from calculators.model.text import LANGUAGES, Text
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS

DAY = date(2026, 11, 1)
VOID = {"meta", "br"}


def audit_of(cases):
    audit = Audit()
    columns = {name: [case.get(name) for case in cases] for name in FIELDS}
    audit.add(columns, Batch().judge(columns, len(cases)))
    return audit


@pytest.fixture(scope="module")
def audit():
    return audit_of([*random_patients(300, seed=9), FAVOURABLE])


class Balanced(HTMLParser):
    """Fails where a tag is not closed, and keeps what the page would fetch or run."""

    def __init__(self):
        super().__init__()
        self.open, self.fetched = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.fetched += [given[name] for name in ("src", "srcset") if name in given] + [tag] * (
            tag in {"script", "link"}
        )
        assert not {"style", "onclick"} & given.keys()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):  # noqa: ARG002 (as its base has it)
        assert not {"style", "onclick"} & dict(attrs).keys()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_stands_alone_and_says_every_count(audit, language):
    page = cohort_report(audit, Made(DAY))[language]
    parser = Balanced()
    parser.feed(page)
    assert (parser.open, parser.fetched) == ([], [])
    assert "url(" not in page
    words = plain(page)
    assert f"{audit.rows} " in words
    for criteria in SETS.values():
        assert criteria.title[language] in words
    for criteria in DECIDING:
        for verdict in Verdict:
            assert str(audit.sets[criteria.id].verdicts[verdict]) in words


def test_what_came_about_is_told(audit):
    made = Made(DAY, [Text("Read so & so.", "Έτσι.")], unread=7, simulated=True)
    english = plain(cohort_fragment(audit, made).en)
    assert "Read so &amp; so." in english
    assert "count as not known: 7." in english
    assert "Simulated patients" in english
    greek = cohort_fragment(audit, made).el
    assert "Προσομοιωμένοι ασθενείς" in greek
    assert "έως" in greek


def test_nobody_who_is_met_leaves_the_picture_out():
    page = cohort_fragment(audit_of([{}]), Made(DAY)).en
    assert 'class="upset"' not in page
    assert "by none of them" in page


def test_where_all_are_decided_nothing_is_missing_for_a_decision():
    page = cohort_fragment(audit_of([FAVOURABLE]), Made(DAY)).en
    milan = page.split('<details id="cohort-set-milan-net-2007"')[1].split("</details>")[0]
    assert "Most often missing for a decision" not in milan


def test_contradictions_are_told_as_the_reason():
    page = cohort_fragment(audit_of([{"who_grade": "G1", "ki67_percent": 30.0}]), Made(DAY)).en
    assert "answers contradict each other: 1" in page
