"""Questions about the primary tumour, and about time."""

from calculators.model.fields import Choice, DateField, Definition, Number, YesNo
from calculators.model.text import Text
from calculators.vocabulary.units import MONTHS, options

SYNCHRONOUS = YesNo(
    "synchronous",
    label=Text(
        "Liver metastases at diagnosis of the primary",
        "Ηπατικές μεταστάσεις κατά τη διάγνωση της πρωτοπαθούς εστίας",
    ),
    definition=Definition(
        includes=Text(
            "Liver metastases already present when the primary was diagnosed, also when they led to its discovery.",
            "Ηπατικές μεταστάσεις που υπήρχαν ήδη όταν διαγνώσθηκε ο πρωτοπαθής όγκος, ακόμη και αν αυτές οδήγησαν στην ανακάλυψή του.",
        ),
        excludes=Text(
            "Metastases found after a staging without them. Definitions that add some months after the diagnosis are not used here.",
            "Μεταστάσεις που βρέθηκαν μετά από σταδιοποίηση χωρίς αυτές. Οι ορισμοί που προσθέτουν ορισμένους μήνες μετά τη διάγνωση δεν χρησιμοποιούνται εδώ.",
        ),
        measured=Text(
            "From the staging at diagnosis: imaging, or the finding at the first operation.",
            "Από τη σταδιοποίηση κατά τη διάγνωση: απεικόνιση ή εύρημα στην πρώτη επέμβαση.",
        ),
    ),
    yes=Text("synchronous liver metastases", "σύγχρονες ηπατικές μεταστάσεις"),
    no=Text("metachronous liver metastases", "μετάχρονες ηπατικές μεταστάσεις"),
)

