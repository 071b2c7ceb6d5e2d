"""Declarations: a mistake in one fails when it loads, and what is printed is what runs."""

import re
from dataclasses import replace

import pytest

from calculators.model.conditions import all_of, any_of
from calculators.model.fields import DeclarationError, Relation
from calculators.model.sentences import left_open, opening, sentence, short, within
from calculators.model.sets import CriteriaSet, Criterion, Kind, Source, Status
from calculators.model.text import LANGUAGES, Text, number, same
from calculators.sets.registry import SETS
from calculators.vocabulary import form, topics
from calculators.vocabulary.extrahepatic import EXTRA_ABDOMINAL_METASTASES, NODAL_METASTASES
from calculators.vocabulary.liver import LIVER_INVOLVEMENT_PERCENT
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.topics import TOPICS
from calculators.vocabulary.tumour import KI67_PERCENT, REFRACTORY_HORMONAL_SYMPTOMS, WHO_GRADE

GREEK = re.compile("[\N{GREEK CAPITAL LETTER ALPHA}-\N{GREEK SMALL LETTER OMEGA WITH TONOS}]")


def test_the_printed_sign_is_the_comparison_that_runs():
    order = {"<": (True, False, False), "≤": (True, True, False), "≥": (False, True, True), ">": (False, False, True)}

    for relation in Relation:
        assert tuple(relation.holds(value, 2.0) for value in (1.0, 2.0, 3.0)) == order[relation.sign]


@pytest.mark.parametrize(
    ("method", "options", "more"),
    [
        ("is_one_of", ["G4"], {}),
        ("is_none_of", ["G4"], {}),
        ("is_one_of", ["G1"], {"ambiguous": {"g2": same("?")}}),
        ("is_one_of", ["G1"], {"remarks": {"G5": same("?")}}),
        ("is_one_of", ["G1"], {"unspecified": ("elsewhere",)}),
        ("is_one_of", ["G1", "G2"], {"ambiguous": {"G2": same("?")}}),
    ],
)
def test_a_misspelt_or_doubled_option_fails_when_it_is_declared(method, options, more):
    with pytest.raises(DeclarationError):
        getattr(WHO_GRADE, method)(*options, **more)


def test_an_open_range_needs_a_reason_and_lies_on_the_side_that_is_refused():
    with pytest.raises(DeclarationError, match="left open without a reason"):
        AGE_YEARS.at_least(6, ambiguous_from=3)
    with pytest.raises(DeclarationError, match="or accepted"):
        AGE_YEARS.at_least(6, ambiguous=same("why"), ambiguous_from=7)


@pytest.mark.parametrize("retired", [{"G1": ("G2", "G3")}, {"low": ()}, {"low": ("G1", "G4")}])
def test_an_option_is_retired_only_into_others_that_are_offered(retired):
    with pytest.raises(DeclarationError, match="not an option that was divided"):
        replace(WHO_GRADE, retired=retired)


def test_a_former_name_is_that_of_an_option():
    with pytest.raises(DeclarationError, match="G4"):
        replace(WHO_GRADE, formerly={"G4": Text("grade 4", "βαθμός 4")})


def test_a_name_for_two_options_is_one_of_options():
    with pytest.raises(DeclarationError, match="G4"):
        replace(WHO_GRADE, together={("G3", "G4"): Text("high grade", "υψηλός βαθμός")})


def test_a_question_is_declared_once():
    with pytest.raises(DeclarationError, match="age_years: declared twice"):
        form.by_id((form.GROUPS[0], form.GROUPS[0]))


def test_a_missing_translation_fails_when_it_is_declared():
    with pytest.raises(TypeError):
        Text("only English")
    with pytest.raises(ValueError, match="both languages"):
        Text("only English", " ")


def test_a_text_is_never_printed_without_a_language():
    with pytest.raises(TypeError, match="choose a language"):
        str(same("x"))
    with pytest.raises(TypeError, match="choose a language"):
        assert "x" in same("x")


def declared(**changes) -> CriteriaSet:
    one = Criterion("age", topics.AGE, AGE_YEARS.at_most(1), same("p"), same("n"))
    described = {
        "id": "x",
        "title": same("t"),
        "short_title": same("t"),
        "question": same("q"),
        "source": Source("s", "S"),
        "status": Status.ABSTRACT,
        "status_note": same("n"),
        "criteria": (one,),
        "population": None,
    }
    return CriteriaSet(**described | changes)


def test_two_criteria_of_one_name_are_refused():
    with pytest.raises(DeclarationError, match="same id"):
        declared(criteria=declared().criteria * 2)


@pytest.mark.parametrize("kind", [Kind.CONTRAINDICATIONS, Kind.FACTORS, Kind.CLASSES])
def test_what_is_counted_or_named_needs_a_name(kind):
    with pytest.raises(DeclarationError, match="have a name"):
        declared(kind=kind)


