"""What the page of a calculator says by itself: in its markup (`WORDS`) and from its script (`PAGE_WORDS`)."""

from dataclasses import dataclass

from calculators.documents.sheet import DERIVED, INTENDED_USE, PROVISIONAL
from calculators.model.fields import DEFINITION_PARTS
from calculators.model.sets import NO_SOURCE
from calculators.model.text import Text

WORDS = {
    "definition": Text("Definition", "Ορισμός"),
    **DEFINITION_PARTS,
    "not_known": Text("not known", "άγνωστο"),
    "clear_answer": Text("Clear", "Διαγραφή"),
    "patients": Text("The patients of this meeting", "Οι ασθενείς της συνεδρίασης"),
    "patients_menu": Text("Patients", "Ασθενείς"),
    "patient_previous": Text("Previous patient", "Προηγούμενος ασθενής"),
    "patient_next": Text("Next patient", "Επόμενος ασθενής"),
    "patient_label": Text("Label of this patient, for yourself", "Ετικέτα του ασθενούς, για εσάς"),
    "patient_hint": Text("e.g. bed 4", "π.χ. κλίνη 4"),
    "patient_note": Text(
        "The label stays in this tab and in the file of the list; no address, sheet, summary or saved case has it.",
        "Η ετικέτα μένει σε αυτή την καρτέλα και στο αρχείο του καταλόγου ασθενών· δεν υπάρχει σε διεύθυνση, φύλλο, σύνοψη ή αποθηκευμένο περιστατικό.",
    ),
    "patient_add": Text("Add a patient", "Προσθήκη ασθενούς"),
    "patient_remove": Text("Remove this patient", "Αφαίρεση του ασθενούς"),
    "patient_back": Text("Bring back the patient removed last", "Επαναφορά του ασθενούς που αφαιρέθηκε τελευταίος"),
    "patients_save": Text("Save all as one file", "Αποθήκευση όλων σε ένα αρχείο"),
    "patients_open": Text("Open such a file", "Άνοιγμα τέτοιου αρχείου"),
    "patients_print": Text("Print all sheets", "Εκτύπωση όλων των φύλλων"),
    "projector": Text("View for a projector", "Προβολή για βιντεοπροβολέα"),
    "today": Text("What is asked today?", "Τι ζητείται σήμερα;"),
    "asked_all": Text("Everything", "Όλα"),
    "open_groups": Text("Open all groups", "Άνοιγμα όλων των ομάδων"),
    "fold_groups": Text("Fold all groups", "Σύμπτυξη όλων των ομάδων"),
    "yes": Text("yes", "ναι"),
    "no": Text("no", "όχι"),
    "day_order": Text("day/month/year", "ημέρα/μήνας/έτος"),
    "calendar": Text("Calendar", "Ημερολόγιο"),
    "or_dates": Text("… or from dates", "… ή από ημερομηνίες"),
    "reset": Text("Clear all answers", "Καθαρισμός απαντήσεων"),
    "case": Text("The patient", "Ο ασθενής"),
    "results": Text("The published criteria", "Τα δημοσιευμένα κριτήρια"),
    "standing": Text("State of the case", "Πού βρίσκεται το περιστατικό"),
    "standing_wait": Text("not evaluated yet", "δεν έχει ακόμη κριθεί"),
    "answers": Text("Answers", "Απαντήσεις"),
    "results_short": Text("Results", "Αποτελέσματα"),
    "open_all": Text("Open all", "Άνοιγμα όλων"),
    "close_all": Text("Close all", "Κλείσιμο όλων"),
    "to_results": Text("Go to the results", "Μετάβαση στα αποτελέσματα"),
    "topic": Text("Topic", "Θέμα"),
    "matrix": Text("All sets side by side", "Όλοι οι κατάλογοι δίπλα δίπλα"),
    "matrix_caption": Text(
        "One row a topic, one column a set of criteria; each cell says what the set asks and whether the case meets it.",
        "Μία γραμμή ανά θέμα, μία στήλη ανά κατάλογο κριτηρίων· κάθε κελί δείχνει τι ζητεί ο κατάλογος και αν το πληροί το περιστατικό.",
    ),
    "not_asked": Text("not asked", "δεν ζητείται"),
    "provisional_word": Text("provisional", "προσωρινό"),
    "differ": Text("sets disagree", "διαφωνία"),
    "not_evaluated": Text("not evaluated yet", "δεν έχει ακόμη κριθεί"),
    "needs": Text("Still needed:", "Χρειάζονται ακόμη:"),
    "guarded": Text(
        "Not asked by this set, but shown beside it where it is entered on the board",
        "Δεν ζητούνται από τον κατάλογο, αλλά εμφανίζονται δίπλα του όταν δηλωθούν στον πίνακα",
    ),
    "report": Text("Report an error", "Αναφορά λάθους"),
    "report_title": Text("{set}: {criterion}", "{set}: {criterion}"),
    "report_body": Text(
        "What is wrong here, and which source says so? Do not describe a patient: what is written here is public.",
        "Τι είναι λάθος εδώ και ποια πηγή το λέει; Μην περιγράψετε ασθενή: όσα γράφονται εδώ είναι δημόσια.",
    ),
    "guards_why": Text("why these", "γιατί αυτά"),
    "warned": Text("with a warning", "με προειδοποίηση"),
    "source": Text("Source", "Πηγή"),
    "set_all": Text("Criteria and source", "Κριτήρια και πηγή"),
    "document": Text("the document's page", "σελίδα του εγγράφου"),
    "hazard_ratio": Text("hazard ratio", "λόγος κινδύνου"),
    "no_source": NO_SOURCE,
    "examples": Text("Try an invented patient", "Δοκιμάστε με επινοημένο ασθενή"),
    "actions": Text("Actions on the case", "Ενέργειες για το περιστατικό"),
    "undo": Text("Undo", "Αναίρεση"),
    "redo": Text("Redo", "Επανάληψη"),
    "new": Text("New", "Νέο"),
    "open_file": Text("Open", "Άνοιγμα"),
    "open_saved": Text("A saved file", "Αποθηκευμένο αρχείο"),
    "open_copied": Text("What was copied: a summary or an address", "Ό,τι αντιγράφηκε: σύνοψη ή διεύθυνση"),
    "paste_here": Text(
        "The browser does not let this page read what was copied, or nothing was. Paste it here; it is read on this device.",
        "Ο φυλλομετρητής δεν επιτρέπει στη σελίδα να διαβάσει ό,τι αντιγράφηκε, ή δεν έχει αντιγραφεί τίποτα. Επικολλήστε το εδώ· διαβάζεται σε αυτή τη συσκευή.",
    ),
    "save": Text("Save", "Αποθήκευση"),
    "save_file": Text("Case as a file", "Περιστατικό ως αρχείο"),
    "save_fhir": Text("For other systems (FHIR)", "Για άλλα συστήματα (FHIR)"),
    "save_note": Text(
        "Open takes both. A FHIR QuestionnaireResponse holds the answers alone, without results and receipt.",
        "Το Άνοιγμα δέχεται και τα δύο. Ένα QuestionnaireResponse του FHIR περιέχει μόνο τις απαντήσεις, χωρίς αποτελέσματα και κωδικό ελέγχου.",
    ),
    "share": Text("Share", "Αποστολή"),
    "copy_address": Text("Copy address", "Αντιγραφή διεύθυνσης"),
    "hand_over": Text("Share with…", "Αποστολή με…"),
    "example": Text("Example", "Παράδειγμα"),
    "more": Text("More", "Περισσότερα"),
    "how_to_read": Text("How to read the board", "Πώς διαβάζεται ο πίνακας"),
    "verify_link": Text("Check a saved case or a receipt", "Έλεγχος αποθηκευμένου περιστατικού ή κωδικού"),
    "teaching_link": Text("Worked cases to practise on", "Περιστατικά για εξάσκηση"),
    "rules": Text("rules", "κανόνες"),
    "code": Text("QR code", "Κωδικός QR"),
    "code_label": Text("The address of this case as a QR code", "Η διεύθυνση του περιστατικού ως κωδικός QR"),
    "copy_text": Text("Copy as text", "Αντιγραφή ως κείμενο"),
    "sheet": Text("Tumour-board sheet", "Φύλλο ογκολογικού συμβουλίου"),
    "sheet_short": Text("Sheet", "Φύλλο"),
    "sheet_language": Text("Language of the sheet", "Γλώσσα του φύλλου"),
    "sheet_pages": Text("Pages", "Σελίδες"),
    "sheet_fit": Text("as many as it needs", "όσες χρειάζονται"),
    "sheet_one": Text("one, without what does not fit", "μία, χωρίς όσα δεν χωρούν"),
    "sheet_two": Text("two", "δύο"),
    "sheet_code": Text("QR code (it holds the answers)", "Κωδικός QR (περιέχει τις απαντήσεις)"),
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
    "calculate": Text("Calculate", "Υπολογισμός"),
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
    "limits": INTENDED_USE,
    "limits_short": Text("Limits", "Περιορισμοί"),
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
        "An answer could not be read and counts as not known; its field is marked. All the rest is evaluated, and nothing you typed is lost.",
        "Κάποια απάντηση δεν διαβάστηκε και θεωρείται άγνωστη· το πεδίο της είναι σημειωμένο. Όλα τα άλλα αξιολογούνται και τίποτα από όσα γράψατε δεν χάθηκε.",
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
    "not_evaluated": WORDS["not_evaluated"],
    "criterion_not_evaluated": Text("not evaluated", "δεν κρίθηκε"),
    "went_on": Text(
        "The patient entered in this tab is here again; for another, clear the answers.",
        "Ο ασθενής που καταχωρίσατε σε αυτή την καρτέλα είναι πάλι εδώ· για άλλον, καθαρίστε τις απαντήσεις.",
    ),
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
    "left_out": Text(
        "Not in it, because they could not be read: {fields}.", "Δεν περιέχονται, επειδή δεν διαβάστηκαν: {fields}."
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
    "begun": Text("All answers were cleared.", "Καθαρίστηκαν όλες οι απαντήσεις."),
    "opened": Text("The case was opened.", "Το περιστατικό άνοιξε."),
    "not_opened": Text("No case was opened.", "Δεν άνοιξε κανένα περιστατικό."),
    "too_big": Text(
        "The file is too large to be a saved case.", "Το αρχείο είναι πολύ μεγάλο για αποθηκευμένο περιστατικό."
    ),
    "code_too_long": Text(
        "This case is too long for a QR code: copy the address.",
        "Το περιστατικό δεν χωρά σε κωδικό QR: αντιγράψτε τη διεύθυνση.",
    ),
    "filled": Text("Filled in: {what}.", "Συμπληρώθηκε: {what}."),
    "show_all": WORDS["show_all"],
    "patient_removed": Text("Patient removed: {patient}.", "Αφαιρέθηκε ο ασθενής: {patient}."),
    "patient_is_back": Text("Patient back: {patient}.", "Επανήλθε ο ασθενής: {patient}."),
    "patient_of": Text("Patient {at} of {count}", "Ασθενής {at} από {count}"),
    "saved_list": Text(
        "Handed to the browser, to be saved as {name}, with the labels.",
        "Δόθηκε στον φυλλομετρητή για αποθήκευση ως {name}, μαζί με τις ετικέτες.",
    ),
    "opened_list": Text("Patients opened: {count}.", "Άνοιξαν ασθενείς: {count}."),
    "opened_differ": Text(
        "Saved under other rules, or not readable: {count}.",
        "Αποθηκεύθηκαν με άλλους κανόνες ή δεν διαβάζονται: {count}.",
    ),
    "no_list": Text(
        "This is no file with the patients of a meeting.", "Το αρχείο δεν περιέχει ασθενείς μιας συνεδρίασης."
    ),
    "show_fewer": Text("Show what concerns this patient", "Μόνο όσα αφορούν τον ασθενή"),
    "nothing_missing": Text(
        "No answer is missing any more that would settle a set.",
        "Δεν λείπει πια καμία απάντηση που να κρίνει κατάλογο.",
    ),
    "passed": Text(
        "Of the questions that would settle a set, only those passed over are left ({count}). Enter goes on to the rest, then back to them.",
        "Από τις ερωτήσεις που κρίνουν κατάλογο απομένουν μόνο όσες προσπεράσατε ({count}). Το Enter συνεχίζει με τις υπόλοιπες και ύστερα επιστρέφει σε αυτές.",
    ),
    "quiet_show": Text(
        "Show the rows in which all is met ({count})", "Εμφάνιση των γραμμών όπου όλα πληρούνται ({count})"
    ),
    "quiet_hide": Text("Hide the rows in which all is met", "Απόκρυψη των γραμμών όπου όλα πληρούνται"),
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
    "map_hint": Text(
        "Point at the picture, or walk through it with the arrow keys, to read off a place.",
        "Δείξτε ένα σημείο της εικόνας, ή μετακινηθείτε με τα βέλη, για να διαβάσετε τι ισχύει εκεί.",
    ),
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
        "robustness",
        Text("Close to a limit", "Κοντά σε όριο"),
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
    ("n", Text("to the question that is missing most", "στην ερώτηση που λείπει περισσότερο")),
    ("Enter", Text("in a question: on to the next one that is missing", "μέσα σε ερώτηση: στην επόμενη που λείπει")),
    ("1–9", Text("in a question: choose", "μέσα σε ερώτηση: επιλογή")),
    ("Delete", Text("in a question: not known", "μέσα σε ερώτηση: άγνωστο")),
    ("r", Text("to the results", "στα αποτελέσματα")),
    ("q", Text("to the questions about the results", "στα ερωτήματα για τα αποτελέσματα")),
    ("u", Text("undo", "αναίρεση")),
    ("Shift u", Text("redo", "επανάληψη")),
    ("s", Text("sheet for the tumour board", "φύλλο ογκολογικού συμβουλίου")),
    ("t", Text("copy as text", "αντιγραφή ως κείμενο")),
    (
        "Ctrl V",
        Text(
            "open what was copied: a summary, an address or a saved case",
            "άνοιγμα αντιγραμμένης σύνοψης, διεύθυνσης ή αποθηκευμένου περιστατικού",
        ),
    ),
    ("/", Text("search", "αναζήτηση")),
    ("?", Text("this list", "αυτός ο κατάλογος")),
)
