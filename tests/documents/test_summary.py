"""The text for a record says the case, what the sets say of it and why, and can be checked again."""

import re
import textwrap
from datetime import date
from functools import cache

import pytest
from support.cases import CASES

from calculators import evaluate
from calculators.documents.receipt import receipt
from calculators.documents.summary import MACHINE_LINE, WIDTH, compared, summary
from calculators.model.text import LANGUAGES, resolve
from calculators.web import summary as handler
from calculators.web.reading import Reading

TODAY = date(2026, 11, 23)

NET = {
    "age_years": 55,
    "tumour_family": "neuroendocrine",
    "primary_site": "rectum_upper",
    "who_grade": "G3",
    "liver_involvement_percent": 50,
    "carcinoid_heart_disease": "severe",
    "stable_since_date": "2026-02-14",
    "assessment_date": "2026-07-14",
}

NET_SAID = """\
Tumour board: liver metastases and published criteria
Assessed: 14 July 2026. Printed: 23 November 2026
For health professionals: it shows whether criteria are met as published, and
  decides nothing.
The case:
  Patient – Age: 55 years
  Tumour – Tumour family: neuroendocrine; Primary site: upper rectum;
    Differentiation: well (NET) [derived]; WHO grade: G3 (well-differentiated
    tumour)
  Liver – Liver involvement: 50 %
  Surgery and heart – Carcinoid heart disease: severe
  Primary tumour and time – Date since when the disease is stable: 14 February
    2026; Duration of stable disease: 5 months [derived]; Date of assessment:
    14 July 2026
Published criteria:
  ENETS 2012 resection [as in the slides]: criteria not met as published – see
    warning 3
    not met: WHO grade: G1 or G2 (G3)
  Frilling 2014 resection [as in the slides]: criteria not met as published –
    see warning 3
    not met: WHO grade: G1 or G2 (G3)
    not met: Carcinoid heart disease: none or mild (severe)
  Resection first [as in the slides]: criteria not met as published – see
    warning 3
    not met: WHO grade: G1 or G2 (G3)
  ENETS 2012 transplant [as in the slides]: criteria not met as published –
    see warnings 1, 2
    not met: Age < 55 years (55 years)
    not met: Duration of stable disease ≥ 6 months (5 months)
  Milan-NET 2007 [checked (abstract)]: criteria not met as published – see
    warnings 1, 2
    not met: WHO grade: G1 (G3)
    open by the wording: Primary site: pancreas, or gut from the distal
      stomach to the sigmoid colon (upper rectum) – The portal system drains
      this site by anatomy, but it lies outside the printed range of distal
      stomach to sigmoid colon.
    not met: Duration of stable disease ≥ 6 months (5 months)
  Contraindications to transplantation [as in the slides]: contraindication
    present
    present: grade 3 tumour or neuroendocrine carcinoma (G3)
    present: severe carcinoid heart disease (severe)
  Le Treut 2008 [checked (abstract)]: 0 to 1 of 2 adverse factors present –
    see warnings 1, 2
    not known: Hepatomegaly
  Contraindications to liver-directed therapy [as in the slides]: open – see
    warning 4
    not known: Portal vein thrombosis, Hepatic insufficiency, Previous Whipple
      procedure
  Primary tumour [as in the slides]: Other sites are not addressed
  Survival in NET [checked (abstract)]: 0 to 3 of 3 adverse factors present
    not known: Liver metastases at diagnosis of the primary, Functioning
      tumour (hormonal syndrome), Extrahepatic disease
Provisional: transcribed without the primary document. Not to be relied on
  before it is compared with the source.
  Milan-NET 2016 [provisional]: criteria not met as published – see warnings
    1, 2
    not met: WHO grade: G1 or G2; and Ki-67 index < 10 % (WHO grade: G3)
    open by the wording: Primary site: pancreas, or gut from the distal
      stomach to the sigmoid colon (upper rectum) – The portal system drains
      this site by anatomy, but it lies outside the printed range of distal
      stomach to sigmoid colon.
    open by the wording: Liver involvement < 50 % (50 %) – The criteria of
      2007 admit the limit itself; whether those of 2016 do is not settled.
    not met: Duration of stable disease ≥ 6 months (5 months)
  Milan group 2023 [provisional]: open – see warnings 1, 2
    open by the wording: Primary site: pancreas, or gut from the distal
      stomach to the sigmoid colon (upper rectum) – The portal system drains
      this site by anatomy, but it lies outside the printed range of distal
      stomach to sigmoid colon.
    open by the wording: Duration of stable disease ≥ 6 months (5 months) –
      The abstract asks for at least three to six months before listing: it
      does not settle what holds between the two.
    not known: Resectable liver metastases, Extrahepatic disease, Ki-67 index,
      Resection of the primary
  OPTN guidance [provisional]: criteria not met as published – see warnings 1,
    2
    not met: WHO grade: G1 or G2; and Ki-67 index < 20 %; and mitoses < 20 per
      2 mm² (WHO grade: G3)
Not known, and still needed: Ki-67 index; Functioning tumour (hormonal
  syndrome); Hepatomegaly; Resectable liver metastases; Extrahepatic disease;
  Liver metastases at diagnosis of the primary; Resection of the primary;
  Portal vein thrombosis; Hepatic insufficiency; Previous Whipple procedure
! 1. Contraindication to transplantation present: severe carcinoid heart
  disease.
! 2. Contraindication to transplantation present: grade 3 tumour or
  neuroendocrine carcinoma.
! 3. Carcinoid heart disease is entered as moderate or severe: advanced
  disease, which the source does not define, excludes resection. (Source: 2014
  working group.)
! 4. Severe carcinoid heart disease or right heart failure is entered, which
  is not among the contraindications of this list: tell the anaesthetist.
  (Source: this site's judgement.)
Not shown, published for other tumours: Adam 2006; Risk by histology; GIST on
  imatinib
Reached by time alone, if nothing else changes:
  14 August 2026: Duration of stable disease ≥ 6 months – ENETS 2012
    transplant; Milan-NET 2007; Milan-NET 2016; Milan group 2023 (this day has
    passed: a newer assessment is needed)
For checking, to be left as it is:
"""

