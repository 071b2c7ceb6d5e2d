"""The words around what `make bench` measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.model.text import Text, same

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING = Text("Not measured yet.", "Δεν έχει μετρηθεί ακόμη.")
MEDIANS = Text("Median, smallest to largest", "Διάμεσος, μικρότερη έως μεγαλύτερη τιμή")
WHEN = Text(
    "Measured on {date}; programs that waited for a processor: {before} before, {after} after.",
    "Μετρήθηκε στις {date}· προγράμματα που περίμεναν επεξεργαστή: {before} πριν, {after} μετά.",
)
HASTE = Text("A trial, a few times only.", "Δοκιμή, λίγες φορές μόνο.")
BAR = Text(
    "A bar is the median, the line across its end the smallest and the largest value.",
    "Η ράβδος είναι η διάμεσος, η γραμμή στο άκρο της η μικρότερη και η μεγαλύτερη τιμή.",
)
POWERS = Text(
    "Where the values lie far apart, equal lengths are equal ratios.",
    "Όπου οι τιμές απέχουν πολύ, ίσα μήκη σημαίνουν ίσους λόγους.",
)
MACHINE = Text("Machine", "Υπολογιστής")
VERSIONS = Text("Versions", "Εκδόσεις")

TITLES: Mapping[str, Text] = {
    "starts": Text(
        "From the address with a case to its verdicts", "Από τη διεύθυνση με περιστατικό ως τα αποτελέσματα"
    ),
    "ways": Text("The other ways to the board", "Οι άλλοι δρόμοι προς τον πίνακα κριτηρίων"),
    "costs": Text("What a first visit costs", "Τι κοστίζει η πρώτη επίσκεψη"),
    "slow": Text("On a slow line, with a slow processor", "Με αργή γραμμή και αργό επεξεργαστή"),
    "slowdowns": Text("How much slower the processor was", "Πόσο πιο αργός ήταν ο επεξεργαστής"),
    "frameworks": Text("Beside frameworks for Python in a page", "Δίπλα σε πλαίσια λογισμικού για Python σε σελίδα"),
    "changes": Text("A changed answer", "Μια απάντηση που αλλάζει"),
    "questions": Text("The questions around the verdicts", "Οι ερωτήσεις γύρω από τα αποτελέσματα"),
    "table": Text("A table of 50,000 patients on the page", "Πίνακας 50.000 ασθενών στη σελίδα"),
    "evaluation": Text(
        "All sets and warnings for one patient", "Όλοι οι κατάλογοι και οι προειδοποιήσεις για έναν ασθενή"
    ),
    "growth": Text("One patient against more sets", "Ένας ασθενής απέναντι σε περισσότερους καταλόγους"),
    "rule": Text("Milan-NET 2007, for each of the cases", "Milan-NET 2007, για καθένα από τα περιστατικά"),
    "cases": Text("The cases", "Τα περιστατικά"),
    "throughput": Text("Many patients at once", "Πολλοί ασθενείς μαζί"),
    "cohort-memory": Text("The memory for that", "Η μνήμη για αυτό"),
    "builds": Text("Building the site", "Κατασκευή του ιστοτόπου"),
}
MEASURES: Mapping[str, Text] = {
    "start-empty": Text("First visit, nothing kept", "Πρώτη επίσκεψη, χωρίς τίποτε αποθηκευμένο"),
    "start-second": Text("Second visit", "Δεύτερη επίσκεψη"),
    "start-reading": Text("By a link of a guideline page", "Από σύνδεσμο σελίδας των οδηγιών"),
    "start-offline": Text("Without a network", "Χωρίς δίκτυο"),
    "bytes": Text("Came over the line", "Ήρθαν από τη γραμμή"),
    "requests": Text("Requests", "Αιτήματα"),
    "blocked": Text(
        "Page unable to answer, beyond 50 ms at a time", "Η σελίδα δεν αποκρίνεται, πέρα από 50 ms κάθε φορά"
    ),
    "longest-task": Text("Longest of these times", "Το μεγαλύτερο τέτοιο διάστημα"),
    "memory": Text("Memory of the page, its worker included", "Μνήμη της σελίδας, μαζί με τον worker της"),
    "start-processor": Text(
        "First visit, the whole page four times slower", "Πρώτη επίσκεψη, όλη η σελίδα τέσσερις φορές πιο αργή"
    ),
    "start-thread": Text(
        "First visit, slowed by Chromium, which spares workers",
        "Πρώτη επίσκεψη, με την επιβράδυνση του Chromium, που δεν αγγίζει workers",
    ),
    "slowdown-processor": Text(
        "The whole page stopped three quarters of the time", "Όλη η σελίδα σταματημένη τα τρία τέταρτα του χρόνου"
    ),
    "slowdown-thread": Text("Chromium's own, set to four times", "Η επιβράδυνση του Chromium, στις τέσσερις φορές"),
    "change": Text("From the event to the verdicts", "Από την ενέργεια ως τα αποτελέσματα"),
    "question": Text("From the event to the answer", "Από την ενέργεια ως την απάντηση"),
    "evaluate": Text("Rules alone, without the page", "Μόνο οι κανόνες, χωρίς τη σελίδα"),
    "growth": Text("Judging the sets, nothing remembered", "Κρίση των καταλόγων, χωρίς τίποτε έτοιμο από πριν"),
    "rule": Text("Time for one case", "Χρόνος για ένα περιστατικό"),
    "cases": Text("Verdicts, on which all agree", "Αποτελέσματα, στα οποία συμφωνούν όλοι"),
    "throughput": Text("Patients judged in a second", "Ασθενείς που κρίνονται το δευτερόλεπτο"),
    "cohort-memory": Text("Memory beyond the patients themselves", "Μνήμη πέρα από τους ίδιους τους ασθενείς"),
    "build": Text("Both languages", "Και οι δύο γλώσσες"),
    "table": Text("From the action to what it shows", "Από την ενέργεια ως την εμφάνιση"),
    "standstill": Text("Longest time without a response to keys", "Το μεγαλύτερο διάστημα χωρίς απόκριση σε πλήκτρα"),
}
NAMES: Mapping[str, Text] = {
    "board": Text("The board", "Πίνακας κριτηρίων"),
    "stock": Text("Pyodide, started only", "Pyodide, μόνο εκκίνηση"),
    "newest": Text("Newest Pyodide, started only", "Νεότερο Pyodide, μόνο εκκίνηση"),
    "plain": Text("The same rules in plain Pyodide", "Οι ίδιοι κανόνες σε απλό Pyodide"),
    "pyscript": same("PyScript"),
    "jupyterlite": same("JupyterLite"),
    "marimo": same("marimo"),
    "page": Text("Page", "Σελίδα"),
    "worker": same("Worker"),
    "missing": Text("What is missing", "Τι λείπει"),
    "change": Text("What would change it", "Τι θα το άλλαζε"),
    "robustness": Text("Close to a limit", "Κοντά σε όριο"),
    "table-read": Text(
        "The file is read, Python's start included", "Ανάγνωση του αρχείου, μαζί με την εκκίνηση της Python"
    ),
    "table-judged": Text("All sets are judged and counted", "Κρίση και καταμέτρηση όλων των καταλόγων"),
    "cpython": same("CPython"),
    "browser": Text("Browser, plain Pyodide", "Φυλλομετρητής, απλό Pyodide"),
    **{
        f"times-{count}": Text(f"{count} × the published sets", f"{count} × οι δημοσιευμένοι κατάλογοι")
        for count in (1, 3, 10, 30, 100)
    },
    "single": Text("Ours, one by one, this set alone", "Οι κανόνες μας, ένα ένα, μόνο αυτός ο κατάλογος"),
    "whole": Text(
        "Ours, one by one, all sets and warnings", "Οι κανόνες μας, ένα ένα, όλοι οι κατάλογοι και προειδοποιήσεις"
    ),
    "batch": Text(
        "Ours, all cases at once, all sets and warnings",
        "Οι κανόνες μας, όλα μαζί, όλοι οι κατάλογοι και προειδοποιήσεις",
    ),
    "zen": Text("zen-engine, one by one", "zen-engine, ένα ένα"),
    "zen-batch": Text("zen-engine, in one call, on all cores", "zen-engine, σε μία κλήση, σε όλους τους πυρήνες"),
    "rule-engine": same("rule-engine"),
    "json-logic": same("JsonLogic (panzi-json-logic)"),
    "cql": same("CQL (cql-execution)"),
    "openfisca": Text("OpenFisca, all cases at once", "OpenFisca, όλα μαζί"),
    "polars": Text("Polars by hand, all cases at once", "Polars με το χέρι, όλα μαζί"),
    "numpy": Text("NumPy by hand, all cases at once", "NumPy με το χέρι, όλα μαζί"),
    **{
        f"{engine}-{rows}": Text(f"{{engine}}, {rows:,}", f"{{engine}}, {rows:,}".replace(",", ".")).format(engine=name)
        for rows in (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
        for engine, name in {
            "batch": Text("Ours in Python, all sets", "Οι κανόνες μας σε Python, όλοι οι κατάλογοι"),
            "sql": Text("Ours as SQL in DuckDB", "Οι κανόνες μας ως SQL στο DuckDB"),
            "polars": Text("Polars by hand", "Polars με το χέρι"),
            "numpy": Text("NumPy by hand", "NumPy με το χέρι"),
        }.items()
    },
    "mkdocs": Text("Plain MkDocs, pages only", "Σκέτο MkDocs, μόνο οι σελίδες"),
    "site-new": Text("The whole site, from nothing", "Όλος ο ιστότοπος, από την αρχή"),
    "site-again": Text("The whole site, nothing changed", "Όλος ο ιστότοπος, χωρίς αλλαγή"),
    "site-page": Text("One page under make serve, until it is seen", "Μία σελίδα με make serve, ώσπου να φανεί"),
    "met": Text("Met", "Πληρούνται"),
    "not_met": Text("Not met", "Δεν πληρούνται"),
    "undecided": Text("Not decided", "Δεν κρίνονται"),
    "map": Text("Map of two values", "Χάρτης δύο τιμών"),
}
OURS = frozenset(
    (
        *(
            "board",
            "missing",
            "change",
            "robustness",
            "map",
            "table-read",
            "table-judged",
            "single",
            "whole",
            "batch",
            "cpython",
            "browser",
            "site-new",
            "site-again",
            "site-page",
        ),
        *(name for name in NAMES if name.startswith(("batch-", "sql-", "times-"))),
    )
)
"""What is ours among the things that are compared."""
WHY: Mapping[str, Text] = {
    "absent": Text("not to be had here", "δεν υπήρχε εδώ"),
    "haste": Text("left out of a trial", "έμεινε έξω από τη δοκιμή"),
    "long": Text("would have taken minutes", "θα χρειαζόταν λεπτά"),
    "online": Text("wants another host, which was not asked", "ζητά άλλον διακομιστή, που δεν ρωτήθηκε"),
    "failed": Text("did not come to its end", "δεν έφτασε στο τέλος"),
}
UNITS: Mapping[str, Text] = {unit: same(unit) for unit in ("ms", "s", "µs", "MB", "×", "/s")}
