"""What the page for many patients says by itself."""

from calculators.model.text import Text

COHORT_WORDS = {
    "drop": Text("Drop a CSV here", "Αφήστε εδώ ένα αρχείο CSV"),
    "choose": Text("Choose a file", "Επιλογή αρχείου"),
    "simulated": Text("Try simulated patients", "Δοκιμή με προσομοιωμένους ασθενείς"),
    "paste": Text(
        "… or paste rows copied from a spreadsheet, with their head",
        "… ή επικολλήστε γραμμές από υπολογιστικό φύλλο, μαζί με την επικεφαλίδα",
    ),
    "use_paste": Text("Read what was pasted", "Ανάγνωση"),
    "stays": Text(
        "The file is read on this computer and never leaves the page.",
        "Το αρχείο διαβάζεται σε αυτόν τον υπολογιστή και δεν φεύγει ποτέ από τη σελίδα.",
    ),
    "columns": Text("The columns", "Οι στήλες"),
    "columns_words": Text(
        "Which question each column answers. Names that are known were recognised; choose for the others, or leave them out.",
        "Ποια ερώτηση απαντά κάθε στήλη. Τα γνωστά ονόματα αναγνωρίστηκαν· για τα άλλα επιλέξτε, ή αφήστε τα έξω.",
    ),
    "column": Text("Column", "Στήλη"),
    "answers": Text("Answers", "Απαντά"),
    "samples": Text("For example", "Για παράδειγμα"),
    "not_used": Text("not used", "δεν χρησιμοποιείται"),
    "patient": Text("identifies the patient", "προσδιορίζει τον ασθενή"),
    "perhaps": Text("perhaps: {field}", "ίσως: {field}"),
    "dates": Text("Dates", "Ημερομηνίες"),
    "dates_found": Text("as the column shows", "όπως δείχνει η στήλη"),
    "dmy": Text("day/month/year", "ημέρα/μήνας/έτος"),
    "mdy": Text("month/day/year", "μήνας/ημέρα/έτος"),
    "save_match": Text("Save this matching", "Αποθήκευση της αντιστοίχισης"),
    "open_match": Text("Open a saved matching", "Άνοιγμα αποθηκευμένης"),
    "count": Text("Evaluate {rows} patients", "Αξιολόγηση {rows} ασθενών"),
    "cancel": Text("Cancel", "Ακύρωση"),
    "progress": Text("{done} of {rows} patients", "{done} από {rows} ασθενείς"),
    "cancelled": Text("Cancelled. Nothing was counted.", "Ακυρώθηκε. Δεν μετρήθηκε τίποτα."),
    "too_big": Text(
        "The file is larger than {most} MB. For so many patients use the command line: python -m calculators cohort.",
        "Το αρχείο ξεπερνά τα {most} MB. Για τόσους ασθενείς χρησιμοποιήστε τη γραμμή εντολών: python -m calculators cohort.",
    ),
    "not_read": Text("The file could not be read.", "Το αρχείο δεν διαβάστηκε."),
    "unread": Text("Could not be read: {count}", "Δεν διαβάστηκαν: {count}"),
    "unread_words": Text(
        "These cells count as not known; nothing is “not met” by them.",
        "Τα κελιά αυτά θεωρούνται άγνωστα· τίποτα δεν γίνεται «δεν πληρούται» εξαιτίας τους.",
    ),
    "first_shown": Text(
        "The first {count} are shown; all are in the file.", "Εμφανίζονται τα πρώτα {count}· όλα βρίσκονται στο αρχείο."
    ),
    "row": Text("Row", "Γραμμή"),
    "value": Text("Value", "Τιμή"),
    "problem": Text("Problem", "Πρόβλημα"),
    "results": Text("Results", "Αποτελέσματα"),
    "get_result": Text("Result, a row a patient (CSV)", "Αποτέλεσμα, μία γραμμή ανά ασθενή (CSV)"),
    "get_counts": Text("All counts (CSV)", "Όλες οι μετρήσεις (CSV)"),
    "get_errors": Text("Cells that could not be read (CSV)", "Κελιά που δεν διαβάστηκαν (CSV)"),
    "get_report": Text("Report (HTML)", "Αναφορά (HTML)"),
    "print": Text("Print", "Εκτύπωση"),
    "who": Text("The patients", "Οι ασθενείς"),
    "opens": Text(
        "Each opens on the board, in a tab of its own.", "Κάθε ασθενής ανοίγει στον πίνακα, σε δική του καρτέλα."
    ),
    "more": Text("Show more", "Περισσότεροι"),
    "only": Text("Count only patients with", "Μέτρηση μόνο ασθενών με"),
    "choose_what": Text("choose …", "επιλέξτε …"),
    "results_of_sets": Text("What a set states", "Τι λέει ένας κατάλογος"),
    "answers_of_patients": Text("An answer in the table", "Μια απάντηση του πίνακα"),
    "warnings_beside": Text("A warning", "Μια προειδοποίηση"),
    "is": Text("which is", "που είναι"),
    "bounds_example": Text("<3 or 55-60", "<3 ή 55-60"),
    "not_answered": Text("not answered", "χωρίς απάντηση"),
    "restrict": Text("Count these", "Μέτρηση"),
    "unrestrict": Text("Leave out: {said}", "Αφαίρεση: {said}"),
    "chosen": Text(
        "{chosen} of {rows} patients are counted below.", "Παρακάτω μετρώνται {chosen} από {rows} ασθενείς."
    ),
    "words": Text("Words that are not known", "Λέξεις που δεν αναγνωρίζονται"),
    "words_words": Text(
        "What each means. What you leave open counts as not known, and is listed with what could not be read.",
        "Τι σημαίνει καθεμία. Ό,τι αφήσετε ανοικτό θεωρείται άγνωστο και αναφέρεται με όσα δεν διαβάστηκαν.",
    ),
    "word": Text("In the table", "Στον πίνακα"),
    "means": Text("Means", "Σημαίνει"),
    "undecided_word": Text("not decided", "δεν ορίστηκε"),
    "no_answer": Text("no answer", "καμία απάντηση"),
    "more_words": Text("and {count} more", "και άλλες {count}"),
    "patient_row": Text("row {row}", "γραμμή {row}"),
}