GIST = {
    "age_years": 62.5,
    "tumour_family": "non_neuroendocrine",
    "primary_site": "stomach_distal",
    "histology": "gist",
    "extrahepatic_disease": "cleared",
    "imatinib_months": 5.5,
    "imatinib_response": "partial",
    "assessment_date": "2026-07-14",
}

GIST_SAID = """\
Ογκολογικό συμβούλιο: ηπατικές μεταστάσεις και δημοσιευμένα κριτήρια
Αξιολόγηση: 14 Ιουλίου 2026. Εκτύπωση: 23 Νοεμβρίου 2026
Για επαγγελματίες υγείας: δείχνει αν πληρούνται κριτήρια όπως δημοσιεύθηκαν
  και δεν αποφασίζει.
Το περιστατικό:
  Ασθενής – Ηλικία: 62,5 έτη
  Όγκος – Κατηγορία όγκου: μη νευροενδοκρινής· Πρωτοπαθής εστία: άπω στόμαχος·
    Ιστολογικός τύπος μη νευροενδοκρινούς όγκου: GIST (στρωματικός όγκος του
    γαστρεντερικού)
  Εξωηπατική νόσος – Εξωηπατική νόσος: πλήρως αφαιρεθείσα (σε χωριστή
    επέμβαση, χωρίς υπόλειμμα)
  Πρωτοπαθής όγκος και χρόνος – Ημερομηνία αξιολόγησης: 14 Ιουλίου 2026
  Άλλα: ιματινίμπη σε GIST – Διάρκεια θεραπείας με ιματινίμπη: 5,5 μήνες·
    Ανταπόκριση στην ιματινίμπη: μερική ανταπόκριση
Δημοσιευμένα κριτήρια:
  Αντενδείξεις θεραπειών με στόχο το ήπαρ [όπως στις διαφάνειες]: ανοικτό
    άγνωστα: Θρόμβωση πυλαίας φλέβας, Ηπατική ανεπάρκεια, Προηγηθείσα επέμβαση
      Whipple
  Adam 2006 [ελεγμένο (περίληψη)]: δυσμενείς παράγοντες που υπάρχουν: 2 έως 6
    από 7
    υπάρχει: μεγαλύτερη ηλικία (62,5 έτη)
    υπάρχει: πρωτοπαθής εστία εκτός μαστού (άπω στόμαχος)
    ανοικτό κατά τη διατύπωση: εξωηπατικές μεταστάσεις (πλήρως αφαιρεθείσα) –
      η περίληψη δεν αναφέρει αν οι εξωηπατικές μεταστάσεις που αφαιρέθηκαν
      υπολογίζονται ακόμη
    άγνωστα: Ελεύθερο νόσου διάστημα, Αναμενόμενη ριζικότητα της εκτομής,
      Μείζων ηπατεκτομή
  Κίνδυνος κατά ιστολογία [όπως στις διαφάνειες]: Δεν κατατάσσεται από την
    πηγή
  GIST υπό ιματινίμπη [όπως στις διαφάνειες]: τα κριτήρια δεν πληρούνται όπως
    δημοσιεύθηκαν
    δεν πληρούται: Διάρκεια θεραπείας με ιματινίμπη ≥ 6 μήνες (5,5 μήνες)
Άγνωστα που χρειάζονται ακόμη: Αναμενόμενη ριζικότητα της εκτομής· Μείζων
  ηπατεκτομή· Ελεύθερο νόσου διάστημα· Θρόμβωση πυλαίας φλέβας· Ηπατική
  ανεπάρκεια· Προηγηθείσα επέμβαση Whipple
Δεν εμφανίζονται, δημοσιεύθηκαν για άλλους όγκους: ENETS 2012 (εκτομή)·
  Frilling 2014 (εκτομή)· Εκτομή πρώτης επιλογής· ENETS 2012 (μεταμόσχευση)·
  Milan-NET 2007· Milan-NET 2016· Ομάδα Μιλάνου 2023· Οδηγία OPTN·
  Αντενδείξεις μεταμόσχευσης· Le Treut 2008· Πρωτοπαθής όγκος· Επιβίωση σε NET
Χρονικά όρια που συμπληρώνονται με την πάροδο του χρόνου, αν δεν αλλάξει κάτι
  άλλο:
  30 Ιουλίου 2026: Διάρκεια θεραπείας με ιματινίμπη ≥ 6 μήνες – GIST υπό
    ιματινίμπη (υπολογισμένο από τον αριθμό μηνών που δηλώθηκε· η ημέρα αυτή
    πέρασε: χρειάζεται νεότερη αξιολόγηση)
Για έλεγχο, να μείνει ως έχει:
"""


