"""The calculators as static HTML, rendered from the declarations before any script runs."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.examples import examples
from jinja2 import Environment
from pyphen import Pyphen  # type: ignore[import-untyped]  # it ships no types
from render.templates import templates

from calculators.documents.messages import NO_SOURCE, TRUTHS, condition, hazard_ratio, named
from calculators.documents.sheet import DERIVED, INTENDED_USE, PROVISIONAL
from calculators.engine.breakpoints import breakpoints
from calculators.engine.derivations import DERIVATIONS
from calculators.engine.guards import GUARDS, read_by
from calculators.engine.relevance import asked_fields
from calculators.model.conditions import fields_of
from calculators.model.fields import DateField, Field, Number
from calculators.model.sentences import opening, short
from calculators.model.sets import STATUS_NAMES, CriteriaSet, Criterion, Kind, Status
from calculators.model.text import Language, Text, number
from calculators.sets.registry import GROUPS, SETS
from calculators.vocabulary import form as question_form
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.surgery import CARCINOID_HEART_DISEASE
from calculators.vocabulary.topics import TOPICS
from calculators.vocabulary.treatment import HEPATIC_INSUFFICIENCY
from calculators.worksheets.registry import WORKSHEETS
from calculators.worksheets.worksheet import Worksheet

WORDS = {
    "definition": Text("Definition", "Ορισμός"),
    "includes": Text("Includes", "Περιλαμβάνει"),
    "excludes": Text("Does not include", "Δεν περιλαμβάνει"),
    "measured": Text("How and when", "Πώς και πότε"),
    "not_known": Text("not known", "άγνωστο"),
    "yes": Text("yes", "ναι"),
    "no": Text("no", "όχι"),
    "day_order": Text("day/month/year", "ημέρα/μήνας/έτος"),
    "calendar": Text("Calendar", "Ημερολόγιο"),
    "or_dates": Text("… or from dates", "… ή από ημερομηνίες"),
    "reset": Text("Clear all answers", "Καθαρισμός απαντήσεων"),
    "case": Text("The patient", "Ο ασθενής"),
    "results": Text("The published criteria", "Τα δημοσιευμένα κριτήρια"),
    "to_results": Text("Go to the results", "Μετάβαση στα αποτελέσματα"),
    "topic": Text("Topic", "Θέμα"),
    "matrix": Text("All sets side by side", "Όλοι οι κατάλογοι δίπλα δίπλα"),
    "matrix_caption": Text(
        "One row a topic, one column a set of criteria; each cell says what the set asks and whether the case meets it.",
        "Μία γραμμή ανά θέμα, μία στήλη ανά κατάλογο κριτηρίων· κάθε κελί δείχνει τι ζητεί ο κατάλογος και αν το πληροί το περιστατικό.",
    ),
    "not_asked": Text("not asked", "δεν ζητείται"),
    "differ": Text("sets disagree", "διαφωνία"),
    "dash": Text("not evaluated", "δεν αξιολογήθηκε"),
    "not_evaluated": Text("not evaluated yet", "δεν έχει ακόμη κριθεί"),
    "needs": Text("Still needed:", "Χρειάζονται ακόμη:"),
    "guarded": Text(
        "Not asked by this set, but shown beside it where it is entered on the board",
        "Δεν ζητούνται από τον κατάλογο, αλλά εμφανίζονται δίπλα του όταν δηλωθούν στον πίνακα",
    ),
    "guards_why": Text("why these", "γιατί αυτά"),
    "warned": Text("with a warning", "με προειδοποίηση"),
    "source": Text("Source", "Πηγή"),
    "document": Text("the document's page", "σελίδα του εγγράφου"),
    "hazard_ratio": Text("hazard ratio", "λόγος κινδύνου"),
    "no_source": NO_SOURCE,
    "examples": Text("Try an invented patient:", "Δοκιμάστε με επινοημένο ασθενή:"),
    "actions": Text("Actions on the case", "Ενέργειες για το περιστατικό"),
    "undo": Text("Undo", "Αναίρεση"),
    "redo": Text("Redo", "Επανάληψη"),
    "open_file": Text("Open…", "Άνοιγμα…"),
    "save": Text("Save", "Αποθήκευση"),
    "share": Text("Copy address", "Αντιγραφή διεύθυνσης"),
    "code": Text("QR code", "Κωδικός QR"),
    "code_label": Text("The address of this case as a QR code", "Η διεύθυνση του περιστατικού ως κωδικός QR"),
    "copy_text": Text("Copy as text", "Αντιγραφή ως κείμενο"),
    "sheet": Text("Tumour-board sheet", "Φύλλο ογκολογικού συμβουλίου"),
    "sheet_language": Text("Language of the sheet", "Γλώσσα του φύλλου"),
    "print": Text("Print", "Εκτύπωση"),
    "close": Text("Close", "Κλείσιμο"),
    "shortcuts": Text("Keyboard shortcuts", "Συντομεύσεις πληκτρολογίου"),
    "keys_on": Text("Single keys work on this page", "Οι συντομεύσεις με ένα πλήκτρο λειτουργούν σε αυτή τη σελίδα"),
    "show_all": Text("Show all", "Εμφάνιση όλων"),
    "verify_label": Text(
        "A saved file's content, an address, a copied summary, or a receipt",
        "Περιεχόμενο αποθηκευμένου αρχείου, διεύθυνση, αντιγραμμένη σύνοψη ή κωδικός ελέγχου",
    ),
    "verify_brought": Text(
        "Your case from the board has been carried over: a receipt on its own is checked against it.",
        "Μεταφέρθηκε και το περιστατικό του πίνακα: αν δώσετε μόνο κωδικό, ελέγχεται με βάση αυτό.",
    ),
    "verify_check": Text("Check", "Έλεγχος"),
    "others": Text("Other questions", "Άλλα ερωτήματα"),
    "measure": Text("Calculate", "Υπολογισμός"),
    "questions": Text("Questions about the results", "Ερωτήματα για τα αποτελέσματα"),
    "questions_wait": Text(
        "The answer appears here as soon as the rules give it.",
        "Η απάντηση εμφανίζεται εδώ μόλις τη δώσουν οι κανόνες.",
    ),
    "map_across": Text("Across", "Οριζόντια"),
    "map_up": Text("Upwards", "Κατακόρυφα"),
    "keep": Text("Keep this case to compare", "Διατήρηση του περιστατικού για σύγκριση"),
    "compare_file": Text("Compare with a file…", "Σύγκριση με αρχείο…"),
    "compare_day": Text("other date of assessment", "άλλη ημερομηνία αξιολόγησης"),
    "compare_date": Text(
        "… or with the same case assessed on", "… ή με το ίδιο περιστατικό και άλλη ημερομηνία αξιολόγησης"
    ),
    "share_note": Text(
        "The address holds every answer you gave. No server sees it, but whoever gets the address does; leave out names and numbers that identify.",
        "Η διεύθυνση περιέχει κάθε απάντηση που δώσατε. Κανένας διακομιστής δεν τη βλέπει, τη βλέπει όμως όποιος τη λάβει· μη βάζετε στοιχεία ταυτότητας.",
    ),
    "to_board": Text(
        "The same case on the board, against every set", "Το ίδιο περιστατικό στον πίνακα, με όλα τα κριτήρια"
    ),
    "provisional": PROVISIONAL,
    "provisional_title": Text("Transplantation, provisional", "Μεταμόσχευση, προσωρινά"),
    "contraindications_title": Text("Contraindications", "Αντενδείξεις"),
    "limits": INTENDED_USE,
    "limits_link": Text("Intended use and limits", "Προβλεπόμενη χρήση και περιορισμοί"),
    "no_script": Text(
        "This calculator needs JavaScript, which is switched off. The criteria are on this page and can be read without it.",
        "Ο υπολογισμός χρειάζεται JavaScript, που είναι απενεργοποιημένη. Τα κριτήρια υπάρχουν στη σελίδα και διαβάζονται χωρίς αυτήν.",
    ),
    "loading": Text(
        "Loading the rules… You can already fill in the form; results appear by themselves.",
        "Φόρτωση των κανόνων… Μπορείτε ήδη να συμπληρώνετε τη φόρμα· τα αποτελέσματα θα εμφανιστούν μόνα τους.",
    ),
    "invalid": Text(
        "No result: an answer cannot be read. Correct the fields that are marked; nothing you typed is lost.",
        "Χωρίς αποτέλεσμα: κάποια απάντηση δεν μπορεί να διαβαστεί. Διορθώστε τα σημειωμένα πεδία· τίποτα από όσα γράψατε δεν χάθηκε.",
    ),
    "unstarted": Text("The calculator has not started.", "Ο υπολογισμός δεν έχει ξεκινήσει."),
    "unstarted_why": Text(
        "If this stays, a part of the page has not arrived or the browser is too old: load the page again, or use a current Firefox, Chrome, Edge or Safari.",
        "Αν το μήνυμα παραμένει, κάποιο μέρος της σελίδας δεν έφθασε ή ο φυλλομετρητής είναι παλαιός: "
        "φορτώστε ξανά τη σελίδα ή χρησιμοποιήστε πρόσφατο Firefox, Chrome, Edge ή Safari.",
    ),
    "failed": Text("The rules could not start.", "Οι κανόνες δεν μπόρεσαν να ξεκινήσουν."),
    "failed_stopped": Text("The rules have stopped.", "Οι κανόνες σταμάτησαν."),
    "why_line": Text(
        "The download was interrupted, or what arrived is damaged.", "Η λήψη διακόπηκε ή όσα έφθασαν είναι αλλοιωμένα."
    ),
    "why_gone": Text(
        "Their files are no longer on the server: a newer version of the site has been published. Load the page again.",
        "Τα αρχεία τους δεν υπάρχουν πια στον διακομιστή: δημοσιεύθηκε νεότερη έκδοση του ιστοτόπου. Φορτώστε ξανά τη σελίδα.",
    ),
    "why_browser": Text(
        "The cause may be an old browser, or a policy of the network that forbids WebAssembly.",
        "Αιτία μπορεί να είναι παλαιός φυλλομετρητής ή πολιτική του δικτύου που απαγορεύει το WebAssembly.",
    ),
    "why_stopped": Text(
        "An error ended them, or they gave no answer in time.", "Τερματίστηκαν από σφάλμα ή δεν απάντησαν εγκαίρως."
    ),
    "why_python": Text(
        "They met an error of their own with these answers.", "Παρουσίασαν δικό τους σφάλμα με αυτές τις απαντήσεις."
    ),
    "kept": Text("Your answers are kept.", "Οι απαντήσεις σας διατηρούνται."),
    "failed_do": Text(
        "Try again, or use a current Firefox, Chrome, Edge or Safari.",
        "Δοκιμάστε ξανά ή χρησιμοποιήστε πρόσφατο Firefox, Chrome, Edge ή Safari.",
    ),
    "failed_by_hand": Text("Or check by hand:", "Ή ελέγξτε χωρίς υπολογισμό:"),
    "failed_link": Text("the criteria as a table", "τα κριτήρια ως πίνακας"),
    "progress": Text("{done} of {all} MB", "{done} από {all} MB"),
    "load_again": Text("Load the page again", "Νέα φόρτωση της σελίδας"),
    "unanswered": Text(
        "This could not be answered: the rules met an error of their own. What is entered has not changed.",
        "Δεν ήταν δυνατόν να δοθεί απάντηση: οι κανόνες παρουσίασαν δικό τους σφάλμα. Όσα έχουν καταχωριστεί δεν άλλαξαν.",
    ),
    "retry": Text("Try again", "Νέα προσπάθεια"),
}

PAGE_WORDS = {
    "derived": Text("From the other answers:", "Από τις άλλες απαντήσεις:"),
    "follows": DERIVED,
    "copied_address": Text(
        "The address was copied, with every answer in it and the receipt of the rules.",
        "Η διεύθυνση αντιγράφηκε, με όλες τις απαντήσεις και τον κωδικό ελέγχου.",
    ),
    "copied_without_receipt": Text(
        "The address was copied, with every answer in it. It has no receipt, since an answer is still being read or cannot be read.",
        "Η διεύθυνση αντιγράφηκε, με όλες τις απαντήσεις. Δεν έχει κωδικό ελέγχου, επειδή κάποια απάντηση δεν έχει διαβαστεί ακόμη ή δεν διαβάζεται.",
    ),
    "copied_text": Text(
        "The summary was copied; paste it into the record.", "Η σύνοψη αντιγράφηκε· επικολλήστε τη στον φάκελο."
    ),
    "saved": Text(
        "Handed to the browser, to be saved as {name}. If no file appears, saving is not allowed here: use Copy as text.",
        "Δόθηκε στον φυλλομετρητή για αποθήκευση ως {name}. Αν δεν εμφανιστεί αρχείο, δεν επιτρέπεται εδώ: χρησιμοποιήστε την αντιγραφή ως κείμενο.",
    ),
    "saved_dates": Text(
        "Handed to the browser, to be saved as {name}. If no file appears, saving is not allowed here.",
        "Δόθηκε στον φυλλομετρητή για αποθήκευση ως {name}. Αν δεν εμφανιστεί αρχείο, η αποθήκευση δεν επιτρέπεται εδώ.",
    ),
    "not_printed": Text(
        "The browser does not let this page print. Open it outside of the frame, or use Copy as text.",
        "Ο φυλλομετρητής δεν επιτρέπει την εκτύπωση από εδώ. Ανοίξτε τη σελίδα έξω από το πλαίσιο ή χρησιμοποιήστε την αντιγραφή ως κείμενο.",
    ),
    "unanswered": WORDS["unanswered"],
    "waiting": WORDS["questions_wait"],
    "not_answered": Text(
        "No answer came to this question. Choose it again to ask once more.",
        "Δεν δόθηκε απάντηση σε αυτό το ερώτημα. Επιλέξτε το ξανά για νέα προσπάθεια.",
    ),
    "part_missing": Text("This part of the page has not loaded.", "Αυτό το μέρος της σελίδας δεν φορτώθηκε."),
    "not_running": Text(
        "No answer: the rules are not running. What to do is explained above the form.",
        "Χωρίς απάντηση: οι κανόνες δεν λειτουργούν. Τι μπορείτε να κάνετε αναφέρεται πάνω από τη φόρμα.",
    ),
    "opened": Text("The case was opened.", "Το περιστατικό άνοιξε."),
    "not_opened": Text("The file was not opened.", "Το αρχείο δεν άνοιξε."),
    "too_big": Text(
        "The file is too large to be a saved case.", "Το αρχείο είναι πολύ μεγάλο για αποθηκευμένο περιστατικό."
    ),
    "code_too_long": Text(
        "This case is too long for a QR code: copy the address.",
        "Το περιστατικό δεν χωρά σε κωδικό QR: αντιγράψτε τη διεύθυνση.",
    ),
    "filled": Text("Filled in: {what}.", "Συμπληρώθηκε: {what}."),
    "adapted": Text(
        "Questions and sets that were published for other patients are hidden ({count} sets).",
        "Ερωτήσεις και κατάλογοι που δημοσιεύθηκαν για άλλους ασθενείς δεν εμφανίζονται ({count} κατάλογοι).",
    ),
    "shown_all": Text(
        "All questions and sets are shown, also those for other patients.",
        "Εμφανίζονται όλες οι ερωτήσεις και οι κατάλογοι, και για άλλους ασθενείς.",
    ),
    "show_all": WORDS["show_all"],
    "show_fewer": Text("Show what concerns this patient", "Μόνο όσα αφορούν τον ασθενή"),
    "nothing_kept": Text(
        "Keep a case first, choose a file, or give another date.",
        "Διατηρήστε πρώτα ένα περιστατικό, επιλέξτε αρχείο ή δώστε άλλη ημερομηνία.",
    ),
    "kept": Text(
        "Kept. Change answers now, and the differences appear here.",
        "Διατηρείται για σύγκριση. Αλλάξτε τώρα απαντήσεις και οι διαφορές θα εμφανιστούν εδώ.",
    ),
    "no_result": Text(
        "No answer while an entry cannot be read.", "Χωρίς απάντηση όσο κάποια καταχώριση δεν διαβάζεται."
    ),
    "dates": Text("Dates", "Ημερομηνίες"),
    "nothing_to_change": Text(
        "No set shown here has the verdict “not met” or “present”, and no limit of time lies ahead.",
        "Για κανέναν από τους καταλόγους που εμφανίζονται δεν προέκυψε «δεν πληρούνται» ή «υπάρχει», και κανένα χρονικό όριο δεν εκκρεμεί.",
    ),
    "dates_file": Text("Dates as a calendar file (.ics)", "Ημερομηνίες ως αρχείο ημερολογίου (.ics)"),
    "patient": Text("this patient", "ο ασθενής"),
    "not_moved": Text("The same wherever the two values lie", "Ίδιο, όπου και αν βρίσκονται οι δύο τιμές"),
    "as_words": Text("In words", "Με λόγια"),
    "before": Text("Then", "Πριν"),
    "now": Text("Now", "Τώρα"),
    "then_day": Text("On that day", "Εκείνη την ημέρα"),
    "compared_answers": Text("Answers that differ", "Απαντήσεις που διαφέρουν"),
    "compared_sets": Text("Sets that differ", "Κατάλογοι που διαφέρουν"),
}
"""What the page's script says by itself."""


