"""A table is read as it was exported: encodings, separators, names, numbers, dates and words; a bad cell is a problem and no answer."""

from datetime import date

import pytest

from calculators.cohort.cells import CellReader, DateOrder, iso_date
from calculators.cohort.encodings import cells_of, encoding_of, read_lines
from calculators.cohort.match import Match, read_match
from calculators.cohort.names import _names, field_of, is_patient, key, options_by_word
from calculators.cohort.table import read_table
from calculators.engine.case import InvalidCase
from calculators.model.fields import Choice
from calculators.model.intervals import Interval
from calculators.vocabulary.form import FIELDS

TODAY = date(2026, 11, 1)
GREEK = "Α/Α;Ηλικία (έτη);Ki-67 (%);Εντόπιση;Σχόλια\n1;54,5;2,5;Ειλεός;Άρτα\n2;60;10;Πάγκρεας;όχι\n"


def table(text, match=None, encoding="utf-8"):
    return read_table(text.encode(encoding), TODAY, match)


def chunk(text, match=None):
    (found,) = table(text, match).chunks()
    return found


def column(name, *cells, match=None):
    """Return what the cells of a column of the field *name* come to."""
    return chunk("\n".join(["id;" + name, *(f"{at};{cell}" for at, cell in enumerate(cells, 1))]), match)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1253", "cp1253"),
        ("iso8859_7", "iso8859_7"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_greek_export_reads_alike_in_every_encoding(encoding, found, newline):
    read = table(GREEK.replace("\n", newline), encoding=encoding)
    (patients,) = read.chunks()
    assert encoding_of(GREEK.encode(encoding)) == found
    assert read.heads[1] == "Ηλικία (έτη)"
    assert patients.columns == {
        "age_years": [54.5, 60.0],
        "ki67_percent": [2.5, 10.0],
        "primary_site": ["ileum", "pancreas"],
    }
    assert patients.ids == ["1", "2"]
    assert not patients.problems


def test_western_and_broken_bytes_are_told_from_greek():
    assert encoding_of("Müller;Grad\nJosé;Bäcker".encode("cp1252")) == "cp1252"
    assert encoding_of("Αθήνα – “Ά”".encode("cp1253")) == "cp1253"
    assert encoding_of(b"\xaa\xd2\xff") == "cp1252"
    assert encoding_of("Άρτα €".encode("iso8859_7")) == "iso8859_7"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 workbook",
        b"PAR1",
        b"a\0b;c\n1;2",
        b"age;grade\n" + bytes(10),
        b"",
        b"age_years\n",
        b"\n\n;;\n",
    ],
)
def test_what_is_no_table_is_refused(data):
    with pytest.raises(InvalidCase):
        read_table(data, TODAY)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator):
    text = separator.join(("age", "grade")) + "\n" + separator.join(("54.5", "G1")) + "\n"
    assert chunk(text).columns == {"age_years": [54.5], "who_grade": ["G1"]}


def test_the_separator_can_be_announced_and_titles_may_stand_above_the_head():
    assert chunk("sep=|\nage|x\n54|1\n").columns == {"age_years": [54.0]}
    read = table("Μητρώο 2026;;\n\nage;grade;site\n54;G1;ileum\n")
    assert read.heads == ("age", "grade", "site")
    assert read.notes[0].en == "Read as UTF-8, separated by “;”; the names of the columns are in line 2."


def test_unknown_heads_leave_the_first_full_row_as_head():
    read = table("title\na;b;c\n1;2;3\n")
    assert read.heads == ("a", "b", "c")
    with pytest.raises(InvalidCase, match="a, b, c"):
        read.check()
    assert read_lines(b"one\ntwo\n").head == ("one",)


