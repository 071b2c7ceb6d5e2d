"""A hundred and fifty kinds of dirt, a patient each: what is read, what is nothing written, and what is named by row and column and counts as not known."""

import csv
import io
from datetime import date

from patients import FAVOURABLE

from calculators.cohort.table import read_table
from calculators.engine.batch import Batch, case_of
from calculators.engine.case import encode
from calculators.engine.evaluate import evaluate_answers
from calculators.vocabulary.form import FIELDS

TODAY = date(2026, 11, 26)
READ = {
    "ki67_percent": {
        "2,5": "2.5",
        "2.5": "2.5",
        "2,5%": "2.5",
        "2,5 %": "2.5",
        " 2,5 ": "2.5",
        "\xa02,5": "2.5",
        "<2": "<2",
        "< 2": "<2",
        "<2%": "<2",
        "≤2": "<=2",
        "<=2": "<=2",
        ">20": ">20",
        "≥20": ">=20",
        "1-2": "1-2",
        "1–2": "1-2",
        "1,5–2,5": "1.5-2.5",
        "100": "100",
        "0": "0",
        "0,0": "0",
        "5,": "5",
        "005": "5",
        "'5": "5",
        "4.500": "4.5",
    },
    "age_years": {"45 ετών": "45", "45y": "45", "17,5": "17.5"},
    "mitoses_per_2mm2": {"1,5": "1.5", "<1": "<1", "99999999999": "99999999999"},
    "disease_free_interval_months": {"1.200": "1.2"},
    "functioning": {
        "ΝΑΙ": "true",
        "Ναι": "true",
        "ναί": "true",
        "όχι": "false",
        "ΟΧΙ": "false",
        "οχι": "false",
        "yes": "true",
        "No": "false",
        "1": "true",
        "0": "false",
        "TRUE": "true",
        "ΑΛΗΘΗΣ": "true",
        "ΨΕΥΔΗΣ": "false",
        "NAI": "true",
        "0,0": "false",
    },
    "primary_site": {
        "ειλεός": "ileum",
        "ΕΙΛΕΟΣ": "ileum",
        "Ileum": "ileum",
        "ILEUM ": "ileum",
        "παγκρεας": "pancreas",
        "other": "other",
        "unknown": "unknown",
    },
    "who_grade": {"G2": "G2", "g2": "G2", "2": "G2", "G 2": "G2"},
    "extrahepatic_disease": {"none": "none", "όχι": "none"},
    "primary_resection_date": {
        "14/01/2024": "2024-01-14",
        "2024-01-14": "2024-01-14",
        "14-01-2024": "2024-01-14",
        "14.01.2024": "2024-01-14",
        "14/1/2024": "2024-01-14",
        "01/14/2024": "2024-01-14",
        "14 Ιαν 2024": "2024-01-14",
        "14/01/2024 00:00": "2024-01-14",
        "2024-01-14T00:00:00": "2024-01-14",
    },
}
EMPTY = {
    "ki67_percent": [
        "nan",
        "NaN",
        "#N/A",
        "N/A",
        "n/a",
        "-",
        "—",
        "?",
        ".",
        "",
        "   ",
        "\xa0",
        "άγνωστο",
        "unknown",
        "NULL",
        "None",
    ],
    "functioning": [""],
}
UNREADABLE = {
    "ki67_percent": [
        "2,,5",
        "2;5x",
        "2-1",
        "~2",
        "περίπου 2",
        "2 ή 3",
        "2/3",
        "1e1",
        "1e5",
        "-2",
        "101",
        "1000",
        ",5",
        "+5",
        "١٢",
        "１２",
        "²",
        "inf",
        "#ΤΙΜΗ!",
        "#DIV/0!",
        "x",
        "O",
        "l0",
        "True",
        "=2+3",
        "5*",
        "5 (βιοψία)",
        "1.234,5",
        "2 5",
        "0x10",
        "1_0",
        "03/02/2024",
        "2-Ιαν",
        "<",
        "<<2",
        "<-1",
        ">100",
        "<0",
        "2<5",
        "1-2-3",
    ],
    "age_years": ["1945", "121", "-1", "12/05/1970"],
    "functioning": ["ν", "2", "ίσως", "ναι;", "ναι/όχι", "+", "x"],
    "primary_site": ["ile", "ιλεός", "ileum, colon"],
    "who_grade": ["II", "G4", "G1-G2", "G2/G3", "Γ2"],
    "extrahepatic_disease": ["ναι"],
    "primary_resection_date": [
        "14/01/24",
        "31/02/2024",
        "29/02/2023",
        "00/01/2024",
        "2024",
        "01/2024",
        "45306",
        "2024-W03-1",
        "20240114",
        "infinity",
        "epoch",
        "14/01/0024",
        "14/01/2124",
        "１４/01/2024",
    ],
}


def cells():
    for name, read in READ.items():
        yield from ((name, cell, spelt, False) for cell, spelt in read.items())
    for name, found in EMPTY.items():
        yield from ((name, cell, None, False) for cell in found)
    for name, found in UNREADABLE.items():
        yield from ((name, cell, None, True) for cell in found)


DIRT = list(cells())


def clean(name):
    """Return the cell of the favourable patient, as Greek Excel writes it."""
    answer = FAVOURABLE[name]
    if isinstance(answer, date):
        return answer.strftime("%d/%m/%Y")
    if isinstance(answer, bool):
        return "Ναι" if answer else "Όχι"
    return str(answer).replace(".", ",") if isinstance(answer, float) else FIELDS[name].options[answer].el


def exported(encoding):
    names = list(dict.fromkeys((*FAVOURABLE, *(name for name, *_ in DIRT))))
    rows = [
        [{**{one: clean(one) for one in FAVOURABLE}, name: cell}.get(one, "") for one in names]
        for name, cell, *_ in DIRT
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([names, *rows])
    return text.getvalue().encode(encoding)


def test_each_kind_of_dirt_is_read_or_nothing_or_named_and_stops_no_other_row():
    (chunk,) = read_table(exported("utf-16"), TODAY).chunks()
    named = {(problem.row, problem.column, problem.value) for problem in chunk.problems}
    assert chunk.rows == len(DIRT) > 150
    for at, (name, cell, spelt, unreadable) in enumerate(DIRT):
        found = case_of(chunk.columns, at)
        said = encode(found[name]) if name in found else None
        assert (cell, said) == (cell, spelt)
        assert ((at + 1, name, cell.strip()) in named) == unreadable, cell
        assert all(found[other] == answer for other, answer in FAVOURABLE.items() if other != name), cell
    assert len(named) == sum(unreadable for *_, unreadable in DIRT)


def test_nothing_is_not_met_by_a_cell_that_cannot_be_read():
    (chunk,) = read_table(exported("utf-8"), TODAY).chunks()
    judged = Batch().judge(chunk.columns, chunk.rows)
    for at, (name, cell, spelt, _) in enumerate(DIRT):
        if spelt is None:
            without = evaluate_answers({one: answer for one, answer in FAVOURABLE.items() if one != name})
            assert {one: results[at] for one, results in judged.sets.items()} == without.sets, cell