@dataclass(frozen=True)
class Question:
    """What a meeting asks around the verdicts."""

    id: str
    title: Text
    about: Text


QUESTIONS = (
    Question(
        "missing",
        Text("What is missing", "Τι λείπει"),
        Text(
            "The shortest list of answers that settles every open set, whatever the answers turn out to be.",
            "Οι λιγότερες απαντήσεις με τις οποίες κρίνεται κάθε κατάλογος κριτηρίων που μένει ανοικτός, όποιες κι αν είναι.",
        ),
    ),
    Question(
        "change",
        Text("What would change it", "Τι θα το άλλαζε"),
        Text(
            "For each set that is not met: the fewest changes under which it would be met, what cannot change, "
            "and the dates on which waiting alone meets a limit. This is not advice.",
            "Για κάθε κατάλογο που δεν πληρούται: οι λιγότερες αλλαγές με τις οποίες θα πληρούνταν, όσα δεν μπορούν να αλλάξουν, "
            "και οι ημερομηνίες κατά τις οποίες συμπληρώνεται ένα χρονικό όριο. Δεν είναι σύσταση.",
        ),
    ),
    Question(
        "firm",
        Text("How firm", "Πόσο βέβαιο"),
        Text(
            "Values that lie on a limit, or so near that the error of their measurement crosses it, and how each set treats them.",
            "Τιμές πάνω σε όριο, ή τόσο κοντά σε αυτό ώστε να το υπερβαίνει το σφάλμα μέτρησης, και πώς τις κρίνει κάθε κατάλογος.",
        ),
    ),
    Question(
        "map",
        Text("Map", "Χάρτης"),
        Text(
            "Where each set is met, open or not met when two values move and every other answer stays.",
            "Πού πληρούται, μένει ανοικτός ή δεν πληρούται κάθε κατάλογος όταν αλλάζουν δύο τιμές και όλες οι άλλες απαντήσεις μένουν ίδιες.",
        ),
    ),
    Question(
        "compare",
        Text("Compare", "Σύγκριση"),
        Text(
            "This case beside another: one that you keep now, one from a file, or the same one on another day.",
            "Το περιστατικό δίπλα σε άλλο: σε αυτό που διατηρείτε τώρα, σε ένα από αρχείο ή στο ίδιο με άλλη ημερομηνία αξιολόγησης.",
        ),
    ),
)