def test_quotes_hold_separators_and_lines_and_an_open_one_swallows_nothing():
    found = chunk('id;age;note\n1;54;"a;b\nc ""d"""\n2;55;"open\n3;56;x\nid;age;note\n4;57;5" x 3"\n')
    assert found.columns["age_years"] == [54.0, 55.0, 56.0, 57.0]
    assert cells_of('"a\nb"c\nd;"e"', ";") == ['a\nb"c\nd', "e"]


def test_rows_of_another_length_are_told():
    found = chunk("id;age;grade\n1;54;G1;;\n2;54,5;x;y\n3;55\n")
    assert found.columns == {"age_years": [54.0, None, 55.0], "who_grade": ["G1", None, None]}
    assert [(one.row, one.column) for one in found.problems] == [(2, ""), (3, "")]
    assert "none of them is used" in found.problems[0].text.en


def test_every_label_of_a_field_names_it_and_every_name_of_an_option_means_it():
    for field in FIELDS.values():
        assert {field_of(name) for name in _names(field)} == {field.id}
        if isinstance(field, Choice):
            for option, name in field.options.items():
                assert {options_by_word(field)[key(word)] for word in (option, name.en, name.el)} == {option}
    assert is_patient("Κωδικός ασθενούς")
    assert not is_patient("age")


def test_columns_that_are_not_used_are_named():
    read = table("age;Ηλικία;surgeon;hight;\n54;55;x;170;\n")
    assert read.fields == ["age_years", None, None, None, None]
    assert [note.en for note in read.notes[1:]] == [
        "More than one column answers the same question; the first was used, and not: Ηλικία.",
        "No field of the vocabulary, not used: surgeon, hight (perhaps Height?).",
    ]
    assert not read.has_ids