DISEASE_FREE_INTERVAL_MONTHS = Number(
    "disease_free_interval_months",
    label=Text("Disease-free interval", "Ελεύθερο νόσου διάστημα"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time from the treatment of the primary to the diagnosis of the liver metastases; 0 when both were found together.",
            "Χρόνος από τη θεραπεία του πρωτοπαθούς όγκου έως τη διάγνωση των ηπατικών μεταστάσεων· 0 όταν διαγνώσθηκαν μαζί.",
        ),
        excludes=Text(
            "Time from the liver metastases to their operation, and time without progression while metastases are present.",
            "Ο χρόνος από τις ηπατικές μεταστάσεις έως την επέμβαση σε αυτές και ο χρόνος χωρίς πρόοδο νόσου ενώ υπάρχουν μεταστάσεις.",
        ),
        measured=Text(
            "In calendar months, from the operation on the primary to the imaging or biopsy that showed the liver metastases.",
            "Σε ημερολογιακούς μήνες, από την επέμβαση στον πρωτοπαθή έως την απεικόνιση ή τη βιοψία που έδειξε τις ηπατικές μεταστάσεις.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

PRIMARY_RESECTION = Choice(
    "primary_resection",
    label=Text("Resection of the primary", "Εξαίρεση της πρωτοπαθούς εστίας"),
    definition=Definition(
        includes=Text(
            "Whether and how the primary was removed. Separate means in an operation other than the transplantation; "
            "removal together with a liver resection is separate in this sense.",
            "Αν και πώς αφαιρέθηκε ο πρωτοπαθής όγκος. Χωριστή σημαίνει σε άλλη επέμβαση από τη μεταμόσχευση· η "
            "αφαίρεση μαζί με ηπατεκτομή είναι χωριστή με αυτή την έννοια.",
        ),
        excludes=Text(
            "Biopsy, bypass or stoma without removal. A primary that is still in place or was never found counts as not done.",
            "Η βιοψία, η παράκαμψη ή η στομία χωρίς αφαίρεση του όγκου. Όταν ο πρωτοπαθής παραμένει στη θέση του ή δεν βρέθηκε ποτέ, η εξαίρεση δεν έγινε.",
        ),
        measured=Text(
            "From the operation and histology reports. Curative refers to the primary with its regional nodes: "
            "nothing of them was left, whatever the liver shows.",
            "Από το πρακτικό του χειρουργείου και την ιστολογική έκθεση. Ριζική αναφέρεται στον πρωτοπαθή με τους "
            "επιχώριους λεμφαδένες: δεν έμεινε υπόλειμμά τους, ανεξάρτητα από το ήπαρ.",
        ),
    ),
    options=options(
        none=Text("not done", "δεν έγινε"),
        separate_curative=Text("curative, in a separate operation", "ριζική, σε χωριστή επέμβαση"),
        non_curative=Text("not curative", "μη ριζική"),
        combined_with_transplant=Text("together with the transplantation", "μαζί με τη μεταμόσχευση"),
    ),
)

PRIMARY_REMOVED = PRIMARY_RESECTION.is_one_of("separate_curative", "combined_with_transplant")
"""The primary tumour is gone."""

PRIMARY_RESECTION_DATE = DateField(
    "primary_resection_date",
    label=Text("Date of resection of the primary", "Ημερομηνία εξαίρεσης της πρωτοπαθούς εστίας"),
    definition=Definition(
        includes=Text(
            "The day of the operation that removed the primary; of several, the one that completed the removal.",
            "Η ημέρα της επέμβασης με την οποία αφαιρέθηκε ο πρωτοπαθής όγκος· αν έγιναν περισσότερες, εκείνη που ολοκλήρωσε την αφαίρεση.",
        ),
        excludes=Text(
            "The day of diagnosis, of a biopsy or bypass, or of an operation on metastases.",
            "Η ημέρα της διάγνωσης, βιοψίας ή παράκαμψης, ή επέμβασης σε μεταστάσεις.",
        ),
        measured=Text(
            "From the operation report. With the date of assessment it gives the time since resection.",
            "Από το πρακτικό του χειρουργείου. Μαζί με την ημερομηνία αξιολόγησης δίνει τον χρόνο από την εξαίρεση.",
        ),
    ),
)

MONTHS_SINCE_PRIMARY_RESECTION = Number(
    "months_since_primary_resection",
    label=Text("Time since resection of the primary", "Χρόνος από την εξαίρεση της πρωτοπαθούς εστίας"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time from the removal of the primary to the day of assessment.",
            "Χρόνος από την αφαίρεση του πρωτοπαθούς όγκου έως την ημέρα της αξιολόγησης.",
        ),
        excludes=Text(
            "Time since diagnosis, and time since extrahepatic deposits were removed in a later operation.",
            "Ο χρόνος από τη διάγνωση και ο χρόνος από μεταγενέστερη επέμβαση αφαίρεσης εξωηπατικών εστιών.",
        ),
        measured=Text(
            "In calendar months, entered or derived from the two dates: 14 January to 14 July is exactly 6. Sources "
            "count up to transplantation or a request for it; here the day of assessment takes that place.",
            "Σε ημερολογιακούς μήνες, δίδεται ή συνάγεται από τις δύο ημερομηνίες: 14 Ιανουαρίου έως 14 Ιουλίου "
            "είναι ακριβώς 6. Οι πηγές μετρούν έως τη μεταμόσχευση ή το αίτημα για αυτήν· εδώ τη θέση τους παίρνει η "
            "ημέρα της αξιολόγησης.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

STABLE_SINCE_DATE = DateField(
    "stable_since_date",
    label=Text("Date since when the disease is stable", "Ημερομηνία έναρξης της σταθερής νόσου"),
    definition=Definition(
        includes=Text(
            "The day of the first imaging study since which no study has shown progression.",
            "Η ημέρα της πρώτης απεικόνισης από την οποία και μετά καμία εξέταση δεν έδειξε πρόοδο νόσου.",
        ),
        excludes=Text(
            "The day on which a drug was begun, and the day of the study that showed the last progression unless it became the new baseline.",
            "Η ημέρα έναρξης ενός φαρμάκου και η ημέρα της εξέτασης που έδειξε την τελευταία πρόοδο, εκτός αν αποτέλεσε τη νέα εξέταση αναφοράς.",
        ),
        measured=Text(
            "From the reports of successive studies of the same kind. With the date of assessment it gives the duration of stable disease.",
            "Από τις εκθέσεις διαδοχικών εξετάσεων του ίδιου είδους. Μαζί με την ημερομηνία αξιολόγησης δίνει τη διάρκεια της σταθερής νόσου.",
        ),
    ),
)

MONTHS_STABLE_DISEASE = Number(
    "months_stable_disease",
    label=Text("Duration of stable disease", "Διάρκεια σταθερής νόσου"),
    unit=MONTHS,
    definition=Definition(
        includes=Text(
            "Time without progression up to the day of assessment, the disease being stable or responding, with or without treatment.",
            "Χρόνος χωρίς πρόοδο νόσου έως την ημέρα της αξιολόγησης, με νόσο σταθερή ή σε ανταπόκριση, με ή χωρίς θεραπεία.",
        ),
        excludes=Text(
            "Time before the last progression, and a time at whose end no imaging was done.",
            "Ο χρόνος πριν από την τελευταία πρόοδο νόσου και ένα διάστημα στο τέλος του οποίου δεν έγινε απεικόνιση.",
        ),
        measured=Text(
            "In calendar months between imaging studies of the same kind, by a stated method such as RECIST 1.1, or "
            "derived from the two dates. The sources name no method.",
            "Σε ημερολογιακούς μήνες μεταξύ απεικονίσεων του ίδιου είδους, με δηλωμένη μέθοδο όπως το RECIST 1.1, ή "
            "συνάγεται από τις δύο ημερομηνίες. Οι πηγές δεν ορίζουν μέθοδο.",
        ),
    ),
    low=0,
    high=None,
    step=1,
)

ASSESSMENT_DATE = DateField(
    "assessment_date",
    label=Text("Date of assessment", "Ημερομηνία αξιολόγησης"),
    definition=Definition(
        includes=Text(
            "The day for which the criteria are read, usually that of the multidisciplinary board; times are counted up to it.",
            "Η ημέρα για την οποία εξετάζονται τα κριτήρια, συνήθως εκείνη του ογκολογικού συμβουλίου· έως αυτήν μετρούν τα χρονικά διαστήματα.",
        ),
        excludes=Text(
            "A day in the future, and the expected day of an operation.",
            "Μελλοντική ημέρα και η προβλεπόμενη ημέρα μιας επέμβασης.",
        ),
        measured=Text(
            "A calendar date. Without it no time is derived from the other two dates.",
            "Ημερολογιακή ημερομηνία. Χωρίς αυτήν δεν συνάγεται χρόνος από τις άλλες δύο ημερομηνίες.",
        ),
    ),
)