def said(patient, language="en"):
    return summary(evaluate(patient, today=TODAY), TODAY)[language]


@pytest.mark.parametrize(
    ("patient", "language", "expected"), [(NET, "en", NET_SAID), (GIST, "el", GIST_SAID)], ids=["English", "Greek"]
)
def test_the_whole_text(patient, language, expected):
    """Read line by line against the sources; what changes here has to be read again."""
    assert said(patient, language).rpartition("[")[0] == expected


def test_the_last_line_is_for_machines_in_both_languages():
    evaluation = evaluate(GIST, today=TODAY)
    pairs = (
        "age_years=62.5&assessment_date=2026-07-14&extrahepatic_disease=cleared&histology=gist&imatinib_months=5.5&imatinib_response=partial"
        "&primary_site=stomach_distal&tumour_family=non_neuroendocrine"
    )

    for language in LANGUAGES:
        assert said(GIST, language).splitlines()[-1] == f"[{receipt(evaluation.case)} | {pairs}]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_answered_is_said(language):
    text = said({}, language)

    assert {"en": "no answer was given", "el": "δεν δόθηκε καμία απάντηση"}[language] in text
    assert text.splitlines()[-1] == f"[{receipt({})} | ]"


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_narrow_and_passes_no_judgement(language):
    """Each fault is named with its case."""
    wrong = {}
    for case in CASES[::5]:
        *lines, machine = said(case.patient, language).splitlines()
        faults = [line for line in lines if len(line) > WIDTH]
        faults += MACHINE_LINE.findall("\n".join(lines))
        faults += re.findall(r"eligib|suitab|recommended|κατάλληλ|συνιστάται", "\n".join(lines), re.IGNORECASE)
        if faults or not MACHINE_LINE.fullmatch(machine):
            wrong[str(case)] = [*faults, machine]

    assert wrong == {}