@pytest.mark.parametrize(
    "changes",
    [{"against": same("to it")}, {"kind": Kind.CONTRAINDICATIONS, "criteria": ()}],
    ids=["against", "to nothing"],
)
def test_contraindications_and_nothing_else_say_to_what(changes):
    with pytest.raises(DeclarationError, match="say to what"):
        declared(**changes)


def numbers_in(text):
    return set(re.findall(r"[<≤≥>] \d+(?:[.,]\d+)?", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_cell_are_few_and_hold_the_limits_of_the_test(language):
    """A limit is declared once: what is written again for a narrow column says the same."""
    cells = {
        f"{criteria.id}.{one.id}": (one.cell[language], numbers_in(sentence(one.test)[language]))
        for criteria in SETS.values()
        for one in criteria.criteria
        if one.cell
    }

    assert {name: cell for name, (cell, limits) in cells.items() if numbers_in(cell) != limits} == {}
    assert {name: cell for name, (cell, _) in cells.items() if len(cell) > 60} == {}


def test_a_test_reads_as_a_sentence_in_both_languages():
    age = AGE_YEARS.at_most(55)
    burden = any_of(
        LIVER_INVOLVEMENT_PERCENT.below(2.5),
        all_of(LIVER_INVOLVEMENT_PERCENT.below(75), REFRACTORY_HORMONAL_SYMPTOMS.is_yes()),
    )

    assert sentence(age) == Text("Age ≤ 55 years", "Ηλικία ≤ 55 έτη")
    assert sentence(WHO_GRADE.is_none_of("G3", "NEC")).en == "WHO grade: G1 or G2"
    assert (
        sentence(burden).en
        == "Liver involvement < 2.5 %, or liver involvement < 75 % and refractory hormonal symptoms present"
    )
    assert "< 2,5 %" in sentence(burden).el
    assert short(burden, topics.INVOLVEMENT).en == "< 2.5 %, or < 75 % and refractory hormonal symptoms present"
    assert short(age, topics.GRADE).en == "age ≤ 55 years"


def test_what_the_wording_leaves_open_is_said_and_of_which_answer():
    grade = WHO_GRADE.is_one_of("G1", ambiguous={"G2": same("?")})
    ki67 = KI67_PERCENT.below(10, ambiguous=same("?"))
    outside = EXTRA_ABDOMINAL_METASTASES.is_none_of("unresectable", ambiguous={"resectable": same("?")})

    assert [text.en for text in left_open(grade)] == ["G2"]
    assert [text.en for text in left_open(all_of(grade, ki67, AGE_YEARS.below(3)))] == [
        "WHO grade, G2",
        "Ki-67 index, exactly 10 %",
    ]
    assert [text.el for text in left_open(all_of(NODAL_METASTASES.is_none_of("unresectable"), outside))] == [
        "εξωκοιλιακές μεταστάσεις, εξαιρέσιμες"
    ]


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (Text("a tumour", "ο όγκος των μεταστάσεων"), Text("A tumour", "Ο όγκος των μεταστάσεων")),
        (Text("the day", "η ημέρα αυτή"), Text("The day", "Η ημέρα αυτή")),
        (Text("what is left", "ό,τι μένει"), Text("What is left", "Ό,τι μένει")),
        (Text("or", "ή το αντίστροφο"), Text("Or", "Ή το αντίστροφο")),
    ],
)
def test_a_sentence_opens_with_a_capital_even_where_its_first_word_has_one_letter(lower, upper):
    assert opening(lower) == upper
    assert within(upper) == lower


@pytest.mark.parametrize("name", ["Ki-67 index", "T1 tumour", "N", "G1 or G2", "Α1", "18F-FDG", "Η2"])
def test_a_symbol_keeps_its_letters(name):
    assert opening(same(name)) == within(same(name)) == same(name)


@pytest.mark.parametrize(
    ("value", "limits", "english", "greek"),
    [
        (55.0, (), "55", "55"),
        (2.5, (), "2.5", "2,5"),
        (5.999, (6.0,), "5.999", "5,999"),
        (5.9999999, (6.0,), "5.9999999", "5,9999999"),
        (6.4516129, (6.0,), "6.45", "6,45"),
        (0.001, (), "0.001", "0,001"),
        (1e-12, (0.0,), "0.000000000001", "0,000000000001"),  # no power of ten, which no form takes
    ],
)
def test_a_number_is_shown_on_its_own_side_of_every_limit(value, limits, english, greek):
    assert number(value, limits) == Text(english, greek)


def test_every_topic_is_used_and_listed():
    used = {criterion.topic.id for criteria in SETS.values() for criterion in criteria.criteria}

    assert used == set(TOPICS)


@pytest.mark.parametrize("set_id", SETS)
def test_a_set_is_said_in_the_letters_of_each_language(set_id):
    criteria = SETS[set_id]
    texts = [criteria.title, criteria.question, criteria.status_note]
    for criterion in criteria.criteria:
        texts += [sentence(criterion.test), criterion.pinpoint, criterion.note]

    assert [text for text in texts if not GREEK.search(text.el) or GREEK.search(text.en)] == []
