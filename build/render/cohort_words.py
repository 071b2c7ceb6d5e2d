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
    "get_errors": Text("Cells that could not be read (CSV)", "Κελιά που δεν διαβάστηκαν (CSV)"),
    "get_report": Text("Report (HTML)", "Αναφορά (HTML)"),
    "print": Text("Print", "Εκτύπωση"),
    "who": Text("The patients of one result", "Οι ασθενείς ενός αποτελέσματος"),
    "set": Text("Set", "Κατάλογος"),
    "verdict": Text("Result", "Αποτέλεσμα"),
    "flag": Text("with the warning", "με την προειδοποίηση"),
    "any": Text("any or none", "οποιαδήποτε ή καμία"),
    "total": Text("{count} patients; a row opens on the board.", "{count} ασθενείς· κάθε γραμμή ανοίγει στον πίνακα."),
    "total_first": Text(
        "{count} patients, the first {shown}; a row opens on the board.",
        "{count} ασθενείς, οι πρώτοι {shown}· κάθε γραμμή ανοίγει στον πίνακα.",
    ),
    "patient_row": Text("row {row}", "γραμμή {row}"),
}