KEYS = (
    ("c", Text("to the patient", "στον ασθενή")),
    ("r", Text("to the results", "στα αποτελέσματα")),
    ("q", Text("to the questions about the results", "στα ερωτήματα για τα αποτελέσματα")),
    ("u", Text("undo", "αναίρεση")),
    ("Shift u", Text("redo", "επανάληψη")),
    ("s", Text("sheet for the tumour board", "φύλλο ογκολογικού συμβουλίου")),
    ("t", Text("copy as text", "αντιγραφή ως κείμενο")),
    ("/", Text("search", "αναζήτηση")),
    ("?", Text("this list", "αυτός ο κατάλογος")),
)


@dataclass(frozen=True)
class Asked:
    """A field on a form, and the dates that can be given instead."""

    field: Field
    dates: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the form with its title."""

    title: Text
    parts: tuple[Asked, ...]


@dataclass(frozen=True)
class Column:
    """Neighbouring columns of the board under one title."""

    id: str
    title: Text
    sets: tuple[CriteriaSet, ...]
    provisional: bool = False


@dataclass(frozen=True)
class Cell:
    """What one set asks on one topic."""

    set: CriteriaSet
    criteria: tuple[Criterion, ...]
    first: bool


def form(asked: set[Field]) -> list[Part]:
    """Return the parts of the form that asks the fields in *asked*, dates beside the months that they can stand for."""
    dated = {line.field: (line.start, line.end) for line in DERIVATIONS.months}
    placed: set[Field] = set()
    parts = []
    for group in question_form.GROUPS:
        shown = []
        for field in group.fields:
            if field not in asked or isinstance(field, DateField):
                continue
            dates = tuple(day for day in dated.get(field, ()) if day not in placed) if isinstance(field, Number) else ()
            placed.update(dates)
            shown.append(Asked(field, dates))
        if shown:
            parts.append(Part(group.title, tuple(shown)))
    return parts


def columns() -> list[Column]:
    """Return the columns of the board: the sets that are compared, by clinical question, contraindications and provisional sets apart."""
    found = []
    for group in GROUPS:
        if not group.compared:
            continue
        settled = [
            one for one in group.sets if one.status is not Status.PROVISIONAL and one.kind is not Kind.CONTRAINDICATIONS
        ]
        found.append(Column(group.id, group.title, tuple(settled)))
        guards = tuple(one for one in group.sets if one.kind is Kind.CONTRAINDICATIONS)
        if guards:
            found.append(Column(f"{group.id}-contraindications", WORDS["contraindications_title"], guards))
        provisional = tuple(one for one in group.sets if one.status is Status.PROVISIONAL)
        if provisional:
            found.append(Column(f"{group.id}-provisional", WORDS["provisional_title"], provisional, provisional=True))
    return found


def single() -> list[Column]:
    """Return the sets that no other answers the question of, as columns of their own."""
    return [Column(group.id, group.title, group.sets) for group in GROUPS if not group.compared]


def rows(blocks: list[Column]) -> list[dict[str, Any]]:
    """Return the rows of the board, one a topic, each with a cell for every set of *blocks*."""
    table = []
    for topic in TOPICS.values():
        cells = [
            Cell(
                one,
                tuple(criterion for criterion in one.criteria if criterion.topic is topic),
                one is block.sets[0],
            )
            for block in blocks
            for one in block.sets
        ]
        if any(cell.criteria for cell in cells):
            table.append({"topic": topic, "cells": cells})
    return table


def field_range(field: Number, language: Language) -> str:
    """Return the range of *field* as the form shows it."""
    low = number(field.low)[language]
    return f"≥ {low}" if field.high is None else f"{low}–{number(field.high)[language]}"


HYPHENS = {"en": Pyphen(lang="en_GB", left=3, right=3), "el": Pyphen(lang="el_GR", left=3, right=3)}
LONG_WORD = re.compile(r"[^\W\d_]{9,}")
LIMIT = re.compile(r"([<≤≥>]) (\S+) (?=%|[^\W\d_])")


def guarded(criteria: CriteriaSet, language: Language) -> str:
    """Return the questions whose answers are shown beside *criteria* although they do not ask for them, empty where there is none."""
    named = dict.fromkeys(
        field
        for guard in GUARDS
        if criteria in guard.sets
        for field in fields_of(guard.test)
        if field.id not in read_by(criteria)
    )
    return ", ".join(field.label[language] for field in named)


def narrow(text: str, language: Language) -> str:
    """Return *text* for a narrow column: long words may be hyphenated, and a sign stays with its number and unit."""
    hyphenated = LONG_WORD.sub(lambda word: HYPHENS[language].inserted(word.group(), "\u00ad"), text)
    return LIMIT.sub("\\1\u00a0\\2\u00a0", hyphenated)


HELPFUL_BESIDE = {"laboratory-units": (HEPATIC_INSUFFICIENCY, CARCINOID_HEART_DISEASE)}
"""Measures that fill no field, with the fields beside which they help."""


def measures_beside(field: Field) -> list[Worksheet]:
    """Return the measures that are offered beside *field*: each once below the neighbouring fields that it fills."""
    order = list(FIELDS.values())
    after = order[order.index(field) + 1 :]
    filling = [one for one in WORKSHEETS.values() if field in one.fills and not (after and after[0] in one.fills)]
    return filling + [WORKSHEETS[name] for name, fields in HELPFUL_BESIDE.items() if field in fields]


def add_filters(made: Environment, language: Language) -> None:
    """Give *made* what the templates of the calculators say and ask, in *language*."""
    made.filters |= {
        "named": lambda criterion: opening(named(criterion))[language],
        "condition": lambda criterion, criteria: when[language] if (when := condition(criteria, criterion)) else "",
        "asks": lambda criterion: narrow(opening(short(criterion.test, criterion.topic))[language], language),
        "narrow": lambda text: narrow(text[language], language),
        "measures": measures_beside,
        "guarded": lambda criteria: guarded(criteria, language),
        "opening": lambda text: opening(text)[language],
        "hazard_ratio": lambda ratio: hazard_ratio(ratio)[language],
        "status": lambda status: STATUS_NAMES[status][language],
        "range": lambda field: field_range(field, language),
    }
    made.globals |= {"language": language, "words": WORDS}


@cache
def environment(language: Language) -> Environment:
    """Return the templates of the calculators in *language*."""
    made = templates(language, "calculators")
    add_filters(made, language)
    return made


def render(name: str, language: Language) -> str:
    """
    Return the calculator *name* as HTML: `"board"`, the id of a set, or `"verify"` for the check of what was kept.

    Raises `KeyError` where there is no such set.
    """
    if name == "verify":
        return environment(language).get_template("verify.html").render(up="../../")
    board = name == "board"
    sets = tuple(SETS.values()) if board else (SETS[name],)
    blocks = columns()
    reads = asked_fields(sets)
    asked = [field for field in FIELDS.values() if field in reads]
    page = environment(language).get_template("calculator.html")
    up = "../" if board else "../../"
    return page.render(
        kind="board" if board else "set",
        sets=sets,
        form=form(set(asked)),
        columns=blocks,
        single=single(),
        page_words={name: text[language] for name, text in PAGE_WORDS.items()},
        questions=[question for question in QUESTIONS if board or question.id != "missing"],
        map_fields=[field for field in asked if isinstance(field, Number) and breakpoints(field)],
        keys=KEYS,
        states=[(truth.value, word) for truth, word in TRUTHS.items()],
        rows=rows(blocks),
        examples=[one for one in examples() if any(criteria.id in one["concerns"] for criteria in sets)],
        guards_page=f"{up}about/guards/",
        up=up,
    )