# A text that somebody kept.


@cache
def judged(answers, today):
    """Return what the rules say of a patient, judged once for all texts that are compared with it."""
    return evaluate(dict(answers), today=today)


def differs(text, patient=NET, language="en", today=TODAY):
    """Return what the check of *text*, a summary of *patient*, says of it."""
    return [
        difference[language] for difference in compared(text, judged(tuple(patient.items()), today), today).differences
    ]


def unchecked(text, patient=NET):
    return [sentence.en for sentence in compared(text, judged(tuple(patient.items()), TODAY), TODAY).unchecked]


MANGLED = {
    "as it is": lambda text: text,
    "quoted": lambda text: "\n".join(f"> {line}" for line in text.splitlines()),
    "quoted twice": lambda text: "\n".join(f"> > {line}" for line in text.splitlines()),
    "as one line": lambda text: " ".join(text.split()),
    "cut at other places and quoted": lambda text: "\n".join(
        "> " + line
        for line in textwrap.wrap(" ".join(text.split()), 40, break_long_words=False, break_on_hyphens=False)
    ),
    "in a longer text": lambda text: f"Dear colleague,\n\n{text}\n\nRegards",
    "with wide spaces": lambda text: text.replace(" ", "\u00a0"),
    "with Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "with other dashes and quotation marks": lambda text: (
        text.replace("–", "-").replace("“", '"').replace("”", '"').replace("’", "'")
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
@pytest.mark.parametrize(
    "patient",
    [NET, {}, {"age_years": 50, "months_stable_disease": 2, "who_grade": "G2"}],
    ids=["full", "empty", "small"],
)
def test_what_a_mail_does_to_a_text_does_not_count(language, mangle, patient):
    assert differs(mangle(said(patient, language)), patient) == []


WITH_FORMER_NAMES = {
    "el": (
        "GIST (στρωματικός όγκος του\n    γαστρεντερικού)",
        "στρωματικός όγκος του\n    γαστρεντερικού (GIST)",
    ),
    "en": (
        "GIST (gastrointestinal stromal\n    tumour)",
        "gastrointestinal stromal tumour\n    (GIST)",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_a_former_name_of_an_option_means_the_same(language, mangle):
    now, before = WITH_FORMER_NAMES[language]
    kept = said(GIST, language).replace(now, before)

    assert before in kept
    assert differs(mangle(kept), GIST) == []
    assert differs(mangle(kept.replace("(GIST)", "(NET)")), GIST)


FORGED = said(NET).replace(
    "ENETS 2012 transplant [as in the slides]: criteria not met",
    "ENETS 2012 transplant [as in the slides]: criteria met",
)
TRUE_LINE = "ENETS 2012 transplant [as in the slides]: criteria not met as published"


@pytest.mark.parametrize(
    "forged",
    [
        FORGED,
        FORGED.replace("The case:", f"{TRUE_LINE}\nThe case:"),
        FORGED.replace("For checking", f"{TRUE_LINE}\nFor checking"),
        f"{TRUE_LINE}\n{FORGED}\n{TRUE_LINE}",
    ],
    ids=["alone", "the true line before", "the true line behind", "the true line outside"],
)
def test_a_line_that_contradicts_is_found_wherever_the_true_one_stands(forged):
    found = differs(forged)
    starts = (
        f"The text says “{TRUE_LINE.replace('not met', 'met')}",
        f"In the text, and not said by the rules: “{TRUE_LINE}”",
    )

    assert any(one.startswith(starts) for one in found)


def test_the_true_line_moved_away_is_a_line_that_is_missing_and_one_too_many():
    lines = said(NET).splitlines()
    place = lines.index("    not met: Age < 55 years (55 years)")
    line = lines.pop(place)
    lines.insert(2, line)

    assert set(differs("\n".join(lines))) == {
        f"In the text, and not said by the rules: “{line.strip()}”",
        f"Not in the text, and said by the rules: “{line.strip()}”",
    }


def test_missing_added_and_changed_lines_are_all_said():
    text = said(NET)

    assert differs(text.replace("    not met: Age < 55 years (55 years)\n", "")) == [
        "Not in the text, and said by the rules: “not met: Age < 55 years (55 years)”"
    ]
    assert differs(text.replace("The case:", "Suitable for transplantation.\nThe case:")) == [
        "In the text, and not said by the rules: “Suitable for transplantation.”"
    ]
    assert differs(text.replace("Age: 55 years", "Age: 54 years")) == [
        "The text says “Patient – Age: 54 years”; the rules say “Patient – Age: 55 years”."
    ]
    assert differs(text.replace("Patient – Age", "Patients - Ages")) == [
        "The text says “Patients - Ages: 55 years”; the rules say “Patient – Age: 55 years”."
    ]
    assert differs(said(NET, "el").replace("Ηλικία: 55", "Ηλικία: 54"), language="el") == [
        "Το κείμενο λέει «Ασθενής – Ηλικία: 54 έτη»· οι κανόνες λένε «Ασθενής – Ηλικία: 55 έτη»."
    ]


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_that_is_left_out_doubled_or_altered_is_noticed(language):
    lines = said(NET, language).splitlines()
    for place in range(1, len(lines) - 1):
        for changed in ([], [lines[place], lines[place]], [lines[place] + " x"], ["x " + lines[place].strip()]):
            assert differs("\n".join([*lines[:place], *changed, *lines[place + 1 :]]), language=language), lines[place]


def test_a_sign_that_was_put_in_is_noticed_and_the_mark_of_a_quotation_is_not():
    assert differs(said(NET).replace("involvement: 50 %", "involvement: > 50 %")) == [
        "The text says “Liver – Liver involvement: > 50 %”; the rules say “Liver – Liver involvement: 50 %”."
    ]


def test_the_days_are_looked_at_or_said_not_to_be():
    text = said(NET)

    assert "The day of printing was not checked: it follows from no answer." in unchecked(text)
    assert differs(text.replace("Printed: 23 November", "Printed: 22 November")) == []
    assert differs(text.replace("Assessed: 14 July 2026", "Assessed: 14 July 2025"))
    assert differs(text.replace("Printed: 23 November 2026", "Printed: 23 November 2096"))
    assert differs(text.replace("Printed: 23 November 2026", "Printed: yesterday"))


def test_a_text_of_an_earlier_day_says_what_was_said_on_that_day():
    """Counted on from months without a date, the day that a limit is reached hangs on the day of printing."""
    patient = {"tumour_family": "neuroendocrine", "months_stable_disease": 2}
    text = summary(evaluate(patient, today=TODAY), date(2026, 10, 5)).en

    assert differs(text, patient) == []
    assert differs(text.replace("February 2027", "January 2027"), patient)


def test_what_was_not_looked_at_is_said():
    text = said(NET)
    outside = "What comes before the title or after the last line was not checked."
    several = "The text holds more than one summary: only the last was checked."

    assert outside not in unchecked(text)
    assert outside in unchecked(f"Dear colleague,\n{text}")
    assert outside in unchecked(f"{text}\nCriteria met.")
    assert several in unchecked(FORGED.replace("[1.", "(1.") + text)
    assert several in unchecked(text + text)
    [no_title] = unchecked(text.split("\n", 1)[1])
    assert no_title.startswith(
        "The words were not checked: the title line “Tumour board: liver metastases and published criteria” was not found."
    )


def test_a_long_text_that_is_no_summary_is_compared_in_part():
    text = said(NET).replace("The case:", "not met: " * 20_000 + "The case:")

    assert differs(text)


def test_the_text_has_a_language_of_its_own():
    reading = Reading(evaluate(NET, today=TODAY).case, {}, [], TODAY)

    reply = handler.handle(reading, {})

    assert resolve(reply, "el") == {"text": said(NET, "el")}
    assert resolve(reply, "en") == {"text": said(NET, "en")}


def test_answers_that_contradict_each_other_are_said_of_each_set_that_reads_them():
    assert "    answers contradict each other: WHO grade, Ki-67 index\n" in said(
        {"who_grade": "G1", "ki67_percent": 30}
    )


def test_a_text_that_names_no_day_of_printing_is_compared_all_the_same():
    text = said(NET)

    assert differs(text.replace(" Printed: 23 November 2026", ""))
