"""A receipt changes with whatever can change an answer, and with nothing else."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.strategies import ASKED, answer, cases

from calculators.documents import receipt as receipts
from calculators.documents.receipt import (
    LETTERS,
    Receipt,
    ReceiptState,
    check,
    digest,
    read_receipt,
    receipt,
    rules_digest,
)
from calculators.engine.case import decode, encode, encode_case, read
from calculators.engine.derivations import DERIVATIONS
from calculators.model.conditions import AllOf, AnyOf
from calculators.model.derivation import Bounds, DerivationGroup, Derivations, Follows, MonthsBetween
from calculators.model.fields import Comparison, Membership, Relation, options_of
from calculators.model.text import LANGUAGES, same
from calculators.sets.registry import SETS
from calculators.version import RULES_VERSION
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.liver import BILOBAR, GROWTH_TYPE
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.populations import GIST
from calculators.vocabulary.tumour import PRIMARY_SITE

TODAY = date(2026, 11, 1)
CASE = read(
    {"who_grade": "G2", "age_years": 55.5, "functioning": False, "stable_since_date": "2026-01-14", "ki67_percent": 8},
    TODAY,
)


# The case.


def test_a_case_is_spelt_in_one_way():
    assert (
        encode_case(CASE) == "age_years=55.5&functioning=false&ki67_percent=8&stable_since_date=2026-01-14&who_grade=G2"
    )


@example(5.960464477539063e-08)
@given(st.floats(0, allow_nan=False, allow_infinity=False))
def test_every_number_is_spelt_as_a_form_can_read_it_again(value):
    months = FIELDS["months_stable_disease"]

    assert decode(months, encode(value), TODAY) == value


@given(cases)
def test_the_order_of_the_answers_does_not_count(case):
    backwards = dict(reversed(list(case.items())))

    assert receipt(read(case, TODAY)) == receipt(read(backwards, TODAY))


@given(cases, st.data())
def test_any_change_of_an_answer_changes_the_code(case, data):
    name = data.draw(st.sampled_from(sorted(ASKED)))
    value = data.draw(answer(ASKED[name]))
    changed = {**case, name: value}
    without = {field: given for field, given in case.items() if field != name}

    assert (receipt(read(changed, TODAY)) == receipt(read(case, TODAY))) == (case.get(name) == value)
    assert receipt(read(without, TODAY)) != receipt(read(changed, TODAY))


def test_a_number_is_the_same_however_it_was_sent():
    assert receipt(read({"age_years": 55}, TODAY)) == receipt(read({"age_years": 55.0}, TODAY))
    assert receipt(read({"months_stable_disease": -0.0}, TODAY)) == receipt(read({"months_stable_disease": 0}, TODAY))


def test_a_null_is_no_answer():
    assert receipt(read({"age_years": None}, TODAY)) == receipt({})


# The rules.


def mended(test, change):
    """Return *test* with *change* made to its first leaf."""
    if isinstance(test, AllOf | AnyOf):
        return replace(test, parts=(mended(test.parts[0], change), *test.parts[1:]))
    return change(test)


def misread(test):
    match test:
        case Comparison(limit=limit):
            return replace(test, limit=limit + 0.1)
        case Membership(accepted=accepted):
            return replace(test, accepted=accepted[1:])


def with_test(set_id, criterion_id, change):
    criteria = SETS[set_id]
    changed = [
        replace(one, test=mended(one.test, change)) if one.id == criterion_id else one for one in criteria.criteria
    ]
    return [replace(criteria, criteria=tuple(changed)) if name == set_id else other for name, other in SETS.items()]


@pytest.mark.parametrize(
    ("set_id", "criterion_id"),
    [(name, criterion.id) for name, criteria in SETS.items() for criterion in criteria.criteria],
)
def test_a_changed_limit_or_option_of_any_criterion_changes_the_digest(set_id, criterion_id):
    assert digest(with_test(set_id, criterion_id, misread)) != rules_digest()


@pytest.mark.parametrize(
    "change",
    [
        lambda test: replace(test, relation=Relation.BELOW),
        lambda test: replace(test, ambiguous=same("not settled")),
        lambda test: AllOf((test,)),
        lambda test: replace(test, field=replace(AGE_YEARS, id="height_cm")),
    ],
    ids=["sign", "left open", "made of parts", "field"],
)
def test_every_part_of_a_comparison_counts(change):
    assert digest(with_test("milan-net-2007", "age", change)) != rules_digest()


@pytest.mark.parametrize(
    "change",
    [
        lambda test: replace(test, accepted=(*test.accepted, "thyroid")),
        lambda test: replace(test, ambiguous={}),
        lambda test: replace(test, unspecified=()),
    ],
    ids=["accepted", "left open", "counts as no answer"],
)
def test_every_place_of_an_option_counts(change):
    assert digest(with_test("milan-net-2007", "portal_drainage", change)) != rules_digest()


def in_other_words(criteria):
    words = same("other words")
    changed = tuple(
        replace(one, note=words, pinpoint=words, test=mended(one.test, reworded)) for one in criteria.criteria
    )
    return replace(
        criteria, title=words, short_title=words, question=words, status_note=words, source=None, criteria=changed
    )


def reworded(test):
    words = same("other words")
    if isinstance(test, Comparison):
        return replace(test, ambiguous=test.ambiguous and words)
    return replace(test, ambiguous=dict.fromkeys(test.ambiguous, words), remarks={}, phrased_as=words)


def test_words_do_not_count():
    assert digest(map(in_other_words, SETS.values())) == rules_digest()


def test_the_order_in_which_sets_and_criteria_are_shown_does_not_count():
    backwards = [replace(criteria, criteria=criteria.criteria[::-1]) for criteria in reversed(SETS.values())]

    assert digest(backwards) == rules_digest()


def shuffled(test):
    match test:
        case AllOf(parts) | AnyOf(parts):
            return replace(test, parts=tuple(shuffled(part) for part in reversed(parts)))
        case Membership(accepted=accepted, unspecified=unspecified):
            return replace(test, accepted=accepted[::-1], unspecified=unspecified[::-1])
        case _:
            return test


def test_the_order_in_which_a_criterion_lists_its_parts_does_not_count():
    changed = [
        replace(criteria, criteria=tuple(replace(one, test=shuffled(one.test)) for one in criteria.criteria))
        for criteria in SETS.values()
    ]

    assert digest(changed) == rules_digest()


def test_sets_populations_and_hazard_ratios_count():
    milan, factors = SETS["milan-net-2007"], SETS["net-survival-factors"]
    others = [criteria for criteria in SETS.values() if criteria.id not in {milan.id, factors.id}]
    other_ratio = replace(factors, criteria=(replace(factors.criteria[0], hazard_ratio=9.1), *factors.criteria[1:]))
    digests = {
        digest(sets)
        for sets in (
            [*others, milan, factors],
            others,
            [*others, replace(milan, population=GIST), factors],
            [*others, milan, other_ratio],
        )
    }

    assert len(digests) == 4
    assert rules_digest() in digests


def with_field(changed):
    return digest(SETS.values(), [changed if field.id == changed.id else field for field in FIELDS.values()])


def test_ranges_units_and_options_of_fields_count():
    assert with_field(replace(AGE_YEARS)) == rules_digest()
    assert with_field(replace(AGE_YEARS, label=same("Years"), definition=PRIMARY_SITE.definition)) == rules_digest()
    changed = {
        with_field(replace(AGE_YEARS, high=121)),
        with_field(replace(AGE_YEARS, low=1)),
        with_field(replace(AGE_YEARS, unit=same("days"))),
        with_field(replace(PRIMARY_SITE, options={**PRIMARY_SITE.options, "spleen": same("spleen")})),
        rules_digest(),
    }
    assert len(changed) == 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOUBTS", receipts.DOUBTS[1:]),
        ("GUARDS", receipts.GUARDS[1:]),
        ("GROUPS", receipts.GROUPS[1:]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_alerts_rest_on_counts(name, value, monkeypatch):
    monkeypatch.setattr(receipts, name, value)

    assert digest(SETS.values()) != rules_digest()


HELD = {"1.2.0": "1.2.0-a5nb-srwz-ncby-plib", "1.3.0": "1.3.0-g6jx-u4wv-pni3-jlaf"}
"""The receipt of `CASE` by each version that people may hold one of, as it was first printed."""


def test_a_receipt_that_somebody_holds_still_fits():
    """Whoever changes an answer raises the version; whoever only moves or rewrites what is declared changes no receipt."""
    assert str(receipt(CASE)) == HELD[RULES_VERSION]


def with_lines(group, lines):
    others = [other for other in DERIVATIONS.groups if other is not group]
    return digest(SETS.values(), derivations=Derivations(*others, replace(group, derivations=tuple(lines))))


def otherwise(line):
    """Return *line* with each of its parts read otherwise, one at a time."""
    match line:
        case Follows(options=options, contests=contests, when=when):
            yield replace(line, options=tuple(option for option in options_of(line.field) if option not in options))
            yield replace(line, contests=not contests)
            yield replace(line, when=mended(when, misread_limit))
        case Bounds(holds=holds):
            yield replace(line, holds=misread(holds))
            yield replace(line, holds=replace(holds, relation=Relation.AT_LEAST))
        case MonthsBetween():
            yield replace(line, field=FIELDS["imatinib_months"])
            yield replace(line, start=FIELDS["assessment_date"])


def misread_limit(test):
    return misread(test) if isinstance(test, Comparison) else replace(test, accepted=options_of(test.field)[1:2])


@pytest.mark.parametrize("group", DERIVATIONS.groups, ids=lambda group: group.id)
def test_every_line_of_what_follows_counts_and_each_of_its_parts(group):
    lines = group.derivations
    assert with_lines(group, lines) == with_lines(group, reversed(lines)) == rules_digest()
    for place, line in enumerate(lines):
        before, after = lines[:place], lines[place + 1 :]
        assert with_lines(group, [*before, *after]) != rules_digest(), line
        for other in otherwise(line):
            if other != line:
                assert with_lines(group, [*before, other, *after]) != rules_digest(), other


def test_what_follows_besides_counts_and_words_do_not():
    more = DerivationGroup("lobes", (Follows(BILOBAR, GROWTH_TYPE.is_one_of("II", "III"), (True,)),))
    reworded = [
        replace(group, id=f"other-{group.id}", contradiction=same("words"), impossible=same("words"))
        for group in DERIVATIONS.groups
    ]

    assert digest(SETS.values(), derivations=Derivations(*DERIVATIONS.groups, more)) != rules_digest()
    assert digest(SETS.values(), derivations=Derivations(*reworded)) == rules_digest()


def test_the_version_stands_for_what_is_programmed():
    assert digest(SETS.values(), version="0.0.1") != rules_digest()


def test_other_rules_give_another_code():
    changed = digest(with_test("milan-net-2007", "age", misread))

    assert receipt(CASE, changed).code != receipt(CASE).code


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_receipt_does_not_hang_on_the_order_of_a_hash(seed):
    """Sets come out in another order in each Python; two machines must give one receipt."""
    program = "from calculators.documents.receipt import receipt, rules_digest; print(rules_digest(), receipt({'age_years': 55.0}))"
    printed = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    ).stdout.split()

    assert printed == [rules_digest(), str(receipt({"age_years": 55.0}))]


# Reading one.


def test_a_receipt_is_printed_in_groups_without_letters_that_look_alike():
    assert str(Receipt("1.2.3", "abcdefghijklmnop")) == "1.2.3-abcd-efgh-ijkl-mnop"
    assert len(receipt(CASE).code) * 5 >= 80  # each of the 32 letters stands for five bits
    assert len(LETTERS) == len(set(LETTERS)) == 32
    assert not set(LETTERS) & set("0189")


@pytest.mark.parametrize(
    "text", ["1.2.3-abcd-efgh-ijk2-mnop", " 1.2.3-ABCD-EFGH-IJK2-MNOP\n", "1.2.3–abcd—efgh‑ijk2−mnop"]
)
def test_a_receipt_is_read_as_people_and_word_processors_write_it(text):
    assert read_receipt(text) == Receipt("1.2.3", "abcdefghijk2mnop")


@pytest.mark.parametrize("text", ["1.1.0-abcd-efgh-ijk2", "1.0.0-ABCD–efgh-ijk2"])
def test_a_shorter_receipt_of_an_earlier_version_is_read_and_named_as_such(text):
    checked = check(CASE, read_receipt(text))

    assert checked.given == Receipt(text[:5], "abcdefghijk2")
    assert checked.state is ReceiptState.OTHER_RULES
    assert f"older, shorter receipt, made with version {text[:5]}" in checked.said.en
    assert f"παλαιότερος, συντομότερος κωδικός, που εκδόθηκε με την έκδοση {text[:5]}" in checked.said.el


def test_no_part_of_a_receipt_passes_for_a_receipt():
    whole = str(Receipt("1.2.0", "abcdefghijk2mnop"))

    assert [read_receipt(whole[:length]) for length in range(len(whole))] == [None] * len(whole)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abcd-efgh-ijk2",
        "1.2.3-abcd-efgh-ijk",
        "1.2.3-abcd-efgh-ijk0",
        "1.2-abcd-efgh-ijk2",
        "1.2.3-abcdefghijk2",
        "1.2.3-abcd-efgh-ijk2",
        "x" * 100_000,
    ],
)
def test_what_is_no_receipt_is_not_read_as_one(text):
    assert read_receipt(text) is None


def test_a_receipt_is_read_again():
    assert read_receipt(str(receipt(CASE))) == receipt(CASE)


OTHER = receipt({"age_years": 1.0})


@pytest.mark.parametrize(
    ("text", "state", "says"),
    [
        (str(receipt(CASE)), ReceiptState.SAME, "exactly these answers and exactly these rules"),
        (f"99.0.0-{str(receipt(CASE))[-19:]}", ReceiptState.OTHER_RULES, "made with version 99.0.0 of the rules"),
        (str(OTHER), ReceiptState.OTHER_CASE, "does not fit"),
        ("whatever", ReceiptState.UNREADABLE, "no whole receipt"),
    ],
    ids=lambda value: value.value if isinstance(value, ReceiptState) else "",
)
def test_a_receipt_is_checked(text, state, says):
    checked = check(CASE, read_receipt(text))

    assert checked.state is state
    assert says in checked.said.en
    assert checked.expected == receipt(CASE)
    for language in LANGUAGES:
        assert checked.expected.version in checked.said[language]