@pytest.mark.parametrize(
    ("name", "cell", "answer"),
    [
        ("age_years", "54,5", 54.5),
        ("age_years", "\u00a054.5 ", 54.5),
        ("age_years", "N/A", None),
        ("age_years", "#Δ/Υ", None),
        ("age_years", "—", None),
        ("functioning", "ΝΑΙ", True),
        ("functioning", "OXI", False),
        ("functioning", "1,0", True),
        ("functioning", "ΨΕΥΔΗΣ", False),
        ("functioning", "none", None),
        ("who_grade", "2", "G2"),
        ("who_grade", "neC", "NEC"),
        ("primary_site", "ΕΙΛΕΟΣ", "ileum"),
        ("primary_site", "unknown", "unknown"),
        ("primary_site", "NA", None),
        ("nodal_metastases", "όχι", "none"),
        ("primary_resection", "not done", "none"),
        ("histology", "GIST", "gist"),
        ("histology", "GIST (στρωματικός όγκος του γαστρεντερικού)", "gist"),
        ("histology", "στρωματικός όγκος του γαστρεντερικού (GIST)", "gist"),
        ("histology", "gastrointestinal stromal tumour (GIST)", "gist"),
        ("histology", "Gastrointestinal stromal tumour", "gist"),
        ("assessment_date", "14/7/2026", date(2026, 7, 14)),
        ("assessment_date", "2026-07-14 00:00:00", date(2026, 7, 14)),
        ("assessment_date", "2026/7/14", date(2026, 7, 14)),
        ("assessment_date", "14 Ιουλίου 2026", date(2026, 7, 14)),
        ("assessment_date", "14/7/2026 10:30", date(2026, 7, 14)),
        ("assessment_date", "2026-07-14T10:30:00.5Z", date(2026, 7, 14)),
        ("age_years", '="54"', 54.0),
        ("age_years", "'54", 54.0),
        ("age_years", "54 ετών", 54.0),
        ("ki67_percent", "1–2 %", Interval(1, 2)),
        ("ki67_percent", "<2", Interval(0, 2, with_high=False)),
        ("assessment_date", "14-Jul-2026", date(2026, 7, 14)),
        ("assessment_date", "nan", None),
    ],
)
def test_a_cell_is_read(name, cell, answer):
    found = column(name, cell)
    assert list(found.columns[name]) == [answer]
    assert not found.problems


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("age_years", "abc", "expected a number from 0 to 120 years"),
        ("age_years", "1e2", "expected a number from 0 to 120 years"),
        (
            "ki67_cells_counted",
            "1.234",
            "can be read as 1234 or as 1.234: write one of the two without the sign between",
        ),
        ("functioning", "maybe", "expected yes or no"),
        ("functioning", "+", "expected yes or no"),
        ("expected_margin", "R3", "expected R0 (no residual tumour), R1"),
        ("imatinib_response", "progression", "expected focal progression"),
        ("assessment_date", "31/2/2026", "expected a date as day/month/year"),
        ("assessment_date", "45292", "expected a date as day/month/year"),
        ("assessment_date", "14 Foo 2026", "expected a date as day/month/year"),
        ("assessment_date", "2/11/2026", "expected a date as day/month/year"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_problem_and_no_answer(name, cell, said):
    found = column(name, cell, match=Match(dates=DateOrder.DAY_FIRST))
    assert found.columns[name] == [None]
    (problem,) = found.problems
    assert (problem.row, problem.column, problem.value) == (1, name, cell)
    assert problem.text.en.startswith(said)


def test_a_single_letter_is_read_beside_its_counterpart_only():
    assert list(column("functioning", "Y", "N", "n").columns["functioning"]) == [True, False, False]
    assert list(column("functioning", "ν", "Ο").columns["functioning"]) == [True, False]
    alone = column("functioning", "N", "0")
    assert list(alone.columns["functioning"]) == [None, False]
    assert alone.problems[0].text.en == "expected yes or no"


def test_the_order_of_day_and_month_is_that_of_the_column():
    name = "assessment_date"
    assert column(name, "3/4/2026", "14/7/2026").columns[name][0] == date(2026, 4, 3)
    assert column(name, "3/4/2026", "7/14/2026").columns[name][0] == date(2026, 3, 4)
    both = column(name, "3/4/2026", "7/14/2026", "14/7/2026", "5/5/2026")
    assert list(both.columns[name]) == [None, date(2026, 7, 14), date(2026, 7, 14), date(2026, 5, 5)]
    assert both.problems[0].text.en.startswith("can be two dates")
    assert list(column(name, "3/4/2026", match=Match(dates=DateOrder.MONTH_FIRST)).columns[name]) == [date(2026, 3, 4)]
    assert iso_date("7/14/2026", DateOrder.DAY_FIRST) == "2026-14-07"
    assert "day/month/year" in table(f"{name};x\n3/4/2026;\n").notes[-1].en
    assert "month/day/year" in table(f"{name};age\n7/14/2026;1\n").notes[-1].en
    assert len(table(f"{name};age\n2026-07-14;1\n").notes) == 1


def test_another_column_of_dates_tells_the_order_too():
    found = chunk("stable_since_date;assessment_date\n3/4/2026;14/7/2026\n\n;\nx\n")
    assert found.columns["stable_since_date"][0] == date(2026, 4, 3)


def test_dates_that_lie_the_wrong_way_round_are_both_taken_away():
    found = chunk("stable_since_date;assessment_date\n2026-07-14;2026-01-01\n2026-01-01;2026-07-14\n;2026-07-14\n")
    assert found.columns["stable_since_date"] == [None, date(2026, 1, 1), None]
    assert found.columns["assessment_date"] == [None, date(2026, 7, 14), date(2026, 7, 14)]
    assert [(one.row, one.column) for one in found.problems] == [(1, "stable_since_date")]


def test_columns_and_words_can_be_matched_by_hand_and_kept_as_a_file():
    match = Match(
        {"A": "age_years", "Nr": "id", "age": "", 'q"\n': "who_grade"},
        {"primary_site": {"λεπτό έντερο": "ileum", "?!": ""}, "functioning": {"+": "true"}},
        DateOrder.DAY_FIRST,
    )
    again = read_match(match.toml())
    assert again == match
    assert read_match(Match().toml()) == Match()
    found = chunk("Nr;A;age;site;functioning\n7;54;99;λεπτό έντερο;+\n8;55;99;?!;-\n", again)
    assert found.columns == {"age_years": [54.0, 55.0], "primary_site": ["ileum", None], "functioning": [True, None]}
    assert found.ids == ["7", "8"]
    assert len(table("A;age;x\n1;2;3\n", match).notes) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns = ", "a file in TOML"),
        ("colums = 1", "colums: expected a known field"),
        ('[columns]\nA = "age"', 'A: "age": expected a known field, perhaps age_years'),
        ("columns = 1", "columns: expected a table of texts"),
        ('[words.site]\nA = "x"', "site: expected a known field"),
        ('[words.who_grade]\nA = "G9"', 'who_grade: "G9": expected one of G1, G2, G3, NEC'),
        ('[words.age_years]\nA = "9"', ""),
        ("words = 1", "words: expected a table of texts"),
        ('dates = "ymd"', 'dates: "ymd": expected dmy or mdy'),
    ],
)
def test_a_file_of_matches_that_says_what_it_cannot_mean_is_refused(text, said):
    if not said:
        assert read_match(text).words == {"age_years": {"A": "9"}}
        return
    with pytest.raises(InvalidCase) as refused:
        read_match(text)
    assert said in str(refused.value)


