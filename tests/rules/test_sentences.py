"""What the rules put together out of parts reads as a sentence: how it begins, what it encloses, what its lists join."""

import json
import re

import pytest
from support.cases import CASES

from calculators.documents.messages import condition, named
from calculators.model.sentences import left_open, opening, sentence, short
from calculators.model.text import LANGUAGES, Text, resolver
from calculators.sets.registry import SETS
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.tumour import HISTOLOGY
from calculators.web.endpoint import HANDLERS
from calculators.web.reading import read_form
from calculators.worksheets.registry import WORKSHEETS

# What is a symbol or a name keeps its letters wherever it is.
SYMBOL = re.compile(r"[A-Z0-9<>≤≥=“«(–±+×✓]|[a-z]{0,3}[A-Z0-9]")
ENDS = (".", ";", "?", ":")
ASKED = ("case", "change", "compare", "robustness", "missing", "sheet")
OTHER = {"tumour_family": "neuroendocrine", "ki67_percent": "2"}


def typed(value):
    """Return *value* as an address spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def strings(value):
    """Yield every text in *value*."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.fixture(scope="module")
def replies():
    """Return what the page is told of every seventh case in both languages, whatever it is asked."""
    assert set(ASKED) < set(HANDLERS)
    found = []
    for case in CASES[::7]:
        answers = {name: typed(value) for name, value in case.patient.items()}
        asked = {"today": "2026-11-01", "answers": answers, "carried": [["ki67", "3"]], "other": OTHER}
        reading = read_form(asked)
        found += [HANDLERS[ask](reading, asked) for ask in ASKED]
    return found


@pytest.fixture(scope="module", params=LANGUAGES)
def said(request, replies):
    """Return everything that the page says in one language."""
    return set(strings(json.loads(json.dumps(replies, default=resolver(request.param)))))


def begins(text):
    """Return whether *text* begins as a sentence does."""
    return text[0].isupper() or bool(SYMBOL.match(text))


@pytest.mark.exhaustive
def test_a_sentence_begins_with_a_capital(said):
    assert [text for text in said if len(text) > 1 and text.endswith(ENDS) and not begins(text)] == []


@pytest.mark.exhaustive
def test_every_sentence_of_a_text_begins_with_a_capital(said):
    assert [
        text
        for text in said
        for part in re.split(r"(?<=[.?]) (?=\S)", text)[1:]
        if text.endswith(".") and "et al." not in text and not begins(part)
    ] == []


@pytest.mark.exhaustive
def test_no_bracket_is_within_another(said):
    """A title that ends in a bracket was once enclosed in one: “(ENETS 2012 (resection), …)”, in Greek."""
    assert [text for text in said if re.search(r"\([^()]*\(", text) and "\n" not in text] == []


@pytest.mark.exhaustive
def test_nothing_is_left_of_a_template(said):
    assert [text for text in said if re.search(r"\{\w*\}|\bNone\b| ,| \.(?!\d)|\.\.|\(\)|“”|«»", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_that_is_listed_has_a_comma(language):
    """Lists of titles and of questions are joined by commas: “Survival, NET, Adam 2006” is two titles that look like three."""
    names = [one.short_title for one in SETS.values()] + [field.label for field in FIELDS.values()]
    names += [
        field.label for measure in WORKSHEETS.values() for field in (*measure.once.values(), *measure.in_rows.values())
    ]

    assert [name[language] for name in names if "," in name[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("set_id", SETS)
def test_what_is_said_of_each_criterion_opens_as_a_sentence(set_id, language):
    criteria = SETS[set_id]
    for criterion in criteria.criteria:
        texts = [opening(named(criterion)), sentence(criterion.test), criterion.note, opening(criterion.pinpoint)]
        texts += [one for one in [condition(criteria, criterion)] if one] + [
            opening(one) for one in left_open(criterion.test)
        ]

        assert [text[language] for text in texts if not begins(text[language])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_definitions_are_sentences(language):
    fields = [
        *FIELDS.values(),
        *(field for measure in WORKSHEETS.values() for field in (*measure.once.values(), *measure.in_rows.values())),
    ]
    texts = [
        text[language]
        for field in fields
        for text in (field.definition.includes, field.definition.excludes, field.definition.measured)
    ]

    assert [text for text in texts if not (begins(text) and text.endswith("."))] == []


@pytest.mark.parametrize("text", ["ο όγκος των μεταστάσεων.", "η ημέρα αυτή.", "a tumour."])
def test_a_sentence_that_begins_with_a_small_letter_is_seen(text):
    assert not begins(text)
    assert begins(opening(Text(text, text)).el)


def test_a_list_names_an_option_and_what_it_leaves_out_together():
    both = HISTOLOGY.is_one_of("melanoma", "sarcoma", "gist", "other")

    assert short(both) == Text(
        "melanoma, sarcoma including GIST or other histology",
        "μελάνωμα, σάρκωμα συμπεριλαμβανομένου του GIST ή άλλος ιστολογικός τύπος",
    )
    assert short(HISTOLOGY.is_one_of("melanoma", "sarcoma")).en == "melanoma or sarcoma other than GIST"
    assert short(HISTOLOGY.is_one_of("melanoma", "gist")).en == "melanoma or GIST"


def test_no_list_names_a_word_twice():
    """“Sarcoma other than GIST, GIST” is read twice before it is understood."""
    said = {
        sentence(one.test)[language]
        for criteria in SETS.values()
        for one in criteria.criteria
        for language in LANGUAGES
    }

    assert [one for one in said if re.search(r"(\b[A-Z]{3,}\b), \1\b", one)] == []