def test_a_reader_of_one_cell():
    assert CellReader(FIELDS["age_years"], TODAY).read("54") == 54.0


def test_a_file_with_bytes_that_no_text_has_is_no_table():
    with pytest.raises(InvalidCase):
        read_lines(b"id;age\n1;\x00\n")


@pytest.mark.parametrize(
    "spoilt", [GREEK.encode() + b"3;5\0004;2;\xce;\n", GREEK.encode() + b"3;\xff\xfe;2;Ileum\0;x\n"]
)
def test_a_spoilt_cell_costs_itself_and_no_other(spoilt):
    (patients,) = read_table(spoilt, TODAY).chunks()
    assert patients.columns["age_years"] == [54.5, 60.0, None]
    assert patients.columns["ki67_percent"] == [2.5, 10.0, 2.0]
    assert patients.columns["primary_site"] == ["ileum", "pancreas", None]
    assert {(one.row, one.column) for one in patients.problems} >= {(3, "Ηλικία (έτη)"), (3, "Εντόπιση")}


@pytest.mark.parametrize("word", ["ναι;", "ναι?", "yes ?", "όχι\u037e"])
def test_a_word_with_a_question_mark_is_no_answer(word):
    found = chunk(f'id\tfunctioning\n1\t"{word}"\n2\tναι')
    assert found.columns["functioning"] == [None, True]
    assert [(one.row, one.column, one.value) for one in found.problems] == [(1, "functioning", word)]


def test_letters_that_nobody_sees_are_no_part_of_a_cell():
    found = chunk("id;age\n\ufeffA\u200b;\u200e54\ufeff\n")
    assert (found.columns, found.ids, found.problems) == ({"age_years": [54.0]}, ["A"], [])


def test_rows_at_the_end_that_sum_up_are_no_patients():
    read = table("id;age\nA;54\nTotal;2\nB;55\nΣύνολο;2\n ;\nΜ.Ο.;54,5\n")
    (found,) = read.chunks()
    assert (found.ids, found.columns) == (["A", "Total", "B"], {"age_years": [54.0, 2.0, 55.0]})
    assert read.notes[1].en == "Left out, as they sum up others and are no patients: the last rows Σύνολο, Μ.Ο.."
    assert table("id;age\nTotal;2\n").rows == 1


def test_patients_with_more_than_one_row_are_named_and_counted_each():
    read = table('id;age\nA;54\n"B";55\nA;56\n;57\n;58\nB\n')
    assert read.rows == 6
    assert read.notes[1].en == "More than one row has the same patient: A, B. Each row is counted."
